"""One open request, and one file on its way in.

A ``Ticket`` is one open request for a file: this charger, from this address, with this one-time
password. An ``Intake`` takes the bytes of one file for it: it counts, hashes, sniffs, stores and
reports, at most ten times a second.

A ticket's lock guards its intakes and its budget. Withdrawing a ticket takes it, so that afterwards
no byte more reaches the store.
"""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.commands import TransferProtocol
from app.uploads.arrival import Arrival
from app.uploads.reasons import Reason, Refused, Rule
from app.uploads.sniff import HEAD_BYTES, sniff

if TYPE_CHECKING:
    from app.uploads.inbox import Inbox

REPORT_EVERY_S = 0.1
PIECE = 1 << 20
"""Bytes handed to the store at once, at most."""


@dataclass(slots=True, eq=False)
class Ticket:
    """One open request. ``closed`` never becomes False again."""

    request: str
    charger: str
    peer: str
    protocol: TransferProtocol
    secret: str = field(repr=False)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    closed: bool = False
    received: int = 0
    files: int = 0
    told: set[Rule] = field(default_factory=set)
    intakes: set[Intake] = field(default_factory=set, repr=False)


@dataclass(frozen=True, slots=True)
class Admission:
    """A client that may write, for which request, and whether it knew the password."""

    ticket: Ticket
    authenticated: bool


class Intake:
    """One file being received. Used by one receiver; ``break_off`` may come from another thread."""

    def __init__(
        self, inbox: Inbox, admission: Admission, name: str, original: str, total: int | None
    ) -> None:
        self.received = 0
        self.total = total
        self._inbox = inbox
        self._admission = admission
        self._ticket = admission.ticket
        self._name = name
        self._original = original
        self._hash = hashlib.sha256()
        self._head = b""
        self._reported = 0.0
        self._reported_bytes = 0
        self._report_due = False
        self._over = False
        self._file = inbox.store.begin_file(
            name, original, self._ticket.charger, self._ticket.request
        )

    @property
    def ticket(self) -> Ticket:
        """The request that this file belongs to."""
        return self._ticket

    def write(self, data: bytes) -> None:
        """Take bytes as they came. Raises Refused when the request is over or the cap is reached."""
        with self._ticket.lock:
            if self._over:
                raise Refused(Reason.WITHDRAWN)
            if self._ticket.received + len(data) > self._inbox.size_cap:
                self._inbox.note(
                    self._ticket, Rule.SIZE_CAP, limit=str(self._inbox.size_cap), file=self._name
                )
                self.break_off(Reason.SIZE_CAP)
                raise Refused(Reason.SIZE_CAP)
            self._ticket.received += len(data)
            self.received += len(data)
            self._hash.update(data)
            if len(self._head) < HEAD_BYTES:
                self._head += data[: HEAD_BYTES - len(self._head)]
            for start in range(0, len(data), PIECE):
                self._inbox.store.append_file(self._file, data[start : start + PIECE])
            if time.monotonic() - self._reported >= REPORT_EVERY_S:
                self._report_progress()
            elif not self._report_due:
                self._report_due = True
                self._inbox.later(REPORT_EVERY_S, self._report_rest)

    def _report_progress(self) -> None:
        self._reported = time.monotonic()
        self._reported_bytes = self.received
        self._report("receiving", Reason.NONE, "", False)

    def _report_rest(self) -> None:
        """Bytes since the last report: an upload that stalls must not look shorter than it is."""
        with self._ticket.lock:
            self._report_due = False
            if not self._over and self.received > self._reported_bytes:
                self._report_progress()

    def finish(self, *, complete: bool, reason: Reason = Reason.NONE) -> None:
        """The sender is done. complete: the protocol proved that nothing is missing."""
        self._end("finished", reason, complete)

    def break_off(self, reason: Reason) -> None:
        """The file ends before its end; what came stays stored and is marked. Harmless when over."""
        self._end("broken", reason, False)

    def _end(self, state: str, reason: Reason, complete: bool) -> None:
        with self._ticket.lock:
            if self._over:
                return
            self._over = True
            self._ticket.intakes.discard(self)
            digest = self._hash.hexdigest()
            self._inbox.store.finish_file(self._file, self.received, digest, complete)
            self._report(state, reason, digest, complete)

    def _report(self, state: str, reason: Reason, digest: str, complete: bool) -> None:
        self._inbox.tell(
            Arrival(
                self._ticket.request,
                self._name,
                self._original,
                self.received,
                self.total,
                state,
                reason.value,
                digest,
                sniff(self._head),
                self._ticket.peer,
                self._admission.authenticated,
                complete,
            )
        )
