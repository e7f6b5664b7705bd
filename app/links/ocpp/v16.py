"""OCPP 1.6 with its security extension, from the side of the central system.

Three things: which answer each message of a charger gets, how a command of the technician becomes a
call, and what the charger's answer to it means. All as tables; nothing here keeps state or touches
the wire. Answers are worked out from whatever came, so none of it ever raises over a charger's data.

Refusing a message does harm: a charger repeats it for ever, or does not work at all (catalogue B13,
P08, P09). So everything known is answered with a result, and what is odd about it becomes a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.domain.commands import (
    CallRaw,
    ChangeAvailability,
    ClearCache,
    Command,
    DeliverDiagnostics,
    Outcome,
    ReadConfiguration,
    Reset,
    ResetKind,
    SendVendorData,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
    WriteConfiguration,
)
from app.links.ocpp.configuration16 import check_value
from app.links.ocpp.csms import Csms
from app.links.ocpp.policy import CsmsPolicy
from app.links.ocpp.values import name, optional, text, whole

__all__ = [
    "DEFAULT_TIMEOUT_S",
    "TEST_ID_TAG",
    "TIMEOUTS",
    "answer",
    "calls",
    "check_value",
    "outcome",
    "tag_status",
]

# --- answers ------------------------------------------------------------------------------------

TEST_ID_TAG = "C0FFEE16"
"""The tag of a test charge: 8 hexadecimal digits look like a card with a 4-byte number. Tags of ours
stay within 16 characters of A-F and 0-9: longer ones come back damaged from Ocular LTE Plus
(lbbrhzn/ocpp issue 2030), and Alfen takes hexadecimal ones only (issue 514)."""

LONGEST_TAG = 20
"""IdToken is a CiString20 (OCPP 1.6 ed. 2, section 7.28)."""


def tag_status(policy: CsmsPolicy, sent: Any) -> str:
    """``Accepted`` or ``Invalid`` for a tag, as the technician's policy wants it.

    Compared without case, and without what some makes hang behind a full tag: control characters
    (catalogue F06) or a 21st character. The tag of our own test charge is always accepted.
    """
    if policy.accept_all_tags:
        return "Accepted"
    allowed = {tag.strip().casefold() for tag in policy.tags}
    allowed.add(TEST_ID_TAG.casefold())
    tag = text(sent, 255).strip()
    if tag.casefold() in allowed or tag[:LONGEST_TAG].casefold() in allowed:
        return "Accepted"
    return "Invalid"


Answer = Callable[[Mapping[str, Any], Csms], dict[str, Any]]


def _nothing(_: Mapping[str, Any], __: Csms) -> dict[str, Any]:
    return {}


def _boot(_: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    return {
        "status": "Accepted",
        "currentTime": csms.now_utc(),
        "interval": csms.policy.heartbeat_interval_s,
    }


def _heartbeat(_: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    return {"currentTime": csms.now_utc()}


def _authorize(payload: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    return {"idTagInfo": {"status": tag_status(csms.policy, payload.get("idTag"))}}


def _start(payload: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    # Even a refused tag gets an id: the charge has begun and its end will name it.
    return {
        "transactionId": csms.next_transaction_id(),
        "idTagInfo": {"status": tag_status(csms.policy, payload.get("idTag"))},
    }


def _accepted(_: Mapping[str, Any], __: Csms) -> dict[str, Any]:
    return {"status": "Accepted"}


def _rejected(_: Mapping[str, Any], __: Csms) -> dict[str, Any]:
    return {"status": "Rejected"}


ANSWERS: dict[str, Answer] = {
    "Authorize": _authorize,
    "BootNotification": _boot,
    # Some makes report through it (EVBox, lbbrhzn/ocpp issue 221); UnknownVendorId upsets them.
    "DataTransfer": _accepted,
    "DiagnosticsStatusNotification": _nothing,
    "FirmwareStatusNotification": _nothing,
    "Heartbeat": _heartbeat,
    "LogStatusNotification": _nothing,
    "MeterValues": _nothing,
    "SecurityEventNotification": _nothing,
    # Accepted promises a signed certificate to follow, and there is nobody here to sign one.
    "SignCertificate": _rejected,
    "SignedFirmwareStatusNotification": _nothing,
    "StartTransaction": _start,
    "StatusNotification": _nothing,
    # A charge is never kept from ending (catalogue B08), so there is nothing to say about the tag.
    "StopTransaction": _nothing,
}
"""Every action that a charger may call, OCPP 1.6 ed. 2 section 4 and the security whitepaper."""


def answer(action: str, payload: Mapping[str, Any], csms: Csms) -> dict[str, Any] | None:
    """The payload of the CALLRESULT; None for an action that 1.6 does not know."""
    make = ANSWERS.get(action)
    return None if make is None else make(payload, csms)


# --- calls ----------------------------------------------------------------------------------------

DEFAULT_TIMEOUT_S = 10.0

_SLOW_S = 30.0

TIMEOUTS: dict[str, float] = {
    "CancelReservation": DEFAULT_TIMEOUT_S,
    "CertificateSigned": _SLOW_S,
    "ChangeAvailability": DEFAULT_TIMEOUT_S,
    "ChangeConfiguration": DEFAULT_TIMEOUT_S,
    "ClearCache": DEFAULT_TIMEOUT_S,
    "ClearChargingProfile": DEFAULT_TIMEOUT_S,
    "DataTransfer": DEFAULT_TIMEOUT_S,
    "DeleteCertificate": _SLOW_S,
    "ExtendedTriggerMessage": DEFAULT_TIMEOUT_S,
    "GetCompositeSchedule": DEFAULT_TIMEOUT_S,
    "GetConfiguration": _SLOW_S,
    "GetDiagnostics": _SLOW_S,
    "GetInstalledCertificateIds": _SLOW_S,
    "GetLocalListVersion": DEFAULT_TIMEOUT_S,
    "GetLog": _SLOW_S,
    "InstallCertificate": _SLOW_S,
    "RemoteStartTransaction": DEFAULT_TIMEOUT_S,
    "RemoteStopTransaction": DEFAULT_TIMEOUT_S,
    "ReserveNow": DEFAULT_TIMEOUT_S,
    "Reset": DEFAULT_TIMEOUT_S,
    "SendLocalList": _SLOW_S,
    "SetChargingProfile": DEFAULT_TIMEOUT_S,
    "SignedUpdateFirmware": _SLOW_S,
    "TriggerMessage": DEFAULT_TIMEOUT_S,
    "UnlockConnector": DEFAULT_TIMEOUT_S,
    "UpdateFirmware": DEFAULT_TIMEOUT_S,
}
"""Every action that a charger can be called with, and how many seconds it has for its answer.

