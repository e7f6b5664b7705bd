"""The display tick: 60 Hz while something changes, standing still otherwise.

Views do not draw when an event comes. They ask the tick, which calls each asker once at the next
frame however often it asked. ``second`` beats once a second for what ages by itself ("2 s ago").
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 16
"""One frame of a 60 Hz screen."""

_log = logging.getLogger(__name__)


class Tick(QObject):
    """Collects wishes to redraw and grants them together."""

    second = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wishes: dict[Callable[[], None], None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.flush)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.second)
        self._seconds.start()

    def request(self, draw: Callable[[], None]) -> None:
        """Have ``draw`` called once at the next frame. Never calls it at once."""
        self._wishes[draw] = None
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Grant all wishes now (the timer does; tests and screenshots may)."""
        wishes, self._wishes = self._wishes, {}
        for draw in wishes:
            owner = getattr(draw, "__self__", None)
            if isinstance(owner, QObject) and not shiboken6.isValid(owner):
                continue
            try:
                draw()
            except Exception:
                _log.exception("a view could not be drawn")

    @property
    def still(self) -> bool:
        """Whether nobody waits to be drawn."""
        return not self._wishes
