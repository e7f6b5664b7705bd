"""Buttons: an icon that follows the theme, one that copies, and arrow keys within a group."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QWidget

from app.ui.theme import icons
from app.ui.theme.fonts import font
from app.ui.theme.theme import Theme

GAP = 6
"""Pixels between icon and text beyond Qt's four."""

COPIED_MS = 1500
"""How long a copy button says that it has copied."""


class Button(QPushButton):
    """A button with an optional icon. look: see ``app.ui.theme.style``."""

    def __init__(
        self,
        theme: Theme,
        icon: str = "",
        look: str = "",
        parent: QWidget | None = None,
        size: int = 18,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._size = size
        self.setProperty("look", look)
        self.setAutoDefault(False)
        theme.changed.connect(self._dress)
        self._dress()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name != self._icon:
            self._icon = name
            self._dress()

    def setText(self, text: str) -> None:
        had = bool(self.text())
        super().setText(text)
        if had != bool(text):
            self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.setFont(font("data"))
        if self._icon:
            primary = str(self.property("look")).startswith("primary")
            color = tokens.on_accent if primary else tokens.ink
            gap = GAP if self.text() else 0
            self.setIconSize(QSize(self._size + gap, self._size))
            self.setIcon(icons.icon(self._icon, color, self._size, tokens.ink3, gap))


class CopyButton(Button):
    """Puts what ``text`` returns on the clipboard and shows a tick for a moment."""

    def __init__(
        self,
        theme: Theme,
        text: Callable[[], str],
        look: str = "quiet",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "copy", look, parent)
        self._get = text
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._get())
        self.set_icon("check")
        QTimer.singleShot(COPIED_MS, self, self._restore)

    def _restore(self) -> None:
        self.set_icon("copy")


def tip(widget: QWidget, words: str) -> None:
    """Say what an icon-only button does, to the eye and to a screen reader."""
    widget.setToolTip(words)
    widget.setAccessibleName(words)


def chooser_menu(parent: QWidget, choose: Callable[[str], None]) -> QMenu:
    """A menu whose entries carry a key as data and hand it to ``choose``."""
    menu = QMenu(parent)
    menu.triggered.connect(lambda action: choose(str(action.data())))
    menu.setToolTipsVisible(True)
    menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    return menu


def step_in_group(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Up and down go round the group of ``button`` and choose there; False for any other key."""
    step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
    group = button.group()
    if step is None or group is None:
        return False
    members = group.buttons()
    other = members[(members.index(button) + step) % len(members)]
    other.setFocus(Qt.FocusReason.TabFocusReason)
    other.click()
    return True
