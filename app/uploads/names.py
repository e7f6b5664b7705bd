"""From what a charger calls its file to a name that every system can store.

Chargers send colons, no extension, percent signs, paths and sometimes mischief
(``diagnostics-2024-02-07T16:51:50.808ZblrG7o``, ``../../etc/passwd``, ``NUL``, bidi marks). The
original is kept beside the file as data; only the name made here is ever used as a name.

A stored name is ``<charger>_<utc>_<sanitised>``: at most 120 characters and 200 bytes of UTF-8 (a
Linux file name ends at 255 bytes), legal on Windows, and unique within the visit regardless of
case, since Windows does not tell ``A`` from ``a``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import unquote

LONGEST_NAME = 120
LONGEST_NAME_BYTES = 200
LONGEST_CHARGER = 40
LONGEST_ORIGINAL = 1024
FALLBACK = "diagnostics"

_FORBIDDEN = frozenset('<>:"/\\|?*')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"]
)
# Names that Windows gives to devices, whatever the extension:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file


def original_of_path(target: str) -> str:
    """Name in a request target: last path segment, percent-decoded once; empty for ``/``."""
    path = target[:LONGEST_ORIGINAL].split("?", 1)[0].split("#", 1)[0]
    return unquote(path.rsplit("/", 1)[-1], errors="replace")


def sanitised(original: str) -> str:
    """A name without path, legal on Windows and Linux. Never empty; any text may come in."""
    name = original[-LONGEST_ORIGINAL:].replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    name = unicodedata.normalize("NFC", name)
    name = "".join("_" if _unsafe(character) else character for character in name)
    name = _trimmed(name)
    if not name.strip("._ "):
        return FALLBACK
    if name.split(".", 1)[0].rstrip(" ").casefold() in _RESERVED:
        name = "_" + name
    return _shortened(name, LONGEST_NAME)


def stored_name(charger: str, moment: datetime, original: str, taken: Iterable[str]) -> str:
    """``<charger>_<utc>_<sanitised>``, made unique by ``-2``, ``-3``... before the extension.

    taken: the casefolded names that are in use. moment: aware, in UTC.
    """
    used = taken if isinstance(taken, (set, frozenset)) else frozenset(taken)
    station = _shortened(sanitised(charger.replace("/", "_").replace("\\", "_")), LONGEST_CHARGER)
    front = f"{station}_{moment:%Y%m%dT%H%M%SZ}_"
    name = _fitted(front, sanitised(original), "")
    count = 1
    while name.casefold() in used:
        count += 1
        name = _fitted(front, sanitised(original), f"-{count}")
    return name


def _unsafe(character: str) -> bool:
    if character in _FORBIDDEN or unicodedata.category(character) in _INVISIBLE:
        return True
    return character != " " and character.isspace()


def _trimmed(name: str) -> str:
    return name.strip(" ").rstrip(". ")


def _fitted(front: str, name: str, suffix: str) -> str:
    room = LONGEST_NAME - len(front) - len(suffix)
    room_bytes = LONGEST_NAME_BYTES - len(front.encode()) - len(suffix)
    stem, dot, extension = _shortened(name, room, room_bytes).rpartition(".")
    if not dot or not stem:
        return _trimmed(front + dot + extension + suffix)
    return _trimmed(front + stem + suffix + dot + extension)


def _shortened(name: str, longest: int, longest_bytes: int = LONGEST_NAME_BYTES) -> str:
    """Cut in the middle, so that the extension stays."""
    stem, dot, extension = name.rpartition(".")
    tail = dot + extension if stem and len(extension) <= 12 else ""
    body = name[: len(name) - len(tail)][: max(1, longest - len(tail))]
    while len((body + tail).encode()) > longest_bytes and len(body) > 1:
        body = body[:-1]
    return _trimmed(body + tail) or FALLBACK
