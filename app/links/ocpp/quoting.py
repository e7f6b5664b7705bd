"""Reads one quoted text of damaged JSON: finds where it really ends, and undoes its escapes.

The end of a text is in doubt when something follows the closing quote that cannot follow a text.
Then, in this order (a doubled opening or closing quote counts as one quote throughout):

1. The first escaped quote of the text is followed by a comma or a closing bracket: a backslash that
   belonged to the text swallowed the closing quote; the text ends there (mobilityhouse/ocpp 415).
2. The text ends with a comma, or a comma and a bracket, and what follows is a key or word without its
   opening quote: the closing quote was missing; the text ends before the comma, a key before its colon.
3. Another quoted text or a bracket follows: only a comma is missing.
4. The next quote has a separator right before it: what lies between is stray and skipped.
5. The text so far is a single brace: JSON in a text, unescaped; it ends with its closing brace.
6. Otherwise the quote belongs to the text and was not escaped: go on to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

QUOTES = "\"'“”„‟"

_TYPOGRAPHIC = "“”„‟"

_BODIES = {
    '"': re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL),
    "'": re.compile(r"[^'\\]*+(?:\\.[^'\\]*+)*+", re.DOTALL),
    "“": re.compile(r'[^"“”„‟\\]*+(?:\\.[^"“”„‟\\]*+)*+', re.DOTALL),
}
_FIRST_ESCAPED_QUOTE = re.compile(r"[^\\]*+(?:\\[^\"'][^\\]*+)*+\\[\"']", re.DOTALL)
_BEFORE_VALUE_END = re.compile(r"\s*+(?:[,}\]]|\Z)")
_BEFORE_KEY_END = re.compile(r"\s*+(?::|\Z)")
_KEY_TAIL = re.compile(r"[A-Za-z_]\w{0,60}[\"'”]\s{0,20}:")
_WORD_TAIL = re.compile(r"[A-Za-z_]\w{0,60}[\"'”]\s{0,20}[:,]")
_UNCLOSED_KEY = re.compile(r"[A-Za-z_]\w{0,60}\s{0,20}(?=:)")
_UNCLOSED_ITEM = re.compile(r"[\w.:-]{1,100}\s{0,20}(?=,\s{0,20}[{\[])")
_NAME = re.compile(r"[A-Za-z_]\w{0,60}")
_NEXT_TEXT = re.compile(r"[\"'“„][^\"'“”„\\]{0,200}[\"'“”]\s{0,20}[:,\]}{\[]")
_BLANKS = re.compile(r"[\s\x00]*+")
_LEFT_OVER = re.compile(r"[^,;:\[\]{}\"'“”]{0,200}[,\]}]")
_JSON_ENDS = {
    "{": re.compile(r"}[\"'”]\s{0,20}[,}\]]"),
    "[": re.compile(r"][\"'”]\s{0,20}[,}\]]"),
}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.|\Z)", re.DOTALL)
_HALF_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")
_CONTROL = re.compile(r"[\x00-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "/": "/"}

Noter = Callable[[str, int], None]


class Quoted(NamedTuple):
    """value: the text. end: position behind it. complete: False when the frame ended inside."""

    value: str
    end: int
    complete: bool


def read(text: str, start: int, *, key: bool, followers: str, note: Noter) -> Quoted:
    """The text whose opening quote stands at ``start``.

    key: the name of a member is due. followers: the separators that may follow it there.
    """
    quote = text[start]
    if quote == "'":
        note("single_quotes", start)
    elif quote != '"':
        note("smart_quotes", start)
    body = _BODIES.get(quote, _BODIES["“"])
    end = _body_end(body, text, start + 1)
    first = True
    while True:
        if end >= len(text):
            cut = _swallowed(text, start + 1, len(text), key)
            if cut is not None:
                note("backslash_damage", start)
                return Quoted(unescape(text[start + 1 : cut], start, note), cut + 2, True)
            unclosed = (_UNCLOSED_KEY if key else _UNCLOSED_ITEM).match(text, start + 1)
            if unclosed is not None and (key or ":" in followers):
                note("json_unclosed_text", start)
                return Quoted(unclosed[0].rstrip(), unclosed.end(), True)
            tail = len(text[start + 1 :].rstrip("}] \t\r\n")) + start + 1
            if "}" in text[tail:] and text.rstrip().endswith("]"):
                note("json_unclosed_text", start)  # all brackets are there, only the quote is not
                return Quoted(unescape(text[start + 1 : tail], start, note), tail, True)
            half = _without_half_escape(text[start + 1 :])
            return Quoted(unescape(half, start, note), len(text), False)
        follower = _blanks_end(text, end + 1)
        if text[end + 1 : end + 2] in QUOTES and _doubled(text, end, key):
            note("unescaped_quotes", start)
            return Quoted(unescape(text[start + 1 : end], start, note), end + 2, True)
        if _may_follow(text, follower, key, followers, text[start + 1 : end]):
            return Quoted(unescape(text[start + 1 : end], start, note), end + 1, True)
        if first and end == start + 1 and follower == end + 1:
            start = end  # the opening quote is doubled
        elif first:
            settled = _doubtful(text, start, end, follower, key, ":" in followers, note)
            if settled is not None:
                return settled
        note("unescaped_quotes", start)
        first = False
        end = _body_end(body, text, end + 1)


def _doubtful(
    text: str, start: int, end: int, follower: int, key: bool, listed: bool, note: Noter
) -> Quoted | None:
    """Rules 1, 2, 4 and 5; None when the quote belongs to the text. listed: it stands in a list."""
    cut = _swallowed(text, start + 1, end, key)
    if cut is not None:
        note("backslash_damage", start)
        return Quoted(unescape(text[start + 1 : cut], start, note), cut + 2, True)
    raw = text[start + 1 : end]
    if key:
        unclosed = _UNCLOSED_KEY.match(raw)
        if unclosed is not None:
            note("json_unclosed_text", start)
            return Quoted(unclosed[0].rstrip(), start + 1 + unclosed.end(), True)
        return Quoted(unescape(raw, start, note), end + 1, True)
    tail = _WORD_TAIL if listed else _KEY_TAIL
    if raw.rstrip(" \t\r\n{[").endswith(",") and tail.match(text, follower):
        note("json_unclosed_text", start)
        value = raw[: raw.rindex(",")].rstrip()
        if value[:1] not in ("{", "["):
            value = value.rstrip("}] \t\r\n")  # brackets that belong behind the text
        return Quoted(unescape(value, start, note), start + 1 + len(value), True)
    if raw in ("{", "["):
        ending = _JSON_ENDS[raw].search(text, follower)
        if ending is not None:
            note("unescaped_quotes", start)
            inner = text[start + 1 : ending.start() + 1]
            return Quoted(unescape(inner, start, note), ending.start() + 2, True)
    left_over = _LEFT_OVER.match(text, follower)
    if left_over is not None:
        behind = _blanks_end(text, left_over.end())
        if behind >= len(text) or text[behind] in "\"'“]}{[":
            note("json_stray_text", follower)
            return Quoted(unescape(raw, start, note), left_over.end() - 1, True)
    return None


def _body_end(body: re.Pattern[str], text: str, start: int) -> int:
    match = body.match(text, start)
    end = match.end() if match else start
    # A lone backslash as the very last character ends the body one too early.
    return len(text) if text[end : end + 1] == "\\" else end


def _blanks_end(text: str, start: int) -> int:
    match = _BLANKS.match(text, start)
    return match.end() if match else start


def _doubled(text: str, end: int, key: bool) -> bool:
    """Whether the closing quote at ``end`` is doubled and what can follow a text comes after that."""
    at = _blanks_end(text, end + 2)
    behind = text[at : at + 1]
    return behind == ":" if key else bool(behind) and behind in ",]}"


def _may_follow(text: str, pos: int, key: bool, followers: str, raw: str) -> bool:
    if pos >= len(text) or text[pos] in followers or text[pos] in "[{":
        return True
    if text[pos] == ":":  # a value that is the first key of an object without its brace
        return _NAME.fullmatch(raw) is not None
    if text[pos] in QUOTES:
        return key or _NEXT_TEXT.match(text, pos) is not None
    return False


def _swallowed(text: str, start: int, end: int, key: bool) -> int | None:
    """Position of the backslash before the first escaped quote, when the text really ended there."""
    match = _FIRST_ESCAPED_QUOTE.match(text, start, end)
    if match is None:
        return None
    ending = _BEFORE_KEY_END if key else _BEFORE_VALUE_END
    return match.end() - 2 if ending.match(text, match.end()) else None


def _without_half_escape(raw: str) -> str:
    """A text that the end of the frame cut off, without the escape that was cut in two."""
    half = _HALF_ESCAPE.search(raw, max(0, len(raw) - 5))
    if half is None:
        return raw
    before = raw[: half.start()]
    escaped_itself = (len(before) - len(before.rstrip("\\"))) % 2 == 1
    return raw if escaped_itself else before


def unescape(raw: str, pos: int, note: Noter) -> str:
    """``raw`` without escapes, NUL characters and lone surrogates; wrong escapes stay as they are."""
    value = raw
    if "\\" in raw:
        value, wrong = _ESCAPE.sub(_escape, raw), _wrong_escapes(raw)
        if wrong:
            note("backslash_damage", pos)
        if _SURROGATE.search(value):
            mended = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            if _SURROGATE.search(raw) or "�" in mended:
                note("lone_surrogate", pos)
            value = mended
    if _CONTROL.search(raw) or "\x00" in value:
        note("control_characters", pos)
        value = value.replace("\x00", "")
    return value


def _escape(match: re.Match[str]) -> str:
    letter = match[1]
    if len(letter) == 5:
        return chr(int(letter[1:], 16))
    if letter == "'":
        return "'"
    return _PLAIN.get(letter, "\\" + letter)


def _wrong_escapes(raw: str) -> bool:
    return any(len(m[1]) != 5 and m[1] not in _PLAIN and m[1] != "'" for m in _ESCAPE.finditer(raw))
