"""What a link can do. The window shows the rest as not available, with the reason."""

from __future__ import annotations

from enum import StrEnum


class Capability(StrEnum):
    """One kind of thing that a link may offer."""

    RESET = "reset"
    UNLOCK = "unlock"
    DIAGNOSTICS = "diagnostics"
    TRIGGER = "trigger"
    AVAILABILITY = "availability"
    TEST_CHARGE = "test_charge"
    CONFIGURATION = "configuration"
    CLEAR_CACHE = "clear_cache"
    VENDOR_DATA = "vendor_data"
    RAW_CALL = "raw_call"
