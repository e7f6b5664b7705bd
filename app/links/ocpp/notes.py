"""A note on a frame: what deviates in it, where, and with which facts. Becomes a finding.

Notes carry tokens and facts, no sentences; ``app.words.frames`` has the sentences. Facts never hold
text from a damaged place, because nobody can tell whether a password stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.events import Severity


class Note(NamedTuple):
    """rule: token in ``app.words.frames.FRAME_FINDINGS``. path: JSON pointer into the payload."""

    rule: str
    path: str = ""
    facts: Mapping[str, str] = {}
    severity: Severity = Severity.NOTICE
