"""The recorder: what goes in is in the file, masked, in order, and a full disk stops only it."""

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import threading
from typing import Any

import pytest

from app.domain.anchor import TimeAnchor
from app.domain.commands import CallRaw, WriteConfiguration
from app.domain.errors import VisitFileError
from app.domain.events import (
    CommandSent,
    Connected,
    HeartbeatReceived,
    VendorDataReceived,
)
from app.domain.frame import Direction, Frame
from app.visit.recording import recorder as recorder_module
from app.visit.recording import schema
from app.visit.recording.reader import VisitFile
from tests.visit.recording.conftest import make_frame, wait_until


def test_the_file_names_itself_and_its_format(record, path):
    record().close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"KTKR"
    assert int.from_bytes(header[60:64], "big") == schema.VERSION


def test_after_closing_one_plain_file_is_left(record, path):
    recorder = record()
    recorder.frame(make_frame(1))
    assert recorder.close(10.0)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_frames_come_back_as_they_were(record, path):
    recorder = record(TimeAnchor(wall_ns=5_000, mono_ns=3_000))
    sent = [
        Frame(1, 4_000, "CP1", 1, Direction.IN, b'[2,"1","Heartbeat",{}]'),
        Frame(2, 4_001, "CP\udcff\u00e5", 2, Direction.OUT, '[3,"1",{"é":"\x00"}]'.encode(), True),
        Frame(3, 4_002, "CP1", 1, Direction.IN, b"\xff\xfe\x00"),
    ]
    for frame in sent:
        recorder.frame(frame)
    assert recorder.close(10.0)
    with VisitFile.open(path) as visit:
        frames = list(visit.frames())
    assert [frame.payload for frame in frames] == [frame.payload for frame in sent]
    assert [(f.number, f.t_ns, f.wall_ns) for f in frames] == [
        (1, 4_000, 6_000),
        (2, 4_001, 6_001),
        (3, 4_002, 6_002),
    ]
    assert [frame.direction for frame in frames] == ["in", "out", "in"]
    assert [frame.binary for frame in frames] == [False, True, False]
    assert frames[1].charger == "CP\\udcff\u00e5"
    assert frames[2].text == "\ufffd\ufffd\x00"


def test_no_secret_reaches_the_disk(record, path):
    recorder = record()
    recorder.add_secret("upload-secret")
    recorder.frame(make_frame(1, b'{"key":"StationPassword","value":"LetMeIn!"} upload-secret'))
    recorder.frame(make_frame(2, b'\xff{"password":"LetMeIn!"}'))
    command = WriteConfiguration("AuthorizationKey", "LetMeIn!")
    recorder.event(CommandSent(t_ns=3, charger="CP1", id="1", command=command))
    recorder.event(
        VendorDataReceived(
            t_ns=4, charger="CP1", vendor_id="x", message_id="y", data='{"wifiKey":"LetMeIn!"}'
        )
    )
    recorder.set_meta("note", "password=LetMeIn!")
    recorder.begin_file("a", "password=LetMeIn!", "CP1", "1")
    wait_until(lambda: path.with_name(path.name + "-wal").stat().st_size > 0)
    on_disk = b""
    for closed in (False, True):
        if closed:
            assert recorder.close(10.0)
        on_disk += b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"StationPassword" in on_disk
    assert b"LetMeIn!" not in on_disk
    assert b"upload-secret" not in on_disk


def test_an_event_keeps_how_the_password_matched(record, path):
    recorder = record()
    recorder.event(
        Connected(
            t_ns=1,
            charger="CP1",
            link=3,
            attempt=1,
            protocol="ocpp1.6",
            subprotocol="ocpp1.6",
            peer="10.0.0.2",
            path="/CP1?password=abc",
            authentication="decoded_hex",
        )
    )
    recorder.close(10.0)
    with VisitFile.open(path) as visit:
        (event,) = visit.events()
    assert (event["event"], event["charger"], event["link"]) == ("connected", "CP1", 3)
    assert (event["authentication"], event["subprotocol"]) == ("decoded_hex", "ocpp1.6")
    assert event["path"] == "/CP1?password=•••"


