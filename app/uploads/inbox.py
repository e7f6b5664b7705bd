"""The inbox: who may write now, and for which request.

The receivers (FTP in its own thread, HTTP on the loop) show the inbox every client; it answers with
an ``Admission`` or None. For each file they get an ``Intake`` and pour bytes into it. Nothing
touches the disk but the store. The truth about an upload is what went through here, not what the
charger says of it.

What protects the inbox is the charger's address and the open request. Wrong or missing credentials
from that very address are let in with a finding: charger firmware drops the password from a URL,
logs in as ``anonymous`` or garbles it, and the file is what the technician came for.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import string
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from app.domain.commands import TransferProtocol
from app.uploads.arrival import Arrival, FileStore, Offer
from app.uploads.intake import Admission, Intake, Ticket
from app.uploads.names import LONGEST_ORIGINAL, stored_name
from app.uploads.reasons import Reason, Refused, Rule

USER = "kontaktor"
ANONYMOUS = frozenset({"", "anonymous", "ftp"})
SIZE_CAP = 1 << 30
MOST_FILES = 100
"""Files of one request. A charger sends one or a few; a broken client must not fill the visit."""
MOST_STRANGERS = 64

_ALPHABET = string.ascii_letters + string.digits

__all__ = ["Admission", "Arrival", "FileStore", "Inbox", "Intake", "Offer", "Ticket"]


class Inbox:
    """Open requests, and the way in for the receivers. Thread-safe.

    post: runs a function on the loop's thread, later, in order. arrived and finding are only ever
    called there. taken: casefolded stored names that the visit has already.
    """

    def __init__(
        self,
        store: FileStore,
        post: Callable[[Callable[[], None]], None],
        arrived: Callable[[Arrival], None],
        finding: Callable[[str, Mapping[str, str]], None],
        size_cap: int = SIZE_CAP,
        taken: Iterable[str] = (),
    ) -> None:
        self.store = store
        self.size_cap = size_cap
        self._post = post
        self._arrived = arrived
        self._finding = finding
        self._lock = threading.Lock()
        self._tickets: list[Ticket] = []
        self._taken = {name.casefold() for name in taken}
        self._strangers: set[str] = set()

    def open(self, request: str, charger: str, peer: str, protocol: TransferProtocol) -> Ticket:
        """A new ticket with a fresh 8-character password that no URL parser can misread."""
        secret = "".join(secrets.choice(_ALPHABET) for _ in range(8))
        ticket = Ticket(request, charger, plain_address(peer), protocol, secret)
        with self._lock:
            self._tickets.append(ticket)
        return ticket

    def withdraw(self, request: str | None, reason: Reason) -> list[Ticket]:
        """Close the tickets of a request (None: all). Files on their way end broken, here and now."""
        with self._lock:
            gone = [t for t in self._tickets if request is None or t.request == request]
            self._tickets = [t for t in self._tickets if t not in gone]
        for ticket in gone:
            with ticket.lock:
                ticket.closed = True
                for intake in list(ticket.intakes):
                    intake.break_off(reason)
        return gone

    @property
    def waiting(self) -> bool:
        """Whether any request is open."""
        return bool(self._tickets)

    def expects(self, peer: str) -> bool:
        """Whether anything is expected from this address; a stranger becomes a finding."""
        address = plain_address(peer)
        with self._lock:
            if any(ticket.peer == address for ticket in self._tickets):
                return True
            new = address not in self._strangers and len(self._strangers) < MOST_STRANGERS
            if new:
                self._strangers.add(address)
        if new:
            self._tell_finding(Rule.STRANGER, {"peer": address})
        return False

    def expects_tls(self, peer: str) -> bool:
        """Whether a request by ftps is open for this address."""
        address = plain_address(peer)
        with self._lock:
            return any(
                ticket.peer == address and ticket.protocol is TransferProtocol.FTPS
                for ticket in self._tickets
            )

    def admit(
        self, peer: str, protocol: TransferProtocol, user: str | None, password: str | None
    ) -> Admission | None:
        """Which request this client writes for. user None: it sent no credentials at all.

        The password picks the request among those of the address; without a match it is the newest
        one of the same protocol, else the newest one.
        """
        address = plain_address(peer)
        with self._lock:
            mine = [ticket for ticket in self._tickets if ticket.peer == address]
        if not mine:
            self.expects(peer)  # makes the finding
            return None
        given = (password or "").encode("utf-8", "replace")
        if user == USER:
            for ticket in mine:
                if hmac.compare_digest(given, ticket.secret.encode()):
                    return Admission(ticket, True)
        ticket = max(
            enumerate(mine), key=lambda each: (_alike(each[1].protocol, protocol), each[0])
        )[1]
        if user == USER:
            rule = Rule.WRONG_PASSWORD
        elif user is not None and user.casefold() in ANONYMOUS:
            rule = Rule.ANONYMOUS
        else:
            rule = Rule.UNAUTHENTICATED
        self.note(ticket, rule)
        return Admission(ticket, False)

    def begin(self, admission: Admission, original: str, total: int | None) -> Intake:
        """A file starts. Raises Refused when the request is over, too big or has too many files."""
        ticket = admission.ticket
        with ticket.lock:
            if ticket.closed:
                raise Refused(Reason.WITHDRAWN)
            if total is not None and ticket.received + total > self.size_cap:
                self._refuse(admission, original, total, Reason.SIZE_CAP, Rule.SIZE_CAP)
            if ticket.files >= MOST_FILES:
                self._refuse(admission, original, total, Reason.TOO_MANY_FILES, Rule.TOO_MANY_FILES)
            ticket.files += 1
            original = _storable(original)
            with self._lock:
                name = stored_name(ticket.charger, datetime.now(UTC), original, self._taken)
                self._taken.add(name.casefold())
            intake = Intake(self, admission, name, original, total)
            ticket.intakes.add(intake)
            return intake

    def refused(
        self, admission: Admission, original: str, total: int | None, reason: Reason
    ) -> None:
        """Report an upload that ended before its first byte."""
        ticket = admission.ticket
        self.tell(
            Arrival(
                ticket.request,
                "",
                _storable(original),
                0,
                total,
                "refused",
                reason.value,
                "",
                "unknown",
                ticket.peer,
                admission.authenticated,
                False,
            )
        )

    def later(self, delay_s: float, function: Callable[[], None]) -> None:
        """Call a function on the loop's thread after a while; not at all when the loop ends first."""

        def begin() -> None:
            asyncio.get_running_loop().call_later(delay_s, function)

        self._post(begin)

    def room(self, ticket: Ticket) -> int:
        """How many bytes the request may still bring."""
        with ticket.lock:
            return self.size_cap - ticket.received

    def note(self, ticket: Ticket, rule: Rule, **facts: str) -> None:
        """A finding about a request, once a rule."""
        with ticket.lock:
            if rule in ticket.told:
                return
            ticket.told.add(rule)
        about = {"charger": ticket.charger, "request": ticket.request, "peer": ticket.peer}
        self._tell_finding(rule, {**about, **facts})

    def note_peer(self, peer: str, rule: Rule, **facts: str) -> None:
        """The same about the newest request of an address; nothing when none is open."""
        address = plain_address(peer)
        with self._lock:
            mine = [ticket for ticket in self._tickets if ticket.peer == address]
        if mine:
            self.note(mine[-1], rule, **facts)

    def tell(self, arrival: Arrival) -> None:
        """Deliver a report on the loop's thread."""
        self._post(lambda: self._arrived(arrival))

    def _tell_finding(self, rule: Rule, facts: Mapping[str, str]) -> None:
        self._post(lambda: self._finding(rule.value, facts))

    def _refuse(
        self, admission: Admission, original: str, total: int | None, reason: Reason, rule: Rule
    ) -> None:
        self.refused(admission, original, total, reason)
        self.note(admission.ticket, rule, limit=str(self.size_cap))
        raise Refused(reason)


def plain_address(peer: str) -> str:
    """An IPv4 address that came mapped into IPv6 as itself."""
    return peer.removeprefix("::ffff:") if "." in peer else peer


def _alike(offered: TransferProtocol, used: TransferProtocol) -> bool:
    return offered.value.removesuffix("s") == used.value.removesuffix("s")


def _storable(original: str) -> str:
    """The name as sent, bounded, and without lone surrogates, which no database stores."""
    return original[-LONGEST_ORIGINAL:].encode("utf-8", "replace").decode("utf-8")
