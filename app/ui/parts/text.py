"""A label: font by role, colour by token, and never anything but plain text.

Charger text is hostile input; ``Qt.PlainText`` keeps it from becoming markup wherever it is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme.fonts import font
from app.ui.theme.theme import Theme


class Text(QLabel):
    """One text of the window. ``elide``: may be cut with an ellipsis; the whole is its tool tip."""

    def __init__(
        self,
        theme: Theme,
        role: str = "body",
        color: str = "ink",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
        elide: bool = False,
        select: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._color = color
        self.elidable = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if select:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._dress)
        self._dress()

    def set_color(self, color: str) -> None:
        """Take another colour token."""
        if color != self._color:
            self._color = color
            self._dress()

    def say(self, words: str) -> None:
        """Show ``words``; nothing happens when they are there already."""
        if words != self.text():
            self.setText(words)
            if self.elidable:
                self._tip()

    def _dress(self) -> None:
        self.setFont(font(self._role))
        colors = self.palette()
        colors.setColor(
            QPalette.ColorRole.WindowText, QColor(getattr(self._theme.tokens, self._color))
        )
        self.setPalette(colors)

    def minimumSizeHint(self) -> QSize:
        if self.elidable:
            return QSize(0, super().minimumSizeHint().height())
        return super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.elidable:
            self._tip()

    def _tip(self) -> None:
        cut = QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.width()
        self.setToolTip(_harmless(self.text()) if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.elidable:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), line)


def _harmless(words: str) -> str:
    """Tool tips guess markup, so a text that looks like it is escaped."""
    if "<" not in words:
        return words
    from html import escape  # a table of 2,231 names that nearly nobody needs

    return f"<span>{escape(words)}</span>"
