"""Masking: no password, key, PIN or token reaches the disk, a log or an export.

It works on the text of a frame, before anything is stored, because frames are stored raw and a
charger's JSON may be damaged. Three steps, the first of which ends it for nearly every frame:

1. A quick look for the letters that every secret's name contains (about a microsecond a kilobyte).
2. Text whose quotes are sound is walked as JSON (``masking_json``): exactly the secret values are
   replaced, all other characters stay. JSON text inside JSON strings is walked in the same way.
3. Everything else goes through patterns (``masking_damaged``) that rather hide a neighbour of a
   secret than show the secret.

Known secrets (upload passwords, Basic passwords) are also masked wherever they appear, in plain
and in their hex, base64, percent-encoded and JSON-escaped forms. All steps are linear in the
length of the text and none of them raises.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Collection, Iterable
from functools import lru_cache, partial
from urllib.parse import quote

from app.domain.masking_damaged import mask_damaged
from app.domain.masking_json import mask_json
from app.domain.masking_mark import MASK
from app.domain.secret_names import is_secret_key

__all__ = ["MASK", "Masker", "is_secret_key", "mask_text"]

SHORTEST_LITERAL = 4
"""Known secrets with fewer characters are masked only where they are a whole JSON value: a password
``1`` would otherwise blank out every number of every frame."""

_DEEPEST = 5
"""Levels of JSON text inside JSON strings that are walked; deeper ones count as damaged text."""

_MOST_ROUNDS = 4
"""Masking damaged text can uncover a second place; so it is repeated until nothing changes."""

# Compiled so that each is one pass with a literal first letter: a charset or an IGNORECASE pattern
# is ten times slower. "cre" is in secret and credential, "ke" in key and token.
_P_WORDS = re.compile(r"p(?:ass|wd|in|sk)").search
_KE_WORDS = re.compile(r"ke[yn]").search
_CRE_WORDS = re.compile(r"cre").search
_USER_INFO = re.compile(
    r""":(?:\\*+/){2}[^\s"'/?#@:\\\[]*+:(?!\d{1,5}(?:[^\w@]|\Z))"""
).search  # of a URL, a port excepted
_B_WORDS = re.compile(r"bute").search  # attributeValue, variableAttribute of OCPP 2.x

_RUN = re.compile(r"[\w.\-]+")
_SETTINGS = re.compile(r"configurationKey|attributeValue|variableAttribute|ChangeConfiguration")


class Masker:
    """Masks texts and payloads; knows the secrets that were added to it."""

    def __init__(self, literals: Iterable[str] = ()) -> None:
        self._literals: tuple[str, ...] = ()
        self._forms: tuple[str, ...] = ()
        for literal in literals:
            self.add(literal)

    def add(self, literal: str) -> None:
        """Mask this secret wherever it appears from now on. May be called from any thread."""
        if not literal or literal in MASK or literal in self._literals:
            return
        forms = set(self._forms)
        if len(literal) >= SHORTEST_LITERAL:
            forms |= forms_of(literal)
        self._forms = tuple(sorted(forms, key=lambda form: (-len(form), form)))
        self._literals = (*self._literals, literal)

    def mask(self, text: str) -> str:
        """The text with every secret replaced by ``MASK``; the same object when there is none."""
        if _is_suspicious(text) or (self._literals and self._holds_literal(text)):
            return self._mask(text, 0)
        return text

    def mask_payload(self, payload: bytes) -> str | bytes:
        """A frame's payload as masked text, or as bytes with all other bytes kept when not UTF-8."""
        try:
            return self.mask(payload.decode())
        except UnicodeDecodeError:
            text = payload.decode("utf-8", "surrogateescape")
            masked = self.mask(text)
            return payload if masked is text else masked.encode("utf-8", "surrogateescape")

    def _holds_literal(self, text: str) -> bool:
        if any(form in text for form in self._forms):
            return True
        return any(len(one) < SHORTEST_LITERAL and one in text for one in self._literals)

    def _mask(self, text: str, depth: int) -> str:
        if not self._holds_literal(text) and not _needs_walk(text):
            return text
        for _ in range(_MOST_ROUNDS):
            masked = None
            if depth < _DEEPEST:
                masked = mask_json(text, partial(self._mask_content, depth), self._is_known)
            if masked is None:
                masked = self._mask_raw(text)
            if masked == text:
                return text
            text = masked
        return text

    def _mask_content(self, depth: int, content: str, decoded: bool) -> str:
        """What a JSON string holds: JSON text, a URL, a sentence. Not decoded: escapes and all."""
        if content in self._literals:
            return MASK
        if not _is_suspicious(content) and not self._holds_literal(content):
            return content
        return self._mask(content, depth + 1) if decoded else self._mask_raw(content)

    def _mask_raw(self, text: str) -> str:
        masked = mask_damaged(text)
        for form in self._forms:
            if form in masked:
                masked = masked.replace(form, MASK)
        return masked

    def _is_known(self, number: str) -> bool:
        return number in self._literals or any(form in number for form in self._forms)


