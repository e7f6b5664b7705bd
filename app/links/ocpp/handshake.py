"""The opening request of a charger: read, forgiven, understood, or refused with a reason.

Sans-I/O: bytes go in, a ``Handshake`` or a ``Refusal`` comes out as soon as the bytes decide it. Real
firmware sends requests that a strict WebSocket library drops without a word (catalogue H01-H11, H17,
H18), so they are read here with tolerance, every tolerance is told as a repair, and the library gets
a canonical one that it cannot object to (see ``wire``). The chargers never learn the difference.

Only the Authorization header stays out of ``headers``: it is read into ``Basic``, which hides itself.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.events import Stage
from app.links.ocpp.credentials import Basic, read_authorization
from app.links.ocpp.masking import shown_target
from app.links.ocpp.request import (
    LONGEST_ID,
    charger_id,
    printable,
    read_headers,
    request_line,
    text_of,
)
from app.links.ocpp.subprotocols import Choice, choose

LONGEST_REQUEST = 16 * 1024
UNNAMED = "unnamed@"

_END = re.compile(rb"\n\r?\n")
_METHOD = re.compile(rb"[A-Za-z]{1,20}([ \t]|\Z)")
_KEY = re.compile(r"[!-~]{1,200}")


@dataclass(frozen=True, slots=True)
class Handshake:
    """A request that can become a connection.

    target: as sent, passwords masked. charger: decoded id or ``unnamed@IP``. segment: the id before
    decoding. choice: version and word, or the offered words when none of them is OCPP. rest: bytes
    that came after the request.
    """

    method: str
    target: str
    charger: str
    segment: str
    key: str
    choice: Choice | tuple[str, ...]
    repairs: tuple[str, ...] = ()
    basic: Basic | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    rest: bytes = field(default=b"", repr=False)

    @property
    def host(self) -> str:
        """The address that the charger was told to dial, empty when it did not say."""
        return printable(self.headers.get("host", ""), LONGEST_ID)

    @property
    def user_agent(self) -> str:
        """What the charger's WebSocket stack calls itself."""
        return printable(self.headers.get("user-agent", ""), LONGEST_ID)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that cannot; ``response`` is what to answer, empty for nothing."""

    stage: Stage
    reason: str
    response: bytes = b""


def response(status: str, text: str, *headers: str) -> bytes:
    """A complete HTTP response with a line of plain text, after which the connection closes."""
    body = f"{text}\n".encode()
    lines = [
        f"HTTP/1.1 {status}",
        *headers,
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


class HandshakeReader:
    """Reads one request in whatever pieces it comes. Work is linear in the bytes."""

    def __init__(self, peer: str, pin: str | None = None) -> None:
        self._peer = peer
        self._pin = pin
        self._data = bytearray()
        self._searched = 0

    @property
    def head(self) -> bytes:
        """The bytes seen so far (it holds the password: show it through ``masking.sample`` only)."""
        return bytes(self._data)

    def feed(self, data: bytes) -> Handshake | Refusal | None:
        """Take in more bytes; None while the request is not complete."""
        if self._data or data[:1] not in (b"\r", b"\n"):
            self._data += data
        else:
            # Blank lines before a request (RFC 9112, 2.2): left over from an earlier one.
            self._data += data.lstrip(b"\r\n")
        start = bytes(self._data[:32])
        if not start:
            return None
        if _is_tls(start):
            return Refusal(Stage.TLS, "tls_on_plain_port")
        if _METHOD.match(start) is None:
            return Refusal(Stage.PATH, "not_http", response("400 Bad Request", "Not HTTP."))
        found = _END.search(self._data, max(0, self._searched - 2))
        if found is None and len(self._data) <= LONGEST_REQUEST:
            self._searched = len(self._data)
            return None
        if found is None or found.end() > LONGEST_REQUEST:
            text = "The request is too long."
            return Refusal(
                Stage.PATH, "too_long", response("431 Request Header Fields Too Large", text)
            )
        head = bytes(self._data[: found.start()])
        return self._understand(head, bytes(self._data[found.end() :]))

    def _understand(self, head: bytes, rest: bytes) -> Handshake | Refusal:
        repairs: list[str] = []
        lines = head.split(b"\n")
        if any(not line.endswith(b"\r") for line in lines[:-1]):
            repairs.append("lf_line_ends")
        method, target = request_line(lines[0].strip(), repairs)
        headers, authorization = read_headers(lines[1:], repairs)
        key = headers.get("sec-websocket-key", [""])[0].strip()
        if not key:
            return _without_key(method, headers, rest)
        if not _KEY.fullmatch(key):
            text = "The Sec-WebSocket-Key cannot be read."
            return Refusal(Stage.PROTOCOL, "bad_key", response("400 Bad Request", text))
        _check_upgrade(key, headers, repairs)
        if method != "GET":
            repairs.append("method")
        basic = None if authorization is None else read_authorization(authorization)
        if authorization is not None and basic is None:
            repairs.append("authorization_unreadable")
        charger, segment = charger_id(target)
        if not charger:
            repairs.append("no_id")
        elif basic is not None and basic.user not in (charger, segment):
            repairs.append("user_differs")
        choice = choose(headers.get("sec-websocket-protocol", []), self._pin)
        if isinstance(choice, Choice):
            repairs.extend(choice.repairs)
        return Handshake(
            method=method,
            target=shown_target(printable(text_of(target), LONGEST_REQUEST)),
            charger=charger or UNNAMED + self._peer.partition("%")[0],
            segment=segment,
            key=key,
            choice=choice,
            repairs=tuple(dict.fromkeys(repairs)),
            basic=basic,
            headers={name: ", ".join(values) for name, values in headers.items()},
            rest=rest,
        )


def _is_tls(start: bytes) -> bool:
    """Whether a TLS ClientHello begins here: record type 22, or the older SSLv2 form of it."""
    return start[0] == 0x16 or (start[0] & 0x80 != 0 and start[2:3] == b"\x01")


def _check_upgrade(key: str, headers: Mapping[str, list[str]], repairs: list[str]) -> None:
    """Tell what a strict server would have refused."""
    if "upgrade" not in ", ".join(headers.get("connection", [])).lower():
        repairs.append("no_connection_header")
    if "websocket" not in [value.lower() for value in headers.get("upgrade", [])]:
        repairs.append("no_upgrade_header")
    if headers.get("sec-websocket-version") != ["13"]:
        repairs.append("no_version_header")
    if not headers.get("host", [""])[0]:
        repairs.append("no_host")
    try:
        proper = len(base64.b64decode(key, validate=True)) == 16
    except (binascii.Error, ValueError):
        proper = False
    if not proper or len(headers["sec-websocket-key"]) > 1:
        repairs.append("odd_key")


def _without_key(method: str, headers: Mapping[str, list[str]], rest: bytes) -> Refusal:
    """No key, nothing to answer a WebSocket client with: say what this request is instead."""
    kind = ", ".join(headers.get("content-type", [])).lower()
    if "soapaction" in headers or "soap" in kind or "xml" in kind or rest.lstrip()[:1] == b"<":
        text = "Kontaktor speaks OCPP-J (JSON over WebSocket), not OCPP-S (SOAP)."
        return Refusal(
            Stage.PROTOCOL, "soap", response("405 Method Not Allowed", text, "Allow: GET")
        )
    if "upgrade" in headers and method == "GET":
        text = "The header Sec-WebSocket-Key is missing."
        return Refusal(Stage.PROTOCOL, "no_key", response("400 Bad Request", text))
    if method == "POST":
        text = "Kontaktor speaks OCPP-J over WebSocket; plain HTTP requests have no meaning here."
        return Refusal(
            Stage.PROTOCOL, "http_post", response("405 Method Not Allowed", text, "Allow: GET")
        )
    text = "This is Kontaktor. Chargers dial in here with OCPP-J over WebSocket (ws://)."
    return Refusal(
        Stage.PROTOCOL, "plain_http", response("426 Upgrade Required", text, "Upgrade: websocket")
    )
