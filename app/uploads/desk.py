"""The upload desk: opens a receiver for a charger, tells where to send, and reports what came.

    offer = await desk.open(TransferProtocol.FTP, "192.168.1.5", "192.168.1.20", "CP1", "cmd-7")
    ... the charger is given offer.url; offer.masked_url is what people and recordings see ...
    ... arrived(Arrival) is called on the loop as the file comes ...
    await desk.withdraw("cmd-7")

Receivers start when the first request needs them, on the address that the charger is connected to,
and are shared by requests. They outlive the last request by ``LINGER_S``, so that a client can read
its last answer and a retry finds the same port; nobody can write in that time, since writing needs
an open request.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.domain.commands import TransferProtocol
from app.uploads.certificate import Pair, asyncio_context, openssl_context, throw_away
from app.uploads.ftp import FtpReceiver
from app.uploads.http import HttpReceiver
from app.uploads.inbox import SIZE_CAP, USER, Arrival, FileStore, Inbox, Offer, Ticket
from app.uploads.ports import FTP_PORT, HTTP_PORT, HTTPS_PORT, PASSIVE_PORTS
from app.uploads.reasons import Reason

LINGER_S = 5.0
MASK = "•••"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ports:
    """Wanted ports; a taken one is replaced by any free one. 0: any."""

    ftp: int = FTP_PORT
    http: int = HTTP_PORT
    https: int = HTTPS_PORT
    passive: Collection[int] = PASSIVE_PORTS


class Receiver(Protocol):
    """What the desk needs of a receiver."""

    port: int

    def drop(self, tickets: list[Ticket]) -> None: ...
    async def stop(self) -> None: ...


class UploadDesk:
    """All uploads of a visit. To be used on the loop's thread.

    arrived and finding are called on the loop, in the order in which things happened. finding gets
    a rule (a token of ``UPLOADS``) and facts: ``charger``, ``request``, ``peer`` and others.
    size_cap: bytes of all files of one request together. taken: stored names that the visit file
    holds already.
    """

    def __init__(
        self,
        store: FileStore,
        arrived: Callable[[Arrival], None],
        finding: Callable[[str, Mapping[str, str]], None],
        size_cap: int = SIZE_CAP,
        *,
        ports: Ports | None = None,
        taken: Iterable[str] = (),
    ) -> None:
        self._inbox = Inbox(store, self._post, arrived, finding, size_cap, taken)
        self._ports = ports or Ports()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._receivers: dict[tuple[str, str], Receiver] = {}
        self._certificates: dict[str, tuple[Pair, ...]] = {}
        self._starting = asyncio.Lock()
        self._linger: asyncio.TimerHandle | None = None
        self._stopping: asyncio.Task[None] | None = None

    async def open(
        self, protocol: TransferProtocol, host: str, peer: str, charger: str, request: str
    ) -> Offer:
        """Expect files of ``charger`` from ``peer`` at ``host``, an address of ours.

        The same request may be opened again with another protocol; both stay open until it is
        withdrawn. Raises ListenError when the address is not ours any more.
        """
        self._loop = asyncio.get_running_loop()
        if self._linger is not None:
            self._linger.cancel()
            self._linger = None
        async with self._starting:
            receiver = await self._receiver(protocol, host)
            ticket = self._inbox.open(request, charger, peer, protocol)
        address = f"[{host}]" if ":" in host else host
        place = f"{address}:{receiver.port}/"
        return Offer(
            protocol,
            f"{protocol}://{USER}:{ticket.secret}@{place}",
            f"{protocol}://{USER}:{MASK}@{place}",
            ticket.secret,
        )

    async def withdraw(self, request: str) -> None:
        """No byte more for this request; a file on its way ends broken with what came of it."""
        self._drop(self._inbox.withdraw(request, Reason.WITHDRAWN))
        if not self._inbox.waiting and self._receivers and self._loop is not None:
            if self._linger is not None:
                self._linger.cancel()
            self._linger = self._loop.call_later(LINGER_S, self._rest)

    async def close(self) -> None:
        """End everything in under a second, whatever the clients do. May be opened again."""
        if self._linger is not None:
            self._linger.cancel()
            self._linger = None
        self._drop(self._inbox.withdraw(None, Reason.CLOSING))
        if self._stopping is not None:
            await self._stopping
        async with self._starting:
            await self._stop_receivers()
        await asyncio.sleep(0)  # the last reports are posted; let them be delivered first

    @property
    def receiving(self) -> frozenset[tuple[str, int]]:
        """Address and port of each receiver that is listening."""
        return frozenset((host, receiver.port) for (host, _), receiver in self._receivers.items())

    async def _receiver(self, protocol: TransferProtocol, host: str) -> Receiver:
        kind = "ftp" if protocol in (TransferProtocol.FTP, TransferProtocol.FTPS) else protocol
        receiver = self._receivers.get((host, kind))
        if receiver is None:
            if kind == TransferProtocol.HTTP:
                receiver = HttpReceiver(host, self._ports.http, self._inbox, None)
            elif kind == TransferProtocol.HTTPS:
                context = asyncio_context(await self._pairs(host))
                receiver = HttpReceiver(host, self._ports.https, self._inbox, context)
            else:
                tls = openssl_context(await self._pairs(host))
                receiver = FtpReceiver(host, self._ports.ftp, self._inbox, tls, self._ports.passive)
            self._receivers[host, kind] = receiver
        return receiver

    async def _pairs(self, host: str) -> tuple[Pair, ...]:
        if host not in self._certificates:
            self._certificates[host] = await asyncio.to_thread(throw_away, host)
        return self._certificates[host]

    def _drop(self, tickets: list[Ticket]) -> None:
        for receiver in self._receivers.values():
            receiver.drop(tickets)

    def _rest(self) -> None:
        self._linger = None
        if self._loop is not None and not self._inbox.waiting:
            self._stopping = self._loop.create_task(self._rest_unless_wanted(), name="uploads-rest")
            self._stopping.add_done_callback(self._rested)

    async def _rest_unless_wanted(self) -> None:
        async with self._starting:
            if not self._inbox.waiting:
                await self._stop_receivers()

    def _rested(self, task: asyncio.Task[None]) -> None:
        self._stopping = None
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("the upload receivers did not stop in order", exc_info=error)

    async def _stop_receivers(self) -> None:
        receivers = list(self._receivers.values())
        self._receivers.clear()
        await asyncio.gather(*(receiver.stop() for receiver in receivers))

    def _post(self, deliver: Callable[[], None]) -> None:
        if self._loop is None:
            return
        try:
            self._loop.call_soon_threadsafe(deliver)
        except RuntimeError:
            _log.debug("an upload report came after the loop had ended")
