"""Polite answers to OCPP 2.0.1 and 2.1, until those versions are read as well.

A charger that agreed on 2.0.1 or 2.1 must not hang: every message that it may send gets a valid
answer with as little in it as the schema allows. A charger that speaks 1.6 in spite of what was
agreed is answered in that shape (FoxESS on "auto", catalogue H04).

Source: the request and response schemas of OCPP 2.0.1 ed. 3 and 2.1 ed. 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.links.ocpp import v16
from app.links.ocpp.csms import Csms
from app.links.ocpp.values import text

V21 = "2.1"

Answer = Callable[[Mapping[str, Any], Csms], dict[str, Any]]


def _constant(**members: Any) -> Answer:
    return lambda payload, csms: dict(members)


def _from_v16(action: str) -> Answer:
    return lambda payload, csms: v16.ANSWERS[action](payload, csms)


def _tag_of(payload: Mapping[str, Any]) -> Any:
    token = payload.get("idToken")
    return token.get("idToken") if isinstance(token, dict) else token


def _authorize(payload: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    return {"idTokenInfo": {"status": v16.tag_status(csms.policy, _tag_of(payload))}}


def _transaction(payload: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    # The verdict on a token belongs in the answer only where the charger named one, and an end is
    # never refused.
    if _tag_of(payload) is None or payload.get("eventType") == "Ended":
        return {}
    return _authorize(payload, csms)


def _vat_number(payload: Mapping[str, Any], _: Csms) -> dict[str, Any]:
    return {"vatNumber": text(payload.get("vatNumber"), 20), "status": "Rejected"}


def _certificate_chain(payload: Mapping[str, Any], csms: Csms) -> dict[str, Any]:
    """One status for each certificate asked about: nobody here can tell."""
    asked = payload.get("certificateStatusRequests")
    return {
        "certificateStatus": [
            {
                "certificateHashData": request.get("certificateHashData"),
                "source": request.get("source"),
                "status": "Failed",
                "nextUpdate": csms.now_utc(),
            }
            for request in (asked[:4] if isinstance(asked, list) else ())
            if isinstance(request, dict)
        ]
    }


_nothing = _constant()
_accepted = _constant(status="Accepted")
_rejected = _constant(status="Rejected")

ANSWERS: dict[str, Answer] = {
    "Authorize": _authorize,
    "BootNotification": _from_v16("BootNotification"),
    "ClearedChargingLimit": _nothing,
    "DataTransfer": _accepted,
    "FirmwareStatusNotification": _nothing,
    "Get15118EVCertificate": _constant(status="Failed", exiResponse=""),
    "GetCertificateStatus": _constant(status="Failed"),
    "Heartbeat": _from_v16("Heartbeat"),
    "LogStatusNotification": _nothing,
    "MeterValues": _nothing,
    "NotifyChargingLimit": _nothing,
    "NotifyCustomerInformation": _nothing,
    "NotifyDisplayMessages": _nothing,
    "NotifyEVChargingNeeds": _rejected,
    "NotifyEVChargingSchedule": _accepted,
    "NotifyEvent": _nothing,
    "NotifyMonitoringReport": _nothing,
    "NotifyReport": _nothing,
    "PublishFirmwareStatusNotification": _nothing,
    "ReportChargingProfiles": _nothing,
    "ReservationStatusUpdate": _nothing,
    "SecurityEventNotification": _nothing,
    "SignCertificate": _rejected,
    "StatusNotification": _nothing,
    "TransactionEvent": _transaction,
    # 1.6 on a connection of 2.x
    "DiagnosticsStatusNotification": _nothing,
    "SignedFirmwareStatusNotification": _nothing,
    "StartTransaction": _from_v16("StartTransaction"),
    "StopTransaction": _from_v16("StopTransaction"),
}
"""Every action of OCPP 2.0.1 that a charging station may call."""

ANSWERS_21: dict[str, Answer] = {
    "BatterySwap": _nothing,
    "ClosePeriodicEventStream": _nothing,
    "GetCertificateChainStatus": _certificate_chain,
    "NotifyDERAlarm": _nothing,
    "NotifyDERStartStop": _nothing,
    "NotifyPriorityCharging": _nothing,
    "NotifySettlement": _nothing,
    "OpenPeriodicEventStream": _rejected,
    "PullDynamicScheduleUpdate": _rejected,
    "ReportDERControl": _nothing,
    "VatNumberValidation": _vat_number,
}
"""What 2.1 adds."""


def answer(
    version: str, action: str, payload: Mapping[str, Any], csms: Csms
) -> dict[str, Any] | None:
    """The payload of the CALLRESULT; None for an action that the version does not know.

    version: ``2.0.1`` or ``2.1``.
    """
    make = ANSWERS.get(action)
    if make is None and version == V21:
        make = ANSWERS_21.get(action)
    return None if make is None else make(payload, csms)
