"""What the FTP receiver says: one short line to each command that charger firmware is known to send.

Every command is answered as its author hoped, within 100 bytes and without echoing anything, because
some clients read into 128 bytes (MicroOcpp). There is no file system behind it, so most answers
never change.
"""

from __future__ import annotations

from typing import Any

from app.uploads.reasons import Reason

REPLIES = {
    Reason.SIZE_CAP: "552 File is larger than accepted.",
    Reason.TOO_MANY_FILES: "452 Too many files.",
    Reason.WITHDRAWN: "450 No upload is expected now.",
}

BEFORE_LOGIN = ("AUTH", "PBSZ", "PROT", "USER", "PASS", "ACCT", "QUIT", "NOOP", "FEAT", "SYST")
AFTER_LOGIN = (
    *(
        "ABOR",
        "ALLO",
        "APPE",
        "CDUP",
        "CLNT",
        "CWD",
        "DELE",
        "EPRT",
        "EPSV",
        "HELP",
        "LIST",
        "MDTM",
    ),
    *("MFMT", "MKD", "MLSD", "MLST", "MODE", "NLST", "OPTS", "PASV", "PORT", "PWD", "REIN", "REST"),
    *(
        "RETR",
        "RMD",
        "RNFR",
        "RNTO",
        "SITE",
        "SIZE",
        "SMNT",
        "STAT",
        "STOR",
        "STOU",
        "STRU",
        "TYPE",
    ),
    *("XCUP", "XCWD", "XMKD", "XPWD", "XRMD"),
)
NEED_ARGUMENT = frozenset({"USER", "AUTH", "EPRT", "PORT", "APPE", "STOR", "REST"})

COMMANDS: dict[str, dict[str, Any]] = {
    name: {
        "perm": None,
        "auth": name in AFTER_LOGIN,
        "arg": True if name in NEED_ARGUMENT else None,
        "help": "",
    }
    for name in (*BEFORE_LOGIN, *AFTER_LOGIN)
}
"""pyftpdlib's command table: no permissions, since there is nothing to permit."""

SAME_ANSWER = {
    "ACCT": "230 No account needed.",
    "CDUP": "250 OK.",
    "CLNT": "200 OK.",
    "CWD": "250 OK.",
    "DELE": "550 Nothing can be deleted.",
    "HELP": "214 STOR is all you need.",
    "LIST": "550 Nothing to list.",
    "MDTM": "550 Nothing to read.",
    "MFMT": "550 Not available.",
    "MKD": '257 "/" is ready.',
    "MLSD": "550 Nothing to list.",
    "MLST": "550 Nothing to list.",
    "NLST": "550 Nothing to list.",
    "NOOP": "200 OK.",
    "OPTS": "200 OK.",
    "PWD": '257 "/"',
    "RETR": "550 Nothing to read.",
    "RMD": "550 Nothing can be deleted.",
    "RNFR": "550 Nothing can be renamed.",
    "RNTO": "550 Nothing can be renamed.",
    "SITE": "502 Not available.",
    "SIZE": "550 Nothing to read.",
    "SMNT": "502 Not available.",
    "STAT": "211 Ready.",
    "SYST": "215 UNIX Type: L8",
    "TYPE": "200 OK.",
    "XCUP": "250 OK.",
    "XCWD": "250 OK.",
    "XMKD": '257 "/" is ready.',
    "XPWD": '257 "/"',
    "XRMD": "550 Nothing can be deleted.",
}
