"""A fault of the world in one sentence, for whoever cannot show more than that."""

from __future__ import annotations

from app.domain.errors import WorldError
from app.words.dialin import LISTENING
from app.words.recording import RECORDING


def told(error: WorldError | OSError) -> str:
    """What was refused and what to do about it; the error's own text where there is no sentence."""
    phrase = None
    if isinstance(error, WorldError):
        phrase = RECORDING.get(error.reason) or LISTENING.get(error.reason)
    return str(error) if phrase is None else f"{phrase.text} {phrase.advice}".strip()
