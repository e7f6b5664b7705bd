"""Findings: what is not as it should be, grouped so that a repeated one is one row with a count."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.events import FindingMade, Severity

MOST_FINDINGS = 2000
"""Rows kept per charger. A charger that invents new deviations for ever must not fill the memory;
every one of them is still in the visit file."""


@dataclass(slots=True)
class Finding:
    """The first event of its kind and how often it came again."""

    first: FindingMade
    last: FindingMade
    count: int = 1

    @property
    def severity(self) -> Severity:
        """How bad the latest occurrence was."""
        return self.last.severity


class Findings:
    """Findings of one charger by rule and place."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Finding] = {}
        self.left_out = 0

    def add(self, event: FindingMade) -> Finding | None:
        """Count the event; returns its row, or None when the list is full."""
        key = (event.rule, event.path)
        row = self._rows.get(key)
        if row is not None:
            row.last = event
            row.count += 1
            return row
        if len(self._rows) >= MOST_FINDINGS:
            self.left_out += 1
            return None
        row = self._rows[key] = Finding(event, event)
        return row

    def rows(self) -> list[Finding]:
        """All rows in the order in which they first appeared."""
        return list(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)
