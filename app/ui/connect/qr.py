"""The address as a QR code, for makes whose app scans it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme.theme import Theme

SIDE = 170
QUIET = 10
"""Pixels of white around the code, close to two modules: enough for phones."""

BLACK, WHITE = "#000000", "#FFFFFF"
"""Not a matter of theme: scanners want dark modules on a light ground."""


class QrCode(QWidget):
    """Draws the code itself, sharp at every scale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._address = ""
        self._modules: tuple[bytes, ...] = ()
        self.setFixedSize(SIDE, SIDE)
        theme.changed.connect(self.update)

    def say(self, address: str) -> None:
        """Encode this text; empty draws an empty frame."""
        if address == self._address:
            return
        self._address = address
        self._modules = _modules(address) if address else ()
        self.setAccessibleName(address)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIDE, SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.tokens.line2))
        painter.setBrush(QColor(WHITE if self._modules else self._theme.tokens.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if not self._modules:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        size = (SIDE - 2 * QUIET) // len(self._modules)
        start = (SIDE - size * len(self._modules)) // 2
        black = QColor(BLACK)
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(start + x * size, start + y * size, size, size, black)


def _modules(address: str) -> tuple[bytes, ...]:
    import segno  # 30 ms to import, and only this page needs it

    return tuple(bytes(row) for row in segno.make(address, error="m", micro=False).matrix)
