"""What must be seen before an accepted command counts as done.

"Accepted" is not "done". For each command there is an expectation: which events are its effect, and
how long it may take. An expectation is fed with every event of its charger after the answer and says
when it is satisfied; when its time is up it says what is missing.

Time limits: a reset may take 180 s (slow boards with a modem boot that long); a triggered message
10 s (catalogue B05); a charge 90 s to start (ConnectionTimeOut is 60 s on most makes) and 60 s to
end; availability 30 s, or 300 s when the charger waits for a charge to end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from app.domain.charger import Charger
from app.domain.commands import (
    ChangeAvailability,
    Command,
    Outcome,
    Reset,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
)
from app.domain.connector import UNAVAILABLE
from app.domain.events import (
    Booted,
    CertificateRequested,
    Connected,
    Disconnected,
    Effect,
    Event,
    FirmwareReported,
    HeartbeatReceived,
    MetersSampled,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    UploadReported,
)

RESET_S = 180.0
TRIGGER_S = 10.0
START_S = 90.0
STOP_S = 60.0
AVAILABILITY_S = 30.0
SCHEDULED_S = 300.0

NO_FACTS: Mapping[str, str] = {}


class Verdict(NamedTuple):
    """reason: token in ``app.words.effects.EFFECTS``."""

    effect: Effect
    reason: str
    facts: Mapping[str, str] = NO_FACTS


class Expectation:
    """limit_s: how long to wait. seen: judges an event. missing: the verdict when time is up."""

    def __init__(
        self,
        limit_s: float,
        seen: Callable[[Event], Verdict | None],
        missing: Callable[[], Verdict],
    ) -> None:
        self.limit_s = limit_s
        self.seen = seen
        self.missing = missing


def expectation(
    command: Command, outcome: Outcome, charger: Charger, answered_ns: int
) -> Expectation | Verdict:
    """What to wait for after an accepted answer, or the verdict when there is nothing to wait for."""
    match command:
        case Reset():
            return _reset(answered_ns)
        case UnlockConnector():
            return Verdict(Effect.SEEN, "unlocked")
        case TriggerMessage():
            return _trigger(command)
        case ChangeAvailability():
            return _availability(command, outcome, charger)
        case StartCharge():
            return _start(command)
        case StopCharge():
            return _stop(command)
        case _:
            return Verdict(Effect.SEEN, "answer_is_all")


def _reset(answered_ns: int) -> Expectation:
    step = "reset_nothing"

    def seen(event: Event) -> Verdict | None:
        nonlocal step
        match event:
            case Booted():
                seconds = f"{(event.t_ns - answered_ns) / 1e9:.0f}"
                return Verdict(Effect.SEEN, "booted", {"seconds": seconds})
            case Disconnected():
                step = "reset_not_back"
            case Connected():
                step = "reset_no_boot"
            case _:
                pass
        return None

    def missing() -> Verdict:
        return Verdict(Effect.MISSING, step, {"seconds": f"{RESET_S:.0f}"})

    return Expectation(RESET_S, seen, missing)


TRIGGERED: dict[str, tuple[type[Event], str]] = {
    "BootNotification": (Booted, ""),
    "DiagnosticsStatusNotification": (UploadReported, "diagnostics"),
    "LogStatusNotification": (UploadReported, "log"),
    "FirmwareStatusNotification": (FirmwareReported, ""),
    "Heartbeat": (HeartbeatReceived, ""),
    "MeterValues": (MetersSampled, ""),
    "StatusNotification": (StatusChanged, ""),
    "SignChargePointCertificate": (CertificateRequested, ""),
}
"""Message of MessageTrigger (1.6 ed. 2, and the security extension) -> the event it becomes, and
for uploads which of the two kinds."""


def _trigger(command: TriggerMessage) -> Expectation | Verdict:
    wanted = TRIGGERED.get(command.message)
    if wanted is None:
        return Verdict(Effect.SEEN, "answer_is_all")
    kind, upload_kind = wanted

    def seen(event: Event) -> Verdict | None:
        if not isinstance(event, kind):
            return None
        if isinstance(event, UploadReported) and event.kind != upload_kind:
            return None
        if (
            command.connector is not None
            and isinstance(event, StatusChanged | MetersSampled)
            and event.connector != command.connector
        ):
            return None
        return Verdict(Effect.SEEN, "triggered")

    facts = {"message": command.message, "seconds": f"{TRIGGER_S:.0f}"}
    return Expectation(TRIGGER_S, seen, lambda: Verdict(Effect.MISSING, "trigger_nothing", facts))


def _availability(
    command: ChangeAvailability, outcome: Outcome, charger: Charger
) -> Expectation | Verdict:
    def fits(status: str) -> bool:
        return bool(status) and (status != UNAVAILABLE) == command.operative

    known = charger.connectors.get((command.evse, command.connector))
    if known is not None and fits(known.status):
        return Verdict(
            Effect.SEEN,
            "availability_same",
            {"connector": str(command.connector), "status": known.status},
        )

    def seen(event: Event) -> Verdict | None:
        if not isinstance(event, StatusChanged) or not fits(event.status):
            return None
        if command.connector not in (0, event.connector):
            return None
        facts = {"connector": str(event.connector), "status": event.status}
        return Verdict(Effect.SEEN, "availability_changed", facts)

    scheduled = outcome.status.casefold() == "scheduled"
    limit_s = SCHEDULED_S if scheduled else AVAILABILITY_S
    reason = "availability_scheduled" if scheduled else "availability_unchanged"
    facts = {"seconds": f"{limit_s:.0f}"}
    return Expectation(limit_s, seen, lambda: Verdict(Effect.MISSING, reason, facts))


def _start(command: StartCharge) -> Expectation:
    def seen(event: Event) -> Verdict | None:
        if isinstance(event, TransactionStarted) and event.connector == command.connector:
            facts = {"transaction": str(event.transaction), "connector": str(event.connector)}
            return Verdict(Effect.SEEN, "charge_started", facts)
        return None

    facts = {"seconds": f"{START_S:.0f}"}
    return Expectation(START_S, seen, lambda: Verdict(Effect.MISSING, "charge_not_started", facts))


def _stop(command: StopCharge) -> Expectation:
    def seen(event: Event) -> Verdict | None:
        if isinstance(event, TransactionEnded) and event.transaction == command.transaction:
            return Verdict(Effect.SEEN, "charge_stopped", {"transaction": str(event.transaction)})
        return None

    facts = {"seconds": f"{STOP_S:.0f}"}
    return Expectation(STOP_S, seen, lambda: Verdict(Effect.MISSING, "charge_not_stopped", facts))


def same_value(wanted: str, actual: str) -> bool:
    """Whether a value that was read back is the one that was written, told differently perhaps.

    Chargers change the case of booleans, the blanks of lists and the zeros of numbers.
    """
    if wanted == actual:
        return True
    left = [part.strip().casefold() for part in wanted.split(",")]
    right = [part.strip().casefold() for part in actual.split(",")]
    if left == right:
        return True
    try:
        return float(wanted) == float(actual)
    except ValueError:
        return False
