"""The listener over real sockets: every attempt is told, none hurts another, and it ends in time."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import json
import logging
import re
import socket
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import websockets
from hypothesis import given, settings
from hypothesis import strategies as st

import app
from app.domain.errors import ListenError
from app.domain.events import ListenerLost, ListenerOpened, Stage
from app.links.ocpp import attempt as attempt_module
from app.links.ocpp import listener as listener_module
from app.links.ocpp.listener import urls_of
from app.links.ocpp.policy import CsmsPolicy
from app.secrets import MemoryVault, VaultError
from app.words.dialin import LISTENING, REFUSALS, REPAIRS
from tests.links.ocpp.dialins import ACCEPT, Site, frame, request, until

RECORDED = Path(__file__).parents[2] / "recorded" / "handshakes.jsonl"
ROWS: dict[str, dict[str, str]] = {
    row["id"]: row for row in map(json.loads, RECORDED.read_text("utf-8").splitlines())
}


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    opened = Site()
    await opened.open()
    yield opened
    await opened.close()


def basic(user: bytes, password: bytes) -> str:
    return f"Authorization: Basic {base64.b64encode(user + b':' + password).decode()}"


# --- what is let in -----------------------------------------------------------------------------


async def test_a_charger_is_let_in_and_every_stage_told(site: Site) -> None:
    raw = await site.dial(request("/ocpp/CP%201", "User-Agent: TinyWebsockets Client"))
    head = await raw.head()
    assert head.startswith("HTTP/1.1 101 ")
    assert f"Sec-WebSocket-Accept: {ACCEPT}\r\n" in head
    assert "Sec-WebSocket-Protocol: ocpp1.6\r\n" in head
    assert site.stages(1) == [
        (Stage.TCP, "127.0.0.1"),
        (Stage.PATH, "/ocpp/CP%201"),
        (Stage.PASSWORD, "none"),
        (Stage.PROTOCOL, "ocpp1.6"),
    ]
    (accepted,) = site.accepted
    assert (accepted.attempt, accepted.charger, accepted.peer) == (1, "CP 1", "127.0.0.1")
    assert (accepted.local_host, accepted.path) == ("127.0.0.1", "/ocpp/CP%201")
    assert accepted.url == "ws://192.168.1.5:9310/ocpp/CP%201"
    assert (accepted.protocol, accepted.token, accepted.offered) == (
        "ocpp1.6",
        "ocpp1.6",
        ("ocpp1.6",),
    )
    assert accepted.user_agent == "TinyWebsockets Client"
    assert (accepted.user, accepted.password, accepted.repairs) == (None, "none", ())


async def test_messages_go_both_ways_with_the_newest_websockets_client(site: Site) -> None:
    uri = f"ws://127.0.0.1:{site.port}/CP1"
    async with websockets.connect(uri, subprotocols=[websockets.Subprotocol("ocpp1.6")]) as client:
        assert client.subprotocol == "ocpp1.6"
        await until(lambda: site.sinks)
        sink = site.sinks[0]
        sink.on_message = lambda payload: sink.socket.send(b"got " + payload) or None  # type: ignore
        for size in (0, 1, 125, 126, 65535, 65536, 1_000_000):
            await client.send("x" * size)
            assert await client.recv() == "got " + "x" * size
        await client.send(b"\xff\x00")
        await client.recv(decode=False)
        await client.send(["one ", "two"])
        assert await client.recv() == "got one two"
        await (await client.ping())
    assert [binary for _, binary in sink.messages] == [False] * 7 + [True, False]
    await until(lambda: sink.ended)
    assert sink.ended == [("closed_by_charger", 1000, "")]


async def test_compressed_messages_are_read_where_2_x_agreed_on_them(site: Site) -> None:
    uri = f"ws://127.0.0.1:{site.port}/CP1"
    async with websockets.connect(uri, subprotocols=[websockets.Subprotocol("ocpp2.1")]) as client:
        assert "permessage-deflate" in client.response.headers["Sec-WebSocket-Extensions"]  # type: ignore
        await until(lambda: site.sinks)
        sink = site.sinks[0]
        sink.on_message = lambda payload: sink.socket.send(payload) or None  # type: ignore
        await client.send("x" * 5000)
        assert await client.recv() == "x" * 5000
    assert site.accepted[0].protocol == "ocpp2.1"


async def test_frames_sent_together_with_the_request_are_not_lost(site: Site) -> None:
    raw = await site.dial(request() + frame(b"first") + frame(b"second")[:3])
    await raw.head()
    raw.send(frame(b"second")[3:])
    await until(lambda: len(site.sinks[0].messages) == 2)
    assert site.sinks[0].messages == [(b"first", False), (b"second", False)]


def expected_of(row: str) -> tuple[str, str, str | None, tuple[str, ...]]:
    """Charger id, protocol, echoed word and repairs: the row's ``expect`` in numbers."""
    return {
        "H01": ("unnamed@127.0.0.1", "ocpp1.6", None, ("no_id", "no_protocol")),
        "H02": ("cs001", "ocpp2.0.1", "ocpp2.0.1.1", ("protocol_alias",)),
        "H02b": ("CP1", "ocpp1.6", "OCPP1.6", ("protocol_alias",)),
        "H03": ("CP1", "ocpp2.1", "ocpp2.1", ()),
        "H05": ("CP1", "ocpp1.6", "ocpp1.6", ("protocol_list",)),
        "H05b": ("CP1", "ocpp1.6", None, ("no_protocol",)),
        "H06b": ("CP1", "ocpp1.6", "ocpp1.6", ("no_upgrade_header",)),
        "H07b": ("CP1", "ocpp1.6", "ocpp1.6", ("lf_line_ends",)),
        "H07c": ("CP 1", "ocpp1.6", "ocpp1.6", ("raw_path",)),
        "H07d": ("CP1", "ocpp1.6", "ocpp1.6", ("header_space",)),
        "H08": ("charger", "ocpp1.6", "ocpp1.6", ()),
        "H08b": ("SERIAL_1234", "ocpp1.6", "ocpp1.6", ()),
        "H08c": ("612f2e00000001db1fa623c2", "ocpp1.6", "ocpp1.6", ()),
        "H08d": ("unnamed@127.0.0.1", "ocpp1.6", "ocpp1.6", ("no_id",)),
        "H09": ("RDAM|123", "ocpp1.6", "ocpp1.6", ()),
        "H10": ("CP1", "ocpp1.6", "ocpp1.6", ()),
        "H11": ("CP1", "ocpp1.6", "ocpp1.6", ()),
        "H11b": ("BS542T543", "ocpp1.6", "ocpp1.6", ()),
    }[row]


