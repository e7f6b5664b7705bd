"""Who a charger is: what it called itself when dialling in and what it says in its boot message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Identity:
    """Empty strings for what is not known. extra: further members of the boot message, as text."""

    vendor: str = ""
    model: str = ""
    serial: str = ""
    firmware: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
