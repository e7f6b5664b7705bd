"""Dial-ins in words: what a passed step showed, which step failed and why, what to do."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

from app.domain.events import Stage
from app.ui import words
from app.ui.visit_view import AttemptView
from app.words import Phrase
from app.words.dialin import REFUSALS

translate = QCoreApplication.translate

STAGES = tuple(Stage)


def passed(stage: Stage, fact: str) -> str:
    """What was seen at a passed step, in a word or two."""
    if stage is Stage.PASSWORD:
        return {
            "none": translate("Attempts", "none needed"),
            "accepted_any": translate("Attempts", "any accepted"),
            "text": translate("Attempts", "right"),
            "hex": translate("Attempts", "right, as hex"),
            "decoded_hex": translate("Attempts", "right, hex decoded"),
        }.get(fact, fact)
    if fact and stage is not Stage.TCP:
        return fact
    return {
        Stage.TCP: translate("Attempts", "reached"),
        Stage.TLS: translate("Attempts", "agreed"),
        Stage.PATH: translate("Attempts", "no path"),
        Stage.PROTOCOL: translate("Attempts", "none named"),
        Stage.BOOT: translate("Attempts", "accepted"),
    }[stage]


def failed(reason: str) -> str:
    """Why a step failed, in a word or two; the sentence stands in the advice."""
    match reason:
        case "port_probe":
            return translate("Attempts", "knocked only")
        case "cut_off":
            return translate("Attempts", "cut off")
        case "silent":
            return translate("Attempts", "silent")
        case "too_many":
            return translate("Attempts", "too many at once")
        case "incomplete_request":
            return translate("Attempts", "incomplete")
        case "tls_on_plain_port":
            return translate("Attempts", "wss on a ws port")
        case "not_http":
            return translate("Attempts", "not HTTP")
        case "too_long":
            return translate("Attempts", "too long")
        case "password_missing":
            return translate("Attempts", "missing")
        case "password_wrong":
            return translate("Attempts", "wrong")
        case "password_unreadable":
            return translate("Attempts", "unreadable")
        case "vault_silent":
            return translate("Attempts", "not readable here")
        case "soap":
            return translate("Attempts", "SOAP")
        case "unknown_protocol":
            return translate("Attempts", "unknown")
        case "plain_http" | "http_post":
            return translate("Attempts", "not a WebSocket")
        case "bad_key" | "no_key":
            return translate("Attempts", "bad handshake")
        case _:
            return translate("Attempts", "refused")


def advice(attempt: AttemptView) -> tuple[str, str]:
    """What was seen and what to do about it, empty for nothing."""
    phrase = REFUSALS.get(attempt.reason, Phrase(""))
    facts = {stage.value: fact for stage, fact in attempt.steps.items()}
    facts["peer"] = attempt.peer
    text = words.sentence(phrase.text, facts) or failed(attempt.reason)
    return text, words.sentence(phrase.advice, facts)


def firewall_command(port: int, platform: str = sys.platform) -> str:
    """The exact line that lets chargers through the laptop's own firewall."""
    if platform == "win32":
        return (
            f'netsh advfirewall firewall add rule name="Kontaktor {port}" dir=in action=allow '
            f"protocol=TCP localport={port}"
        )
    return f"sudo ufw allow {port}/tcp"
