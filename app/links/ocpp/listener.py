"""Where chargers dial in: an accept loop of our own, so that every attempt is seen and none can hurt.

A library's server would hide half of what a technician needs (a TLS greeting on a plain port is not
even logged, catalogue H18) and its accept loop can die for good (cpython issue 93821: on Windows one
half-open client is enough). Here a guard looks after the listening socket once a second, opens it
again on the same port when it died, and gives up on silent attempts.

The loop accepts one socket per turn of the event loop, so a flood of connections delays nobody, and
when too many are half-open the oldest makes room: a charger always gets its chance.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import itertools
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from app.domain.errors import ListenError
from app.domain.events import Event, ListenerLost, ListenerOpened
from app.links.ocpp.adapters import adapters
from app.links.ocpp.attempt import Accept, Accepted, Attempt, Door
from app.links.ocpp.credentials import Passwords
from app.links.ocpp.policy import CsmsPolicy
from app.links.ocpp.socket import ChargerSocket, MessageSink

__all__ = ["Accepted", "ChargerSocket", "Listener", "MessageSink"]

DEFAULT_PORT = 9310
MORE_PORTS = 50

WATCH_EVERY_S = 1.0
MOST_HALF_OPEN = 200
WAITING_IN_SYSTEM = 128

CLOSE_PATIENCE_S = 1.0
"""For the closing handshakes of all chargers together."""

_FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_FULL_PAUSE_S = 0.2
_MOST_FAILURES = 20
_GOING_AWAY = 1001


class Listener:
    """Listens on one address at a time.

    emit: gets listener and attempt events. accept: called for every charger that was let in, returns
    the sink of its messages. policy and passwords are read at the moment of each decision.
    """

    def __init__(
        self,
        emit: Callable[[Event], None],
        accept: Accept,
        policy: CsmsPolicy,
        passwords: Passwords,
    ) -> None:
        self._door = Door(emit, accept, policy, passwords)
        self._numbers = itertools.count(1)
        self._socket: socket.socket | None = None
        self._guard: asyncio.Task[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether chargers can dial in now (False while the guard is opening a lost port again)."""
        return self._socket is not None

    async def open(self, host: str, port: int = DEFAULT_PORT) -> ListenerOpened:
        """Listen on exactly this address of the laptop and tell so.

        The next free port is taken when ``port`` is not (0: any). Raises ListenError with reason
        ``already_open``, ``address_unavailable``, ``no_free_port`` or ``listen_failed``.
        """
        if self._guard is not None:
            raise ListenError("already_open")
        family, address = await _resolve(host)
        listening = _open_near(family, address, port)
        self._socket = listening
        opened = _opened(address, listening.getsockname()[1], port)
        self._door.passwords.preload()
        self._guard = asyncio.get_running_loop().create_task(
            self._stand_guard(listening, family, opened), name="listener"
        )
        self._door.emit(opened)
        return opened

    async def close(self) -> None:
        """Stop listening and end every connection, answered or not, in under 1.5 seconds."""
        guard, self._guard = self._guard, None
        if guard is not None:
            guard.cancel()
            await asyncio.wait([guard])
            if not guard.cancelled():
                guard.result()
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        for attempt in list(self._door.half_open):
            attempt.drop()
        sockets = list(self._door.sockets)
        for connection in sockets:
            connection.close(_GOING_AWAY, "Kontaktor stops")
        if not sockets:
            return
        waiting = [asyncio.ensure_future(connection.wait_closed()) for connection in sockets]
        _, late = await asyncio.wait(waiting, timeout=CLOSE_PATIENCE_S)
        if late:
            for connection in sockets:
                connection.abort()
            await asyncio.wait(late, timeout=CLOSE_PATIENCE_S / 4)

    # --- the guard ----------------------------------------------------------------------------

    async def _stand_guard(
        self, listening: socket.socket, family: socket.AddressFamily, opened: ListenerOpened
    ) -> None:
        while True:
            began = time.monotonic()
            reason = await self._watch(listening)
            self._door.emit(ListenerLost(t_ns=time.monotonic_ns(), reason=reason))
            if time.monotonic() - began < WATCH_EVERY_S:
                # It died at once, and may again: not faster than this.
                await asyncio.sleep(WATCH_EVERY_S)
            listening = await self._open_again(family, opened)
            again = _opened(opened.host, opened.port, opened.wanted_port)
            self._door.emit(again)

    async def _watch(self, listening: socket.socket) -> str:
        """Accept until the listening socket is dead; returns what it died of, as a token."""
        loop = asyncio.get_running_loop()
        accepting = loop.create_task(self._accept_all(listening), name="accept")
        try:
            while not accepting.done() and _is_listening(listening):
                await asyncio.wait({accepting}, timeout=WATCH_EVERY_S)
                self._check_times()
        finally:
            self._socket = None
            accepting.cancel()
            try:
                await asyncio.wait({accepting})
            finally:
                listening.close()
        error = None if accepting.cancelled() else accepting.exception()
        if error is None or isinstance(error, OSError):
            return "socket_died"
        loop.call_exception_handler({"message": "the accept loop failed", "exception": error})
        return "accept_failed"

    async def _open_again(
        self, family: socket.AddressFamily, opened: ListenerOpened
    ) -> socket.socket:
        while True:
            try:
                self._socket = _listen(family, opened.host, opened.port)
            except OSError:
                # The adapter is gone or somebody took the port: it may come back any time.
                await asyncio.sleep(WATCH_EVERY_S)
                self._check_times()
            else:
                return self._socket

    def _check_times(self) -> None:
        now_ns = time.monotonic_ns()
        for attempt in list(self._door.half_open):
            attempt.check_time(now_ns)

    # --- accepting ----------------------------------------------------------------------------

    async def _accept_all(self, listening: socket.socket) -> None:
        """Accept for ever; raises OSError when the listening socket is no good any more."""
        loop = asyncio.get_running_loop()
        failures = 0
        while True:
            try:
                connection, peer = await loop.sock_accept(listening)
            except OSError as error:
                if error.errno in _FULL:
                    await asyncio.sleep(_FULL_PAUSE_S)
                    continue
                # What goes wrong with one peer comes out here too (Linux accept(2), WinError 64).
                failures += 1
                if failures > _MOST_FAILURES or not _is_listening(listening):
                    raise
                await asyncio.sleep(0)
                continue
            failures = 0
            await self._take(connection, peer)

    async def _take(self, connection: socket.socket, peer: Any) -> None:
        half_open = self._door.half_open
        if len(half_open) >= MOST_HALF_OPEN:
            next(iter(half_open)).crowd_out()
        attempt = Attempt(next(self._numbers), str(peer[0]), self._door)
        try:
            await asyncio.get_running_loop().connect_accepted_socket(lambda: attempt, connection)
        except OSError as error:
            connection.close()
            attempt.connection_lost(error)


