"""What the charger remembers of its life: the lines its diagnostics file is made of.

Bounded by size, oldest lines go first. Secrets that pass through (passwords in an upload address, keys
written by the CSMS) are masked before they are remembered, so the file can be handed on.
"""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, datetime
from typing import NamedTuple

KEPT_BYTES = 1_200_000  # with the older history in front a file stays under 2 MB

_USERINFO = re.compile(r"(://[^/\s:@\"]*):[^/\s@\"]*@")
_SECRET_KEY = r'"key"\s*:\s*"(?:AuthorizationKey|StationPassword)"'
_TEXT = r'(?:[^"\\]|\\.)*'
_AFTER_KEY = re.compile(rf'({_SECRET_KEY}[^{{}}]*?"value"\s*:\s*"){_TEXT}')
_BEFORE_KEY = re.compile(rf'("value"\s*:\s*"){_TEXT}("[^{{}}]*?{_SECRET_KEY})')


def masked(text: str) -> str:
    """The text without passwords in addresses and without the values of secret keys."""
    text = _USERINFO.sub(r"\g<1>:***@", text)
    if "AuthorizationKey" in text or "StationPassword" in text:
        text = _BEFORE_KEY.sub(r"\g<1>***\g<2>", _AFTER_KEY.sub(r"\g<1>***", text))
    return text


class Line(NamedTuple):
    """One remembered line; `program` is the part of the firmware that wrote it."""

    when: datetime
    program: str
    level: str
    text: str

    def syslog(self, host: str) -> str:
        """In the shape of a syslog file, with the year and the milliseconds a service needs."""
        when = self.when.strftime("%Y-%m-%d %H:%M:%S.") + f"{self.when.microsecond // 1000:03d}"
        return f"{when} {host} {self.program}: {self.level} {self.text}"


class Journal:
    """A ring of lines."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._lines: deque[Line] = deque()
        self._bytes = 0
        self._kept = kept_bytes

    def note(self, program: str, text: str, level: str = "INFO") -> None:
        """Remember one line; line ends inside it become spaces."""
        line = Line(datetime.now(UTC), program, level, " ".join(masked(text).splitlines()))
        self._lines.append(line)
        self._bytes += len(line.text) + 60
        while self._bytes > self._kept:
            self._bytes -= len(self._lines.popleft().text) + 60

    def lines(self) -> tuple[Line, ...]:
        return tuple(self._lines)
