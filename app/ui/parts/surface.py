"""Panels that lie edge to edge, divided by one-pixel lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme.theme import Theme


class Surface(QWidget):
    """A ground in a colour token with hairlines on chosen edges (``"tblr"``)."""

    def __init__(
        self,
        theme: Theme,
        ground: str = "panel",
        edges: str = "",
        line: str = "line2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ground = ground
        self._edges = edges
        self._line = line
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(tokens, self.ground)))
        if tokens.solid_states and self.ground.endswith("_tint"):
            self._frame(painter, getattr(tokens, self.ground.removesuffix("_tint")))
        line = QColor(getattr(tokens, self._line))
        wide, high = self.width(), self.height()
        if "t" in self._edges:
            painter.fillRect(0, 0, wide, 1, line)
        if "b" in self._edges:
            painter.fillRect(0, high - 1, wide, 1, line)
        if "l" in self._edges:
            painter.fillRect(0, 0, 1, high, line)
        if "r" in self._edges:
            painter.fillRect(wide - 1, 0, 1, high, line)

    def _frame(self, painter: QPainter, color: str) -> None:
        """In sunlight tints vanish: a frame in the tint's role takes their place."""
        wide, high = self.width(), self.height()
        for x, y, w, h in (
            (0, 0, wide, 2),
            (0, high - 2, wide, 2),
            (0, 0, 2, high),
            (wide - 2, 0, 2, high),
        ):
            painter.fillRect(x, y, w, h, QColor(color))


class Line(QWidget):
    """A hairline between things in a layout; ``vertical`` ones stand ``length`` pixels high."""

    def __init__(
        self,
        theme: Theme,
        color: str = "line",
        vertical: bool = False,
        length: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._color = color
        if vertical:
            self.setFixedSize(1, length)
        else:
            self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(getattr(self._theme.tokens, self._color)))


def scrolling(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """``content`` in a vertical scroll area without a frame."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def column(parent: QWidget, margin: int = 0, spacing: int = 0) -> QVBoxLayout:
    """A vertical layout with equal margins."""
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout
