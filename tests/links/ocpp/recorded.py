"""The recorded frames, by id."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "recorded" / "frames.jsonl"

FRAMES: dict[str, dict[str, Any]] = {
    row["id"]: row for row in map(json.loads, _FILE.read_text(encoding="utf-8").splitlines())
}


def payload_of(row: dict[str, Any]) -> bytes:
    """The bytes that were on the wire."""
    return str(row["raw"]).encode()
