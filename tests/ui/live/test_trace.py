"""Curves: what is drawn is what was measured, holes stay holes, points stay few."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.metering import Series, SeriesKey
from app.ui.live.trace import Trace, common_holes

KEY = SeriesKey(None, 1, "Current.Import", "L1", "Outlet", "")


def series_of(times: list[float], values: list[float]) -> Series:
    series = Series(KEY, "A")
    series.times_s.extend(times)
    series.values.extend(values)
    return series


def pieces(x: np.ndarray, y: np.ndarray) -> list[list[tuple[float, float]]]:
    rows: list[list[tuple[float, float]]] = [[]]
    for at, value in zip(x.tolist(), y.tolist(), strict=True):
        if math.isnan(value):
            rows.append([])
        else:
            rows[-1].append((at, value))
    return [row for row in rows if row]


def test_few_samples_are_steps_that_hold_the_last_value():
    trace = Trace(series_of([100.0, 110.0, 120.0], [1.0, 5.0, 3.0]), 100.0)
    curve = trace.curve(0.0, 60.0, 800, now_s=25.0)
    assert pieces(curve.x, curve.y) == [
        [(0.0, 1.0), (10.0, 1.0), (10.0, 5.0), (20.0, 5.0), (20.0, 3.0), (25.0, 3.0)]
    ]
    assert curve.holes == []


def test_nothing_is_drawn_after_now_or_before_the_first_sample():
    trace = Trace(series_of([100.0], [7.0]), 90.0)
    assert trace.curve(0.0, 5.0, 800, now_s=60.0).holes == [(0.0, 5.0)]
    curve = trace.curve(0.0, 60.0, 800, now_s=12.0)
    assert curve.x.tolist() == [10.0, 12.0]
    assert curve.holes == [(0.0, 10.0)]


def test_a_lost_link_ends_the_curve_and_the_next_sample_begins_another():
    trace = Trace(series_of([0.0, 10.0, 20.0, 50.0, 60.0], [1.0, 1.0, 1.0, 2.0, 2.0]), 0.0)
    curve = trace.curve(0.0, 60.0, 800, now_s=60.0, losses=[23.0])
    assert [row[-1][0] for row in pieces(curve.x, curve.y)] == [23.0, 60.0]
    assert curve.holes == [(23.0, 50.0)]
    assert trace.value_at(22.0, [23.0]) == 1.0
    assert trace.value_at(23.0, [23.0]) is None
    assert trace.value_at(50.0, [23.0]) == 2.0


def test_a_sample_that_is_not_a_number_is_a_hole_until_the_next():
    trace = Trace(series_of([0.0, 10.0, 20.0], [1.0, math.nan, 3.0]), 0.0)
    curve = trace.curve(0.0, 25.0, 800, now_s=25.0)
    assert pieces(curve.x, curve.y) == [
        [(0.0, 1.0), (10.0, 1.0)],
        [(20.0, 3.0), (25.0, 3.0)],
    ]
    assert curve.holes == [(10.0, 20.0)]
    assert trace.value_at(15.0) is None


def test_a_value_lapses_when_the_next_is_three_intervals_overdue():
    times = [float(10 * i) for i in range(6)]
    trace = Trace(series_of([*times, 500.0], [4.0] * 7), 0.0)
    assert trace.value_at(79.0) == 4.0
    assert trace.value_at(81.0) is None
    assert trace.curve(0.0, 510.0, 800, now_s=510.0).holes == [(80.0, 500.0)]


def test_a_single_sample_stands_for_ninety_seconds():
    trace = Trace(series_of([0.0], [4.0]), 0.0)
    assert trace.value_at(89.0) == 4.0
    assert trace.value_at(91.0) is None


@pytest.mark.parametrize("count", [3_000, 40_000, 300_000])
def test_a_gap_in_a_dense_curve_is_never_bridged(count):
    rate = 10.0
    half = count // 2
    times = [i / rate for i in range(half)]
    resumed = times[-1] + 0.3 * count / rate
    times += [resumed + i / rate for i in range(half)]
    trace = Trace(series_of(times, [float(i % 50) for i in range(count)]), 0.0)
    end = times[-1]
    curve = trace.curve(0.0, end, 830, now_s=end)
    width = end / 830
    lapse = times[half - 1] + 10.0
    (hole,) = curve.holes
    assert hole[0] == pytest.approx(lapse, abs=width)
    assert hole[1] == pytest.approx(resumed, abs=width)
    inside = (curve.x > lapse + width) & (curve.x < resumed - width)
    assert not np.isfinite(curve.y[inside]).any()
    assert len(pieces(curve.x, curve.y)) == 2


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([0.0, 0.1, 0.1, 0.1, 1.0, 15.0, 400.0]),
            st.one_of(st.integers(-9, 9).map(float), st.just(math.nan)),
        ),
        min_size=1,
        max_size=1500,
    ),
    st.integers(10, 60),
    st.floats(0.0, 0.9),
    st.floats(0.05, 1.0),
)
def test_columns_hold_every_sample_and_nothing_else(rows, columns, left, share):
    times = np.cumsum([dt for dt, _ in rows]).tolist()
    values = [value for _, value in rows]
    trace = Trace(series_of(times, values), 0.0)
    total = times[-1] + 1.0
    start, end = left * total, left * total + share * total
    now = total
    curve = trace.curve(start, end, columns, now_s=now)
    width = (end - start) / columns  # of what was asked for, also where it ends before that
    end = min(end, now)
    drawn = [(x, y) for x, y in zip(curve.x.tolist(), curve.y.tolist(), strict=True) if y == y]
    assert len(curve.x) <= 3 * columns + 8
    for at, value in zip(times, values, strict=True):
        if start < at <= end and value == value:  # at the edge itself only the last one stands
            near = [y for x, y in drawn if abs(x - at) <= 2.01 * width]
            assert near, at
            assert min(near) <= value <= max(near)
    stamps = np.array(times)
    for x, y in drawn:
        low = np.searchsorted(stamps, x - 400.0 * 3 - 2 * width)
        high = np.searchsorted(stamps, x + 2 * width, "right")
        assert y in values[max(0, low - 1) : high]
    for low_s, high_s in curve.holes:
        assert low_s < high_s
        inside = (curve.x > low_s + 2 * width) & (curve.x < high_s - 2 * width)
        assert not np.isfinite(curve.y[inside]).any()


def test_the_holes_of_a_strip_are_those_that_all_its_curves_share():
    assert common_holes([]) == []
    assert common_holes([[(0, 10), (20, 30)], [(5, 25)]]) == [(5, 10), (20, 25)]
    assert common_holes([[(0, 10)], []]) == []


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from([0.0, 0.1, 0.1, 0.3, 2.0, 90.0]),
                st.one_of(st.integers(-9, 9).map(float), st.just(math.nan)),
            ),
            min_size=1,
            max_size=120,
        ),
        min_size=2,
        max_size=8,
    ),
    st.sampled_from([7.0, 40.0, 333.0]),
    st.lists(st.floats(-1.5, 1.5), min_size=8, max_size=8),
)
def test_a_picture_that_scrolled_here_is_the_one_drawn_afresh(batches, span, moves):
    series, at = series_of([], []), 0.0
    trace = Trace(series, 0.0)
    for batch, move in zip(batches, moves, strict=False):
        for dt, value in batch:
            at += dt
            series.times_s.append(at)
            series.values.append(value)
        for start in (max(0.0, at - span), max(0.0, at - span + move * span)):
            now = at + 0.05
            kept = trace.curve(start, start + span, 25, now_s=now, losses=[3.0])
            fresh = Trace(series, 0.0).curve(start, start + span, 25, now_s=now, losses=[3.0])
            np.testing.assert_array_equal(kept.x, fresh.x)
            np.testing.assert_array_equal(kept.y, fresh.y)
            assert kept.holes == fresh.holes
