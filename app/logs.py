"""The program's own log: a rotating file in the user's log folder, with secrets masked.

The log is for our mistakes. What a charger says is in the visit file.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from pathlib import Path

FILE_SIZE = 1_000_000
FILES_KEPT = 3


class _MaskingFormatter(logging.Formatter):
    def __init__(self, mask: Callable[[str], str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._mask = mask

    def format(self, record: logging.LogRecord) -> str:
        return self._mask(super().format(record))


class _RotatingFile(logging.Handler):
    """The file, opened with the first record: even reading ``logging.handlers`` can wait until then."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                self._path,
                maxBytes=FILE_SIZE,
                backupCount=FILES_KEPT,
                encoding="utf-8",
                delay=True,
            )
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start(folder: Path, mask: Callable[[str], str]) -> None:
    """Log to ``folder``/kontaktor.log; a folder that cannot be written means no log, not no program.

    ``mask`` is applied to every finished line, tracebacks included.
    """
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _add(_RotatingFile(folder / "kontaktor.log"), logging.INFO, mask)


def start_terminal(mask: Callable[[str], str]) -> None:
    """Log warnings and errors to standard error, masked in the same way."""
    _add(logging.StreamHandler(), logging.WARNING, mask)


def _add(handler: logging.Handler, level: int, mask: Callable[[str], str]) -> None:
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    logging.getLogger("websockets").setLevel(logging.WARNING)
    handler.setLevel(level)
    handler.setFormatter(_MaskingFormatter(mask))
    root.addHandler(handler)
