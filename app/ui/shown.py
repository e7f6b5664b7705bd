"""Which charger and connector the window is about: chosen in the header, used by every page.

This is a choice of the person at the screen, not a truth about a charger, so it lives in the
window. The first charger that appears is shown; a connector is chosen by its tile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.domain.charger import Charger
    from app.domain.connector import Connector, ConnectorKey
    from app.domain.events import Event
    from app.ui.visit_view import VisitView


class Shown(QObject):
    """charger_key: the charger that is shown, None before the first. connector_key: chosen tile."""

    changed = Signal()

    def __init__(self, visit: VisitView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit = visit
        self.charger_key: str | None = next(iter(visit.chargers), None)
        self.connector_key: ConnectorKey | None = None
        disconnect = visit.events.connect(self._heard)
        self.destroyed.connect(lambda: disconnect())

    @property
    def charger(self) -> Charger | None:
        """The charger itself."""
        return None if self.charger_key is None else self._visit.chargers.get(self.charger_key)

    @property
    def connector(self) -> Connector | None:
        """The chosen connector; the first faulted one, then the first, while none was chosen."""
        charger = self.charger
        if charger is None:
            return None
        if self.connector_key is not None and self.connector_key in charger.connectors:
            return charger.connectors[self.connector_key]
        outlets = charger.outlets()
        faulted = [c for c in outlets if c.status == "Faulted"]
        return next(iter(faulted or outlets), None)

    def show_charger(self, key: str) -> None:
        """Show another charger of the visit."""
        if key != self.charger_key:
            self.charger_key = key
            self.connector_key = None
            self.changed.emit()

    def show_connector(self, key: ConnectorKey | None) -> None:
        """Choose a connector of the charger, None for the automatic choice."""
        if key != self.connector_key:
            self.connector_key = key
            self.changed.emit()

    def _heard(self, event: Event) -> None:
        if self.charger_key is None and event.charger in self._visit.chargers:
            self.charger_key = event.charger
            self.changed.emit()
