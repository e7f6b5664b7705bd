"""Reading a visit file: finished, being written, left by a kill, or on a medium without writing.

Whoever wants to work on a received file gets a copy of it (``extract``); the visit itself is never
changed by a reader.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from app.domain.anchor import TimeAnchor
from app.domain.errors import VisitFileError
from app.visit.recording import schema

_PAGE = 1000  # rows a query, so that no long read keeps the writer's log from being folded in

LIVE, IMMUTABLE, COPY = "live", "immutable", "copy"


class Session(NamedTuple):
    """One run of the program that wrote into the file."""

    id: int
    anchor: TimeAnchor


class StoredFrame(NamedTuple):
    """A frame with its secrets masked. t_ns is on its session's clock, wall_ns since 1970 in UTC."""

    number: int
    session: int
    t_ns: int
    wall_ns: int
    charger: str
    link: int
    direction: str
    binary: bool
    payload: bytes

    @property
    def text(self) -> str:
        """The payload as text; bytes that are not UTF-8 become the replacement character."""
        return self.payload.decode("utf-8", "replace")


class StoredFile(NamedTuple):
    """A received file. state: ``receiving``, ``finished`` or ``interrupted``; size in bytes."""

    id: int
    stored_name: str
    original_name: str
    charger: str
    request: str
    begun_ns: int
    size: int
    sha256: str
    complete: bool
    state: str


class VisitFile:
    """A read-only view of one visit. To be used by one thread at a time.

    how: ``live`` reads the file itself, also while it is written or after a kill. On a medium
    without writing SQLite cannot do that: ``immutable`` reads the file as it stands (there is no
    write-ahead log beside it), ``copy`` reads a temporary copy into which the log was folded.
    Every method raises VisitFileError when the file is damaged or its medium is gone.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.how, self._connection = self._connect()
        try:
            if not schema.check(self._connection):
                raise VisitFileError("not_a_visit", "the database is empty")
            self.sessions = tuple(
                Session(row[0], TimeAnchor(wall_ns=row[1], mono_ns=row[2]))
                for row in self._rows("SELECT id, wall_ns, mono_ns FROM sessions ORDER BY id")
            )
        except (sqlite3.Error, VisitFileError) as error:
            self.close()
            raise schema.fault_of(error) from error

    @classmethod
    def open(cls, path: Path) -> VisitFile:
        """Open for reading. Raises VisitFileError ``no_such_file``, ``not_a_visit``, ..."""
        if not path.is_file():
            raise VisitFileError("no_such_file", str(path))
        return cls(path)

    def _connect(self) -> tuple[str, sqlite3.Connection]:
        try:
            return LIVE, _open_database(self.path, "mode=ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (
                sqlite3.SQLITE_CANTOPEN,
                sqlite3.SQLITE_READONLY,
            ):
                raise schema.fault_of(error) from error
        except sqlite3.Error as error:
            raise schema.fault_of(error) from error
        log = self.path.with_name(self.path.name + "-wal")
        try:
            if not log.exists() or log.stat().st_size == 0:
                return IMMUTABLE, _open_database(self.path, "mode=ro&immutable=1")
            self._folder = tempfile.TemporaryDirectory(prefix="kontaktor-")
            copied = Path(self._folder.name) / "visit.kontaktor"
            shutil.copyfile(self.path, copied)
            shutil.copyfile(log, copied.with_name(copied.name + "-wal"))
            return COPY, _open_database(copied, "mode=rw")
        except (sqlite3.Error, OSError) as error:
            self._remove_copy()
            raise schema.fault_of(error) from error

    @property
    def anchor(self) -> TimeAnchor:
        """The anchor of the first session. Rows of later sessions have their own, see ``wall_ns``."""
        if not self.sessions:
            raise VisitFileError("damaged", "the visit has no session")
        return self.sessions[0].anchor

    @property
    def meta(self) -> dict[str, str]:
        """The facts about the visit, as they are now."""
        return dict(self._rows("SELECT key, value FROM meta ORDER BY key"))

    def count_frames(self) -> int:
        """How many frames are stored now."""
        return int(self._rows("SELECT count(*) FROM frames")[0][0])

    def frames(self, after: int = 0, limit: int | None = None) -> Iterator[StoredFrame]:
        """Frames with numbers above ``after``, in order, at most ``limit``."""
        left = limit
        while left is None or left > 0:
            rows = self._rows(
                "SELECT * FROM frames WHERE id > ? ORDER BY id LIMIT ?",
                (after, _PAGE if left is None else min(_PAGE, left)),
            )
            for row in rows:
                text = row[8]
                payload = text.encode() if isinstance(text, str) else bytes(text)
                yield StoredFrame._make((*row[:7], bool(row[7]), payload))
            if not rows:
                return
            after = rows[-1][0]
            left = None if left is None else left - len(rows)

    def events(self) -> Iterator[dict[str, Any]]:
        """The events in order: ``event`` (name), ``t_ns``, ``wall_ns``, ``session``, ``charger``,
        ``link`` and the fields of the event."""
        after = 0
        while rows := self._rows(
            "SELECT id, name, session, t_ns, wall_ns, charger, link, data FROM events"
            " WHERE id > ? ORDER BY id LIMIT ?",
            (after, _PAGE),
        ):
            for _, name, session, t_ns, wall_ns, charger, link, data in rows:
                yield {
                    "event": name,
                    "session": session,
                    "t_ns": t_ns,
                    "wall_ns": wall_ns,
                    "charger": charger,
                    "link": link,
                    **json.loads(data),
                }
            after = rows[-1][0]

    def files(self) -> list[StoredFile]:
        """The received files in the order in which they began."""
        rows = self._rows(
            "SELECT id, stored_name, original_name, charger, request, begun_ns, size, sha256,"
            " complete, state FROM files ORDER BY id"
        )
        return [StoredFile._make((*row[:8], bool(row[8]), row[9])) for row in rows]

    def extract(self, file_id: int, destination: Path) -> None:
        """Write a received file, as much of it as came, to ``destination``, which must not exist.

        The caller sanitises the name. Raises VisitFileError ``no_such_file`` for an unknown id and
        OSError when the destination cannot be written; nothing is left there then.
        """
        if not self._rows("SELECT 1 FROM files WHERE id=?", (file_id,)):
            raise VisitFileError("no_such_file", f"file {file_id}")
        with destination.open("xb") as out:
            try:
                seq = -1
                while rows := self._rows(
                    "SELECT seq, data FROM chunks WHERE file=? AND seq>? ORDER BY seq LIMIT 1",
                    (file_id, seq),
                ):
                    seq, data = rows[0]
                    out.write(data)
            except (OSError, VisitFileError):
                out.close()
                destination.unlink(missing_ok=True)
                raise

    def close(self) -> None:
        """Let go of the file. Calling it twice is harmless."""
        self._connection.close()
        self._remove_copy()

    def __enter__(self) -> VisitFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    def _remove_copy(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise schema.fault_of(error) from error


def _open_database(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=5.0,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
