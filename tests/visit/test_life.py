"""Attempts and commands as readers look them up, folded from events alone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.domain.commands import ClearCache, UploadDiagnostics
from app.domain.events import (
    AttemptProgressed,
    Booted,
    CommandAnswered,
    CommandEffect,
    CommandRejected,
    CommandSent,
    Connected,
    ConnectionRefused,
    Effect,
    Stage,
    UploadProgressed,
)
from app.visit.life import MOST_ATTEMPTS, MOST_COMMANDS, NOT_SENT, Attempts, Commands
from app.visit.naming import new_visit_path


def passed(number: int, stage: Stage, fact: str = "") -> AttemptProgressed:
    return AttemptProgressed(t_ns=number, attempt=number, peer="p", stage=stage, fact=fact)


def connected(attempt: int, link: int) -> Connected:
    return Connected(
        t_ns=1,
        charger="CP",
        link=link,
        attempt=attempt,
        protocol="ocpp1.6",
        subprotocol="",
        peer="p",
        path="/",
    )


def test_an_attempt_grows_step_by_step() -> None:
    attempts = Attempts()
    attempts.observe(passed(1, Stage.TCP, "10.0.0.2"))
    (attempt,) = attempts.newest_first()
    assert not attempt.done
    attempts.observe(connected(1, 7))
    attempts.observe(Booted(t_ns=2, charger="CP", link=7))
    assert attempt.done
    assert (attempt.charger, attempt.link) == ("CP", 7)
    assert attempt.steps == {Stage.TCP: "10.0.0.2", Stage.BOOT: ""}


def test_a_refused_charger_has_its_id() -> None:
    attempts = Attempts()
    attempts.observe(
        ConnectionRefused(
            t_ns=1,
            charger="CP",
            attempt=1,
            peer="p",
            stage=Stage.PASSWORD,
            reason="password_missing",
        )
    )
    (attempt,) = attempts.newest_first()
    assert (attempt.charger, attempt.failed) == ("CP", Stage.PASSWORD)


def test_what_belongs_to_no_attempt_changes_none() -> None:
    attempts = Attempts()
    attempts.observe(passed(1, Stage.TCP))
    attempts.observe(connected(9, 3))
    attempts.observe(Booted(t_ns=2, charger="CP", link=99))
    (attempt,) = attempts.newest_first()
    assert attempt.charger == ""
    assert not attempt.done


def test_only_the_latest_attempts_are_kept_and_all_are_counted() -> None:
    attempts = Attempts()
    for number in range(MOST_ATTEMPTS + 5):
        attempts.observe(
            ConnectionRefused(
                t_ns=number, attempt=number, peer="p", stage=Stage.TCP, reason="port_probe"
            )
        )
    rows = attempts.newest_first()
    assert len(rows) == MOST_ATTEMPTS
    assert rows[0].number == MOST_ATTEMPTS + 4
    assert attempts.total == MOST_ATTEMPTS + 5


def test_the_life_of_a_command() -> None:
    commands = Commands()
    commands.given("1", "CP", ClearCache(), 10)
    (life,) = commands.newest_first()
    assert life.running
    commands.observe(CommandSent(t_ns=20, charger="CP", id="1", command=ClearCache()))
    commands.observe(
        CommandAnswered(
            t_ns=30, charger="CP", id="1", command=ClearCache(), status="Accepted", accepted=True
        )
    )
    assert life.running
    commands.observe(
        CommandEffect(
            t_ns=40,
            charger="CP",
            id="1",
            command=ClearCache(),
            effect=Effect.SEEN,
            reason="answer_is_all",
        )
    )
    assert not life.running
    assert (life.given_ns, life.sent_ns, life.answered_ns, life.effect_ns) == (10, 20, 30, 40)
    assert commands.running() == []


def test_a_command_that_must_not_be_sent_is_over_with_its_reason() -> None:
    commands = Commands()
    commands.given("1", "CP", ClearCache(), 10)
    commands.observe(CommandRejected(t_ns=20, id="1", reason="because"))
    commands.observe(CommandRejected(t_ns=20, id=None, reason="a line that is no command"))
    (life,) = commands.newest_first()
    assert (life.status, life.detail, life.running) == (NOT_SENT, "because", False)


def test_a_command_read_from_a_file_is_known_by_its_events() -> None:
    commands = Commands()
    commands.observe(CommandSent(t_ns=20, charger="CP", id="1", command=UploadDiagnostics()))
    commands.observe(
        UploadProgressed(t_ns=30, charger="CP", id="1", file="f", received=5, total=10)
    )
    commands.observe(UploadProgressed(t_ns=30, charger="CP", id="other", file="f", received=5))
    (life,) = commands.newest_first()
    assert (life.received, life.total) == (5, 10)


def test_only_the_latest_commands_are_kept() -> None:
    commands = Commands()
    for number in range(MOST_COMMANDS + 3):
        commands.given(str(number), "CP", ClearCache(), number)
    assert len(commands.newest_first()) == MOST_COMMANDS


def test_a_new_visit_never_takes_the_name_of_another(tmp_path: Path) -> None:
    now = datetime(2026, 1, 2, 3, 4, 5)
    folder = tmp_path / "visits"
    names = []
    for _ in range(3):
        path = new_visit_path(folder, now)
        path.touch()
        names.append(path.name)
    assert names == [
        "2026-01-02_030405.kontaktor",
        "2026-01-02_030405_2.kontaktor",
        "2026-01-02_030405_3.kontaktor",
    ]
