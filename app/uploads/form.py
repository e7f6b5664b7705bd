"""A streaming reader of multipart bodies: bytes in, parts out, with bounded memory.

Some uploaders post the file as a browser would (``multipart/form-data``), often from a library that
is loose about the details. Line ends may be CRLF or LF. At most ``MOST_HEADER_BYTES`` of a part's
header and one delimiter's length of its body are ever held back, and every byte is looked at once.

A body that does not begin with the boundary it announced is not a form at all; ``NotAForm`` then
lets the caller keep the whole body as the file. Theory: RFC 2046, section 5.1; RFC 7578.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

MOST_HEADER_BYTES = 8192

_BOUNDARY = re.compile(r'boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))', re.IGNORECASE)
_NAME_STAR = re.compile(r"filename\*\s*=\s*\"?([\w-]{0,20})'[^';]{0,20}'([^;\"\s]+)", re.IGNORECASE)
_NAME_QUOTED = re.compile(r'filename\s*=\s*"((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_NAME_BARE = re.compile(r"filename\s*=\s*([^;\"\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PartBegan:
    """filename: as sent, None for a part that is not a file."""

    filename: str | None


@dataclass(frozen=True, slots=True)
class PartData:
    """Bytes of the current part."""

    data: bytes


@dataclass(frozen=True, slots=True)
class PartEnded:
    """The current part is whole."""


FormEvent = PartBegan | PartData | PartEnded


class NotAForm(Exception):  # noqa: N818 - a fact about the body
    """The body does not begin with its boundary. ``data``: all of it so far."""

    def __init__(self, data: bytes) -> None:
        super().__init__("no boundary")
        self.data = data


class DamagedForm(Exception):  # noqa: N818
    """A part's header has no end."""


def boundary_of(content_type: str) -> bytes | None:
    """The boundary of a multipart content type, None for any other."""
    if not content_type.lstrip().lower().startswith("multipart/"):
        return None
    found = _BOUNDARY.search(content_type[:1024])
    return (found[1] or found[2]).encode("latin-1", "replace") if found else None


def filename_of(disposition: str) -> str | None:
    """The file name in a Content-Disposition header, None without one."""
    text = disposition[:MOST_HEADER_BYTES]
    if found := _NAME_STAR.search(text):
        try:
            return unquote(found[2], encoding=found[1] or "utf-8", errors="replace")
        except LookupError:
            return unquote(found[2], errors="replace")
    if found := _NAME_QUOTED.search(text):
        return re.sub(r'\\(["\\])', r"\1", found[1])
    found = _NAME_BARE.search(text)
    return found[1] if found else None


class FormReader:
    """Feed it the body; it yields events. After ``ended`` the rest is ignored."""

    def __init__(self, boundary: bytes) -> None:
        self._first = b"--" + boundary
        self._delimiter = b"\n--" + boundary
        self._buffer = b""
        self._state = self._opening
        self._in_part = False
        self._events: list[FormEvent] = []

    @property
    def in_part(self) -> bool:
        """Whether a part has begun and not ended."""
        return self._in_part

    def feed(self, data: bytes) -> list[FormEvent]:
        """What these bytes complete. Raises NotAForm (at the start) or DamagedForm."""
        self._buffer += data
        self._events = []
        position = 0
        while True:
            forward = self._state(position)
            if forward is None:
                return self._events
            if forward < 0:
                self._buffer = self._buffer[-forward - 1 :]
                return self._events
            position = forward

    def end(self) -> list[FormEvent]:
        """The body is over: a last delimiter without its final ``--`` ends its part too.

        Raises NotAForm when it was too short to be a form.
        """
        self._events = []
        if self._state == self._opening and self._buffer:
            raise NotAForm(self._buffer)
        if self._in_part and self._buffer.rstrip(b"\r\n \t").endswith(self._delimiter):
            self._data(self._buffer[: self._buffer.rfind(self._delimiter)].removesuffix(b"\r"))
            self._part_over()
        return self._events

    # Each state looks at the buffer from ``position`` and returns where the next one goes on, or
    # ~keep: bytes from ``keep`` on stay until more arrive.

    def _opening(self, position: int) -> int | None:
        start = self._buffer.lstrip(b"\r\n")
        if not start.startswith(self._first):
            hopeless = len(start) >= len(self._first) or not self._first.startswith(start)
            if hopeless or len(self._buffer) > MOST_HEADER_BYTES:
                raise NotAForm(self._buffer)
            return ~position
        self._state = self._line_end
        return len(self._buffer) - len(start) + len(self._first)

    def _line_end(self, position: int) -> int | None:
        """Behind a boundary: ``--`` is the end of all, else a line end and the next part."""
        end = self._buffer.find(b"\n", position)
        if self._buffer.startswith(b"--", position):
            self._state = self._epilogue
            return position
        if end < 0:
            self._bounded(position)
            return ~position
        self._state = self._header
        return end + 1

    def _header(self, position: int) -> int | None:
        for blank in (b"\r\n", b"\n"):
            if self._buffer.startswith(blank, position):
                return self._began("", position + len(blank))
        ends = [
            (place, len(mark))
            for mark in (b"\r\n\r\n", b"\n\n")
            if (place := self._buffer.find(mark, position, position + MOST_HEADER_BYTES)) >= 0
        ]
        if not ends:
            self._bounded(position)
            return ~position
        place, length = min(ends)
        return self._began(self._buffer[position:place].decode("utf-8", "replace"), place + length)

    def _body(self, position: int) -> int | None:
        size = len(self._delimiter)
        found = self._buffer.find(self._delimiter, position)
        if found < 0:
            keep = max(position, len(self._buffer) - size)
            self._data(self._buffer[position:keep])
            return ~keep
        behind = self._buffer[found + size : found + size + 2]
        if len(behind) < 2 and behind != b"\n":
            keep = max(position, found - 1)
            self._data(self._buffer[position:keep])
            return ~keep
        if behind == b"--" or behind[:1] in (b"\r", b"\n", b" ", b"\t"):
            self._data(self._buffer[position:found].removesuffix(b"\r"))
            self._part_over()
            self._state = self._line_end
        else:
            self._data(self._buffer[position : found + size])
        return found + size

    def _epilogue(self, position: int) -> int | None:
        self._buffer = b""
        return None

    def _began(self, header: str, position: int) -> int:
        filename = None
        is_text = True
        for line in re.sub(r"\r?\n[ \t]+", " ", header).splitlines():
            name, _, value = line.partition(":")
            if name.strip().lower() == "content-disposition":
                filename = filename_of(value)
            elif name.strip().lower() == "content-type":
                is_text = value.strip().lower().startswith("text/plain")
        if filename is None and not is_text:
            filename = ""
        self._events.append(PartBegan(filename))
        self._in_part = True
        self._state = self._body
        return position

    def _data(self, data: bytes) -> None:
        if data:
            self._events.append(PartData(data))

    def _part_over(self) -> None:
        self._in_part = False
        self._events.append(PartEnded())

    def _bounded(self, position: int) -> None:
        if len(self._buffer) - position >= MOST_HEADER_BYTES:
            raise DamagedForm
