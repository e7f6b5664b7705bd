"""The settings of a charger: reading its GetConfiguration answer, and checking what is to be written.

Two open-source stacks accept ``HeartbeatInterval="abc"`` and then send 70 to 230 heartbeats a second
(catalogue, section 5.2), so a value for a standard key is checked before it is sent. Only the type is
checked: which numbers make sense is the charger's to say. Vendor keys take anything.

Source of the table: OCPP 1.6 ed. 2, section 9, its errata, and the security extension.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.links.ocpp.values import text

SettingRow = tuple[str, str | None, bool | None, bool]

INTEGER_KEYS = frozenset(
    key.casefold()
    for key in (
        *("BlinkRepeat", "CertificateSignedMaxChainSize", "CertificateStoreMaxLength"),
        *("ChargeProfileMaxStackLevel", "ChargingScheduleMaxPeriods", "ClockAlignedDataInterval"),
        *("ConnectionTimeOut", "ConnectorPhaseRotationMaxLength", "GetConfigurationMaxKeys"),
        *("HeartbeatInterval", "LightIntensity", "LocalAuthListMaxLength", "MaxEnergyOnInvalidId"),
        *("MaxChargingProfilesInstalled", "MessageTimeout", "MeterValueSampleInterval"),
        *("MeterValuesAlignedDataMaxLength", "MeterValuesSampledDataMaxLength"),
        *("MinimumStatusDuration", "NumberOfConnectors", "ResetRetries", "SecurityProfile"),
        *("SendLocalListMaxLength", "StopTransactionMaxMeterValues"),
        *("StopTxnAlignedDataMaxLength", "StopTxnSampledDataMaxLength"),
        *("SupportedFeatureProfilesMaxLength", "TransactionMessageAttempts"),
        *("TransactionMessageRetryInterval", "WebSocketPingInterval"),
    )
)

BOOLEAN_KEYS = frozenset(
    key.casefold()
    for key in (
        *("AdditionalRootCertificateCheck", "AllowOfflineTxForUnknownId"),
        *("AuthorizationCacheEnabled", "AuthorizeRemoteTxRequests"),
        *("ConnectorSwitch3to1PhaseSupported", "LocalAuthListEnabled", "LocalAuthorizeOffline"),
        *("LocalPreAuthorize", "ReserveConnectorZeroSupported"),
        *("StopTransactionOnEVSideDisconnect", "StopTransactionOnInvalidId"),
        *("UnlockConnectorOnEVSideDisconnect",),
    )
)

LARGEST = 2**31 - 1
"""Chargers keep these in 32 bits with a sign."""


def check_value(key: str, value: str) -> str | None:
    """Why a value must not be written to a standard key; None when it may.

    The reason is a token of ``app.words.readings.VALUE_REASONS``. Keys are compared without case, as
    the standard does (CiString50).
    """
    folded = key.strip().casefold()
    if folded in INTEGER_KEYS:
        if not (value.isascii() and value.isdigit()):
            return "value_not_integer"
        return "value_too_large" if len(value) > 10 or int(value) > LARGEST else None
    if folded in BOOLEAN_KEYS and value.casefold() not in ("true", "false"):
        return "value_not_boolean"
    return None


def configuration(payload: Mapping[str, Any]) -> list[SettingRow]:
    """(key, value, readonly, known) of a GetConfiguration answer, in the charger's order.

    value None: none was sent. readonly None: not said. Values are as sent, secrets included. Takes an
    object instead of a list, and lists that are missing or empty (catalogue P10, P26, P40, P41).
    """
    rows: list[SettingRow] = []
    for item in _listed(payload.get("configurationKey")):
        if not isinstance(item, dict):
            continue
        key = text(item.get("key"), 500).strip()
        if key:
            sent = item.get("value")
            value = None if sent is None else text(sent)
            rows.append((key, value, _truth(item.get("readonly")), True))
    for sent in _listed(payload.get("unknownKey")):
        key = text(sent, 500).strip()
        if key:
            rows.append((key, None, None, False))
    return rows


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _truth(value: Any) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text(value, 10).casefold())
