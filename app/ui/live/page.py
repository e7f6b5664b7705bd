"""The Live page: tiles on top, strips sharing what is left, the lane and the time axis at the bottom.

It observes the events of the visit and draws on the tick, only what an event concerns: a meter
value redraws its connector's tile and, if that connector is chosen, the strips; a status redraws
lane and tile. Once a second, and only while the page is seen, time itself goes on.
"""

from __future__ import annotations

from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.charger import Charger
from app.domain.connector import Connector, ConnectorKey
from app.domain.events import (
    Booted,
    Connected,
    Disconnected,
    Event,
    FaultCleared,
    FaultRaised,
    HeartbeatReceived,
    MetersSampled,
    PingAnswered,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
)
from app.domain.metering import SeriesKey
from app.ui import words
from app.ui.language import Translated
from app.ui.live import follow
from app.ui.live.facts import Facts, gather, known_connectors
from app.ui.live.follow import FollowButton
from app.ui.live.history import History
from app.ui.live.lane import Lane
from app.ui.live.strips import StripsView
from app.ui.live.surface import READOUT
from app.ui.live.tile_words import tile_words
from app.ui.live.tiles import STATION, Content, TileRow
from app.ui.live.timebase import Timebase
from app.ui.live.traces import Traces
from app.ui.parts.empty import EmptyState
from app.ui.shown import Shown
from app.ui.theme.theme import Theme
from app.ui.tick import DATA_FRAMES, Tick
from app.ui.visit_view import VisitView

_ONE_CONNECTOR = (StatusChanged, MetersSampled, TransactionStarted)
_WHOLE_CHARGER = (Connected, Disconnected, Booted, FaultRaised, FaultCleared, TransactionEnded)
_NOTHING_SEEN = (HeartbeatReceived, PingAnswered)


