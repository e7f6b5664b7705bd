"""Extremes per pixel column of one curve, kept while the picture scrolls.

Columns are counted from the origin of time. So as long as the zoom stays, a column that is complete
never changes, and a redraw only computes those that are new at the right edge.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

import numpy as np

from app.ui.live.pyramid import Floats, Indices, Pyramid, samples


class Table(NamedTuple):
    """Columns ``zero``, ``zero + 1`` ... of ``width_s`` seconds.

    cuts: number of the first sample of each column, and where the last one stops. pairs: the two
    extremes of each column, shape (n, 2), in the order in which they are drawn: the higher one first
    where the column closes lower than it opens; NaN in an empty column. complete: how many of them
    can never change.
    """

    zero: int
    width_s: float
    block: int
    cuts: Indices
    pairs: Floats
    complete: int


class Columns:
    """times and values: the growing arrays of the curve, times in seconds on the monotonic clock."""

    def __init__(self, times: array[float], values: array[float], pyramid: Pyramid) -> None:
        self._times, self._values, self._pyramid = times, values, pyramid
        self._kept: Table | None = None

    def table(
        self, zero: int, count: int, width_s: float, first: int, stop: int, origin_s: float
    ) -> Table:
        """``count`` columns over the samples ``[first, stop)``, which hold all that is in them."""
        block = self._pyramid.block_for(stop - first, count)
        kept = self._reusable(zero, count, width_s, block)
        if kept is None:
            table = self._computed(zero, count, width_s, block, stop, origin_s)
        else:
            offset = zero - kept.zero
            head = slice(offset, min(kept.complete, offset + count))
            known = head.stop - head.start
            if known == count:
                tail = None
                cuts = kept.cuts[offset : offset + count + 1]
            else:
                start = int(kept.cuts[head.stop])
                tail = self._computed(
                    zero + known, count - known, width_s, block, stop, origin_s, start
                )
                cuts = np.concatenate((kept.cuts[head], tail.cuts))
            table = Table(
                zero,
                width_s,
                block,
                cuts,
                kept.pairs[head]
                if tail is None
                else np.concatenate((kept.pairs[head], tail.pairs)),
                known + (tail.complete if tail is not None else 0),
            )
        self._kept = table
        return table

    def _reusable(self, zero: int, count: int, width_s: float, block: int) -> Table | None:
        kept = self._kept
        if kept is None or kept.width_s != width_s or kept.block != block:
            return None
        return kept if kept.zero <= zero < kept.zero + kept.complete else None

    def _computed(
        self,
        zero: int,
        count: int,
        width_s: float,
        block: int,
        stop: int,
        origin_s: float,
        start: int | None = None,
    ) -> Table:
        edges = (zero + np.arange(count + 1)) * width_s + origin_s
        times = samples(self._times, 0, stop)
        base = 0 if start is None else start
        cuts = np.searchsorted(times[base:], edges) + base
        if start is not None:
            cuts[0] = start
        cuts[-1] = stop
        cuts = _snapped(cuts, times, block, width_s)
        newest = times[-1] if stop else -np.inf
        complete = int(np.searchsorted(edges[1:], newest, "right"))
        del times
        filled = np.flatnonzero(np.diff(cuts) > 0)
        pairs = np.full((count, 2), np.nan)
        if len(filled):
            lo, hi = self._pyramid.extremes(cuts[filled], stop, block)
            values = samples(self._values, 0, stop)
            falling = values[cuts[filled]] > values[cuts[filled + 1] - 1]
            lo[lo > hi] = np.nan
            pairs[filled, 0] = np.where(falling, hi, lo)
            pairs[filled, 1] = np.where(falling, lo, hi)
            pairs[np.isnan(pairs[:, 0]) | np.isnan(pairs[:, 1])] = np.nan
        return Table(zero, width_s, block, cuts, pairs, complete)


def _snapped(cuts: Indices, times: Floats, block: int, width_s: float) -> Indices:
    """Column borders moved back to block borders, unless samples would move more than a column."""
    if block == 1:
        return cuts
    snapped = cuts // block * block
    at = np.minimum(cuts, len(times) - 1)
    far = times[at] - times[np.minimum(snapped, len(times) - 1)] > width_s
    moved: Indices = np.where(far, cuts, snapped)
    moved[0], moved[-1] = cuts[0], cuts[-1]
    result: Indices = np.maximum.accumulate(moved)
    return result
