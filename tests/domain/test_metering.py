"""Curves from samples."""

import math

from hypothesis import given
from hypothesis import strategies as st

from app.domain import metering
from app.domain.events import MetersSampled, Sample
from app.domain.metering import MeterStore, SeriesKey, series_key


def sample(
    measurand="Voltage",
    value=230.0,
    phase="L1-N",
    unit="V",
    context="Sample.Periodic",
    where="Outlet",
):
    return Sample(measurand, phase, where, context, value, unit, str(value))


def sampled(*samples, t_ns=0, connector=1, live=True, measured_at=None):
    return MetersSampled(
        t_ns=t_ns,
        charger="CP1",
        evse=None,
        connector=connector,
        samples=samples,
        live=live,
        measured_at=measured_at,
    )


def test_one_curve_for_a_measurand_on_a_phase_on_receive_time():
    store = MeterStore()
    store.add(sampled(sample(value=230.0), sample(value=231.0, phase="L2-N"), t_ns=10**9))
    store.add(sampled(sample(value=229.5, context="Transaction.End"), t_ns=2 * 10**9))
    first, second = store.series()
    assert first.key == SeriesKey(None, 1, "Voltage", "L1-N", "Outlet", "")
    assert (list(first.times_s), list(first.values)) == ([1.0, 2.0], [230.0, 229.5])
    assert (len(second), second.last, second.unit) == (1, 231.0, "V")
    assert store.latest((None, 1), "Voltage", "L1-N") == 229.5
    assert store.latest((None, 1), "Voltage") is None
    assert store.latest_ns((None, 1)) == 2 * 10**9
    assert store.latest_ns((None, 2)) is None


def test_an_unknown_value_is_a_gap_and_never_zero():
    store = MeterStore()
    store.add(sampled(sample(value=None)))
    [series] = store.series()
    assert math.isnan(series.values[0])
    assert series.last is None


def test_an_empty_curve_has_no_last_value():
    assert metering.Series(series_key((None, 1), sample()), "V").last is None


def test_a_context_of_the_makers_own_is_a_curve_of_its_own():
    # Alfen Eve sends CurrentMax (lbbrhzn/ocpp issue 361)
    store = MeterStore()
    store.add(
        sampled(
            sample("Current.Import", 15.6, None, "A"),
            sample("Current.Import", 16.0, None, "A", "CurrentMax"),
        )
    )
    assert [series.key.context for series in store.series()] == ["", "CurrentMax"]


def test_two_units_do_not_share_a_curve():
    store = MeterStore()
    for value, unit in ((11.0, "W"), (12.0, "VA"), (13.0, "W"), (14.0, "VA")):
        store.add(sampled(sample("Power.Offered", value, None, unit)))
    assert [(s.key.measurand, s.unit, list(s.values)) for s in store.series()] == [
        ("Power.Offered", "W", [11.0, 13.0]),
        ("Power.Offered [VA]", "VA", [12.0, 14.0]),
    ]


def test_queued_data_is_kept_apart_on_the_chargers_own_time():
    store = MeterStore()
    store.add(sampled(sample(value=1.0), live=False, measured_at="2026-01-01T12:00:00Z"))
    store.add(sampled(sample(value=None), live=False))
    assert store.series() == []
    assert list(store.replayed().values()) == [[("2026-01-01T12:00:00Z", 1.0), ("", None)]]
    assert store.latest_ns((None, 1)) is None


def test_invented_measurands_and_connectors_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(metering, "MOST_SERIES", 3)
    store = MeterStore()
    for number in range(10):
        store.add(sampled(sample(f"M{number}"), connector=number))
        store.add(sampled(sample(f"M{number}"), connector=number, live=False))
    assert len(store.series()) == len(store.replayed()) == 3
    assert store.left_out == 14
    assert store.latest_ns((None, 9)) is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Voltage", "Power.Active.Import"]),
            st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
            st.sampled_from([None, "L1", "N"]),
            st.sampled_from(["A", "W"]),
            st.sampled_from(["Sample.Periodic", "Trigger", "CurrentMax"]),
        ),
        max_size=30,
    )
)
def test_no_sample_is_lost_and_every_curve_has_one_unit(rows):
    store = MeterStore()
    store.add(sampled(*(sample(m, v, p, u, c) for m, v, p, u, c in rows)))
    assert sum(len(series) for series in store.series()) == len(rows)
    for series in store.series():
        assert len(series.times_s) == len(series.values)