def test_frequent_events_are_left_to_the_frames(record, path):
    recorder = record()
    recorder.event(HeartbeatReceived(t_ns=1))
    recorder.close(10.0)
    with VisitFile.open(path) as visit:
        assert list(visit.events()) == []


def test_an_event_that_json_cannot_hold_does_not_stop_the_recording(record, path, failures):
    recorder = record()
    payload: Any = {"big": 2**70, "lone": "\ud800", "odd": object, 1: b"x"}
    recorder.event(CommandSent(t_ns=1, charger="\ud800", id="1", command=CallRaw("X", payload)))
    assert recorder.close(10.0)
    with VisitFile.open(path) as visit:
        (event,) = visit.events()
    assert event["command"]["payload"]["big"] == 2**70
    assert event["command"]["payload"]["lone"] == "\ud800"
    assert failures == []


def test_meta_is_replaced(record, path):
    recorder = record()
    recorder.set_meta("site", "A")
    recorder.set_meta("site", "B")
    recorder.close(10.0)
    with VisitFile.open(path) as visit:
        assert visit.meta == {"site": "B"}


def test_a_second_session_appends_with_its_own_clock(record, path):
    first = record(TimeAnchor(wall_ns=1_000, mono_ns=0))
    assert first.next_frame_number == 1
    first.frame(make_frame(1, t_ns=10))
    first.begin_file("a.log", "a.log", "CP1", "1")
    first.close(10.0)
    second = record(TimeAnchor(wall_ns=9_000, mono_ns=500))
    assert second.next_frame_number == 2
    second.frame(make_frame(2, t_ns=510))
    assert second.begin_file("b.log", "b.log", "CP1", "2") == 2
    second.close(10.0)
    with VisitFile.open(path) as visit:
        assert [frame.wall_ns for frame in visit.frames()] == [1_010, 9_010]
        assert [frame.session for frame in visit.frames()] == [1, 2]
        assert [s.anchor.wall_ns for s in visit.sessions] == [1_000, 9_000]
        assert visit.anchor == TimeAnchor(wall_ns=1_000, mono_ns=0)
        assert [file.state for file in visit.files()] == ["interrupted", "receiving"]


# --- files ----------------------------------------------------------------------------------------


def lengths_of_rows(path, file):
    connection = sqlite3.connect(path)
    try:
        rows = connection.execute(
            "SELECT length(data) FROM chunks WHERE file=? ORDER BY seq", (file,)
        )
        return [row[0] for row in rows]
    finally:
        connection.close()


def test_a_file_is_stored_in_rows_of_a_mebibyte(record, path, tmp_path):
    recorder = record()
    data = os.urandom(3 * schema.CHUNK_BYTES + 12_345)
    file = recorder.begin_file("log.gz", "../log.gz", "CP1", "7")
    for start in range(0, len(data), 50_000):
        recorder.append_file(file, data[start : start + 50_000])
    digest = hashlib.sha256(data).hexdigest()
    recorder.finish_file(file, len(data), digest, True)
    recorder.append_file(file, b"too late")
    recorder.append_file(99, b"nobody began this")
    recorder.finish_file(99, 1, "", True)
    assert recorder.close(10.0)
    assert lengths_of_rows(path, file) == [schema.CHUNK_BYTES] * 3 + [12_345]
    with VisitFile.open(path) as visit:
        (stored,) = visit.files()
        visit.extract(file, tmp_path / "out")
    assert (stored.size, stored.sha256, stored.complete) == (len(data), digest, True)
    assert (stored.original_name, stored.state) == ("../log.gz", "finished")
    assert (tmp_path / "out").read_bytes() == data


