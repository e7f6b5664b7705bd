"""Step 3: every attempt to dial in as a row of steps, the one that failed in words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.anchor import TimeAnchor
from app.domain.events import Stage
from app.ui import words
from app.ui.connect import wording
from app.ui.language import Translated
from app.ui.parts import painting
from app.ui.parts.buttons import Button
from app.ui.parts.surface import Surface, column
from app.ui.parts.text import Text
from app.ui.theme import shapes
from app.ui.theme.theme import Theme
from app.ui.visit_view import AttemptView

ROW = 40
HEAD = 26
MARGIN = 24
FROM = 96
STEPS = 250
MOST_SHOWN = 40

PASSWORD_REASONS = frozenset({"password_missing", "password_wrong", "password_unreadable"})


def step_box(width: int, number: int) -> QRect:
    """Where step ``number`` stands in a row of this width, without height."""
    each = (width - STEPS - MARGIN) // len(wording.STAGES)
    return QRect(STEPS + number * each, 0, each, 0)


class AttemptHead(Translated, QWidget):
    """The column heads."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEAD)
        theme.changed.connect(self.update)

    def retranslate(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.panel))
        painting.horizontal(painter, 0, 0, self.width(), tokens.line)
        painting.horizontal(painter, 0, HEAD - 1, self.width(), tokens.line)
        for left, head in ((MARGIN, self.tr("Time")), (FROM, self.tr("From"))):
            box = QRect(left, 0, 150, HEAD)
            painting.text(painter, box, head, "head", tokens.ink2)
        for number, stage in enumerate(wording.STAGES):
            box = step_box(self.width(), number)
            box.setHeight(HEAD)
            painting.text(painter, box, words.stage_word(stage), "head", tokens.ink2)


class AttemptRow(Translated, QWidget):
    """One attempt: time, peer and six steps."""

    def __init__(self, theme: Theme, anchor: TimeAnchor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._anchor = anchor
        self._attempt: AttemptView | None = None
        self._said: list[tuple[str, str]] = []
        self.setFixedHeight(ROW)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1000, ROW)

    def say(self, attempt: AttemptView) -> None:
        """Show this attempt as it is now."""
        steps = _steps(attempt)
        if attempt is not self._attempt or steps != self._said:
            self._attempt, self._said = attempt, steps
            self._name()
            self.update()

    def retranslate(self) -> None:
        if self._attempt is not None:
            self._said = _steps(self._attempt)
            self._name()
            self.update()

    def _name(self) -> None:
        if self._attempt is None:
            return
        time = words.clock_time(self._anchor.datetime_of(self._attempt.t_ns))
        steps = [
            f"{words.stage_word(stage)}: {said}"
            for stage, (_mark, said) in zip(wording.STAGES, self._said, strict=True)
        ]
        self.setAccessibleName(f"{time}, {self._attempt.peer}. {'; '.join(steps)}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        attempt = self._attempt
        if attempt is None:
            return
        tokens = self._theme.tokens
        painter = QPainter(self)
        time = words.clock_time(self._anchor.datetime_of(attempt.t_ns))
        painting.text(painter, QRect(MARGIN, 0, 68, ROW), time, "body", tokens.ink2)
        peer = QRect(FROM, 0, STEPS - FROM - 8, ROW)
        painting.text(painter, peer, attempt.peer, "mono_data", tokens.ink, elide=True)
        for number, (mark, said) in enumerate(self._said):
            box = step_box(self.width(), number)
            color = {"tick": tokens.ok, "cross": tokens.bad, "waiting": tokens.ink2}.get(
                mark, tokens.ink3
            )
            shapes.paint_mark(painter, QRectF(box.left(), ROW / 2 - 7, 14, 14), mark, QColor(color))
            role = {"tick": "body", "cross": "strong"}.get(mark, "label")
            ink = {"tick": tokens.ink, "cross": tokens.bad}.get(mark, tokens.ink2)
            room = QRect(box.left() + 21, 0, box.width() - 29, ROW)
            used = painting.text(painter, room, said, role, ink, elide=mark == "tick")
            follows = number + 1 < len(self._said) and self._said[number + 1][0] != "dash"
            passed_tls = number == 0 and self._said[2][0] in ("tick", "cross")
            start = room.left() + used + 8
            end = box.right() - 8
            if mark == "tick" and (follows or passed_tls) and end - start > 8:
                painting.horizontal(painter, start, ROW // 2, end - start, tokens.line2)


def _steps(attempt: AttemptView) -> list[tuple[str, str]]:
    """Mark and words of each step."""
    waiting = translate_waiting()
    reached = [stage for stage in wording.STAGES if stage in attempt.steps]
    last = wording.STAGES.index(reached[-1]) if reached else -1
    said: list[tuple[str, str]] = []
    asked = False
    for number, stage in enumerate(wording.STAGES):
        if stage is attempt.failed:
            said.append(("cross", wording.failed(attempt.reason)))
        elif stage in attempt.steps:
            said.append(("tick", wording.passed(stage, attempt.steps[stage])))
        elif stage is Stage.TLS and (number < last or _failed_after(attempt, number)):
            said.append(("dash", wording.translate("Attempts", "not used")))
        elif attempt.failed is None and not asked and number > last and stage is not Stage.TLS:
            asked = True
            said.append(("waiting", waiting))
        else:
            said.append(("dash", wording.translate("Attempts", "not reached")))
    return said


def _failed_after(attempt: AttemptView, number: int) -> bool:
    return attempt.failed is not None and wording.STAGES.index(attempt.failed) > number + 1


def translate_waiting() -> str:
    """The word of a step that is awaited."""
    return wording.translate("Attempts", "waiting")


class AdviceBlock(Translated, Surface):
    """What went wrong with the newest failed attempt and what to do, with at most two buttons.

    accept_any, set_password: the person chose that way out.
    """

    accept_any = Signal()
    set_password = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "bad_tint", parent=parent)
        self._attempt: AttemptView | None = None
        self._title = Text(theme, "strong", "bad", wrap=True)
        self._text = Text(theme, "body", wrap=True)
        self.accept_button = Button(theme)
        self.accept_button.clicked.connect(self.accept_any)
        self.password_button = Button(theme, "key")
        self.password_button.clicked.connect(self.set_password)
        lines = QVBoxLayout()
        lines.setSpacing(3)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 12, 8)
        row.setSpacing(8)
        row.addLayout(lines, 1)
        row.addSpacing(12)
        row.addWidget(self.accept_button)
        row.addWidget(self.password_button)
        self.retranslate()

    def say(self, attempt: AttemptView) -> None:
        """Explain why this attempt failed."""
        self._attempt = attempt
        seen, advice = wording.advice(attempt)
        self._title.say(seen)
        self._text.say(advice)
        self._text.setVisible(bool(advice))
        about_password = attempt.reason in PASSWORD_REASONS
        self.accept_button.setVisible(about_password)
        self.password_button.setVisible(about_password)

    def retranslate(self) -> None:
        self.accept_button.setText(self.tr("Accept any password"))
        self.password_button.setText(self.tr("Set password"))
        if self._attempt is not None:
            self.say(self._attempt)


