"""What people, cars and the CSMS do at the connectors: cables, cards, transactions, faults."""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

from app.simulator.car import GARAGE, Car
from app.simulator.connector import Connector, Transaction
from app.simulator.faults import fault_of
from app.simulator.meters import meter_value
from app.simulator.outbox import Outgoing
from app.simulator.station import UNKNOWN_TRANSACTION, Station, id_of

CARDS = ("04A1B2C3D4E5", "0488F01C22AA", "04D00D5EED01")
EAGER_AFTER_S = 3.0  # a driver of the demo needs that long to plug in or to find the card


class Sessions(Station):
    """A station that is used; all methods are for the loop's thread."""

    # What people do at the charger

    def plug_in(self, connector: int, car: Car | None = None, **details: float) -> None:
        """A car is plugged in; `details` change the usual car: soc, battery_kwh, phases, max_current."""
        place = self.connectors[connector]
        if place.car is not None:
            self._tell(f"connector {connector}: a car is plugged in already")
            return
        place.car = copy.copy(car or GARAGE[(connector - 1) % len(GARAGE)])
        for name, value in details.items():
            setattr(place.car, name, int(value) if name == "phases" else float(value))
        place.finished = False
        self._tell(f"connector {connector}: car plugged in, {place.car.soc:.0f} %")
        self.refresh(place)
        if place.card:
            self.start(connector, place.card)

    def unplug(self, connector: int) -> None:
        """The car leaves; a running transaction ends with EVDisconnected."""
        place = self.connectors[connector]
        if place.car is None:
            self._tell(f"connector {connector}: no car to unplug")
            return
        place.car = None
        self._tell(f"connector {connector}: car unplugged")
        self.stop(connector, "EVDisconnected")
        place.finished = False
        self.refresh(place)

    def authorize(self, connector: int, id_tag: str = "") -> None:
        """A card is held to the reader: it starts charging, or ends it when it is the same card."""
        place = self.connectors[connector]
        tag = id_tag or CARDS[connector % len(CARDS)]
        running = place.transaction
        if running is not None and running.id_tag == tag:
            self.stop(connector, "Local")
            return
        self._tell(f"connector {connector}: card {tag}")
        if self.configuration.yes("LocalPreAuthorize") and self.local_list.get(tag) == "Accepted":
            self._accept_card(place, tag)
            return

        def answered(answer: dict[str, Any]) -> None:
            if status_of(answer) == "Accepted":
                self._accept_card(place, tag)
            else:
                self._tell(
                    f"connector {connector}: card {tag} is {status_of(answer) or 'not accepted'}"
                )

        def failed(_why: str) -> None:
            known = self.local_list.get(tag) == "Accepted"
            local = known and self.configuration.yes("LocalAuthorizeOffline")
            if local or self.configuration.yes("AllowOfflineTxForUnknownId"):
                self._accept_card(place, tag)

        self._outbox.put(Outgoing("Authorize", lambda: {"idTag": tag}, answered, failed))

    def _accept_card(self, place: Connector, tag: str) -> None:
        if not place.free or self._kept_for_another(place, tag):
            self._tell(f"connector {place.number}: cannot start now")
            return
        place.card = tag
        place.card_until = self._pace.now() + self.configuration.whole("ConnectionTimeOut")
        place.finished = False
        self.refresh(place)
        if place.car is not None:
            self.start(place.number, tag)

    def _kept_for_another(self, place: Connector, tag: str) -> bool:
        return place.reservation is not None and place.reservation.id_tag != tag

    def pause(self, connector: int) -> None:
        """The car takes a break."""
        self._want(connector, paused=True)

    def resume(self, connector: int) -> None:
        """The car goes on."""
        self._want(connector, paused=False)

    def _want(self, connector: int, paused: bool) -> None:
        place = self.connectors[connector]
        if place.car is not None:
            place.car.paused = paused
            self.refresh(place)

    # Transactions

    def start(self, connector: int, id_tag: str = "") -> bool:
        """Begin a transaction without asking anybody; False when that cannot be now."""
        place = self.connectors[connector]
        tag = id_tag or CARDS[connector % len(CARDS)]
        if place.car is None or not place.free or self._kept_for_another(place, tag):
            self._tell(f"connector {connector}: cannot start now")
            return False
        place.finished = False
        self.refresh(place)
        transaction = Transaction(connector, tag, self._clock.now(), place.outlet.register_wh)
        payload: dict[str, Any] = {
            "connectorId": connector,
            "idTag": tag,
            "meterStart": transaction.meter_start,
            "timestamp": self._clock.stamp(),
        }
        if place.reservation is not None:
            payload["reservationId"] = place.reservation.id
            place.reservation = None
        place.transaction, place.card = transaction, ""
        place.sampled_at = self._pace.now()

        def answered(answer: dict[str, Any]) -> None:
            told = answer.get("transactionId")
            known = isinstance(told, int) and not isinstance(told, bool)
            transaction.id = told if known else UNKNOWN_TRANSACTION
            self._tell(f"connector {connector}: transaction {transaction.id}")
            invalid = status_of(answer) not in ("Accepted", "")
            if invalid and self.configuration.yes("StopTransactionOnInvalidId"):
                self._tell(f"connector {connector}: card {tag} is {status_of(answer)}")
                if place.transaction is transaction:
                    self.stop(connector, "DeAuthorized")

        def failed(_why: str) -> None:
            transaction.id = UNKNOWN_TRANSACTION

        self._outbox.put(
            Outgoing("StartTransaction", lambda: payload, answered, failed, lasting=True)
        )
        place.offer = self._offer(place)
        self.refresh(place)
        return True

    def stop(self, connector: int, reason: str = "Local") -> None:
        """End the transaction, if there is one."""
        place = self.connectors[connector]
        transaction = place.transaction
        if transaction is None:
            return
        payload: dict[str, Any] = {
            "meterStop": place.outlet.register_wh,
            "timestamp": self._clock.stamp(),
            "reason": reason,
        }
        if reason == "Local":
            payload["idTag"] = transaction.id_tag
        measurands = self.configuration.names("StopTxnSampledData")
        if measurands:
            value = meter_value(place, measurands, "Transaction.End", self._clock.stamp())
            payload["transactionData"] = [value]
        place.transaction, place.finished, place.offer = None, place.car is not None, 0.0
        place.outlet.step(0.0, place.car, 0.0)
        self.profiles.end_transaction(connector)
        used = (place.outlet.register_wh - transaction.meter_start) / 1000
        self._tell(f"connector {connector}: charging ended ({reason}), {used:.2f} kWh")
        self._outbox.put(
            Outgoing(
                "StopTransaction",
                lambda: {"transactionId": id_of(transaction), **payload},
                lasting=True,
            )
        )
        if place.operative_next is not None:
            place.operative, place.operative_next = place.operative_next, None
            place.finished = place.finished and place.operative
        self.refresh(place)

    # Faults

    def fault(
        self,
        connector: int,
        code: str,
        vendor_code: str | None = None,
        info: str | None = None,
        warning: bool | None = None,
    ) -> None:
        """A fault comes; what is not told about it is this charger's usual."""
        place = self.place(connector)
        place.fault = fault_of(code, vendor_code, info, warning)
        self._tell(f"connector {connector}: {code} {place.fault.vendor_code} {place.fault.info}")
        place.offer = self._offer(place)
        place.outlet.step(0.0, place.car, place.offer)
        self.refresh(place)
        if place.fault.ends and connector:
            self.stop(connector, "Other")

    def clear(self, connector: int) -> None:
        """The fault goes."""
        place = self.place(connector)
        place.fault = None
        place.offer = self._offer(place)
        self.refresh(place)

    # From afar

    def remote_start(self, connector: int, tag: str) -> None:
        """Begin as the CSMS asked for: with the car that is there, or with one that comes in time."""
        place = self.connectors[connector]
        if self.configuration.yes("AuthorizeRemoteTxRequests"):
            self.authorize(connector, tag)
        else:
            self._accept_card(place, tag)
        if self.eager_drivers and place.car is None:
            self.later(EAGER_AFTER_S, partial(self._come, connector))

    def _come(self, connector: int) -> None:
        if self.connectors[connector].car is None:
            self.plug_in(connector)


def status_of(answer: dict[str, Any]) -> str:
    """The status in an idTagInfo; empty when there is none."""
    info = answer.get("idTagInfo")
    status = info.get("status") if isinstance(info, dict) else None
    return status if isinstance(status, str) else ""
