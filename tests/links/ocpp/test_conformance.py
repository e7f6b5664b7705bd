"""Payloads against the standard, and the tolerant reading of those that do not conform."""

from __future__ import annotations

import importlib.util
import json
import time
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.redaction import MASK
from app.links.ocpp import conformance, schemas
from app.links.ocpp.conformance import coerce, deviations, fits_response, is_known
from app.links.ocpp.messages import Call, CallResult, decode
from app.words import fill
from app.words.frames import FRAME_FINDINGS
from tests.links.ocpp.recorded import FRAMES, payload_of
from tests.links.ocpp.test_messages import json_values

SECURITY_EXTENSION = {
    "CertificateSigned",
    "DeleteCertificate",
    "ExtendedTriggerMessage",
    "GetInstalledCertificateIds",
    "GetLog",
    "InstallCertificate",
    "LogStatusNotification",
    "SecurityEventNotification",
    "SignCertificate",
    "SignedFirmwareStatusNotification",
    "SignedUpdateFirmware",
}


def found(action: str, payload: Any, *, response: bool = False, version: str = "1.6"):
    """rule and path of every deviation."""
    notes = deviations(version, action, payload, response=response)
    for note in notes:
        assert "?" not in fill(FRAME_FINDINGS[note.rule].text, note.facts), note
    return [(note.rule, note.path) for note in notes]


def facts(action: str, payload: Any, *, response: bool = False) -> dict[str, str]:
    (note,) = deviations("1.6", action, payload, response=response)
    return dict(note.facts)


def recorded(name: str) -> tuple[str, str, dict[str, Any], bool]:
    row = FRAMES[name]
    (message,) = decode(payload_of(row), False).messages
    if isinstance(message, Call):
        return row["ocpp"], message.action, message.payload, False
    assert isinstance(message, CallResult)
    return row["ocpp"], row["_call"]["action"], message.payload, True


# --- which messages there are -----------------------------------------------------------------------


def test_1_6_has_its_28_actions_and_the_11_of_the_security_extension():
    assert len(schemas.actions("1.6")) == 39
    assert schemas.actions("1.6") > SECURITY_EXTENSION
    assert "Heartbeat" in schemas.actions("1.6")


@pytest.mark.parametrize("version", schemas.VERSIONS)
def test_every_schema_can_be_compiled_both_ways(version):
    for action in schemas.actions(version):
        assert is_known(version, action)
        for response in (False, True):
            message = schemas.find(version, action, response)
            assert message is not None
            assert message.schema["type"] == "object"


@pytest.mark.parametrize(
    "action",
    ["VendorThing", "HeartbeatResponse", "HeartbeatRequest", "heartbeat", "", "../v201/schemas/Reset",
     "Heartbeat\0", "Heartbeat.json", "/etc/passwd", "CON", "a" * 10_000],
)  # fmt: skip
def test_a_name_that_is_no_action_opens_no_file_and_deviates_from_nothing(action):
    assert not is_known("1.6", action)
    assert deviations("1.6", action, {"a": 1}, response=False) == ()
    assert not fits_response("1.6", action, {})
    payload: dict[str, Any] = {"a": None}
    assert coerce("1.6", action, payload, response=False) == (payload, ())


def test_an_unknown_version_has_no_actions():
    assert schemas.actions("../v16") == frozenset()
    assert not is_known("1.5", "Heartbeat")


def test_a_missing_ocpp_package_is_our_fault_and_said(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError):
        schemas._folder.__wrapped__("1.6")


# --- deviations ---------------------------------------------------------------------------------------

SAMPLE = "/meterValue/0/sampledValue"

