"""All findings, whichever part of the program makes them."""

from __future__ import annotations

from app.words import Phrase
from app.words.dialin import REPAIRS
from app.words.frames import FRAME_FINDINGS
from app.words.readings import READING_FINDINGS
from app.words.uploads import UPLOADS

FINDINGS: dict[str, Phrase] = {**REPAIRS, **UPLOADS, **FRAME_FINDINGS, **READING_FINDINGS}
"""``FindingMade.rule`` -> what was seen and what to do about it."""
