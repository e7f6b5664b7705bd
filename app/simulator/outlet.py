"""The electrical side of one connector: voltages, currents, power, energy and temperature.

The net has its own life (slow drift, three conductors that differ a little), the supply line sags under
load, heat follows the square of the current with a time constant of minutes, and the energy register
only ever counts up.
"""

from __future__ import annotations

import math
import random

from app.simulator.car import Car

LINE_OHM = 0.16  # 16 A make 2.6 V, a usual supply line in a garage
HEAT_TIME_CONSTANT_S = 260.0
HEAT_AT_16_A = 21.0  # K above the surroundings, settled
POWER_FACTOR = 0.992


class Outlet:
    """Steps in simulated seconds; lists hold L1, L2, L3."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._nominal = [chance.uniform(228.5, 233.0) for _ in range(3)]
        self._drift = [0.0, 0.0, 0.0]
        self._share = [chance.uniform(0.985, 1.0) for _ in range(3)]
        self._ambient = chance.uniform(12.0, 19.0)
        self._heat = 0.0
        self.volts = list(self._nominal)
        self.amps = [0.0, 0.0, 0.0]
        self.power_w = 0.0
        self.energy_wh = float(chance.randrange(800_000, 4_000_000))
        self.celsius = self._ambient
        self.hertz = 50.0

    @property
    def register_wh(self) -> int:
        """The energy register as the meter shows it."""
        return int(self.energy_wh)

    def step(self, dt: float, car: Car | None, offered: float) -> None:
        """Go on for dt seconds; `offered` is 0 while the contactor is open."""
        drawn = car.step(dt, offered) if car else 0.0
        if offered == 0.0 and car:
            car.drawn = drawn = 0.0  # the contactor opened: nothing is left to ramp down
        phases = car.phases if car else 0
        noise = self._chance.gauss
        for i in range(3):
            load = drawn * self._share[i] if i < phases else 0.0
            # Under 1.5 A is no charging but the filter of the car: too little for noise of its own.
            self.amps[i] = max(0.0, load + noise(0.0, 0.035)) if load > 1.5 else load
            if offered:
                self.amps[i] = min(self.amps[i], offered)
            step = noise(0.0, 0.05) * math.sqrt(dt)
            self._drift[i] = max(-3.5, min(3.5, self._drift[i] * (1 - min(dt, 50) / 400) + step))
            sag = self.amps[i] * LINE_OHM
            self.volts[i] = self._nominal[i] + self._drift[i] - sag + noise(0.0, 0.08)
        self.power_w = POWER_FACTOR * sum(u * i for u, i in zip(self.volts, self.amps, strict=True))
        gained = self.power_w * dt / 3600
        self.energy_wh += gained
        if car:
            car.store(gained)
        self._warm(dt)
        self.hertz = 50.0 + noise(0.0, 0.012)

    def _warm(self, dt: float) -> None:
        settled = HEAT_AT_16_A * (max(self.amps) / 16) ** 2
        self._heat += (settled - self._heat) * (1 - math.exp(-dt / HEAT_TIME_CONSTANT_S))
        self.celsius = self._ambient + self._heat + self._chance.gauss(0.0, 0.04)
