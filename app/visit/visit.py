"""A visit: one stay at one site, with its chargers, their links, commands and recording.

    bytes -> link -> events -> Visit.emit -> recorder, then Charger.apply, then readers
    button or JSON line -> command -> Visit.run -> link.execute -> events

Everything happens on one event loop's thread, except the recorder's writing and the FTP receiver,
which have threads of their own and come back through the loop.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

from app.domain.anchor import TimeAnchor
from app.domain.capabilities import Capability
from app.domain.charger import Charger
from app.domain.commands import Command, WriteConfiguration
from app.domain.errors import LinkError
from app.domain.events import (
    CommandRejected,
    Event,
    ExchangeCompleted,
    FindingMade,
    ListenerOpened,
    MetersSampled,
    RecordingStarted,
    RecordingStopped,
    Severity,
)
from app.domain.frame import Direction, Frame
from app.domain.link import LinkDescription
from app.domain.redaction import is_secret_key
from app.domain.signal import Signal
from app.links.ocpp.credentials import Passwords
from app.links.ocpp.csms import Csms
from app.links.ocpp.listener import Accepted, Listener
from app.links.ocpp.policy import CsmsPolicy
from app.links.ocpp.socket import ChargerSocket
from app.links.ocpp.station import Station
from app.tasks import Tasks
from app.uploads.desk import UploadDesk
from app.uploads.inbox import Arrival
from app.visit.commander import Commander, without_secrets
from app.visit.diagnostics import DiagnosticsUpload
from app.visit.life import Attempt, Attempts, CommandLife, Commands
from app.visit.recording.recorder import Recorder

MOST_CHARGERS = 1000
"""Chargers kept in one visit. Names come from whoever dials in; no site has this many on one laptop."""

CLOSE_S = 1.0
"""How long the parts of a visit may take to close, each."""


class CommandTargetError(Exception):
    """A command has no charger to go to. reason: a sentence in English for the sender."""


class Visit:
    """See the module's picture. Made inside a running event loop."""

    def __init__(
        self,
        path: Path,
        passwords: Passwords,
        policy: CsmsPolicy,
        anchor: TimeAnchor | None = None,
        recorder: Recorder | None = None,
    ) -> None:
        """Open or continue the visit file. Raises VisitFileError when that cannot be done.

        anchor: the moment the visit began, None for now. recorder: of this path, if it is open already.
        """
        self._loop = asyncio.get_running_loop()
        self.anchor = anchor or _now()
        self.path = path
        self.policy = policy
        self.passwords = passwords
        self.started_ns = self.anchor.mono_ns
        self.chargers: dict[str, Charger] = {}
        self.events: Signal[Event] = Signal()
        self.frames: Signal[Frame] = Signal()
        self.listening: ListenerOpened | None = None
        self.recording = True
        self.recording_error = ""
        self.frame_count = 0
        self.secrets: set[str] = set()
        self._attempts = Attempts()
        self._commands = Commands()
        self._stations: dict[str, list[Station]] = {}
        self._started: dict[str, dict[int, int]] = {}
        self._tasks = Tasks()
        self._recorder = recorder or Recorder.open(path, self.anchor, self._recording_failed)
        self._next_frame = itertools.count(self._recorder.next_frame_number).__next__
        self._link_numbers = itertools.count(1)
        self._command_numbers = itertools.count(1)
        self._csms = Csms(policy)
        self._listener = Listener(self.emit, self._accept, policy, passwords)
        self._desk = UploadDesk(self._recorder, self._upload_arrived, self._upload_finding)
        self._diagnostics = DiagnosticsUpload(
            self.emit, self._desk, time.monotonic_ns, self.add_secret
        )
        self._commander = Commander(
            self.emit, self._link_of, time.monotonic_ns, self._diagnostics, self._tasks
        )
        self._closed = False
        self._begun = False

    @classmethod
    async def opened(
        cls,
        path: Path,
        passwords: Passwords,
        policy: CsmsPolicy,
        anchor: TimeAnchor | None = None,
    ) -> Self:
        """The same for a loop that must not wait for the disk: a thread opens the visit file."""
        anchor = anchor or _now()
        loop = asyncio.get_running_loop()
        failure: asyncio.Future[str] = loop.create_future()

        def failed(reason: str) -> None:
            loop.call_soon_threadsafe(failure.set_result, reason)

        recorder = await asyncio.to_thread(Recorder.open, path, anchor, failed)
        visit = cls(path, passwords, policy, anchor, recorder)
        failure.add_done_callback(lambda told: visit._recording_stopped(told.result()))
        return visit

    # --- what readers see -----------------------------------------------------------------------

    @property
    def attempts(self) -> list[Attempt]:
        """The latest attempts to dial in, newest first."""
        return self._attempts.newest_first()

    @property
    def attempt_count(self) -> int:
        """All attempts of the visit, those that are no longer kept included."""
        return self._attempts.total

    @property
    def commands(self) -> list[CommandLife]:
        """The latest commands, newest first."""
        return self._commands.newest_first()

    def running_commands(self) -> list[CommandLife]:
        """Commands of which an answer or an effect is still to come."""
        return self._commands.running()

    def now_ns(self) -> int:
        """The clock that all stamps are taken from."""
        return time.monotonic_ns()

    def link(self, charger: str) -> LinkDescription | None:
        """How the charger is connected now, None while it is not."""
        station = self._link_of(charger)
        return None if station is None else station.describe()

    def capabilities(self, charger: str) -> frozenset[Capability]:
        """What can be asked of the charger now; empty while it is not connected."""
        station = self._link_of(charger)
        return frozenset() if station is None else station.capabilities

    # --- what people do ---------------------------------------------------------------------------

    async def listen(self, host: str, port: int) -> ListenerOpened:
        """Let chargers dial in on this address only; a listener that was open is closed first.

        Raises ListenError when no port can be opened there.
        """
        await self._listener.close()
        self.listening = None
        opened = await self._listener.open(host, port)
        if not self._begun:  # told now, when the readers have connected
            self._begun = True
            self.emit(RecordingStarted(t_ns=self.started_ns, path=str(self.path)))
        return opened

    def run(self, command: Command, charger: str | None = None, id: str | None = None) -> str:
        """Give a command; returns its id at once, its life follows as events.

        charger None: the only one that is connected. Raises CommandTargetError when that is not clear.
        """
        target = self._target(charger)
        if id is None:
            id = f"k{next(self._command_numbers)}"
        if isinstance(command, WriteConfiguration) and is_secret_key(command.key):
            self.add_secret(command.value)
        self._commands.given(id, target.key, without_secrets(command), self.now_ns())
        self._commander.start(id, target, command)
        return id

    def reject(self, id: str | None, reason: str) -> None:
        """Tell that a command was not understood; nothing was sent."""
        self.emit(CommandRejected(t_ns=self.now_ns(), id=id, reason=reason))

    def set_password(self, charger: str, password: str) -> None:
        """Require this Basic password of a charger from its next dial-in on.

        Accepting any password is the default only while none is set, so that ends here.
        """
        self.add_secret(password)
        self.policy.accept_any_password = False
        self.passwords.set(charger, password)

    def forget_password(self, charger: str) -> None:
        """Require no password of this charger any more."""
        self.passwords.forget(charger)

    @property
    def passwords_persist(self) -> bool | None:
        """Whether passwords outlive the program; False where no vault is usable, None while unknown."""
        return self.passwords.persistent

    def drop_connection(self, charger: str) -> None:
        """Close the connection so that the charger dials in anew."""
        for station in self._stations.get(charger, ()):
            station.close("dropped_by_us")

    def add_secret(self, secret: str) -> None:
        """Mask these characters wherever they appear in the recording from now on."""
        if secret:
            self.secrets.add(secret)
            self._recorder.add_secret(secret)

    async def close(self) -> None:
        """Close listener, connections, receivers and recording in this order, each with a deadline."""
        if self._closed:
            return
        self._closed = True
        await self._listener.close()
        stations = [station for group in self._stations.values() for station in group]
        for station in stations:
            station.close("visit_ended")
        if stations:
            await asyncio.wait(
                [asyncio.ensure_future(station.wait_closed()) for station in stations],
                timeout=CLOSE_S,
            )
        await self._diagnostics.close()
        await self._tasks.cancel(CLOSE_S)
        await asyncio.to_thread(self._recorder.close, CLOSE_S)
        self.recording = False

    # --- events -------------------------------------------------------------------------------------

    def emit(self, event: Event) -> None:
        """The one way in for events: record, change the state, tell the readers."""
        if isinstance(event, ExchangeCompleted):  # two of every three events; only readers care
            self.events.emit(event)
            return
        self._recorder.event(event)
        derived: list[Event] = []
        if event.charger is not None:
            charger = self._charger(event.charger)
            if charger is not None:
                derived = charger.apply(event)
        if not isinstance(event, MetersSampled):
            self._attempts.observe(event)
            self._commands.observe(event)
            self._diagnostics.observe(event)
            if isinstance(event, ListenerOpened):
                self.listening = event
        self._commander.observe(event)
        self.events.emit(event)
        for follower in derived:
            self.emit(follower)

    def _frame(self, frame: Frame) -> None:
        self._recorder.frame(frame)
        self.frame_count += 1
        if frame.direction is Direction.IN:
            charger = self.chargers.get(frame.charger)
            if charger is not None:
                charger.heard(frame.t_ns)
            self._settle(frame)
        self.frames.emit(frame)

    def _charger(self, key: str) -> Charger | None:
        charger = self.chargers.get(key)
        if charger is None and len(self.chargers) < MOST_CHARGERS:
            charger = self.chargers[key] = Charger(key)
        return charger

    # --- connections ----------------------------------------------------------------------------------

    def _accept(self, accepted: Accepted, socket: ChargerSocket) -> Station:
        station = Station(
            accepted,
            socket,
            next(self._link_numbers),
            self._csms,
            self.anchor,
            self._frame,
            self._next_frame,
            self._transactions_of(accepted.charger),
        )
        group = self._stations.setdefault(accepted.charger, [])
        group.append(station)
        self._tasks.start(self._serve(station), f"link {station.number}")
        if len(group) > 1:
            self._finding(accepted.charger, station.number, "second_connection", Severity.NOTICE)
        return station

    def _transactions_of(self, charger: str) -> dict[int, int]:
        """Which connector each charge of a charger began on, kept over its connections."""
        if charger not in self._started and len(self._started) >= MOST_CHARGERS:
            return {}
        return self._started.setdefault(charger, {})

    async def _serve(self, station: Station) -> None:
        if self._charger(station.accepted.charger) is None:
            station.close("too_many_chargers")
        try:
            await station.run(self.emit)
        except LinkError:
            pass  # told as Disconnected already; a lost link is the world's doing
        finally:
            group = self._stations[station.accepted.charger]
            group.remove(station)
            if group:
                self._reinstate(group[-1])
            else:
                del self._stations[station.accepted.charger]

    def _settle(self, frame: Frame) -> None:
        """Newest wins: once the newer connection of a charger has spoken, the older ones are closed.

        Chargers dial in again before their old connection has timed out here. Keeping the old one, or
        refusing the new one, locks such a charger out for ever (catalogue H16).
        """
        group = self._stations.get(frame.charger, ())
        if len(group) > 1 and group[-1].number == frame.link:
            for station in group[:-1]:
                station.close("replaced")

    def _reinstate(self, station: Station) -> None:
        """The newest connection is gone while an older one still stands: that one counts again.

        A newer one that has just been accepted is about to tell of itself and needs no help.
        """
        charger = self.chargers.get(station.accepted.charger)
        if charger is None or charger.link != 0 or not station.running:
            return
        self.emit(replace(station.connected, t_ns=self.now_ns()))

    def _link_of(self, charger: str) -> Station | None:
        group = self._stations.get(charger)
        return group[-1] if group else None

    def _target(self, charger: str | None) -> Charger:
        if charger is not None:
            known = self.chargers.get(charger)
            if known is None:
                raise CommandTargetError(f"no charger called {charger!r} has dialled in")
            return known
        connected = [c for c in self.chargers.values() if c.key in self._stations]
        candidates = connected or list(self.chargers.values())
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise CommandTargetError("no charger has dialled in")
        names = ", ".join(sorted(c.key for c in candidates)[:10])
        raise CommandTargetError(f'several chargers; say which with "charger": {names}')

    # --- uploads and recording ---------------------------------------------------------------------

    def _upload_arrived(self, arrival: Arrival) -> None:
        self._diagnostics.arrived(arrival)

    def _upload_finding(self, rule: str, facts: Mapping[str, str]) -> None:
        self._finding(facts.get("charger"), 0, rule, Severity.NOTICE, facts)

    def _finding(
        self,
        charger: str | None,
        link: int,
        rule: str,
        severity: Severity,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        self.emit(
            FindingMade(
                t_ns=self.now_ns(),
                charger=charger,
                link=link,
                rule=rule,
                severity=severity,
                facts=facts or {},
            )
        )

    def _recording_failed(self, reason: str) -> None:
        """Called by the recorder's thread."""
        self._loop.call_soon_threadsafe(self._recording_stopped, reason)

    def _recording_stopped(self, reason: str) -> None:
        self.recording = False
        self.recording_error = reason
        self.emit(RecordingStopped(t_ns=self.now_ns(), reason=reason))


def _now() -> TimeAnchor:
    return TimeAnchor(time.time_ns(), time.monotonic_ns())
