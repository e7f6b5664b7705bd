"""What the recorder's thread does with the database: one transaction a batch."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from app.domain.anchor import TimeAnchor
from app.domain.events import EVENT_NAMES, Event
from app.domain.frame import Frame
from app.domain.redaction import Masker
from app.visit.recording import schema
from app.visit.recording.eventjson import masked_json

_FRAME = "INSERT INTO frames VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_EVENT = "INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)"
_CHUNK = "INSERT INTO chunks VALUES (?, ?, ?)"


class Meta(NamedTuple):
    """A fact about the visit."""

    key: str
    value: str


class BeginFile(NamedTuple):
    """A charger starts to deliver a file; begun_ns is a monotonic stamp."""

    file: int
    stored_name: str
    original_name: str
    charger: str
    request: str
    begun_ns: int


class ChunkOfFile(NamedTuple):
    """The next bytes of a file."""

    file: int
    data: bytes


class EndFile(NamedTuple):
    """The delivery is over."""

    file: int
    size: int
    sha256: str
    complete: bool


Item = Frame | Event | Meta | BeginFile | ChunkOfFile | EndFile


class _Arriving:
    """A file that is being received.

    Every commit stores what came as a small row of its own, so that a kill keeps it. Once these
    tails make 1 MiB they are replaced by one row, whose number is that of the first of them.
    """

    __slots__ = ("fresh", "seq", "size", "tail", "tail_seq")

    def __init__(self) -> None:
        self.seq = 0
        self.size = 0
        self.tail = bytearray()  # bytes in rows tail_seq..seq-1
        self.tail_seq = 0
        self.fresh = bytearray()  # bytes in no row yet


class Writer:
    """Owns the connection. Everything but the constructor runs on the recorder's thread."""

    def __init__(
        self, connection: sqlite3.Connection, anchor: TimeAnchor, session: int, masker: Masker
    ) -> None:
        self._connection = connection
        self._offset_ns = anchor.wall_ns - anchor.mono_ns
        self._session = session
        self._masker = masker
        self._arriving: dict[int, _Arriving] = {}

    def commit(self, items: list[Item]) -> None:
        """Make all items durable, in their order. Raises sqlite3.Error; then nothing is committed."""
        connection = self._connection
        frames: list[tuple[Any, ...]] = []
        events: list[tuple[Any, ...]] = []
        session, offset, masked = self._session, self._offset_ns, self._masker.mask_payload
        connection.execute("BEGIN IMMEDIATE")
        for item in items:
            if isinstance(item, Frame):
                number, t_ns, charger, link, side, payload, binary = item
                way, flag = "in" if side == "in" else "out", 1 if binary else 0
                who, text = _storable(charger), masked(payload)
                frames.append((number, session, t_ns, t_ns + offset, who, link, way, flag, text))
            elif isinstance(item, Event):
                events.append(self._event_row(item))
            else:
                self._other(item)
        connection.executemany(_FRAME, frames)
        connection.executemany(_EVENT, events)
        for file, arriving in self._arriving.items():
            if arriving.fresh:
                self._store(file, arriving)
        connection.execute("COMMIT")

    def _event_row(self, event: Event) -> tuple[Any, ...]:
        t_ns = event.t_ns
        name = EVENT_NAMES.get(type(event), type(event).__name__)
        charger = None if event.charger is None else _storable(event.charger)
        data = masked_json(event, self._masker)
        return (self._session, t_ns, t_ns + self._offset_ns, charger, event.link, name, data)

    def _other(self, item: Meta | BeginFile | ChunkOfFile | EndFile) -> None:
        execute = self._connection.execute
        match item:
            case Meta(key, value):
                row = (_storable(key), _storable(self._masker.mask(value)))
                execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", row)
            case BeginFile():
                file, *texts, begun_ns = item
                execute(
                    "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, 0, '', 0, ?)",
                    (
                        file,
                        self._session,
                        *(_storable(self._masker.mask(str(text))) for text in texts),
                        begun_ns,
                        schema.RECEIVING,
                    ),
                )
                self._arriving[file] = _Arriving()
            case ChunkOfFile(file, data):
                arriving = self._arriving.get(file)
                if arriving is not None:
                    arriving.fresh += data
            case EndFile(file, size, sha256, complete):
                arriving = self._arriving.pop(file, None)
                if arriving is not None:
                    self._store(file, arriving, last=True)
                execute(
                    "UPDATE files SET size=?, sha256=?, complete=?, state=? WHERE id=?",
                    (size, sha256, int(complete), schema.FINISHED, file),
                )

    def _store(self, file: int, arriving: _Arriving, last: bool = False) -> None:
        """Write the fresh bytes; whole rows of 1 MiB as soon as there is enough for one."""
        execute = self._connection.execute
        arriving.size += len(arriving.fresh)
        together = len(arriving.tail) + len(arriving.fresh)
        if together >= schema.CHUNK_BYTES or last:
            data = bytes(arriving.tail + arriving.fresh)
            arriving.fresh = bytearray()
            execute("DELETE FROM chunks WHERE file=? AND seq>=?", (file, arriving.tail_seq))
            arriving.seq = arriving.tail_seq
            whole = len(data) if last else len(data) - len(data) % schema.CHUNK_BYTES
            for start in range(0, whole, schema.CHUNK_BYTES):
                row = data[start : min(whole, start + schema.CHUNK_BYTES)]
                execute(_CHUNK, (file, arriving.seq, row))
                arriving.seq += 1
            arriving.tail = bytearray()
            arriving.tail_seq = arriving.seq
            arriving.fresh += data[whole:]
        if arriving.fresh:
            execute(_CHUNK, (file, arriving.seq, bytes(arriving.fresh)))
            arriving.seq += 1
            arriving.tail += arriving.fresh
            arriving.fresh.clear()
        execute("UPDATE files SET size=? WHERE id=?", (arriving.size, file))

    def finish(self) -> None:
        """Everything is committed: fold the log into the file, so that one plain file is left.

        A reader that has the file open keeps that from happening; the log then stays beside it.
        """
        self._connection.execute("PRAGMA busy_timeout=0")
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise

    def abandon(self) -> None:
        """Let go of the file. What was committed is in it; an unfinished transaction is not."""
        try:
            self._connection.close()
        except sqlite3.Error:
            pass  # the medium is gone; there is nothing left to save


def _storable(text: str) -> str:
    """Text that SQLite takes: lone surrogates (from percent-decoded ids, say) become escapes."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode()
