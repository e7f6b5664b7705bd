"""Which strips, how high, and calm scales."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.anchor import TimeAnchor
from app.domain.metering import Series, SeriesKey
from app.ui.live.plan import (
    CURRENT,
    ENERGY,
    MORE_PX,
    POWER,
    SOC,
    TEMPERATURE,
    VOLTAGE,
    lay_out,
    shown_unit,
    strips_for,
)
from app.ui.live.scale import Scale, decimals_for
from app.ui.live.timebase import LONGEST_S, SHORTEST_S, Timebase


def series(measurand, phase=None, location="Outlet", connector=1, context="", unit="A"):
    return Series(SeriesKey(None, connector, measurand, phase, location, context), unit)


ALL = [
    series(SOC, location="EV"),
    series(ENERGY),
    series("Frequency"),
    series(TEMPERATURE, location="Body"),
    series(POWER),
    series("Current.Offered"),
    *(series(CURRENT, phase) for phase in ("L3", "L1", "L2")),
    *(series(VOLTAGE, phase) for phase in ("L1", "L2", "L3")),
    series(CURRENT, "L1", connector=2),
]


def names(strips):
    return [strip.measurand for strip in strips]


def test_strips_come_in_the_order_of_the_trade_and_others_last():
    strips = strips_for(ALL, (None, 1))
    assert names(strips) == [CURRENT, POWER, VOLTAGE, TEMPERATURE, ENERGY, SOC, "Frequency"]
    assert [s.key.phase for s in strips[0].curves] == ["L1", "L2", "L3"]
    assert [s.key.measurand for s in strips[0].limits] == ["Current.Offered"]


def test_a_context_of_the_maker_is_a_curve_of_its_own():
    rows = [series(CURRENT, "L1"), series(CURRENT, "L1", context="CurrentMax")]
    (strip,) = strips_for(rows, (None, 1))
    assert len(strip.curves) == 2


def test_more_curves_than_colours_make_a_further_strip():
    rows = [series(TEMPERATURE, location=f"Place {n}") for n in range(8)]
    strips = strips_for(rows, (None, 1))
    assert [len(strip.curves) for strip in strips] == [6, 2]


def test_a_limit_alone_still_makes_its_strip():
    (strip,) = strips_for([series("Current.Offered")], (None, 1))
    assert strip.measurand == CURRENT
    assert strip.curves == ()


@pytest.mark.parametrize("height", [365, 400, 676, 1200])
def test_strips_fill_the_height_and_none_is_below_its_minimum(height):
    layout = lay_out(strips_for(ALL, (None, 1)), height)
    assert sum(h for _, h in layout.shown) + (MORE_PX if layout.dropped else 0) == height
    assert all(h >= strip.least_px for strip, h in layout.shown)


def test_strips_are_dropped_in_order_and_current_and_power_never():
    strips = strips_for(ALL, (None, 1))
    assert names(lay_out(strips, 1000).dropped) == []
    assert set(names(lay_out(strips, 380).dropped)) == {"Frequency"}
    assert set(names(lay_out(strips, 330).dropped)) == {"Frequency", SOC}
    layout = lay_out(strips, 20)
    assert names([strip for strip, _ in layout.shown]) == [CURRENT, POWER]
    assert set(names(layout.dropped)) == {VOLTAGE, TEMPERATURE, ENERGY, SOC, "Frequency"}


def test_turned_over_the_dropped_strips_are_shown_instead():
    strips = strips_for(ALL, (None, 1))
    plain, turned = lay_out(strips, 250), lay_out(strips, 250, turned=True)
    assert names(s for s, _ in plain.shown) == [CURRENT, POWER, VOLTAGE]
    shown = names(s for s, _ in turned.shown)
    assert shown[:2] == [CURRENT, POWER]
    assert set(shown[2:]) <= set(names(plain.dropped))
    assert VOLTAGE not in shown


def test_power_and_energy_are_shown_in_kilo():
    assert shown_unit("W") == (1e-3, "kW")
    assert shown_unit("Wh") == (1e-3, "kWh")
    assert shown_unit("A") == (1.0, "A")


def test_a_scale_starts_usual_and_a_little_more_is_no_reason_to_change():
    scale = Scale.usual(CURRENT)
    assert not scale.admit(0.0, 16.1)
    assert (scale.low, scale.high) == (0.0, 16.0)
    assert scale.ticks(97) == [0.0, 4.0, 8.0, 12.0, 16.0]


def test_a_scale_grows_in_round_steps_and_shrinks_only_after_a_spike():
    scale = Scale.usual(POWER)
    assert scale.admit(0.0, 10.9)
    assert (scale.low, scale.high) == (0.0, 12.0)
    assert not scale.admit(0.0, 3.0)
    assert scale.admit(0.0, 900.0)
    assert scale.high >= 900.0
    assert scale.admit(0.0, 10.9)
    assert scale.high == 12.0


def test_absurd_and_unknown_values_make_no_scale():
    scale = Scale.usual(CURRENT)
    for low, high in ((None, None), (math.nan, math.nan), (-1e308, 1e308), (0.0, math.inf)):
        assert not scale.admit(low, high)
    assert (scale.low, scale.high) == (0.0, 16.0)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-1e9, 1e9), st.floats(0, 1e9)).map(lambda p: (p[0], p[0] + p[1])),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([CURRENT, POWER, VOLTAGE, TEMPERATURE, ENERGY, SOC, "Other"]),
    st.integers(20, 900),
)
def test_every_scale_holds_what_is_seen_and_has_a_few_even_ticks(ranges, measurand, height):
    scale = Scale.usual(measurand)
    for low, high in ranges:
        scale.admit(low, high)
        slack = 0.05 * (scale.high - scale.low)
        assert scale.low - slack <= low <= high <= scale.high + slack
    ticks = scale.ticks(height)
    assert 2 <= len(ticks) <= 5
    assert ticks[0] == scale.low
    assert ticks[-1] == pytest.approx(scale.high)
    bottom, top = scale.padded(height)
    assert bottom < scale.low < scale.high < top


def test_decimals_tell_ticks_apart():
    assert [decimals_for(step) for step in (10, 5, 2.5, 0.5, 0.25, 0)] == [0, 0, 1, 1, 2, 0]


def timebase() -> Timebase:
    return Timebase(TimeAnchor(1_763_800_000_000_000_000, 0), 0)


def test_the_picture_fills_from_the_left_and_doubles_until_a_quarter_of_an_hour():
    base = timebase()
    base.advance(60.0)
    assert (base.start_s, base.span_s) == (0.0, 120.0)
    base.advance(130.0)
    assert (base.start_s, base.span_s) == (0.0, 240.0)
    base.advance(4000.0)
    assert (base.end_s, base.span_s) == (4000.0, 960.0)


def test_zoom_keeps_the_moment_under_the_pointer_when_paused():
    base = timebase()
    base.advance(4000.0)
    base.set_follow(False)
    share = (3500.0 - base.start_s) / base.span_s
    base.zoom(0.5, 3500.0)
    assert (3500.0 - base.start_s) / base.span_s == pytest.approx(share)
    for _ in range(60):
        base.zoom(0.5)
    assert base.span_s == SHORTEST_S
    for _ in range(60):
        base.zoom(2.0)
    assert base.span_s == LONGEST_S


def test_zoom_while_following_keeps_the_newest_moment_at_the_edge():
    base = timebase()
    base.advance(4000.0)
    base.zoom(0.5)
    assert base.follow
    assert base.end_s == 4000.0


def test_moving_back_pauses_and_moving_to_the_end_follows_again():
    base = timebase()
    base.advance(4000.0)
    base.pan(-500.0)
    followed = [base.follow]
    base.advance(4100.0)
    assert base.end_s == 3500.0
    base.pan(10_000.0)
    assert [*followed, base.follow] == [False, True]
    assert base.end_s == pytest.approx(4100.0)


def test_the_crosshair_stays_between_the_start_and_now():
    base = timebase()
    base.advance(100.0)
    base.point(500.0)
    assert base.cursor_s == 100.0
    base.step(-1000.0)
    assert base.cursor_s == 0.0
    base.point(None)
    assert base.reading_s == 100.0


def test_a_crosshair_that_scrolled_away_goes():
    base = timebase()
    base.advance(4000.0)
    base.point(3100.0)
    base.advance(4900.0)
    assert base.cursor_s is None


def test_ticks_stand_at_round_local_times():
    base = timebase()
    base.advance(4000.0)
    moments, step = base.ticks(832)
    assert step == 120
    assert len(moments) == 8
    assert all(base.local(m).second == 0 and base.local(m).minute % 2 == 0 for m in moments)
