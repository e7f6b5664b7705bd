"""The time axis under the lane, its chip at the crosshair, and the shapes of what happened."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from app.ui import words
from app.ui.live.history import CommandMark, FaultMark, LinkMark, Mark
from app.ui.live.surface import GUTTER, READOUT, TimeSurface
from app.ui.parts import painting
from app.ui.theme import shapes
from app.ui.theme.tokens import Tokens

AXIS = 26
"""Height of the axis."""

_CHIP_CLEARANCE = 52
_LABEL_HALF = 26
_MILLISECONDS_BELOW_S = 30.0


def paint_axis(painter: QPainter, surface: TimeSurface, tokens: Tokens, cursor: int | None) -> None:
    """Round local times with their ticks; labels near the crosshair make room for its chip."""
    base = surface.timebase
    top = surface.height() - AXIS
    painting.horizontal(painter, GUTTER - 1, top, surface.plot_width + 1, tokens.line)
    moments, step = base.ticks(surface.plot_width)
    for moment in moments:
        x = round(surface.x_of(moment))
        painting.vertical(painter, x, top, 5, tokens.line2)
        if cursor is not None and abs(x - cursor) < _CHIP_CLEARANCE:
            continue
        if x < _LABEL_HALF + 4 or x + _LABEL_HALF > surface.width() - READOUT:
            continue
        local = base.local(moment)
        if step >= 86400:
            said = words.day(local)
        else:
            said = words.clock_time(local) if step < 60 else words.clock_minute(local)
        box = QRect(x - 40, top + 5, 80, AXIS - 8)
        painting.text(painter, box, said, "tick", tokens.ink2, painting.CENTRE)


def paint_cursor(
    painter: QPainter, surface: TimeSurface, tokens: Tokens, cursor: int | None
) -> None:
    """The crosshair's line down to the axis, and the time chip on it."""
    if cursor is None:
        return
    base = surface.timebase
    top = surface.height() - AXIS
    painting.vertical(painter, cursor, 0, top + 4, tokens.accent)
    said = words.clock_time(
        base.local(base.reading_s), milliseconds=base.span_s < _MILLISECONDS_BELOW_S
    )
    wide = painting.width("data", said) + 14
    left = min(max(cursor - wide // 2, GUTTER), surface.width() - READOUT - wide)
    chip = QRect(left, top + 3, wide, 20)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent))
    painter.drawRoundedRect(chip, 2, 2)
    painter.restore()
    painting.text(painter, chip, said, "data", tokens.on_accent, painting.CENTRE)


def paint_mark(painter: QPainter, mark: Mark, x: int, y: int, tokens: Tokens) -> None:
    """One mark around (x, y): octagon or triangle, arrow for a command, fork or cross for a link."""
    match mark:
        case FaultMark():
            box = QRectF(x - 6.5, y - 6.5, 13, 13)
            shapes.paint_severity(painter, box, mark.severity, tokens)
        case CommandMark():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.ink))
            corners = (QPointF(x, y - 5.5), QPointF(x + 11, y), QPointF(x, y + 5.5))
            painter.drawPolygon(QPolygonF(corners))
            painter.restore()
        case LinkMark(up=True):
            color = QColor(tokens.ok)
            painter.fillRect(x - 1, y - 6, 2, 12, color)
            painter.fillRect(x + 1, y - 1, 7, 2, color)
        case LinkMark():
            box = QRectF(x - 6, y - 6, 12, 12)
            shapes.paint_mark(painter, box, "cross", QColor(tokens.bad))
