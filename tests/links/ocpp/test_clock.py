"""Time stamps as they are written, and what they say about clocks and queues."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.links.ocpp.clock import Clock, spoken, zone_of
from app.links.ocpp.stamps import iso, parse

NOW = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)
NOW_S = NOW.timestamp()


def stamp(offset_s: float = 0.0, received_s: float = 0.0) -> str:
    """A stamp of a clock with this offset, for a message received some seconds after NOW."""
    return (NOW + timedelta(seconds=offset_s + received_s)).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(clock: Clock, offset_s: float, received_s: float = 0.0, status_of: int | None = None):
    return clock.read(stamp(offset_s, received_s), NOW_S + received_s, status_of)


def rules(reading):
    return [remark.rule for remark in reading.remarks]


# --- written forms ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-12T12:35:37Z", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12:35:37.333Z", "2025-03-12T12:35:37.333Z"),
        ("2025-03-12T12:35:37.123456789Z", "2025-03-12T12:35:37.123456789Z"),
        (
            "2025-03-12T12:35:37.1234567890123456789012345Z",
            "2025-03-12T12:35:37.1234567890123456789012345Z",
        ),
        ("2025-03-12T12:35:37,5Z", "2025-03-12T12:35:37.500Z"),
        ("2025-03-12T12:35:37+02", "2025-03-12T10:35:37Z"),
        ("2025-03-12T12:35:37+0200", "2025-03-12T10:35:37Z"),
        ("2025-03-12T12:35:37+02:00", "2025-03-12T10:35:37Z"),
        ("2025-03-12T12:35:37 +02:00", "2025-03-12T10:35:37Z"),
        ("2025-03-12T12:35:37+2:00", "2025-03-12T10:35:37Z"),
        ("2025-03-12T12:35:37-02:00", "2025-03-12T14:35:37Z"),
        ("2025-03-12T12:35:37.25-0530", "2025-03-12T18:05:37.250Z"),
        ("2025-03-12t12:35:37z", "2025-03-12T12:35:37Z"),
        ("2025-03-12 12:35:37Z", "2025-03-12T12:35:37Z"),
        ("  2025-03-12T12:35:37Z ", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12:35:37 Z", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12:35:37.Z", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12-35-37Z", "2025-03-12T12:35:37Z"),
        ("2025-03-1212:35:37Z", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12:35Z", "2025-03-12T12:35:00Z"),
        ("2025-3-2T1:5:7Z", "2025-03-02T01:05:07Z"),
        ("2025/03/12 12:35:37Z", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12:35:37UTC", "2025-03-12T12:35:37Z"),
        ("2025-03-12T12:35:37Z[UTC]", "2025-03-12T12:35:37Z"),
        ("2025-03-12T24:00:00Z", "2025-03-13T00:00:00Z"),
        ("2025-06-30T23:59:60Z", "2025-07-01T00:00:00Z"),
        ("20250312T123537Z", "2025-03-12T12:35:37Z"),
        ("1741782937", "2025-03-12T12:35:37Z"),
        ("1741782937.5", "2025-03-12T12:35:37Z"),
        ("1741782937123", "2025-03-12T12:35:37.123Z"),
        ("1741782937123456", "2025-03-12T12:35:37.123Z"),
        ("1741782937123456789", "2025-03-12T12:35:37.123Z"),
        ("35", "1970-01-01T00:00:35Z"),
    ],
)
def test_stamps_with_a_zone_are_told_in_utc(written, meant):
    moment = parse(written)
    assert moment is not None
    assert moment.at.tzinfo is not None
    assert iso(moment.at, written) == meant


@pytest.mark.parametrize(
    ("written", "naive"),
    [
        ("2025-03-12T12:35:37", datetime(2025, 3, 12, 12, 35, 37)),
        ("2025-03-12 12:35", datetime(2025, 3, 12, 12, 35)),
        ("2025-03-12T12-35-37", datetime(2025, 3, 12, 12, 35, 37)),
        ("20250312123537", datetime(2025, 3, 12, 12, 35, 37)),
        ("202503121235", datetime(2025, 3, 12, 12, 35)),
        ("2025-03-12", datetime(2025, 3, 12)),
        ("2025/3/12", datetime(2025, 3, 12)),
        ("20250312", datetime(2025, 3, 12)),
    ],
)
def test_stamps_without_a_zone_stay_without(written, naive):
    moment = parse(written)
    assert moment is not None
    assert moment.at == naive
    assert moment.day_only == (naive.hour == 0)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        "2025-13-01T00:00:00Z",
        "2025-02-30",
        "2025-03-12T25:00:00Z",
        "20259999",
        "2025-03-12T12:61:00Z",
        "2025-03-12T12:35:37+99:00",
        "9" * 30,
        "9" * 14,
        "²",
        "Z",
        "T",
        "2025-03-12T12:35:37Z" + " " * 90,
        "12:35:37",
        "99999999999999999.5",
        "2025-03-12T12:35:61Z",
        "9999-12-31T24:00:00Z",
    ],
)
def test_what_is_no_time_stamp_is_none(written):
    assert parse(written) is None


def test_a_stamp_at_the_end_of_time_is_unreadable_and_nothing_worse():
    for written in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        reading = Clock().read(written, NOW_S)
        assert (reading.stamp, reading.live, rules(reading)) == (
            None,
            True,
            ["timestamp_unreadable"],
        )


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=120),
        st.text(alphabet="0123456789-:.,TZ+ tz/", max_size=40),
        st.none(),
        st.integers(),
        st.floats(),
        st.lists(st.integers(), max_size=3),
        st.datetimes().map(str),
    ),
    st.one_of(st.none(), st.integers(min_value=0, max_value=3)),
)
def test_reading_a_stamp_never_raises(sent, status_of):
    clock = Clock()
    for received_s in (0.0, 1.0, 20.0):
        reading = clock.read(sent, NOW_S + received_s, status_of)
        assert reading.offset_s is None or reading.stamp is not None
        if reading.stamp is not None:
            assert reading.stamp.endswith("Z")


@given(st.datetimes(min_value=datetime(2016, 1, 1), max_value=datetime(2100, 1, 1)))
def test_what_the_standard_writes_is_read_exactly(at):
    written = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    moment = parse(written)
    assert moment is not None
    assert moment.at == at.replace(microsecond=0, tzinfo=UTC)
    assert iso(moment.at, written) == written


# --- nothing to say -----------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [None, ""])
def test_no_stamp_is_no_news_and_no_finding(sent):
    reading = Clock().read(sent, NOW_S)
    assert (reading.stamp, reading.live, reading.compared, reading.remarks) == (
        None,
        True,
        False,
        (),
    )


def test_an_unreadable_stamp_is_told_once_and_the_message_is_live():
    clock = Clock()
    first, second = clock.read("yesterday", NOW_S), clock.read("today", NOW_S)
    assert (rules(first), first.live, first.stamp) == (["timestamp_unreadable"], True, None)
    assert second.remarks == ()


def test_a_clock_that_is_not_set_says_nothing_about_age():
    clock = Clock()
    reading = clock.read("1970-01-01T00:00:00.740Z", NOW_S)
    assert (reading.live, reading.offset_s, reading.compared) == (True, None, True)
    assert rules(reading) == ["clock_not_set"]
    assert not clock.read("1970-01-01T00:00:05Z", NOW_S + 5).compared
    set_now = read(clock, 0, 10)
    assert (set_now.compared, set_now.offset_s) == (True, 0.0)


def test_a_date_alone_is_too_coarse_to_compare_clocks():
    clock = Clock()
    today = clock.read("2026-06-01", NOW_S)
    assert (today.live, today.compared, today.stamp) == (True, False, "2026-06-01T00:00:00Z")
    assert not clock.read("2026-05-01", NOW_S).live


# --- zones -----------------------------------------------------------------------------------------


def test_without_a_zone_it_is_utc_when_that_is_about_now():
    reading = Clock().read("2026-06-01T11:58:30", NOW_S)
    assert (reading.offset_s, rules(reading)) == (-90.0, ["clock_wrong"])
    assert reading.stamp == "2026-06-01T11:58:30Z"


def test_without_a_zone_it_is_local_time_when_that_is_about_now_and_stays_so():
    clock = Clock(local_zone=timezone(timedelta(hours=2)))
    reading = clock.read("2026-06-01T14:00:10", NOW_S)
    assert (reading.stamp, reading.offset_s, reading.remarks) == ("2026-06-01T12:00:10Z", 10.0, ())
    queued = clock.read("2026-06-01T11:00:00", NOW_S)
    assert (queued.stamp, queued.live) == ("2026-06-01T09:00:00Z", False)


def test_without_a_zone_it_is_utc_with_a_finding_when_neither_fits():
    clock = Clock(local_zone=timezone(timedelta(hours=2)))
    reading = clock.read("2023-10-19T15:28:07", NOW_S)
    assert (reading.stamp, rules(reading)) == ("2023-10-19T15:28:07Z", ["timestamp_without_zone"])
    assert not reading.live
    assert clock.read("2023-10-19T15:28:08", NOW_S).remarks == ()


def test_the_systems_own_zone_is_tried_too():
    assert Clock().read("2023-10-19T15:28:07", NOW_S).stamp is not None
    assert Clock().read("0001-01-01T00:00:00", NOW_S).offset_s is None


@pytest.mark.parametrize(
    ("offset_s", "zone"),
    [
        (7200, 7200),
        (7260, 7200),
        (-18000, -18000),
        (20700, 20700),
        (5400 - 80, 5400),
        (0, None),
        (60, None),
        (450, None),
        (7200 + 100, None),
        (15 * 3600, None),
        (10**9, None),
    ],
)
def test_zones_are_multiples_of_a_quarter_of_an_hour(offset_s, zone):
    assert zone_of(offset_s) == zone


# --- comparing --------------------------------------------------------------------------------------


def test_a_right_clock_is_told_once():
    clock = Clock()
    first = read(clock, 1)
    assert (first.compared, first.offset_s, first.remarks) == (True, 1.0, ())
    assert not read(clock, 3, 10).compared
    assert not read(clock, -3, 20).compared
    assert read(clock, 9, 30).compared


def test_local_time_labelled_utc_is_live_at_once_and_explained():
    clock = Clock()
    reading = read(clock, 7200)
    assert (reading.live, reading.compared) == (True, True)
    assert rules(reading) == ["clock_zone"]
    assert reading.remarks[0].facts == {"offset": "+2 h 0 min", "zone": "+2 h 0 min"}
    assert read(clock, 7200, 60).live
    assert not read(clock, 3000, 60).live  # queued by the same clock


def test_a_clock_that_is_ahead_by_any_amount_is_live_at_once():
    reading = read(Clock(), 3 * 86400 + 400)
    assert (reading.live, rules(reading)) == (True, ["clock_wrong"])


def test_a_clock_that_was_put_right_by_our_answers_is_believed():
    clock = Clock()
    assert read(clock, 7200).live
    assert read(clock, 0, 10).live
    assert read(clock, 0, 20).live


# --- queues ------------------------------------------------------------------------------------------


def test_a_queue_that_is_being_emptied_is_replayed_even_at_full_quarters_of_an_hour():
    clock = Clock()
    ages_s = range(10 * 3600, 120, -60)
    readings = [read(clock, -age_s, number * 0.05) for number, age_s in enumerate(ages_s)]
    assert not any(reading.live for reading in readings)
    assert not any(reading.compared or reading.remarks for reading in readings)
    assert read(clock, 0, 60).live


def test_values_from_years_ago_are_replayed():
    assert not Clock().read("2020-09-19T15:14:23Z", NOW_S).live


def test_values_younger_than_the_limit_are_live_and_the_limit_follows_the_interval():
    assert read(Clock(), -119).live
    clock = Clock()
    assert not read(clock, -121).live
    clock.sample_interval_s = 300
    assert clock.limit_s == 600
    assert not read(clock, -601).live
    assert read(clock, -599).live


def test_a_slow_clock_is_known_after_three_observations_over_ten_seconds():
    clock = Clock()
    live = [read(clock, -5000, received_s).live for received_s in (0, 5, 10, 15)]
    assert live == [False, False, True, True]


def test_three_stale_stamps_in_a_burst_prove_nothing():
    clock = Clock()
    assert not any(read(clock, -5000 + jitter, 0.1).live for jitter in (0, 1, 2, 3))


def test_a_slow_clock_is_known_at_once_when_a_status_says_the_same():
    clock = Clock()
    assert read(clock, -18000, 0, status_of=1).live
    reading = read(clock, -18000, 1)
    assert reading.live


def test_many_connectors_that_carry_the_moment_of_the_last_start_do_not_move_the_clock():
    clock = Clock()
    for connector in range(4):
        assert read(clock, -86400 - 400, 0, status_of=connector).live
    assert not read(clock, -7000, 1).live


# --- status notifications -----------------------------------------------------------------------------


def test_a_status_from_years_ago_is_shown():
    reading = Clock().read("2019-05-10T16:05:33Z", NOW_S, status_of=1)
    assert (reading.live, reading.compared, rules(reading)) == (True, True, ["clock_wrong"])


def test_an_older_status_after_a_newer_one_of_the_same_connector_is_replayed():
    clock = Clock()
    assert read(clock, 0, 0, status_of=1).live
    assert not read(clock, -3000, 1, status_of=1).live
    assert read(clock, -3000, 1, status_of=2).live
    assert read(clock, 0, 2, status_of=1).live


def test_a_slightly_older_status_still_counts():
    clock = Clock()
    assert read(clock, 0, 0, status_of=1).live
    assert read(clock, -60, 1, status_of=1).live


def test_invented_connectors_do_not_fill_the_memory():
    clock = Clock()
    for connector in range(3000):
        assert read(clock, -3000, 0, status_of=connector).live
    assert len(clock._newest_status) == 1000


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((0.2, "+0 s"), (75, "+75 s"), (-130, "-2 min 10 s"), (7200, "+2 h 0 min")),
        *((-270000, "-3 d 3 h"), (3661, "+1 h 1 min")),
    ],
)
def test_durations_in_words(seconds, words):
    assert spoken(seconds) == words
