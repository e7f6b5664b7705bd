"""One strip's picture: grid, hatched holes, curves and crosshair, on pyqtgraph.

pyqtgraph draws the curves and maps values; everything around them is our own, because its grid
takes the axis' colour, its axis grows with the labels, and its mouse zooms values too. Pens are one
device pixel wide without antialiasing (two pixels cost five times as much); where a curve is to be
thicker, in sunlight and on dense screens, the same line is drawn again a pixel down and one to the
right.

The view box counts pixel columns from the left edge of the picture, not seconds: so a picture that
scrolls is new points only. A view box whose range moves re-lays its axes and paints everything
twice, which is three times the cost of the curves themselves.

This module and ``strips`` are the only ones that import pyqtgraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from app.ui import words
from app.ui.live.pyramid import Floats
from app.ui.live.scale import Scale, decimals_for
from app.ui.live.surface import GUTTER
from app.ui.live.trace import Hole
from app.ui.parts import painting
from app.ui.theme.fonts import font
from app.ui.theme.tokens import Tokens

_BEYOND = 50.0
"""Picture heights that a curve may leave the picture by."""


class Line(pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A curve; ``bold`` draws it two pixels thick. Its bounds are the picture's, never searched for."""

    bold = False
    area = QRectF()

    def boundingRect(self) -> QRectF:
        return self.area

    def dataBounds(self, *_rest: Any, **_more: Any) -> tuple[None, None]:
        return (None, None)

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        x, y = self.getData()
        if x is None or not len(x):
            return
        ends = np.flatnonzero(np.isnan(y))
        starts = np.append(0, ends + 1)
        pieces = [
            pg.functions.arrayToQPolygonF(x[a:b], y[a:b])
            for a, b in zip(starts.tolist(), [*ends.tolist(), len(x)], strict=True)
            if b - a > 1
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.opts["pen"])
        plain = painter.worldTransform()
        ratio = painter.device().devicePixelRatioF()
        shifts = [(0.0, 0.0)]
        for step in range(1, round(ratio * (2 if self.bold else 1))):
            shifts += ((0.0, step / ratio), (step / ratio, 0.0))
        for right, down in shifts:
            painter.setWorldTransform(plain * QTransform.fromTranslate(right, down))
            for piece in pieces:
                painter.drawPolyline(piece)
        painter.setWorldTransform(plain)


