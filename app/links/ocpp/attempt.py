"""One dial-in, from the accepted socket to an upgraded connection or a refusal with its reason.

Theory of operation. The stages are those of ``Stage``: the TCP connection is there, the request is
read (``PATH``), the password is judged (``PASSWORD``), a version is agreed on (``PROTOCOL``). Each one
that is passed is told, and the one that is not ends the attempt. Judging is synchronous unless the
vault has to be asked for this charger's password; reading is paused meanwhile.

A refused peer gets a readable HTTP answer and a moment to read it: closing at once would reset the
connection under the answer. A TLS layer can later stand between the transport and ``data_received``;
the first byte tells (0x16), so one port can serve both.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.events import AttemptProgressed, ConnectionRefused, Event, Stage
from app.links.ocpp.credentials import Passwords, match_password
from app.links.ocpp.handshake import (
    Handshake,
    HandshakeReader,
    Refusal,
    response,
)
from app.links.ocpp.masking import sample
from app.links.ocpp.policy import CsmsPolicy
from app.links.ocpp.socket import ChargerSocket, MessageSink
from app.links.ocpp.subprotocols import Choice
from app.links.ocpp.wire import open_wire
from app.secrets import VaultError

HANDSHAKE_PATIENCE_S = 10.0
"""How long a peer may take for its request."""

FAREWELL_S = 1.0
"""How long a refused peer may take to read the answer."""

VAULT_PATIENCE_S = 3.0
VAULT_PATIENCE_OPEN_S = 0.5
"""Waiting for the vault where a password is required, and where it only tells which form matched."""

NO_PASSWORD = "none"
ACCEPTED_ANY = "accepted_any"

_UNAUTHORIZED = response(
    "401 Unauthorized",
    "Another password is set for this charger.",
    'WWW-Authenticate: Basic realm="kontaktor"',
)
_BAD_PROTOCOL = response(
    "400 Bad Request", "None of the offered subprotocols is OCPP. Offer ocpp1.6 or ocpp2.0.1."
)
_TIMED_OUT = response("408 Request Timeout", "The request did not come to its end.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the handshake told about a charger that is now connected.

    peer: its IP address. local_host: the address of ours that it came in through. charger: decoded
    id, or ``unnamed@IP``. path: request target as sent (passwords masked). protocol: what is spoken;
    token: the word that was agreed, empty for none; offered: all of them. user: Basic user name.
    password: form that matched, ``accepted_any`` or ``none``. url: as the charger has it configured.
    """

    attempt: int
    peer: str
    local_host: str
    charger: str
    path: str
    protocol: str
    token: str
    offered: tuple[str, ...]
    user: str | None
    password: str
    repairs: tuple[str, ...]
    user_agent: str
    url: str


Accept = Callable[[Accepted, ChargerSocket], MessageSink]


@dataclass(slots=True)
class Door:
    """What all attempts of a listener share. ``half_open`` is in the order of arrival."""

    emit: Callable[[Event], None]
    accept: Accept
    policy: CsmsPolicy
    passwords: Passwords
    half_open: dict[Attempt, None] = field(default_factory=dict)
    sockets: set[ChargerSocket] = field(default_factory=set)