EXPECTED: dict[str, list[tuple[str, str]]] = {
    "F06b": [("schema_max_length", "/idTag")],
    "P01": [("schema_enum", f"{SAMPLE}/1/unit")],
    "P02": [("schema_enum", f"{SAMPLE}/1/context")],
    "P04": [("schema_type", "/meterValue")],
    "P05": [("schema_type", f"{SAMPLE}/0/value"), ("schema_type", f"{SAMPLE}/1/value")],
    "P06": [("schema_enum", "/errorCode")],
    "P08": [
        ("schema_max_length", "/chargeBoxSerialNumber"),
        ("schema_max_length", "/chargePointSerialNumber"),
    ],
    "P15": [("schema_enum", f"{SAMPLE}/0/measurand")],
    "P19": [("schema_enum", f"{SAMPLE}/0/unit"), ("schema_enum", f"{SAMPLE}/1/unit")],
    "P20": [("schema_enum", f"{SAMPLE}/0/unit")],
    "P29": [("schema_additional", "/vendorInfo")],
    "P30": [("schema_required", "/status")],
    "P33": [("schema_type", "/connectorId")],
    "P34": [("schema_type", "/errorCode"), ("schema_type", "/info"), ("schema_type", "/timestamp")],
    "P35": [("schema_enum", "/status")],
    "P36": [("schema_additional", "/macAddress")],
    "Q03": [
        ("schema_required", "/chargePointVendor"),
        ("schema_required", "/chargePointModel"),
        ("schema_additional", "/reason"),
        ("schema_additional", "/chargingStation"),
    ],
    "Q06": [("schema_type", f"{SAMPLE}/0/value")],
    "Q07": [("schema_enum", "/transactionInfo/chargingState")],
}
"""Recorded frame -> its deviations; frames that are not here conform or have no schema."""


@pytest.mark.parametrize(
    "name", [name for name in FRAMES if name[0] in "PBQ" or name in ("F01a", "F06b")]
)
def test_each_recorded_payload_has_exactly_its_deviations(name):
    version, action, payload, response = recorded(name)
    seen = found(action, payload, response=response, version=version)
    assert sorted(seen) == sorted(EXPECTED.get(name, []))


def test_facts_say_what_was_allowed_and_what_was_sent():
    assert facts("StopTransaction", recorded("F06b")[2]) == {
        "limit": "20",
        "length": "21",
        "value": "X16WG99J2QIEGCC0MCJ5-",
    }
    enum = facts("StatusNotification", recorded("P35")[2])
    assert enum["value"] == "Occupied"
    assert enum["allowed"].startswith("Available, Preparing, Charging")
    assert facts("MeterValues", recorded("P04")[2]) == {
        "wanted": "array",
        "sent": "object",
        "value": "{...}",
    }
    assert facts("Reset", {"type": "Soft", "x": 1}) == {"member": "x"}


@pytest.mark.parametrize(
    ("action", "payload", "response", "deviation"),
    [
        (
            "MeterValues",
            {"connectorId": 1, "meterValue": []},
            False,
            ("schema_min_items", "/meterValue"),
        ),
        (
            "MeterValues",
            {"connectorId": 1, "meterValue": [{"timestamp": "t", "sampledValue": []}]},
            False,
            ("schema_min_items", "/meterValue/0/sampledValue"),
        ),
        (
            "StatusNotification",
            {"connectorId": 1, "errorCode": "NoError", "status": "Faulted", "info": "x" * 79},
            False,
            ("schema_max_length", "/info"),
        ),
        (
            "GetConfiguration",
            {"configurationKey": [{"key": "a", "readonly": False, "value": 1}]},
            True,
            ("schema_type", "/configurationKey/0/value"),
        ),
        (
            "GetCompositeSchedule",
            {
                "status": "Accepted",
                "chargingSchedule": {
                    "chargingRateUnit": "A",
                    "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 8.65}],
                },
            },
            True,
            ("schema_multiple_of", "/chargingSchedule/chargingSchedulePeriod/0/limit"),
        ),
        ("DataTransfer", {"vendorId": "v", "data": {"a": 1}}, False, ("schema_type", "/data")),
        ("DataTransfer", {"vendorId": "v", "a/b~c": 1}, False, ("schema_additional", "/a~1b~0c")),
        ("Reset", [], False, ("schema_type", "")),
    ],
)
def test_rules_and_paths_are_stable_tokens(action, payload, response, deviation):
    assert found(action, payload, response=response) == [deviation]


