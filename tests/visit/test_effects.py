"""What counts as the effect of each command, and what is said when it does not come."""

from __future__ import annotations

import pytest

from app.domain.charger import Charger
from app.domain.commands import (
    ChangeAvailability,
    ClearCache,
    Command,
    Outcome,
    Reset,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
)
from app.domain.events import (
    Booted,
    Connected,
    Disconnected,
    Effect,
    Event,
    HeartbeatReceived,
    MetersSampled,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    UploadReported,
)
from app.visit.effects import Expectation, Verdict, expectation, same_value
from app.words.effects import EFFECTS

ACCEPTED = Outcome("Accepted", True)


def expect(command: Command, outcome: Outcome = ACCEPTED, charger: Charger | None = None):
    return expectation(command, outcome, charger or Charger("CP"), 0)


def waiting(command: Command, outcome: Outcome = ACCEPTED) -> Expectation:
    expected = expect(command, outcome)
    assert isinstance(expected, Expectation)
    return expected


def connected() -> Connected:
    return Connected(
        t_ns=1, charger="CP", attempt=1, protocol="p", subprotocol="", peer="", path=""
    )


def status(connector: int, word: str) -> StatusChanged:
    return StatusChanged(
        t_ns=1, charger="CP", evse=None, connector=connector, status=word, error_code="NoError"
    )


def test_a_reset_says_which_step_is_missing() -> None:
    expected = waiting(Reset())
    steps: list[tuple[Event, str]] = [
        (Disconnected(t_ns=1, charger="CP", reason="x"), "reset_not_back"),
        (connected(), "reset_no_boot"),
    ]
    assert expected.missing().reason == "reset_nothing"
    for event, reason in steps:
        assert expected.seen(event) is None
        assert expected.missing().reason == reason
    verdict = expected.seen(Booted(t_ns=4_000_000_000, charger="CP"))
    assert verdict == Verdict(Effect.SEEN, "booted", {"seconds": "4"})


def test_a_boot_on_the_same_connection_is_a_reset_too() -> None:
    assert waiting(Reset()).seen(Booted(t_ns=1, charger="CP")) is not None


def test_an_unlocked_answer_is_the_effect() -> None:
    assert expect(UnlockConnector(1)) == Verdict(Effect.SEEN, "unlocked")


def test_a_triggered_message_must_be_the_right_one_of_the_right_connector() -> None:
    expected = waiting(TriggerMessage("StatusNotification", 1))
    assert expected.seen(HeartbeatReceived(t_ns=1, charger="CP")) is None
    assert expected.seen(status(2, "Available")) is None
    assert expected.seen(status(1, "Available")) is not None
    missing = waiting(TriggerMessage("MeterValues")).missing()
    assert missing.effect is Effect.MISSING
    assert missing.facts["message"] == "MeterValues"
    values = MetersSampled(t_ns=1, charger="CP", evse=None, connector=1, samples=())
    assert waiting(TriggerMessage("MeterValues")).seen(values) is not None


def test_two_kinds_of_upload_status_are_kept_apart() -> None:
    log = UploadReported(t_ns=1, charger="CP", kind="log", status="Idle")
    assert waiting(TriggerMessage("LogStatusNotification")).seen(log) is not None
    assert waiting(TriggerMessage("DiagnosticsStatusNotification")).seen(log) is None


def test_availability_is_seen_in_the_status() -> None:
    expected = waiting(ChangeAvailability(1, operative=False))
    assert expected.seen(status(2, "Unavailable")) is None
    assert expected.seen(status(1, "Available")) is None
    assert expected.seen(status(1, "Unavailable")) is not None
    station = waiting(ChangeAvailability(0, operative=False))
    assert station.seen(status(2, "Unavailable")) is not None
    scheduled = waiting(ChangeAvailability(1, operative=False), Outcome("Scheduled", True))
    assert scheduled.missing().reason == "availability_scheduled"
    assert scheduled.limit_s > expected.limit_s


def test_availability_that_is_already_so_needs_no_waiting() -> None:
    charger = Charger("CP")
    charger.apply(status(1, "Available"))
    verdict = expect(ChangeAvailability(1, operative=True), charger=charger)
    assert verdict == Verdict(
        Effect.SEEN, "availability_same", {"connector": "1", "status": "Available"}
    )


def test_a_test_charge_is_seen_in_its_transaction() -> None:
    begun = TransactionStarted(
        t_ns=1, charger="CP", evse=None, connector=1, transaction=7, id_tag="", meter_start_wh=0
    )
    assert waiting(StartCharge(2)).seen(begun) is None
    assert waiting(StartCharge(1)).seen(begun) is not None
    assert waiting(StartCharge(1)).missing().reason == "charge_not_started"
    over = TransactionEnded(
        t_ns=1, charger="CP", evse=None, connector=1, transaction=7, meter_stop_wh=0, reason=""
    )
    assert waiting(StopCharge(8)).seen(over) is None
    assert waiting(StopCharge(7)).seen(over) is not None
    assert waiting(StopCharge(7)).missing().reason == "charge_not_stopped"


def test_where_nothing_can_be_seen_the_answer_is_all() -> None:
    assert expect(ClearCache()) == Verdict(Effect.SEEN, "answer_is_all")
    assert expect(TriggerMessage("Vendor")) == Verdict(Effect.SEEN, "answer_is_all")


@pytest.mark.parametrize(
    ("wanted", "actual", "same"),
    [
        ("60", "60", True),
        ("60", "60.0", True),
        ("true", "True", True),
        ("A,B", "a, B", True),
        ("60", "90", False),
        ("a", "b", False),
        ("nan", "nan", True),
    ],
)
def test_a_value_read_back_may_be_told_differently(wanted: str, actual: str, same: bool) -> None:
    assert same_value(wanted, actual) is same


def test_every_reason_has_words() -> None:
    import re
    from pathlib import Path

    from app.visit import commander, effects

    written: set[str] = set()
    for module in (commander, effects):
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        written |= set(re.findall(r'Verdict\(\s*Effect\.\w+,\s*"(\w+)"', source))
        written |= set(re.findall(r'"((?:reset|write|written|availability)_\w+)"', source))
    assert written
    assert written <= set(EFFECTS)
