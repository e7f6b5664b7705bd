"""A page over a staged visit, and a record of every painted text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.ui.language import Language
from app.ui.live.page import LivePage
from app.ui.parts import painting
from app.ui.shown import Shown
from app.ui.staged import StagedVisit
from app.ui.theme.theme import Theme
from app.ui.tick import Tick


@pytest.fixture
def speak(language: Language) -> Callable[[str], None]:
    """Switches the language, as the window does."""

    def switch(code: str) -> None:
        language.set(code)
        QApplication.processEvents()

    return switch


class Stage:
    """A Live page over a staged visit, as large as in a maximised window on 1366 x 768."""

    def __init__(self, theme: Theme, visit: StagedVisit) -> None:
        self.visit = visit
        self.tick = Tick()
        self.shown = Shown(visit)
        self.page = LivePage(visit, self.shown, theme, self.tick)
        self.page.resize(1006, 605)
        self.page.show()
        self.settle()

    def settle(self) -> None:
        """Until nothing waits to be drawn: resizing asks for another frame."""
        for _ in range(5):
            QApplication.processEvents()
            self.tick.flush()

    def play(self, story: Callable[[StagedVisit], object]) -> None:
        story(self.visit)
        self.settle()

    def paint(self) -> None:
        self.settle()
        self.page.grab()

    def end(self) -> None:
        self.page.hide()
        self.page.deleteLater()
        self.tick.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@pytest.fixture
def staged(theme, speak) -> Iterator[Callable[[StagedVisit], Stage]]:
    made: list[Stage] = []
    theme.set("light")

    def make(visit: StagedVisit) -> Stage:
        made.append(Stage(theme, visit))
        return made[-1]

    yield make
    for stage in made:
        stage.end()


@pytest.fixture
def written(monkeypatch) -> list[str]:
    """Every text that painted widgets write, in order."""
    record: list[str] = []
    plain, wrapped = painting.text, painting.wrapped

    def text(painter, box, words, *rest, **more):
        record.append(words)
        return plain(painter, box, words, *rest, **more)

    def several(painter, box, words, *rest):
        record.append(words)
        wrapped(painter, box, words, *rest)

    monkeypatch.setattr(painting, "text", text)
    monkeypatch.setattr(painting, "wrapped", several)
    return record


@pytest.fixture
def overflows() -> Iterator[list[painting.Overflow]]:
    painting.overflows = []
    yield painting.overflows
    painting.overflows = None
