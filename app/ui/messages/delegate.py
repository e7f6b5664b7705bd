"""How the message table is painted: rows of 30 pixels, own text, shapes for what deviates."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.events import Severity
from app.ui.messages.log import Pair
from app.ui.messages.model import (
    ACTION,
    CONNECTOR,
    CONTENT,
    DIRECTION,
    LATENCY,
    TIME,
    MessageTable,
    latency,
)
from app.ui.parts import painting
from app.ui.theme import icons, shapes
from app.ui.theme.theme import Theme

ROW = 30
MARGIN = 16
SLOW_S = 1.0
"""An answer that took longer is worth a look."""


class MessageDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        if not isinstance(model, MessageTable):
            return
        pair = model.pair(index)
        if pair is None:
            return
        tokens = self._theme.tokens
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        column = index.column()
        if selected:
            painter.fillRect(box, QColor(tokens.selected))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.hover))
        left = MARGIN if column == TIME else 0
        right = MARGIN if column == LATENCY else 0
        painting.horizontal(
            painter, box.left() + left, box.bottom(), box.width() - left - right, tokens.line
        )
        if column == TIME:
            if selected:
                painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(tokens.accent))
            painting.text(
                painter, box.adjusted(MARGIN, 0, 0, 0), model.time(pair), "label", tokens.ink2
            )
        elif column == DIRECTION:
            self._direction(painter, box, pair)
        elif column == ACTION:
            quiet = pair.action in ("MeterValues", "Heartbeat") and not pair.findings
            painting.text(
                painter,
                box.adjusted(0, 0, -8, 0),
                pair.action or pair.exchange.outcome,
                "body" if quiet else "data",
                tokens.ink2 if quiet else tokens.ink,
                elide=True,
            )
        elif column == CONNECTOR:
            painting.text(
                painter,
                box.adjusted(0, 0, -18, 0),
                model.told(pair)[0],
                "body",
                tokens.ink2,
                painting.CENTRE,
                elide=True,
            )
        elif column == CONTENT:
            self._content(painter, box, pair, model.told(pair)[1])
        else:
            self._latency(painter, box.adjusted(0, 0, -MARGIN, 0), pair)

    def _direction(self, painter: QPainter, box: QRect, pair: Pair) -> None:
        tokens = self._theme.tokens
        name = "arrow-left" if pair.from_charger else "arrow-right"
        color = tokens.ink2 if pair.from_charger else tokens.accent
        painter.drawPixmap(
            box.left() + 2, box.top() + (ROW - 16) // 2, icons.pixmap(name, color, 16)
        )

    def _content(self, painter: QPainter, box: QRect, pair: Pair, said: str) -> None:
        tokens = self._theme.tokens
        severity = pair.severity
        if pair.action == "StatusNotification" and said.startswith("Faulted"):
            severity = Severity.FAULT
        quiet = pair.action in ("MeterValues", "Heartbeat") and severity is None
        color = tokens.ink2 if quiet else tokens.ink
        left = box.left()
        mark = QRectF(left, box.top() + 8, 13, 13)
        if pair.unanswered:
            color = tokens.bad
            shapes.paint_mark(painter, mark, "cross", QColor(color))
            left += 20
        elif severity is not None:
            color = shapes.severity_color(severity, tokens).name()
            shapes.paint_severity(painter, mark, severity, tokens)
            left += 20
        room = QRect(left, box.top(), box.right() - left - 8, box.height())
        painting.text(painter, room, said, "body", color, elide=True)

    def _latency(self, painter: QPainter, box: QRect, pair: Pair) -> None:
        tokens = self._theme.tokens
        seconds = pair.exchange.latency_s
        role, color = "label", tokens.ink2
        if pair.unanswered:
            role, color = "head", tokens.bad
        elif seconds is not None and seconds > SLOW_S:
            role, color = "head", tokens.warn
        painting.text(painter, box, latency(pair), role, color, painting.RIGHT)


class MessageHeader(QHeaderView):
    """Column heads in the table's own type."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFixedHeight(28)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = self._theme.tokens
        painter.fillRect(rect, QColor(tokens.surface))
        painting.horizontal(painter, rect.left(), rect.top(), rect.width(), tokens.line)
        painting.horizontal(painter, rect.left(), rect.bottom(), rect.width(), tokens.line2)
        model = self.model()
        said = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        box = rect.adjusted(MARGIN if section == TIME else 0, 0, 0, 0)
        align = painting.LEFT
        if section == LATENCY:
            box = rect.adjusted(0, 0, -MARGIN, 0)
            align = painting.RIGHT
        painting.text(painter, box, said, "head", tokens.ink2, align)
