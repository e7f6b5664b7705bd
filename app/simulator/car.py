"""Cars: how much current one draws of what it is offered.

A car ramps up after it is offered current, holds a little under the limit, tapers off over the last
tenth of its battery and stops by itself when full, and it may pause when it likes. IEC 61851-1 gives
the floor: nothing below 6 A can be offered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_OFFER_A = 6.0
TAPER_FROM = 90.0  # % state of charge where an AC charger begins to reduce
FULL_AT = 99.8
RAMP_UP_A_PER_S = 1.6  # measured cars take some 8-12 s from 6 to 16 A
RAMP_DOWN_A_PER_S = 9.0
TAKEN_OF_OFFER = 0.985  # cars stay a little below the pilot's limit
CHARGER_LOSS = 0.08  # share of the power that never reaches the battery


@dataclass
class Car:
    """A car at a connector; `soc` in percent, `drawn` in A a phase."""

    battery_kwh: float = 58.0
    soc: float = 42.0
    phases: int = 3
    max_current: float = 16.0
    paused: bool = False
    drawn: float = 0.0

    @property
    def full(self) -> bool:
        return self.soc >= FULL_AT

    @property
    def wants(self) -> bool:
        """Whether it would take current now."""
        return not (self.paused or self.full)

    def step(self, dt: float, offered: float) -> float:
        """Go on for dt seconds with `offered` A a phase; returns the A drawn a phase."""
        wanted = 0.0
        if self.wants and offered >= LEAST_OFFER_A:
            wanted = min(offered, self.max_current) * TAKEN_OF_OFFER
            if self.soc > TAPER_FROM:
                wanted *= 0.06 + 0.94 * (100 - self.soc) / (100 - TAPER_FROM)
        change = wanted - self.drawn
        self.drawn += math.copysign(
            min(abs(change), dt * (RAMP_UP_A_PER_S if change > 0 else RAMP_DOWN_A_PER_S)), change
        )
        return self.drawn

    def store(self, energy_wh: float) -> None:
        """Put that energy, as metered at the outlet, into the battery."""
        self.soc = min(100.0, self.soc + energy_wh * (1 - CHARGER_LOSS) / (self.battery_kwh * 10))


GARAGE = (
    Car(battery_kwh=77.0, soc=38.0, phases=3, max_current=16.0),
    Car(battery_kwh=58.0, soc=61.0, phases=3, max_current=16.0),
    Car(battery_kwh=82.0, soc=22.0, phases=3, max_current=32.0),
    Car(battery_kwh=40.0, soc=55.0, phases=1, max_current=32.0),
)
