"""The answer way of one connection: every CALL is answered in order and at once, but for the start.

No answer goes out in a connection's first 100 ms: EVerest libocpp throws such answers away and then
never speaks again (catalogue, section 5.1). They are held and sent together when the time is up.

What is spoken is judged here too, since the answer must have the shape of the question.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.events import Severity
from app.links.ocpp import conformance, v2_answers, v16
from app.links.ocpp.csms import Csms
from app.links.ocpp.messages import Call, Damaged, Uid, encode_error, encode_result
from app.links.ocpp.telling import Teller

V16 = "1.6"
V201 = "2.0.1"

ANSWER_HOLD_S = 0.1
"""No answer before this age of the connection: 50-100 ms were enough in the measured case."""

REMEMBERED_CALLS = 32
"""Calls of the charger whose answers are kept for a repetition (catalogue F29)."""

ONLY_IN_V16 = frozenset({"StartTransaction", "StopTransaction", "DiagnosticsStatusNotification"})

MEMBERS_OF_V16 = {
    "BootNotification": "chargePointModel",
    "StatusNotification": "errorCode",
    "MeterValues": "connectorId",
    "Authorize": "idTag",
}
"""A member that the action has in 1.6 and has no more in 2.0.1 and 2.1."""


@dataclass(slots=True)
class Inbound:
    """A CALL of the charger on its way from answered to interpreted.

    payload: as it was probably meant. answer: None where the action is unknown, and for a repetition.
    answer_frame: 0 while the answer is held. deviations: -1 until it has been interpreted.
    """

    call: Call
    payload: dict[str, Any]
    answer: dict[str, Any] | None
    t_ns: int
    frame: int
    answer_frame: int = 0
    answered_ns: int = 0
    deviations: int = -1
    repeated: bool = False
    conforms: bool = False


@dataclass(slots=True)
class Unreadable:
    """A frame that could not be read as a message."""

    message: Damaged
    t_ns: int
    frame: int
    answer_frame: int = 0


class Answering:
    """version: what is spoken, as the answers follow it.

    send: puts bytes on the wire; returns the number of their frame, 0 when the connection is closed.
    named: whether charger and laptop have agreed on a version by name. completed: called for a CALL
    that had been interpreted before its held answer went out.
    """

    def __init__(
        self,
        version: str,
        named: bool,
        csms: Csms,
        send: Callable[[bytes], int],
        tell: Teller,
        completed: Callable[[Inbound], None],
    ) -> None:
        self.version = version
        self._named = named
        self._csms = csms
        self._send = send
        self._tell = tell
        self._completed = completed
        self._remembered: dict[Uid, tuple[str, bytes, bytes]] = {}
        self._held: list[tuple[bytes, Inbound | Unreadable]] | None = []
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(ANSWER_HOLD_S, self._release)

    @property
    def holding(self) -> bool:
        """Whether answers are still held."""
        return self._held is not None

    def answer(self, call: Call, raw: bytes, t_ns: int, frame: int) -> Inbound:
        """Answer a CALL; ``raw`` is the frame it came in, by which a repetition is known."""
        known = self._remembered.get(call.uid)
        if known is not None and known[:2] == (call.action, raw) and call.action != "Heartbeat":
            inbound = Inbound(call, call.payload, None, t_ns, frame, repeated=True)
            self._put(known[2], inbound)
            return inbound
        self._judge_version(call, frame)
        payload, conforms = call.payload, False
        if self.version == V16:
            if conformance.is_known(V16, call.action):
                payload, _ = conformance.coerce(V16, call.action, payload, response=False)
                conforms = payload is call.payload
            answer = v16.answer(call.action, payload, self._csms)
            if answer is None:  # a 2.x message here is answered in its own shape (catalogue H04)
                answer = v2_answers.answer(V201, call.action, payload, self._csms)
        else:
            answer = v2_answers.answer(self.version, call.action, payload, self._csms)
        if answer is None:
            data = encode_error(call.uid, "NotImplemented", "Unknown action", {})
        else:
            data = encode_result(call.uid, answer)
        self._remembered[call.uid] = (call.action, raw, data)
        if len(self._remembered) > REMEMBERED_CALLS:
            del self._remembered[next(iter(self._remembered))]
        inbound = Inbound(call, payload, answer, t_ns, frame, conforms=conforms)
        self._put(data, inbound)
        return inbound

    def answer_damaged(self, message: Damaged, t_ns: int, frame: int) -> Unreadable:
        """Answer what cannot be read, where its id could be."""
        unreadable = Unreadable(message, t_ns, frame)
        if message.uid is not None and message.kind == 2:
            data = encode_error(message.uid, "FormationViolation", "The message is damaged", {})
            self._put(data, unreadable)
        return unreadable

    def stop(self) -> None:
        """The connection is gone: what is held is dropped."""
        self._timer.cancel()
        self._held = None

    def _judge_version(self, call: Call, frame: int) -> None:
        """Follow the shape of the messages where it contradicts what was agreed.

        FoxESS agrees on 2.0.1 and then speaks 1.6 (catalogue H04); a charger that named no version
        is taken for 1.6 until its boot message shows another (H01).
        """
        if self.version == V16:
            if (
                call.action == "BootNotification"
                and not self._named
                and "chargingStation" in call.payload
            ):
                self.version = V201
                self._tell.finding(
                    "version_not_supported_yet", Severity.WARNING, frame, protocol=V201
                )
        elif call.action in ONLY_IN_V16 or MEMBERS_OF_V16.get(call.action) in call.payload:
            self._tell.finding("speaks_v16", Severity.WARNING, frame, protocol=self.version)
            self.version = V16

    def _put(self, data: bytes, item: Inbound | Unreadable) -> None:
        if self._held is not None:
            self._held.append((data, item))
            return
        item.answer_frame = self._send(data)
        if item.answer_frame and isinstance(item, Inbound):
            item.answered_ns = time.monotonic_ns()

    def _release(self) -> None:
        held, self._held = self._held or [], None
        for data, item in held:
            self._put(data, item)
            if isinstance(item, Inbound) and item.answer_frame and item.deviations >= 0:
                self._completed(item)
