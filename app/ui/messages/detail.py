"""The chosen pair: who called, what deviates, call and result as JSON, and the raw text."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.anchor import TimeAnchor
from app.ui import words
from app.ui.faults.wording import finding_text
from app.ui.language import Translated
from app.ui.messages.content import LARGEST, payload
from app.ui.messages.json_view import LONGEST, JsonView, pretty
from app.ui.messages.log import Pair
from app.ui.messages.model import direction_word, latency
from app.ui.parts.buttons import Button, CopyButton
from app.ui.parts.mark import Mark
from app.ui.parts.surface import Line, Surface, column
from app.ui.parts.text import Text
from app.ui.theme.theme import Theme

WIDTH = 452
MOST_TOLD = 6


class FindingsCard(Translated, Surface):
    """What is not as the schema says, in sentences."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "warn_tint", parent=parent)
        self._pair: Pair | None = None
        self._mark = Mark(theme, 17)
        self._title = Text(theme, "strong", "warn", wrap=True)
        self._text = Text(theme, "label", "ink", wrap=True, select=True)
        lines = QVBoxLayout()
        lines.setSpacing(3)
        lines.addWidget(self._title)
        lines.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        holder = QVBoxLayout()
        holder.addWidget(self._mark)
        holder.addStretch(1)
        row.addLayout(holder)
        row.addLayout(lines, 1)

    def say(self, pair: Pair) -> None:
        """Tell the findings of this pair."""
        self._pair = pair
        told = [finding_text(event) for event in pair.findings]
        number = max(len(told), pair.exchange.deviations)
        self._mark.show_severity(pair.severity or "warning", color="warn")
        self._title.say(self.tr("%Ln finding(s) in this message", "", number))
        if len(told) > MOST_TOLD:
            more = self.tr("and %Ln more", "", len(told) - MOST_TOLD)
            told = [*told[:MOST_TOLD], more]
        self._text.say("\n".join(told))
        self._text.setVisible(bool(told))

    def retranslate(self) -> None:
        if self._pair is not None:
            self.say(self._pair)


class MessageDetail(Translated, Surface):
    """452 pixels at the right."""

    def __init__(self, anchor: TimeAnchor, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "panel", "l", parent=parent)
        self._anchor = anchor
        self._pair: Pair | None = None
        self.setFixedWidth(WIDTH)
        self.action = Text(theme, "tile_fault", elide=True, select=False)
        self.direction = Text(theme, "label", "ink2")
        self.facts = Text(theme, "label", "ink2", select=True, elide=True)
        self.card = FindingsCard(theme)
        self.tabs = QButtonGroup(self)
        self.call = Button(theme, look="tab")
        self.result = Button(theme, look="tab")
        self.raw = Button(theme, look="tab")
        self.view = JsonView(theme)
        self.cut = Text(theme, "label", "warn", wrap=True)
        self.copy = CopyButton(theme, self._copied, "")
        self._build(theme)
        self.tabs.idClicked.connect(lambda _id: self._show())
        self.retranslate()

    def _build(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.action, 1)
        head.addWidget(self.direction)
        top = QVBoxLayout()
        top.setContentsMargins(20, 12, 20, 0)
        top.setSpacing(2)
        top.addLayout(head)
        top.addWidget(self.facts)
        top.addSpacing(10)
        top.addWidget(self.card)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(20, 6, 20, 0)
        tabs.setSpacing(24)
        for number, tab in enumerate((self.call, self.result, self.raw)):
            tab.setCheckable(True)
            self.tabs.addButton(tab, number)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.call.setChecked(True)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 10, 20, 10)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        layout = column(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.addLayout(top)
        layout.addLayout(tabs)
        layout.addWidget(Line(theme, "line"))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.cut)
        layout.addWidget(Line(theme, "line"))
        layout.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        self._show()
        super().showEvent(event)

    def retranslate(self) -> None:
        self.call.setText(self.tr("Call"))
        self.result.setText(self.tr("Result"))
        self.raw.setText(self.tr("Raw"))
        self.copy.setText(self.tr("Copy"))
        self.view.setAccessibleName(self.tr("Message as JSON"))
        self.cut.say(self.tr("Only the beginning is shown; the visit file has all of it."))
        self._show()

    @property
    def pair(self) -> Pair | None:
        """What is shown, None before the first."""
        return self._pair

    def show_pair(self, pair: Pair) -> None:
        """Tell everything about this pair."""
        self._pair = pair
        self._show()

    def _show(self) -> None:
        pair = self._pair
        if pair is None:
            return
        self.action.say(pair.action or self.tr("Unreadable message"))
        self.direction.say(direction_word(pair))
        time = words.clock_time(self._anchor.datetime_of(pair.t_ns), milliseconds=True)
        parts = [time]
        if pair.exchange.latency_s is not None and not pair.unanswered:
            parts.append(self.tr("answered in {time}").format(time=latency(pair)))
        elif pair.unanswered:
            parts.append(self.tr("not answered"))
        if pair.exchange.uid:
            parts.append(f"id {pair.exchange.uid[:36]}")
        self.facts.say("   ".join(parts))
        self.card.setVisible(pair.deviates)
        self.card.say(pair)
        text = self._text(pair)
        self.cut.setVisible(len(text) > LONGEST)
        marked: frozenset[str] = frozenset()
        if self.tabs.checkedId() == 0:
            marked = frozenset(
                event.path.rsplit("/", 1)[-1] for event in pair.findings if event.path
            )
        self.view.say(text, marked)

    def _text(self, pair: Pair) -> str:
        shown = self.tabs.checkedId()
        if shown == 2:
            return "\n\n".join(f.text for f in (pair.request, pair.answer) if f is not None)
        frame = pair.request if shown == 0 else pair.answer
        if frame is None:
            if shown == 1 and pair.unanswered:
                return self.tr("No answer came.")
            return self.tr("There is none.")
        value = payload(frame)
        if value is None or len(frame.payload) > LARGEST:
            return frame.text
        return pretty(value)

    def _copied(self) -> str:
        cursor = self.view.textCursor()
        if cursor.hasSelection():
            return cursor.selection().toPlainText()
        return "" if self._pair is None else self._text(self._pair)
