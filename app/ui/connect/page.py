"""The page: adapter, address, attempts, and words for silence."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import WorldError
from app.domain.events import Event, ListenerOpened
from app.ui import words
from app.ui.connect import wording
from app.ui.connect.adapters import AdapterList
from app.ui.connect.address import AddressPanel
from app.ui.connect.attempts import AttemptHead, AttemptList
from app.ui.language import Translated
from app.ui.parts.asking import Question, ask_secret
from app.ui.parts.buttons import Button, CopyButton, tip
from app.ui.parts.check import Check
from app.ui.parts.mark import Mark
from app.ui.parts.surface import Line, Surface, column, scrolling
from app.ui.parts.text import Text
from app.ui.quiet import is_quiet
from app.ui.shown import Shown
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from app.ui.visit_view import AdapterView, VisitView
from app.words.dialin import LISTENING

ADAPTERS_WIDTH = 404
TOP_HEIGHT = 276
DEFAULT_PORT = 9310

LOOK_S = 3
"""Seconds between looks at the adapters: a cable that is plugged in should show up at once."""

SILENCE_S = 20
"""After this long without a word the page tells what to check. Most makes dial in within 15 s."""


class Silence(Translated, QWidget):
    """What to check when nothing comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = DEFAULT_PORT
        self._clock = Mark(theme, 18)
        self._clock.show_icon("clock", "ink2")
        self.line = Text(theme, "body", "ink2", wrap=True)
        self._checks = [Text(theme, "body", wrap=True) for _ in range(5)]
        self._numbers = [Text(theme, "strong", "accent") for _ in self._checks]
        self.command = Text(theme, "mono_small", "ink", select=True)
        self._copy = CopyButton(theme, lambda: wording.firewall_command(self._port))
        self._copy.setProperty("look", "quiet_icon")
        self._copy.setFixedSize(36, 36)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 12, 24, 12)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(self._clock, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.line, 0, 1, 1, 2)
        for number, (digit, check) in enumerate(zip(self._numbers, self._checks, strict=True)):
            digit.say(str(number + 1))
            row = number + 1 if number < 3 else number + 2
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(digit, row, 0, top | Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(check, row, 1, 1, 2)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.command)
        line.addWidget(self._copy)
        line.addStretch(1)
        grid.addLayout(line, 4, 1)
        grid.setColumnStretch(1, 1)
        self.retranslate()

    def say(self, line: str, port: int, checks: bool) -> None:
        """The line of silence; ``checks``: also what to look at."""
        self.line.say(line)
        self._port = port
        self.command.say(wording.firewall_command(port))
        for widget in (*self._checks, *self._numbers, self.command, self._copy):
            widget.setVisible(checks)

    def retranslate(self) -> None:
        for check, said in zip(
            self._checks,
            (
                self.tr("Is the network cable in at both ends, and does the charger have power?"),
                self.tr(
                    "Does the charger have exactly this address, and not localhost or an old one?"
                ),
                self.tr("Does the laptop's firewall let it through? This line opens the port:"),
                self.tr("Many makes use a new address only after a restart of the charger."),
                self.tr("Some makes wait up to 20 minutes before they dial again."),
            ),
            strict=True,
        ):
            check.say(said)
        tip(self._copy, self.tr("Copy the line"))


