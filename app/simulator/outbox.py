"""What the charger still has to tell: CALLs in the order they arose.

Transaction messages and their meter values last: they are kept while the charger is offline and sent
when it is back, with the time stamps of when they happened (OCPP 1.6, section 3.3). Everything else is
forgotten offline, since all states are told again after the connection returns.

    open      registered with the CSMS: everything goes out
    half open Boot was answered with Pending: only what was asked for (urgent) goes out
    shut      offline, or Boot was answered with Rejected: nothing goes out
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from app.simulator.pace import Pace
from app.simulator.wire import CallError, Link, Payload

MOST_KEPT = 2000  # about an hour offline at 2 s; then the oldest meter values go


def _ignore(_answer: object) -> None:
    """For answers nobody waits for."""


@dataclass(eq=False)
class Outgoing:
    """One CALL to be. `payload` is asked for when it is sent: ids are known by then."""

    action: str
    payload: Callable[[], Payload]
    answered: Callable[[Payload], object] = _ignore
    failed: Callable[[str], None] = _ignore
    lasting: bool = False
    attempts: int = 0


class Outbox:
    """The queue, and the loop that empties it over a link."""

    def __init__(self, pace: Pace, tell: Callable[[str], None]) -> None:
        self._pace = pace
        self._tell = tell
        self._queue: deque[Outgoing] = deque()
        self._urgent: deque[Outgoing] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._flying: Outgoing | None = None
        self.open = False
        self.half_open = False
        self.attempts: Callable[[], int] = lambda: 3
        self.retry_after: Callable[[], float] = lambda: 10.0

    def __len__(self) -> int:
        return len(self._queue) + len(self._urgent) + (self._flying is not None)

    def holds(self, action: str) -> bool:
        """Whether such a CALL still waits to be sent."""
        return any(item.action == action for item in (*self._urgent, *self._queue))

    def put(self, item: Outgoing, urgent: bool = False) -> None:
        """Queue it; what does not last fails at once while nothing can be sent."""
        if urgent and (self.open or self.half_open):
            self._urgent.append(item)
        elif item.lasting or self.open:
            self._queue.append(item)
            self._bound()
        else:
            item.failed("offline")
            return
        self._idle.clear()
        self._wake.set()

    def put_first(self, items: list[Outgoing]) -> None:
        """Queue these in front of everything, in their order."""
        self._queue.extendleft(reversed(items))
        self._idle.clear()
        self._wake.set()

    def _bound(self) -> None:
        if len(self._queue) > MOST_KEPT:
            oldest = next((i for i in self._queue if i.action == "MeterValues"), self._queue[0])
            self._queue.remove(oldest)

    def set_state(self, *, open: bool, half_open: bool = False) -> None:
        """Say what may go out from now on."""
        self.open, self.half_open = open, half_open
        self._wake.set()

    def shut(self) -> None:
        """Offline: keep what lasts, forget the rest."""
        self.set_state(open=False)
        waiting = [*self._urgent, *self._queue]
        if self._flying is not None:  # nobody knows whether it arrived: it goes first next time
            waiting.insert(0, self._flying)
            self._flying = None
        self._urgent.clear()
        self._queue = deque(item for item in waiting if item.lasting)
        if not self._queue:
            self._idle.set()
        for item in waiting:
            if not item.lasting:
                item.failed("offline")

    async def drained(self, seconds: float) -> bool:
        """Wait until all is sent and answered, at most that many simulated seconds."""
        try:
            async with asyncio.timeout(self._pace.real(seconds) + 0.2):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True

    def _next(self) -> Outgoing | None:
        if self._urgent and (self.open or self.half_open):
            return self._urgent.popleft()
        if self._queue and self.open:
            return self._queue.popleft()
        return None

    async def run(self, link: Link) -> None:
        """Send for ever, one at a time. Raises LinkLostError when the connection ends."""
        while True:
            self._wake.clear()
            self._flying = self._next()
            if self._flying is None:
                if not self._queue and not self._urgent:
                    self._idle.set()
                await self._wake.wait()
                continue
            await self._send(link, self._flying)
            self._flying = None

    async def _send(self, link: Link, item: Outgoing) -> None:
        item.attempts += 1
        try:
            answer = await link.call(item.action, item.payload())
        except CallError as failure:
            self._tell(f"{item.action}: {failure}")
            if item.lasting and item.attempts < self.attempts():
                await self._pace.sleep(self.retry_after() * item.attempts)
                self._queue.appendleft(item)
            else:
                item.failed(str(failure))
        else:
            item.answered(answer)
