"""The central system of OCPP 1.6: answers, calls and what their answers mean."""

import itertools
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import ocpp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.commands import (
    CallRaw,
    ChangeAvailability,
    ClearCache,
    DeliverDiagnostics,
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
from app.links.ocpp import v16
from app.links.ocpp.csms import Csms
from app.links.ocpp.policy import CsmsPolicy
from app.words.readings import VALUE_REASONS
from tests.links.ocpp.test_values import anything

SCHEMAS = Path(ocpp.__file__).parent / "v16" / "schemas"
NOW = "2026-01-01T12:00:00Z"


class FixedCsms(Csms):
    """The same central system with a clock that stands still and ids that can be foretold."""

    def __init__(self, policy: CsmsPolicy) -> None:
        super().__init__(policy)
        self._transactions = itertools.count(1)

    def now_utc(self) -> str:
        return NOW


@pytest.fixture
def csms() -> Csms:
    return FixedCsms(CsmsPolicy())


def schema_errors(name: str, payload: Any) -> list[str]:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text("utf-8-sig"))
    validator = jsonschema_rs.validator_for(schema)
    return [error.message for error in validator.iter_errors(payload)]


CHARGERS_ACTIONS = [
    "Authorize",
    "BootNotification",
    "DataTransfer",
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
    "Heartbeat",
    "LogStatusNotification",
    "MeterValues",
    "SecurityEventNotification",
    "SignCertificate",
    "SignedFirmwareStatusNotification",
    "StartTransaction",
    "StatusNotification",
    "StopTransaction",
]

OUR_ACTIONS = [
    "CancelReservation",
    "CertificateSigned",
    "ChangeAvailability",
    "ChangeConfiguration",
    "ClearCache",
    "ClearChargingProfile",
    "DataTransfer",
    "DeleteCertificate",
    "ExtendedTriggerMessage",
    "GetCompositeSchedule",
    "GetConfiguration",
    "GetDiagnostics",
    "GetInstalledCertificateIds",
    "GetLocalListVersion",
    "GetLog",
    "InstallCertificate",
    "RemoteStartTransaction",
    "RemoteStopTransaction",
    "ReserveNow",
    "Reset",
    "SendLocalList",
    "SetChargingProfile",
    "SignedUpdateFirmware",
    "TriggerMessage",
    "UnlockConnector",
    "UpdateFirmware",
]

# --- answers ------------------------------------------------------------------------------------


def test_both_directions_of_the_standard_are_complete():
    assert sorted(v16.ANSWERS) == CHARGERS_ACTIONS
    assert sorted(v16.TIMEOUTS) == OUR_ACTIONS
    known = {path.stem.removesuffix("Response") for path in SCHEMAS.glob("*.json")}
    assert known == {*CHARGERS_ACTIONS, *OUR_ACTIONS}


@pytest.mark.parametrize("action", CHARGERS_ACTIONS)
@pytest.mark.parametrize("accept_all", [True, False])
def test_every_answer_is_valid_even_to_an_empty_message(action, accept_all, csms):
    csms.policy.accept_all_tags = accept_all
    answer = v16.answer(action, {}, csms)
    assert answer is not None
    assert schema_errors(f"{action}Response", answer) == []


def test_boot_is_accepted_with_the_interval_of_the_visit_and_a_plain_time(csms):
    csms.policy.heartbeat_interval_s = 25
    expected = {"status": "Accepted", "currentTime": NOW, "interval": 25}
    assert v16.answer("BootNotification", {"chargePointVendor": ""}, csms) == expected
    shape_of_2 = {"reason": "PowerUp", "chargingStation": {"model": "A", "vendorName": "B"}}
    assert v16.answer("BootNotification", shape_of_2, csms) == expected


def test_the_time_has_no_fractions():
    answer = v16.answer("Heartbeat", {}, Csms(CsmsPolicy()))
    assert answer is not None
    time = answer["currentTime"]
    assert (len(time), time[10], time[-1]) == (20, "T", "Z")


