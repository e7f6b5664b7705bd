"""The row of tiles: one widget a connector, each with focus, keys, and a sentence for screen readers.

Up to three connectors share the row with the station's narrow tile. From four on each gets the
compact form in a grid (the only thing on the page that scrolls), and the chosen one opens at the
left. A click, Enter or Space chooses; arrow keys go from tile to tile.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from app.domain.connector import ConnectorKey
from app.ui.live import tile_forms
from app.ui.live.facts import Facts
from app.ui.live.tile_forms import COMPACT_HEIGHT, HEIGHT, NARROW_BELOW, Brush
from app.ui.live.tile_words import TileWords
from app.ui.parts.surface import Surface, scrolling
from app.ui.theme.theme import Theme

STATION: ConnectorKey = (None, 0)
MOST_FULL = 3
"""Connectors that share the row in full; more get the compact form."""

STATION_WIDTH = 191
_OPEN_WIDTH = 407
_COMPACT_WIDTH = 190

Content = tuple[Facts, TileWords, list[tuple[str, str]]]
"""What a tile shows: facts, words, and the station's rows (empty for a connector)."""


class Tile(QWidget):
    """One connector, or the station."""

    chosen = Signal(object)
    moved = Signal(int)
    reached = Signal(QWidget)

    def __init__(
        self, theme: Theme, parent: QWidget, compact: bool = False, number: int = 0
    ) -> None:
        super().__init__(parent)
        self._number = number
        self._theme = theme
        self._content: Content | None = None
        self._compact = compact
        self.is_chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self._hover = False

    @property
    def key(self) -> ConnectorKey:
        """The connector it shows."""
        return self._content[0].connector if self._content is not None else STATION

    def show_content(self, content: Content, chosen: bool) -> None:
        """Show other facts; nothing is painted when they say the same."""
        if content == self._content and chosen == self.is_chosen:
            return
        self._content = content
        self.is_chosen = chosen
        rows = [f"{label} {value}" for label, value in content[2]]
        self.setAccessibleName(", ".join((content[1].spoken(), *rows)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        if self._content is None:
            return
        facts, said, rows = self._content
        box = QRect(0, 0, self.width(), self.height())
        brush = Brush(painter, tokens, box)
        tile_forms.ground(brush, facts)
        if self._compact:
            tile_forms.paint_compact(brush, facts, said, self.is_chosen)
        elif facts.connector == STATION:
            tile_forms.paint_station(brush, facts, said, rows)
        elif self.width() < NARROW_BELOW:
            tile_forms.paint_narrow(brush, facts, said)
        elif facts.faulted:
            tile_forms.paint_faulted(brush, facts, said)
        else:
            tile_forms.paint_full(brush, facts, said)
        self._edges(painter)

    def _edges(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        wide, high = self.width(), self.height()
        line = QColor(tokens.line if self._compact else tokens.line2)
        painter.fillRect(wide - 1, 0, 1, high, line)
        painter.fillRect(0, high - 1, wide, 1, line)
        if self.is_chosen:
            accent = QColor(tokens.accent)
            if self._compact:
                painter.fillRect(0, 0, 3, high - 1, accent)
            else:
                painter.fillRect(0, high - 3, wide - 1, 3, accent)
        elif self._hover:
            painter.fillRect(0, high - 3, wide - 1, 2, QColor(tokens.control))
        if self.hasFocus() and self.window().testAttribute(
            Qt.WidgetAttribute.WA_KeyboardFocusChange
        ):
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(3, 3, wide - 7, high - 7)

    def enterEvent(self, _event: QEvent) -> None:
        self._hover = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self._hover = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.reached.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.chosen.emit(self.key)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.moved.emit(self._number + 1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.moved.emit(self._number - 1)
            case _:
                super().keyPressEvent(event)


class TileRow(QWidget):
    """All tiles of one charger. ``chosen`` carries the key of the connector that was picked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tiles: list[Tile] = []
        self._open: Tile | None = None
        self._compact = False
        self._grid = Surface(theme, "surface", parent=self)
        self._area = scrolling(self._grid, self)
        self._area.setWidgetResizable(False)
        self._area.hide()
        self.setFixedHeight(HEIGHT)
        theme.changed.connect(self._repaint)

    def tiles(self) -> list[Tile]:
        """The tiles in order, without the opened copy of the chosen one."""
        return list(self._tiles)

    @property
    def opened(self) -> Tile | None:
        """The chosen connector in full beside the grid, None while all are shown in full."""
        return self._open

    def show_contents(self, contents: list[Content], chosen: ConnectorKey | None) -> None:
        """Show these tiles; the station's stands last in the row and first in the grid."""
        outlets = [c for c in contents if c[0].connector != STATION]
        station = [c for c in contents if c[0].connector == STATION]
        compact = len(outlets) > MOST_FULL
        ordered = [*station, *outlets] if compact else [*outlets, *station]
        self._arrange(len(ordered), compact)
        several = len(ordered) > 1
        for tile, content in zip(self._tiles, ordered, strict=True):
            tile.show_content(content, several and content[0].connector == chosen)
        if self._open is not None:
            shown = next((c for c in ordered if c[0].connector == chosen), ordered[0])
            self._open.show_content(shown, False)

    def _arrange(self, count: int, compact: bool) -> None:
        if count == len(self._tiles) and compact == self._compact:
            return
        focused = next((i for i, t in enumerate(self._tiles) if t.hasFocus()), None)
        for tile in (*self._tiles, *([self._open] if self._open is not None else ())):
            tile.hide()
            tile.deleteLater()
        self._compact = compact
        parent = self._grid if compact else self
        self._tiles = [Tile(self._theme, parent, compact, number) for number in range(count)]
        for tile in self._tiles:
            tile.chosen.connect(self.chosen)
            tile.moved.connect(self._go)
            tile.reached.connect(self._reveal)
            tile.show()
        self._open = Tile(self._theme, self) if compact else None
        if self._open is not None:
            self._open.chosen.connect(self.chosen)
            self._open.show()
        self._area.setVisible(compact)
        self._place()
        if focused is not None and focused < count:
            self._tiles[focused].setFocus()

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._tiles):
            self._tiles[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _reveal(self, tile: QWidget) -> None:
        if self._compact:
            self._area.ensureWidgetVisible(tile, 0, 0)

    def _place(self) -> None:
        wide = self.width()
        if not self._tiles:
            return
        if self._open is not None:
            left = min(_OPEN_WIDTH, wide // 2)
            self._open.setGeometry(0, 0, left, HEIGHT)
            self._area.setGeometry(left, 0, wide - left, HEIGHT - 1)
            self._place_grid(wide - left)
            return
        outlets = max(len(self._tiles) - 1, 1)
        station = STATION_WIDTH if len(self._tiles) > 1 else 0
        x = 0
        for number, tile in enumerate(self._tiles):
            last = station and number == len(self._tiles) - 1
            end = wide if last else (wide - station) * (number + 1) // outlets
            tile.setGeometry(x, 0, end - x, HEIGHT)
            x = end

    def _place_grid(self, wide: int) -> None:
        count = len(self._tiles)
        columns = max(wide // _COMPACT_WIDTH, 1)
        rows = -(-count // columns)
        bar = 0
        high = COMPACT_HEIGHT
        if rows * COMPACT_HEIGHT > HEIGHT - 1:
            bar = self._area.verticalScrollBar().sizeHint().width()
            columns = max((wide - bar) // _COMPACT_WIDTH, 1)
            rows = -(-count // columns)
        else:
            columns = -(-count // rows)
            high = (HEIGHT - 1) // rows
        cell = (wide - bar) // columns
        for number, tile in enumerate(self._tiles):
            row, column = divmod(number, columns)
            end = wide - bar if column == columns - 1 else (column + 1) * cell
            tile.setGeometry(column * cell, row * high, end - column * cell, high)
        self._grid.resize(wide - bar, max(rows * high, HEIGHT - 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(1006, HEIGHT)

    def _repaint(self) -> None:
        for tile in (*self._tiles, *([self._open] if self._open is not None else ())):
            tile.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.tokens.surface))
        line = QColor(self._theme.tokens.line2)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
