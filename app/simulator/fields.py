"""Reading the payload of a CALL: typed fields, and the CALLERROR of OCPP-J 1.6 when one is not right.

The error codes are spelt as the standard spells them ("Occurence").
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from app.simulator.wire import RefusedError

__all__ = ["RefusedError", "part", "real", "text", "whole"]


def _field(payload: dict[str, Any], name: str) -> Any:
    if name not in payload:
        raise RefusedError("OccurenceConstraintViolation", f"{name} is missing")
    return payload[name]


def text(
    payload: dict[str, Any], name: str, default: str | None = None, choices: Collection[str] = ()
) -> str:
    """A text field; missing ones give `default` when there is one. Raises RefusedError."""
    if default is not None and name not in payload:
        return default
    value = _field(payload, name)
    if not isinstance(value, str):
        raise RefusedError("TypeConstraintViolation", f"{name} is not text")
    if choices and value not in choices:
        raise RefusedError("PropertyConstraintViolation", f"{name} is none of {', '.join(choices)}")
    return value


def whole(payload: dict[str, Any], name: str, default: int | None = None) -> int:
    """A whole number. Raises RefusedError."""
    if default is not None and name not in payload:
        return default
    value = _field(payload, name)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 1e12:
        raise RefusedError("TypeConstraintViolation", f"{name} is not a whole number")
    return value


def real(payload: dict[str, Any], name: str) -> float:
    """A number. Raises RefusedError."""
    value = _field(payload, name)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e12:
        raise RefusedError("TypeConstraintViolation", f"{name} is not a number")
    return float(value)


def part(payload: dict[str, Any], name: str) -> dict[str, Any]:
    """An object. Raises RefusedError."""
    value = _field(payload, name)
    if not isinstance(value, dict):
        raise RefusedError("TypeConstraintViolation", f"{name} is not an object")
    return value
