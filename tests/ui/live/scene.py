"""Three quarters of an hour at a charger with two connectors, from real domain events.

Connector 1 charges with three phases, is held back for a while, loses its link for a minute, and
the car pauses once; connector 2 has an earth fault, is put right, and has it again.
"""

from __future__ import annotations

import math
import random
from datetime import datetime

from app.domain.commands import Reset, TriggerMessage, UnlockConnector
from app.domain.events import (
    Booted,
    CommandSent,
    Connected,
    Disconnected,
    Event,
    Identified,
    MetersSampled,
    Sample,
    StatusChanged,
    TransactionStarted,
)
from app.ui.staged import StagedVisit

CHARGER = "CP-0042"
LENGTH_S = 2700.0
_PERIOD_S = 5.0


def visit_at(start: datetime = datetime(2026, 11, 22, 9, 0, 0)) -> StagedVisit:
    return StagedVisit(start)


def sample(measurand: str, value: float | None, unit: str, phase: str | None = None,
           location: str = "Outlet", context: str = "Sample.Periodic") -> Sample:  # fmt: skip
    return Sample(measurand, phase, location, context, value, unit, str(value))


def connected(visit: StagedVisit, at_s: float, link: int = 1, charger: str = CHARGER) -> Event:
    return Connected(t_ns=visit.at(at_s), charger=charger, link=link, attempt=link,
                     protocol="ocpp1.6", subprotocol="ocpp1.6", peer="192.168.1.60",
                     path=f"/{charger}")  # fmt: skip


def status(visit: StagedVisit, at_s: float, connector: int, word: str, code: str = "NoError",
           vendor: str | None = None, info: str | None = None, charger: str = CHARGER) -> Event:  # fmt: skip
    return StatusChanged(t_ns=visit.at(at_s), charger=charger, link=1, evse=None,
                         connector=connector, status=word, error_code=code,
                         vendor_error_code=vendor, info=info)  # fmt: skip


def meters(visit: StagedVisit, at_s: float, connector: int, *samples: Sample,
           charger: str = CHARGER) -> Event:  # fmt: skip
    return MetersSampled(t_ns=visit.at(at_s), charger=charger, link=1, evse=None,
                         connector=connector, samples=samples)  # fmt: skip


def tell(visit: StagedVisit, until_s: float = LENGTH_S, energy: bool = True) -> StagedVisit:
    """Everything that happened up to a moment, in order."""
    rows: list[tuple[float, object]] = []
    rows += [(5, lambda t: connected(visit, t)), (1422, lambda t: connected(visit, t, 2))]
    rows.append((6, lambda t: Identified(t_ns=visit.at(t), charger=CHARGER, vendor="Garo",
                                         model="Entity Pro", serial="14030821",
                                         firmware="2.1.3")))  # fmt: skip
    rows.append((7, lambda t: Booted(t_ns=visit.at(t), charger=CHARGER)))
    rows.append((1362, lambda t: Disconnected(t_ns=visit.at(t), charger=CHARGER, link=1,
                                              reason="closed_abnormally")))  # fmt: skip
    for at_s, connector, word, code, vendor, info in (
        (8, 0, "Available", "NoError", None, None),
        (8, 1, "Available", "NoError", None, None),
        (8, 2, "Available", "NoError", None, None),
        (362, 1, "Preparing", "NoError", None, None),
        (420, 1, "Charging", "NoError", None, None),
        (762, 2, "Preparing", "NoError", None, None),
        (900, 2, "Charging", "NoError", None, None),
        (1509, 1, "SuspendedEV", "NoError", None, None),
        (1620, 1, "Charging", "NoError", None, None),
        (1848, 2, "Faulted", "GroundFailure", "CX009", "RDC-DD 6 mA"),
        (1984, 2, "Available", "NoError", None, None),
        (2052, 2, "Preparing", "NoError", None, None),
        (2120, 2, "Faulted", "GroundFailure", "CX009", "RDC-DD 6 mA"),
    ):
        rows.append((at_s, lambda t, c=connector, w=word, e=code, v=vendor, i=info:
                     status(visit, t, c, w, e, v, i)))  # fmt: skip
    for at_s, connector, meter in ((421, 1, 1_520_000.0), (901, 2, 884_000.0)):
        rows.append((at_s, lambda t, c=connector, m=meter: TransactionStarted(
            t_ns=visit.at(t), charger=CHARGER, evse=None, connector=c, transaction=c,
            id_tag="04A2", meter_start_wh=m)))  # fmt: skip
    for at_s, command in ((370, TriggerMessage("MeterValues")), (980, TriggerMessage("Heartbeat")),
                          (1930, Reset()), (2590, UnlockConnector(2))):  # fmt: skip
        rows.append((at_s, lambda t, c=command: CommandSent(
            t_ns=visit.at(t), charger=CHARGER, id="k", command=c)))  # fmt: skip
    noise = random.Random(3)
    wh = {1: 1_520_000.0, 2: 884_000.0}
    for step in range(int(until_s / _PERIOD_S)):
        moment = 10 + step * _PERIOD_S
        if 1360 <= moment < 1424:
            continue
        rows.append((moment, lambda t, n=noise, e=wh: meters(
            visit, t, 1, *_connector_1(t, n, e, energy))))  # fmt: skip
        rows.append((moment + 1, lambda t, n=noise, e=wh: meters(
            visit, t, 2, *_connector_2(t, n, e))))  # fmt: skip
    for moment, make in sorted(rows, key=lambda row: row[0]):
        if moment <= until_s:
            visit.feed(make(moment))  # type: ignore[operator]
    visit.at(until_s)
    return visit


