"""All that is known of the chosen fault or finding. The guide's text gets its place under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.events import Severity
from app.domain.faults import Fault
from app.domain.findings import Finding
from app.ui import words
from app.ui.faults import wording
from app.ui.faults.model import Row, times
from app.ui.language import Translated
from app.ui.parts.mark import Mark
from app.ui.parts.surface import Surface, column
from app.ui.parts.text import Text
from app.ui.theme.theme import Theme
from app.ui.visit_view import VisitView


class StopCard(Translated, Surface):
    """The red line: where an authorised electrician takes over. Shown for faults, never dismissable."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "bad_tint", parent=parent)
        hand = Mark(theme, 24)
        hand.show_icon("hand-stop", "bad")
        self._title = Text(theme, "strong", "bad", wrap=True)
        self._text = Text(theme, "body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 16, 10)
        row.setSpacing(14)
        row.addWidget(hand, 0, Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        lines = column(holder, 0, 3)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        row.addWidget(holder, 1)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.say(self.tr("Work inside the charger is for an authorised electrician"))
        self._text.say(
            self.tr("Do not touch metal parts. Unplug the car first. Do not open the enclosure.")
        )


class FactGrid(QWidget):
    """Pairs of label and value; values that are empty take no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[Text, Text]] = []

    def say(self, facts: list[tuple[str, str]]) -> None:
        """Show these pairs in order."""
        facts = [(label, value) for label, value in facts if value]
        while len(self._pairs) < len(facts):
            row = len(self._pairs)
            label = Text(self._theme, "label", "ink3")
            value = Text(self._theme, "data", select=True, wrap=True)
            value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(label, row, 0, top)
            self._grid.addWidget(value, row, 1, top)
            self._pairs.append((label, value))
        for number, (label, value) in enumerate(self._pairs):
            shown = number < len(facts)
            label.setVisible(shown)
            value.setVisible(shown)
            if shown:
                label.say(facts[number][0])
                value.say(facts[number][1])
                value.setAccessibleName(f"{facts[number][0]}: {facts[number][1]}")


class FaultDetails(Translated, Surface):
    """The right side of the page."""

    def __init__(self, visit: VisitView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "surface", parent=parent)
        self._visit = visit
        self._row: Row | None = None
        self._mark = Mark(theme, 24)
        self.title = Text(theme, "fault_title", wrap=True)
        self.codes = Text(theme, "label", "ink2", select=True)
        self.when = Text(theme, "label", "ink2")
        self.meaning = Text(theme, "lead", wrap=True)
        self.stop = StopCard(theme)
        self.advice_title = Text(theme, "strong")
        self.advice = Text(theme, "body", wrap=True)
        self.facts_title = Text(theme, "strong")
        self.facts = FactGrid(theme)
        head = QHBoxLayout()
        head.setSpacing(12)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 3, 0, 0)
        mark.addWidget(self._mark)
        mark.addStretch(1)
        head.addLayout(mark)
        head.addWidget(self.title, 1)
        layout = column(self, 24, 0)
        layout.addLayout(head)
        layout.addSpacing(2)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addSpacing(36)
        second.addWidget(self.codes)
        second.addStretch(1)
        second.addWidget(self.when)
        layout.addLayout(second)
        for widget, gap in (
            (self.meaning, 12),
            (self.stop, 12),
            (self.advice_title, 20),
            (self.advice, 6),
            (self.facts_title, 20),
            (self.facts, 10),
        ):
            layout.addSpacing(gap)
            layout.addWidget(widget)
        layout.addStretch(1)
        self.retranslate()

    def show_row(self, row: Row) -> None:
        """Tell everything about this row."""
        self._row = row
        if row.fault is not None:
            self._say_fault(row, row.fault)
        elif row.finding is not None:
            self._say_finding(row, row.finding)

    def retranslate(self) -> None:
        self.advice_title.say(self.tr("Do first"))
        self.facts_title.say(self.tr("What the charger said"))

    def _clock(self, t_ns: int) -> str:
        return words.clock_time(self._visit.anchor.datetime_of(t_ns))

    def _say_head(self, row: Row, first_ns: int, last_ns: int) -> None:
        self._mark.show_severity(row.severity, row.muted)
        self.title.say(row.title)
        said = (row.codes, words.inside(row.place))
        self.codes.say(", ".join(part for part in said if part))
        self.when.say(
            self.tr("first {first}, last {last}").format(
                first=self._clock(first_ns), last=self._clock(last_ns)
            )
        )

    def _say_fault(self, row: Row, fault: Fault) -> None:
        self._say_head(row, fault.first_ns, fault.last_ns)
        meaning = wording.fault_meaning(fault)
        if not meaning:
            meaning = self.tr(
                "This code is the manufacturer's own. The manufacturer's manual or support says "
                "what it means."
            )
        self.meaning.say(meaning)
        self.stop.setVisible(fault.active and fault.severity is Severity.FAULT)
        self._say_advice(wording.fault_advice(fault))
        state = self.tr("active")
        if not fault.active and fault.cleared_ns is not None:
            state = self.tr("over since {time}").format(time=self._clock(fault.cleared_ns))
        raised = ""
        if fault.raised_count > 1:
            raised = self.tr("came back %Ln time(s) after being gone", "", fault.raised_count - 1)
        self.facts.say(
            [
                (self.tr("State"), state),
                (self.tr("Severity"), words.severity_word(fault.severity)),
                (self.tr("Where"), row.place),
                (self.tr("Error code"), fault.code),
                (self.tr("Manufacturer's code"), fault.vendor_code),
                (self.tr("Manufacturer's id"), fault.vendor_id),
                (self.tr("Information"), fault.info),
                (self.tr("Reported"), times(fault.count)),
                (self.tr("Returned"), raised),
            ]
        )

    def _say_finding(self, row: Row, finding: Finding) -> None:
        self._say_head(row, finding.first.t_ns, finding.last.t_ns)
        self.meaning.say("")
        self.stop.setVisible(False)
        self._say_advice(wording.finding_advice(finding.last))
        facts = [
            (self.tr("Severity"), words.severity_word(finding.severity)),
            (self.tr("Rule"), finding.last.rule),
            (self.tr("Place in the message"), finding.last.path),
            (self.tr("Seen"), times(finding.count)),
        ]
        facts += [(name, value) for name, value in list(finding.last.facts.items())[:20]]
        if finding.last.frame:
            facts.append((self.tr("Frame"), words.count(finding.last.frame)))
        self.facts.say(facts)

    def _say_advice(self, advice: str) -> None:
        self.advice.say(advice)
        self.advice.setVisible(bool(advice))
        self.advice_title.setVisible(bool(advice))
        self.meaning.setVisible(bool(self.meaning.text()))
