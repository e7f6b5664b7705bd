"""States and severities as shapes: each is told apart by silhouette at 12 px, colour comes last.

All shapes are drawn in a box of 24 units scaled to the given rectangle. Holes (the bolt in the
disc, the mark in the octagon) are real holes, so the shapes stand on any ground.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from app.domain.terms import Severity
from app.ui.theme.tokens import Tokens

_CENTRE = QPointF(12, 12)

_STATE_ROLE = {
    "Available": "ok",
    "Preparing": "warn",
    "Charging": "info",
    "SuspendedEV": "suspended",
    "SuspendedEVSE": "suspended",
    "Finishing": "warn",
    "Reserved": "reserved",
    "Unavailable": "neutral",
    "Faulted": "bad",
    "Occupied": "warn",
}

_TINT_ROLE = {"ok": "ok_tint", "warn": "warn_tint", "bad": "bad_tint", "info": "info_tint"}


def state_role(status: str) -> str:
    """Token role of an OCPP status word; ``neutral`` for words that are not known."""
    return _STATE_ROLE.get(status, "neutral")


def state_color(status: str, tokens: Tokens) -> QColor:
    """Colour of a status: for its shape, and for text on panel, surface or its own tint."""
    return QColor(getattr(tokens, state_role(status)))


def state_tint(status: str, tokens: Tokens) -> QColor:
    """Ground under text of the same status."""
    role = state_role(status)
    if role in ("suspended", "reserved"):
        mixed = QColor(getattr(tokens, role))
        base = QColor(tokens.surface)
        share = 0.13 if base.lightness() > 127 else 0.2
        return QColor(*(round(m * share + b * (1 - share)) for m, b in _channels(mixed, base)))
    return QColor(getattr(tokens, _TINT_ROLE.get(role, "neutral_tint")))


def _channels(one: QColor, other: QColor) -> list[tuple[int, int]]:
    return [
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    ]


def severity_color(severity: Severity | str, tokens: Tokens, muted: bool = False) -> QColor:
    """Colour of a severity (``ok`` for none); grey when it is over."""
    if muted:
        return QColor(tokens.neutral)
    role = {Severity.FAULT: "bad", Severity.WARNING: "warn", Severity.NOTICE: "info", "ok": "ok"}
    return QColor(getattr(tokens, role.get(severity, "neutral")))


def paint_state(
    painter: QPainter, rect: QRectF, status: str, tokens: Tokens, color: QColor | None = None
) -> None:
    """Draw the shape of an OCPP status word; ``color`` replaces the status' own (on solid fills)."""
    _draw(painter, rect, _STATES.get(status, _unknown), color or state_color(status, tokens))


def paint_severity(
    painter: QPainter,
    rect: QRectF,
    severity: Severity | str,
    tokens: Tokens,
    muted: bool = False,
    color: QColor | None = None,
) -> None:
    """Draw octagon, triangle, ringed i or (``"ok"``) tick; grey when muted."""
    shape = {
        Severity.FAULT: _octagon,
        Severity.WARNING: _triangle,
        Severity.NOTICE: _ringed_i,
        "ok": _tick,
    }.get(severity, _unknown)
    _draw(painter, rect, shape, color or severity_color(severity, tokens, muted))


def paint_mark(painter: QPainter, rect: QRectF, mark: str, color: QColor) -> None:
    """Draw a life-cycle mark: ``tick``, ``cross``, ``waiting`` (dashed ring) or ``dash``."""
    shape = {"tick": _tick, "cross": _cross, "waiting": _unknown}.get(mark, _dash)
    _draw(painter, rect, shape, color)


