"""The values that the upload room hands out and the store that it fills."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from app.domain.commands import TransferProtocol


class FileStore(Protocol):
    """Where received files are kept; called from several threads, must not block or raise."""

    def begin_file(
        self, stored_name: str, original_name: str, charger: str, request: str
    ) -> int: ...
    def append_file(self, file: int, data: bytes) -> None: ...
    def finish_file(self, file: int, size: int, sha256: str, complete: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Offer:
    """What the charger is told. Its repr shows the masked URL only."""

    protocol: TransferProtocol
    url: str = field(repr=False)
    masked_url: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way. ``file`` is the stored name, empty when nothing was stored.

    state: receiving, finished, broken (what came is kept), refused (nothing is kept). reason: token
    in ``UPLOADS``. total: None when the sender did not say. complete: the protocol proved the end.
    sha256: hex, empty until the end.
    """

    request: str
    file: str
    original_name: str
    received: int
    total: int | None
    state: str
    reason: str
    sha256: str
    kind: str
    peer: str
    authenticated: bool
    complete: bool
