"""A visit as its readers and its people see it, over a real socket and a real file."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from app.domain.anchor import TimeAnchor
from app.domain.capabilities import Capability
from app.domain.commands import ClearCache, WriteConfiguration
from app.domain.errors import VisitFileError
from app.domain.events import (
    Booted,
    CommandAnswered,
    CommandRejected,
    CommandSent,
    Connected,
    Disconnected,
    FindingMade,
    RecordingStopped,
    Stage,
    StatusChanged,
)
from app.links.ocpp import station
from app.links.ocpp.credentials import Passwords
from app.links.ocpp.policy import CsmsPolicy
from app.secrets import MemoryVault
from app.visit import visit as visit_module
from app.visit.recording.reader import VisitFile
from app.visit.recording.recorder import Recorder
from app.visit.visit import CommandTargetError, Visit
from tests.visit.charger import Charger
from tests.visit.conftest import Site
from tests.visit.scripted import Told


async def test_a_dial_in_is_an_attempt_with_its_steps(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    await site.told.wait(Booted)
    (attempt,) = site.visit.attempts
    assert attempt.charger == "CP"
    assert set(attempt.steps) >= {Stage.TCP, Stage.PATH, Stage.PROTOCOL, Stage.BOOT}
    assert attempt.done
    assert attempt.failed is None
    assert site.visit.attempt_count == 1
    await charger.close()


async def test_a_failed_attempt_names_its_step(site: Site) -> None:
    assert site.visit.listening is not None
    _, writer = await asyncio.open_connection("127.0.0.1", site.visit.listening.port)
    writer.write(b"\x16\x03\x01\x00\xc8")
    await writer.drain()
    async with asyncio.timeout(10):
        while not (site.visit.attempts and site.visit.attempts[0].failed):
            await asyncio.sleep(0.01)
    assert site.visit.attempts[0].failed is Stage.TLS
    assert site.visit.attempts[0].reason
    writer.close()


async def test_a_charger_shows_how_it_is_connected(site: Site) -> None:
    assert site.visit.link("CP") is None
    assert site.visit.capabilities("CP") == frozenset()
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    await site.told.wait(Booted)
    link = site.visit.link("CP")
    assert link is not None
    assert (link.peer, link.local_host, link.protocol) == ("127.0.0.1", "127.0.0.1", "ocpp1.6")
    assert Capability.RESET in site.visit.capabilities("CP")
    assert site.visit.chargers["CP"].connected
    await charger.close()
    await site.told.wait(Disconnected)
    assert not site.visit.chargers["CP"].connected
    assert site.visit.link("CP") is None


async def test_a_second_connection_replaces_the_first_when_it_speaks(site: Site) -> None:
    old = await Charger.dial(site.url("CP"))
    await old.boot()
    new = await Charger.dial(site.url("CP"))
    await site.told.wait(Connected, 2)
    assert old.socket.state.name == "OPEN"
    await new.boot()
    gone = cast(Disconnected, await site.told.wait(Disconnected))
    assert gone.reason == "replaced"
    assert site.visit.chargers["CP"].connected
    assert "second_connection" in {cast(FindingMade, f).rule for f in site.told.of(FindingMade)}
    await old.close()
    await new.close()


async def test_a_charger_that_dials_in_again_at_once_is_told_as_connected_once_each_time(
    site: Site,
) -> None:
    # The end of the old connection and the new dial-in meet in the loop, a step apart each time.
    assert site.visit.listening is not None
    port = site.visit.listening.port
    request = (
        b"GET /CP HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Key: MDAwMDAwMDAwMDAwMDAwMA==\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
    )
    old = socket.create_connection(("127.0.0.1", port))
    old.sendall(request)
    await site.told.wait(Connected)
    for steps in range(20):
        new = socket.create_connection(("127.0.0.1", port))
        new.sendall(request)
        for _ in range(steps):
            await asyncio.sleep(0)
        old.close()
        await site.told.wait(Disconnected, steps + 1)
        await site.told.wait(Connected, steps + 2)
        old = new
    old.close()
    await site.told.wait(Disconnected, 21)
    attempts = [cast(Connected, event).attempt for event in site.told.of(Connected)]
    assert len(attempts) == len(set(attempts)) == 21


async def test_a_second_connection_that_never_speaks_leaves_the_first_in_charge(
    site: Site,
) -> None:
    old = await Charger.dial(site.url("CP"))
    await old.boot()
    new = await Charger.dial(site.url("CP"))
    await site.told.wait(Connected, 2)
    await new.close()
    await site.told.wait(Connected, 3)
    charger = site.visit.chargers["CP"]
    assert charger.connected
    assert charger.link == 1
    await old.close()


async def test_chargers_beyond_the_bound_are_sent_away(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit_module, "MOST_CHARGERS", 1)
    first = await Charger.dial(site.url("CP-1"))
    await first.boot()
    second = await Charger.dial(site.url("CP-2"))
    async with asyncio.timeout(10):
        await second.socket.wait_closed()
    assert set(site.visit.chargers) == {"CP-1"}
    await first.close()
    await second.close()


async def test_a_command_needs_a_clear_target(site: Site) -> None:
    with pytest.raises(CommandTargetError, match="no charger has dialled in"):
        site.visit.run(ClearCache())
    chargers = [await Charger.dial(site.url(name)) for name in ("A", "B")]
    for charger in chargers:
        await charger.boot()
    await site.told.wait(Booted, 2)
    with pytest.raises(CommandTargetError, match="several"):
        site.visit.run(ClearCache())
    with pytest.raises(CommandTargetError, match="no charger called"):
        site.visit.run(ClearCache(), "C")
    site.visit.reject("x", "because")
    assert cast(CommandRejected, await site.told.wait(CommandRejected)).id == "x"
    for charger in chargers:
        await charger.close()


async def test_a_charger_that_is_away_is_still_a_target(site: Site) -> None:
    charger = await Charger.dial(site.url("A"))
    await charger.boot()
    await charger.close()
    await site.told.wait(Disconnected)
    site.visit.run(ClearCache())
    assert cast(CommandAnswered, await site.told.wait(CommandAnswered)).status == "NotConnected"


async def test_commands_have_a_life_that_can_be_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station, "AFTER_BOOT_S", 0.0)
    charger = await Charger.dial(site.url("A"))
    await charger.boot()
    id = site.visit.run(ClearCache())
    assert site.visit.commands[0].id == id
    assert site.visit.running_commands()
    await site.told.wait(CommandSent)
    call = (await charger.until(lambda: charger.calls))[0]
    await charger.socket.send(json.dumps([3, call[1], {"status": "Accepted"}]))
    await site.told.wait(CommandAnswered)
    await asyncio.sleep(0)
    (life,) = site.visit.commands
    assert life.sent_ns is not None
    assert life.status == "Accepted"
    assert not site.visit.running_commands()
    await charger.close()


async def test_a_secret_that_was_written_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "visit.kontaktor"
    site = Site(path)
    await site.visit.listen("127.0.0.1", 0)
    charger = await Charger.dial(site.url("A"))
    await charger.boot()
    site.visit.set_password("A", "pass-of-A-123")
    site.visit.run(WriteConfiguration("AuthorizationKey", "key-of-A-123"))
    await charger.until(lambda: charger.calls)
    await charger.call("DataTransfer", {"vendorId": "x", "data": "says pass-of-A-123 in clear"})
    assert "key-of-A-123" in json.dumps(charger.calls)
    assert "key-of-A-123" not in repr(site.visit.commands)
    await charger.close()
    await site.visit.close()
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"key-of-A-123" not in stored
    assert b"pass-of-A-123" not in stored
    site.visit.forget_password("A")
    site.visit.passwords.close()


async def test_everything_said_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "visit.kontaktor"
    site = Site(path)
    assert site.visit.recording
    await site.visit.listen("127.0.0.1", 0)
    charger = await Charger.dial(site.url("A"))
    await charger.boot()
    await charger.call("StatusNotification", {"connectorId": 1, "status": "Available"})
    await site.told.wait(StatusChanged)
    await charger.close()
    await site.visit.close()
    await site.visit.close()
    assert not site.visit.recording
    with VisitFile.open(path) as file:
        assert file.count_frames() == site.visit.frame_count == 4
        names = [event["event"] for event in file.events()]
    assert names[:2] == ["listening", "recording_started"]
    assert {"connected", "booted", "identified", "status_changed"} <= set(names)


async def test_listening_can_move_to_another_port(site: Site) -> None:
    first = site.visit.listening
    second = await site.visit.listen("127.0.0.1", 0)
    assert site.visit.listening == second
    assert first is not None
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", first.port)
    charger = await Charger.dial(site.url("CP"))
    await charger.close()


async def test_dropping_a_connection_makes_the_charger_dial_in_anew(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    await charger.boot()
    site.visit.drop_connection("CP")
    gone = cast(Disconnected, await site.told.wait(Disconnected))
    assert gone.reason == "dropped_by_us"
    await charger.close()


async def test_closing_with_dead_peers_is_quick(site: Site) -> None:
    assert site.visit.listening is not None
    port = site.visit.listening.port
    raw = [await asyncio.open_connection("127.0.0.1", port) for _ in range(10)]
    chargers = [await Charger.dial(site.url(f"CP-{n}")) for n in range(10)]
    for charger in chargers:
        charger.socket.transport.pause_reading()
    started = time.monotonic()
    await site.visit.close()
    assert (
        time.monotonic() - started < 3.0
    )  # 1.5 s is asked; the test leaves room for a busy machine
    for _, writer in raw:
        writer.close()
    for charger in chargers:
        charger.socket.transport.abort()
        await charger.close()


async def test_a_visit_whose_file_was_opened_by_a_thread_hears_that_it_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when it stops before there is a visit to hear it."""
    tellers: list[Callable[[str], None]] = []
    open_file = Recorder.open

    def opened(path: Path, anchor: TimeAnchor, on_failure: Callable[[str], None]) -> Recorder:
        tellers.append(on_failure)
        assert threading.current_thread() is not threading.main_thread()
        recorder = open_file(path, anchor, on_failure)
        on_failure("disk_full")
        return recorder

    monkeypatch.setattr(Recorder, "open", opened)
    path = tmp_path / "visit.kontaktor"
    visit = await Visit.opened(path, Passwords(MemoryVault()), CsmsPolicy())
    told = Told()
    visit.events.connect(told)
    stopped = cast(RecordingStopped, await told.wait(RecordingStopped))
    assert stopped.reason == visit.recording_error == "disk_full"
    assert not visit.recording
    await visit.close()
    assert path.exists()


async def test_a_visit_file_that_cannot_be_opened_is_told_to_whoever_waits(tmp_path: Path) -> None:
    path = tmp_path / "visit.kontaktor"
    path.write_text("no visit")
    with pytest.raises(VisitFileError):
        await Visit.opened(path, Passwords(MemoryVault()), CsmsPolicy())


async def test_a_recording_that_stops_is_told_and_nothing_else_stops(site: Site) -> None:
    charger = await Charger.dial(site.url("CP"))
    site.visit._recording_failed("disk_full")
    stopped = cast(RecordingStopped, await site.told.wait(RecordingStopped))
    assert stopped.reason == "disk_full"
    assert not site.visit.recording
    assert site.visit.recording_error == "disk_full"
    assert (await charger.boot())[2]["status"] == "Accepted"
    await charger.close()