@pytest.mark.parametrize("row", sorted(ROWS.keys() - {"H17"}))
async def test_recorded_handshakes_are_let_in_as_expected(site: Site, row: str) -> None:
    text = ROWS[row]["request"]
    charger, protocol, token, repairs = expected_of(row)
    raw = await site.dial(text.encode("latin-1"))
    head = await raw.head()
    assert head.startswith("HTTP/1.1 101 "), ROWS[row]["expect"]
    found = re.search(r"Sec-WebSocket-Key ?: ?(\S+)", text)
    assert found is not None
    guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    digest = hashlib.sha1((found[1] + guid).encode()).digest()
    assert f"Sec-WebSocket-Accept: {base64.b64encode(digest).decode()}\r\n" in head
    if token is None:
        assert "sec-websocket-protocol" not in head.lower()
    else:
        assert f"Sec-WebSocket-Protocol: {token}\r\n" in head
    (accepted,) = site.accepted
    assert (accepted.charger, accepted.protocol, accepted.token) == (charger, protocol, token or "")
    assert accepted.repairs == repairs
    assert all(repair in REPAIRS for repair in accepted.repairs)
    # The whole path stays visible, so that a doubled id or a prefix can be seen.
    assert accepted.path == text.split("\n")[0].strip().split(" ", 1)[1].rsplit(" ", 1)[0]
    assert accepted.offered == {
        "H02": ("ocpp2.0.1.1",),
        "H03": ("ocpp2.1", "ocpp2.0.1"),
        "H05": ("ocpp1.6", "ocpp1.5"),
    }.get(row, (token,) if token else ())
    raw.send(frame(b'[2,"1","Heartbeat",{}]'))
    await until(lambda: site.sinks[0].messages)


