"""What readers of a visit ask for again and again: attempts to dial in and the lives of commands.

Both are folded from events, like everything else, so a visit read from a file shows the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.commands import Command
from app.domain.events import (
    AttemptProgressed,
    Booted,
    CommandAnswered,
    CommandEffect,
    CommandRejected,
    CommandSent,
    Connected,
    ConnectionRefused,
    Effect,
    Event,
    Stage,
    UploadProgressed,
)

MOST_ATTEMPTS = 200
MOST_COMMANDS = 200

NOT_SENT = "NotSent"
"""Status of a command that must not be sent; ``detail`` says why."""


@dataclass(slots=True)
class Attempt:
    """One dial-in: the steps it passed with what was seen there, and the step that failed."""

    number: int
    t_ns: int
    peer: str
    steps: dict[Stage, str] = field(default_factory=dict)
    failed: Stage | None = None
    reason: str = ""
    sample: str = ""
    charger: str = ""
    link: int = 0

    @property
    def done(self) -> bool:
        """Whether it has failed or come all the way to the boot message."""
        return self.failed is not None or Stage.BOOT in self.steps


@dataclass(slots=True)
class CommandLife:
    """What has become of a command. Times are monotonic stamps, None for steps not reached."""

    id: str
    charger: str
    command: Command
    given_ns: int
    sent_ns: int | None = None
    answered_ns: int | None = None
    status: str = ""
    accepted: bool = False
    detail: str = ""
    effect: Effect | None = None
    effect_ns: int | None = None
    reason: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    received: int | None = None
    total: int | None = None

    @property
    def running(self) -> bool:
        """Whether something is still to come."""
        if self.answered_ns is None:
            return True
        return self.accepted and self.effect is None


class Attempts:
    """The latest dial-ins, newest first."""

    def __init__(self) -> None:
        self._by_number: dict[int, Attempt] = {}
        self.total = 0

    def observe(self, event: Event) -> None:
        """Fold one event in."""
        match event:
            case AttemptProgressed():
                attempt = self._attempt(event.attempt, event)
                attempt.steps[event.stage] = event.fact
            case ConnectionRefused():
                attempt = self._attempt(event.attempt, event)
                attempt.failed = event.stage
                attempt.reason = event.reason
                attempt.sample = event.sample
            case Connected():
                dialled = self._by_number.get(event.attempt)
                if dialled is not None:
                    dialled.charger = event.charger or ""
                    dialled.link = event.link
            case Booted():
                for attempt in reversed(self._by_number.values()):
                    if attempt.link == event.link:
                        attempt.steps[Stage.BOOT] = ""
                        break
            case _:
                pass

    def _attempt(self, number: int, event: AttemptProgressed | ConnectionRefused) -> Attempt:
        attempt = self._by_number.get(number)
        if attempt is None:
            attempt = self._by_number[number] = Attempt(number, event.t_ns, event.peer)
            self.total += 1
            if len(self._by_number) > MOST_ATTEMPTS:
                del self._by_number[next(iter(self._by_number))]
        attempt.charger = event.charger or attempt.charger
        return attempt

    def newest_first(self) -> list[Attempt]:
        """The attempts that are kept."""
        return list(reversed(self._by_number.values()))


class Commands:
    """The latest commands, newest first."""

    def __init__(self) -> None:
        self._by_id: dict[str, CommandLife] = {}

    def given(self, id: str, charger: str, command: Command, t_ns: int) -> None:
        """A command was given; it may have to wait before it is sent."""
        self._by_id[id] = CommandLife(id, charger, command, t_ns)
        if len(self._by_id) > MOST_COMMANDS:
            del self._by_id[next(iter(self._by_id))]

    def observe(self, event: Event) -> None:
        """Fold one event in."""
        if isinstance(event, CommandRejected):
            self._rejected(event)
            return
        if not isinstance(event, CommandSent | CommandAnswered | CommandEffect | UploadProgressed):
            return
        life = self._by_id.get(event.id)
        if life is None:
            if isinstance(event, UploadProgressed):
                return
            life = CommandLife(event.id, event.charger or "", event.command, event.t_ns)
            self._by_id[event.id] = life
        match event:
            case CommandSent():
                life.sent_ns = event.t_ns
            case CommandAnswered():
                life.answered_ns = event.t_ns
                life.status = event.status
                life.accepted = event.accepted
                life.detail = event.detail
            case CommandEffect():
                life.effect = event.effect
                life.effect_ns = event.t_ns
                life.reason = event.reason
                life.facts = event.facts
            case UploadProgressed():
                life.received = event.received
                life.total = event.total

    def _rejected(self, event: CommandRejected) -> None:
        life = self._by_id.get(event.id or "")
        if life is not None:
            life.answered_ns = event.t_ns
            life.status = NOT_SENT
            life.detail = event.reason

    def newest_first(self) -> list[CommandLife]:
        """The commands that are kept."""
        return list(reversed(self._by_id.values()))

    def running(self) -> list[CommandLife]:
        """Commands of which something is still to come."""
        return [life for life in self._by_id.values() if life.running]
