"""Frames as values and back: the recorded frames, every tolerance of the array, and properties."""

from __future__ import annotations

import ast
import inspect
import json
import time
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain.events import Severity
from app.links.ocpp import (
    bare,
    coercion,
    conformance,
    lenient,
    messages,
    quoting,
    repair,
    tolerance,
)
from app.links.ocpp.messages import (
    Call,
    CallError,
    CallResult,
    Damaged,
    Decoded,
    decode,
    encode_call,
    encode_error,
    encode_result,
)
from app.words.frames import DAMAGES, FRAME_FINDINGS
from tests.links.ocpp.recorded import FRAMES, payload_of

HEARTBEAT = Call("7", "Heartbeat", {})


def read(text: str, *, binary: bool = False) -> Decoded:
    return decode(text.encode(), binary)


def rules(decoded: Decoded) -> list[str]:
    return [note.rule for note in decoded.notes]


def recorded(name: str) -> tuple[Any, list[str]]:
    row = FRAMES[name]
    decoded = decode(payload_of(row), bool(row.get("binary")))
    assert len(decoded.messages) == 1
    return decoded.messages[0], rules(decoded)


# --- the recorded frames --------------------------------------------------------------------------


def test_line_breaks_inside_json_are_legal():
    message, noted = recorded("F01a")
    assert isinstance(message, Call)
    assert message.payload["chargePointVendor"] == "VESTEL"
    assert noted == []


def test_a_truncated_answer_is_closed_and_taken():
    message, noted = recorded("F02")
    uid = "64b4a0fc-7282-4e26-ab30-cc3c2955c70d"
    assert message == CallResult(uid, {"configurationKey": []})
    assert noted == ["json_truncated"]


def test_a_comma_before_the_first_sample_is_skipped_and_all_values_are_kept():
    message, noted = recorded("F04")
    samples = message.payload["meterValue"][0]["sampledValue"]
    assert [sample["value"] for sample in samples] == ["139955", "0"]
    assert noted == ["json_leading_comma"]


def test_nul_characters_inside_a_text_are_removed():
    message, noted = recorded("F05")
    assert message.payload["info"] == "ok"
    assert noted == ["control_characters"]


@pytest.mark.parametrize(
    ("name", "uid", "noted"),
    [
        ("F09", "1", ["payload_not_object"]),
        ("F10", "1", ["short_message"]),
        ("F11", "1", ["payload_not_object"]),
        ("F12", 1, ["numeric_id"]),
        ("F13", "1", ["string_message_type"]),
        ("F14", "1", ["json_trailing_nul"]),
        ("F15", "1", ["json_bom"]),
        ("F16", "1", ["binary_frame"]),
        ("F17", "1", ["single_quotes"]),
        ("F20", "1", ["surplus_elements"]),
        ("F21", "0123456789012345678901234567890123456789012345678901234567890123", ["long_id"]),
    ],
)
def test_each_odd_heartbeat_can_be_answered_under_its_own_id(name, uid, noted):
    message, seen = recorded(name)
    assert message == Call(uid, "Heartbeat", {})
    assert type(message.uid) is type(uid)
    assert seen == noted


def test_an_error_may_have_any_code_and_only_two_elements():
    assert recorded("F22") == (CallError("U", "GenericFailure", "x", {}), [])
    assert recorded("F23") == (CallError("U", "", "", {}), ["short_message"])


def test_a_backslash_that_swallowed_the_closing_quote_is_given_back():
    message, noted = recorded("F25")
    assert message.uid == "213"
    assert message.payload == {
        "connectorId": 2,
        "idTag": "336699\\",
        "meterStart": 33259490,
        "timestamp": "2022-07-28T09:41:15Z",
    }
    assert noted == ["backslash_damage"]


@pytest.mark.parametrize("name", [name for name in FRAMES if name[0] in "PBQ"])
def test_deviations_in_the_payload_leave_the_frame_itself_without_a_note(name):
    message, noted = recorded(name)
    assert isinstance(message, Call | CallResult)
    assert message.payload == json.loads(FRAMES[name]["raw"])[-1]
    assert noted == []


# --- what is not in the file ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "uid"),
    [
        ("[2,7.5,{}]", None),
        ('[2,7.5,"Heartbeat",{}]', 7.5),
        ('[2,-3,"Heartbeat",{}]', -3),
        ('[2,28240181849166013077,"Heartbeat",{}]', 28240181849166013077),
        ('[2,28240181849166013077,"Heartbeat",{},]', 28240181849166013077),
        ('[2,null,"Heartbeat",{}]', "-1"),
        ('[2,"Heartbeat",{}]', "-1"),
        ('[2,true,"Heartbeat",{}]', "true"),
        ('[2,["a",1],"Heartbeat",{}]', '["a",1]'),
        ('[2,"","Heartbeat",{}]', ""),
    ],
)
def test_every_kind_of_id_comes_back_in_a_form_that_can_be_echoed(text, uid):
    (message,) = read(text).messages
    if uid is None:
        assert isinstance(message, Damaged)
        return
    assert message == Call(uid, "Heartbeat", {})
    assert orjson.loads(encode_result(message.uid, {}))[0] == 3
    assert encode_result(message.uid, {}) == f"[3,{json.dumps(uid)},{{}}]".encode()


