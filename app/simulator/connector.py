"""One connector: what is true of it now. Its OCPP status is derived, never set.

    fault (not a warning)         Faulted
    inoperative, no transaction   Unavailable
    transaction                   Charging, SuspendedEV (the car does not want), SuspendedEVSE (offer < 6 A)
    car, card or remote start     Preparing, or Finishing when its transaction has ended
    reservation                   Reserved
    nothing of all this           Available

Connector 0 is the station: it only knows Available, Unavailable and Faulted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.simulator.car import LEAST_OFFER_A, Car
from app.simulator.faults import Fault
from app.simulator.outlet import Outlet


@dataclass(eq=False)
class Transaction:
    """A charging session; `id` None until the CSMS has told one."""

    connector: int
    id_tag: str
    begun: datetime
    meter_start: int
    id: int | None = None
    refused: bool = False


@dataclass(frozen=True)
class Reservation:
    """A connector kept for one card until `expires`."""

    id: int
    id_tag: str
    expires: datetime


@dataclass(eq=False)
class Connector:
    """`offer` is A a phase offered now; `card` a card that was accepted and waits for its car."""

    number: int
    outlet: Outlet
    car: Car | None = None
    transaction: Transaction | None = None
    fault: Fault | None = None
    operative: bool = True
    operative_next: bool | None = None
    finished: bool = False
    reservation: Reservation | None = None
    card: str = ""
    card_until: float = 0.0
    offer: float = 0.0
    told: tuple[str, str, str, str] | None = None
    sampled_at: float = field(default=float("-inf"))
    sampled_wh: int = 0

    @property
    def blocked(self) -> bool:
        """Whether a fault keeps the contactor open."""
        return self.fault is not None and not self.fault.warning

    @property
    def status(self) -> str:
        """The word of OCPP 1.6 for it."""
        if self.blocked:
            return "Faulted"
        if not self.operative and self.transaction is None:
            return "Unavailable"
        if self.transaction is not None:
            if self.car is not None and not self.car.wants:
                return "SuspendedEV"
            return "Charging" if self.offer >= LEAST_OFFER_A else "SuspendedEVSE"
        if self.car is not None or self.card:
            return "Finishing" if self.finished else "Preparing"
        return "Reserved" if self.reservation else "Available"

    @property
    def report(self) -> tuple[str, str, str, str]:
        """(status, errorCode, vendorErrorCode, info) as StatusNotification tells them."""
        if self.fault is None:
            return (self.status, "NoError", "", "")
        return (self.status, self.fault.code, self.fault.vendor_code, self.fault.info)

    @property
    def free(self) -> bool:
        """Whether a transaction could begin here."""
        return self.transaction is None and self.operative and not self.blocked
