"""The button at the end of the time axis: whether the picture follows the newest moment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.language import Translated
from app.ui.live.surface import READOUT
from app.ui.parts import painting
from app.ui.theme import icons
from app.ui.theme.theme import Theme

HEIGHT = 36


class FollowButton(Translated, QAbstractButton):
    """Checked while the picture follows. Space does the same anywhere on the plots."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", True)
        self.resize(READOUT - 1, HEIGHT)
        theme.changed.connect(self.update)
        self.toggled.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        said = self.tr("Following live") if self.isChecked() else self.tr("Paused")
        self.setText(said)
        self.setAccessibleName(said)
        self.setToolTip(
            self.tr("Pause (Space)") if self.isChecked() else self.tr("Follow live (Space)")
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        following = self.isChecked()
        if self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.hover))
        elif not following:
            painter.fillRect(self.rect(), QColor(tokens.selected))
        ink = tokens.accent if following else tokens.ink
        name = "player-play" if following else "player-pause"
        middle = self.height() - 14
        painter.drawPixmap(self.width() - 28, middle - 8, icons.pixmap(name, ink, 16))
        box = self.rect().adjusted(8, middle - 10, -34, 0)
        box.setHeight(20)
        painting.text(painter, box, self.text(), "data", ink, painting.RIGHT)
        if self.hasFocus() and self.window().testAttribute(
            Qt.WidgetAttribute.WA_KeyboardFocusChange
        ):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
