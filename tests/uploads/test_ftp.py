"""FTP uploads with real clients: ftplib plain and TLS, curl, and raw sockets for the odd ones."""

from __future__ import annotations

import asyncio
import ftplib
import hashlib
import io
import logging
import os
import shutil
import socket
import ssl
import threading
import time

import pytest

from app.domain.commands import TransferProtocol
from app.uploads import ftp, ftp_data, ftp_session
from app.uploads.desk import Ports
from app.uploads.inbox import MOST_FILES
from tests.uploads.shelf import HOST, RESET, STRANGER, Bench, port_of, until

FTP = TransferProtocol.FTP
FTPS = TransferProtocol.FTPS
DATA = b"### START JOURNAL\r\nJan 30 19:53:20 cp app: \xc3\xa5\r\n" * 50


async def run(function, *arguments):
    return await asyncio.to_thread(function, *arguments)


def logged_in(offer, user="kontaktor", password=None, source=None):
    client = ftplib.FTP(timeout=5)
    client.connect(HOST, port_of(offer), source_address=(source, 0) if source else None)
    client.login(user, offer.secret if password is None else password)
    return client


def trusting_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Wire:
    """A control connection line by line."""

    def __init__(self, port, source=HOST):
        self.sock = socket.create_connection((HOST, port), 5, source_address=(source, 0))
        self.file = self.sock.makefile("rb")

    def read(self):
        return self.file.readline().decode().rstrip("\r\n")

    def say(self, line):
        self.sock.sendall(line.encode() + b"\r\n")
        return self.read()

    def login(self, offer):
        assert self.read().startswith("220")
        assert self.say("USER kontaktor").startswith("331")
        assert self.say(f"PASS {offer.secret}").startswith("230")
        return self

    def pasv(self):
        numbers = self.say("PASV").split("(")[1].split(")")[0].split(",")
        return socket.create_connection((HOST, int(numbers[4]) * 256 + int(numbers[5])), 5)

    def close(self):
        self.file.close()
        self.sock.close()


@pytest.fixture
def wires():
    opened = []

    def wire(*arguments):
        opened.append(Wire(*arguments))
        return opened[-1]

    yield wire
    for each in opened:
        each.close()


async def test_a_plain_upload_arrives_with_its_size_hash_and_name(bench):
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            assert client.storbinary("STOR /logs/a:b.log", io.BytesIO(DATA)).startswith("226")
            assert client.quit().startswith("221")

    await run(upload)
    arrival = await bench.end()
    kept = bench.shelf.files[0]
    assert bytes(kept.data) == DATA
    assert (arrival.state, arrival.reason, arrival.complete) == (
        "finished",
        "end_not_proven",
        False,
    )
    assert arrival.sha256 == kept.sha256 == hashlib.sha256(DATA).hexdigest()
    assert arrival.file == kept.stored_name
    assert arrival.file.startswith("CP 1_A_")
    assert arrival.file.endswith("Z_a_b.log")
    assert arrival.original_name == kept.original_name == "/logs/a:b.log"
    assert (arrival.kind, arrival.authenticated, arrival.peer) == ("text", True, HOST)
    assert (arrival.received, arrival.total, kept.request) == (len(DATA), None, "r1")
    assert bench.findings == []


async def test_the_offer_is_short_masked_and_does_not_show_its_password(bench):
    offer = await bench.open(FTP)
    assert offer.url == f"ftp://kontaktor:{offer.secret}@{HOST}:{port_of(offer)}/"
    assert len(offer.secret) == 8
    assert offer.secret.isalnum()
    assert len(offer.url) < 100
    assert offer.secret not in offer.masked_url
    assert "•••" in offer.masked_url
    assert offer.secret not in repr(offer)
    assert (await bench.open(FTPS, "r2")).url.startswith("ftps://kontaktor:")


