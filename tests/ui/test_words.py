"""Every state, code, command and number has its words, in both languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.commands import COMMAND_NAMES, CallRaw, Command, Reset, ResetKind, TriggerMessage
from app.domain.connector import LEGAL_STEPS
from app.domain.events import Severity, Stage
from app.ui import command_words, words
from app.ui.language import LANGUAGES, Language
from app.words.dialin import REFUSALS
from app.words.effects import EFFECTS
from app.words.faults import FAULT_TEXTS
from app.words.findings import FINDINGS


@pytest.mark.parametrize("status", LEGAL_STEPS)
def test_every_status_of_the_standard_has_a_word(status: str, language: Language) -> None:
    said = {}
    for code in LANGUAGES:
        language.set(code)
        said[code] = words.state_word(status)
    assert said["sv"]
    assert said["sv"] != said["en"]
    language.set("sv")
    assert words.state_term(status) == status


def test_states_are_told_apart_by_their_words(language: Language) -> None:
    for code in LANGUAGES:
        language.set(code)
        assert len({words.state_word(status) for status in LEGAL_STEPS}) == len(LEGAL_STEPS)


@pytest.mark.parametrize("code", FAULT_TEXTS)
def test_every_error_code_has_a_title(code: str, language: Language) -> None:
    language.set("sv")
    swedish = words.fault_word(code)
    language.set("en")
    assert swedish != code
    assert words.fault_word(code) != swedish


@pytest.mark.parametrize("table", [REFUSALS, EFFECTS, FAULT_TEXTS, FINDINGS])
def test_every_sentence_of_the_engine_is_translated(
    table: dict[str, tuple[str, str]], language: Language
) -> None:
    language.set("sv")
    for text, advice in table.values():
        assert words.translate("words", text) != text
        assert not advice or words.translate("words", advice) != advice


def test_words_that_nobody_knows_are_shown_as_sent() -> None:
    assert words.state_word("Levitating") == "Levitating"
    assert words.state_term("Levitating") == ""
    assert words.fault_word("Gremlins") == "Gremlins"
    assert words.measurand_word("Smell") == "Smell"
    assert command_words.answer_word("Maybe") == "Maybe"
    assert words.state_word("") == "Unknown"


def test_every_command_has_a_word_and_a_term() -> None:
    commands: list[Command] = [
        Reset(ResetKind.HARD),
        TriggerMessage("Heartbeat"),
        CallRaw("Anything"),
    ]
    assert [command_words.command_word(c) for c in commands] == [
        "Hard restart",
        "Refresh",
        "Expert call",
    ]
    assert [command_words.command_term(c) for c in commands] == [
        "Reset Hard",
        "TriggerMessage Heartbeat",
        "Anything",
    ]
    assert len(COMMAND_NAMES) == 13


def test_stages_and_severities_have_words() -> None:
    assert all(words.stage_word(stage) for stage in Stage)
    assert len({words.severity_word(severity) for severity in Severity}) == 3


def test_unknown_is_never_zero(language: Language) -> None:
    assert words.number(None) == words.number(float("nan")) == "unknown"
    assert words.quantity(None, "A") == "unknown"
    language.set("sv")
    assert words.quantity(None, "A") == "okänd"


def test_numbers_are_in_the_users_format(language: Language) -> None:
    assert words.quantity(15.94, "A") == "15.9\u00a0A"
    language.set("sv")
    assert words.quantity(15.94, "A") == "15,9\u00a0A"
    assert words.number(-97, 0) == "\u221297"
    assert words.count(20_000) == "20\u00a0000"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0\u00a0s"),
        (12, "12\u00a0s"),
        (580, "9 min 40 s"),
        (7_440, "2 h 04 min"),
        (532_800, "6 d 04 h"),
        (-5, "0\u00a0s"),
    ],
)
def test_lengths_of_time_take_their_two_largest_units(seconds: float, said: str) -> None:
    assert words.duration(seconds) == said


def test_short_times_have_tenths() -> None:
    assert words.elapsed(0.42) == "0.4\u00a0s"
    assert words.elapsed(9.99) == "9\u00a0s"
    assert words.ago(0.2) == "just now"
    assert words.ago(2) == "2\u00a0s ago"
    assert words.stopwatch(2_670) == "00:44:30"


def test_times_of_day_are_local() -> None:
    moment = datetime(2026, 11, 22, 8, 33, 16, 118_000, tzinfo=UTC)
    assert words.clock_time(moment) == f"{moment.astimezone():%H:%M:%S}"
    assert words.clock_time(moment, milliseconds=True).endswith(".118")


def test_facts_from_a_charger_are_only_filled_in() -> None:
    said = words.sentence("{member} {missing}", {"member": "{0.__class__} <b>"})
    assert said == "{0.__class__} <b> ?"
