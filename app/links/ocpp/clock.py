"""The charger's clock as seen from ours, and whether a message is news or history.

Theory of operation. Plots use the time of receipt, so a wrong clock does no harm there. But two
things have to be told apart from the time stamps alone: a charger whose clock is wrong and tells
what happens *now*, and a charger that empties its queue of the hours it was offline. One connection
has one ``Clock``. It keeps an *estimate*: charger's clock minus ours, in seconds, 0 to begin with.
A stamp is *stale* when it is older than the estimate by more than the limit (twice the sample
interval, at least 120 s); a message with a stale stamp is replayed.

The estimate moves by evidence, and a queue must never pass for evidence:

- A stamp *newer* than the estimate proves that the clock is at least that far: nothing is stamped in
  the charger's own future. The estimate follows at once. Local time labelled Z is of this kind in
  Europe (catalogue P13: +2 h).
- A stamp close to our own time means that the clock is right, or was put right by our answers, which
  carry the time. The estimate follows at once.
- A stamp older than both may be a slow clock or a queue. It is a slow clock when it agrees within 3 s
  with the last status notification of this connection (those are rarely queued), or when three
  observations over 10 s or more of receive time agree within 3 s: a slow clock advances with ours, a
  queue that is being emptied does not. Being a multiple of 15 minutes behind is no evidence by
  itself: a queue with a sample a minute passes through such a moment every quarter of an hour.

A queue that is emptied exactly as fast as it was filled cannot be told from a slow clock.

Status notifications are rarely queued and always matter, so they are live, however old their stamp
looks (catalogue P13 shows one from years ago), unless the stamp is stale *and* the same connector has
already reported a newer one on this connection. Some makes stamp them with the moment of the change.

Before the year 2015 a clock is plainly not set (1970 after a boot, catalogue P14); such stamps say
nothing and their messages are live. A stamp without a zone is UTC if that is within 5 minutes of
now, else local time if that is, else UTC with a finding (catalogue P11).
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Any, NamedTuple

from app.domain.events import Severity
from app.links.ocpp.stamps import EPOCH, LONGEST_STAMP, iso, parse
from app.links.ocpp.values import text

REPLAY_LIMIT_S = 120.0
"""Twice 60 s, the commonest MeterValueSampleInterval."""

UNSET_BEFORE = 2015
"""No charger of OCPP 1.6 is older than the standard's year; 1970 and 2000 are clocks without a battery."""

ZONE_GUESS_S = 300.0
QUARTER_S = 900.0
ZONE_SLACK_S = 90.0
WIDEST_ZONE_S = 14 * 3600.0
"""UTC+14 is the widest zone there is; all zones are multiples of 15 minutes."""

WRONG_S = 60.0
MOVED_S = 5.0
AGREE_S = 3.0
AGREE_COUNT = 3
AGREE_SPAN_S = 10.0

_DAY_S = 86400.0


class Remark(NamedTuple):
    """A finding about a time stamp, to be made into an event by the reader."""

    rule: str
    severity: Severity
    facts: dict[str, str]


class Reading(NamedTuple):
    """What one time stamp says.

    stamp: ISO 8601 in UTC, None when there is none or it cannot be read. offset_s: charger minus
    laptop, None when unknown. live: False for a replayed message. compared: the clock is to be told
    (``offset_s`` may be None then: not set). reported: the text as sent.
    """

    stamp: str | None = None
    offset_s: float | None = None
    live: bool = True
    compared: bool = False
    reported: str = ""
    remarks: tuple[Remark, ...] = ()


NOTHING = Reading()


def zone_of(offset_s: float) -> float | None:
    """The time zone difference in s that explains an offset (OCPP time is UTC), None for none."""
    zone = round(offset_s / QUARTER_S) * QUARTER_S
    if zone == 0 or abs(zone) > WIDEST_ZONE_S or abs(offset_s - zone) > ZONE_SLACK_S:
        return None
    return zone


