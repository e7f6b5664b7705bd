"""A visit that is still being opened, so that the window can be on the screen before the engine is.

Reading the engine from disk takes longer than painting the window. Until it is there the window sees
an empty visit; then ``opened`` puts the real one behind it and everything is passed on. For the same
reason the types that are only named here are not imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.signal import Signal

if TYPE_CHECKING:
    from app.domain.anchor import TimeAnchor
    from app.domain.capabilities import Capability
    from app.domain.charger import Charger
    from app.domain.commands import Command
    from app.domain.events import Event, ListenerOpened
    from app.domain.frame import Frame
    from app.domain.link import LinkDescription
    from app.ui.visit_view import AttemptView, CommandLifeView, PolicyView, VisitView


@dataclass(slots=True)
class _FirstPolicy:
    accept_any_password: bool = True


class OpeningVisit:
    """Fulfils ``VisitView``; see there. now_ns: the clock of all stamps."""

    def __init__(self, anchor: TimeAnchor, now_ns: Callable[[], int]) -> None:
        self.anchor = anchor
        self.events: Signal[Event] = Signal()
        self.frames: Signal[Frame] = Signal()
        self._now_ns = now_ns
        self._policy = _FirstPolicy()
        self._visit: VisitView | None = None
        self._empty: dict[str, Charger] = {}

    def opened(self, visit: VisitView) -> None:
        """Put the real visit behind this one; it must have the same anchor."""
        self._visit = visit
        visit.policy.accept_any_password = self._policy.accept_any_password
        visit.events.connect(self.events.emit)
        visit.frames.connect(self.frames.emit)

    @property
    def path(self) -> Path:
        return Path() if self._visit is None else self._visit.path

    @property
    def policy(self) -> PolicyView:
        return self._policy if self._visit is None else self._visit.policy

    @property
    def chargers(self) -> Mapping[str, Charger]:
        return self._empty if self._visit is None else self._visit.chargers

    @property
    def listening(self) -> ListenerOpened | None:
        return None if self._visit is None else self._visit.listening

    @property
    def attempts(self) -> Sequence[AttemptView]:
        return () if self._visit is None else self._visit.attempts

    @property
    def attempt_count(self) -> int:
        return 0 if self._visit is None else self._visit.attempt_count

    @property
    def recording(self) -> bool:
        return self._visit is not None and self._visit.recording

    @property
    def recording_error(self) -> str:
        return "" if self._visit is None else self._visit.recording_error

    @property
    def started_ns(self) -> int:
        return self.anchor.mono_ns

    @property
    def commands(self) -> Sequence[CommandLifeView]:
        return () if self._visit is None else self._visit.commands

    async def listen(self, host: str, port: int) -> object:
        return None if self._visit is None else await self._visit.listen(host, port)

    def run(self, command: Command, charger: str | None = None, id: str | None = None) -> str:
        return "" if self._visit is None else self._visit.run(command, charger, id)

    def capabilities(self, charger: str) -> frozenset[Capability]:
        return frozenset() if self._visit is None else self._visit.capabilities(charger)

    def link(self, charger: str) -> LinkDescription | None:
        return None if self._visit is None else self._visit.link(charger)

    def now_ns(self) -> int:
        return self._now_ns()

    @property
    def passwords_persist(self) -> bool | None:
        return None if self._visit is None else self._visit.passwords_persist

    def set_password(self, charger: str, password: str) -> None:
        if self._visit is not None:
            self._visit.set_password(charger, password)

    def forget_password(self, charger: str) -> None:
        if self._visit is not None:
            self._visit.forget_password(charger)
