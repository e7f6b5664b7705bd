"""The status bar: what is worst right now, how much more there is, and whether the charger speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from app.domain.terms import Severity
from app.ui import words
from app.ui.faults.wording import finding_text
from app.ui.language import Translated
from app.ui.parts import painting
from app.ui.parts.mark import Mark
from app.ui.parts.surface import Line, Surface
from app.ui.parts.text import Text
from app.ui.quiet import is_quiet
from app.ui.theme import shapes
from app.ui.theme.theme import Theme
from app.words.recording import RECORDING

if TYPE_CHECKING:
    from app.domain.charger import Charger
    from app.domain.events import Event
    from app.domain.faults import Fault
    from app.ui.shown import Shown
    from app.ui.tick import Tick
    from app.ui.visit_view import VisitView

HEIGHT = 36
WORST_WIDTH = 336
MOST_WIDTH = 560

_ORDER = (Severity.FAULT, Severity.WARNING, Severity.NOTICE)


class WorstButton(QAbstractButton):
    """The worst fault or finding in words; the whole cell opens the Faults page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = "ok"
        self._loud = False
        self._term = ""
        self.setFixedSize(WORST_WIDTH, HEIGHT - 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def say(self, severity: str, said: str, term: str, loud: bool) -> None:
        """loud: an active fault fills the cell."""
        if (severity, said, term, loud) != (self._severity, self.text(), self._term, self._loud):
            self._severity, self._term, self._loud = severity, term, loud
            self.setText(said)
            self.setFixedWidth(self._needed())
            self.setAccessibleName(" ".join(part for part in (said, term) if part))
            self.update()

    def _needed(self) -> int:
        words_ = painting.width("strong" if self._loud else "data", self.text()) + 50
        return max(WORST_WIDTH, min(words_, MOST_WIDTH))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        ink = shapes.severity_color(self._severity, tokens).name()
        term = tokens.ink2
        solid = self._loud and tokens.solid_states
        if self._loud:
            painter.fillRect(self.rect(), QColor(tokens.bad if solid else tokens.bad_tint))
        elif self.underMouse():
            painter.fillRect(self.rect(), QColor(tokens.hover))
        if solid:
            ink = term = tokens.on_state
        elif not self._loud:
            ink = tokens.ink
        shapes.paint_severity(
            painter,
            QRectF(12, 9, 17, 17),
            self._severity,
            tokens,
            color=QColor(tokens.on_state) if solid else None,
        )
        room = self.width() - 38 - 12
        role = "strong" if self._loud else "data"
        used = painting.text(
            painter, QRect(38, 0, room, self.height()), self.text(), role, ink, elide=not self._loud
        )
        if self._term and room - used > 40:
            box = QRect(38 + used + 8, 0, room - used - 8, self.height())
            painting.text(painter, box, self._term, "label", term, elide=True)


class StatusBar(Translated, Surface):
    """open_faults: the person wants to see the list."""

    open_faults = Signal()

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        theme: Theme,
        tick: Tick,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "panel", "t", parent=parent)
        self._visit = visit
        self._shown = shown
        self._tick = tick
        self.setFixedHeight(HEIGHT)
        self.worst = WorstButton(theme)
        self.worst.clicked.connect(self.open_faults)
        self.total = Text(theme, "strong")
        self.counts: dict[Severity, tuple[Mark, Text]] = {}
        self._divider = Line(theme, "line2", vertical=True, length=16)
        self.heard = Text(theme, "body", "ink2")
        self._listening = Text(theme, "label", "ink3")
        self.address = Text(theme, "mono_data", select=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 16, 0)
        row.setSpacing(0)
        row.addWidget(self.worst)
        row.addSpacing(16)
        self._numbers = QWidget()
        numbers = QHBoxLayout(self._numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(0)
        numbers.addWidget(self.total)
        for severity in _ORDER:
            mark = Mark(theme, 15)
            mark.show_severity(severity)
            number = Text(theme, "data")
            self.counts[severity] = (mark, number)
            numbers.addSpacing(12)
            numbers.addWidget(mark)
            numbers.addSpacing(4)
            numbers.addWidget(number)
        numbers.addSpacing(14)
        numbers.addWidget(self._divider)
        numbers.addSpacing(14)
        row.addWidget(self._numbers)
        row.addWidget(self.heard)
        row.addStretch(1)
        row.addWidget(self._listening)
        row.addSpacing(10)
        row.addWidget(self.address)
        shown.changed.connect(self._wish)
        tick.second.connect(self.redraw)
        disconnect = visit.events.connect(self._heard)
        self.destroyed.connect(lambda: disconnect())
        self.redraw()

    def _heard(self, event: Event) -> None:
        if not is_quiet(event):
            self._wish()

    def _wish(self) -> None:
        self._tick.request(self.redraw)

    def retranslate(self) -> None:
        self.redraw()

    def redraw(self) -> None:
        """Say what is true now."""
        charger = self._shown.charger
        self._say_worst(charger)
        self._say_counts(charger)
        self._say_heard(charger)
        listening = self._visit.listening
        self._listening.say(self.tr("Listening") if listening else self.tr("Not listening"))
        self.address.say(f"{listening.host}:{listening.port}" if listening else "")

    def _say_worst(self, charger: Charger | None) -> None:
        if not self._visit.recording and self._visit.recording_error:
            phrase = RECORDING.get(self._visit.recording_error)
            said = words.sentence(phrase.text, {}) if phrase else self.tr("Recording has stopped")
            self.worst.say("fault", said, "", True)
            return
        if charger is None:
            refused = next((a for a in self._visit.attempts if a.failed is not None), None)
            if refused is not None:
                time = words.clock_time(self._visit.anchor.datetime_of(refused.t_ns))
                said = self.tr("A charger reaches us but is not let in, last {time}")
                self.worst.say("warning", said.format(time=time), "", False)
            else:
                self.worst.say("", self.tr("Waiting for a charger"), "", False)
            return
        active = charger.faults.active()
        if active:
            fault = active[0]
            loud = fault.severity is Severity.FAULT
            self.worst.say(fault.severity, fault_line(fault), fault.code, loud)
            return
        findings = charger.findings.rows()
        worst = min(findings, key=lambda row: _ORDER.index(row.severity), default=None)
        if worst is not None:
            self.worst.say(worst.severity, finding_text(worst.last), "", False)
        elif not charger.connected:
            self.worst.say("warning", self.tr("The charger is not connected"), "", False)
        else:
            self.worst.say("ok", self.tr("No active fault"), "", False)

    def _say_counts(self, charger: Charger | None) -> None:
        numbers = dict.fromkeys(_ORDER, 0)
        if charger is not None:
            for fault in charger.faults.active():
                numbers[fault.severity] += 1
            for row in charger.findings.rows():
                numbers[row.severity] += 1
        total = sum(numbers.values())
        self.total.say(self.tr("%Ln finding(s)", "", total))
        self._numbers.setVisible(total > 0)
        for severity, (mark, text) in self.counts.items():
            number = numbers[severity]
            mark.setVisible(number > 0)
            text.setVisible(number > 0)
            text.say(words.count(number))
            text.setAccessibleName(f"{words.severity_word(severity)}: {number}")

    def _say_heard(self, charger: Charger | None) -> None:
        if charger is None or charger.last_heard_ns is None:
            self.heard.say("")
            return
        seconds = (self._visit.now_ns() - charger.last_heard_ns) / 1e9
        self.heard.say(self.tr("Charger: last heard {time}").format(time=words.ago(seconds)))


def fault_line(fault: Fault) -> str:
    """``Jordfel, anslutning 2``."""
    place = words.connector_word(fault.connector, fault.evse)
    return f"{words.fault_word(fault.code)}, {words.inside(place)}"
