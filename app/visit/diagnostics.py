"""Getting the diagnostics file: ask, receive, and try the next protocol when one fails.

The truth is the bytes that arrived. What the charger says of its upload only shortens the waiting:
some report "Uploaded" although nothing came (EVerest with curl after a refused PUT, catalogue
section 3), some never report at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.charger import Charger
from app.domain.commands import (
    NO_ANSWER_WORDS,
    NOT_CONNECTED,
    DeliverDiagnostics,
    Outcome,
    TransferProtocol,
    UploadDiagnostics,
)
from app.domain.events import (
    Effect,
    Event,
    UploadAttemptFailed,
    UploadFailed,
    UploadFinished,
    UploadProgressed,
    UploadReported,
    UploadRequested,
)
from app.domain.link import Emit, Link
from app.uploads.desk import UploadDesk
from app.uploads.inbox import Arrival
from app.visit.effects import Verdict

ORDER = (
    TransferProtocol.FTP,
    TransferProtocol.HTTP,
    TransferProtocol.FTPS,
    TransferProtocol.HTTPS,
)
"""What to try, in this order, unless the charger has said what it supports (catalogue, section 3)."""

SILENCE_S = 90.0
"""Without a byte for this long the next protocol is tried (catalogue, section 3)."""

CLAIM_S = 10.0
"""How long bytes may still be under way after the charger said "Uploaded"."""

BROKEN_S = 15.0
"""How long a charger gets to try again by itself after a cut upload."""

LINGER_S = 30.0
"""How long the place stays open for further files of the same request."""

FAILED_WORDS = frozenset(
    {"UploadFailed", "UploadFailure", "BadMessage", "PermissionDenied", "NotSupportedOperation"}
)
"""DiagnosticsStatus and UploadLogStatus of OCPP 1.6 that mean it did not work."""


@dataclass(slots=True)
class _Request:
    """One running request: what arrived and what the charger said, with a bell for both."""

    id: str
    charger: str
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    finished: Arrival | None = None
    broken: str = ""
    said: str = ""
    last_byte_ns: int = 0


class DiagnosticsUpload:
    """All upload requests of a visit; one at a time for each charger."""

    def __init__(
        self,
        emit: Emit,
        desk: UploadDesk,
        now_ns: Callable[[], int],
        add_secret: Callable[[str], None],
    ) -> None:
        self._emit = emit
        self._desk = desk
        self._now_ns = now_ns
        self._add_secret = add_secret
        self._requests: dict[str, _Request] = {}
        self._turns: dict[str, asyncio.Lock] = {}
        self._number = 0
        self._lingering: set[asyncio.Task[None]] = set()

    async def run(
        self,
        id: str,
        charger: Charger,
        command: UploadDiagnostics,
        link_of: Callable[[str], Link | None],
        sent: Callable[[], None],
        answered: Callable[[Outcome], None],
    ) -> Verdict | None:
        """Carry the request through; None when the charger never accepted it.

        ``sent`` is called for each protocol tried, ``answered`` once: with the first acceptance, or
        with the last refusal when no protocol was accepted.
        """
        async with self._turns.setdefault(charger.key, asyncio.Lock()):
            outcome = Outcome(NOT_CONNECTED, False)
            accepted = False
            reason = "not_connected"

            def told(told_outcome: Outcome) -> None:
                nonlocal accepted
                if told_outcome.accepted and not accepted:
                    accepted = True
                    answered(told_outcome)

            for protocol in self._protocols(command, charger):
                link = link_of(charger.key)
                if link is None:
                    outcome, reason = Outcome(NOT_CONNECTED, False), "not_connected"
                    break
                request = _Request(id, charger.key)
                self._requests[id] = request
                try:
                    outcome, reason = await self._try(
                        request, protocol, command, charger, link, sent, told
                    )
                finally:
                    self._leave_open(id)
                if request.finished is not None:
                    arrival = request.finished
                    facts = {"file": arrival.file, "size": str(arrival.received)}
                    return Verdict(Effect.SEEN, "file_arrived", facts)
                self._emit(
                    UploadAttemptFailed(
                        t_ns=self._now_ns(),
                        charger=charger.key,
                        id=id,
                        protocol=protocol.value,
                        reason=reason,
                    )
                )
                if outcome.status in NO_ANSWER_WORDS:
                    break  # another address does not help a charger that cannot do this at all
            if not accepted:
                answered(outcome)
            self._emit(UploadFailed(t_ns=self._now_ns(), charger=charger.key, id=id, reason=reason))
            return Verdict(Effect.MISSING, "no_file") if accepted else None

    async def _try(
        self,
        request: _Request,
        protocol: TransferProtocol,
        command: UploadDiagnostics,
        charger: Charger,
        link: Link,
        sent: Callable[[], None],
        answered: Callable[[Outcome], None],
    ) -> tuple[Outcome, str]:
        place = link.describe()
        offer = await self._desk.open(
            protocol, place.local_host, place.peer, charger.key, request.id
        )
        self._add_secret(offer.secret)
        self._number += 1
        self._emit(
            UploadRequested(
                t_ns=self._now_ns(),
                charger=charger.key,
                id=request.id,
                protocol=protocol.value,
                location=offer.masked_url,
            )
        )
        request.last_byte_ns = self._now_ns()
        outcome = await link.execute(
            DeliverDiagnostics(offer.url, command.log, command.log_type, self._number), sent
        )
        answered(outcome)
        if not outcome.accepted and request.finished is None:
            return outcome, "not_accepted"
        return outcome, await self._wait(request)

    async def _wait(self, request: _Request) -> str:
        """Until a file is here or hope is gone; returns the reason for the latter."""
        while request.finished is None:
            limit_s, reason = SILENCE_S, "silence"
            if request.said in FAILED_WORDS:
                return "charger_failed"
            if request.broken:
                limit_s, reason = BROKEN_S, request.broken
            elif request.said == "Uploaded":
                limit_s, reason = CLAIM_S, "charger_said_uploaded"
            left_s = limit_s - (self._now_ns() - request.last_byte_ns) / 1e9
            request.changed.clear()
            try:
                async with asyncio.timeout(max(left_s, 0.0)):
                    await request.changed.wait()
            except TimeoutError:
                return reason
        return ""

    def _protocols(
        self, command: UploadDiagnostics, charger: Charger
    ) -> tuple[TransferProtocol, ...]:
        if command.protocol is not None:
            return (command.protocol,)
        told = charger.configuration.get("SupportedFileTransferProtocols")
        if told is None or not told.value:
            return ORDER
        words = {word.strip(" '\"").casefold() for word in told.value.split(",")}
        return tuple(protocol for protocol in ORDER if protocol.value in words) or ORDER

    def _leave_open(self, id: str) -> None:
        """Let the charger finish its session and send further files before the door closes."""
        request = self._requests[id]
        linger_s = LINGER_S if request.finished is not None else 0.0

        async def shut() -> None:
            await asyncio.sleep(linger_s)
            if self._requests.get(id) is request:
                del self._requests[id]
                await self._desk.withdraw(id)

        task = asyncio.get_running_loop().create_task(shut(), name=f"close upload {id}")
        self._lingering.add(task)
        task.add_done_callback(self._lingering.discard)

    # --- what comes in --------------------------------------------------------------------------

    def arrived(self, arrival: Arrival) -> None:
        """News from the receivers, on the loop's thread."""
        request = self._requests.get(arrival.request)
        if request is None:
            return
        now = self._now_ns()
        request.last_byte_ns = now
        if arrival.state == "receiving":
            request.broken = ""
        if arrival.state != "refused":
            self._emit(
                UploadProgressed(
                    t_ns=now,
                    charger=request.charger,
                    id=request.id,
                    file=arrival.file,
                    received=arrival.received,
                    total=arrival.total,
                )
            )
        if arrival.state == "finished":
            request.finished = request.finished or arrival
            self._emit(
                UploadFinished(
                    t_ns=now,
                    charger=request.charger,
                    id=request.id,
                    file=arrival.file,
                    size=arrival.received,
                    sha256=arrival.sha256,
                    original_name=arrival.original_name,
                    kind=arrival.kind,
                    complete=arrival.complete,
                )
            )
        elif arrival.state in ("broken", "refused"):
            request.broken = arrival.reason
        request.changed.set()

    def observe(self, event: Event) -> None:
        """What the charger says of its upload."""
        if not isinstance(event, UploadReported):
            return
        for request in self._requests.values():
            if request.charger == event.charger and event.status != request.said:
                request.said = event.status
                request.last_byte_ns = max(request.last_byte_ns, self._now_ns())
                request.changed.set()

    async def close(self) -> None:
        """Stop waiting and shut the receivers."""
        for task in list(self._lingering):
            task.cancel()
        await self._desk.close()
