"""What kind of file this is, told by its first bytes; the name is never believed."""

from __future__ import annotations

HEAD_BYTES = 512
"""How much of a file is needed: a tar says so at byte 257."""

KINDS = ("gzip", "zip", "tar", "7z", "gpg", "json", "text", "unknown")

_MAGIC = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"-----BEGIN PGP MESSAGE-----", "gpg"),
)
_PLAIN_CONTROLS = frozenset(b"\t\n\v\f\r\x1b")


def sniff(head: bytes) -> str:
    """One of ``KINDS`` for the first ``HEAD_BYTES`` bytes of a file."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    if _encrypted(head):
        return "gpg"
    if not _text(head):
        return "unknown"
    return "json" if _json(head) else "text"


def _encrypted(head: bytes) -> bool:
    """A message of OpenPGP begins with a packet 1 (key, version 3) or 3 (password, version 4, 5, 6).

    RFC 9580, sections 4.2, 5.1 and 5.3: the tag byte in its old or new form, the length, the version.
    """
    if len(head) < 5:
        return False
    places = {0x84: (2, 1), 0x85: (3, 1), 0xC1: (2, 1), 0x8C: (2, 3), 0x8D: (3, 3), 0xC3: (2, 3)}
    place, tag = places.get(head[0], (0, 0))
    if head[0] in (0xC1, 0xC3) and head[1] >= 0xC0:
        place = 3
    return (tag == 1 and head[place] in (3, 6)) or (tag == 3 and head[place] in (4, 5, 6))


def _text(head: bytes) -> bool:
    if not head:
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if 0 in head:
        return False
    odd = sum(1 for byte in head if byte < 0x20 and byte not in _PLAIN_CONTROLS)
    if odd * 20 > len(head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character that the head cuts in two is fine; Latin-1 text has few high bytes.
        high = sum(1 for byte in head if byte >= 0x80)
        return error.start >= len(head) - 3 or high * 5 < len(head)
    return True


def _json(head: bytes) -> bool:
    """``{"`` or ``[{`` and their like; a log line ``[2024-01-01 ...]`` is not JSON."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    inside = start[1:].lstrip()[:1]
    if start[:1] == b"{":
        return inside in (b'"', b"}", b"")
    return start[:1] == b"[" and inside in (b"{", b'"', b"[", b"]")
