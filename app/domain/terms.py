"""Two words that the whole program shares: how bad something is, and how far a dial-in came.

They stand apart from the events so that what only draws them, or names them, can be read from disk
without the events: the window is on the screen before it knows what an event is.
"""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad: a fault stops charging, a warning needs a look, a notice is good to know."""

    FAULT = "fault"
    WARNING = "warning"
    NOTICE = "notice"


class Stage(StrEnum):
    """The steps of a dial-in, in order. A refused attempt names the step that failed."""

    TCP = "tcp"
    TLS = "tls"
    PATH = "path"
    PASSWORD = "password"
    PROTOCOL = "protocol"
    BOOT = "boot"
