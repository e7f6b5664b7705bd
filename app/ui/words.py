"""Words, numbers and times as the technician reads them, in the language in force.

Domain values carry no text. Here they become words through ``QCoreApplication.translate`` and
numbers through ``QLocale``, at the moment they are shown, so that a language switch is live.
Charger text that is not known (a status, a code, a measurand) is shown as it was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.domain.terms import Severity, Stage
from app.words import fill

if TYPE_CHECKING:
    from datetime import datetime

translate = QCoreApplication.translate

NBSP = "\u00a0"
MINUS = "\u2212"
ARROW = "\u2192"


# --- states ---------------------------------------------------------------------------------------


def state_word(status: str) -> str:
    """A connector's status in words: ``Laddar`` for ``Charging``; "unknown" for an empty one."""
    match status:
        case "Available":
            return translate("words", "Available")
        case "Preparing":
            return translate("words", "Preparing")
        case "Charging":
            return translate("words", "Charging")
        case "SuspendedEV":
            return translate("words", "Paused by the car")
        case "SuspendedEVSE":
            return translate("words", "Paused by the charger")
        case "Finishing":
            return translate("words", "Finishing")
        case "Reserved":
            return translate("words", "Reserved")
        case "Unavailable":
            return translate("words", "Out of service")
        case "Faulted":
            return translate("words", "Fault")
        case "Occupied":
            return translate("words", "Occupied")
        case "":
            return translate("words", "Unknown")
        case _:
            return status


def station_word(status: str) -> str:
    """The station's (connector 0) status: it is in service, not "free"."""
    return translate("words", "In service") if status == "Available" else state_word(status)


def state_term(status: str) -> str:
    """The protocol's own word, shown small beside ``state_word``; empty when it would only repeat it."""
    return "" if status == state_word(status) else status


def connector_word(connector: int | None, evse: int | None = None) -> str:
    """``Anslutning 1``; the charger itself for connector 0 and for None."""
    if connector is None or (connector == 0 and evse is None):
        return translate("words", "The charger")
    if evse is not None:
        return translate("words", "EVSE {evse}, connector {number}").format(
            evse=evse, number=connector
        )
    return translate("words", "Connector {number}").format(number=connector)


def inside(phrase: str) -> str:
    """A word such as ``Anslutning 1`` as it is written inside a sentence: ``anslutning 1``."""
    return phrase[:1].lower() + phrase[1:]


# --- measurands -----------------------------------------------------------------------------------


def measurand_word(measurand: str) -> str:
    """What is measured, short: ``Ström`` for ``Current.Import``."""
    match measurand:
        case "Current.Import":
            return translate("words", "Current")
        case "Current.Export":
            return translate("words", "Current, export")
        case "Current.Offered":
            return translate("words", "Offered current")
        case "Energy.Active.Import.Register":
            return translate("words", "Energy")
        case "Energy.Active.Export.Register":
            return translate("words", "Energy, export")
        case "Energy.Reactive.Import.Register":
            return translate("words", "Reactive energy")
        case "Energy.Reactive.Export.Register":
            return translate("words", "Reactive energy, export")
        case "Energy.Active.Import.Interval":
            return translate("words", "Energy per interval")
        case "Energy.Active.Export.Interval":
            return translate("words", "Exported energy per interval")
        case "Energy.Reactive.Import.Interval":
            return translate("words", "Reactive energy per interval")
        case "Energy.Reactive.Export.Interval":
            return translate("words", "Exported reactive energy per interval")
        case "Frequency":
            return translate("words", "Frequency")
        case "Power.Active.Import":
            return translate("words", "Power")
        case "Power.Active.Export":
            return translate("words", "Power, export")
        case "Power.Factor":
            return translate("words", "Power factor")
        case "Power.Offered":
            return translate("words", "Offered power")
        case "Power.Reactive.Import":
            return translate("words", "Reactive power")
        case "Power.Reactive.Export":
            return translate("words", "Reactive power, export")
        case "RPM":
            return translate("words", "Fan speed")
        case "SoC":
            return translate("words", "State of charge")
        case "Temperature":
            return translate("words", "Temperature")
        case "Voltage":
            return translate("words", "Voltage")
        case _:
            return measurand


def phase_word(phase: str | None) -> str:
    """A phase as sent; the sum over the phases for None."""
    return phase or translate("words", "Sum")


def location_word(location: str) -> str:
    """Where it was measured."""
    match location:
        case "Body":
            return translate("words", "Enclosure")
        case "Cable":
            return translate("words", "Cable")
        case "EV":
            return translate("words", "Car")
        case "Inlet":
            return translate("words", "Grid side")
        case "Outlet":
            return translate("words", "Outlet")
        case _:
            return location


def unit_word(unit: str) -> str:
    """A unit as it is written: ``°C`` for ``Celsius``, ``%`` for ``Percent``."""
    return {"Celsius": "°C", "Percent": "%", "Fahrenheit": "°F"}.get(unit, unit)


# --- faults and findings --------------------------------------------------------------------------


