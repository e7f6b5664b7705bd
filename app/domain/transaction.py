"""A charge: from when to when, who started it and how much energy it took."""

from __future__ import annotations

from dataclasses import dataclass

NO_TRANSACTION = frozenset({2**63 - 1})
"""Ids that mean "none": 2^63-1 is sent by Alfen Eve (catalogue P02, lbbrhzn/ocpp issue 361)."""


@dataclass(slots=True)
class Transaction:
    """meter_* in Wh, None when unknown. connector None: started before we listened."""

    id: int | str
    connector: int | None
    evse: int | None = None
    id_tag: str = ""
    started_ns: int | None = None
    ended_ns: int | None = None
    meter_start_wh: float | None = None
    meter_stop_wh: float | None = None
    reason: str = ""
    live: bool = True

    @property
    def energy_wh(self) -> float | None:
        """Energy of the whole charge in Wh, None unless both ends are known and make sense."""
        if self.meter_start_wh is None or self.meter_stop_wh is None:
            return None
        energy = self.meter_stop_wh - self.meter_start_wh
        return energy if energy >= 0 else None
