"""The empty state: a dashed shape, one line on what will appear and one on what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.parts.mark import Mark
from app.ui.parts.text import Text
from app.ui.theme.theme import Theme


class EmptyState(QWidget):
    """Stands at the top left of an area that has nothing to show yet."""

    def __init__(self, theme: Theme, shape: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark(theme, 24)
        if shape == "ok":
            self._mark.show_severity("ok")
        else:
            self._mark.show_state("", "ink3")
        self._title = Text(theme, "row_title", wrap=True)
        self._advice = Text(theme, "body", "ink2", wrap=True)
        layout = QGridLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(4)
        layout.addWidget(self._mark, 0, 0)
        layout.addWidget(self._title, 0, 1)
        layout.addWidget(self._advice, 1, 1)
        layout.setColumnStretch(1, 1)
        layout.setRowStretch(2, 1)

    def say(self, title: str, advice: str) -> None:
        """What will appear here, and what to do."""
        self._title.say(title)
        self._advice.say(advice)
        self._advice.setVisible(bool(advice))
