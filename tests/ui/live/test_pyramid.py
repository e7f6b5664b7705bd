"""The pyramid against brute force: every range, every level, however the curve grew."""

from __future__ import annotations

import math
from array import array

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ui.live.pyramid import Pyramid

values = st.lists(
    st.one_of(st.floats(-1e6, 1e6), st.sampled_from([math.nan, math.inf, 0.0, -0.0])),
    min_size=1,
    max_size=700,
)


def brute(column: list[float]) -> tuple[float, float]:
    known = [value for value in column if math.isfinite(value)]
    return (min(known), max(known)) if known else (math.inf, -math.inf)


@settings(max_examples=150, deadline=None)
@given(values, st.data())
def test_every_range_has_the_extremes_that_brute_force_finds(column, data):
    grown: array[float] = array("d")
    pyramid = Pyramid(grown)
    while len(grown) < len(column):
        step = data.draw(st.integers(1, max(1, len(column) - len(grown))))
        grown.extend(column[len(grown) : len(grown) + step])
        pyramid.extend()
    stop = data.draw(st.integers(1, len(column)))
    block = data.draw(st.sampled_from([1, 8, 64, 512]))
    loose = data.draw(st.sets(st.integers(0, stop - 1), min_size=1, max_size=12))
    tidy = {start // block * block for start in loose} if data.draw(st.booleans()) else loose
    starts = sorted(tidy)
    lo, hi = pyramid.extremes(np.array(starts, dtype=np.intp), stop, block)
    ends = [*starts[1:], stop]
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        assert (lo[row], hi[row]) == brute(column[start:end])


def test_a_column_can_grow_after_every_question():
    grown: array[float] = array("d")
    pyramid = Pyramid(grown)
    for number in range(5000):
        grown.append(float(number % 97))
        pyramid.extend()
        if number % 500 == 499:
            lo, hi = pyramid.extremes(np.array([0]), number + 1, 64)
            assert (lo[0], hi[0]) == (0.0, 96.0)
    assert pyramid.count == 5000


def test_blocks_grow_with_the_samples_behind_a_column():
    assert Pyramid.block_for(100, 832) == 1
    assert Pyramid.block_for(36_000, 832) == 8
    assert Pyramid.block_for(500_000, 832) == 64
    assert Pyramid.block_for(2_000_000, 832) == 512
