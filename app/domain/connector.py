"""A connector and the legal life of its status.

Theory of operation: OCPP 1.6 edition 2, section 4.9, gives a matrix of nine states; the errata
sheet v3.0 adds B6 (Preparing to Finishing, when the identification timed out). The table below is
that matrix, row by row. A charger may skip states (MinimumStatusDuration, lost messages), so a
step outside the table is a finding to look at, never an error. Words outside the nine states are
kept as sent and are not judged. Connector 0 is the station and has three states only.
"""

from __future__ import annotations

from dataclasses import dataclass

AVAILABLE = "Available"
PREPARING = "Preparing"
CHARGING = "Charging"
SUSPENDED_EV = "SuspendedEV"
SUSPENDED_EVSE = "SuspendedEVSE"
FINISHING = "Finishing"
RESERVED = "Reserved"
UNAVAILABLE = "Unavailable"
FAULTED = "Faulted"

_MATRIX: dict[str, str] = {
    # from: the columns 1..9 that may follow, in the order of the states above
    AVAILABLE: "2345789",
    PREPARING: "134569",
    CHARGING: "145689",
    SUSPENDED_EV: "135689",
    SUSPENDED_EVSE: "134689",
    FINISHING: "1289",
    RESERVED: "1289",
    UNAVAILABLE: "123459",
    FAULTED: "12345678",
}
_ORDER = tuple(_MATRIX)

LEGAL_STEPS: dict[str, frozenset[str]] = {
    state: frozenset(_ORDER[int(digit) - 1] for digit in columns)
    for state, columns in _MATRIX.items()
}
"""Status -> the statuses that may follow it (OCPP 1.6 ed. 2 section 4.9 with errata v3.0)."""

STATION_STATES = frozenset({AVAILABLE, UNAVAILABLE, FAULTED})
"""What connector 0 may report (OCPP 1.6 ed. 2, StatusNotification)."""


def is_legal_step(before: str, after: str) -> bool:
    """Whether the table allows the step. Repeats and words outside the table are not judged."""
    if before == after or before not in LEGAL_STEPS or after not in LEGAL_STEPS:
        return True
    return after in LEGAL_STEPS[before]


ConnectorKey = tuple[int | None, int]
"""(evse, connector); evse is None where the protocol has no such level."""


@dataclass(slots=True)
class Connector:
    """The latest that is known of one connector; connector 0 is the station.

    since_ns: stamp of the change to this status. last_error: the last code that was not NoError,
    kept when NoError follows, with its stamp in last_error_ns. link: connection of the last report.
    """

    evse: int | None
    number: int
    status: str = ""
    error_code: str = ""
    vendor_error_code: str = ""
    info: str = ""
    since_ns: int = 0
    last_error: str = ""
    last_vendor_error: str = ""
    last_error_ns: int = 0
    transaction: int | str | None = None
    link: int = 0

    @property
    def key(self) -> ConnectorKey:
        """Where this connector stands in ``Charger.connectors``."""
        return (self.evse, self.number)
