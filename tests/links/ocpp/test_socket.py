"""One socket: messages, pings, back-pressure and every way in which a connection ends."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from app.links.ocpp import socket as socket_module
from app.links.ocpp.socket import ChargerSocket
from app.links.ocpp.wire import text_frame, whole_message
from app.words.dialin import DISCONNECTS
from tests.links.ocpp.dialins import Site, frame, request, until


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    opened = Site()
    await opened.open()
    yield opened
    await opened.close()


async def test_messages_are_read_however_they_are_framed(site: Site) -> None:
    raw, sink = await site.connect()
    raw.send(frame(b"whole"))
    raw.send(frame(b"in ", fin=False) + frame(b"ping", 9) + frame(b"", 0, False) + frame(b"two", 0))
    for byte in frame(b"slow"):
        raw.send(bytes([byte]))
        await asyncio.sleep(0)
    raw.send(frame(b"a") + frame(b"b") + frame(b"x" * 300) + frame(b"\xff\xfe") + frame(b"bin", 2))
    raw.send(frame(b"x" * 70_000))
    await until(lambda: len(sink.messages) == 9)
    assert sink.messages == [
        (b"whole", False),
        (b"in two", False),
        (b"slow", False),
        (b"a", False),
        (b"b", False),
        (b"x" * 300, False),
        (b"\xff\xfe", False),
        (b"bin", True),
        (b"x" * 70_000, False),
    ]
    assert await raw.read_frame() == (10, b"ping")


def test_the_short_cut_takes_only_what_is_one_whole_message() -> None:
    for size in (0, 1, 125, 126, 1000, 65535):
        whole = frame(b"x" * size)
        assert whole_message(whole) == b"x" * size
        assert whole_message(whole + b"x") is None
        assert whole_message(whole[:-1]) is None
    assert whole_message(frame(b"x" * 65536)) is None
    assert whole_message(b"\x81\x05hello") is None
    assert whole_message(b"\x81") is None


def test_frames_to_the_charger_are_as_the_standard_wants() -> None:
    assert text_frame(b"Hello") == bytes.fromhex("810548656c6c6f")  # RFC 6455, section 5.7
    assert text_frame(b"x" * 126)[:4] == bytes.fromhex("817e007e")
    assert text_frame(b"x" * 65536)[:10] == bytes.fromhex("817f0000000000010000")


async def test_empty_fragments_for_ever_do_not_fill_the_memory(site: Site) -> None:
    raw, sink = await site.connect()
    raw.send(frame(b"x", fin=False) + frame(b"", 0, False) * 50_000 + frame(b"y", 0))
    await until(lambda: sink.messages)
    assert sink.messages == [(b"xy", False)]


@pytest.mark.parametrize(
    ("data", "reason", "code"),
    [
        (frame(struct.pack("!H", 1000) + b"bye\x1b", 8), "closed_by_charger", 1000),
        (frame(struct.pack("!H", 4001), 8), "closed_by_charger", 4001),
        (frame(b"", 8), "closed_by_charger", 1005),
        (b"\x81\x02hi", "not_masked", 1002),
        (b"\xc1\x80\0\0\0\0", "compression_not_agreed", 1002),
        (frame(b"x" * 126, 9), "control_too_long", 1002),
        (frame(b"x", 0), "protocol_error", 1002),
        (frame(b"x", 5), "protocol_error", 1002),
        (frame(b"\x03\xe8\xff", 8), "protocol_error", 1007),
        (b"\x81\xff" + (4 * 1024 * 1024 + 1).to_bytes(8, "big"), "message_too_big", 1009),
        (frame(b"x" * 3_000_000, fin=False) + frame(b"x" * 3_000_000, 0), "message_too_big", 1009),
    ],
)
async def test_the_way_a_connection_ended_is_told_in_words(
    site: Site, data: bytes, reason: str, code: int
) -> None:
    raw, sink = await site.connect()
    raw.send(data)
    opcode, payload = await raw.read_frame()
    assert opcode == 8
    if reason != "closed_by_charger":
        assert struct.unpack("!H", payload[:2]) == (code,)
        assert payload[2:]
    await raw.end()
    await raw.close()
    await until(lambda: sink.ended)
    ((told, told_code, detail),) = sink.ended
    assert (told, told_code) == (reason, code)
    assert told in DISCONNECTS
    assert detail.isprintable()
    await sink.socket.wait_closed()
    assert sink.socket.send(b"x") is False
    sink.socket.close()
    sink.socket.abort()
    assert len(sink.ended) == 1


async def test_a_connection_without_goodbye_is_told(site: Site) -> None:
    raw, sink = await site.connect()
    raw.send(frame(b"last words"))
    await raw.close()
    await until(lambda: sink.ended)
    assert sink.messages == [(b"last words", False)]
    assert sink.ended == [("dropped", 1006, "")]


async def test_a_reset_is_told(site: Site) -> None:
    raw, sink = await site.connect()
    plain: socket.socket = raw.writer.get_extra_info("socket")
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.writer.transport.abort()
    await until(lambda: sink.ended)
    assert sink.ended == [("reset", 1006, "")]


async def test_other_losses_have_their_own_words(site: Site) -> None:
    _, sink = await site.connect()
    _, other = await site.connect(request("/CP2"))
    sink.socket._transport.abort()
    other.socket._transport.abort()
    sink.socket.connection_lost(TimeoutError())
    other.socket.connection_lost(OSError("no route"))
    assert sink.ended == [("timed_out", 1006, "")]
    assert other.ended == [("network_lost", 1006, "OSError")]
    for ended in (sink, other):
        ended.socket.connection_lost = lambda exc: None  # type: ignore[method-assign]


async def test_closing_is_a_handshake_with_a_reason(site: Site) -> None:
    raw, sink = await site.connect()
    sink.socket.close(1001, "ö" * 100)
    assert sink.socket.send(b"late") is False
    opcode, payload = await raw.read_frame()
    assert (opcode, payload[:2]) == (8, struct.pack("!H", 1001))
    assert payload[2:].decode() == "ö" * 61
    raw.send(frame(b"on its way") + frame(payload[:2], 8))
    await raw.end()
    await raw.close()
    await sink.socket.wait_closed()
    assert sink.messages == [(b"on its way", False)]
    assert sink.ended == [("closed_by_us", 1001, "")]


async def test_a_close_with_an_impossible_code_is_still_a_close(site: Site) -> None:
    raw, sink = await site.connect()
    sink.socket.close(1005)
    assert await raw.read_frame() == (8, struct.pack("!H", 1000))


async def test_a_dead_peer_is_aborted_after_a_second(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_module, "CLOSE_PATIENCE_S", 0.05)
    raw, sink = await site.connect()
    raw.writer.transport.pause_reading()  # type: ignore[attr-defined]
    sink.socket.close()
    sink.socket.close()
    async with asyncio.timeout(1):
        await sink.socket.wait_closed()
    assert sink.ended == [("closed_by_us", 1000, "")]


async def test_an_abort_is_at_once(site: Site) -> None:
    _, sink = await site.connect()
    sink.socket.abort()
    async with asyncio.timeout(1):
        await sink.socket.wait_closed()
    assert sink.ended == [("closed_by_us", None, "")]


async def test_a_peer_that_never_reads_does_not_fill_our_memory(site: Site) -> None:
    raw, sink = await site.connect()
    raw.writer.transport.pause_reading()  # type: ignore[attr-defined]
    chunk = b"x" * 50_000
    sent = 0
    async with asyncio.timeout(20):
        while sink.socket.send(chunk):
            sent += len(chunk)
            await asyncio.sleep(0)
    await until(lambda: sink.ended)
    assert sink.ended[0][0] == "not_reading"
    assert sent < 40_000_000
    assert sink.socket._unsent is None


async def test_a_peer_that_reads_late_gets_everything_in_order(site: Site) -> None:
    raw, sink = await site.connect()
    raw.writer.transport.pause_reading()  # type: ignore[attr-defined]
    count = 0
    while len(sink.socket._unsent or b"") < 100_000:
        assert sink.socket.send(b"%06d" % count + b"x" * 10_000)
        count += 1
        await asyncio.sleep(0)
    sink.socket.close()
    raw.writer.transport.resume_reading()  # type: ignore[attr-defined]
    for number in range(count):
        assert (await raw.read_frame())[1].startswith(b"%06d" % number)
    assert (await raw.read_frame())[0] == 8


async def test_an_answer_that_cannot_be_sent_yet_still_ends_the_connection(site: Site) -> None:
    raw, sink = await site.connect()
    raw.writer.transport.pause_reading()  # type: ignore[attr-defined]
    while not sink.socket._unsent:
        assert sink.socket.send(b"x" * 100_000)
        await asyncio.sleep(0)
    raw.send(frame(b"", 8))
    await until(lambda: sink.socket._end_after_unsent)
    raw.writer.transport.resume_reading()  # type: ignore[attr-defined]
    await raw.end()
    await raw.close()
    await until(lambda: sink.ended)
    assert sink.ended[0][0] == "closed_by_charger"


async def test_pings_are_answered_with_their_latency(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_module, "PING_EVERY_S", 0.02)
    raw, sink = await site.connect()
    while len(sink.latencies) < 3:
        opcode, payload = await raw.read_frame()
        assert opcode == 9
        raw.send(frame(payload, 10))
    assert all(0 <= latency < 5 for latency in sink.latencies)


async def test_lost_pongs_are_told_once_and_close_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket_module, "PING_EVERY_S", 0.01)
    raw, sink = await site.connect()
    for _ in range(8):
        assert (await raw.read_frame())[0] == 9
    assert sink.losses == 1
    raw.send(frame(b"who knows", 10))
    raw.send(frame(b"still here"))
    await until(lambda: sink.messages)
    assert sink.latencies == []
    assert sink.ended == []


async def test_a_bug_behind_the_sink_is_reported_and_the_wire_goes_on(site: Site) -> None:
    failures: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, c: failures.append(c))
    raw, sink = await site.connect()

    def fail(payload: bytes) -> None:
        if payload == b"bad":
            raise ZeroDivisionError

    sink.on_message = fail
    raw.send(frame(b"bad") + frame(b"good"))
    await until(lambda: len(sink.messages) == 2)
    assert [type(f["exception"]) for f in failures] == [ZeroDivisionError]


async def test_what_had_arrived_before_a_loss_is_handed_over(site: Site) -> None:
    _, sink = await site.connect()
    sink.socket.data_received(frame(b"x" * 10) * 2000)
    assert 0 < len(sink.messages) < 2000
    sink.socket.data_received(frame(b"last"))
    sink.socket.abort()
    await until(lambda: sink.ended)
    assert len(sink.messages) == 2001
    assert sink.messages[-1] == (b"last", False)


async def test_a_transport_that_cannot_half_close_is_closed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, sink = await site.connect()
    connection: ChargerSocket = sink.socket

    def refuse() -> None:
        raise NotImplementedError

    monkeypatch.setattr(type(connection._transport), "write_eof", lambda _: refuse())
    raw.send(frame(b"", 8))
    await raw.end()
    await until(lambda: sink.ended)
