"""Passwords of chargers: read from the wire as bytes, compared as bytes, kept in the vault.

A charger's password is configured as text or as hex digits, and firmware disagrees about what to
send: the text, its hex digits, or the bytes behind the hex digits (OCPP 1.6 security whitepaper
TC_085_CS, libocpp ``isHexNotation``). All forms are compared, in constant time, and only the name of
the form that matched is ever told.

A vault can take seconds (a locked Secret Service asks its user), so it is only ever touched on one
worker thread. What it said is kept in memory, and a dial-in waits no longer than its patience.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import queue
import threading
from collections.abc import Callable, Iterable

from app.secrets import Vault, VaultError, open_vault

TEXT = "text"
HEX = "hex"
DECODED_HEX = "decoded_hex"

MOST_LOOKUPS = 64
"""Lookups waiting for the vault at a time. Ids come from outside and may be invented in a flood."""

MOST_ABSENT = 1000
"""Ids remembered as having no password."""


class Basic:
    """User and password as a charger sent them. Its text form never shows the password."""

    __slots__ = ("password", "user")

    def __init__(self, user: str, password: bytes) -> None:
        self.user = user
        self.password = password

    def __repr__(self) -> str:
        return f"<Basic {self.user!r}, password of {len(self.password)} bytes>"


def read_authorization(value: bytes) -> Basic | None:
    """Take the value of an Authorization header apart; None when it is not readable as Basic.

    The password is arbitrary bytes; the user is UTF-8, else Latin-1. Missing padding, the URL-safe
    alphabet and a missing colon (all of it is the user then) are tolerated. Never raises.
    """
    scheme, _, encoded = value.strip().partition(b" ")
    if scheme.lower() != b"basic":
        return None
    packed = b"".join(encoded.split()).rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        pair = base64.b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    user, _, password = pair.partition(b":")
    try:
        name = user.decode()
    except UnicodeDecodeError:
        name = user.decode("latin-1")
    return Basic("".join(c for c in name if c.isprintable())[:255], password)


def match_password(sent: bytes, expected: str) -> str | None:
    """The form in which ``sent`` is the expected password, None when it is not.

    ``text``: as configured; ``hex``: its hex digits in either case, or the same digits in another
    case; ``decoded_hex``: the bytes behind configured hex digits. Every form is compared in
    constant time, whatever the outcome of the others.
    """
    text = expected.encode("utf-8", "surrogateescape")
    candidates = [(TEXT, text), (TEXT, expected.encode("latin-1", "replace"))]
    candidates += [(HEX, text.hex().encode()), (HEX, text.hex().upper().encode())]
    try:
        decoded = bytes.fromhex(expected)
    except ValueError:
        decoded = b""
    if decoded:
        candidates += [(HEX, decoded.hex().encode()), (HEX, decoded.hex().upper().encode())]
        candidates.append((DECODED_HEX, decoded))
    matches = [form for form, value in candidates if hmac.compare_digest(sent, value)]
    return matches[0] if matches else None


class Passwords:
    """The password that each charger must send, by charger id.

    vault: where they are kept; None opens the operating system's vault at the first need.
    Used from one event loop; the vault itself is used on a worker thread only.
    """

    def __init__(self, vault: Vault | None = None) -> None:
        self._vault = vault
        self._failed = False
        self._for_all: str | None = None
        self._known: dict[str, str] = {}
        self._absent: dict[str, None] = {}
        self._lock = threading.Lock()
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker: threading.Thread | None = None
        self._waiting: dict[str, list[asyncio.Future[str | None]]] = {}

    @property
    def persistent(self) -> bool | None:
        """Whether passwords outlive the program; None until the vault has been opened."""
        if self._vault is None:
            return None
        return self._vault.persistent and not self._failed

    def get(self, charger: str) -> str | None:
        """The password as far as memory knows, None otherwise. Never waits."""
        with self._lock:
            return self._known.get(charger, self._for_all)

    def is_looked_up(self, charger: str) -> bool:
        """Whether ``get`` tells the whole truth about this charger."""
        with self._lock:
            return self._for_all is not None or charger in self._known or charger in self._absent

    async def look_up(self, charger: str, patience_s: float) -> str | None:
        """The password, asking the vault when memory does not know.

        Raises VaultError when the vault fails, is silent for ``patience_s`` seconds, or too many
        lookups are waiting for it.
        """
        if self.is_looked_up(charger):
            return self.get(charger)
        waiting = self._waiting.get(charger)
        if waiting is None:
            if len(self._waiting) >= MOST_LOOKUPS:
                raise VaultError("vault_busy")
            waiting = self._waiting[charger] = []
            loop = asyncio.get_running_loop()
            self._do(lambda: self._fetch(charger, loop))
        future: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        waiting.append(future)
        try:
            async with asyncio.timeout(patience_s):
                return await future
        except TimeoutError:
            raise VaultError("vault_silent") from None

    def preload(self, chargers: Iterable[str] = ()) -> None:
        """Open the vault and look these chargers up in the background, so that nobody waits later."""
        self._do(self._open)
        for charger in chargers:
            self._do(lambda charger=charger: self._fetch(charger, None))  # type: ignore[misc]

    def require_of_all(self, password: str) -> None:
        """Require this password of every charger that has none of its own in memory.

        It is never written to the vault, and the vault is not asked any more.
        """
        with self._lock:
            self._for_all = password

    def set(self, charger: str, password: str) -> None:
        """Require this password from now on; it goes into the vault in the background."""
        with self._lock:
            self._known[charger] = password
            self._absent.pop(charger, None)
        self._do(lambda: self._open().set(charger, password))

    def forget(self, charger: str) -> None:
        """Require no password any more, and remove it from the vault in the background."""
        with self._lock:
            self._known.pop(charger, None)
            self._remember_absence(charger)
        self._do(lambda: self._open().forget(charger))

    def close(self, timeout_s: float = 1.0) -> bool:
        """Let the vault finish what it was given; False when it did not within ``timeout_s``."""
        worker = self._worker
        if worker is None:
            return True
        self._work.put(None)
        worker.join(timeout_s)
        if worker.is_alive():
            return False
        self._worker = None
        return True

    def __repr__(self) -> str:
        return f"<Passwords of {len(self._known)} chargers>"

    # --- the worker thread ------------------------------------------------------------------

    def _do(self, job: Callable[[], Vault | None]) -> None:
        self._work.put(lambda: self._attempt(job))
        if self._worker is None or not self._worker.is_alive():
            # A daemon: a vault that hangs for ever must not keep the program from ending.
            self._worker = threading.Thread(target=self._run, name="vault", daemon=True)
            self._worker.start()

    def _run(self) -> None:
        while True:
            job = self._work.get()
            if job is not None:
                job()
            elif self._work.empty():
                return

    def _attempt(self, job: Callable[[], Vault | None]) -> None:
        try:
            job()
        except VaultError:
            # The password stays in memory for this visit; ``persistent`` tells so.
            self._failed = True

    def _open(self) -> Vault:
        if self._vault is None:
            self._vault = open_vault()
        return self._vault

    def _fetch(self, charger: str, loop: asyncio.AbstractEventLoop | None) -> None:
        failed: VaultError | None = None
        try:
            secret = self._open().get(charger)
        except VaultError as error:
            failed = error
            self._failed = True
        else:
            with self._lock:
                if charger not in self._known and charger not in self._absent:
                    if secret is None:
                        self._remember_absence(charger)
                    else:
                        self._known[charger] = secret
        if loop is not None:
            try:
                loop.call_soon_threadsafe(self._tell, charger, failed)
            except RuntimeError:
                pass  # The loop has ended and nobody waits any more.

    def _remember_absence(self, charger: str) -> None:
        self._absent[charger] = None
        if len(self._absent) > MOST_ABSENT:
            del self._absent[next(iter(self._absent))]

    def _tell(self, charger: str, failed: VaultError | None) -> None:
        for future in self._waiting.pop(charger, []):
            if future.done():
                continue
            if failed is None:
                future.set_result(self.get(charger))
            else:
                future.set_exception(failed)
