"""A shape as a widget: a severity, a state or a life-cycle mark beside words."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.terms import Severity
from app.ui.theme import icons, shapes
from app.ui.theme.theme import Theme


class Mark(QWidget):
    """Shows one shape; decoration only, the word beside it carries the meaning for screen readers."""

    def __init__(self, theme: Theme, size: int = 17, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._what: tuple[str, str, bool, str] = ("", "", False, "")
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)

    def show_severity(self, severity: Severity | str, muted: bool = False, color: str = "") -> None:
        """Octagon, triangle, ringed i or tick."""
        self._set(("severity", severity, muted, color))

    def show_state(self, status: str, color: str = "") -> None:
        """The shape of a connector's status."""
        self._set(("state", status, False, color))

    def show_icon(self, name: str, color: str) -> None:
        """An icon in a colour token."""
        self._set(("icon", name, False, color))

    def show_disc(self, color: str) -> None:
        """The recording dot: the one plain disc of the window, beside its word."""
        self._set(("disc", "", False, color))

    def _set(self, what: tuple[str, str, bool, str]) -> None:
        if what != self._what:
            self._what = what
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        kind, name, muted, role = self._what
        tokens = self._theme.tokens
        color = QColor(getattr(tokens, role)) if role else None
        box = QRectF(self.rect())
        painter = QPainter(self)
        if kind == "severity":
            shapes.paint_severity(painter, box, name, tokens, muted, color)
        elif kind == "state":
            shapes.paint_state(painter, box, name, tokens, color)
        elif kind == "icon" and color is not None:
            painter.drawPixmap(0, 0, icons.pixmap(name, color.name(), self.width()))
        elif kind == "disc" and color is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(color)
            painter.setBrush(color)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
