"""Time stamps as chargers write them.

Everything here is total: a stamp that cannot be read is None, never an exception. Written forms seen
in the field: catalogue P11 to P14, and section 5.7.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

LONGEST_STAMP = 100
"""Longer texts are no time stamps; a long fraction has 30 digits."""

_STAMP = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?P<time>[T_ ]?\s*(\d{1,2})[-:.](\d{1,2})(?:[-:.](\d{1,2})(?:[.,](\d*))?)?)?"
    r"\s*(?P<zone>(?:Z|UTC|GMT)?\s*(?:([+\u2212-])\s*(\d{1,2}):?(\d{2})?)?)(?:\[[A-Z/_]*\])?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?")
_SECONDS = re.compile(r"(\d{1,12})\.\d*")


class Moment(NamedTuple):
    """A time stamp as read. at: naive when it named no zone. day_only: it named no time of day."""

    at: datetime
    day_only: bool = False


def parse(written: str) -> Moment | None:
    """Read a time stamp in any form that chargers are known to write; None when it is none of them.

    Besides RFC 3339: zones ``+02`` and ``+0200``, no zone, comma and long fractions, blanks, small
    letters, a missing T, hyphens in the time, a date alone, and Unix time in s, ms, us or ns.
    """
    if len(written) > LONGEST_STAMP:
        return None
    written = written.strip()
    if written.isdigit():
        return _from_digits(written)
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return _from_parts(written)
    return Moment(at, len(written) <= 10)


def _from_parts(written: str) -> Moment | None:
    seconds = _SECONDS.fullmatch(written)
    if seconds is not None:
        return _from_digits(seconds[1])
    match = _STAMP.fullmatch(written)
    if match is None:
        return None
    year, month, day, _, hour, minute, second, fraction, _, sign, zone_h, zone_m = match.groups()
    try:
        at = datetime(int(year), int(month), int(day)) + timedelta(
            hours=int(hour or 0),
            minutes=int(minute or 0),
            seconds=int(second or 0),
            microseconds=int((fraction or "")[:6].ljust(6, "0")),
        )
        if int(hour or 0) > 24 or int(minute or 0) > 59 or int(second or 0) > 60:
            return None
        if match["zone"].strip():
            away = timedelta(hours=int(zone_h or 0), minutes=int(zone_m or 0))
            at = at.replace(tzinfo=timezone(away if sign in (None, "+") else -away))
    except (ValueError, OverflowError):
        return None
    return Moment(at, match["time"] is None)


def _from_digits(digits: str) -> Moment | None:
    try:
        if len(digits) == 8:
            return Moment(datetime(int(digits[:4]), int(digits[4:6]), int(digits[6:])), True)
        compact = _COMPACT.fullmatch(digits) if digits.startswith("20") else None
        if compact is not None:
            return Moment(datetime(*(int(part or 0) for part in compact.groups())))  # type: ignore[arg-type]
        scale = {12: 3, 13: 3, 15: 6, 16: 6, 18: 9, 19: 9}.get(len(digits), 0)
        return Moment(EPOCH + timedelta(seconds=int(digits) / 10**scale))
    except (ValueError, OverflowError):
        return None


def _is_usual(written: str) -> bool:
    """Whether a stamp that could be read is RFC 3339 in UTC, as the standard wants it."""
    return (
        written[-1] == "Z"
        and written[10:11] == "T"
        and written[13:14] == ":" == written[16:17]
        and written[11:13] < "24"
        and written[17:19] < "60"
        and (len(written) == 20 or (written[19] == "." and written[20:-1].isdigit()))
        and written.isascii()
    )


def iso(at: datetime, written: str) -> str | None:
    """The stamp in UTC with Z; as sent where that is what was sent."""
    if at.tzinfo is UTC and _is_usual(written):
        return written
    try:
        moment = at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    # Not strftime: its %Y has no leading zeros on Linux.
    seconds = moment.replace(microsecond=0, tzinfo=None).isoformat()
    millis = moment.microsecond // 1000
    return f"{seconds}.{millis:03d}Z" if millis else f"{seconds}Z"
