"""Dialling in, registering, and what happens when the CSMS is away."""

from __future__ import annotations

import asyncio
import base64

import pytest

from app.simulator.charger import SimulatedCharger
from app.simulator.dialling import address
from app.simulator.options import SimulatorOptions
from app.simulator.outbox import Outgoing
from app.simulator.script import Script
from tests.simulator.conftest import Plays
from tests.simulator.csms import DEADLINE_S, Csms


async def test_it_boots_and_tells_all_states(csms: Csms, plays: Plays) -> None:
    plays(connectors=3)
    boot = await csms.hears("BootNotification")
    assert boot["chargePointVendor"] == "Kontaktor"
    assert boot["chargePointModel"] == "Simulated AC 22"
    for number in range(4):
        status = await csms.hears_status(number, "Available")
        assert status["errorCode"] == "NoError"
    assert csms.requests == [("/CP-0042", None)]
    assert csms.actions()[0] == "BootNotification"


async def test_the_id_is_encoded_and_the_password_sent_as_basic(csms: Csms, plays: Plays) -> None:
    charger = plays(charger_id="Säter 7/A", password="hemligt ord")
    await csms.booted()
    path, authorization = csms.requests[0]
    assert path == "/S%C3%A4ter%207%2FA"
    assert authorization is not None
    assert base64.b64decode(authorization.split()[1]).decode() == "Säter 7/A:hemligt ord"
    assert "hemligt" not in repr(charger.options)
    assert not any("hemligt" in line.text for line in charger.journal.lines())


async def test_heartbeats_follow_the_interval_of_the_answer(csms: Csms, plays: Plays) -> None:
    csms.boot = [{"interval": 20}]
    charger = plays()
    await csms.hears("Heartbeat")
    assert charger.configuration.text("HeartbeatInterval") == "20"
    await csms.until(lambda: csms.actions().count("Heartbeat") >= 3)


async def test_pending_answers_and_triggers_but_tells_nothing_else(
    csms: Csms, plays: Plays
) -> None:
    csms.boot = [{"status": "Pending", "interval": 100}]
    charger = plays()
    await csms.hears("BootNotification")
    assert (await csms.ask("GetConfiguration", {"key": ["HeartbeatInterval"]}))["configurationKey"]
    charger.plug_in(1)
    assert await csms.ask("TriggerMessage", {"requestedMessage": "Heartbeat"}) == {
        "status": "Accepted"
    }
    await csms.hears("Heartbeat")
    assert "StatusNotification" not in csms.actions()
    assert await csms.ask("TriggerMessage", {"requestedMessage": "BootNotification"}) == {
        "status": "Accepted"
    }
    await csms.hears_status(1, "Preparing")
    assert csms.actions().count("BootNotification") == 2


