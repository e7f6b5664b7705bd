"""Polite answers to OCPP 2.0.1 and 2.1: valid, so that no charger hangs."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import ocpp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.links.ocpp import v2_answers
from app.links.ocpp.csms import Csms
from app.links.ocpp.policy import CsmsPolicy
from tests.links.ocpp.test_values import anything

ROOMS = {"2.0.1": "v201", "2.1": "v21"}
ONLY_16 = {
    "DiagnosticsStatusNotification",
    "SignedFirmwareStatusNotification",
    "StartTransaction",
    "StopTransaction",
}


@pytest.fixture
def csms() -> Csms:
    return Csms(CsmsPolicy(heartbeat_interval_s=30))


def schema_errors(version: str, action: str, payload: Any) -> list[str]:
    path = Path(ocpp.__file__).parent / ROOMS[version] / "schemas" / f"{action}Response.json"
    validator = jsonschema_rs.validator_for(json.loads(path.read_text("utf-8-sig")))
    return [error.message for error in validator.iter_errors(payload)]


SENT: dict[str, dict[str, Any]] = {
    "VatNumberValidation": {"vatNumber": "SE556000000001"},
    "GetCertificateChainStatus": {
        "certificateStatusRequests": [
            {
                "source": "OCSP",
                "urls": ["http://192.168.1.1"],
                "certificateHashData": {
                    "hashAlgorithm": "SHA256",
                    "issuerNameHash": "a",
                    "issuerKeyHash": "b",
                    "serialNumber": "c",
                },
            }
        ]
    },
}

CASES = [("2.0.1", action) for action in v2_answers.ANSWERS if action not in ONLY_16]
CASES += [("2.1", action) for action in (*v2_answers.ANSWERS, *v2_answers.ANSWERS_21)]


@pytest.mark.parametrize(("version", "action"), [c for c in CASES if c[1] not in ONLY_16])
def test_every_answer_is_valid(version, action, csms):
    answer = v2_answers.answer(version, action, SENT.get(action, {}), csms)
    assert answer is not None
    assert schema_errors(version, action, answer) == []


def test_boot_and_heartbeat(csms):
    boot = v2_answers.answer("2.0.1", "BootNotification", {}, csms)
    assert boot is not None
    assert (boot["status"], boot["interval"], boot["currentTime"][-1]) == ("Accepted", 30, "Z")
    assert list(v2_answers.answer("2.1", "Heartbeat", {}, csms) or {}) == ["currentTime"]


@pytest.mark.parametrize(
    "payload",
    [
        {"eventType": "Updated", "transactionInfo": {"transactionId": "t1"}},
        {"eventType": "Started", "transactionInfo": {"chargingState": "EVDetected"}},
        {"eventType": "Ended", "idToken": {"idToken": "X", "type": "ISO14443"}},
        {},
    ],
)
def test_transaction_events_without_a_question_get_an_empty_answer(payload, csms):
    csms.policy.accept_all_tags = False
    assert v2_answers.answer("2.0.1", "TransactionEvent", payload, csms) == {}


def test_tokens_are_judged_by_the_policy(csms):
    csms.policy.accept_all_tags = False
    csms.policy.tags = {"0401FF"}
    for token, status in (("0401ff", "Accepted"), ("X", "Invalid")):
        payload = {"eventType": "Started", "idToken": {"idToken": token, "type": "ISO14443"}}
        expected = {"idTokenInfo": {"status": status}}
        assert v2_answers.answer("2.0.1", "Authorize", payload, csms) == expected
        assert v2_answers.answer("2.0.1", "TransactionEvent", payload, csms) == expected


def test_messages_of_16_are_answered_in_their_own_shape(csms):
    start = v2_answers.answer("2.0.1", "StartTransaction", {"idTag": "X"}, csms)
    assert start is not None
    assert sorted(start) == ["idTagInfo", "transactionId"]
    assert v2_answers.answer("2.0.1", "StopTransaction", {}, csms) == {}


def test_what_a_version_does_not_know_has_no_answer(csms):
    assert v2_answers.answer("2.0.1", "NotifyDERAlarm", {}, csms) is None
    assert v2_answers.answer("2.1", "CustomOperation", {}, csms) is None


def test_transactions_do_not_share_their_answers(csms):
    first = v2_answers.answer("2.0.1", "DataTransfer", {}, csms)
    assert first is not None
    first["status"] = "changed"
    assert v2_answers.answer("2.0.1", "DataTransfer", {}, csms) == {"status": "Accepted"}


@settings(deadline=None)
@given(
    st.sampled_from(CASES),
    st.dictionaries(
        st.sampled_from(
            ["idToken", "eventType", "vatNumber", "certificateStatusRequests", "chargingStation"]
        ),
        anything,
    ),
)
def test_no_payload_raises(case, payload):
    answer = v2_answers.answer(case[0], case[1], payload, Csms(CsmsPolicy(accept_all_tags=False)))
    assert isinstance(answer, dict)
