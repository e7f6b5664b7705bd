"""The parts of a charger's HTTP request, read with the tolerance that real firmware needs.

Nothing here raises, and every function is linear in its input: requests come from anybody.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

LONGEST_ID = 255


def charger_id(target: bytes) -> tuple[str, str]:
    """The id in a request target, decoded, and the same as it was sent; empty when there is none.

    It is the last path segment with something in it, without query and fragment, percent-decoded
    exactly once (OCPP-J 3.1.1), without control characters and at most 255 characters long.
    """
    path = re.split(rb"[?#]", target, maxsplit=1)[0]
    if re.match(rb"[A-Za-z][A-Za-z0-9+.-]{0,15}://", path):
        path = path.partition(b"://")[2].partition(b"/")[2]
    for segment in reversed(path.split(b"/")):
        name = printable(text_of(unquote_to_bytes(segment)), LONGEST_ID)
        if name:
            return name, text_of(segment)[: 3 * LONGEST_ID]
    return "", ""


def text_of(data: bytes) -> str:
    """UTF-8, else Latin-1: never raises and never loses a byte."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def printable(text: str, most: int) -> str:
    """The text without control and other invisible characters, at most ``most`` long."""
    return "".join(c for c in text if c.isprintable())[:most].strip()


def request_line(line: bytes, repairs: list[str]) -> tuple[str, bytes]:
    """Method in capitals and target as sent; what had to be overlooked is added to ``repairs``."""
    method, _, rest = line.replace(b"\t", b" ").partition(b" ")
    target, _, version = rest.strip().rpartition(b" ")
    if not version.upper().startswith(b"HTTP/"):
        target, version = rest, b""
    target = target.strip()
    if version.upper() != b"HTTP/1.1":
        repairs.append("http_version")
    if not target or any(byte <= 0x20 or byte >= 0x7F for byte in target):
        repairs.append("raw_path")
    elif not target.startswith(b"/"):
        repairs.append("absolute_target")
    return method.decode("ascii", "replace").upper(), target or b"/"


def read_headers(
    lines: list[bytes], repairs: list[str]
) -> tuple[dict[str, list[str]], bytes | None]:
    """Header values by lower-case name, and the value of Authorization apart from them."""
    fields: list[tuple[bytes, list[bytes]]] = []
    for line in lines:
        text = line.rstrip(b"\r")
        if text[:1] in (b" ", b"\t") and fields:
            fields[-1][1].append(text.strip())
            repairs.append("header_folded")
            continue
        name, colon, value = text.partition(b":")
        if not colon:
            repairs.append("header_damaged")
            continue
        if name != name.strip():
            repairs.append("header_space")
        fields.append((name.strip().lower(), [value.strip()]))
    headers: dict[str, list[str]] = {}
    authorization: bytes | None = None
    for name, parts in fields:
        value = b" ".join(parts)
        if name == b"authorization":
            authorization = value if authorization is None else authorization
        elif name not in (b"proxy-authorization", b"cookie"):
            headers.setdefault(name.decode("latin-1"), []).append(value.decode("latin-1"))
    return headers, authorization
