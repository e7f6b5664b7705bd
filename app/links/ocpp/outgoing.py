"""Our calls to one charger: one at a time, each with its own time limit, each answer to its call.

OCPP-J 4.1.1 wants one open call in each direction. The time limit counts from when the call was sent,
so a call that waits behind a silent one loses nothing. Answers find their call by id; what comes too
late, twice, or with an id that was never ours is told and otherwise left alone.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.domain.events import ExchangeCompleted, Severity
from app.domain.frame import Direction
from app.links.ocpp import conformance
from app.links.ocpp.messages import CallError, CallResult, encode_call
from app.links.ocpp.telling import Teller

REMEMBERED_ANSWERS = 64
"""Ids of ended calls that are kept, so that a late or second answer is told from a foreign one."""

SILENT_CALLS = 2
"""After so many unanswered calls in a row it is worth saying (catalogue B06)."""


@dataclass(slots=True)
class Reply:
    """How a call of ours ended. kind: ``result``, ``error``, ``timeout``, ``lost``."""

    kind: str
    payload: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    description: str = ""


@dataclass(slots=True)
class _Pending:
    uid: str
    action: str
    future: asyncio.Future[Reply]
    sent_ns: int
    frame: int


@dataclass(slots=True)
class Answer:
    """A CALLRESULT or CALLERROR with the frame it came in."""

    message: CallResult | CallError
    t_ns: int
    frame: int


class Outgoing:
    """The calls of one connection.

    send: puts bytes on the wire; returns the number of their frame, 0 when the connection is closed.
    """

    def __init__(self, version: str, send: Callable[[bytes], int], tell: Teller) -> None:
        self._version = version
        self._send = send
        self._tell = tell
        self._pending: dict[str, _Pending] = {}
        self._ended: dict[str, str] = {}
        self._turn = asyncio.Lock()
        self._silent = 0
        self._lost = False

    async def call(
        self,
        action: str,
        payload: dict[str, Any],
        timeout_s: float,
        sent: Callable[[], None] = lambda: None,
    ) -> Reply:
        """Send one CALL when its turn has come and wait for its end; never raises for the world."""
        async with self._turn:
            uid = str(uuid.uuid4())
            now = time.monotonic_ns()
            frame = 0 if self._lost else self._send(encode_call(uid, action, payload))
            if not frame:
                return Reply("lost")
            future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
            pending = self._pending[uid] = _Pending(uid, action, future, now, frame)
            sent()
            try:
                async with asyncio.timeout(timeout_s):
                    return await future
            except TimeoutError:
                reply = Reply("timeout")
                self._resolve(pending, reply, 0, time.monotonic_ns())
                return reply
            finally:
                self._pending.pop(uid, None)

    def answered(self, answer: Answer) -> None:
        """Take in an answer of the charger."""
        message = answer.message
        pending = self._pending.get(str(message.uid)) or self._adopt(answer)
        if pending is None:
            return
        if isinstance(message, CallError):
            reply = Reply("error", code=message.code, description=message.description)
            self._resolve(pending, reply, answer.frame, answer.t_ns)
            return
        notes = conformance.deviations(
            self._version, pending.action, message.payload, response=True
        )
        for note in notes:
            self._tell.note(note, answer.t_ns, answer.frame)
        payload = message.payload
        if conformance.is_known(self._version, pending.action):
            payload, _ = conformance.coerce(self._version, pending.action, payload, response=True)
        self._resolve(pending, Reply("result", payload), answer.frame, answer.t_ns, len(notes))

    def damaged(self, uid: str, reason: str, frame: int, t_ns: int) -> bool:
        """End the call whose answer cannot be read; False when no call waits for this id."""
        pending = self._pending.get(uid)
        if pending is None:
            return False
        reply = Reply("error", code="Unreadable", description=reason)
        self._resolve(pending, reply, frame, t_ns)
        return True

    def lost(self) -> None:
        """The connection is gone: all calls end, and none can be made any more."""
        self._lost = True
        for pending in list(self._pending.values()):
            self._resolve(pending, Reply("lost"), 0, time.monotonic_ns())

    def _adopt(self, answer: Answer) -> _Pending | None:
        """The call that an answer with a foreign id belongs to, or None.

        Old firmware answers with another id (catalogue F08), or with "-1" (section 5.5): if exactly
        one call is open and the answer fits it, it is that call's. An id that was ours is not.
        """
        message = answer.message
        uid = str(message.uid)
        action = self._ended.get(uid)
        if action is None and len(self._pending) == 1:
            (pending,) = self._pending.values()
            if isinstance(message, CallError) or conformance.fits_response(
                self._version, pending.action, message.payload
            ):
                self._tell.finding(
                    "wrong_answer_id", Severity.NOTICE, answer.frame, action=pending.action
                )
                return pending
        rule = "orphan_answer" if action is None else "late_answer"
        self._tell.finding(rule, Severity.NOTICE, answer.frame, action=action or "?")
        self._tell.emit(
            ExchangeCompleted(
                t_ns=answer.t_ns,
                charger=self._tell.charger,
                link=self._tell.link,
                direction=Direction.OUT,
                action=action or "",
                uid=uid,
                request_frame=0,
                answer_frame=answer.frame,
                latency_s=None,
                outcome="orphan",
            )
        )
        return None

    def _resolve(
        self, pending: _Pending, reply: Reply, frame: int, t_ns: int, deviations: int = 0
    ) -> None:
        if self._pending.pop(pending.uid, None) is None:
            return
        self._ended[pending.uid] = pending.action
        if len(self._ended) > REMEMBERED_ANSWERS:
            del self._ended[next(iter(self._ended))]
        if reply.kind == "timeout":
            self._silent += 1
            if self._silent == SILENT_CALLS:
                self._tell.finding("answers_nothing", Severity.WARNING)
        elif reply.kind != "lost":
            self._silent = 0
        self._tell.emit(
            ExchangeCompleted(
                t_ns=pending.sent_ns,
                charger=self._tell.charger,
                link=self._tell.link,
                direction=Direction.OUT,
                action=pending.action,
                uid=pending.uid,
                request_frame=pending.frame,
                answer_frame=frame,
                latency_s=(t_ns - pending.sent_ns) / 1e9 if frame else None,
                outcome=reply.kind,
                deviations=deviations,
            )
        )
        if not pending.future.done():
            pending.future.set_result(reply)