_PLAIN = Masker()


def mask_text(text: str, literals: Collection[str] = ()) -> str:
    """The text with every secret replaced by ``MASK``.

    text: any text; damaged JSON and lone surrogates included. literals: secrets to mask anywhere.
    Without secrets the same text comes back unchanged, valid JSON stays valid, and masking twice
    gives what masking once gives. An object of a list of settings that is cut off before its name
    came has its value masked: nobody can tell whether it was secret.
    """
    return (_masker_of(frozenset(literals)) if literals else _PLAIN).mask(text)


@lru_cache(maxsize=8)
def _masker_of(literals: frozenset[str]) -> Masker:
    """Making the forms of a secret costs far more than looking for them."""
    return Masker(sorted(literals))


def forms_of(literal: str) -> set[str]:
    """The ways in which a secret of four or more characters is written in frames and headers.

    Base64 is cut to the characters that do not depend on what stands before and after the secret
    (``user:secret`` of a Basic header), for each of the three positions it can start at.
    """
    raw = literal.encode("utf-8", "surrogatepass")
    escaped = json.dumps(literal, ensure_ascii=False)[1:-1]
    forms = {
        literal,
        raw.hex(),
        raw.hex().upper(),
        escaped,
        json.dumps(literal)[1:-1],
        json.dumps(escaped, ensure_ascii=False)[1:-1],
        json.dumps(json.dumps(literal)[1:-1])[1:-1],
        escaped.replace("/", "\\/"),
    }
    for safe in ("", "/", "!$&'()*+,;=:@"):
        encoded = quote(raw, safe=safe)
        forms |= {encoded, re.sub(r"%..", lambda found: found.group().lower(), encoded)}
    for shift in range(3):
        code = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        first = (0, 2, 3)[shift]
        last = (shift + len(raw)) * 8 // 6
        core = code[first:last]
        if len(core) >= SHORTEST_LITERAL:
            forms |= {core, core.replace("+", "-").replace("/", "_"), core.replace("/", "\\/")}
    return forms


def _is_suspicious(text: str) -> bool:
    low = text.lower()
    return (
        _P_WORDS(low) is not None
        or _CRE_WORDS(low) is not None
        or "@" in low
        or ("/" in low and _USER_INFO(low) is not None)
        or ("k" in low and _KE_WORDS(low) is not None)
        or ("b" in low and _B_WORDS(low) is not None)
        or ("\\" in low and "\\u00" in low)
        or ("z" in low and "authorization" in low)
    )


def _needs_walk(text: str) -> bool:
    """The second look: names are judged now, so that ``ShippingInterval`` costs no walk."""
    if "@" in text or "\\u00" in text or "uthorization" in text.lower():
        return True
    if _SETTINGS.search(text) is not None or _USER_INFO(text) is not None:
        return True
    return any(is_secret_key(run) for run in set(_RUN.findall(text)))
