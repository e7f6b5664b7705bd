"""One FTP client: pyftpdlib's session with everything that touches a disk cut off.

There is no file system: a path is only the source of a name, ``STOR``, ``APPE`` and ``STOU`` all
begin a new file, and nothing can be listed, read, renamed or deleted. What is left of pyftpdlib is
its parsing, its poller, TLS, and the data connections in both directions.

``ftps://`` means two things. MicroOcpp connects in clear text and says ``AUTH TLS``; curl, and with
it EVerest, begins with a TLS handshake and expects the greeting inside. Where an ftps request is
open, the greeting therefore waits ``GREETING_S`` for a client that speaks first.
"""

from __future__ import annotations

import socket
import sys
from typing import Any, ClassVar

from OpenSSL import SSL
from pyftpdlib.handlers import TLS_FTPHandler

from app.domain.commands import TransferProtocol
from app.uploads.ftp_data import (
    DataChannel,
    Landing,
    PassivePort,
    log_unless_world,
    say_goodbye,
)
from app.uploads.ftp_replies import BEFORE_LOGIN, COMMANDS, REPLIES, SAME_ANSWER
from app.uploads.inbox import Admission, Inbox
from app.uploads.reasons import Reason, Rule

IDLE_S = 120
"""Between two commands. Chargers pack their bundle after logging in; a minute is too short."""
GREETING_S = 0.25
"""How long a TLS handshake may take to arrive before the client counts as one that waits for us."""
MOST_UNREAD_REPLIES = 64
"""A client that sends commands and reads no answers is cut off."""