async def test_the_recorded_choice_follows_the_technician_s_preference(site: Site) -> None:
    site.policy.pin_protocol = "ocpp2.0.1"
    raw = await site.dial(ROWS["H03"]["request"].encode("latin-1"))
    assert "Sec-WebSocket-Protocol: ocpp2.0.1\r\n" in await raw.head()


async def test_the_recorded_binary_password_is_the_configured_hex_key(site: Site) -> None:
    site.policy.accept_any_password = False
    row = ROWS["H11"]["request"].encode("latin-1")
    sent = base64.b64decode(row.split(b"Basic ")[1].split(b"\r\n")[0]).partition(b":")[2]
    site.passwords.set("CP1", sent.hex().upper())
    raw = await site.dial(row)
    assert " 101 " in await raw.head()
    assert site.accepted[0].password == "decoded_hex"


async def test_the_recorded_vendor_user_is_shown(site: Site) -> None:
    raw = await site.dial(ROWS["H11b"]["request"].encode("latin-1"))
    assert " 101 " in await raw.head()
    assert (site.accepted[0].user, site.accepted[0].password) == ("BS542T543", "accepted_any")


async def test_the_recorded_tls_greeting_is_closed_at_once_and_explained(site: Site) -> None:
    raw = await site.dial(ROWS["H17"]["request"].encode("latin-1"))
    assert await raw.end() == b""
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason) == (Stage.TLS, "tls_on_plain_port")
    phrase = REFUSALS[refusal.reason]
    assert "wss://" in phrase.text
    assert "ws://" in phrase.advice


# --- what is refused ----------------------------------------------------------------------------


async def test_a_port_probe_is_told_as_one(site: Site) -> None:
    await (await site.dial()).close()
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason, refusal.sample) == (Stage.TCP, "port_probe", "")
    assert refusal.peer == "127.0.0.1"


async def test_a_request_that_breaks_off_is_told(site: Site) -> None:
    raw = await site.dial(b"GET /CP1 HT")
    await raw.close()
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason, refusal.sample) == (Stage.PATH, "cut_off", "GET /CP1 HT")


async def test_a_browser_gets_a_readable_answer(site: Site) -> None:
    raw = await site.dial(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    answer = await raw.end()
    assert answer.startswith(b"HTTP/1.1 426 Upgrade Required\r\n")
    assert b"Kontaktor" in answer
    assert (await site.refusal()).reason == "plain_http"


async def test_soap_gets_a_readable_answer(site: Site) -> None:
    raw = await site.dial(b"POST /soap HTTP/1.1\r\nSOAPAction: x\r\n\r\n<xml/>" + b" " * 100_000)
    assert b"OCPP-J" in await raw.end()
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason) == (Stage.PROTOCOL, "soap")


async def test_a_protocol_that_is_not_ocpp_is_refused(site: Site) -> None:
    raw = await site.dial(request(protocol="foo"))
    assert " 400 " in await raw.head()
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason) == (Stage.PROTOCOL, "unknown_protocol")
    assert refusal.charger == "CP1"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ("X-Nothing: 1", "password_missing"),
        (basic(b"CP1", b"wrong"), "password_wrong"),
        ("Authorization: Basic !!!", "password_unreadable"),
        ("Authorization: Bearer abc", "password_unreadable"),
        ("Authorization: ", "password_unreadable"),
    ],
)
async def test_a_required_password_is_required(site: Site, sent: str, reason: str) -> None:
    site.policy.accept_any_password = False
    site.passwords.set("CP1", "right-password")
    raw = await site.dial(request("/CP1", sent))
    head = await raw.head()
    assert head.startswith("HTTP/1.1 401 ")
    assert 'WWW-Authenticate: Basic realm="kontaktor"\r\n' in head
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason) == (Stage.PASSWORD, reason)
    assert site.accepted == []
    assert "right-password" not in repr(site.events)
    assert site.stages(1)[-1][0] is Stage.PATH


