"""A listener with everything it tells, and raw dial-ins, for the tests beside this file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.events import AttemptProgressed, ConnectionRefused, Event, Stage
from app.links.ocpp.attempt import Accepted
from app.links.ocpp.credentials import Passwords
from app.links.ocpp.listener import Listener
from app.links.ocpp.policy import CsmsPolicy
from app.links.ocpp.socket import ChargerSocket
from app.secrets import MemoryVault

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
"""The example of RFC 6455, section 1.3."""
DEADLINE_S = 5.0

T = TypeVar("T", bound=Event)


def request(
    target: str = "/CP1", *headers: str, protocol: str | None = "ocpp1.6", key: str = KEY
) -> bytes:
    """A request as a proper client sends it, plus ``headers``."""
    lines = [
        f"GET {target} HTTP/1.1",
        "Host: 192.168.1.5:9310",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        *([] if protocol is None else [f"Sec-WebSocket-Protocol: {protocol}"]),
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def frame(payload: bytes, opcode: int = 1, fin: bool = True, mask: bytes = b"\1\2\3\4") -> bytes:
    """A masked client frame, written out by hand so that it owes nothing to the code under test."""
    size = len(payload)
    head = bytes([(0x80 if fin else 0) | opcode])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += bytes([0x80 | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([0x80 | 127]) + size.to_bytes(8, "big")
    body = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
    return head + mask + body


async def until(condition: Callable[[], object], deadline_s: float = DEADLINE_S) -> None:
    """Wait until the condition holds; fails after the deadline."""
    async with asyncio.timeout(deadline_s):
        while not condition():
            await asyncio.sleep(0.005)


class Sink:
    """Keeps what a socket tells."""

    def __init__(self, socket: ChargerSocket) -> None:
        self.socket = socket
        self.messages: list[tuple[bytes, bool]] = []
        self.ended: list[tuple[str, int | None, str]] = []
        self.latencies: list[float] = []
        self.losses = 0
        self.on_message: Callable[[bytes], None] = lambda payload: None

    def message_received(self, payload: bytes, binary: bool, t_ns: int) -> None:
        self.messages.append((payload, binary))
        self.on_message(payload)

    def connection_ended(self, reason: str, code: int | None, detail: str) -> None:
        self.ended.append((reason, code, detail))

    def ping_answered(self, latency_s: float) -> None:
        self.latencies.append(latency_s)

    def pings_lost(self) -> None:
        self.losses += 1


@dataclass
class Raw:
    """One TCP connection to the listener."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def send(self, data: bytes) -> None:
        self.writer.write(data)

    async def head(self) -> str:
        """The answer up to its blank line; empty when the other side said nothing and closed."""
        try:
            async with asyncio.timeout(DEADLINE_S):
                return (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        except (asyncio.IncompleteReadError, ConnectionError):
            return ""

    async def read_frame(self) -> tuple[int, bytes]:
        """Opcode and payload of the next unmasked frame."""
        async with asyncio.timeout(DEADLINE_S):
            first, second = await self.reader.readexactly(2)
            size = second & 0x7F
            if size == 126:
                size = int.from_bytes(await self.reader.readexactly(2), "big")
            elif size == 127:
                size = int.from_bytes(await self.reader.readexactly(8), "big")
            return first & 0x0F, await self.reader.readexactly(size)

    async def end(self) -> bytes:
        """Everything up to the end of the connection."""
        async with asyncio.timeout(DEADLINE_S):
            try:
                return await self.reader.read()
            except ConnectionError:
                return b""

    async def close(self) -> None:
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


@dataclass
class Site:
    """A listener on the loopback address and all that it says."""

    policy: CsmsPolicy = field(default_factory=CsmsPolicy)
    passwords: Passwords = field(default_factory=lambda: Passwords(MemoryVault()))
    events: list[Event] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    sinks: list[Sink] = field(default_factory=list)
    raws: list[Raw] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self.listener = Listener(self.events.append, self._accept, self.policy, self.passwords)

    def _accept(self, accepted: Accepted, socket: ChargerSocket) -> Sink:
        self.accepted.append(accepted)
        self.sinks.append(Sink(socket))
        return self.sinks[-1]

    async def open(self) -> None:
        self.port = (await self.listener.open("127.0.0.1", 0)).port

    async def close(self) -> None:
        for raw in self.raws:
            await raw.close()
        async with asyncio.timeout(DEADLINE_S):
            await self.listener.close()
        assert self.passwords.close(DEADLINE_S)

    async def dial(self, data: bytes = b"") -> Raw:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        raw = Raw(reader, writer)
        self.raws.append(raw)
        if data:
            raw.send(data)
        return raw

    async def connect(self, data: bytes | None = None) -> tuple[Raw, Sink]:
        """Dial in properly and get to the first frame."""
        count = len(self.sinks)
        raw = await self.dial(request() if data is None else data)
        assert " 101 " in await raw.head()
        await until(lambda: len(self.sinks) > count)
        return raw, self.sinks[count]

    def all(self, kind: type[T]) -> list[T]:
        return [event for event in self.events if isinstance(event, kind)]

    async def refusal(self, number: int = 0) -> ConnectionRefused:
        """The refusal with that index, once it was told."""
        await until(lambda: len(self.all(ConnectionRefused)) > number)
        return self.all(ConnectionRefused)[number]

    def stages(self, attempt: int) -> list[tuple[Stage, str]]:
        return [(e.stage, e.fact) for e in self.all(AttemptProgressed) if e.attempt == attempt]
