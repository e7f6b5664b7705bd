"""The laptop's network adapters, as the choice on which one chargers may dial in.

Only IPv4 addresses are listed: they are what a technician types into a charger. Names are those of
the operating system, so what an adapter is has to be told from them; there is no portable way.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

Kind = Literal["cable", "wifi", "loopback", "other"]

_ORDER: tuple[Kind, ...] = ("cable", "wifi", "other", "loopback")
_SYSTEM_NETWORK = Path("/sys/class/net")

_KINDS: tuple[tuple[str, Kind], ...] = (
    # Before the rest: virtual adapters that carry the name of a real one.
    (r"vethernet|virtual|vmware|vmnet|vbox|hyper-v|docker|wsl|bluetooth|tailscale|vpn", "other"),
    (r"veth|br-|virbr|tun|tap|wg\d|utun|awdl|llw|bridge|zt", "other"),
    (r"lo\d*$|loopback", "loopback"),
    (r"wl|wi-?fi|wireless|trådlös|airport|ath\d", "wifi"),
    (r"en|eth|lan-anslutning|local area connection|usb", "cable"),
)
"""Tried in order at the beginning of the name: Linux, macOS and Windows (English and Swedish)."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """One address of one adapter.

    up: whether it is switched on and has a link. speed_mbit: 0 when unknown. self_assigned: the
    address is one of 169.254.0.0/16, which a laptop gives itself when nobody else does.
    """

    name: str
    kind: Kind
    address: str
    up: bool
    speed_mbit: int
    self_assigned: bool


def kind_of(name: str, address: str) -> Kind:
    """What an adapter is, from its name; a loopback address decides by itself."""
    if address.startswith("127."):
        return "loopback"
    for pattern, kind in _KINDS:
        if re.match(pattern, name, re.IGNORECASE):
            return "wifi" if kind == "cable" and _is_wireless(name) else kind
    return "other"


def adapters() -> list[Adapter]:
    """All IPv4 addresses of this laptop: what is up first, then by kind and name. Never raises."""
    try:
        addresses = psutil.net_if_addrs()
        states = psutil.net_if_stats()
    except (OSError, psutil.Error):
        return []
    found: list[Adapter] = []
    for name, entries in addresses.items():
        state = states.get(name)
        for entry in entries:
            if entry.family != socket.AF_INET or not entry.address:
                continue
            found.append(
                Adapter(
                    name=name,
                    kind=kind_of(name, entry.address),
                    address=entry.address,
                    up=state is not None and state.isup,
                    speed_mbit=0 if state is None else state.speed,
                    self_assigned=entry.address.startswith("169.254."),
                )
            )
    found.sort(key=lambda a: (not a.up, _ORDER.index(a.kind), a.self_assigned, a.name, a.address))
    return found


def _is_wireless(name: str) -> bool:
    """Linux tells for certain, whatever the adapter is called."""
    return "/" not in name and (_SYSTEM_NETWORK / name / "wireless").exists()
