"""The README's tables of events and commands say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from app.cli.requests import COMMAND_NAMES
from app.domain.events import EVENT_NAMES

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.split(f"### {title}")[1].split("\n#")[0]


def test_every_event_is_in_the_table() -> None:
    named = set(re.findall(r"`(\w+)`", section("Events")))
    assert set(EVENT_NAMES.values()) | {"frame"} <= named


def test_every_command_is_in_the_table() -> None:
    named = set(re.findall(r"^\| `(\w+)`", section("Commands"), re.MULTILINE))
    assert named == {*COMMAND_NAMES, "quit"}