def test_limits_of_2_x_are_told_too():
    ranged = {"evse": {"id": 1}, "soc": 101}
    schema = schemas.MessageSchema(
        {},
        jsonschema_rs.Draft4Validator(
            {
                "properties": {
                    "soc": {"maximum": 100},
                    "low": {"minimum": 0},
                    "many": {"maxItems": 1},
                    "text": {"minLength": 2},
                    "odd": {"not": {}},
                }
            }
        ),
    )
    payload = {**ranged, "low": -1, "many": [1, 2], "text": "x", "odd": 1}
    assert [(note.rule, note.path) for note in conformance._listed(schema, payload)] == [
        ("schema_maximum", "/soc"),
        ("schema_minimum", "/low"),
        ("schema_max_items", "/many"),
        ("schema_min_length", "/text"),
        ("schema_other", "/odd"),
    ]


def test_values_are_shortened_and_secrets_masked():
    long = facts("Authorize", {"idTag": "A" * 5000})
    assert len(long["value"]) == 80
    assert long["length"] == "5000"
    keys = [
        {"key": "StationPassword", "readonly": False, "value": "LetMeIn!" * 100},
        {"key": "WebSocketPingInterval", "readonly": False, "value": 60},
    ]
    notes = deviations("1.6", "GetConfiguration", {"configurationKey": keys}, response=True)
    assert [note.facts["value"] for note in notes] == [MASK, "60"]
    assert "LetMeIn" not in str(notes)
    named = {"configurationKey": [{"key": "n" * 60, "readonly": True}]}
    assert facts("GetConfiguration", named, response=True)["value"] == "n" * 60


def test_a_thousand_deviations_are_cut_to_fifty():
    samples = [{"value": str(i), "unit": "Hz"} for i in range(1000)]
    payload = {"connectorId": 1, "meterValue": [{"timestamp": "t", "sampledValue": samples}]}
    notes = deviations("1.6", "MeterValues", payload, response=False)
    assert len(notes) == 51
    assert notes[-1].rule == "schema_more"
    extra = {"connectorId": 1, "meterValue": [], **{f"x{i}": 1 for i in range(1000)}}
    assert len(deviations("1.6", "MeterValues", extra, response=False)) == 51


def test_a_deviation_far_down_a_long_list_is_found():
    samples = [{"value": str(i)} for i in range(2000)] + [{"value": "1", "unit": "Hz"}]
    payload = {"connectorId": 1, "meterValue": [{"timestamp": "t", "sampledValue": samples}]}
    assert found("MeterValues", payload) == [
        ("schema_enum", "/meterValue/0/sampledValue/2000/unit")
    ]


def test_a_megabyte_of_deviations_takes_bounded_time():
    samples = [{"value": 1, "unit": "Hz"}] * 40_000
    payload = {"connectorId": 1, "meterValue": [{"timestamp": "t", "sampledValue": samples}]}
    began = time.process_time()
    deviations("1.6", "MeterValues", payload, response=False)
    coerce("1.6", "MeterValues", payload, response=False)
    assert time.process_time() - began < 3, "the work is not linear"  # 0.2 s when built


def test_a_payload_that_cannot_be_compared_is_said_to_be_so():
    deep: Any = []
    for _ in range(900):
        deep = [deep]
    payload = {"vendorId": "v", "data": deep}
    assert found("DataTransfer", payload) == [("schema_unchecked", "")]
    assert coerce("1.6", "DataTransfer", payload, response=False)[0]["vendorId"] == "v"
    assert found("DataTransfer", {"vendorId": "v", 5: 1}) == [("schema_unchecked", "")]


