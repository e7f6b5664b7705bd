"""Faults and findings in whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui import words
from app.words import Phrase

if TYPE_CHECKING:
    from app.domain.events import FindingMade
    from app.domain.faults import Fault

_NOTHING = Phrase("")


def finding_text(event: FindingMade) -> str:
    """What was found; the rule's token for one that has no sentence."""
    from app.words.findings import FINDINGS

    return words.sentence(FINDINGS.get(event.rule, _NOTHING).text, event.facts) or event.rule


def finding_advice(event: FindingMade) -> str:
    """What to do about it, empty for nothing."""
    from app.words.findings import FINDINGS

    return words.sentence(FINDINGS.get(event.rule, _NOTHING).advice, event.facts)


def fault_meaning(fault: Fault) -> str:
    """What a fault means, in a sentence or two; empty for codes that are not OCPP 1.6's own."""
    from app.words.faults import FAULT_TEXTS

    return words.sentence(FAULT_TEXTS.get(fault.code, _NOTHING).text, {})


def fault_advice(fault: Fault) -> str:
    """The first thing to do about it."""
    from app.words.faults import FAULT_TEXTS

    return words.sentence(FAULT_TEXTS.get(fault.code, _NOTHING).advice, {})


def codes(fault: Fault) -> str:
    """``GroundFailure, CX009``."""
    return ", ".join(part for part in (fault.code, fault.vendor_code) if part)