def test_what_has_come_of_a_file_can_be_read_while_it_comes(record, path, tmp_path):
    recorder = record()
    data = os.urandom(1_300_000)
    file = recorder.begin_file("log", "log", "CP1", "7")
    sent = 0
    for round_ in range(4):
        recorder.append_file(file, data[sent : sent + 325_000])
        sent += 325_000
        with VisitFile.open(path) as visit:

            def arrived(visit=visit, sent=sent):
                return [f.size for f in visit.files()] == [sent]

            wait_until(arrived)
            visit.extract(file, tmp_path / str(round_))
        assert (tmp_path / str(round_)).read_bytes() == data[:sent]
    recorder.finish_file(file, len(data), "", False)
    recorder.close(10.0)
    assert lengths_of_rows(path, file) == [schema.CHUNK_BYTES, len(data) - schema.CHUNK_BYTES]


def test_an_empty_file_is_a_file(record, path, tmp_path):
    recorder = record()
    file = recorder.begin_file("e", "e", "CP1", "1")
    recorder.finish_file(file, 0, "", False)
    recorder.close(10.0)
    with VisitFile.open(path) as visit:
        assert visit.files()[0].complete is False
        visit.extract(file, tmp_path / "e")
    assert (tmp_path / "e").read_bytes() == b""


# --- opening ----------------------------------------------------------------------------------


def reason_of_opening(path):
    with pytest.raises(VisitFileError) as caught:
        recorder_module.Recorder.open(path, TimeAnchor(0, 0), pytest.fail)
    return caught.value.reason


