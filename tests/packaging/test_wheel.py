"""The program runs from an installed wheel, with its resources and translations inside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment in which the wheel is installed; dependencies come from this one's."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("kontaktor-*.whl")
    venv.create(folder / "env", with_pip=False)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([python, "-c", script], check=True, capture_output=True, text=True)
    packages = Path(found.stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def run(python: Path, *arguments: str, cwd: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(python), *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import app; print(app.__file__)", cwd=tmp_path)
    assert str(ROOT / "app") not in where
    assert run(installed, "-m", "app", "--version", cwd=tmp_path).startswith("kontaktor ")


def test_resources_and_translations_are_inside(installed: Path, tmp_path: Path) -> None:
    script = (
        "import json\n"
        "from PySide6.QtWidgets import QApplication\n"
        "application = QApplication([])\n"
        "from app import paths\n"
        "from app.ui.language import Language\n"
        "from app.ui.theme import fonts\n"
        "from app.ui.words import state_word\n"
        "fonts.load()\n"
        "language = Language()\n"
        "language.set('sv')\n"
        "print(json.dumps([state_word('Charging'), fonts.font('body').family(),\n"
        "    str(paths.resources()), sorted(p.name for p in paths.resources().iterdir())]))\n"
    )
    word, family, folder, names = json.loads(run(installed, "-c", script, cwd=tmp_path))
    assert word == "Laddar"
    assert family == "IBM Plex Sans"
    assert str(ROOT / "resources") != folder
    assert {"fonts", "icons"} <= set(names)


def test_the_engine_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            *(str(installed), "-m", "app", "watch", "--json", "--ocpp", "127.0.0.1:0"),
            *("--visit", str(tmp_path / "v.kontaktor")),
        ],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    output, errors = process.communicate(b'{"command": "quit"}\n', timeout=30)
    assert process.returncode == 0
    assert "listening" in {json.loads(line)["event"] for line in output.splitlines()}
    assert errors == b""
