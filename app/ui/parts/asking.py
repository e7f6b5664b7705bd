"""Dialogs that are awaited: ``open()`` and a future, never ``exec()``, so no event loop nests.

A question names the consequence in words; its default is to do nothing, and Esc does nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.language import Translated
from app.ui.parts.buttons import Button
from app.ui.parts.text import Text
from app.ui.theme.theme import Theme

WIDTH = 440


@dataclass(frozen=True)
class Question:
    """title: what is about to be done. consequence: what that means. yes: words on the button."""

    title: str
    consequence: str
    yes: str


class AskDialog(Translated, QDialog):
    """Asks a question and, where ``secret`` is set, for a password."""

    def __init__(
        self, theme: Theme, question: Question, parent: QWidget, *, secret: bool = False
    ) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(question.title)
        self.setFixedWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 20)
        layout.setSpacing(8)
        title = Text(theme, "page_title", wrap=True)
        title.say(question.title)
        consequence = Text(theme, "body", "ink2", wrap=True)
        consequence.say(question.consequence)
        layout.addWidget(title)
        layout.addWidget(consequence)
        self.field: QLineEdit | None = None
        if secret:
            self.field = QLineEdit(self)
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
            self.field.setAccessibleName(question.title)
            layout.addSpacing(8)
            layout.addWidget(self.field)
        layout.addSpacing(16)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.no = Button(theme, parent=self)
        self.no.setText(self.tr("Cancel"))
        self.no.clicked.connect(self.reject)
        self.yes = Button(theme, look="primary", parent=self)
        self.yes.setText(question.yes)
        self.yes.clicked.connect(self.accept)
        row.addWidget(self.no)
        row.addWidget(self.yes)
        layout.addLayout(row)
        if self.field is not None:
            self.field.returnPressed.connect(self.accept)
            self.field.setFocus()
        else:
            self.no.setDefault(True)
            self.no.setFocus()

    def retranslate(self) -> None:
        self.no.setText(self.tr("Cancel"))


async def ask(theme: Theme, question: Question, parent: QWidget) -> bool:
    """Whether the person said yes. Closing the window or Esc is no."""
    dialog = AskDialog(theme, question, parent)
    return await _finished(dialog)


async def ask_secret(theme: Theme, question: Question, parent: QWidget) -> str | None:
    """A password typed in, possibly empty; None when the person backed out."""
    dialog = AskDialog(theme, question, parent, secret=True)
    field = dialog.field
    said = await _finished(dialog)
    if not said or field is None:
        return None
    secret = field.text()
    field.clear()
    return secret


async def _finished(dialog: QDialog) -> bool:
    answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def done(code: int) -> None:
        if not answer.done():
            answer.set_result(code == QDialog.DialogCode.Accepted)

    dialog.finished.connect(done)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.open()
    try:
        return await answer
    finally:
        dialog.close()
        dialog.deleteLater()
