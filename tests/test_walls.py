"""What the engine does without: Qt and the simulated charger."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_engine_runs_without_the_simulator_and_without_qt(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "for name in ('app.simulator', 'app.ui', 'PySide6', 'qasync', 'pyqtgraph', 'numpy'):\n"
        "    sys.modules[name] = None\n"
        "from app.main import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", script, "watch", "--ocpp", "127.0.0.1:0"),
            *("--visit", str(tmp_path / "v.kontaktor")),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    output, errors = process.communicate(b'{"command": "quit"}\n', timeout=30)
    assert process.returncode == 0, errors
    assert b"listening" in output
    assert errors == b""


def test_no_module_of_the_engine_names_the_simulator() -> None:
    for room in ("domain", "links", "uploads", "visit", "words", "cli"):
        for path in (ROOT / "app" / room).rglob("*.py"):
            assert "app.simulator" not in path.read_text(encoding="utf-8"), path
