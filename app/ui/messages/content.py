"""What a pair says, in one line: the few members that matter, and the answer to our own calls.

Charger input is hostile: everything here is total, bounded, and plain text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.frame import Frame
from app.ui import words
from app.ui.messages.log import Pair

translate = QCoreApplication.translate

LONGEST = 160
"""Characters of a row's content; more is never visible."""

LARGEST = 2_000_000
"""Bytes that are parsed; a larger frame is shown as text."""


def parsed(frame: Frame | None) -> list[Any] | None:
    """The OCPP array of a frame, None when it cannot be read as one."""
    if frame is None or len(frame.payload) > LARGEST:
        return None
    try:
        message = json.loads(frame.payload)
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, list) else None


def payload(frame: Frame | None) -> Any:
    """The payload of a call or an answer; for an error code, description and details."""
    message = parsed(frame)
    if not message:
        return None
    if message[0] == 2 and len(message) > 3:
        return message[3]
    if message[0] == 3 and len(message) > 2:
        return message[2]
    return message[2:] if message[0] == 4 else None


def content(pair: Pair) -> str:
    """One line for the table."""
    call = payload(pair.request)
    answer = payload(pair.answer)
    asked = _said(pair.action, call) if isinstance(call, dict) else ""
    if not asked and pair.request is not None and call is None:
        asked = _line(pair.request.text[:LONGEST])
    if pair.from_charger and not pair.unanswered:
        result = "" if pair.action != "Authorize" else _status(answer)
    else:
        result = _result(pair, answer)
    if pair.request is None and pair.answer is not None and not asked:
        asked = _line(pair.answer.text[:LONGEST])
    joined = f" {words.ARROW} ".join(part for part in (asked, result) if part)
    return joined[:LONGEST]


def connector(pair: Pair) -> str:
    """The connector that a pair is about, empty for none."""
    call = payload(pair.request)
    if not isinstance(call, dict):
        return ""
    number = call.get("connectorId")
    if isinstance(number, int | str) and not isinstance(number, bool):
        return str(number)[:6]
    return ""


def _result(pair: Pair, answer: Any) -> str:
    match pair.exchange.outcome:
        case "timeout":
            return translate("MessageTable", "no answer")
        case "lost":
            return translate("MessageTable", "connection lost before the answer")
        case "orphan":
            return translate("MessageTable", "answer to nothing")
        case "unreadable":
            return translate("MessageTable", "cannot be read")
        case "error":
            return _line(str(answer[0])) if isinstance(answer, list) and answer else "CALLERROR"
        case _:
            return _status(answer)


def _status(answer: Any) -> str:
    if not isinstance(answer, dict):
        return ""
    keys = answer.get("configurationKey")
    if isinstance(keys, list):
        unknown = answer.get("unknownKey")
        said = translate("MessageTable", "%Ln key(s)", "", len(keys))
        if isinstance(unknown, list) and unknown:
            said += ", " + translate("MessageTable", "%Ln unknown", "", len(unknown))
        return said
    for name in ("status", "fileName", "idTagInfo"):
        found = answer.get(name)
        if isinstance(found, Mapping):
            found = found.get("status")
        if isinstance(found, str | int):
            return _line(str(found))
    return ""


def _said(action: str, call: Mapping[str, Any]) -> str:
    match action:
        case "MeterValues":
            return _meter_values(call)
        case "StatusNotification":
            return _chosen(call, "status", "errorCode", "vendorErrorCode", without="NoError")
        case "StartTransaction":
            return _chosen(call, "idTag", "meterStart", units={"meterStart": "Wh"})
        case "StopTransaction":
            return _chosen(call, "transactionId", "reason", "meterStop", units={"meterStop": "Wh"})
        case "BootNotification":
            return _chosen(call, "chargePointVendor", "chargePointModel", "firmwareVersion")
        case "TriggerMessage":
            return _chosen(call, "requestedMessage")
        case "DataTransfer":
            return _chosen(call, "vendorId", "messageId")
        case _:
            return ", ".join(_scalars(call))


def _chosen(
    call: Mapping[str, Any], *names: str, without: str = "", units: Mapping[str, str] | None = None
) -> str:
    parts = []
    for name in names:
        value = call.get(name)
        if isinstance(value, str | int | float) and str(value) and str(value) != without:
            unit = (units or {}).get(name)
            parts.append(_line(str(value)) + (f"{words.NBSP}{unit}" if unit else ""))
    return ", ".join(parts)


def _scalars(call: Mapping[str, Any]) -> Iterator[str]:
    for number, (name, value) in enumerate(call.items()):
        if number >= 4:
            return
        if name != "connectorId" and isinstance(value, str | int | float):
            yield _line(str(value))


_SHOWN = (
    "Power.Active.Import",
    "Current.Import",
    "Voltage",
    "Energy.Active.Import.Register",
    "SoC",
)
_SMALL = {"Power.Active.Import": ("W", "kW"), "Energy.Active.Import.Register": ("Wh", "kWh")}


def _meter_values(call: Mapping[str, Any]) -> str:
    best: dict[str, str] = {}
    for sample in _samples(call):
        measurand = sample.get("measurand") or "Energy.Active.Import.Register"
        if measurand in _SHOWN and measurand not in best:
            said = _measured(str(measurand), sample)
            if said:
                best[str(measurand)] = said
    return ", ".join(best[name] for name in _SHOWN if name in best)


def _samples(call: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    left = 200
    values = call.get("meterValue")
    for value in values if isinstance(values, list) else ():
        sampled = value.get("sampledValue") if isinstance(value, dict) else None
        for sample in sampled if isinstance(sampled, list) else ():
            left -= 1
            if left < 0:
                return
            if isinstance(sample, dict):
                yield sample


def _measured(measurand: str, sample: Mapping[str, Any]) -> str:
    unit = str(
        sample.get("unit")
        or {"Voltage": "V", "Current.Import": "A", "SoC": "Percent"}.get(
            measurand, "Wh" if "Energy" in measurand else "W"
        )
    )
    try:
        value = float(str(sample.get("value"))[:40])
    except ValueError:
        return ""
    small, large = _SMALL.get(measurand, ("", ""))
    if small and unit == small:
        value, unit = value / 1000, large
    decimals = 0 if measurand == "SoC" else 2 if unit == "kWh" else 1
    return words.quantity(value, words.unit_word(unit)[:8], decimals)


def _line(text: str) -> str:
    """One line, without control characters."""
    return "".join(c if c.isprintable() else " " for c in text[:LONGEST])
