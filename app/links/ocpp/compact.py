"""JSON without a superfluous character, for answers and calls.

Some counterparts compare texts instead of reading JSON (catalogue, section 5.10).
"""

from __future__ import annotations

import json
from typing import Any

import orjson


def compact(value: Any) -> bytes:
    """The value as compact JSON in UTF-8. Keys are text; never raises for values from JSON."""
    try:
        # Copied: orjson 3.13 keeps a buffer of 4 KiB behind every short result, and frames are kept.
        return b"%b" % orjson.dumps(value)
    except TypeError:  # ids beyond 64 bits, lone surrogates in an expert's raw call
        return json.dumps(value, separators=(",", ":"), default=str).encode()
