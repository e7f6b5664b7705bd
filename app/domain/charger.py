"""A charger: the one place where its state changes is ``Charger.apply``."""

from __future__ import annotations

from app.domain.connector import LEGAL_STEPS, STATION_STATES, Connector, ConnectorKey, is_legal_step
from app.domain.events import (
    Booted,
    CertificateRequested,
    ClockCompared,
    ConfigurationRead,
    Connected,
    Disconnected,
    Event,
    FindingMade,
    FirmwareReported,
    Identified,
    MetersSampled,
    SecurityReported,
    Severity,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
)
from app.domain.faults import NO_ERROR, FaultLog
from app.domain.findings import Findings
from app.domain.identity import Identity
from app.domain.metering import MeterStore
from app.domain.transaction import Transaction

MOST_CONNECTORS = 200
"""Connectors kept per charger. Ids come from the charger; no station has this many."""

MOST_TRANSACTIONS = 1000
MOST_CONFIGURATION_KEYS = 5000


class Charger:
    """All that is known about one charger, built from events alone.

    key: its id, or ``unnamed@IP`` when it dialled in without one.
    link: number of the connection that counts, 0 while there is none.
    clock_offset_s: charger minus laptop in seconds, None while unknown or when its clock is not set.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        self.identity = Identity()
        self.link = 0
        self.connected_since_ns: int | None = None
        self.disconnected_ns: int | None = None
        self.connection: Connected | None = None
        self.last_heard_ns: int | None = None
        self.boots = 0
        self.last_boot_ns: int | None = None
        self.clock_offset_s: float | None = None
        self.clock_unset = False
        self.connectors: dict[ConnectorKey, Connector] = {}
        self.transactions: dict[int | str, Transaction] = {}
        self.faults = FaultLog()
        self.findings = Findings()
        self.meters = MeterStore()
        self.configuration: dict[str, ConfigurationRead] = {}
        self.firmware_status = ""
        self.security: list[SecurityReported] = []
        self.certificate_request: CertificateRequested | None = None

    @property
    def connected(self) -> bool:
        """Whether a link to the charger is open now."""
        return self.link != 0

    @property
    def name(self) -> str:
        """What to call it: its id, or what its boot message says when it dialled in without one."""
        if not self.key.startswith("unnamed@"):
            return self.key
        return self.identity.serial or self.identity.model or self.key

    def heard(self, t_ns: int) -> None:
        """Any frame from the charger is a sign of life."""
        self.last_heard_ns = t_ns

    def apply(self, event: Event) -> list[Event]:
        """Take in one event and return what follows from it (faults, findings), oldest first."""
        match event:
            case MetersSampled():
                self.meters.add(event)
            case StatusChanged():
                return self._status(event)
            case TransactionStarted():
                self._started(event)
            case TransactionEnded():
                self._ended(event)
            case FindingMade():
                self.findings.add(event)
            case Connected():
                self.link = event.link
                self.connection = event
                self.connected_since_ns = event.t_ns
                self.last_heard_ns = event.t_ns
            case Disconnected():
                if event.link == self.link:
                    self.link = 0
                    self.connected_since_ns = None
                    self.disconnected_ns = event.t_ns
            case Identified():
                self.identity = Identity(
                    event.vendor, event.model, event.serial, event.firmware, event.extra
                )
            case Booted():
                self.boots += 1
                self.last_boot_ns = event.t_ns
            case ClockCompared():
                self.clock_offset_s = event.offset_s
                self.clock_unset = event.offset_s is None
            case ConfigurationRead():
                if event.key in self.configuration or (
                    len(self.configuration) < MOST_CONFIGURATION_KEYS
                ):
                    self.configuration[event.key] = event
            case FirmwareReported():
                self.firmware_status = event.status
            case SecurityReported():
                self.security.append(event)
                del self.security[:-MOST_TRANSACTIONS]
            case CertificateRequested():
                self.certificate_request = event
            case _:
                pass
        return []

    def connector(self, key: ConnectorKey) -> Connector | None:
        """The connector, made when it is first heard of; None beyond the bound."""
        connector = self.connectors.get(key)
        if connector is None and len(self.connectors) < MOST_CONNECTORS:
            connector = self.connectors[key] = Connector(*key)
        return connector

    def outlets(self) -> list[Connector]:
        """The connectors without the station, in the order of their numbers."""
        rows = [c for c in self.connectors.values() if c.number != 0]
        return sorted(rows, key=lambda c: (c.evse or 0, c.number))

    @property
    def station(self) -> Connector | None:
        """Connector 0, None until the charger spoke of it."""
        return self.connectors.get((None, 0))

    def open_transactions(self) -> list[Transaction]:
        """Charges that have begun and not ended, oldest first."""
        return [t for t in self.transactions.values() if t.ended_ns is None]

    def _status(self, event: StatusChanged) -> list[Event]:
        connector = self.connector((event.evse, event.connector))
        if connector is None:
            return []
        derived: list[Event] = []
        if not event.live:
            return derived
        before = connector.status
        if event.status != before:
            connector.status = event.status
            connector.since_ns = event.t_ns
            if not self._is_legal(connector, before, event):
                derived.append(
                    FindingMade(
                        t_ns=event.t_ns,
                        charger=event.charger,
                        link=event.link,
                        rule="status_step",
                        severity=Severity.NOTICE,
                        path=f"/connector/{event.connector}",
                        facts={
                            "before": before,
                            "after": event.status,
                            "connector": str(event.connector),
                        },
                        frame=event.frame,
                    )
                )
        connector.link = event.link
        connector.error_code = event.error_code
        connector.vendor_error_code = event.vendor_error_code or ""
        connector.info = event.info or ""
        if event.error_code != NO_ERROR:
            connector.last_error = event.error_code
            connector.last_vendor_error = event.vendor_error_code or ""
            connector.last_error_ns = event.t_ns
        derived.extend(self.faults.on_status(event))
        return derived

    @staticmethod
    def _is_legal(connector: Connector, before: str, event: StatusChanged) -> bool:
        after = event.status
        if connector.number == 0 and connector.evse is None:
            return after in STATION_STATES or after not in LEGAL_STEPS
        # What happened between two connections was not seen, so it cannot be judged.
        return not before or connector.link != event.link or is_legal_step(before, after)

    def _started(self, event: TransactionStarted) -> None:
        transaction = Transaction(
            id=event.transaction,
            connector=event.connector,
            evse=event.evse,
            id_tag=event.id_tag,
            started_ns=event.t_ns,
            meter_start_wh=event.meter_start_wh,
            live=event.live,
        )
        self._keep(transaction)
        connector = self.connector((event.evse, event.connector))
        if connector is not None and event.live:
            connector.transaction = event.transaction

    def _ended(self, event: TransactionEnded) -> None:
        transaction = self.transactions.get(event.transaction)
        if transaction is None:
            transaction = Transaction(event.transaction, event.connector, event.evse)
            self._keep(transaction)
        transaction.ended_ns = event.t_ns
        transaction.meter_stop_wh = event.meter_stop_wh
        transaction.reason = event.reason
        for connector in self.connectors.values():
            if connector.transaction == event.transaction:
                connector.transaction = None

    def _keep(self, transaction: Transaction) -> None:
        # An id that is used again is a new charge and goes to the end of the order.
        self.transactions.pop(transaction.id, None)
        self.transactions[transaction.id] = transaction
        while len(self.transactions) > MOST_TRANSACTIONS:
            del self.transactions[next(iter(self.transactions))]