@pytest.mark.parametrize(
    ("configured", "any_password", "sent", "form"),
    [
        ("secret-pw", False, b"secret-pw", "text"),
        ("secret-pw", True, b"secret-pw", "text"),
        ("secret-pw", False, b"secret-pw".hex().encode(), "hex"),
        ("00ff10", False, b"\x00\xff\x10", "decoded_hex"),
        ("secret-pw", True, b"another-pw", "accepted_any"),
        ("secret-pw", True, None, "none"),
        (None, False, b"another-pw", "accepted_any"),
        (None, False, None, "none"),
    ],
)
async def test_the_form_of_an_accepted_password_is_told_and_never_its_value(
    site: Site, configured: str | None, any_password: bool, sent: bytes | None, form: str
) -> None:
    site.policy.accept_any_password = any_password
    if configured is not None:
        site.passwords.set("CP1", configured)
    headers = [] if sent is None else [basic(b"CP1", sent)]
    raw = await site.dial(request("/CP1", *headers))
    assert " 101 " in await raw.head()
    assert site.accepted[0].password == form
    assert (Stage.PASSWORD, form) in site.stages(1)
    assert "-pw" not in repr(site.events) + repr(site.accepted)


class SlowVault(MemoryVault):
    """Answers when ``release`` is set, like a Secret Service that waits for its user."""

    persistent = True

    def __init__(self) -> None:
        super().__init__()
        import threading

        self.release = threading.Event()
        self.fails = False

    def get(self, name: str) -> str | None:
        self.release.wait(10)
        if self.fails:
            raise VaultError("vault_failed")
        return super().get(name)


@pytest.fixture
async def slow() -> AsyncIterator[tuple[Site, SlowVault]]:
    from app.links.ocpp.credentials import Passwords

    vault = SlowVault()
    vault.set("CP1", "from-vault")
    opened = Site(CsmsPolicy(accept_any_password=False), Passwords(vault))
    await opened.open()
    yield opened, vault
    vault.release.set()
    await opened.close()


async def test_a_slow_vault_keeps_only_its_own_charger_waiting(
    slow: tuple[Site, SlowVault],
) -> None:
    site, vault = slow
    early = frame(b"early")
    waiting = await site.dial(request("/CP1", basic(b"CP1", b"from-vault")) + early)
    await until(lambda: (Stage.PATH, "/CP1") in site.stages(1))
    site.policy.accept_any_password = True
    await site.connect(request("/CP2"))
    assert [accepted.charger for accepted in site.accepted] == ["CP2"]
    vault.release.set()
    assert " 101 " in await waiting.head()
    await until(lambda: len(site.sinks) == 2 and site.sinks[1].messages)
    assert site.accepted[1].password == "text"
    assert site.sinks[1].messages == [(b"early", False)]


