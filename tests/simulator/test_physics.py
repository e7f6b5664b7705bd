"""Curves, time, profiles and the journal, without a wire."""

from __future__ import annotations

import contextlib
import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.simulator.car import Car
from app.simulator.configuration import Configuration
from app.simulator.files import diagnostics
from app.simulator.journal import Journal, masked
from app.simulator.options import Identity
from app.simulator.outlet import Outlet
from app.simulator.pace import Clock, moment, stamp
from app.simulator.profiles import Profiles, profile_from
from app.simulator.wire import RefusedError

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32),
    st.lists(
        st.tuples(st.floats(0, 60), st.sampled_from([0.0, 6.0, 10.0, 16.0, 32.0])), max_size=60
    ),
)
def test_the_register_never_runs_backwards_and_nothing_exceeds_the_offer(
    seed: int, steps: list[tuple[float, float]]
) -> None:
    outlet = Outlet(random.Random(seed))
    car = Car(soc=95, max_current=32)
    for dt, offer in steps:
        before = outlet.energy_wh, car.soc
        outlet.step(dt, car, offer)
        assert (outlet.energy_wh, car.soc) >= before
        assert all(0 <= amps <= offer for amps in outlet.amps)
        assert all(210 < volts < 245 for volts in outlet.volts)
        assert 5 < outlet.celsius < 120


def test_a_car_ramps_tapers_and_gets_full() -> None:
    outlet = Outlet(random.Random(1))
    car = Car(soc=85, battery_kwh=20)
    curve = []
    for _ in range(5000):
        outlet.step(2.0, car, 16.0)
        curve.append((car.soc, outlet.amps[0]))
    assert curve[0][1] < 6 < curve[8][1]
    assert max(amps for _, amps in curve) > 15
    tapering = [amps for soc, amps in curve if 97 < soc < 98]
    assert tapering
    assert max(tapering) < 8
    assert car.full
    assert curve[-1][1] == 0
    assert outlet.celsius < 60


def test_load_lowers_the_voltage() -> None:
    idle, loaded = Outlet(random.Random(3)), Outlet(random.Random(3))
    car = Car()
    for _ in range(40):
        idle.step(1.0, None, 0.0)
        loaded.step(1.0, car, 16.0)
    assert all(i - u > 1 for i, u in zip(idle.volts, loaded.volts, strict=True))


def test_time_is_read_and_written_as_the_standard_has_it() -> None:
    assert stamp(NOW) == "2026-03-01T12:00:00.000Z"
    assert moment("2026-03-01T13:00:00+01:00") == NOW
    assert moment("2026-03-01T12:00:00") == NOW
    assert moment("soon") is None
    assert moment(5) is None
    assert moment("0001-01-01T00:00:00+14:00") is None
    clock = Clock()
    assert not clock.set_from("soon")
    assert clock.set_from("2030-01-01T00:00:00Z")
    assert clock.now().year == 2030


def made(kind: str, purpose: str, periods: list[tuple[int, float]], **more: object) -> Profiles:
    profiles = Profiles()
    profiles.install(build(kind, purpose, periods, **more))
    return profiles


def build(kind: str, purpose: str, periods: list[tuple[int, float]], **more: object):
    return profile_from(
        1,
        {
            "chargingProfileId": len(periods),
            "stackLevel": 1,
            "chargingProfilePurpose": purpose,
            "chargingProfileKind": kind,
            "chargingSchedule": {
                "chargingRateUnit": "A",
                "startSchedule": stamp(NOW),
                "chargingSchedulePeriod": [{"startPeriod": s, "limit": a} for s, a in periods],
            },
        }
        | more,
    )


def test_a_daily_schedule_repeats() -> None:
    profiles = made("Recurring", "TxDefaultProfile", [(0, 16.0), (3600, 8.0)])
    assert profiles.limit(1, NOW + timedelta(days=3, minutes=30), None) == 16
    assert profiles.limit(1, NOW + timedelta(days=3, minutes=90), None) == 8
    assert profiles.limit(1, NOW - timedelta(minutes=1), None) is None
    assert profiles.limit(2, NOW, None) is None


def test_a_composite_schedule_shows_each_change() -> None:
    profiles = made("Absolute", "TxDefaultProfile", [(0, 20.0), (60, 8.0), (120, 10.0)])
    profiles.install(build("Absolute", "ChargePointMaxProfile", [(90, 7.0)]))
    assert profiles.schedule(1, NOW, 300, None, 16.0) == [(0, 16.0), (60, 8.0), (90, 7.0)]


def test_a_profile_ends_with_its_validity() -> None:
    until = stamp(NOW + timedelta(minutes=2))
    profiles = made("Absolute", "TxDefaultProfile", [(0, 8.0)], validTo=until)
    assert profiles.schedule(1, NOW, 300, None, 16.0) == [(0, 8.0), (120, 16.0)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["chargingSchedule", "chargingSchedulePeriod", "limit", "startPeriod"]),
            inner,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(json_values, json_values)
def test_no_profile_raises_anything_but_a_refusal(schedule: object, number: object) -> None:
    with contextlib.suppress(RefusedError):
        profile_from(
            1,
            {
                "chargingProfileId": number,
                "stackLevel": 0,
                "chargingProfilePurpose": "TxProfile",
                "chargingProfileKind": "Absolute",
                "chargingSchedule": schedule,
            },
        )


def test_secrets_do_not_reach_the_journal() -> None:
    frame = '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"h\\"emligt123456789"}]'
    assert "emligt" not in masked(frame)
    turned = '{"value": "hemligt123456789", "key": "AuthorizationKey"}'
    assert masked(turned) == '{"value": "***", "key": "AuthorizationKey"}'
    both = '{"key":"A","readonly":false,"value":"7"},{"key":"StationPassword","value":"hemligt"}'
    assert masked(both) == both.replace("hemligt", "***")
    assert masked("ftp://kontaktor:ab12@10.0.0.1:2121/") == "ftp://kontaktor:***@10.0.0.1:2121/"
    assert masked("ws://h:9310/a@b") == "ws://h:9310/a@b"


def test_the_journal_forgets_the_oldest_and_the_file_stays_small() -> None:
    journal = Journal()
    for number in range(3000):
        journal.note("ocppd[955]", f"{number} " + "x" * 1500)
    assert not journal.lines()[0].text.startswith("0 ")
    text = diagnostics(Identity(), Configuration(2, 2.0, "p").printed(), journal.lines(), NOW, 1)
    assert 1_000_000 < len(text) < 2_000_000
