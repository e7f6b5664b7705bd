"""The configuration keys of the simulated charger: what they are, who may write them, what is valid.

Names and types are those of OCPP 1.6, section 9, and of the security white paper; the last few are this
maker's own. `read-only` and `restart` follow what chargers commonly do. Values are text, as on the wire.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MEASURANDS = (
    "Current.Import",
    "Current.Offered",
    "Energy.Active.Import.Interval",
    "Energy.Active.Import.Register",
    "Frequency",
    "Power.Active.Import",
    "Power.Factor",
    "Power.Offered",
    "SoC",
    "Temperature",
    "Voltage",
)
SAMPLED = (
    "Current.Import,Voltage,Power.Active.Import,Energy.Active.Import.Register,"
    "Temperature,SoC,Current.Offered"
)
MOST_MEASURANDS = 12

Check = Callable[[str], bool]


def _whole(least: int, most: int) -> Check:
    return lambda text: bool(re.fullmatch(r"-?\d{1,9}", text)) and least <= int(text) <= most


def _yes_no(text: str) -> bool:
    return text in ("true", "false")


def _measurands(text: str) -> bool:
    names = [name.strip() for name in text.split(",")] if text.strip() else []
    return len(names) <= MOST_MEASURANDS and all(name in MEASURANDS for name in names)


def _text(most: int, least: int = 0) -> Check:
    return lambda text: least <= len(text) <= most


def _one_of(*choices: str) -> Check:
    return lambda text: text in choices


@dataclass
class Key:
    """One key; `hidden` keys can be written and never read."""

    name: str
    value: str
    valid: Check
    readonly: bool = False
    restart: bool = False
    hidden: bool = False


def _keys(connectors: int, interval: float, station_password: str) -> Iterable[Key]:
    seconds = _whole(0, 86_400)

    def fixed(name: str, value: str) -> Key:
        return Key(name, value, _text(500), readonly=True)

    yield Key("AllowOfflineTxForUnknownId", "true", _yes_no)
    yield Key("AuthorizationCacheEnabled", "true", _yes_no)
    yield Key("AuthorizeRemoteTxRequests", "false", _yes_no)
    yield Key("BlinkRepeat", "3", _whole(0, 20))
    yield Key("ClockAlignedDataInterval", "0", seconds)
    yield Key("ConnectionTimeOut", "60", seconds)
    yield Key("ConnectorPhaseRotation", "0.RST,1.RST,2.RTS", _text(500))
    yield fixed("ConnectorPhaseRotationMaxLength", str(connectors + 1))
    yield fixed("GetConfigurationMaxKeys", "60")
    yield Key("HeartbeatInterval", "60", seconds)
    yield Key("LightIntensity", "80", _whole(0, 100))
    yield Key("LocalAuthorizeOffline", "true", _yes_no)
    yield Key("LocalPreAuthorize", "false", _yes_no)
    yield Key("MaxEnergyOnInvalidId", "0", _whole(0, 1_000_000))
    yield Key("MeterValuesAlignedData", "Energy.Active.Import.Register,Voltage", _measurands)
    yield fixed("MeterValuesAlignedDataMaxLength", str(MOST_MEASURANDS))
    yield Key("MeterValuesSampledData", SAMPLED, _measurands)
    yield fixed("MeterValuesSampledDataMaxLength", str(MOST_MEASURANDS))
    yield Key("MeterValueSampleInterval", str(max(1, round(interval)) if interval else 0), seconds)
    yield Key("MinimumStatusDuration", "0", seconds)
    yield fixed("NumberOfConnectors", str(connectors))
    yield Key("ResetRetries", "3", _whole(0, 10))
    yield Key("StopTransactionOnEVSideDisconnect", "true", _one_of("true"))
    yield Key("StopTransactionOnInvalidId", "true", _yes_no)
    yield Key("StopTxnAlignedData", "", _measurands)
    yield Key("StopTxnSampledData", "", _measurands)
    yield fixed(
        "SupportedFeatureProfiles",
        "Core,FirmwareManagement,LocalAuthListManagement,Reservation,SmartCharging,RemoteTrigger",
    )
    yield Key("TransactionMessageAttempts", "3", _whole(1, 20))
    yield Key("TransactionMessageRetryInterval", "10", seconds)
    yield Key("UnlockConnectorOnEVSideDisconnect", "true", _yes_no)
    yield Key("WebSocketPingInterval", "20", _whole(0, 3600), restart=True)
    yield Key("LocalAuthListEnabled", "true", _yes_no)
    yield fixed("LocalAuthListMaxLength", "1000")
    yield fixed("SendLocalListMaxLength", "100")
    yield fixed("ReserveConnectorZeroSupported", "false")
    yield fixed("ChargeProfileMaxStackLevel", "8")
    yield fixed("ChargingScheduleAllowedChargingRateUnit", "Current,Power")
    yield fixed("ChargingScheduleMaxPeriods", "24")
    yield fixed("MaxChargingProfilesInstalled", "10")
    yield fixed("ConnectorSwitch3to1PhaseSupported", "false")
    yield fixed("SupportedFileTransferProtocols", "FTP,FTPS,HTTP,HTTPS")
    yield Key("AuthorizationKey", "", _text(40, 16), hidden=True)
    yield Key("SecurityProfile", "0", _one_of("0", "1"), restart=True)
    yield fixed("AdditionalRootCertificateCheck", "false")
    yield fixed("CertificateStoreMaxLength", "20")
    yield Key("CpoName", "", _text(50))
    yield Key("StationCurrentLimit", "16", _whole(6, 32))
    yield Key("StationDisplayLanguage", "sv", _one_of("sv", "en", "de", "no"), restart=True)
    yield Key("StationPassword", station_password, _text(32, 8))


class Configuration:
    """All keys. `changed(key name, new value)` hears what was written from either side."""

    def __init__(self, connectors: int, interval: float, station_password: str) -> None:
        self.keys = {key.name: key for key in _keys(connectors, interval, station_password)}
        self.changed: Callable[[str, str], None] = lambda _name, _value: None

    def text(self, name: str) -> str:
        return self.keys[name].value

    def whole(self, name: str) -> int:
        """A number; a value that is none (set by a script for training) counts as 0."""
        try:
            return int(self.keys[name].value)
        except ValueError:
            return 0

    def yes(self, name: str) -> bool:
        return self.keys[name].value.strip().lower() == "true"

    def names(self, name: str) -> list[str]:
        """The parts of a comma separated value."""
        return [part.strip() for part in self.keys[name].value.split(",") if part.strip()]

    def write(self, name: str, value: str) -> str:
        """ChangeConfiguration: the status of its answer."""
        key = self.keys.get(name)
        if key is None:
            return "NotSupported"
        if key.readonly or not key.valid(value):
            return "Rejected"
        key.value = value
        self.changed(name, value)
        return "RebootRequired" if key.restart else "Accepted"

    def force(self, name: str, value: str) -> None:
        """Set a key as from the charger's own display: no checks, unknown ones come into being."""
        if name in self.keys:
            self.keys[name].value = value
        else:
            self.keys[name] = Key(name, value, _text(500))
        self.changed(name, value)

    def printed(self) -> dict[str, str]:
        """All values for a diagnostics file, secrets masked."""
        return {
            key.name: "***" if key.hidden or "Password" in key.name else key.value
            for key in self.keys.values()
        }

    def listed(self, wanted: list[str]) -> tuple[list[dict[str, object]], list[str]]:
        """(configurationKey, unknownKey) of GetConfiguration; all keys when none is wanted."""
        known: list[dict[str, object]] = []
        unknown: list[str] = []
        for name in wanted or list(self.keys):
            key = self.keys.get(name)
            if key is None:
                unknown.append(name)
                continue
            entry: dict[str, object] = {"key": key.name, "readonly": key.readonly}
            if not key.hidden:
                entry["value"] = key.value
            known.append(entry)
        return known, unknown
