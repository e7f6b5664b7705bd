"""Diagnostics files really arrive, over FTP and HTTP, from clients that are not ours."""

from __future__ import annotations

import asyncio
import ftplib
import hashlib
import http.client
import io
import sqlite3
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.journeys.program import Program, dial

pytestmark = pytest.mark.journey

FILE = b"2026-11-24 boot\n" * 200_000


def put_by_ftp(url: str, name: str, data: bytes) -> None:
    parts = urlsplit(url)
    assert parts.hostname is not None
    with ftplib.FTP() as ftp:
        ftp.connect(parts.hostname, parts.port or 21, timeout=20)
        ftp.login(parts.username or "", parts.password or "")
        ftp.storbinary(f"STOR {name}", io.BytesIO(data))


def put_by_http(url: str, name: str, data: bytes) -> int:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("PUT", parts.path + quote(name), body=data)
    status = connection.getresponse().status
    connection.close()
    return status


def stored_file(visit: Path, name: str) -> bytes:
    with sqlite3.connect(visit) as db:
        (number,) = db.execute("select id from files where stored_name = ?", (name,)).fetchone()
        rows = db.execute("select data from chunks where file = ? order by seq", (number,))
        return b"".join(row[0] for row in rows)


async def test_diagnostics_by_ftp(program: Program, visit_file: Path) -> None:
    charger = await dial(program)
    charger.answers["GetDiagnostics"] = lambda payload: {"fileName": "diag.log"}
    await charger.boot()
    program.give(id="d1", command="upload_diagnostics")
    asked = await charger.wait_call("GetDiagnostics")
    assert asked["location"].startswith("ftp://")
    assert asked["location"].endswith("/")
    await charger.call("DiagnosticsStatusNotification", {"status": "Uploading"})
    await asyncio.to_thread(put_by_ftp, asked["location"], "diag.log", FILE)
    await charger.call("DiagnosticsStatusNotification", {"status": "Uploaded"})
    finished = await program.expect("upload_finished", id="d1")
    assert finished["size"] == len(FILE)
    assert finished["sha256"] == hashlib.sha256(FILE).hexdigest()
    assert program.find("upload_progress", id="d1")
    assert (await program.expect("command_effect", id="d1"))["status"] == "seen"
    password = urlsplit(asked["location"]).password
    assert password
    assert password not in "".join(program.raw)
    await charger.close()
    await asyncio.to_thread(program.stop)
    assert stored_file(visit_file, finished["file"]) == FILE
    everything = b"".join(p.read_bytes() for p in visit_file.parent.glob("visit*"))
    assert password.encode() not in everything


async def test_the_next_protocol_is_tried_after_a_failure(program: Program) -> None:
    charger = await dial(program)
    charger.answers["GetDiagnostics"] = lambda payload: {"fileName": "diag.log"}
    await charger.boot()
    program.give(id="d1", command="upload_diagnostics")
    first = await charger.wait_call("GetDiagnostics")
    assert first["location"].startswith("ftp://")
    await charger.call("DiagnosticsStatusNotification", {"status": "UploadFailed"})
    second = await charger.wait_call("GetDiagnostics", 2)
    assert second["location"].startswith("http://")
    assert await asyncio.to_thread(put_by_http, second["location"], "a b.log", FILE) in (200, 201)
    finished = await program.expect("upload_finished", id="d1")
    assert finished["sha256"] == hashlib.sha256(FILE).hexdigest()
    assert len(program.find("command_answered", id="d1")) == 1
    assert (await program.expect("command_effect", id="d1"))["status"] == "seen"
    await charger.close()


async def test_only_the_protocol_that_was_asked_for_is_used(program: Program) -> None:
    charger = await dial(program)
    charger.answers["GetDiagnostics"] = lambda payload: {}
    await charger.boot()
    program.give(id="d1", command="upload_diagnostics", protocol="http")
    asked = await charger.wait_call("GetDiagnostics")
    assert asked["location"].startswith("http://")
    await charger.call("DiagnosticsStatusNotification", {"status": "UploadFailed"})
    assert (await program.expect("upload_failed", id="d1"))["reason"]
    assert (await program.expect("command_effect", id="d1"))["status"] == "missing"
    assert len([c for c in charger.calls if c[0] == "GetDiagnostics"]) == 1
    await charger.close()


async def test_get_log_of_the_security_extension(program: Program) -> None:
    charger = await dial(program)
    charger.answers["GetLog"] = lambda payload: {"status": "Accepted", "filename": "sec.log"}
    await charger.boot()
    program.give(id="g1", command="upload_diagnostics", log=True, protocol="http")
    asked = await charger.wait_call("GetLog")
    assert asked["logType"] == "DiagnosticsLog"
    location = asked["log"]["remoteLocation"]
    await asyncio.to_thread(put_by_http, location, "sec.log", b"one line\n")
    finished = await program.expect("upload_finished", id="g1")
    assert finished["size"] == 9
    await charger.close()


async def test_nobody_can_write_unless_a_file_was_asked_for(program: Program) -> None:
    charger = await dial(program)
    charger.answers["GetDiagnostics"] = lambda payload: {}
    await charger.boot()
    program.give(id="d1", command="upload_diagnostics", protocol="http")
    location = (await charger.wait_call("GetDiagnostics"))["location"]
    await charger.call("DiagnosticsStatusNotification", {"status": "UploadFailed"})
    await program.expect("command_effect", id="d1")
    try:
        status = await asyncio.to_thread(put_by_http, location, "late.log", b"x")
    except OSError:
        status = 0  # nobody listens any more: as good a refusal as any
    assert status == 0 or status >= 400
    assert not program.find("upload_finished")
    await charger.close()
