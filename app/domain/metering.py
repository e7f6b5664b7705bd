"""Meter series: what was measured, kept on receive time, ready for plots.

A series is one curve: a measurand on one phase at one location. Ordinary contexts (Sample.Periodic,
Transaction.Begin and so on) are moments of the same curve; contexts outside the standard list
(``CurrentMax`` of Alfen) mean something else and make a curve of their own. Data that the charger
had queued while it was offline is kept in a lane of its own, on the charger's own time.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

from app.domain.connector import ConnectorKey
from app.domain.events import MetersSampled, Sample

STANDARD_CONTEXTS = frozenset(
    {
        "Interruption.Begin",
        "Interruption.End",
        "Other",
        "Sample.Clock",
        "Sample.Periodic",
        "Transaction.Begin",
        "Transaction.End",
        "Trigger",
    }
)
"""ReadingContext of OCPP 1.6 ed. 2, section 7.33."""

MOST_SERIES = 500
"""Curves kept per charger: 40 connectors x 12 curves fit; a charger inventing measurands does not."""

_GAP = float("nan")


class SeriesKey(NamedTuple):
    """Which curve. context is empty for the standard contexts."""

    evse: int | None
    connector: int
    measurand: str
    phase: str | None
    location: str
    context: str


class Series:
    """Times and values of one curve, in the order of arrival.

    times_s: receive time in monotonic seconds; values: in ``unit``, NaN where the value is unknown.
    """

    __slots__ = ("key", "times_s", "unit", "values")

    def __init__(self, key: SeriesKey, unit: str) -> None:
        self.key = key
        self.unit = unit
        self.times_s = array("d")
        self.values = array("d")

    @property
    def last(self) -> float | None:
        """The latest value, None when there is none or it is unknown."""
        if not self.values:
            return None
        value = self.values[-1]
        return None if value != value else value

    def __len__(self) -> int:
        return len(self.values)


class MeterStore:
    """All curves of one charger; live and replayed data apart."""

    def __init__(self) -> None:
        self._live: dict[SeriesKey, Series] = {}
        self._replayed: dict[SeriesKey, list[tuple[str, float | None]]] = {}
        self._latest: dict[ConnectorKey, int] = {}
        self._by_sample: dict[tuple[ConnectorKey, str, str | None, str, str, str], Series] = {}
        self.left_out = 0

    def add(self, event: MetersSampled) -> None:
        """Take in the samples of one event."""
        connector = (event.evse, event.connector)
        if not event.live:
            self._add_replayed(connector, event)
            return
        if connector in self._latest or len(self._latest) < MOST_SERIES:
            self._latest[connector] = event.t_ns
        t_s = event.t_ns / 1e9
        by_sample = self._by_sample
        for sample in event.samples:
            place = (connector, sample[0], sample[1], sample[2], sample[3], sample[5])
            series = by_sample.get(place)
            if series is None:
                series = self._series_for(connector, sample)
                if series is None:
                    self.left_out += 1
                    continue
                by_sample[place] = series
            value = sample[4]
            series.times_s.append(t_s)
            series.values.append(_GAP if value is None else value)

    def _series_for(self, connector: ConnectorKey, sample: Sample) -> Series | None:
        key = series_key(connector, sample)
        series = self._live.get(key)
        if series is not None and series.unit != sample.unit:
            # Two units cannot share a curve; the second one gets a curve that names its unit.
            key = key._replace(measurand=f"{key.measurand} [{sample.unit}]")
            series = self._live.get(key)
        if series is None and len(self._live) < MOST_SERIES:
            series = self._live[key] = Series(key, sample.unit)
        return series

    def _add_replayed(self, connector: ConnectorKey, event: MetersSampled) -> None:
        for sample in event.samples:
            key = series_key(connector, sample)
            if key not in self._replayed and len(self._replayed) >= MOST_SERIES:
                self.left_out += 1
                continue
            rows = self._replayed.setdefault(key, [])
            rows.append((event.measured_at or "", sample.value))

    def series(self) -> list[Series]:
        """The live curves in the order in which they first appeared."""
        return list(self._live.values())

    def replayed(self) -> dict[SeriesKey, list[tuple[str, float | None]]]:
        """Queued data by curve: (charger's time stamp, value)."""
        return self._replayed

    def latest_ns(self, connector: ConnectorKey) -> int | None:
        """Stamp of the last live sample of a connector, None before the first."""
        return self._latest.get(connector)

    def latest(
        self, connector: ConnectorKey, measurand: str, phase: str | None = None
    ) -> float | None:
        """The last live value of a measurand at the outlet, None when unknown."""
        key = SeriesKey(connector[0], connector[1], measurand, phase, "Outlet", "")
        series = self._live.get(key)
        return None if series is None else series.last


def series_key(connector: ConnectorKey, sample: Sample) -> SeriesKey:
    """The curve that a sample belongs to."""
    context = "" if sample.context in STANDARD_CONTEXTS else sample.context
    return SeriesKey(
        connector[0], connector[1], sample.measurand, sample.phase, sample.location, context
    )
