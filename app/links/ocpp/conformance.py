"""Compares payloads with the standard: every deviation becomes a note with path, rule and facts.

A conforming payload costs one call of a compiled validator (about 2 us). Only a payload that does not
conform is walked through error by error. Deviations are told, never used to refuse a message; what a
payload means in spite of them is for ``coerce`` (in ``coercion``) and the readers of payloads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import jsonschema_rs

from app.domain.events import Severity
from app.domain.redaction import MASK, is_secret_key, mask_text
from app.links.ocpp import schemas
from app.links.ocpp.coercion import coerce as coerce
from app.links.ocpp.notes import Note

MOST_NOTES = 50
"""Notes on one message; ``schema_more`` says that there were others. A list of 100 samples with a
wrong unit each says nothing more with the 51st."""

SAMPLED_ITEMS = 500
"""Items of a list that are looked at first: 40,000 errors in a 1 MB frame would take 0.5 s to list."""

LONGEST_VALUE = 80
"""Characters of a value that a note quotes."""

MOST_ALLOWED = 12
"""Allowed words that a note lists."""

_PART_LENGTH = 60

_Kinds = jsonschema_rs.ValidationErrorKind


def is_known(version: str, action: str) -> bool:
    """Whether the version of OCPP has the action (1.6 with its security extension)."""
    return schemas.find(version, action, False) is not None


def deviations(version: str, action: str, payload: Any, *, response: bool) -> tuple[Note, ...]:
    """Everything in the payload that the standard does not allow, in the order of the schema.

    Empty when it conforms, and for an action or version without a schema. Never raises.
    """
    message = schemas.find(version, action, response)
    if message is None or message.fits(payload):
        return ()
    try:
        # All errors are collected before the first is handed out, so long lists are sampled first.
        found = _listed(message, _with_short_lists(payload)) or _listed(message, payload)
    except (ValueError, TypeError, RecursionError):
        return (Note("schema_unchecked", severity=Severity.WARNING),)
    if len(found) > MOST_NOTES:
        return (*found[:MOST_NOTES], Note("schema_more", "", {"limit": str(MOST_NOTES)}))
    return tuple(found)


def fits_response(version: str, action: str, payload: Any) -> bool:
    """Whether the payload can be the answer to that action, read as tolerantly as answers are."""
    message = schemas.find(version, action, True)
    if message is None or not isinstance(payload, dict):
        return False
    return message.fits(payload) or message.fits(coerce(version, action, payload, response=True)[0])


def _listed(message: schemas.MessageSchema, payload: Any) -> list[Note]:
    notes: list[Note] = []
    for error in message.validator.iter_errors(payload):
        notes.extend(_notes_on(error, payload))
        if len(notes) > MOST_NOTES:
            break
    return notes


def _with_short_lists(value: Any) -> Any:
    """The value with every list cut to its first ``SAMPLED_ITEMS`` items."""
    if isinstance(value, dict):
        return {key: _with_short_lists(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_short_lists(inner) for inner in value[:SAMPLED_ITEMS]]
    return value


def _notes_on(error: jsonschema_rs.ValidationError, payload: Any) -> Iterable[Note]:
    path = list(error.instance_path)
    match error.kind:
        case _Kinds.Enum() if not isinstance(_value_at(payload, path), str):
            return []  # the wrong type was told already
        case _Kinds.Required(property=name):
            return [Note("schema_required", _pointer([*path, name]), {"member": _short(name)})]
        case _Kinds.AdditionalProperties(unexpected=names):
            return [
                Note("schema_additional", _pointer([*path, name]), {"member": _short(name)})
                for name in names[: MOST_NOTES + 1]
            ]
    value = _value_at(payload, path)
    rule, facts = _rule_of(error.kind, value) or (
        "schema_other",
        {"keyword": str(error.schema_path[-1])},
    )
    facts["value"] = _shown(value, payload, path)
    return [Note(rule, _pointer(path), facts)]


def _rule_of(kind: Any, value: Any) -> tuple[str, dict[str, str]] | None:
    match kind:
        case _Kinds.Enum(options=options):
            listed = ", ".join(str(option) for option in options[:MOST_ALLOWED])
            more = ", ..." if len(options) > MOST_ALLOWED else ""
            return "schema_enum", {"allowed": listed + more}
        case _Kinds.MaxLength(limit=limit):
            return "schema_max_length", {"limit": str(limit), "length": str(len(value))}
        case _Kinds.MinLength(limit=limit):
            return "schema_min_length", {"limit": str(limit), "length": str(len(value))}
        case _Kinds.Type(types=types):
            return "schema_type", {"wanted": ", ".join(types), "sent": _kind_of(value)}
        case _Kinds.MinItems(limit=limit):
            return "schema_min_items", {"limit": str(limit), "count": str(len(value))}
        case _Kinds.MaxItems(limit=limit):
            return "schema_max_items", {"limit": str(limit), "count": str(len(value))}
        case _Kinds.MultipleOf(multiple_of=step):
            return "schema_multiple_of", {"step": str(step)}
        case _Kinds.Minimum(limit=limit):
            return "schema_minimum", {"limit": str(limit)}
        case _Kinds.Maximum(limit=limit):
            return "schema_maximum", {"limit": str(limit)}
    return None


def _kind_of(value: Any) -> str:
    """The JSON schema name of a value's type."""
    kinds: dict[type, str] = {
        str: "string",
        bool: "boolean",
        int: "integer",
        float: "number",
        list: "array",
        dict: "object",
    }
    return kinds.get(type(value), "null")


def _value_at(payload: Any, path: Sequence[str | int]) -> Any:
    value = payload
    for part in path:
        value = value[part]
    return value


def _shown(value: Any, payload: Any, path: Sequence[str | int]) -> str:
    """The value for a note: shortened, masked where it can be a secret, lists and objects not at all."""
    if isinstance(value, list | dict):
        return "[...]" if isinstance(value, list) else "{...}"
    if _is_secret(payload, path):
        return MASK
    return _short(mask_text(value) if isinstance(value, str) else json.dumps(value))


def _is_secret(payload: Any, path: Sequence[str | int]) -> bool:
    """Whether the place's name tells of a secret, or the setting's name beside it does."""
    name = path[-1] if path else ""
    if name == "key":
        return False
    beside = _value_at(payload, path[:-1])
    setting = beside.get("key") if isinstance(beside, dict) else None
    return any(isinstance(one, str) and is_secret_key(one) for one in (name, setting))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _pointer(path: Sequence[str | int]) -> str:
    """JSON pointer (RFC 6901); over-long member names, which only a charger can invent, are cut."""
    return "".join(
        "/" + str(part)[:_PART_LENGTH].replace("~", "~0").replace("/", "~1") for part in path
    )
