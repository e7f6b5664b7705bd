"""Which protocol is tried when, and what counts as arrived."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from app.domain.charger import Charger
from app.domain.commands import DeliverDiagnostics, Outcome, TransferProtocol, UploadDiagnostics
from app.domain.events import (
    ConfigurationRead,
    Effect,
    UploadAttemptFailed,
    UploadFailed,
    UploadFinished,
    UploadProgressed,
    UploadReported,
    UploadRequested,
)
from app.uploads.desk import UploadDesk
from app.uploads.inbox import Arrival, Offer
from app.visit.diagnostics import BROKEN_S, CLAIM_S, SILENCE_S, DiagnosticsUpload
from app.visit.effects import Verdict
from tests.visit.scripted import Clock, ScriptedLink, Told

ACCEPTED = Outcome("Accepted", True, "diag.log")


class Desk:
    """Hands out addresses; no socket is opened. (The receivers have tests of their own.)"""

    def __init__(self) -> None:
        self.withdrawn: list[str] = []

    async def open(
        self, protocol: TransferProtocol, host: str, peer: str, charger: str, request: str
    ) -> Offer:
        return Offer(
            protocol=protocol,
            url=f"{protocol.value}://kontaktor:hush1234@{host}/",
            masked_url=f"{protocol.value}://kontaktor:•••@{host}/",
            secret="hush1234",
        )

    async def withdraw(self, request: str) -> None:
        self.withdrawn.append(request)

    async def close(self) -> None:
        pass


class Bench:
    def __init__(self) -> None:
        self.told = Told()
        self.clock = Clock()
        self.desk = Desk()
        self.secrets: list[str] = []
        self.link: ScriptedLink | None = ScriptedLink({DeliverDiagnostics: ACCEPTED})
        self.charger = Charger("CP")
        self.answers: list[Outcome] = []
        self.upload = DiagnosticsUpload(
            self.told, cast(UploadDesk, self.desk), self.clock, self.secrets.append
        )
        self.task: asyncio.Task[Verdict | None] | None = None

    def start(self, command: UploadDiagnostics | None = None) -> None:
        self.task = asyncio.ensure_future(
            self.upload.run(
                "d",
                self.charger,
                command or UploadDiagnostics(),
                lambda key: self.link,
                lambda: None,
                self.answers.append,
            )
        )

    async def result(self) -> Verdict | None:
        assert self.task is not None
        async with asyncio.timeout(20):
            return await self.task

    def arrive(self, state: str, received: int = 5, reason: str = "") -> None:
        self.upload.arrived(
            Arrival(
                request="d",
                file="f",
                original_name="diag.log",
                received=received,
                total=None,
                state=cast(Any, state),
                reason=reason,
                sha256="00" if state == "finished" else "",
                kind="text",
                peer="127.0.0.1",
                authenticated=True,
                complete=True,
            )
        )

    def says(self, status: str) -> None:
        self.upload.observe(UploadReported(t_ns=1, charger="CP", kind="diagnostics", status=status))

    async def asked(self, count: int) -> str:
        """The protocol of the count-th request."""
        request = cast(UploadRequested, await self.told.wait(UploadRequested, count))
        await asyncio.sleep(0.01)
        return request.protocol

    def pass_time(self, seconds: float) -> None:
        """Move the clock and ring, as the passing of time does."""
        self.clock.ahead_ns += int(seconds * 1e9)
        for request in self.upload._requests.values():
            request.changed.set()


@pytest.fixture
async def bench():
    made = Bench()
    yield made
    if made.task is not None:
        made.task.cancel()
    await made.upload.close()


async def test_a_file_that_arrives_is_the_effect(bench: Bench) -> None:
    bench.start()
    assert await bench.asked(1) == "ftp"
    bench.arrive("receiving")
    bench.arrive("finished", 9)
    verdict = await bench.result()
    assert verdict == Verdict(Effect.SEEN, "file_arrived", {"file": "f", "size": "9"})
    assert len(bench.answers) == 1
    assert bench.told.of(UploadFinished)
    assert bench.told.of(UploadProgressed)
    assert bench.secrets == ["hush1234"]
    assert "hush1234" not in repr(bench.told.events)


async def test_the_order_is_ftp_http_ftps_https(bench: Bench) -> None:
    bench.start()
    tried = []
    for number in range(1, 5):
        tried.append(await bench.asked(number))
        bench.says("Uploading")
        bench.says("UploadFailed")
    assert tried == ["ftp", "http", "ftps", "https"]
    assert await bench.result() == Verdict(Effect.MISSING, "no_file")
    assert len(bench.told.of(UploadAttemptFailed)) == 4
    assert len(bench.told.of(UploadFailed)) == 1
    assert len(bench.answers) == 1


async def test_what_the_charger_supports_is_respected(bench: Bench) -> None:
    bench.charger.apply(
        ConfigurationRead(
            t_ns=1,
            charger="CP",
            key="SupportedFileTransferProtocols",
            value=" HTTP, FTPS",
            readonly=True,
        )
    )
    bench.start()
    assert await bench.asked(1) == "http"
    bench.says("UploadFailed")
    assert await bench.asked(2) == "ftps"
    bench.says("Idle")
    bench.says("UploadFailed")
    assert await bench.result() == Verdict(Effect.MISSING, "no_file")


@pytest.mark.parametrize(
    ("said", "state", "seconds", "reason"),
    [
        ("", "", SILENCE_S, "silence"),
        ("Uploaded", "", CLAIM_S, "charger_said_uploaded"),
        ("", "broken", BROKEN_S, "cut_short"),
        ("", "refused", BROKEN_S, "size_cap"),
    ],
)
async def test_hope_is_given_up_in_time(
    bench: Bench, said: str, state: str, seconds: float, reason: str
) -> None:
    bench.start(UploadDiagnostics(TransferProtocol.HTTP))
    await bench.asked(1)
    if said:
        bench.says(said)
    if state:
        bench.arrive(state, reason=reason)
    bench.pass_time(seconds - 1)
    await asyncio.sleep(0.01)
    assert not bench.told.of(UploadFailed)
    bench.pass_time(1.1)
    await bench.result()
    failed = cast(UploadFailed, bench.told.of(UploadFailed)[0])
    assert failed.reason == reason


async def test_a_charger_may_try_again_after_a_cut(bench: Bench) -> None:
    bench.start(UploadDiagnostics(TransferProtocol.FTP))
    await bench.asked(1)
    bench.arrive("broken", reason="cut_short")
    bench.arrive("receiving")
    bench.arrive("finished")
    verdict = await bench.result()
    assert verdict is not None
    assert verdict.effect is Effect.SEEN


async def test_a_charger_that_cannot_is_not_asked_again(bench: Bench) -> None:
    assert bench.link is not None
    bench.link.answers[DeliverDiagnostics] = Outcome("CallError", False, "NotImplemented")
    bench.start()
    assert await bench.result() is None
    assert [outcome.status for outcome in bench.answers] == ["CallError"]
    assert len(bench.told.of(UploadRequested)) == 1
    assert bench.told.of(UploadFailed)


async def test_a_refused_protocol_leads_to_the_next(bench: Bench) -> None:
    answers = iter([Outcome("Rejected", False), ACCEPTED])
    assert bench.link is not None
    bench.link.answers[DeliverDiagnostics] = lambda command: next(answers)
    bench.start()
    await bench.asked(2)
    bench.arrive("finished")
    verdict = await bench.result()
    assert verdict is not None
    assert verdict.effect is Effect.SEEN
    assert [outcome.status for outcome in bench.answers] == ["Accepted"]


async def test_without_a_connection_nothing_is_asked(bench: Bench) -> None:
    bench.link = None
    bench.start()
    assert await bench.result() is None
    assert [outcome.status for outcome in bench.answers] == ["NotConnected"]
    assert cast(UploadFailed, bench.told.of(UploadFailed)[0]).reason == "not_connected"


async def test_what_arrives_for_no_request_is_left_alone(bench: Bench) -> None:
    bench.arrive("finished")
    bench.says("Uploaded")
    assert not bench.told.events


async def test_failed_requests_close_their_door_at_once(bench: Bench) -> None:
    bench.start(UploadDiagnostics(TransferProtocol.FTP))
    await bench.asked(1)
    bench.says("UploadFailed")
    await bench.result()
    async with asyncio.timeout(5):
        while not bench.desk.withdrawn:
            await asyncio.sleep(0.01)
    assert bench.desk.withdrawn == ["d"]
