"""The curves of one charger by their key, each with its pyramid, made when first needed."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.charger import Charger
from app.domain.metering import Series, SeriesKey
from app.ui.live.trace import Trace


class Traces:
    """origin_s: monotonic second that is second 0 of the time axis."""

    def __init__(self, charger: Charger, origin_s: float) -> None:
        self._charger = charger
        self._origin_s = origin_s
        self._series: dict[SeriesKey, Series] = {}
        self._traces: dict[SeriesKey, Trace] = {}

    def series(self) -> list[Series]:
        """All live curves of the charger, in the order in which they first appeared."""
        rows = self._charger.meters.series()
        if len(rows) != len(self._series):
            self._series = {row.key: row for row in rows}
        return rows

    def of(self, series: Series) -> Trace:
        """The trace of a curve."""
        trace = self._traces.get(series.key)
        if trace is None or trace.series is not series:
            trace = self._traces[series.key] = Trace(series, self._origin_s)
        return trace

    def value(self, key: SeriesKey, at_s: float, losses: Sequence[float]) -> float | None:
        """What stood at a moment, None when unknown or never sent."""
        series = self._series.get(key)
        return None if series is None else self.of(series).value_at(at_s, losses)