10 s tell a dead charger from a slow one (catalogue B06); 30 s where it has to pack files, write a
long list to flash, or compute with keys.
"""

EXTENDED_TRIGGERS = frozenset({"LogStatusNotification", "SignChargePointCertificate"})
"""Messages that only the trigger of the security extension can ask for."""

UPLOAD_RETRIES = 1
UPLOAD_RETRY_INTERVAL_S = 5
"""One more try soon after a cut transfer; after that another protocol is the better try."""


def calls(command: Command) -> tuple[str, dict[str, Any]]:
    """The action and payload of the CALL that carries out a command.

    Members that were not given are left out rather than null. Raises ValueError for UploadDiagnostics,
    which is carried out in steps and never reaches the wire itself.
    """
    match command:
        case Reset():
            return "Reset", {"type": "Hard" if command.kind is ResetKind.HARD else "Soft"}
        case UnlockConnector():
            return "UnlockConnector", {"connectorId": command.connector}
        case DeliverDiagnostics():
            return _deliver(command)
        case TriggerMessage():
            extended = command.message in EXTENDED_TRIGGERS
            return (
                "ExtendedTriggerMessage" if extended else "TriggerMessage",
                _given(requestedMessage=command.message, connectorId=command.connector),
            )
        case ChangeAvailability():
            kind = "Operative" if command.operative else "Inoperative"
            return "ChangeAvailability", {"connectorId": command.connector, "type": kind}
        case StartCharge():
            # 0 is no outlet to charge at; without a number the charger chooses one.
            return (
                "RemoteStartTransaction",
                _given(connectorId=command.connector or None, idTag=command.id_tag or TEST_ID_TAG),
            )
        case StopCharge():
            # 0 when no charge is known to run: the charger says whether it has one of that number.
            return "RemoteStopTransaction", {"transactionId": whole(command.transaction) or 0}
        case ReadConfiguration():
            return "GetConfiguration", {"key": list(command.keys)} if command.keys else {}
        case WriteConfiguration():
            return "ChangeConfiguration", {"key": command.key, "value": command.value}
        case ClearCache():
            return "ClearCache", {}
        case SendVendorData():
            return (
                "DataTransfer",
                _given(vendorId=command.vendor_id, messageId=command.message_id, data=command.data),
            )
        case CallRaw():
            return command.action, dict(command.payload)
        case UploadDiagnostics():
            raise ValueError("an upload goes out as DeliverDiagnostics")


def _deliver(command: DeliverDiagnostics) -> tuple[str, dict[str, Any]]:
    tries = {"retries": UPLOAD_RETRIES, "retryInterval": UPLOAD_RETRY_INTERVAL_S}
    if not command.log:
        return "GetDiagnostics", {"location": command.location, **tries}
    return "GetLog", {
        "logType": command.log_type,
        "requestId": command.request,
        **tries,
        "log": {"remoteLocation": command.location},
    }


def _given(**members: Any) -> dict[str, Any]:
    return {member: value for member, value in members.items() if value is not None}


# --- outcomes -------------------------------------------------------------------------------------

ACCEPTED_WORDS = frozenset(
    {"accepted", "scheduled", "rebootrequired", "unlocked", "acceptedcanceled"}
)
"""Statuses after which an effect may be expected, in small letters."""

ANSWERED_WITHOUT_STATUS = frozenset({"GetConfiguration", "GetDiagnostics", "GetLocalListVersion"})
"""Calls whose answers have no status in the standard: any answer is a yes."""


def outcome(command: Command, action: str, payload: Mapping[str, Any]) -> Outcome:
    """What the charger's CALLRESULT means.

    The status is the charger's word as sent, ``Unknown`` when it sent none where one belongs.
    """
    status = optional(payload.get("status"), 50)
    if status is None:
        if action in ANSWERED_WITHOUT_STATUS:
            return Outcome("Accepted", True, _detail(action, payload), payload)
        return Outcome("Unknown", False, "answered without a status", payload)
    accepted = status.casefold() in ACCEPTED_WORDS
    return Outcome(name(status), accepted, _detail(action, payload) if accepted else "", payload)


def _detail(action: str, payload: Mapping[str, Any]) -> str:
    """The fact beside the status that is worth showing."""
    match action:
        case "GetDiagnostics":
            # No name means no file (OCPP 1.6 ed. 2, section 5.9); one may come all the same.
            file = optional(payload.get("fileName"), 255)
            return file or "the charger says that it has no diagnostics file"
        case "GetLog":
            return optional(payload.get("filename"), 255) or ""
        case "GetLocalListVersion":
            version = whole(payload.get("listVersion"))
            return "" if version is None else f"version {version}"
        case "DataTransfer":
            return optional(payload.get("data")) or ""
        case "GetCompositeSchedule":
            schedule = payload.get("chargingSchedule")
            periods = schedule.get("chargingSchedulePeriod") if isinstance(schedule, dict) else None
            return "no limit active" if periods == [] else ""  # ZJ Beny, evcc pull request 15028
        case _:
            return ""
