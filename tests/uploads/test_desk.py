"""The desk: receivers start on demand, are shared, linger, and stop; certificates; ports; the inbox."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import threading
from typing import Any

import pytest
from cryptography import x509

from app.domain.commands import TransferProtocol
from app.domain.errors import ListenError
from app.uploads import desk as desk_module
from app.uploads import ports
from app.uploads.certificate import asyncio_context, throw_away
from app.uploads.desk import Ports
from app.uploads.inbox import MOST_STRANGERS, Inbox, plain_address
from app.uploads.reasons import Reason, Refused
from tests.uploads.shelf import HOST, Bench, Shelf, port_of, until

FTP, FTPS = TransferProtocol.FTP, TransferProtocol.FTPS
HTTP, HTTPS = TransferProtocol.HTTP, TransferProtocol.HTTPS


async def test_receivers_are_shared_linger_and_rest(bench, monkeypatch):
    monkeypatch.setattr(desk_module, "LINGER_S", 0.05)
    ftp, ftps = await bench.open(FTP, "r1"), await bench.open(FTPS, "r2")
    await bench.open(HTTP, "r3")
    assert port_of(ftp) == port_of(ftps)
    assert len(bench.desk.receiving) == 2
    await bench.desk.withdraw("r1")
    await bench.desk.withdraw("r2")
    assert len(bench.desk.receiving) == 2
    await bench.desk.withdraw("r3")
    await bench.desk.withdraw("unknown")
    assert len(bench.desk.receiving) == 2  # a client may still read its last answer
    await until(lambda: not bench.desk.receiving)
    await until(lambda: not [t for t in threading.enumerate() if t.name == "ftp-receiver"])
    await bench.open(FTP, "r4")
    assert len(bench.desk.receiving) == 1


async def test_a_new_request_keeps_a_lingering_receiver(bench, monkeypatch):
    monkeypatch.setattr(desk_module, "LINGER_S", 30)
    first = await bench.open(HTTP, "r1")
    await bench.desk.withdraw("r1")
    second = await bench.open(HTTP, "r2")
    assert port_of(first) == port_of(second)
    assert first.secret != second.secret
    bench.desk._rest()  # the timer that was cancelled too late
    assert bench.desk.receiving


async def test_a_request_that_opens_while_the_receivers_go_to_rest_keeps_them(bench, monkeypatch):
    monkeypatch.setattr(desk_module, "LINGER_S", 30)
    offer = await bench.open(HTTP, "r1")
    await bench.desk.withdraw("r1")
    async with bench.desk._starting:
        bench.desk._rest()
        bench.desk._inbox.open("r2", "c", HOST, HTTP)
    await until(lambda: bench.desk._stopping is None)
    assert bench.desk.receiving == {(HOST, port_of(offer))}


async def test_closing_waits_for_receivers_that_go_to_rest(bench):
    await bench.open(HTTP, "r1")
    await bench.desk.withdraw("r1")
    bench.desk._rest()
    await bench.desk.close()
    assert not bench.desk.receiving


async def test_a_receiver_that_cannot_stop_is_logged(bench, caplog):
    await bench.open(HTTP, "r1")
    await bench.desk.withdraw("r1")
    (receiver,) = bench.desk._receivers.values()

    async def fail():
        raise RuntimeError("stuck")

    stop, receiver.stop = receiver.stop, fail
    bench.desk._rest()
    await until(lambda: bench.desk._stopping is None)
    assert "did not stop" in caplog.text
    await stop()


async def test_one_request_may_be_open_by_two_protocols(bench):
    await bench.open(FTP, "r1")
    http = await bench.open(HTTP, "r1")
    with socket.create_connection((HOST, port_of(http)), 5) as sock:
        sock.sendall(b"PUT /x HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc")
        await until(lambda: bench.arrivals)
        await bench.desk.close()
    arrival = await bench.end()
    assert (arrival.request, arrival.state, arrival.reason) == ("r1", "broken", "closing")


async def test_taken_ports_are_replaced_and_named_ones_used():
    with socket.socket() as squatter, socket.socket() as probe:
        squatter.bind((HOST, 0))
        squatter.listen()
        taken = squatter.getsockname()[1]
        probe.bind((HOST, 0))
        free = probe.getsockname()[1]
        probe.close()
        bench = Bench(ports=Ports(ftp=taken, http=free, https=0))
        try:
            assert port_of(await bench.open(FTP)) != taken
            assert port_of(await bench.open(HTTP)) == free
        finally:
            await bench.desk.close()
            await bench.desk.close()


async def test_an_address_that_is_not_ours_is_a_fault_of_the_world(bench):
    for protocol in (FTP, HTTP):
        with pytest.raises(ListenError) as caught:
            await bench.desk.open(protocol, "192.0.2.1", HOST, "c", "r")
        assert caught.value.reason == "no_port"
    assert not bench.desk._inbox.waiting


async def test_ipv6_addresses_are_written_with_brackets(bench):
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("no IPv6 on this machine")
    offer = await bench.desk.open(HTTP, "::1", "::1", "c", "r")
    assert "@[::1]:" in offer.url


def test_ports_that_the_system_forbids_are_left_out(monkeypatch):
    bind = socket.socket.bind

    class Guarded(socket.socket):
        def bind(self, address):
            if address[1] == 9321:
                raise PermissionError
            if address[1] == 9322:
                raise OSError("in use")
            bind(self, (address[0], 0))

    monkeypatch.setattr(socket, "socket", Guarded)
    assert ports.permitted(HOST, range(9320, 9324)) == (9320, 9322, 9323)


def test_certificates_are_fresh_valid_in_1970_and_keep_their_keys_private():
    pairs = throw_away("192.168.1.5")
    assert (
        pairs[0].certificate.serial_number != throw_away("192.168.1.5")[0].certificate.serial_number
    )
    for pair in pairs:
        names = pair.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        assert str(names.value.get_values_for_type(x509.IPAddress)[0]) == "192.168.1.5"
        assert pair.certificate.not_valid_before_utc.year == 1970
        assert "Private" not in repr(pair)
    assert asyncio_context(pairs).minimum_version == ssl.TLSVersion.TLSv1_2


def fresh_inbox(size_cap=100):
    told: list[Any] = []
    inbox = Inbox(Shelf(), lambda call: call(), told.append, lambda *f: told.append(f), size_cap)
    return inbox, told


def test_a_flood_of_strangers_is_told_a_bounded_number_of_times():
    inbox, told = fresh_inbox()
    for number in range(500):
        inbox.expects(f"10.0.{number % 250}.{number // 250}")
    assert len(told) == MOST_STRANGERS
    inbox.note_peer("10.0.0.1", None)  # nothing is open for it
    assert len(told) == MOST_STRANGERS


def test_the_password_picks_the_request_else_the_newest_of_the_protocol():
    inbox, _ = fresh_inbox()
    first = inbox.open("1", "c", "::ffff:10.0.0.1", FTP)
    second = inbox.open("2", "c", "10.0.0.1", FTPS)
    third = inbox.open("3", "c", "10.0.0.1", HTTP)
    assert inbox.admit("10.0.0.1", FTP, "kontaktor", first.secret).ticket is first
    assert inbox.admit("10.0.0.1", FTP, "kontaktor", "nope").ticket is second
    assert inbox.admit("10.0.0.1", HTTPS, None, None).ticket is third
    assert inbox.admit("10.0.0.2", HTTP, "kontaktor", first.secret) is None
    assert first.secret not in repr(first)
    assert plain_address("fe80::1") == "fe80::1"


def test_a_closed_ticket_takes_nothing_more_and_ends_only_once():
    inbox, told = fresh_inbox()
    inbox.open("1", "c", "10.0.0.1", FTP)
    admission = inbox.admit("10.0.0.1", FTP, "ftp", "")
    intake = inbox.begin(admission, "x\ud800", None)
    assert intake.ticket is admission.ticket
    intake.write(b"abc")
    inbox.withdraw("1", Reason.WITHDRAWN)
    for attempt in (lambda: intake.write(b"d"), lambda: inbox.begin(admission, "y", None)):
        with pytest.raises(Refused, match="withdrawn"):
            attempt()
    intake.finish(complete=True)
    assert [a.state for a in told if hasattr(a, "state")] == ["receiving", "broken"]
    with pytest.raises(Refused, match="size_cap"):
        inbox.begin(inbox_admission(inbox), "y", 101)


def inbox_admission(inbox):
    inbox.open("2", "c", "10.0.0.1", FTP)
    return inbox.admit("10.0.0.1", FTP, "ftp", "")


def test_a_name_that_the_visit_has_already_is_not_used_again():
    inbox, told = fresh_inbox()
    admission = inbox_admission(inbox)
    for _ in range(2):
        inbox.begin(admission, "A.log", None).finish(complete=True)
    names = [a.file for a in told if hasattr(a, "file")]
    assert len(set(names)) == 2


async def test_reports_after_the_end_of_the_loop_are_dropped(caplog):
    caplog.set_level(logging.DEBUG)
    bench = Bench()
    bench.desk._post(lambda: None)  # nothing was ever opened
    loop = asyncio.new_event_loop()
    loop.close()
    bench.desk._loop = loop
    bench.desk._post(lambda: None)
    assert "after the loop had ended" in caplog.text
