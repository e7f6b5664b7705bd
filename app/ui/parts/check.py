"""A check box drawn from the tokens: 18 pixels, accent when it is on, at least 36 pixels to hit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.parts import painting
from app.ui.theme.theme import Theme

BOX = 18


class Check(QAbstractButton):
    """On or off, with its words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(4 + BOX + 10 + painting.width("body", self.text()) + 6, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, hover = self.isChecked(), self.underMouse()
        box = QRectF(4.5, (self.height() - BOX) / 2 + 0.5, BOX - 1, BOX - 1)
        edge = tokens.accent if on or hover else tokens.control
        painter.setPen(QPen(QColor(edge), 1.2))
        painter.setBrush(QColor(tokens.accent if on else tokens.surface))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            painter.setPen(QPen(QColor(tokens.on_accent), 2))
            points = [(4, 9), (7.5, 12.5), (13.5, 5.5)]
            tick = QPolygonF([box.topLeft() + QPointF(x, y) for x, y in points])
            painter.drawPolyline(tick)
        words = QRect(4 + BOX + 10, 0, self.width() - BOX - 14, self.height())
        color = tokens.ink if self.isEnabled() else tokens.ink3
        painting.text(painter, words, self.text(), "body", color)

    def hitButton(self, pos: object) -> bool:
        return True

    def enterEvent(self, event: object) -> None:
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)  # type: ignore[arg-type]
