"""English sentences for the tokens that events carry; the window translates them, the terminal prints them.

Every phrase is a template with ``{name}`` places for the facts of the event. Facts can come from a
charger, so they are only ever filled in, never read as templates or markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Phrase(NamedTuple):
    """text: what was seen. advice: what to do about it, empty when there is nothing to do."""

    text: str
    advice: str = ""


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def fill(template: str, facts: Mapping[str, str]) -> str:
    """The template with its places filled; an unknown place becomes a question mark."""
    return template.format_map(_Facts(facts))
