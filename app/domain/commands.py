"""What a technician can ask of a charger. Imperative, frozen, and ignorant of wire and version.

``connector`` counts as the charger counts; 0 is the whole station where the wire has such a thing.
``evse`` is None for wires that have no EVSE level (OCPP 1.6, most serial ports).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class ResetKind(StrEnum):
    """Soft lets transactions end and data be sent first; hard restarts at once."""

    SOFT = "soft"
    HARD = "hard"


class TransferProtocol(StrEnum):
    """How a charger can deliver a file to the laptop."""

    FTP = "ftp"
    FTPS = "ftps"
    HTTP = "http"
    HTTPS = "https"


@dataclass(frozen=True, slots=True)
class Reset:
    """Restart the charger. Done when it has booted again, not when it said Accepted."""

    kind: ResetKind = ResetKind.SOFT


@dataclass(frozen=True, slots=True)
class UnlockConnector:
    """Release the cable lock of one connector."""

    connector: int
    evse: int | None = None


@dataclass(frozen=True, slots=True)
class UploadDiagnostics:
    """Have the charger send its diagnostics file to the laptop.

    protocol: only this one, or None for the usual order with the next one after a failure.
    log: ask with the newer GetLog of the security extension instead of GetDiagnostics.
    log_type: the kind of log with GetLog, ``DiagnosticsLog`` or ``SecurityLog``.
    """

    protocol: TransferProtocol | None = None
    log: bool = False
    log_type: str = "DiagnosticsLog"


@dataclass(frozen=True, slots=True)
class DeliverDiagnostics:
    """The step of UploadDiagnostics that goes to the charger: send the file to this address.

    location: URL of a directory, with a one-time password in it. request: number for GetLog.
    """

    location: str
    log: bool = False
    log_type: str = "DiagnosticsLog"
    request: int = 1


@dataclass(frozen=True, slots=True)
class TriggerMessage:
    """Ask the charger to send a message now, by its OCPP name (``StatusNotification``)."""

    message: str
    connector: int | None = None
    evse: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeAvailability:
    """Put a connector (0: the station) in or out of service."""

    connector: int
    operative: bool
    evse: int | None = None


@dataclass(frozen=True, slots=True)
class StartCharge:
    """Start a test charge. ``id_tag`` None lets the program choose a harmless one."""

    connector: int
    id_tag: str | None = None
    evse: int | None = None


@dataclass(frozen=True, slots=True)
class StopCharge:
    """Stop a charge; ``transaction`` None means the only one that is running."""

    transaction: int | str | None = None


@dataclass(frozen=True, slots=True)
class ReadConfiguration:
    """Read the named settings, or all of them when ``keys`` is empty."""

    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WriteConfiguration:
    """Change one setting, then read it back and compare."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ClearCache:
    """Empty the charger's authorization cache."""


@dataclass(frozen=True, slots=True)
class SendVendorData:
    """Send a vendor-specific message (DataTransfer)."""

    vendor_id: str
    message_id: str | None = None
    data: str | None = None


@dataclass(frozen=True, slots=True)
class CallRaw:
    """Any call of the protocol, for experts: the payload goes out as it stands."""

    action: str
    payload: Mapping[str, Any] = field(default_factory=dict)


Command = (
    Reset
    | UnlockConnector
    | UploadDiagnostics
    | DeliverDiagnostics
    | TriggerMessage
    | ChangeAvailability
    | StartCharge
    | StopCharge
    | ReadConfiguration
    | WriteConfiguration
    | ClearCache
    | SendVendorData
    | CallRaw
)

COMMAND_NAMES: dict[type[Any], str] = {
    Reset: "reset",
    UnlockConnector: "unlock",
    UploadDiagnostics: "upload_diagnostics",
    DeliverDiagnostics: "deliver_diagnostics",
    TriggerMessage: "trigger",
    ChangeAvailability: "change_availability",
    StartCharge: "start_charge",
    StopCharge: "stop_charge",
    ReadConfiguration: "read_configuration",
    WriteConfiguration: "write_configuration",
    ClearCache: "clear_cache",
    SendVendorData: "data_transfer",
    CallRaw: "call",
}
"""The name of each command where it is written down: terminal, visit file, window."""


class Setting(NamedTuple):
    """One configuration key of a charger. value None: none was sent; known False: no such key."""

    key: str
    value: str | None
    readonly: bool | None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the charger answered. A refusal is an outcome, not an exception.

    status: the charger's own word, or one of NO_ANSWER_WORDS.
    accepted: whether an effect may now be expected (Accepted, Scheduled, RebootRequired, Unlocked).
    detail: a fact worth showing beside it, in the charger's or the protocol's words; may be empty.
    payload: the answer as it came. settings: what a ReadConfiguration brought, secrets unmasked.
    """

    status: str
    accepted: bool
    detail: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    settings: tuple[Setting, ...] = ()


CALL_ERROR = "CallError"
TIMEOUT = "Timeout"
NOT_CONNECTED = "NotConnected"
NOT_SUPPORTED = "NotSupported"
NO_ANSWER_WORDS = frozenset({CALL_ERROR, TIMEOUT, NOT_CONNECTED})
"""Status words of an outcome that are ours, not the charger's."""
