"""Gets OCPP messages out of a frame that is not valid JSON, with a note for everything that was wrong.

The ladder, from the harmless to the desperate:

1. bytes to text: UTF-8, else UTF-16 when it is plainly that, else UTF-8 with replacement characters;
2. byte order mark and trailing NULs are cut off, wholly escaped text is unescaped;
3. what is strict JSON now is done; else ``LenientReader`` reads one value after the other;
4. what it cannot read becomes ``Broken``, and reading goes on at the next thing that looks like the
   beginning of a message.

``recover`` then finds type, id and action of a broken message with a regular expression, so that a
CALL can be answered and a waiting call of ours can be ended at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from app.domain.events import Severity
from app.links.ocpp.lenient import BeyondRepairError, LenientReader
from app.links.ocpp.notes import Note

MOST_MESSAGES = 50
"""Messages taken from one frame. The catalogue knows two (F19); a batch of a week's data has fewer."""

MOST_IN_VAIN = 200_000
"""Characters that may be read again after something without a safe reading."""

_SERIOUS = frozenset(
    {
        "backslash_damage",
        "json_missing_bracket",
        "json_missing_value",
        "json_truncated",
        "not_utf8",
        "utf16_text",
    }
)
"""Repairs after which something that the charger meant to say may be missing: warnings."""

_BLANK = " \t\r\n"
_BEGINNING = re.compile(r"\[\s{0,20}[\"'“]?[1-6][\"'”]?\s{0,20},")
_HEADLESS = re.compile(r"[\"']?[2-4][\"']?\s{0,20},\s{0,20}[\"'][^\"']{1,100}[\"']\s{0,20},")
_ESCAPED_WHOLE = re.compile(r"\[\s{0,20}(?:\\\")?[1-6](?:\\\")?\s{0,20},\s{0,20}\\\"")
_HEAD = re.compile(
    r"""[\s\[]{0,20} \\?["']? ([1-6]) (?:\.0)? \\?["']? \s{0,20} , \s{0,20}
        (?: \\?["'] ([^"'\\]{1,200}) \\?["'] | (-?\d{1,60}(?:\.\d{1,20})?) (?=\s{0,20},) )
        (?: \s{0,20} , \s{0,20} \\?["'] ([A-Za-z][A-Za-z0-9]{0,60}) \\?["'] )?""",
    re.VERBOSE | re.ASCII,
)


class Broken(NamedTuple):
    """A piece of a frame that has no safe reading. reason: token in ``app.words.frames.DAMAGES``."""

    text: str
    reason: str


@dataclass(slots=True)
class Repaired:
    """values: JSON values and broken pieces in their order, never empty. notes: what was wrong."""

    values: list[Any]
    notes: list[Note]


class Head(NamedTuple):
    """What could be read of a broken message; None for what could not."""

    kind: int | None
    uid: str | int | float | None
    action: str | None


def note(rule: str, **facts: str) -> Note:
    """A note on the frame as a whole, with the severity that the rule has."""
    return Note(rule, "", facts, Severity.WARNING if rule in _SERIOUS else Severity.NOTICE)


def repair(payload: bytes) -> Repaired:
    """Everything that can be read from a frame that a strict JSON reader refused. Never raises."""
    notes: list[Note] = []
    text = _trimmed(_decoded(payload, notes), notes)
    if not text:
        return Repaired([Broken("", "empty_frame")], notes)
    if _ESCAPED_WHOLE.match(text):
        notes.append(note("backslash_damage", count="1", position="0"))
        text = text.replace('\\"', '"')
    if _HEADLESS.match(text, 1 if text[0] in "{(" else 0):
        notes.append(note("json_missing_bracket", count="1", position="0"))
        text = "[" + text.lstrip("{(")
    try:
        return Repaired([orjson.loads(text)], notes)
    except ValueError:  # JSONDecodeError is one; lone surrogates cannot come out of _decoded
        return Repaired(_values(text, notes), notes)


def recover(text: str) -> Head:
    """Type, id and action at the beginning of a broken message."""
    match = _HEAD.match(text)
    if match is None:
        return Head(None, None, None)
    uid: str | int | float | None = match[2]
    if match[3]:
        uid = float(match[3]) if "." in match[3] else int(match[3])
    return Head(int(match[1]), uid, match[4])


def _decoded(payload: bytes, notes: list[Note]) -> str:
    sixteen = _sixteen_bits(payload)
    if sixteen:
        notes.append(note("utf16_text"))
        return payload.decode(sixteen, "replace")
    try:
        return payload.decode()
    except UnicodeDecodeError as error:
        notes.append(note("not_utf8", position=str(error.start)))
        return payload.decode("utf-8", "replace")


def _sixteen_bits(payload: bytes) -> str:
    """Name of the UTF-16 kind that the bytes plainly are in, else an empty text."""
    if payload[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    sample = payload[:64]
    half = len(sample) // 2
    if half >= 4:
        if sample[1::2].count(0) == half and 0 not in sample[0::2]:
            return "utf-16-le"
        if sample[0::2].count(0) >= half and 0 not in sample[1::2]:
            return "utf-16-be"
    return ""


def _trimmed(text: str, notes: list[Note]) -> str:
    bare = text.lstrip(_BLANK + "\ufeff\x00")
    head = text[: len(text) - len(bare)]
    if "\ufeff" in head:
        notes.append(note("json_bom"))
    if "\x00" in head:
        notes.append(note("control_characters", count="1", position="0"))
    trimmed = bare.rstrip(_BLANK + "\x00")
    if "\x00" in bare[len(trimmed) :]:
        notes.append(note("json_trailing_nul"))
    return trimmed


def _values(text: str, notes: list[Note]) -> list[Any]:
    reader = LenientReader(text)
    values: list[Any] = []
    stray, read_in_vain = -1, 0
    start = 0 if text[0] in "[{" else _find(text, 0)
    if start != 0:
        stray = 0
    while 0 <= start < len(text):
        if len(values) >= MOST_MESSAGES:
            notes.append(note("too_many_messages", count=str(MOST_MESSAGES)))
            break
        try:
            value, behind = reader.read(start)
            values.append(value)
        except BeyondRepairError as unrepairable:
            behind = start + 1
            values.append(Broken(text[start : start + 400], unrepairable.reason))
            read_in_vain += reader.position - start
            if unrepairable.reason in ("too_damaged", "too_long") or read_in_vain > MOST_IN_VAIN:
                break
        following = text.find("[", behind) if isinstance(values[-1], list) else _find(text, behind)
        gap = text[behind : following if following >= 0 else len(text)]
        if not isinstance(values[-1], Broken) and gap.strip(_BLANK + "\x00,;]}"):
            stray = behind if stray < 0 else stray
        elif gap.strip(_BLANK + "\x00,;") and isinstance(values[-1], list):
            reader.repairs.setdefault("json_stray_bracket", [0, behind])[0] += 1
        start = following
    if not values:
        return [Broken(text[:400], "not_json")]
    if stray >= 0:
        reader.repairs.setdefault("json_stray_text", [1, stray])
    notes.extend(
        note(rule, count=str(times), position=str(first))
        for rule, (times, first) in reader.repairs.items()
    )
    return values


def _find(text: str, start: int) -> int:
    match = _BEGINNING.search(text, start)
    return match.start() if match else -1
