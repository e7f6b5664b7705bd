"""The simulated charger on the wire: it dials in, boots, tells, answers, resets and dials in again.

    power on -> dial -> BootNotification -> Accepted: all states, then everything that happens
                  ^         | Pending: again after the interval, answering meanwhile
                  |         | Rejected: again after the interval, silent meanwhile
                  +---------+- connection lost, reset or dropped on purpose

A connection that merely dropped comes back without BootNotification, as the standard has it, unless
`boot_on_reconnect` is chosen.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from functools import partial
from typing import Any

from websockets.asyncio.client import ClientConnection

from app.simulator.answers import Answers
from app.simulator.configuration import Configuration
from app.simulator.dialling import NotConnectedError, address, dial
from app.simulator.journal import Journal, masked
from app.simulator.options import SimulatorOptions, identity_for
from app.simulator.outbox import Outbox
from app.simulator.pace import Clock, Pace
from app.simulator.registration import Registration
from app.simulator.reports import Reports
from app.simulator.sessions import EAGER_AFTER_S, Sessions
from app.simulator.story import play
from app.simulator.wire import Answer, Link, LinkLostError, Payload

__all__ = ["SimulatedCharger", "SimulatorOptions"]

TICK_S = 0.5  # simulated; meter values come at most one tick late
LEAST_TICK_S = 0.01  # real
SECRET_KEYS = ("AuthorizationKey", "StationPassword")
LAST_WORDS_S = 0.5  # between the answer to Reset and the power going away


class SimulatedCharger:
    """A charger for the CSMS at `url`; its id is appended to the path unless the path ends with it.

    `run` plays it until cancelled. What people do at a charger (plug_in, unplug, authorize, start,
    stop, pause, resume, fault, clear) can be called on the loop's thread at any time. Raises ValueError
    for a url that is not ws:// or wss://.
    """

    def __init__(self, url: str, options: SimulatorOptions | None = None) -> None:
        self.options = options or SimulatorOptions()
        self.url = address(url, self.options.charger_id)
        self.identity = self.options.identity or identity_for(self.options.charger_id)
        self.log = self.options.log
        self.pace = Pace(self.options.speed)
        self.clock = Clock()
        self.journal = Journal()
        self.chance = random.Random(self.options.seed)  # noqa: S311  (curves, no secrets)
        self.configuration = Configuration(
            self.options.connectors,
            self.options.interval,
            f"Servicelucka-{self.chance.randrange(10**6):06d}",
        )
        self.configuration.changed = self._key_changed
        self.outbox = Outbox(self.pace, self.tell)
        self.outbox.attempts = lambda: max(
            1, self.configuration.whole("TransactionMessageAttempts")
        )
        self.outbox.retry_after = lambda: float(
            self.configuration.whole("TransactionMessageRetryInterval")
        )
        self.station = Sessions(
            self.options.connectors,
            self.configuration,
            self.outbox,
            self.pace,
            self.clock,
            self.chance,
            self.identity.vendor,
            self.tell,
        )
        self.station.sample_interval = self.options.interval
        self.station.eager_drivers = self.options.eager_drivers
        self.plug_in = self.station.plug_in
        self.unplug = self.station.unplug
        self.authorize = self.station.authorize
        self.start = self.station.start
        self.stop = self.station.stop
        self.pause = self.station.pause
        self.resume = self.station.resume
        self.fault = self.station.fault
        self.clear = self.station.clear
        self.set_key = self.configuration.force
        self.reports = Reports(self)
        self.registration = Registration(self)
        self._password = self.options.password
        self._answers = Answers(self)
        self._group: asyncio.TaskGroup | None = None
        self._link: Link | None = None
        self._resetting = False
        self._away: float | None = None
        self._unreachable = ""

    @property
    def online(self) -> bool:
        """Whether it is connected and registered."""
        return self._link is not None and self.outbox.open

    def tell(self, line: str) -> None:
        """Say and remember what happens."""
        self.journal.note("stationd[412]", line)
        self.log(masked(line))

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None] | None:
        """Run in the background as long as the charger does."""
        try:
            if self._group is not None:
                return self._group.create_task(work)
        except RuntimeError:  # the group is closing already
            pass
        work.close()
        return None

    async def run(self) -> None:
        """Be a charger until cancelled."""
        self.journal.note("kernel", "Booting, reason: power on")
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                group.create_task(self._live())
                group.create_task(play(self, self.options.script))
                await self._dial()
        finally:
            self._group = None
            self.reports.give_up()

    async def _live(self) -> None:
        last = self.pace.now()
        while True:
            tick = min(TICK_S, self.station.sample_interval / 2 or TICK_S)
            await asyncio.sleep(max(LEAST_TICK_S, self.pace.real(tick)))
            now = self.pace.now()
            self.station.tick(min(now - last, 60.0))  # a laptop that slept is no hour of charging
            last = now
            self.registration.beat(now)

    # The connection

    async def _dial(self) -> None:
        while True:
            socket = await self._connect()
            if socket is not None:
                async with socket:
                    await self._session(socket)
            away, self._away = self._away, None
            await self.pace.sleep(self.options.redial if away is None else away)

    async def _connect(self) -> ClientConnection | None:
        try:
            socket = await dial(
                self.url,
                self.options.charger_id,
                self._password,
                self.configuration.whole("WebSocketPingInterval"),
                f"{self.identity.model.replace(' ', '')}/{self.identity.firmware}",
            )
        except NotConnectedError as error:
            if str(error) != self._unreachable:  # said once, then only tried
                self.tell(f"{error}; trying again every {self.options.redial:g} s")
            self._unreachable = str(error)
            return None
        self._unreachable = ""
        self.tell(f"connected to {self.url} ({socket.subprotocol or 'no subprotocol'})")
        return socket

    async def _session(self, socket: ClientConnection) -> None:
        link = Link(
            socket, self._answer, self.spawn, self._frame, self.tell, self.options.call_timeout_s
        )
        self._link = link
        try:
            async with asyncio.TaskGroup() as session:
                sending = session.create_task(_until_lost(self.outbox.run(link)))
                booting = session.create_task(_until_lost(self.registration.register(link)))
                how = await link.read()
                sending.cancel()
                booting.cancel()
            self.tell(f"connection ended: {how}")
        finally:
            self._link = None
            self.outbox.shut()

    def _answer(self, action: str, payload: Payload) -> Answer:
        if self.registration.rejected:  # OCPP 1.6, section 4.2: nothing is answered while rejected
            return None
        return self._answers.to(action, payload)

    def _frame(self, direction: str, text: str) -> None:
        self.journal.note("ocppd[955]", f"{'<-' if direction == 'in' else '->'} {text}", "DEBUG")

    # What makes it go away for a while

    def reset(self, hard: bool) -> None:
        """End transactions, close the connection, be away for the reboot time, boot."""
        if not self._resetting:
            self._resetting = True
            self.spawn(self._reset(hard))

    async def _reset(self, hard: bool) -> None:
        if hard:  # what ends now is told after the reboot
            self.outbox.set_state(open=False)
        charged = [c for c in self.station.connectors.values() if c.transaction]
        for connector in charged:
            self.station.stop(connector.number, "HardReset" if hard else "SoftReset")
            connector.finished = False
        if not hard:
            await self.outbox.drained(8.0)
        await self.pace.sleep(LAST_WORDS_S)
        self.tell(f"{'hard' if hard else 'soft'} reset: restarting")
        self.journal.note("kernel", f"Booting, reason: {'hard' if hard else 'soft'} reset")
        await self._leave(self.options.reboot_time, cut=hard, reboot=True)
        self._resetting = False
        if self.options.eager_drivers:
            for connector in charged:
                again = self.options.reboot_time + EAGER_AFTER_S
                self.station.later(again, partial(self._tap_again, connector.number))

    def _tap_again(self, number: int) -> None:
        if self.station.connectors[number].car and self.station.connectors[number].free:
            self.authorize(number)

    def drop_connection(self, seconds: float = 10.0) -> None:
        """Lose the connection for that long; charging goes on and is told afterwards."""
        if self._link is not None:
            self.tell(f"connection dropped for {seconds:g} s")
            self.spawn(self._leave(seconds, cut=True, reboot=False))

    def redial(self) -> None:
        """Close in order and come back soon, as after a new AuthorizationKey."""
        self.station.later(1.0, lambda: self.spawn(self._leave(1.0, cut=False, reboot=False)))

    async def _leave(self, seconds: float, *, cut: bool, reboot: bool) -> None:
        self._away = seconds
        if reboot:
            self.registration.accepted.clear()
        if self._link is None:
            self._away = None
        elif cut:
            self._link.cut()
        else:
            await self._link.close(1001, "restarting" if reboot else "back soon")

    def send_raw(self, text: str) -> None:
        """Send a frame as it stands, whatever it is: for training on bad chargers."""
        link = self._link
        if link is not None:
            self.spawn(_until_lost(link.send(text)))

    def _key_changed(self, name: str, value: str) -> None:
        self.tell(f"{name} = {'(secret)' if name in SECRET_KEYS else value}")
        if name == "MeterValueSampleInterval":
            self.station.sample_interval = float(self.configuration.whole(name))
        elif name == "AuthorizationKey":
            self._password = value
            self.configuration.keys[name].value = ""
            self.redial()


async def _until_lost(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except LinkLostError:
        pass  # the reader tells how the connection ended
