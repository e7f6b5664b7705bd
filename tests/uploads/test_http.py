"""HTTP uploads with real clients: http.client, curl, and raw sockets for damage and dialects."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import http.client
import logging
import shutil
import socket
import ssl

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.commands import TransferProtocol
from app.uploads import http as http_receiver
from app.uploads import http_conversation
from tests.uploads.shelf import HOST, RESET, STRANGER, Bench, port_of, until

HTTP = TransferProtocol.HTTP
HTTPS = TransferProtocol.HTTPS
DATA = b"Jan 30 19:53:20 cp app: started\n" * 100


async def run(function, *arguments):
    return await asyncio.to_thread(function, *arguments)


def basic(offer, user="kontaktor", password=None):
    text = f"{user}:{offer.secret if password is None else password}"
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


def ask(offer, method, path, body=None, headers=None, source=HOST, **how):
    client = http.client.HTTPConnection(HOST, port_of(offer), timeout=5, source_address=(source, 0))
    try:
        client.request(method, path, body, headers or {}, **how)
        answer = client.getresponse()
        assert answer.read() == b""
        return answer.status
    finally:
        client.close()


def raw(offer, data, *, finish=True):
    """Send bytes as they stand; the whole answer."""
    with socket.create_connection((HOST, port_of(offer)), 5) as sock:
        try:
            for piece in data if isinstance(data, list) else [data]:
                sock.sendall(piece)
            if finish:
                sock.shutdown(socket.SHUT_WR)
            answer = b""
            while piece := sock.recv(65536):
                answer += piece
        except ConnectionError:
            pass
        return answer


async def test_a_put_arrives_whole_under_the_decoded_last_path_segment(bench):
    offer = await bench.open(HTTP)
    path = "/some/dir/diagnostics-2024-02-07T16%3a51%3a50.808ZblrG7o?x=1"
    assert await run(ask, offer, "PUT", path, DATA, basic(offer)) == 201
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.complete) == ("finished", "", True)
    assert (arrival.received, arrival.total) == (len(DATA), len(DATA))
    assert arrival.original_name == "diagnostics-2024-02-07T16:51:50.808ZblrG7o"
    assert arrival.file.endswith("_diagnostics-2024-02-07T16_51_50.808ZblrG7o")
    assert (arrival.authenticated, arrival.kind) == (True, "text")
    assert bytes(bench.shelf.files[0].data) == DATA
    assert bench.findings == []
    assert offer.url == f"http://kontaktor:{offer.secret}@{HOST}:{port_of(offer)}/"


@pytest.mark.parametrize(
    ("headers", "rule"),
    [
        ({}, "upload_unauthenticated"),
        ({"Authorization": "Bearer x"}, "upload_unauthenticated"),
        ({"Authorization": "Basic %%%"}, "upload_unauthenticated"),
        ({"Authorization": "Basic a29udGFrdG9yOm5v"}, "upload_wrong_password"),
        ({"Authorization": "Basic YWRtaW46YWRtaW4="}, "upload_unauthenticated"),
        ({"Authorization": "Basic YW5vbnltb3VzOg=="}, "upload_anonymous"),
    ],
)
async def test_other_credentials_from_the_charger_are_accepted_with_a_finding(bench, headers, rule):
    offer = await bench.open(HTTP)
    assert await run(ask, offer, "POST", "/", DATA, headers) == 201
    arrival = await bench.end()
    assert not arrival.authenticated
    assert bench.rules == [rule]
    assert arrival.file.endswith("_diagnostics")


async def test_chunks_keep_alive_and_pipelining_work_on_one_connection(bench):
    offer = await bench.open(HTTP)

    def talk():
        client = http.client.HTTPConnection(HOST, port_of(offer), timeout=5)
        for number in range(3):
            pieces = iter([DATA[:10], DATA[10:], b"%d" % number])
            client.request("PUT", f"/{number}", pieces, encode_chunked=True,
                           headers={"Transfer-Encoding": "chunked"})  # fmt: skip
            assert client.getresponse().read() == b""
        client.close()
        one = b"PUT /p HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
        return raw(offer, one + b"\r\n" + one.replace(b"\r\n", b"\n"))

    answer = await run(talk)
    assert answer.count(b"HTTP/1.1 201") == 2
    assert (await bench.end(5)).complete
    assert bytes(bench.shelf.files[2].data) == DATA + b"2"
    assert [bytes(kept.data) for kept in bench.shelf.files[3:]] == [b"abc", b"abc"]
    assert bench.ended[0].total is None


async def test_dialects_of_embedded_clients_are_understood(bench):
    offer = await bench.open(HTTP)
    sent = [
        b"PUT /no-host HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
        b"PUT /old HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc",
        b"POST /my log \xc3\xa5.txt HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
        b"\r\nPUT  HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
        b"PUT http://1.2.3.4/abs HTTP/1.1\nHost: x\nContent-Length: 3\n\nabc",
    ]
    for request in sent:
        answer = await run(raw, offer, request)
        assert answer.startswith(b"HTTP/1.1 201"), (request, answer)
        assert b"content-length: 0" in answer.lower()
    await bench.end(len(sent))
    assert [kept.original_name for kept in bench.shelf.files] == [
        "no-host", "old", "my log å.txt", "", "abs",
    ]  # fmt: skip


async def test_a_client_that_expects_100_continue_gets_it_before_its_body(bench):
    offer = await bench.open(HTTP)
    head = b"PUT /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n"

    def talk():
        with socket.create_connection((HOST, port_of(offer)), 5) as sock:
            file = sock.makefile("rb")
            sock.sendall(head % 3)
            assert file.readline().startswith(b"HTTP/1.1 100")
            assert file.readline() == b"\r\n"
            sock.sendall(b"abc")
            assert file.readline().startswith(b"HTTP/1.1 201")
            file.close()

    await run(talk)
    assert (await bench.end()).received == 3


async def test_questions_get_sensible_answers_and_nothing_can_be_read(bench):
    offer = await bench.open(HTTP)
    expected = {
        "GET": 403, "HEAD": 200, "OPTIONS": 200, "MKCOL": 201, "PROPFIND": 405, "DELETE": 405,
        "MOVE": 405,
    }  # fmt: skip
    for method, status in expected.items():
        assert await run(ask, offer, method, "/", b"body", basic(offer)) == status
    assert await run(ask, offer, "POST", "/", b"", basic(offer)) == 201  # a probe, not a file
    assert bench.shelf.files == []
    assert await run(ask, offer, "PUT", "/empty", b"", basic(offer)) == 201
    assert (await bench.end()).received == 0


async def test_strangers_and_latecomers_get_403(bench):
    offer = await bench.open(HTTP)
    assert await run(ask, offer, "PUT", "/x", DATA, basic(offer), STRANGER) == 403
    assert await run(ask, offer, "HEAD", "/x", None, {}, STRANGER) == 403
    await bench.desk.withdraw("r1")
    assert await run(ask, offer, "PUT", "/x", DATA, basic(offer)) == 403
    await until(lambda: len(bench.findings) == 2)
    assert bench.findings[0] == ("upload_stranger", {"peer": STRANGER})
    assert bench.shelf.files == []


async def test_forms_in_pieces_and_broken_ones(bench):
    offer = await bench.open(HTTP)
    head = (
        b"POST /f HTTP/1.1\r\nContent-Type: multipart/x; boundary=b\r\nContent-Length: %d\r\n\r\n"
    )
    part = b"--b\r\nContent-Disposition: x; filename=a\r\n\r\nabc"
    await run(raw, offer, head % 999 + part + b"x" * 20)
    assert (await bench.end(1)).reason == "connection_lost"
    await run(raw, offer, head % 999 + part + b"\r\n--b\r\n")
    assert (await bench.end(2)).state == "finished"
    await run(raw, offer, head % 999 + b"--b\r\nContent-")
    assert (await bench.end(3)).state == "refused"
    long = [head % 20_000, b"not a form" * 1000]
    with socket.create_connection((HOST, port_of(offer)), 5) as sock:
        for piece in long:
            sock.sendall(piece)
        await until(lambda: len(bench.shelf.files) == 3)
        sock.sendall(long[1])
        assert (await run(sock.recv, 100)).startswith(b"HTTP/1.1 201")
    await bench.end(4)
    assert bytes(bench.shelf.files[2].data) == b"not a form" * 2000


async def test_idle_clients_do_not_delay_closing(bench):
    offers = [await bench.open(p) for p in (HTTP, HTTPS, TransferProtocol.FTP)]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    socks = [socket.create_connection((HOST, port_of(offer)), 5) for offer in offers]
    socks[1] = await run(context.wrap_socket, socks[1])
    receivers = list(bench.desk._receivers.values())[:2]
    await until(lambda: all(receiver._conversations for receiver in receivers))
    await bench.desk.close()
    for sock in socks:
        sock.close()


FORM = (
    b"--XyZ\r\nContent-Disposition: form-data; name=note\r\n\r\nhello\r\n"
    b'--XyZ\r\nContent-Disposition: form-data; name="f"; filename="a\\"b.log"\r\n'
    b"Content-Type: text/plain\r\n\r\nfirst\r\n--XyZ-not\r\n--\r\n"
    b"--XyZ\r\nContent-Disposition: form-data; name=g;\r\n filename*=UTF-8''%C3%A5.zip\r\n\r\n"
    b"PK\x03\x04second\r\n--XyZ\r\nContent-Type: application/gzip\r\n\r\n\x1f\x8b\r\n--XyZ--\r\nend"
)
FORM_TYPE = {"Content-Type": 'multipart/form-data; boundary="XyZ"'}


async def test_every_file_part_of_a_form_becomes_a_file(bench):
    offer = await bench.open(HTTP)
    assert await run(ask, offer, "POST", "/upload", FORM, FORM_TYPE | basic(offer)) == 201
    await bench.end(3)
    assert [(k.original_name, bytes(k.data)) for k in bench.shelf.files] == [
        ('a"b.log', b"first\r\n--XyZ-not\r\n--"),
        ("å.zip", b"PK\x03\x04second"),
        ("upload", b"\x1f\x8b"),
    ]
    assert [a.kind for a in bench.ended] == ["text", "zip", "gzip"]


async def test_a_body_that_is_no_form_in_spite_of_its_type_is_kept_whole(bench):
    offer = await bench.open(HTTP)
    for body in (DATA, b"--", b"\r\n--Xy"):
        assert await run(ask, offer, "POST", "/f.log", body, FORM_TYPE | basic(offer)) == 201
    await bench.end(3)
    assert [bytes(k.data) for k in bench.shelf.files] == [DATA, b"--", b"\r\n--Xy"]


async def test_a_form_that_ends_inside_a_part_is_marked_and_refused(bench):
    offer = await bench.open(HTTP)
    assert (
        await run(
            ask, offer, "POST", "/f", FORM[: FORM.index(b"first") + 5], FORM_TYPE | basic(offer)
        )
        == 400
    )
    arrival = await bench.end()
    assert (arrival.state, arrival.reason) == ("broken", "cut_short")
    endless = b"--XyZ\r\n" + b"x" * 20_000
    assert await run(ask, offer, "POST", "/f", endless, FORM_TYPE | basic(offer)) == 400
    assert len(bench.shelf.files) == 1


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("reset", [False, True])
async def test_a_cut_upload_is_kept_and_marked(bench, chunked, reset):
    offer = await bench.open(HTTP)
    length = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 99999"
    body = b"fff\r\n" + DATA if chunked else DATA

    sock = socket.create_connection((HOST, port_of(offer)), 5)
    sock.sendall(b"PUT /x HTTP/1.1\r\nHost: x\r\n" + length + b"\r\n\r\n" + body)
    await until(lambda: bench.shelf.files and bench.shelf.files[0].data)
    if reset:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    sock.close()
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.complete) == ("broken", "connection_lost", False)
    assert bytes(bench.shelf.files[0].data) == DATA
    assert len(bench.ended) == 1


async def test_an_upload_that_ends_before_its_first_byte_is_reported(bench):
    offer = await bench.open(HTTP)
    for more in ({}, FORM_TYPE):
        lines = "".join(f"{key}: {value}\r\n" for key, value in more.items()).encode()
        await run(raw, offer, b"PUT /x HTTP/1.1\r\nContent-Length: 5\r\n" + lines + b"\r\n")
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.total) == ("refused", "connection_lost", 5)
    await run(raw, offer, b"PUT /x HTTP/1.1\r\nContent-Length: 9\r\n" + b"Content-Type: multipart/x;"
              b" boundary=b\r\n\r\nabc")  # fmt: skip
    assert (await bench.end(2)).reason == "connection_lost"


async def test_damage_is_answered_with_400_and_never_raises(bench):
    offer = await bench.open(HTTP)
    for garbage in (b"\x16\x03\x01\x02\x00\x01", b"hello\r\n\r\n", b"PUT / HTTP/9\r\n\r\n",
                    b"PUT / HTTP/1.1\r\n: x\r\n\r\n", b"\x00" * 5000 + b"\r\n\r\n"):  # fmt: skip
        answer = await run(raw, offer, garbage)
        assert answer.startswith(b"HTTP/1.1 4"), (garbage, answer)
    assert (await run(raw, offer, b"x" * 40_000)).startswith(b"HTTP/1.1 431")
    await until(lambda: bench.findings)
    assert bench.rules == ["upload_not_http"]
    assert bench.findings[0][1]["sample"].startswith("\\x16")
    head = b"PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    answer = await run(raw, offer, head + b"3\r\nabc\r\nzz\r\n")
    assert answer.startswith(b"HTTP/1.1 400")
    arrival = await bench.end()
    assert (arrival.state, arrival.reason) == ("broken", "damaged")
    answer = await run(raw, offer, b"PUT /x HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 411")
    assert (await bench.end(2)).reason == "no_length"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.sampled_from(
                [b"PUT /", b" HTTP/1.1", b"\r\n", b"Content-Length: 3", b"abc", b"Host: x", b"\n",
                 b"Transfer-Encoding: chunked", b"3\r\nabc\r\n0\r\n\r\n", b"Expect: 100-continue",
                 b"Content-Type: multipart/form-data; boundary=b", b"--b", b"--b--", b"\x00"]
            ),
            max_size=20,
        ).map(b"".join),
    ),
    cut=st.integers(0, 300),
)  # fmt: skip
def test_no_bytes_and_no_cut_raise(data, cut):
    async def feed():
        bench = Bench()
        bench.desk._loop = asyncio.get_running_loop()
        inbox = bench.desk._inbox
        inbox.open("r", "c", HOST, HTTP)
        present: set[http_conversation.Conversation] = set()
        conversation = http_conversation.Conversation(HOST, inbox, HTTP, present)
        conversation.connection_made(Sink())
        for piece in (data[:cut], data[cut:]):
            conversation.data_received(piece)
        conversation.eof_received()
        conversation.connection_lost(None)
        assert not present
        assert all(kept.size is not None for kept in bench.shelf.files)

    asyncio.run(feed())


class Sink(asyncio.Transport):
    """A transport that swallows everything."""

    full = 0

    def __init__(self):
        super().__init__()
        self.aborted = False
        self.written = b""

    def write(self, data):
        self.written += data

    def get_write_buffer_size(self):
        return self.full

    def can_write_eof(self):
        return False

    def close(self):
        pass

    def abort(self):
        self.aborted = True


async def test_a_client_that_never_reads_its_answers_is_cut_off(bench):
    await bench.open(HTTP)
    conversation = http_conversation.Conversation(HOST, bench.desk._inbox, HTTP, set())
    sink = Sink()
    sink.full = 1 << 20
    conversation.connection_made(sink)
    conversation.data_received(b"HEAD / HTTP/1.1\r\n\r\n" * 50)
    assert sink.aborted
    assert sink.written == b""
    conversation.connection_lost(None)


async def test_the_cap_is_refused_before_the_body_or_where_it_is_reached():
    bench = Bench(size_cap=100_000)
    offer = await bench.open(HTTP)
    big = bytes(100_001)
    try:
        assert await run(ask, offer, "PUT", "/big", big, basic(offer)) == 413
        refused = await bench.end()
        assert (refused.state, refused.reason, refused.file) == ("refused", "size_cap", "")
        assert refused.total == len(big)
        assert bench.shelf.files == []
        assert bench.rules == ["size_cap"]
        chunks = iter([big[:60_000], big[:60_000]])
        status = await run(
            lambda: ask(
                offer, "PUT", "/big", chunks, {"Transfer-Encoding": "chunked"}, encode_chunked=True
            )
        )
        assert status == 413
        broken = await bench.end(2)
        assert (broken.state, broken.reason, broken.received) == ("broken", "size_cap", 60_000)
        # what is left of the request's room can still be used
        assert await run(ask, offer, "PUT", "/small", DATA, basic(offer)) == 201
        assert await run(ask, offer, "PUT", "/big", big[:50_000], basic(offer)) == 413
    finally:
        await bench.desk.close()


async def test_curl_like_refusal_with_expect_reaches_the_client_before_the_body():
    bench = Bench(size_cap=10)
    offer = await bench.open(HTTP)
    try:
        request = b"PUT /x HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n"
        answer = await run(raw, offer, request)
        assert answer.startswith(b"HTTP/1.1 413")
        assert b"100" not in answer.split(b"\r\n")[0]
    finally:
        await bench.desk.close()


async def test_a_silent_client_times_out_and_a_slow_one_does_not(bench, monkeypatch):
    monkeypatch.setattr(http_conversation, "SILENCE_S", 0.3)
    offer = await bench.open(HTTP)
    head = b"PUT /x HTTP/1.1\r\nContent-Length: 9999\r\n\r\n"

    def slowly():
        with socket.create_connection((HOST, port_of(offer)), 5) as sock:
            sock.sendall(head)
            for _ in range(5):
                sock.settimeout(0.1)
                try:
                    return sock.recv(100)
                except TimeoutError:
                    sock.sendall(b"x")
            sock.settimeout(5)
            return sock.recv(100)

    assert (await run(slowly)).startswith(b"HTTP/1.1 408")
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.received) == ("broken", "timed_out", 5)


async def test_a_farewell_does_not_wait_for_ever(bench, monkeypatch):
    monkeypatch.setattr(http_conversation, "FAREWELL_S", 0.1)
    offer = await bench.open(HTTP)

    def stay():
        with socket.create_connection((HOST, port_of(offer)), 5) as sock:
            sock.sendall(b"GET / HTTP/1.1\r\n\r\n")
            answer = b""
            while piece := sock.recv(100):
                answer += piece
            try:
                while True:
                    sock.sendall(b"more")
            except OSError:
                return answer

    assert (await run(stay)).startswith(b"HTTP/1.1 403")


async def test_withdrawing_cuts_an_upload_and_leaves_other_clients_alone(bench):
    offer = await bench.open(HTTP, "r1")
    other = await bench.open(HTTP, "r2")
    assert port_of(offer) == port_of(other)
    head = "PUT /x HTTP/1.1\r\nAuthorization: {Authorization}\r\nContent-Length: 9999\r\n\r\nabc"
    with (
        socket.create_connection((HOST, port_of(offer)), 5) as mine,
        socket.create_connection((HOST, port_of(offer)), 5) as theirs,
    ):
        mine.sendall(head.format(**basic(offer)).encode())
        theirs.sendall(head.format(**basic(other)).encode())
        await until(lambda: len(bench.arrivals) == 2)
        await bench.desk.withdraw("r1")
        arrival = await bench.end()
        assert (arrival.request, arrival.state, arrival.reason) == ("r1", "broken", "withdrawn")
        await run(theirs.sendall, bytes(9996))
        assert (await run(theirs.recv, 100)).startswith(b"HTTP/1.1 201")
    assert (await bench.end(2)).request == "r2"


async def test_https_uploads_and_the_refusal_of_its_certificate_is_told(bench):
    offer = await bench.open(HTTPS)
    assert offer.url.startswith("https://")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

    def upload(trust):
        client = http.client.HTTPSConnection(HOST, port_of(offer), timeout=5, context=trust)
        try:
            client.request("PUT", "/x.json", b'{"a": 1}', basic(offer))
            return client.getresponse().status
        finally:
            client.close()

    assert await run(upload, context) == 201
    assert (await bench.end()).kind == "json"
    with pytest.raises(ssl.SSLError):
        await run(upload, ssl.create_default_context())
    await until(lambda: bench.findings)
    assert bench.findings[0][0] == "upload_tls_failed"
    assert bench.findings[0][1]["protocol"] == "https"


async def test_a_tls_client_that_never_greets_does_not_delay_closing(bench):
    offer = await bench.open(HTTPS)
    with socket.create_connection((HOST, port_of(offer)), 5):
        receiver = next(iter(bench.desk._receivers.values()))
        await until(lambda: receiver._greetings)
        await bench.desk.close()


async def test_too_many_clients_are_dropped_and_failed_accepts_survived(bench, monkeypatch):
    monkeypatch.setattr(http_receiver, "MOST_CLIENTS", 2)
    monkeypatch.setattr(http_receiver, "RETRY_S", 0.01)
    loop = asyncio.get_running_loop()
    accept = loop.sock_accept
    failures = iter([OSError("vanished"), OSError("again")])

    async def sock_accept(sock):
        if error := next(failures, None):
            raise error
        return await accept(sock)

    monkeypatch.setattr(loop, "sock_accept", sock_accept)
    offer = await bench.open(HTTP)
    socks = [socket.create_connection((HOST, port_of(offer)), 5) for _ in range(3)]
    try:
        assert await run(socks[2].recv, 10) == b""
    finally:
        for sock in socks:
            sock.close()
    receiver = next(iter(bench.desk._receivers.values()))
    await until(lambda: not receiver._conversations)
    assert await run(ask, offer, "HEAD", "/") == 200


async def test_a_big_upload_streams_in_pieces(bench):
    offer = await bench.open(HTTP)
    big = bytes(range(256)) * 4096 * 30
    assert await run(ask, offer, "PUT", "/big", big, basic(offer)) == 201
    arrival = await bench.end()
    assert arrival.sha256 == hashlib.sha256(big).hexdigest()
    assert max(bench.shelf.files[0].pieces) <= 1 << 20
    assert len(bench.shelf.files[0].pieces) > 20


async def test_an_upload_that_stalls_is_reported_with_all_that_came(bench):
    offer = await bench.open(HTTP)

    def kept(size):
        return lambda: bench.shelf.files and len(bench.shelf.files[0].data) == size

    with socket.create_connection((HOST, port_of(offer)), 5) as sock:
        sock.sendall(b"PUT /x HTTP/1.1\r\nContent-Length: 1000\r\n\r\n")
        for size in range(100, 600, 100):
            sock.sendall(b"x" * 100)
            await until(kept(size))
        await until(lambda: bench.arrivals[-1].received == 500)
    assert bench.arrivals[-1].state == "receiving"
    assert (await bench.end()).state == "broken"


async def test_uploads_at_the_same_time_do_not_mix(bench):
    offer = await bench.open(HTTP)
    bodies = [bytes([letter]) * 500_000 for letter in b"abcdef"]
    results = await asyncio.gather(
        *(run(ask, offer, "PUT", "/same", body, basic(offer)) for body in bodies)
    )
    assert results == [201] * 6
    await bench.end(6)
    assert sorted(bytes(kept.data) for kept in bench.shelf.files) == bodies
    assert len({kept.stored_name for kept in bench.shelf.files}) == 6


async def test_no_log_line_carries_a_password(bench, caplog):
    caplog.set_level(logging.DEBUG)
    offer = await bench.open(HTTP)
    await run(ask, offer, "PUT", "/x", DATA, basic(offer))
    await run(ask, offer, "PUT", "/x", DATA, basic(offer, password="WRONGpwd"))
    await bench.end(2)
    assert offer.secret not in caplog.text
    assert "WRONGpwd" not in caplog.text


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
@pytest.mark.parametrize("protocol", [HTTP, HTTPS])
@pytest.mark.parametrize("arguments", [["-T"], ["--data-binary"], ["-F"]])
async def test_curl_uploads_as_everest_does(bench, tmp_path, protocol, arguments):
    offer = await bench.open(protocol)
    file = tmp_path / "diagnostics-2024-02-07T16:51:50.808ZblrG7o"
    data = DATA * 700  # 2 MB: curl asks first with Expect
    file.write_bytes(data)
    source = {"-T": str(file), "--data-binary": f"@{file}", "-F": f"file=@{file}"}[arguments[0]]
    process = await asyncio.create_subprocess_exec(
        "curl", "--silent", "--show-error", "--insecure", "--fail", *arguments, source, offer.url,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")
    arrival = await bench.end()
    assert (arrival.state, arrival.complete) == ("finished", True)
    assert bytes(bench.shelf.files[0].data) == data
    if arguments[0] != "--data-binary":
        assert arrival.original_name == file.name
