"""The link contract: four members, no base class.

A link turns one way of reaching a charger into domain events and carries commands the other way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.capabilities import Capability
from app.domain.commands import Command, Outcome
from app.domain.events import Event
from app.domain.frame import Frame

Emit = Callable[[Event], None]
"""Hands an event to the visit. Returns at once and never raises."""

EmitFrame = Callable[[Frame], None]
"""Hands a raw frame to the visit, before it is interpreted. Returns at once and never raises."""


@dataclass(frozen=True, slots=True)
class LinkDescription:
    """How a link is told to people: ``ocpp1.6``, ``ws://192.168.1.5:9310/CP1``, ``192.168.1.60``.

    local_host: the laptop's address that the charger came in through, where uploads must go.
    """

    charger: str
    number: int
    protocol: str
    address: str
    peer: str
    local_host: str


class Link(Protocol):
    """One connection to one charger."""

    def describe(self) -> LinkDescription:
        """Who is at the other end and how it is reached. Cheap; may be called at any time."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this link can carry out, as far as is known now."""

    async def run(self, emit: Emit) -> None:
        """Work until we close the link; raises LinkError when the world took it away."""

    async def execute(self, command: Command, sent: Callable[[], None]) -> Outcome:
        """Carry out one command. Refusals, silence and missing support are outcomes.

        ``sent`` is called once, when the command really leaves the laptop: a link may have to wait
        for the charger first. Raises CommandInvalidError for what must not be sent.
        """
