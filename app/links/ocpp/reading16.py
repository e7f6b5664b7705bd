"""What a charger says over OCPP 1.6, read as domain events.

Pure but for what one connection has to remember: the charger's clock, the charges that began on it,
and which peculiarities have been told already. A payload arrives after JSON repair and after the
schema's types were restored where that was possible, but nothing here relies on it: every member may
be missing or of any type. Reading never raises and works through any payload in linear time.

Defaults of the standard are applied (OCPP 1.6 ed. 2, sections 6 and 7): errorCode NoError, context
Sample.Periodic, location Outlet, measurand Energy.Active.Import.Register, unit Wh, reason Local. A
missing measurand means energy only where the unit does not contradict (catalogue P02).

Peculiarities that the schema cannot see become findings here, each once per connection and place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.anchor import TimeAnchor
from app.domain.connector import LEGAL_STEPS
from app.domain.events import (
    AuthorizationRequested,
    Booted,
    CertificateRequested,
    ClockCompared,
    Event,
    FindingMade,
    FirmwareReported,
    HeartbeatReceived,
    Identified,
    MetersSampled,
    SecurityReported,
    Severity,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    UploadReported,
    VendorDataReceived,
)
from app.domain.faults import NO_ERROR
from app.domain.redaction import mask_text
from app.domain.transaction import NO_TRANSACTION
from app.links.ocpp import values
from app.links.ocpp.boot16 import read_boot
from app.links.ocpp.clock import Clock, Reading
from app.links.ocpp.configuration16 import configuration
from app.links.ocpp.samples16 import SampleReader
from app.links.ocpp.values import name, number, optional, text, whole

__all__ = ["ERROR_CODES", "Reader", "configuration"]

MOST_REMEMBERED = 512
"""Findings and charges kept per connection; a charger may invent them for ever."""

ERROR_CODES = (
    "ConnectorLockFailure",
    "EVCommunicationError",
    "GroundFailure",
    "HighTemperature",
    "InternalError",
    "LocalListConflict",
    NO_ERROR,
    "OtherError",
    "OverCurrentFailure",
    "OverVoltage",
    "PowerMeterFailure",
    "PowerSwitchFailure",
    "ReaderFailure",
    "ResetFailure",
    "UnderVoltage",
    "WeakSignal",
)
"""ChargePointErrorCode of OCPP 1.6 ed. 2, section 7.6."""

_status_word = values.spelling(tuple(LEGAL_STEPS))
_error_word = values.spelling(ERROR_CODES)


class Reader:
    """Reads the messages of one connection.

    started: transaction -> connector of the latest charges that began here. Hand the same dict to the
    next connection of the charger, so that a charge may end there; it is kept small.
    """

    def __init__(
        self, charger: str, link: int, anchor: TimeAnchor, started: dict[int, int] | None = None
    ) -> None:
        self.charger = charger
        self.link = link
        self.clock = Clock()
        self._anchor = anchor
        self._started: dict[int, int] = {} if started is None else started
        self._seen: dict[int, int] = {}
        self._latest_start: int | None = None
        self._samples = SampleReader(self._notice)
        self._told: set[tuple[str, str]] = set()
        self._events: list[Event] = []
        self._t_ns = 0
        self._frame = 0
        self._readers: dict[str, Callable[[Mapping[str, Any], Mapping[str, Any]], None]] = {
            "Authorize": self._authorize,
            "BootNotification": self._boot,
            "DataTransfer": self._vendor_data,
            "DiagnosticsStatusNotification": self._diagnostics,
            "FirmwareStatusNotification": self._firmware,
            "Heartbeat": self._heartbeat,
            "LogStatusNotification": self._log,
            "MeterValues": self._meter_values,
            "SecurityEventNotification": self._security,
            "SignCertificate": self._certificate,
            "SignedFirmwareStatusNotification": self._firmware,
            "StartTransaction": self._start,
            "StatusNotification": self._status,
            "StopTransaction": self._stop,
        }

    def read(
        self,
        action: str,
        payload: Mapping[str, Any],
        answer: Mapping[str, Any],
        t_ns: int,
        frame: int,
    ) -> list[Event]:
        """The events in one message of the charger, in order.

        answer: what we answered; it carries the transaction id and the status of a tag.
        t_ns: monotonic stamp of receipt. frame: number of the frame, evidence for findings.
        """
        events: list[Event] = []
        self._events = events
        self._t_ns = t_ns
        self._frame = frame
        reader = self._readers.get(action)
        if reader is None:
            self._find("unknown_action", f"/{name(action)}", Severity.NOTICE, action=name(action))
        else:
            reader(payload, answer)
        return events

    # --- the charger about itself -----------------------------------------------------------------

    def _boot(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        boot = read_boot(payload)
        if boot.v2:
            self._find("speaks_v2", "/chargingStation", Severity.WARNING)
        if boot.signal:
            self._find("iccid_not_sim", "/iccid", Severity.NOTICE, value=boot.signal)
        self._events.append(
            Identified(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                vendor=boot.vendor,
                model=boot.model,
                serial=boot.serial,
                firmware=boot.firmware,
                extra=boot.extra,
            )
        )
        self._events.append(
            Booted(t_ns=self._t_ns, charger=self.charger, link=self.link, boot_reason=boot.reason)
        )

    def _heartbeat(self, _: Mapping[str, Any], __: Mapping[str, Any]) -> None:
        self._events.append(
            HeartbeatReceived(t_ns=self._t_ns, charger=self.charger, link=self.link)
        )

    def _status(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        connector = self._connector(payload)
        when = self._when(payload.get("timestamp"), connector)
        status = name(payload.get("status"))
        error = optional(payload.get("errorCode"), values.LONGEST_NAME) or NO_ERROR
        self._events.append(
            StatusChanged(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                evse=None,
                connector=connector,
                status=_status_word(status) or status or "Unknown",
                error_code=_error_word(error) or error,
                vendor_error_code=optional(payload.get("vendorErrorCode")),
                vendor_id=optional(payload.get("vendorId")),
                info=optional(payload.get("info")),
                reported_at=when.stamp,
                live=when.live,
                frame=self._frame,
            )
        )

    def _security(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._events.append(
            SecurityReported(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                type=text(payload.get("type"), 200),
                tech_info=mask_text(optional(payload.get("techInfo")) or ""),
                reported_at=self._when(payload.get("timestamp")).stamp,
            )
        )

    def _firmware(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        status = name(payload.get("status"))
        self._events.append(
            FirmwareReported(t_ns=self._t_ns, charger=self.charger, link=self.link, status=status)
        )

    def _diagnostics(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._upload("diagnostics", payload)

    def _log(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._upload("log", payload)

    def _upload(self, kind: str, payload: Mapping[str, Any]) -> None:
        status = name(payload.get("status"))
        self._events.append(
            UploadReported(
                t_ns=self._t_ns, charger=self.charger, link=self.link, kind=kind, status=status
            )
        )

    def _vendor_data(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._events.append(
            VendorDataReceived(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                vendor_id=text(payload.get("vendorId"), 255),
                message_id=text(payload.get("messageId"), 255),
                data=mask_text(text(payload.get("data"))),
            )
        )

    def _certificate(self, payload: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        csr = text(payload.get("csr"), 5500)
        self._events.append(
            CertificateRequested(t_ns=self._t_ns, charger=self.charger, link=self.link, csr=csr)
        )
        if answer.get("status") != "Accepted":
            self._find("certificate_not_signed", "/csr", Severity.NOTICE)

    # --- charges ------------------------------------------------------------------------------------

    def _authorize(self, payload: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        tag = self._tag(payload)
        info = answer.get("idTagInfo")
        status = name(info.get("status")) if isinstance(info, dict) else ""
        self._events.append(
            AuthorizationRequested(
                t_ns=self._t_ns, charger=self.charger, link=self.link, id_tag=tag, status=status
            )
        )

    def _start(self, payload: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
        connector = self._connector(payload)
        transaction = whole(answer.get("transactionId")) or 0
        _remember(self._started, transaction, connector)
        self._latest_start = transaction
        when = self._when(payload.get("timestamp"))
        self._events.append(
            TransactionStarted(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                evse=None,
                connector=connector,
                transaction=transaction,
                id_tag=self._tag(payload),
                meter_start_wh=number(payload.get("meterStart")),
                reported_at=when.stamp,
                live=when.live,
            )
        )

    def _stop(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        sent = whole(payload.get("transactionId"))
        transaction = self._ending(sent)
        connector = self._started.get(transaction)
        if transaction == self._latest_start:
            self._latest_start = None
        if connector is None:
            connector = self._seen.get(transaction)
            self._find(
                "transaction_not_started_here",
                f"/transactionId/{transaction}",
                Severity.NOTICE,
                transaction=str(transaction),
            )
        data = payload.get("transactionData")
        if data:
            self._sampled(data, connector or 0, transaction)
        meter_stop = number(payload.get("meterStop"))
        if meter_stop is not None and meter_stop < 0:
            meter_stop = None
            self._find("meter_stop_unknown", "/meterStop", Severity.NOTICE)
        when = self._when(payload.get("timestamp"))
        self._events.append(
            TransactionEnded(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                evse=None,
                connector=connector,
                transaction=transaction,
                meter_stop_wh=meter_stop,
                reason=optional(payload.get("reason"), values.LONGEST_NAME) or "Local",
                id_tag=self._tag(payload),
                reported_at=when.stamp,
                live=when.live,
            )
        )

    def _ending(self, sent: int | None) -> int:
        """Which charge a StopTransaction is about.

        -1 is sent for a charge that began without us (EVerest libocpp issue 495), 2^63-1 means none:
        both are taken for the latest that began on this connection. Other negative numbers too, unless
        meter values carried the same one: then it is the charger's own (Etrel, lbbrhzn/ocpp 1000).
        """
        if sent is not None and sent >= 0 and sent not in NO_TRANSACTION:
            return sent
        if sent is not None and sent < 0:
            self._find(
                "transaction_local", "/transactionId", Severity.NOTICE, transaction=str(sent)
            )
        if self._latest_start is not None and (sent == -1 or sent not in self._seen):
            return self._latest_start
        return 0 if sent is None else sent

    def _tag(self, payload: Mapping[str, Any]) -> str:
        sent = payload.get("idTag")
        tag = text(sent, 255).strip()
        if isinstance(sent, str) and not sent.isprintable():
            # Ocular LTE Plus hangs two control characters on a full tag (lbbrhzn/ocpp issue 2030).
            self._find("id_tag_damaged", "/idTag", Severity.NOTICE, tag=tag)
        return tag

    # --- meter values ---------------------------------------------------------------------------------

    def _meter_values(self, payload: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        transaction = whole(payload.get("transactionId"))
        if transaction is not None:
            if transaction == 0 or transaction in NO_TRANSACTION:
                transaction = None
            elif transaction < 0:
                self._find(
                    "transaction_local",
                    "/transactionId",
                    Severity.NOTICE,
                    transaction=str(transaction),
                )
        connector = self._connector(payload)
        if transaction is not None and transaction not in self._seen:
            # The only thing that tells where a charge runs that began before we listened.
            _remember(self._seen, transaction, connector)
        self._sampled(payload.get("meterValue"), connector, transaction)

    def _sampled(self, meter_values: Any, connector: int, transaction: int | None) -> None:
        if isinstance(meter_values, dict):
            meter_values = (meter_values,)  # Huawei SCharger: lbbrhzn/ocpp issue 1144
        elif not isinstance(meter_values, list):
            return
        for meter_value in meter_values:
            if not isinstance(meter_value, dict):
                continue
            when = self._when(meter_value.get("timestamp"))
            samples = self._samples.read(meter_value.get("sampledValue"))
            if samples:
                self._events.append(
                    MetersSampled(
                        t_ns=self._t_ns,
                        charger=self.charger,
                        link=self.link,
                        evse=None,
                        connector=connector,
                        samples=samples,
                        measured_at=when.stamp,
                        transaction=transaction,
                        live=when.live,
                    )
                )

    # --- common to all ------------------------------------------------------------------------------

    def _connector(self, payload: Mapping[str, Any]) -> int:
        """The connector as the charger counts; 0, the station, when it does not say."""
        connector = whole(payload.get("connectorId"))
        return 0 if connector is None else connector

    def _when(self, sent: Any, status_of: int | None = None) -> Reading:
        wall_s = self._anchor.wall_of(self._t_ns) / 1e9
        when = self.clock.read(sent, wall_s, status_of)
        if when.compared:
            self._events.append(
                ClockCompared(
                    t_ns=self._t_ns,
                    charger=self.charger,
                    link=self.link,
                    offset_s=None if when.offset_s is None else round(when.offset_s, 3),
                    reported=when.reported,
                )
            )
        for remark in when.remarks:
            self._find(remark.rule, "/timestamp", remark.severity, **remark.facts)
        return when

    def _notice(self, rule: str, path: str, facts: Mapping[str, str]) -> None:
        self._find(rule, path, Severity.NOTICE, **facts)

    def _find(self, rule: str, path: str, severity: Severity, **facts: str) -> None:
        """A finding, once per connection for a rule and place."""
        told = (rule, path)
        if told in self._told or len(self._told) >= MOST_REMEMBERED:
            return
        self._told.add(told)
        self._events.append(
            FindingMade(
                t_ns=self._t_ns,
                charger=self.charger,
                link=self.link,
                rule=rule,
                severity=severity,
                path=path,
                facts=facts,
                frame=self._frame,
            )
        )


def _remember(connectors: dict[int, int], transaction: int, connector: int) -> None:
    connectors[transaction] = connector
    if len(connectors) > MOST_REMEMBERED:
        del connectors[next(iter(connectors))]
