"""Every token that the engine can tell has its sentence, and every sentence's places can be filled."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from app.words import Phrase, fill
from app.words.dialin import DISCONNECTS, LISTENING, REFUSALS, REPAIRS
from app.words.effects import EFFECTS
from app.words.faults import FAULT_TEXTS
from app.words.findings import FINDINGS
from app.words.recording import RECORDING
from app.words.uploads import UPLOADS

APP = Path(__file__).parent.parent / "app"
TABLES = (
    DISCONNECTS,
    LISTENING,
    REFUSALS,
    REPAIRS,
    EFFECTS,
    FAULT_TEXTS,
    FINDINGS,
    RECORDING,
    UPLOADS,
)


def sources(folder: str) -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted((APP / folder).rglob("*.py")))


def test_every_finding_of_the_engine_has_words() -> None:
    told = set(re.findall(r'finding\(\s*"(\w+)"', sources("links") + sources("visit")))
    told |= set(re.findall(r'rule="(\w+)"', sources("domain") + sources("visit")))
    told |= set(re.findall(r'accepted\.charger, station\.number, "(\w+)"', sources("visit")))
    assert {"no_boot", "status_step", "second_connection"} <= told
    assert told <= set(FINDINGS)


def test_every_way_a_recording_can_fail_has_words() -> None:
    text = sources("visit/recording")
    told = set(re.findall(r'VisitFileError\(\s*"(\w+)"', text))
    told |= set(re.findall(r'"(disk_\w+|read_only|in_use|damaged|cannot_\w+)"', text))
    assert {"disk_full", "not_a_visit"} <= told
    assert told <= set(RECORDING)


def test_every_way_a_connection_is_closed_by_us_has_words() -> None:
    told = set(re.findall(r'\.close\("(\w+)"\)', sources("visit")))
    assert {"replaced", "visit_ended"} <= told
    assert told <= set(DISCONNECTS)


@pytest.mark.parametrize("table", TABLES)
def test_sentences_are_whole(table: dict[str, Phrase]) -> None:
    for token, phrase in table.items():
        assert re.fullmatch(r"\w+", token)
        for text in (phrase.text, phrase.advice):
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
            assert all(name.isidentifier() for name in names), text
            assert not text or text[-1] in ".?}", text
        assert phrase.text


def test_facts_of_a_charger_are_only_filled_in() -> None:
    assert fill("It said {word}.", {"word": "{evil} %s <b>"}) == "It said {evil} %s <b>."
    assert fill("It said {word}.", {}) == "It said ?."