async def test_the_size_that_allo_announced_proves_the_end_or_shows_the_cut(bench):
    offer = await bench.open(FTP)

    def upload(announced):
        with logged_in(offer) as client:
            client.sendcmd(f"ALLO {announced} R 10")
            try:
                return client.storbinary("STOR x.bin", io.BytesIO(DATA))
            except ftplib.Error as error:
                return str(error)

    assert (await run(upload, len(DATA))).startswith("226")
    whole = await bench.end(1)
    assert (whole.state, whole.reason, whole.complete) == ("finished", "", True)
    assert whole.total == len(DATA)
    assert (await run(upload, len(DATA) + 5)).startswith("426")
    cut = await bench.end(2)
    assert (cut.state, cut.reason, cut.complete) == ("broken", "cut_short", False)
    assert (await run(upload, 5)).startswith("226")
    assert (await bench.end(3)).reason == "end_not_proven"
    assert [len(kept.data) for kept in bench.shelf.files] == [len(DATA)] * 3


async def test_explicit_tls_protects_control_and_data_and_proves_the_end(bench):
    offer = await bench.open(FTPS)

    def upload():
        with ftplib.FTP_TLS(context=trusting_context(), timeout=5) as client:
            client.connect(HOST, port_of(offer))
            client.login("kontaktor", offer.secret)
            client.prot_p()
            assert client.storbinary("STOR x.gz", io.BytesIO(b"\x1f\x8b" + DATA)).startswith("226")

    await run(upload)
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.complete) == ("finished", "", True)
    assert arrival.kind == "gzip"


@pytest.mark.parametrize(
    "ciphers",
    ["AES128-GCM-SHA256", "AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-GCM-SHA256"],
)
async def test_the_ciphers_of_common_charger_firmware_are_spoken(bench, ciphers):
    ftp, https = await bench.open(FTPS), await bench.open(TransferProtocol.HTTPS, "r2")

    def greet():
        context = trusting_context()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        context.set_ciphers(ciphers)
        with ftplib.FTP_TLS(context=context, timeout=5) as client:
            client.connect(HOST, port_of(ftp))
            client.auth()
        with (
            socket.create_connection((HOST, port_of(https)), 5) as sock,
            context.wrap_socket(sock) as tls,
        ):
            return tls.cipher()[0]

    assert await run(greet) == ciphers


async def test_a_client_that_begins_with_tls_is_greeted_inside_and_others_soon(bench, wires):
    offer = await bench.open(FTPS)

    def talk():
        with (
            socket.create_connection((HOST, port_of(offer)), 5) as sock,
            trusting_context().wrap_socket(sock) as tls,
        ):
            assert tls.recv(100).startswith(b"220")
        hasty = wires(port_of(offer))
        hasty.sock.sendall(b"NOOP\r\n")
        assert [hasty.read()[:3], hasty.read()[:3]] == ["220", "200"]
        gone = wires(port_of(offer))
        gone.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        gone.close()
        assert wires(port_of(offer)).login(offer)

    await run(talk)
    assert bench.findings == []


async def test_pipelined_commands_behind_auth_tls_are_answered_in_order(bench, wires):
    offer = await bench.open(FTPS)

    def talk():
        wire = wires(port_of(offer))
        wire.read()
        assert wire.say("AUTH TLS").startswith("234")
        with trusting_context().wrap_socket(wire.sock, suppress_ragged_eofs=True) as tls:
            file = tls.makefile("rb")
            tls.sendall(f"USER kontaktor\r\nPASS {offer.secret}\r\n".encode())
            assert [file.readline()[:3] for _ in range(2)] == [b"331", b"230"]
            tls.sendall(b"PBSZ 0\r\nPROT P\r\nPASV\r\n")
            assert [file.readline()[:3] for _ in range(3)] == [b"200", b"200", b"227"]
            tls.sendall(b"AUTH TLS\r\nPROT C\r\nPROT S\r\nPROT X\r\nQUIT\r\n")
            assert [file.readline()[:3] for _ in range(5)] == [
                b"503",
                b"200",
                b"521",
                b"502",
                b"221",
            ]
            file.close()

    await run(talk)


