"""What the charger answers to the CSMS, and what follows from it."""

from __future__ import annotations

import contextlib
import inspect
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.simulator.answers import Answers
from app.simulator.charger import SimulatedCharger
from app.simulator.options import SimulatorOptions
from app.simulator.script import Script
from app.simulator.wire import RefusedError
from tests.simulator.conftest import Plays
from tests.simulator.csms import Csms, readings, statuses
from tests.simulator.receivers import certificate


async def test_configuration_is_read_and_written(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    keys = {k["key"]: k for k in (await csms.ask("GetConfiguration"))["configurationKey"]}
    assert len(keys) >= 45
    assert keys["NumberOfConnectors"] == {
        "key": "NumberOfConnectors",
        "readonly": True,
        "value": "2",
    }
    assert keys["StationPassword"]["value"].startswith("Servicelucka")
    assert "value" not in keys["AuthorizationKey"]
    some = await csms.ask("GetConfiguration", {"key": ["LightIntensity", "Nonsense"]})
    assert some["unknownKey"] == ["Nonsense"]
    expected = {
        ("LightIntensity", "40"): "Accepted",
        ("LightIntensity", "101"): "Rejected",
        ("HeartbeatInterval", "abc"): "Rejected",
        ("HeartbeatInterval", "-1"): "Rejected",
        ("NumberOfConnectors", "4"): "Rejected",
        ("WebSocketPingInterval", "30"): "RebootRequired",
        ("MeterValuesSampledData", "Voltage,Soup"): "Rejected",
        ("MeterValuesSampledData", ""): "Accepted",
        ("Nonsense", "1"): "NotSupported",
        ("LocalPreAuthorize", "yes"): "Rejected",
    }
    for (key, value), status in expected.items():
        assert await csms.ask("ChangeConfiguration", {"key": key, "value": value}) == {
            "status": status
        }
    assert charger.configuration.text("LightIntensity") == "40"


async def test_a_new_authorization_key_is_used_at_the_next_dialling(
    csms: Csms, plays: Plays
) -> None:
    charger = plays(password="gammalt-losen")
    await csms.booted()
    await csms.ask(
        "ChangeConfiguration", {"key": "AuthorizationKey", "value": "nytt-losenord-1234"}
    )
    await csms.until(lambda: csms.links == 2)
    assert csms.requests[0][1] != csms.requests[1][1]
    assert not any("nytt-losenord" in line.text for line in charger.journal.lines())


@pytest.mark.parametrize(("kind", "reason"), [("Soft", "SoftReset"), ("Hard", "HardReset")])
async def test_a_reset_ends_transactions_disconnects_and_boots(
    csms: Csms, plays: Plays, kind: str, reason: str
) -> None:
    charger = plays(eager_drivers=True)
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.hears_status(1, "Charging")
    before = len(csms.heard)
    assert await csms.ask("Reset", {"type": kind}) == {"status": "Accepted"}
    await csms.until(lambda: csms.closed == 1)
    await csms.hears("BootNotification", after=before)
    stop = await csms.hears("StopTransaction", reason=reason)
    assert stop["transactionId"] == 701
    links = [h.link for h in csms.heard if h.action == "StopTransaction"]
    assert links == ([1] if kind == "Soft" else [2])
    assert charger.registration.boots == 2 or await csms.hears_status(1, "Preparing", after=before)
    await csms.hears("StartTransaction", after=before)  # the driver holds the card to it again


async def test_unlock_ends_a_transaction_first(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.hears_status(1, "Charging")
    assert await csms.ask("UnlockConnector", {"connectorId": 1}) == {"status": "Unlocked"}
    assert await csms.hears("StopTransaction", reason="UnlockCommand")
    assert await csms.ask("UnlockConnector", {"connectorId": 2}) == {"status": "Unlocked"}
    assert await csms.ask("UnlockConnector", {"connectorId": 9}) == {"status": "NotSupported"}
    charger.fault(2, "ConnectorLockFailure")
    assert await csms.ask("UnlockConnector", {"connectorId": 2}) == {"status": "UnlockFailed"}


async def test_availability_waits_for_the_end_of_charging(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.hears_status(1, "Charging")
    change = {"connectorId": 0, "type": "Inoperative"}
    assert await csms.ask("ChangeAvailability", change) == {"status": "Scheduled"}
    await csms.hears_status(2, "Unavailable")
    await csms.hears_status(0, "Unavailable")
    charger.stop(1)
    await csms.hears_status(1, "Unavailable")
    operative = {"connectorId": 1, "type": "Operative"}
    assert await csms.ask("ChangeAvailability", operative) == {"status": "Accepted"}
    await csms.until(lambda: statuses(csms, 1)[-1] == "Preparing")
    wrong = {"connectorId": 5, "type": "Operative"}
    assert await csms.ask("ChangeAvailability", wrong) == {"status": "Rejected"}


async def test_remote_start_and_stop(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(2)
    assert await csms.ask("RemoteStartTransaction", {"idTag": "F00D"}) == {"status": "Accepted"}
    await csms.hears("StartTransaction", connectorId=2, idTag="F00D")
    await csms.hears_status(2, "Charging")
    again = {"idTag": "F00D", "connectorId": 2}
    assert await csms.ask("RemoteStartTransaction", again) == {"status": "Rejected"}
    assert await csms.ask("RemoteStopTransaction", {"transactionId": 1}) == {"status": "Rejected"}
    assert await csms.ask("RemoteStopTransaction", {"transactionId": 701}) == {"status": "Accepted"}
    await csms.hears("StopTransaction", reason="Remote")


async def test_an_eager_driver_comes_for_a_remote_start(csms: Csms, plays: Plays) -> None:
    charger = plays(eager_drivers=True)
    charger.set_key("AuthorizeRemoteTxRequests", "true")
    await csms.booted()
    ask = {"idTag": "F00D", "connectorId": 1}
    assert await csms.ask("RemoteStartTransaction", ask) == {"status": "Accepted"}
    await csms.hears("Authorize", idTag="F00D")
    await csms.hears("StartTransaction", connectorId=1, idTag="F00D")


@pytest.mark.parametrize(
    ("action", "kind", "expected"),
    [
        ("TriggerMessage", "BootNotification", "BootNotification"),
        ("TriggerMessage", "Heartbeat", "Heartbeat"),
        ("TriggerMessage", "MeterValues", "MeterValues"),
        ("TriggerMessage", "StatusNotification", "StatusNotification"),
        ("TriggerMessage", "DiagnosticsStatusNotification", "DiagnosticsStatusNotification"),
        ("TriggerMessage", "FirmwareStatusNotification", "FirmwareStatusNotification"),
        ("ExtendedTriggerMessage", "LogStatusNotification", "LogStatusNotification"),
        ("ExtendedTriggerMessage", "SignChargePointCertificate", "SignCertificate"),
    ],
)
async def test_triggered_messages_are_really_sent(
    csms: Csms, plays: Plays, action: str, kind: str, expected: str
) -> None:
    plays()
    await csms.booted()
    before = len(csms.heard)
    assert await csms.ask(action, {"requestedMessage": kind}) == {"status": "Accepted"}
    await csms.hears(expected, after=before)


async def test_triggers_for_one_connector_and_for_none(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    before = len(csms.heard)
    one = {"requestedMessage": "StatusNotification", "connectorId": 2}
    assert await csms.ask("TriggerMessage", one) == {"status": "Accepted"}
    assert (await csms.hears("StatusNotification", after=before))["connectorId"] == 2
    one["connectorId"] = 7
    assert await csms.ask("TriggerMessage", one) == {"status": "Rejected"}
    assert await csms.ask("TriggerMessage", {"requestedMessage": "Coffee"}) == {
        "status": "NotImplemented"
    }


def profile(purpose: str, limit: float, **more: Any) -> dict[str, Any]:
    return {
        "chargingProfileId": 100 + len(purpose),
        "stackLevel": 0,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": "Relative",
        "chargingSchedule": {
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": limit}],
        },
    } | more


async def test_a_charging_profile_really_caps_the_current(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    ask: dict[str, Any] = {"connectorId": 1, "csChargingProfiles": profile("TxProfile", 8)}
    assert await csms.ask("SetChargingProfile", ask) == {"status": "Rejected"}  # no transaction yet
    charger.plug_in(1)
    charger.start(1)
    await csms.hears("MeterValues")
    assert await csms.ask("SetChargingProfile", ask) == {"status": "Accepted"}
    await csms.until(lambda: 7 < readings(csms, 1)[-1][("Current.Import", "L1")] <= 8)
    watts = profile("ChargePointMaxProfile", 6 * 690.0)
    watts["chargingSchedule"]["chargingRateUnit"] = "W"
    watts |= {"chargingProfileKind": "Absolute"}
    watts["chargingSchedule"]["startSchedule"] = "2020-01-01T00:00:00Z"
    ask = {"connectorId": 0, "csChargingProfiles": watts}
    assert await csms.ask("SetChargingProfile", ask) == {"status": "Accepted"}
    await csms.until(lambda: readings(csms, 1)[-1][("Current.Offered", "")] == 6)
    schedule = await csms.ask("GetCompositeSchedule", {"connectorId": 1, "duration": 600})
    assert schedule["chargingSchedule"]["chargingSchedulePeriod"] == [
        {"startPeriod": 0, "limit": 6.0}
    ]
    assert await csms.ask("ClearChargingProfile", {}) == {"status": "Accepted"}
    assert await csms.ask("ClearChargingProfile", {"id": 5}) == {"status": "Unknown"}
    ask = {"connectorId": 1, "csChargingProfiles": profile("TxDefaultProfile", 0)}
    assert await csms.ask("SetChargingProfile", ask) == {"status": "Accepted"}
    await csms.hears_status(1, "SuspendedEVSE")


async def test_a_reservation_keeps_a_connector_for_a_card(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    ask = {
        "connectorId": 1,
        "expiryDate": (datetime.now(UTC) + timedelta(hours=1)).isoformat(),
        "idTag": "BEEF",
        "reservationId": 5,
    }
    assert await csms.ask("ReserveNow", ask) == {"status": "Accepted"}
    await csms.hears_status(1, "Reserved")
    charger.plug_in(1)
    assert not charger.start(1, "OTHER")
    assert charger.start(1, "BEEF")
    assert (await csms.hears("StartTransaction"))["reservationId"] == 5
    assert await csms.ask("ReserveNow", ask) == {"status": "Occupied"}
    ask |= {"connectorId": 2, "reservationId": 6}
    assert await csms.ask("ReserveNow", ask) == {"status": "Accepted"}
    assert await csms.ask("CancelReservation", {"reservationId": 6}) == {"status": "Accepted"}
    assert await csms.ask("CancelReservation", {"reservationId": 6}) == {"status": "Rejected"}
    ask |= {"expiryDate": (datetime.now(UTC) + timedelta(milliseconds=50)).isoformat()}
    await csms.ask("ReserveNow", ask)
    await csms.until(lambda: statuses(csms, 2)[-1] == "Available")


async def test_the_local_list_and_its_version(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    entry = {"idTag": "BEEF", "idTagInfo": {"status": "Accepted"}}
    ask = {"listVersion": 4, "updateType": "Full", "localAuthorizationList": [entry]}
    assert await csms.ask("SendLocalList", ask) == {"status": "Accepted"}
    assert await csms.ask("GetLocalListVersion") == {"listVersion": 4}
    ask |= {"updateType": "Differential"}
    assert await csms.ask("SendLocalList", ask) == {"status": "VersionMismatch"}
    charger.set_key("LocalPreAuthorize", "true")
    charger.plug_in(1)
    charger.authorize(1, "BEEF")
    await csms.hears("StartTransaction", idTag="BEEF")
    assert "Authorize" not in csms.actions()
    ask |= {"listVersion": 5, "localAuthorizationList": [{"idTag": "BEEF"}]}
    assert await csms.ask("SendLocalList", ask) == {"status": "Accepted"}
    assert charger.station.local_list == {}


async def test_certificates_are_kept_listed_and_deleted(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    kind = {"certificateType": "CentralSystemRootCertificate"}
    assert await csms.ask("GetInstalledCertificateIds", kind) == {"status": "NotFound"}
    pem = certificate()[0].decode()
    assert await csms.ask("InstallCertificate", kind | {"certificate": pem}) == {
        "status": "Accepted"
    }
    assert await csms.ask("InstallCertificate", kind | {"certificate": "no"}) == {
        "status": "Rejected"
    }
    listed = await csms.ask("GetInstalledCertificateIds", kind)
    data = {"certificateHashData": listed["certificateHashData"][0]}
    assert await csms.ask("DeleteCertificate", data) == {"status": "Accepted"}
    assert await csms.ask("DeleteCertificate", data) == {"status": "NotFound"}
    assert await csms.ask("CertificateSigned", {"certificateChain": pem}) == {"status": "Accepted"}


async def test_what_is_not_there_is_rejected(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    default = profile("TxDefaultProfile", 8)
    absent: dict[str, Any] = {"connectorId": 9, "csChargingProfiles": default}
    assert await csms.ask("SetChargingProfile", absent) == {"status": "Rejected"}
    cap = {"connectorId": 1, "csChargingProfiles": profile("ChargePointMaxProfile", 8)}
    assert await csms.ask("SetChargingProfile", cap) == {"status": "Rejected"}
    for number in range(10):
        more = default | {"chargingProfileId": number, "stackLevel": number}
        ask = {"connectorId": 1, "csChargingProfiles": more}
        assert await csms.ask("SetChargingProfile", ask) == {"status": "Accepted"}
    ask = {"connectorId": 1, "csChargingProfiles": default | {"stackLevel": 11}}
    assert await csms.ask("SetChargingProfile", ask) == {"status": "Rejected"}
    schedule = {"connectorId": 9, "duration": 60}
    assert await csms.ask("GetCompositeSchedule", schedule) == {"status": "Rejected"}
    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    kept = {"connectorId": 9, "expiryDate": until, "idTag": "A", "reservationId": 1}
    assert await csms.ask("ReserveNow", kept) == {"status": "Rejected"}
    charger.fault(1, "OverVoltage")
    assert await csms.ask("ReserveNow", kept | {"connectorId": 1}) == {"status": "Faulted"}
    assert await csms.ask("RemoteStartTransaction", {"idTag": "A", "connectorId": 1}) == {
        "status": "Rejected"
    }
    await csms.ask("ChangeAvailability", {"connectorId": 2, "type": "Inoperative"})
    assert await csms.ask("ReserveNow", kept | {"connectorId": 2}) == {"status": "Unavailable"}


async def test_a_remote_start_brings_its_profile(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    ask: dict[str, Any] = {"idTag": "F00D", "chargingProfile": profile("TxDefaultProfile", 7)}
    assert await csms.ask("RemoteStartTransaction", ask) == {"status": "Rejected"}
    ask["chargingProfile"] = profile("TxProfile", 7)
    assert await csms.ask("RemoteStartTransaction", ask) == {"status": "Accepted"}
    await csms.until(
        lambda: readings(csms, 1) and readings(csms, 1)[-1][("Current.Offered", "")] == 7
    )


async def test_a_signed_firmware_has_its_own_notification(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    firmware = {"location": "https://h/f", "retrieveDateTime": "2026-01-01T00:00:00Z"}
    firmware |= {"signingCertificate": "x", "signature": "x"}
    ask = {"requestId": 4, "firmware": firmware}
    assert await csms.ask("SignedUpdateFirmware", ask) == {"status": "Accepted"}
    await csms.hears("SignedFirmwareStatusNotification", status="Installed", requestId=4)


async def test_other_answers_are_sensible(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    assert await csms.ask("ClearCache") == {"status": "Accepted"}
    assert await csms.ask("DataTransfer", {"vendorId": "x"}) == {"status": "UnknownVendorId"}
    own = {"vendorId": "Kontaktor", "messageId": "ping", "data": "1"}
    assert await csms.ask("DataTransfer", own) == {"status": "Accepted", "data": "1"}
    own["messageId"] = "pong"
    assert await csms.ask("DataTransfer", own) == {"status": "UnknownMessageId"}
    when = {"location": "ftp://h/f.bin", "retrieveDate": "2026-01-01T00:00:00Z"}
    assert await csms.ask("UpdateFirmware", when) == {}
    for status in ("Downloading", "Downloaded", "Installing", "Installed"):
        await csms.hears("FirmwareStatusNotification", status=status)


@pytest.mark.parametrize(
    ("action", "payload", "code"),
    [
        ("MakeCoffee", {}, "NotImplemented"),
        ("Reset", {}, "OccurenceConstraintViolation"),
        ("Reset", {"type": "Warm"}, "PropertyConstraintViolation"),
        ("Reset", {"type": 1}, "TypeConstraintViolation"),
        ("UnlockConnector", {"connectorId": "1"}, "TypeConstraintViolation"),
        ("UnlockConnector", {"connectorId": True}, "TypeConstraintViolation"),
        ("GetConfiguration", {"key": "all"}, "TypeConstraintViolation"),
        (
            "SetChargingProfile",
            {"connectorId": 1, "csChargingProfiles": 1},
            "TypeConstraintViolation",
        ),
        ("GetLog", {"logType": "DiagnosticsLog", "requestId": 1}, "OccurenceConstraintViolation"),
        ("ReserveNow", {"expiryDate": "soon"}, "OccurenceConstraintViolation"),
    ],
)
async def test_requests_that_are_not_right_get_a_callerror(
    csms: Csms, plays: Plays, action: str, payload: dict[str, Any], code: str
) -> None:
    plays()
    await csms.booted()
    assert await csms.ask(action, payload) == {"error": code}


ANSWERS = Answers(SimulatedCharger("ws://127.0.0.1:9", SimulatorOptions(script=Script())))
NAMES = sorted(
    [
        "certificate",
        "certificateChain",
        "certificateHashData",
        "certificateType",
        "chargingProfile",
        "connectorId",
        "csChargingProfiles",
        "data",
        "duration",
        "expiryDate",
        "firmware",
        "id",
        "idTag",
        "idTagInfo",
        "key",
        "listVersion",
        "location",
        "localAuthorizationList",
        "log",
        "logType",
        "messageId",
        "remoteLocation",
        "requestId",
        "requestedMessage",
        "reservationId",
        "retries",
        "retryInterval",
        "retrieveDate",
        "stackLevel",
        "startTime",
        "status",
        "transactionId",
        "type",
        "updateType",
        "value",
        "vendorId",
    ]
)
WORDS = sorted(
    [
        "Accepted",
        "Hard",
        "Soft",
        "Operative",
        "DiagnosticsLog",
        "Full",
        "Differential",
        "Kontaktor",
        "StatusNotification",
        "MeterValues",
        "BootNotification",
        "CentralSystemRootCertificate",
        "HeartbeatInterval",
        "12",
        "true",
        "2026-01-01T00:00:00Z",
        "9999-12-31T23:59:59-12:00",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.sampled_from([0, 1, 2, -1, 2**63, 10**400])
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(WORDS)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(sorted(ANSWERS.actions())),
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8),
)
def test_no_request_raises_anything_but_a_refusal(action: str, payload: dict[str, Any]) -> None:
    with contextlib.suppress(RefusedError):
        answer = ANSWERS.to(action, payload)
        if inspect.iscoroutine(answer):
            answer.close()
        else:
            assert json.dumps(answer)