def test_a_program_that_is_started_again_at_once_repeats_no_transaction_id():
    # A charger that replays its queue starts many charges in a second (catalogue B12).
    visits = [Csms(CsmsPolicy()) for _ in range(3)]
    ids = [csms.next_transaction_id() for csms in visits for _ in range(100)]
    assert len(set(ids)) == 300
    assert all(0 < number < 2**31 for number in ids)


def test_an_unknown_action_has_no_answer(csms):
    assert v16.answer("VendorThing", {"a": 1}, csms) is None


def test_charges_get_ids_of_their_own_even_for_a_refused_tag(csms):
    csms.policy.accept_all_tags = False
    first = v16.answer("StartTransaction", {"idTag": "X"}, csms)
    second = v16.answer("StartTransaction", {"idTag": "X"}, csms)
    assert first == {"transactionId": 1, "idTagInfo": {"status": "Invalid"}}
    assert second == {"transactionId": 2, "idTagInfo": {"status": "Invalid"}}


def test_the_end_of_a_charge_is_always_accepted(csms):
    csms.policy.accept_all_tags = False
    stop = {"meterStop": 971, "transactionId": -1, "idTag": "DEADBEEF"}
    assert v16.answer("StopTransaction", stop, csms) == {}


def test_a_certificate_request_is_refused_because_nobody_here_can_sign(csms):
    assert v16.answer("SignCertificate", {"csr": "x"}, csms) == {"status": "Rejected"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("ABCDEF0123456789ABCD", "Accepted"),
        ("abcdef0123456789abcd", "Accepted"),
        ("ABCDEF0123456789ABCD\x10\x0e", "Accepted"),
        ("ABCDEF0123456789ABCD-", "Accepted"),
        (" 0401ff ", "Accepted"),
        ("0401FF\x00", "Accepted"),
        (v16.TEST_ID_TAG, "Accepted"),
        ("ABCDEF", "Invalid"),
        ("0401FF0", "Invalid"),
        ("", "Invalid"),
        (None, "Invalid"),
        (["0401FF"], "Invalid"),
    ],
)
def test_listed_tags_are_recognised_without_case_and_damage(sent, status, csms):
    csms.policy.accept_all_tags = False
    csms.policy.tags = {"ABCDEF0123456789ABCD", "0401FF"}
    assert v16.answer("Authorize", {"idTag": sent}, csms) == {"idTagInfo": {"status": status}}


def test_a_number_for_a_tag_is_a_tag(csms):
    csms.policy.accept_all_tags = False
    csms.policy.tags = {"12345"}
    assert v16.answer("Authorize", {"idTag": 12345}, csms) == {"idTagInfo": {"status": "Accepted"}}


def test_accepting_all_accepts_anything(csms):
    odd: list[Any] = ["X", "", None, {}]
    for sent in odd:
        assert v16.tag_status(csms.policy, sent) == "Accepted"


@settings(deadline=None)
@given(
    st.sampled_from([*CHARGERS_ACTIONS, "Nonsense", ""]),
    st.dictionaries(st.sampled_from(["idTag", "connectorId", "csr", "data", "x"]), anything),
    st.booleans(),
)
def test_no_payload_keeps_an_answer_from_being_valid(action, payload, accept_all):
    csms = FixedCsms(CsmsPolicy(accept_all_tags=accept_all))
    answer = v16.answer(action, payload, csms)
    if action in v16.ANSWERS:
        assert schema_errors(f"{action}Response", answer) == []
    else:
        assert answer is None


# --- calls ----------------------------------------------------------------------------------------

URL = "ftp://k:secret@192.168.1.5:2121/"

