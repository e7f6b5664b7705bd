"""Pictures of the real window over prepared visits, one file a page and state.

Used by ``kontaktor screenshots``, for looking at the window as a designer does, and by the layout
tests, which paint the same states. Files are named ``<page>-<state>-<language>-<theme>-<size>.png``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QAbstractItemView

from app.ui import scenes
from app.ui.language import LANGUAGES, Language
from app.ui.messages.page import MessagesPage
from app.ui.scenes import Scene
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from app.ui.window import Window

SIZES = (QSize(1366, 689), QSize(1920, 1000))
THEMES = ("light", "dark", "sunlight")


@dataclass(frozen=True)
class Picture:
    """A page in a state."""

    page: str
    state: str
    scene: Scene


PICTURES = (
    Picture("connect", "waiting", scenes.waiting),
    Picture("connect", "refused", scenes.refused),
    Picture("connect", "connected", scenes.connected),
    Picture("live", "empty", scenes.waiting),
    Picture("live", "connected", scenes.connected),
    Picture("live", "charging", scenes.working),
    Picture("live", "fault", scenes.working),
    Picture("live", "limited", scenes.limited),
    Picture("live", "lost", scenes.lost),
    Picture("faults", "empty", scenes.waiting),
    Picture("faults", "none", scenes.connected),
    Picture("faults", "fault", scenes.working),
    Picture("faults", "lost", scenes.lost),
    Picture("messages", "empty", scenes.waiting),
    Picture("messages", "deviation", scenes.working),
)


def stage(picture: Picture, theme: Theme, tick: Tick, language: Language) -> Window:
    """The window over a picture's visit, with its page shown."""
    visit = scenes.begin()
    window = Window(visit, theme, tick, language, lambda: scenes.ADAPTERS, lambda: None)
    window.show_page(picture.page)
    picture.scene(visit)
    window.show()
    tick.flush()
    if picture.state == "charging":
        window.shown.show_connector((None, 1))
    if picture.state == "deviation":
        _choose_deviation(window)
    return window


def _choose_deviation(window: Window) -> None:
    """Choose the message with the most findings, as a technician would."""
    page = window.built("messages")
    if isinstance(page, MessagesPage):
        rows = page.model.rows
        worst = max(range(len(rows)), key=lambda n: len(rows[n].findings))
        page.view.selectRow(worst)
        page.view.scrollTo(
            page.model.index(worst, 0), QAbstractItemView.ScrollHint.PositionAtCenter
        )


async def take(
    directory: Path,
    theme: Theme,
    tick: Tick,
    language: Language,
    *,
    pages: Iterable[str] = (),
    languages: Iterable[str] = tuple(LANGUAGES),
    themes: Iterable[str] = THEMES,
    sizes: Iterable[QSize] = SIZES,
) -> list[Path]:
    """Take the pictures of the named pages (all if empty) into ``directory``; returns the files."""
    await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
    wanted = set(pages)
    taken: list[Path] = []
    for picture in PICTURES:
        if wanted and picture.page not in wanted:
            continue
        window = stage(picture, theme, tick, language)
        for code in languages:
            language.set(code)
            for name in themes:
                theme.set(name)
                for size in sizes:
                    window.resize(size)
                    await asyncio.sleep(0.02)
                    tick.flush()
                    await asyncio.sleep(0.02)
                    file = directory / (
                        f"{picture.page}-{picture.state}-{code}-{name}"
                        f"-{size.width()}x{size.height()}.png"
                    )
                    window.grab().save(str(file))
                    taken.append(file)
        window.may_close = True
        window.close()
        window.unhook()
        window.deleteLater()
    return taken
