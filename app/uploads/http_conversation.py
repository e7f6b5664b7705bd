"""One HTTP client on the visit's loop: h11 reads, the inbox decides, short answers go out.

Uploads come as ``PUT`` (curl ``-T``, EVerest), raw ``POST`` and forms, on any path, with any or no
credentials, with a length or in chunks. Many of these clients do not look at the answer, so what
can be taken is taken. Each request gets its own h11 connection behind a repaired head; the bytes
behind a request are the next one's head.

    head gathered -> repaired -> Request -> admitted? -> Data... -> EndOfMessage -> 201, next head
                                    \\-> 403, 405, 411, 413: answer, read on a moment, close

An early refusal must reach a client that is still sending. Closing at once would reset the
connection and take the answer with it, so the conversation goes on reading and forgetting for
``FAREWELL_S``. One timer watches for silence; it is moved when it fires, not with every byte.
"""

from __future__ import annotations

import asyncio

import h11

from app.domain.commands import TransferProtocol
from app.uploads.form import boundary_of, filename_of
from app.uploads.http_body import Body, DamagedForm, FormBody, NoBody, RawBody
from app.uploads.http_head import MOST_HEAD_BYTES, basic_credentials, head_length, repaired
from app.uploads.inbox import Admission, Inbox, Ticket
from app.uploads.names import original_of_path
from app.uploads.reasons import Reason, Refused, Rule

SILENCE_S = 60.0
FAREWELL_S = 2.0
MOST_UNREAD_REPLIES_BYTES = 65536

_UPLOADS = frozenset({"PUT", "POST", "PATCH"})
_ALLOWED = "PUT, POST, HEAD, OPTIONS, MKCOL"
_ANSWERS = {"HEAD": 200, "OPTIONS": 200, "MKCOL": 201, "GET": 403}
_REFUSALS = {Reason.SIZE_CAP: 413, Reason.TOO_MANY_FILES: 413, Reason.WITHDRAWN: 403}


