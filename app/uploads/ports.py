"""Which ports the receivers listen on: small, fixed, and named, because a firewall rule names them.

When one is taken (another copy of the program, an FTP server on the laptop) a free one is used
instead: an upload through an unexpected port beats none.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable

from app.domain.errors import ListenError

FTP_PORT = 9313
HTTP_PORT = 9311
HTTPS_PORT = 9312
PASSIVE_PORTS = range(9320, 9340)
"""Data connections of FTP. Twenty, since a port rests for a minute after use on some systems."""

_BACKLOG = 16


def listening_socket(host: str, port: int) -> socket.socket:
    """A non-blocking listening socket on ``host`` (an address of ours), at ``port`` or any free one.

    Raises ListenError ``no_port`` when the address itself cannot be used (adapter gone).
    """
    error: OSError | None = None
    for wanted in (port, 0):
        sock = _socket(host)
        try:
            sock.bind((host, wanted))
            sock.listen(_BACKLOG)
        except OSError as refusal:
            sock.close()
            error = refusal
        else:
            return sock
    raise ListenError("no_port", str(error)) from error


def permitted(host: str, ports: Iterable[int]) -> tuple[int, ...]:
    """The ports that the system lets us bind at all.

    Windows keeps ranges for its virtual machines and answers "permission denied" for them; pyftpdlib
    skips those one by one and is left with none. A port that is only in use now stays in the list.
    """
    fine = []
    for port in ports:
        with _socket(host) as sock:
            try:
                sock.bind((host, port))
            except PermissionError:
                continue
            except OSError:
                pass
        fine.append(port)
    return tuple(fine)


def _socket(host: str) -> socket.socket:
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    if os.name == "posix":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return sock
