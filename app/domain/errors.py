"""The world's faults. Our own bugs are ordinary exceptions and end in a crash report instead."""

from __future__ import annotations


class WorldError(Exception):
    """Something outside the program is not as it should be; the technician gets advice.

    ``reason`` is an English token that programs can match on, ``detail`` a sentence's worth of fact.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class LinkError(WorldError):
    """The link to the charger was lost."""


class ListenError(WorldError):
    """No port could be opened for chargers to dial in to."""


class VisitFileError(WorldError):
    """A visit file cannot be created, opened or written."""


class CommandInvalidError(WorldError):
    """A command that would do harm and was not sent. reason: token; detail: what it is about."""
