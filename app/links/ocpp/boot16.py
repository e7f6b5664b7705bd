"""What a boot message tells about a charger, in the shape of OCPP 1.6 or, where a charger mixes them
up, of 2.0.1 (catalogue Q03 and H04).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from app.domain.redaction import MASK, is_secret_key, mask_text
from app.links.ocpp.values import LONGEST_NAME, name, optional, text

MOST_EXTRA = 50
"""Further members of a boot message that are kept; real ones send fewer than ten."""

_V16 = ("chargePointVendor", "chargePointModel", "chargePointSerialNumber", "firmwareVersion")
_V2 = ("vendorName", "model", "serialNumber", "firmwareVersion")
_SIGNAL_STRENGTH = re.compile(r"-\d{1,3}")


class Boot(NamedTuple):
    """Empty strings for what was not said. extra: the other members as text, without empty ones and
    with secrets masked.

    reason: only the 2.0.1 shape has one. v2: it was of that shape. signal: what stood in ``iccid``
    although it is no SIM card's number, empty otherwise.
    """

    vendor: str
    model: str
    serial: str
    firmware: str
    extra: dict[str, str]
    reason: str | None
    v2: bool
    signal: str


def read_boot(payload: Mapping[str, Any]) -> Boot:
    """Read a BootNotification of any shape; serial numbers are kept whole (catalogue P08)."""
    station = payload.get("chargingStation")
    reason: str | None = None
    rest = dict(payload)
    v2 = isinstance(station, dict)
    if isinstance(station, dict):
        reason = optional(rest.pop("reason", None), LONGEST_NAME)
        del rest["chargingStation"]
        rest.update(station)
        modem = rest.pop("modem", None)
        if isinstance(modem, dict):
            rest.update(modem)
    vendor, model, serial, firmware = (
        optional(rest.pop(member, None)) or "" for member in (_V2 if v2 else _V16)
    )
    if not serial:
        serial = optional(rest.pop("chargeBoxSerialNumber", None)) or ""
    extra, signal = _extra(rest)
    return Boot(vendor, model, serial, firmware, extra, reason, v2, signal)


def _extra(rest: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    extra: dict[str, str] = {}
    signal = ""
    for member, value in rest.items():
        words = text(value).strip()
        if words.casefold() in ("", "null", "none"):
            continue
        if len(extra) >= MOST_EXTRA:
            break
        if member == "iccid" and _SIGNAL_STRENGTH.fullmatch(words):
            # Grizzl-E puts the signal strength of its Wi-Fi here (lbbrhzn/ocpp issue 176).
            signal = words
            extra["signalStrength"] = words
        else:
            extra[name(member)] = MASK if is_secret_key(name(member)) else mask_text(words)
    return extra, signal
