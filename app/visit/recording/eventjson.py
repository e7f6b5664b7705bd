"""Events as they are written down in the visit file: a name and JSON."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import orjson

from app.domain.commands import COMMAND_NAMES
from app.domain.events import (
    Event,
    ExchangeCompleted,
    HeartbeatReceived,
    MetersSampled,
    PingAnswered,
    UploadProgressed,
)
from app.domain.redaction import Masker

LEFT_OUT = frozenset(
    {MetersSampled, HeartbeatReceived, PingAnswered, ExchangeCompleted, UploadProgressed}
)
"""Frequent events that the frames and files already tell."""

_DEEPEST = 50
"""Levels of a payload that are kept; deeper nesting is an attack on the recursion below."""

_COLUMNS = frozenset({"t_ns", "charger", "link"})


def plain(value: Any, depth: int = 0) -> Any:
    """A value as JSON knows it: dataclasses and mappings become dicts, commands carry their name.

    Named tuples become lists, numbers that are none become null; what JSON has no form for becomes
    its text, and what is nested deeper than ``_DEEPEST`` an ellipsis.
    """
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one, depth + 1) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        record = {one.name: plain(getattr(value, one.name), depth + 1) for one in fields(value)}
        name = COMMAND_NAMES.get(type(value))
        return record if name is None else {"command": name, **record}
    return str(value)


def event_data(event: Event) -> dict[str, Any]:
    """The fields of an event without those that are columns of their own."""
    return {
        one.name: plain(getattr(event, one.name))
        for one in fields(event)
        if one.name not in _COLUMNS
    }


def masked_json(event: Event, masker: Masker) -> str:
    """The event's fields as JSON text with its secrets masked. Never raises."""
    return masker.mask(_dumps(event_data(event)))


def _dumps(data: dict[str, Any]) -> str:
    try:
        return orjson.dumps(data).decode()
    except TypeError:  # lone surrogates and numbers beyond 64 bits, both sent by chargers
        return json.dumps(data, separators=(",", ":"))