def test_a_frame_of_message_type_1_is_read_by_its_shape():
    decoded = read('[1,"7","StartTransaction",{"connectorId":1}]')
    assert decoded.messages == (Call("7", "StartTransaction", {"connectorId": 1}),)
    assert rules(decoded) == ["unknown_message_type"]
    assert read('[5,"7","X","",{}]').messages == (CallError("7", "X", "", {}),)
    assert read('[9,"7",{"a":1}]').messages == (CallResult("7", {"a": 1}),)


@pytest.mark.parametrize("kind", ['"2"', "2.0", '" 2"', "2"])
def test_the_message_type_may_be_text_or_have_a_fraction(kind):
    assert read(f'[{kind},"7","Heartbeat",{{}}]').messages == (HEARTBEAT,)


@pytest.mark.parametrize(
    ("body", "payload"),
    [
        ("null", {}),
        ("[]", {}),
        ('""', {}),
        ("5", {}),
        ("true", {}),
        ('"{\\"a\\":1}"', {"a": 1}),
        ('"{broken"', {}),
        ('[{"a":1}]', {"a": 1}),
        ('[{"a":1},{"a":2}]', {}),
    ],
)
def test_a_payload_that_is_no_object_becomes_one(body, payload):
    for text, message in [
        (f'[2,"7","DataTransfer",{body}]', Call("7", "DataTransfer", payload)),
        (f'[3,"7",{body}]', CallResult("7", payload)),
    ]:
        decoded = read(text)
        assert decoded.messages == (message,)
        assert rules(decoded) == ["payload_not_object"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[4,"7","X"]', CallError("7", "X", "", {})),
        ('[4,"7","X","d"]', CallError("7", "X", "d", {})),
        ('[4,"7","X",{"a":1}]', CallError("7", "X", "", {"a": 1})),
        ('[4,"7","X","d",null]', CallError("7", "X", "d", {})),
        ('[4,"7","X","d","{}"]', CallError("7", "X", "d", "{}")),
        ('[4,"7",5,["d"],{}]', CallError("7", "5", '["d"]', {})),
        ('[4,"7","X","d",{},1]', CallError("7", "X", "d", {})),
        ('[4,"-1","NotImplemented","",{}]', CallError("-1", "NotImplemented", "", {})),
        ('[3,"7"]', CallResult("7", {})),
        ('[3,"7",{},{}]', CallResult("7", {})),
        ('[3,"7","Reset",{"status":"Accepted"}]', CallResult("7", {"status": "Accepted"})),
        ('[3,{"status":"Accepted"}]', CallResult("-1", {"status": "Accepted"})),
        ('[2,"7"," Heartbeat ",{}]', HEARTBEAT),
    ],
)
def test_answers_and_errors_may_have_too_few_or_too_many_elements(text, message):
    assert read(text).messages == (message,)


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("", Damaged(None, None, None, "empty_frame")),
        (" \r\n\0", Damaged(None, None, None, "empty_frame")),
        ("[]", Damaged(None, None, None, "not_a_message")),
        ("{}", Damaged(None, None, None, "not_a_message")),
        ("5", Damaged(None, None, None, "not_a_message")),
        ('"Heartbeat"', Damaged(None, None, None, "not_a_message")),
        ('["Heartbeat","7",{},1,2]', Damaged(None, None, None, "not_a_message")),
        ("ping", Damaged(None, None, None, "not_json")),
        ("<html><body>404</body></html>", Damaged(None, None, None, "not_json")),
        ("[2]", Damaged(None, 2, None, "id_missing")),
        ("[3]", Damaged(None, 3, None, "id_missing")),
        ("[3,null]", Damaged(None, 3, None, "id_missing")),
        ("[4]", Damaged(None, 4, None, "id_missing")),
        ("[4,null]", Damaged(None, 4, None, "id_missing")),
        ('[2,"7"]', Damaged("7", 2, None, "action_missing")),
        ('[2,"7",{}]', Damaged("7", 2, None, "action_missing")),
        ('[2,"7",5,{}]', Damaged("7", 2, None, "action_missing")),
        ('[2,"7","",{}]', Damaged("7", 2, None, "action_missing")),
    ],
)
def test_what_cannot_be_read_is_told_with_what_is_known_of_it(text, damaged):
    assert read(text).messages == (damaged,)
    assert damaged.reason in DAMAGES