class Conversation(asyncio.Protocol):
    """Reads requests until the client leaves. Nothing that a client sends raises."""

    def __init__(
        self,
        peer: str,
        inbox: Inbox,
        protocol: TransferProtocol,
        present: set[Conversation],
    ) -> None:
        self._peer = peer
        self._inbox = inbox
        self._protocol = protocol
        self._present = present
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._head = b""
        self._wire: h11.Connection | None = None
        self._body: Body = NoBody()
        self._answer = 200
        self._admission: Admission | None = None
        self._leaving = False
        self._heard = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The client is there; it has ``SILENCE_S`` to say something."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._present.add(self)
        self._timer = self._loop.call_later(SILENCE_S, self._check_silence)

    def data_received(self, data: bytes) -> None:
        """More bytes, as they come."""
        if self._leaving:
            return
        self._heard = self._loop.time()
        try:
            self._read(data)
        except Refused as refusal:
            self._farewell(_REFUSALS[refusal.reason])
        except DamagedForm:
            self._body.cut(Reason.DAMAGED)
            self._farewell(400)
        except h11.RemoteProtocolError as error:
            self._body.cut(Reason.DAMAGED)
            if self._admission is None:
                self._not_http(data)
            self._farewell(error.error_status_hint)

    def eof_received(self) -> None:
        """The client will say no more; its transport closes itself."""
        self._body.cut(Reason.CONNECTION_LOST)

    def connection_lost(self, exc: Exception | None) -> None:
        """What came of an unfinished upload stays, marked as broken."""
        self._body.cut(Reason.CONNECTION_LOST)
        self._body = NoBody()
        self._leaving = True
        if self._timer is not None:
            self._timer.cancel()
        self._present.discard(self)

    def hang_up(self) -> None:
        """Close without another word."""
        self._leaving = True
        if self._transport is not None:
            self._transport.abort()

    def writes_for(self, tickets: list[Ticket]) -> bool:
        """Whether an upload for one of these requests is under way."""
        return self._admission is not None and self._admission.ticket in tickets

    def _read(self, data: bytes) -> None:
        while data and not self._leaving:
            if self._wire is None:
                seen = len(self._head)
                self._head = (self._head + data).lstrip(b"\r\n") if not seen else self._head + data
                length = head_length(self._head, seen)
                if length is None or length > MOST_HEAD_BYTES:
                    if len(self._head) > MOST_HEAD_BYTES:
                        self._not_http(self._head)
                        self._farewell(431)
                    elif self._head[:1] == b"\x16":
                        self._not_http(self._head)  # a TLS greeting on the plain port
                        self._farewell(400)
                    return
                head, data = self._head[:length], self._head[length:]
                self._head = b""
                self._wire = h11.Connection(h11.SERVER, MOST_HEAD_BYTES * 2)
                self._wire.receive_data(repaired(head))
            if data:
                self._wire.receive_data(data)
            data = self._pump(self._wire)

    def _pump(self, wire: h11.Connection) -> bytes:
        """Handle what h11 has; returns the bytes behind a finished request."""
        while not self._leaving:
            event = wire.next_event()
            if isinstance(event, h11.Request):
                self._begin(wire, event)
            elif isinstance(event, h11.Data):
                self._body.write(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage):
                return self._complete(wire)
            else:
                break
        return b""

    def _begin(self, wire: h11.Connection, request: h11.Request) -> None:
        method = request.method.decode("ascii").upper()
        headers: dict[str, str] = {}
        for name, value in request.headers:
            headers.setdefault(name.decode("ascii"), value.decode("utf-8", "replace"))
        if "authorization" in headers:
            user, password = basic_credentials(headers["authorization"]) or (None, None)
        else:
            user, password = None, None
        if method not in _UPLOADS:
            if not self._inbox.expects(self._peer) or method == "GET":
                self._farewell(403)
            else:
                self._answer = _ANSWERS.get(method, 405)
            return
        self._admission = self._inbox.admit(self._peer, self._protocol, user, password)
        if self._admission is None:
            self._farewell(403)
            return
        self._accept(wire, method, request.target.decode("ascii"), headers, self._admission)

    def _accept(
        self,
        wire: h11.Connection,
        method: str,
        target: str,
        headers: dict[str, str],
        admission: Admission,
    ) -> None:
        name = filename_of(headers.get("content-disposition", "")) or original_of_path(target)
        length = headers.get("content-length")
        total = int(length) if length is not None else None  # h11 has checked that it is a number
        if total is None and "transfer-encoding" not in headers:
            self._inbox.refused(admission, name, None, Reason.NO_LENGTH)
            self._farewell(411)
            return
        if total is not None and total > self._inbox.room(admission.ticket):
            self._inbox.refused(admission, name, total, Reason.SIZE_CAP)
            self._inbox.note(admission.ticket, Rule.SIZE_CAP, limit=str(self._inbox.size_cap))
            self._farewell(413)
            return
        boundary = boundary_of(headers.get("content-type", ""))
        if boundary is not None:
            self._body = FormBody(self._inbox, admission, name, total, boundary)
        else:
            self._body = RawBody(self._inbox, admission, name, total, keep_empty=method != "POST")
        self._answer = 201
        if wire.they_are_waiting_for_100_continue:
            self._send(wire.send(h11.InformationalResponse(status_code=100, headers=[])))

    def _complete(self, wire: h11.Connection) -> bytes:
        body, self._body = self._body, NoBody()
        self._respond(wire, self._answer if body.end() else 400)
        self._admission = None
        self._answer = 200
        if wire.our_state is not h11.DONE or wire.their_state is not h11.DONE:
            self._close()
            return b""
        self._wire = None
        return wire.trailing_data[0]

    def _respond(self, wire: h11.Connection, status: int) -> None:
        headers = [("Content-Length", "0")]
        if status in (200, 405):
            headers.append(("Allow", _ALLOWED))
        answer = wire.send(h11.Response(status_code=status, headers=headers)) or b""
        self._send(answer + (wire.send(h11.EndOfMessage()) or b""))

    def _farewell(self, status: int) -> None:
        """Answer, then listen without hearing until the client has read it."""
        self._body = NoBody()
        line = f"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        self._send(line.encode())
        self._leaving = True
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(FAREWELL_S, self.hang_up)
        if self._transport is not None and self._transport.can_write_eof():
            self._transport.write_eof()

    def _send(self, data: bytes | None) -> None:
        if self._transport is None or not data or self._leaving:
            return
        if self._transport.get_write_buffer_size() > MOST_UNREAD_REPLIES_BYTES:
            self.hang_up()  # it sends requests and never reads an answer
        else:
            self._transport.write(data)

    def _close(self) -> None:
        self._leaving = True
        if self._transport is not None:
            self._transport.close()

    def _not_http(self, sample: bytes) -> None:
        shown = sample[:40].decode("latin-1").encode("unicode_escape").decode("ascii")
        self._inbox.note_peer(self._peer, Rule.NOT_HTTP, sample=shown)

    def _check_silence(self) -> None:
        left = self._heard + SILENCE_S - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._check_silence)
            return
        self._body.cut(Reason.TIMED_OUT)
        self._body = NoBody()
        self._farewell(408)
