"""The dispatcher over a real WebSocket: answers in order and at once, own calls, odd answers."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.commands import (
    CallRaw,
    ChangeAvailability,
    ClearCache,
    ReadConfiguration,
    Reset,
    TriggerMessage,
)
from app.domain.events import (
    CommandAnswered,
    CommandEffect,
    Disconnected,
    ExchangeCompleted,
    FindingMade,
    HeartbeatReceived,
    Identified,
    MetersSampled,
    StatusChanged,
    VendorDataReceived,
)
from app.domain.frame import Frame
from app.links.ocpp import station, v16
from app.words.findings import FINDINGS
from tests.visit.charger import Charger
from tests.visit.conftest import Site


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    made = Site(tmp_path / "visit.kontaktor")
    await made.visit.listen("127.0.0.1", 0)
    yield made
    await made.visit.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the waiting after a boot."""
    monkeypatch.setattr(station, "AFTER_BOOT_S", 0.0)
    monkeypatch.setattr(station, "WITHOUT_BOOT_S", 0.05)
    monkeypatch.setattr(station, "ASK_FOR_BOOT_S", 60.0)


def rules(site: Site) -> list[str]:
    return [cast(FindingMade, event).rule for event in site.told.of(FindingMade)]


async def answered(site: Site, count: int = 1) -> CommandAnswered:
    return cast(CommandAnswered, await site.told.wait(CommandAnswered, count))


