"""Scripts: what happens at the charger and when, as a small TOML file.

    repeat = 120                  # optional: begin again every so many seconds

    [[step]]
    at = 2                        # seconds since the beginning, simulated
    do = "plug_in"
    connector = 1
    soc = 40                      # optional, as battery_kwh, phases (1 or 3), max_current

    [[step]]
    at = 5
    do = "authorize"              # asks the CSMS, then charges; the same card again ends it
    connector = 1
    id_tag = "04A1B2C3"           # optional

    do = "start" / "stop"         # connector; start: id_tag; stop: reason. Without asking anybody
    do = "pause" / "resume"       # connector. The car takes a break, and goes on
    do = "unplug"                 # connector
    do = "fault"                  # connector (0: the station), code; vendor_code, info, warning
    do = "clear"                  # connector. The fault goes
    do = "drop_connection"        # seconds (default 10)
    do = "set"                    # key, value. As from the charger's own display: no checks
    do = "send"                   # text. A raw frame, whatever it is

A script that is not right raises ScriptError, whose text names the line or step and the key.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Value = str | int | float | bool


class ScriptError(Exception):
    """What is wrong with a script, for the person who wrote it."""


@dataclass(frozen=True)
class Step:
    """Do `do` with `details` at `at` seconds."""

    at: float
    do: str
    details: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Script:
    """Steps in order of time; `repeat` None: once."""

    steps: tuple[Step, ...] = ()
    repeat: float | None = None


NUMBER = (int, float)
# What each step needs and may have; the value is the type its key must have.
_CAR: dict[str, Any] = {"soc": NUMBER, "battery_kwh": NUMBER, "phases": int, "max_current": NUMBER}
_DETAILS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "plug_in": ({"connector": int}, _CAR),
    "unplug": ({"connector": int}, {}),
    "authorize": ({"connector": int}, {"id_tag": str}),
    "start": ({"connector": int}, {"id_tag": str}),
    "stop": ({"connector": int}, {"reason": str}),
    "pause": ({"connector": int}, {}),
    "resume": ({"connector": int}, {}),
    "fault": ({"connector": int, "code": str}, {"vendor_code": str, "info": str, "warning": bool}),
    "clear": ({"connector": int}, {}),
    "drop_connection": ({}, {"seconds": NUMBER}),
    "set": ({"key": str, "value": (str, bool, *NUMBER)}, {}),
    "send": ({"text": str}, {}),
}
_RANGES: dict[str, tuple[float, float]] = {
    "soc": (0, 100),
    "battery_kwh": (1, 1000),
    "max_current": (6, 80),
    "seconds": (0, 86_400),
}
_WORDS = {str: "text", int: "a whole number", bool: "true or false"}


def read_script(path: Path, connectors: int) -> Script:
    """The script in a file. Raises ScriptError, also when the file cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ScriptError(f"{path}: cannot be read ({type(error).__name__})") from error
    try:
        return parse_script(text, connectors)
    except ScriptError as error:
        raise ScriptError(f"{path}: {error}") from error


def parse_script(text: str, connectors: int) -> Script:
    """The script that a text describes. Raises ScriptError."""
    try:
        told = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ScriptError(f"not TOML: {error}") from error
    for key in told:
        if key not in ("repeat", "step"):
            raise ScriptError(f"key '{key}': unknown; there are 'repeat' and [[step]]")
    repeat = told.get("repeat")
    if repeat is not None and (not _is(repeat, NUMBER) or not 1 <= repeat <= 86_400):
        raise ScriptError("key 'repeat': must be a number of seconds from 1 to 86400")
    steps = told.get("step", [])
    if not isinstance(steps, list):
        raise ScriptError("key 'step': must be written as [[step]]")
    lines = [
        i for i, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*step\s*\]\]", line)
    ]
    read = []
    for number, step in enumerate(steps, 1):
        line = f" (line {lines[number - 1]})" if len(lines) == len(steps) else ""
        read.append(_step(step, f"step {number}{line}", connectors))
    return Script(tuple(sorted(read, key=lambda s: s.at)), repeat)


def _step(told: Any, where: str, connectors: int) -> Step:
    if not isinstance(told, dict):
        raise ScriptError(f"{where}: must be a table")
    at, do = told.get("at"), told.get("do")
    if at is None or not _is(at, NUMBER) or not 0 <= at <= 1e6:
        raise ScriptError(f"{where}, key 'at': must be a number of seconds, 0 or more")
    if not isinstance(do, str) or do not in _DETAILS:
        raise ScriptError(f"{where}, key 'do': must be one of {', '.join(_DETAILS)}")
    needed, possible = _DETAILS[do]
    details = {key: value for key, value in told.items() if key not in ("at", "do")}
    for key in needed:
        if key not in details:
            raise ScriptError(f"{where}, key '{key}': is missing, '{do}' needs it")
    for key, value in details.items():
        if key not in needed and key not in possible:
            raise ScriptError(f"{where}, key '{key}': unknown for '{do}'")
        _check(key, value, (needed | possible)[key], where)
    least = 0 if do in ("fault", "clear") else 1
    connector = details.get("connector", least)
    if not least <= connector <= connectors:
        raise ScriptError(f"{where}, key 'connector': must be {least} to {connectors}")
    return Step(float(at), do, details)


def _check(key: str, value: Any, kind: Any, where: str) -> None:
    if not _is(value, kind):
        raise ScriptError(f"{where}, key '{key}': must be {_WORDS.get(kind, 'a number')}")
    if key == "phases" and value not in (1, 3):
        raise ScriptError(f"{where}, key 'phases': must be 1 or 3")
    if key in _RANGES and not _RANGES[key][0] <= value <= _RANGES[key][1]:
        least, most = _RANGES[key]
        raise ScriptError(f"{where}, key '{key}': must be {least:g} to {most:g}")
    if key in ("code", "key") and not value:
        raise ScriptError(f"{where}, key '{key}': must not be empty")


def _is(value: Any, kind: Any) -> bool:
    kinds = kind if isinstance(kind, tuple) else (kind,)
    return isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))
