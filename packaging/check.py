"""Everything that CI runs, in order, stopping at the end with one verdict.

Run it with ``python3 packaging/run.py test``. Names as arguments run only those steps:
``python3 packaging/run.py test lint types``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

ENGINE_COVERAGE = 95
"""Branch coverage in percent that domain, links, uploads and visit must reach together."""

PYTEST = ("-m", "pytest")

STEPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "lint": (("-m", "ruff", "check", "."), ("-m", "ruff", "format", "--check", ".")),
    "types": (("-m", "mypy"),),
    "walls": (("-c", "from importlinter.cli import lint_imports_command as c; c()"),),
    "translations": (("packaging/translations.py", "check"),),
    "tests": (
        (
            *PYTEST,
            "-n",
            "2",
            "--ignore=tests/journeys",
            "--cov",
            "--cov-report=",
            "--cov-config=pyproject.toml",
        ),
        (
            *("-m", "coverage", "report", f"--fail-under={ENGINE_COVERAGE}", "--skip-covered"),
            "--include=app/domain/*,app/links/*,app/uploads/*,app/visit/*",
        ),
    ),
    "journeys": ((*PYTEST, "-n", "2", "tests/journeys"),),
}


def main(names: list[str]) -> int:
    """Run the named steps, or all; returns 0 when every one passed."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"unknown step {unknown[0]}; known are {', '.join(STEPS)}")
        return 2
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    failed = []
    for name in names or STEPS:
        started = time.monotonic()
        print(f"--- {name}", flush=True)
        for arguments in STEPS[name]:
            command = [sys.executable, *arguments]
            if subprocess.call(command, cwd=ROOT, env=environment):
                failed.append(name)
                break
        print(f"--- {name}: {time.monotonic() - started:.0f} s", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    else:
        print("all steps passed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
