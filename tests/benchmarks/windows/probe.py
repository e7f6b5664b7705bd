"""Measures a window from inside its process and tells it as JSON lines on standard output.

Standard input takes one command a line. All stamps are ``time.perf_counter_ns``, which is one clock
for all processes of a machine (CLOCK_MONOTONIC, or the performance counter on Windows). The timer
that finds gaps runs only when it is asked for, so that an idle window stays idle.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

BEAT_MS = 5
UI_FRAME_MS = 16.7
"""One frame of a 60 Hz screen: a longer gap is seen."""

_PAINTED = QEvent.Type(QEvent.registerEventType())


def tell(said: str, **facts: object) -> None:
    """One line to whoever measures."""
    print(json.dumps({"said": said, "t_ns": time.perf_counter_ns(), **facts}), flush=True)


class AfterPaint(QObject):
    """Calls ``then`` once the painting that is under way has ended and is on the screen."""

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self._then = then
        self._posted = False

    def ask(self) -> None:
        """While painting: have it called next, before anything else that waits."""
        if not self._posted:
            self._posted = True
            QCoreApplication.postEvent(
                self, QEvent(_PAINTED), Qt.EventPriority.HighEventPriority.value
            )

    def customEvent(self, event: QEvent) -> None:
        self._posted = False
        self._then()


class Probe(QObject):
    """In one window from before it is shown. ``ready``: whether all has been read and built."""

    _heard = Signal(str)

    def __init__(self, window: QWidget, ready: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._ready = ready
        self._commands: dict[str, Callable[[str], None]] = {}
        self._late_ms: list[float] = []
        self._last_ns = 0
        self._awaits_ready = True
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._take_beat)
        self._after_paint = AfterPaint(self._shown)
        self.on("gaps", self._gaps)
        self._heard.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)

    def on(self, command: str, do: Callable[[str], None]) -> None:
        """``do`` gets the rest of the line."""
        self._commands[command] = do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._after_paint.ask()
        return False

    def _shown(self) -> None:
        tell("shown")
        self._start_beat()
        threading.Thread(target=self._listen, name="measure", daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._heard.emit(line.strip())

    def _obey(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        self._commands[command](rest)

    def _start_beat(self) -> None:
        self._late_ms.clear()
        self._last_ns = time.perf_counter_ns()
        self._beat.start()

    def _take_beat(self) -> None:
        now = time.perf_counter_ns()
        self._late_ms.append((now - self._last_ns) / 1e6 - BEAT_MS)
        self._last_ns = now
        if self._awaits_ready and self._ready():
            self._awaits_ready = False
            self._beat.stop()
            tell("ready", **self._lateness())

    def _lateness(self) -> dict[str, object]:
        late = sorted(self._late_ms)
        seen = sum(1 for one in late if one > UI_FRAME_MS)
        return {"gap_ms": late[-1] if late else 0.0, "seen": seen, "beats": len(late)}

    def _gaps(self, rest: str) -> None:
        """``gaps start`` and ``gaps stop``."""
        if rest == "start":
            self._start_beat()
            tell("gaps")
        else:
            self._beat.stop()
            tell("gaps", **self._lateness())
