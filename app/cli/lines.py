"""Events -> JSON lines. The names and members are a stable interface."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import Any

from app.domain.anchor import TimeAnchor
from app.domain.commands import COMMAND_NAMES
from app.domain.events import (
    EVENT_NAMES,
    CommandAnswered,
    CommandEffect,
    CommandSent,
    ConnectionRefused,
    Disconnected,
    Event,
    FaultCleared,
    FaultRaised,
    FindingMade,
    MetersSampled,
    RecordingStopped,
    UploadAttemptFailed,
    UploadFailed,
)
from app.domain.frame import Frame
from app.words import Phrase, fill
from app.words.dialin import DISCONNECTS, REFUSALS
from app.words.effects import EFFECTS
from app.words.faults import fault_text
from app.words.findings import FINDINGS
from app.words.recording import RECORDING
from app.words.uploads import UPLOADS

_UNKNOWN = Phrase("", "")
_LEFT_OUT = frozenset({"t_ns", "charger", "link"})


def json_objects(event: Event, anchor: TimeAnchor) -> Iterator[dict[str, Any]]:
    """The objects to print for an event, in order: one, or one a sample for meter values."""
    head: dict[str, Any] = {"time": anchor.iso_of(event.t_ns), "event": _name(event)}
    if event.charger is not None:
        head["charger"] = event.charger
    if isinstance(event, MetersSampled):
        for sample in event.samples:
            yield {
                **head,
                "evse": event.evse,
                "connector": event.connector,
                "measurand": sample.measurand,
                "phase": sample.phase,
                "location": sample.location,
                "context": sample.context,
                "value": sample.value,
                "unit": sample.unit,
                "measured_at": event.measured_at,
                "live": event.live,
                "transaction": event.transaction,
            }
        return
    yield {**head, **_members(event)}


def _name(event: Event) -> str:
    """A bench counts ``fault_raised``: a report of a fault that is active already is no new one."""
    if isinstance(event, FaultRaised) and event.repeated:
        return "fault_repeated"
    return EVENT_NAMES[type(event)]


def _members(event: Event) -> dict[str, Any]:
    match event:
        case CommandSent():
            return {
                "id": event.id,
                "command": COMMAND_NAMES[type(event.command)],
                "status": "Sent",
                "detail": _detail_of(event),
            }
        case CommandAnswered():
            return {
                "id": event.id,
                "command": COMMAND_NAMES[type(event.command)],
                "status": event.status,
                "detail": event.detail,
                "payload": _plain(event.payload),
            }
        case CommandEffect():
            phrase = EFFECTS.get(event.reason, _UNKNOWN)
            return {
                "id": event.id,
                "command": COMMAND_NAMES[type(event.command)],
                "status": event.effect.value,
                "detail": fill(phrase.text, event.facts),
                "reason": event.reason,
                "advice": fill(phrase.advice, event.facts),
            }
        case FindingMade():
            phrase = FINDINGS.get(event.rule, _UNKNOWN)
            return {
                "rule": event.rule,
                "path": event.path,
                "text": fill(phrase.text, event.facts) or event.rule,
                "severity": event.severity.value,
                "advice": fill(phrase.advice, event.facts),
                "facts": dict(event.facts),
                "frame": event.frame,
            }
        case FaultRaised() | FaultCleared():
            members = _plain_members(event)
            members["text"] = fault_text(event.code).text
            return members
        case ConnectionRefused():
            phrase = REFUSALS.get(event.reason, _UNKNOWN)
            members = _plain_members(event)
            members["text"] = phrase.text
            members["advice"] = phrase.advice
            return members
        case Disconnected():
            members = _plain_members(event)
            members["text"] = DISCONNECTS.get(event.reason, _UNKNOWN).text
            return members
        case UploadFailed() | UploadAttemptFailed():
            phrase = UPLOADS.get(event.reason, _UNKNOWN)
            return {**_plain_members(event), "text": phrase.text, "advice": phrase.advice}
        case RecordingStopped():
            phrase = RECORDING.get(event.reason, _UNKNOWN)
            return {**_plain_members(event), "text": phrase.text, "advice": phrase.advice}
        case _:
            return _plain_members(event)


def _detail_of(event: CommandSent) -> str:
    command = event.command
    return ", ".join(
        f"{f.name} {getattr(command, f.name)}"
        for f in fields(command)
        if getattr(command, f.name) not in (None, ())
    )


def _plain_members(event: Event) -> dict[str, Any]:
    return {
        f.name: _plain(getattr(event, f.name)) for f in fields(event) if f.name not in _LEFT_OUT
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value


def json_frame(frame: Frame, anchor: TimeAnchor, text: str) -> dict[str, Any]:
    """The object for a raw frame; ``text`` has its secrets masked."""
    return {
        "time": anchor.iso_of(frame.t_ns),
        "event": "frame",
        "charger": frame.charger,
        "direction": frame.direction.value,
        "text": text,
        "frame": frame.number,
        "binary": frame.binary,
    }
