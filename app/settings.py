"""The user's settings: one small JSON file, read at start and written whole when something changes.

A missing or damaged file means defaults; an unknown member is kept, so that an older program does not
throw away what a newer one wrote. No secret is ever in here.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Settings:
    """language: ``sv``, ``en`` or empty for the system's. theme: ``light``, ``dark``, ``sunlight`` or
    ``system``. adapter: name of the network adapter chosen last. geometry: window state, base64.
    """

    language: str = ""
    theme: str = "system"
    adapter: str = ""
    port: int = 9310
    geometry: str = ""


def load(path: Path) -> Settings:
    """Read the settings; anything that is not right is the default."""
    settings = Settings()
    for field in fields(Settings):
        value = _read(path).get(field.name)
        if type(value) is type(getattr(settings, field.name)):
            setattr(settings, field.name, value)
    return settings


def save(settings: Settings, path: Path) -> None:
    """Write the settings in one step, so that a crash leaves the old or the new file whole.

    Raises OSError when the folder cannot be written.
    """
    members = {**_read(path), **asdict(settings)}
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(members, indent=2, sort_keys=True), encoding="utf-8")
    os.replace(beside, path)


def _read(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        members = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(members, dict):
            return members
    return {}