CALLS = [
    (Reset(), "Reset", {"type": "Soft"}),
    (Reset(ResetKind.HARD), "Reset", {"type": "Hard"}),
    (UnlockConnector(2), "UnlockConnector", {"connectorId": 2}),
    (
        DeliverDiagnostics(URL),
        "GetDiagnostics",
        {"location": URL, "retries": 1, "retryInterval": 5},
    ),
    (
        DeliverDiagnostics(URL, log=True, log_type="SecurityLog", request=4),
        "GetLog",
        {
            "logType": "SecurityLog",
            "requestId": 4,
            "retries": 1,
            "retryInterval": 5,
            "log": {"remoteLocation": URL},
        },
    ),
    (
        TriggerMessage("StatusNotification", 1),
        "TriggerMessage",
        {"requestedMessage": "StatusNotification", "connectorId": 1},
    ),
    (TriggerMessage("Heartbeat"), "TriggerMessage", {"requestedMessage": "Heartbeat"}),
    (
        TriggerMessage("LogStatusNotification"),
        "ExtendedTriggerMessage",
        {"requestedMessage": "LogStatusNotification"},
    ),
    (
        TriggerMessage("SignChargePointCertificate"),
        "ExtendedTriggerMessage",
        {"requestedMessage": "SignChargePointCertificate"},
    ),
    (ChangeAvailability(0, True), "ChangeAvailability", {"connectorId": 0, "type": "Operative"}),
    (ChangeAvailability(1, False), "ChangeAvailability", {"connectorId": 1, "type": "Inoperative"}),
    (
        StartCharge(1),
        "RemoteStartTransaction",
        {"connectorId": 1, "idTag": v16.TEST_ID_TAG},
    ),
    (StartCharge(0, "AB"), "RemoteStartTransaction", {"idTag": "AB"}),
    (StopCharge(12), "RemoteStopTransaction", {"transactionId": 12}),
    (StopCharge("12"), "RemoteStopTransaction", {"transactionId": 12}),
    (StopCharge(), "RemoteStopTransaction", {"transactionId": 0}),
    (ReadConfiguration(), "GetConfiguration", {}),
    (ReadConfiguration(("A", "B")), "GetConfiguration", {"key": ["A", "B"]}),
    (WriteConfiguration("K", "1"), "ChangeConfiguration", {"key": "K", "value": "1"}),
    (ClearCache(), "ClearCache", {}),
    (SendVendorData("ACME"), "DataTransfer", {"vendorId": "ACME"}),
    (
        SendVendorData("ACME", "m", "d"),
        "DataTransfer",
        {"vendorId": "ACME", "messageId": "m", "data": "d"},
    ),
]


@pytest.mark.parametrize(("command", "action", "payload"), CALLS)
def test_commands_become_valid_calls(command, action, payload):
    assert v16.calls(command) == (action, payload)
    assert schema_errors(action, payload) == []


def test_a_raw_call_goes_out_as_it_stands():
    payload = {"anything": [1, None]}
    assert v16.calls(CallRaw("VendorThing", payload)) == ("VendorThing", payload)


def test_an_upload_is_carried_out_in_steps_and_never_goes_out_itself():
    with pytest.raises(ValueError, match="DeliverDiagnostics"):
        v16.calls(UploadDiagnostics())


def test_our_own_tag_is_harmless_to_picky_chargers():
    assert len(v16.TEST_ID_TAG) <= 16
    assert set(v16.TEST_ID_TAG) <= set("0123456789ABCDEF")


