"""The tolerant reading that comes before the meaning: a payload in the types that the schema wants.

Driven by the schema alone, so it knows no vendor and no action. What already fits comes back as the
same object. Otherwise a copy is made in which

- members and list items that are null are left out (nothing else ever is);
- ``"1"`` and ``1.0`` become 1 where an integer is wanted, ``"230.1"`` becomes 230.1 where a number is;
- numbers, booleans and objects become text where text is wanted (objects as JSON);
- ``"true"`` and ``"false"`` become booleans, and so do 1 and 0;
- a single thing where a list is wanted becomes a list of one (Huawei SCharger, lbbrhzn/ocpp 1144),
  and a list in a list of objects is emptied into it;
- a word that differs from exactly one allowed word in case or surrounding blanks becomes that word.

Everything that has no such reading stays as it was sent. A decimal comma is not touched here: text
values keep it, and what it means is for the reader of meter values.
"""

from __future__ import annotations

import math
import re
from typing import Any

import orjson

from app.links.ocpp import schemas
from app.links.ocpp.notes import Note

MOST_NOTES = 50
_MOST_DEPTH = 64
_INT64 = range(-(2**63), 2**63)
_INTEGER = re.compile(r"[+-]?\d{1,19}(?:\.0{1,9})?", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}

_UNCHANGED: Any = object()


def coerce(
    version: str, action: str, payload: dict[str, Any], *, response: bool
) -> tuple[dict[str, Any], tuple[Note, ...]]:
    """The payload as it was probably meant, and a note for each change. Never raises.

    The same object when it fits the schema, or when the version or action has none.
    """
    message = schemas.find(version, action, response)
    if message is None or message.fits(payload):
        return payload, ()
    work = _Coercion(message.schema.get("definitions", {}))
    return work.object(message.schema, payload, "", 0), tuple(work.notes)


class _Coercion:
    """One walk through schema and payload side by side."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self.notes: list[Note] = []
        self._definitions = definitions

    def object(
        self, schema: dict[str, Any], value: dict[str, Any], path: str, depth: int
    ) -> dict[str, Any]:
        """A copy of ``value`` with its members as ``schema`` wants them."""
        properties = schema.get("properties", {})
        result: dict[str, Any] = {}
        for name, inner in value.items():
            place = f"{path}/{str(name)[:60]}"
            if inner is None:
                self._note("null_dropped", place)
            elif name in properties:
                result[name] = self._value(properties[name], inner, place, depth + 1)
            else:
                result[name] = inner
        return result

    def _value(self, schema: dict[str, Any], value: Any, path: str, depth: int) -> Any:
        if depth > _MOST_DEPTH:
            return value
        if "$ref" in schema:
            schema = self._definitions.get(str(schema["$ref"]).rpartition("/")[2], {})
        wanted = schema.get("type")
        if wanted == "object":
            return self.object(schema, value, path, depth) if isinstance(value, dict) else value
        if wanted == "array":
            return self._array(schema.get("items", {}), value, path, depth)
        rule, result = _scalar(wanted, value)
        if result is not _UNCHANGED:
            self._note(rule, path)
            value = result
        if isinstance(value, str) and "enum" in schema:
            return self._word(schema["enum"], value, path)
        return value

    def _array(self, items: dict[str, Any], value: Any, path: str, depth: int) -> list[Any]:
        if not isinstance(value, list):
            self._note("read_as_list", path)
            value = [value]
        result: list[Any] = []
        for index, inner in enumerate(value):
            if inner is None:
                self._note("null_dropped", f"{path}/{index}")
            elif isinstance(inner, list) and items.get("type") == "object" and depth < _MOST_DEPTH:
                self._note("read_as_list", f"{path}/{index}")
                result.extend(self._array(items, inner, f"{path}/{index}", depth + 1))
            else:
                result.append(self._value(items, inner, f"{path}/{index}", depth + 1))
        return result

    def _word(self, allowed: list[str], value: str, path: str) -> str:
        if value in allowed:
            return value
        bare = value.strip().casefold()
        alike = [word for word in allowed if word.casefold() == bare]
        if len(alike) > 1:
            alike = [word for word in alike if word == value.strip()]
        if len(alike) != 1:
            return value
        self._note("read_as_word", path, word=alike[0])
        return alike[0]

    def _note(self, rule: str, path: str, **facts: str) -> None:
        if len(self.notes) < MOST_NOTES:
            self.notes.append(Note(rule, path, facts))


def _scalar(wanted: Any, value: Any) -> tuple[str, Any]:
    """(rule, value) of the type that is wanted; ``_UNCHANGED`` when there is nothing to do."""
    result = _UNCHANGED
    if wanted == "string" and not isinstance(value, str):
        return "read_as_text", _as_text(value)
    if wanted == "boolean" and not isinstance(value, bool):
        return "read_as_boolean", _as_boolean(value)
    if wanted == "integer":
        result = _as_integer(value)
    elif wanted == "number" and isinstance(value, str):
        result = _as_number(value)
    return "read_as_number", result


def _as_integer(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer() and int(value) in _INT64:
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        number = int(value.strip().partition(".")[0])
        return number if number in _INT64 else _UNCHANGED
    return _UNCHANGED


def _as_number(value: str) -> Any:
    bare = value.strip()
    if _INTEGER.fullmatch(bare) and "." not in bare:
        return int(bare)
    number = float(bare) if _NUMBER.fullmatch(bare) else math.nan
    return number if math.isfinite(number) else _UNCHANGED


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # lone surrogates, nesting beyond anything that decode() lets through
        return _UNCHANGED


def _as_boolean(value: Any) -> Any:
    if isinstance(value, str):
        return _BOOLEANS.get(value.strip().lower(), _UNCHANGED)
    return bool(value) if value in (0, 1) else _UNCHANGED
