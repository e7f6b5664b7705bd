"""What the lane shows: when each connector was in which state, and what happened when.

Collected from the events of a visit, per charger, on the same seconds as the curves. Everything is
bounded, since a charger may change its mind for ever; what is older then falls off the lane (it is
still in the visit file). No Qt here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Mapping
from typing import NamedTuple

from app.domain.charger import Charger
from app.domain.commands import Command
from app.domain.connector import ConnectorKey
from app.domain.events import (
    CommandSent,
    Connected,
    Disconnected,
    Event,
    FaultCleared,
    FaultRaised,
    Severity,
    StatusChanged,
)
from app.domain.faults import Fault

MOST_STEPS = 5000
"""State changes kept per connector, and marks and connections per charger."""

MOST_CHARGERS = 200


class Span(NamedTuple):
    """A connector was in ``status`` from ``start_s`` to ``end_s``; None: it still is."""

    start_s: float
    end_s: float | None
    status: str


class FaultMark(NamedTuple):
    """A fault was raised, for the first time or again after it was over."""

    at_s: float
    evse: int | None
    connector: int
    code: str
    vendor_code: str
    severity: Severity


class CommandMark(NamedTuple):
    """A command left the laptop."""

    at_s: float
    command: Command


class LinkMark(NamedTuple):
    """The link came up, or went down for ``reason`` (token in ``app.words``)."""

    at_s: float
    up: bool
    reason: str = ""


Mark = FaultMark | CommandMark | LinkMark


class StateLine:
    """The states of one connector in the order in which they came."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._states: list[str] = []

    def put(self, at_s: float, status: str) -> bool:
        """Note a status; False when it is the one it already had."""
        if self._states and self._states[-1] == status:
            return False
        self._times.append(at_s)
        self._states.append(status)
        if len(self._times) > MOST_STEPS + MOST_STEPS // 10:
            del self._times[:-MOST_STEPS], self._states[:-MOST_STEPS]
        return True

    def spans(self, start_s: float, end_s: float) -> list[Span]:
        """The spans that touch the window, oldest first."""
        first = max(bisect_right(self._times, start_s) - 1, 0)
        stop = bisect_left(self._times, end_s)
        ends: list[float | None] = [*self._times[first + 1 : stop + 1]]
        if stop == len(self._times):
            ends.append(None)
        rows = zip(self._times[first:stop], ends, self._states[first:stop], strict=False)
        return [Span(*row) for row in rows]

    def at(self, at_s: float) -> str:
        """The status at a moment, empty before the first."""
        index = bisect_right(self._times, at_s) - 1
        return self._states[index] if index >= 0 else ""


