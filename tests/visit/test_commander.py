"""The life of commands: sent, answered, effect; settings are read back; secrets are masked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from app.domain.charger import Charger
from app.domain.commands import (
    ClearCache,
    Command,
    Outcome,
    ReadConfiguration,
    Reset,
    Setting,
    StartCharge,
    StopCharge,
    UnlockConnector,
    UploadDiagnostics,
    WriteConfiguration,
)
from app.domain.errors import CommandInvalidError
from app.domain.events import (
    Booted,
    CommandAnswered,
    CommandEffect,
    CommandRejected,
    CommandSent,
    ConfigurationRead,
    Effect,
    TransactionStarted,
)
from app.domain.redaction import MASK
from app.tasks import Tasks
from app.visit import effects
from app.visit.commander import Commander
from app.visit.effects import Verdict
from tests.visit.scripted import Clock, ScriptedLink, Told

ACCEPTED = Outcome("Accepted", True)


class Bench:
    def __init__(self) -> None:
        self.told = Told()
        self.link: ScriptedLink | None = ScriptedLink({})
        self.charger = Charger("CP")
        self.tasks = Tasks()
        self.commander = Commander(
            self.emit, lambda key: self.link, Clock(), cast(Any, None), self.tasks
        )

    def emit(self, event: Any) -> None:
        self.charger.apply(event)
        self.commander.observe(event)
        self.told(event)

    def give(self, command: Command, **answers: Any) -> None:
        assert self.link is not None
        self.commander.start("1", self.charger, command)

    def settings(self, values: dict[str, str]) -> None:
        """Let the link keep these settings as a charger does."""
        assert self.link is not None

        def read(command: Command) -> Outcome:
            assert isinstance(command, ReadConfiguration)
            keys = command.keys or tuple(values)
            rows = tuple(Setting(k, values.get(k), False, k in values) for k in keys)
            return Outcome("Accepted", True, settings=rows)

        self.link.answers[ReadConfiguration] = read


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    made = Bench()
    yield made
    await made.tasks.cancel()


async def test_a_refused_command_has_no_effect(bench: Bench) -> None:
    bench.give(UnlockConnector(1))
    answered = cast(CommandAnswered, await bench.told.wait(CommandAnswered))
    assert answered.status == "Rejected"
    assert not answered.accepted
    await asyncio.sleep(0)
    assert not bench.told.of(CommandEffect)


async def test_a_command_without_a_connection_says_so(bench: Bench) -> None:
    bench.link = None
    bench.commander.start("1", bench.charger, Reset())
    answered = cast(CommandAnswered, await bench.told.wait(CommandAnswered))
    assert answered.status == "NotConnected"
    assert not bench.told.of(CommandSent)


async def test_sent_is_told_when_the_link_really_sends(bench: Bench) -> None:
    assert bench.link is not None
    bench.link.gate.clear()
    bench.link.answers[ClearCache] = ACCEPTED
    bench.give(ClearCache())
    await asyncio.sleep(0)
    assert not bench.told.events
    bench.link.gate.set()
    await bench.told.wait(CommandEffect)
    assert [type(event) for event in bench.told.events] == [
        CommandSent,
        CommandAnswered,
        CommandEffect,
    ]


async def test_an_effect_is_waited_for_and_its_absence_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effects, "RESET_S", 0.01)
    assert bench.link is not None
    bench.link.answers[Reset] = ACCEPTED
    bench.give(Reset())
    effect = cast(CommandEffect, await bench.told.wait(CommandEffect))
    assert (effect.effect, effect.reason) == (Effect.MISSING, "reset_nothing")


async def test_an_effect_that_comes_is_told_once(bench: Bench) -> None:
    assert bench.link is not None
    bench.link.answers[Reset] = ACCEPTED
    bench.give(Reset())
    await bench.told.wait(CommandAnswered)
    bench.emit(Booted(t_ns=1, charger="OTHER"))
    bench.emit(Booted(t_ns=1, charger="CP"))
    bench.emit(Booted(t_ns=1, charger="CP"))
    effect = cast(CommandEffect, await bench.told.wait(CommandEffect))
    assert effect.effect is Effect.SEEN
    assert len(bench.told.of(CommandEffect)) == 1


async def test_settings_are_told_one_by_one_with_secrets_masked(bench: Bench) -> None:
    bench.settings({"HeartbeatInterval": "60", "AuthorizationKey": "abc"})
    bench.give(ReadConfiguration(("HeartbeatInterval", "AuthorizationKey", "Nope")))
    await bench.told.wait(CommandEffect)
    read = cast(list[ConfigurationRead], bench.told.of(ConfigurationRead))
    assert [(row.key, row.value, row.known) for row in read] == [
        ("HeartbeatInterval", "60", True),
        ("AuthorizationKey", MASK, True),
        ("Nope", None, False),
    ]


async def test_the_old_value_is_read_before_the_first_write(bench: Bench) -> None:
    values = {"HeartbeatInterval": "60"}
    bench.settings(values)
    assert bench.link is not None

    def change(command: Command) -> Outcome:
        assert isinstance(command, WriteConfiguration)
        values[command.key] = command.value
        return ACCEPTED

    bench.link.answers[WriteConfiguration] = change
    bench.give(WriteConfiguration("HeartbeatInterval", "30"))
    effect = cast(CommandEffect, await bench.told.wait(CommandEffect))
    assert (effect.effect, effect.reason) == (Effect.SEEN, "written")
    read = cast(list[ConfigurationRead], bench.told.of(ConfigurationRead))
    assert [row.value for row in read] == ["60", "30"]
    bench.commander.start("2", bench.charger, WriteConfiguration("HeartbeatInterval", "20"))
    await bench.told.wait(CommandEffect, 2)
    kinds = [type(command) for command in bench.link.commands]
    assert kinds.count(ReadConfiguration) == 3


@pytest.mark.parametrize(
    ("status", "kept", "effect", "reason"),
    [
        ("Accepted", "90", Effect.MISSING, "write_differs"),
        ("Accepted", None, Effect.MISSING, "write_unreadable"),
        ("RebootRequired", "60", Effect.MISSING, "write_needs_restart"),
        ("RebootRequired", "30", Effect.SEEN, "written_restart"),
    ],
)
async def test_what_was_read_back_decides(
    bench: Bench, status: str, kept: str | None, effect: Effect, reason: str
) -> None:
    bench.settings({} if kept is None else {"K": kept})
    assert bench.link is not None
    bench.link.answers[WriteConfiguration] = Outcome(status, True)
    bench.give(WriteConfiguration("K", "30"))
    told = cast(CommandEffect, await bench.told.wait(CommandEffect))
    assert (told.effect, told.reason) == (effect, reason)


async def test_a_setting_that_needs_a_restart_is_read_again_after_it(bench: Bench) -> None:
    values = {"K": "60"}
    bench.settings(values)
    assert bench.link is not None
    bench.link.answers[WriteConfiguration] = Outcome("RebootRequired", True)
    bench.give(WriteConfiguration("K", "30"))
    await bench.told.wait(CommandEffect)
    values["K"] = "30"
    before = len(bench.told.of(ConfigurationRead))
    bench.emit(Booted(t_ns=1, charger="CP"))
    row = cast(ConfigurationRead, await bench.told.wait(ConfigurationRead, before + 1))
    assert row.value == "30"


async def test_a_secret_that_is_written_is_told_masked_and_not_read_first(bench: Bench) -> None:
    bench.settings({})
    assert bench.link is not None
    bench.link.answers[WriteConfiguration] = ACCEPTED
    bench.give(WriteConfiguration("AuthorizationKey", "hush-hush"))
    await bench.told.wait(CommandEffect)
    assert "hush-hush" not in repr(bench.told.events)
    written = bench.link.commands[0]
    assert isinstance(written, WriteConfiguration)
    assert written.value == "hush-hush"


async def test_an_effect_that_comes_before_the_answer_counts(bench: Bench) -> None:
    def begin(command: Command) -> Outcome:
        bench.emit(
            TransactionStarted(
                t_ns=1,
                charger="CP",
                evse=None,
                connector=1,
                transaction=7,
                id_tag="",
                meter_start_wh=0,
            )
        )
        return ACCEPTED

    assert bench.link is not None
    bench.link.answers[StartCharge] = begin
    bench.give(StartCharge(1))
    effect = cast(CommandEffect, await bench.told.wait(CommandEffect))
    assert (effect.effect, effect.reason) == (Effect.SEEN, "charge_started")
    order = [type(e) for e in bench.told.events if not isinstance(e, TransactionStarted)]
    assert order == [CommandSent, CommandAnswered, CommandEffect]


async def test_a_boot_before_the_acceptance_is_no_reset(bench: Bench) -> None:
    def boot_first(command: Command) -> Outcome:
        bench.emit(Booted(t_ns=1, charger="CP"))
        return ACCEPTED

    assert bench.link is not None
    bench.link.answers[Reset] = boot_first
    bench.give(Reset())
    await bench.told.wait(CommandAnswered)
    for _ in range(5):
        await asyncio.sleep(0)
    assert not bench.told.of(CommandEffect)
    bench.emit(Booted(t_ns=2, charger="CP"))
    assert cast(CommandEffect, await bench.told.wait(CommandEffect)).reason == "booted"


async def test_stop_charge_takes_the_charge_that_runs(bench: Bench) -> None:
    bench.emit(
        TransactionStarted(
            t_ns=1, charger="CP", evse=None, connector=1, transaction=7, id_tag="", meter_start_wh=0
        )
    )
    bench.give(StopCharge())
    await bench.told.wait(CommandAnswered)
    assert bench.link is not None
    assert bench.link.commands == [StopCharge(7)]


async def test_stop_charge_must_say_which_when_two_cars_charge(bench: Bench) -> None:
    for number, connector in ((7, 1), (8, 1), (9, 2)):
        bench.emit(
            TransactionStarted(
                t_ns=number,
                charger="CP",
                evse=None,
                connector=connector,
                transaction=number,
                id_tag="",
                meter_start_wh=0,
            )
        )
    bench.give(StopCharge())
    rejected = cast(CommandRejected, await bench.told.wait(CommandRejected))
    assert "8, 9" in rejected.reason
    assert bench.link is not None
    assert bench.link.commands == []


async def test_a_value_that_would_do_harm_is_not_sent(bench: Bench) -> None:
    assert bench.link is not None

    def refuse(command: Command) -> Outcome:
        raise CommandInvalidError("value_not_integer", "HeartbeatInterval")

    bench.settings({})
    bench.link.answers[WriteConfiguration] = refuse
    bench.give(WriteConfiguration("HeartbeatInterval", "abc"))
    rejected = cast(CommandRejected, await bench.told.wait(CommandRejected))
    assert rejected.id == "1"
    assert "whole number" in rejected.reason
    assert not bench.told.of(CommandAnswered)


async def test_an_upload_goes_through_its_steps(bench: Bench) -> None:
    class Upload:
        async def run(self, id, charger, command, link_of, sent, answered):
            sent()
            answered(ACCEPTED)
            sent()
            answered(ACCEPTED)
            return Verdict(Effect.SEEN, "file_arrived")

    bench.commander._upload = cast(Any, Upload())
    bench.give(UploadDiagnostics())
    await bench.told.wait(CommandEffect)
    assert [type(event) for event in bench.told.events] == [
        CommandSent,
        CommandAnswered,
        CommandEffect,
    ]


async def test_a_connection_that_is_lost_before_the_reading_back(bench: Bench) -> None:
    assert bench.link is not None

    def change(command: Command) -> Outcome:
        bench.link = None
        return ACCEPTED

    bench.settings({"K": "1"})
    bench.link.answers[WriteConfiguration] = change
    bench.give(WriteConfiguration("K", "2"))
    effect = cast(CommandEffect, await bench.told.wait(CommandEffect))
    assert effect.reason == "write_unreadable"
    bench.commander._rereads["CP"] = ["K"]
    bench.emit(Booted(t_ns=1, charger="CP"))
    await asyncio.sleep(0)
