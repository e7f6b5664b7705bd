"""JSON lines on standard input -> commands. The table is the documentation of the interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from app.domain.commands import (
    CallRaw,
    ChangeAvailability,
    ClearCache,
    Command,
    ReadConfiguration,
    Reset,
    ResetKind,
    SendVendorData,
    StartCharge,
    StopCharge,
    TransferProtocol,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
    WriteConfiguration,
)


class RequestError(Exception):
    """A line that is not a command. ``id`` is the sender's, where it could be read."""

    def __init__(self, reason: str, id: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.id = id


@dataclass(frozen=True, slots=True)
class Request:
    """command None means: end the program."""

    id: str | None
    charger: str | None
    command: Command | None


_MISSING = object()


class _Fields:
    """Takes the members of a request by name and type; what is left over is an error."""

    def __init__(self, members: Mapping[str, Any]) -> None:
        self._members = {name: value for name, value in members.items() if value is not None}

    def take(self, name: str, kind: type | tuple[type, ...], default: Any = _MISSING) -> Any:
        value = self._members.pop(name, default)
        if value is _MISSING:
            raise RequestError(f"{name} is missing")
        if value is default:
            return value
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if type(value) not in kinds:
            raise RequestError(f"{name} has the wrong type")
        return value

    def choice(self, name: str, words: tuple[str, ...], default: Any = _MISSING) -> Any:
        value = self.take(name, str, default)
        if value is default or value in words:
            return value
        raise RequestError(f"{name} must be one of {', '.join(words)}")

    def connector(self, default: Any = _MISSING) -> Any:
        value = self.take("connector", int, default)
        if value is not default and not 0 <= value <= 2**31 - 1:
            raise RequestError("connector must be 0 or more")
        return value

    def finish(self) -> None:
        if self._members:
            raise RequestError(f"unknown member {sorted(self._members)[0]}")


def _keys(fields: _Fields) -> tuple[str, ...]:
    keys = fields.take("keys", list, [])
    if not all(isinstance(key, str) for key in keys):
        raise RequestError("keys must be texts")
    return tuple(keys)


def _value(fields: _Fields) -> str:
    value = fields.take("value", (str, int, float, bool))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _upload(fields: _Fields) -> Command:
    protocols = tuple(protocol.value for protocol in TransferProtocol)
    protocol = fields.choice("protocol", protocols, None)
    return UploadDiagnostics(
        None if protocol is None else TransferProtocol(protocol),
        fields.take("log", bool, False),
        fields.choice("log_type", ("DiagnosticsLog", "SecurityLog"), "DiagnosticsLog"),
    )


_COMMANDS: dict[str, Callable[[_Fields], Command]] = {
    "reset": lambda f: Reset(ResetKind(f.choice("kind", ("soft", "hard"), "soft"))),
    "unlock": lambda f: UnlockConnector(f.connector()),
    "upload_diagnostics": _upload,
    "trigger": lambda f: TriggerMessage(f.take("message", str), f.connector(None)),
    "change_availability": lambda f: ChangeAvailability(f.connector(), f.take("operative", bool)),
    "start_charge": lambda f: StartCharge(f.connector(), f.take("id_tag", str, None)),
    "stop_charge": lambda f: StopCharge(f.take("transaction", (int, str), None)),
    "read_configuration": lambda f: ReadConfiguration(_keys(f)),
    "write_configuration": lambda f: WriteConfiguration(f.take("key", str), _value(f)),
    "clear_cache": lambda f: ClearCache(),
    "data_transfer": lambda f: SendVendorData(
        f.take("vendor_id", str), f.take("message_id", str, None), f.take("data", str, None)
    ),
    "call": lambda f: CallRaw(f.take("action", str), f.take("payload", dict, {})),
}

COMMAND_NAMES = tuple(_COMMANDS)
"""The words that ``command`` may be, besides ``quit``."""

COMMAND_HELP = """\
{"id": "1", "command": "reset", "kind": "soft"}                 kind soft or hard
{"id": "2", "command": "unlock", "connector": 1}
{"id": "3", "command": "upload_diagnostics"}          protocol ftp|ftps|http|https, log true: GetLog
{"id": "4", "command": "trigger", "message": "MeterValues"}     connector if wanted
{"id": "5", "command": "change_availability", "connector": 0, "operative": false}
{"id": "6", "command": "start_charge", "connector": 1}          id_tag if wanted
{"id": "7", "command": "stop_charge"}                           transaction if several run
{"id": "8", "command": "read_configuration"}                    keys: a list, or all
{"id": "9", "command": "write_configuration", "key": "HeartbeatInterval", "value": "60"}
{"id": "10", "command": "clear_cache"}
{"id": "11", "command": "data_transfer", "vendor_id": "x"}      message_id and data if wanted
{"id": "12", "command": "call", "action": "GetLocalListVersion", "payload": {}}
{"command": "quit"}
Each takes an optional "charger", needed only when several are connected."""


def parse(line: bytes) -> Request:
    """Read one line; raises RequestError with a reason for people."""
    try:
        members = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise RequestError(f"not JSON: {error}") from None
    if not isinstance(members, dict):
        raise RequestError("not a JSON object")
    id = members.pop("id", None)
    if isinstance(id, int) and not isinstance(id, bool):
        id = str(id)
    if id is not None and not isinstance(id, str):
        raise RequestError("id must be a text")
    fields = _Fields(members)
    try:
        name = fields.take("command", str)
        charger = fields.take("charger", str, None)
        if name == "quit":
            fields.finish()
            return Request(id, charger, None)
        make = _COMMANDS.get(name)
        if make is None:
            raise RequestError(f"unknown command {name!r}; known are {', '.join(_COMMANDS)}, quit")
        command = make(fields)
        fields.finish()
    except RequestError as error:
        raise RequestError(error.reason, id) from None
    return Request(id, charger, command)
