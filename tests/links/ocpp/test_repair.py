"""Damaged JSON: every repair, alone and together, and that the lenient reader agrees with a strict one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.links.ocpp.lenient import LenientReader
from app.links.ocpp.messages import Call, CallResult, Damaged, decode
from app.links.ocpp.repair import recover, repair
from tests.links.ocpp.recorded import FRAMES
from tests.links.ocpp.test_messages import HEARTBEAT, json_values, read, rules


def members(inside: str) -> tuple[object, set[str]]:
    """Payload and rules of a CALL whose payload has ``inside`` between two sound members."""
    decoded = read('[2,"7","StatusNotification",{"first":1,@"last":"x"}]'.replace("@", inside))
    (message,) = decoded.messages
    assert isinstance(message, Call), message
    assert message.uid == "7"
    payload = dict(message.payload)
    assert payload.pop("first") == 1
    assert payload.pop("last") == "x"
    return payload, {note.rule for note in decoded.notes}


@pytest.mark.parametrize(
    ("inside", "payload", "noted"),
    [
        ('"transactionId":,', {"transactionId": None}, {"json_missing_value"}),
        ('"transactionId" ,', {"transactionId": None}, {"json_missing_value"}),
        ('"a":1,,', {"a": 1}, {"json_doubled_comma"}),
        ('"a":1,,,,', {"a": 1}, {"json_doubled_comma"}),
        ('"a":[,1],', {"a": [1]}, {"json_leading_comma"}),
        ('"a":{,"b":1},', {"a": {"b": 1}}, {"json_leading_comma"}),
        ('"a":[1,],', {"a": [1]}, {"json_trailing_comma"}),
        ('"a":{"b":1,},', {"a": {"b": 1}}, {"json_trailing_comma"}),
        ('"a":{"b":},', {"a": {"b": None}}, {"json_missing_value"}),
        ('"a":[,],', {"a": []}, {"json_leading_comma"}),
        ('"a":1 "b":"y" ', {"a": 1, "b": "y"}, {"json_missing_comma"}),
        ('"a":[1 2 "x" {}],', {"a": ["1 2", "x", {}]}, {"json_missing_comma", "json_unquoted_text"}),
        ('"a" 5,', {"a": 5}, {"json_missing_colon"}),
        ('"a"::5,', {"a": 5}, {"json_wrong_separator"}),
        ('"a"=5;', {"a": 5}, {"json_wrong_separator"}),
        ('"a":NaN,"b":-Infinity,"c":+inf,', {"a": None, "b": None, "c": None}, {"json_not_a_number"}),
        ('"a":None,"b":True,"c":FALSE,', {"a": None, "b": True, "c": False}, {"json_foreign_word"}),
        ('"a":undefined,', {"a": None}, {"json_foreign_word"}),
        ('"status":Available,', {"status": "Available"}, {"json_unquoted_text"}),
        ('status:"Available",', {"status": "Available"}, {"json_unquoted_text"}),
        ('"t":2024-01-01T10:00:00Z,', {"t": "2024-01-01T10:00:00Z"}, {"json_unquoted_text"}),
        ('"a":+5,"b":.5,"c":007,', {"a": "+5", "b": ".5", "c": "007"}, {"json_unquoted_text"}),
        ('"a":12 345,', {"a": "12 345"}, {"json_unquoted_text"}),
        ('"a":230.5 V,', {"a": "230.5 V"}, {"json_unquoted_text"}),
        ('"a":230,5,', {"a": "230,5"}, {"json_decimal_comma"}),
        ("'a':'b',", {"a": "b"}, {"single_quotes"}),
        ("'a':'it\\'s',", {"a": "it's"}, {"single_quotes"}),
        ("“a”:“b”,", {"a": "b"}, {"smart_quotes"}),
        ('"a":"say "hi" now",', {"a": 'say "hi" now'}, {"unescaped_quotes"}),
        ('"a":"b"",', {"a": "b"}, {"unescaped_quotes"}),
        ('"a":"{"r":"f","c":0}",', {"a": '{"r":"f","c":0}'}, {"unescaped_quotes"}),
        ('"a":"["r","f"]",', {"a": '["r","f"]'}, {"unescaped_quotes"}),
        ('"a":"b"garbage,', {"a": "b"}, {"json_stray_text"}),
        ('"a":1,garbage', {"a": 1}, {"json_stray_text"}),
        ('"a":"{"b" c",', {"a": '{"b" c'}, {"unescaped_quotes"}),
        ('"a":"b" see, 5 "c",', {"a": 'b" see, 5 "c'}, {"unescaped_quotes"}),
        ('/* note */"a":1,', {"a": 1}, {"json_stray_text"}),
        ('"a":"b,', {"a": "b"}, {"json_unclosed_text"}),
        ('"a":b",', {"a": "b"}, {"json_unclosed_text"}),
        ('"a":230.5","b":2,', {"a": "230.5", "b": 2}, {"json_unclosed_text"}),
        ('"a":{"v":3.4"},', {"a": {"v": "3.4"}}, {"json_unclosed_text"}),
        ('"a":[{"v":"3.4},{"v":1}],', {"a": [{"v": "3.4"}, {"v": 1}]}, {"json_unclosed_text"}),
        ('"a":"{x},"b":2,', {"a": "{x}", "b": 2}, {"json_unclosed_text"}),
        ('a":1,', {"a": 1}, {"json_unclosed_text"}),
        ('"a:1,"b":2,', {"a": 1, "b": 2}, {"json_unclosed_text"}),
        ('"a:[{"b":2}],', {"a": [{"b": 2}]}, {"json_unclosed_text"}),
        ('"a":""b",', {"a": "b"}, {"unescaped_quotes"}),
        ('""a":"b",', {"a": "b"}, {"unescaped_quotes"}),
        ('"a"": "b",', {"a": "b"}, {"unescaped_quotes"}),
        ('"a":"b":"c","d":1},', {"a": {"b": "c", "d": 1}}, {"json_missing_bracket"}),
        ('"a":{"b":1},{"b":2}],', {"a": [{"b": 1}, {"b": 2}]}, {"json_missing_bracket"}),
        ('"a":{"b":1}{"b":2}],', {"a": [{"b": 1}, {"b": 2}]}, {"json_missing_bracket"}),
        ('"a":"336699\\",', {"a": "336699"}, {"backslash_damage"}),
        ('"a":"336699\\\\\\",', {"a": "336699\\"}, {"backslash_damage"}),
        ('"a\\":1,', {"a": 1}, {"backslash_damage"}),
        ('"a":"C:\\temp\\x\\u12",', {"a": "C:\temp\\x\\u12"}, {"backslash_damage"}),
        ('"a":"one\ntwo\tthree\0",', {"a": "one\ntwo\tthree"}, {"control_characters"}),
        ('"a":\x00 1,', {"a": 1}, {"control_characters"}),
        ('"a":"\\ud83d\\ude00\\ud800",', {"a": "😀�"}, {"lone_surrogate"}),
        ('"a":1,"a":2,,', {"a": 2}, {"json_duplicate_key", "json_doubled_comma"}),
        ('"a":1e999,', {"a": "1e999"}, {"json_huge_number"}),
        ('"a":-123456789012345678901,,', {"a": "-123456789012345678901"}, {"json_huge_number"}),
        ('"a":1.5E+3,,', {"a": 1500.0}, {"json_doubled_comma"}),
    ],
)  # fmt: skip
def test_each_defect_in_a_payload_has_one_reading(inside, payload, noted):
    found, seen = members(inside)
    assert found == payload
    assert noted <= seen
    assert len(seen - noted) <= 1  # a repair may leave a comma behind


def test_an_integer_of_5000_digits_is_kept_as_text():
    digits = "7" * 5000
    decoded = read('[2,"7","MeterValues",{"a":' + digits + "}]")
    assert decoded.messages == (Call("7", "MeterValues", {"a": digits}),)
    assert rules(decoded) == ["json_huge_number"]
    assert isinstance(read(f'[2,{digits},"Heartbeat",{{}}]').messages[0].uid, str)


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ('[2,"7","Heartbeat",{}', "json_truncated"),
        ('[2,"7","Heartbeat",{', "json_truncated"),
        ('[2,"7","Heartbeat",', "json_truncated"),
        ('[2,"7","Heartbeat"', "json_truncated"),
        ('[2,"7","Heartbeat",{]', "json_missing_bracket"),
        ('[2,"7","Heartbeat",}]', "json_stray_bracket"),
        ('[2,"7","Heartbeat",{}}]', "json_stray_bracket"),
        ('[2,"7","Heartbeat",{{}}]', "json_stray_bracket"),
        ('[2,"7","Heartbeat",{}]]', "json_stray_bracket"),
        ('[2,"7","Heartbeat",,{}]', "json_doubled_comma"),
        ('[,2,"7","Heartbeat",{}]', "json_leading_comma"),
        ('[2,"7","Heartbeat",{},]', "json_trailing_comma"),
        ('[2 "7" "Heartbeat" {}]', "json_missing_comma"),
        ('[2;"7";"Heartbeat";{}]', "json_wrong_separator"),
        ("[2,'7','Heartbeat',{}]", "single_quotes"),
        ("[2,“7”,“Heartbeat”,{}]", "smart_quotes"),
        ("[2,7,Heartbeat,{}]", "json_unquoted_text"),
        ('[2,7","Heartbeat",{}]', "json_unclosed_text"),
        ('[2,"7,"Heartbeat",{}]', "json_unclosed_text"),
        ('[2,"7","Heartbeat,{}]', "json_unclosed_text"),
        ('[2,""7","Heartbeat",{}]', "unescaped_quotes"),
        ('[2,"7"","Heartbeat",{}]', "unescaped_quotes"),
        ('2,"7","Heartbeat",{}]', "json_missing_bracket"),
        ('{2,"7","Heartbeat",{}}', "json_missing_bracket"),
        ('(2,"7","Heartbeat",{})', "json_missing_bracket"),
        ('[2,\\"7\\",\\"Heartbeat\\",{}]', "backslash_damage"),
        ('42[2,"7","Heartbeat",{}]', "json_stray_text"),
        ('data: [2,"7","Heartbeat",{}]', "json_stray_text"),
        ('[2,"7","Heartbeat",{}] // sent', "json_stray_text"),
        ('[2,"7","Heartbeat",{}] [1', "json_stray_text"),
        ('[2,"7","Heartbeat",{}]\0\0\r\n', "json_trailing_nul"),
        ('\ufeff \r\n[2,"7","Heartbeat",{}]', "json_bom"),
        ('\0[2,"7","Heartbeat",{}]', "control_characters"),
        ('\ufeff[2,"7","Heartbeat",{},]\0', "json_trailing_comma"),
    ],
)
def test_a_damaged_heartbeat_is_still_a_heartbeat(text, noted):
    decoded = read(text)
    (message,) = decoded.messages
    assert isinstance(message, Call)
    assert (str(message.uid), message.action, message.payload) == HEARTBEAT
    assert noted in rules(decoded)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised(encoding):
    decoded = decode('[2,"7","Heartbeat",{}]'.encode(encoding), False)
    assert decoded.messages == (HEARTBEAT,)
    assert rules(decoded) == ["utf16_text"]


def test_bytes_that_are_not_utf_8_become_replacement_characters():
    decoded = decode('[2,"7","DataTransfer",{"vendorId":"Älv"}]'.encode("latin-1"), False)
    assert decoded.messages == (Call("7", "DataTransfer", {"vendorId": "�lv"}),)
    assert rules(decoded) == ["not_utf8"]
    assert decoded.notes[0].facts["position"] == "35"


@pytest.mark.parametrize("between", ["", "\n", " \0", ",", "\r\n\r\n", "] ", " and then "])
def test_messages_in_one_frame_are_all_read(between):
    decoded = read('[2,"7","Heartbeat",{}]' + between + '[3,"8",{"status":"Accepted"}]')
    assert decoded.messages == (HEARTBEAT, CallResult("8", {"status": "Accepted"}))
    assert "several_messages" in rules(decoded)


@pytest.mark.parametrize(
    "first",
    [
        '[2,"7","Heartbeat",{}',
        '[2,"7","Heartbeat",{',
        '[2,"7","Heartbeat",{},',
        '[2,"7","Heartbeat",{"a":[],',
    ],
)
def test_a_message_that_was_not_finished_does_not_hide_the_next_one(first):
    decoded = read(first + '[2,"8","Heartbeat",{}]')
    assert [message.uid for message in decoded.messages] == ["7", "8"]
    assert not any(isinstance(message, Damaged) for message in decoded.messages)


def test_after_something_beyond_repair_the_next_message_is_read():
    decoded = read('[2,"7","X",{"a":1,[}][2,"8","Heartbeat",{}]')
    assert decoded.messages == (
        Damaged("7", 2, "X", "not_json"),
        Call("8", "Heartbeat", {}),
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('[{"value":"1","unit":"W"}}]}]', ["1"]),
        ('[{"value":"1"},{"value":"2"]}]}]', ["1", "2"]),
        ('[{"value":"1","unit":"W",{"value":"2"}]}]}]', ["1", "2"]),
        ('["value":"1","unit":"W"}]}]}]', ["1"]),
        ('[{"value":"1"}{"value":"2"}]}]}]', ["1", "2"]),
        ('[{"value":"1"},{"value":"2}]}]}]', ["1", "2"]),
        ('[{"value":"1"},{"value":"2', ["1", None]),
        ('[{"value":1},{"value":2', [1, None]),
        ('[{"value":"1"},{"value":', ["1", None]),
        ('[{"value":"1"},{"val', ["1", None]),
    ],
)
def test_missing_brackets_in_the_middle_and_cut_off_values(text, values):
    decoded = read('[2,"7","MeterValues",{"connectorId":1,"meterValue":[{"sampledValue":' + text)
    (message,) = decoded.messages
    assert isinstance(message, Call)
    samples = message.payload["meterValue"][0]["sampledValue"]
    assert [sample.get("value") for sample in samples] == values


def test_a_missing_brace_after_the_action_is_put_in():
    decoded = read('[2,"7","StatusNotification","connectorId":1,"status":"Available"}]')
    payload = {"connectorId": 1, "status": "Available"}
    assert decoded.messages == (Call("7", "StatusNotification", payload),)


def test_an_answer_that_was_cut_off_before_its_payload_is_no_empty_answer():
    assert read('[3,"7"').messages == (Damaged("7", 3, None, "payload_missing"),)
    assert read('[3,"7",').messages == (Damaged("7", 3, None, "payload_missing"),)
    assert read('[3,"7').messages == (Damaged(None, 3, None, "id_missing"),)
    assert read('[4,"7').messages == (Damaged(None, 4, None, "id_missing"),)


def test_an_id_or_action_that_was_cut_off_is_not_used():
    assert read('[2,"12').messages == (Damaged(None, 2, None, "action_missing"),)
    assert read("[2,12").messages == (Damaged(None, 2, None, "action_missing"),)
    assert read('[2,"12","Heart').messages == (Damaged("12", 2, None, "action_missing"),)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ('[2,"7","X",{', (2, "7", "X")),
        ('[ "3" , "7" , {', (3, "7", None)),
        ('[[2, 17, "X"', (2, 17, "X")),
        ('[4,1.5,"X"', (4, 1.5, "X")),
        ("[2,'7','X'", (2, "7", "X")),
        ("[2,12", (None, None, None)),
        ("nothing", (None, None, None)),
    ],
)
def test_the_head_of_a_broken_message_is_recovered(text, head):
    assert recover(text) == head


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[2,"7","X",{"a":1,[}]', "not_json"),
        ('[2,"7","X",{"a":1,{"b":2}}]', "not_json"),
        ('[2,"7","X",{"a":1,:}]', "not_json"),
        ('[2,"7","X",{"a":1,":":2}', "not_json"),
        ('[2,"7","X",{"a":' + "[" * 100, "too_deep"),
        ('[2,"7","X",[' + '"a":[' * 70, "too_deep"),
        ('[2,"7","X",{"a":1' + "," * 3000, "too_damaged"),
        ('[2,"7","X",[' + "0," * 300_000, "too_long"),
    ],
)
def test_what_has_no_safe_reading_can_still_be_answered(text, reason):
    assert read(text).messages == (Damaged("7", 2, "X", reason),)


def test_a_key_whose_closing_quote_is_missing_at_the_end_is_a_key():
    (message,) = read('[2,"7","StopTransaction",{"meterStop":5,"transactionId:12}]').messages
    assert message == Call("7", "StopTransaction", {"meterStop": 5, "transactionId": 12})


@pytest.mark.parametrize("name", [name for name in FRAMES if name[0] in "PBQ"])
def test_one_lost_or_doubled_character_never_gives_a_value_a_wrong_name(name):
    raw = str(FRAMES[name]["raw"])
    names = named_numbers(json.loads(raw)[-1])
    for at, char in enumerate(raw):
        if char not in '[]{},:"':
            continue
        for damaged in (raw[:at] + raw[at + 1 :], raw[:at] + char + raw[at:]):
            (message,) = read(damaged).messages
            if isinstance(message, Damaged):
                assert message.uid is not None
                continue
            assert isinstance(message, Call | CallResult)
            inside_a_text = raw[at - 1].isalnum() and raw[at + 1 : at + 2].isalnum()
            if not inside_a_text:
                assert named_numbers(message.payload) <= names, damaged


def named_numbers(value: Any, name: str = "") -> set[tuple[str, str]]:
    """(member, value) of everything in a payload that reads as a number."""
    if isinstance(value, dict):
        return {pair for key, inner in value.items() for pair in named_numbers(inner, key)}
    if isinstance(value, list):
        return {pair for inner in value for pair in named_numbers(inner, name)}
    text = str(value)
    return {(name, text)} if text[:1].isdigit() and text.replace(".", "").isdigit() else set()


def test_several_defects_at_once_are_all_told():
    decoded = read('\ufeff[2,\'7\',\'MeterValues\',{"connectorId":1,,"transactionId":,"v":[,NaN,')
    (message,) = decoded.messages
    assert message == Call(
        "7", "MeterValues", {"connectorId": 1, "transactionId": None, "v": [None]}
    )
    assert set(rules(decoded)) == {
        "json_bom",
        "single_quotes",
        "json_doubled_comma",
        "json_missing_value",
        "json_leading_comma",
        "json_not_a_number",
        "json_truncated",
    }


def test_a_repair_counts_its_places_and_tells_the_first():
    (note,) = repair(b'[2,"7","X",{"a":,"b":}]').notes
    assert note.facts == {"count": "2", "position": "16"}


@settings(max_examples=200, deadline=None)
@given(st.lists(json_values, max_size=5), st.sampled_from([None, 1]), st.booleans())
def test_the_lenient_reader_reads_sound_json_as_a_strict_one_does(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    reader = LenientReader(text)
    assert reader.read(0) == (value, len(text))
    assert reader.repairs == {}