def fault_word(code: str) -> str:
    """A ChargePointErrorCode in words; codes outside OCPP 1.6 as they were sent."""
    match code:
        case "NoError":
            return translate("words", "No fault")
        case "ConnectorLockFailure":
            return translate("words", "Cable lock fault")
        case "EVCommunicationError":
            return translate("words", "No communication with the car")
        case "GroundFailure":
            return translate("words", "Earth fault")
        case "HighTemperature":
            return translate("words", "High temperature")
        case "InternalError":
            return translate("words", "Internal fault")
        case "LocalListConflict":
            return translate("words", "Conflict in the local list")
        case "OtherError":
            return translate("words", "Fault by the manufacturer's code")
        case "OverCurrentFailure":
            return translate("words", "Overcurrent")
        case "OverVoltage":
            return translate("words", "Overvoltage")
        case "PowerMeterFailure":
            return translate("words", "Energy meter fault")
        case "PowerSwitchFailure":
            return translate("words", "Contactor fault")
        case "ReaderFailure":
            return translate("words", "Card reader fault")
        case "ResetFailure":
            return translate("words", "Restart failed")
        case "UnderVoltage":
            return translate("words", "Undervoltage")
        case "WeakSignal":
            return translate("words", "Weak signal")
        case "":
            return translate("words", "Unknown fault")
        case _:
            return code


def severity_word(severity: Severity) -> str:
    """How bad, in one word."""
    return {
        Severity.FAULT: translate("words", "Fault"),
        Severity.WARNING: translate("words", "Warning"),
        Severity.NOTICE: translate("words", "Notice"),
    }[severity]


def sentence(template: str, facts: Mapping[str, str]) -> str:
    """An engine template (``Phrase.text`` or ``.advice``) in the user's language with its facts."""
    return fill(translate("words", template), facts) if template else ""


# --- dial-in --------------------------------------------------------------------------------------


def stage_word(stage: Stage) -> str:
    """The head of a step of a dial-in."""
    return {
        Stage.TCP: translate("words", "TCP"),
        Stage.TLS: translate("words", "TLS"),
        Stage.PATH: translate("words", "Path and id"),
        Stage.PASSWORD: translate("words", "Password"),
        Stage.PROTOCOL: translate("words", "Protocol"),
        Stage.BOOT: translate("words", "Boot"),
    }[stage]


# --- numbers and times ----------------------------------------------------------------------------


def number(value: float | None, decimals: int = 1) -> str:
    """A number in the user's format with a true minus; "unknown" for None and NaN, never zero."""
    if value is None or value != value:
        return translate("words", "unknown")
    return QLocale().toString(float(value), "f", decimals).replace("-", MINUS)


def quantity(value: float | None, unit: str, decimals: int = 1) -> str:
    """Number and unit with a space that does not break: ``15,9 A``; "unknown" stands alone."""
    text = number(value, decimals)
    return text if value is None or value != value else f"{text}{NBSP}{unit}"


def count(value: int) -> str:
    """A whole number with the user's group separators."""
    return QLocale().toString(value).replace("-", MINUS)


def size(octets: int) -> str:
    """A file size: ``1,2 MB``."""
    return QLocale().formattedDataSize(octets, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def elapsed(seconds: float) -> str:
    """A short time with tenths below ten seconds: ``0,4 s``, ``12 s``, ``2 min 05 s``."""
    if seconds < 9.95:
        return quantity(max(seconds, 0.0), "s", 1)
    return duration(seconds)


def duration(seconds: float) -> str:
    """A length of time in its two largest units: ``12 s``, ``9 min 40 s``, ``2 h 04 min``, ``6 d 04 h``."""
    whole = max(int(seconds), 0)
    minutes, secs = divmod(whole, 60)
    hours, mins = divmod(minutes, 60)
    days, hrs = divmod(hours, 24)
    if days:
        return translate("words", "{days} d {hours} h").format(days=days, hours=f"{hrs:02d}")
    if hours:
        return translate("words", "{hours} h {minutes} min").format(
            hours=hours, minutes=f"{mins:02d}"
        )
    if minutes:
        return translate("words", "{minutes} min {seconds} s").format(
            minutes=minutes, seconds=f"{secs:02d}"
        )
    return f"{secs}{NBSP}s"


def ago(seconds: float) -> str:
    """``2 s ago``; below one second it is just now."""
    if seconds < 1:
        return translate("words", "just now")
    return translate("words", "{time} ago").format(time=duration(seconds))


def stopwatch(seconds: float) -> str:
    """``00:14:07``."""
    minutes, secs = divmod(max(int(seconds), 0), 60)
    hours, mins = divmod(minutes, 60)
    return f"{hours:02d}:{mins:02d}:{secs:02d}"


def clock_time(moment: datetime, milliseconds: bool = False) -> str:
    """Local time of day: ``09:35:20``, or ``09:35:20.118`` where order matters."""
    local = moment.astimezone()
    text = f"{local:%H:%M:%S}"
    return f"{text}.{local.microsecond // 1000:03d}" if milliseconds else text


def clock_minute(moment: datetime) -> str:
    """Local time of day without seconds: ``09:35``."""
    return f"{moment.astimezone():%H:%M}"


def day(moment: datetime) -> str:
    """Local date in words: ``22 nov``."""
    local = moment.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMM").rstrip(".")
