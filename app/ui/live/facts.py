"""What a tile has to say about one connector, as facts: numbers or None, never a zero for unknown.

Values come from the same hold-last rule as the curves (``trace``), so a value that is overdue, or
that was measured before the link went down, is unknown here too. No Qt and no words here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.charger import Charger
from app.domain.connector import (
    CHARGING,
    FAULTED,
    SUSPENDED_EV,
    SUSPENDED_EVSE,
    Connector,
    ConnectorKey,
)
from app.domain.events import Severity
from app.domain.faults import NO_ERROR, Fault
from app.domain.metering import SeriesKey
from app.domain.transaction import Transaction
from app.ui.live.plan import CURRENT, ENERGY, POWER, TEMPERATURE

_PHASES = ("L1", "L2", "L3")

Read = Callable[[SeriesKey], float | None]
"""The value of a series that stands now, None when unknown."""


class Phase(NamedTuple):
    """name: ``L1`` and so on, empty for a current without a phase."""

    name: str
    current_a: float | None


@dataclass(frozen=True, slots=True)
class Facts:
    """One connector, or the station when ``connector`` is (None, 0).

    since_ns: stamp of the change to ``status``, 0 when unknown. phases: the phases it spoke of.
    energy_wh: of the charge that runs, or of the last one. offered_a: the limit it reports.
    """

    connector: ConnectorKey
    status: str
    since_ns: int
    connected: bool
    power_w: float | None
    phases: tuple[Phase, ...]
    energy_wh: float | None
    charging: bool
    offered_a: float | None
    temperature_c: float | None
    fault: Fault | None
    error_code: str
    vendor_error_code: str
    info: str

    @property
    def faulted(self) -> bool:
        """Whether the connector itself says Faulted."""
        return self.status == FAULTED

    @property
    def warning(self) -> Fault | None:
        """A fault that leaves the connector usable."""
        fault = self.fault
        return fault if fault is not None and fault.severity is Severity.WARNING else None

    @property
    def most_a(self) -> float | None:
        """The highest phase current that is known."""
        known = [phase.current_a for phase in self.phases if phase.current_a is not None]
        return max(known) if known else None


def gather(charger: Charger, connector: Connector, read: Read) -> Facts:
    """The facts of one connector."""
    evse, number = connector.key
    outdated = _is_outdated(charger, connector)

    def value(measurand: str, phase: str | None = None, location: str = "Outlet") -> float | None:
        return read(SeriesKey(evse, number, measurand, phase, location, ""))

    running = _charge_of(charger, connector)
    register = value(ENERGY)
    fault = next(
        (f for f in charger.faults.active() if (f.evse, f.connector) == connector.key), None
    )
    temperatures = (value(TEMPERATURE, None, place) for place in ("Body", "Outlet", "Cable"))
    return Facts(
        connector=connector.key,
        status=connector.status,
        since_ns=connector.since_ns,
        connected=charger.connected,
        power_w=None if outdated else _power(value),
        phases=tuple(
            Phase(phase.name, None if outdated else phase.current_a)
            for phase in _phases(charger, connector.key, value)
        ),
        energy_wh=_energy(running, register),
        charging=running is not None and running.ended_ns is None,
        offered_a=value("Current.Offered"),
        temperature_c=next((t for t in temperatures if t is not None), None),
        fault=fault,
        error_code="" if connector.error_code == NO_ERROR else connector.error_code,
        vendor_error_code=connector.vendor_error_code,
        info=connector.info,
    )


def _is_outdated(charger: Charger, connector: Connector) -> bool:
    """Whether power and current were measured before the connector stopped delivering.

    A charger that stops at a fault often sends no more values; what flowed before does not flow now.
    """
    measured_ns = charger.meters.latest_ns(connector.key)
    delivering = connector.status in (CHARGING, SUSPENDED_EV, SUSPENDED_EVSE)
    return not delivering and measured_ns is not None and measured_ns < connector.since_ns


def _power(value: Callable[..., float | None]) -> float | None:
    total = value(POWER)
    if total is not None:
        return total
    parts = [part for part in (value(POWER, phase) for phase in _PHASES) if part is not None]
    return sum(parts) if parts else None


def _phases(
    charger: Charger, key: ConnectorKey, value: Callable[..., float | None]
) -> tuple[Phase, ...]:
    sent = {
        s.key.phase
        for s in charger.meters.series()
        if (s.key.evse, s.key.connector) == key
        and s.key.measurand == CURRENT
        and s.key.location == "Outlet"
    }
    named = [name for name in _PHASES if name in sent]
    if named:
        return tuple(Phase(name, value(CURRENT, name)) for name in named)
    return (Phase("", value(CURRENT)),) if None in sent else ()


def _charge_of(charger: Charger, connector: Connector) -> Transaction | None:
    """The charge that runs there, or the last one that did."""
    if connector.transaction is not None:
        return charger.transactions.get(connector.transaction)
    own = [
        t
        for t in charger.transactions.values()
        if (t.evse, t.connector) == connector.key and t.live
    ]
    return own[-1] if own else None


def _energy(charge: Transaction | None, register_wh: float | None) -> float | None:
    if charge is None:
        return None
    if charge.ended_ns is not None:
        return charge.energy_wh
    if register_wh is None or charge.meter_start_wh is None:
        return None
    energy = register_wh - charge.meter_start_wh
    return energy if energy >= 0 else None


def known_connectors(charger: Charger) -> Sequence[Connector]:
    """The outlets in order, with those that only sent meter values so far among them."""
    charted = {(s.key.evse, s.key.connector) for s in charger.meters.series()}
    extra = [Connector(*key) for key in charted if key not in charger.connectors and key[1] != 0]
    return sorted((*charger.outlets(), *extra), key=lambda c: (c.evse or 0, c.number))
