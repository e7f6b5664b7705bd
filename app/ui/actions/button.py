"""A button that says why it cannot be pressed: grey, with the reason at its right."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.parts import painting
from app.ui.parts.buttons import Button
from app.ui.theme import style
from app.ui.theme.theme import Theme


class ActionButton(Button):
    """reason: why it is grey; empty when it can be pressed."""

    reason = ""

    def set_reason(self, reason: str, told: bool = True) -> None:
        """Grey with this reason, or ready when it is empty; told: the reason stands on the button."""
        self.reason = reason if told else ""
        self.setEnabled(not reason)
        self.setAccessibleDescription(reason)
        self.setToolTip(reason)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.reason:
            return
        box = self.rect().adjusted(0, 0, -10, 0)
        box.setLeft(12 + 18 + 10 + painting.width("data", self.text()) + 6)
        painting.text(
            QPainter(self), box, self.reason, "tick", self._theme.tokens.ink3, painting.RIGHT
        )


class ActionSplit(QWidget):
    """The usual variant on the button, the others behind the chevron."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main = ActionButton(theme, icon, "split", self)
        self.chevron = Button(theme, "chevron-down", "chevron", self, size=16)
        self.menu = QMenu(self)
        self.chevron.setMenu(self.menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.main, 1)
        layout.addWidget(self.chevron)
        self.setFixedHeight(36)

    def set_reason(self, reason: str, told: bool = True) -> None:
        """Grey with this reason, or ready when it is empty; told: the reason stands on the button."""
        self.main.set_reason(reason, told)
        self.chevron.setVisible(not reason)
        style.set_look(self.main, "action" if reason else "split")
