"""The theme in force: one instance, handed to every view.

A view reads ``theme.tokens`` when it paints, and repaints on ``theme.changed``. Widgets that Qt
paints get their colours from the palette and the one style sheet, both set here on the application.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.ui.theme import fonts, icons, style
from app.ui.theme.tokens import LIGHT, THEMES, Tokens

SYSTEM = "system"
CHOICES = ("light", "dark", "sunlight", SYSTEM)


class Theme(QObject):
    """tokens: the colours in force. choice: what was chosen, one of ``CHOICES``."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tokens: Tokens = LIGHT
        self.choice = "light"
        fonts.load()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)

    def set(self, name: str) -> None:
        """Take ``light``, ``dark``, ``sunlight`` or ``system``; KeyError for anything else."""
        if name == SYSTEM:
            self.follow_system()
            return
        self.choice = name
        self._apply(THEMES[name])

    def follow_system(self) -> None:
        """Light or dark as the system says, now and when it changes."""
        self.choice = SYSTEM
        self._apply(THEMES[_system_name()])

    def _system_changed(self) -> None:
        if self.choice == SYSTEM:
            self._apply(THEMES[_system_name()])

    def _apply(self, tokens: Tokens) -> None:
        self.tokens = tokens
        fonts.set_sturdy(tokens.solid_states)
        icons.set_stroke(tokens.stroke)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            style.apply(application, tokens)
        self.changed.emit()


def _system_name() -> str:
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
