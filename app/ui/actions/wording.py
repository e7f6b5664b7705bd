"""Commands in words: what stops when one is given, and the steps of its life."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.charger import Charger
from app.domain.commands import (
    ChangeAvailability,
    Command,
    Reset,
    ResetKind,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
)
from app.domain.events import Effect
from app.ui import command_words, words
from app.ui.parts.asking import Question
from app.ui.visit_view import CommandLifeView
from app.words import Phrase
from app.words.effects import EFFECTS

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a command's life. mark: ``tick``, ``cross``, ``waiting``; advice: only under a cross."""

    mark: str
    said: str
    elapsed: str = ""
    advice: str = ""


def question(command: Command, charger: Charger) -> Question | None:
    """What to ask before the command is given; None where nothing stops."""
    charging = [c for c in charger.outlets() if c.transaction is not None]
    match command:
        case Reset(kind=kind):
            return _about_reset(kind, [c.number for c in charging])
        case UnlockConnector(connector=number) if any(c.number == number for c in charging):
            return Question(
                translate("Actions", "Unlock connector {number}?").format(number=number),
                translate("Actions", "The charging of connector {number} stops.").format(
                    number=number
                ),
                translate("Actions", "Unlock"),
            )
        case StopCharge():
            return Question(
                translate("Actions", "Stop the charge?"),
                translate("Actions", "The car stops charging and the charge is ended."),
                translate("Actions", "Stop the charge"),
            )
        case StartCharge(connector=number):
            return Question(
                translate("Actions", "Start a test charge on connector {number}?").format(
                    number=number
                ),
                translate("Actions", "The connector becomes live when a car is plugged in."),
                translate("Actions", "Start"),
            )
        case ChangeAvailability(operative=False, connector=number):
            place = words.connector_word(number)
            return Question(
                translate("Actions", "Take out of service: {place}?").format(place=place),
                translate(
                    "Actions",
                    "No car can charge there until it is put in service again, also after a "
                    "restart. A charge that is running may end first.",
                ),
                translate("Actions", "Take out of service"),
            )
        case _:
            return None


def _about_reset(kind: ResetKind, charging: list[int]) -> Question:
    numbers = ", ".join(str(number) for number in charging)
    if charging:
        stops = translate("Actions", "Charging stops on connector {numbers}.").format(
            numbers=numbers
        )
    else:
        stops = translate("Actions", "Nothing is charging now.")
    if kind is ResetKind.HARD:
        return Question(
            translate("Actions", "Restart hard?"),
            stops
            + " "
            + translate(
                "Actions",
                "The charger cuts everything at once, as when the power fails. What it has not "
                "saved is lost. It is away for a minute or more.",
            ),
            translate("Actions", "Restart hard"),
        )
    return Question(
        translate("Actions", "Restart the charger?"),
        stops
        + " "
        + translate(
            "Actions",
            "The charger ends charges in order and restarts. It is away for a minute or more.",
        ),
        translate("Actions", "Restart"),
    )


def target(command: Command) -> str:
    """The OCPP call with the connector that it is about."""
    connector: int | None = None
    match command:
        case UnlockConnector(connector=number) | StartCharge(connector=number):
            connector = number
        case ChangeAvailability(connector=number):
            connector = number
        case TriggerMessage(connector=number):
            connector = number
        case _:
            pass
    term = command_words.command_term(command)
    if connector is None:
        return term
    place = words.connector_word(connector)
    return f"{term}, {words.inside(place)}"


def steps(life: CommandLifeView, now_ns: int) -> list[Step]:
    """Sent, answered, effect, as far as the command has come."""
    if life.sent_ns is None and life.answered_ns is None:
        waited = words.elapsed((now_ns - life.given_ns) / 1e9)
        return [Step("waiting", translate("Actions", "Waits to be sent"), waited)]
    sent_ns = life.sent_ns if life.sent_ns is not None else life.given_ns
    made: list[Step] = []
    if life.sent_ns is not None:
        late = words.elapsed((life.sent_ns - life.given_ns) / 1e9)
        made.append(Step("tick", translate("Actions", "Sent"), late))
    if life.answered_ns is None:
        waited = words.elapsed((now_ns - sent_ns) / 1e9)
        made.append(Step("waiting", translate("Actions", "Waiting for the answer"), waited))
        return made
    made.append(_answer(life, sent_ns))
    if life.accepted:
        made.append(_effect(life, now_ns))
    return made


def _answer(life: CommandLifeView, sent_ns: int) -> Step:
    said = translate("Actions", "Answer: {answer}").format(
        answer=command_words.answer_word(life.status)
    )
    elapsed = words.elapsed(((life.answered_ns or sent_ns) - sent_ns) / 1e9)
    if life.accepted:
        return Step("tick", said, elapsed)
    return Step("cross", said, elapsed, life.detail)


def _effect(life: CommandLifeView, now_ns: int) -> Step:
    answered = life.answered_ns or now_ns
    if life.effect is None:
        waited = words.elapsed((now_ns - answered) / 1e9)
        return Step("waiting", _awaited(life), waited)
    elapsed = words.elapsed(((life.effect_ns or answered) - answered) / 1e9)
    phrase = EFFECTS.get(life.reason, Phrase(""))
    said = words.sentence(phrase.text, life.facts)
    advice = words.sentence(phrase.advice, life.facts)
    if life.effect is Effect.SEEN:
        return Step("tick", said or translate("Actions", "Effect seen"), elapsed, advice)
    return Step("cross", said or translate("Actions", "No effect seen"), elapsed, advice)


def _awaited(life: CommandLifeView) -> str:
    match life.command:
        case Reset():
            return translate("Actions", "Waiting for the restart")
        case UnlockConnector():
            return translate("Actions", "Waiting for the lock")
        case UploadDiagnostics():
            return _received(life)
        case TriggerMessage():
            return translate("Actions", "Waiting for the message")
        case ChangeAvailability():
            return translate("Actions", "Waiting for the new status")
        case StartCharge():
            return translate("Actions", "Waiting for the charge to start")
        case StopCharge():
            return translate("Actions", "Waiting for the charge to end")
        case _:
            return translate("Actions", "Waiting for the effect")


def _received(life: CommandLifeView) -> str:
    if not life.received:
        return translate("Actions", "Waiting for the file")
    received = words.size(life.received)
    if life.total:
        return translate("Actions", "{received} of {total} received").format(
            received=received, total=words.size(life.total)
        )
    return translate("Actions", "{received} received").format(received=received)


def in_one_line(life: CommandLifeView) -> Step | None:
    """A life that went well, for older entries; None where more must be told."""
    if life.effect is not Effect.SEEN or life.effect_ns is None:
        return None
    elapsed = words.elapsed((life.effect_ns - life.given_ns) / 1e9)
    return Step("tick", translate("Actions", "Sent, answered, effect seen"), elapsed)