# --- outcomes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "action", "payload", "status", "accepted", "detail"),
    [
        (Reset(), "Reset", {"status": "Accepted"}, "Accepted", True, ""),
        (Reset(), "Reset", {"status": "accepted"}, "accepted", True, ""),
        (Reset(), "Reset", {"status": " Accepted "}, "Accepted", True, ""),
        (Reset(), "Reset", {"status": "Accepted", "vendorInfo": "x"}, "Accepted", True, ""),
        (Reset(), "Reset", {"status": "Rejected"}, "Rejected", False, ""),
        (Reset(), "Reset", {}, "Unknown", False, "answered without a status"),
        (Reset(), "Reset", {"status": None}, "Unknown", False, "answered without a status"),
        (Reset(), "Reset", {"status": ["x"]}, '["x"]', False, ""),
        (UnlockConnector(1), "UnlockConnector", {"status": "Unlocked"}, "Unlocked", True, ""),
        (
            UnlockConnector(1),
            "UnlockConnector",
            {"status": "NotSupported"},
            "NotSupported",
            False,
            "",
        ),
        (
            ChangeAvailability(1, True),
            "ChangeAvailability",
            {"status": "Scheduled"},
            "Scheduled",
            True,
            "",
        ),
        (
            WriteConfiguration("K", "1"),
            "ChangeConfiguration",
            {"status": "RebootRequired"},
            "RebootRequired",
            True,
            "",
        ),
        (
            DeliverDiagnostics(URL),
            "GetDiagnostics",
            {"fileName": "diag.zip"},
            "Accepted",
            True,
            "diag.zip",
        ),
        (
            DeliverDiagnostics(URL),
            "GetDiagnostics",
            {},
            "Accepted",
            True,
            "the charger says that it has no diagnostics file",
        ),
        (DeliverDiagnostics(URL), "GetDiagnostics", {"status": "Rejected"}, "Rejected", False, ""),
        (
            DeliverDiagnostics(URL, True),
            "GetLog",
            {"status": "AcceptedCanceled", "filename": "a.log"},
            "AcceptedCanceled",
            True,
            "a.log",
        ),
        (DeliverDiagnostics(URL, True), "GetLog", {"status": "Accepted"}, "Accepted", True, ""),
        (ReadConfiguration(), "GetConfiguration", {}, "Accepted", True, ""),
        (
            CallRaw("GetLocalListVersion"),
            "GetLocalListVersion",
            {"listVersion": 5},
            "Accepted",
            True,
            "version 5",
        ),
        (CallRaw("GetLocalListVersion"), "GetLocalListVersion", {}, "Accepted", True, ""),
        (
            SendVendorData("ACME"),
            "DataTransfer",
            {"status": "Accepted", "data": "pong"},
            "Accepted",
            True,
            "pong",
        ),
        (
            SendVendorData("ACME"),
            "DataTransfer",
            {"status": "UnknownVendorId"},
            "UnknownVendorId",
            False,
            "",
        ),
        (
            CallRaw("GetCompositeSchedule"),
            "GetCompositeSchedule",
            {"status": "Accepted", "chargingSchedule": {"chargingSchedulePeriod": []}},
            "Accepted",
            True,
            "no limit active",
        ),
        (
            CallRaw("GetCompositeSchedule"),
            "GetCompositeSchedule",
            {"status": "Accepted", "chargingSchedule": "x"},
            "Accepted",
            True,
            "",
        ),
    ],
)
def test_outcomes(command, action, payload, status, accepted, detail):
    outcome = v16.outcome(command, action, payload)
    assert (outcome.status, outcome.accepted, outcome.detail) == (status, accepted, detail)
    assert outcome.payload is payload


@given(
    st.sampled_from(OUR_ACTIONS),
    st.dictionaries(
        st.sampled_from(
            ["status", "fileName", "filename", "data", "listVersion", "chargingSchedule"]
        ),
        anything,
    ),
)
def test_any_answer_has_an_outcome(action, payload):
    outcome = v16.outcome(CallRaw(action), action, payload)
    assert outcome.status
    assert not outcome.accepted or outcome.status.casefold() in v16.ACCEPTED_WORDS


# --- values to be written ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("HeartbeatInterval", "60", None),
        ("HeartbeatInterval", "abc", "value_not_integer"),
        ("heartbeatinterval", "abc", "value_not_integer"),
        ("HeartbeatInterval", "", "value_not_integer"),
        ("HeartbeatInterval", "-1", "value_not_integer"),
        ("HeartbeatInterval", "6.5", "value_not_integer"),
        ("HeartbeatInterval", " 60", "value_not_integer"),
        ("HeartbeatInterval", "٦٠", "value_not_integer"),
        ("HeartbeatInterval", "2147483648", "value_too_large"),
        ("HeartbeatInterval", "9" * 5000, "value_too_large"),
        ("WebSocketPingInterval", "0", None),
        ("LocalPreAuthorize", "true", None),
        ("LocalPreAuthorize", "False", None),
        ("LocalPreAuthorize", "yes", "value_not_boolean"),
        ("MeterValuesSampledData", "Voltage,SoC", None),
        ("VendorKey", "anything", None),
    ],
)
def test_values_of_standard_keys_are_checked_before_they_are_sent(key, value, reason):
    assert v16.check_value(key, value) == reason
    assert reason is None or reason in VALUE_REASONS