def test_a_batch_gives_each_of_its_messages():
    decoded = read('[[2,"7","Heartbeat",{}],[3,"8",{"status":"Accepted"}]]')
    assert decoded.messages == (HEARTBEAT, CallResult("8", {"status": "Accepted"}))
    assert rules(decoded) == ["batch"]
    assert read('[[2,"7","Heartbeat",{}]]').messages == (HEARTBEAT,)


def test_one_oddity_in_several_messages_is_one_note():
    decoded = read('[[2,7,"Heartbeat",{}],[2,8,"Heartbeat",{}]]')
    assert [message.uid for message in decoded.messages] == [7, 8]
    assert rules(decoded) == ["batch", "numeric_id"]


def test_a_batch_of_thousands_is_bounded():
    decoded = read("[" + ",".join(['[2,"7","Heartbeat",{}]'] * 3000) + "]")
    assert len(decoded.messages) == 50
    assert rules(decoded) == ["batch", "too_many_messages"]


def test_a_message_packed_into_a_text_is_unpacked():
    decoded = read(json.dumps('[2,"7","Heartbeat",{}]'))
    assert decoded.messages == (HEARTBEAT,)
    assert rules(decoded) == ["json_in_text"]


def test_escaped_nul_characters_are_removed_and_other_control_characters_kept():
    decoded = read(
        '[2,"7","Authorize",{"idTag":"AB\\u0000\\u0010\\u000e","l\\u0000":["\\u0000",1]}]'
    )
    assert decoded.messages == (Call("7", "Authorize", {"idTag": "AB\x10\x0e", "l": ["", 1]}),)
    assert rules(decoded) == ["control_characters"]
    swedish = read('[2,"7","DataTransfer",{"vendorId":"\\u00e5"}]')
    assert swedish == Decoded((Call("7", "DataTransfer", {"vendorId": "å"}),), ())


def test_what_is_nested_too_deep_is_left_out():
    decoded = read('[2,"7","DataTransfer",{"a":1,"b":' + "[1," * 300 + '{"c":1}' + "]" * 300 + "}]")
    (message,) = decoded.messages
    assert isinstance(message, Call)
    assert message.payload["a"] == 1
    assert orjson.dumps(message.payload).count(b"[") < 64
    assert rules(decoded) == ["json_too_deep"]
    wide = '[2,"7","DataTransfer",{"a":[' + ",".join(["[]"] * 200) + "]}]"
    assert read(wide).notes == ()


def test_damage_is_a_warning_and_a_harmless_oddity_a_notice():
    assert read('[2,"7","Heartbeat",{}').notes[0].severity is Severity.WARNING
    assert read('[2,7,"Heartbeat",{}]').notes[0].severity is Severity.NOTICE


def test_answers_are_compact_and_keep_the_words_of_the_standard():
    assert encode_call("u", "Reset", {"type": "Soft"}) == b'[2,"u","Reset",{"type":"Soft"}]'
    assert encode_result(1, {"a": 1.5}) == b'[3,1,{"a":1.5}]'
    assert encode_error("u", "FormationViolation", "å", {}) == (
        '[4,"u","FormationViolation","å",{}]'.encode()
    )
    assert encode_result("\ud800", {}) == b'[3,"\\ud800",{}]'


def test_no_note_on_a_frame_quotes_what_stands_in_it():
    text = '[2,"7","X",{"AuthorizationKey":"hunter2","p":\'hunter2\',"x":hunter2,,"y":"hunter2\\",'
    decoded = read(text)
    assert len(decoded.notes) >= 4
    assert "hunter2" not in str(decoded.notes)


