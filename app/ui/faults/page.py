"""The page: list at the left, details at the right."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QWidget

from app.domain.events import Event
from app.ui.faults.delegate import FaultDelegate
from app.ui.faults.details import FaultDetails
from app.ui.faults.model import FaultList, Row, rows_of
from app.ui.language import Translated
from app.ui.parts.empty import EmptyState
from app.ui.parts.search import SearchField
from app.ui.parts.surface import Surface, column, scrolling
from app.ui.parts.text import Text
from app.ui.quiet import is_quiet
from app.ui.shown import Shown
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from app.ui.visit_view import VisitView

LIST_WIDTH = 396


class FaultListView(QListView):
    """The list with copying of rows as text."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            said = [str(index.data() or "") for index in self.selectedIndexes()]
            QGuiApplication.clipboard().setText("\n".join(said))
            return
        super().keyPressEvent(event)


class FaultsPage(Translated, QWidget):
    """What is wrong, what was wrong, and what is known about each."""

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        theme: Theme,
        tick: Tick,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit = visit
        self._shown = shown
        self._tick = tick
        self._chosen: tuple[object, ...] | None = None

        side = Surface(theme, "surface", "r")
        side.setFixedWidth(LIST_WIDTH)
        self.title = Text(theme, "page_title")
        self.summary = Text(theme, "body", "ink2")
        self.model = FaultList(self)
        self.view = FaultListView(side)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setModel(self.model)
        self.view.setItemDelegate(FaultDelegate(theme, self.view))
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setProperty("ownFocus", True)
        self.search = SearchField(theme, self, self.view)
        self.search.textChanged.connect(self.redraw)
        self._none = EmptyState(theme, "ok")
        self.lists = QStackedWidget()
        self.lists.addWidget(self.view)
        self.lists.addWidget(self._none)

        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 16, 0)
        head.setSpacing(14)
        head.addWidget(self.title)
        head.addWidget(self.summary, 1)
        find = QHBoxLayout()
        find.setContentsMargins(16, 8, 17, 12)
        find.addWidget(self.search)
        left = column(side)
        left.addLayout(head)
        left.addLayout(find)
        left.addWidget(self.lists, 1)
        left.setContentsMargins(0, 0, 1, 0)

        self.details = FaultDetails(visit, theme)
        self._nothing = Surface(theme, "surface")
        self._hint = EmptyState(theme)
        hint = column(self._nothing, 8)
        hint.addWidget(self._hint)
        self.right = QStackedWidget()
        self.right.addWidget(scrolling(self.details))
        self.right.addWidget(self._nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.right, 1)

        self.view.selectionModel().currentChanged.connect(self._choose)
        theme.changed.connect(self.view.viewport().update)
        shown.changed.connect(self._wish)
        disconnect = visit.events.connect(self._heard)
        self.destroyed.connect(lambda: disconnect())
        self.retranslate()

    def _heard(self, event: Event) -> None:
        if not is_quiet(event):
            self._wish()

    def _wish(self) -> None:
        if self.isVisible():
            self._tick.request(self.redraw)

    def showEvent(self, event: object) -> None:
        self._tick.request(self.redraw)
        super().showEvent(event)  # type: ignore[arg-type]

    def retranslate(self) -> None:
        self.title.say(self.tr("Faults"))
        self.search.setPlaceholderText(self.tr("Search code or word"))
        self.search.setAccessibleName(self.tr("Search code or word"))
        self.view.setAccessibleName(self.tr("Faults and findings"))
        self.redraw()

    def redraw(self) -> None:
        """Say what is true now."""
        charger = self._shown.charger
        rows = rows_of(charger, self._visit.anchor, self.search.text()) if charger else []
        self.model.show(rows)
        active = len(charger.faults.active()) if charger else 0
        past = len(charger.faults.past()) if charger else 0
        now = self.tr("%Ln active", "", active)
        before = self.tr("%Ln earlier", "", past)
        self.summary.say(f"{now}, {before}")
        self.lists.setCurrentIndex(0 if rows else 1)
        self._say_none(charger is not None)
        self._keep_choice(rows)

    def _say_none(self, known: bool) -> None:
        if self.search.text():
            self._none.say(
                self.tr("Nothing matches the search"), self.tr("Esc empties the search field.")
            )
        elif known:
            self._none.say(
                self.tr("No faults and no findings"),
                self.tr("A fault that the charger reports appears here within a second."),
            )
        else:
            self._none.say(
                self.tr("No charger has dialled in yet"),
                self.tr("Its faults and findings appear here. Start on the Connect page."),
            )
        self._hint.say(
            self.tr("Details appear here"),
            self.tr("What a fault means, its codes, and what the charger said about it."),
        )

    def _keep_choice(self, rows: list[Row]) -> None:
        numbers = [n for n, row in enumerate(rows) if not row.heading]
        wanted = next((n for n in numbers if rows[n].key == self._chosen), None)
        if wanted is None and numbers:
            wanted = numbers[0]
        self.right.setCurrentIndex(1 if wanted is None else 0)
        if wanted is None:
            return
        index = self.model.index(wanted)
        self.details.show_row(rows[wanted])
        if self.view.currentIndex() != index:
            keep = self._chosen
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self._chosen = keep or rows[wanted].key

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self.model.row(index)
        if row is not None and not row.heading:
            self._chosen = row.key
            self.details.show_row(row)