class ConnectPage(Translated, Surface):
    """How a charger gets on the line."""

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        theme: Theme,
        tick: Tick,
        start: Callable[[Coroutine[Any, Any, Any], str], object],
        adapters: Callable[[], Sequence[AdapterView]],
        simulate: Callable[[], None] | None,
        parent: QWidget | None = None,
    ) -> None:
        """start: runs a coroutine as a named task. simulate: None where no simulator is at hand."""
        super().__init__(theme, "surface", parent=parent)
        self._visit = visit
        self._shown = shown
        self._tick = tick
        self._start = start
        self._seconds = 0
        self._looked_for: ListenerOpened | None = None
        self._trouble = ""
        self.title = Text(theme, "page_title")
        self.simulate_button = Button(theme, "robot")
        self.simulate_button.setVisible(simulate is not None)
        if simulate is not None:
            self.simulate_button.clicked.connect(lambda: simulate())
        self._step1 = Text(theme, "strong", "accent")
        self._step1.say("1")
        self._adapters_head = Text(theme, "strong")
        self.adapters = AdapterList(theme, adapters)
        self.adapters.chosen.connect(self._take_address)
        self._only = Text(theme, "label", "ink2", wrap=True)
        self.trouble = Text(theme, "data", "bad", wrap=True)
        self.address = AddressPanel(theme)
        self.address.port_wanted.connect(self._take_port)
        self._step3 = Text(theme, "strong", "accent")
        self._step3.say("3")
        self._attempts_head = Text(theme, "strong")
        self._since = Text(theme, "body", "ink2")
        self.any_password = Check(theme)
        self.any_password.toggled.connect(self._allow_any)
        self.password_button = Button(theme, "key")
        self.password_button.clicked.connect(self._set_password)
        self.total = Text(theme, "body", "ink2")
        self.attempts = AttemptList(theme, visit.anchor)
        self.attempts.advice.accept_any.connect(lambda: self.any_password.setChecked(True))
        self.attempts.advice.set_password.connect(self._set_password)
        self.silence = Silence(theme)
        self._build(theme)
        tick.second.connect(self._second)
        shown.changed.connect(self._wish)
        disconnect = visit.events.connect(self._heard)
        self.destroyed.connect(lambda: disconnect())
        self.retranslate()

    def _build(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 8, 24, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.simulate_button)

        choice = QWidget()
        inner = column(choice, 0, 0)
        inner.setContentsMargins(16, 16, 16, 8)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self._step1)
        line.addWidget(self._adapters_head, 1)
        inner.addLayout(line)
        inner.addSpacing(10)
        inner.addWidget(scrolling(self.adapters), 1)
        for text in (self.trouble, self._only):
            text.setContentsMargins(8, 4, 0, 0)
            inner.addWidget(text)
        left = Surface(theme, "surface", "r")
        left.setFixedWidth(ADAPTERS_WIDTH)
        column(left).addWidget(choice)

        top = QWidget()
        top.setFixedHeight(TOP_HEIGHT)
        across = QHBoxLayout(top)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left)
        across.addWidget(self.address, 1)

        third = QHBoxLayout()
        third.setContentsMargins(24, 4, 24, 4)
        third.setSpacing(10)
        third.addWidget(self._step3)
        third.addWidget(self._attempts_head)
        third.addWidget(self._since)
        third.addStretch(1)
        third.addWidget(self.total)
        third.addSpacing(14)
        third.addWidget(self.any_password)
        third.addWidget(self.password_button)

        below = QWidget()
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.attempts)
        lines.addWidget(self.silence)
        lines.addStretch(1)

        layout = column(self)
        layout.addLayout(head)
        layout.addWidget(Line(theme, "line2"))
        layout.addWidget(top)
        layout.addWidget(Line(theme, "line2"))
        layout.addLayout(third)
        layout.addWidget(AttemptHead(theme))
        layout.addWidget(scrolling(below), 1)

    def retranslate(self) -> None:
        self.title.say(self.tr("The charger dials in to this laptop"))
        self.simulate_button.setText(self.tr("Try with a simulated charger"))
        self._adapters_head.say(self.tr("Network adapter towards the charger"))
        self._only.say(self.tr("Only the chosen adapter listens. Internet goes on elsewhere."))
        self._attempts_head.say(self.tr("Attempts to connect"))
        self.any_password.setText(self.tr("Accept any password"))
        self.any_password.setAccessibleName(self.tr("Accept any password"))
        self.any_password.updateGeometry()
        self.password_button.setText(self.tr("Password for a charger"))
        self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        self._look()
        self._wish()
        super().showEvent(event)

    def _heard(self, event: Event) -> None:
        if not is_quiet(event):
            self._wish()

    def _wish(self) -> None:
        if self.isVisible():
            self._tick.request(self.redraw)

    def _second(self) -> None:
        if not self.isVisible():
            return
        self._seconds += 1
        if self._seconds % LOOK_S == 0:
            self._look()
        self.redraw()

    def _look(self) -> None:
        listening = self._visit.listening
        self.adapters.look(listening.host if listening else "")

    def redraw(self) -> None:
        """Say what is true now."""
        visit = self._visit
        listening = visit.listening
        if listening is not self._looked_for:
            self._looked_for = listening
            self._look()
        self.address.say(listening, self._shown.charger_key or "")
        self.trouble.say(self._trouble)
        self.trouble.setVisible(bool(self._trouble))
        self._only.setVisible(not self._trouble)
        attempts = list(visit.attempts)
        self.attempts.say(attempts)
        self.any_password.setChecked(visit.policy.accept_any_password)
        connected = sum(charger.connected for charger in visit.chargers.values())
        made = self.tr("%Ln attempt(s)", "", visit.attempt_count)
        there = self.tr("%Ln connected", "", connected)
        self.total.say(f"{made}, {there}")
        self.password_button.setEnabled(bool(self._charger_meant()))
        if listening is not None:
            time = words.clock_time(visit.anchor.datetime_of(listening.t_ns))
            self._since.say(self.tr("listening on ws since {time}").format(time=time))
        else:
            self._since.say("")
        self._say_silence(attempts[0].t_ns if attempts else None, connected)

    def _say_silence(self, newest_ns: int | None, connected: int) -> None:
        listening = self._visit.listening
        self.silence.setVisible(listening is not None and not connected)
        if listening is None or connected:
            return
        since = max(newest_ns or 0, listening.t_ns)
        seconds = (self._visit.now_ns() - since) / 1e9
        if newest_ns is None:
            line = self.tr("Nothing has dialled in yet. Waiting for {time}.")
        else:
            line = self.tr("Silent for {time}. Some makes wait up to 20 minutes.")
        self.silence.say(
            line.format(time=words.duration(seconds)),
            listening.port,
            newest_ns is None and seconds >= SILENCE_S,
        )

    # --- what the person does ---------------------------------------------------------------------

    def _take_address(self, host: str) -> None:
        listening = self._visit.listening
        port = listening.port if listening is not None else DEFAULT_PORT
        self._start(self._listen(host, port), "listen")

    def _take_port(self, port: int) -> None:
        listening = self._visit.listening
        if listening is not None and port != listening.port:
            self._start(self._listen(listening.host, port), "listen")

    async def _listen(self, host: str, port: int) -> None:
        self._trouble = ""
        try:
            await self._visit.listen(host, port)
        except WorldError as error:
            self._trouble = self._told(error, host)
        self._look()
        self.redraw()

    def _told(self, error: WorldError, host: str) -> str:
        phrase = LISTENING.get(error.reason)
        if phrase is None:
            return self.tr("Cannot listen on {address}.").format(address=host)
        said = (words.sentence(phrase.text, {}), words.sentence(phrase.advice, {}))
        return " ".join(part for part in said if part)

    def _allow_any(self, allowed: bool) -> None:
        self._visit.policy.accept_any_password = allowed
        self.redraw()

    def _set_password(self) -> None:
        self._start(self._ask_password(), "ask for a password")

    async def _ask_password(self) -> None:
        charger = self._charger_meant()
        if not charger:
            return
        explained = self.tr(
            "The charger must send this password from its next dial-in on. "
            "Leave it empty to require none."
        )
        question = Question(
            self.tr("Password for {charger}").format(charger=charger),
            f"{explained} {self._where_kept()}".rstrip(),
            self.tr("Save"),
        )
        secret = await ask_secret(self._theme, question, self)
        if secret is None:
            return
        if secret:
            self._visit.set_password(charger, secret)
        else:
            self._visit.forget_password(charger)
        self.redraw()

    def _where_kept(self) -> str:
        match self._visit.passwords_persist:
            case True:
                return self.tr("It is kept in this computer's password vault.")
            case False:
                return self.tr(
                    "This computer has no usable password vault: it is kept until the program ends."
                )
            case None:
                return ""

    def _charger_meant(self) -> str:
        """The charger of the newest attempt that told its id, else the one that is shown."""
        named = next((a.charger for a in self._visit.attempts if a.charger), "")
        return named or self._shown.charger_key or ""
