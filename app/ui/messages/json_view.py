"""JSON as it is read: indented, coloured, with line numbers; or the raw text as it was on the wire."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRegularExpression, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.ui.parts import painting
from app.ui.theme.fonts import font
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import Tokens

LINE = 20
GUTTER = 46
MOST_HUNG = 400
LONGEST = 200_000
"""Characters shown; the rest of a larger text stays in the visit file and is told."""


def pretty(value: Any) -> str:
    """JSON with two spaces of indent, as it was sent in all else."""
    try:
        return json.dumps(value, indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return str(value)[:LONGEST]


class Colours(QSyntaxHighlighter):
    """Keys in ink, strings and numbers in two curve colours, everything else grey."""

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self.tokens = tokens
        self._string = QRegularExpression(r'"(?:[^"\\]|\\.)*"(\s*:)?')
        self._number = QRegularExpression(r"(?<![\w\"])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
        self._word = QRegularExpression(r"\b(?:true|false|null)\b")

    def highlightBlock(self, text: str) -> None:
        if len(text) > 2_000:
            return
        for expression, color in (
            (self._number, self.tokens.l1),
            (self._word, self.tokens.l1),
        ):
            matches = expression.globalMatch(text)
            while matches.hasNext():
                match = matches.next()
                self.setFormat(match.capturedStart(), match.capturedLength(), _ink(color))
        matches = self._string.globalMatch(text)
        while matches.hasNext():
            match = matches.next()
            key = match.capturedLength(1) > 0
            color = self.tokens.ink if key else self.tokens.soc
            length = match.capturedLength() - match.capturedLength(1)
            self.setFormat(match.capturedStart(), length, _ink(color))


def _ink(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    return made


class _Gutter(QWidget):
    def __init__(self, view: JsonView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self) -> QSize:
        return QSize(GUTTER, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_gutter(event.rect())


class JsonView(QTextEdit):
    """Read-only; can be selected and copied like any text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = ""
        self._marked: frozenset[str] = frozenset()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(4)
        self.setViewportMargins(GUTTER, 0, 0, 0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setAutoFillBackground(False)
        self._gutter = _Gutter(self)
        self._colours = Colours(self.document(), theme.tokens)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        theme.changed.connect(self._dress)
        self._dress()

    def say(self, text: str, marked: frozenset[str] = frozenset()) -> None:
        """Show a text; lines whose key is in ``marked`` deviate and get the warning's ground."""
        if text == self._said and marked == self._marked:
            return
        self._said, self._marked = text, marked
        self.setPlainText(text[:LONGEST])
        self._set_lines()
        self._mark_lines()
        self._gutter.update()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Base, QColor(tokens.panel))
        colors.setColor(QPalette.ColorRole.Text, QColor(tokens.ink3))
        self.setPalette(colors)
        self.setFont(font("mono"))
        self.document().setDefaultFont(font("mono"))
        self._colours.tokens = tokens
        self._colours.rehighlight()
        self._set_lines()
        self._mark_lines()

    def _set_lines(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # one layout and one colouring for all lines, not one for each
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(spaced)
        self._hang_lines()
        cursor.endEditBlock()

    def _hang_lines(self) -> None:
        """A line that wraps goes on under its value, not at the left edge."""
        if self.document().blockCount() > MOST_HUNG:
            return
        wide = self.fontMetrics().horizontalAdvance(" ")
        block = self.document().begin()
        while block.isValid():
            text = block.text()
            left = (len(text) - len(text.lstrip()) + 2) * wide
            shape = QTextBlockFormat()
            shape.setLeftMargin(left)
            shape.setTextIndent(-left)
            QTextCursor(block).mergeBlockFormat(shape)
            block = block.next()

    def _mark_lines(self) -> None:
        ground = QColor(self._theme.tokens.warn_tint)
        if self._theme.tokens.solid_states:
            ground = QColor(self._theme.tokens.hover)
        block = self.document().begin()
        while block.isValid() and self._marked:
            key = block.text().strip().partition(":")[0].strip('"')
            if key in self._marked:
                cursor = QTextCursor(block)
                shape = QTextBlockFormat()
                shape.setBackground(ground)
                cursor.mergeBlockFormat(shape)
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.setGeometry(QRect(0, 0, GUTTER, self.height()))

    def paint_gutter(self, dirty: QRect) -> None:
        """Line numbers, and the edge of lines that deviate."""
        tokens = self._theme.tokens
        painter = QPainter(self._gutter)
        painter.fillRect(dirty, QColor(tokens.panel))
        layout = self.document().documentLayout()
        scroll = self.verticalScrollBar().value()
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            top = round(layout.blockBoundingRect(block).top()) - scroll + 2
            height = max(block.layout().lineCount(), 1) * LINE
            if top > self._gutter.height():
                break
            key = block.text().strip().partition(":")[0].strip('"')
            if key in self._marked:
                painter.fillRect(QRect(0, top, GUTTER, height), QColor(tokens.warn_tint))
                painter.fillRect(QRect(0, top, 3, height), QColor(tokens.warn))
            painting.text(
                painter,
                QRect(0, top - 1, GUTTER - 12, LINE),
                str(block.blockNumber() + 1),
                "mono_small",
                tokens.ink3,
                painting.RIGHT,
            )
            block = block.next()
