"""The window without a screen. Nothing may be left behind: widgets are deleted after each test."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.ui import scenes
from app.ui.language import Language
from app.ui.staged import StagedVisit
from app.ui.theme import style
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from app.ui.window import Window

_HARMLESS = ("This plugin does not support",)
"""What the offscreen platform says about itself."""


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    application = QApplication.instance() or QApplication(["tests", *style.ARGUMENTS])
    assert isinstance(application, QApplication)
    return application


@pytest.fixture(autouse=True)
def no_qt_warnings(qapp: QApplication) -> Iterator[None]:
    """A warning of Qt is a mistake of ours."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(_HARMLESS):
            said.append(message)

    before = qInstallMessageHandler(hear)
    yield
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Window | QDialog):  # others belong to pyqtgraph
            leave(widget)
    settle()
    qInstallMessageHandler(before)
    assert said == []


def leave(window: QWidget) -> None:
    """Close a window for good."""
    if isinstance(window, Window):
        window.may_close = True
        window.unhook()
    window.close()
    window.deleteLater()


def settle() -> None:
    """Let Qt do what is due: layouts, deletions, queued slots."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def wearing(qapp: QApplication) -> Theme:
    made = Theme()
    made.set("light")
    return made


@pytest.fixture(autouse=True)
def theme(wearing: Theme) -> Theme:
    """Light at the start of every test, whatever the one before left on."""
    if wearing.choice != "light":
        wearing.set("light")
    return wearing


@pytest.fixture
def tick(qapp: QApplication) -> Iterator[Tick]:
    made = Tick()
    yield made
    made.deleteLater()


@pytest.fixture(scope="session")
def speaking(qapp: QApplication) -> Language:
    return Language()


@pytest.fixture(autouse=True)
def language(speaking: Language) -> Language:
    speaking.set("en")
    return speaking


Opened = Callable[..., tuple[Window, StagedVisit]]


@pytest.fixture
def opened(theme: Theme, tick: Tick, language: Language) -> Iterator[Opened]:
    """Opens a window on a page over a scene, at 1366x689, with everything drawn."""
    windows: list[Window] = []

    def open_window(
        page: str, scene: scenes.Scene, simulate: Callable[[], None] | None = None
    ) -> tuple[Window, StagedVisit]:
        theme.set("light")
        visit = scenes.begin()
        window = Window(visit, theme, tick, language, lambda: scenes.ADAPTERS, simulate)
        windows.append(window)
        window.show_page(page)
        window.resize(1366, 689)
        window.show()
        scene(visit)
        draw(window, tick)
        return window, visit

    yield open_window
    for window in windows:
        leave(window)
    settle()


def draw(window: QWidget, tick: Tick) -> None:
    """Bring the window up to date, as the next frames would."""
    settle()
    tick.flush()
    settle()
    tick.flush()
    settle()