async def test_no_answer_leaves_in_the_first_100_ms_and_then_all_in_order(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    connected_ns = site.told.events[-1].t_ns
    for number in range(5):
        await charger.socket.send(json.dumps([2, str(number), "Heartbeat", {}]))
    await charger.until(lambda: len(charger.answers) == 5)
    assert time.monotonic_ns() - connected_ns >= 0.1e9
    assert [answer[1] for answer in charger.answers] == list("01234")
    await site.told.wait(ExchangeCompleted, 5)
    exchanges = cast(list[ExchangeCompleted], site.told.of(ExchangeCompleted))
    assert all(e.answer_frame and e.latency_s is not None for e in exchanges)
    await charger.close()


async def test_frames_are_numbered_and_paired(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    frames: list[Frame] = []
    site.visit.frames.connect(frames.append)
    await charger.boot()
    await charger.call("Heartbeat")
    await site.told.wait(ExchangeCompleted, 2)
    assert [frame.number for frame in frames] == [1, 2, 3, 4]
    exchange = cast(ExchangeCompleted, site.told.of(ExchangeCompleted)[1])
    assert (exchange.request_frame, exchange.answer_frame) == (3, 4)
    assert exchange.action == "Heartbeat"
    await charger.close()


async def test_an_unknown_action_is_not_implemented(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    answer = await charger.call("VendorThing", {"a": 1})
    assert answer[:3] == [4, "u1", "NotImplemented"]
    await site.told.wait(FindingMade)
    exchange = cast(ExchangeCompleted, await site.told.wait(ExchangeCompleted))
    assert exchange.outcome == "error"
    await charger.close()


async def test_a_repeated_message_is_answered_alike_and_counted_once(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    payload = {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": "2026-01-01T00:00:00Z"}
    first = await charger.call("StartTransaction", payload, uid="7")
    second = await charger.call("StartTransaction", payload, uid="7")
    assert first == second
    await site.told.wait(ExchangeCompleted, 2)
    assert "duplicate_message" in rules(site)
    assert len(site.visit.chargers["CP"].transactions) == 1
    await charger.close()


async def test_an_id_with_other_content_is_a_new_message_and_only_a_true_repeat_is_not(
    site: Site,
) -> None:
    charger = await Charger.dial(site.url("CP"))
    for status in ("Available", "Preparing", "Available"):
        payload = {"connectorId": 1, "status": status, "errorCode": "NoError"}
        await charger.call("StatusNotification", payload, uid="1")
    await site.told.wait(StatusChanged, 3)
    assert "duplicate_message" not in rules(site)
    start = {"connectorId": 1, "idTag": "A", "meterStart": 0, "timestamp": "2026-01-01T00:00:00Z"}
    first = await charger.call("StartTransaction", start, uid="1")
    assert await charger.call("StartTransaction", start, uid="1") == first
    await site.told.wait(ExchangeCompleted, 5)
    assert "duplicate_message" in rules(site)
    assert len(site.visit.chargers["CP"].transactions) == 1
    await charger.close()


async def test_damaged_frames_are_answered_by_the_id_that_could_be_read(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.socket.send('[2,"213","StartTransaction",{"connectorId"##')
    await charger.until(lambda: charger.answers)
    assert charger.answers[0][1] == "213"
    await site.told.wait(FindingMade)
    await charger.call("Heartbeat")
    await charger.close()


async def test_our_calls_wait_for_the_boot(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station, "AFTER_BOOT_S", 0.2)
    charger = await Charger.dial(site.url("CP"))
    charger.reply = lambda call: json.dumps([3, call[1], {"status": "Accepted"}])
    site.visit.run(ClearCache())
    await charger.boot()
    booted_ns = time.monotonic_ns()
    await charger.until(lambda: charger.calls)
    assert time.monotonic_ns() - booted_ns >= 0.15e9
    await site.told.wait(CommandEffect)
    await charger.close()


async def test_a_charger_that_talks_without_a_boot_is_asked_for_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station, "ASK_FOR_BOOT_S", 0.2)
    charger = await Charger.dial(site.url("CP"))
    await charger.call("Heartbeat")
    (call,) = await charger.until(lambda: charger.calls)
    assert call[2:] == ["TriggerMessage", {"requestedMessage": "BootNotification"}]
    assert "no_boot" in rules(site)
    await charger.close()


async def test_a_silent_charger_is_asked_for_a_boot_when_it_begins_to_talk(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station, "ASK_FOR_BOOT_S", 0.05)
    charger = await Charger.dial(site.url("CP"))
    await asyncio.sleep(0.2)
    assert charger.calls == []
    await charger.call("Heartbeat")
    (call,) = await charger.until(lambda: charger.calls)
    assert call[2:] == ["TriggerMessage", {"requestedMessage": "BootNotification"}]
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_calls_go_out_one_at_a_time_with_their_own_time_limits(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(v16.TIMEOUTS, "ClearCache", 0.2)
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    charger.reply = lambda call: (
        None if call[2] == "ClearCache" else json.dumps([3, call[1], {"status": "Accepted"}])
    )
    site.visit.run(ClearCache(), id="a")
    site.visit.run(ClearCache(), id="b")
    site.visit.run(CallRaw("DataTransfer", {"vendorId": "x"}), id="c")
    await site.told.wait(CommandAnswered, 3)
    statuses = {e.id: e.status for e in cast(list[CommandAnswered], site.told.of(CommandAnswered))}
    assert statuses == {"a": "Timeout", "b": "Timeout", "c": "Accepted"}
    assert "answers_nothing" in rules(site)
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_an_answer_that_comes_too_late_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(v16.TIMEOUTS, "ClearCache", 0.05)
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    site.visit.run(ClearCache())
    assert (await answered(site)).status == "Timeout"
    await charger.socket.send(json.dumps([3, charger.calls[0][1], {"status": "Accepted"}]))
    await charger.call("Heartbeat")
    await site.told.wait(HeartbeatReceived)
    assert "late_answer" in rules(site)
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_an_answer_with_a_foreign_id_is_taken_only_where_it_fits(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    charger.reply = lambda call: '[3,"foreign",{"status":"Accepted"}]'
    site.visit.run(ClearCache())
    assert (await answered(site)).status == "Accepted"
    assert "wrong_answer_id" in rules(site)
    charger.reply = lambda call: '[4,"-1","NotImplemented","",{}]'
    site.visit.run(CallRaw("Unknown", {}))
    assert (await answered(site, 2)).status == "CallError"
    await charger.socket.send('[3,"nobody",{"status":"Accepted"}]')
    await charger.call("Heartbeat")
    await site.told.wait(HeartbeatReceived)
    assert "orphan_answer" in rules(site)
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_answers_twice_count_once(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    charger.reply = lambda call: json.dumps([3, call[1], {"status": "Accepted"}])
    site.visit.run(ClearCache())
    await answered(site)
    await charger.socket.send(json.dumps([4, charger.calls[0][1], "InternalError", "", {}]))
    await charger.call("Heartbeat")
    await site.told.wait(HeartbeatReceived)
    assert len(site.told.of(CommandAnswered)) == 1
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_a_damaged_answer_ends_the_call_at_once(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    charger.reply = lambda call: f'[3,"{call[1]}",{{"status"##@@'
    site.visit.run(Reset())
    outcome = await answered(site)
    assert outcome.status in ("CallError", "Unknown")
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_a_connection_that_ends_ends_its_calls(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    site.visit.run(ClearCache())
    await charger.until(lambda: charger.calls)
    charger.socket.transport.abort()
    assert (await answered(site)).status == "NotConnected"
    await site.told.wait(Disconnected)
    site.visit.run(ClearCache())
    assert (await answered(site, 2)).status == "NotConnected"
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_a_refused_trigger_is_tried_with_connectors(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()

    def reply(call: list[Any]) -> str:
        accepted = call[3].get("connectorId") == 1
        return json.dumps([3, call[1], {"status": "Accepted" if accepted else "Rejected"}])

    charger.reply = reply
    site.visit.run(TriggerMessage("StatusNotification"))
    assert (await answered(site)).status == "Accepted"
    assert [call[3].get("connectorId") for call in charger.calls] == [None, 0, 1]
    charger.calls.clear()
    site.visit.run(ChangeAvailability(0, operative=False))
    assert (await answered(site, 2)).status == "Accepted"
    assert [call[3]["connectorId"] for call in charger.calls] == [0, 1]
    charger.calls.clear()
    site.visit.run(TriggerMessage("StatusNotification", 0))
    assert (await answered(site, 3)).status == "Rejected"
    assert [call[3].get("connectorId") for call in charger.calls] == [0, None]
    await charger.close()


@pytest.mark.usefixtures("quick")
async def test_settings_that_were_asked_for_and_did_not_come_are_unknown(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    charger.reply = lambda call: json.dumps([3, call[1], {}])
    site.visit.run(ReadConfiguration(("Nope",)))
    await site.told.wait(CommandEffect)
    assert site.visit.chargers["CP"].configuration["Nope"].known is False
    await charger.close()


async def test_a_heartbeat_storm_is_told_once(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    for _ in range(60):
        await charger.call("Heartbeat")
    await site.told.wait(HeartbeatReceived, 60)
    assert rules(site).count("heartbeat_storm") == 1
    await charger.close()


async def test_binary_frames_are_read_and_told_once_a_connection(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    for uid in ("1", "2", "3"):
        await charger.socket.send(f'[2,"{uid}","Heartbeat",{{}}]'.encode())
    await site.told.wait(HeartbeatReceived, 3)
    assert rules(site) == ["binary_frame"]
    await charger.close()


async def test_a_charger_that_agreed_on_2_and_speaks_1_6_is_understood(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"), "ocpp2.0.1")
    assert (await charger.boot())[2]["status"] == "Accepted"
    identified = cast(Identified, await site.told.wait(Identified))
    assert identified.vendor == "Acme"
    assert "speaks_v16" in rules(site)
    await charger.close()


async def test_the_version_shows_without_a_boot_message_too(site: Site) -> None:
    # A charger that stays powered sends no BootNotification when it dials in again (catalogue B01).
    charger = await Charger.dial(site.url("CP"), "ocpp2.0.1")
    status = {"connectorId": 1, "errorCode": "NoError", "status": "Charging"}
    assert (await charger.call("StatusNotification", status))[2] == {}
    assert cast(StatusChanged, await site.told.wait(StatusChanged)).status == "Charging"
    assert "speaks_v16" in rules(site)
    await charger.close()


async def test_a_charger_without_a_version_that_speaks_2_is_answered_in_it(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"), None)
    boot = {"reason": "PowerUp", "chargingStation": {"model": "M", "vendorName": "V"}}
    assert (await charger.call("BootNotification", boot))[2]["status"] == "Accepted"
    assert (await charger.call("NotifyEvent", {}))[0] == 3
    await site.told.wait(ExchangeCompleted, 2)
    assert "version_not_supported_yet" in rules(site)
    site.visit.run(Reset())
    assert (await answered(site)).status == "NotSupported"
    await charger.close()


async def test_a_flood_of_stored_data_is_answered_first_and_read_later(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.call("Heartbeat")
    other = await Charger.dial(site.url("OTHER"))
    sample = {"value": "1", "measurand": "Voltage", "unit": "V"}
    payload = {
        "connectorId": 1,
        "meterValue": [{"timestamp": "2026-01-01T00:00:00Z", "sampledValue": [sample] * 10}],
    }
    text = json.dumps(payload)
    for number in range(3000):
        await charger.socket.send(f'[2,"m{number}","MeterValues",{text}]')
    await other.call("Heartbeat")
    await charger.until(lambda: len(charger.answers) == 3001)
    assert [a[1] for a in charger.answers[1:]] == [f"m{n}" for n in range(3000)]
    await site.told.wait(MetersSampled, 3000)
    await charger.close()
    await other.close()


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
TWIG = LEAF | st.lists(LEAF, max_size=4) | st.dictionaries(st.text(max_size=8), LEAF, max_size=4)
TREE = TWIG | st.lists(TWIG, max_size=4) | st.dictionaries(st.text(max_size=8), TWIG, max_size=4)
DAMAGE = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    TREE.map(lambda value: json.dumps([2, "x", "MeterValues", value]).encode()),
    st.builds(
        lambda action, payload: json.dumps([2, "x", action, payload]).encode(),
        st.sampled_from(
            ["BootNotification", "StatusNotification", "StartTransaction", "StopTransaction"]
        ),
        st.dictionaries(
            st.sampled_from(
                [
                    "connectorId",
                    "status",
                    "errorCode",
                    "timestamp",
                    "idTag",
                    "transactionId",
                    "info",
                ]
            ),
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text()
            | st.lists(st.none()),
        ),
    ),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(frames=st.lists(st.tuples(DAMAGE, st.booleans()), min_size=1, max_size=8))
async def test_no_frame_stops_a_connection_or_delays_another_charger(
    tmp_path_factory: pytest.TempPathFactory, frames: list[tuple[bytes, bool]]
) -> None:
    site = Site(tmp_path_factory.mktemp("damage") / "visit.kontaktor")
    await site.visit.listen("127.0.0.1", 0)
    try:
        bad, good = await Charger.dial(site.url("BAD")), await Charger.dial(site.url("GOOD"))
        for payload, binary in frames:
            text = payload if binary else payload.decode("utf-8", "replace")
            await bad.socket.send(text)
        async with asyncio.timeout(5):
            assert (await good.call("Heartbeat"))[0] == 3
        await bad.socket.send('[2,"end","DataTransfer",{"vendorId":"end"}]')
        await bad.until(lambda: any(answer[1] == "end" for answer in bad.answers))
        async with asyncio.timeout(5):
            while not any(
                cast(VendorDataReceived, e).vendor_id == "end"
                for e in site.told.of(VendorDataReceived)
            ):
                await asyncio.sleep(0.005)
        await bad.close()
        await good.close()
    finally:
        await site.visit.close()


async def test_what_had_to_be_repaired_in_a_dial_in_is_a_finding(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"), None)
    await charger.boot()
    finding = cast(FindingMade, await site.told.wait(FindingMade))
    assert finding.rule == "no_protocol"
    assert finding.rule in FINDINGS
    await charger.close()
