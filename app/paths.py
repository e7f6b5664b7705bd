"""Where things are: shipped resources and translations, and the user's own folders.

In a source checkout ``resources`` and ``translations`` stand beside ``app``; in an installed wheel
they are inside it, under ``_data``.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_APP = "Kontaktor"


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources() -> Path:
    """Folder of icons, fonts and tables that come with the program."""
    return _shipped("resources")


def translations() -> Path:
    """Folder of the .ts and .qm files."""
    return _shipped("translations")


def settings_file() -> Path:
    """The user's settings."""
    return platformdirs.user_config_path(_APP, appauthor=False) / "settings.json"


def visits() -> Path:
    """Where new visit files go unless told otherwise."""
    return platformdirs.user_documents_path() / _APP


def logs() -> Path:
    """Where the program's own log and crash reports go."""
    return platformdirs.user_log_path(_APP, appauthor=False)
