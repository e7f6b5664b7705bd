"""Which names stand for secrets: ``StationPassword`` does, ``GetConfigurationMaxKeys`` does not.

A name is split into its parts (``WifiPSK`` -> wifi, psk; ``SIM_PIN`` -> sim, pin), because a plain
search for ``key`` or ``pin`` would hide ``WebSocketPingInterval`` and ``MonkeyMode``, which a
technician needs. The words are those of catalogue P27 (secrets seen in GetConfiguration answers)
with ``pwd`` and ``credential``. In doubt a name counts as secret.
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_HINT = re.compile(r"p(?:ass|wd|in|sk)|key|token|secret|credential")

_ABOUT = frozenset(
    {
        "algorithm",
        "attempts",
        "board",
        "controller",
        "count",
        "ctrlr",
        "enabled",
        "expiry",
        "expires",
        "format",
        "hash",
        "interval",
        "length",
        "len",
        "lifetime",
        "limit",
        "lock",
        "max",
        "maximum",
        "min",
        "minimum",
        "mode",
        "name",
        "pad",
        "policy",
        "reader",
        "required",
        "retries",
        "size",
        "supported",
        "switch",
        "through",
        "timeout",
        "type",
        "types",
        "uri",
        "url",
        "usage",
    }
)
"""After a secret word these tell something about it (``PasswordLength``), not the secret itself."""

_QUANTITIES = frozenset(
    {"count", "length", "max", "maximum", "min", "number", "of", "size", "supported"}
)
"""Beside the plural ``Keys``: a number or a list of names (``GetConfigurationMaxKeys``)."""

_OPEN_KEYS = frozenset({"configuration", "public", "unknown"})
_OPEN_TOKENS = frozenset({"id", "rfid"})
_OTHER_WORDS = frozenset(
    {"bypass", "compass", "donkey", "encompass", "hotkey", "monkey", "surpass", "turkey"}
)
_PINS = frozenset({"pin", "pins", "pincode", "pinkod", "simpin", "userpin", "wpspin"})

NAME_HOLDERS = frozenset(
    {
        "field",
        "id",
        "item",
        "key",
        "keyname",
        "messageid",
        "name",
        "option",
        "param",
        "parameter",
        "parametername",
        "property",
        "setting",
        "settingname",
        "variable",
        "variablename",
    }
)
"""Members whose text is the name of a setting; its value stands in another member beside it."""

_NOT_SECRET_MEMBERS = frozenset({"key", "keys", "keyname"})
_VALUE_WORDS = frozenset({"content", "data", "text", "val", "value", "values"})
_CREDENTIAL_NEIGHBOURS = frozenset({"encryption", "password", "server", "ssid", "user", "username"})


def is_secret_key(key: str) -> bool:
    """Whether the value of a setting with this name must not be stored or shown.

    Linear in the length of the name; never raises, whatever a charger calls its settings.
    """
    low = key.lower()
    if (
        _HINT.search(low) is None or low == "sec-websocket-key"
    ):  # a nonce that every handshake shows
        return False
    parts = [part.lower() for part in _PARTS.findall(key)]
    return any(_is_secret_part(parts, i) for i in range(len(parts)))


def _is_secret_part(parts: list[str], i: int) -> bool:
    part = parts[i]
    before = parts[i - 1] if i else ""
    if part in _OTHER_WORDS or not _ABOUT.isdisjoint(parts[i + 1 : i + 4]):
        return False
    if part.endswith(("key", "keys")):
        if before in _OPEN_KEYS or part.startswith(("public", "configuration", "unknown")):
            return False
        return not part.endswith("s") or _QUANTITIES.isdisjoint(parts)
    if part.endswith(("token", "tokens")):
        return before not in _OPEN_TOKENS and not part.endswith(("idtoken", "idtokens"))
    if "secret" in part:
        return "secretar" not in part
    return (
        part in _PINS
        or part.endswith("pass")
        or any(word in part for word in ("passw", "passphrase", "passcode", "pwd", "psk"))
        or "credential" in part
    )


def is_secret_member(name: str) -> bool:
    """Whether a JSON member of this name holds a secret itself (``password``; not OCPP's ``key``)."""
    return name.lower() not in _NOT_SECRET_MEMBERS and is_secret_key(name)


def is_name_holder(name: str) -> bool:
    """Whether a member of this name holds the name of a setting, as ``key`` and ``name`` do."""
    return name.lower() in NAME_HOLDERS


def is_value_member(name: str) -> bool:
    """Whether a member of this name holds the value of a setting (``value``, ``attributeValue``)."""
    parts = _PARTS.findall(name)
    return bool(parts) and parts[-1].lower() in _VALUE_WORDS


def makes_key_secret(name: str) -> bool:
    """Whether ``key`` beside this member is a shared key (VPN and Wi-Fi data), not a name."""
    return name.lower() in _CREDENTIAL_NEIGHBOURS