def _draw(
    painter: QPainter, rect: QRectF, shape: Callable[[QPainter, QColor], None], color: QColor
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    side = min(rect.width(), rect.height())
    painter.translate((rect.width() - side) / 2, (rect.height() - side) / 2)
    painter.scale(side / 24, side / 24)
    shape(painter, color)
    painter.restore()


def _outline(painter: QPainter, color: QColor, width: float = 2.5) -> None:
    # At 12 px a 2.5 unit line is 1.25 px: keep it at least 1.4 logical pixels.
    scale = painter.transform().m11() or 1.0
    pen = QPen(color, max(width, 1.4 / scale))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _fill(painter: QPainter, color: QColor, path: QPainterPath) -> None:
    painter.fillPath(path, color)


def _ring(painter: QPainter, color: QColor) -> None:
    _outline(painter, color)
    painter.drawEllipse(_CENTRE, 9.5, 9.5)


def _half(painter: QPainter, color: QColor) -> None:
    path = QPainterPath()
    path.moveTo(12, 2.5)
    path.arcTo(QRectF(2.5, 2.5, 19, 19), 90, 180)
    path.closeSubpath()
    _fill(painter, color, path)
    _ring(painter, color)


def _disc_bolt(painter: QPainter, color: QColor) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addEllipse(_CENTRE, 11, 11)
    bolt = [(13.6, 3.6), (6.6, 13.4), (11.2, 13.4), (10.2, 20.4), (17.4, 10.4), (12.7, 10.4)]
    path.addPolygon(QPolygonF([QPointF(*point) for point in bolt]))
    path.closeSubpath()
    _fill(painter, color, path)


def _bars(painter: QPainter, color: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(8, 7.5, 2.9, 9), color)
    painter.fillRect(QRectF(13.1, 7.5, 2.9, 9), color)


def _round_pause(painter: QPainter, color: QColor) -> None:
    _ring(painter, color)
    _bars(painter, color)


def _square_pause(painter: QPainter, color: QColor) -> None:
    _outline(painter, color)
    painter.drawRect(QRectF(2.5, 2.5, 19, 19))
    _bars(painter, color)


def _ring_stop(painter: QPainter, color: QColor) -> None:
    _ring(painter, color)
    painter.fillRect(QRectF(8, 8, 8, 8), color)


def _bookmark(painter: QPainter, color: QColor) -> None:
    points = [(5.5, 1.5), (18.5, 1.5), (18.5, 22.5), (12, 17), (5.5, 22.5)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    path.closeSubpath()
    _fill(painter, color, path)


def _slashed(painter: QPainter, color: QColor) -> None:
    _ring(painter, color)
    painter.drawLine(QPointF(5.4, 18.6), QPointF(18.6, 5.4))


def _unknown(painter: QPainter, color: QColor) -> None:
    _outline(painter, color)
    pen = painter.pen()
    pen.setDashPattern([4.97 / pen.widthF(), 4.97 / pen.widthF()])
    painter.setPen(pen)
    painter.drawEllipse(_CENTRE, 9.5, 9.5)


def _exclamation(path: QPainterPath, top: float, bottom: float) -> None:
    path.addRoundedRect(QRectF(10.6, top, 2.8, bottom - top - 4.4), 0.8, 0.8)
    path.addEllipse(QPointF(12, bottom - 1.6), 1.7, 1.7)


def _octagon(painter: QPainter, color: QColor) -> None:
    points = [
        (7.4, 1),
        (16.6, 1),
        (23, 7.4),
        (23, 16.6),
        (16.6, 23),
        (7.4, 23),
        (1, 16.6),
        (1, 7.4),
    ]
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    path.closeSubpath()
    _exclamation(path, 5.2, 19)
    _fill(painter, color, path)


def _triangle(painter: QPainter, color: QColor) -> None:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    path.addPolygon(QPolygonF([QPointF(12, 1.2), QPointF(23.4, 22), QPointF(0.6, 22)]))
    path.closeSubpath()
    _exclamation(path, 7.6, 20.2)
    _fill(painter, color, path)


def _ringed_i(painter: QPainter, color: QColor) -> None:
    _ring(painter, color)
    painter.fillRect(QRectF(10.7, 10.4, 2.6, 7), color)
    path = QPainterPath()
    path.addEllipse(QPointF(12, 7.2), 1.7, 1.7)
    _fill(painter, color, path)


def _strokes(painter: QPainter, color: QColor, *lines: list[tuple[float, float]]) -> None:
    _outline(painter, color, 3)
    for line in lines:
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in line]))


def _tick(painter: QPainter, color: QColor) -> None:
    _strokes(painter, color, [(3.5, 12.8), (9.4, 18.6), (20.8, 6)])


def _cross(painter: QPainter, color: QColor) -> None:
    _strokes(painter, color, [(4.5, 4.5), (19.5, 19.5)], [(19.5, 4.5), (4.5, 19.5)])


def _dash(painter: QPainter, color: QColor) -> None:
    _strokes(painter, color, [(4.5, 12), (19.5, 12)])


_STATES: dict[str, Callable[[QPainter, QColor], None]] = {
    "Available": _ring,
    "Preparing": _half,
    "Charging": _disc_bolt,
    "SuspendedEV": _round_pause,
    "SuspendedEVSE": _square_pause,
    "Finishing": _ring_stop,
    "Reserved": _bookmark,
    "Unavailable": _slashed,
    "Faulted": _octagon,
    "Occupied": _half,
}
