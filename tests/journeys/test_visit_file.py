"""Everything a charger said is in the visit file, also after the program was killed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import Program, dial

pytestmark = pytest.mark.journey


def frames(visit: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(visit) as db:
        return db.execute("select direction, text from frames order by id").fetchall()


async def test_a_killed_visit_opens_again_and_goes_on(
    start: Callable[..., Program], visit_file: Path
) -> None:
    program = start()
    charger = await dial(program)
    await charger.boot()
    for number in range(200):
        await charger.call("DataTransfer", {"vendorId": "test", "data": f"frame {number}"})
    # What has been printed was queued for the disk before; 50 ms later it must be there.
    await program.expect("vendor_data", data="frame 199")
    await asyncio.sleep(0.05)
    await asyncio.to_thread(program.kill)
    await charger.close()
    texts = [text for direction, text in frames(visit_file) if direction == "in"]
    assert [json.loads(t)[3]["data"] for t in texts[1:]] == [f"frame {n}" for n in range(200)]
    again = start()
    charger = await dial(again)
    await charger.boot()
    await again.expect("booted")
    await charger.close()
    await asyncio.to_thread(again.stop)
    later = frames(visit_file)
    assert len(later) > 400
    with sqlite3.connect(visit_file) as db:
        (count, highest) = db.execute("select count(*), max(id) from frames").fetchone()
        assert count == highest  # no gap between the two sessions


async def test_secrets_are_nowhere(start: Callable[..., Program], visit_file: Path) -> None:
    secret = "Sup3rS3cretKey9"
    program = start("--password-env", "BENCH_PASSWORD", env={"BENCH_PASSWORD": secret})
    import base64

    token = base64.b64encode(f"CP-1:{secret}".encode()).decode()
    charger = await dial(program, additional_headers={"Authorization": f"Basic {token}"})
    await charger.boot()
    connected = await program.expect("connected")
    assert connected["authentication"] == "text"
    charger.answers["ChangeConfiguration"] = lambda payload: {"status": "Accepted"}
    charger.answers["GetConfiguration"] = lambda payload: {
        "configurationKey": [{"key": "AuthorizationKey", "value": "0ther5ecret", "readonly": False}]
    }
    program.give(id="w", command="write_configuration", key="AuthorizationKey", value="N3wS3cret!x")
    await program.expect("command_answered", id="w")
    assert (await charger.wait_call("ChangeConfiguration"))["value"] == "N3wS3cret!x"
    program.give(id="r", command="read_configuration", keys=["AuthorizationKey"])
    await program.expect("command_effect", id="r")
    await charger.call(
        "DataTransfer", {"vendorId": "x", "data": json.dumps({"password": "p4ssed"})}
    )
    await program.expect("vendor_data")
    command_line = Path(f"/proc/{program.process.pid}/cmdline")
    if command_line.exists():
        assert secret.encode() not in command_line.read_bytes()
    await charger.close()
    await asyncio.to_thread(program.stop)
    stored = b"".join(path.read_bytes() for path in visit_file.parent.glob("visit*"))
    printed = "".join(program.raw)
    for word in (secret, "0ther5ecret", "N3wS3cret!x", "p4ssed", token):
        assert word not in printed
        assert word.encode() not in stored


async def test_a_wrong_password_is_told_and_never_shown(
    start: Callable[..., Program],
) -> None:
    import websockets

    program = start("--password-env", "BENCH_PASSWORD", env={"BENCH_PASSWORD": "the-right-one-123"})
    with pytest.raises(websockets.InvalidStatus) as refused:
        await dial(program)
    assert refused.value.response.status_code == 401
    line = await program.expect("connection_refused", reason="password_missing")
    assert line["stage"] == "password"
    assert line["advice"]


async def test_what_is_not_a_charger_is_told_with_advice(program: Program) -> None:
    async def attempt(data: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", program.port)
        writer.write(data)
        if data:
            await writer.drain()
        writer.write_eof()
        reply = await reader.read()
        writer.close()
        return reply

    await attempt(b"")
    await attempt(b"\x16\x03\x01\x00\xc8\x01\x00\x00\xc4")
    await attempt(b"POST /soap HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
    refused = [await program.expect("connection_refused", lambda line: True)]
    async with asyncio.timeout(30):
        while len(refused) < 3:
            await asyncio.sleep(0.05)
            refused = program.find("connection_refused")
    assert len({line["reason"] for line in refused}) == 3
    for line in refused:
        assert line["peer"] == "127.0.0.1"
        assert line["text"]
    assert any("wss" in line["text"] + line["advice"] for line in refused)