class Clock:
    """The clock of one connection. Not shared between connections: a charger may have been set since.

    local_zone: the laptop's zone, None for the operating system's.
    """

    def __init__(self, local_zone: tzinfo | None = None) -> None:
        self.sample_interval_s = 0.0
        self._local_zone = local_zone
        self._names_local_time = False
        self._estimate_s = 0.0
        self._told_s: float | None = None
        self._told = False
        self._status_offset_s: float | None = None
        self._run_offset_s = 0.0
        self._run_since_s = 0.0
        self._run_length = 0
        self._newest_status: dict[int, float] = {}
        self._remarked: set[str] = set()
        self._last: tuple[str, float, str] = ("", 0.0, "")

    @property
    def limit_s(self) -> float:
        """How old a stamp may be before its message counts as replayed."""
        return max(2 * self.sample_interval_s, REPLAY_LIMIT_S)

    def read(self, sent: Any, wall_s: float, status_of: int | None = None) -> Reading:
        """Judge the time stamp of a message that was received at ``wall_s`` (our Unix time in s).

        status_of: number of the connector when it is the stamp of a status notification.
        """
        if sent is None or sent == "":
            return NOTHING
        written = sent if type(sent) is str else text(sent, LONGEST_STAMP + 1)
        last = self._last
        if written == last[0]:
            return self._judge(written, last[1], last[2], wall_s, status_of)
        moment = parse(written)
        if moment is None:
            return self._unreadable(written)
        remarks: tuple[Remark, ...] = ()
        at = moment.at
        if at.tzinfo is None:
            if moment.day_only:
                at = at.replace(tzinfo=UTC)
            else:
                at, remarks = self._zoned(at, written, wall_s)
        stamp = iso(at, written)
        if stamp is None:
            return self._unreadable(written)
        stamp_s = (at - EPOCH).total_seconds()
        if moment.day_only:
            return Reading(stamp, None, wall_s - stamp_s < _DAY_S + self.limit_s, False, written)
        if at.tzinfo is UTC and moment.at.tzinfo is not None:
            self._last = (written, stamp_s, stamp)  # the usual form; nothing about it can change
        reading = self._judge(written, stamp_s, stamp, wall_s, status_of)
        return reading._replace(remarks=remarks + reading.remarks) if remarks else reading

    # --- reading ---------------------------------------------------------------------------------

    def _unreadable(self, written: str) -> Reading:
        facts = {"reported": text(written, LONGEST_STAMP)}
        return Reading(
            reported=facts["reported"],
            remarks=self._once("timestamp_unreadable", Severity.NOTICE, facts),
        )

    def _zoned(
        self, at: datetime, written: str, wall_s: float
    ) -> tuple[datetime, tuple[Remark, ...]]:
        utc = at.replace(tzinfo=UTC)
        if abs((utc - EPOCH).total_seconds() - wall_s) <= ZONE_GUESS_S:
            self._names_local_time = False
            return utc, ()
        try:
            local = at.replace(tzinfo=self._local_zone) if self._local_zone else at.astimezone()
            near = abs((local - EPOCH).total_seconds() - wall_s) <= ZONE_GUESS_S
        except (ValueError, OverflowError, OSError):
            return utc, ()  # years that the operating system does not know
        if near or self._names_local_time:
            self._names_local_time = True
            return local, ()
        if at.year < UNSET_BEFORE:
            return utc, ()
        return utc, self._once("timestamp_without_zone", Severity.NOTICE, {"reported": written})

    # --- judging ---------------------------------------------------------------------------------

    def _judge(
        self, written: str, stamp_s: float, stamp: str, wall_s: float, status_of: int | None
    ) -> Reading:
        if stamp_s < _UNSET_S:
            remarks = self._once("clock_not_set", Severity.WARNING, {"reported": written})
            return Reading(stamp, None, True, self._tell(None), written, remarks)
        offset = stamp_s - wall_s
        fresh = self._follow(
            offset, wall_s, None if status_of is not None else self._status_offset_s
        )
        if status_of is not None:
            self._status_offset_s = offset
            newest = self._newest_status.get(status_of)
            if newest is None or stamp_s >= newest:
                if newest is not None or len(self._newest_status) < 1000:
                    self._newest_status[status_of] = stamp_s
                fresh = True
        if not fresh:
            return Reading(stamp, offset, False, False, written)
        told = self._tell(offset)
        if told and abs(offset) > WRONG_S:
            return Reading(stamp, offset, True, True, written, self._wrong(offset))
        return Reading(stamp, offset, True, told, written)

    def _follow(self, offset: float, wall_s: float, status_offset_s: float | None) -> bool:
        """Move the estimate by this evidence; returns whether the message is fresh.

        status_offset_s: what a status notification said; None where it would be compared with itself
        (all connectors may carry the moment of the last start).
        """
        limit = self.limit_s
        if offset >= self._estimate_s or -limit <= offset <= limit:
            self._estimate_s = offset
            self._run_length = 0
            return True
        if self._estimate_s - offset <= limit:
            return True
        if status_offset_s is not None and abs(offset - status_offset_s) <= AGREE_S:
            self._estimate_s = offset
            return True
        if self._run_length and abs(offset - self._run_offset_s) <= AGREE_S:
            self._run_length += 1
        else:
            self._run_offset_s = offset
            self._run_since_s = wall_s
            self._run_length = 1
        if self._run_length >= AGREE_COUNT and wall_s - self._run_since_s >= AGREE_SPAN_S:
            self._estimate_s = offset
            self._run_length = 0
            return True
        return False

    # --- telling -----------------------------------------------------------------------------------

    def _tell(self, offset: float | None) -> bool:
        """Whether this comparison is news: the first, or one that differs by more than 5 s."""
        told = self._told_s
        if self._told and (
            told is offset
            or (told is not None and offset is not None and abs(offset - told) <= MOVED_S)
        ):
            return False
        self._told = True
        self._told_s = offset
        return True

    def _wrong(self, offset: float) -> tuple[Remark, ...]:
        zone = zone_of(offset)
        facts = {"offset": spoken(offset)}
        if zone is None:
            return self._once("clock_wrong", Severity.WARNING, facts)
        return self._once("clock_zone", Severity.NOTICE, {**facts, "zone": spoken(zone)})

    def _once(self, rule: str, severity: Severity, facts: dict[str, str]) -> tuple[Remark, ...]:
        if rule in self._remarked:
            return ()
        self._remarked.add(rule)
        return (Remark(rule, severity, facts),)


_UNSET_S = (datetime(UNSET_BEFORE, 1, 1, tzinfo=UTC) - EPOCH).total_seconds()


def spoken(seconds: float) -> str:
    """A signed duration in the two largest units: ``+2 h 0 min``, ``-3 d 4 h``, ``+75 s``."""
    sign = "-" if seconds < 0 else "+"
    whole = round(abs(seconds))
    for size, word, small_size, small_word in ((86400, "d", 3600, "h"), (3600, "h", 60, "min")):
        if whole >= size:
            return f"{sign}{whole // size} {word} {whole % size // small_size} {small_word}"
    if whole >= 120:
        return f"{sign}{whole // 60} min {whole % 60} s"
    return f"{sign}{whole} s"
