"""Every token that a dial-in can end with, be repaired with or be lost with has words."""

from __future__ import annotations

import re
from pathlib import Path

import app
from app.links.ocpp import attempt, handshake, listener, request, socket, subprotocols
from app.words import Phrase
from app.words.dialin import DISCONNECTS, LISTENING, REFUSALS, REPAIRS

ROOM = Path(app.__file__).parent / "links" / "ocpp"


def tokens(module: object, pattern: str) -> set[str]:
    text = (ROOM / f"{str(getattr(module, '__name__', '')).rpartition('.')[2]}.py").read_text(
        "utf-8"
    )
    return {token for found in re.findall(pattern, text) for token in [found] if token}


def test_every_refusal_has_words_and_advice() -> None:
    told = tokens(handshake, r'Refusal\(\s*Stage\.\w+,\s*"(\w+)"')
    told |= tokens(attempt, r'Stage\.\w+, "(\w+)"') | tokens(attempt, r'reason = "(\w+)"')
    told |= {"port_probe", "cut_off", "password_wrong", "password_missing"}
    assert told == set(REFUSALS)
    assert all(phrase.advice for phrase in REFUSALS.values())


def test_every_repair_has_words() -> None:
    told = tokens(handshake, r'repairs\.append\("(\w+)"\)')
    told |= tokens(request, r'repairs\.append\("(\w+)"\)')
    told |= tokens(subprotocols, r'"(\w+)"\)[,:]?\n?') & set(REPAIRS) | {"protocol_list"}
    assert told == set(REPAIRS)


def test_every_way_to_end_has_words() -> None:
    told = tokens(socket, r'return "(\w+)", (?:code|int|1006)')
    told |= tokens(socket, r'_reason = (?:self\._reason or )?"(\w+)"')
    told |= {token for _, token in socket._PROTOCOL_ERRORS} | {"protocol_error"}
    by_the_visit = {"replaced", "dropped_by_us", "visit_ended", "too_many_chargers"}
    assert told == set(DISCONNECTS) - by_the_visit


def test_every_trouble_with_listening_has_words() -> None:
    told = tokens(listener, r'ListenError\("(\w+)"') | tokens(listener, r'return "(\w+_\w+)"')
    assert told == set(LISTENING)


def test_words_are_whole_sentences() -> None:
    for table in (REFUSALS, DISCONNECTS, REPAIRS, LISTENING):
        for phrase in table.values():
            assert isinstance(phrase, Phrase)
            for words in filter(None, phrase):
                assert words.endswith("."), words
                assert "{" not in words
