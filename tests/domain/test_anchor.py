"""Monotonic stamps told as a time of day."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.domain.anchor import TimeAnchor

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ANCHOR = TimeAnchor(wall_ns=int(NOON.timestamp()) * 10**9, mono_ns=5_000)


def test_the_anchor_itself_is_its_wall_time():
    assert ANCHOR.datetime_of(5_000) == NOON
    assert ANCHOR.iso_of(5_000) == "2026-01-01T12:00:00.000Z"


def test_milliseconds_are_cut_and_not_rounded():
    assert ANCHOR.iso_of(5_000 + 1_999_999_999) == "2026-01-01T12:00:01.999Z"


def test_a_stamp_before_the_anchor_is_earlier():
    assert ANCHOR.iso_of(5_000 - 1) == "2026-01-01T11:59:59.999Z"


@given(st.integers(min_value=0, max_value=10**17), st.integers(min_value=0, max_value=10**15))
def test_differences_are_kept(t_ns, more_ns):
    assert ANCHOR.wall_of(t_ns + more_ns) - ANCHOR.wall_of(t_ns) == more_ns
