"""Units, measurands, phases, locations and contexts in the standard's spelling.

Values are shown in the base units of the trade (W, Wh, A, V, Celsius, Percent, Hz ...). Makers write
units in many ways ("Hz", "C", "%", "kw"); the standard itself has "Celcius" beside "Celsius".
Sources: catalogue 1d, rows P01 and P15 to P20, and the enumerations of OCPP 1.6 ed. 2, section 7.
"""

from __future__ import annotations

from typing import NamedTuple

from app.links.ocpp.values import optional, spelling


class Unit(NamedTuple):
    """How a unit as written becomes a base unit: value * factor + offset, in ``base``."""

    base: str
    factor: float = 1.0
    offset: float = 0.0

    def convert(self, value: float) -> float | None:
        """The value in the base unit, without the dust of binary fractions; None if it overflows."""
        result = round(value * self.factor + self.offset, 9)
        return result if result - result == 0.0 else None

    @property
    def plain(self) -> bool:
        """Whether values stay as they are."""
        return self.factor == 1.0 and self.offset == 0.0


_KELVIN = Unit("Celsius", 1.0, -273.15)
_FAHRENHEIT = Unit("Celsius", 5 / 9, -160 / 9)

_UNITS_AS_WRITTEN = {
    # Where the case of a letter decides.
    "mW": Unit("W", 1e-3),
    "MW": Unit("W", 1e6),
    "mWh": Unit("Wh", 1e-3),
    "MWh": Unit("Wh", 1e6),
    "MWH": Unit("Wh", 1e6),
}

_UNITS = {
    "w": Unit("W"),
    "watt": Unit("W"),
    "kw": Unit("W", 1e3),
    "wh": Unit("Wh"),
    "kwh": Unit("Wh", 1e3),
    "var": Unit("var"),
    "kvar": Unit("var", 1e3),
    "varh": Unit("varh"),
    "kvarh": Unit("varh", 1e3),
    "va": Unit("VA"),
    "kva": Unit("VA", 1e3),
    "vah": Unit("VAh"),
    "kvah": Unit("VAh", 1e3),
    "a": Unit("A"),
    "amp": Unit("A"),
    "amps": Unit("A"),
    "ampere": Unit("A"),
    "ma": Unit("A", 1e-3),
    "v": Unit("V"),
    "volt": Unit("V"),
    "volts": Unit("V"),
    "mv": Unit("V", 1e-3),
    "kv": Unit("V", 1e3),
    "celsius": Unit("Celsius"),
    "celcius": Unit("Celsius"),
    "degc": Unit("Celsius"),
    "c": Unit("Celsius"),
    "°c": Unit("Celsius"),
    "℃": Unit("Celsius"),
    "k": _KELVIN,
    "kelvin": _KELVIN,
    "f": _FAHRENHEIT,
    "°f": _FAHRENHEIT,
    "degf": _FAHRENHEIT,
    "℉": _FAHRENHEIT,
    "fahrenheit": _FAHRENHEIT,
    "%": Unit("Percent"),
    "percent": Unit("Percent"),
    "percentage": Unit("Percent"),
    "hz": Unit("Hz"),
    "hertz": Unit("Hz"),
    "mhz": Unit("Hz", 1e-3),
    "rpm": Unit("RPM"),
}

STANDARD_UNITS = frozenset(
    [
        *("Wh", "kWh", "varh", "kvarh", "W", "kW", "VA", "kVA", "var", "kvar"),
        *("A", "V", "K", "Celcius", "Celsius", "Fahrenheit", "Percent"),
    ]
)
"""UnitOfMeasure of OCPP 1.6 ed. 2, section 7.45, with the spelling of the JSON schema."""


def unit(written: str) -> Unit | None:
    """The unit behind a spelling, None when it is not known; then values stay as they are."""
    known = _UNITS_AS_WRITTEN.get(written)
    return known if known is not None else _UNITS.get(written.replace(" ", "").casefold())


ENERGY = "Energy.Active.Import.Register"

MEASURAND_UNITS = {
    "Current.Export": "A",
    "Current.Import": "A",
    "Current.Offered": "A",
    "Energy.Active.Export.Interval": "Wh",
    "Energy.Active.Export.Register": "Wh",
    "Energy.Active.Import.Interval": "Wh",
    ENERGY: "Wh",
    "Energy.Reactive.Export.Interval": "varh",
    "Energy.Reactive.Export.Register": "varh",
    "Energy.Reactive.Import.Interval": "varh",
    "Energy.Reactive.Import.Register": "varh",
    "Frequency": "Hz",
    "Power.Active.Export": "W",
    "Power.Active.Import": "W",
    "Power.Factor": "",
    "Power.Offered": "W",
    "Power.Reactive.Export": "var",
    "Power.Reactive.Import": "var",
    "RPM": "RPM",
    "SoC": "Percent",
    "Temperature": "Celsius",
    "Voltage": "V",
}
"""Measurands of OCPP 1.6 ed. 2, section 7.31, and the base unit of each where none is sent."""

_MEASURAND_OF_UNIT = {
    "": ENERGY,
    "A": "Current.Import",
    "Celsius": "Temperature",
    "Hz": "Frequency",
    "Percent": "SoC",
    "RPM": "RPM",
    "V": "Voltage",
    "VA": "Power.Apparent",
    "VAh": "Energy.Apparent",
    "W": "Power.Active.Import",
    "Wh": ENERGY,
    "var": "Power.Reactive.Import",
    "varh": "Energy.Reactive.Import.Register",
}

PHASES = ("L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1")
LOCATIONS = ("Body", "Cable", "EV", "Inlet", "Outlet")
CONTEXTS = (
    "Interruption.Begin",
    "Interruption.End",
    "Other",
    "Sample.Clock",
    "Sample.Periodic",
    "Transaction.Begin",
    "Transaction.End",
    "Trigger",
)

_measurand = spelling(tuple(MEASURAND_UNITS))
_phase = spelling(PHASES)
_location = spelling(LOCATIONS)
_context = spelling(CONTEXTS)


def phase(written: str) -> str | None:
    """A standard phase in its standard spelling, another word as it is, None for none."""
    return _phase(written) or optional(written)


def location(written: str) -> str:
    """Outlet where none is sent (OCPP 1.6, SampledValue)."""
    return _location(written) or written or "Outlet"


def context(written: str) -> str:
    """Sample.Periodic where none is sent (OCPP 1.6, SampledValue)."""
    return _context(written) or written or "Sample.Periodic"


def measurand_of_unit(base: str) -> str:
    """What is measured when only the unit was sent. Ampere are not energy (catalogue P02)."""
    return _MEASURAND_OF_UNIT.get(base, base)


def measurand(written: str) -> tuple[str, str]:
    """(measurand, phase) with standard spelling; the phase is empty unless it hung on the name.

    Alfen writes ``Voltage.L1-N`` in its settings (lbbrhzn/ocpp issue 19). Unknown names stay.
    """
    known = _measurand(written)
    if known is not None:
        return known, ""
    stem, _, tail = written.rpartition(".")
    hanging = _phase(tail) if stem else None
    if hanging is not None and (known := _measurand(stem)) is not None:
        return known, hanging
    return written, ""
