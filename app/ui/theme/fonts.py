"""IBM Plex by role, in logical pixels.

Plex is bundled so that a layout measured anywhere holds everywhere, and because its digits are
tabular without a font feature. A view asks for a role (``font("state")``) and asks again when the
theme changes: in sunlight thin strokes vanish, so weight 400 becomes 500 there.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase

from app import paths

SANS = "IBM Plex Sans"
MONO = "IBM Plex Mono"


class Role(NamedTuple):
    """Pixels, weight and family of one kind of text."""

    px: int
    weight: int
    family: str = SANS


ROLES: dict[str, Role] = {
    "value": Role(28, 600),  # the one number of a tile
    "address": Role(29, 500, MONO),  # what to type into the charger
    "fault_title": Role(22, 600),
    "state": Role(20, 600),
    "page_title": Role(20, 600),
    "charger": Role(17, 600),
    "tile_fault": Role(16, 600),
    "row_title": Role(14, 600),
    "lead": Role(14, 400),  # the sentence under a title
    "unit": Role(15, 400),  # unit beside a value
    "body": Role(13, 400),
    "data": Role(13, 500),  # data, or what can be pressed
    "strong": Role(13, 600),
    "label": Role(12, 400),
    "label_data": Role(12, 500),
    "head": Role(12, 600),
    "tick": Role(11, 400),  # the floor
    "mono": Role(13, 400, MONO),
    "mono_data": Role(13, 500, MONO),
    "mono_small": Role(12, 400, MONO),
    "clock": Role(15, 500, MONO),
}

_FILES = (
    "IBMPlexSans_400Regular.ttf",
    "IBMPlexSans_500Medium.ttf",
    "IBMPlexSans_600SemiBold.ttf",
    "IBMPlexMono_400Regular.ttf",
    "IBMPlexMono_500Medium.ttf",
)

_loaded = False
_sturdy = False
_made: dict[tuple[str, bool], QFont] = {}


def load() -> None:
    """Register the bundled fonts with Qt. Needs a QGuiApplication; a second call does nothing."""
    global _loaded
    if _loaded:
        return
    folder = paths.resources() / "fonts"
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(folder / name))
    _loaded = True


def set_sturdy(sturdy: bool) -> None:
    """Whether weight 400 is drawn as 500 from now on (sunlight)."""
    global _sturdy
    _sturdy = sturdy


def font(role: str) -> QFont:
    """The font of a role of ``ROLES``; KeyError for a role that does not exist."""
    made = _made.get((role, _sturdy))
    if made is None:
        load()
        spec = ROLES[role]
        made = QFont(spec.family)
        made.setPixelSize(spec.px)
        made.setWeight(QFont.Weight(500 if _sturdy and spec.weight == 400 else spec.weight))
        made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        _made[role, _sturdy] = made
    return QFont(made)
