"""Diagnostics and logs are really uploaded, and failures are told as such."""

from __future__ import annotations

import socket

import pytest

from tests.simulator.conftest import Plays
from tests.simulator.csms import Csms
from tests.simulator.receivers import Receiver, receiving


def location(scheme: str, receiver: Receiver, folder: str = "") -> str:
    return f"{scheme}://kontaktor:s3kret@127.0.0.1:{receiver.port}/{folder}"


@pytest.mark.parametrize("scheme", ["ftp", "ftps", "http", "https"])
async def test_diagnostics_arrive_whole(csms: Csms, plays: Plays, scheme: str) -> None:
    charger = plays()
    await csms.booted()
    charger.fault(1, "GroundFailure")
    await csms.ask("GetConfiguration")
    async with receiving(scheme) as receiver:
        answer = await csms.ask("GetDiagnostics", {"location": location(scheme, receiver, "in/")})
        await csms.hears("DiagnosticsStatusNotification", status="Uploading")
        await csms.hears("DiagnosticsStatusNotification", status="Uploaded")
    name = answer["fileName"]
    (stored, content), *others = receiver.files.items()
    assert not others
    assert stored == (name if scheme.startswith("ftp") else f"PUT /in/{name}")
    text = content.decode()
    assert 100_000 < len(content) < 2_000_000
    assert "RCM tripped" in text
    assert '"BootNotification"' in text
    assert text.endswith("### End of diagnostics\n")
    assert "s3kret" not in text
    assert charger.configuration.text("StationPassword") not in text
    if scheme == "ftp":
        assert [s for s in receiver.said if s.split(" ")[0] in ("CWD", "EPSV")] == [
            "CWD /in",
            "EPSV",
        ]
    if scheme == "http":
        assert any(line.startswith("Authorization: Basic ") for line in receiver.said)


async def test_without_epsv_it_falls_back_to_pasv(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    async with receiving("ftp") as receiver:
        receiver.epsv = False
        await csms.ask("GetDiagnostics", {"location": location("ftp", receiver, "own-name.txt")})
        await csms.hears("DiagnosticsStatusNotification", status="Uploaded")
    assert list(receiver.files) == ["own-name.txt"]
    assert "PASV" in receiver.said


async def test_a_log_has_its_request_id_and_a_second_one_replaces_it(
    csms: Csms, plays: Plays
) -> None:
    plays()
    await csms.booted()
    ask = {"logType": "DiagnosticsLog", "requestId": 31}
    async with receiving("ftp") as receiver:
        receiver.stall.clear()
        where = {"remoteLocation": location("ftp", receiver)}
        first = await csms.ask("GetLog", ask | {"log": where})
        assert first["status"] == "Accepted"
        await csms.hears("LogStatusNotification", status="Uploading", requestId=31)
        await receiver.started.wait()
        second = {"logType": "SecurityLog", "requestId": 32, "log": where}
        assert (await csms.ask("GetLog", second))["status"] == "AcceptedCanceled"
        await csms.hears("LogStatusNotification", status="UploadFailure", requestId=31)
        receiver.stall.set()
        await csms.hears("LogStatusNotification", status="Uploaded", requestId=32)


async def test_only_the_asked_time_is_in_the_file(csms: Csms, plays: Plays) -> None:
    plays()
    await csms.booted()
    async with receiving("http") as receiver:
        ask = {"location": location("http", receiver), "stopTime": "2020-01-01T00:00:00Z"}
        await csms.ask("GetDiagnostics", ask)
        await csms.hears("DiagnosticsStatusNotification", status="Uploaded")
    (content,) = receiver.files.values()
    assert b"ocppd" not in content
    assert b"# Configuration" in content


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("sftp://127.0.0.1/", "NotSupportedOperation"),
        ("nonsense", "BadMessage"),
        ("ftp://[broken/", "UploadFailure"),
        ("http://127.0.0.1:99999/", "UploadFailure"),
        ("ftp://127.0.0.1/a%0d%0aDELE%20x", "BadMessage"),
    ],
)
async def test_addresses_that_cannot_work_are_told(
    csms: Csms, plays: Plays, where: str, expected: str
) -> None:
    plays()
    await csms.booted()
    log = {"logType": "DiagnosticsLog", "requestId": 1, "log": {"remoteLocation": where}}
    await csms.ask("GetLog", log)
    await csms.hears("LogStatusNotification", status=expected)


async def test_a_wrong_password_a_refusal_and_a_closed_port_are_failures(
    csms: Csms, plays: Plays
) -> None:
    plays()
    await csms.booted()
    ask = {"logType": "DiagnosticsLog", "requestId": 1}
    async with receiving("ftp") as receiver:
        receiver.user = ("kontaktor", "other")
        await csms.ask("GetLog", ask | {"log": {"remoteLocation": location("ftp", receiver)}})
        await csms.hears("LogStatusNotification", status="PermissionDenied")
    async with receiving("http") as receiver:
        receiver.http_status = 500
        await csms.ask("GetDiagnostics", {"location": location("http", receiver), "retries": 1})
        await csms.hears("DiagnosticsStatusNotification", status="UploadFailed")
        assert len([line for line in receiver.said if line.startswith("PUT")]) == 2
    with socket.socket() as taken:  # bound and not listening: refused
        taken.bind(("127.0.0.1", 0))
        before = len(csms.heard)
        await csms.ask("GetDiagnostics", {"location": f"ftp://127.0.0.1:{taken.getsockname()[1]}/"})
        await csms.hears("DiagnosticsStatusNotification", after=before, status="UploadFailed")
