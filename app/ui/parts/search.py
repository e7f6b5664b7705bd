"""The search field of a list: Ctrl+F reaches it, Esc empties it, then gives the focus back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.parts import painting
from app.ui.theme import icons
from app.ui.theme.theme import Theme


class SearchField(QLineEdit):
    """A line edit with a magnifier and its shortcut shown while it is empty."""

    def __init__(self, theme: Theme, page: QWidget, back: QWidget | None = None) -> None:
        super().__init__(page)
        self._theme = theme
        self._back = back
        self.setTextMargins(28, 0, 0, 0)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.reach)
        theme.changed.connect(self.update)

    def reach(self) -> None:
        """Take the focus with everything selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            elif self._back is not None:
                self._back.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.drawPixmap(10, (self.height() - 18) // 2, icons.pixmap("search", tokens.ink2, 18))
        if self.text() or self.width() < 200:
            return
        hint = QKeySequence(QKeySequence.StandardKey.Find).toString(
            QKeySequence.SequenceFormat.NativeText
        )
        painting.text(
            painter,
            self.rect().adjusted(0, 0, -12, 0),
            hint,
            "label",
            tokens.ink3,
            painting.RIGHT,
        )
