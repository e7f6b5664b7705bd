"""Which strips there are, which curves go into them, and how high they are.

The order and the order of dropping are those of the trade: current and power never go, the rest
goes from the end of the drop list when the window is low. No Qt here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.connector import ConnectorKey
from app.domain.metering import Series

CURRENT = "Current.Import"
POWER = "Power.Active.Import"
VOLTAGE = "Voltage"
TEMPERATURE = "Temperature"
ENERGY = "Energy.Active.Import.Register"
SOC = "SoC"

LIMITS = {"Current.Offered": CURRENT, "Power.Offered": POWER}
"""Limits are drawn dashed in the strip of what they limit."""

ORDER = (CURRENT, POWER, VOLTAGE, TEMPERATURE, ENERGY, SOC)
_DROPPED_FIRST = (SOC, ENERGY, TEMPERATURE, VOLTAGE)
_SHARES = {CURRENT: 3.0, POWER: 2.0, VOLTAGE: 1.5, TEMPERATURE: 1.5}

ROW_PX = 16
HEAD_PX = 30
MORE_PX = 28
MOST_CURVES = 6
"""Curves of one strip, as many as there are colours; more of a measurand make a further strip."""

_PHASES = ("L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1")


_SHOWN_UNITS = {
    "W": (1e-3, "kW"),
    "Wh": (1e-3, "kWh"),
    "VA": (1e-3, "kVA"),
    "VAh": (1e-3, "kVAh"),
    "var": (1e-3, "kvar"),
    "varh": (1e-3, "kvarh"),
}


def shown_unit(unit: str) -> tuple[float, str]:
    """Factor and unit in which a series is shown: kW for W."""
    return _SHOWN_UNITS.get(unit, (1.0, unit))


class Strip(NamedTuple):
    """curves: solid, one readout row each. limits: dashed, no row of their own."""

    measurand: str
    curves: tuple[Series, ...]
    limits: tuple[Series, ...]

    @property
    def unit(self) -> str:
        """The unit of its first series, as sent."""
        return (*self.curves, *self.limits)[0].unit

    @property
    def least_px(self) -> int:
        """The height under which its readout would be cut."""
        return HEAD_PX + ROW_PX * max(len(self.curves), 1)


class Layout(NamedTuple):
    """shown: strips with their heights from top to bottom. dropped: those without room."""

    shown: list[tuple[Strip, int]]
    dropped: list[Strip]


def strips_for(series: Sequence[Series], connector: ConnectorKey) -> list[Strip]:
    """The strips of one connector, in order."""
    own = [s for s in series if (s.key.evse, s.key.connector) == connector]
    groups: dict[str, list[Series]] = {}
    limits: dict[str, list[Series]] = {}
    for row in own:
        measurand = row.key.measurand
        target = LIMITS.get(measurand)
        if target is not None and not row.key.context:
            limits.setdefault(target, []).append(row)
        else:
            groups.setdefault(measurand, []).append(row)
    for target in limits:
        groups.setdefault(target, [])
    known = [m for m in ORDER if m in groups]
    others = [m for m in groups if m not in ORDER]
    strips: list[Strip] = []
    for measurand in (*known, *others):
        rows = sorted(groups[measurand], key=_rank)
        dashed = tuple(limits.get(measurand, ())[:MOST_CURVES])
        strips.append(Strip(measurand, tuple(rows[:MOST_CURVES]), dashed))
        for first in range(MOST_CURVES, len(rows), MOST_CURVES):
            strips.append(Strip(measurand, tuple(rows[first : first + MOST_CURVES]), ()))
    return strips


def _rank(series: Series) -> tuple[int, int, str, str]:
    key = series.key
    phase = _PHASES.index(key.phase) if key.phase in _PHASES else len(_PHASES)
    if key.phase is None:
        phase = -1
    return (key.location != "Outlet", phase, key.location, key.context)


def lay_out(strips: Sequence[Strip], height_px: int, turned: bool = False) -> Layout:
    """Give the strips their heights; drop what does not fit.

    turned: show the strips that would be dropped and drop the optional ones instead.
    """
    kept, dropped = _kept(strips, height_px, _drop_order(strips))
    if turned and dropped:
        first = [s for s in reversed(_drop_order(strips)) if s not in dropped]
        kept, dropped = _kept(strips, height_px, [*first, *_drop_order(dropped)])
    if not kept:
        return Layout([], list(dropped))
    room = height_px - (MORE_PX if dropped else 0)
    spare = max(room - sum(s.least_px for s in kept), 0)
    shares = [_SHARES.get(s.measurand, 1.0) for s in kept]
    heights = [
        s.least_px + int(spare * share / sum(shares)) for s, share in zip(kept, shares, strict=True)
    ]
    heights[0] += max(room - sum(heights), 0)
    return Layout(list(zip(kept, heights, strict=True)), dropped)


def _drop_order(strips: Sequence[Strip]) -> list[Strip]:
    """Optional strips, the first to go first: the unusual ones, then by ``_DROPPED_FIRST``."""
    seen: set[str] = set()
    others: list[Strip] = []
    usual: list[Strip] = []
    for strip in strips:
        first = strip.measurand in ORDER and strip.measurand not in seen
        (usual if first else others).append(strip)
        seen.add(strip.measurand)
    optional = [s for s in usual if s.measurand in _DROPPED_FIRST]
    optional.sort(key=lambda s: _DROPPED_FIRST.index(s.measurand))
    return [*reversed(others), *optional]


def _kept(
    strips: Sequence[Strip], height_px: int, order: Sequence[Strip]
) -> tuple[list[Strip], list[Strip]]:
    gone: list[Strip] = []
    for candidate in (None, *order):
        if candidate is not None:
            gone.append(candidate)
        kept = [s for s in strips if s not in gone]
        if sum(s.least_px for s in kept) + (MORE_PX if gone else 0) <= height_px:
            break
    return [s for s in strips if s not in gone], [s for s in strips if s in gone]
