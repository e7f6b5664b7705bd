"""Step 1: through which network adapter the charger reaches this laptop."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from app.ui.language import Translated
from app.ui.parts import painting
from app.ui.parts.buttons import step_in_group
from app.ui.parts.surface import column
from app.ui.parts.text import Text
from app.ui.theme import icons
from app.ui.theme.theme import Theme
from app.ui.visit_view import AdapterView

ROW = 56
MOST_SHOWN = 12

_ICONS = {"cable": "network", "wifi": "wifi", "loopback": "device-laptop", "other": "world"}


class AdapterRow(Translated, QAbstractButton):
    """One adapter as a choice: name, address, kind, and what is wrong with it."""

    def __init__(self, theme: Theme, adapter: AdapterView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.adapter = adapter
        self.kind = ""
        self.warning = ""
        self.setCheckable(True)
        self.setFixedHeight(ROW)
        self.setMinimumWidth(260)
        theme.changed.connect(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        adapter = self.adapter
        speed = ""
        if adapter.speed_mbit:
            speed = self.tr("{speed} Mbit/s").format(speed=adapter.speed_mbit)
        kinds = {
            "cable": self.tr("Cable"),
            "wifi": self.tr("Wi-Fi"),
            "loopback": self.tr("Only programs on this laptop, for the simulator"),
            "other": self.tr("Virtual or other network"),
        }
        self.kind = kinds[adapter.kind]
        if adapter.kind in ("cable", "wifi") and speed:
            self.kind = f"{self.kind}, {speed}"
        self.warning = ""
        if not adapter.up:
            self.warning = self.tr("No link: is the cable in?")
        elif adapter.self_assigned:
            self.warning = self.tr("Self-assigned address: the charger gets none either")
        self.setText(adapter.name)
        said = (adapter.name, adapter.address, self.warning or self.kind)
        self.setAccessibleName(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(372, ROW)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not step_in_group(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.hover), 1))
            painter.setBrush(QColor(tokens.selected if chosen else tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        ring = QRectF(14, ROW / 2 - 8, 16, 16)
        painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.control), 2))
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(ring)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawEllipse(ring.adjusted(4, 4, -4, -4))
        icon = _ICONS[self.adapter.kind]
        painter.drawPixmap(43, ROW // 2 - 9, icons.pixmap(icon, tokens.ink, 18))
        right = self.width() - 16
        address = painting.width("mono_data", self.adapter.address)
        painting.text(
            painter,
            QRect(right - address, 8, address, 22),
            self.adapter.address,
            "mono_data",
            tokens.ink,
        )
        painting.text(
            painter,
            QRect(74, 8, right - address - 12 - 74, 22),
            self.adapter.name,
            "row_title",
            tokens.ink,
            elide=True,
        )
        painting.text(
            painter,
            QRect(74, 30, right - 74, 18),
            self.warning or self.kind,
            "label",
            tokens.warn if self.warning else tokens.ink2,
        )


class AdapterList(Translated, QWidget):
    """chosen: the address to listen on, when the person picks it."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        adapters: Callable[[], Sequence[AdapterView]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._adapters = adapters
        self._known: list[AdapterView] = []
        self._group = QButtonGroup(self)
        self._none = Text(theme, "body", "ink2", wrap=True)
        self.rows: list[AdapterRow] = []
        layout = column(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        layout.addLayout(self._rows)
        layout.addWidget(self._none)
        layout.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._none.say(self.tr("No network adapter has an address. Plug in a cable."))

    def look(self, listening: str) -> None:
        """Ask the system again, and mark the address that is listened on."""
        found = list(self._adapters())[:MOST_SHOWN]
        if found != self._known:
            self._known = found
            self._build(found)
        self._none.setVisible(not found)
        self.mark(listening)

    def mark(self, listening: str) -> None:
        """Mark the adapter whose address is listened on."""
        for row in self.rows:
            row.setChecked(row.adapter.address == listening)

    def _build(self, found: list[AdapterView]) -> None:
        had_focus = next((r.adapter.address for r in self.rows if r.hasFocus()), None)
        for row in self.rows:
            self._group.removeButton(row)
            row.deleteLater()
        self.rows = []
        for adapter in found:
            row = AdapterRow(self._theme, adapter)
            row.clicked.connect(self._chosen)
            self._group.addButton(row)
            self._rows.addWidget(row)
            self.rows.append(row)
            if adapter.address == had_focus:
                row.setFocus()

    def _chosen(self) -> None:
        row = self._group.checkedButton()
        if isinstance(row, AdapterRow):
            self.chosen.emit(row.adapter.address)
