"""Lines on standard input become commands, or a reason why not."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.requests import COMMAND_HELP, Request, RequestError, parse
from app.domain.commands import (
    CallRaw,
    ChangeAvailability,
    ClearCache,
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


def read(**members: object) -> Request:
    return parse(json.dumps(members).encode())


@pytest.mark.parametrize(
    ("members", "command"),
    [
        ({"command": "reset"}, Reset(ResetKind.SOFT)),
        ({"command": "reset", "kind": "hard"}, Reset(ResetKind.HARD)),
        ({"command": "unlock", "connector": 2}, UnlockConnector(2)),
        ({"command": "upload_diagnostics"}, UploadDiagnostics()),
        (
            {"command": "upload_diagnostics", "protocol": "ftps", "log": True},
            UploadDiagnostics(TransferProtocol.FTPS, True),
        ),
        ({"command": "trigger", "message": "Heartbeat"}, TriggerMessage("Heartbeat")),
        (
            {"command": "trigger", "message": "MeterValues", "connector": 1},
            TriggerMessage("MeterValues", 1),
        ),
        (
            {"command": "change_availability", "connector": 0, "operative": False},
            ChangeAvailability(0, False),
        ),
        ({"command": "start_charge", "connector": 1}, StartCharge(1)),
        ({"command": "start_charge", "connector": 1, "id_tag": "AB"}, StartCharge(1, "AB")),
        ({"command": "stop_charge"}, StopCharge()),
        ({"command": "stop_charge", "transaction": 7}, StopCharge(7)),
        ({"command": "read_configuration"}, ReadConfiguration()),
        ({"command": "read_configuration", "keys": ["A", "B"]}, ReadConfiguration(("A", "B"))),
        (
            {"command": "write_configuration", "key": "A", "value": "1"},
            WriteConfiguration("A", "1"),
        ),
        ({"command": "write_configuration", "key": "A", "value": 1}, WriteConfiguration("A", "1")),
        (
            {"command": "write_configuration", "key": "A", "value": True},
            WriteConfiguration("A", "true"),
        ),
        ({"command": "clear_cache"}, ClearCache()),
        ({"command": "data_transfer", "vendor_id": "v"}, SendVendorData("v")),
        ({"command": "call", "action": "X", "payload": {"a": 1}}, CallRaw("X", {"a": 1})),
        ({"command": "quit"}, None),
    ],
)
def test_each_command_is_read(members: dict, command: object) -> None:
    assert read(id="1", **members) == Request("1", None, command)  # type: ignore[arg-type]


def test_the_charger_may_be_named_and_null_means_not_given() -> None:
    assert read(command="reset", charger="CP-1").charger == "CP-1"
    assert read(command="reset", charger=None).charger is None


def test_a_number_is_a_good_id() -> None:
    assert read(id=7, command="quit").id == "7"


@pytest.mark.parametrize(
    ("line", "reason", "id"),
    [
        (b"hello", "not JSON", None),
        (b"[1]", "not a JSON object", None),
        (b'{"id": {}, "command": "quit"}', "id must be", None),
        (b'{"id": "a"}', "command is missing", "a"),
        (b'{"id": "a", "command": "dance"}', "unknown command 'dance'", "a"),
        (b'{"id": "a", "command": "unlock"}', "connector is missing", "a"),
        (b'{"id": "a", "command": "unlock", "connector": true}', "wrong type", "a"),
        (b'{"id": "a", "command": "unlock", "connector": -1}', "0 or more", "a"),
        (b'{"id": "a", "command": "reset", "kind": "gentle"}', "soft, hard", "a"),
        (b'{"id": "a", "command": "reset", "force": 1}', "unknown member force", "a"),
        (b'{"id": "a", "command": "read_configuration", "keys": [1]}', "texts", "a"),
        (b'{"id": "a", "command": "upload_diagnostics", "protocol": "sftp"}', "ftp", "a"),
    ],
)
def test_a_malformed_line_gets_a_reason_and_keeps_its_id(
    line: bytes, reason: str, id: str | None
) -> None:
    with pytest.raises(RequestError) as refused:
        parse(line)
    assert reason in refused.value.reason
    assert refused.value.id == id


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_parse_or_be_refused(line: bytes) -> None:
    with contextlib.suppress(RequestError):
        parse(line)


def test_every_example_in_the_help_is_a_command() -> None:
    examples = [line[: line.rindex("}") + 1] for line in COMMAND_HELP.splitlines() if "{" in line]
    assert len(examples) >= 13
    for example in examples:
        parse(example.encode())
