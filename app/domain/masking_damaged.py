"""Masking in text that is not sound JSON: lost quotes, sentences, log lines, URLs, headers.

Here nobody can tell for sure what is a name and what a value. So every word that may be a secret's
name is looked at together with what follows it, with any number of backslashes before quotes
(JSON text inside JSON strings):

- ``name`` + ``:`` or ``=``: what follows is the secret;
- a secret setting's name standing as a value: the nearest ``value`` members on both sides, up to
  the next setting, are secret, because their order is free;
- ``scheme://user:password@host`` and ``Authorization: scheme ...``.

In doubt too much is masked. Every step goes forward over the text only, so the time is linear.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from app.domain.masking_mark import MASK
from app.domain.secret_names import (
    is_name_holder,
    is_secret_key,
    is_secret_member,
    is_value_member,
)

_RUN = re.compile(r"[\w.\-]++")
_ASSIGNED = re.compile(r"""(?P<quote>\\*+["']?)\s*+[:=]++\s*+""")
_OPENED = re.compile(r"""(?P<escape>\\*+)(?P<quote>["'])""")
_QUOTES = {'"': re.compile(r'(\\*+)"'), "'": re.compile(r"(\\*+)'")}
_ENDS_VALUE = re.compile(r"""\s*+\\*+["']?\s*+(?:[,:;}\])]|\\*+\Z)""")
_TRUTH = re.compile(r"(?:true|false|null)\b")
_TO_BLANK = re.compile(r"""[^\s"'\\&,;<>()]*+""")
_TO_QUOTE = {
    '"': re.compile(r'(?:[^"\r\n\\]++|\\.)*+'),
    "'": re.compile(r"(?:[^'\r\n\\]++|\\.)*+"),
}
_TO_ESCAPE = re.compile(r'[^"\r\n\\]*+')
_BRACKETS = {"[": re.compile(r"[^\]]*+"), "{": re.compile(r"[^}]*+")}
_OPENS_OBJECT = re.compile(r"""\{\s*\\*["']?\Z""")
_CLOSES_OBJECT = re.compile(r"""\\*+["']?\s*+\}""")
_NEXT_OBJECT = re.compile(r"\}\s*+,++\s*+\{")
_SETTINGS = re.compile(r"configurationKey|attributeValue|variableAttribute|ChangeConfiguration")
_NETWORK = re.compile(r"\b(?:ssid|vpn)\b", re.IGNORECASE)

_HEADER = re.compile(
    r"""authorization\\*+["']?\s*+[:=]\s*+\\*+["']?\s*+
        (?:basic|bearer|digest|token|apikey|negotiate|ntlm)\s++(?P<secret>[^"'\\\r\n]++)""",
    re.IGNORECASE | re.VERBOSE,
)
_SCHEME_END = re.compile(r":(?:\\*+/){2}")
_ADDRESS = re.compile(r"""(?:[^\s"'<>\\]|\\++/)*+""")
_HOST_END = re.compile(r"[/?#\\]")
_PORT = re.compile(r"\d{0,5}[^\w@]*\Z")

_Span = tuple[int, int]


class _Name(NamedTuple):
    """A setting's name standing as a value, after ``holder`` (empty: not seen)."""

    start: int
    end: int
    holder: str
    secret: bool


class _Value(NamedTuple):
    """Where the value of a member begins; quote: what closed its name, backslashes included."""

    start: int
    quote: str


def mask_damaged(text: str) -> str:
    """The text with everything masked that may be a secret. Never raises; linear."""
    starts, addresses = _assigned(text), _addresses(text)
    spans: list[_Span] = []
    done = 0
    last_quote = text.rfind('"')
    for start, quote in sorted(set(starts)):
        if start < done:
            continue
        span = _value_span(text, start, quote or ('"' if start <= last_quote else ""))
        if span[1] > span[0]:
            spans.append(span)
            done = span[1]
    spans += addresses
    spans += [found.span("secret") for found in _HEADER.finditer(text)]
    out: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if start >= done:
            out += (text[done:start], MASK)
        done = max(done, end)
    out.append(text[done:])
    return "".join(out)


def _assigned(text: str) -> list[_Value]:
    """Where values begin that must be masked, by the names around them."""
    found: list[_Value] = []
    seen: list[_Name | _Value] = []
    holder = ""
    in_component = False
    shared_key = _NETWORK.search(text) is not None
    for run in _RUN.finditer(text):
        word = run.group()
        low = word.lower()
        sign = _ASSIGNED.match(text, run.end())
        if sign is not None:
            value = _Value(sign.end(), sign.group("quote"))
            holder = ""
            if is_secret_member(word) or (low == "key" and shared_key):
                found.append(value)
            elif is_value_member(word):
                seen.append(value)
            if low in ("component", "variable"):
                in_component = low == "component"
            if is_name_holder(low) and text[sign.end() : sign.end() + 1] not in ("{", "["):
                holder = low
            continue
        secret = is_secret_key(word)
        if secret or (holder and not in_component):
            seen.append(_Name(run.start(), run.end(), holder, secret))
        holder = ""
    found += _beside_secret_names(text, seen)
    return found


def _beside_secret_names(text: str, seen: list[_Name | _Value]) -> list[_Value]:
    found: list[_Value] = []
    for i, name in enumerate(seen):
        if not isinstance(name, _Name) or not name.secret:
            continue
        nested = name.holder in ("name", "variable", "")
        if nested or not _CLOSES_OBJECT.match(text, name.end):
            found += _until_next_name(seen, range(i + 1, len(seen)), name.holder)
        if nested or not _is_first_member(text, name):
            found += _until_next_name(seen, range(i - 1, -1, -1), name.holder)
    return found + _cut_off(text, seen)


def _cut_off(text: str, seen: list[_Name | _Value]) -> list[_Value]:
    """Values at the end of a list of settings whose names were cut off: nobody knows what they are."""
    found: list[_Value] = []
    end = 0
    for one in reversed(seen):
        if isinstance(one, _Value):
            found.append(one)
        elif one.end < len(text):  # else the name is cut off and tells nothing
            end = one.end
            break
    if not found or _SETTINGS.search(text) is None:
        return []
    next_object = _NEXT_OBJECT.search(text, end)
    start = 0 if end == 0 else len(text) if next_object is None else next_object.end()
    return [value for value in found if value.start >= start]


def _until_next_name(seen: list[_Name | _Value], order: range, holder: str) -> list[_Value]:
    found: list[_Value] = []
    for i in order:
        one = seen[i]
        if isinstance(one, _Value):
            found.append(one)
        elif one.secret or not holder or one.holder == holder:
            break
    return found


def _is_first_member(text: str, name: _Name) -> bool:
    """Whether ``{`` stands right before the holder: then the object's values all come after it."""
    before = text[max(0, name.start - 60) : name.start]
    at = before.lower().rfind(name.holder)
    return at >= 0 and _OPENS_OBJECT.search(before, 0, at) is not None


def _value_span(text: str, start: int, quote: str) -> _Span:
    """From the first to behind the last character of the secret that begins at ``start``."""
    opened = _OPENED.match(text, start)
    if opened is not None:
        return opened.end(), _closing(text, opened)
    if _TRUTH.match(text, start):
        return start, start
    inside = _BRACKETS.get(text[start : start + 1])
    if inside is not None:
        whole = inside.match(text, start + 1)
        return start + 1, whole.end() if whole else start + 1
    bare = (_TO_QUOTE.get(quote, _TO_ESCAPE) if quote else _TO_BLANK).match(text, start)
    end = bare.end() if bare else start
    return start, start + len(text[start:end].rstrip(" \t\r\n,}]"))


def _closing(text: str, opened: re.Match[str]) -> int:
    """Where the content of a string ends: before its closing quote, else at the end of the text.

    A quote at nesting level k is written behind 2^k-1 backslashes, and a backslash of the content
    behind twice as many; so the count of backslashes modulo 2^(k+1) tells a closing quote.
    """
    escape = len(opened.group("escape"))
    for found in _QUOTES[opened.group("quote")].finditer(text, opened.end()):
        extra = len(found.group(1))
        if extra % (2 * escape + 2) == escape and _ENDS_VALUE.match(text, found.end()):
            return found.end() - 1 - escape
    return len(text)


def _addresses(text: str) -> list[_Span]:
    """The password parts of ``scheme://user:password@host``, one cut off before ``@`` included."""
    spans: list[_Span] = []
    end = last_at = -1
    for scheme in _SCHEME_END.finditer(text):
        start = scheme.end()
        if start >= end:
            whole = _ADDRESS.match(text, start)
            end = whole.end() if whole else start
            last_at = text.rfind("@", start, end)
        limit = _HOST_END.search(text, start, end)
        host_end = limit.start() if limit else end
        at = text.rfind("@", start, host_end)
        colon = text.find(":", start, host_end if at < 0 else at)
        if colon < 0 or (at < 0 and text[start] == "["):  # "[": an IPv6 address
            continue
        if at < 0 and _PORT.match(text, colon + 1, host_end):
            continue
        if at < 0:
            at = last_at if last_at > colon else host_end
            if at == host_end and end < len(text):
                continue  # no "@", and nothing was cut off
        if at > colon + 1:
            spans.append((colon + 1, at))
    return spans
