"""What the upload tests stand on: a store in memory, a desk with its reports, patient waiting."""

from __future__ import annotations

import asyncio
import hashlib
import os
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.commands import TransferProtocol
from app.uploads.desk import Ports, UploadDesk
from app.uploads.inbox import SIZE_CAP, Arrival, Offer

HOST = "127.0.0.1"
STRANGER = "127.0.0.2"
RESET = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
"""SO_LINGER: closing resets the connection."""
ANY_PORTS = Ports(ftp=0, http=0, https=0, passive=())


@dataclass
class Kept:
    """One stored file."""

    stored_name: str
    original_name: str
    charger: str
    request: str
    data: bytearray = field(default_factory=bytearray)
    pieces: list[int] = field(default_factory=list)
    size: int | None = None
    sha256: str = ""
    complete: bool = False


class Shelf:
    """A FileStore in memory that checks how it is used."""

    def __init__(self) -> None:
        self.files: list[Kept] = []
        self._lock = threading.Lock()

    def begin_file(self, stored_name: str, original_name: str, charger: str, request: str) -> int:
        with self._lock:
            self.files.append(Kept(stored_name, original_name, charger, request))
            return len(self.files) - 1

    def append_file(self, file: int, data: bytes) -> None:
        assert isinstance(data, bytes)
        kept = self.files[file]
        assert kept.size is None, "written after its end"
        kept.data += data
        kept.pieces.append(len(data))

    def finish_file(self, file: int, size: int, sha256: str, complete: bool) -> None:
        kept = self.files[file]
        assert kept.size is None, "ended twice"
        assert size == len(kept.data)
        assert sha256 == hashlib.sha256(kept.data).hexdigest()
        kept.size, kept.sha256, kept.complete = size, sha256, complete


class Bench:
    """A desk whose reports are kept; every report must come on the loop's thread."""

    def __init__(self, size_cap: int = SIZE_CAP, ports: Ports = ANY_PORTS) -> None:
        self.shelf = Shelf()
        self.arrivals: list[Arrival] = []
        self.findings: list[tuple[str, Mapping[str, str]]] = []
        self._thread = threading.get_ident()
        self.desk = UploadDesk(self.shelf, self._arrived, self._found, size_cap, ports=ports)

    def _arrived(self, arrival: Arrival) -> None:
        assert threading.get_ident() == self._thread
        self.arrivals.append(arrival)

    def _found(self, rule: str, facts: Mapping[str, str]) -> None:
        assert threading.get_ident() == self._thread
        self.findings.append((rule, facts))

    async def open(
        self,
        protocol: TransferProtocol,
        request: str = "r1",
        peer: str = HOST,
        charger: str = "CP 1/A",
    ) -> Offer:
        return await self.desk.open(protocol, HOST, peer, charger, request)

    @property
    def rules(self) -> list[str]:
        return [rule for rule, _ in self.findings]

    @property
    def ended(self) -> list[Arrival]:
        return [a for a in self.arrivals if a.state != "receiving"]

    async def end(self, count: int = 1) -> Arrival:
        """The last of ``count`` arrivals that have ended."""
        await until(lambda: len(self.ended) >= count)
        return self.ended[count - 1]


async def until(condition: Callable[[], object], deadline_s: float = 8.0) -> None:
    """Wait for a condition, at most ``deadline_s``."""
    end = time.monotonic() + deadline_s
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.005)


def port_of(offer: Offer) -> int:
    return int(offer.url.rsplit(":", 1)[1].strip("/"))
