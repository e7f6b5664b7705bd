"""The strips: one measurand each, over one time axis, with a readout of what stands at the crosshair.

Which strips there are and how high they are is decided in ``plan``, ranges in ``scale``, points in
``trace``. Curves are fed again on the tick when their data or the time axis changed; a crosshair
that moves touches lines and readouts only.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.domain.connector import ConnectorKey
from app.ui import words
from app.ui.language import Translated
from app.ui.live.plan import MORE_PX, Strip, lay_out, shown_unit, strips_for
from app.ui.live.plot import Plot
from app.ui.live.pyramid import Floats
from app.ui.live.readout import (
    Reading,
    Readout,
    Row,
    curve_colors,
    curve_name,
    value_words,
)
from app.ui.live.scale import Scale
from app.ui.live.surface import GUTTER, READOUT, TimeSurface
from app.ui.live.timebase import Timebase
from app.ui.live.trace import Hole, common_holes
from app.ui.live.traces import Traces
from app.ui.parts import painting
from app.ui.parts.empty import EmptyState
from app.ui.theme import icons
from app.ui.theme.theme import Theme


class StripRow(QWidget):
    """One strip: the plot at the left, the readout at the right, a hairline below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.plot = Plot(self)
        self.readout = Readout(theme, self)
        self.strip: Strip | None = None
        self._colors: list[str] = []

    def show_strip(self, strip: Strip) -> None:
        """Show this strip from now on."""
        if strip != self.strip:
            self.strip = strip
            self._colors = curve_colors(strip)
            self.plot.set_lines(len(strip.curves), len(strip.limits))
            self.dress()

    def dress(self) -> None:
        """Take the theme's colours and fonts, and the language's numbers."""
        if self.strip is None:
            return
        tokens = self._theme.tokens
        limits = ["ink2"] * len(self.strip.limits)
        self.plot.dress(tokens, [getattr(tokens, name) for name in (*self._colors, *limits)])
        self.plot.relabel()
        self.update()
        self.readout.update()

    def feed(
        self,
        traces: Traces,
        losses: Sequence[float],
        base: Timebase,
        scale: Scale,
        columns: int,
        moments: list[float],
    ) -> None:
        """Draw the curves for what the time axis shows."""
        if self.strip is None:
            return
        low: list[float] = []
        high: list[float] = []
        holes: list[list[Hole]] = []
        drawn: list[tuple[Floats, Floats]] = []
        for series in (*self.strip.curves, *self.strip.limits):
            trace = traces.of(series)
            curve = trace.curve(base.start_s, base.end_s, columns, base.now_s, losses)
            factor, _ = shown_unit(series.unit)
            y = curve.y * factor
            drawn.append((curve.x, y))
            if len(y):
                low.append(float(np.fmin.reduce(y)))
                high.append(float(np.fmax.reduce(y)))
            if len(drawn) <= max(len(self.strip.curves), 1):
                holes.append(curve.holes)
        scale.admit(
            min((v for v in low if v == v), default=None),
            max((v for v in high if v == v), default=None),
        )
        self.plot.show_range(base.start_s, base.span_s, columns, scale, moments)
        for number, (x, y) in enumerate(drawn):
            self.plot.show_curve(number, x, y)
        self.plot.show_holes(self._after_first(traces, common_holes(holes), base), losses)
        self._caption(drawn[len(self.strip.curves) :])

    def _after_first(self, traces: Traces, holes: list[Hole], base: Timebase) -> list[Hole]:
        """Holes since the first value: before it nothing is missing yet."""
        assert self.strip is not None
        firsts = [traces.of(s).first_s for s in (self.strip.curves or self.strip.limits)]
        first = min((f for f in firsts if f is not None), default=base.now_s)
        cut = [(max(a, first), b) for a, b in holes]
        return [(a, b) for a, b in cut if b - a > 1e-9]

    def _caption(self, limits: list[tuple[Floats, Floats]]) -> None:
        said, x, y = "", 0.0, 0.0
        if limits and self.strip is not None:
            known = np.flatnonzero(np.isfinite(limits[0][1]))
            if len(known):
                x, y = float(limits[0][0][known[0]]), float(limits[0][1][known[0]])
                unit = shown_unit(self.strip.limits[0].unit)[1]
                amount = words.quantity(y, unit, 0 if y % 1 == 0 else 1)
                said = self.tr("limit {amount}").format(amount=amount)
        self.plot.show_caption(said, x, y)

    def read(self, traces: Traces, losses: Sequence[float], base: Timebase) -> None:
        """Show what stands at the crosshair, or now."""
        if self.strip is None:
            return
        at_s = base.reading_s
        rows = tuple(
            Row(color, curve_name(s), value_words(traces.of(s).value_at(at_s, losses), s.unit))
            for s, color in zip(self.strip.curves, self._colors, strict=True)
        )
        unit = words.unit_word(shown_unit(self.strip.unit)[1])
        title = words.measurand_word(self.strip.measurand)
        self.readout.show_reading(Reading(title, unit, rows))
        self.plot.point(base.cursor_s)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.plot.setGeometry(0, 0, self.width() - READOUT, self.height() - 1)
        self.readout.setGeometry(self.width() - READOUT, 0, READOUT, self.height() - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.horizontal(painter, 0, self.height() - 1, self.width(), self._theme.tokens.line)


class MoreRow(QAbstractButton):
    """Names the strips that have no room; pressing it shows them instead of others."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say(self, count: int, names: str) -> None:
        """How many there are, and their names."""
        self.setText(f"+{count}  {names}")
        self.setAccessibleName(self.tr("Show {names}").format(names=names))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.hover if self.underMouse() else tokens.panel))
        icon = icons.pixmap("switch-horizontal", tokens.accent, 16)
        painter.drawPixmap(GUTTER - 26, (self.height() - 16) // 2, icon)
        box = self.rect().adjusted(GUTTER, 0, -12, 0)
        painting.text(painter, box, self.text(), "label_data", tokens.accent, elide=True)
        painting.horizontal(painter, 0, self.height() - 1, self.width(), tokens.line)


class StripsView(Translated, TimeSurface):
    """All strips of one connector."""

    def __init__(self, timebase: Timebase, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(timebase, parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rows: list[StripRow] = []
        self._strips: list[Strip] = []
        self._scales: dict[str, Scale] = {}
        self._traces: Traces | None = None
        self._connector: ConnectorKey | None = None
        self._losses: Sequence[float] = ()
        self._turned = False
        self._more = MoreRow(theme, self)
        self._more.clicked.connect(self._turn)
        self._more.hide()
        self._empty = EmptyState(theme, parent=self)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.timeout.connect(self.redraw)
        theme.changed.connect(self._dress)
        self.retranslate()

    def rows(self) -> list[StripRow]:
        """The strips that are shown, from top to bottom."""
        return [row for row in self._rows if row.strip is not None and not row.isHidden()]

    def show_connector(
        self, traces: Traces | None, connector: ConnectorKey | None, losses: Sequence[float]
    ) -> None:
        """Show the curves of this connector; ``losses``: when its link went down."""
        if traces is not self._traces or connector != self._connector:
            self._scales.clear()
            self._turned = False
        self._traces, self._connector, self._losses = traces, connector, losses

    def redraw(self) -> None:
        """Feed everything again: data, time axis or size changed."""
        traces, connector = self._traces, self._connector
        strips: list[Strip] = []
        if traces is not None and connector is not None:
            strips = strips_for(traces.series(), connector)
        if strips != self._strips:
            self._strips = strips
            self._arrange()
        self._empty.setVisible(not strips)
        if traces is None:
            return
        columns = self.plot_width
        moments, _ = self.timebase.ticks(columns)
        for row in self.rows():
            assert row.strip is not None
            scale = self._scales.get(row.strip.measurand)
            if scale is None:
                scale = self._scales[row.strip.measurand] = Scale.usual(row.strip.measurand)
            row.feed(traces, self._losses, self.timebase, scale, columns, moments)
        self.read()

    def read(self) -> None:
        """Move the crosshair and show what stands there."""
        if self._traces is None:
            return
        for row in self.rows():
            row.read(self._traces, self._losses, self.timebase)
        if self.hasFocus():
            spoken = "; ".join(row.readout.reading.spoken() for row in self.rows())
            if spoken != self.accessibleDescription():
                self.setAccessibleDescription(spoken)

    def _arrange(self) -> None:
        layout = lay_out(self._strips, self.height(), self._turned)
        while len(self._rows) < len(layout.shown):
            self._rows.append(StripRow(self._theme, self))
        top = 0
        for row, (strip, height) in zip(self._rows, layout.shown, strict=False):
            row.show_strip(strip)
            row.setGeometry(0, top, self.width(), height)
            row.show()
            top += height
        for row in self._rows[len(layout.shown) :]:
            row.hide()
        self._more.setVisible(bool(layout.dropped))
        self._more.setGeometry(0, top, self.width(), MORE_PX)
        names = ", ".join(words.measurand_word(s.measurand) for s in layout.dropped)
        self._more.say(len(layout.dropped), names)
        self._empty.setGeometry(0, 0, self.width(), self.height())

    def _turn(self) -> None:
        self._turned = not self._turned
        self._arrange()
        self.redraw()

    def _dress(self) -> None:
        for row in self._rows:
            row.dress()
        self._more.update()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Curves"))
        self._empty.say(
            self.tr("No meter values yet"),
            self.tr(
                "Current, power, voltage and more are drawn here as soon as the charger sends them."
                " Ask for meter values, or start a test charge."
            ),
        )
        for row in self._rows:
            row.dress()
        self._arrange()
        self.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._resized.start(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))
