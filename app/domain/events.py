"""Everything that is learned about a charger, as frozen events in the past tense.

An event is stamped once, where it entered (``t_ns``, monotonic). It does not know which wire or
which protocol version it came from. ``EVENT_NAMES`` gives the name under which each is written
down in the terminal's JSON lines and in the visit file; those names are a stable interface.

Texts for people are not in events. Tokens and facts are; ``app.words`` turns them into sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from app.domain.commands import Command
from app.domain.frame import Direction
from app.domain.terms import Severity as Severity
from app.domain.terms import Stage as Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """t_ns: monotonic stamp. charger: its key, None for what concerns the laptop. link: connection."""

    t_ns: int
    charger: str | None = None
    link: int = 0


# --- listening and connecting -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerOpened(Event):
    """Chargers can dial in. ``wanted_port`` differs from ``port`` when the wanted one was taken."""

    host: str
    port: int
    urls: tuple[str, ...]
    wanted_port: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenerLost(Event):
    """The listening socket died; the watchdog opens it again."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptProgressed(Event):
    """One step of a dial-in was passed. ``fact`` is what was seen there (a path, a protocol)."""

    attempt: int
    peer: str
    stage: Stage
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionRefused(Event):
    """A dial-in ended before it became a connection.

    reason: token, explained by ``app.words.REFUSALS``. sample: the first bytes, escaped, for experts.
    """

    attempt: int
    peer: str
    stage: Stage
    reason: str
    sample: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected(Event):
    """A charger is on the line.

    protocol: ``ocpp1.6`` and the like, what is spoken; subprotocol: the exact word that was agreed, empty
    for none. path: the whole request target as sent. offered: every protocol the charger offered.
    user: the Basic user name, None without one. authentication: which form matched (``none``,
    ``accepted_any``, ``text``, ``hex``, ``decoded_hex``), never the value.
    """

    attempt: int
    protocol: str
    subprotocol: str
    peer: str
    path: str
    url: str = ""
    offered: tuple[str, ...] = ()
    user: str | None = None
    authentication: str = "none"
    repairs: tuple[str, ...] = ()
    user_agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disconnected(Event):
    """The connection ended. reason: token in ``app.words.DISCONNECTS``; code: WebSocket close code."""

    reason: str
    code: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PingAnswered(Event):
    """The charger answered a ping after ``latency_s`` seconds."""

    latency_s: float


# --- the charger about itself -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified(Event):
    """What the charger says it is; empty strings for what it did not say. extra: other members."""

    vendor: str
    model: str
    serial: str
    firmware: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booted(Event):
    """The charger announced a start and was answered. boot_reason: where the protocol has one."""

    boot_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatReceived(Event):
    """A sign of life without content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockCompared(Event):
    """The charger's clock against ours, from one time stamp it sent.

    offset_s: charger minus laptop, in seconds; None when its clock is plainly not set.
    reported: the text as sent.
    """

    offset_s: float | None
    reported: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Event):
    """One status notification, in the protocol's own words. connector 0 is the station in 1.6."""

    evse: int | None
    connector: int
    status: str
    error_code: str
    vendor_error_code: str | None = None
    vendor_id: str | None = None
    info: str | None = None
    reported_at: str | None = None
    live: bool = True
    frame: int = 0


class Sample(NamedTuple):
    """One measured value in SI base units of the trade (W, Wh, A, V, Celsius, Percent, Hz, var, VA).

    value: None when the charger sent nothing usable. phase: None when absent. text: as sent.
    """

    measurand: str
    phase: str | None
    location: str
    context: str
    value: float | None
    unit: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MetersSampled(Event):
    """The values that a charger took at one moment.

    measured_at: the charger's own time stamp as ISO 8601, None when it sent none that can be read.
    live: False for data that was queued while the charger was offline (own lane, not plotted as now).
    """

    evse: int | None
    connector: int
    samples: tuple[Sample, ...]
    measured_at: str | None = None
    transaction: int | str | None = None
    live: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionStarted(Event):
    """A charge began. meter_start_wh None when unknown."""

    evse: int | None
    connector: int
    transaction: int | str
    id_tag: str
    meter_start_wh: float | None
    reported_at: str | None = None
    live: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionEnded(Event):
    """A charge ended. connector None when it began before we listened, so nobody knows."""

    evse: int | None
    connector: int | None
    transaction: int | str
    meter_stop_wh: float | None
    reason: str
    id_tag: str = ""
    reported_at: str | None = None
    live: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequested(Event):
    """A card or tag was presented; ``status`` is what we answered."""

    id_tag: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityReported(Event):
    """A security event of the charger, by its OCPP name."""

    type: str
    tech_info: str = ""
    reported_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareReported(Event):
    """State of a firmware update, in the protocol's word."""

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReported(Event):
    """What the charger says of its upload; the bytes that arrive are the truth. kind: diagnostics, log."""

    kind: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorDataReceived(Event):
    """A vendor-specific message (DataTransfer). data: text as sent, JSON for anything else."""

    vendor_id: str
    message_id: str
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRequested(Event):
    """The charger wants a certificate signed (SignCertificate)."""

    csr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeCompleted(Event):
    """A call and its answer, paired. Frame numbers are those of ``Frame.number``, 0 for none.

    direction: who called (``in``: the charger). outcome: ``result``, ``error``, ``timeout``,
    ``lost`` (the connection ended first), ``orphan`` (an answer that nobody waited for),
    ``unreadable`` (a frame that could not be read as a message).
    """

    direction: Direction
    action: str
    uid: str
    request_frame: int
    answer_frame: int
    latency_s: float | None
    outcome: str
    deviations: int = 0