def _ampere(t: float, noise: random.Random) -> float:
    if t < 425 or 1510 <= t < 1622:
        return 0.0
    held = 9.7 if 985 < t < 1320 else 15.7
    edge = min(1.0, (t - 425) / 12)
    return held * edge + noise.gauss(0, 0.06)


def _connector_1(t: float, noise: random.Random, wh: dict[int, float],
                 energy: bool) -> list[Sample]:  # fmt: skip
    amps = _ampere(t, noise)
    volts = [
        231.5 - 0.06 * amps + 0.9 * math.sin(t / 700 + k) + k + noise.gauss(0, 0.12)
        for k in (0.6, -1.2, -0.3)
    ]
    power = sum(v * amps for v in volts)
    wh[1] += power * _PERIOD_S / 3600
    offered = 10.0 if 980 < t < 1310 else 16.0
    heat = 31 + 16 * (1 - math.exp(-max(t - 425, 0) / 500)) - (4 if 1510 <= t < 1640 else 0)
    rows = [
        *(sample("Current.Import", max(amps - 0.15 * k, 0.0) if amps else 0.0, "A", f"L{k + 1}")
          for k in range(3)),
        sample("Current.Import", None, "A", "N"),
        sample("Current.Offered", offered, "A"),
        sample("Power.Active.Import", power, "W"),
        *(sample("Voltage", v, "V", f"L{k + 1}") for k, v in enumerate(volts)),
        sample("Temperature", heat, "Celsius", location="Body"),
        sample("SoC", float(41 + int(max(t - 425, 0) / 240)), "Percent", location="EV"),
    ]  # fmt: skip
    if energy:
        rows.append(sample("Energy.Active.Import.Register", wh[1], "Wh"))
    return rows


def _connector_2(t: float, noise: random.Random, wh: dict[int, float]) -> list[Sample]:
    amps = 15.5 + noise.gauss(0, 0.05) if 905 < t < 1848 else 0.0
    wh[2] += 3 * 230 * amps * _PERIOD_S / 3600
    return [
        *(sample("Current.Import", max(amps - 0.1 * k, 0.0), "A", f"L{k + 1}") for k in range(3)),
        sample("Power.Active.Import", 3 * 230 * amps, "W"),
        sample("Energy.Active.Import.Register", wh[2], "Wh"),
    ]


def crowd(visit: StagedVisit, count: int = 40) -> StagedVisit:
    """A charger with many connectors in all states, each with a few values."""
    visit.feed(connected(visit, 1), status(visit, 2, 0, "Available"))
    cycle = ("Available", "Charging", "Preparing", "SuspendedEV", "SuspendedEVSE", "Finishing",
             "Reserved", "Unavailable", "Charging", "Charging")  # fmt: skip
    for number in range(1, count + 1):
        word = "Faulted" if number in (7, 23) else cycle[number % len(cycle)]
        code = "OverCurrentFailure" if word == "Faulted" else "NoError"
        visit.feed(status(visit, 3 + number % 5, number, "Available"))
        visit.feed(status(visit, 20 + 9 * number, number, word, code))
    for step in range(30):
        for number in range(1, count + 1):
            amps = 12.0 + number % 5 if cycle[number % len(cycle)] == "Charging" else 0.0
            visit.feed(meters(visit, 420 + 10 * step, number,
                              sample("Power.Active.Import", amps * 690, "W"),
                              sample("Current.Import", amps, "A", "L1")))  # fmt: skip
    visit.at(725)
    return visit