def test_a_file_of_a_newer_program_is_not_touched(record, path):
    record().close(10.0)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={schema.VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    assert reason_of_opening(path) == "newer_version"
    assert path.read_bytes() == before


def test_other_files_are_not_visits(tmp_path):
    text = tmp_path / "text"
    text.write_text("not a database at all " * 100)
    assert reason_of_opening(text) == "not_a_visit"
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert reason_of_opening(other) == "not_a_visit"
    assert reason_of_opening(tmp_path / "missing" / "x.kontaktor") == "cannot_open"


def test_an_empty_database_becomes_a_visit(record, path):
    path.touch()
    recorder = record()
    recorder.frame(make_frame(1))
    assert recorder.close(10.0)


# --- when the world fails -------------------------------------------------------------------------


def test_a_second_writer_of_the_same_file_is_noticed(record, path, failures):
    first, second = record(), record()
    first.frame(make_frame(1))
    assert first.close(10.0)
    second.frame(make_frame(1))
    wait_until(lambda: failures)
    assert failures == ["in_use"]
    assert second.failure is not None
    assert second.failure.detail


def test_after_a_failure_all_calls_do_nothing_but_beginning_a_file(record, path, failures):
    recorder = record()
    recorder.frame(make_frame(1))
    recorder.frame(make_frame(1))
    wait_until(lambda: failures)
    recorder.frame(make_frame(2))
    recorder.event(CommandSent(t_ns=1, id="1", command=CallRaw("X")))
    recorder.append_file(1, b"x")
    recorder.finish_file(1, 1, "", True)
    recorder.set_meta("a", "b")
    with pytest.raises(VisitFileError, match="in_use"):
        recorder.begin_file("a", "a", "CP1", "1")
    assert not recorder.close(10.0)
    assert failures == ["in_use"]
    with VisitFile.open(path) as visit:
        assert visit.count_frames() == 0


def test_a_closed_recorder_takes_nothing(record):
    recorder = record()
    assert recorder.close(10.0)
    assert recorder.close(10.0)
    recorder.frame(make_frame(1))
    with pytest.raises(VisitFileError, match="closed"):
        recorder.begin_file("a", "a", "CP1", "1")


class HangingDisk:
    """Holds a writer's first commit until it is let go."""

    def __init__(self, recorder):
        self.release = threading.Event()
        self.reached = threading.Event()
        commit = recorder._writer.commit

        def hang(items):
            self.reached.set()
            assert self.release.wait(60)
            commit(items)

        recorder._writer.commit = hang


def test_a_hanging_disk_stops_the_recording_instead_of_filling_the_memory(record, failures):
    recorder = record()
    disk = HangingDisk(recorder)
    recorder.frame(make_frame(1))
    assert disk.reached.wait(20)
    payload = bytes(1 << 20)
    for number in range(2, 100):
        recorder.frame(make_frame(number, payload))
    assert failures == ["disk_too_slow"]
    assert not recorder.close(0.01)
    disk.release.set()


def test_an_upload_waits_for_the_disk_but_not_for_ever(record, failures, monkeypatch):
    monkeypatch.setattr(recorder_module, "FILE_PATIENCE_S", 0.05)
    recorder = record()
    disk = HangingDisk(recorder)
    file = recorder.begin_file("a", "a", "CP1", "1")
    assert disk.reached.wait(20)
    piece = bytes(8 << 20)
    for _ in range(5):
        recorder.append_file(file, piece)
    assert failures == ["disk_too_slow"]
    disk.release.set()


def test_a_large_upload_through_a_slow_disk_arrives_whole(record, path, failures):
    recorder = record()
    file = recorder.begin_file("a", "a", "CP1", "1")
    piece = bytes(3_000_000)
    for number in range(1, 21):
        recorder.append_file(file, piece)
        recorder.frame(make_frame(number))
    recorder.finish_file(file, 20 * len(piece), "", True)
    assert recorder.close(60.0)
    assert failures == []
    assert sum(lengths_of_rows(path, file)) == 20 * len(piece)
    with VisitFile.open(path) as visit:
        assert visit.count_frames() == 20


def test_our_own_bug_stops_the_recording_loudly_too(record, failures, monkeypatch):
    reported: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    recorder = record()

    def broken(items):
        raise ZeroDivisionError("bug")

    recorder._writer.commit = broken
    recorder.frame(make_frame(1))
    wait_until(lambda: reported)
    assert failures == ["recorder_broke"]
    assert reported[0].exc_type is ZeroDivisionError


FULL_DISK = """
import json, resource, sys, threading
from pathlib import Path
from app.domain.anchor import TimeAnchor
from app.domain.errors import VisitFileError
from app.domain.frame import Direction, Frame
from app.visit.recording.recorder import Recorder

failed = threading.Event()
reasons = []
def on_failure(reason):
    reasons.append([reason, threading.current_thread().name])
    failed.set()

recorder = Recorder.open(Path(sys.argv[1]), TimeAnchor(0, 0), on_failure)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
number = 0
while not failed.is_set():
    number += 1
    recorder.frame(Frame(number, number, "CP1", 1, Direction.IN, b"x" * 10_000))
    failed.wait(0.0005)
for _ in range(100):
    number += 1
    recorder.frame(Frame(number, number, "CP1", 1, Direction.IN, b"x"))
try:
    recorder.begin_file("a", "a", "CP1", "1")
    begun = "begun"
except VisitFileError as error:
    begun = error.reason
print(json.dumps([reasons, begun, recorder.close(10.0), recorder.failure.detail]))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_real_write_error_stops_the_recording_once_and_keeps_what_was_written(path):
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    reasons, begun, closed, detail = json.loads(done.stdout)
    assert len(reasons) == 1
    reason, thread = reasons[0]
    assert reason in ("disk_error", "disk_full")
    assert thread == "recorder"
    assert (begun, closed) == (reason, False)
    assert detail
    with VisitFile.open(path) as visit:
        numbers = [frame.number for frame in visit.frames()]
    assert numbers
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_full_disk_has_its_own_word():
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("PRAGMA max_page_count=3")
    with pytest.raises(sqlite3.Error) as caught:
        connection.execute("INSERT INTO t VALUES (zeroblob(1000000))")
    connection.close()
    assert schema.fault_of(caught.value).reason == "disk_full"
    assert schema.fault_of(OSError("gone")).reason == "disk_error"
    assert schema.fault_of(sqlite3.ProgrammingError("odd")).reason == "cannot_write"


def test_the_writer_sleeps_when_there_is_nothing_to_write(record):
    """No polling: with an empty queue the thread is blocked on the bell, wherever it looks."""
    recorder = record()
    recorder.frame(make_frame(1))
    thread = recorder._thread.ident

    def sleeps():
        at = sys._current_frames()[thread].f_code.co_name
        return recorder._idle and at == "_wait_for_items"

    wait_until(sleeps)
    assert recorder._bell.empty()
