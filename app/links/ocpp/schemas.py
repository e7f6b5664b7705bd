"""The JSON schemas of OCPP messages, as the ``ocpp`` package ships them, compiled when first needed.

The package itself is not imported (its three versions take half a second); only its files are read.
Which actions exist is known from the file names, and a file is opened only for a name from that list,
never for a name that a charger made up. Version 1.6 includes the actions of its security extension.

The schemas name draft 4 (1.6) and draft 6 (2.x); they use nothing in which the two differ, and are
all compiled as draft 4 like the reference implementation does. Formats are not checked: times have
their own tolerant reader.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema_rs
import orjson

VERSIONS = {"1.6": "v16", "2.0.1": "v201", "2.1": "v21"}


class MessageSchema(NamedTuple):
    """The schema of one message and its compiled validator."""

    schema: dict[str, Any]
    validator: jsonschema_rs.Draft4Validator

    def fits(self, payload: Any) -> bool:
        """Whether the payload is as the standard wants it; False for what cannot even be looked at."""
        try:
            return self.validator.is_valid(payload)
        except (ValueError, TypeError):  # nested too deep, keys that are not text
            return False


@cache
def _folder(version: str) -> Path:
    spec = importlib.util.find_spec("ocpp")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("ocpp")
    return Path(next(iter(spec.submodule_search_locations))) / VERSIONS[version] / "schemas"


@cache
def _files(version: str) -> dict[tuple[str, bool], str]:
    """(action, whether the response) -> file name, for actions that have both."""
    if version not in VERSIONS:
        return {}
    names = {path.stem for path in _folder(version).glob("*.json")}
    request = "" if version == "1.6" else "Request"
    files: dict[tuple[str, bool], str] = {}
    for name in names:
        action = name.removesuffix("Response")
        if action != name and action + request in names:
            files[action, False] = f"{action}{request}.json"
            files[action, True] = f"{name}.json"
    return files


_compiled: dict[tuple[str, str, bool], MessageSchema] = {}


def find(version: str, action: str, response: bool) -> MessageSchema | None:
    """The schema of a request or response, None for an unknown version or action."""
    key = (version, action, response)
    known = _compiled.get(key)
    if known is not None:
        return known
    name = _files(version).get((action, response))
    if name is None:
        return None
    schema = orjson.loads((_folder(version) / name).read_bytes().removeprefix(b"\xef\xbb\xbf"))
    validator = jsonschema_rs.Draft4Validator(schema, validate_formats=False)
    found = _compiled[key] = MessageSchema(schema, validator)
    return found


def actions(version: str) -> frozenset[str]:
    """All actions of a version, empty for an unknown version."""
    return frozenset(action for action, _ in _files(version))
