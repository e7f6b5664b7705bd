"""Being registered with the CSMS: BootNotification until it is accepted, then Heartbeats.

OCPP 1.6, sections 4.2 and 4.6. Pending: answering and sending what is triggered, nothing else. Rejected:
silent. Both try again after the interval of the answer.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from app.simulator.outbox import Outgoing
from app.simulator.wire import CallError, Link, Payload

if TYPE_CHECKING:
    from app.simulator.charger import SimulatedCharger

BOOT_AGAIN_S = 10.0  # when the CSMS tells no interval
LONGEST_INTERVAL_S = 10_000_000


class Registration:
    """How one charger stands with its CSMS; `boots` counts accepted boots."""

    def __init__(self, charger: SimulatedCharger) -> None:
        self._charger = charger
        self.accepted = asyncio.Event()
        self.rejected = False
        self._dismissed = asyncio.Event()
        self._again = BOOT_AGAIN_S
        self.boots = 0
        self.heartbeat_at = 0.0

    def beat(self, now: float) -> None:
        """Send a Heartbeat when its time has come."""
        interval = self._charger.configuration.whole("HeartbeatInterval")
        if interval > 0 and now - self.heartbeat_at >= interval and self._charger.outbox.open:
            self.heartbeat()

    async def register(self, link: Link) -> None:
        self.rejected = False
        if self.accepted.is_set() and not self._charger.options.boot_on_reconnect:
            self._charger.outbox.set_state(open=True)
            self._charger.station.notify_all()
        else:
            self.accepted.clear()
        while True:
            if self.accepted.is_set():
                self._dismissed.clear()
                await self._dismissed.wait()  # a CSMS may change its mind when asked again
            else:
                await self._boot(link)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._charger.pace.real(self._again)):
                    await self.accepted.wait()

    async def _boot(self, link: Link) -> None:
        try:
            self._answered(await link.call("BootNotification", self.boot()))
        except CallError as failure:
            self._again = BOOT_AGAIN_S
            self._charger.tell(f"BootNotification: {failure}")

    def boot(self) -> Payload:
        """The payload of BootNotification."""
        who = self._charger.identity
        return {
            "chargePointVendor": who.vendor,
            "chargePointModel": who.model,
            "chargePointSerialNumber": who.serial,
            "firmwareVersion": who.firmware,
            "meterType": who.meter_type,
            "meterSerialNumber": who.meter_serial,
        }

    def _answered(self, answer: Payload) -> None:
        """Take in an answer."""
        status, interval = answer.get("status"), answer.get("interval")
        seconds = min(interval, LONGEST_INTERVAL_S) if isinstance(interval, int) else 0
        self._charger.clock.set_from(answer.get("currentTime"))
        self.rejected = status == "Rejected"
        self._charger.tell(f"BootNotification: {status}, interval {interval}")
        if status != "Accepted":
            self.accepted.clear()
            self._charger.outbox.set_state(open=False, half_open=status == "Pending")
            self._again = float(seconds) if seconds > 0 else BOOT_AGAIN_S
            self._dismissed.set()
            return
        if seconds > 0:
            self._charger.configuration.keys["HeartbeatInterval"].value = str(seconds)
        self.heartbeat_at = self._charger.pace.now()
        first = not self.accepted.is_set()
        self.accepted.set()
        self._charger.outbox.set_state(open=True)
        if first:
            self.boots += 1
            self._charger.station.notify_all()
            event = {"type": "StartupOfTheDevice", "timestamp": self._charger.clock.stamp()}
            self._charger.outbox.put(Outgoing("SecurityEventNotification", lambda: event))

    def boot_again(self) -> None:
        """Send another BootNotification, as TriggerMessage asks for."""
        self._charger.outbox.put(
            Outgoing("BootNotification", self.boot, self._answered), urgent=True
        )

    def heartbeat(self, urgent: bool = False) -> None:
        """Send a Heartbeat unless one waits already."""
        self.heartbeat_at = self._charger.pace.now()
        if not self._charger.outbox.holds("Heartbeat"):
            self._charger.outbox.put(
                Outgoing(
                    "Heartbeat", dict, lambda a: self._charger.clock.set_from(a.get("currentTime"))
                ),
                urgent=urgent,
            )
