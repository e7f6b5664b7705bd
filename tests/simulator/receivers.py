"""Small receivers for uploads, independent of the product: FTP (plain and AUTH TLS) and HTTP(S)."""

from __future__ import annotations

import asyncio
import functools
import ssl
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@functools.cache
def certificate() -> tuple[bytes, bytes]:
    """A self-signed certificate and its key, both PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "receiver")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM), key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "both.pem"
        path.write_bytes(b"".join(certificate()))
        context.load_cert_chain(path)
    return context


class Receiver:
    """What came: `files` by name; `said` the lines of the client."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.said: list[str] = []
        self.port = 0
        self.epsv = True
        self.user = ("kontaktor", "s3kret")
        self.context: ssl.SSLContext | None = None
        self.http_status = 201
        self.stall = asyncio.Event()
        self.stall.set()
        self.started = asyncio.Event()

    async def ftp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stored: asyncio.Future[bytes] | None = None
        data: asyncio.Server | None = None
        protected = False

        def say(text: str) -> None:
            writer.write(f"{text}\r\n".encode())

        say("220 ready")
        while line := (await reader.readline()).decode().strip():
            self.said.append(line)
            verb, _, argument = line.partition(" ")
            match verb:
                case "AUTH" if self.context:
                    say("234 ok")
                    await writer.drain()
                    await writer.start_tls(self.context)
                case "USER":
                    say("331 password")
                case "PASS":
                    user = next(s.split(" ", 1)[1] for s in self.said if s.startswith("USER"))
                    say("230 ok" if (user, argument) == self.user else "530 no")
                case "EPSV" | "PASV" if verb == "PASV" or self.epsv:
                    stored = asyncio.get_running_loop().create_future()
                    context = self.context if protected else None
                    data = await asyncio.start_server(
                        functools.partial(self._data, stored), "127.0.0.1", 0, ssl=context
                    )
                    port = data.sockets[0].getsockname()[1]
                    high, low = divmod(port, 256)
                    say(
                        f"229 ok (|||{port}|)"
                        if verb == "EPSV"
                        else f"227 ok (127,0,0,1,{high},{low})"
                    )
                case "STOR" if stored is not None and data is not None:
                    say("150 go")
                    self.files[argument] = await stored
                    data.close()
                    say("226 done")
                case "PROT":
                    protected = argument == "P"
                    say("200 ok")
                case "CWD" | "PBSZ" | "TYPE":
                    say("250 ok" if verb == "CWD" else "200 ok")
                case "QUIT":
                    say("221 bye")
                case _:
                    say("502 no")
        writer.close()

    async def _data(
        self,
        stored: asyncio.Future[bytes],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.started.set()
        await self.stall.wait()
        content = await reader.read()
        writer.close()
        if not stored.done():
            stored.set_result(content)

    async def http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        self.said += head
        method, path, _ = head[0].split(" ")
        length = next(int(h.split(":")[1]) for h in head if h.lower().startswith("content-length"))
        self.files[f"{method} {path}"] = await reader.readexactly(length)
        writer.write(f"HTTP/1.1 {self.http_status} x\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def receiving(scheme: str) -> AsyncIterator[Receiver]:
    """A receiver for ftp, ftps, http or https on a free port."""
    receiver = Receiver()
    if scheme in ("ftps", "https"):
        receiver.context = tls()
    talk = receiver.ftp if scheme.startswith("ftp") else receiver.http
    context = receiver.context if scheme == "https" else None
    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        receiver.stall.set()
        server.close()
