"""A visit made of prepared events, for screenshots, pictures in the manual and tests.

It folds events exactly as a real visit does, with the real charger, attempts and commands, but
nothing dials in, nothing is sent and nothing is recorded. Its clock stands where it is put.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.domain.anchor import TimeAnchor
from app.domain.capabilities import Capability
from app.domain.charger import Charger
from app.domain.commands import Command
from app.domain.events import Connected, Disconnected, Event, ListenerOpened
from app.domain.frame import Direction, Frame
from app.domain.link import LinkDescription
from app.domain.signal import Signal
from app.visit.life import Attempt, Attempts, CommandLife, Commands

SECOND = 1_000_000_000


@dataclass(slots=True)
class StagedPolicy:
    """Stands in for the policy of the visit."""

    accept_any_password: bool = True


@dataclass(frozen=True, slots=True)
class StagedAdapter:
    """Stands in for a network adapter."""

    name: str
    kind: str
    address: str
    up: bool = True
    speed_mbit: int = 0
    self_assigned: bool = False


@dataclass
class StagedVisit:
    """start: local wall-clock time of the beginning. ``t_ns`` is the time that ``now_ns`` tells."""

    start: datetime
    path: Path = Path("2026-11-22 Solna strandväg 12.kontaktor")
    t_ns: int = 1_000 * SECOND
    policy: StagedPolicy = field(default_factory=StagedPolicy)
    recording: bool = True
    recording_error: str = ""
    persist: bool | None = True
    able: frozenset[Capability] = frozenset(Capability)

    def __post_init__(self) -> None:
        self.anchor = TimeAnchor(int(self.start.timestamp() * 1e9), self.t_ns)
        self.started_ns = self.t_ns
        self.chargers: dict[str, Charger] = {}
        self.events: Signal[Event] = Signal()
        self.frames: Signal[Frame] = Signal()
        self.listening: ListenerOpened | None = None
        self.given: list[tuple[Command, str | None]] = []
        self.passwords: dict[str, str] = {}
        self.listened: list[tuple[str, int]] = []
        self._links: dict[str, LinkDescription] = {}
        self._attempts = Attempts()
        self._commands = Commands()
        self._frame = 0

    @property
    def attempts(self) -> list[Attempt]:
        """The attempts to dial in, newest first."""
        return self._attempts.newest_first()

    @property
    def attempt_count(self) -> int:
        """All attempts."""
        return self._attempts.total

    @property
    def commands(self) -> list[CommandLife]:
        """The commands, newest first."""
        return self._commands.newest_first()

    def at(self, seconds: float) -> int:
        """Put the clock to ``seconds`` after the start and return the stamp."""
        self.t_ns = self.started_ns + round(seconds * SECOND)
        return self.t_ns

    def now_ns(self) -> int:
        """Where the clock stands."""
        return self.t_ns

    def feed(self, *events: Event) -> None:
        """Take in events as a visit does."""
        for event in events:
            derived: list[Event] = []
            if event.charger is not None:
                charger = self.chargers.setdefault(event.charger, Charger(event.charger))
                charger.heard(event.t_ns)
                derived = charger.apply(event)
            self._attempts.observe(event)
            self._commands.observe(event)
            self._observe(event)
            self.events.emit(event)
            self.feed(*derived)

    def _observe(self, event: Event) -> None:
        match event:
            case ListenerOpened():
                self.listening = event
            case Connected(charger=str(key)):
                self._links[key] = LinkDescription(
                    key, event.link, event.protocol, event.url, event.peer, "192.168.1.5"
                )
            case Disconnected(charger=str(key)):
                self._links.pop(key, None)
            case _:
                pass

    def frame(self, charger: str, direction: Direction, payload: str, link: int = 1) -> int:
        """A raw frame at this moment; returns its number."""
        self._frame += 1
        self.frames.emit(Frame(self._frame, self.t_ns, charger, link, direction, payload.encode()))
        return self._frame

    # --- what the window asks for -----------------------------------------------------------------

    async def listen(self, host: str, port: int) -> ListenerOpened:
        """Pretend to listen there."""
        self.listened.append((host, port))
        opened = ListenerOpened(
            t_ns=self.t_ns, host=host, port=port, urls=(f"ws://{host}:{port}/",), wanted_port=port
        )
        self.feed(opened)
        return opened

    def run(self, command: Command, charger: str | None = None, id: str | None = None) -> str:
        """Note the command; its life goes no further than being given."""
        self.given.append((command, charger))
        name = id or f"k{len(self.given)}"
        self._commands.given(name, charger or next(iter(self.chargers), ""), command, self.t_ns)
        return name

    def capabilities(self, charger: str) -> frozenset[Capability]:
        """``able`` while connected."""
        return self.able if charger in self._links else frozenset()

    def link(self, charger: str) -> LinkDescription | None:
        """How the charger is connected."""
        return self._links.get(charger)

    @property
    def passwords_persist(self) -> bool | None:
        return self.persist

    def set_password(self, charger: str, password: str) -> None:
        """Keep it; from then on not any password is accepted, as in a real visit."""
        self.passwords[charger] = password
        self.policy.accept_any_password = False

    def forget_password(self, charger: str) -> None:
        """Forget it."""
        self.passwords.pop(charger, None)