class ChargerHistory:
    """The lane of one charger. Times in seconds after the origin of the visit."""

    def __init__(self) -> None:
        self.lines: dict[ConnectorKey, StateLine] = {}
        self.marks: list[Mark] = []
        self.losses: list[float] = []
        self._links: list[LinkMark] = []
        self.link = 0
        self._running: set[tuple[int | None, int, str, str]] = set()

    def status(self, connector: ConnectorKey, at_s: float, status: str) -> None:
        """A connector reported its state."""
        self.lines.setdefault(connector, StateLine()).put(at_s, status)

    def mark(self, mark: Mark) -> None:
        """Something happened that is a shape on the lane."""
        insort_right(self.marks, mark, key=lambda row: row.at_s)
        if len(self.marks) > MOST_STEPS:
            del self.marks[: MOST_STEPS // 10]
        if isinstance(mark, LinkMark):
            self._links.append(mark)
            del self._links[:-MOST_STEPS]
            if not mark.up:
                self.losses.append(mark.at_s)
                del self.losses[:-MOST_STEPS]

    def raised(self, mark: FaultMark) -> bool:
        """A fault was reported; a mark only when it was not running already."""
        if mark[1:5] in self._running:
            return False
        if len(self._running) < MOST_STEPS:
            self._running.add(mark[1:5])
        self.mark(mark)
        return True

    def cleared(self, event: FaultCleared) -> None:
        """A fault is over; the next report of it is a mark again."""
        self._running.discard((event.evse, event.connector, event.code, event.vendor_code))

    def outlets(self) -> list[ConnectorKey]:
        """The connectors without the station, in the order of their numbers."""
        keys = [key for key in self.lines if key[1] != 0]
        return sorted(keys, key=lambda key: (key[0] or 0, key[1]))

    def marks_between(self, start_s: float, end_s: float) -> list[Mark]:
        """Marks inside the window, oldest first."""
        first = bisect_left(self.marks, start_s, key=lambda mark: mark.at_s)
        stop = bisect_right(self.marks, end_s, key=lambda mark: mark.at_s)
        return self.marks[first:stop]

    def outages(self, start_s: float, end_s: float) -> list[tuple[float, float]]:
        """When the link was down, cut to the window; one that lasts ends with the window."""
        rows: list[tuple[float, float]] = []
        down: float | None = None
        for mark in self._links:
            if mark.up and down is not None:
                rows.append((down, mark.at_s))
                down = None
            elif not mark.up and down is None:
                down = mark.at_s
        if down is not None:
            rows.append((down, end_s))
        return [(max(a, start_s), min(b, end_s)) for a, b in rows if b > start_s and a < end_s]

    def last_fault(self, at_s: float) -> FaultMark | None:
        """The latest fault at or before a moment."""
        stop = bisect_right(self.marks, at_s, key=lambda mark: mark.at_s)
        rows = (m for m in reversed(self.marks[:stop]) if isinstance(m, FaultMark))
        return next(rows, None)


class History:
    """All lanes of a visit.

    origin_ns: the stamp that becomes second 0. chargers: those that were there before, so that a
    view made later starts with what is known of them.
    """

    def __init__(self, origin_ns: int, chargers: Mapping[str, Charger] | None = None) -> None:
        self._origin_ns = origin_ns
        self._chargers: dict[str, ChargerHistory] = {}
        for key, charger in (chargers or {}).items():
            self._take_over(key, charger)

    def of(self, charger: str) -> ChargerHistory:
        """The lane of a charger, empty when nothing is known of it."""
        return self._chargers.get(charger) or ChargerHistory()

    def seconds(self, t_ns: int) -> float:
        """Seconds after the origin."""
        return (t_ns - self._origin_ns) / 1e9

    def add(self, event: Event) -> bool:
        """Take in an event; True when a lane changed."""
        if event.charger is None:
            return False
        at_s = self.seconds(event.t_ns)
        match event:
            case StatusChanged(live=True):
                self._lane(event.charger).status((event.evse, event.connector), at_s, event.status)
            case FaultRaised():
                return self._lane(event.charger).raised(_fault_mark(at_s, event))
            case FaultCleared():
                self._lane(event.charger).cleared(event)
            case CommandSent():
                self._lane(event.charger).mark(CommandMark(at_s, event.command))
            case Connected():
                lane = self._lane(event.charger)
                lane.link = event.link
                lane.mark(LinkMark(at_s, True))
            case Disconnected():
                # The end of a connection that a newer one has replaced is no loss.
                lane = self._lane(event.charger)
                if event.link != lane.link:
                    return False
                lane.link = 0
                lane.mark(LinkMark(at_s, False, event.reason))
            case _:
                return False
        return True

    def _lane(self, charger: str) -> ChargerHistory:
        lane = self._chargers.get(charger)
        if lane is None:
            if len(self._chargers) >= MOST_CHARGERS:
                return ChargerHistory()
            lane = self._chargers[charger] = ChargerHistory()
        return lane

    def _take_over(self, key: str, charger: Charger) -> None:
        lane = self._lane(key)
        for connector in charger.connectors.values():
            if connector.status:
                lane.status(connector.key, self.seconds(connector.since_ns), connector.status)
        lane.link = charger.link
        if charger.connected_since_ns is not None:
            lane.mark(LinkMark(self.seconds(charger.connected_since_ns), True))
        for fault in sorted((*charger.faults.active(), *charger.faults.past()), key=_first):
            mark = _fault_mark(self.seconds(fault.first_ns), fault)
            if fault.active:
                lane.raised(mark)
            else:
                lane.mark(mark)


def _first(fault: Fault) -> int:
    return fault.first_ns


def _fault_mark(at_s: float, fault: Fault | FaultRaised) -> FaultMark:
    return FaultMark(
        at_s, fault.evse, fault.connector, fault.code, fault.vendor_code, fault.severity
    )
