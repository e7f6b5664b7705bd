"""The display tick: at most 60 Hz while something changes, standing still otherwise.

Views do not draw when an event comes. They ask the tick, which calls each asker once at the next
frame however often it asked. After a rest the next frame is at once: a single event is on the screen
without waiting, and only what follows closely is gathered. What data redraw keeps a slower pace, counted
from when data were last drawn: a drawing for another reason costs a value one frame at most, not two.
``second`` beats once a second for what ages by itself ("2 s ago").
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

FRAME_MS = 16
"""One frame of a 60 Hz screen."""

DATA_FRAMES = 2
"""For what data redraw: 30 Hz are enough for numbers that nobody can read faster, and cost half."""

_log = logging.getLogger(__name__)


class Tick(QObject):
    """Collects wishes to redraw and grants them together."""

    second = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wishes: dict[Callable[[], None], int] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._rested_s = 0.0
        self._granted_s: dict[int, float] = {}  # per pace
        self._due_s = 0.0
        self._timer.timeout.connect(self.flush)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.second)
        self._seconds.start()

    def request(self, draw: Callable[[], None], frames: int = 1) -> None:
        """Have ``draw`` called once, in the next frame that is ``frames`` after one of this pace.

        Never calls it at once.
        """
        self._wishes[draw] = min(frames, self._wishes.get(draw, frames))
        paced = self._granted_s.get(frames, 0.0) + frames * FRAME_MS / 1000
        due = max(self._rested_s + FRAME_MS / 1000, paced)
        if not self._timer.isActive() or due < self._due_s:
            self._due_s = due
            self._timer.start(max(round((due - time.monotonic()) * 1000), 0))

    def flush(self) -> None:
        """Grant all wishes now (the timer does; tests and screenshots may)."""
        self._timer.stop()
        wishes, self._wishes = self._wishes, {}
        for draw in wishes:
            owner = getattr(draw, "__self__", None)
            if isinstance(owner, QObject) and not shiboken6.isValid(owner):
                continue
            try:
                draw()
            except Exception:
                _log.exception("a view could not be drawn")
        self._rested_s = time.monotonic()
        self._granted_s |= dict.fromkeys(wishes.values(), self._rested_s)

    @property
    def still(self) -> bool:
        """Whether nobody waits to be drawn."""
        return not self._wishes
