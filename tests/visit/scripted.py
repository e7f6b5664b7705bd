"""A link that answers from a script, and a recorder of what a commander tells."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from app.domain.capabilities import Capability
from app.domain.commands import Command, Outcome
from app.domain.events import Event
from app.domain.link import Emit, LinkDescription

Answer = Outcome | Callable[[Command], Outcome]


class ScriptedLink:
    """Fulfils the link contract; ``answers`` by command type, everything else is refused."""

    def __init__(self, answers: dict[type, Answer]) -> None:
        self.answers = answers
        self.commands: list[Command] = []
        self.gate = asyncio.Event()
        self.gate.set()

    def describe(self) -> LinkDescription:
        return LinkDescription("CP", 1, "test", "test://", "127.0.0.1", "127.0.0.1")

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability)

    async def run(self, emit: Emit) -> None:
        await asyncio.Event().wait()

    async def execute(self, command: Command, sent: Callable[[], None]) -> Outcome:
        await self.gate.wait()
        self.commands.append(command)
        sent()
        await asyncio.sleep(0)
        answer = self.answers.get(type(command), Outcome("Rejected", False))
        return answer(command) if callable(answer) else answer


class Told:
    """Events in the order in which they were told; can be waited for."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._news = asyncio.Event()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    async def wait(self, kind: type[Event], count: int = 1) -> Event:
        """The count-th event of a kind."""
        async with asyncio.timeout(20):
            while len(self.of(kind)) < count:
                self._news.clear()
                await self._news.wait()
        return self.of(kind)[count - 1]


class Clock:
    """Monotonic time that a test can move ahead."""

    def __init__(self) -> None:
        self.ahead_ns = 0

    def __call__(self) -> int:
        return time.monotonic_ns() + self.ahead_ns
