"""Every token that this room can emit has a sentence."""

from __future__ import annotations

from app.uploads.reasons import Reason, Rule
from app.words import fill
from app.words.uploads import UPLOADS

COURSE = {
    "charger_said_uploaded", "silence", "charger_failed", "no_protocol_left", "not_connected",
    "size_cap", "cut_short", "nothing_arrived", "no_port",
}  # fmt: skip


def test_every_token_has_a_sentence_and_no_sentence_is_left_over():
    tokens = {reason.value for reason in Reason if reason} | {rule.value for rule in Rule} | COURSE
    assert set(UPLOADS) == tokens
    for phrase in UPLOADS.values():
        assert phrase.text.endswith((".", "{sample}"))
        assert fill(phrase.text, {})
