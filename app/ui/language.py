"""The language in force: translators, Qt's own texts and the locale of numbers, switched live.

Qt tells every widget with a LanguageChange event; a view that mixes in ``Translated`` says its
texts again then. English is the source; its translation file holds plural forms only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
)
from PySide6.QtWidgets import QWidget

from app import paths

LANGUAGES = {"sv": "Svenska", "en": "English"}
"""Code -> the language's name for itself."""

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}


def system_language() -> str:
    """``sv`` where the system speaks Swedish, else ``en``."""
    return "sv" if QLocale.system().language() == QLocale.Language.Swedish else "en"


class Language(QObject):
    """code: ``sv`` or ``en``. changed comes after every widget has been told."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = "en"
        self._installed: list[QTranslator] = []

    def set(self, code: str) -> None:
        """Speak this language from now on; KeyError for one that is not there."""
        QLocale.setDefault(QLocale(_LOCALES[code]))
        self.code = code
        old, self._installed = self._installed, []
        for folder, name in (
            (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{code}"),
            (str(paths.translations()), f"kontaktor_{code}"),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)
        for translator in old:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        self.changed.emit()


if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


class Translated(_Mixed):
    """Mixed into a widget: calls ``retranslate`` when the language changes."""

    def retranslate(self) -> None:
        """Say all texts again."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
