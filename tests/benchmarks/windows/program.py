"""The real program with a probe in its window.

    python -m tests.benchmarks.windows.program FOLDER [arguments of kontaktor]

It does what ``app.main`` does. Only its folders are others (everything it writes goes to FOLDER), and it
believes that somebody looks, so that the window also runs where there is no display.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app import lean


def run(folder: Path, arguments: list[str]) -> int:
    """Run the window; returns its exit code."""
    lean.begin()
    from app import desktop, paths
    from tests.benchmarks.windows.watched import Watched

    setattr(paths, "settings_file", lambda: folder / "settings.json")  # noqa: B010
    setattr(paths, "visits", lambda: folder / "visits")  # noqa: B010
    setattr(paths, "logs", lambda: folder / "logs")  # noqa: B010
    setattr(desktop, "has_display", lambda: True)  # noqa: B010
    setattr(desktop, "Window", Watched)  # noqa: B010
    return desktop.run(arguments)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
