"""The recorder: whatever happens to the laptop, what the charger said is on disk.

Callers only append to a list under a lock. One writer thread takes that list every 20 ms while
there is work, masks it and commits it in one transaction; without work it sleeps on a queue.
SQLite's write-ahead log with ``synchronous=FULL`` makes each commit survive a loss of power, and a
kill at any moment loses what came since the last commit: at most 50 ms (20 ms plus the commit).
Items are taken in order and committed together, so there is never a gap.

The world's faults (disk full, stick pulled out, disk hanging) stop the recording once and loudly,
through ``on_failure``, and nothing else: from then on all calls are no-ops, except ``begin_file``,
which raises, because an upload that is stored nowhere must not look like one that is.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

from app.domain.anchor import TimeAnchor
from app.domain.errors import VisitFileError
from app.domain.events import Event
from app.domain.frame import Frame
from app.domain.redaction import Masker
from app.visit.recording import schema
from app.visit.recording.eventjson import LEFT_OUT
from app.visit.recording.writer import BeginFile, ChunkOfFile, EndFile, Item, Meta, Writer

BATCH_BYTES = 4 << 20
"""Upload data a transaction, so that a slow disk shows progress several times a second."""

COMMIT_EVERY_S = 0.020
"""Waiting this long first also keeps the writer off the answer path: a call is answered by then."""

MOST_QUEUED_BYTES = 64 << 20
"""What may wait for a hanging disk. At 1,000 frames/s of 1 kB this is about a minute."""

MOST_FILE_BYTES = 32 << 20
"""Upload data that may wait; then ``append_file`` waits for the disk, for ``FILE_PATIENCE_S``."""

FILE_PATIENCE_S = 3.0
_PER_ITEM_BYTES = 300  # what an item costs in memory besides its payload


class Recorder:
    """Writes one visit file. All methods but ``close`` may be called from any thread.

    next_frame_number: the number for the first frame, 1 for a new file, else one more than the last.
    failure: why the recording stopped, None while it goes on.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        anchor: TimeAnchor,
        session: int,
        on_failure: Callable[[str], None],
    ) -> None:
        self.next_frame_number = 1 + schema.number(
            connection, "SELECT coalesce(max(id), 0) FROM frames"
        )
        self.failure: VisitFileError | None = None
        self._next_file = 1 + schema.number(connection, "SELECT coalesce(max(id), 0) FROM files")
        self._on_failure = on_failure
        self._masker = Masker()
        self._lock = threading.Lock()
        self._room = threading.Condition(self._lock)
        self._items: list[Item] = []
        self._bytes = 0  # of items and of what the writer has in hand
        self._file_bytes = 0
        self._idle = False
        self._closing = False
        self._open = True
        self._bell: SimpleQueue[None] = SimpleQueue()
        self._hurry = threading.Event()
        self._writer = Writer(connection, anchor, session, self._masker)
        self._thread = threading.Thread(target=self._work, name="recorder", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, path: Path, anchor: TimeAnchor, on_failure: Callable[[str], None]) -> Recorder:
        """Create the visit file, or append to an existing one.

        on_failure: called at most once, with a reason token, when the recording stops by itself;
        from the writer thread, or from a caller's when the disk hangs, so it should only pass it on.
        Raises VisitFileError: ``not_a_visit``, ``newer_version``, ``cannot_open``, ``read_only`` ...
        """
        connection = None
        try:
            connection = sqlite3.connect(
                path, timeout=5.0, isolation_level=None, check_same_thread=False
            )
            known = schema.check(connection)
            if not known:
                connection.execute(f"PRAGMA page_size={schema.PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA wal_autocheckpoint=250")  # 2 MiB: a short pause each time
            if not known:
                schema.create(connection)
            session = schema.begin_session(connection, anchor)
            return cls(connection, anchor, session, on_failure)
        except (sqlite3.Error, OSError, VisitFileError) as error:
            if connection is not None:
                connection.close()
            raise schema.fault_of(error) from error

    # --- what callers do; cheap, and never an exception but from begin_file ---------------------

    def frame(self, frame: Frame) -> None:
        """Keep one raw frame. Masked before it is stored; in memory until then."""
        self._submit(frame)

    def event(self, event: Event) -> None:
        """Keep one event, unless it is one of ``LEFT_OUT``."""
        if type(event) not in LEFT_OUT:
            self._submit(event)

    def set_meta(self, key: str, value: str) -> None:
        """Keep a fact about the visit, replacing an earlier one of that key."""
        self._submit(Meta(key, value))

    def add_secret(self, value: str) -> None:
        """Mask this text wherever it appears in what is not yet written."""
        with self._lock:
            self._masker.add(value)

    def begin_file(self, stored_name: str, original_name: str, charger: str, request: str) -> int:
        """Open a received file and return its id. Raises VisitFileError when nothing is recorded."""
        with self._lock:
            file = self._next_file
            self._next_file += 1
        begun_ns = time.monotonic_ns()
        self._submit(BeginFile(file, stored_name, original_name, charger, request, begun_ns))
        if self.failure is not None or not self._open:
            raise self.failure or VisitFileError("closed", "the visit has been closed")
        return file

    def append_file(self, file: int, data: bytes) -> None:
        """Keep the next bytes of a file.

        Returns at once, unless more than 32 MiB wait for the disk: then it waits until there is
        room, and a disk that gives none for 3 s stops the recording.
        """
        size = len(data)
        with self._room:
            room = self._room.wait_for(
                lambda: self._file_bytes < MOST_FILE_BYTES or not self._open, FILE_PATIENCE_S
            )
            if self._open and room:
                self._file_bytes += size
        if not room:
            self._fail(VisitFileError("disk_too_slow", "the disk does not take the uploads"))
        self._submit(ChunkOfFile(file, bytes(data)))

    def finish_file(self, file: int, size: int, sha256: str, complete: bool) -> None:
        """The upload is over. complete False: the protocol could not prove that nothing is missing."""
        self._submit(EndFile(file, size, sha256, complete))

    def close(self, timeout_s: float = 1.0) -> bool:
        """Write what is left and close the file. True when everything is on disk in that time."""
        with self._lock:
            self._closing = True
            self._ring()
        self._hurry.set()
        self._thread.join(timeout_s)
        with self._room:
            self._open = False
            self._room.notify_all()
        return not self._thread.is_alive() and self.failure is None

    def _submit(self, item: Item) -> None:
        with self._lock:
            if not self._open:
                return
            self._items.append(item)
            self._bytes += _weight(item)
            if self._idle:
                self._ring()
            if self._bytes <= MOST_QUEUED_BYTES:
                return
        self._fail(VisitFileError("disk_too_slow", "the disk takes nothing and the queue is full"))

    def _ring(self) -> None:
        if self._idle:
            self._idle = False
            self._bell.put(None)

    # --- the writer thread -------------------------------------------------------------------

    def _work(self) -> None:
        try:
            while self._wait_for_items():
                begun = time.monotonic()
                items, weight, file_weight = self._take()
                self._writer.commit(items)
                with self._room:
                    self._bytes -= weight
                    self._file_bytes -= file_weight
                    self._room.notify_all()
                    more_files = self._file_bytes > BATCH_BYTES
                if not more_files:
                    self._hurry.wait(max(0.0, begun + COMMIT_EVERY_S - time.monotonic()))
            self._writer.finish()
        except (sqlite3.Error, OSError) as error:
            self._fail(schema.fault_of(error))
        except Exception as error:
            self._fail(VisitFileError("recorder_broke", f"{type(error).__name__}: {error}"))
            raise
        finally:
            self._writer.abandon()

    def _wait_for_items(self) -> bool:
        """Sleep until there is work; False when there will be none any more."""
        with self._lock:
            self._idle = not self._items and not self._closing and self._open
            idle = self._idle
        if idle:
            self._bell.get()
            self._hurry.wait(COMMIT_EVERY_S)
        with self._lock:
            return self._open and (bool(self._items) or not self._closing)

    def _take(self) -> tuple[list[Item], int, int]:
        """The items for one commit with their weights: all, or as much as ``BATCH_BYTES`` of files."""
        with self._lock:
            items, self._items = self._items, []
            if self._file_bytes <= BATCH_BYTES:
                return items, self._bytes, self._file_bytes
            taken = weight = file_weight = 0
            while taken < len(items) and file_weight < BATCH_BYTES:
                item = items[taken]
                weight += _weight(item)
                file_weight += len(item.data) if isinstance(item, ChunkOfFile) else 0
                taken += 1
            self._items = items[taken:]
            return items[:taken], weight, file_weight

    def _fail(self, fault: VisitFileError) -> None:
        with self._room:
            if not self._open:
                return
            self._open = False
            self.failure = fault
            self._items = []
            self._bytes = self._file_bytes = 0
            self._ring()
            self._room.notify_all()
        self._hurry.set()
        self._on_failure(fault.reason)


def _weight(item: Item) -> int:
    """About how many bytes an item takes while it waits; upload data is counted on its own."""
    return _PER_ITEM_BYTES + (len(item.payload) if isinstance(item, Frame) else 0)