class AttemptList(QWidget):
    """The newest attempts, newest first, with the advice under the newest failure."""

    def __init__(self, theme: Theme, anchor: TimeAnchor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._anchor = anchor
        self.rows: list[AttemptRow] = []
        self.advice = AdviceBlock(theme)
        self._holder = QWidget()
        held = QHBoxLayout(self._holder)
        held.setContentsMargins(STEPS, 0, MARGIN, 8)
        held.addWidget(self.advice)
        self._holder.hide()
        self._layout = column(self)
        self._layout.addWidget(self._holder)
        self._layout.addStretch(1)
        theme.changed.connect(self.update)

    def say(self, attempts: list[AttemptView]) -> None:
        """Show these, newest first."""
        attempts = attempts[:MOST_SHOWN]
        while len(self.rows) < len(attempts):
            row = AttemptRow(self._theme, self._anchor, self)
            self.rows.append(row)
            self._layout.insertWidget(self._layout.count() - 1, row)
        for row, attempt in zip(self.rows, attempts, strict=False):
            row.say(attempt)
            row.show()
        for row in self.rows[len(attempts) :]:
            row.hide()
        newest = attempts[0] if attempts else None
        explained = newest if newest is not None and newest.failed is not None else None
        self._holder.setVisible(explained is not None)
        if explained is not None:
            self.advice.say(explained)
            if self._layout.indexOf(self._holder) != 1:
                self._layout.removeWidget(self._holder)
                self._layout.insertWidget(1, self._holder)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = self._theme.tokens.line
        for number, row in enumerate(self.rows):
            if row.isHidden():
                continue
            bottom = row.geometry().bottom()
            if number == 0 and not self._holder.isHidden():
                bottom = self._holder.geometry().bottom()
            painting.horizontal(painter, MARGIN, bottom, self.width() - 2 * MARGIN, line)