async def test_a_silent_vault_refuses_where_a_password_may_be_required(
    slow: tuple[Site, SlowVault], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, _ = slow
    monkeypatch.setattr(attempt_module, "VAULT_PATIENCE_S", 0.05)
    raw = await site.dial(request("/CP1", basic(b"CP1", b"from-vault")))
    assert " 503 " in await raw.head()
    refusal = await site.refusal()
    assert (refusal.stage, refusal.reason) == (Stage.PASSWORD, "vault_silent")


async def test_a_failing_vault_does_not_matter_where_any_password_is_accepted(
    slow: tuple[Site, SlowVault],
) -> None:
    site, vault = slow
    site.policy.accept_any_password = True
    vault.fails = True
    vault.release.set()
    raw = await site.dial(request("/CP1", basic(b"CP1", b"whatever")))
    assert " 101 " in await raw.head()
    assert site.accepted[0].password == "accepted_any"
    assert site.passwords.persistent is False


async def test_a_charger_may_leave_while_the_vault_is_asked(slow: tuple[Site, SlowVault]) -> None:
    site, vault = slow
    raw = await site.dial(request("/CP1"))
    await until(lambda: (Stage.PATH, "/CP1") in site.stages(1))
    raw.writer.transport.abort()
    vault.release.set()
    # Reading is paused meanwhile, so it is either let in and lost, or cut off.
    await until(lambda: site.accepted or len(site.events) > 3)


async def test_a_listener_that_closes_leaves_no_question_to_the_vault(
    slow: tuple[Site, SlowVault],
) -> None:
    site, vault = slow
    raw = await site.dial(request("/CP1"))
    await until(lambda: (Stage.PATH, "/CP1") in site.stages(1))
    await site.listener.close()
    vault.release.set()
    assert await raw.end() == b""
    assert site.accepted == []


async def test_an_attempt_that_was_dropped_before_it_was_connected_is_not_served(
    site: Site,
) -> None:
    early = attempt_module.Attempt(99, "192.168.1.60", site.listener._door)
    early.drop()
    first, second = socket.socketpair()
    with second:
        first.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.connect_accepted_socket(lambda: early, first)
        early.data_received(request())
        await until(lambda: early._transport is None)
    assert site.accepted == []


async def test_a_refused_peer_that_cannot_be_half_closed_is_closed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise NotImplementedError

    half_open = site.listener._door.half_open
    raw = await site.dial()
    await until(lambda: half_open)
    transport = next(iter(half_open))._transport
    monkeypatch.setattr(type(transport), "write_eof", refuse)
    raw.send(b"nonsense!")
    assert b" 400 " in await raw.end()


async def test_silent_and_half_finished_attempts_end(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_module, "HANDSHAKE_PATIENCE_S", 0.05)
    monkeypatch.setattr(listener_module, "WATCH_EVERY_S", 0.02)
    silent = await site.dial()
    half = await site.dial(b"GET /CP1 HTTP/1.1\r\n")
    assert await silent.end() == b""
    assert b"408" in await half.end()
    refusals = {(await site.refusal(n)).reason for n in range(2)}
    assert refusals == {"silent", "incomplete_request"}


async def test_a_refused_peer_that_does_not_leave_is_dropped(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempt_module, "FAREWELL_S", 0.05)
    monkeypatch.setattr(listener_module, "WATCH_EVERY_S", 0.02)
    raw = await site.dial(b"nonsense!")
    await site.refusal()
    half_open = site.listener._door.half_open
    assert len(half_open) == 1
    raw.send(b"still here")
    await until(lambda: not half_open)


# --- many, and hostile --------------------------------------------------------------------------


async def test_half_open_attempts_crowd_each_other_out_but_not_a_charger(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener_module, "MOST_HALF_OPEN", 10)
    for _ in range(30):
        await site.dial(b"GET /")
    await site.connect()
    assert len(site.listener._door.half_open) <= 10
    reasons = [(await site.refusal(n)).reason for n in range(20)]
    assert reasons == ["too_many"] * 20


async def test_every_attempt_has_a_number(site: Site) -> None:
    for _ in range(3):
        await (await site.dial()).close()
    await site.refusal(2)
    await site.connect()
    assert site.accepted[0].attempt == 4


HOSTILE = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([request(), request("/x", protocol="ocpp2.1"), b"\x16\x03\x01", b"POST / H"]),
    st.sampled_from(
        [frame(b"x"), frame(b"", 9), frame(b"\x03\xe8", 8), b"\x81\xfe\xff\xff", b"\xff"]
    ),
)


async def test_no_bytes_in_any_pieces_hurt_another_charger(site: Site) -> None:
    loop = asyncio.get_running_loop()
    failures: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: failures.append(context))

    async def attack(parts: list[bytes]) -> None:
        raw = await site.dial()
        for part in parts:
            raw.send(part)
            await asyncio.sleep(0)
        other = await site.dial(request("/other") + frame(b"alive"))
        async with asyncio.timeout(1.0):
            assert " 101 " in await other.head()
        pairs = zip(site.accepted, site.sinks, strict=True)
        alive = [sink for accepted, sink in pairs if accepted.charger == "other"][-1]
        await until(lambda: alive.messages == [(b"alive", False)], 1.0)
        await raw.close()
        await other.close()
        site.raws.clear()

    # Hypothesis runs synchronously, so its examples are drawn first and played on the loop.
    examples: list[list[bytes]] = []

    @settings(max_examples=60, deadline=None, database=None)
    @given(st.lists(HOSTILE, max_size=6))
    def draw(parts: list[bytes]) -> None:
        examples.append(parts)

    draw()
    for parts in examples:
        await attack(parts)
    assert failures == []


async def test_a_flood_of_small_frames_lets_another_charger_in(site: Site) -> None:
    raw, sink = await site.connect()
    flood = frame(b"", 9) * 40_000 + frame(b"end")
    raw.send(flood)
    reading = asyncio.ensure_future(raw.reader.read(10_000_000))
    began = time.monotonic()
    await site.connect(request("/other"))
    assert time.monotonic() - began < 1.0
    while not sink.messages:
        await reading
        reading = asyncio.ensure_future(raw.reader.read(10_000_000))
    reading.cancel()
    assert sink.messages == [(b"end", False)]


