"""One curve as it is drawn: hold-last steps where samples are few, min/max columns where they are many.

Theory of operation. A meter value stands until the next one comes; so the curve is drawn in steps,
and what the crosshair reads is what is drawn under it. But a value does not stand for ever: it
lapses when the link goes down, and when the next sample is overdue by three of the recent
intervals. From there on the value is unknown, and the curve has a hole that is hatched and never
bridged. A sample that is not a number makes a hole too.

Columns are counted from the origin of time, not from the edge of the picture, so that a curve that
scrolls keeps its shape instead of shimmering.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.domain.metering import Series
from app.ui.live.columns import Columns
from app.ui.live.pyramid import Floats, Indices, Pyramid, samples

_LATE = 3.0
"""A sample is missing when it is overdue by this many of the last three intervals (the longest)."""

_FIRST_INTERVAL_S = 30.0
"""Taken for an interval that is not known yet, so that a curve of one sample stands for 90 s: most
chargers send every 60 s or more often (the default of MeterValueSampleInterval on many makes)."""

_SHORTEST_PATIENCE_S = 10.0
"""At 10 Hz a pause of half a second is no gap that a person cares about."""

Hole = tuple[float, float]
"""From, to in seconds: no value is known there."""


class Curve(NamedTuple):
    """x in seconds, y in the unit of the series, NaN between pieces; holes inside what was asked."""

    x: Floats
    y: Floats
    holes: list[Hole]


class Trace:
    """Draws and reads one series. Times in and out are seconds after ``origin_s``."""

    def __init__(self, series: Series, origin_s: float) -> None:
        self.series = series
        self.origin_s = origin_s
        self._pyramid = Pyramid(series.values)
        self._table = Columns(series.times_s, series.values, self._pyramid)

    @property
    def first_s(self) -> float | None:
        """When the first sample came, None while there is none."""
        return self.series.times_s[0] - self.origin_s if len(self.series) else None

    def value_at(self, at_s: float, losses: Sequence[float] = ()) -> float | None:
        """The value that stood at a moment, None when it is unknown there.

        losses: sorted moments at which the link went down.
        """
        moment = at_s + self.origin_s
        index = bisect_right(self.series.times_s, moment) - 1
        if index < 0:
            return None
        value = self.series.values[index]
        if not np.isfinite(value):
            return None
        return None if at_s >= self._lapse(index, losses) else float(value)

    def curve(
        self, start_s: float, end_s: float, columns: int, now_s: float, losses: Sequence[float] = ()
    ) -> Curve:
        """What to draw between two moments: at most about two points a pixel column.

        The curve ends at ``now_s``; a hole that is still open there ends there too.
        """
        self._pyramid.extend()
        count = self._pyramid.count
        span_s, end_s = end_s - start_s, min(end_s, now_s)
        if not count or end_s <= start_s:
            return Curve(np.empty(0), np.empty(0), [(start_s, end_s)] if end_s > start_s else [])
        first = max(bisect_right(self.series.times_s, start_s + self.origin_s) - 1, 0)
        stop = bisect_right(self.series.times_s, end_s + self.origin_s)
        lost = np.asarray(losses, dtype=np.float64)
        window = _Window(start_s, end_s, span_s, first, stop, count)
        if stop <= first:
            return Curve(np.empty(0), np.empty(0), [(start_s, end_s)])
        if stop - first <= columns:
            return self._steps(window, lost)
        return self._columns(window, columns, lost)

    def _steps(self, window: _Window, lost: Floats) -> Curve:
        index = np.arange(window.first, window.stop)
        stamps = self._stamps(index)
        value = samples(self.series.values, window.first, window.stop).copy()
        value[~np.isfinite(value)] = np.nan
        until = np.append(stamps[1:], window.end_s)
        held = np.minimum(self._held(index, stamps, lost), until)
        held[np.isnan(value)] = stamps[np.isnan(value)]
        x = np.column_stack((stamps, held, held)).ravel()
        y = np.column_stack((value, value, np.full(len(value), np.nan))).ravel()
        broken = held < until
        keep = np.ones(len(x), dtype=bool)
        keep[2::3] = broken
        holes = list(zip(held[broken].tolist(), until[broken].tolist(), strict=True))
        if stamps[0] > window.start_s:
            holes.insert(0, (window.start_s, float(stamps[0])))
        return Curve(x[keep], y[keep], holes)

    def _columns(self, window: _Window, columns: int, lost: Floats) -> Curve:
        width = window.span_s / columns
        zero = int(np.floor(window.start_s / width))
        count = int(np.ceil(window.end_s / width)) - zero
        table = self._table.table(zero, count, width, window.first, window.stop, self.origin_s)
        filled = np.flatnonzero(~np.isnan(table.pairs[:, 0]))
        if not len(filled):
            return Curve(np.empty(0), np.empty(0), [(window.start_s, window.end_s)])
        middle: Floats = (table.zero + filled + 0.5) * np.float64(width)
        x, y = np.repeat(middle, 2), table.pairs[filled].ravel()
        holes: list[Hole] = []
        jumps = np.flatnonzero(np.diff(filled) > 1)
        if len(jumps):
            last = table.cuts[filled[jumps] + 1] - 1
            x, y = self._bridged(x, y, jumps, last, width, lost, holes)
        led_in = self._standing(int(table.cuts[filled[0]]) - 1, table.zero * width, middle[0], lost)
        final = int(table.cuts[filled[-1] + 1]) - 1
        led_out = self._standing(final, middle[-1], window.end_s, lost)
        if filled[0] == 0:
            led_in = _NOTHING
        x = np.concatenate((led_in.x, x, led_out.x))
        y = np.concatenate((led_in.y, y, led_out.y))
        return Curve(x, y, [*led_in.holes, *holes, *led_out.holes])

    def _standing(self, index: int, start_s: float, until_s: float, lost: Floats) -> Curve:
        """What a sample leaves standing between two moments, and the hole after it lapses."""
        value = self.series.values[index] if index >= 0 else np.nan
        held = self._lapse(index, lost) if np.isfinite(value) else start_s
        if index + 1 < len(self.series):
            held = min(held, self.series.times_s[index + 1] - self.origin_s)
        if held >= until_s:
            return Curve(np.array((start_s, until_s)), np.array((value, value)), [])
        if held <= start_s:
            return Curve(np.array((start_s,)), np.array((np.nan,)), [(start_s, until_s)])
        x = np.array((start_s, held, held))
        return Curve(x, np.array((value, value, np.nan)), [(held, until_s)])

    def _bridged(
        self,
        x: Floats,
        y: Floats,
        jumps: Indices,
        last: Indices,
        width: float,
        lost: Floats,
        holes: list[Hole],
    ) -> tuple[Floats, Floats]:
        """Columns with empty ones after them: the value stands until the next, or lapses before it."""
        closing = samples(self.series.values, 0, len(self.series))[last]
        closing[~np.isfinite(closing)] = np.nan
        middle, arrival = x[2 * jumps], x[2 * jumps + 2]
        stamps = self._stamps(last)
        held = np.minimum(self._held(last, stamps, lost), self._stamps(last + 1))
        held[np.isnan(closing)] = stamps[np.isnan(closing)]
        broken = held < arrival - 2 * width
        held = np.maximum(held, middle)
        x = np.insert(x, 2 * jumps + 2, np.where(broken, held, arrival))
        y = np.insert(y, 2 * jumps + 2, closing)
        if broken.any():
            at = 2 * jumps[broken] + 3 + np.flatnonzero(broken)
            x, y = np.insert(x, at, held[broken]), np.insert(y, at, np.nan)
            holes += zip(held[broken].tolist(), arrival[broken].tolist(), strict=True)
        return x, y

    def _stamps(self, index: Indices) -> Floats:
        stamps: Floats = samples(self.series.times_s, 0, len(self.series))[index] - self.origin_s
        return stamps

    def _held(self, index: Indices, stamps: Floats, lost: Floats) -> Floats:
        """How long the samples would stand if no other came: patience, or the loss of the link."""
        times = samples(self.series.times_s, 0, len(self.series))
        longest = np.zeros(len(index))
        for back in range(3):
            at = index - back
            known = at >= 1
            interval = np.full(len(index), _FIRST_INTERVAL_S)
            interval[known] = times[at[known]] - times[at[known] - 1]
            np.maximum(longest, interval, out=longest)
        held: Floats = stamps + np.maximum(longest * _LATE, _SHORTEST_PATIENCE_S)
        if len(lost):
            following = np.append(lost, np.inf)[np.searchsorted(lost, stamps, "right")]
            held = np.minimum(held, following)
        return held

    def _lapse(self, index: int, lost: Sequence[float] | Floats) -> float:
        """The same for one sample, without the overhead of arrays."""
        times = self.series.times_s
        longest = max(
            times[i] - times[i - 1] if i >= 1 else _FIRST_INTERVAL_S
            for i in range(index, index - 3, -1)
        )
        stamp = times[index] - self.origin_s
        held = stamp + max(longest * _LATE, _SHORTEST_PATIENCE_S)
        following = bisect_right(lost, stamp)
        return min(held, float(lost[following])) if following < len(lost) else held


class _Window(NamedTuple):
    """Moments asked for (``span_s``: before it was cut to now), and the samples ``[first, stop)`` of
    ``total`` that are drawn for them."""

    start_s: float
    end_s: float
    span_s: float
    first: int
    stop: int
    total: int


_NOTHING = Curve(np.empty(0), np.empty(0), [])


def common_holes(rows: Sequence[list[Hole]]) -> list[Hole]:
    """Where no curve of several has a value: the intersection of their holes."""
    if not rows:
        return []
    common = sorted(rows[0])
    for row in rows[1:]:
        other, merged, i, j = sorted(row), [], 0, 0
        while i < len(common) and j < len(other):
            low, high = max(common[i][0], other[j][0]), min(common[i][1], other[j][1])
            if low < high:
                merged.append((low, high))
            if common[i][1] < other[j][1]:
                i += 1
            else:
                j += 1
        common = merged
    return common
