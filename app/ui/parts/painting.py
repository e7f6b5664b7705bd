"""Text and lines for painted widgets.

``text`` is the only way in which painted widgets write. It can record every string that is wider
than its box, and a test paints all pages in both languages with that record on: an entry that was
not allowed to be elided is a layout error, found before a technician finds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextOption

from app.ui.theme.fonts import font

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Overflow:
    """A text that did not fit: needed and given width in pixels."""

    text: str
    needed: int
    given: int


overflows: list[Overflow] | None = None
"""Where overflows are recorded; None (always, outside the test) records nothing."""


def metrics(role: str) -> QFontMetrics:
    """Metrics of a font role."""
    return QFontMetrics(font(role))


def width(role: str, words: str) -> int:
    """Width of a text in pixels."""
    return metrics(role).horizontalAdvance(words)


def text(
    painter: QPainter,
    box: QRect,
    words: str,
    role: str,
    color: str,
    align: Qt.AlignmentFlag = LEFT,
    elide: bool = False,
) -> int:
    """Write one line in ``box`` and return its width. ``elide``: may be cut with an ellipsis."""
    words = words.replace("\n", " ")
    role_font = font(role)
    needed = QFontMetrics(role_font).horizontalAdvance(words)
    if needed > box.width():
        if elide:
            words = QFontMetrics(role_font).elidedText(
                words, Qt.TextElideMode.ElideRight, max(box.width(), 0)
            )
            needed = box.width()
        elif overflows is not None:
            overflows.append(Overflow(words, needed, box.width()))
    painter.setFont(role_font)
    painter.setPen(QColor(color))
    painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), words)
    return needed


def wrapped_height(words: str, role: str, given: int) -> int:
    """Height in pixels that ``words`` take when wrapped to a width."""
    box = metrics(role).boundingRect(
        QRect(0, 0, given, 10_000), int(Qt.TextFlag.TextWordWrap), words
    )
    return box.height()


def wrapped(painter: QPainter, box: QRect, words: str, role: str, color: str) -> None:
    """Write ``words`` in several lines from the top of ``box``."""
    painter.setFont(font(role))
    painter.setPen(QColor(color))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if overflows is not None:
        needed = wrapped_height(words, role, box.width())
        if needed > box.height():
            overflows.append(Overflow(words, needed, box.height()))
    painter.drawText(QRectF(box), words, option)


def horizontal(painter: QPainter, x: int, y: int, length: int, color: str) -> None:
    """A hairline to the right."""
    painter.fillRect(x, y, length, 1, QColor(color))


def vertical(painter: QPainter, x: int, y: int, length: int, color: str) -> None:
    """A hairline downwards."""
    painter.fillRect(x, y, 1, length, QColor(color))