class Attempt(asyncio.Protocol):
    """The protocol of a socket until it is upgraded."""

    def __init__(self, number: int, peer: str, door: Door) -> None:
        self.number = number
        self.peer = peer
        self.began_ns = time.monotonic_ns()
        self.refused = False
        self._door = door
        self._transport: asyncio.Transport | None = None
        self._reader = HandshakeReader(peer, door.policy.pin_protocol)
        self._charger: str | None = None
        self._early = bytearray()
        self._judging: asyncio.Task[None] | None = None
        self._told = False
        door.half_open[self] = None
        self._progress(Stage.TCP, peer)

    # --- asyncio.Protocol ---------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is ready to be read."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self.refused:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Bytes of the request, in any pieces."""
        if self.refused:
            return
        if self._judging is not None:
            self._early += data
            return
        result = self._reader.feed(data)
        if isinstance(result, Refusal):
            self._refuse(result.stage, result.reason, result.response)
        elif result is not None:
            self._charger = result.charger
            self._progress(Stage.PATH, result.target)
            self._judge(result)

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer went away, or we sent it away."""
        self._door.half_open.pop(self, None)
        if self._judging is not None:
            self._judging.cancel()
        if not self._told:
            probe = not self._reader.head
            self._tell(
                Stage.TCP if probe else Stage.PATH,
                "port_probe" if probe else "cut_off",
                self._charger,
            )
        self._transport = None

    # --- for the listener ---------------------------------------------------------------------

    def check_time(self, now_ns: int) -> None:
        """Give up on a peer that is silent for too long, or that does not leave after a refusal."""
        age_s = (now_ns - self.began_ns) / 1e9
        if self.refused:
            if age_s > FAREWELL_S:
                self.drop()
        elif age_s > HANDSHAKE_PATIENCE_S and self._judging is None:
            if self._reader.head:
                self._refuse(Stage.PATH, "incomplete_request", _TIMED_OUT)
            else:
                self._refuse(Stage.TCP, "silent")

    def crowd_out(self) -> None:
        """Make room for a newer attempt."""
        if not self.refused:
            self._refuse(Stage.TCP, "too_many")
        self.drop()

    def drop(self) -> None:
        """End it without telling anybody: the laptop stops listening."""
        self._told = self.refused = True
        self._door.half_open.pop(self, None)
        if self._transport is not None:
            self._transport.abort()

    # --- judging ------------------------------------------------------------------------------

    def _judge(self, handshake: Handshake) -> None:
        passwords = self._door.passwords
        nothing_to_compare = handshake.basic is None and self._door.policy.accept_any_password
        if nothing_to_compare or passwords.is_looked_up(handshake.charger):
            self._decide(handshake, passwords.get(handshake.charger))
            return
        assert self._transport is not None
        self._transport.pause_reading()
        self._judging = asyncio.get_running_loop().create_task(
            self._ask_vault(handshake), name=f"vault for attempt {self.number}"
        )

    async def _ask_vault(self, handshake: Handshake) -> None:
        open_door = self._door.policy.accept_any_password
        patience_s = VAULT_PATIENCE_OPEN_S if open_door else VAULT_PATIENCE_S
        expected: str | None = None
        failed = False
        try:
            expected = await self._door.passwords.look_up(handshake.charger, patience_s)
        except VaultError:
            failed = not open_door
        self._judging = None
        if self._transport is None or self._transport.is_closing():
            return
        self._transport.resume_reading()
        if failed:
            text = "The passwords of this laptop cannot be read."
            self._refuse(Stage.PASSWORD, "vault_silent", response("503 Service Unavailable", text))
        else:
            self._decide(handshake, expected)

    def _decide(self, handshake: Handshake, expected: str | None) -> None:
        form = self._password_form(handshake, expected)
        if form is None:
            sent = handshake.basic is not None
            reason = "password_wrong" if sent else "password_missing"
            if "authorization_unreadable" in handshake.repairs:
                reason = "password_unreadable"
            self._refuse(Stage.PASSWORD, reason, _UNAUTHORIZED)
            return
        self._progress(Stage.PASSWORD, form)
        choice = handshake.choice
        if not isinstance(choice, Choice):
            self._refuse(Stage.PROTOCOL, "unknown_protocol", _BAD_PROTOCOL)
            return
        self._progress(Stage.PROTOCOL, choice.token)
        self._upgrade(handshake, choice, form)

    def _password_form(self, handshake: Handshake, expected: str | None) -> str | None:
        """How the password was accepted, None when it was not."""
        basic = handshake.basic
        required = expected is not None and not self._door.policy.accept_any_password
        if basic is None:
            return None if required else NO_PASSWORD
        form = None if expected is None else match_password(basic.password, expected)
        return form or (None if required else ACCEPTED_ANY)

    def _upgrade(self, handshake: Handshake, choice: Choice, form: str) -> None:
        transport = self._transport
        assert transport is not None
        door = self._door
        wire = open_wire(handshake, choice)
        transport.writelines(wire.data_to_send())
        self._told = True
        door.half_open.pop(self, None)
        local = transport.get_extra_info("sockname") or ("", 0)
        address = handshake.host or f"{local[0]}:{local[1]}"
        path = handshake.target
        accepted = Accepted(
            attempt=self.number,
            peer=self.peer,
            local_host=str(local[0]).partition("%")[0],
            charger=handshake.charger,
            path=path,
            protocol=choice.protocol,
            token=choice.token,
            offered=choice.offered,
            user=None if handshake.basic is None else handshake.basic.user,
            password=form,
            repairs=handshake.repairs,
            user_agent=handshake.user_agent,
            url=f"ws://{address}{path if path.startswith('/') else '/' + path}",
        )
        socket = ChargerSocket(transport, wire, door.sockets.discard)
        door.sockets.add(socket)
        try:
            sink = door.accept(accepted, socket)
        except Exception as error:
            door.sockets.discard(socket)
            transport.abort()
            asyncio.get_running_loop().call_exception_handler(
                {"message": "a charger could not be taken in", "exception": error}
            )
        else:
            socket.start(sink, handshake.rest + bytes(self._early))

    # --- telling ------------------------------------------------------------------------------

    def _progress(self, stage: Stage, fact: str) -> None:
        self._door.emit(
            AttemptProgressed(
                t_ns=time.monotonic_ns(),
                charger=self._charger,
                attempt=self.number,
                peer=self.peer,
                stage=stage,
                fact=fact,
            )
        )

    def _refuse(self, stage: Stage, reason: str, answer: bytes = b"") -> None:
        self._tell(stage, reason, self._charger)
        self.refused = True
        self.began_ns = time.monotonic_ns()
        transport = self._transport
        if transport is None or transport.is_closing():
            return
        if not answer:
            transport.close()
            return
        transport.write(answer)
        try:
            transport.write_eof()
        except (OSError, RuntimeError, NotImplementedError):
            transport.close()

    def _tell(self, stage: Stage, reason: str, charger: str | None) -> None:
        self._told = True
        self._door.emit(
            ConnectionRefused(
                t_ns=time.monotonic_ns(),
                charger=charger,
                attempt=self.number,
                peer=self.peer,
                stage=stage,
                reason=reason,
                sample=sample(self._reader.head),
            )
        )
