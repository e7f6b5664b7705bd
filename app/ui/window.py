"""The window: header, navigation, the pages that exist, status bar.

A page is built when it is first shown, after the window's first paint, so that starting takes no
longer than a bare window. Nothing here imports pyqtgraph, numpy, segno or psutil.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.tasks import Tasks
from app.ui.language import Language, Translated
from app.ui.messages.log import MessageLog
from app.ui.shell.header import Header
from app.ui.shell.navigation import Navigation
from app.ui.shell.status_bar import StatusBar
from app.ui.shown import Shown
from app.ui.theme import icons
from app.ui.theme.style import FocusRing
from app.ui.theme.theme import Theme
from app.ui.tick import Tick

if TYPE_CHECKING:
    from app.domain.events import Event
    from app.ui.visit_view import AdapterView, VisitView

PAGES = {
    "connect": "plug-connected",
    "live": "activity",
    "faults": "alert-triangle",
    "messages": "transfer",
}
"""Page -> its icon, in the order of the navigation."""

SMALLEST = QSize(1000, 600)


class Window(Translated, QWidget):
    """shown_first: the window has been painted for the first time; whoever made it calls ``fill``.

    closing: the person wants to leave; whoever owns the visit closes everything and the window.
    """

    shown_first = Signal()
    closing = Signal()

    def __init__(
        self,
        visit: VisitView,
        theme: Theme,
        tick: Tick,
        language: Language,
        adapters: Callable[[], Sequence[AdapterView]],
        simulate: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """adapters: lists the network adapters. simulate: starts a simulated charger, None without."""
        super().__init__(parent)
        self._visit = visit
        self._theme = theme
        self._tick = tick
        self._adapters = adapters
        self._simulate = simulate
        self._tasks = Tasks()
        self.may_close = False
        self.shown = Shown(visit, self)
        self.log = MessageLog()
        self._disconnects = (
            visit.frames.connect(self.log.take_frame),
            visit.events.connect(self.log.take_event),
            visit.events.connect(self._heard),
        )
        self.destroyed.connect(lambda: self.unhook())
        self.setMinimumSize(SMALLEST)
        self.header = Header(visit, self.shown, theme, language, tick, self)
        self.navigation = Navigation(theme, PAGES, self)
        self.status = StatusBar(visit, self.shown, theme, tick, self)
        self.pages = QStackedWidget(self)
        self._built: dict[str, QWidget] = {}
        self._page = ""
        self._first = True
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.pages, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)
        self.focus_ring = FocusRing(self, theme.tokens)
        self.navigation.chosen.connect(self.show_page)
        self.status.open_faults.connect(lambda: self.show_page("faults"))
        self.shown.changed.connect(self._mark_faults)
        theme.changed.connect(self._dress)
        refresh = QShortcut(QKeySequence(QKeySequence.StandardKey.Refresh), self)
        refresh.activated.connect(self._refresh)
        for number, name in enumerate(PAGES, start=1):
            # Not the button's own shortcut: that one clicks a tenth of a second later.
            key = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            key.activated.connect(partial(self.show_page, name))
        self._choose("connect")
        self.retranslate()
        self._dress()

    # --- pages ------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self._page

    def show_page(self, name: str) -> None:
        """Show a page of ``PAGES``, building it if need be; KeyError for another name."""
        self._choose(name)
        self.pages.setCurrentWidget(self.built(name))

    def _choose(self, name: str) -> None:
        self.navigation.choose(name)
        self._page = name

    def fill(self) -> None:
        """Build and show the page that was chosen before the first paint."""
        self.show_page(self._page)

    def built(self, name: str) -> QWidget:
        """The page, built now unless it was before."""
        page = self._built.get(name)
        if page is None:
            page = self._built[name] = self._build(name)
            self.pages.addWidget(page)
        return page

    def _build(self, name: str) -> QWidget:
        visit, shown, theme, tick = self._visit, self.shown, self._theme, self._tick
        if name == "connect":
            from app.ui.connect.page import ConnectPage

            return ConnectPage(
                visit, shown, theme, tick, self._start, self._adapters, self._simulate
            )
        if name == "live":
            return self._build_live()
        if name == "faults":
            from app.ui.faults.page import FaultsPage

            return FaultsPage(visit, shown, theme, tick)
        if name == "messages":
            from app.ui.messages.page import MessagesPage

            return MessagesPage(visit, shown, self.log, theme, tick)
        raise KeyError(name)

    def _build_live(self) -> QWidget:
        from app.ui.actions.panel import ActionsPanel
        from app.ui.live.page import LivePage

        visit, shown, theme, tick = self._visit, self.shown, self._theme, self._tick
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(LivePage(visit, shown, theme, tick), 1)
        row.addWidget(ActionsPanel(visit, shown, theme, tick, self._start))
        return both

    # --- what the window does ---------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, Any], name: str) -> object:
        return self._tasks.start(work, name)

    async def finish(self) -> None:
        """Cancel what dialogs and the like still wait for; the owner calls it before closing."""
        await self._tasks.cancel()

    def unhook(self) -> None:
        """Listen to the visit no more."""
        for disconnect in self._disconnects:
            disconnect()

    def _refresh(self) -> None:
        from app.domain.capabilities import Capability
        from app.domain.commands import TriggerMessage

        key = self.shown.charger_key
        if key is not None and Capability.TRIGGER in self._visit.capabilities(key):
            connector = self.shown.connector
            number = connector.number if connector else None
            for message in ("StatusNotification", "MeterValues"):
                self._visit.run(TriggerMessage(message, number), key)

    def _heard(self, event: Event) -> None:
        from app.domain.events import FaultCleared, FaultRaised

        if isinstance(event, FaultRaised | FaultCleared):
            self._tick.request(self._mark_faults)

    def _mark_faults(self) -> None:
        charger = self.shown.charger
        active = charger.faults.active() if charger else []
        self.navigation.items["faults"].show_severity(active[0].severity if active else "")

    def retranslate(self) -> None:
        self.setWindowTitle("Kontaktor")

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.focus_ring.tokens = tokens
        self.setWindowIcon(QIcon(icons.pixmap("plug-connected", tokens.accent, 64)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._first:
            self._first = False
            QTimer.singleShot(0, self, self.shown_first.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def sizeHint(self) -> QSize:
        return QSize(1366, 689)
