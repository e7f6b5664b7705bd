"""The lane under the strips: states of every connector as bars, marks below them, and the time axis.

A bar has the state's tint, a 2 px leading edge, its shape, and its word where it fits; Faulted is
solid. Above four connectors the chosen one keeps its full row and all others become thin bars in
one block, faults painted last so that none is hidden. While the link was down the lane is hatched.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.connector import AVAILABLE, FAULTED, ConnectorKey
from app.ui import command_words, words
from app.ui.language import Translated
from app.ui.live import axis
from app.ui.live.axis import AXIS
from app.ui.live.history import ChargerHistory, CommandMark, FaultMark, LinkMark, Mark, Span
from app.ui.live.surface import GUTTER, READOUT, TimeSurface
from app.ui.live.timebase import Timebase
from app.ui.parts import painting
from app.ui.theme import icons, shapes
from app.ui.theme.theme import Theme

ROW = 22
_BAR = 17
_TOP = 2
_MOST_FULL = 4
_BLOCK = 66
_NEAR_PX = 7


class Lane(Translated, TimeSurface):
    """States, marks and time axis of one charger."""

    def __init__(self, timebase: Timebase, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(timebase, parent)
        self._theme = theme
        self._history = ChargerHistory()
        self._chosen: ConnectorKey | None = None
        self._keys: list[ConnectorKey] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(self._wanted_height())
        theme.changed.connect(self.update)
        self.retranslate()

    def show_charger(self, history: ChargerHistory, chosen: ConnectorKey | None) -> None:
        """Show the lane of this charger."""
        self._history, self._chosen = history, chosen
        keys = history.outlets() or [key for key in history.lines if key == (None, 0)]
        if keys != self._keys:
            self._keys = keys
            self.setFixedHeight(self._wanted_height())
        self.update()

    def redraw(self) -> None:
        """Paint again: states, marks, time axis or crosshair changed."""
        if self.hasFocus():
            self.setAccessibleDescription(self.note())
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("States and events over time"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1006, self._wanted_height())

    # --- geometry -----------------------------------------------------------------------------

    def _many(self) -> bool:
        return len(self._keys) > _MOST_FULL

    def _full_rows(self) -> list[ConnectorKey]:
        if not self._many():
            return self._keys
        chosen = self._chosen
        return [chosen if chosen is not None and chosen in self._keys else self._keys[0]]

    def _block_height(self) -> int:
        if not self._many():
            return 0
        return min(max(_BLOCK, 2 * len(self._keys)), 84)

    def _marks_top(self) -> int:
        return _TOP + ROW * max(len(self._full_rows()), 1) + self._block_height()

    def _wanted_height(self) -> int:
        return self._marks_top() + ROW + AXIS

    # --- words --------------------------------------------------------------------------------

    def note(self) -> str:
        """What happened at the crosshair, or how long after a fault it stands."""
        base = self.timebase
        if base.cursor_s is None:
            return ""
        reach = _NEAR_PX / self.plot_width * base.span_s
        near = self._history.marks_between(base.cursor_s - reach, base.cursor_s + reach)
        if near:
            return self._mark_words(min(near, key=lambda m: abs(m.at_s - base.reading_s)))
        fault = self._history.last_fault(base.cursor_s)
        if fault is None:
            return ""
        elapsed = words.duration(base.cursor_s - fault.at_s)
        return self.tr("{time} after fault").format(time=elapsed)

    def _fitting(self, status: str, room: int) -> tuple[str, str]:
        """The state's word in the largest role that fits, else the protocol's shorter word."""
        word = words.state_word(status)
        for role in ("label_data", "tick"):
            if painting.width(role, word) <= room:
                return word, role
        return words.state_term(status) or word, "tick"

    def _mark_words(self, mark: Mark) -> str:
        match mark:
            case FaultMark():
                return words.fault_word(mark.code)
            case CommandMark():
                return command_words.command_word(mark.command)
            case LinkMark(up=True):
                return self.tr("Connected")
            case LinkMark():
                return self.tr("Link lost")

    # --- painting -----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        self._paint_rows(painter)
        self._paint_outages(painter)
        self._paint_marks(painter)
        axis.paint_axis(painter, self, tokens, self._cursor_x())
        painting.horizontal(painter, 0, 0, self.width(), tokens.line2)
        painting.vertical(painter, GUTTER - 1, 1, self.height() - AXIS - 1, tokens.line)
        right = self.width() - READOUT
        painting.vertical(painter, right, 1, self.height() - 1, tokens.line)
        self._paint_readout(painter)
        axis.paint_cursor(painter, self, tokens, self._cursor_x())

    def _area(self, top: int, height: int) -> QRect:
        return QRect(GUTTER, top, self.plot_width, height)

    def _paint_rows(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        for number, key in enumerate(self._full_rows()):
            top = _TOP + ROW * number + 2
            label = self._label(key)
            painting.text(
                painter, QRect(0, top, 38, _BAR), label, "head", tokens.ink2, painting.RIGHT, True
            )
            painter.save()
            painter.setClipRect(self._area(top, _BAR))
            for span in self._spans(key):
                self._paint_bar(painter, span, top)
            painter.restore()
        if self._many():
            self._paint_block(painter)

    def _label(self, key: ConnectorKey) -> str:
        return str(key[1]) if key[0] is None else f"{key[0]}.{key[1]}"

    def _spans(self, key: ConnectorKey) -> list[Span]:
        line = self._history.lines.get(key)
        return line.spans(self.timebase.start_s, self.timebase.end_s) if line is not None else []

    def _edges(self, span: Span) -> tuple[int, int]:
        base = self.timebase
        end = base.now_s if span.end_s is None else span.end_s
        left = round(self.x_of(max(span.start_s, base.start_s - base.span_s)))
        return left, max(round(self.x_of(min(end, base.end_s + base.span_s))), left + 1)

    def _paint_bar(self, painter: QPainter, span: Span, top: int) -> None:
        tokens = self._theme.tokens
        left, right = self._edges(span)
        solid = tokens.solid_states or span.status == FAULTED
        color = shapes.state_color(span.status, tokens)
        ink = QColor(tokens.on_state) if solid else color
        bar = QRect(left, top, right - left, _BAR)
        painter.fillRect(bar, color if solid else shapes.state_tint(span.status, tokens))
        edge = QColor(tokens.surface) if solid else color
        painter.fillRect(left, top, 1 if solid else 2, _BAR, edge)
        seen = max(left, GUTTER)
        if right - seen < 18:
            return
        shapes.paint_state(painter, QRectF(seen + 4, top + 2.5, 12, 12), span.status, tokens, ink)
        word = words.state_word(span.status)
        if painting.width("label_data", word) <= right - seen - 24:
            box = QRect(seen + 21, top, right - seen - 21, _BAR)
            painting.text(painter, box, word, "label_data", ink.name())

    def _paint_block(self, painter: QPainter) -> None:
        """Thin bars of all connectors; faults last."""
        tokens = self._theme.tokens
        top, height, count = _TOP + ROW + 2, self._block_height() - 4, len(self._keys)
        bars = [
            (span.status == FAULTED, number, span)
            for number, key in enumerate(self._keys)
            for span in self._spans(key)
        ]
        painter.save()
        painter.setClipRect(self._area(top, height))
        for faulted, number, span in sorted(bars, key=lambda bar: bar[0]):
            left, right = self._edges(span)
            y = top + number * height // count
            high = max((number + 1) * height // count - number * height // count, 1)
            gap = 1 if high >= 4 else 0
            strong = faulted or tokens.solid_states or (high < 4 and span.status != AVAILABLE)
            color = shapes.state_color(span.status, tokens)
            fill = QColor(color) if strong else shapes.state_tint(span.status, tokens)
            if strong and not faulted and not tokens.solid_states:
                fill.setAlphaF(0.6)
            painter.fillRect(left, y, right - left, max(high - gap, 2 if faulted else 1), fill)
            if not strong and high >= 4:
                painter.fillRect(left, y, 2, high - gap, color)
        painter.restore()
        box = QRect(0, top, 38, height)
        said = f"{self._label(self._keys[0])}\u2013{self._label(self._keys[-1])}"
        painting.text(painter, box, said, "tick", tokens.ink2, painting.RIGHT, True)

    def _paint_outages(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        base = self.timebase
        hatch = QBrush(QColor(tokens.line2), Qt.BrushStyle.BDiagPattern)
        for start, end in self._history.outages(base.start_s, min(base.end_s, base.now_s)):
            left, right = round(self.x_of(start)), round(self.x_of(end))
            hole = QRect(left, 1, right - left, self._marks_top() - 1)
            painter.fillRect(hole, QColor(tokens.surface))
            painter.fillRect(hole, hatch)

    def _paint_marks(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        middle = self._marks_top() + ROW // 2
        icon = icons.pixmap("list", tokens.ink2, 16)
        painter.drawPixmap(22, middle - 8, icon)
        last: dict[type, float] = {}
        for mark in self._history.marks_between(self.timebase.start_s, self.timebase.end_s):
            x = round(self.x_of(mark.at_s))
            if x - last.get(type(mark), -99) < 3:
                continue
            last[type(mark)] = x
            axis.paint_mark(painter, mark, x, middle, tokens)

    def _cursor_x(self) -> int | None:
        base = self.timebase
        if base.cursor_s is None or not base.start_s <= base.cursor_s <= base.end_s:
            return None
        return round(self.x_of(base.cursor_s))

    def _paint_readout(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        left = self.width() - READOUT + 12
        at_s = self.timebase.reading_s
        down = any(a <= at_s < b for a, b in self._history.outages(0.0, at_s + 1.0))
        for number, key in enumerate(self._full_rows()):
            line = self._history.lines.get(key)
            status = line.at(at_s) if line is not None and not down else ""
            top = _TOP + ROW * number + 2
            shapes.paint_state(painter, QRectF(left, top + 2.5, 12, 12), status, tokens)
            ink = tokens.bad if status == FAULTED else tokens.ink
            box = QRect(left + 17, top, self.width() - left - 19, _BAR)
            word, role = self._fitting(status, box.width())
            painting.text(painter, box, word, role, ink, elide=True)
        box = QRect(left, self._marks_top() - 4, self.width() - left - 2, 15)
        painting.text(painter, box, self.note(), "tick", tokens.ink2, elide=True)
