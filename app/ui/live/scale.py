"""Ranges and ticks of a strip's value axis: round, padded, and calm.

A range that follows the data makes curves jump while they are read. So a range begins with what is
usual for the measurand, grows in round steps as soon as a value leaves it, and shrinks only when
what is seen needs less than a quarter of it (a spike left the picture). No Qt here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10

_EDGE_PX = 9
"""Room between the outer ticks and the edge of a strip, so that the neighbour does not cut labels."""

_TICK_PX = 13
_SLACK = 0.04
"""A value may pass the outer tick by this share of the range (it stays inside the padding): a current
of 16.1 A does not turn a scale of 16 A into one of 20 A."""

_FEWEST_SPANS, _MOST_SPANS = 2, 4
_TOO_WIDE = 4.0
_ABSURD = 1e12
"""A value beyond this is a charger's mistake: it is shown as a number and makes no scale."""

USUAL: dict[str, tuple[float, float, float]] = {
    "Current.Import": (0.0, 16.0, 4.0),
    "Power.Active.Import": (0.0, 6.0, 2.0),
    "Voltage": (225.0, 235.0, 5.0),
    "Temperature": (20.0, 40.0, 10.0),
    "SoC": (0.0, 0.0, 10.0),
    "Energy.Active.Import.Register": (0.0, 0.0, 1.0),
    "Frequency": (49.5, 50.5, 0.5),
}
"""Measurand -> lowest, highest, smallest step between ticks, in the unit shown (kW, kWh)."""


def round_step(wanted: float) -> float:
    """The next of 1, 2, 4, 5, 10, 20, 40, 50 ... at or above ``wanted``."""
    power = 10.0 ** floor(log10(wanted))
    return next(f * power for f in (1.0, 2.0, 4.0, 5.0, 10.0) if f * power >= wanted * 0.999999)


def _is_round(step: float) -> bool:
    lead = step / 10.0 ** floor(log10(step) + 1e-9)
    return any(abs(lead - nice) < 1e-6 for nice in (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0))


def _even_step(span: float, spans: int, least: float) -> float:
    """A round step that divides the range evenly into at most ``spans``, so both ends are ticks."""
    steps = (span / parts for parts in range(spans, 0, -1))
    return next((s for s in steps if s >= least * 0.999999 and _is_round(s)), span)


@dataclass(slots=True)
class Scale:
    """low, high: the outer ticks. always: what stays in sight whatever the data are, if anything."""

    low: float
    high: float
    least_step: float
    always: tuple[float, float] | None = None

    @classmethod
    def usual(cls, measurand: str) -> Scale:
        """The range to begin with; an empty one for measurands without a usual range."""
        low, high, step = USUAL.get(measurand, (0.0, 0.0, 0.0))
        return cls(low, high, step, (low, high) if high > low else None)

    def admit(self, low: float | None, high: float | None) -> bool:
        """Make room for what is seen; True when the range changed."""
        if low is None or high is None or not (-_ABSURD < low <= high < _ABSURD):
            return False
        if self.always is not None:
            low, high = min(low, self.always[0]), max(high, self.always[1])
        span = self.high - self.low
        slack = span * _SLACK
        fits = self.low - slack <= low and high <= self.high + slack
        needed = max(high - low, _FEWEST_SPANS * self.least_step, abs(high) * 1e-6, 1e-3)
        if span > 0 and fits and span <= _TOO_WIDE * needed:
            return False
        if span > 0 and not fits:
            low, high = min(low, self.low), max(high, self.high)
        step = max(round_step(max(high - low, needed) / _MOST_SPANS), self.least_step)
        before = (self.low, self.high)
        self.low = floor(low / step + _SLACK) * step
        spans = max(ceil((high - self.low) / step - _SLACK), _FEWEST_SPANS)
        if spans == 3 and not _is_round(spans * step / 2):
            spans = 4
        self.high = self.low + spans * step
        return (self.low, self.high) != before

    def ticks(self, height_px: int) -> list[float]:
        """Round values for lines and labels, 3 to 5 of them where the height allows."""
        span = self.high - self.low
        if span <= 0:
            return []
        room = max(height_px - 2 * _EDGE_PX, _TICK_PX)
        spans = max(min(room // _TICK_PX, _MOST_SPANS), 1)
        step = _even_step(span, spans, self.least_step)
        return [self.low + index * step for index in range(round(span / step) + 1)]

    def padded(self, height_px: int) -> tuple[float, float]:
        """Values at the lower and upper edge of the strip, with room for the outer labels."""
        span = self.high - self.low or 1.0
        room = max(height_px - 2 * _EDGE_PX, 8)
        pad = span * _EDGE_PX / room
        return self.low - pad, self.high + pad


def decimals_for(step: float) -> int:
    """Decimals that tell neighbouring ticks apart, at most four."""
    if step <= 0:
        return 0
    exact = (n for n in range(4) if abs(step * 10**n - round(step * 10**n)) < 1e-6 * step * 10**n)
    return next(exact, 4)
