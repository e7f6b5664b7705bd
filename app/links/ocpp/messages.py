"""OCPP-J messages: from the bytes of a frame to calls, results and errors, and back.

``decode`` has a fast way for frames as the standard has them (OCPP-J 1.6, chapter 4: a JSON array
``[2, id, action, payload]``, ``[3, id, payload]`` or ``[4, id, code, description, details]``). All other
frames take the long way: repair of the JSON, then the tolerant reading of the array here, each
tolerance with a note. What is beyond repair comes out as ``Damaged`` with whatever can be read of it.

Answers go out as compact JSON.
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
    Call,
    CallError,
    CallResult,
    Damaged,
    Decoded,
    Message,
    Uid,
)
from app.links.ocpp.lenient import MOST_DEPTH
from app.links.ocpp.notes import Note
from app.links.ocpp.repair import note, repair
from app.links.ocpp.tolerance import TolerantReading


def decode(payload: bytes, binary: bool) -> Decoded:
    """The messages in a frame. Never raises; time is linear in the size and bounded."""
    try:
        value = orjson.loads(payload)
    except ValueError:
        return _long_way(payload, binary)
    if type(value) is list and not binary:
        if len(value) == 4:
            kind, uid, action, body = value
            if (
                type(kind) is int
                and kind == CALL
                and type(uid) is str
                and 0 < len(uid) <= LONGEST_ID
                and type(action) is str
                and action.isalnum()
                and type(body) is dict
                and _is_plain(payload)
            ):
                return Decoded((Call(uid, action, body),), ())
        elif len(value) == 3:
            kind, uid, body = value
            if (
                type(kind) is int
                and kind == CALL_RESULT
                and type(uid) is str
                and 0 < len(uid) <= LONGEST_ID
                and type(body) is dict
                and _is_plain(payload)
            ):
                return Decoded((CallResult(uid, body),), ())
    return _long_way(payload, binary, value)


def _is_plain(payload: bytes) -> bool:
    """Whether neither deep nesting nor escaped control characters can be in there."""
    return payload.count(b"[") + payload.count(b"{") < MOST_DEPTH and b"\\u00" not in payload


_UNREAD: Any = object()


def _long_way(payload: bytes, binary: bool, value: Any = _UNREAD) -> Decoded:
    notes = [note("binary_frame")] if binary else []
    if value is _UNREAD:
        repaired = repair(payload)
        notes += repaired.notes
        values = repaired.values
    else:
        values = [value]
    reading = TolerantReading(notes)
    messages = reading.messages(values, payload)
    return Decoded(tuple(messages), tuple(notes))


def encode_call(uid: Uid, action: str, payload: dict[str, Any]) -> bytes:
    """A CALL as compact JSON in UTF-8."""
    return compact([CALL, uid, action, payload])


def encode_result(uid: Uid, payload: dict[str, Any]) -> bytes:
    """A CALLRESULT as compact JSON in UTF-8; ``uid`` as the charger sent it."""
    return compact([CALL_RESULT, uid, payload])


def encode_error(uid: Uid, code: str, description: str, details: Any) -> bytes:
    """A CALLERROR as compact JSON in UTF-8. 1.6 spells ``FormationViolation``."""
    return compact([CALL_ERROR, uid, code, description, details])


__all__ = [
    "Call",
    "CallError",
    "CallResult",
    "Damaged",
    "Decoded",
    "Message",
    "Note",
    "Uid",
    "decode",
    "encode_call",
    "encode_error",
    "encode_result",
]