async def test_the_shortest_dialogue_of_small_firmware_works_without_type(bench, wires):
    """MicroOcpp: USER, PASS, CWD, PASV, STOR, nothing else; text mode must not change a byte."""
    offer = await bench.open(FTP)

    def talk():
        wire = wires(port_of(offer)).login(offer)
        assert wire.say("CWD /").startswith("250")
        with wire.pasv() as data:
            assert wire.say("STOR diagnostics.log").startswith("1")
            data.sendall(b"a\r\nb\r")
        assert wire.read().startswith("226")
        assert wire.say("QUIT").startswith("221")

    await run(talk)
    await bench.end()
    assert bytes(bench.shelf.files[0].data) == b"a\r\nb\r"


async def test_every_reply_is_one_short_line_and_nothing_can_be_read_or_changed(bench, wires):
    offer = await bench.open(FTP)
    expected = {
        "SYST": "215", "PWD": "257", "XPWD": "257", "CWD /a/b/../c": "250", "CWD": "250",
        "CDUP": "250", "MKD x": "257", "TYPE I": "200", "TYPE A": "200", "MODE S": "200",
        "MODE B": "504", "STRU F": "200", "STRU R": "504", "ALLO 5": "200", "ALLO x": "200",
        "NOOP": "200", "OPTS UTF8 ON": "200", "STAT": "211", "STAT /x": "211", "HELP": "214",
        "LIST": "550", "NLST -la": "550", "MLSD": "550", "MLST /": "550", "RETR x": "550",
        "SIZE x": "550", "MDTM x": "550", "DELE x": "550", "RMD x": "550", "RNFR x": "550",
        "RNTO y": "550", "SITE CHMOD 777 x": "502", "REST 0": "350", "REST x": "501",
        "STOR x": "425", "STOU": "425", "APPE x": "425", "ABOR": "225", "FROB": "502",
        "PORT 127,0,0,2,200,200": "501", "EPRT |1|127.0.0.2|9999|": "501", "EPRT |": "501",
        "EPSV 2": "522", "PBSZ 0": "503", "PROT P": "503", "AUTH KERBEROS": "502",
        "STOR": "501", "PASS again": "230", "USER someone": "331", "LIST x": "530",
    }  # fmt: skip

    def talk():
        wire = wires(port_of(offer)).login(offer)
        for line, code in expected.items():
            reply = wire.say(line)
            assert reply.startswith(code), (line, reply)
            assert len(reply) <= 100, reply
        wire.sock.sendall(b"\nNOOP\nnoop\r\r\n")
        assert [wire.read(), wire.read()[:3]] == ["200 OK.", "502"]
        wire.sock.sendall(b"\r\nPASS x\r\n\xff\xf4\xffSTAT\r\nFEAT\r\n")
        assert wire.read().startswith("230")
        assert wire.read().startswith("211 ")
        feat = [wire.read() for _ in range(7)]
        assert feat[0].startswith("211-")
        assert " EPSV" in feat
        assert feat[-1] == "211 End."

    await run(talk)
    assert bench.shelf.files == []


async def test_extended_passive_and_active_mode_deliver_too(bench):
    offer = await bench.open(FTP)

    def active():
        with logged_in(offer) as client:
            client.set_pasv(False)
            client.storbinary("STOR active", io.BytesIO(DATA))

    def extended():
        with logged_in(offer) as client:
            port = ftplib.parse229(client.sendcmd("EPSV"), client.sock.getpeername())[1]
            with socket.create_connection((HOST, port), 5) as data:
                client.sendcmd("STOR extended")
                data.sendall(DATA)
            client.voidresp()

    await run(active)
    await run(extended)
    await bench.end(2)
    assert [bytes(kept.data) for kept in bench.shelf.files] == [DATA, DATA]