class FtpSession(TLS_FTPHandler):  # type: ignore[misc]
    """The control connection. ``session_type`` binds it to an inbox."""

    inbox: ClassVar[Inbox]

    timeout = IDLE_S
    proto_cmds = COMMANDS
    dtp_handler = DataChannel
    passive_dtp = PassivePort
    ac_in_buffer_size = 16384  # one TLS record; more would leave bytes that no poller announces
    log_cmds_list: ClassVar[list[str]] = []

    data_channel: DataChannel | None
    _in_buffer: list[bytes]
    _in_dtp_queue: tuple[Landing, str] | None
    _dtp_acceptor: Any
    _dtp_connector: Any
    _declared: int | None = None
    _user: str = ""
    _given: str = ""
    _admission: Admission | None = None
    _ungreeted: Any = None
    _tls_first = False

    def handle(self) -> None:
        """Nobody is greeted but the charger that we wait for."""
        self.server.sessions.add(self)
        self.set_terminator(b"\n")
        if not self.inbox.expects(self.remote_ip):
            self.respond("421 No upload is expected from you.")
            self.close_when_done()
        elif self.inbox.expects_tls(self.remote_ip):
            self._ungreeted = self.call_later(GREETING_S, self._greet)
        else:
            self._greet()

    def handle_read_event(self) -> None:
        """First bytes before the greeting: a TLS handshake, or a client in a hurry."""
        if self._ungreeted is not None:
            try:
                first = self.socket.recv(1, socket.MSG_PEEK)
            except OSError:
                first = b""
            if first == b"\x16":
                self._forget_greeting()
                self._tls_first = self._pbsz = self._prot = True
                self.secure_connection(self.ssl_context)
            else:
                self._greet()
        super().handle_read_event()

    def handle_ssl_established(self) -> None:
        """The greeting of a client that began with TLS."""
        if self._tls_first:
            self._greet()

    def found_terminator(self) -> None:
        """One line is complete."""
        if self._closed or self._closing or self._quit_pending:
            return
        if len(self.producer_fifo) > MOST_UNREAD_REPLIES:
            self.close()
            return
        # Lines should end in CRLF; some firmware sends a bare LF.
        self._in_buffer = [b"".join(self._in_buffer).removesuffix(b"\r")]
        super().found_terminator()

    def pre_process_command(self, line: str, cmd: str, arg: str) -> None:
        """Short answers to all that can be answered without thinking."""
        if not cmd:
            return
        if cmd not in COMMANDS and cmd[-4:] not in ("ABOR", "STAT", "QUIT"):
            self.respond("502 Not known.")
            return
        if cmd in SAME_ANSWER and (self.authenticated or cmd in BEFORE_LOGIN):
            self.respond(SAME_ANSWER[cmd])
            return
        super().pre_process_command(line, cmd, arg)

    def ftp_STAT(self, path: str) -> None:
        """Reached with the telnet signs in front that mean "urgent"."""
        self.respond(SAME_ANSWER["STAT"])

    def ftp_AUTH(self, line: str) -> None:
        """Switch to TLS; what was sent in clear text behind it does not count."""
        super().ftp_AUTH(line)
        if self._ssl_accepting:
            self.ac_in_buffer = b""

    def ftp_USER(self, line: str) -> None:
        """Any user is asked for a password; who it is shows when the file comes."""
        if self.authenticated:
            self.flush_account()
        self._user = line
        self.respond("331 Password, please.")

    def ftp_PASS(self, line: str) -> None:
        """Any password from the right address will do; the inbox makes findings of the odd ones."""
        self._given = line
        self._admission = self._admitted()
        if self._admission is None:
            self.respond("530 No upload is expected from you.")
            return
        self.authenticated = True
        self.respond("230 Welcome.")

    def ftp_QUIT(self, line: str) -> None:
        """A transfer that is under way may end first."""
        self.respond("221 Bye.")
        if self.data_channel is not None:
            self._wait_for_data()
        else:
            self._shutdown_connecting_dtp()
            self.close_when_done()

    def ftp_ALLO(self, line: str) -> None:
        """The size to come, the only way in plain FTP to know that a file is whole."""
        number = line.split(" ", 1)[0]
        fits = number.isascii() and number.isdigit() and len(number) <= 15
        self._declared = int(number) if fits else None
        self.respond("200 OK.")

    def ftp_MODE(self, line: str) -> None:
        """Stream mode only: the others put their own bytes between those of the file."""
        self.respond("200 OK." if line.strip().upper() in ("S", "") else "504 Use MODE S.")

    def ftp_STRU(self, line: str) -> None:
        """File structure only, for the same reason."""
        self.respond("200 OK." if line.strip().upper() in ("F", "") else "504 Use STRU F.")

    def ftp_REST(self, line: str) -> None:
        """Accepted in every mode; a file that begins in its middle is marked so."""
        number = line.strip()
        if not (number.isascii() and number.isdigit() and len(number) <= 15):
            self.respond("501 A number, please.")
            return
        self._restart_position = int(number)
        self.respond("350 Send STOR.")

    def ftp_FEAT(self, line: str) -> None:
        """The list that clients look at before they use EPSV or TLS."""
        self.push("211-Features:\r\n AUTH TLS\r\n EPSV\r\n PBSZ\r\n PROT\r\n UTF8\r\n")
        self.respond("211 End.")

    def ftp_STOR(self, file: str, mode: str = "w") -> None:
        """Begin a file, whatever the path: it only gives the name."""
        declared, self._declared = self._declared, None
        offset, self._restart_position = self._restart_position, 0
        if self._busy():
            return
        admission = self._admission
        if admission is None or admission.ticket.closed:
            # The request that this session logged in for may have been replaced by a new one.
            admission = self._admission = self._admitted()
        if admission is None:
            self.respond(REPLIES[Reason.WITHDRAWN])
            return
        if declared is not None and declared > self.inbox.size_cap:
            self.inbox.refused(admission, file, declared, Reason.SIZE_CAP)
            self.inbox.note(admission.ticket, Rule.SIZE_CAP, limit=str(self.inbox.size_cap))
            self.respond(REPLIES[Reason.SIZE_CAP])
            return
        landing = Landing(self.inbox, admission, file, declared, offset)
        if self.data_channel is not None:
            self.respond("125 Send it.")
            self.data_channel.file_obj = landing
            self.data_channel.enable_receiving("i", "STOR")
        else:
            self.respond("150 Send it.")
            self._in_dtp_queue = (landing, "STOR")

    def ftp_APPE(self, file: str) -> None:
        """There is nothing to append to: a new file."""
        self.ftp_STOR(file)

    def ftp_STOU(self, line: str) -> None:
        """Every stored name is unique."""
        self.ftp_STOR(line)

    def ftp_ABOR(self, line: str) -> None:
        """The client gives up a transfer."""
        if self.data_channel is not None and self.data_channel.transfer_in_progress():
            self.data_channel.abort()
            self.respond("426 Transfer aborted.")
            self.respond("226 OK.")
            return
        super().ftp_ABOR(line)

    def handle_close(self) -> None:
        """The client hung up the control connection; what is still in the data connection counts."""
        if self.data_channel is not None and self.data_channel.receive and not self._quit_pending:
            self._wait_for_data()
        else:
            super().handle_close()

    def handle_failed_ssl_handshake(self) -> None:
        """After AUTH TLS; nothing can be said to this client any more."""
        self.tls_failed()
        self.hang_up()

    def handle_error(self) -> None:
        """A broken connection is the world's; anything else is ours and goes to the log."""
        error = sys.exc_info()[1]
        if isinstance(error, SSL.Error):
            self.tls_failed()
        log_unless_world(error)
        self.hang_up()

    def tls_failed(self) -> None:
        """Tell the technician: chargers that check certificates cannot trust this one."""
        self.inbox.note_peer(self.remote_ip, Rule.TLS_FAILED, protocol="ftps")

    def hang_up(self) -> None:
        """Close at once, with all data connections."""
        self.server.sessions.discard(self)
        self._error = True  # pyftpdlib: no TLS shutdown that waits for the client
        super().close()

    def close(self) -> None:
        """Close, with a best-effort goodbye in TLS."""
        if self._closed:
            return
        if self._ssl_established:
            say_goodbye(self.socket)
        self.hang_up()

    def log(self, msg: str, logfun: Any = None) -> None:
        """pyftpdlib's lines carry names and addresses; none of them is ours to write."""

    def logline(self, msg: str, logfun: Any = None) -> None:
        """Commands and replies: never written."""

    def _greet(self) -> None:
        self._forget_greeting()
        self.respond("220 Kontaktor")

    def _forget_greeting(self) -> None:
        if self._ungreeted is not None and not self._ungreeted.cancelled:
            self._ungreeted.cancel()
        self._ungreeted = None

    def _admitted(self) -> Admission | None:
        return self.inbox.admit(self.remote_ip, TransferProtocol.FTP, self._user, self._given)

    def _busy(self) -> bool:
        if self._in_dtp_queue is not None or (
            self.data_channel is not None and self.data_channel.receive
        ):
            self.respond("450 A transfer is under way.")
            return True
        if (self.data_channel, self._dtp_acceptor, self._dtp_connector) == (None, None, None):
            self.respond("425 Use PASV or PORT first.")
            return True
        return False

    def _wait_for_data(self) -> None:
        self._quit_pending = True
        self.del_channel()


def session_type(inbox: Inbox, tls: Any, passive_ports: tuple[int, ...]) -> type[FtpSession]:
    """The session class of one receiver: pyftpdlib takes its settings from class attributes."""
    settings = {"inbox": inbox, "ssl_context": tls, "passive_ports": passive_ports or None}
    return type("FtpSession", (FtpSession,), settings)