class Backdrop(pg.UIGraphicsItem):  # type: ignore[misc]
    """Grid lines and hatched holes (from, to, link lost) under the curves, in whole pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens | None = None
        self.columns: list[float] = []
        self.values: list[float] = []
        self.holes: list[tuple[float, float, bool]] = []
        self.setZValue(-10)

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        if self.tokens is None:
            return
        box, transform = self.boundingRect(), painter.worldTransform()
        area = transform.mapRect(box).toAlignedRect()
        painter.save()
        painter.resetTransform()
        grid = QColor(self.tokens.grid)
        for column in self.columns:
            painter.fillRect(area.left() + round(column), area.top(), 1, area.height(), grid)
        for value in self.values:
            y = round(transform.map(QPointF(0.0, value)).y())
            painter.fillRect(area.left(), y, area.width(), 1, grid)
        for start, end, lost in self.holes:
            shade = self.tokens.line2 if lost else self.tokens.line
            left, right = area.left() + round(start), area.left() + round(end)
            hole = QRect(left, area.top(), right - left, area.height())
            painter.fillRect(hole, QColor(self.tokens.surface))
            painter.fillRect(hole, QBrush(QColor(shade), Qt.BrushStyle.BDiagPattern))
        painter.restore()


class Caption(pg.UIGraphicsItem):  # type: ignore[misc]
    """The words beside a dashed limit, at the left end of what is seen of it."""

    def __init__(self) -> None:
        super().__init__()
        self.color = QColor()
        self.ground = QColor()
        self.words = ""
        self.place = QPointF()
        self.setZValue(20)

    def paint(self, painter: QPainter, *_rest: Any) -> None:
        if not self.words:
            return
        at = painter.worldTransform().map(self.place)
        painter.save()
        painter.resetTransform()
        place = QRect(
            round(at.x()) + 3, round(at.y()) + 4, painting.width("tick", self.words) + 6, 14
        )
        painter.fillRect(place, self.ground)
        painting.text(painter, place, self.words, "tick", self.color.name(), painting.CENTRE)
        painter.restore()


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """Value axis in the gutter and the picture beside it; deaf to the mouse, its parent listens."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, axisItems={"left": pg.AxisItem("left")})
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A dozen items that change together: no index of them, no puzzling out of regions.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        item = self.getPlotItem()
        item.hideButtons()
        item.setMenuEnabled(False)
        item.hideAxis("bottom")
        item.layout.setContentsMargins(0, 0, 0, 0)
        item.layout.setSpacing(0)
        self._box = item.getViewBox()
        self._box.setMouseEnabled(x=False, y=False)
        self._box.disableAutoRange()
        self._box.setDefaultPadding(0.0)
        self._axis = item.getAxis("left")
        self._axis.setWidth(GUTTER)
        self._axis.enableAutoSIPrefix(False)
        self._axis.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=False)
        self._backdrop = Backdrop()
        self._caption = Caption()
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.setZValue(30)
        self._cross.hide()
        for extra in (self._backdrop, self._caption, self._cross):
            self._box.addItem(extra, ignoreBounds=True)
        self._lines: list[Line] = []
        self._dashed: list[bool] = []
        self._labels: tuple[list[float], int] = ([], 0)
        self._start_s = 0.0
        self._per_second = 1.0
        self._range: tuple[float, float, float] | None = None

    def set_lines(self, solid: int, dashed: int) -> None:
        """Have that many curves, the dashed ones last."""
        wanted = [False] * solid + [True] * dashed
        if wanted == self._dashed:
            return
        for line in self._lines:
            self._box.removeItem(line)
        self._dashed = wanted
        self._lines = [Line(connect="finite", antialias=False) for _ in wanted]
        for depth, line in enumerate(self._lines):
            line.setZValue(-depth / 100)
            self._box.addItem(line, ignoreBounds=True)

    def dress(self, tokens: Tokens, colors: list[str]) -> None:
        """Take colours and fonts; ``colors`` are RGB hex, one a curve."""
        self.setBackground(tokens.surface)
        self._axis.setStyle(tickFont=font("tick"))
        self._axis.setPen(QPen(QColor(tokens.line)))
        self._axis.setTextPen(QPen(QColor(tokens.ink2)))
        self._cross.setPen(pg.mkPen(tokens.accent, width=1))
        self._backdrop.tokens = tokens
        self._caption.color = QColor(tokens.ink2)
        self._caption.ground = QColor(tokens.surface)
        for line, color, dashed in zip(self._lines, colors, self._dashed, strict=True):
            pen = pg.mkPen(color, width=1)
            if dashed:
                pen.setDashPattern([4, 3])
            line.bold = tokens.solid_states and not dashed
            line.setPen(pen)
        self.update()

    def show_range(
        self, start_s: float, span_s: float, columns: int, scale: Scale, moments: list[float]
    ) -> None:
        """Set what is seen; the view box, labels and grid lines change only when they must."""
        height = self.height()
        self._start_s, self._per_second = start_s, columns / span_s
        low, high = scale.padded(height)
        if (columns, low, high) != self._range:
            self._range = (columns, low, high)
            self._box.setRange(xRange=(0, columns), yRange=(low, high), padding=0)
            for line in self._lines:
                line.prepareGeometryChange()
                line.area = QRectF(0, low, columns, high - low)
        ticks = scale.ticks(height)
        decimals = decimals_for(ticks[1] - ticks[0]) if len(ticks) > 1 else 0
        if (ticks, decimals) != self._labels:
            self._labels = (ticks, decimals)
            self.relabel()
        self._backdrop.columns = [self._column(moment) for moment in moments]

    def relabel(self) -> None:
        """Write the tick labels in the user's number format."""
        ticks, decimals = self._labels
        labels = [words.number(value, decimals) for value in ticks]
        if any(painting.width("tick", label) > GUTTER - 6 for label in labels):
            labels = [f"{value:.0f}" if abs(value) < 1e6 else f"{value:.1e}" for value in ticks]
        self._axis.setTicks([list(zip(ticks, labels, strict=True))])
        self._backdrop.values = ticks

    def _column(self, at_s: float) -> float:
        return (at_s - self._start_s) * self._per_second

    def show_curve(self, number: int, x: Floats, y: Floats) -> None:
        """New points of one curve, x in seconds."""
        if self._range is not None:
            # Far outside the picture a coordinate is only a risk for the painter's arithmetic.
            _, low, high = self._range
            y = np.clip(y, low - _BEYOND * (high - low), high + _BEYOND * (high - low))
        self._lines[number].setData((x - self._start_s) * self._per_second, y)

    def curve(self, number: int) -> tuple[Floats, Floats]:
        """The points that one curve shows now, x in seconds."""
        x, y = self._lines[number].getData()
        return x / self._per_second + self._start_s, y

    def show_holes(self, holes: list[Hole], losses: Sequence[float]) -> None:
        """Where the picture is hatched, in seconds; stronger where it begins with a lost link."""
        self._backdrop.holes = [
            (self._column(start), self._column(end), _among(start, losses)) for start, end in holes
        ]
        self._backdrop.update()

    @property
    def holes(self) -> list[Hole]:
        """Where the picture is hatched, in seconds."""
        per_second, start_s = self._per_second, self._start_s
        return [
            (a / per_second + start_s, b / per_second + start_s) for a, b, _ in self._backdrop.holes
        ]

    def show_caption(self, said: str, at_s: float, y: float) -> None:
        """Words beside a limit, at the edge of the picture when it began earlier; empty ones go away."""
        place = QPointF(max(self._column(at_s), 0.0), y)
        if (said, place) != (self._caption.words, self._caption.place):
            self._caption.words = said
            self._caption.place = place
            self._caption.update()

    def point(self, at_s: float | None) -> None:
        """Put the crosshair at a moment, or away; in the middle of the pixel that the lane paints."""
        self._cross.setVisible(at_s is not None)
        if at_s is not None:
            self._cross.setValue(round(self._column(at_s)) + 0.5)


def _among(moment: float, moments: Sequence[float]) -> bool:
    near = bisect_left(moments, moment - 1e-6)
    return near < len(moments) and moments[near] <= moment + 1e-6
