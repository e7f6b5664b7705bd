"""The one time axis of the Live page: which seconds are seen, and where the crosshair stands.

Like the sweep of an oscilloscope: while it follows, the picture fills from the left, and once it is
full the newest moment stays at the right edge. Zooming keeps the moment under the pointer (the
right edge while following), moving the picture by hand pauses. Seconds count from the start of the
visit. No Qt here.
"""

from __future__ import annotations

from datetime import datetime
from math import ceil, floor

from app.domain.anchor import TimeAnchor
from app.domain.signal import Signal

SHORTEST_S = 5.0
LONGEST_S = 7 * 86400.0
FIRST_SPAN_S = 120.0
USUAL_SPAN_S = 960.0
"""The picture begins with two minutes and doubles when it is full, up to a quarter of an hour, until
somebody zooms: a visit that has just begun is not a sliver at the left, a second is still a pixel."""

_STEPS_S = (
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    300,
    600,
    900,
    1800,
    3600,
    7200,
    10800,
    21600,
    43200,
    86400,
)
_SHORTEST_TICK_PX = 84


class Timebase:
    """start_s, end_s: what is seen. cursor_s: the crosshair, None while it shows the newest.

    ``changed`` tells after every change of these; its value is the timebase itself.
    """

    def __init__(self, anchor: TimeAnchor, origin_ns: int) -> None:
        self.changed: Signal[Timebase] = Signal()
        self.span_s = FIRST_SPAN_S
        self.start_s = 0.0
        self.now_s = 0.0
        self.follow = True
        self._grows = True
        self.cursor_s: float | None = None
        self._anchor = anchor
        self._origin_ns = origin_ns

    @property
    def end_s(self) -> float:
        """The right edge."""
        return self.start_s + self.span_s

    @property
    def reading_s(self) -> float:
        """The moment that readouts show: the crosshair, or now."""
        return self.now_s if self.cursor_s is None else self.cursor_s

    def advance(self, now_s: float) -> None:
        """Time went on."""
        self.now_s = max(now_s, self.now_s)
        while self._grows and self.follow and self.now_s > self.span_s < USUAL_SPAN_S:
            self.span_s *= 2
        if self.follow:
            self.start_s = max(0.0, self.now_s - self.span_s)
            if self.cursor_s is not None and self.cursor_s < self.start_s:
                self.cursor_s = None
        self.changed.emit(self)

    def set_follow(self, follow: bool) -> None:
        """Follow the newest moment, or stand still."""
        self.follow = follow
        if follow:
            self.cursor_s = None
        self.advance(self.now_s)

    def zoom(self, factor: float, around_s: float | None = None) -> None:
        """Show ``factor`` times as much, keeping a moment in its place (default: the crosshair)."""
        self._grows = False
        span = min(max(self.span_s * factor, SHORTEST_S), LONGEST_S)
        pivot = self.reading_s if around_s is None else around_s
        pivot = min(max(pivot, self.start_s), self.end_s)
        share = (pivot - self.start_s) / self.span_s
        self.span_s = span
        if not self.follow:
            self._move_to(pivot - share * span)
        self.advance(self.now_s)

    def pan(self, seconds: float) -> None:
        """Look earlier (negative) or later; pauses unless the newest moment stays in sight."""
        before = self.start_s
        self._move_to(self.start_s + seconds)
        if self.start_s != before:
            self.follow = seconds > 0 and self.end_s >= self.now_s and self.now_s > self.span_s
        self.advance(self.now_s)

    def point(self, at_s: float | None) -> None:
        """Put the crosshair at a moment that is seen, or take it away."""
        if at_s is not None:
            at_s = min(max(at_s, self.start_s), min(self.end_s, max(self.now_s, self.start_s)))
        if at_s != self.cursor_s:
            self.cursor_s = at_s
            self.changed.emit(self)

    def step(self, seconds: float) -> None:
        """Move the crosshair; the picture comes along when it leaves it."""
        target = min(max(self.reading_s + seconds, 0.0), self.now_s)
        if target < self.start_s or target > self.end_s:
            self.pan(seconds)
        self.point(target)

    def _move_to(self, start_s: float) -> None:
        self.start_s = min(max(start_s, 0.0), max(0.0, self.now_s - self.span_s / 10))

    def local(self, at_s: float) -> datetime:
        """The local time of day at a moment."""
        return self._anchor.datetime_of(self._origin_ns + round(at_s * 1e9)).astimezone()

    def ticks(self, width_px: int) -> tuple[list[float], int]:
        """Moments for lines and labels at round local times, and their distance in seconds."""
        wanted = self.span_s * _SHORTEST_TICK_PX / max(width_px, 1)
        step = next((s for s in _STEPS_S if s >= wanted), 86400 * ceil(wanted / 86400))
        start = self.local(self.start_s)
        offset = start.utcoffset()
        wall = start.timestamp() + (offset.total_seconds() if offset else 0.0)
        first = ceil(wall / step)
        last = floor((wall + self.span_s) / step)
        return [self.start_s + index * step - wall for index in range(first, last + 1)], step
