"""The life of a command: sent, answered, effect seen or missing.

Each command runs as a task of its own, so a charger that is slow to answer one does not hold up
another charger. What comes of it is told as events; nothing is returned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.domain.charger import Charger
from app.domain.commands import (
    NOT_CONNECTED,
    Command,
    Outcome,
    ReadConfiguration,
    Reset,
    Setting,
    StopCharge,
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
    Event,
)
from app.domain.link import Emit, Link
from app.domain.redaction import MASK, is_secret_key
from app.tasks import Tasks
from app.visit.diagnostics import DiagnosticsUpload
from app.visit.effects import Expectation, Verdict, expectation, same_value
from app.words.readings import VALUE_REASONS

LinkOf = Callable[[str], Link | None]

MOST_EARLY = 100
"""Events kept of a charger while its answer is awaited; the effect of a command is among the first."""


@dataclass(slots=True)
class _Watch:
    charger: str
    expectation: Expectation
    verdict: asyncio.Future[Verdict]


class Commander:
    """Carries out the commands of a visit."""

    def __init__(
        self,
        emit: Emit,
        link_of: LinkOf,
        now_ns: Callable[[], int],
        upload: DiagnosticsUpload,
        tasks: Tasks,
    ) -> None:
        self._emit = emit
        self._link_of = link_of
        self._now_ns = now_ns
        self._upload = upload
        self._tasks = tasks
        self._watches: list[_Watch] = []
        self._early: list[tuple[str, list[Event]]] = []
        self._rereads: dict[str, list[str]] = {}  # after RebootRequired (catalogue B11)

    def start(self, id: str, charger: Charger, command: Command) -> None:
        """Begin a command; its life follows as events under ``id``."""
        self._tasks.start(self._run(id, charger, command), f"command {id}")

    def observe(self, event: Event) -> None:
        """Show an event to whoever waits for the effect of a command."""
        for charger, events in self._early:
            if charger == event.charger and len(events) < MOST_EARLY:
                events.append(event)
        for watch in self._watches:
            if watch.charger == event.charger and not watch.verdict.done():
                verdict = watch.expectation.seen(event)
                if verdict is not None:
                    watch.verdict.set_result(verdict)
        if isinstance(event, Booted) and event.charger is not None:
            keys = self._rereads.pop(event.charger, None)
            if keys:
                self._tasks.start(self._read_again(event.charger, keys), "read again after boot")

    async def _run(self, id: str, charger: Charger, command: Command) -> None:
        try:
            await self._carry_out(id, charger, command)
        except CommandInvalidError as error:
            phrase = VALUE_REASONS.get(error.reason)
            reason = error.reason if phrase is None else phrase.text
            self._emit(
                CommandRejected(t_ns=self._now_ns(), charger=charger.key, id=id, reason=reason)
            )

    async def _carry_out(self, id: str, charger: Charger, command: Command) -> None:
        match command:
            case UploadDiagnostics():
                await self._run_upload(id, charger, command)
            case WriteConfiguration():
                await self._run_write(id, charger, command)
            case StopCharge(transaction=None):
                await self._run_plain(id, charger, StopCharge(_the_only_charge(charger)))
            case _:
                await self._run_plain(id, charger, command)

    # --- the common case ----------------------------------------------------------------------

    async def _run_plain(self, id: str, charger: Charger, command: Command) -> None:
        early: list[Event] = []
        outcome = await self._execute(id, charger, command, early)
        if not outcome.accepted:
            return
        if isinstance(command, ReadConfiguration):
            self._tell_settings(charger, outcome.settings)
            count = str(sum(setting.known for setting in outcome.settings))
            self._effect(
                id, charger, command, Verdict(Effect.SEEN, "configuration_read", {"count": count})
            )
            return
        verdict = expectation(command, outcome, charger, self._now_ns())
        if isinstance(verdict, Expectation):
            # Only a boot after the acceptance shows that a reset was carried out.
            known = None if isinstance(command, Reset) else _first_seen(verdict, early)
            verdict = known or await self._wait(charger, verdict)
        self._effect(id, charger, command, verdict)

    async def _execute(
        self, id: str, charger: Charger, command: Command, early: list[Event] | None = None
    ) -> Outcome:
        """Send and wait for the answer. early takes the charger's events between the two: some do as
        they are told first and answer then."""

        def sent() -> None:
            self._sent(id, charger, command)
            if early is not None:
                self._early.append((charger.key, early))

        link = self._link_of(charger.key)
        try:
            outcome = (
                Outcome(NOT_CONNECTED, False) if link is None else await link.execute(command, sent)
            )
        finally:
            self._early = [pair for pair in self._early if pair[1] is not early]
        self._answered(id, charger, command, outcome)
        return outcome

    async def _wait(self, charger: Charger, expected: Expectation) -> Verdict:
        watch = _Watch(charger.key, expected, asyncio.get_running_loop().create_future())
        self._watches.append(watch)
        try:
            async with asyncio.timeout(expected.limit_s):
                return await watch.verdict
        except TimeoutError:
            return expected.missing()
        finally:
            self._watches.remove(watch)

    # --- configuration --------------------------------------------------------------------------

    async def _run_write(self, id: str, charger: Charger, command: WriteConfiguration) -> None:
        secret = is_secret_key(command.key)
        if not secret and command.key not in charger.configuration:
            # The old value goes on record first, so that it can be put back.
            await self._read(charger, (command.key,))
        outcome = await self._execute(id, charger, command)
        if not outcome.accepted:
            return
        settings = await self._read(charger, (command.key,))
        verdict = self._judge_write(charger, command, outcome, settings)
        self._effect(id, charger, command, verdict)

    def _judge_write(
        self,
        charger: Charger,
        command: WriteConfiguration,
        outcome: Outcome,
        settings: tuple[Setting, ...],
    ) -> Verdict:
        wanted_key = command.key.casefold()
        value = next((s.value for s in settings if s.key.casefold() == wanted_key), None)
        restart = outcome.status.casefold() == "rebootrequired"
        if restart:
            self._rereads.setdefault(charger.key, []).append(command.key)
        facts = {
            "key": command.key,
            "value": _shown(command.key, value or ""),
            "wanted": _shown(command.key, command.value),
        }
        if value is None:
            return Verdict(Effect.MISSING, "write_unreadable", facts)
        if same_value(command.value, value):
            return Verdict(Effect.SEEN, "written_restart" if restart else "written", facts)
        reason = "write_needs_restart" if restart else "write_differs"
        return Verdict(Effect.MISSING, reason, facts)

    async def _read(self, charger: Charger, keys: tuple[str, ...]) -> tuple[Setting, ...]:
        link = self._link_of(charger.key)
        if link is None:
            return ()
        outcome = await link.execute(ReadConfiguration(keys), lambda: None)
        self._tell_settings(charger, outcome.settings)
        return outcome.settings

    async def _read_again(self, charger_key: str, keys: list[str]) -> None:
        link = self._link_of(charger_key)
        if link is not None:
            outcome = await link.execute(ReadConfiguration(tuple(keys)), lambda: None)
            self._tell_settings(Charger(charger_key), outcome.settings)

    def _tell_settings(self, charger: Charger, settings: tuple[Setting, ...]) -> None:
        for setting in settings:
            value = setting.value
            self._emit(
                ConfigurationRead(
                    t_ns=self._now_ns(),
                    charger=charger.key,
                    key=setting.key,
                    value=None if value is None else _shown(setting.key, value),
                    readonly=setting.readonly,
                    known=setting.known,
                )
            )

    # --- uploads --------------------------------------------------------------------------------

    async def _run_upload(self, id: str, charger: Charger, command: UploadDiagnostics) -> None:
        begun = answered = False

        def tell(outcome: Outcome) -> None:
            nonlocal answered
            if not answered:
                answered = True
                self._answered(id, charger, command, outcome)

        def sent() -> None:
            nonlocal begun
            if not begun:  # further protocols are told as UploadRequested; the command is one
                begun = True
                self._sent(id, charger, command)

        verdict = await self._upload.run(id, charger, command, self._link_of, sent, tell)
        if verdict is not None:
            self._effect(id, charger, command, verdict)

    # --- telling ----------------------------------------------------------------------------------

    def _sent(self, id: str, charger: Charger, command: Command) -> None:
        self._emit(
            CommandSent(
                t_ns=self._now_ns(), charger=charger.key, id=id, command=without_secrets(command)
            )
        )

    def _answered(self, id: str, charger: Charger, command: Command, outcome: Outcome) -> None:
        payload: Any = {} if isinstance(command, ReadConfiguration) else outcome.payload
        self._emit(
            CommandAnswered(
                t_ns=self._now_ns(),
                charger=charger.key,
                id=id,
                command=without_secrets(command),
                status=outcome.status,
                accepted=outcome.accepted,
                detail=outcome.detail,
                payload=payload,
            )
        )

    def _effect(self, id: str, charger: Charger, command: Command, verdict: Verdict) -> None:
        self._emit(
            CommandEffect(
                t_ns=self._now_ns(),
                charger=charger.key,
                id=id,
                command=without_secrets(command),
                effect=verdict.effect,
                reason=verdict.reason,
                facts=verdict.facts,
            )
        )


def _shown(key: str, value: str) -> str:
    return MASK if is_secret_key(key) and value else value


def without_secrets(command: Command) -> Command:
    """The command as it may be shown and stored: the value of a secret setting is masked."""
    if isinstance(command, WriteConfiguration) and is_secret_key(command.key):
        return replace(command, value=MASK)
    return command


def _the_only_charge(charger: Charger) -> int | str | None:
    """The charge that runs, the newest where a connector left some open; None when none is known.

    Raises CommandInvalidError when cars charge on several connectors: stopping one is a choice.
    """
    running = {(t.evse, t.connector): t.id for t in charger.open_transactions()}
    if len(running) > 1:
        numbers = ", ".join(str(number) for number in running.values())
        raise CommandInvalidError(f'several charges; say which with "transaction": {numbers}')
    return next(iter(running.values()), None)


def _first_seen(expected: Expectation, events: list[Event]) -> Verdict | None:
    return next((v for v in map(expected.seen, events) if v is not None), None)
