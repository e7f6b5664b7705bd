"""What the charger hands in when asked: diagnostics and logs that it really uploads, and firmware that it
only pretends to install.

One upload at a time: a new request gives up the one that runs, which GetLog calls AcceptedCanceled.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from app.simulator.files import diagnostics, file_name
from app.simulator.journal import masked
from app.simulator.outbox import Outgoing
from app.simulator.uploads import BLOCK, Parcel, UploadError, upload

if TYPE_CHECKING:
    from app.simulator.charger import SimulatedCharger

MOST_TRIES = 6
SECONDS_OF_AN_INSTALLATION = (("Downloading", 4.0), ("Downloaded", 1.0), ("Installing", 6.0))


class Reports:
    """Uploads and firmware of one charger, and how they stand."""

    def __init__(self, charger: SimulatedCharger) -> None:
        self._charger = charger
        self._running: asyncio.Task[None] | None = None
        self.diagnostics_status = "Idle"
        self.log_status = "Idle"
        self.firmware_status = "Idle"
        self.log_request: int | None = None

    @property
    def busy(self) -> bool:
        return self._running is not None and not self._running.done()

    def give_up(self) -> None:
        """Stop an upload that runs."""
        if self._running is not None:
            self._running.cancel()

    def hand_in(
        self,
        location: str,
        *,
        log_request: int | None = None,
        kind: str = "diagnostics",
        start: datetime | None = None,
        stop: datetime | None = None,
        retries: int = 0,
        retry_after: float = 10.0,
    ) -> str:
        """Begin to upload; returns the name of the file. `log_request` is the id of a GetLog."""
        self.give_up()
        charger = self._charger
        now = charger.clock.now()
        name = file_name(charger.identity, now, kind)
        lines, seed = charger.journal.lines(), charger.options.seed
        keys = charger.configuration.printed()

        def content() -> bytes:
            return diagnostics(charger.identity, keys, lines, now, seed, start, stop).encode()

        rate = charger.options.upload_kilobytes_per_s * 1024 * charger.pace.speed
        parcel = Parcel(location, name, content, BLOCK / rate if rate > 0 else 0.0)
        tries = min(MOST_TRIES, 1 + max(0, retries))
        told = self._teller(log_request)
        self._running = charger.spawn(self._hand_in(parcel, told, tries, retry_after))
        return name

    def _teller(self, log_request: int | None) -> Callable[[str], None]:
        def tell(status: str) -> None:
            if log_request is None:
                failed = status not in ("Uploading", "Uploaded")
                self.diagnostics_status = "UploadFailed" if failed else status
                self.tell_diagnostics()
            else:
                self.log_status, self.log_request = status, log_request
                self.tell_log()

        return tell

    async def _hand_in(
        self, parcel: Parcel, told: Callable[[str], None], tries: int, retry_after: float
    ) -> None:
        charger = self._charger
        try:
            told("Uploading")
            for attempt in range(1, tries + 1):
                try:
                    charger.tell(f"uploading {parcel.name} to {masked(parcel.location)}")
                    await upload(parcel)
                except UploadError as failure:
                    charger.tell(f"upload failed: {failure}")
                    if attempt == tries:
                        told(failure.kind)
                    else:
                        await charger.pace.sleep(retry_after)
                else:
                    charger.tell("uploaded")
                    told("Uploaded")
                    return
        except asyncio.CancelledError:
            charger.tell("upload given up")
            told("UploadFailure")
            raise

    def tell_diagnostics(self, urgent: bool = False) -> None:
        """Send DiagnosticsStatusNotification; an old end counts as Idle when asked for."""
        status = {"status": self.diagnostics_status}
        if urgent and self.diagnostics_status != "Uploading":
            status = {"status": "Idle"}
        self._put("DiagnosticsStatusNotification", status, urgent)

    def tell_log(self, urgent: bool = False) -> None:
        """Send LogStatusNotification."""
        status: dict[str, object] = {"status": self.log_status}
        if urgent and self.log_status != "Uploading":
            status["status"] = "Idle"
        elif self.log_request is not None:
            status["requestId"] = self.log_request
        self._put("LogStatusNotification", status, urgent)

    def tell_firmware(self, urgent: bool = False) -> None:
        """Send FirmwareStatusNotification."""
        running = self.firmware_status in dict(SECONDS_OF_AN_INSTALLATION)
        status = "Idle" if urgent and not running else self.firmware_status
        self._put("FirmwareStatusNotification", {"status": status}, urgent)

    def install(self, signed_request: int | None = None) -> None:
        """Pretend to fetch and install a firmware; nothing is fetched."""
        self._charger.spawn(self._install(signed_request))

    async def _install(self, signed_request: int | None) -> None:
        for status, seconds in (*SECONDS_OF_AN_INSTALLATION, ("Installed", 0.0)):
            self.firmware_status = status
            if signed_request is None:
                self.tell_firmware()
            else:
                signed: dict[str, object] = {"status": status, "requestId": signed_request}
                self._put("SignedFirmwareStatusNotification", signed, False)
            await self._charger.pace.sleep(seconds)

    def _put(self, action: str, payload: dict[str, str] | dict[str, object], urgent: bool) -> None:
        self._charger.outbox.put(Outgoing(action, lambda: dict(payload)), urgent=urgent)
