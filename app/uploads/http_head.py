"""Request heads as embedded clients write them, repaired just enough for a strict parser.

h11 refuses a request without ``Host`` and a target with a space or a raw UTF-8 byte. A charger that
has gathered a hundred megabytes should not fail on that: the client only reports "UploadFailed" or,
like curl without ``-f``, even "Uploaded". Whatever else is wrong is left to h11 to refuse.
"""

from __future__ import annotations

import base64
import binascii
import re

MOST_HEAD_BYTES = 16384

_END = re.compile(rb"\r?\n\r?\n")
_HOST = re.compile(rb"^host[ \t]*:", re.IGNORECASE | re.MULTILINE)


def head_length(data: bytes, seen: int) -> int | None:
    """Where the head ends (behind its blank line), None while it has not arrived whole.

    seen: how many bytes were looked at before.
    """
    found = _END.search(data, max(0, seen - 3))
    return found.end() if found else None


def repaired(head: bytes) -> bytes:
    """The head with a target of visible ASCII and a Host header."""
    line, newline, rest = head.partition(b"\n")
    method, _, after = line.strip().partition(b" ")
    target, _, version = after.rpartition(b" ")
    if version in (b"HTTP/1.1", b"HTTP/1.0"):
        visible = b"".join(
            b"%c" % byte if 0x21 <= byte <= 0x7E else b"%%%02X" % byte for byte in target.strip()
        )
        line = b" ".join((method, visible or b"/", version)) + b"\r"
    if _HOST.search(rest) is None:
        rest = b"Host: kontaktor\r\n" + rest
    return line + newline + rest


def basic_credentials(value: str) -> tuple[str, str] | None:
    """User and password of an Authorization header; None for another scheme or a damaged one."""
    scheme, _, encoded = value.strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        text = base64.b64decode(encoded.strip(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None
    user, _, password = text.partition(":")
    return user, password