async def test_a_failing_station_is_reported_and_costs_only_its_own_connection(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, c: failures.append(c))

    def fail(*_: object) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(site.listener._door, "accept", fail)
    raw = await site.dial(request())
    await raw.end()
    assert [type(f["exception"]) for f in failures] == [ZeroDivisionError]
    assert not site.listener._door.sockets


# --- opening, dying, closing ----------------------------------------------------------------------


async def test_a_taken_port_gives_the_next_one_and_says_so(site: Site) -> None:
    other = Site()
    opened = await other.listener.open("127.0.0.1", site.port)
    assert opened.port != site.port
    assert site.port < opened.port <= site.port + 50
    assert opened.wanted_port == site.port
    assert other.events == [opened]
    await other.close()


async def test_an_opened_listener_tells_where(site: Site) -> None:
    (opened,) = site.all(ListenerOpened)
    assert opened.host == "127.0.0.1"
    assert opened.urls == (f"ws://127.0.0.1:{site.port}/",)
    assert site.listener.is_open
    assert urls_of("fe80::1", 1) == ("ws://[fe80::1]:1/",)
    assert "ws://127.0.0.1:5/" in urls_of("0.0.0.0", 5)


async def test_only_the_chosen_address_is_bound(site: Site) -> None:
    assert site.listener._socket is not None
    assert site.listener._socket.getsockname()[0] == "127.0.0.1"
    by_name = Site()
    assert (await by_name.listener.open("localhost", 0)).host == "127.0.0.1"
    await by_name.close()


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [
        ("192.0.2.250", 0, "address_unavailable"),
        ("no.such.host.invalid", 0, "address_unavailable"),
        ("127.0.0.1", 70000, "listen_failed"),
    ],
)
async def test_what_cannot_be_opened_is_told(host: str, port: int, reason: str) -> None:
    closed = Site()
    with pytest.raises(ListenError) as caught:
        await closed.listener.open(host, port)
    assert caught.value.reason == reason
    assert reason in LISTENING
    assert not closed.listener.is_open
    await closed.close()


async def test_no_free_port_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> socket.socket:
        raise OSError(errno.EADDRINUSE, "taken")

    monkeypatch.setattr(listener_module, "_listen", taken)
    with pytest.raises(ListenError, match="no_free_port"):
        await Site().listener.open("127.0.0.1", 65530)

    def broken(*_: object) -> socket.socket:
        raise OSError(errno.EPERM, "firewall")

    monkeypatch.setattr(listener_module, "_listen", broken)
    with pytest.raises(ListenError, match="listen_failed"):
        await Site().listener.open("127.0.0.1", 65530)


async def test_opening_twice_is_refused_and_opening_again_works(site: Site) -> None:
    with pytest.raises(ListenError, match="already_open"):
        await site.listener.open("127.0.0.1", 0)
    await site.listener.close()
    await site.listener.close()
    assert not site.listener.is_open
    await site.open()
    await site.connect()


def kill(listening: socket.socket) -> None:
    if sys.platform == "win32":
        listening.close()
    else:
        listening.shutdown(socket.SHUT_RDWR)


async def test_a_listener_that_died_is_opened_again_on_the_same_port(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener_module, "WATCH_EVERY_S", 0.02)
    _, sink = await site.connect()
    assert site.listener._socket is not None
    kill(site.listener._socket)
    await until(lambda: len(site.all(ListenerOpened)) == 2)
    lost, opened = site.all(ListenerLost)[0], site.all(ListenerOpened)[1]
    assert lost.reason == "socket_died"
    assert lost.reason in LISTENING
    assert opened.port == site.port
    assert opened.t_ns >= lost.t_ns
    await site.connect(request("/CP2"))
    assert sink.ended == []


