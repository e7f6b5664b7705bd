"""Faults the charger can have: what it tells the CSMS, and what they do to a charging session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """`warning`: the state goes on and only the error code is told. `ends`: a transaction ends."""

    code: str
    vendor_code: str = ""
    info: str = ""
    warning: bool = False
    ends: bool = False


# Codes of ChargePointErrorCode in OCPP 1.6; vendor codes and texts are this charger's own.
CATALOGUE = {
    fault.code: fault
    for fault in (
        Fault("GroundFailure", "0x31", "Residual current 6.8 mA DC, RCM tripped", ends=True),
        Fault("EVCommunicationError", "0x12", "Control pilot: diode check failed, state C lost"),
        Fault("HighTemperature", "0x44", "Contact sensor T2 above 70 C, limit 10 A", warning=True),
        Fault("ConnectorLockFailure", "0x22", "Lock motor blocked, position unknown"),
        Fault("OverCurrentFailure", "0x35", "L2 19.4 A for 120 s at 16 A offered", ends=True),
        Fault("OverVoltage", "0x37", "L3 262 V for 60 s"),
        Fault("UnderVoltage", "0x38", "L1 189 V for 60 s"),
        Fault("PowerMeterFailure", "0x51", "Meter does not answer on RS-485", ends=True),
        Fault("PowerSwitchFailure", "0x33", "Contactor welded, mirror contact open", ends=True),
        Fault("ReaderFailure", "0x61", "Card reader: no answer", warning=True),
        Fault("InternalError", "0x01", "Watchdog of the charging controller", ends=True),
        Fault("LocalListConflict", "0x71", "Local list has an unknown version", warning=True),
        Fault("WeakSignal", "0x81", "Modem -109 dBm", warning=True),
        Fault("OtherError", "0x02", "Enclosure open"),
    )
}


def fault_of(
    code: str,
    vendor_code: str | None = None,
    info: str | None = None,
    warning: bool | None = None,
) -> Fault:
    """The fault of that code with what is told about it; codes no standard knows are possible too."""
    known = CATALOGUE.get(code, Fault(code))
    return Fault(
        code=code,
        vendor_code=known.vendor_code if vendor_code is None else vendor_code,
        info=known.info if info is None else info,
        warning=known.warning if warning is None else warning,
        ends=known.ends,
    )
