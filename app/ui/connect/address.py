"""Step 2: what to type into the charger, large, with the variants that some makes want."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.events import ListenerOpened
from app.ui.connect.qr import QrCode
from app.ui.language import Translated
from app.ui.parts.buttons import Button, CopyButton, tip
from app.ui.parts.surface import Line
from app.ui.parts.text import Text
from app.ui.theme.theme import Theme

EXAMPLE_ID = "CP-0042"


class AddressPanel(Translated, QWidget):
    """port_wanted: the person wants another port."""

    port_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._listening: ListenerOpened | None = None
        self._charger = ""
        self._step = Text(theme, "strong", "accent")
        self._step.say("2")
        self._head = Text(theme, "strong")
        self.address = Text(theme, "address", select=True)
        self.copy = CopyButton(theme, self.url, "primary")
        self.port_button = Button(theme, "adjustments-horizontal")
        self.port_button.clicked.connect(self._edit_port)
        self.port_field = QLineEdit()
        self.port_field.setFixedWidth(84)
        self.port_field.setValidator(
            QRegularExpressionValidator(QRegularExpression("[0-9]{1,5}"), self)
        )
        self.port_field.returnPressed.connect(self._take_port)
        self.port_field.editingFinished.connect(self._leave_port)
        self.port_field.hide()
        self._taken = Text(theme, "label", "warn", wrap=True)
        self._variants: list[tuple[Text, Text, CopyButton]] = []
        self.qr = QrCode(theme)
        self._scan = Text(theme, "label", "ink2")
        self._build()
        self.retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._step)
        head.addWidget(self._head, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.port_button)
        buttons.addWidget(self.port_field)
        buttons.addStretch(1)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, 88)
        for number in range(3):
            label = Text(self._theme, "label", "ink2")
            value = Text(self._theme, "mono", select=True)
            copy = CopyButton(self._theme, partial(self._variant, number))
            copy.setProperty("look", "quiet_icon")
            copy.setFixedSize(36, 35)
            self._variants.append((label, value, copy))
            row = number * 2
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
            grid.addWidget(copy, row, 2)
            if number < 2:
                grid.addWidget(Line(self._theme), row + 1, 0, 1, 3)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addSpacing(16)
        left.addWidget(self.address)
        left.addSpacing(10)
        left.addLayout(buttons)
        left.addSpacing(6)
        left.addWidget(self._taken)
        left.addSpacing(8)
        left.addLayout(grid)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addSpacing(4)
        right.addWidget(self.qr)
        right.addWidget(self._scan, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(32, 16, 24, 12)
        layout.setSpacing(32)
        layout.addLayout(left, 1)
        layout.addLayout(right)

    def say(self, listening: ListenerOpened | None, charger: str) -> None:
        """Show where chargers can dial in; ``charger``: an id to show in the variant with id."""
        if listening != self._listening or charger != self._charger:
            self._listening = listening
            self._charger = charger
            self._show()

    def url(self) -> str:
        """The address to type, as it stands."""
        if self._listening is None:
            return ""
        return f"ws://{self._listening.host}:{self._listening.port}/"

    def _variant(self, number: int) -> str:
        listening = self._listening
        if listening is None:
            return ""
        return (
            self.url() + (self._charger or EXAMPLE_ID),
            f"{listening.host}:{listening.port}",
            listening.host,
        )[number]

    def retranslate(self) -> None:
        self._head.say(self.tr("Type this address into the charger"))
        self.copy.setText(self.tr("Copy the address"))
        self.port_button.setText(self.tr("Change port"))
        self.port_field.setAccessibleName(self.tr("Port"))
        self._scan.say(self.tr("Scan with the charger's app"))
        for (label, _value, copy), words in zip(
            self._variants,
            (self.tr("With id"), self.tr("Host and port"), self.tr("Host only")),
            strict=True,
        ):
            label.say(words)
            tip(copy, self.tr("Copy: {what}").format(what=words))
        self._show()

    def _show(self) -> None:
        listening = self._listening
        self.address.say(self.url() or self.tr("Choose an adapter first"))
        for widget in (self.copy, self.port_button):
            widget.setEnabled(listening is not None)
        self._taken.setVisible(listening is not None and listening.port != listening.wanted_port)
        if listening is not None:
            self._taken.say(
                self.tr("Port {wanted} is taken by another program, so {port} is used.").format(
                    wanted=listening.wanted_port, port=listening.port
                )
            )
        for number, (_label, value, copy) in enumerate(self._variants):
            said = self._variant(number)
            if number == 1 and listening is not None:
                said = f"{listening.host}   {listening.port}"
            value.say(said)
            copy.setEnabled(listening is not None)
        self.qr.say(self.url())

    def _edit_port(self) -> None:
        if self._listening is not None:
            self.port_field.setText(str(self._listening.port))
            self.port_field.show()
            self.port_field.setFocus()
            self.port_field.selectAll()

    def _take_port(self) -> None:
        text = self.port_field.text()
        self.port_field.hide()
        if text.isdecimal() and 1 <= int(text) <= 65_535:
            self.port_wanted.emit(int(text))

    def _leave_port(self) -> None:
        if not self.port_field.hasFocus():
            self.port_field.hide()
