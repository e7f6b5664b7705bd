"""The visit file: one SQLite database a visit, told apart by its header.

``frames`` is the truth (one row a frame, masked text), ``events`` is what was derived while the
visit ran, ``files`` and ``chunks`` are what chargers uploaded. A file may be recorded in several
``sessions``: monotonic clocks differ between runs of the program, so every row names its session
and each session carries its own anchor between monotonic and wall time.
"""

from __future__ import annotations

import sqlite3

from app.domain.anchor import TimeAnchor
from app.domain.errors import VisitFileError

APPLICATION_ID = 0x4B544B52
"""``KTKR``, written in the database header (offset 68), so that ``file`` and we know our own."""

VERSION = 1
"""The user_version of files written by this program; newer ones are not touched."""

PAGE_BYTES = 8192
"""Rows of about 1 kB leave a quarter of a 4 kB page unused; 8 kB pages cost 1.1 x payload."""

CHUNK_BYTES = 1 << 20
"""Received files are kept in rows of 1 MiB: one SQLite value ends at 10^9 bytes."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions (id INTEGER PRIMARY KEY, wall_ns INTEGER NOT NULL, mono_ns INTEGER NOT NULL);
CREATE TABLE frames (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL, t_ns INTEGER NOT NULL,
    wall_ns INTEGER NOT NULL, charger TEXT NOT NULL, link INTEGER NOT NULL,
    direction TEXT NOT NULL, binary INTEGER NOT NULL, text NOT NULL
);
CREATE TABLE events (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL, t_ns INTEGER NOT NULL,
    wall_ns INTEGER NOT NULL, charger TEXT, link INTEGER NOT NULL, name TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE TABLE files (
    id INTEGER PRIMARY KEY, session INTEGER NOT NULL, stored_name TEXT NOT NULL,
    original_name TEXT NOT NULL, charger TEXT NOT NULL, request TEXT NOT NULL,
    begun_ns INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
    complete INTEGER NOT NULL, state TEXT NOT NULL
);
CREATE TABLE chunks (
    file INTEGER NOT NULL, seq INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (file, seq)
);
"""

RECEIVING, FINISHED, INTERRUPTED = "receiving", "finished", "interrupted"
"""States of a file. Interrupted: the program ended before the upload did."""

_REASONS = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "disk_error",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_BUSY: "in_use",
    sqlite3.SQLITE_LOCKED: "in_use",
    sqlite3.SQLITE_CONSTRAINT: "in_use",  # a row number is taken: somebody else writes this file
    sqlite3.SQLITE_NOTADB: "not_a_visit",
    sqlite3.SQLITE_CORRUPT: "damaged",
}


def fault_of(error: Exception) -> VisitFileError:
    """The error as a reason token (``disk_full``, ``disk_error``, ``read_only`` ...) with its text."""
    if isinstance(error, VisitFileError):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    fallback = "disk_error" if isinstance(error, OSError) else "cannot_write"
    reason = fallback if code is None else _REASONS.get(code & 0xFF, fallback)
    return VisitFileError(reason, str(error))


def check(connection: sqlite3.Connection) -> bool:
    """Whether the open database is a visit (True) or still empty (False).

    Raises VisitFileError ``not_a_visit`` or ``newer_version``, sqlite3.Error when it is no database.
    """
    if number(connection, "SELECT count(*) FROM sqlite_master") == 0:
        return False
    if number(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise VisitFileError("not_a_visit", "the database was made by another program")
    version = number(connection, "PRAGMA user_version")
    if version > VERSION:
        raise VisitFileError("newer_version", f"format {version}, this program knows {VERSION}")
    return True


def create(connection: sqlite3.Connection) -> None:
    """Make the tables and mark the header, all in one transaction."""
    connection.executescript(
        f"BEGIN IMMEDIATE;{TABLES}"
        f"PRAGMA application_id={APPLICATION_ID};PRAGMA user_version={VERSION};COMMIT;"
    )


def begin_session(connection: sqlite3.Connection, anchor: TimeAnchor) -> int:
    """Note the anchor of a run of the program; uploads a killed run left open become interrupted."""
    connection.execute("BEGIN IMMEDIATE")
    row = connection.execute(
        "INSERT INTO sessions (wall_ns, mono_ns) VALUES (?, ?)", (anchor.wall_ns, anchor.mono_ns)
    )
    connection.execute("UPDATE files SET state=? WHERE state=?", (INTERRUPTED, RECEIVING))
    connection.execute("COMMIT")
    return row.lastrowid or 0


def number(connection: sqlite3.Connection, query: str) -> int:
    """The single number that a query gives."""
    return int(connection.execute(query).fetchone()[0])
