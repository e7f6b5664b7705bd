"""Unquoted words of damaged JSON: numbers, literals of other languages, texts without quotes.

A number is a number only when it is written as JSON wants it and ends where a value can end; ``12 345``
and ``230.5 V`` stay text, for the reader of meter values to judge.
"""

from __future__ import annotations

import math
import re
from typing import Any

INT64 = range(-(2**63), 2**64)
"""Integers that every later stage (SQLite, orjson, jsonschema) can hold."""

LONGEST_ID_NUMBER = 60
"""Digits up to which a message id stays a number, so that it can be echoed as one."""

_NUMBER = re.compile(
    r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?(?=[\s\x00]*+(?:[,;:\]}\[{\"']|\Z))", re.ASCII
)
_VALUE_WORD = re.compile(r"[^,\[\]{}\"\x00-\x1f]++")
_OTHER_WORD = re.compile(r"[^,:;=\[\]{}\"\x00-\x1f]++")

LITERALS: dict[str, Any] = {"true": True, "false": False, "null": None}
_FOREIGN: dict[str, Any] = {"none": None, "undefined": None, "nil": None} | LITERALS
_NOT_A_NUMBER = frozenset({"nan", "infinity", "inf"})


def scan(text: str, pos: int, *, in_object: bool) -> tuple[str, int]:
    """The word at ``pos`` and the position behind it.

    in_object: it is the value of a member, so colons and the like belong to it (times, addresses).
    The character at ``pos`` is no blank, bracket, separator or quote.
    """
    match = _NUMBER.match(text, pos)
    if match is None:
        match = (_VALUE_WORD if in_object else _OTHER_WORD).match(text, pos)
    return (match[0].strip(), match.end()) if match else (text[pos], pos + 1)


def convert(word: str, *, is_id: bool) -> tuple[Any, str]:
    """(value, rule of the repair or an empty text). is_id: directly in the message's array."""
    if word in LITERALS:
        return LITERALS[word], ""
    if _NUMBER.fullmatch(word):
        return _number(word, is_id)
    lower = word.lower()
    if lower.lstrip("+-") in _NOT_A_NUMBER:
        return None, "json_not_a_number"
    if lower in _FOREIGN:
        return _FOREIGN[lower], "json_foreign_word"
    return word, "json_unquoted_text"


def _number(word: str, is_id: bool) -> tuple[Any, str]:
    """Numbers that no later stage can hold become text: their digits are kept, their type is not."""
    if word.lstrip("-").isdecimal():
        if len(word) <= LONGEST_ID_NUMBER and (is_id or int(word) in INT64):
            return int(word), ""
    elif math.isfinite(float(word)):
        return float(word), ""
    return word, "json_huge_number"
