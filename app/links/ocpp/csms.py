"""What the temporary central system knows when it answers: policy, time and transaction ids."""

from __future__ import annotations

import itertools
import secrets
from datetime import UTC, datetime

from app.links.ocpp.policy import CsmsPolicy

FIRST_TRANSACTION = 1_000_000_000
"""Far above the numbers of small central systems that count from 1."""

TRANSACTION_SPAN = 1_000_000_000
"""Begins are spread over this many numbers; the highest still fits the 31 bits some chargers keep."""


class Csms:
    """Shared by all connections of a visit.

    Transaction ids begin at a random number and count upwards. A clock is no good begin: a charger
    that replays its queue starts a hundred charges in a second (catalogue B12), and a program that
    is started again at once would then give the same ids to others.
    """

    def __init__(self, policy: CsmsPolicy) -> None:
        self.policy = policy
        self._transactions = itertools.count(
            FIRST_TRANSACTION + secrets.randbelow(TRANSACTION_SPAN)
        )

    def next_transaction_id(self) -> int:
        """An id that no earlier charge has."""
        return next(self._transactions)

    def now_utc(self) -> str:
        """The time for a charger: UTC with Z and no fractions, which some stacks cannot read.

        Source: lbbrhzn/ocpp issue 515 and mobilityhouse/ocpp issue 474 (catalogue B16).
        """
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
