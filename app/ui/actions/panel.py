"""The panel at the right of Live, 268 pixels wide.

One primary action, the log before the restart. What a charger cannot do is grey with the reason.
What stops something asks first and names it. Every command's life follows below.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.capabilities import Capability
from app.domain.commands import (
    ChangeAvailability,
    Command,
    Reset,
    ResetKind,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
)
from app.domain.connector import UNAVAILABLE, Connector
from app.domain.events import Event
from app.ui import words
from app.ui.actions import wording
from app.ui.actions.button import ActionButton, ActionSplit
from app.ui.actions.life import LifeList
from app.ui.language import Translated
from app.ui.parts.asking import ask
from app.ui.parts.surface import Line, Surface, column, scrolling
from app.ui.parts.text import Text
from app.ui.quiet import is_quiet
from app.ui.shown import Shown
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from app.ui.visit_view import VisitView

WIDTH = 268

MESSAGES = (
    "StatusNotification",
    "MeterValues",
    "BootNotification",
    "Heartbeat",
    "DiagnosticsStatusNotification",
    "FirmwareStatusNotification",
)
"""What TriggerMessage can ask for in OCPP 1.6."""


class ActionsPanel(Translated, Surface):
    """Buttons and lives."""

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        theme: Theme,
        tick: Tick,
        start: Callable[[Coroutine[Any, Any, Any], str], object],
        parent: QWidget | None = None,
    ) -> None:
        """start: runs a coroutine as a named task."""
        super().__init__(theme, "panel", "l", parent=parent)
        self._visit = visit
        self._shown = shown
        self._tick = tick
        self._start = start
        self.setFixedWidth(WIDTH)
        self.title = Text(theme, "strong")
        self.place = Text(theme, "label", "ink2")
        self.diagnostics = ActionButton(theme, "download", "primary_action")
        self.restart = ActionSplit(theme, "refresh")
        self.unlock = ActionSplit(theme, "lock-open")
        self.refresh = ActionSplit(theme, "transfer")
        self.charge = ActionSplit(theme, "player-play")
        self.availability = ActionSplit(theme, "power")
        self.lives_title = Text(theme, "strong")
        self.lives_count = Text(theme, "label", "ink2")
        self.lives_none = Text(theme, "label", "ink2", wrap=True)
        self.lives = LifeList(theme, visit.anchor)
        self._lives_line = Line(theme, "line2")
        self._wire()
        self._build()
        tick.second.connect(self._second)
        shown.changed.connect(self._wish)
        disconnect = visit.events.connect(self._heard)
        self.destroyed.connect(lambda: disconnect())
        self.retranslate()

    def _wire(self) -> None:
        self.diagnostics.clicked.connect(lambda: self._give(UploadDiagnostics()))
        self.restart.main.clicked.connect(lambda: self._give(Reset(ResetKind.SOFT)))
        self.unlock.main.clicked.connect(self._unlock_shown)
        self.refresh.main.clicked.connect(self._refresh_shown)
        self.charge.main.clicked.connect(self._charge_shown)
        self.availability.main.clicked.connect(self._availability_shown)
        for split, fill in (
            (self.restart, self._restart_menu),
            (self.unlock, self._unlock_menu),
            (self.refresh, self._refresh_menu),
            (self.charge, self._charge_menu),
            (self.availability, self._availability_menu),
        ):
            split.menu.aboutToShow.connect(fill)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.place)
        buttons = QWidget()
        stack = column(buttons, 0, 8)
        stack.setContentsMargins(16, 0, 16, 16)
        for widget in (
            self.diagnostics,
            self.restart,
            self.unlock,
            self.refresh,
            self.charge,
            self.availability,
        ):
            stack.addWidget(widget)
        lives_head = QHBoxLayout()
        lives_head.setContentsMargins(16, 10, 16, 6)
        lives_head.addWidget(self.lives_title, 1)
        lives_head.addWidget(self.lives_count)
        none = QHBoxLayout()
        none.setContentsMargins(16, 0, 16, 8)
        none.addWidget(self.lives_none)
        layout = column(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(buttons)
        layout.addWidget(self._lives_line)
        layout.addLayout(lives_head)
        layout.addLayout(none)
        layout.addWidget(scrolling(self.lives), 1)

    def retranslate(self) -> None:
        self.title.say(self.tr("Actions"))
        self.diagnostics.setText(self.tr("Fetch diagnostics"))
        self.restart.main.setText(self.tr("Restart the charger"))
        self.refresh.main.setText(self.tr("Get current state"))
        for split, more in (
            (self.restart, self.tr("Kinds of restart")),
            (self.unlock, self.tr("Choose connector to unlock")),
            (self.refresh, self.tr("Choose message to ask for")),
            (self.charge, self.tr("Choose connector to charge")),
            (self.availability, self.tr("Choose what to put in or out of service")),
        ):
            split.chevron.setAccessibleName(more)
            split.chevron.setToolTip(more)
        self.lives_title.say(self.tr("Last actions"))
        self.lives_none.say(
            self.tr("What you do appears here with its steps: sent, answered, effect seen.")
        )
        self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        self._wish()
        super().showEvent(event)

    def _heard(self, event: Event) -> None:
        if not is_quiet(event):
            self._wish()

    def _wish(self) -> None:
        if self.isVisible():
            self._tick.request(self.redraw)

    def _second(self) -> None:
        if self.isVisible():
            self._redraw_lives()

    def redraw(self) -> None:
        """Say what is true now."""
        charger, connector = self._shown.charger, self._shown.connector
        connected = charger is not None and charger.connected
        place = words.connector_word(connector.number, connector.evse) if connector else ""
        self.place.say(words.inside(place) if connected else self.tr("not connected"))
        offered = self._visit.capabilities(charger.key) if charger else frozenset()
        self._say_names(connector, offered)
        for button, capability, needs_connector in (
            (self.diagnostics, Capability.DIAGNOSTICS, False),
            (self.restart, Capability.RESET, False),
            (self.unlock, Capability.UNLOCK, True),
            (self.refresh, Capability.TRIGGER, False),
            (self.charge, Capability.TEST_CHARGE, True),
            (self.availability, Capability.AVAILABILITY, False),
        ):
            reason = ""
            if not connected:
                reason = self.tr("not connected")
            elif capability not in offered:
                reason = self.tr("unsupported")
            elif needs_connector and connector is None:
                reason = self.tr("no connector")
            button.set_reason(reason, told=connected)
        self._redraw_lives()

    def _say_names(self, connector: Connector | None, offered: frozenset[Capability]) -> None:
        if connector is not None and Capability.UNLOCK in offered:
            number = connector.number
            self.unlock.main.setText(self.tr("Unlock connector {number}").format(number=number))
        else:
            self.unlock.main.setText(self.tr("Unlock"))
        charging = connector is not None and connector.transaction is not None
        self.charge.main.set_icon("player-stop" if charging else "player-play")
        self.charge.main.setText(self.tr("Stop the charge") if charging else self.tr("Test charge"))
        out = connector is not None and connector.status == UNAVAILABLE
        self.availability.main.setText(
            self.tr("Put in service") if out else self.tr("Take out of service")
        )

    def _redraw_lives(self) -> None:
        charger = self._shown.charger_key
        lives = [life for life in self._visit.commands if life.charger == charger]
        self.lives_count.say(words.count(len(lives)) if lives else "")
        self.lives_none.setVisible(not lives)
        self.lives.say(lives, self._visit.now_ns())

    # --- variants ---------------------------------------------------------------------------------

    def _offer(self, split: ActionSplit, entries: list[tuple[str, Command]]) -> None:
        split.menu.clear()
        for said, command in entries:
            action = split.menu.addAction(said.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, c=command: self._give(c))

    def _outlets(self) -> list[Connector]:
        charger = self._shown.charger
        return charger.outlets() if charger else []

    def _restart_menu(self) -> None:
        self._offer(
            self.restart,
            [
                (self.tr("Soft restart: ends charges in order"), Reset(ResetKind.SOFT)),
                (self.tr("Hard restart: cuts everything at once"), Reset(ResetKind.HARD)),
            ],
        )

    def _unlock_menu(self) -> None:
        self._offer(
            self.unlock,
            [
                (words.connector_word(c.number, c.evse), UnlockConnector(c.number, c.evse))
                for c in self._outlets()
            ],
        )

    def _refresh_menu(self) -> None:
        connector = self._shown.connector
        number = connector.number if connector else None
        self._offer(
            self.refresh,
            [(m, TriggerMessage(m, number if m in MESSAGES[:2] else None)) for m in MESSAGES],
        )

    def _charge_menu(self) -> None:
        entries: list[tuple[str, Command]] = []
        for c in self._outlets():
            place = words.connector_word(c.number, c.evse)
            if c.transaction is not None:
                stop = self.tr("{place}: stop the charge").format(place=place)
                entries.append((stop, StopCharge(c.transaction)))
            else:
                begin = self.tr("{place}: start a test charge").format(place=place)
                entries.append((begin, StartCharge(c.number, evse=c.evse)))
        self._offer(self.charge, entries)

    def _availability_menu(self) -> None:
        entries: list[tuple[str, Command]] = []
        places: list[tuple[int, int | None, str]] = [(0, None, words.connector_word(0))]
        places += [
            (c.number, c.evse, words.connector_word(c.number, c.evse)) for c in self._outlets()
        ]
        for number, evse, place in places:
            put = self.tr("{place}: put in service").format(place=place)
            take = self.tr("{place}: take out of service").format(place=place)
            entries.append((put, ChangeAvailability(number, True, evse)))
            entries.append((take, ChangeAvailability(number, False, evse)))
        self._offer(self.availability, entries)

    def _unlock_shown(self) -> None:
        connector = self._shown.connector
        if connector is not None:
            self._give(UnlockConnector(connector.number, connector.evse))

    def _refresh_shown(self) -> None:
        connector = self._shown.connector
        number = connector.number if connector else None
        for message in MESSAGES[:2]:
            self._give(TriggerMessage(message, number))

    def _charge_shown(self) -> None:
        connector = self._shown.connector
        if connector is None:
            return
        if connector.transaction is not None:
            self._give(StopCharge(connector.transaction))
        else:
            self._give(StartCharge(connector.number, evse=connector.evse))

    def _availability_shown(self) -> None:
        connector = self._shown.connector
        number = connector.number if connector else 0
        evse = connector.evse if connector else None
        out = connector is not None and connector.status == UNAVAILABLE
        self._give(ChangeAvailability(number, out, evse))

    # --- giving -------------------------------------------------------------------------------------

    def _give(self, command: Command) -> None:
        charger = self._shown.charger
        if charger is None:
            return
        asked = wording.question(command, charger)
        if asked is None:
            self._run(command, charger.key)
        else:
            self._start(self._ask(command, charger.key), "ask before a command")

    async def _ask(self, command: Command, key: str) -> None:
        charger = self._visit.chargers.get(key)
        asked = wording.question(command, charger) if charger else None
        if asked is None or await ask(self._theme, asked, self):
            self._run(command, key)

    def _run(self, command: Command, key: str) -> None:
        self._visit.run(command, key)
        self._wish()
