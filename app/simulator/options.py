"""What one simulated charger is, decided before it starts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.simulator.script import Script

MOST_CONNECTORS = 40


def silent(_line: str) -> None:
    """The log of a charger that nobody listens to."""


@dataclass(frozen=True)
class Identity:
    """What BootNotification tells; lengths are within the limits of the 1.6 schema (20, 20, 25, 50)."""

    vendor: str = "Kontaktor"
    model: str = "Simulated AC 22"
    serial: str = "KTS-22-0042"
    firmware: str = "1.7.3-sim"
    meter_type: str = "MID-3P 65A"
    meter_serial: str = "M3P-900042"


def identity_for(charger_id: str) -> Identity:
    """An identity whose serial numbers follow the digits of the charger's id."""
    digits = re.sub(r"[^0-9]", "", charger_id)[-6:].rjust(4, "0")
    return Identity(serial=f"KTS-22-{digits}", meter_serial=f"M3P-90{digits}")


@dataclass(frozen=True)
class SimulatorOptions:
    """Everything that can be chosen.

    `interval` and `reboot_time` are simulated seconds; `speed` says how many of those pass in a real
    one. `call_timeout_s` is real: how long an answer of the CSMS may take. `script` None plays the
    demo story, an empty script nothing at all. `eager_drivers` brings a car when a remote start finds
    an empty connector, and taps the card again after a reset. `repr` shows no password.
    """

    charger_id: str = "CP-0042"
    connectors: int = 2
    interval: float = 2.0
    speed: float = 1.0
    seed: int = 42
    script: Script | None = None
    password: str = field(default="", repr=False)
    reboot_time: float = 4.0
    redial: float = 5.0
    call_timeout_s: float = 30.0
    boot_on_reconnect: bool = False
    eager_drivers: bool = True
    upload_kilobytes_per_s: float = 400.0
    identity: Identity | None = None
    log: Callable[[str], None] = silent

    def __post_init__(self) -> None:
        """Raises ValueError for what no charger could be."""
        if not 1 <= self.connectors <= MOST_CONNECTORS:
            raise ValueError(f"a charger has 1 to {MOST_CONNECTORS} connectors")
        if not self.charger_id:
            raise ValueError("a charger needs an id")
        if not 0.1 <= self.speed <= 1000:
            raise ValueError("the speed is between 0.1 and 1000")
        if self.interval < 0:
            raise ValueError("the interval cannot be negative")