async def _resolve(host: str) -> tuple[socket.AddressFamily, str]:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(
                host, None, type=socket.SOCK_STREAM, family=socket.AF_INET
            )
        except (OSError, UnicodeError) as error:
            raise ListenError("address_unavailable", host) from error
        return socket.AF_INET, str(found[0][4][0])
    return (socket.AF_INET6 if address.version == 6 else socket.AF_INET), host


def _listen(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    """A listening socket on exactly this address and port. Raises OSError."""
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            # SO_REUSEADDR there lets two programs share a port, and one of them hears nothing.
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        listening.bind((address, port))
        listening.listen(WAITING_IN_SYSTEM)
    except BaseException:
        listening.close()
        raise
    return listening


def _open_near(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    """A listening socket on ``port`` or one of the next ones. Raises ListenError."""
    if not 0 <= port <= 65535:
        raise ListenError("listen_failed", f"port {port}")
    last = 0 if port == 0 else min(port + MORE_PORTS, 65535)
    for candidate in range(port, last + 1):
        try:
            return _listen(family, address, candidate)
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise ListenError("address_unavailable", address) from error
            # Windows keeps ranges of ports for itself and says "permission denied" there.
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise ListenError("listen_failed", str(error)) from error
    raise ListenError("no_free_port", f"{port}-{last}")


def _is_listening(listening: socket.socket) -> bool:
    try:
        return listening.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) != 0
    except OSError:
        return False


def _opened(host: str, port: int, wanted_port: int) -> ListenerOpened:
    return ListenerOpened(
        t_ns=time.monotonic_ns(),
        host=host,
        port=port,
        urls=urls_of(host, port),
        wanted_port=wanted_port or port,
    )


def urls_of(host: str, port: int) -> tuple[str, ...]:
    """The addresses to type into a charger; the charger or the technician adds the id behind them."""
    hosts = [host]
    if host == "0.0.0.0":  # noqa: S104 - compared, not bound
        hosts = [a.address for a in adapters() if a.up] or ["127.0.0.1"]
    return tuple(f"ws://{f'[{h}]' if ':' in h else h}:{port}/" for h in hosts)
