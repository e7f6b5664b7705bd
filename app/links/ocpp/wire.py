"""Where our tolerance meets the ``websockets`` library's rules.

The library gets a canonical request whatever the charger sent, and from then on it judges frames. The
two functions for single text frames do what it would do, without its general machinery.
"""

from __future__ import annotations

import logging
import struct

from websockets.exceptions import InvalidHandshake
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.headers import parse_extension
from websockets.http11 import Request
from websockets.server import ServerProtocol
from websockets.utils import accept_key

from app.links.ocpp.handshake import Handshake
from app.links.ocpp.subprotocols import OCPP16, Choice

try:
    from websockets.speedups import apply_mask
except ImportError:  # A platform without the compiled extension.
    from websockets.utils import apply_mask

LONGEST_MESSAGE = 4 * 1024 * 1024
"""Bytes of one message, all fragments together. Real ones stay below 100 kB."""

_LONGEST_EXTENSIONS = 4096

_QUIET = logging.getLogger("app.links.ocpp.wire")
_QUIET.setLevel(logging.WARNING)
"""For the library, which would write every frame with its secrets into a debug log."""


def canonical_request(handshake: Handshake) -> bytes:
    """The request as the WebSocket library wants it, without path, password, protocol and origin.

    Its key is a placeholder, because some chargers send keys that the library refuses. Compression
    is passed on for 2.x only: 1.6 recommends none, and 1.6 stacks get it wrong (catalogue H12).
    """
    lines = [
        "GET / HTTP/1.1",
        "Host: kontaktor",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version: 13",
    ]
    extensions = handshake.headers.get("sec-websocket-extensions", "")[:_LONGEST_EXTENSIONS]
    if isinstance(handshake.choice, Choice) and handshake.choice.protocol != OCPP16:
        try:
            parse_extension(extensions)
            extensions.encode("ascii")
        except (InvalidHandshake, UnicodeEncodeError):
            pass  # Not readable: go on without compression.
        else:
            lines.append(f"Sec-WebSocket-Extensions: {extensions}")
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def open_wire(handshake: Handshake, choice: Choice) -> ServerProtocol:
    """The library's protocol after the opening handshake, its answer ready to be sent."""
    extensions = None
    if choice.protocol != OCPP16:
        extensions = [
            ServerPerMessageDeflateFactory(server_max_window_bits=12, client_max_window_bits=12)
        ]
    wire = ServerProtocol(extensions=extensions, max_size=LONGEST_MESSAGE, logger=_QUIET)
    wire.receive_data(canonical_request(handshake))
    (request,) = wire.events_received()
    assert isinstance(request, Request)
    answer = wire.accept(request)
    assert answer.status_code == 101, answer.body
    del answer.headers["Sec-WebSocket-Accept"]
    answer.headers["Sec-WebSocket-Accept"] = accept_key(handshake.key)
    if choice.token:
        answer.headers["Sec-WebSocket-Protocol"] = choice.token
    wire.send_response(answer)
    return wire


def text_frame(payload: bytes) -> bytes:
    """One unmasked, uncompressed text frame, as a server sends it (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65536:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload


def whole_message(data: bytes) -> bytes | None:
    """The payload when ``data`` is exactly one masked text frame below 64 KiB, else None."""
    size = len(data)
    if size < 6:
        return None
    length = data[1] - 0x80
    start = 2
    if length == 126:
        length = (data[2] << 8) | data[3]
        start = 4
    elif length < 0 or length == 127:
        return None
    if size != start + 4 + length:
        return None
    return apply_mask(data[start + 4 :], data[start : start + 4])
