"""Smallest and largest value of every 8, 64, 512 ... samples of a growing curve.

A curve of an hour at 10 Hz has 36,000 samples and a strip has some 830 pixel columns, so drawing
needs the extremes of ranges of samples, again and again, while the curve grows at its end. The
pyramid answers from blocks that were computed once: appending costs a few dozen samples of work,
and a redraw touches at most ``_BLOCKS_PER_COLUMN * _FACTOR`` numbers a column, however long the
visit has been (goal 6: a million points at most twice as slow as ten thousand).

Values that are not finite count as absent: a block of nothing else has lo > hi (inf, -inf).

No view into the arrays is kept between calls: an ``array`` cannot grow while a view exists.
"""

from __future__ import annotations

import itertools
from array import array
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]

_FACTOR = 8
_BLOCKS_PER_COLUMN = 4
"""A level is used when a column spans at least this many of its blocks: fewer would let the column
borders, which are moved to block borders, wander by more than a quarter of a pixel."""


class _Level:
    """Extremes of consecutive blocks; the arrays double when they are full."""

    __slots__ = ("count", "hi", "lo")

    def __init__(self) -> None:
        self.count = 0
        self.lo: Floats = np.empty(64)
        self.hi: Floats = np.empty(64)

    def put(self, first: int, lo: Floats, hi: Floats) -> None:
        """Replace the blocks from ``first`` on."""
        end = first + len(lo)
        if end > len(self.lo):
            room = max(end, 2 * len(self.lo))
            self.lo = np.concatenate((self.lo[:first], np.empty(room - first)))
            self.hi = np.concatenate((self.hi[:first], np.empty(room - first)))
        self.lo[first:end] = lo
        self.hi[first:end] = hi
        self.count = end


class Pyramid:
    """Extremes of ranges of one ``array('d')`` that only ever grows.

    count: samples taken in so far, those that ``extend`` has seen.
    """

    def __init__(self, values: array[float]) -> None:
        self._values = values
        self._levels: list[_Level] = []
        self._all_finite = True
        self.count = 0

    def extend(self) -> None:
        """Take in what was appended since the last call."""
        total = len(self._values)
        if total == self.count:
            return
        first = self.count // _FACTOR
        lo, hi = self._raw(first * _FACTOR, total, fresh=True)
        for level in itertools.count():
            if level == len(self._levels):
                self._levels.append(_Level())
            row = self._levels[level]
            steps = np.arange(0, len(lo), _FACTOR)
            row.put(first, np.minimum.reduceat(lo, steps), np.maximum.reduceat(hi, steps))
            if row.count == 1:
                break
            # A level that is new has nothing before ``first`` yet: it is made of all below it.
            first = first // _FACTOR if level + 1 < len(self._levels) else 0
            lo, hi = row.lo[first * _FACTOR : row.count], row.hi[first * _FACTOR : row.count]
        self.count = total

    @staticmethod
    def block_for(samples: int, columns: int) -> int:
        """Samples per block that fit drawing ``samples`` in ``columns``: 1, 8, 64, ..."""
        block = 1
        while block * _FACTOR * _BLOCKS_PER_COLUMN * columns <= samples:
            block *= _FACTOR
        return block

    def extremes(self, starts: Indices, stop: int, block: int) -> tuple[Floats, Floats]:
        """Smallest and largest value of ``[starts[i], starts[i + 1])``, the last one up to ``stop``.

        starts: strictly increasing sample numbers, all below ``stop`` <= count. block: from
        ``block_for``. Ranges that begin and end on multiples of it are answered from the blocks,
        the others from the samples; both are exact. lo > hi where no value is finite.
        """
        number = self._level_of(block)
        if number < 0:
            lo, hi = self._raw(int(starts[0]), stop)
            steps = starts - starts[0]
            return np.minimum.reduceat(lo, steps), np.maximum.reduceat(hi, steps)
        level, block = self._levels[number], _FACTOR ** (number + 1)
        first, last = int(starts[0]) // block, -(-stop // block)
        heads = starts // block - first
        # Several starts inside one block give an unordered reduceat; those ranges are redone below.
        lo = np.minimum.reduceat(level.lo[first:last], heads)
        hi = np.maximum.reduceat(level.hi[first:last], heads)
        ends = np.append(starts[1:], stop)
        whole_end = (ends % block == 0) | (ends == self.count)
        for index in np.flatnonzero((starts % block != 0) | ~whole_end).tolist():
            low, high = self._raw(int(starts[index]), int(ends[index]))
            lo[index], hi[index] = low.min(), high.max()
        return lo, hi

    def _level_of(self, block: int) -> int:
        level = -1
        while block > 1:
            block //= _FACTOR
            level += 1
        return min(level, len(self._levels) - 1)

    def _raw(self, start: int, stop: int, *, fresh: bool = False) -> tuple[Floats, Floats]:
        view = samples(self._values, start, stop)
        if fresh or not self._all_finite:
            finite = np.isfinite(view)
            if not finite.all():
                self._all_finite = False
                return np.where(finite, view, np.inf), np.where(finite, view, -np.inf)
        return view, view


def samples(column: array[float], start: int, stop: int) -> Floats:
    """A view of ``column[start:stop]``; drop it before the array grows."""
    view: Floats = np.frombuffer(column, dtype=np.float64, count=stop)[start:]
    return view
