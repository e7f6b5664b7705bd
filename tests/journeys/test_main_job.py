"""The main job, as a charger and a bench see it: dial in, charge, fault, reset, unlock, settings."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.journeys.program import ROOT, Program, dial

pytestmark = pytest.mark.journey


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


async def test_a_charger_dials_in_and_is_known(program: Program) -> None:
    charger = await dial(program, "CP-0042")
    answer = await charger.boot(chargePointSerialNumber="1234", firmwareVersion="2.1.3")
    assert answer[2]["status"] == "Accepted"
    assert answer[2]["interval"] == 60
    assert answer[2]["currentTime"].endswith("Z")
    assert "." not in answer[2]["currentTime"]
    await charger.status(0, "Available")
    await charger.status(1, "Preparing")
    connected = await program.expect("connected", charger="CP-0042")
    assert connected["protocol"] == "ocpp1.6"
    assert connected["peer"] == "127.0.0.1"
    assert connected["path"] == "/CP-0042"
    identified = await program.expect("identified")
    assert identified["vendor"] == "Acme"
    assert identified["model"] == "Wallbox 22"
    assert identified["serial"] == "1234"
    assert identified["firmware"] == "2.1.3"
    status = await program.expect("status_changed", connector=1)
    assert status["evse"] is None
    assert status["status"] == "Preparing"
    assert status["error_code"] == "NoError"
    await charger.close()
    gone = await program.expect("disconnected", charger="CP-0042")
    assert gone["reason"]


async def test_a_charge_from_start_to_end(program: Program) -> None:
    charger = await dial(program)
    await charger.boot()
    assert (await charger.call("Authorize", {"idTag": "AB12"}))[2]["idTagInfo"]["status"] == (
        "Accepted"
    )
    started = await charger.call(
        "StartTransaction",
        {"connectorId": 1, "idTag": "AB12", "meterStart": 1000, "timestamp": now()},
    )
    transaction = started[2]["transactionId"]
    assert transaction > 0
    await charger.status(1, "Charging")
    await charger.call(
        "MeterValues",
        {
            "connectorId": 1,
            "transactionId": transaction,
            "meterValue": [
                {
                    "timestamp": now(),
                    "sampledValue": [
                        {"value": "10.7", "measurand": "Power.Active.Import", "unit": "kW"},
                        {
                            "value": "15.9",
                            "measurand": "Current.Import",
                            "phase": "L1",
                            "unit": "A",
                        },
                        {"value": "1.2", "unit": "kWh"},
                    ],
                }
            ],
        },
    )
    await charger.call(
        "StopTransaction",
        {"transactionId": transaction, "meterStop": 3500, "timestamp": now(), "reason": "Local"},
    )
    power = await program.expect("meter_sampled", measurand="Power.Active.Import")
    assert power["value"] == pytest.approx(10700)
    assert power["unit"] == "W"
    assert power["phase"] is None
    assert power["live"] is True
    current = await program.expect("meter_sampled", measurand="Current.Import")
    assert (current["phase"], current["value"], current["unit"]) == ("L1", 15.9, "A")
    energy = await program.expect("meter_sampled", measurand="Energy.Active.Import.Register")
    assert energy["value"] == pytest.approx(1200)
    assert energy["unit"] == "Wh"
    begun = await program.expect("transaction_started", transaction=transaction)
    assert begun["connector"] == 1
    ended = await program.expect("transaction_ended", transaction=transaction)
    assert ended["meter_stop_wh"] == 3500
    await charger.close()


async def test_a_fault_comes_and_goes(program: Program) -> None:
    charger = await dial(program)
    await charger.boot()
    await charger.status(2, "Available")
    await charger.status(2, "Faulted", "GroundFailure", vendorErrorCode="CX009", info="RDC-DD")
    raised = await program.expect("fault_raised", connector=2)
    assert raised["code"] == "GroundFailure"
    assert raised["vendor_code"] == "CX009"
    assert raised["severity"] == "fault"
    assert raised["text"]
    await charger.status(2, "Available")
    cleared = await program.expect("fault_cleared", connector=2)
    assert cleared["code"] == "GroundFailure"
    await charger.close()


async def test_a_reset_is_done_when_the_charger_has_booted_again(program: Program) -> None:
    charger = await dial(program)
    charger.answers["Reset"] = lambda payload: {"status": "Accepted"}
    await charger.boot()
    program.give(id="r1", command="reset", kind="hard")
    assert (await charger.wait_call("Reset"))["type"] == "Hard"
    answered = await program.expect("command_answered", id="r1")
    assert answered["status"] == "Accepted"
    assert not program.find("command_effect", id="r1")
    await charger.close()
    await program.expect("disconnected")
    again = await dial(program)
    await again.boot()
    effect = await program.expect("command_effect", id="r1")
    assert effect["status"] == "seen"
    order = [line["event"] for line in program.lines if line.get("id") == "r1"]
    assert order == ["command_sent", "command_answered", "command_effect"]
    await again.close()


async def test_unlock_and_its_refusal(program: Program) -> None:
    charger = await dial(program)
    charger.answers["UnlockConnector"] = lambda payload: {
        "status": "Unlocked" if payload["connectorId"] == 1 else "NotSupported"
    }
    await charger.boot()
    program.give(id="u1", command="unlock", connector=1)
    assert (await program.expect("command_answered", id="u1"))["status"] == "Unlocked"
    assert (await program.expect("command_effect", id="u1"))["status"] == "seen"
    program.give(id="u2", command="unlock", connector=2)
    assert (await program.expect("command_answered", id="u2"))["status"] == "NotSupported"
    program.give(id="x", command="clear_cache")
    assert (await program.expect("command_answered", id="x"))["status"] == "CallError"
    assert not program.find("command_effect", id="u2")
    assert not program.find("command_effect", id="x")
    await charger.close()


async def test_configuration_is_read_written_and_read_back(program: Program) -> None:
    charger = await dial(program)
    settings = {"HeartbeatInterval": "60", "StationPassword": "LetMeIn!"}

    def get(payload: dict) -> dict:
        keys = payload.get("key") or list(settings)
        return {
            "configurationKey": [
                {"key": key, "value": settings[key], "readonly": False}
                for key in keys
                if key in settings
            ],
            "unknownKey": [key for key in keys if key not in settings],
        }

    def change(payload: dict) -> dict:
        settings[payload["key"]] = str(min(int(payload["value"]), 90))
        return {"status": "Accepted"}

    charger.answers.update({"GetConfiguration": get, "ChangeConfiguration": change})
    await charger.boot()
    program.give(id="c1", command="read_configuration")
    await program.expect("command_effect", id="c1")
    read = {line["key"]: line for line in program.find("configuration_read")}
    assert read["HeartbeatInterval"]["value"] == "60"
    assert read["HeartbeatInterval"]["readonly"] is False
    assert read["StationPassword"]["value"] != "LetMeIn!"
    program.give(id="c2", command="write_configuration", key="HeartbeatInterval", value="30")
    effect = await program.expect("command_effect", id="c2")
    assert effect["status"] == "seen"
    assert settings["HeartbeatInterval"] == "30"
    program.give(id="c3", command="write_configuration", key="HeartbeatInterval", value="600")
    effect = await program.expect("command_effect", id="c3")
    assert effect["status"] == "missing"
    assert "90" in effect["detail"]
    assert "LetMeIn!" not in "".join(program.raw)
    await charger.close()


async def test_commands_given_before_the_boot_wait_for_it(program: Program) -> None:
    charger = await dial(program)
    await program.expect("connected")
    charger.answers["UnlockConnector"] = lambda payload: {"status": "Unlocked"}
    program.give(id="u1", command="unlock", connector=1)
    answer = await charger.boot()
    assert answer[2]["status"] == "Accepted"
    assert charger.calls == []
    await program.expect("command_effect", id="u1")
    boot = next(line for line in program.lines if line["event"] == "booted")
    sent = next(line for line in program.lines if line["event"] == "command_sent")
    assert sent["time"] > boot["time"]
    await charger.close()


async def test_a_triggered_message_is_the_effect(program: Program) -> None:
    charger = await dial(program)
    charger.answers["TriggerMessage"] = lambda payload: {"status": "Accepted"}
    await charger.boot()
    program.give(id="t1", command="trigger", message="StatusNotification", connector=1)
    assert await charger.wait_call("TriggerMessage") == {
        "requestedMessage": "StatusNotification",
        "connectorId": 1,
    }
    await program.expect("command_answered", id="t1", status="Accepted")
    await charger.status(1, "Available")
    assert (await program.expect("command_effect", id="t1"))["status"] == "seen"
    await charger.close()


async def test_malformed_and_ambiguous_commands_are_rejected(program: Program) -> None:
    program.write(b"this is not JSON")
    assert "JSON" in (await program.expect("command_rejected"))["reason"]
    program.give(id="a", command="dance")
    assert "dance" in (await program.expect("command_rejected", id="a"))["reason"]
    program.give(id="b", command="unlock", connector="one")
    await program.expect("command_rejected", id="b")
    program.give(id="c", command="reset")
    await program.expect("command_rejected", id="c")
    first, second = await dial(program, "CP-1"), await dial(program, "CP-2")
    await asyncio.gather(first.boot(), second.boot())
    await program.expect("booted", charger="CP-1")
    await program.expect("booted", charger="CP-2")
    program.give(id="d", command="reset")
    await program.expect("command_rejected", id="d")
    program.give(id="e", command="reset", charger="CP-9")
    await program.expect("command_rejected", id="e")
    second.answers["ClearCache"] = lambda payload: {"status": "Accepted"}
    program.give(id="f", command="clear_cache", charger="CP-2")
    assert (await program.expect("command_answered", id="f"))["charger"] == "CP-2"
    await first.close()
    await second.close()


async def test_a_silent_charger_times_out_and_others_are_not_held_up(program: Program) -> None:
    mute, lively = await dial(program, "MUTE"), await dial(program, "LIVELY")
    mute.silent.add("ClearCache")
    lively.answers["ClearCache"] = lambda payload: {"status": "Accepted"}
    await asyncio.gather(mute.boot(), lively.boot())
    program.give(id="m", command="clear_cache", charger="MUTE")
    await mute.wait_call("ClearCache")
    program.give(id="l", command="clear_cache", charger="LIVELY")
    await program.expect("command_effect", id="l")
    assert not program.find("command_answered", id="m")
    assert (await program.expect("command_answered", id="m"))["status"] == "Timeout"
    await mute.close()
    await lively.close()


async def test_the_newest_connection_of_a_charger_wins(program: Program) -> None:
    old = await dial(program)
    await old.boot()
    new = await dial(program)
    await new.boot()
    new.answers["ClearCache"] = lambda payload: {"status": "Accepted"}
    gone = await program.expect("disconnected")
    assert gone["reason"] == "replaced"
    program.give(id="c", command="clear_cache")
    await program.expect("command_effect", id="c")
    await new.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_signals_close_everything_in_order(program: Program, number: int) -> None:
    charger = await dial(program)
    await charger.boot()
    await program.expect("booted")
    assert await asyncio.to_thread(program.stop, number) == 0
    await charger.close()
    assert program.find("disconnected")


async def test_quit_ends_the_program_and_end_of_input_does_not(program: Program) -> None:
    charger = await dial(program)
    await charger.boot()
    program.give(command="quit")
    assert await asyncio.to_thread(program.process.wait, 30) == 0
    await charger.close()


async def test_the_program_goes_on_after_the_end_of_its_input(program: Program) -> None:
    assert program.process.stdin is not None
    await program.expect("listening")
    program.process.stdin.close()
    charger = await dial(program)
    await charger.boot()
    await program.expect("booted")
    await charger.close()


def test_what_the_world_refuses_is_said_in_words(tmp_path: Path) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir or Madam, " * 100)
    for arguments, words in (
        (["--visit", str(other)], "not a visit file"),
        (["--ocpp", "192.0.2.77:0", "--visit", str(tmp_path / "v.kontaktor")], "address"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "app", "watch", *arguments],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert other.read_text().startswith("Dear Sir")