# --- conclusions --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRaised(Event):
    """A fault is active. count: reports of it in all; repeated: it was active before this report."""

    evse: int | None
    connector: int
    code: str
    vendor_code: str
    severity: Severity
    info: str = ""
    vendor_id: str = ""
    count: int = 1
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCleared(Event):
    """A fault is over."""

    evse: int | None
    connector: int
    code: str
    vendor_code: str
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade(Event):
    """Something that is not as it should be, with evidence.

    rule: token, explained by ``app.words.FINDINGS``. path: place in the payload (``/info``), if any.
    facts: values for the sentence. frame: number of the frame it was seen in, 0 for none.
    """

    rule: str
    severity: Severity = Severity.NOTICE
    path: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    frame: int = 0


# --- commands, uploads, recording ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSent(Event):
    """A command left the laptop. id: the technician's or the program's name for it."""

    id: str
    command: Command


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandAnswered(Event):
    """status: the charger's word, or CallError, Timeout, NotConnected."""

    id: str
    command: Command
    status: str
    accepted: bool
    detail: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


class Effect(StrEnum):
    """Whether what an accepted command promised was seen."""

    SEEN = "seen"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandEffect(Event):
    """The last word on an accepted command. reason: token in ``app.words.EFFECTS``; facts fill it."""

    id: str
    command: Command
    effect: Effect
    reason: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRejected(Event):
    """A command was not understood or has no charger to go to; nothing was sent."""

    id: str | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigurationRead(Event):
    """One setting. value None: the charger sent none. known False: the charger does not know the key.

    Values of secret keys are masked before this event is made.
    """

    key: str
    value: str | None
    readonly: bool | None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadRequested(Event):
    """The charger was given a place to send its file to. location has its password masked."""

    id: str
    protocol: str
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadAttemptFailed(Event):
    """One protocol did not bring the file; reason: token in ``app.words.UPLOADS``."""

    id: str
    protocol: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadProgressed(Event):
    """Bytes that have arrived; total None when the charger does not say."""

    id: str
    file: str
    received: int
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadFinished(Event):
    """A file is here, stored in the visit. complete False: the protocol could not prove the end."""

    id: str
    file: str
    size: int
    sha256: str
    original_name: str = ""
    kind: str = ""
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadFailed(Event):
    """No file came; reason: token in ``app.words.UPLOADS``."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStarted(Event):
    """The visit file is open and everything goes into it."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingStopped(Event):
    """The visit file can no longer be written (disk full, removed stick). Everything else goes on."""

    reason: str


EVENT_NAMES: dict[type[Event], str] = {
    ListenerOpened: "listening",
    ListenerLost: "listener_lost",
    AttemptProgressed: "attempt_progressed",
    ConnectionRefused: "connection_refused",
    Connected: "connected",
    Disconnected: "disconnected",
    PingAnswered: "ping_answered",
    Identified: "identified",
    Booted: "booted",
    HeartbeatReceived: "heartbeat",
    ClockCompared: "clock_compared",
    StatusChanged: "status_changed",
    MetersSampled: "meter_sampled",
    TransactionStarted: "transaction_started",
    TransactionEnded: "transaction_ended",
    AuthorizationRequested: "authorization_requested",
    SecurityReported: "security_reported",
    FirmwareReported: "firmware_reported",
    UploadReported: "upload_reported",
    VendorDataReceived: "vendor_data",
    CertificateRequested: "certificate_requested",
    ExchangeCompleted: "exchange_completed",
    FaultRaised: "fault_raised",
    FaultCleared: "fault_cleared",
    FindingMade: "finding",
    CommandSent: "command_sent",
    CommandAnswered: "command_answered",
    CommandEffect: "command_effect",
    CommandRejected: "command_rejected",
    ConfigurationRead: "configuration_read",
    UploadRequested: "upload_requested",
    UploadAttemptFailed: "upload_attempt_failed",
    UploadProgressed: "upload_progress",
    UploadFinished: "upload_finished",
    UploadFailed: "upload_failed",
    RecordingStarted: "recording_started",
    RecordingStopped: "recording_stopped",
}
"""Event type -> the name it has in JSON lines and in the visit file."""
