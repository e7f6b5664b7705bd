"""The language switches live, in every widget, model and menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from app.domain.connector import LEGAL_STEPS
from app.ui import scenes, screenshots
from app.ui.language import Language, system_language
from app.ui.scenes import Scene
from app.ui.screenshots import Picture
from app.ui.theme.theme import Theme
from app.ui.tick import Tick
from app.ui.window import PAGES
from tests.translation_tool import load
from tests.ui.conftest import draw

translations = load()

SAME = {
    "Live",
    "TCP",
    "TLS",
    "Boot",
    "SOAP",
    "Port",
    "Information",
    "SN",
    "FW",
    "OCPP",
    "Start",
    "Wi-Fi",
}
"""Words that are the same in both languages."""


SCENES = (scenes.waiting, scenes.refused, scenes.working, scenes.lost)


def english_only() -> set[str]:
    """Texts that would betray a widget that still speaks English."""
    known = translations.read(translations.ts_file("sv"))
    return {
        source
        for (_context, source), translation in known.items()
        if len(source) > 3 and translation.forms[0] != source and "{" not in source
        and "%" not in source and source not in SAME and source not in LEGAL_STEPS
    }  # fmt: skip


def texts_of(root: QWidget) -> list[str]:
    """Everything that can be seen or heard below a widget, its models and menus included."""
    said: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        said += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        if isinstance(widget, QLineEdit):
            said.append(widget.placeholderText())
        if isinstance(widget, QMenu):
            said += [action.text() for action in widget.actions()]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            said += model_texts(widget.model())
    return [text for text in said if text]


def model_texts(model: QAbstractItemModel) -> list[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    said = [
        str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in range(columns)
    ]
    for row in range(min(model.rowCount(QModelIndex()), 50)):
        for column in range(columns):
            said.append(str(model.index(row, column).data() or ""))
    return said


@pytest.mark.parametrize("scene", SCENES, ids=lambda s: s.__name__)
def test_no_widget_keeps_the_old_language(
    scene: Scene, theme: Theme, tick: Tick, language: Language
) -> None:
    window = screenshots.stage(Picture("connect", "", scene), theme, tick, language)
    for page in PAGES:
        window.built(page)
    draw(window, tick)
    before = set(texts_of(window))
    language.set("sv")
    draw(window, tick)
    after = texts_of(window)
    english = english_only()
    assert [text for text in after if text in english] == []
    language.set("en")
    draw(window, tick)
    assert set(texts_of(window)) == before


def test_the_language_is_told_after_the_widgets(language: Language) -> None:
    told: list[str] = []
    language.changed.connect(lambda: told.append(language.code))
    language.set("sv")
    assert told == ["sv"]
    with pytest.raises(KeyError):
        language.set("tlh")


def test_the_system_has_one_of_the_languages() -> None:
    assert system_language() in ("sv", "en")
