"""Nothing is cut off at 1366x689, in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from app.ui import screenshots
from app.ui.language import Language
from app.ui.parts import painting
from app.ui.parts.text import Text
from app.ui.screenshots import PICTURES, Picture
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from tests.ui.conftest import draw, leave


@pytest.fixture
def overflows() -> Iterator[list[painting.Overflow]]:
    painting.overflows = []
    yield painting.overflows
    painting.overflows = None


def squeezed(window: QWidget) -> list[str]:
    """Visible labels and buttons that got less room than they need."""
    tight: list[str] = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        if isinstance(widget, Text) and widget.elidable:
            continue
        if not widget.text():
            continue
        needed = widget.sizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height():
                tight.append(f"{widget.text()!r}: too low")
        elif needed.width() > widget.width():
            tight.append(f"{widget.text()!r}: {needed.width()} in {widget.width()}")
    return tight


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: f"{p.page}-{p.state}")
def test_nothing_is_cut_off(
    picture: Picture,
    code: str,
    theme: Theme,
    tick: Tick,
    language: Language,
    overflows: list[painting.Overflow],
) -> None:
    language.set(code)
    theme.set("sunlight")  # its text is the widest: weight 500 instead of 400
    window = screenshots.stage(picture, theme, tick, language)
    window.resize(QSize(1366, 689))
    draw(window, tick)
    overflows.clear()
    window.grab()
    assert window.size() == QSize(1366, 689)
    assert overflows == []
    assert squeezed(window) == []
    theme.set("light")


def test_the_smallest_window_still_shows_its_pages(
    theme: Theme, tick: Tick, language: Language
) -> None:
    language.set("sv")
    for picture in PICTURES:
        window = screenshots.stage(picture, theme, tick, language)
        window.resize(1280, 640)
        draw(window, tick)
        assert window.width() == 1280, (picture.page, window.minimumSizeHint())
        assert window.height() == 640
        leave(window)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda p: f"{p.page}-{p.state}")
def test_what_can_be_pressed_can_be_hit_and_is_named(
    picture: Picture, theme: Theme, tick: Tick, language: Language
) -> None:
    window = screenshots.stage(picture, theme, tick, language)
    window.resize(1366, 689)
    draw(window, tick)
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 34, button.text()
            assert button.text() or button.accessibleName()
