"""The header: which charger, what it is, how it is reached, and that everything is being recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.ui import words
from app.ui.language import LANGUAGES, Language, Translated
from app.ui.parts.buttons import Button, chooser_menu, tip
from app.ui.parts.mark import Mark
from app.ui.parts.surface import Line, Surface
from app.ui.parts.text import Text
from app.ui.quiet import is_quiet
from app.ui.theme.theme import CHOICES, Theme
from app.words.recording import RECORDING

if TYPE_CHECKING:
    from app.domain.charger import Charger
    from app.domain.events import Event
    from app.ui.shown import Shown
    from app.ui.tick import Tick
    from app.ui.visit_view import VisitView

HEIGHT = 48

CLOCK_OFFSET_S = 60
"""A charger clock that is off by less is not worth a word."""

_THEME_ICONS = {"light": "sun", "dark": "moon", "sunlight": "contrast", "system": "device-desktop"}


class Fact(QWidget):
    """A small label and its value; hidden while the value is unknown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Text(theme, "label", "ink3")
        self._value = Text(theme, "data")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._label)
        layout.addWidget(self._value)
        self._label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._value.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def say(self, label: str, value: str) -> None:
        """Show ``label value``; an empty value hides it."""
        self._label.say(label)
        self._label.setVisible(bool(label))
        self._value.say(shortened(value))
        self.setVisible(bool(value))
        self.setAccessibleName(f"{label} {value}".strip())


MOST_CHARACTERS = 28
"""Of an identity in the header. Makes use up to 50; the whole text is in the tool tip."""


def shortened(text: str) -> str:
    """At most ``MOST_CHARACTERS`` with an ellipsis, line breaks taken out."""
    text = " ".join(text.split())
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