def test_an_answer_fits_its_call_also_when_it_needs_the_tolerant_reading():
    assert fits_response("1.6", "SetChargingProfile", {"status": "Accepted"})
    assert fits_response("1.6", "SetChargingProfile", {"status": "accepted "})
    assert not fits_response("1.6", "SetChargingProfile", {"status": "Whatever"})
    assert not fits_response("1.6", "SetChargingProfile", {})
    assert not fits_response("1.6", "SetChargingProfile", None)


# --- the tolerant reading -----------------------------------------------------------------------------


def read(action: str, payload: dict[str, Any], *, response: bool = False, version: str = "1.6"):
    """What it was read as, and the rules in order."""
    result, notes = coerce(version, action, payload, response=response)
    assert all(note.rule in FRAME_FINDINGS for note in notes)
    return result, [note.rule for note in notes]


def test_what_conforms_is_the_same_object():
    payload = {"connectorId": 1, "errorCode": "NoError", "status": "Available"}
    assert coerce("1.6", "StatusNotification", payload, response=False)[0] is payload


@pytest.mark.parametrize("name", ["P04", "P05", "P33", "Q06"])
def test_recorded_payloads_of_the_wrong_type_conform_once_they_were_read(name):
    version, action, payload, response = recorded(name)
    before = json.dumps(payload)
    result, notes = coerce(version, action, payload, response=response)
    assert notes
    assert deviations(version, action, result, response=response) == ()
    assert json.dumps(payload) == before, "the payload as sent is left alone"


@pytest.mark.parametrize(
    ("sent", "result"),
    [("1", 1), (" 1 ", 1), ("1.0", 1), (1.0, 1), ("-1", -1), ("+7", 7), ("9223372036854775807", 2**63 - 1),
     ("9" * 19, "9" * 19), ("1.5", "1.5"), (1.5, 1.5), (1e300, 1e300), ("", ""), ("one", "one"),
     ("٣", "٣"), (True, True), ([1], [1])],
)  # fmt: skip
def test_an_integer_is_read_from_what_can_only_be_that_integer(sent, result):
    payload = {"connectorId": sent, "errorCode": "NoError", "status": "Available"}
    seen = read("StatusNotification", payload)[0]["connectorId"]
    assert seen == result
    assert type(seen) is type(result)


@pytest.mark.parametrize(
    ("sent", "result"),
    [
        ("230.1", 230.1),
        (" 5.2 ", 5.2),
        ("7", 7),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1e999", "1e999"),
        ("230,5", "230,5"),
        ("nan", "nan"),
        ("", ""),
        (False, False),
    ],
)
def test_a_number_is_read_from_text_and_a_decimal_comma_is_left_alone(sent, result):
    payload = {
        "evseId": 1,
        "meterValue": [{"timestamp": "2026-01-01T00:00:00Z", "sampledValue": [{"value": sent}]}],
    }
    seen, _ = read("MeterValues", payload, version="2.0.1")
    value = seen["meterValue"][0]["sampledValue"][0]["value"]
    assert value == result
    assert type(value) is type(result)


@pytest.mark.parametrize(
    ("sent", "result"),
    [
        (1, "1"),
        (604.213, "604.213"),
        (1.0, "1.0"),
        (True, "true"),
        ({"a": [1, "å"]}, '{"a":[1,"å"]}'),
        ([], "[]"),
    ],
)
def test_text_is_made_of_anything(sent, result):
    assert read("DataTransfer", {"vendorId": "v", "data": sent}) == (
        {"vendorId": "v", "data": result},
        ["read_as_text"],
    )


def test_text_is_not_made_of_what_json_cannot_write():
    odd = {"vendorId": "v", "data": ["\ud800"]}
    assert read("DataTransfer", odd) == (odd, [])


