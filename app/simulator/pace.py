"""Time of the simulated charger: a pace for what it does, a clock for what it writes.

Everything that lasts (ramps, intervals, reboots, stories) is counted in simulated seconds, which pass
`speed` times as fast as real ones. The time stamps in its messages stay true wall time whatever the
speed, as a charger that sets its clock from the CSMS has it.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta


class Pace:
    """Simulated seconds."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed
        self._start = time.monotonic()

    def now(self) -> float:
        """Simulated seconds since the charger was made."""
        return (time.monotonic() - self._start) * self.speed

    def real(self, seconds: float) -> float:
        """How many real seconds that many simulated ones take."""
        return max(0.0, seconds) / self.speed

    async def sleep(self, seconds: float) -> None:
        """Wait that many simulated seconds."""
        await asyncio.sleep(self.real(seconds))


class Clock:
    """The charger's own clock, set from the CSMS when both differ by more than two seconds.

    Less is not worth a jump: `currentTime` usually has whole seconds only.
    """

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def stamp(self) -> str:
        return stamp(self.now())

    def set_from(self, text: object) -> bool:
        """Set the clock from a `currentTime`; False when it is no sensible one."""
        told = moment(text)
        if told is None or not 2000 <= told.year <= 2100:
            return False
        if abs(told - self.now()) > timedelta(seconds=2):
            self._offset = told - datetime.now(UTC)
        return True


def stamp(when: datetime) -> str:
    """ISO 8601 in UTC with milliseconds and Z, as most chargers write it."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03d}Z"


def moment(text: object) -> datetime | None:
    """A point in time from ISO 8601 text, UTC when it names no zone; None when it is none."""
    if not isinstance(text, str):
        return None
    try:
        when = datetime.fromisoformat(text.strip())
        if when.tzinfo is None:
            when = when.replace(tzinfo=UTC)
        return when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
