"""The tolerant reading of a message array: JSON values in, messages out, a note for each tolerance.

It works on values of any shape, whether the JSON was sound or had to be repaired: message types as
text, ids of any type, missing or superfluous elements, payloads that are no objects, batches, messages
packed into a text. Nothing is read below ``MOST_DEPTH`` levels, so later stages may recurse.
"""

from __future__ import annotations

from typing import Any

import orjson

from app.links.ocpp.compact import compact
from app.links.ocpp.envelope import (
    CALL,
    CALL_ERROR,
    CALL_RESULT,
    LONGEST_ID,
    NO_ID,
    Call,
    CallError,
    CallResult,
    Damaged,
    Message,
    Uid,
)
from app.links.ocpp.lenient import MOST_DEPTH
from app.links.ocpp.notes import Note
from app.links.ocpp.repair import MOST_MESSAGES, Broken, note, recover


class TolerantReading:
    """Turns JSON values into messages, with notes on what had to be tolerated."""

    def __init__(self, notes: list[Note]) -> None:
        self._notes = notes

    def messages(self, values: list[Any], payload: bytes) -> list[Message]:
        """The messages of one frame: at least one."""
        found = [message for value in values for message in self._of_value(value, payload)]
        readable = [one for one in found if not isinstance(one, Damaged) or one.uid is not None]
        if len(readable) > 1 and len(values) > 1:
            self._note("several_messages", count=str(len(readable)))
        if readable and len(readable) < len(found):
            self._note("json_stray_text", count=str(len(found) - len(readable)))
        return readable or found[:1]

    def _of_value(self, value: Any, payload: bytes) -> list[Message]:
        if isinstance(value, Broken):
            return [self._broken(value.text, value.reason)]
        if isinstance(value, str):  # the whole message as a JSON text
            inner = _inner(value)
            if isinstance(inner, list):
                self._note("json_in_text")
                value = inner
        if not isinstance(value, list):
            return [Damaged(None, None, None, "not_a_message")]
        if value and all(isinstance(one, list) for one in value):
            if len(value) > 1 or len(value[0]) > 1:
                self._note("batch", count=str(len(value)))
            if len(value) > MOST_MESSAGES:
                self._note("too_many_messages", count=str(len(value)))
            return [self._message(one, payload) for one in value[:MOST_MESSAGES]]
        return [self._message(value, payload)]

    def _broken(self, text: str, reason: str) -> Message:
        head = recover(text)
        kind = head.kind if head.kind in (CALL, CALL_RESULT, CALL_ERROR) else None
        return Damaged(head.uid, kind, head.action, reason)

    def _message(self, value: list[Any], payload: bytes) -> Message:
        value, too_deep = _without_depth(value)
        if too_deep:
            self._note("json_too_deep", limit=str(MOST_DEPTH))
        if _has_controls(value):
            self._note("control_characters", count="1")
            value = _without_nuls(value)
        kind = self._kind(value)
        if kind is None:
            return Damaged(None, None, None, "not_a_message")
        if len(value) > 1 and isinstance(value[1], float):
            exact = recover(payload[:400].decode("utf-8", "replace")).uid
            value[1] = exact if isinstance(exact, int) else value[1]
        if kind == CALL:
            return self._call(value)
        if kind == CALL_RESULT:
            return self._call_result(value)
        return self._call_error(value)

    def _kind(self, value: list[Any]) -> int | None:
        """The message type; for an unknown one the type that the message has the shape of."""
        first = value[0] if value else None
        kind = None
        if isinstance(first, str | int | float) and not isinstance(first, bool):
            text = str(first).strip().removesuffix(".0")
            kind = int(text) if len(text) == 1 and text in "0123456789" else None
        if kind in (CALL, CALL_RESULT, CALL_ERROR):
            if type(first) is not int:
                self._note("string_message_type", sent=_type_shown(first))
            return kind
        shape = None
        if len(value) >= 3 and isinstance(value[1], str | int):
            if isinstance(value[2], str) and len(value) == 4 and isinstance(value[3], dict):
                shape = CALL
            elif isinstance(value[2], str) and len(value) == 5:
                shape = CALL_ERROR
            elif isinstance(value[2], dict) and len(value) == 3:
                shape = CALL_RESULT
        if shape is not None:
            self._note("unknown_message_type", sent=_type_shown(first))
        return shape

    def _call(self, value: list[Any]) -> Message:
        if len(value) >= 3 and isinstance(value[1], str) and isinstance(value[2], dict):
            if not _looks_like_action(value[1]):
                return Damaged(self._uid(value[1]), CALL, None, "action_missing")
            value.insert(1, None)  # [2, action, payload]: the id was left out
        if len(value) == 1:
            return Damaged(None, CALL, None, "id_missing")
        uid = None if len(value) < 3 and value[1] is None else self._uid(value[1])
        action = value[2] if len(value) > 2 else None
        if not isinstance(action, str) or not action.strip():
            return Damaged(uid, CALL, None, "action_missing")
        if len(value) == 3:
            self._note("short_message", count="3")
        elif len(value) > 4:
            self._note("surplus_elements", count=str(len(value)))
        if action != action.strip():
            self._note("blanks_in_action")
        body = value[3] if len(value) > 3 else {}
        return Call(NO_ID if uid is None else uid, action.strip(), self._payload(body))

    def _call_result(self, value: list[Any]) -> Message:
        if len(value) == 1:
            return Damaged(None, CALL_RESULT, None, "id_missing")
        if len(value) == 2 and isinstance(value[1], dict):
            value.insert(1, None)
        if len(value) == 2:
            if value[1] is None:
                return Damaged(None, CALL_RESULT, None, "id_missing")
            if any(known.rule == "json_truncated" for known in self._notes):
                # An empty answer means something, and this charger was cut off before it said it.
                return Damaged(self._uid(value[1]), CALL_RESULT, None, "payload_missing")
            self._note("short_message", count="2")
        elif len(value) > 3:
            self._note("surplus_elements", count=str(len(value)))
            if isinstance(value[2], str) and isinstance(value[3], dict):
                del value[2]  # [3, id, action, payload]
        body = value[2] if len(value) > 2 else {}
        return CallResult(self._uid(value[1]), self._payload(body))

    def _call_error(self, value: list[Any]) -> Message:
        if len(value) == 1 or (len(value) == 2 and value[1] is None):
            return Damaged(None, CALL_ERROR, None, "id_missing")
        if len(value) < 5:
            self._note("short_message", count=str(len(value)))
        elif len(value) > 5:
            self._note("surplus_elements", count=str(len(value)))
        uid = self._uid(value[1])
        code, description, details = [*value[2:5], None, None, None][:3]
        if isinstance(description, dict) and details is None:
            description, details = None, description
        return CallError(uid, _text(code), _text(description), {} if details is None else details)

    def _uid(self, uid: Any) -> Uid:
        """The id as it has to be sent back."""
        if isinstance(uid, str):
            if not uid:
                self._note("empty_id")
            elif len(uid) > LONGEST_ID:
                self._note("long_id", length=str(len(uid)), limit=str(LONGEST_ID))
            return uid
        if uid is None:
            self._note("missing_id")
            return NO_ID
        if isinstance(uid, int | float) and not isinstance(uid, bool):
            self._note("numeric_id")
            return uid
        self._note("odd_id")
        return _text(uid)[:200]

    def _payload(self, body: Any) -> dict[str, Any]:
        if isinstance(body, dict):
            return body
        self._note("payload_not_object", sent=_kind_of(body))
        if isinstance(body, str):
            inner = _inner(body)
            if isinstance(inner, dict):
                return inner
        elif isinstance(body, list) and len(body) == 1 and isinstance(body[0], dict):
            return body[0]
        return {}

    def _note(self, rule: str, **facts: str) -> None:
        for at, known in enumerate(self._notes):
            if known.rule == rule:
                self._notes[at] = known._replace(facts={**facts, **known.facts})
                return
        self._notes.append(note(rule, **facts))


