"""The HTTP and HTTPS receivers: an accept loop on the visit's loop, one ``Conversation`` a client.

Connections are accepted by hand (``sock_accept``, ``connect_accepted_socket``), which works on every
loop that the program runs on and makes a failed TLS handshake an exception with a reason; asyncio's
own server would keep it to itself, and "the charger does not trust the laptop" is what the
technician needs to know.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
from functools import partial

from app.domain.commands import TransferProtocol
from app.uploads.http_conversation import Conversation
from app.uploads.inbox import Inbox, Ticket
from app.uploads.ports import listening_socket
from app.uploads.reasons import Rule

MOST_CLIENTS = 32
HANDSHAKE_S = 15.0
RETRY_S = 0.1

_log = logging.getLogger(__name__)


class HttpReceiver:
    """Listens on one address of ours from construction on. tls None: plain HTTP.

    Raises ListenError when the address cannot be used. To be made and used on the loop's thread.
    """

    def __init__(self, host: str, port: int, inbox: Inbox, tls: ssl.SSLContext | None) -> None:
        self._inbox = inbox
        self._tls = tls
        self._protocol = TransferProtocol.HTTP if tls is None else TransferProtocol.HTTPS
        self._listener = listening_socket(host, port)
        self.port: int = self._listener.getsockname()[1]
        self._conversations: set[Conversation] = set()
        self._greetings: set[asyncio.Task[None]] = set()
        self._accepting = asyncio.get_running_loop().create_task(
            self._accept(), name=f"{self._protocol}-receiver"
        )

    def drop(self, tickets: list[Ticket]) -> None:
        """Hang up on the clients that are uploading for these requests."""
        for conversation in list(self._conversations):
            if conversation.writes_for(tickets):
                conversation.hang_up()

    async def stop(self) -> None:
        """Close everything; clients that do not listen are not waited for."""
        tasks = [self._accepting, *self._greetings]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._listener.close()
        for conversation in list(self._conversations):
            conversation.hang_up()
        await asyncio.sleep(0)  # lets their transports close their sockets

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                sock, address = await loop.sock_accept(self._listener)
            except OSError as error:
                # One client that vanished while it was accepted (Windows says so here).
                _log.debug("accepting an upload client failed: %s", error)
                await asyncio.sleep(RETRY_S)
                continue
            if len(self._conversations) + len(self._greetings) >= MOST_CLIENTS:
                sock.close()
                continue
            greeting = loop.create_task(self._greet(sock, address[0]))
            self._greetings.add(greeting)
            greeting.add_done_callback(self._greetings.discard)

    async def _greet(self, sock: socket.socket, peer: str) -> None:
        loop = asyncio.get_running_loop()
        conversation = Conversation(peer, self._inbox, self._protocol, self._conversations)
        connect = partial(loop.connect_accepted_socket, lambda: conversation, sock)
        try:
            if self._tls is None:
                await connect()
            else:
                await connect(ssl=self._tls, ssl_handshake_timeout=HANDSHAKE_S)
        except OSError as error:  # ssl.SSLError and the handshake's time-out are OSErrors too
            sock.close()
            reason = getattr(error, "reason", None) or type(error).__name__
            self._inbox.note_peer(peer, Rule.TLS_FAILED, protocol="https", detail=str(reason))
        except asyncio.CancelledError:
            sock.close()
            raise
