"""How the rows of the fault list are painted: headings of 26 pixels, two-line rows of 64."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.faults.model import FaultList, Row
from app.ui.parts import painting
from app.ui.theme import shapes
from app.ui.theme.theme import Theme

HEADING = 26
ROW = 64
TEXT_LEFT = 44
MARGIN = 16


class FaultDelegate(QStyledItemDelegate):
    """Paints ``FaultList`` rows."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        model = index.model()
        row = model.row(index) if isinstance(model, FaultList) else None
        return QSize(200, HEADING if row is None or row.heading else ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        row = model.row(index) if isinstance(model, FaultList) else None
        if row is None:
            return
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if row.heading:
            self._heading(painter, box, row)
        else:
            self._row(
                painter,
                box,
                row,
                bool(state & QStyle.StateFlag.State_Selected),
                bool(state & QStyle.StateFlag.State_MouseOver),
            )
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, row: Row) -> None:
        tokens = self._theme.tokens
        painter.fillRect(box, QColor(tokens.panel))
        painting.horizontal(painter, box.left(), box.top(), box.width(), tokens.line)
        painting.horizontal(painter, box.left(), box.bottom(), box.width(), tokens.line2)
        inner = box.adjusted(MARGIN, 0, -MARGIN, 0)
        painting.text(painter, inner, row.title, "head", tokens.ink2)
        painting.text(painter, inner, str(row.count), "label", tokens.ink2, painting.RIGHT)

    def _row(self, painter: QPainter, box: QRect, row: Row, selected: bool, hovered: bool) -> None:
        tokens = self._theme.tokens
        ground = tokens.selected if selected else tokens.hover if hovered else tokens.surface
        painter.fillRect(box, QColor(ground))
        painting.horizontal(
            painter, box.left() + TEXT_LEFT, box.bottom(), box.width() - TEXT_LEFT, tokens.line
        )
        if selected:
            painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(tokens.accent))
        shapes.paint_severity(
            painter,
            QRectF(box.left() + MARGIN, box.top() + 12, 18, 18),
            row.severity,
            tokens,
            row.muted,
        )
        left, right = box.left() + TEXT_LEFT, box.right() - MARGIN
        first = QRect(left, box.top() + 9, right - left, 24)
        second = QRect(left, box.top() + 33, right - left, 20)
        place = painting.width("data", row.place)
        when = painting.width("label", row.when)
        painting.text(painter, first, row.place, "data", tokens.ink, painting.RIGHT)
        painting.text(painter, second, row.when, "label", tokens.ink2, painting.RIGHT)
        room = first.width() - place - (12 if place else 0)
        painting.text(
            painter,
            QRect(left, first.top(), room, first.height()),
            row.title,
            "row_title",
            tokens.ink,
            elide=row.finding is not None or row.title == row.codes,
        )
        room = second.width() - when - 12
        painting.text(
            painter,
            QRect(left, second.top(), room, second.height()),
            row.codes,
            "label",
            tokens.ink2,
            elide=True,
        )
