"""Uploading a file to where the CSMS says, as chargers do, in a thread of its own.

ftp: EPSV, then PASV where that is refused, CWD into the folder of the address, STOR. ftps: the same after
AUTH TLS (the receiver's certificate is not checked: it is a throw-away one). http and https: PUT, with
the file's name appended to an address that ends in "/", Basic credentials out of the address. A pause
after each block keeps the rate of a charger's modem, so that one can watch the file arrive.
"""

from __future__ import annotations

import asyncio
import base64
import ftplib
import http.client
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

BLOCK = 16_384
TIMEOUT_S = 15.0


class UploadError(Exception):
    """Why it failed; `kind` is a word of UploadLogStatusEnumType."""

    def __init__(self, reason: str, kind: str = "UploadFailure") -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(frozen=True)
class Parcel:
    """What goes where: `pause_s` real seconds between blocks of 16 KiB.

    `content` is asked for in the thread: making a big file must not hold up the loop.
    """

    location: str
    name: str
    content: Callable[[], bytes]
    pause_s: float = 0.0


class _GivenUpError(Exception):
    """The upload was given up from outside."""


async def upload(parcel: Parcel) -> None:
    """Upload it. Raises UploadError; when cancelled the thread stops at the next block."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()
    cancelled = threading.Event()

    def finish(error: UploadError | None) -> None:
        if not done.done():
            if error is None:
                done.set_result(None)
            else:
                done.set_exception(error)

    def work() -> None:
        error: UploadError | None = None
        try:
            _transfer(parcel, parcel.content(), cancelled)
        except UploadError as failure:
            error = failure
        except _GivenUpError:
            return
        except ftplib.error_perm as refused:
            code = str(refused)[:3]
            error = UploadError(
                f"FTP {code}",
                "PermissionDenied" if code in ("530", "550", "553") else "UploadFailure",
            )
        except (OSError, EOFError, ValueError, ftplib.Error, http.client.HTTPException) as failure:
            error = UploadError(type(failure).__name__)
        try:
            loop.call_soon_threadsafe(finish, error)
        except RuntimeError:  # the loop is gone, and with it whoever waited
            pass

    threading.Thread(target=work, name="simulated upload", daemon=True).start()
    try:
        await done
    finally:
        cancelled.set()


def _transfer(parcel: Parcel, data: bytes, cancelled: threading.Event) -> None:
    where = urlsplit(parcel.location)
    if not where.hostname:
        raise UploadError("the address has no host", "BadMessage")
    match where.scheme.lower():
        case "ftp":
            _ftp(_Ftp(timeout=TIMEOUT_S), where, parcel, data, cancelled)
        case "ftps":
            _ftp(_Ftps(context=_trusting(), timeout=TIMEOUT_S), where, parcel, data, cancelled)
        case "http":
            plain = http.client.HTTPConnection(where.hostname, where.port, timeout=TIMEOUT_S)
            _http(plain, where, parcel, data, cancelled)
        case "https":
            secure = http.client.HTTPSConnection(
                where.hostname, where.port, timeout=TIMEOUT_S, context=_trusting()
            )
            _http(secure, where, parcel, data, cancelled)
        case other:
            raise UploadError(f"cannot upload over {other or 'nothing'}", "NotSupportedOperation")


def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _send(
    send: Callable[[bytes], object], data: bytes, pause_s: float, cancelled: threading.Event
) -> None:
    for start in range(0, len(data), BLOCK):
        if cancelled.is_set():
            raise _GivenUpError
        send(data[start : start + BLOCK])
        if pause_s:
            cancelled.wait(pause_s)


class _Ftp(ftplib.FTP):
    """FTP that tries EPSV first, as curl does."""

    def makepasv(self) -> tuple[str, int]:
        try:
            answer = self.sendcmd("EPSV")
        except ftplib.error_perm:
            return super().makepasv()
        if self.sock is None:
            raise EOFError
        host, port, *_ = ftplib.parse229(  # noqa: S321  (what chargers speak)
            answer, self.sock.getpeername()
        )
        return host, port


class _Ftps(ftplib.FTP_TLS, _Ftp):
    """The same over TLS."""


def _ftp(
    ftp: ftplib.FTP, where: SplitResult, parcel: Parcel, data: bytes, cancelled: threading.Event
) -> None:
    folder, _, name = unquote(where.path).rpartition("/")
    if any(c in "\r\n" for c in folder + name):
        raise UploadError("the address has line ends", "BadMessage")
    with ftp:
        ftp.connect(where.hostname or "", where.port or ftplib.FTP_PORT)
        ftp.login(unquote(where.username or "anonymous"), unquote(where.password or "charger@"))
        if isinstance(ftp, ftplib.FTP_TLS):
            ftp.prot_p()
        if folder.strip("/"):
            ftp.cwd(folder)
        ftp.voidcmd("TYPE I")
        channel = ftp.transfercmd(f"STOR {name or parcel.name}")
        with channel:
            _send(channel.sendall, data, parcel.pause_s, cancelled)
            if isinstance(channel, ssl.SSLSocket):
                try:
                    channel.unwrap()
                except OSError:  # many receivers close without their half of the farewell
                    pass
        ftp.voidresp()


def _http(
    connection: http.client.HTTPConnection,
    where: SplitResult,
    parcel: Parcel,
    data: bytes,
    cancelled: threading.Event,
) -> None:
    path = where.path or "/"
    if path.endswith("/"):
        path += quote(parcel.name)
    try:
        connection.putrequest("PUT", path + (f"?{where.query}" if where.query else ""))
        connection.putheader("Content-Type", "text/plain")
        connection.putheader("Content-Length", str(len(data)))
        if where.username:
            pair = f"{unquote(where.username)}:{unquote(where.password or '')}".encode()
            connection.putheader("Authorization", "Basic " + base64.b64encode(pair).decode("ascii"))
        connection.endheaders()
        _send(connection.send, data, parcel.pause_s, cancelled)
        status = connection.getresponse().status
    finally:
        connection.close()
    if status >= 300:
        denied = status in (401, 403, 405)
        raise UploadError(f"HTTP {status}", "PermissionDenied" if denied else "UploadFailure")