async def test_two_files_of_one_name_stand_beside_each_other(bench):
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            for command in ("STOR a.log", "APPE A.LOG", "STOU a.log", "STOR a.log"):
                client.storbinary(command, io.BytesIO(command.encode()))

    await run(upload)
    await bench.end(4)
    names = [kept.stored_name for kept in bench.shelf.files]
    assert len({name.casefold() for name in names}) == 4
    assert bytes(bench.shelf.files[0].data) == b"STOR a.log"


async def test_a_file_that_begins_in_its_middle_is_marked(bench):
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            client.storbinary("STOR x", io.BytesIO(DATA), rest=100)

    await run(upload)
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.complete) == ("finished", "resumed_part", False)


async def test_only_the_expected_address_is_greeted(bench, wires):
    offer = await bench.open(FTP)
    reply = await run(lambda: wires(port_of(offer), STRANGER).read())
    assert reply.startswith("421")
    assert (await run(lambda: wires(port_of(offer), STRANGER).read())).startswith("421")
    await until(lambda: bench.findings)
    assert bench.findings == [("upload_stranger", {"peer": STRANGER})]


async def test_a_stranger_cannot_take_over_a_data_connection(bench, wires):
    offer = await bench.open(FTP)

    def talk():
        wire = wires(port_of(offer)).login(offer)
        numbers = wire.say("PASV").split("(")[1].split(")")[0].split(",")
        port = int(numbers[4]) * 256 + int(numbers[5])
        with socket.create_connection((HOST, port), 5, source_address=(STRANGER, 0)) as thief:
            assert thief.recv(10) == b""
        with socket.create_connection((HOST, port), 5) as data:
            assert wire.say("STOR mine").startswith("1")
            data.sendall(b"mine")
        assert wire.read().startswith("226")

    await run(talk)
    await bench.end()
    assert bytes(bench.shelf.files[0].data) == b"mine"


@pytest.mark.parametrize(
    ("user", "password", "rule"),
    [
        ("anonymous", "guest@", "upload_anonymous"),
        ("ftp", "", "upload_anonymous"),
        ("admin", "admin", "upload_unauthenticated"),
        ("kontaktor", "WRONGpwd", "upload_wrong_password"),
    ],
)
async def test_other_credentials_from_the_charger_are_accepted_with_a_finding(
    bench, user, password, rule
):
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer, user, password) as client:
            client.storbinary("STOR x", io.BytesIO(DATA))

    await run(upload)
    arrival = await bench.end()
    assert not arrival.authenticated
    assert bench.rules == [rule]
    assert bench.findings[0][1] == {"charger": "CP 1/A", "request": "r1", "peer": HOST}


async def test_nobody_can_write_before_a_request_or_after_its_end(bench, wires):
    offer = await bench.open(FTP)
    await bench.open(FTP, "r2", peer=STRANGER)

    wire = await run(lambda: wires(port_of(offer)).login(offer))
    fresh = await run(lambda: wires(port_of(offer)))
    assert (await run(fresh.read)).startswith("220")
    await bench.desk.withdraw("r1")

    def talk():
        with wire.pasv():
            assert wire.say("STOR late").startswith("450")
        assert fresh.say("USER kontaktor").startswith("331")
        assert fresh.say(f"PASS {offer.secret}").startswith("530")
        assert wires(port_of(offer)).read().startswith("421")

    await run(talk)
    assert bench.shelf.files == []


