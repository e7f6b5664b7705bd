"""One connection to one OCPP charger: the dispatcher.

Theory of operation. A message takes two ways through here. The *answer way* (``answering``) is short
and synchronous: record the frame, decode it, answer every CALL in order and at once. The
*interpretation way* turns messages into events; it works from a queue in slices of a few
milliseconds, so that a charger that empties a week of stored data neither waits for its answers nor
holds up another charger.

Our own calls (``outgoing``) wait until one second after the boot message was answered, because some
makes answer an earlier call with a new boot, for ever (Wallbox 6.6/6.7, catalogue B02); a charger that
does not boot within ten seconds is taken as it is (B01).

When an answer arrives, the slice ends, so that whoever waited for it continues before anything that
came later is interpreted: "answered" always precedes "effect".
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

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
    PingAnswered,
    Severity,
)
from app.domain.frame import Direction, Frame
from app.domain.link import Emit, EmitFrame, LinkDescription
from app.links.ocpp import conformance, reading16, v16
from app.links.ocpp.answering import ANSWER_HOLD_S, V16, Answering, Inbound, Unreadable
from app.links.ocpp.csms import Csms
from app.links.ocpp.listener import Accepted
from app.links.ocpp.messages import (
    Call,
    Damaged,
    Note,
    decode,
)
from app.links.ocpp.outgoing import Answer, Outgoing
from app.links.ocpp.socket import ChargerSocket
from app.links.ocpp.telling import Teller

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

HEARTBEATS_PER_S = 5.0
"""Two stacks send 70 to 230 heartbeats a second after a bad interval (catalogue 5.2)."""

PER_CONNECTOR = frozenset({"StatusNotification", "MeterValues"})
"""Messages that a trigger may ask for with a connector."""


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
        self._emit_frame = emit_frame
        self._next_frame = next_frame
        self._early: list[Event] = []
        self._tell = Teller(accepted.charger, number, self._early.append)
        self._outgoing = Outgoing(V16, self._send, self._tell)
        self._loop = asyncio.get_running_loop()
        self._answering = Answering(
            accepted.protocol.removeprefix("ocpp"),
            bool(accepted.token),
            csms,
            self._send,
            self._tell,
            self._completed,
        )
        self._reader = reading16.Reader(accepted.charger, number, anchor, started)
        self._queue: deque[Inbound | Answer | Unreadable | _Notes] = deque()
        self._slice_due = False
        self._ready = asyncio.Event()
        self._ready_timer = self._loop.call_later(WITHOUT_BOOT_S, self._ready.set)
        self._boot_timer = self._loop.call_later(ASK_FOR_BOOT_S, self._ask_for_boot)
        self._booted = False
        self._ended: asyncio.Future[Disconnected] = self._loop.create_future()
        self.running = False  # whether ``run`` has begun to give events
        self._closing_reason = ""
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
        self._tell.emit(self.connected)
        for repair in accepted.repairs:
            self._tell.finding(repair, Severity.NOTICE)
        if self._answering.version != V16:
            self._tell.finding(
                "version_not_supported_yet", Severity.WARNING, protocol=self._answering.version
            )

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
        return frozenset(Capability) if self._answering.version == V16 else frozenset()

    async def run(self, emit: Emit) -> None:
        """Give events to ``emit`` until the connection ends; see ``Link.run``."""
        early, self._early = self._early, []
        self._tell.emit = emit
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
            return Outcome("NotSupported", False, f"OCPP {self._answering.version}")
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
                self._queue.append(self._answering.answer(message, payload, t_ns, number))
                if message.action == "BootNotification":
                    self._boot_answered()
            elif isinstance(message, Damaged):
                self._queue.append(self._answering.answer_damaged(message, t_ns, number))
            else:
                self._queue.append(Answer(message, t_ns, number))
        self._schedule_slice()

    def connection_ended(self, reason: str, code: int | None, detail: str) -> None:
        """The socket is gone; waiting calls end, ``run`` returns or raises."""
        if self._ended.done():
            return
        self._answering.stop()
        self._ready_timer.cancel()
        self._boot_timer.cancel()
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
        self._outgoing.lost()

    def ping_answered(self, latency_s: float) -> None:
        """The charger answered a WebSocket ping."""
        self._tell.emit(
            PingAnswered(
                t_ns=time.monotonic_ns(),
                charger=self.accepted.charger,
                link=self.number,
                latency_s=latency_s,
            )
        )

    def pings_lost(self) -> None:
        """The charger answers no pings; some makes never do, so the connection stays open."""
        self._tell.finding("no_pong", Severity.NOTICE)

    # --- frames -----------------------------------------------------------------------------------

    def _boot_answered(self) -> None:
        self._booted = True
        self._boot_timer.cancel()
        self._ready.clear()
        self._ready_timer.cancel()
        hold = ANSWER_HOLD_S if self._answering.holding else 0.0
        self._ready_timer = self._loop.call_later(AFTER_BOOT_S + hold, self._ready.set)

    def _send(self, data: bytes) -> int:
        """Put a message on the wire; returns its frame number, 0 when the connection is closed."""
        now = time.monotonic_ns()
        return self._record(Direction.OUT, data, False, now) if self._socket.send(data) else 0

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
            if isinstance(item, Answer):
                break
            if time.perf_counter() >= deadline:
                break
        self._schedule_slice()

    def _interpret(self, item: Inbound | Answer | Unreadable | _Notes) -> None:
        match item:
            case Inbound():
                self._interpret_call(item)
            case Answer():
                self._outgoing.answered(item)
            case _Notes():
                for note in item.notes:
                    self._tell.note(note, item.t_ns, item.frame)
            case Unreadable():
                self._interpret_damaged(item)

    def _interpret_call(self, item: Inbound) -> None:
        call = item.call
        if item.repeated:
            item.deviations = 0
            self._tell.finding("duplicate_message", Severity.NOTICE, item.frame, action=call.action)
        else:
            self._tell_deviations(item)
            if self._answering.version == V16:
                if call.action == "Heartbeat":
                    self._count_heartbeat(item)
                for event in self._reader.read(
                    call.action, item.payload, item.answer or {}, item.t_ns, item.frame
                ):
                    self._tell.emit(event)
        if item.answer_frame:
            self._completed(item)

    def _tell_deviations(self, item: Inbound) -> None:
        if item.conforms:
            item.deviations = 0
            return
        call = item.call
        notes = conformance.deviations(
            self._answering.version, call.action, call.payload, response=False
        )
        item.deviations = len(notes)
        for note in notes:
            self._tell.note(note, item.t_ns, item.frame)

    def _completed(self, item: Inbound) -> None:
        self._tell.emit(
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

    def _interpret_damaged(self, item: Unreadable) -> None:
        message = item.message
        self._tell.finding(
            "unreadable_frame",
            Severity.WARNING,
            item.frame,
            reason=message.reason,
            action=message.action or "?",
        )
        if (
            message.kind in (3, 4)
            and message.uid is not None
            and self._outgoing.damaged(str(message.uid), message.reason, item.frame, item.t_ns)
        ):
            return
        self._tell.emit(
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

    def _count_heartbeat(self, item: Inbound) -> None:
        beats = self._heartbeats
        beats.append(item.t_ns)
        if self._storm_told or len(beats) < (beats.maxlen or 0):
            return
        seconds = (beats[-1] - beats[0]) / 1e9
        if seconds <= 0 or (len(beats) - 1) / seconds > HEARTBEATS_PER_S:
            self._storm_told = True
            self._tell.finding("heartbeat_storm", Severity.WARNING, item.frame)

    # --- calling ------------------------------------------------------------------------------

    async def _once(self, command: Command, sent: Callable[[], None]) -> Outcome:
        action, payload = v16.calls(command)
        timeout_s = v16.TIMEOUTS.get(action, v16.DEFAULT_TIMEOUT_S)
        await self._ready.wait()
        reply = await self._outgoing.call(action, payload, timeout_s, sent)
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

    def _ask_for_boot(self) -> None:
        """A charger that talks but does not boot is asked to (catalogue B01).

        A silent one is left in peace until it talks: it may still be starting (B02).
        """
        if self._booted or self._ended.done() or self._answering.version != V16:
            return
        if not self.heard:
            self._boot_timer = self._loop.call_later(ASK_FOR_BOOT_S, self._ask_for_boot)
            return
        self._tell.finding("no_boot", Severity.NOTICE)
        command = CallRaw("TriggerMessage", {"requestedMessage": "BootNotification"})
        work = self._loop.create_task(self._trigger_boot(command), name="ask for boot")
        self._work.add(work)
        work.add_done_callback(self._work.discard)

    async def _trigger_boot(self, command: CallRaw) -> None:
        await self._outgoing.call(command.action, dict(command.payload), v16.DEFAULT_TIMEOUT_S)
