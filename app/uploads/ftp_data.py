"""The data connection of an FTP upload, and what its end is worth.

    close_notify of TLS            the sender said "this was all"           proven
    FIN, and ALLO named the size   as many bytes came as announced          proven, or cut short
    FIN without either             a whole file or one cut by a reboot      finished, end not proven
    RST, ABOR, silence             it is broken, unless ALLO's bytes came   broken

The channel reads the socket itself, since pyftpdlib treats all these ends alike. Text mode
(``TYPE A``, the default of the protocol, and clients that never send ``TYPE``) changes nothing: the
bytes that arrived are stored.
"""

from __future__ import annotations

import logging
import sys
from enum import Enum
from typing import TYPE_CHECKING, Any

from OpenSSL import SSL
from pyftpdlib.exceptions import _RetryError
from pyftpdlib.handlers import TLS_DTPHandler
from pyftpdlib.handlers.ftp.dispatchers import PassiveDTP

from app.uploads.ftp_replies import REPLIES
from app.uploads.inbox import Admission, Inbox, Intake, Ticket
from app.uploads.reasons import Reason, Refused

if TYPE_CHECKING:
    from app.uploads.ftp_session import FtpSession

STALL_S = 60
"""A data connection without a byte."""

_log = logging.getLogger(__name__)


class End(Enum):
    """How a data connection ended."""

    PROVEN = "close_notify"
    CLEAN = "fin"
    LOST = "reset"
    ABORTED = "abor"
    SILENT = "silence"
    NO_TLS = "tls"


_BROKEN = {
    End.LOST: Reason.CONNECTION_LOST,
    End.ABORTED: Reason.ABORTED,
    End.SILENT: Reason.TIMED_OUT,
    End.NO_TLS: Reason.TLS_FAILED,
}


class Landing:
    """The "file" that pyftpdlib writes to: begins an intake with the first byte."""

    def __init__(
        self, inbox: Inbox, admission: Admission, name: str, declared: int | None, offset: int
    ) -> None:
        self.name = "upload"  # what pyftpdlib would log
        self.closed = False
        self.channel: DataChannel | None = None
        self._inbox = inbox
        self._admission = admission
        self._original = name
        self._declared = declared
        self._offset = offset
        self._intake: Intake | None = None

    @property
    def ticket(self) -> Ticket:
        """The request that the file is for."""
        return self._admission.ticket

    def write(self, data: bytes) -> None:
        """Pour in; a refusal closes the data channel with the fitting reply."""
        assert self.channel is not None
        try:
            self._begun().write(data)
        except Refused as refusal:
            self.channel.refuse(refusal.reason)

    def settle(self, end: End) -> str:
        """The transfer ended like this; returns the reply for the control connection."""
        clean = end in (End.PROVEN, End.CLEAN)
        if self._intake is None and not clean:
            self._inbox.refused(self._admission, self._original, self._declared, _BROKEN[end])
            return "426 Transfer aborted."
        try:
            intake = self._begun()
        except Refused as refusal:
            return REPLIES[refusal.reason]
        all_here = intake.received == self._declared
        if self._offset:
            intake.finish(complete=False, reason=Reason.RESUMED_PART)
        elif end is End.PROVEN or (all_here and end is not End.ABORTED):
            intake.finish(complete=True)
        elif end is End.CLEAN and self._declared is not None and intake.received < self._declared:
            intake.break_off(Reason.CUT_SHORT)
            return "426 Fewer bytes than announced."
        elif end is End.CLEAN:
            intake.finish(complete=False, reason=Reason.END_NOT_PROVEN)
        else:
            intake.break_off(_BROKEN[end])
            return "426 Transfer aborted."
        return "226 Transfer complete."

    def close(self) -> None:
        """Nothing to release."""
        self.closed = True

    def _begun(self) -> Intake:
        if self._intake is None:
            self._intake = self._inbox.begin(self._admission, self._original, self._declared)
        return self._intake


