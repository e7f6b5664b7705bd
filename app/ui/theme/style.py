"""Fusion, a palette and one small style sheet, all generated from the tokens.

The sheet covers what a palette cannot: buttons, fields, headers, scroll bars, menus and tool tips.
It is set once on the application; a sheet per widget would be parsed each time and break
inheritance. Buttons choose their look with the dynamic property ``look``: ``primary``, ``split``
and ``chevron`` (the two halves of a split button), ``quiet`` (no border), ``chip`` (filters).
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QPushButton, QToolTip, QWidget

from app.ui.theme import fonts
from app.ui.theme.tokens import Tokens

ARGUMENTS = ("-style", "fusion")
"""For QApplication. Looking at its style later makes PySide6 build all of QStyle: 4 ms of the start."""


def apply(application: QApplication, tokens: Tokens) -> None:
    """Give the whole application, made with ``ARGUMENTS``, the look of the tokens."""
    application.setPalette(palette(tokens))
    application.setFont(fonts.font("body"))
    QToolTip.setFont(fonts.font("label"))
    application.setStyleSheet(sheet(tokens))


def palette(tokens: Tokens) -> QPalette:
    """All roles of QPalette, the disabled group included."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, value in (
        (roles.Window, tokens.panel),
        (roles.WindowText, tokens.ink),
        (roles.Base, tokens.surface),
        (roles.AlternateBase, tokens.panel),
        (roles.Text, tokens.ink),
        (roles.PlaceholderText, tokens.ink3),
        (roles.Button, tokens.surface),
        (roles.ButtonText, tokens.ink),
        (roles.BrightText, tokens.on_accent),
        (roles.Highlight, tokens.accent),
        (roles.HighlightedText, tokens.on_accent),
        (roles.Accent, tokens.accent),
        (roles.Link, tokens.accent),
        (roles.LinkVisited, tokens.accent),
        (roles.ToolTipBase, tokens.surface),
        (roles.ToolTipText, tokens.ink),
        (roles.Light, tokens.surface),
        (roles.Midlight, tokens.hover),
        (roles.Mid, tokens.line2),
        (roles.Dark, tokens.line2),
        (roles.Shadow, tokens.line2),
    ):
        made.setColor(role, QColor(value))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    made.setColor(QPalette.ColorGroup.Disabled, roles.Button, QColor(tokens.panel))
    made.setColor(QPalette.ColorGroup.Disabled, roles.Base, QColor(tokens.panel))
    return made


def sheet(tokens: Tokens) -> str:
    """The style sheet of the application."""
    return _SHEET.format_map({name: getattr(tokens, name) for name in tokens.__dataclass_fields__})


def set_look(button: QPushButton, look: str) -> None:
    """Choose a button's look; takes effect at once."""
    button.setProperty("look", look)
    button.style().unpolish(button)
    button.style().polish(button)


class FocusRing(QFocusFrame):
    """Two accent pixels around the widget that the keyboard has reached, outside its layout.

    One per window. It shows only for focus that came by keyboard, and never on what draws its own
    focus (property ``ownFocus``).
    """

    def __init__(self, window: QWidget, tokens: Tokens) -> None:
        super().__init__(window)
        self._window = window
        self.tokens = tokens
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        wanted = (
            new is not None
            and new.window() is self._window
            and self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            and not new.property("ownFocus")
        )
        self.setWidget(new if wanted else None)  # type: ignore[arg-type]  # None is allowed
        self.setVisible(bool(wanted))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)


_SHEET = """
QPushButton {{
    background: {surface}; color: {ink}; border: 1px solid {control}; border-radius: 4px;
    padding: 0 12px; min-height: 34px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed, QPushButton:open {{ background: {selected}; }}
QPushButton:disabled {{ background: {panel}; color: {ink3}; border-color: {line}; }}
QPushButton[look="primary"] {{
    background: {accent}; color: {on_accent}; border-color: {accent}; min-height: 38px;
}}
QPushButton[look="primary"]:hover {{ border-color: {ink}; }}
QPushButton[look="primary"]:disabled {{
    background: {panel}; color: {ink3}; border-color: {line};
}}
QPushButton[look="action"] {{ text-align: left; }}
QPushButton[look="primary_action"] {{
    text-align: left; background: {accent}; color: {on_accent}; border-color: {accent};
    min-height: 38px;
}}
QPushButton[look="primary_action"]:hover {{ border-color: {ink}; }}
QPushButton[look="primary_action"]:disabled {{
    background: {panel}; color: {ink3}; border-color: {line};
}}
QPushButton[look="split"] {{
    text-align: left; border-top-right-radius: 0; border-bottom-right-radius: 0;
    border-right-width: 0;
}}
QPushButton[look="chevron"] {{
    border-top-left-radius: 0; border-bottom-left-radius: 0; padding: 0;
    min-width: 30px; max-width: 30px;
}}
QPushButton[look="quiet"] {{ border: 1px solid transparent; background: transparent; }}
QPushButton[look="quiet"]:hover {{ background: {hover}; }}
QPushButton[look="quiet"]:pressed, QPushButton[look="quiet"]:open {{ background: {selected}; }}
QPushButton[look="quiet"]:disabled {{ color: {ink3}; background: transparent; }}
QPushButton[look="quiet_icon"] {{
    border: 1px solid transparent; background: transparent; padding: 0;
}}
QPushButton[look="quiet_icon"]:hover {{ background: {hover}; }}
QPushButton[look="quiet_icon"]:pressed, QPushButton[look="quiet_icon"]:open {{
    background: {selected};
}}
QPushButton[look="chip"]:checked {{
    background: {selected}; color: {ink}; border-color: {accent};
}}
QPushButton[look="tab"] {{
    border: none; border-bottom: 2px solid transparent; border-radius: 0; background: transparent;
    padding: 0; min-height: 34px; color: {ink2};
}}
QPushButton[look="tab"]:hover {{ color: {ink}; }}
QPushButton[look="tab"]:checked {{ color: {ink}; border-bottom-color: {accent}; }}
QPushButton::menu-indicator {{ width: 0; height: 0; image: none; }}
QLineEdit, QPlainTextEdit[look="field"] {{
    background: {surface}; color: {ink}; border: 1px solid {control}; border-radius: 4px;
    padding: 0 8px; min-height: 34px; selection-background-color: {accent};
    selection-color: {on_accent};
}}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 7px; min-height: 32px; }}
QLineEdit:disabled {{ background: {panel}; color: {ink3}; border-color: {line}; }}
QHeaderView {{ background: {panel}; border: none; }}
QHeaderView::section {{
    background: {panel}; color: {ink2}; border: none; border-bottom: 1px solid {line2};
    padding: 0 0 0 0;
}}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {line2}; border: 3px solid {surface}; border-radius: 6px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{
    background: {surface}; color: {ink}; border: 1px solid {line2}; padding: 4px 6px;
}}
QMenu {{ background: {surface}; color: {ink}; border: 1px solid {line2}; padding: 4px 0; }}
QMenu::item {{ padding: 8px 24px 8px 12px; min-height: 20px; }}
QMenu::icon {{ padding-left: 12px; }}
QMenu::indicator {{ width: 18px; height: 18px; left: 10px; }}
QMenu::item:selected {{ background: {selected}; color: {ink}; }}
QMenu::item:disabled {{ color: {ink3}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 0; }}
"""
