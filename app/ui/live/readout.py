"""The readout beside a strip: what is measured, and the value of each curve at the crosshair."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.metering import Series
from app.ui import words
from app.ui.live.plan import CURRENT, ENERGY, POWER, ROW_PX, SOC, Strip, shown_unit
from app.ui.parts import painting
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import Tokens

_MARGIN = 12
_DECIMALS = {"Percent": 0, "kWh": 2, "Hz": 2, "": 2}
_BY_PHASE = {"L1": "l1", "L2": "l2", "L3": "l3", "N": "n"}
_BY_MEASURAND = {
    POWER: "power",
    ENERGY: "energy",
    "Temperature": "temperature",
    SOC: "soc",
}
_SPARE = ("n", "power", "voltage", "l3", "l1", "l2")
"""Colours for further curves of one strip; energy, temperature and SoC never meet in one."""


class Row(NamedTuple):
    """One curve: its colour token, its name, and the value in words."""

    color: str
    name: str
    value: str


class Reading(NamedTuple):
    """All that one readout shows."""

    title: str
    unit: str
    rows: tuple[Row, ...]

    def spoken(self) -> str:
        """The readout as one line for a screen reader."""
        rows = ", ".join(f"{row.name} {row.value}" for row in self.rows)
        return f"{self.title} {self.unit}: {rows}"


def curve_colors(strip: Strip) -> list[str]:
    """A colour token for each solid curve: by phase, then by measurand, never twice in a strip."""
    chosen: list[str] = []
    for series in strip.curves:
        phase = (series.key.phase or "").removesuffix("-N").partition("-")[0]
        wanted = _BY_PHASE.get(phase) or _BY_MEASURAND.get(series.key.measurand, "voltage")
        if wanted in chosen:
            wanted = next((spare for spare in _SPARE if spare not in chosen), wanted)
        chosen.append(wanted)
    return chosen


def curve_name(series: Series) -> str:
    """What tells a curve from the others of its strip."""
    key = series.key
    if key.measurand == SOC:
        name = "SoC"
    elif key.phase is not None:
        name = key.phase if key.location == "Outlet" else f"{key.phase} {_place(key.location)}"
    elif key.location == "Outlet" and key.measurand in (CURRENT, POWER, ENERGY):
        name = words.phase_word(None)
    else:
        name = _place(key.location)
    return f"{name} {key.context}".strip()


def _place(location: str) -> str:
    return words.location_word(location)


def value_words(value: float | None, unit: str) -> str:
    """A value as sent, in the unit shown, without the unit."""
    factor, shown = shown_unit(unit)
    if value is not None and abs(value * factor) >= 1e7:
        return f"{value * factor:.2e}"
    decimals = _DECIMALS.get(shown, 1)
    if value is not None and abs(value * factor) >= 1000:
        decimals = min(decimals, 1)
    return words.number(None if value is None else value * factor, decimals)


class Readout(QWidget):
    """Paints a ``Reading``; 128 px wide, title baseline at 18, rows of 16 px below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.reading = Reading("", "", ())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_reading(self, reading: Reading) -> None:
        """Show other values; nothing is painted when they say the same."""
        if reading != self.reading:
            self.reading = reading
            self.setAccessibleName(reading.spoken())
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens: Tokens = self._theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painting.vertical(painter, 0, 0, self.height(), tokens.line)
        room = self.width() - 2 * _MARGIN
        title, unit, rows = self.reading
        line = QRect(_MARGIN, 4, room, 20)
        unit_width = painting.width("label", unit)
        used = painting.text(
            painter,
            line.adjusted(0, 0, -unit_width - 6 if unit else 0, 0),
            title,
            "strong" if painting.width("strong", title) <= room - unit_width - 6 else "head",
            tokens.ink,
            elide=True,
        )
        painting.text(painter, line.adjusted(used + 6, 0, 0, 0), unit, "label", tokens.ink2)
        for number, row in enumerate(rows):
            top = 23 + ROW_PX * number
            painter.fillRect(_MARGIN, top + 4, 8, 8, QColor(getattr(tokens, row.color)))
            box = QRect(_MARGIN + 15, top, room - 15, ROW_PX)
            value = painting.text(painter, box, row.value, "strong", tokens.ink, painting.RIGHT)
            box.setRight(box.right() - value - 3)
            role = "label" if painting.width("label", row.name) <= box.width() else "tick"
            painting.text(painter, box, row.name, role, tokens.ink2, elide=True)
