"""The FTP receiver: pyftpdlib in a thread of its own, plain and AUTH TLS on one port.

pyftpdlib has its own poller, which cannot run on the visit's loop (and must not: under Windows'
Proactor loop there is nothing to add a reader to). So one thread per receiver runs it. The only ways
in from other threads are ``call`` (a queue and a bell that wakes the poller) and the inbox, which is
thread-safe; the only ways out are the inbox's reports.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

from app.uploads.ftp_session import FtpSession, session_type
from app.uploads.inbox import Inbox, Ticket
from app.uploads.ports import listening_socket, permitted

MOST_CLIENTS = 64
STOP_S = 0.8
MOST_FAILURES = 10
"""In a row. One client's trouble must not end the receiver, nor spin for ever."""

_log = logging.getLogger(__name__)


class _Bell:
    """Wakes the poller. Looks like one of pyftpdlib's channels to it."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._hear, self._say = socket.socketpair()
        self._hear.setblocking(False)
        self._say.setblocking(False)
        self._fileno = self._hear.fileno()

    def ring(self) -> None:
        try:
            self._say.send(b"!")
        except OSError:
            pass  # full: it rings already; closed: nobody listens

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return False

    def handle_read_event(self) -> None:
        self._hear.recv(4096)
        self._ring()

    def handle_error(self) -> None:
        _log.exception("an upload receiver's errand failed")

    def close(self) -> None:
        self._hear.close()
        self._say.close()


class _Server(FTPServer):  # type: ignore[misc]
    """pyftpdlib's acceptor; an error while accepting one client does not end it."""

    max_cons = MOST_CLIENTS
    max_cons_per_ip = 16

    def __init__(self, sock: socket.socket, session: type[FtpSession], ioloop: Any) -> None:
        self.sessions: set[FtpSession] = set()
        super().__init__(sock, session, ioloop=ioloop)

    def handle_error(self) -> None:
        _log.warning("a client could not be accepted", exc_info=True)


class FtpReceiver:
    """Listens on one address of ours from construction on; ``stop`` ends it in under a second.

    Raises ListenError when the address cannot be used.
    """

    def __init__(
        self, host: str, port: int, inbox: Inbox, tls: Any, passive_ports: Iterable[int]
    ) -> None:
        # Its warnings are about clients; what matters of those becomes findings.
        logging.getLogger("pyftpdlib").setLevel(logging.ERROR)
        sock = listening_socket(host, port)
        self.port: int = sock.getsockname()[1]
        self._loop = asyncio.get_running_loop()
        self._gone = asyncio.Event()
        self._errands: deque[Callable[[], None]] = deque()
        self._stopping = False
        self._ioloop = IOLoop()
        self._bell = _Bell(self._run_errands)
        self._ioloop.register(self._bell._fileno, self._bell, self._ioloop.READ)
        self._server = _Server(
            sock, session_type(inbox, tls, permitted(host, passive_ports)), self._ioloop
        )
        self._thread = threading.Thread(target=self._run, name="ftp-receiver", daemon=True)
        self._thread.start()

    def drop(self, tickets: list[Ticket]) -> None:
        """Cut the data connections that write for these requests."""
        self.call(lambda: self._drop(tickets))

    def call(self, errand: Callable[[], None]) -> None:
        """Run a function in the receiver's thread, soon. From any thread."""
        self._errands.append(errand)
        self._bell.ring()

    async def stop(self) -> None:
        """Hang up on everybody and end the thread."""
        self._stopping = True
        self._bell.ring()
        try:
            await asyncio.wait_for(self._gone.wait(), STOP_S)
        except TimeoutError:
            _log.error("the FTP receiver did not stop in time")
        else:
            self._thread.join()

    def _run(self) -> None:
        wait: float | None = None
        failures = 0
        while not self._stopping and failures < MOST_FAILURES:
            try:
                self._ioloop.poll(wait)
                wait = self._ioloop.sched.poll()
                failures = 0
            except Exception:
                _log.exception("the FTP receiver stumbled")
                failures += 1
        self._shut()
        try:
            self._loop.call_soon_threadsafe(self._gone.set)
        except RuntimeError:
            pass  # the program's loop ended before we did

    def _shut(self) -> None:
        for session in list(self._server.sessions):
            session.hang_up()
        self._ioloop.close()

    def _run_errands(self) -> None:
        while self._errands:
            self._errands.popleft()()

    def _drop(self, tickets: list[Ticket]) -> None:
        for session in list(self._server.sessions):
            channel = session.data_channel
            landing = channel.file_obj if channel is not None else None
            if channel is not None and landing is not None and landing.ticket in tickets:
                channel.abort()
                session.respond("426 The upload was called off.")
