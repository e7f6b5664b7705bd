"""Meter values: what the outlet measures, in the shape of OCPP 1.6 (section 7.28 and following)."""

from __future__ import annotations

from app.simulator.connector import Connector

Sample = dict[str, str]


def _sample(
    measurand: str, value: str, unit: str = "", phase: str = "", location: str = "Outlet"
) -> Sample:
    sample = {"value": value, "measurand": measurand, "location": location}
    if unit:
        sample["unit"] = unit
    if phase:
        sample["phase"] = phase
    return sample


def _of(measurand: str, connector: Connector) -> list[Sample]:
    outlet, car = connector.outlet, connector.car
    match measurand:
        case "Current.Import":
            amps = enumerate(outlet.amps, 1)
            return [_sample(measurand, f"{a:.2f}", "A", f"L{i}") for i, a in amps]
        case "Voltage":
            volts = enumerate(outlet.volts, 1)
            return [_sample(measurand, f"{v:.1f}", "V", f"L{i}-N") for i, v in volts]
        case "Power.Active.Import":
            return [_sample(measurand, f"{outlet.power_w:.1f}", "W")]
        case "Energy.Active.Import.Register":
            return [_sample(measurand, str(outlet.register_wh), "Wh")]
        case "Energy.Active.Import.Interval":
            return [_sample(measurand, str(outlet.register_wh - connector.sampled_wh), "Wh")]
        case "Temperature":
            return [_sample(measurand, f"{outlet.celsius:.1f}", "Celsius", location="Body")]
        case "Current.Offered":
            return [_sample(measurand, f"{connector.offer:.1f}", "A")]
        case "Power.Offered":
            phases = car.phases if car else 3
            return [_sample(measurand, f"{connector.offer * 230 * phases:.0f}", "W")]
        case "Power.Factor":
            return [_sample(measurand, "0.99")]
        case "Frequency":
            return [_sample(measurand, f"{outlet.hertz:.2f}")]  # 1.6 has no unit for it
        case "SoC" if car is not None:
            return [_sample(measurand, f"{car.soc:.1f}", "Percent", location="EV")]
        case _:
            return []


def meter_value(
    connector: Connector, measurands: list[str], context: str, stamp: str
) -> dict[str, object]:
    """One element of `meterValue`, with those of the measurands that there are now."""
    samples = [sample for measurand in measurands for sample in _of(measurand, connector)]
    if not samples:  # the schema wants at least one
        samples = _of("Energy.Active.Import.Register", connector)
    for sample in samples:
        sample["context"] = context
    connector.sampled_wh = connector.outlet.register_wh
    return {"timestamp": stamp, "sampledValue": samples}