def _looks_like_action(text: str) -> bool:
    """Whether it is a word such as BootNotification; message ids are hardly ever letters only."""
    return text.isalpha() and text[0].isupper() and text != text.upper() and len(text) >= 5


def _inner(text: str) -> Any:
    """The value of a JSON text inside a JSON text; None when it is none."""
    try:
        return orjson.loads(text)
    except ValueError:
        return None


def _without_depth(value: list[Any]) -> tuple[list[Any], bool]:
    """The value with null for everything below ``MOST_DEPTH`` levels, and whether there was any."""
    level: list[list[Any] | dict[str, Any]] = [value]
    for _ in range(MOST_DEPTH - 1):
        level = [inner for one in level for inner in _inside(one) if isinstance(inner, list | dict)]
        if not level:
            return value, False
    deeper = False
    for one in level:
        places: Any = one.items() if isinstance(one, dict) else enumerate(one)
        for place, inner in list(places):
            if isinstance(inner, list | dict):
                one[place] = None
                deeper = True
    return value, deeper


def _inside(one: list[Any] | dict[str, Any]) -> Any:
    return one.values() if isinstance(one, dict) else one


def _has_controls(value: Any) -> bool:
    """Whether a NUL is in any text of a value that is not deeper than ``MOST_DEPTH``."""
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any("\x00" in key or _has_controls(inner) for key, inner in value.items())
    return isinstance(value, list) and any(map(_has_controls, value))


def _without_nuls(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {key.replace("\x00", ""): _without_nuls(inner) for key, inner in value.items()}
    return [_without_nuls(inner) for inner in value] if isinstance(value, list) else value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else compact(value).decode()


def _type_shown(value: Any) -> str:
    """A message type for a note; anything longer than a number is not quoted."""
    text = _text(value)
    return text if len(text) <= 4 else _kind_of(value)


def _kind_of(value: Any) -> str:
    """The JSON name of a value's type."""
    kinds = {str: "text", list: "list", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")