@pytest.mark.parametrize(
    ("sent", "result"),
    [("true", True), (" FALSE ", False), (1, True), (0, False), ("yes", "yes"), (2, 2), ([], [])],
)
def test_a_boolean_is_read_from_its_words(sent, result):
    payload = {"configurationKey": [{"key": "a", "readonly": sent}]}
    seen = read("GetConfiguration", payload, response=True)[0]["configurationKey"][0]["readonly"]
    assert seen == result
    assert type(seen) is type(result)


@pytest.mark.parametrize(
    ("sent", "result"),
    [
        ("accepted", "Accepted"),
        (" Accepted", "Accepted"),
        ("REJECTED\r\n", "Rejected"),
        ("Whatever ", "Whatever "),
        ("", ""),
    ],
)
def test_a_word_is_matched_without_case_and_blanks_and_otherwise_kept(sent, result):
    assert read("Reset", {"status": sent}, response=True)[0] == {"status": result}


def test_a_word_that_could_be_two_is_kept_unless_only_blanks_differ():
    words = ["kW", "KW"]
    work = coercion_of(words)
    assert work("kw") == "kw"
    assert work(" KW") == "KW"


def coercion_of(words: list[str]):
    from app.links.ocpp.coercion import _Coercion

    return lambda sent: _Coercion({})._value({"type": "string", "enum": words}, sent, "", 0)


def test_nulls_are_dropped_and_nothing_else():
    version, action, payload, _ = recorded("P34")
    result, noted = read(action, payload, version=version)
    assert result == {"connectorId": 1, "status": "Available"}
    assert noted == ["null_dropped"] * 3
    result, noted = read(
        "MeterValues", {"connectorId": "1", "extra": {"a": None}, "meterValue": [None]}
    )
    assert result == {"connectorId": 1, "extra": {"a": None}, "meterValue": []}
    assert sorted(noted) == ["null_dropped", "read_as_number"]


def test_a_single_thing_becomes_a_list_of_one():
    assert read("GetConfiguration", {"unknownKey": "a"}, response=True) == (
        {"unknownKey": ["a"]},
        ["read_as_list"],
    )


def test_a_list_in_a_list_of_objects_is_emptied_into_it():
    keys = [{"key": "a", "readonly": True}, {"key": "b", "readonly": True}]
    result, noted = read("GetConfiguration", {"configurationKey": [keys]}, response=True)
    assert result == {"configurationKey": keys}
    assert noted == ["read_as_list"]


def test_notes_of_the_reading_are_bounded():
    payload = {"connectorId": 1, "meterValue": [None] * 500}
    assert len(coerce("1.6", "MeterValues", payload, response=False)[1]) == 50


def test_a_schema_that_refers_to_itself_ends():
    from app.links.ocpp.coercion import _Coercion

    node = {"type": "object", "properties": {"a": {"$ref": "#/definitions/Node"}}}
    value: dict[str, Any] = {"a": 1}
    for _ in range(200):
        value = {"a": value}
    assert _Coercion({"Node": node}).object(node, value, "", 0)["a"]


ACTIONS = sorted((v, a) for v in schemas.VERSIONS for a in schemas.actions(v))
NAMES = ["connectorId", "status", "meterValue", "sampledValue", "value", "timestamp", "errorCode",
         "evse", "id", "configurationKey", "key", "idTag", "data"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(ACTIONS),
    st.booleans(),
    st.recursive(
        json_values,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
        ),
        max_leaves=10,
    ),
)
def test_no_payload_raises_and_reading_twice_changes_nothing_more(message, response, value):
    version, action = message
    payload = value if isinstance(value, dict) else {"connectorId": value, "status": value}
    for note in deviations(version, action, payload, response=response):
        assert note.rule in FRAME_FINDINGS
    once, _ = coerce(version, action, payload, response=response)
    twice, notes = coerce(version, action, once, response=response)
    assert twice == once
    assert notes == ()
