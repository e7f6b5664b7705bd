"""The navigation: one item per page that exists, with the worst severity as a shape on Faults."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from app.ui.language import Translated
from app.ui.parts import painting
from app.ui.parts.buttons import step_in_group
from app.ui.parts.surface import Surface
from app.ui.theme import icons, shapes
from app.ui.theme.theme import Theme

WIDTH = 92
ITEM = 58


class NavigationItem(QAbstractButton):
    """Icon over word; the chosen one stands on the accent's ground."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self.severity = ""
        self.setCheckable(True)
        self.setFixedSize(WIDTH - 1, ITEM)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_severity(self, severity: str) -> None:
        """A shape beside the icon; empty for none."""
        if severity != self.severity:
            self.severity = severity
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 1, ITEM)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not step_in_group(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        ink, accent = tokens.ink2, tokens.ink2
        ground = ""
        if self.isChecked():
            ground = tokens.ink if tokens.solid_states else tokens.selected
            ink = tokens.on_state if tokens.solid_states else tokens.ink
            accent = tokens.on_state if tokens.solid_states else tokens.accent
        elif self.underMouse():
            ground, ink, accent = tokens.hover, tokens.ink, tokens.ink
        if ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(4, 1, self.width() - 8, ITEM - 2), 4, 4)
        left = (self.width() - 22) // 2
        painter.drawPixmap(left, 9, icons.pixmap(self._icon, accent, 22))
        if self.severity:
            color = None
            if self.isChecked() and tokens.solid_states:
                color = QColor(tokens.on_state)
            shapes.paint_severity(
                painter, QRectF(left + 20, 4, 15, 15), self.severity, tokens, color=color
            )
        painting.text(
            painter,
            QRect(2, 34, self.width() - 4, 18),
            self.text(),
            "data" if self.isChecked() else "body",
            ink,
            painting.CENTRE,
        )


class Navigation(Translated, Surface):
    """chosen: a page's name, when the person picks it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, pages: dict[str, str], parent: QWidget | None = None) -> None:
        """pages: name -> icon, in order from the top."""
        super().__init__(theme, "panel", "r", parent=parent)
        self.setFixedWidth(WIDTH)
        self.items: dict[str, NavigationItem] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 5, 1, 5)
        layout.setSpacing(0)
        for number, (name, icon) in enumerate(pages.items(), start=1):
            item = NavigationItem(theme, icon, self)
            item.setToolTip(f"Ctrl+{number}")
            item.clicked.connect(lambda _checked, page=name: self.chosen.emit(page))
            self._group.addButton(item)
            self.items[name] = item
            layout.addWidget(item)
        layout.addStretch(1)
        self.retranslate()

    def choose(self, name: str) -> None:
        """Mark a page as the one that is shown."""
        self.items[name].setChecked(True)

    def retranslate(self) -> None:
        words = {
            "connect": self.tr("Connect"),
            "live": self.tr("Live"),
            "faults": self.tr("Faults"),
            "messages": self.tr("Messages"),
        }
        for name, item in self.items.items():
            item.setText(words[name])
            item.setAccessibleName(words[name])
