"""Which OCPP version is spoken: from what a charger offers, however it spells it, to one choice.

A WebSocket client checks that the answer is one of the very words it offered, so the chosen word goes
back exactly as it came (catalogue H02). The order of choice is fixed, because chargers that offer
different versions on every connection exist and a changing answer would confuse them (H03).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

OCPP16 = "ocpp1.6"
OCPP201 = "ocpp2.0.1"
OCPP21 = "ocpp2.1"

PREFERENCE = (OCPP16, OCPP21, OCPP201)
"""1.6 first while it is the version that is fully supported, then the newest."""

_MOST_OFFERS = 30
_LONGEST_OFFER = 64
_VERSION = re.compile(r"(ocpp)?[-_/ ]?v?([12])[._-]?([0-9])(?:[._-]?[0-9])*[-_]?(?:j|json)?")
_WORD = re.compile(r"[!-+\--:<-~]+")  # visible ASCII without comma and semicolon


@dataclass(frozen=True, slots=True)
class Choice:
    """protocol: what is spoken. token: the word to answer with, empty for none. offered: all words."""

    protocol: str
    token: str
    offered: tuple[str, ...]
    repairs: tuple[str, ...] = ()


def version_of(word: str) -> str | None:
    """The version that a word means, None when it means none that we know: ``OCPP1.6J`` -> ``ocpp1.6``."""
    found = _VERSION.fullmatch(word.lower()[:_LONGEST_OFFER])
    if found is None:
        return None
    return {"16": OCPP16, "20": OCPP201, "21": OCPP21}.get(found[2] + found[3])


def offers_of(values: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The words in all Sec-WebSocket-Protocol headers, and whether the list was malformed."""
    text = ",".join(values)
    damaged = any(sign in text for sign in ";\"'")
    words: dict[str, None] = {}
    for part in re.split(r"[,;]", text):
        word = part.strip(" \t\"'")
        if not word:
            damaged = damaged or bool(text.strip())
        elif _WORD.fullmatch(word) and len(word) <= _LONGEST_OFFER:
            words[word] = None
        else:
            damaged = True
            words.update(dict.fromkeys(w[:_LONGEST_OFFER] for w in _WORD.findall(word)))
    return tuple(words)[:_MOST_OFFERS], damaged


def choose(values: Iterable[str], pin: str | None = None) -> Choice | tuple[str, ...]:
    """The version to speak, or the offered words when none of them has to do with OCPP.

    values: of every Sec-WebSocket-Protocol header. pin: the version that the technician wants
    whenever it is offered. Nothing offered means 1.6 (or the pinned one), answered without a word.
    """
    offered, damaged = offers_of(values)
    repairs = ("protocol_list",) if damaged else ()
    wanted = version_of(pin) if pin else None
    if not offered:
        return Choice(wanted or OCPP16, "", (), (*repairs, "no_protocol"))
    versions: dict[str, str] = {}
    for word in offered:
        version = version_of(word)
        # A word spelled as the standard spells it goes before other spellings of the same version.
        if version is not None and (version not in versions or word == version):
            versions[version] = word
    for version in (wanted, *PREFERENCE) if wanted else PREFERENCE:
        if version in versions:
            token = versions[version]
            if token != version:
                repairs = (*repairs, "protocol_alias")
            return Choice(version, token, offered, repairs)
    for word in offered:
        if "ocpp" in word.lower():
            return Choice(wanted or OCPP16, word, offered, (*repairs, "unknown_protocol"))
    return offered
