"""A raw frame: the truth, stored before anything interprets it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Direction(StrEnum):
    """Seen from the laptop: ``IN`` came from the charger, ``OUT`` went to it."""

    IN = "in"
    OUT = "out"


class Frame(NamedTuple):
    """One message as it was on the wire.

    number: counts all frames of a visit from 1, the row id in the visit file.
    t_ns: monotonic stamp, taken where the frame entered or left the program.
    charger: key of the charger; link: number of the connection within the visit.
    payload: the exact bytes. ``binary`` tells that they came in a binary WebSocket frame.
    """

    number: int
    t_ns: int
    charger: str
    link: int
    direction: Direction
    payload: bytes
    binary: bool = False

    @property
    def text(self) -> str:
        """The payload as text; bytes that are not UTF-8 become the replacement character."""
        return self.payload.decode("utf-8", "replace")
