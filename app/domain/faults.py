"""Faults: raised, repeated, cleared, and never forgotten during a visit.

A status notification carries one code. Another code on the same connector does not say that the
first is gone, so both stay active until NoError comes with a status other than Faulted. NoError
together with Faulted happens (matth-x/MicroOcpp issue 136): the last real fault then stays active.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.connector import FAULTED, ConnectorKey
from app.domain.events import Event, FaultCleared, FaultRaised, Severity, StatusChanged

NO_ERROR = "NoError"

MOST_FAULTS = 2000
"""Distinct faults kept per charger: codes are free text and a charger may invent them for ever."""

FaultKey = tuple[int | None, int, str, str]


@dataclass(slots=True)
class Fault:
    """One code on one connector. count: reports in all; raised_count: times it came after being clear."""

    evse: int | None
    connector: int
    code: str
    vendor_code: str
    vendor_id: str
    severity: Severity
    info: str
    first_ns: int
    last_ns: int
    active: bool = True
    cleared_ns: int | None = None
    count: int = 1
    raised_count: int = 1

    @property
    def key(self) -> FaultKey:
        """What makes two reports the same fault."""
        return (self.evse, self.connector, self.code, self.vendor_code)


def severity_of(status: str) -> Severity:
    """With a status other than Faulted the connector stays usable: a warning (OCPP 1.6, 4.9)."""
    return Severity.FAULT if status == FAULTED else Severity.WARNING


class FaultLog:
    """The faults of one charger."""

    def __init__(self) -> None:
        self._faults: dict[FaultKey, Fault] = {}
        self.left_out = 0

    def active(self) -> list[Fault]:
        """Active faults, faults before warnings, newest first."""
        rows = [fault for fault in self._faults.values() if fault.active]
        rows.sort(key=lambda fault: (fault.severity is not Severity.FAULT, -fault.last_ns))
        return rows

    def past(self) -> list[Fault]:
        """Faults that are over, newest first."""
        rows = [fault for fault in self._faults.values() if not fault.active]
        return sorted(rows, key=lambda fault: -fault.last_ns)

    def on_status(self, event: StatusChanged) -> list[Event]:
        """Raise, repeat or clear what a status notification says; returns the derived events."""
        if event.error_code == NO_ERROR and not event.vendor_error_code:
            if event.status != FAULTED:
                return self._clear(event)
            running = self._active_on((event.evse, event.connector))
            if running:
                return [self._repeat(fault, event) for fault in running[-1:]]
        elif event.error_code == NO_ERROR and event.status != FAULTED:
            # A vendor code beside NoError: a notice of the maker, not the end of a fault.
            return [*self._clear(event, but=event.vendor_error_code or ""), self._raise(event)]
        return [self._raise(event)]

    def _active_on(self, connector: ConnectorKey) -> list[Fault]:
        rows = [f for f in self._faults.values() if f.active and (f.evse, f.connector) == connector]
        return sorted(rows, key=lambda fault: fault.last_ns)

    def _raise(self, event: StatusChanged) -> Event:
        vendor_code = event.vendor_error_code or ""
        key = (event.evse, event.connector, event.error_code, vendor_code)
        fault = self._faults.get(key)
        if fault is not None:
            return self._repeat(fault, event)
        fault = Fault(
            evse=event.evse,
            connector=event.connector,
            code=event.error_code,
            vendor_code=vendor_code,
            vendor_id=event.vendor_id or "",
            severity=severity_of(event.status),
            info=event.info or "",
            first_ns=event.t_ns,
            last_ns=event.t_ns,
        )
        if len(self._faults) < MOST_FAULTS:
            self._faults[key] = fault
        else:
            self.left_out += 1
        return self._raised(fault, event)

    def _repeat(self, fault: Fault, event: StatusChanged) -> Event:
        repeated = fault.active
        fault.count += 1
        if not repeated:
            fault.active = True
            fault.cleared_ns = None
            fault.raised_count += 1
        fault.last_ns = event.t_ns
        fault.severity = severity_of(event.status)
        fault.info = event.info or fault.info
        return self._raised(fault, event, repeated)

    def _clear(self, event: StatusChanged, but: str = "") -> list[Event]:
        cleared: list[Event] = []
        for fault in self._active_on((event.evse, event.connector)):
            if but and fault.vendor_code == but and fault.code == event.error_code:
                continue
            fault.active = False
            fault.cleared_ns = event.t_ns
            cleared.append(
                FaultCleared(
                    t_ns=event.t_ns,
                    charger=event.charger,
                    link=event.link,
                    evse=fault.evse,
                    connector=fault.connector,
                    code=fault.code,
                    vendor_code=fault.vendor_code,
                    severity=fault.severity,
                )
            )
        return cleared

    @staticmethod
    def _raised(fault: Fault, event: StatusChanged, repeated: bool = False) -> Event:
        return FaultRaised(
            t_ns=event.t_ns,
            charger=event.charger,
            link=event.link,
            evse=fault.evse,
            connector=fault.connector,
            code=fault.code,
            vendor_code=fault.vendor_code,
            severity=fault.severity,
            info=fault.info,
            vendor_id=fault.vendor_id,
            count=fault.count,
            repeated=repeated,
        )
