"""The page: search and filters over the table, the chosen pair at the right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QWidget,
)

from app.ui import words
from app.ui.language import Translated
from app.ui.messages import delegate
from app.ui.messages.delegate import MessageDelegate, MessageHeader
from app.ui.messages.detail import MessageDetail
from app.ui.messages.log import Counts, MessageLog
from app.ui.messages.model import (
    ACTION,
    CONNECTOR,
    CONTENT,
    DIRECTION,
    LATENCY,
    TIME,
    Filter,
    MessageTable,
)
from app.ui.parts.buttons import Button
from app.ui.parts.empty import EmptyState
from app.ui.parts.search import SearchField
from app.ui.parts.surface import Surface, column
from app.ui.parts.text import Text
from app.ui.shown import Shown
from app.ui.theme.theme import Theme
from app.ui.tick import DATA_FRAMES, Tick
from app.ui.visit_view import VisitView

_WIDTHS = {TIME: 128, DIRECTION: 28, ACTION: 196, CONNECTOR: 52, LATENCY: 96}


NEWEST_MS = 500
"""A message that nobody chose stays this long at the right before a newer one takes its place."""


class MessageView(QTableView):
    """The table with copying of rows as text."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.matches(QKeySequence.StandardKey.Copy) and isinstance(model, MessageTable):
            rows = sorted(index.row() for index in self.selectionModel().selectedRows())
            lines = [model.line(model.rows[row]) for row in rows]
            QGuiApplication.clipboard().setText("\n".join(lines))
            return
        super().keyPressEvent(event)


class MessagesPage(Translated, Surface):
    """Everything that was said on the wire."""

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        log: MessageLog,
        theme: Theme,
        tick: Tick,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "surface", parent=parent)
        self._shown = shown
        self._tick = tick
        self._log = log
        self._follow = True
        self.title = Text(theme, "page_title")
        self.summary = Text(theme, "body", "ink2")
        self.model = MessageTable(log, visit.anchor, self)
        self.view = MessageView()
        self.search = SearchField(theme, self, self.view)
        self.filters: dict[Filter, Button] = {}
        self._group = QButtonGroup(self)
        for number, kind in enumerate(Filter):
            button = Button(theme, look="chip")
            button.setCheckable(True)
            self._group.addButton(button, number)
            self.filters[kind] = button
        self.filters[Filter.ALL].setChecked(True)
        self.detail = MessageDetail(visit.anchor, theme)
        self._none = EmptyState(theme)
        self.tables = QStackedWidget()
        self._newest = QTimer(self)
        self._newest.setSingleShot(True)
        self._newest.setInterval(NEWEST_MS)
        self._newest.timeout.connect(self._show_newest)
        self._set_up_view(theme)
        self._build()
        self.search.textChanged.connect(self.redraw)
        self._group.idClicked.connect(lambda _id: self.redraw())
        self.view.selectionModel().currentRowChanged.connect(self._choose)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self.view.viewport().update)
        shown.changed.connect(self._wish)
        disconnect = log.changed.connect(lambda _none: self._wish())
        self.destroyed.connect(lambda: disconnect())
        self.retranslate()

    def _set_up_view(self, theme: Theme) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(MessageDelegate(theme, view))
        header = MessageHeader(theme, view)
        view.setHorizontalHeader(header)
        view.verticalHeader().hide()
        view.verticalHeader().setMinimumSectionSize(delegate.ROW)
        view.verticalHeader().setDefaultSectionSize(delegate.ROW)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column_, width in _WIDTHS.items():
            header.setSectionResizeMode(column_, QHeaderView.ResizeMode.Fixed)
            view.setColumnWidth(column_, width)
        header.setSectionResizeMode(CONTENT, QHeaderView.ResizeMode.Stretch)
        view.setShowGrid(False)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setMouseTracking(True)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setProperty("ownFocus", True)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 0)
        head.setSpacing(14)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        find = QHBoxLayout()
        find.setContentsMargins(16, 8, 16, 10)
        find.setSpacing(6)
        find.addWidget(self.search, 1)
        self.search.setMaximumWidth(268)
        find.addSpacing(2)
        for button in self.filters.values():
            find.addWidget(button)
        find.addStretch(1)
        self.tables.addWidget(self.view)
        self.tables.addWidget(self._none)
        left = QWidget()
        lines = column(left)
        lines.addLayout(head)
        lines.addLayout(find)
        lines.addWidget(self.tables, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left, 1)
        row.addWidget(self.detail)

    def retranslate(self) -> None:
        self.title.say(self.tr("Messages"))
        self.search.setPlaceholderText(self.tr("Search messages"))
        self.search.setAccessibleName(self.tr("Search messages"))
        self.view.setAccessibleName(self.tr("Messages"))
        self.model.retell()
        self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        self._wish()
        super().showEvent(event)

    def _wish(self) -> None:
        if self.isVisible():
            self._tick.request(self.redraw, DATA_FRAMES)

    def redraw(self) -> None:
        """Append what has come and say the totals."""
        follow = self._follow
        chosen = list(Filter)[max(self._group.checkedId(), 0)]
        self.model.choose(self._shown.charger_key, chosen, self.search.text())
        self.model.catch_up()
        counts = self._log.counts.get(self._shown.charger_key or "", Counts())
        said = [self.tr("%Ln pair(s)", "", counts.total)]
        if counts.deviating:
            said.append(self.tr("%Ln with deviations", "", counts.deviating))
        if counts.kept < counts.total:
            shown = words.count(counts.kept)
            said.append(self.tr("the last {number} are shown").format(number=shown))
        self.summary.say(", ".join(said))
        self.filters[Filter.ALL].setText(self.tr("All"))
        self.filters[Filter.DEVIATIONS].setText(
            self.tr("Deviations {number}").format(number=words.count(counts.deviating))
        )
        self.filters[Filter.NO_ANSWER].setText(
            self.tr("No answer {number}").format(number=words.count(counts.unanswered))
        )
        self._say_none()
        self.detail.setVisible(bool(self.model.rows))
        if not self._newest.isActive():
            self._show_newest()
        if follow:
            self.view.scrollToBottom()

    def _show_newest(self) -> None:
        """While no pair is chosen the newest one is shown at the right, as often as can be read."""
        if not self.model.rows or self.view.currentIndex().isValid():
            return
        newest = self.model.rows[-1]
        if self.detail.pair is not newest:
            self.detail.show_pair(newest)
            self._newest.start()

    def _say_none(self) -> None:
        self.tables.setCurrentIndex(0 if self.model.rows else 1)
        if self.search.text():
            self._none.say(
                self.tr("Nothing matches the search"), self.tr("Esc empties the search field.")
            )
        elif self._log.total:
            self._none.say(self.tr("No such messages"), self.tr("Choose All to see every message."))
        else:
            self._none.say(
                self.tr("No messages yet"),
                self.tr("Every call and its answer appears here once a charger has dialled in."),
            )

    def _scrolled(self, value: int) -> None:
        self._follow = value >= self.view.verticalScrollBar().maximum() - 1

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        pair = self.model.pair(index)
        if pair is not None:
            self.detail.show_pair(pair)
