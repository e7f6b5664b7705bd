"""One connection to one OCPP charger: the dispatcher.

Theory of operation. A message takes two ways through here. The *answer way* is short and synchronous:
record the frame, decode it, answer every CALL in order and at once. The *interpretation way* turns
messages into events; it works from a queue in slices of a few milliseconds, so that a charger that
empties a week of stored data neither waits for its answers nor holds up another charger.

No answer goes out in a connection's first 100 ms: EVerest libocpp throws such answers away and then
never speaks again (catalogue, section 5.1). They are held and sent together when the time is up.

Our own calls go out one at a time (OCPP-J 4.1.1), each with its own time limit counted from when it
was sent. They wait until one second after the boot message was answered, because some makes answer
an earlier call with a new boot, for ever (Wallbox 6.6/6.7, catalogue B02); a charger that does not
boot within ten seconds is taken as it is (B01).

When an answer arrives, the slice ends, so that whoever waited for it continues before anything that
came later is interpreted: "answered" always precedes "effect".
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.domain.anchor import TimeAnchor
from app.domain.capabilities import Capability
from app.domain.commands import (
    CALL_ERROR,
    NOT_CONNECTED,
    TIMEOUT,
    CallRaw,
    ChangeAvailability,
    Command,
    Outcome,
    ReadConfiguration,
    Setting,
    TriggerMessage,
    WriteConfiguration,
)
from app.domain.errors import CommandInvalidError, LinkError
from app.domain.events import (
    Connected,
    Disconnected,
    Event,
    ExchangeCompleted,
    FindingMade,
    PingAnswered,
    Severity,
)
from app.domain.frame import Direction, Frame
from app.domain.link import Emit, EmitFrame, LinkDescription
from app.links.ocpp import conformance, reading16, v2_answers, v16
from app.links.ocpp.csms import Csms
from app.links.ocpp.listener import Accepted
from app.links.ocpp.messages import (
    Call,
    CallError,
    CallResult,
    Damaged,
    Note,
    Uid,
    decode,
    encode_call,
    encode_error,
    encode_result,
)
from app.links.ocpp.socket import ChargerSocket

ANSWER_HOLD_S = 0.1
"""No answer before this age of the connection: 50-100 ms were enough in the measured case."""

AFTER_BOOT_S = 1.0
WITHOUT_BOOT_S = 10.0
ASK_FOR_BOOT_S = 5.0
"""Catalogue B01 and B02."""

SLICE_S = 0.004
"""Longest stretch of interpretation at a time: a quarter of a 60 Hz frame."""

QUEUE_PATIENCE = 10_000
LONGEST_SLICE_S = 0.025
"""For each so many waiting messages slices grow by SLICE_S, up to this: then more is done than comes
in meanwhile, so memory stays bounded, and other chargers still have their answers soon."""

REMEMBERED_CALLS = 32
REMEMBERED_ANSWERS = 64

HEARTBEATS_PER_S = 5.0
"""Two stacks send 70 to 230 heartbeats a second after a bad interval (catalogue 5.2)."""

V16 = "1.6"
V201 = "2.0.1"

ONLY_IN_V16 = frozenset({"StartTransaction", "StopTransaction", "DiagnosticsStatusNotification"})

PER_CONNECTOR = frozenset({"StatusNotification", "MeterValues"})
"""Messages that a trigger may ask for with a connector."""

MEMBERS_OF_V16 = {
    "BootNotification": "chargePointModel",
    "StatusNotification": "errorCode",
    "MeterValues": "connectorId",
    "Authorize": "idTag",
}
"""A member that the action has in 1.6 and has no more in 2.0.1 and 2.1."""


@dataclass(slots=True)
class _Inbound:
    """A CALL of the charger on its way from answered to interpreted."""

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
class _Reply:
    """How a call of ours ended. kind: ``result``, ``error``, ``timeout``, ``lost``."""

    kind: str
    payload: dict[str, Any] = field(default_factory=dict)
    code: str = ""
    description: str = ""


@dataclass(slots=True)
class _Pending:
    uid: str
    action: str
    future: asyncio.Future[_Reply]
    sent_ns: int
    frame: int


@dataclass(slots=True)
class _Answer:
    """A CALLRESULT or CALLERROR waiting to be interpreted."""

    message: CallResult | CallError
    t_ns: int
    frame: int


@dataclass(slots=True)
class _Unreadable:
    message: Damaged
    t_ns: int
    frame: int
    answer_frame: int = 0


@dataclass(slots=True)
class _Notes:
    notes: tuple[Note, ...]
    t_ns: int
    frame: int


class Station:
    """A link (see ``app.domain.link``) and the sink of one charger's socket.

    started: the charger's transactions and their connectors, kept over its connections.
    """

    def __init__(
        self,
        accepted: Accepted,
        socket: ChargerSocket,
        number: int,
        csms: Csms,
        anchor: TimeAnchor,
        emit_frame: EmitFrame,
        next_frame: Callable[[], int],
        started: dict[int, int],
    ) -> None:
        self.accepted = accepted
        self.number = number
        self.heard = False
        self._socket = socket
        self._csms = csms
        self._emit_frame = emit_frame
        self._next_frame = next_frame
        self._early: list[Event] = []
        self._emit: Emit = self._early.append
        self._loop = asyncio.get_running_loop()
        self._version = accepted.protocol.removeprefix("ocpp")
        self._reader = reading16.Reader(accepted.charger, number, anchor, started)
        self._queue: deque[_Inbound | _Answer | _Unreadable | _Notes] = deque()
        self._slice_due = False
        self._held: list[tuple[bytes, _Inbound | _Unreadable]] | None = []
        self._hold_timer = self._loop.call_later(ANSWER_HOLD_S, self._release_answers)
        self._pending: dict[str, _Pending] = {}
        self._finished_calls: dict[str, str] = {}
        self._calling = asyncio.Lock()
        self._ready = asyncio.Event()
        self._ready_timer = self._loop.call_later(WITHOUT_BOOT_S, self._ready.set)
        self._boot_timer = self._loop.call_later(ASK_FOR_BOOT_S, self._ask_for_boot)
        self._booted = False
        self._ended: asyncio.Future[Disconnected] = self._loop.create_future()
        self.running = False  # whether ``run`` has begun to give events
        self._closing_reason = ""
        self._answered: dict[Uid, tuple[str, bytes, bytes]] = {}
        self._silent_calls = 0
        self._heartbeats: deque[int] = deque(maxlen=20)
        self._storm_told = False
        self._binary_told = False
        self._work: set[asyncio.Task[None]] = set()
        self.connected = Connected(
            t_ns=time.monotonic_ns(),
            charger=accepted.charger,
            link=number,
            attempt=accepted.attempt,
            protocol=accepted.protocol,
            subprotocol=accepted.token,
            peer=accepted.peer,
            path=accepted.path,
            url=accepted.url,
            offered=accepted.offered,
            user=accepted.user,
            authentication=accepted.password,
            repairs=accepted.repairs,
            user_agent=accepted.user_agent,
        )
        self._emit(self.connected)
        if self._version != V16:
            self._finding("version_not_supported_yet", Severity.WARNING, protocol=self._version)

    # --- the link contract ------------------------------------------------------------------

    def describe(self) -> LinkDescription:
        """Who is at the other end; see ``Link.describe``."""
        accepted = self.accepted
        return LinkDescription(
            charger=accepted.charger,
            number=self.number,
            protocol=accepted.protocol,
            address=accepted.url,
            peer=accepted.peer,
            local_host=accepted.local_host,
        )

    @property
    def capabilities(self) -> frozenset[Capability]:
        """Everything that 1.6 has; what a charger lacks it says itself when asked."""
        return frozenset(Capability) if self._version == V16 else frozenset()

    async def run(self, emit: Emit) -> None:
        """Give events to ``emit`` until the connection ends; see ``Link.run``."""
        early, self._early = self._early, []
        self._emit = emit
        self.running = True
        for event in early:
            emit(event)
        ended = await asyncio.shield(self._ended)
        while self._queue:  # in slices: what a flood has left must not hold up other chargers
            self._interpret_slice()
            await asyncio.sleep(0)
        emit(ended)
        if not self._closing_reason:
            raise LinkError(ended.reason, ended.detail)

    async def execute(self, command: Command, sent: Callable[[], None]) -> Outcome:
        """Carry out a command; see ``Link.execute``."""
        if self._ended.done():
            return Outcome(NOT_CONNECTED, False)
        if isinstance(command, WriteConfiguration):
            self._check_value(command)
        if not self.capabilities:
            return Outcome("NotSupported", False, f"OCPP {self._version}")
        outcome = await self._once(command, sent)
        for other in self._second_tries(command, outcome):
            outcome = await self._once(other, lambda: None)
            if outcome.accepted:
                break
        return outcome

    @staticmethod
    def _check_value(command: WriteConfiguration) -> None:
        reason = v16.check_value(command.key, command.value)
        if reason is not None:
            raise CommandInvalidError(reason, command.key)

    def close(self, reason: str) -> None:
        """Start closing the connection; ``reason`` is a token in ``app.words.dialin.DISCONNECTS``."""
        if not self._closing_reason:
            self._closing_reason = reason
            self._socket.close()

    async def wait_closed(self) -> None:
        """Until the connection has ended."""
        await asyncio.shield(self._ended)

    # --- the socket's sink --------------------------------------------------------------------

    def message_received(self, payload: bytes, binary: bool, t_ns: int) -> None:
        """One whole WebSocket message. Records, answers, queues; never raises on bad input."""
        self.heard = True
        number = self._record(Direction.IN, payload, binary, t_ns)
        decoded = decode(payload, binary)
        notes = decoded.notes
        if binary and self._binary_told:
            notes = tuple(note for note in notes if note.rule != "binary_frame")
        self._binary_told = self._binary_told or binary
        if notes:
            self._queue.append(_Notes(notes, t_ns, number))
        for message in decoded.messages:
            if isinstance(message, Call):
                self._queue.append(self._answer(message, payload, t_ns, number))
            elif isinstance(message, Damaged):
                self._queue.append(self._answer_damaged(message, t_ns, number))
            else:
                self._queue.append(_Answer(message, t_ns, number))
        self._schedule_slice()

    def connection_ended(self, reason: str, code: int | None, detail: str) -> None:
        """The socket is gone; waiting calls end, ``run`` returns or raises."""
        if self._ended.done():
            return
        for timer in (self._hold_timer, self._ready_timer, self._boot_timer):
            timer.cancel()
        self._held = None
        self._ready.set()
        self._ended.set_result(
            Disconnected(
                t_ns=time.monotonic_ns(),
                charger=self.accepted.charger,
                link=self.number,
                reason=self._closing_reason or reason,
                code=code,
                detail=detail,
            )
        )
        for pending in list(self._pending.values()):
            self._resolve(pending, _Reply("lost"), 0, time.monotonic_ns())

    def ping_answered(self, latency_s: float) -> None:
        """The charger answered a WebSocket ping."""
        self._emit(
            PingAnswered(
                t_ns=time.monotonic_ns(),
                charger=self.accepted.charger,
                link=self.number,
                latency_s=latency_s,
            )
        )

    def pings_lost(self) -> None:
        """The charger answers no pings; some makes never do, so the connection stays open."""
        self._finding("no_pong", Severity.NOTICE)

    # --- answering ------------------------------------------------------------------------------

    def _answer(self, call: Call, raw: bytes, t_ns: int, frame: int) -> _Inbound:
        known = self._answered.get(call.uid)
        if known is not None and known[:2] == (call.action, raw) and call.action != "Heartbeat":
            inbound = _Inbound(call, call.payload, None, t_ns, frame, repeated=True)
            self._send_answer(known[2], inbound)
            return inbound
        payload = call.payload
        answer: dict[str, Any] | None
        conforms = False
        self._judge_version(call, frame)
        if self._version == V16:
            if conformance.is_known(V16, call.action):
                payload, _ = conformance.coerce(V16, call.action, payload, response=False)
                conforms = payload is call.payload
            answer = v16.answer(call.action, payload, self._csms)
            if answer is None:  # a 2.x message here is answered in its own shape (catalogue H04)
                answer = v2_answers.answer(V201, call.action, payload, self._csms)
        else:
            answer = v2_answers.answer(self._version, call.action, payload, self._csms)
        if answer is None:
            data = encode_error(call.uid, "NotImplemented", "Unknown action", {})
        else:
            data = encode_result(call.uid, answer)
        self._remember_answer(call, raw, data)
        inbound = _Inbound(call, payload, answer, t_ns, frame, conforms=conforms)
        self._send_answer(data, inbound)
        if call.action == "BootNotification":
            self._boot_answered()
        return inbound

    def _judge_version(self, call: Call, frame: int) -> None:
        """Follow the shape of the messages where it contradicts what was agreed.

        FoxESS agrees on 2.0.1 and then speaks 1.6 (catalogue H04); a charger that named no version
        is taken for 1.6 until its boot message shows another (H01).
        """
        if self._version == V16:
            if (
                call.action == "BootNotification"
                and not self.accepted.token
                and "chargingStation" in call.payload
            ):
                self._version = V201
                self._finding("version_not_supported_yet", Severity.WARNING, frame, protocol=V201)
        elif call.action in ONLY_IN_V16 or MEMBERS_OF_V16.get(call.action) in call.payload:
            self._finding("speaks_v16", Severity.WARNING, frame, protocol=self._version)
            self._version = V16

    def _remember_answer(self, call: Call, raw: bytes, data: bytes) -> None:
        self._answered[call.uid] = (call.action, raw, data)
        if len(self._answered) > REMEMBERED_CALLS:
            del self._answered[next(iter(self._answered))]

    def _answer_damaged(self, message: Damaged, t_ns: int, frame: int) -> _Unreadable:
        unreadable = _Unreadable(message, t_ns, frame)
        if message.uid is not None and message.kind == 2:
            data = encode_error(message.uid, "FormationViolation", "The message is damaged", {})
            self._send_answer(data, unreadable)
        return unreadable

    def _send_answer(self, data: bytes, item: _Inbound | _Unreadable) -> None:
        if self._held is not None:
            self._held.append((data, item))
            return
        now = time.monotonic_ns()
        if self._socket.send(data):
            item.answer_frame = self._record(Direction.OUT, data, False, now)
            if isinstance(item, _Inbound):
                item.answered_ns = now

    def _release_answers(self) -> None:
        held, self._held = self._held or [], None
        for data, item in held:
            self._send_answer(data, item)
            if isinstance(item, _Inbound) and item.deviations >= 0:
                self._completed(item)  # it was interpreted while its answer was held

    def _boot_answered(self) -> None:
        self._booted = True
        self._boot_timer.cancel()
        self._ready.clear()
        self._ready_timer.cancel()
        hold = ANSWER_HOLD_S if self._held is not None else 0.0
        self._ready_timer = self._loop.call_later(AFTER_BOOT_S + hold, self._ready.set)

    def _record(self, direction: Direction, payload: bytes, binary: bool, t_ns: int) -> int:
        number = self._next_frame()
        self._emit_frame(
            Frame(number, t_ns, self.accepted.charger, self.number, direction, payload, binary)
        )
        return number

    # --- interpreting -----------------------------------------------------------------------

    def _schedule_slice(self) -> None:
        if not self._slice_due and self._queue:
            self._slice_due = True
            self._loop.call_soon(self._interpret_slice)

    def _interpret_slice(self) -> None:
        self._slice_due = False
        queue = self._queue
        length_s = min(SLICE_S * (1 + len(queue) // QUEUE_PATIENCE), LONGEST_SLICE_S)
        deadline = time.perf_counter() + length_s
        while queue:
            item = queue.popleft()
            self._interpret(item)
            if isinstance(item, _Answer):
                break
            if time.perf_counter() >= deadline:
                break
        self._schedule_slice()

    def _interpret(self, item: _Inbound | _Answer | _Unreadable | _Notes) -> None:
        match item:
            case _Inbound():
                self._interpret_call(item)
            case _Answer():
                self._interpret_answer(item)
            case _Notes():
                for note in item.notes:
                    self._note(note, item.t_ns, item.frame)
            case _Unreadable():
                self._interpret_damaged(item)

    def _interpret_call(self, item: _Inbound) -> None:
        call = item.call
        if item.repeated:
            item.deviations = 0
            self._finding("duplicate_message", Severity.NOTICE, item.frame, action=call.action)
        else:
            self._tell_deviations(item)
            if self._version == V16:
                if call.action == "Heartbeat":
                    self._count_heartbeat(item)
                for event in self._reader.read(
                    call.action, item.payload, item.answer or {}, item.t_ns, item.frame
                ):
                    self._emit(event)
        if item.answer_frame:
            self._completed(item)

    def _tell_deviations(self, item: _Inbound) -> None:
        if item.conforms:
            item.deviations = 0
            return
        call = item.call
        notes = conformance.deviations(self._version, call.action, call.payload, response=False)
        item.deviations = len(notes)
        for note in notes:
            self._note(note, item.t_ns, item.frame)

    def _completed(self, item: _Inbound) -> None:
        self._emit(
            ExchangeCompleted(
                t_ns=item.t_ns,
                charger=self.accepted.charger,
                link=self.number,
                direction=Direction.IN,
                action=item.call.action,
                uid=str(item.call.uid),
                request_frame=item.frame,
                answer_frame=item.answer_frame,
                latency_s=(item.answered_ns - item.t_ns) / 1e9,
                outcome="error" if item.answer is None and not item.repeated else "result",
                deviations=item.deviations,
            )
        )

    def _interpret_damaged(self, item: _Unreadable) -> None:
        message = item.message
        self._finding(
            "unreadable_frame",
            Severity.WARNING,
            item.frame,
            reason=message.reason,
            action=message.action or "?",
        )
        if message.kind in (3, 4) and message.uid is not None:
            pending = self._pending.get(str(message.uid))
            if pending is not None:
                reply = _Reply("error", code="Unreadable", description=message.reason)
                self._resolve(pending, reply, item.frame, item.t_ns)
                return
        self._emit(
            ExchangeCompleted(
                t_ns=item.t_ns,
                charger=self.accepted.charger,
                link=self.number,
                direction=Direction.IN,
                action=message.action or "",
                uid="" if message.uid is None else str(message.uid),
                request_frame=item.frame,
                answer_frame=item.answer_frame,
                latency_s=None,
                outcome="unreadable",
            )
        )

    def _interpret_answer(self, item: _Answer) -> None:
        message = item.message
        pending = self._pending.get(str(message.uid))
        if pending is None:
            pending = self._adopt(item)
            if pending is None:
                return
        deviations = 0
        if isinstance(message, CallResult):
            notes = conformance.deviations(V16, pending.action, message.payload, response=True)
            deviations = len(notes)
            for note in notes:
                self._note(note, item.t_ns, item.frame)
            payload = message.payload
            if conformance.is_known(V16, pending.action):
                payload, _ = conformance.coerce(V16, pending.action, payload, response=True)
            reply = _Reply("result", payload)
        else:
            reply = _Reply("error", code=message.code, description=message.description)
        self._resolve(pending, reply, item.frame, item.t_ns, deviations)

    def _adopt(self, item: _Answer) -> _Pending | None:
        """The call that an answer with a foreign id belongs to, or None.

        Old firmware answers with another id (catalogue F08), or with "-1" (section 5.5): if exactly
        one call is open and the answer fits it, it is that call's. An id that was ours is not.
        """
        message = item.message
        uid = str(message.uid)
        action = self._finished_calls.get(uid)
        if action is None and len(self._pending) == 1:
            (pending,) = self._pending.values()
            if isinstance(message, CallError) or conformance.fits_response(
                V16, pending.action, message.payload
            ):
                self._finding("wrong_answer_id", Severity.NOTICE, item.frame, action=pending.action)
                return pending
        rule = "orphan_answer" if action is None else "late_answer"
        self._finding(rule, Severity.NOTICE, item.frame, action=action or "?")
        self._emit(
            ExchangeCompleted(
                t_ns=item.t_ns,
                charger=self.accepted.charger,
                link=self.number,
                direction=Direction.OUT,
                action=action or "",
                uid=uid,
                request_frame=0,
                answer_frame=item.frame,
                latency_s=None,
                outcome="orphan",
            )
        )
        return None

    def _count_heartbeat(self, item: _Inbound) -> None:
        beats = self._heartbeats
        beats.append(item.t_ns)
        if self._storm_told or len(beats) < (beats.maxlen or 0):
            return
        seconds = (beats[-1] - beats[0]) / 1e9
        if seconds <= 0 or (len(beats) - 1) / seconds > HEARTBEATS_PER_S:
            self._storm_told = True
            self._finding("heartbeat_storm", Severity.WARNING, item.frame)

    # --- calling ------------------------------------------------------------------------------

    async def _once(self, command: Command, sent: Callable[[], None]) -> Outcome:
        action, payload = v16.calls(command)
        timeout_s = v16.TIMEOUTS.get(action, v16.DEFAULT_TIMEOUT_S)
        await self._ready.wait()
        reply = await self.call(action, payload, timeout_s, sent)
        match reply.kind:
            case "result":
                outcome = v16.outcome(command, action, reply.payload)
                if isinstance(command, ReadConfiguration):
                    return self._with_settings(command, outcome)
                return outcome
            case "error":
                words = ": ".join(word for word in (reply.code, reply.description) if word)
                return Outcome(CALL_ERROR, False, words)
            case "timeout":
                return Outcome(TIMEOUT, False, f"{timeout_s:g} s")
            case _:
                return Outcome(NOT_CONNECTED, False)

    def _with_settings(self, command: ReadConfiguration, outcome: Outcome) -> Outcome:
        settings = [Setting(*row) for row in reading16.configuration(outcome.payload)]
        named = {setting.key.casefold() for setting in settings}
        for setting in settings:
            if setting.key == "MeterValueSampleInterval" and (setting.value or "").isdecimal():
                self._reader.clock.sample_interval_s = int(setting.value or 0)
        settings.extend(
            Setting(key, None, None, known=False)
            for key in command.keys
            if key.casefold() not in named
        )
        return Outcome(
            outcome.status, outcome.accepted, outcome.detail, outcome.payload, tuple(settings)
        )

    def _second_tries(self, command: Command, outcome: Outcome) -> list[Command]:
        """What to try when a charger refuses the usual form (catalogue B05, B09)."""
        if outcome.status.casefold() != "rejected":
            return []
        if isinstance(command, TriggerMessage) and command.message in PER_CONNECTOR:
            if command.connector is None:
                return [TriggerMessage(command.message, number) for number in (0, 1)]
            if command.connector == 0:  # Growatt and EN+ refuse the 0 that stands for the station
                return [TriggerMessage(command.message)]
        if isinstance(command, ChangeAvailability) and command.connector == 0:
            return [ChangeAvailability(1, command.operative)]
        return []

    async def call(
        self,
        action: str,
        payload: dict[str, Any],
        timeout_s: float,
        sent: Callable[[], None] = lambda: None,
    ) -> _Reply:
        """Send one CALL when its turn has come and wait for its end; never raises for the world."""
        async with self._calling:
            uid = str(uuid.uuid4())
            data = encode_call(uid, action, payload)
            now = time.monotonic_ns()
            if self._ended.done() or not self._socket.send(data):
                return _Reply("lost")
            frame = self._record(Direction.OUT, data, False, now)
            pending = _Pending(uid, action, self._loop.create_future(), now, frame)
            self._pending[uid] = pending
            sent()
            try:
                async with asyncio.timeout(timeout_s):
                    return await pending.future
            except TimeoutError:
                reply = _Reply("timeout")
                self._resolve(pending, reply, 0, time.monotonic_ns())
                return reply
            finally:
                self._pending.pop(uid, None)

    def _resolve(
        self, pending: _Pending, reply: _Reply, frame: int, t_ns: int, deviations: int = 0
    ) -> None:
        if self._pending.pop(pending.uid, None) is None:
            return
        self._finished_calls[pending.uid] = pending.action
        if len(self._finished_calls) > REMEMBERED_ANSWERS:
            del self._finished_calls[next(iter(self._finished_calls))]
        if reply.kind == "timeout":
            self._silent_calls += 1
            if self._silent_calls == 2:
                self._finding("answers_nothing", Severity.WARNING)
        elif reply.kind != "lost":
            self._silent_calls = 0
        self._emit(
            ExchangeCompleted(
                t_ns=pending.sent_ns,
                charger=self.accepted.charger,
                link=self.number,
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

    def _ask_for_boot(self) -> None:
        """A charger that talks but does not boot is asked to (catalogue B01).

        A silent one is left in peace until it talks: it may still be starting (B02).
        """
        if self._booted or self._ended.done() or self._version != V16:
            return
        if not self.heard:
            self._boot_timer = self._loop.call_later(ASK_FOR_BOOT_S, self._ask_for_boot)
            return
        self._finding("no_boot", Severity.NOTICE)
        command = CallRaw("TriggerMessage", {"requestedMessage": "BootNotification"})
        work = self._loop.create_task(self._trigger_boot(command), name="ask for boot")
        self._work.add(work)
        work.add_done_callback(self._work.discard)

    async def _trigger_boot(self, command: CallRaw) -> None:
        await self.call(command.action, dict(command.payload), v16.DEFAULT_TIMEOUT_S)

    # --- telling ------------------------------------------------------------------------------

    def _note(self, note: Note, t_ns: int, frame: int) -> None:
        self._emit(
            FindingMade(
                t_ns=t_ns,
                charger=self.accepted.charger,
                link=self.number,
                rule=note.rule,
                severity=note.severity,
                path=note.path,
                facts=note.facts,
                frame=frame,
            )
        )

    def _finding(self, rule: str, severity: Severity, frame: int = 0, **facts: str) -> None:
        self._emit(
            FindingMade(
                t_ns=time.monotonic_ns(),
                charger=self.accepted.charger,
                link=self.number,
                rule=rule,
                severity=severity,
                facts=facts,
                frame=frame,
            )
        )
