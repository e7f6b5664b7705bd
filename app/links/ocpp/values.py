"""Reading single values that a charger sent: texts, integers, numbers.

Everything here is total: whatever a JSON value may be, there is an answer and never an exception.
What cannot be read is unknown (None), never zero: a false zero in a diagnostic plot is a lie.
Sources: catalogue 1d, rows P05, P18, P24 and P32 to P37.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

LONGEST_TEXT = 4000
"""Texts of a charger are cut here: long enough for a certificate request or a maker's JSON report."""

LONGEST_NAME = 50
"""Measurands, units, phases, locations and contexts are cut here; the longest standard one has 31."""

_CONTROLS = dict.fromkeys((*range(9), *range(11, 13), *range(14, 32), 127))

_NO_VALUE = frozenset(
    {"", "null", "(null)", "none", "nil", "undefined", "n/a", "na", "-", "0x0000", "0"}
)
_ALL_ZERO = re.compile(r"(?:0x)?0+", re.IGNORECASE)


def text(value: Any, limit: int = LONGEST_TEXT) -> str:
    """Any JSON value as bounded text: None is empty, structures are JSON, control characters go."""
    if type(value) is not str:
        if value is None:
            return ""
        try:
            value = json.dumps(value, ensure_ascii=False, default=str)
        except (TypeError, ValueError, RecursionError):
            return ""
    if len(value) > limit:
        value = value[:limit]
    if not value.isascii():
        # Half of a surrogate pair can be written in JSON but not in UTF-8.
        value = value.encode("utf-8", "replace").decode("utf-8")
    if not value.isprintable():
        value = value.translate(_CONTROLS)
    return str(value)


def name(value: Any) -> str:
    """A short word (measurand, unit, status): trimmed of blanks and quotes, at most 50 characters."""
    return text(value, LONGEST_NAME + 14).strip(" \t\r\n'\"")[:LONGEST_NAME]


def optional(value: Any, limit: int = LONGEST_TEXT) -> str | None:
    """Text, or None where the charger sent one of the usual words for nothing.

    ABB Terra AC sends "null" and "0x0000" (evcc issue 6817); a vendor bit mask without a single bit
    says the same.
    """
    words = text(value, limit).strip()
    if words.casefold() in _NO_VALUE or _ALL_ZERO.fullmatch(words):
        return None
    return words


def whole(value: Any) -> int | None:
    """An integer from ``7``, ``7.0`` or ``"7"`` within 64 bits; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        words = value[:40].strip()
        try:
            value = int(words)
        except ValueError:
            value = number(words)
    if isinstance(value, float):
        if not value.is_integer():  # also false for what is not finite
            return None
        value = int(value)
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return value
    return None


_NUMBER = re.compile(r"([+-]?(?:\d[\d.,]*|[.,]\d+)(?:[eE][+-]?\d{1,4})?)\s*([A-Za-z%°]{0,12})")


def number(value: Any) -> float | None:
    """A finite number from a JSON number or text, None when there is none.

    Takes blanks around it, a decimal comma, thousands marks when both marks occur, and a unit behind
    it (``"230,5 V"``); the unit itself is ignored here.
    """
    kind = type(value)
    if kind is str:
        if len(value) > 64:
            return None
        try:
            result = float(value)
        except ValueError:
            match = _NUMBER.fullmatch(value.strip())
            if match is None:
                return None
            try:
                result = float(_with_decimal_point(match[1]))
            except ValueError:
                return None
    elif kind is float or kind is int:
        try:
            result = float(value)
        except OverflowError:
            return None
    else:
        return None
    return result if result - result == 0.0 else None


def _with_decimal_point(digits: str) -> str:
    """The later of two different marks is the decimal one: ``1.234,5`` and ``1,234.5``."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma < 0:
        return digits
    if point < 0:
        return digits.replace(",", ".")
    if comma > point:
        return digits.replace(".", "").replace(",", ".")
    return digits.replace(",", "")


def unit_behind(value: Any) -> str:
    """The unit written into the value itself (``"230.5 V"``), empty when there is none."""
    if not isinstance(value, str) or len(value) > 64:
        return ""
    match = _NUMBER.fullmatch(value.strip())
    return "" if match is None else match[2]


def _key(word: str) -> str:
    return re.sub(r"[\s_-]", "", word).casefold()


def spelling(words: tuple[str, ...]) -> Callable[[str], str | None]:
    """A look-up that forgives case, blanks, hyphens and underscores; None for other words."""
    table = {_key(word): word for word in words}
    return lambda written: table.get(_key(written[:LONGEST_NAME]))