class DataChannel(TLS_DTPHandler):  # type: ignore[misc]
    """One data connection, inwards only."""

    timeout = STALL_S
    file_obj: Landing | None
    cmd_channel: FtpSession
    _lastdata: int

    def enable_receiving(self, type: str, cmd: str) -> None:
        """Called by pyftpdlib when both a STOR and a connection are there."""
        assert self.file_obj is not None
        self.file_obj.channel = self
        super().enable_receiving("i", cmd)

    def readable(self) -> bool:
        """Bytes that come before their STOR wait in the socket; pyftpdlib would hang up on them."""
        if self._ssl_accepting or self._ssl_want_read or self.receive:
            return True
        self.del_channel()
        return False

    def recv(self, buffer_size: int) -> bytes:
        """As pyftpdlib's, but telling the ways in which a connection ends apart."""
        try:
            data: bytes = self.socket.recv(buffer_size)
        except (SSL.WantReadError, SSL.WantWriteError) as error:
            self._ssl_want_read = True
            raise _RetryError from error
        except SSL.ZeroReturnError:
            return self._ended(End.PROVEN)
        except SSL.SysCallError as error:
            return self._ended(End.CLEAN if error.args[-1] == "Unexpected EOF" else End.LOST)
        except BlockingIOError as error:
            raise _RetryError from error
        except (SSL.Error, OSError):
            return self._ended(End.LOST)
        return data or self._ended(End.CLEAN)

    def handle_close(self) -> None:
        """The poller saw an error on the socket."""
        self._ended(End.LOST)

    def handle_timeout(self) -> None:
        """Called every STALL_S by pyftpdlib."""
        if self.get_transmitted_bytes() > self._lastdata:
            self._lastdata = self.get_transmitted_bytes()
        else:
            self._ended(End.SILENT)

    def handle_failed_ssl_handshake(self) -> None:
        """The client does not like our certificate, or does not speak TLS here at all."""
        self.cmd_channel.tls_failed()
        self._resp = ("522 TLS failed.", _log.debug)
        self._hang_up(End.NO_TLS)

    def handle_error(self) -> None:
        """Whatever went wrong concerns this transfer only."""
        log_unless_world(sys.exc_info()[1])
        self._ended(End.LOST)

    def refuse(self, reason: Reason) -> None:
        """The inbox takes no more of it, and has said so to the technician."""
        assert self.file_obj is not None
        self.file_obj.close()
        self._resp = (REPLIES[reason], _log.debug)
        self._hang_up(End.ABORTED)

    def abort(self) -> None:
        """Hang up without a reply."""
        self._hang_up(End.ABORTED)

    def close(self) -> None:
        """pyftpdlib closes the channel by itself when the control connection is gone."""
        self._hang_up(End.LOST)

    def _ended(self, end: End) -> bytes:
        self._hang_up(end, reply=True)
        return b""

    def _hang_up(self, end: End, *, reply: bool = False) -> None:
        if self._closed:
            return
        landing = self.file_obj
        if landing is not None and not landing.closed:
            landing.close()
            said = landing.settle(end)
            if reply:
                self._resp = (said, _log.debug)
        if self._ssl_established:
            say_goodbye(self.socket)
        self._error = True  # pyftpdlib: close now, without its own TLS shutdown
        super().close()


class PassivePort(PassiveDTP):  # type: ignore[misc]
    """The listening side of PASV and EPSV."""

    timeout = 60

    def handle_accepted(self, sock: Any, addr: Any) -> None:
        """A stranger is dropped without a word: a reply would be taken for that of STOR."""
        if addr[0] != self.cmd_channel.remote_ip:
            sock.close()
            return
        super().handle_accepted(sock, addr)


def say_goodbye(connection: Any) -> None:
    """Send close_notify if the socket takes it at once."""
    try:
        connection.shutdown()
    except (SSL.Error, OSError):
        pass


def log_unless_world(error: BaseException | None) -> None:
    if isinstance(error, (SSL.Error, OSError)):
        _log.debug("an upload client went away: %s", type(error).__name__)
    else:
        _log.error("an upload session failed", exc_info=error)