class Header(Translated, Surface):
    """48 pixels over everything."""

    def __init__(
        self,
        visit: VisitView,
        shown: Shown,
        theme: Theme,
        language: Language,
        tick: Tick,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "panel", "b", parent=parent)
        self._visit = visit
        self._shown = shown
        self._language = language
        self._tick = tick
        self.setFixedHeight(HEIGHT)

        self._plug = Mark(theme, 20)
        self.name = Text(theme, "charger")
        self.link = Text(theme, "label_data", "ok")
        self.chooser = Button(theme, "chevron-down", "quiet", size=16)
        self.chooser.setFixedWidth(32)
        self._chargers = chooser_menu(self, shown.show_charger)
        self._chargers.aboutToShow.connect(self._list_chargers)
        self.chooser.setMenu(self._chargers)
        self.model = Text(theme, "data", elide=True)
        self.model.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.serial = Fact(theme)
        self.firmware = Fact(theme)
        self.protocol = Fact(theme)
        self.security = Text(theme, "data")
        self._clock_mark = Mark(theme, 15)
        self.clock = Fact(theme)
        self._lines = [Line(theme, "line2", vertical=True, length=20) for _ in range(3)]
        self._dot = Mark(theme, 12)
        self.recording = Text(theme, "label_data", "bad")
        self.recorded = Text(theme, "clock")
        self.language_button = Button(theme, "language", "quiet")
        self.theme_button = Button(theme, "sun", "quiet")
        for button in (self.language_button, self.theme_button):
            button.setFixedWidth(36)
            button.setProperty("look", "quiet_icon")

        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 1)
        row.setSpacing(0)
        for widget, gap in (
            (self._plug, 8),
            (self.name, 9),
            (self.link, 4),
            (self.chooser, 10),
            (self._lines[0], 16),
            (self.model, 20),
            (self.serial, 20),
            (self.firmware, 18),
            (self._lines[1], 16),
            (self.protocol, 16),
            (self.security, 18),
            (self._lines[2], 16),
            (self._clock_mark, 8),
            (self.clock, 0),
        ):
            row.addWidget(widget)
            row.addSpacing(gap)
        row.addStretch(1)
        for widget, gap in (
            (self._dot, 7),
            (self.recording, 14),
            (self.recorded, 12),
            (self.language_button, 0),
            (self.theme_button, 0),
        ):
            row.addWidget(widget)
            row.addSpacing(gap)

        self._language_menu = self._choices(
            self.language_button, LANGUAGES, language.set, lambda: language.code
        )
        self._theme_menu = self._choices(
            self.theme_button, dict.fromkeys(CHOICES, ""), theme.set, lambda: theme.choice
        )
        theme.changed.connect(self._dress)
        shown.changed.connect(self._wish)
        tick.second.connect(self.redraw)
        disconnect = visit.events.connect(self._heard)
        self.destroyed.connect(lambda: disconnect())
        self.retranslate()
        self._dress()

    def _heard(self, event: Event) -> None:
        if not is_quiet(event):
            self._wish()

    def _wish(self) -> None:
        self._tick.request(self.redraw)

    def _choices(
        self,
        button: Button,
        entries: dict[str, str],
        choose: Callable[[str], None],
        chosen: Callable[[], str],
    ) -> QMenu:
        menu = chooser_menu(self, choose)
        group = QActionGroup(menu)
        for key, words_ in entries.items():
            action = QAction(words_, menu)
            action.setData(key)
            action.setCheckable(True)
            group.addAction(action)
            menu.addAction(action)

        def mark() -> None:
            for entry in menu.actions():
                entry.setChecked(entry.data() == chosen())

        menu.aboutToShow.connect(mark)
        button.setMenu(menu)
        return menu

    def _list_chargers(self) -> None:
        self._chargers.clear()
        for key, charger in self._visit.chargers.items():
            action = self._chargers.addAction(shortened(charger.name).replace("&", "&&"))
            action.setData(key)
            action.setCheckable(True)
            action.setChecked(key == self._shown.charger_key)

    def _dress(self) -> None:
        self.theme_button.set_icon(_THEME_ICONS[self._theme.choice])

    def retranslate(self) -> None:
        tip(self.language_button, self.tr("Language"))
        tip(self.theme_button, self.tr("Appearance"))
        tip(self.chooser, self.tr("Choose charger"))
        names = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "sunlight": self.tr("Sunlight, high contrast"),
            "system": self.tr("Like the system"),
        }
        for action in self._theme_menu.actions():
            action.setText(names[str(action.data())])
        self.redraw()

    def redraw(self) -> None:
        """Say what is true now."""
        charger = self._shown.charger
        self.chooser.setVisible(len(self._visit.chargers) > 1)
        if charger is None:
            self._say_none()
        else:
            self._say(charger)
        self._say_recording()

    def _say_none(self) -> None:
        self._plug.show_state("", "ink2")
        self.name.say(self.tr("No charger connected"))
        self.link.say("")
        for widget in (self.model, self.security, self._clock_mark, *self._lines):
            widget.setVisible(False)
        for fact in (self.serial, self.firmware, self.protocol, self.clock):
            fact.say("", "")

    def _say(self, charger: Charger) -> None:
        connected = charger.connected
        self._plug.show_icon(
            "plug-connected" if connected else "plug-connected-x", "ok" if connected else "bad"
        )
        self.name.say(shortened(charger.name))
        self.link.say(self.tr("connected") if connected else self.tr("not connected"))
        self.link.set_color("ok" if connected else "bad")
        identity = charger.identity
        model = " ".join(part for part in (identity.vendor, identity.model) if part)
        self.model.say(model)
        self.model.setVisible(bool(model))
        self.serial.say("SN", identity.serial)
        self.firmware.say("FW", identity.firmware)
        link = self._visit.link(charger.key)
        self.protocol.say("OCPP", protocol_version(link.protocol) if link else "")
        self.security.say(self._security(link.address) if link else "")
        self.security.setVisible(link is not None)
        self._lines[0].setVisible(bool(model or identity.serial or identity.firmware))
        self._lines[1].setVisible(link is not None)
        offset = charger.clock_offset_s
        wrong = charger.clock_unset or (offset is not None and abs(offset) > CLOCK_OFFSET_S)
        self._lines[2].setVisible(wrong)
        self._clock_mark.setVisible(wrong)
        self._clock_mark.show_severity("warning")
        self.clock.say(self.tr("Clock"), self._clock(offset) if wrong else "")

    def _security(self, address: str) -> str:
        if address.startswith("wss"):
            return self.tr("wss, encrypted")
        return self.tr("ws, not encrypted")

    def _clock(self, offset_s: float | None) -> str:
        if offset_s is None:
            return self.tr("not set")
        time = rounded(abs(offset_s))
        if offset_s < 0:
            return self.tr("{time} slow").format(time=time)
        return self.tr("{time} fast").format(time=time)

    def _say_recording(self) -> None:
        visit = self._visit
        on = visit.recording
        self._dot.setVisible(on)
        self._dot.show_disc("bad")
        self.recorded.setVisible(on)
        seconds = (visit.now_ns() - visit.started_ns) / 1e9
        self.recorded.say(words.stopwatch(seconds))
        if on:
            self.recording.say(self.tr("Recording"))
        else:
            self.recording.say(self.tr("Recording has stopped"))
        phrase = RECORDING.get(visit.recording_error)
        told = "" if on or phrase is None else words.sentence(phrase.text, {})
        self.recording.setToolTip(told)


def protocol_version(protocol: str) -> str:
    """``1.6`` for ``OCPP 1.6`` and for ``ocpp1.6``."""
    return protocol.lower().removeprefix("ocpp").strip() or protocol


def rounded(seconds: float) -> str:
    """A clock offset in its one largest unit: ``2 min``, ``1 h``, ``3 d``."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{int(seconds // size)}{words.NBSP}{unit}"
    return words.duration(seconds)
