"""What of a request may be shown: no password of a header, of an address or of a query."""

from __future__ import annotations

import re

MASK = "***"

SAMPLE_BYTES = 64
"""How much of a refused dial-in is shown."""

_WINDOW = 512
_SECRET_HEADER = re.compile(
    r"((?:^|[\r\n])[ \t]*(?:\w+-)?authori[sz]ation[ \t]*:?|(?:^|[\r\n])[ \t]*cookie[ \t]*:)"
    r"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"\b(Basic|Bearer|Digest)\s+\S+", re.IGNORECASE)
_USERINFO = re.compile(r"//[^/@\s]*@")
_QUERY_PART = re.compile(r"([?&;])")
_SECRET_WORDS = ("key", "token", "pass", "pwd", "secret", "auth")


def shown_target(target: str) -> str:
    """A request target without the password in ``//user:password@`` or in a query's secret values."""
    masked = _USERINFO.sub(f"//{MASK}@", target)
    parts = _QUERY_PART.split(masked)
    for position in range(2, len(parts), 2):
        name, equals, _ = parts[position].partition("=")
        if equals and any(word in name.lower() for word in _SECRET_WORDS):
            parts[position] = f"{name}={MASK}"
    return "".join(parts)


def sample(head: bytes) -> str:
    """The first bytes of a dial-in, escaped to ASCII, with what may be secret masked."""
    text = head[:_WINDOW].decode("latin-1")
    lines = _SECRET_HEADER.sub(rf"\g<1> {MASK}", text).split("\n", 1)
    shown = _SCHEME.sub(rf"\g<1> {MASK}", "\n".join([shown_line(lines[0]), *lines[1:]]))
    return shown[:SAMPLE_BYTES].encode("unicode_escape").decode("ascii")


def shown_line(line: str) -> str:
    """A request line with its target masked as by ``shown_target``."""
    return " ".join(shown_target(word) for word in line.split(" "))
