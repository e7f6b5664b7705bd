"""Frames of real chargers through the whole program; each row's expectation as assertions.

The rows, with their sources, are in ``tests/recorded/frames.jsonl``. A row with ``_call`` is an
answer: the program is made to send that call first.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.program import Charger, Line, Program, dial

pytestmark = pytest.mark.journey

RECORDED = Path(__file__).parent.parent / "recorded" / "frames.jsonl"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in RECORDED.read_text(encoding="utf-8").splitlines()
]
CALLS = [row for row in ROWS if "_call" not in row]
ANSWERS = [row for row in ROWS if "_call" in row]


class Told:
    """What the program told of one charger, and the answer that the charger got."""

    def __init__(self, lines: list[Line], answer: Any) -> None:
        self.lines = lines
        self.answer = answer

    def all(self, event: str, **members: Any) -> list[Line]:
        return [
            line
            for line in self.lines
            if line["event"] == event and all(line.get(k) == v for k, v in members.items())
        ]

    def one(self, event: str, **members: Any) -> Line:
        found = self.all(event, **members)
        assert len(found) == 1, (event, members, self.lines)
        return found[0]

    def rules(self) -> set[str]:
        return {line["rule"] for line in self.all("finding")}

    def accepted(self) -> dict[str, Any]:
        assert self.answer[0] == 3, self.answer
        result: dict[str, Any] = self.answer[2]
        return result


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    visit = tmp_path_factory.mktemp("recorded") / "visit.kontaktor"
    running = Program("--ocpp", "127.0.0.1:0", "--visit", str(visit))
    yield running
    assert running.stop() == 0
    assert running.errors == b""


def uid_of(row: dict[str, Any]) -> str:
    """The id that an answer must carry, as text."""
    known = {"F12": "1", "F25": "213", "F17": "1", "F15": "1", "F14": "1"}
    return (
        known.get(row["id"]) or str(json.loads(row["raw"], strict=False)[1])
        if row["id"] not in ("F04",)
        else "9lmha8x27fuad8cemfzn5bxr"
    )


async def after(charger: Charger, program: Program, path: str) -> list[Line]:
    """All lines about a charger once everything it sent before has been interpreted."""
    await charger.call("DataTransfer", {"vendorId": "mark"})
    await program.expect("exchange_completed", charger=path, action="DataTransfer")
    return [line for line in program.lines if line.get("charger") == path]


def nothing_more(told: Told) -> None:
    """The answer is all that is expected."""


def meter(told: Told, measurand: str, value: float | None, unit: str, **more: Any) -> Line:
    line = told.one("meter_sampled", measurand=measurand, **more)
    assert line["value"] == (None if value is None else pytest.approx(value)), line
    assert line["unit"] == unit
    return line


def _f04(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Energy.Active.Import.Register", 139955, "Wh")
    meter(told, "Power.Active.Import", 0, "W")
    assert told.rules()


def _f05(told: Told) -> None:
    assert told.accepted() == {}
    assert told.one("status_changed")["info"] == "ok"
    assert told.rules()


def _f06b(told: Told) -> None:
    assert told.answer[0] == 3
    assert "schema_max_length" in told.rules()
    assert told.one("transaction_ended")["live"] is False


def _heartbeat(told: Told) -> None:
    assert told.accepted()["currentTime"].endswith("Z")


def _heartbeat_with_finding(told: Told) -> None:
    _heartbeat(told)
    assert told.rules()


def _f12(told: Told) -> None:
    _heartbeat(told)
    assert told.answer[1] == 1


def _f21(told: Told) -> None:
    _heartbeat(told)
    assert len(told.answer[1]) == 64


def _f25(told: Told) -> None:
    assert told.answer[1] == "213"
    if told.answer[0] == 3:
        assert told.answer[2]["transactionId"] > 0
    else:
        assert told.answer[2] == "FormationViolation"
    assert told.rules()


def _boot(told: Told) -> None:
    assert told.accepted()["status"] == "Accepted"
    assert told.all("identified")


def _p01(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Temperature", 14, "Celsius")
    meter(told, "Frequency", 49.97, "Hz")


def _p02(told: Told) -> None:
    assert told.accepted() == {}
    lines = told.all("meter_sampled")
    assert len(lines) == 2
    assert all("Energy" not in line["measurand"] for line in lines)
    assert all(line["live"] is False for line in lines)
    assert "CurrentMax" in {line["context"] for line in lines}


def _p04(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Energy.Active.Import.Register", 0, "Wh")


def _p05(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Energy.Active.Import.Register", 604.213, "Wh")


def _p06(told: Told) -> None:
    assert told.accepted() == {}
    status = told.one("status_changed")
    assert (status["connector"], status["status"], status["error_code"]) == (0, "Faulted", "Error")
    assert told.one("fault_raised")["code"] == "Error"
    assert "schema_enum" in told.rules()


def _p08(told: Told) -> None:
    _boot(told)
    assert told.one("identified")["serial"] == "3N123456789F2S1B1234567890"
    assert len(told.all("finding", rule="schema_max_length")) == 2


def _p09(told: Told) -> None:
    _boot(told)
    assert told.one("identified")["vendor"] == ""


def _p11(told: Told) -> None:
    assert told.accepted()["transactionId"] > 0
    assert told.all("transaction_started")


def _preparing(told: Told) -> None:
    assert told.accepted() == {}
    assert told.one("status_changed")["status"] == "Preparing"


def _available(told: Told) -> None:
    assert told.accepted() == {}
    assert told.one("status_changed")["status"] == "Available"


def _p13(told: Told) -> None:
    _available(told)
    assert told.all("clock_compared")


def _p14(told: Told) -> None:
    _available(told)
    assert "clock_not_set" in told.rules()


def _p15(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Request.Energy", 10, "Wh")


def _p16(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Power.Active.Import", 3500, "W")
    assert told.one("meter_sampled", measurand="Current.Import")["phase"] == "N"


def _p17(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Power.Active.Import", 3400, "W")
    meter(told, "Energy.Active.Import.Register", 113500, "Wh")


def _p19(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Voltage", 230.5, "V")
    meter(told, "SoC", None, "Percent")


def _p20(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Temperature", 31, "Celsius")


def _stop(told: Told) -> None:
    assert told.answer[0] == 3
    assert told.all("transaction_ended")


def _p22(told: Told) -> None:
    _stop(told)
    assert told.one("transaction_ended")["meter_stop_wh"] is None


def _p24(told: Told) -> None:
    _available(told)
    status = told.one("status_changed")
    assert status["info"] is None
    assert status["vendor_error_code"] is None
    assert not told.all("fault_raised")


def _p25(told: Told) -> None:
    assert told.accepted() == {}
    raised = told.one("fault_raised")
    assert raised["code"] == "OtherError"
    assert raised["vendor_code"] == "00001000000000000000000000000000"


def _p35(told: Told) -> None:
    assert told.accepted() == {}
    assert told.one("status_changed")["status"] == "Occupied"
    assert told.rules()


def _p36(told: Told) -> None:
    _boot(told)
    assert "schema_additional" in told.rules()


def _p42(told: Told) -> None:
    assert told.accepted() == {}
    meter(told, "Power.Active.Import", 7400, "W")


def _b02(told: Told) -> None:
    assert told.accepted() == {}
    assert told.one("upload_reported")["status"] == "Uploading"


def _b06(told: Told) -> None:
    assert told.accepted() == {}
    assert told.one("security_reported")["type"] == "StartupOfTheDevice"


def _b07(told: Told) -> None:
    assert told.answer[0] == 4
    assert told.answer[2] == "NotImplemented"
    assert told.rules()


def _b08(told: Told) -> None:
    _stop(told)
    assert "transaction_not_started_here" in told.rules()


def _q03(told: Told) -> None:
    _boot(told)
    identified = told.one("identified")
    assert (identified["vendor"], identified["model"]) == ("FoxESS", "A022KP1")
    assert told.rules()


def _v2(told: Told) -> None:
    assert told.answer[0] == 3
    assert told.rules()


CHECKS: dict[str, Callable[[Told], None]] = {
    "F01a": _boot,
    "F04": _f04,
    "F05": _f05,
    "F06b": _f06b,
    "F09": _heartbeat,
    "F10": _heartbeat,
    "F11": _heartbeat,
    "F12": _f12,
    "F13": _heartbeat_with_finding,
    "F14": _heartbeat,
    "F15": _heartbeat,
    "F16": _heartbeat_with_finding,
    "F17": _heartbeat_with_finding,
    "F20": _heartbeat_with_finding,
    "F21": _f21,
    "F25": _f25,
    "P01": _p01,
    "P02": _p02,
    "P04": _p04,
    "P05": _p05,
    "P06": _p06,
    "P08": _p08,
    "P09": _p09,
    "P11": _p11,
    "P12": _preparing,
    "P13": _p13,
    "P14": _p14,
    "P15": _p15,
    "P16": _p16,
    "P17": _p17,
    "P19": _p19,
    "P20": _p20,
    "P21": _stop,
    "P22": _p22,
    "P24": _p24,
    "P25": _p25,
    "P33": _available,
    "P34": _available,
    "P35": _p35,
    "P36": _p36,
    "P42": _p42,
    "P43": _boot,
    "B02": _b02,
    "B05": _available,
    "B06": _b06,
    "B07": _b07,
    "B08": _b08,
    "Q03": _q03,
    "Q06": _v2,
    "Q07": _v2,
    "Q08": _v2,
}


def test_every_row_is_checked() -> None:
    assert {row["id"] for row in CALLS} == set(CHECKS)
    assert {row["id"] for row in ANSWERS} == set(OUTCOMES)


@pytest.mark.parametrize("row", CALLS, ids=lambda row: row["id"])
async def test_a_recorded_call(program: Program, row: dict[str, Any]) -> None:
    path = f"row-{row['id']}"
    charger = await dial(program, path, f"ocpp{row['ocpp']}")
    frame = row["raw"].encode() if row.get("binary") else row["raw"]
    answer = await charger.call_raw(frame, uid_of(row))
    lines = await after(charger, program, path)
    CHECKS[row["id"]](Told(lines, answer))
    await charger.close()


def _answered(status: str, effect: str | None = None) -> Callable[[Told], None]:
    def check(told: Told) -> None:
        assert told.one("command_answered")["status"] == status
        effects = told.all("command_effect")
        assert [line["status"] for line in effects] == ([effect] if effect else [])

    return check


def _f02(told: Told) -> None:
    assert told.one("command_answered")["status"] == "Accepted"
    assert "json_truncated" in told.rules()


def _f08(told: Told) -> None:
    assert told.one("command_answered")["status"] == "Accepted"
    assert "wrong_answer_id" in told.rules()


def _f22(told: Told) -> None:
    answered = told.one("command_answered")
    assert answered["status"] == "CallError"
    assert "GenericFailure" in answered["detail"]


def _f23(told: Told) -> None:
    assert told.one("command_answered")["status"] == "CallError"


def _p26(told: Told) -> None:
    read = {line["key"]: line for line in told.all("configuration_read")}
    assert read["HeartbeatInterval"]["value"] == "3600"
    assert read["WiFiSignalStrength"]["value"] == "-89"
    assert told.one("command_effect")["status"] == "seen"


def _p27(told: Told) -> None:
    read = {line["key"]: line for line in told.all("configuration_read")}
    assert read["ServerUrl"]["value"] == "wss://home-assistant:9000/"
    assert "LetMeIn!" not in json.dumps(told.lines)
    assert read["StationPassword"]["value"]


def _p29(told: Told) -> None:
    assert told.one("command_answered")["status"] == "Accepted"
    assert "schema_additional" in told.rules()


def _p30(told: Told) -> None:
    answered = told.one("command_answered")
    assert answered["status"] not in ("Accepted", "CallError", "Timeout")
    assert answered["detail"]
    assert not told.all("command_effect")


def _unknown_key(key: str) -> Callable[[Told], None]:
    def check(told: Told) -> None:
        read = told.one("configuration_read")
        assert (read["key"], read["value"], read["known"]) == (key, None, False)
        assert told.one("command_effect")["status"] == "seen"

    return check


def _b04(told: Told) -> None:
    answered = told.one("command_answered")
    assert answered["status"] == "Accepted"
    assert answered["detail"]


def _b11(told: Told) -> None:
    assert told.one("command_answered")["status"] == "RebootRequired"
    assert len(told.all("command_effect")) == 1


OUTCOMES: dict[str, Callable[[Told], None]] = {
    "F02": _f02,
    "F08": _f08,
    "F22": _f22,
    "F23": _f23,
    "P26": _p26,
    "P27": _p27,
    "P28": _answered("Accepted", "seen"),
    "P29": _p29,
    "P30": _p30,
    "B04": _b04,
    "B10": _answered("NotSupported"),
    "B11": _b11,
    "P40": _unknown_key("WebSocketPingInterval"),
    "P41": _unknown_key("ChargingScheduleAllowedChargingRateUnit"),
}

OPEN_ENDED = {"P29", "B04"}
"""Answers after which the effect is waited for: a restart, a file."""


def request_for(call: dict[str, Any]) -> dict[str, Any]:
    """The bench's command for the call of a row."""
    arguments = call.get("args", {})
    match call["action"]:
        case "GetConfiguration":
            return {"command": "read_configuration", "keys": arguments.get("key")}
        case "ClearCache":
            return {"command": "clear_cache"}
        case "Reset":
            return {"command": "reset", "kind": arguments["type"].lower()}
        case "UnlockConnector":
            return {"command": "unlock", "connector": arguments["connector_id"]}
        case "ChangeConfiguration":
            return {"command": "write_configuration", **arguments}
        case "GetDiagnostics":
            return {"command": "upload_diagnostics", "protocol": "ftp"}
        case action:
            return {"command": "call", "action": action, "payload": camel(arguments)}


