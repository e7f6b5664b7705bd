"""What the parts of one connection tell: events and findings with its charger and number on them."""

from __future__ import annotations

import time

from app.domain.events import FindingMade, Severity
from app.domain.link import Emit
from app.links.ocpp.notes import Note


class Teller:
    """emit is where events go; it may be replaced while the connection runs."""

    def __init__(self, charger: str, link: int, emit: Emit) -> None:
        self.charger = charger
        self.link = link
        self.emit: Emit = emit

    def note(self, note: Note, t_ns: int, frame: int) -> None:
        """Tell a deviation in a frame."""
        self.emit(
            FindingMade(
                t_ns=t_ns,
                charger=self.charger,
                link=self.link,
                rule=note.rule,
                severity=note.severity,
                path=note.path,
                facts=note.facts,
                frame=frame,
            )
        )

    def finding(self, rule: str, severity: Severity, frame: int = 0, **facts: str) -> None:
        """Tell something else that is not as it should be."""
        self.emit(
            FindingMade(
                t_ns=time.monotonic_ns(),
                charger=self.charger,
                link=self.link,
                rule=rule,
                severity=severity,
                facts=facts,
                frame=frame,
            )
        )
