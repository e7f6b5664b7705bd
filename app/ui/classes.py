"""All classes of PySide6, made by the window's thread before any other thread reads modules.

PySide6 makes a class, with its enums, when its name is first looked up, and minds no threads: while one
thread makes classes (pyqtgraph looks up all of them when it is imported), Qt on the window's thread
asks for another, and the process dies. With 6.11.3 this ended 4 of 150 starts. The same table broken in
another way: TimeLineAnnotator/desktop, pull request 586.

Making all takes 60 ms, so it is done in slices between which the window stays alive.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal

MODULES = (QtCore, QtGui, QtWidgets, QtSvg)
SLICE_S = 0.004
"""The longest single class takes 5 ms more, so that a gap stays below one frame of the screen."""


class ClassMaking(QObject):
    """finished: every name of ``MODULES`` has been looked up."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = _looked_up()

    def start(self) -> None:
        """Begin, or go on; returns after a slice."""
        until_s = time.monotonic() + SLICE_S
        for _ in self._names:
            if time.monotonic() > until_s:
                QTimer.singleShot(0, self, self.start)
                return
        self.finished.emit()


def _looked_up() -> Iterator[str]:
    for module in MODULES:
        for name in dir(module):
            getattr(module, name)
            yield name
