"""What the temporary central system knows when it answers: policy, time and transaction ids."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from app.links.ocpp.policy import CsmsPolicy


class Csms:
    """Shared by all connections of a visit.

    Transaction ids begin at the current Unix time in seconds and count upwards, so ids of two visits
    never collide: no visit starts transactions faster than one a second for its whole length. They
    fit the 31 bits that some chargers keep until the year 2038.
    """

    def __init__(self, policy: CsmsPolicy) -> None:
        self.policy = policy
        self._last_transaction = 0

    def next_transaction_id(self) -> int:
        """An id that no earlier charge has."""
        self._last_transaction = max(self._last_transaction + 1, int(time.time()))
        return self._last_transaction

    def now_utc(self) -> str:
        """The time for a charger: UTC with Z and no fractions, which some stacks cannot read.

        Source: lbbrhzn/ocpp issue 515 and mobilityhouse/ocpp issue 474 (catalogue B16).
        """
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
