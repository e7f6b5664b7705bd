"""The last actions: each with its steps, a mark for every step and the time it took."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.anchor import TimeAnchor
from app.ui import command_words, words
from app.ui.actions import wording
from app.ui.actions.wording import Step
from app.ui.parts import painting
from app.ui.parts.surface import column
from app.ui.theme import shapes
from app.ui.theme.theme import Theme
from app.ui.visit_view import CommandLifeView

LINE = 20
HEAD = 42
INDENT = 24
MOST_SHOWN = 30
IN_FULL = 2
"""So many of the newest are told step by step; older ones that went well take one line."""


class LifeRow(QWidget):
    """One command with its steps."""

    def __init__(self, theme: Theme, anchor: TimeAnchor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._anchor = anchor
        self._name = ""
        self._time = ""
        self._term = ""
        self._steps: list[Step] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    def say(self, life: CommandLifeView, now_ns: int, in_full: bool) -> None:
        """Show this command as it is now."""
        name = command_words.command_word(life.command)
        time = words.clock_minute(self._anchor.datetime_of(life.given_ns))
        term = wording.target(life.command)
        short = None if in_full else wording.in_one_line(life)
        steps = [short] if short is not None else wording.steps(life, now_ns)
        if (name, time, term, steps) == (self._name, self._time, self._term, self._steps):
            return
        self._name, self._time, self._term, self._steps = name, time, term, steps
        told = ". ".join(f"{s.said} {s.elapsed} {s.advice}".strip() for s in steps)
        self.setAccessibleName(f"{name}, {time}, {term}. {told}")
        self._measure()

    def _room(self, step: Step) -> int:
        elapsed = painting.width("label", step.elapsed)
        return max(self.width() - INDENT - elapsed - 12, 60)

    def _heights(self, step: Step) -> tuple[int, int]:
        role = "label_data" if step.mark == "cross" else "label"
        said = painting.wrapped_height(step.said, role, self._room(step))
        advice = 0
        if step.advice:
            advice = painting.wrapped_height(step.advice, "label", self.width() - INDENT) + 2
        return max(said + 4, LINE), advice

    def _measure(self) -> None:
        height = HEAD + 10 + sum(sum(self._heights(step)) for step in self._steps)
        if height != self.height():
            self.setFixedHeight(height)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()

    def sizeHint(self) -> QSize:
        return QSize(236, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        wide = self.width()
        time = painting.width("label", self._time)
        painting.text(painter, QRect(0, 2, wide - time - 8, 20), self._name, "strong", tokens.ink)
        painting.text(
            painter, QRect(0, 2, wide, 20), self._time, "label", tokens.ink2, painting.RIGHT
        )
        painting.text(painter, QRect(0, 20, wide, 18), self._term, "label", tokens.ink2, elide=True)
        y = HEAD
        for step in self._steps:
            y = self._step(painter, step, y)
        painting.horizontal(painter, 0, self.height() - 1, wide, tokens.line)

    def _step(self, painter: QPainter, step: Step, y: int) -> int:
        tokens = self._theme.tokens
        said, advice = self._heights(step)
        color = {"tick": tokens.ok, "cross": tokens.bad}.get(step.mark, tokens.ink2)
        shapes.paint_mark(painter, QRectF(0, y + 3, 13, 13), step.mark, QColor(color))
        failed = step.mark == "cross"
        painting.wrapped(
            painter,
            QRect(INDENT, y + 2, self._room(step), said - 2),
            step.said,
            "label_data" if failed else "label",
            tokens.ink2 if step.mark == "waiting" else tokens.ink,
        )
        painting.text(
            painter,
            QRect(0, y, self.width(), LINE),
            step.elapsed,
            "label",
            tokens.ink2,
            painting.RIGHT,
        )
        if advice:
            painting.wrapped(
                painter,
                QRect(INDENT, y + said, self.width() - INDENT, advice),
                step.advice,
                "label",
                tokens.ink2,
            )
        return y + said + advice


class LifeList(QWidget):
    """The newest commands, newest first."""

    def __init__(self, theme: Theme, anchor: TimeAnchor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._anchor = anchor
        self.rows: list[LifeRow] = []
        self._layout = column(self, 0, 8)
        self._layout.setContentsMargins(16, 0, 16, 8)
        self._layout.addStretch(1)

    def say(self, lives: list[CommandLifeView], now_ns: int) -> None:
        """Show these as they are now."""
        lives = lives[:MOST_SHOWN]
        while len(self.rows) < len(lives):
            row = LifeRow(self._theme, self._anchor, self)
            self._layout.insertWidget(len(self.rows), row)
            self.rows.append(row)
        for number, (row, life) in enumerate(zip(self.rows, lives, strict=False)):
            row.say(life, now_ns, number < IN_FULL)
            row.show()
        for row in self.rows[len(lives) :]:
            row.hide()
