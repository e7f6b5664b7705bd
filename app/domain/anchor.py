"""One wall-clock reading per visit, so that every monotonic stamp can be told as a time of day.

Time is stamped once, at the edge, with the monotonic clock: it never jumps when the laptop's clock
is set during a visit. The anchor is taken once and turns those stamps into wall-clock time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TimeAnchor:
    """The same moment on both clocks: ``wall_ns`` since the Unix epoch in UTC, ``mono_ns`` monotonic."""

    wall_ns: int
    mono_ns: int

    def wall_of(self, t_ns: int) -> int:
        """Nanoseconds since the Unix epoch (UTC) for a monotonic stamp."""
        return self.wall_ns + (t_ns - self.mono_ns)

    def datetime_of(self, t_ns: int) -> datetime:
        """The stamp as an aware UTC datetime, rounded down to microseconds."""
        return _EPOCH + timedelta(microseconds=self.wall_of(t_ns) // 1000)

    def iso_of(self, t_ns: int) -> str:
        """The stamp as ISO 8601 in UTC with milliseconds and a Z: ``2026-01-01T12:00:00.000Z``."""
        moment = self.datetime_of(t_ns)
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
