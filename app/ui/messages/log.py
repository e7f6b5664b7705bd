"""The latest messages of the visit in memory, paired.

The visit file has all of them; the window keeps the last ones, bounded in number and in bytes, and
tells how many there were in all. It listens from the start, so that the page can be opened later.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.frame import Direction, Frame
from app.domain.signal import Signal
from app.domain.terms import Severity

if TYPE_CHECKING:
    from app.domain.events import Event, ExchangeCompleted, FindingMade

MOST_PAIRS = 20_000
MOST_BYTES = 48_000_000
"""Payload bytes kept. A charger that sends a megabyte a message must not fill the memory."""

SLACK = 1_000
"""Rows are dropped in lots of this size, so that a view is rebuilt rarely."""

MOST_FINDINGS = 20
"""Findings kept per frame."""

NO_ANSWER = frozenset({"timeout", "lost", "error"})


@dataclass(slots=True)
class Pair:
    """A call and its answer. number counts all pairs of the visit; frames are None once dropped."""

    number: int
    charger: str
    t_ns: int
    exchange: ExchangeCompleted
    request: Frame | None
    answer: Frame | None
    findings: list[FindingMade] = field(default_factory=list)

    @property
    def action(self) -> str:
        """The OCPP action, empty for an orphan or an unreadable frame."""
        return self.exchange.action

    @property
    def from_charger(self) -> bool:
        """Who called."""
        return self.exchange.direction is Direction.IN

    @property
    def deviates(self) -> bool:
        """Whether something in it is not as it should be."""
        return self.exchange.deviations > 0 or bool(self.findings)

    @property
    def unanswered(self) -> bool:
        """Whether the call got no result."""
        return self.exchange.outcome in NO_ANSWER

    @property
    def severity(self) -> Severity | None:
        """The worst of its findings."""
        if not self.findings:
            return Severity.NOTICE if self.exchange.deviations else None
        order = (Severity.FAULT, Severity.WARNING, Severity.NOTICE)
        return min((f.severity for f in self.findings), key=order.index)

    @property
    def bytes(self) -> int:
        """Payload kept for it."""
        return sum(len(f.payload) for f in (self.request, self.answer) if f is not None)


@dataclass(slots=True)
class Counts:
    """total: all pairs of a charger in this visit; the others only of what is kept."""

    total: int = 0
    kept: int = 0
    deviating: int = 0
    unanswered: int = 0


class MessageLog:
    """pairs: oldest first. total: all pairs of the visit. dropped: how many are no longer kept."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.total = 0
        self.dropped = 0
        self.counts: dict[str, Counts] = {}
        self.changed: Signal[None] = Signal()
        self._waiting: dict[int, Frame] = {}
        self._findings: dict[int, list[FindingMade]] = {}
        self._by_frame: dict[int, Pair] = {}
        self._bytes = 0

    def take_frame(self, frame: Frame) -> None:
        """A raw frame; it is kept until its pair is complete."""
        self._waiting[frame.number] = frame
        while len(self._waiting) > SLACK:
            del self._waiting[next(iter(self._waiting))]

    def take_event(self, event: Event) -> None:
        """Complete pairs and attach findings to them."""
        from app.domain.events import ExchangeCompleted, FindingMade

        if isinstance(event, ExchangeCompleted):
            self._complete(event)
        elif isinstance(event, FindingMade) and event.frame:
            self._attach(event)

    def _complete(self, event: ExchangeCompleted) -> None:
        request = self._waiting.pop(event.request_frame, None)
        answer = self._waiting.pop(event.answer_frame, None)
        first = request or answer
        pair = Pair(
            number=self.total,
            charger=event.charger or "",
            t_ns=first.t_ns if first is not None else event.t_ns,
            exchange=event,
            request=request,
            answer=answer,
        )
        for frame in (event.request_frame, event.answer_frame):
            if frame:
                pair.findings += self._findings.pop(frame, [])
                self._by_frame[frame] = pair
        self.total += 1
        counts = self.counts.setdefault(pair.charger, Counts())
        counts.total += 1
        counts.kept += 1
        counts.deviating += pair.deviates
        counts.unanswered += pair.unanswered
        self.pairs.append(pair)
        self._bytes += pair.bytes
        if len(self.pairs) >= MOST_PAIRS + SLACK or self._bytes > MOST_BYTES:
            self._drop()
        self.changed.emit(None)

    def _attach(self, event: FindingMade) -> None:
        pair = self._by_frame.get(event.frame)
        if pair is not None and not pair.deviates:
            self.counts[pair.charger].deviating += 1
        kept = pair.findings if pair is not None else self._findings.setdefault(event.frame, [])
        if len(kept) < MOST_FINDINGS:
            kept.append(event)
        if pair is not None:
            self.changed.emit(None)
        while len(self._findings) > SLACK:
            del self._findings[next(iter(self._findings))]

    def _drop(self) -> None:
        gone = max(min(SLACK, len(self.pairs) - 1), 1)
        for pair in self.pairs[:gone]:
            counts = self.counts[pair.charger]
            counts.kept -= 1
            counts.deviating -= pair.deviates
            counts.unanswered -= pair.unanswered
            self._bytes -= pair.bytes
            self._by_frame.pop(pair.exchange.request_frame, None)
            self._by_frame.pop(pair.exchange.answer_frame, None)
        del self.pairs[:gone]
        self.dropped += gone
