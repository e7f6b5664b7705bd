"""The charger without its wire: its connectors, what of them must be told, and the time that passes.

Every change of a connector goes through `refresh`, which queues a StatusNotification when the derived
status differs from what was told last. `tick` lets simulated time pass.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.simulator.car import LEAST_OFFER_A
from app.simulator.configuration import Configuration
from app.simulator.connector import Connector, Reservation, Transaction
from app.simulator.meters import meter_value
from app.simulator.outbox import Outbox, Outgoing
from app.simulator.outlet import Outlet
from app.simulator.pace import Clock, Pace
from app.simulator.profiles import Profiles

DERATED_A = 10.0  # offered while too warm
UNKNOWN_TRANSACTION = -1  # told when the CSMS never answered StartTransaction


class Station:
    """Connectors 1..n and the station itself as `zero`; all methods are for the loop's thread."""

    def __init__(
        self,
        connectors: int,
        configuration: Configuration,
        outbox: Outbox,
        pace: Pace,
        clock: Clock,
        chance: random.Random,
        vendor: str,
        tell: Callable[[str], None],
    ) -> None:
        self.zero = Connector(0, Outlet(chance))
        self.connectors = {i: Connector(i, Outlet(chance)) for i in range(1, connectors + 1)}
        for place in (self.zero, *self.connectors.values()):
            place.told = place.report  # nothing new yet: all is told after the boot
        self.configuration = configuration
        self.profiles = Profiles()
        self.local_list: dict[str, str] = {}
        self.local_list_version = 0
        self.sample_interval = float(configuration.whole("MeterValueSampleInterval"))
        self.eager_drivers = False
        self._outbox = outbox
        self._pace = pace
        self._clock = clock
        self._vendor = vendor
        self._tell = tell
        self._agenda: list[tuple[float, Callable[[], object]]] = []
        self._aligned_at = 0.0

    # Availability and reservations

    def set_operative(self, connector: int, operative: bool) -> str:
        """ChangeAvailability: the status of its answer; 0 means all."""
        places = [self.place(connector)] if connector else [self.zero, *self.connectors.values()]
        scheduled = False
        for place in places:
            if place.transaction is not None and place.operative != operative:
                place.operative_next = operative
                scheduled = True
            else:
                place.operative, place.operative_next = operative, None
                place.finished = (
                    place.finished and operative
                )  # 1.6 knows no Unavailable -> Finishing
        return "Scheduled" if scheduled else "Accepted"

    def reserve(self, connector: int, reservation: Reservation) -> str:
        """ReserveNow: the status of its answer."""
        place = self.connectors[connector]
        if place.blocked:
            return "Faulted"
        if not place.operative:
            return "Unavailable"
        same = place.reservation is not None and place.reservation.id == reservation.id
        if place.status != "Available" and not same:
            return "Occupied"
        place.reservation = reservation
        return "Accepted"

    def place(self, connector: int) -> Connector:
        """A connector, or the station itself for 0."""
        return self.zero if connector == 0 else self.connectors[connector]

    # Telling

    def refresh(self, place: Connector) -> None:
        """Tell the connector's state when it is no longer what was told."""
        if place.report != place.told:
            if place.told is None or place.told[:2] != place.report[:2]:
                self._tell(f"connector {place.number}: {place.status}")
            self._outbox.put(self.notification(place))

    def notification(self, place: Connector) -> Outgoing:
        """A StatusNotification of how it is now."""
        place.told = place.report
        status, code, vendor_code, info = place.report
        payload: dict[str, Any] = {
            "connectorId": place.number,
            "errorCode": code,
            "status": status,
            "timestamp": self._clock.stamp(),
        }
        if vendor_code or info:
            payload |= {"info": info, "vendorId": self._vendor, "vendorErrorCode": vendor_code}
        return Outgoing("StatusNotification", lambda: payload)

    def notify_all(self) -> None:
        """Tell all states, in front of everything else that waits."""
        places = (self.zero, *self.connectors.values())
        self._outbox.put_first([self.notification(place) for place in places])

    def readings(self, place: Connector, context: str) -> Outgoing:
        """MeterValues of how it is now."""
        aligned = context == "Sample.Clock"
        key = "MeterValuesAlignedData" if aligned else "MeterValuesSampledData"
        names = self.configuration.names(key)
        value = meter_value(place, names, context, self._clock.stamp())
        transaction = place.transaction

        def payload() -> dict[str, Any]:
            of = {"transactionId": id_of(transaction)} if transaction else {}
            return {"connectorId": place.number, **of, "meterValue": [value]}

        return Outgoing("MeterValues", payload, lasting=transaction is not None)

    # Time

    def later(self, seconds: float, act: Callable[[], object]) -> None:
        """Do that after so many simulated seconds."""
        self._agenda.append((self._pace.now() + seconds, act))

    def tick(self, dt: float) -> None:
        """Let dt simulated seconds pass."""
        now = self._pace.now()
        due = [act for at, act in self._agenda if at <= now]
        self._agenda = [entry for entry in self._agenda if entry[0] > now]
        for act in due:
            act()
        moment = self._clock.now()
        for place in self.connectors.values():
            place.offer = self._offer(place)
            place.outlet.step(dt, place.car, place.offer)
            if place.card and now >= place.card_until:
                self._tell(f"connector {place.number}: no car came for the card")
                place.card = ""
            if place.reservation is not None and moment >= place.reservation.expires:
                place.reservation = None
            self.refresh(place)
            interval = self.sample_interval
            if place.transaction and interval > 0 and now - place.sampled_at >= interval:
                behind = now - place.sampled_at - interval
                place.sampled_at = now - (behind if behind < interval else 0.0)
                self._outbox.put(self.readings(place, "Sample.Periodic"))
        self._sample_by_the_clock(moment)

    def _sample_by_the_clock(self, moment: datetime) -> None:
        interval = self.configuration.whole("ClockAlignedDataInterval")
        slot = moment.timestamp() // interval if interval > 0 else 0.0
        if interval > 0 and self._aligned_at and slot > self._aligned_at:
            for place in self.connectors.values():
                self._outbox.put(self.readings(place, "Sample.Clock"))
        self._aligned_at = slot

    def begun(self, place: Connector) -> datetime | None:
        """When its transaction began; None without one."""
        return place.transaction.begun if place.transaction else None

    def hardware_limit(self) -> float:
        """A a phase that the installation allows, as set at the charger."""
        return float(self.configuration.whole("StationCurrentLimit"))

    def _offer(self, place: Connector) -> float:
        if place.transaction is None or place.blocked:
            return 0.0
        offer = self.hardware_limit()
        limit = self.profiles.limit(place.number, self._clock.now(), self.begun(place))
        if limit is not None:
            offer = min(offer, limit)
        if place.fault is not None and place.fault.code == "HighTemperature":
            offer = min(offer, DERATED_A)
        return offer if offer >= LEAST_OFFER_A else 0.0


def id_of(transaction: Transaction) -> int:
    return UNKNOWN_TRANSACTION if transaction.id is None else transaction.id