def camel(value: Any) -> Any:
    if isinstance(value, dict):
        names = {"connector_id": "connectorId", "cs_charging_profiles": "csChargingProfiles"}
        return {names.get(k, k): camel(v) for k, v in value.items()}
    return value


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row["id"])
async def test_a_recorded_answer(program: Program, row: dict[str, Any]) -> None:
    path, call = f"row-{row['id']}", row["_call"]
    charger = await dial(program, path)
    raw = row["raw"] if row["id"] == "F08" else row["raw"].replace(f'"{call["uid"]}"', '"$ID"')
    if row["id"] == "B11":
        charger.answers["GetConfiguration"] = lambda payload: {
            "configurationKey": [
                {"key": "MeterValueSampleInterval", "value": "60", "readonly": False}
            ]
        }
    charger.answers[call["action"]] = lambda payload: raw
    await charger.boot()
    id = f"c-{row['id']}"
    program.give(id=id, charger=path, **request_for(call))
    answered = await program.expect("command_answered", id=id)
    accepted = answered["status"] in ("Accepted", "RebootRequired")
    if accepted and row["id"] not in OPEN_ENDED:
        await program.expect("command_effect", id=id)
    lines = await after(charger, program, path)
    OUTCOMES[row["id"]](Told(lines, None))
    await asyncio.wait_for(charger.close(), 10)