async def test_a_session_goes_over_to_a_newer_request(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    await bench.open(FTP, "r2")
    await bench.desk.withdraw("r1")

    def talk():
        with wire.pasv() as data:
            assert wire.say("STOR late").startswith("1")
            data.sendall(b"late")
        assert wire.read().startswith("226")

    await run(talk)
    arrival = await bench.end()
    assert (arrival.request, arrival.authenticated) == ("r2", False)
    assert bench.rules == ["upload_wrong_password"]


async def test_withdrawing_cuts_an_upload_and_keeps_what_came(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    data = await run(wire.pasv)
    with data:
        assert (await run(wire.say, "STOR big")).startswith("1")
        await run(data.sendall, DATA)
        await until(lambda: bench.arrivals)
        await bench.desk.withdraw("r1")
        assert (await run(wire.read)).startswith("426")
        arrival = await bench.end()
        assert (arrival.state, arrival.reason) == ("broken", "withdrawn")
        assert bench.shelf.files[0].size == len(DATA)


async def test_a_reset_data_connection_is_a_broken_file(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    data = await run(wire.pasv)
    assert (await run(wire.say, "STOR big")).startswith("1")
    await run(data.sendall, DATA)
    await until(lambda: bench.arrivals)
    data.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    data.close()
    arrival = await bench.end()
    assert (arrival.state, arrival.reason) == ("broken", "connection_lost")
    assert bytes(bench.shelf.files[0].data) == DATA
    assert (await run(wire.read)).startswith("426")


async def test_abor_ends_a_file_as_aborted_and_the_session_goes_on(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    with await run(wire.pasv) as data:
        await run(wire.say, "STOR big")
        assert (await run(wire.say, "STOR other")).startswith("450")
        await run(data.sendall, DATA)
        await until(lambda: bench.arrivals)
        assert (await run(wire.say, "ABOR")).startswith("426")
        assert (await run(wire.read)).startswith("226")
    assert (await bench.end()).reason == "aborted"
    assert (await run(wire.say, "NOOP")).startswith("200")


async def test_a_client_that_hangs_up_its_control_connection_first_still_delivers(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    with await run(wire.pasv) as data:
        await run(wire.say, "STOR big")
        await run(data.sendall, DATA)
        await until(lambda: bench.arrivals)
        wire.close()
        await run(data.sendall, DATA)
    arrival = await bench.end()
    assert arrival.state == "finished"
    assert bytes(bench.shelf.files[0].data) == DATA * 2


async def test_quit_during_a_transfer_lets_it_end(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    with await run(wire.pasv) as data:
        await run(wire.say, "STOR big")
        assert (await run(wire.say, "QUIT")).startswith("221")
        await run(data.sendall, DATA)
    assert (await run(wire.read)).startswith("226")
    assert (await bench.end()).state == "finished"
    assert await run(wire.read) == ""


async def test_bytes_that_come_before_their_stor_are_not_lost(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    with await run(wire.pasv) as data:
        await run(data.sendall, b"early")
        assert (await run(wire.say, "NOOP")).startswith("200")
        assert (await run(wire.say, "STOR early")).startswith("1")
    assert (await run(wire.read)).startswith("226")
    await bench.end()
    assert bytes(bench.shelf.files[0].data) == b"early"


async def test_an_empty_file_is_a_file(bench):
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            client.storbinary("STOR empty", io.BytesIO(b""))

    await run(upload)
    arrival = await bench.end()
    assert (arrival.state, arrival.received, arrival.kind) == ("finished", 0, "unknown")


async def test_the_cap_is_said_in_words_and_what_came_is_kept():
    bench = Bench(size_cap=100_000)
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            try:
                client.storbinary("STOR big", io.BytesIO(bytes(5_000_000)))
            except OSError:
                return client.getresp()  # the data connection was reset under its hands
            except ftplib.error_perm as error:
                return str(error)

    def announce():
        with logged_in(offer) as client:
            client.sendcmd("ALLO 100001")
            with pytest.raises(ftplib.error_perm, match="552"):
                client.storbinary("STOR big", io.BytesIO(DATA))

    try:
        reply = None
        try:
            reply = await run(upload)
        except ftplib.error_perm as error:
            reply = str(error)
        assert reply.startswith("552 ")
        arrival = await bench.end()
        assert (arrival.state, arrival.reason) == ("broken", "size_cap")
        assert len(bench.shelf.files[0].data) <= 100_000
        await run(announce)
        refused = await bench.end(2)
        assert (refused.state, refused.reason, refused.file) == ("refused", "size_cap", "")
        assert bench.rules == ["size_cap"]
        assert bench.findings[0][1]["limit"] == "100000"
    finally:
        await bench.desk.close()


async def test_the_number_of_files_of_a_request_is_bounded(bench):
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            for number in range(MOST_FILES):
                client.storbinary(f"STOR {number}", io.BytesIO(b"x"))
            with pytest.raises(ftplib.Error, match="452"):
                client.storbinary("STOR more", io.BytesIO(b"x"))
            with pytest.raises(ftplib.Error, match="452"):
                client.storbinary("STOR none", io.BytesIO(b""))

    await run(upload)
    assert (await bench.end(MOST_FILES + 1)).reason == "too_many_files"
    assert bench.rules == ["too_many_files"]
    assert len(bench.shelf.files) == MOST_FILES


async def test_a_big_file_streams_in_small_pieces_with_few_reports(bench):
    offer = await bench.open(FTP)
    big = bytes(range(256)) * 4096 * 30

    def upload():
        with logged_in(offer) as client:
            client.storbinary("STOR big", io.BytesIO(big), blocksize=1 << 16)

    begun = time.monotonic()
    await run(upload)
    arrival = await bench.end()
    took = time.monotonic() - begun
    assert arrival.sha256 == hashlib.sha256(big).hexdigest()
    assert max(bench.shelf.files[0].pieces) <= 1 << 16
    assert len(bench.arrivals) <= took * 10 + 3
    assert [a.received for a in bench.arrivals] == sorted(a.received for a in bench.arrivals)
    assert bench.arrivals[0].state == "receiving"


async def test_two_chargers_upload_at_the_same_time_each_to_its_request(bench):
    first = await bench.open(FTP, "r1", charger="one")
    second = await bench.open(FTP, "r2", charger="two")

    def upload(offer, letter):
        with logged_in(offer) as client:
            client.storbinary("STOR x", io.BytesIO(letter * 2_000_000))

    await asyncio.gather(run(upload, first, b"1"), run(upload, second, b"2"))
    await bench.end(2)
    assert {(k.charger, k.request, k.data[:1].decode()) for k in bench.shelf.files} == {
        ("one", "r1", "1"),
        ("two", "r2", "2"),
    }
    assert port_of(first) == port_of(second)


async def test_a_silent_data_connection_is_given_up(bench, wires, monkeypatch):
    monkeypatch.setattr(ftp_data.DataChannel, "timeout", 0.2)
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    with await run(wire.pasv) as data:
        await run(wire.say, "STOR slow")
        await run(data.sendall, b"begun")
        arrival = await bench.end()
        assert (arrival.state, arrival.reason) == ("broken", "timed_out")
        assert (await run(wire.read)).startswith("426")


async def test_a_data_connection_that_never_sends_is_reported_without_a_file(bench, wires):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))
    data = await run(wire.pasv)
    assert (await run(wire.say, "STOR none")).startswith("1")
    data.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    data.close()
    arrival = await bench.end()
    assert (arrival.state, arrival.reason, arrival.file) == ("refused", "connection_lost", "")


async def test_a_silent_control_connection_is_given_up(bench, wires, monkeypatch):
    monkeypatch.setattr(ftp_session.FtpSession, "timeout", 0.2)
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)))
    assert (await run(wire.read)).startswith("220")
    assert (await run(wire.read)).startswith("421")


async def test_a_client_that_refuses_the_certificate_becomes_a_finding(bench):
    offer = await bench.open(FTPS)

    def distrust():
        with ftplib.FTP_TLS(context=ssl.create_default_context(), timeout=5) as client:
            client.connect(HOST, port_of(offer))
            with pytest.raises(ssl.SSLError):
                client.auth()
            client.close()

    await run(distrust)
    await until(lambda: bench.findings)
    assert bench.rules == ["upload_tls_failed"]


async def test_garbage_instead_of_a_tls_handshake_ends_that_client_only(bench, wires):
    offer = await bench.open(FTPS)

    def talk():
        wire = wires(port_of(offer))
        wire.read()
        assert wire.say("AUTH TLS").startswith("234")
        wire.sock.sendall(b"NOOP\r\nNOOP\r\n" * 20)
        try:
            while wire.sock.recv(100):
                pass
        except ConnectionError:
            pass
        with ftplib.FTP_TLS(context=trusting_context(), timeout=5) as client:
            client.connect(HOST, port_of(offer))
            client.login("kontaktor", offer.secret)
            client.prot_p()
            client.putcmd("PASV")
            data = socket.create_connection(ftplib.parse227(client.getresp()), 5)
            client.putcmd("STOR x")
            assert client.getresp().startswith("1")
            data.sendall(b"plain text where TLS should be\r\n" * 10)
            with pytest.raises(ftplib.error_perm, match="522"):
                client.getresp()
            data.close()
            assert client.sendcmd("NOOP").startswith("200")

    await run(talk)
    arrival = await bench.end()
    assert (arrival.state, arrival.reason) == ("refused", "tls_failed")
    assert bench.rules == ["upload_tls_failed"]


async def test_tls_data_that_ends_without_a_goodbye_is_not_proven(bench):
    offer = await bench.open(FTPS)

    def upload():
        with ftplib.FTP_TLS(context=trusting_context(), timeout=5) as client:
            client.connect(HOST, port_of(offer))
            client.login("kontaktor", offer.secret)
            client.prot_p()
            data = client.transfercmd("STOR x")
            data.sendall(DATA)
            data.shutdown(socket.SHUT_WR)  # FIN, no close_notify
            reply = client.getresp()
            data.close()
            return reply

    assert (await run(upload)).startswith("226")
    arrival = await bench.end()
    assert (arrival.state, arrival.reason) == ("finished", "end_not_proven")


async def test_floods_of_commands_and_endless_lines_do_no_harm(bench, wires):
    offer = await bench.open(FTP)

    def flood():
        wire = wires(port_of(offer))
        assert wire.read().startswith("220")
        wire.sock.sendall(b"x" * 100_000 + b"\r\n")
        for _ in range(4000):  # never reading an answer
            try:
                wire.sock.sendall(b"NOOP\r\n" * 3000)
            except ConnectionError:
                return True
        return False

    assert await run(flood)

    def upload():
        with logged_in(offer) as client:
            client.storbinary("STOR x", io.BytesIO(DATA))

    await run(upload)
    assert (await bench.end()).state == "finished"


def spoiled(tls):
    """Bytes that are not TLS, on a connection that is."""
    with socket.socket(fileno=os.dup(tls.fileno())) as sock:
        sock.sendall(b"this is not a TLS record" * 10)


async def test_damage_inside_tls_ends_the_transfer_or_the_session(bench):
    offer = await bench.open(FTPS)

    def damage():
        with ftplib.FTP_TLS(context=trusting_context(), timeout=5) as client:
            client.connect(HOST, port_of(offer))
            client.login("kontaktor", offer.secret)
            client.prot_p()
            data = client.transfercmd("STOR x")
            data.sendall(DATA)
            spoiled(data)
            with pytest.raises(ftplib.error_temp, match="426"):
                client.getresp()
            data.close()
            data = client.transfercmd("STOR x")
            data.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            data.close()
            with pytest.raises(ftplib.error_temp, match="426"):
                client.getresp()
            spoiled(client.sock)
            with pytest.raises((OSError, EOFError)):
                client.getresp()

    await run(damage)
    arrival = await bench.end(2)
    assert [a.reason for a in bench.ended] == ["connection_lost"] * 2
    assert arrival.state == "refused"
    await until(lambda: bench.rules)
    assert bench.rules == ["upload_tls_failed"]


async def test_a_bug_in_a_transfer_or_a_session_is_logged_and_stays_there(
    bench, wires, caplog, monkeypatch
):
    offer = await bench.open(FTP)
    wire = await run(lambda: wires(port_of(offer)).login(offer))

    def break_down(*_):
        raise ValueError("a bug")

    monkeypatch.setattr(bench.shelf, "begin_file", break_down)
    with await run(wire.pasv) as data:
        await run(wire.say, "STOR x")
        await run(data.sendall, b"x")
        assert (await run(wire.read)).startswith("426")
    assert "an upload session failed" in caplog.text
    caplog.clear()
    monkeypatch.setattr(ftp_session.FtpSession, "ftp_ALLO", break_down)
    assert await run(wire.say, "ALLO 5") == ""
    assert "an upload session failed" in caplog.text
    assert (await run(lambda: wires(port_of(offer)).read())).startswith("220")


async def test_the_receiver_survives_its_errands_and_tells_when_it_dies(bench, caplog, monkeypatch):
    def break_down(*_):
        raise ValueError("a bug")

    await bench.open(FTP)
    receiver = next(iter(bench.desk._receivers.values()))
    receiver.call(break_down)
    await until(lambda: "errand failed" in caplog.text)
    receiver.call(receiver._server.handle_error)
    await until(lambda: "could not be accepted" in caplog.text)
    assert not receiver._bell.writable()
    receiver.call(lambda: monkeypatch.setattr(receiver._ioloop, "poll", break_down))
    await until(lambda: caplog.text.count("receiver stumbled") == ftp.MOST_FAILURES)
    await until(lambda: not receiver._thread.is_alive())
    receiver._bell.ring()  # nobody hears it
    await receiver.stop()


async def test_a_receiver_that_is_stuck_does_not_hold_up_the_program(bench, caplog, monkeypatch):
    await bench.open(FTP)
    receiver = next(iter(bench.desk._receivers.values()))
    stuck, release = threading.Event(), threading.Event()

    def hang():
        stuck.set()
        release.wait(5)

    receiver.call(hang)
    await run(stuck.wait, 5)
    monkeypatch.setattr(ftp, "STOP_S", 0.05)
    await bench.desk.close()
    assert "did not stop in time" in caplog.text
    ended_loop = asyncio.new_event_loop()
    ended_loop.close()
    receiver._loop = ended_loop
    release.set()
    await run(receiver._thread.join, 5)
    assert not receiver._thread.is_alive()


async def test_the_passive_ports_are_the_named_ones_and_others_when_all_are_taken():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        named = probe.getsockname()[1]
    bench = Bench(ports=Ports(ftp=0, http=0, https=0, passive=(named,)))
    try:
        offer = await bench.open(FTP)

        def talk():
            wire = Wire(port_of(offer)).login(offer)
            with socket.socket() as squatter:
                first = wire.say("PASV")
                assert f",{named // 256},{named % 256})" in first
                other = Wire(port_of(offer)).login(offer)
                assert f",{named // 256},{named % 256})" not in other.say("PASV")
                assert squatter
            wire.close()
            other.close()

        await run(talk)
    finally:
        await bench.desk.close()


async def test_no_log_line_carries_a_password(bench, caplog):
    caplog.set_level(logging.DEBUG)
    offer = await bench.open(FTP)

    def upload():
        with logged_in(offer) as client:
            client.storbinary("STOR x", io.BytesIO(DATA))
        with logged_in(offer, "kontaktor", "WRONGpwd") as client:
            client.sendcmd("NOOP")

    await run(upload)
    await bench.end()
    assert offer.secret not in caplog.text
    assert "WRONGpwd" not in caplog.text


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
@pytest.mark.parametrize("protocol", [FTP, FTPS])
@pytest.mark.parametrize("tls", [False, True])
async def test_curl_uploads_as_everest_does(bench, tmp_path, protocol, tls):
    offer = await bench.open(protocol)
    file = tmp_path / "diagnostics-2024-02-07T16-51.log"
    file.write_bytes(DATA)
    arguments = ["--ssl-reqd", "--insecure"] if tls else ["--ssl", "--insecure"]
    process = await asyncio.create_subprocess_exec(
        "curl", "--silent", "--show-error", *arguments, "-T", str(file), offer.url,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")
    arrival = await bench.end()
    assert arrival.state == "finished"
    assert arrival.original_name == file.name
    assert bytes(bench.shelf.files[0].data) == DATA