async def test_the_guard_tries_until_the_port_is_free_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener_module, "WATCH_EVERY_S", 0.01)
    real, tries = listener_module._listen, []

    def taken_twice(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
        tries.append(port)
        if len(tries) <= 2:
            raise OSError(errno.EADDRINUSE, "taken")
        return real(family, address, port)

    monkeypatch.setattr(listener_module, "_listen", taken_twice)
    assert site.listener._socket is not None
    kill(site.listener._socket)
    await until(lambda: len(site.all(ListenerOpened)) == 2)
    assert tries == [site.port] * 3
    assert len(site.all(ListenerLost)) == 1


async def test_too_many_open_files_do_not_spin_and_pass(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    real, calls = loop.sock_accept, []
    errors = [OSError(errno.EMFILE, "full"), OSError(errno.ECONNABORTED, "gone")] * 2

    async def failing(listening: socket.socket) -> Any:
        calls.append(time.monotonic())
        if errors:
            raise errors.pop(0)
        return await real(listening)

    monkeypatch.setattr(listener_module, "_FULL_PAUSE_S", 0.05)
    monkeypatch.setattr(loop, "sock_accept", failing)
    await (await site.dial()).close()
    await site.connect()
    assert site.all(ListenerLost) == []
    assert calls[1] - calls[0] >= 0.04


async def test_a_loop_that_only_fails_is_opened_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener_module, "WATCH_EVERY_S", 0.02)
    loop = asyncio.get_running_loop()
    failures: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: failures.append(context))
    real = loop.sock_accept

    async def broken(_: socket.socket) -> Any:
        raise OSError(errno.ENETDOWN, "down")

    async def buggy(_: socket.socket) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(loop, "sock_accept", broken)
    await (await site.dial()).close()
    await until(lambda: site.all(ListenerLost))
    monkeypatch.setattr(loop, "sock_accept", buggy)
    await until(lambda: failures)
    monkeypatch.setattr(loop, "sock_accept", real)
    opened = len(site.all(ListenerOpened))
    await until(lambda: len(site.all(ListenerOpened)) > opened or site.listener.is_open)
    await until(lambda: site.listener.is_open)
    assert {lost.reason for lost in site.all(ListenerLost)} == {"socket_died", "accept_failed"}
    assert isinstance(failures[0]["exception"], ZeroDivisionError)


async def test_a_socket_that_dies_while_it_is_taken_is_an_attempt_too(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(*_: object, **__: object) -> Any:
        raise ConnectionResetError

    monkeypatch.setattr(asyncio.get_running_loop(), "connect_accepted_socket", gone)
    await site.dial()
    assert (await site.refusal()).reason == "port_probe"


async def test_closing_takes_less_than_1_5_s_with_50_dead_peers(site: Site) -> None:
    for n in range(50):
        # Connected, and never a word again: not even the closing handshake is answered.
        raw, _ = await site.connect(request(f"/CP{n}"))
        raw.writer.transport.pause_reading()  # type: ignore[attr-defined]
    for _ in range(20):
        await site.dial(b"GET /half")
    async with asyncio.timeout(1.5):
        await site.listener.close()
    await until(lambda: all(sink.ended for sink in site.sinks), 0.1)
    assert {sink.ended[0][0] for sink in site.sinks} == {"closed_by_us"}
    assert all(len(sink.ended) == 1 for sink in site.sinks)
    assert not site.listener._door.half_open
    assert not site.listener._door.sockets


async def test_closing_says_goodbye_to_who_listens(site: Site) -> None:
    uri = f"ws://127.0.0.1:{site.port}/CP1"
    async with websockets.connect(uri, subprotocols=[websockets.Subprotocol("ocpp1.6")]) as client:
        began = time.monotonic()
        await site.listener.close()
        assert time.monotonic() - began < 0.9
        with pytest.raises(websockets.ConnectionClosed):
            await client.recv()
        assert client.close_code == 1001


async def test_nothing_secret_reaches_a_log(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    raw = await site.dial(request("/CP1", basic(b"CP1", b"log-secret")))
    await raw.head()
    raw.send(frame(b"payload-secret"))
    await until(lambda: site.sinks[0].messages)
    text = caplog.text
    assert "secret" not in text
    assert base64.b64encode(b"CP1:log-secret").decode() not in text


def test_nothing_is_called_that_windows_proactor_loop_lacks() -> None:
    source = Path(app.__file__).parent / "links" / "ocpp"
    for module in source.glob("*.py"):
        text = module.read_text("utf-8")
        for name in ("add_reader", "add_writer", "add_signal_handler", "MSG_PEEK", "sock_recv("):
            assert f".{name}" not in text, f"{module.name} uses {name}"
