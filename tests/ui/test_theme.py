"""Colours can be read, shapes can be told apart, fonts are the bundled ones."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.domain.connector import LEGAL_STEPS
from app.domain.events import Severity
from app.ui.theme import fonts, icons, shapes, style
from app.ui.theme.theme import Theme
from app.ui.theme.tokens import THEMES, Tokens

INKS = ("ink", "ink2", "ink3", "accent", "ok", "warn", "bad", "info", "neutral")
STATES = ("suspended", "reserved")
GROUNDS = ("panel", "surface", "hover", "selected")


def luminance(color: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    rgb = QColor(color)
    red, green, blue = (linear(c) for c in (rgb.redF(), rgb.greenF(), rgb.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=THEMES.values(), ids=lambda t: t.name)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    value = request.param
    assert isinstance(value, Tokens)
    return value


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS + STATES)
def test_text_reaches_aa_on_every_ground(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("role", ["ok", "warn", "bad", "info", "neutral"])
def test_status_text_reaches_aa_on_its_own_tint(tokens: Tokens, role: str) -> None:
    assert contrast(getattr(tokens, role), getattr(tokens, f"{role}_tint")) >= 4.5
    assert contrast(tokens.ink2, getattr(tokens, f"{role}_tint")) >= 4.5


def test_suspended_and_reserved_can_be_read_on_their_mixed_tints(tokens: Tokens) -> None:
    for status in ("SuspendedEV", "Reserved"):
        ground = shapes.state_tint(status, tokens).name()
        assert contrast(shapes.state_color(status, tokens).name(), ground) >= 4.5


def test_primary_buttons_and_solid_fills_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for role in ("ok", "warn", "bad", "info", "neutral", "suspended", "reserved"):
        assert contrast(tokens.on_state, getattr(tokens, role)) >= 4.5


def test_borders_of_controls_can_be_seen(tokens: Tokens) -> None:
    for ground in ("panel", "surface"):
        assert contrast(tokens.control, getattr(tokens, ground)) >= 3
    for curve in ("l1", "l2", "l3", "n", "voltage", "power", "energy", "temperature", "soc"):
        assert contrast(getattr(tokens, curve), tokens.surface) >= 3


def silhouette(paint: object, side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, side, side))  # type: ignore[operator]
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> float:
    """Mean difference of the pixels, 0 to 1."""
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (255 * one.sizeInBytes())


@pytest.mark.parametrize("side", [12, 22])
def test_every_pair_of_states_differs_by_shape_alone(side: int) -> None:
    tokens, black = THEMES["light"], QColor("black")
    drawn = {
        status: silhouette(lambda p, r, s=status: shapes.paint_state(p, r, s, tokens, black), side)
        for status in [*LEGAL_STEPS, "unheard of"]
    }
    for (one, a), (other, b) in combinations(drawn.items(), 2):
        assert difference(a, b) > 0.035, (one, other)


@pytest.mark.parametrize("side", [13, 17])
def test_every_pair_of_severities_differs_by_shape_alone(side: int) -> None:
    tokens, black = THEMES["light"], QColor("black")
    drawn = {
        severity: silhouette(
            lambda p, r, s=severity: shapes.paint_severity(p, r, s, tokens, color=black), side
        )
        for severity in [*Severity, "ok"]
    }
    for (one, a), (other, b) in combinations(drawn.items(), 2):
        assert difference(a, b) > 0.05, (one, other)


def test_life_cycle_marks_differ_by_shape_alone() -> None:
    black = QColor("black")
    drawn = {
        mark: silhouette(lambda p, r, m=mark: shapes.paint_mark(p, r, m, black), 14)
        for mark in ("tick", "cross", "waiting", "dash")
    }
    for (one, a), (other, b) in combinations(drawn.items(), 2):
        assert difference(a, b) > 0.05, (one, other)


def test_a_fault_that_is_over_keeps_its_shape_in_grey() -> None:
    tokens = THEMES["light"]
    assert shapes.severity_color(Severity.FAULT, tokens, muted=True) == QColor(tokens.neutral)


@pytest.mark.parametrize("role", fonts.ROLES)
def test_every_role_is_drawn_in_the_bundled_family(qapp: QApplication, role: str) -> None:
    spec = fonts.ROLES[role]
    made = QFontInfo(fonts.font(role))
    assert (made.family(), made.pixelSize(), made.weight()) == (spec.family, spec.px, spec.weight)


def test_digits_are_tabular(qapp: QApplication) -> None:
    metrics = QFontMetrics(fonts.font("data"))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_no_text_is_smaller_than_the_floor() -> None:
    assert min(role.px for role in fonts.ROLES.values()) == 11


def test_sunlight_makes_text_and_icons_sturdier(theme: Theme) -> None:
    theme.set("sunlight")
    assert fonts.font("body").weight() == 500
    theme.set("light")
    assert fonts.font("body").weight() == 400


def test_the_theme_tells_its_views_and_paints_the_palette(theme: Theme, qapp: QApplication) -> None:
    told: list[str] = []
    theme.changed.connect(lambda: told.append(theme.tokens.name))
    theme.set("dark")
    theme.set("system")
    theme.set("light")
    assert told[0] == "dark"
    assert told[-1] == "light"
    assert qapp.palette().window().color() == QColor(theme.tokens.panel)
    with pytest.raises(KeyError):
        theme.set("midnight")


def test_the_style_sheet_names_only_colours_of_the_tokens(tokens: Tokens) -> None:
    sheet = style.sheet(tokens)
    known = {value for value in vars_of(tokens) if value.startswith("#")}
    used = {word.strip(" ;}") for word in sheet.replace("\n", " ").split(" ") if "#" in word}
    assert used <= known
    assert "*{" not in sheet.replace(" ", "")


def vars_of(tokens: Tokens) -> list[str]:
    return [str(getattr(tokens, name)) for name in tokens.__dataclass_fields__]


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = icons.pixmap(name, "#FF0000", 24, 1.0).toImage()
    reds = [
        image.pixelColor(x, y)
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert reds
    assert all(c.red() > 200 and c.green() < 60 for c in reds)
