"""One WebSocket connection and OCPP-J on it, as the charger speaks it.

A CALL is `[2, id, action, payload]`, its answer `[3, id, payload]` or `[4, id, code, description,
details]` (OCPP-J 1.6, section 4). The charger has one CALL open at a time and matches answers by id;
what the CSMS asks meanwhile is answered at once.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable, Coroutine
from typing import Any

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

Payload = dict[str, Any]
Answer = Payload | Coroutine[Any, Any, Payload] | None


class RefusedError(Exception):
    """The charger's reason to answer with CALLERROR; `code` is one of OCPP-J 1.6, section 4.2.3."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


class LinkLostError(Exception):
    """The connection ended before the answer came."""


class CallError(Exception):
    """The CSMS answered with CALLERROR, or not in time; the text says which."""


class Link:
    """A connected charger's end of the wire.

    `answer(action, payload)` gives the answer's payload, a coroutine that gives it later, or None to
    stay silent; it may raise RefusedError. `spawn` runs a coroutine in the background. `frame(direction,
    text)` hears every frame, `tell` remarks for people.
    """

    def __init__(
        self,
        socket: ClientConnection,
        answer: Callable[[str, Payload], Answer],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        frame: Callable[[str, str], None],
        tell: Callable[[str], None],
        timeout_s: float,
    ) -> None:
        self._socket = socket
        self._answer = answer
        self._spawn = spawn
        self._frame = frame
        self._tell = tell
        self._timeout = timeout_s
        self._one_call = asyncio.Lock()
        self._open: tuple[str, asyncio.Future[Payload]] | None = None
        self.closed = False

    async def read(self) -> str:
        """Answer and match until the connection ends; returns how it ended."""
        try:
            while True:
                frame = await self._socket.recv()
                text = frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
                self._frame("in", text)
                await self._take(text)
        except ConnectionClosed as end:
            sent, received = end.sent, end.rcvd
            close = received or sent
            return f"{close.code} {close.reason}".strip() if close else "without a closing frame"
        except LinkLostError:
            return "before an answer could be given"
        finally:
            self.closed = True
            if self._open and not self._open[1].done():
                self._open[1].set_exception(LinkLostError())

    async def _take(self, text: str) -> None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            self._tell("a frame that is not JSON came in; ignored")
            return
        match message:
            case [2, str(uid), str(action), dict(payload), *_]:
                await self._asked(uid, action, payload)
            case [2, str(uid), *_]:
                await self._refuse(
                    uid, RefusedError("FormationViolation", "not a CALL of OCPP 1.6")
                )
            case [3, str(uid), dict(payload), *_] if self._open and self._open[0] == uid:
                if not self._open[1].done():
                    self._open[1].set_result(payload)
            case [4, str(uid), *rest] if self._open and self._open[0] == uid:
                if not self._open[1].done():
                    code = " ".join(str(part) for part in rest[:2]).strip()
                    self._open[1].set_exception(CallError(f"CALLERROR {code}"))
            case _:
                self._tell("an answer to nothing that is open came in; ignored")

    async def _asked(self, uid: str, action: str, payload: Payload) -> None:
        try:
            answer = self._answer(action, payload)
        except RefusedError as refusal:
            await self._refuse(uid, refusal)
            return
        if answer is None:
            return
        if isinstance(answer, dict):
            await self.send(_compact([3, uid, answer]))
        else:
            self._spawn(self._answer_later(uid, answer))

    async def _answer_later(self, uid: str, answer: Coroutine[Any, Any, Payload]) -> None:
        try:
            await self.send(_compact([3, uid, await answer]))
        except LinkLostError:
            self._tell("the connection ended before an answer could be given")

    async def _refuse(self, uid: str, refusal: RefusedError) -> None:
        await self.send(_compact([4, uid, refusal.code, refusal.description, {}]))

    async def send(self, text: str) -> None:
        """Send one frame as it is. Raises LinkLostError."""
        if self.closed:
            raise LinkLostError
        try:
            self._frame("out", text)
            await self._socket.send(text)
        except ConnectionClosed as end:
            raise LinkLostError from end

    async def call(self, action: str, payload: Payload) -> Payload:
        """One CALL and its answer. Raises CallError or LinkLostError."""
        async with self._one_call:
            uid = str(uuid.uuid4())
            answered: asyncio.Future[Payload] = asyncio.get_running_loop().create_future()
            self._open = (uid, answered)
            try:
                await self.send(_compact([2, uid, action, payload]))
                async with asyncio.timeout(self._timeout):
                    return await answered
            except TimeoutError:
                raise CallError(f"no answer in {self._timeout:g} s") from None
            finally:
                self._open = None

    async def close(self, code: int, reason: str) -> None:
        """End it in order."""
        await self._socket.close(code, reason)

    def cut(self) -> None:
        """End it as a power cut does: no closing frame."""
        self._socket.transport.abort()


def _compact(message: list[Any]) -> str:
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False)
