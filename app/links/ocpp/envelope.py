"""The messages of OCPP-J as values: calls, results, errors, and what could not be read.

Source: OCPP-J 1.6, chapter 4 (the same in 2.0.1 and 2.1, which add types that 1.6 does not know).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from app.links.ocpp.notes import Note

CALL, CALL_RESULT, CALL_ERROR = 2, 3, 4

LONGEST_ID = 36
"""Characters of a message id that the standard allows; longer ones are echoed all the same."""

NO_ID = "-1"
"""Stands for an id that is missing; the word that OCPP 2.1 has for it, also seen from 1.6 stacks."""

Uid = str | int | float
"""Message id, with the JSON type that the charger used; other types have become text."""


class Call(NamedTuple):
    """A request. To be answered under exactly this ``uid``."""

    uid: Uid
    action: str
    payload: dict[str, Any]


class CallResult(NamedTuple):
    """The answer to a call of ours."""

    uid: Uid
    payload: dict[str, Any]


class CallError(NamedTuple):
    """The refusal of a call of ours. ``code`` can be any text, empty when there was none."""

    uid: Uid
    code: str
    description: str
    details: Any


class Damaged(NamedTuple):
    """A message that could not be read; uid, kind (2, 3, 4) and action as far as they could be.

    reason: token in ``app.words.frames.DAMAGES``.
    """

    uid: Uid | None
    kind: int | None
    action: str | None
    reason: str


Message = Call | CallResult | CallError | Damaged


class Decoded(NamedTuple):
    """What one frame held: at least one message, and what was odd about the frame."""

    messages: tuple[Message, ...]
    notes: tuple[Note, ...]
