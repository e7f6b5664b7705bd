"""Events -> lines for a person at a terminal: time, charger, what happened, what to do.

Control characters of a charger never reach the terminal: they could steer it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.domain.anchor import TimeAnchor
from app.domain.commands import COMMAND_NAMES
from app.domain.events import (
    EVENT_NAMES,
    AttemptProgressed,
    AuthorizationRequested,
    Booted,
    ClockCompared,
    CommandAnswered,
    CommandEffect,
    CommandRejected,
    CommandSent,
    ConfigurationRead,
    Connected,
    ConnectionRefused,
    Disconnected,
    Event,
    ExchangeCompleted,
    FaultCleared,
    FaultRaised,
    FindingMade,
    FirmwareReported,
    HeartbeatReceived,
    Identified,
    ListenerOpened,
    MetersSampled,
    PingAnswered,
    RecordingStarted,
    RecordingStopped,
    SecurityReported,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    UploadAttemptFailed,
    UploadFailed,
    UploadFinished,
    UploadProgressed,
    UploadReported,
    UploadRequested,
    VendorDataReceived,
)
from app.domain.frame import Frame
from app.words import Phrase, fill
from app.words.dialin import DISCONNECTS, REFUSALS
from app.words.effects import EFFECTS
from app.words.faults import fault_text
from app.words.findings import FINDINGS
from app.words.recording import RECORDING
from app.words.uploads import UPLOADS

LEFT_OUT = (AttemptProgressed, ExchangeCompleted, HeartbeatReceived, PingAnswered)
"""What only programs want to know one by one."""

_SCALES = {
    "W": (1000.0, "kW"),
    "Wh": (1000.0, "kWh"),
    "Celsius": (1.0, "°C"),
    "Percent": (1.0, "%"),
}


def readable_line(event: Event, anchor: TimeAnchor) -> str:
    """The line for an event, empty for those of ``LEFT_OUT``."""
    if isinstance(event, LEFT_OUT):
        return ""
    time = anchor.iso_of(event.t_ns)[11:23]
    return printable(f"{time}  {event.charger or '':<16}  {_words(event)}".rstrip())


def readable_frame(frame: Frame, anchor: TimeAnchor, text: str) -> str:
    """The line for a raw frame; ``text`` has its secrets masked."""
    arrow = "<-" if frame.direction.value == "in" else "->"
    return printable(f"{anchor.iso_of(frame.t_ns)[11:23]}  {frame.charger:<16}  {arrow} {text}")


def _words(event: Event) -> str:
    match event:
        case ListenerOpened():
            taken = (
                ""
                if event.port == event.wanted_port or not event.wanted_port
                else (f" (port {event.wanted_port} was taken)")
            )
            return f"listening, type into the charger: {' or '.join(event.urls)}{taken}"
        case ConnectionRefused():
            told = _say(REFUSALS, event.reason)
            return f"refused {event.peer} at {event.stage.value}: {told}"
        case Connected():
            return f"connected from {event.peer}, {event.protocol}, path {event.path}"
        case Disconnected():
            return _say(DISCONNECTS, event.reason)
        case Identified():
            known = (event.vendor, event.model, event.serial, event.firmware)
            return f"it is {', '.join(word for word in known if word)}"
        case Booted():
            return "booted"
        case StatusChanged():
            more = (event.error_code, event.vendor_error_code, event.info)
            words = [event.status, *(word for word in more if word and word != "NoError")]
            return f"{_place(event.connector)}: {', '.join(words)}"
        case MetersSampled():
            values = ", ".join(
                _value(*sample[:2], sample.value, sample.unit) for sample in event.samples
            )
            return f"{_place(event.connector)}: {values}{'' if event.live else ' (stored earlier)'}"
        case FaultRaised():
            again = f", again (report {event.count})" if event.repeated else ""
            phrase = fault_text(event.code)
            return f"{event.severity.value.upper()} {_place(event.connector)}{again}: {_sentence(phrase)}"
        case FaultCleared():
            return f"over, {_place(event.connector)}: {event.code}"
        case TransactionStarted():
            return f"{_place(event.connector)}: charge {event.transaction} begins"
        case TransactionEnded():
            return f"charge {event.transaction} ends ({event.reason})"
        case AuthorizationRequested():
            return f"tag {event.id_tag}: {event.status}"
        case ClockCompared(offset_s=None):
            return "its clock is not set"
        case ClockCompared():
            return f"its clock differs by {event.offset_s or 0:+.0f} s"
        case SecurityReported():
            return f"security event {event.type} {event.tech_info}".rstrip()
        case UploadReported():
            return f"it says of its {event.kind} upload: {event.status}"
        case FirmwareReported():
            return f"firmware update: {event.status}"
        case VendorDataReceived():
            return f"vendor data of {event.vendor_id} {event.message_id}: {event.data}"
        case FindingMade():
            return f"finding: {_say(FINDINGS, event.rule, event.facts)}"
        case _:
            return _words_of_ours(event)


def _words_of_ours(event: Event) -> str:
    match event:
        case CommandSent():
            return f"[{event.id}] {COMMAND_NAMES[type(event.command)]}: sent"
        case CommandAnswered():
            detail = f", {event.detail}" if event.detail else ""
            return f"[{event.id}] {COMMAND_NAMES[type(event.command)]}: {event.status}{detail}"
        case CommandEffect():
            told = _say(EFFECTS, event.reason, event.facts)
            return f"[{event.id}] effect {event.effect.value}: {told}"
        case CommandRejected():
            return f"[{event.id or '?'}] not understood: {event.reason}"
        case ConfigurationRead():
            value = "unknown key" if not event.known else event.value
            return f"{event.key} = {value}{' (read-only)' if event.readonly else ''}"
        case UploadRequested():
            return f"[{event.id}] send the file to {event.location}"
        case UploadProgressed():
            return f"[{event.id}] {event.file}: {event.received} of {event.total or '?'} bytes"
        case UploadFinished():
            return f"[{event.id}] {event.file}: {event.size} bytes, sha256 {event.sha256}"
        case UploadFailed() | UploadAttemptFailed():
            return f"[{event.id}] {_say(UPLOADS, event.reason)}"
        case RecordingStarted():
            return f"recording into {event.path}"
        case RecordingStopped():
            return _say(RECORDING, event.reason)
        case _:
            return EVENT_NAMES[type(event)].replace("_", " ")


def _say(
    table: Mapping[str, Phrase], token: str, facts: Mapping[str, str] = MappingProxyType({})
) -> str:
    phrase = table.get(token)
    return token if phrase is None else _sentence(phrase, facts)


def _sentence(phrase: Phrase, facts: Mapping[str, str] = MappingProxyType({})) -> str:
    return " ".join(fill(text, facts) for text in phrase if text)


def _place(connector: int) -> str:
    return f"connector {connector}" if connector else "station"


def _value(measurand: str, phase: str | None, value: float | None, unit: str) -> str:
    name = f"{measurand} {phase}" if phase else measurand
    if value is None:
        return f"{name} unknown"
    divisor, shown = _SCALES.get(unit, (1.0, unit))
    return f"{name} {value / divisor:.6g} {shown}"


def printable(text: str) -> str:
    """The text with control characters, which could steer a terminal, shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