class LivePage(Translated, QWidget):
    """Tiles, strips and lane of the charger that ``shown`` names."""

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        theme: Theme,
        tick: Tick,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit, self._shown, self._theme, self._tick = visit, shown, theme, tick
        self.timebase = Timebase(visit.anchor, visit.started_ns)
        self.history = History(visit.started_ns, visit.chargers)
        self.tiles = TileRow(theme, self)
        self.strips = StripsView(self.timebase, theme, self)
        self.lane = Lane(self.timebase, theme, self)
        self.follow = FollowButton(theme, self.lane)
        self._empty = EmptyState(theme, parent=self)
        self._traces: dict[str, Traces] = {}
        self._contents: dict[ConnectorKey, Content] = {}
        self._stale: set[ConnectorKey] = set()
        self._all_stale = True
        self._curves_stale = True
        self._window = (-1.0, -1.0, -1.0)
        self._drawing = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._empty)
        column.addWidget(self.tiles)
        column.addWidget(self.strips, 1)
        column.addWidget(self.lane)
        self.tiles.chosen.connect(self._choose)
        self.follow.clicked.connect(self.timebase.set_follow)
        shown.changed.connect(self._chosen_changed)
        theme.changed.connect(self.update)
        self._ends = [
            visit.events.connect(self._heard),
            self.timebase.changed.connect(self._time_moved),
        ]
        ends = self._ends
        self.destroyed.connect(lambda: [end() for end in ends])
        self.retranslate()

    # --- what happens -------------------------------------------------------------------------

    def _heard(self, event: Event) -> None:
        """An event of the visit: note it, and ask for the next frame if it shows here."""
        marked = self.history.add(event)
        if event.charger is None or event.charger != self._shown.charger_key:
            return
        if isinstance(event, _NOTHING_SEEN):
            return
        if isinstance(event, _ONE_CONNECTOR):
            self._stale.add((event.evse, event.connector or 0))
            if isinstance(event, MetersSampled):
                self._curves_stale = True
        elif isinstance(event, _WHOLE_CHARGER):
            self._all_stale = True
            self._curves_stale = True
        elif not marked:
            return
        self._ask(DATA_FRAMES)

    def _time_moved(self, base: Timebase) -> None:
        if self._drawing:
            return
        if (base.start_s, base.span_s, base.now_s) != self._window:
            self._curves_stale = True
        self._ask()

    def _chosen_changed(self) -> None:
        self._contents.clear()
        self._all_stale = self._curves_stale = True
        self._ask()

    def _choose(self, key: ConnectorKey) -> None:
        self._shown.show_connector(key)

    def _beat(self) -> None:
        """A second has passed while the page is seen."""
        self._all_stale = True
        self.timebase.advance(self.history.seconds(self._visit.now_ns()))

    def _ask(self, frames: int = 1) -> None:
        if self.isVisible():
            self._tick.request(self._redraw, frames)

    # --- drawing ------------------------------------------------------------------------------

    def _redraw(self) -> None:
        charger = self._shown.charger
        self._empty.setVisible(charger is None)
        for part in (self.tiles, self.strips, self.lane):
            part.setVisible(charger is not None)
        if charger is None:
            return
        base = self.timebase
        now_s = self.history.seconds(self._visit.now_ns())
        if self._curves_stale and now_s > base.now_s:
            self._drawing = True  # time goes on within this drawing: no reason for another one
            base.advance(now_s)
            self._drawing = False
        lane = self.history.of(charger.key)
        traces = self._traces_of(charger)
        self._redraw_tiles(charger, traces)
        chosen = self._chosen_key(charger)
        self.strips.show_connector(traces, chosen, lane.losses)
        if self._curves_stale:
            self._curves_stale = False
            self._window = (base.start_s, base.span_s, base.now_s)
            self.strips.redraw()
        else:
            self.strips.read()
        self.lane.show_charger(lane, chosen)
        self.lane.redraw()
        self.follow.setChecked(base.follow)
        self.follow.move(self.lane.width() - READOUT + 1, self.lane.height() - follow.HEIGHT)

    def _traces_of(self, charger: Charger) -> Traces:
        traces = self._traces.get(charger.key)
        if traces is None:
            traces = Traces(charger, self._visit.started_ns / 1e9)
            self._traces[charger.key] = traces
        traces.series()
        return traces

    def _chosen_key(self, charger: Charger) -> ConnectorKey:
        if self._shown.connector_key is not None:
            return self._shown.connector_key
        chosen = self._shown.connector
        known = known_connectors(charger)
        return chosen.key if chosen is not None else known[0].key if known else STATION

    def _redraw_tiles(self, charger: Charger, traces: Traces) -> None:
        station = charger.station or Connector(*STATION)
        connectors = [*known_connectors(charger), station]
        stale = self._stale
        if self._all_stale or any(c.key not in self._contents for c in connectors):
            stale = {c.key for c in connectors}
        self._stale, self._all_stale = set(), False
        for connector in connectors:
            if connector.key in stale:
                self._contents[connector.key] = self._content(charger, connector, traces)
        contents = [self._contents[c.key] for c in connectors]
        self.tiles.show_contents(contents, self._chosen_key(charger))

    def _content(self, charger: Charger, connector: Connector, traces: Traces) -> Content:
        losses = self.history.of(charger.key).losses
        now_s = self.history.seconds(self._visit.now_ns())

        def read(key: SeriesKey) -> float | None:
            return traces.value(key, now_s, losses)

        facts = gather(charger, connector, read)
        rows = self._station_rows(charger, facts) if connector.key == STATION else []
        return facts, tile_words(facts, self._visit.now_ns()), rows

    def _station_rows(self, charger: Charger, facts: Facts) -> list[tuple[str, str]]:
        now = self._visit.now_ns()

        def since(t_ns: int | None) -> str:
            return words.number(None) if t_ns is None else words.duration((now - t_ns) / 1e9)

        rows = []
        if charger.connected:
            rows.append((self.tr("Connected"), since(charger.connected_since_ns)))
        else:
            rows.append((self.tr("Disconnected"), since(charger.disconnected_ns)))
        rows.append((self.tr("Last heard"), since(charger.last_heard_ns)))
        rows.append((self.tr("Since start"), since(charger.last_boot_ns)))
        if facts.temperature_c is not None:
            said = words.quantity(facts.temperature_c, words.unit_word("Celsius"), 1)
            rows.append((words.location_word("Body"), said))
        return rows

    # --- Qt -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Live"))
        self._empty.say(
            self.tr("No charger is connected yet"),
            self.tr(
                "When a charger dials in, its connectors, curves and states appear here."
                " The address to type into it is on the Connect page."
            ),
        )
        self._chosen_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.second.connect(self._beat)
        self._beat()
        self._redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.second.disconnect(self._beat)
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.strips.take_key(event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(self._theme.tokens.surface))