async def test_a_csms_may_change_its_mind(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    csms.boot = [{"status": "Pending", "interval": 20}]
    before = len(csms.heard)
    await csms.ask("TriggerMessage", {"requestedMessage": "BootNotification"})
    await csms.until(lambda: not charger.online)
    await csms.hears_status(0, "Available", after=before)
    assert csms.actions().count("BootNotification") == 3
    assert charger.online


async def test_rejected_is_silent_until_it_tries_again(csms: Csms, plays: Plays) -> None:
    csms.boot = [{"status": "Rejected", "interval": 30}]
    plays()
    await csms.hears("BootNotification")
    asked = asyncio.create_task(csms.ask_raw("ClearCache", {}))
    await csms.booted()
    assert csms.actions()[:2] == ["BootNotification", "BootNotification"]
    assert not asked.done()
    asked.cancel()


async def test_a_boot_without_answer_is_tried_again(csms: Csms, plays: Plays) -> None:
    csms.silent = {"BootNotification"}
    plays(call_timeout_s=0.1)
    await csms.until(lambda: csms.actions().count("BootNotification") >= 2)
    csms.silent = set()
    await csms.hears_status(0, "Available")


async def test_it_says_once_that_nobody_is_there_and_comes_when_somebody_is() -> None:
    lines: list[str] = []
    csms = Csms()
    await csms.open()
    port = csms.port
    await csms.close()
    options = SimulatorOptions(speed=100, redial=3, script=Script(), log=lines.append)
    charger = SimulatedCharger(csms.url, options)
    task = asyncio.create_task(charger.run())
    try:
        async with asyncio.timeout(DEADLINE_S):
            while not lines:
                await asyncio.sleep(0.01)
            await csms.open(port)
            await csms.booted()
        assert sum("no CSMS at" in line for line in lines) == 1
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await csms.close()


async def test_a_refused_handshake_is_told_in_words() -> None:
    lines: list[str] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        said = b"HTTP/1.1 401 Unauthorized" if not lines else b"SSH-2.0 hello"
        writer.write(said + b"\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    options = SimulatorOptions(speed=100, script=Script(), log=lines.append)
    task = asyncio.create_task(SimulatedCharger(url, options).run())
    try:
        async with asyncio.timeout(DEADLINE_S):
            while len(lines) < 2:
                await asyncio.sleep(0.01)
        assert "HTTP 401" in lines[0]
        assert "did not shake hands" in lines[1]
        assert "trying again every 5 s" in lines[1]
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        server.close()


async def test_what_happened_offline_is_told_afterwards_with_its_own_time(
    csms: Csms, plays: Plays
) -> None:
    charger = plays(interval=4.0)
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.hears("MeterValues", transactionId=701)
    charger.drop_connection(40)
    await csms.until(lambda: csms.closed == 1)
    charger.stop(1)
    charger.unplug(1)
    charger.plug_in(2)
    charger.start(2)
    stopped = len(charger.outbox)
    assert stopped >= 2
    await csms.until(lambda: csms.links == 2)
    stop = await csms.hears("StopTransaction", transactionId=701)
    await csms.hears("StartTransaction", connectorId=2)
    await csms.hears("MeterValues", transactionId=702)
    second = [h for h in csms.heard if h.link == 2]
    assert [h.action for h in second[:3]] == ["StatusNotification"] * 3
    assert "BootNotification" not in [h.action for h in second]  # it only reconnected
    queued = next(h.payload for h in second if h.action == "MeterValues")
    assert queued["meterValue"][0]["timestamp"] <= second[0].payload["timestamp"]
    assert stop["timestamp"] < second[0].payload["timestamp"]


async def test_a_transaction_message_is_repeated_after_a_callerror_and_given_up(
    csms: Csms, plays: Plays
) -> None:
    csms.refused = {"StartTransaction"}
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.until(lambda: csms.actions().count("StartTransaction") == 3)
    await csms.hears("MeterValues", transactionId=-1)
    assert csms.actions().count("StartTransaction") == 3


async def test_only_so_many_messages_are_kept_offline() -> None:
    charger = SimulatedCharger("ws://127.0.0.1:9", SimulatorOptions(script=Script()))
    charger.plug_in(1)
    charger.start(1)
    for _ in range(2100):
        charger.outbox.put(Outgoing("MeterValues", dict, lasting=True))
    assert len(charger.outbox) == 2000
    assert charger.outbox.holds("StartTransaction")


async def test_frames_nobody_understands_do_not_stop_it(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    assert csms.socket is not None
    for frame in (
        "",
        "{",
        "[]",
        "[3]",
        '[3,"x",{}]',
        '[4,"x"]',
        "7",
        '[2,5,"Reset",{}]',
        "[" * 5000,
    ):
        await csms.socket.send(frame)
    await csms.socket.send(b"\xff\xfe")
    assert await csms.ask("ClearCache") == {"status": "Accepted"}
    assert (await csms.ask_raw("Reset", []))[2] == "FormationViolation"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("ws://h:9310", "ws://h:9310/CP-1"),
        ("ws://h:9310/", "ws://h:9310/CP-1"),
        ("ws://h:9310/ocpp/", "ws://h:9310/ocpp/CP-1"),
        ("ws://h:9310/CP-1", "ws://h:9310/CP-1"),
        ("wss://h/a?x=1", "wss://h/a/CP-1?x=1"),
    ],
)
def test_the_id_ends_the_path(url: str, expected: str) -> None:
    assert address(url, "CP-1") == expected


@pytest.mark.parametrize("url", ["http://h", "h:9310", "ws://", "ws://h:0", "ws://h:x", ""])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        address(url, "CP-1")