def test_every_rule_in_the_source_has_a_phrase():
    modules = (bare, coercion, conformance, lenient, messages, quoting, repair, tolerance)
    texts = {
        node.value
        for module in modules
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(FRAME_FINDINGS) <= texts, "a phrase that nothing needs"
    assert set(DAMAGES) <= texts
    prefixes = ("json_", "schema_", "read_as_")
    rules_like = {text for text in texts if text.startswith(prefixes) and text.isidentifier()}
    assert rules_like <= set(FRAME_FINDINGS), "a rule without a phrase"


# --- size ---------------------------------------------------------------------------------------------

MEGABYTE = 1_000_000

HOSTILE = {
    "brackets": b"[" * MEGABYTE,
    "braces": b'{"a":' * (MEGABYTE // 5),
    "quotes": b'"' * MEGABYTE,
    "quotes in a list": b"[" + b'"' * MEGABYTE,
    "swallowed quotes": b'["' + b'\\",' * (MEGABYTE // 3),
    "lone backslashes": b'["' + b"\\" * MEGABYTE,
    "surrogates": b'["' + b"\\ud800" * (MEGABYTE // 6) + b'",]',
    "noise": Random(1).randbytes(MEGABYTE),
    "nothing": bytes(MEGABYTE),
    "commas": b"[" + b"," * MEGABYTE,
    "empty lists": b"[" + b"[]," * (MEGABYTE // 3),
    "numbers": b'[[2,"1",' + b"1," * (MEGABYTE // 2),
    "one number": b'[2,"1","A",{"v":' + b"1" * MEGABYTE + b"}]",
    "words": b'[2,"1","A",{' + b"a:b," * (MEGABYTE // 4),
    "inner quotes": b'[2,"1","A",{"a":"' + b'x"y' * (MEGABYTE // 3),
    "lost quotes": b'["x,"a":' * (MEGABYTE // 8),
    "messages": b'[2,"1","Heartbeat",{}]' * (MEGABYTE // 22),
    "open messages": b'[2,"1","Heartbeat",{' * (MEGABYTE // 20),
    "beginnings": b"[2," * (MEGABYTE // 3),
    "closing": b"[" + b"]" * MEGABYTE,
    "deep and sound": b'[2,"1","A",{"a":' + b"[" * 900 + b"]" * 900 + b"}]",
    "read again": b"[2," * 49 + b'"' + b"\\ud800" * 150_000 + b'",{"a":1,[}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_of_anything_is_done_with_in_bounded_time(name):
    began = time.process_time()
    decoded = decode(HOSTILE[name], False)
    assert decoded.messages
    assert time.process_time() - began < 3, "the work is not linear"  # 0.25 s at most when built


# --- properties ---------------------------------------------------------------------------------------

SAMPLES = [payload_of(row) for row in FRAMES.values()]


def check(decoded: Decoded) -> None:
    """What the rest of the program relies on, whatever came in."""
    assert decoded.messages
    for message in decoded.messages:
        assert message.uid is None or type(message.uid) in (str, int, float)
        if message.uid is not None:
            orjson.loads(encode_result(message.uid, {}))
        if isinstance(message, Call | CallResult):
            assert type(message.payload) is dict
            orjson.dumps(message.payload)
        if isinstance(message, Call):
            assert message.action
        if isinstance(message, Damaged):
            assert message.reason in DAMAGES
            assert message.kind in (2, 3, 4, None)
        else:
            assert message.uid is not None
    for note in decoded.notes:
        assert note.rule in FRAME_FINDINGS


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_raise(payload, binary):
    check(decode(payload, binary))


ALPHABET = [
    *"[]{},:;=\"'\\ 0123-.eEutfalsn\n\0“”/",
    '"a"',
    "null",
    '[2,"7","X",{',
    "\\u",
    "\\ud800",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(ALPHABET), max_size=40))
@example(["[", '[2,"7","X",{', '"', "}", "]"])
def test_no_sequence_of_json_like_pieces_raises(pieces):
    check(decode("".join(pieces).encode(), False))


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_no_damage_to_a_recorded_frame_raises(payload, data):
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(payload)))
        gone = data.draw(st.integers(0, 6))
        new = data.draw(st.sampled_from(ALPHABET) | st.text(max_size=3)).encode("utf-8", "replace")
        payload = payload[:at] + new + payload[at + gone :]
    check(decode(payload, False))


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [value]


@pytest.mark.parametrize(
    "name", [name for name, row in FRAMES.items() if name[0] in "PBQ" and row["raw"][1] == "2"]
)
def test_a_frame_cut_off_anywhere_keeps_its_id_and_invents_no_value(name):
    raw = payload_of(FRAMES[name])
    _, uid, action, payload = json.loads(raw)
    whole = leaves(payload)
    for cut in range(raw.index(b'",') + 1, len(raw)):
        (message,) = decode(raw[:cut], False).messages
        assert message.uid == uid
        if isinstance(message, Damaged):
            assert message.kind == 2
            continue
        assert isinstance(message, Call)
        assert message.action == action
        for leaf in leaves(message.payload):
            if leaf in whole or leaf is None:
                continue
            assert isinstance(leaf, str)
            assert not leaf[:1].isdigit()
            assert any(isinstance(one, str) and one.startswith(leaf) for one in whole)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcå", max_size=3), inner),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(
    st.text("abc-019", min_size=1, max_size=36),
    st.text("abcXYZ", min_size=1),
    st.dictionaries(st.text("abcå", max_size=5), json_values, max_size=5),
)
def test_what_is_sound_comes_out_as_it_went_in_without_a_note(uid, action, payload):
    assert decode(encode_call(uid, action, payload), False) == ((Call(uid, action, payload),), ())
    assert decode(encode_result(uid, payload), False) == ((CallResult(uid, payload),), ())
    assert decode(encode_error(uid, action, "å", payload), False) == (
        (CallError(uid, action, "å", payload),),
        (),
    )
