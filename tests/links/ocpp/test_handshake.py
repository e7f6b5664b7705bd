"""Handshakes without a network: what is read, repaired and refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.events import Stage
from app.links.ocpp.handshake import Handshake, HandshakeReader, Refusal
from app.links.ocpp.masking import sample, shown_target
from app.links.ocpp.subprotocols import Choice, choose, version_of
from app.links.ocpp.wire import canonical_request, open_wire
from app.words.dialin import REFUSALS, REPAIRS
from tests.links.ocpp.dialins import ACCEPT, KEY, request

PLAIN = request()


def read(data: bytes, pin: str | None = None, peer: str = "192.168.1.60") -> Handshake:
    result = HandshakeReader(peer, pin).feed(data)
    assert isinstance(result, Handshake), result
    assert all(token in REPAIRS for token in result.repairs)
    return result


def refused(data: bytes) -> Refusal:
    result = HandshakeReader("192.168.1.60").feed(data)
    assert isinstance(result, Refusal), result
    assert result.reason in REFUSALS
    return result


def choice_of(data: bytes, pin: str | None = None) -> Choice:
    choice = read(data, pin).choice
    assert isinstance(choice, Choice)
    return choice


def test_a_proper_request_needs_no_repair() -> None:
    handshake = read(PLAIN + b"rest")
    assert handshake.repairs == ()
    assert (handshake.charger, handshake.target, handshake.rest) == ("CP1", "/CP1", b"rest")
    assert handshake.choice == Choice("ocpp1.6", "ocpp1.6", ("ocpp1.6",))
    assert handshake.host == "192.168.1.5:9310"


def test_a_request_may_come_byte_by_byte() -> None:
    reader = HandshakeReader("peer")
    results = [reader.feed(bytes([byte])) for byte in PLAIN]
    assert results[:-1] == [None] * (len(PLAIN) - 1)
    assert isinstance(results[-1], Handshake)


@pytest.mark.parametrize(
    ("damage", "repair"),
    [
        ((b"\r\n", b"\n"), "lf_line_ends"),
        ((b"HTTP/1.1", b"HTTP/1.0"), "http_version"),
        ((b" HTTP/1.1", b""), "http_version"),
        ((b"GET", b"get"), None),
        ((b"GET", b"POST"), "method"),
        ((b"/CP1", b"/a b/CP1"), "raw_path"),
        ((b"/CP1", "/å/CP1".encode()), "raw_path"),
        ((b"/CP1", b"http://192.168.1.5:9310/CP1"), "absolute_target"),
        ((b"Upgrade: web", b"Upgrade : web"), "header_space"),
        ((b"Connection: Upgrade\r\n", b""), "no_connection_header"),
        ((b"Connection: Upgrade", b"Connection: keep-alive"), "no_connection_header"),
        ((b"Connection: Upgrade", b"Connection: keep-alive, upgrade"), None),
        ((b"Upgrade: websocket\r\n", b""), "no_upgrade_header"),
        ((b"Upgrade: websocket", b"Upgrade: WebSocket"), None),
        ((b"Sec-WebSocket-Version: 13\r\n", b""), "no_version_header"),
        ((b"Version: 13", b"Version: 8"), "no_version_header"),
        ((b"Host: 192.168.1.5:9310\r\n", b""), "no_host"),
        ((b"Connection: Upgrade", b"Connection:\r\n Upgrade"), "header_folded"),
        ((b"Connection: Upgrade", b"what is this\r\nConnection: Upgrade"), "header_damaged"),
        ((KEY.encode(), b"not-16-bytes"), "odd_key"),
        ((b"GET", b"\r\n\r\nGET"), None),
        ((b": ocpp1.6", b': "ocpp1.6"'), "protocol_list"),
        ((b": ocpp1.6", b": ocpp1.6 ocpp1.5"), "protocol_list"),
        ((b": ocpp1.6", b": ,ocpp1.6"), "protocol_list"),
        ((b": ocpp1.6", b": OCPP1.6J"), "protocol_alias"),
        ((b": ocpp1.6", b": ocpp1.5"), "unknown_protocol"),
        ((b": ocpp1.6", b": "), "no_protocol"),
    ],
)
def test_what_strict_servers_refuse_is_repaired_and_told(
    damage: tuple[bytes, bytes], repair: str | None
) -> None:
    handshake = read(PLAIN.replace(*damage))
    assert handshake.repairs == (() if repair is None else (repair,))
    assert handshake.charger == "CP1"
    assert isinstance(handshake.choice, Choice)
    assert handshake.choice.protocol == "ocpp1.6"
    # The library never sees the damage.
    wire = open_wire(handshake, handshake.choice)
    assert b" 101 " in wire.data_to_send()[0]


@pytest.mark.parametrize(
    ("target", "charger"),
    [
        ("///charger", "charger"),
        ("/ws://192.168.1.5:9000/CP_1/SERIAL_1234", "SERIAL_1234"),
        ("/ocpp/CP1/?x=1#y", "CP1"),
        ("/ocppj/RDAM%7C123", "RDAM|123"),
        ("/ocppj/RDAM%257C123", "RDAM%7C123"),
        ("/RDAM%20123", "RDAM 123"),
        ("/RDAM%2F123", "RDAM/123"),
        ("/CP%00%1b%E2%80%AE1", "CP1"),
        ("/CP1/%00", "CP1"),
        ("/%C3%A5", "å"),
        ("/%E5", "å"),
        ("/%zz", "%zz"),
        ("/" + "x" * 300, "x" * 255),
        ("CP1", "CP1"),
        ("/", "unnamed@192.168.1.60"),
        ("/?id=5", "unnamed@192.168.1.60"),
        ("ws://192.168.1.5:9310", "unnamed@192.168.1.60"),
        ("ws://192.168.1.5:9310/a/CP1", "CP1"),
    ],
)
def test_the_id_is_the_last_segment_of_the_path_decoded_once(target: str, charger: str) -> None:
    handshake = read(request(target))
    assert handshake.charger == charger
    assert ("no_id" in handshake.repairs) == charger.startswith("unnamed@")


def test_an_empty_target_is_no_id() -> None:
    assert read(PLAIN.replace(b" /CP1", b"")).charger == "unnamed@192.168.1.60"
    scoped = HandshakeReader("fe80::1%eth0").feed(request("/"))
    assert isinstance(scoped, Handshake)
    assert scoped.charger == "unnamed@fe80::1"


@pytest.mark.parametrize(
    ("words", "version"),
    [
        ("ocpp1.6 OCPP1.6 ocpp16 ocpp1.6j OCPP-1.6-J ocpp1.6-json ocpp1_6 1.6 ocppv1.6", "ocpp1.6"),
        ("ocpp2.0.1 ocpp2.0 ocpp201 ocpp20 ocpp2.0.1.1 OCPP2.0.1", "ocpp2.0.1"),
        ("ocpp2.1 ocpp21 Ocpp2.1", "ocpp2.1"),
    ],
)
def test_versions_are_known_under_many_names(words: str, version: str) -> None:
    for word in words.split():
        assert version_of(word) == version, word
        choice = choose([word])
        assert isinstance(choice, Choice)
        assert (choice.token, choice.protocol) == (word, version)


def test_other_words_are_no_version() -> None:
    for word in ("foo", "mqtt", "ocpp1.5", "ocpp3.0", "v12.stomp", "ocpp", "16.1x", ""):
        assert version_of(word) is None, word


def test_the_choice_among_several_versions_is_fixed() -> None:
    def chosen(*values: str, pin: str | None = None) -> tuple[str, str]:
        choice = choose(values, pin)
        assert isinstance(choice, Choice)
        return choice.protocol, choice.token

    assert chosen("ocpp2.1, ocpp2.0.1") == ("ocpp2.1", "ocpp2.1")
    assert chosen("ocpp2.0.1,ocpp1.6") == ("ocpp1.6", "ocpp1.6")
    assert chosen("ocpp2.0.1", "ocpp1.6") == ("ocpp1.6", "ocpp1.6")
    assert chosen("ocpp2.1, ocpp2.0.1", pin="ocpp2.0.1") == ("ocpp2.0.1", "ocpp2.0.1")
    assert chosen("ocpp2.1", pin="ocpp1.6") == ("ocpp2.1", "ocpp2.1")
    assert chosen("foo, OCPP1.6") == ("ocpp1.6", "OCPP1.6")
    assert chosen("OCPP1.6, ocpp1.6") == ("ocpp1.6", "ocpp1.6")
    assert chosen(pin="ocpp2.0.1") == ("ocpp2.0.1", "")
    assert chosen("myocpp", pin="ocpp2.1") == ("ocpp2.1", "myocpp")
    assert choose(["foo, bar"]) == ("foo", "bar")


def test_the_list_of_offers_is_bounded_and_safe_to_echo() -> None:
    choice = choose([", ".join(f"ocpp1.6{'x' * 200} w{n}" for n in range(100))])
    assert isinstance(choice, Choice)
    assert len(choice.offered) <= 30
    assert max(map(len, choice.offered)) <= 64
    choice = choose(["ocpp\x001.6\xff, ocpp1.6\x1b"])
    assert isinstance(choice, Choice)
    assert all(c.isascii() and c.isprintable() for word in choice.offered for c in word)


@pytest.mark.parametrize(
    ("data", "stage", "reason", "status"),
    [
        (b"\x16", Stage.TLS, "tls_on_plain_port", b""),
        (b"\x80\x2e\x01\x03\x01", Stage.TLS, "tls_on_plain_port", b""),
        (b"\x00\x01garbage", Stage.PATH, "not_http", b"400"),
        (b"{}", Stage.PATH, "not_http", b"400"),
        (b"SSH-2.0-x\r\n", Stage.PATH, "not_http", b"400"),
        (b"GET /" + b"x" * 16400, Stage.PATH, "too_long", b"431"),
        (b"GET /" + b"x" * 16400 + b" HTTP/1.1\r\n\r\n", Stage.PATH, "too_long", b"431"),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", Stage.PROTOCOL, "plain_http", b"426"),
        (b"OPTIONS * HTTP/1.1\r\n\r\n", Stage.PROTOCOL, "plain_http", b"426"),
        (b"POST /a HTTP/1.1\r\n\r\n{}", Stage.PROTOCOL, "http_post", b"405"),
        (b'POST /a HTTP/1.1\r\nSOAPAction: "/Boot"\r\n\r\n', Stage.PROTOCOL, "soap", b"405"),
        (
            b"POST /a HTTP/1.1\r\nContent-Type: application/soap+xml\r\n\r\n",
            Stage.PROTOCOL,
            "soap",
            b"405",
        ),
        (b"POST /a HTTP/1.1\r\n\r\n <s:Envelope>", Stage.PROTOCOL, "soap", b"405"),
        (PLAIN.replace(b"Sec-WebSocket-Key", b"X-Key"), Stage.PROTOCOL, "no_key", b"400"),
        (PLAIN.replace(KEY.encode(), b"a b"), Stage.PROTOCOL, "bad_key", b"400"),
    ],
)
def test_what_cannot_become_a_connection_is_refused_with_its_reason(
    data: bytes, stage: Stage, reason: str, status: bytes
) -> None:
    refusal = refused(data)
    assert (refusal.stage, refusal.reason) == (stage, reason)
    assert refusal.response.startswith(b"HTTP/1.1 " + status if status else b"")
    assert bool(refusal.response) == bool(status)


def test_a_protocol_that_is_not_ocpp_leaves_no_choice() -> None:
    assert read(request(protocol="foo")).choice == ("foo",)


def test_users_that_differ_from_the_id_are_told() -> None:
    def repairs(user: bytes, target: str) -> tuple[str, ...]:
        import base64

        value = base64.b64encode(user + b":pw").decode()
        return read(request(target, f"Authorization: Basic {value}")).repairs

    assert repairs(b"RDAM|123", "/RDAM%7C123") == ()
    assert repairs(b"RDAM%7C123", "/RDAM%7C123") == ()
    assert repairs(b"other", "/RDAM%7C123") == ("user_differs",)
    assert repairs(b"whoever", "/") == ("no_id",)
    assert read(request("/CP1", "Authorization: Bearer x")).repairs == ("authorization_unreadable",)


def test_compression_is_agreed_on_for_2_x_only() -> None:
    def answer(protocol: str, extensions: str) -> bytes:
        handshake = read(
            request("/CP1", f"Sec-WebSocket-Extensions: {extensions}", protocol=protocol)
        )
        assert isinstance(handshake.choice, Choice)
        return open_wire(handshake, handshake.choice).data_to_send()[0]

    offer = "permessage-deflate; client_max_window_bits"
    assert b"permessage-deflate" in answer("ocpp2.0.1", offer)
    assert b"permessage-deflate" not in answer("ocpp1.6", offer)
    for odd in ("", ";;;", "permessage-deflate; x=", "permessage-deflate; what=ever", "\xe5"):
        assert b" 101 " in answer("ocpp2.1", odd)


def test_the_answer_fits_the_charger_s_own_key() -> None:
    handshake = read(PLAIN)
    assert isinstance(handshake.choice, Choice)
    answer = open_wire(handshake, handshake.choice).data_to_send()[0]
    assert f"Sec-WebSocket-Accept: {ACCEPT}\r\n".encode() in answer
    assert KEY.encode() not in canonical_request(handshake)


def test_no_password_is_shown_of_a_request() -> None:
    secret = "Q1AxOnNlY3JldC1wYXNzd29yZA=="
    heads = [
        f"GET / HTTP/1.1\r\nAuthorization: Basic {secret}\r\n",
        f"GET / HTTP/1.1\r\nauthorization : basic {secret}\r\n",
        f"GET / HTTP/1.1\r\nAuthorization:\r\n Basic {secret}\r\n",
        f"GET / HTTP/1.1\nAuthorization: {secret}\n",
        f"GET / HTTP/1.1\r\nProxy-Authorization: Basic {secret}",
        f"GET / HTTP/1.1\r\nCookie: {secret}",
        f"Authorization: Basic {secret}",
        f"GET ws://CP1:{secret}@host/CP1 HTTP/1.1",
        f"GET /CP1?AuthorizationKey={secret} HTTP/1.1",
    ]
    for head in heads:
        shown = sample(head.encode())
        assert secret[:4] not in shown, shown
        assert "***" in shown
    assert secret not in repr(read(request("/CP1", f"Authorization: Basic {secret}")))
    assert "secret-password" not in repr(read(request("/CP1", f"Authorization: Basic {secret}")))
    assert read(request(f"/CP1?token={secret}&x=1")).target == "/CP1?token=***&x=1"
    assert shown_target("/ws://u:p@h/CP?a") == "/ws://***@h/CP?a"


def test_samples_are_short_and_printable() -> None:
    shown = sample(bytes(range(256)))
    assert shown.isascii()
    assert shown.isprintable()
    assert sample(b"GET / HTTP/1.1\r\n") == "GET / HTTP/1.1\\r\\n"


def test_the_longest_request_is_read_in_linear_time() -> None:
    heads = [
        b"GET " + b" " * 16000,
        b"GET /" + b"/" * 16000,
        b"GET /?" + b"key" * 5000,
        b"GET / HTTP/1.1\r\n" + b"a:\r\n" * 3900,
        b"GET / HTTP/1.1\r\n" + b" \r\n" * 5000,
        PLAIN[:-2] + b"Sec-WebSocket-Protocol: " + b"a," * 7500,
        PLAIN[:-2] + b"Sec-WebSocket-Protocol: " + b"1" * 15000,
        PLAIN[:-2] + b"Authorization: Basic " + b"A " * 7000,
    ]
    for head in heads:
        began = time.process_time()
        reader = HandshakeReader("p")
        for byte in head:
            reader.feed(bytes([byte]))
        reader.feed(b"\r\n\r\n")
        assert time.process_time() - began < 1.0, head[:40]


PIECES = (
    *(b"GET ", b"/", b"CP1", b" HTTP/1.1", b"\r\n", b"\n", b"\r", b" ", b"\t", b":", b",", b";"),
    *(b"Sec-WebSocket-Key: ", KEY.encode(), b"Sec-WebSocket-Protocol: ", b"ocpp1.6", b"ocpp2.1"),
    *(b"Authorization: ", b"Basic ", b"Q1AxOng=", b"%", b"%7C", b"\x00", b"\x16", b"\xff", b'"'),
    *(b"Sec-WebSocket-Extensions: ", b"permessage-deflate", b"=", b"?", b"#", b"\xe5"),
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)
    ),
    st.booleans(),
    st.integers(1, 50),
)
def test_no_bytes_in_any_pieces_raise_or_decide_differently(
    data: bytes, proper_start: bool, step: int
) -> None:
    data = PLAIN[:-2] + data + b"\r\n\r\n" if proper_start else data
    whole = HandshakeReader("p").feed(data)
    reader = HandshakeReader("p")
    pieces: Handshake | Refusal | None = None
    for start in range(0, len(data), step):
        pieces = reader.feed(data[start : start + step])
        if pieces is not None:
            break
    if isinstance(whole, Handshake):
        assert isinstance(pieces, Handshake)
        assert (whole.charger, whole.choice) == (pieces.charger, pieces.choice)
        assert len(whole.charger) <= 255
        assert whole.charger.isprintable()
        if isinstance(whole.choice, Choice):
            assert b" 101 " in open_wire(whole, whole.choice).data_to_send()[0]
    assert sample(data).isascii()
