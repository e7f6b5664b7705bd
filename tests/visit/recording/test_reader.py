"""Reading visits: running ones, killed ones, on media without writing, and damaged ones."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.domain.errors import VisitFileError
from app.visit.recording.reader import VisitFile
from tests.visit.recording.conftest import make_frame, wait_until


def test_a_running_visit_can_be_read(record, path):
    recorder = record()
    with_reader = None
    for number in range(1, 2_501):
        recorder.frame(make_frame(number))
    with_reader = VisitFile.open(path)
    wait_until(lambda: with_reader.count_frames() == 2_500)
    assert with_reader.how == "live"
    assert [f.number for f in with_reader.frames()] == list(range(1, 2_501))
    assert [f.number for f in with_reader.frames(after=10, limit=3)] == [11, 12, 13]
    assert [f.number for f in with_reader.frames(after=2_499, limit=5_000)] == [2_500]
    assert list(with_reader.frames(limit=0)) == []
    recorder.frame(make_frame(2_501))
    wait_until(lambda: with_reader.count_frames() == 2_501)
    assert recorder.close(10.0)
    assert with_reader.count_frames() == 2_501
    with_reader.close()
    with_reader.close()
    with VisitFile.open(path) as again:
        assert again.count_frames() == 2_501


def copy_of_a_running_visit(record, path, folder):
    """What a kill leaves: the file with its log beside it, copied while nothing is written."""
    recorder = record()
    for number in range(1, 51):
        recorder.frame(make_frame(number))
    with VisitFile.open(path) as visit:
        wait_until(lambda: visit.count_frames() == 50)
    shutil.copy(path, folder / "v.kontaktor")
    shutil.copy(path.with_name(path.name + "-wal"), folder / "v.kontaktor-wal")
    return folder / "v.kontaktor"


READ_ONLY = """
import os, sys, tempfile, urllib.parse  # read while the standard library still can be
from pathlib import Path
from app.visit.recording.reader import VisitFile
if os.geteuid() == 0:  # root may write anywhere, so become nobody
    os.setuid(65534)
tempfile.tempdir = sys.argv[2]
with VisitFile.open(Path(sys.argv[1])) as visit:
    print(visit.how, visit.count_frames(), len(list(Path(sys.argv[2]).iterdir())))
print(len(list(Path(sys.argv[2]).iterdir())))
"""


@pytest.fixture
def shared_folder():
    """A folder that another user can enter, with room for temporary files beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "tmp").mkdir()
        (folder / "tmp").chmod(0o777)
        (folder / "visit").mkdir()
        yield folder
        (folder / "visit").chmod(0o755)


def read_without_writing(file, folder):
    """Read in a process that may not write there."""
    file.parent.chmod(0o555)
    for one in file.parent.iterdir():
        one.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(file), str(folder / "tmp")],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.skipif(os.name == "nt", reason="folders have no write bit there")
def test_a_killed_visit_on_a_read_only_medium_is_read_from_a_copy(record, path, shared_folder):
    file = copy_of_a_running_visit(record, path, shared_folder / "visit")
    assert read_without_writing(file, shared_folder) == ["copy", "50", "1", "0"]


@pytest.mark.skipif(os.name == "nt", reason="folders have no write bit there")
def test_a_file_without_its_log_on_a_read_only_medium_is_read_as_it_stands(
    record, path, shared_folder
):
    file = copy_of_a_running_visit(record, path, shared_folder / "visit")
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert read_without_writing(file, shared_folder)[:2] == ["immutable", "50"]


def test_a_killed_visit_is_read_with_its_log(record, path, tmp_path):
    (tmp_path / "copy").mkdir()
    file = copy_of_a_running_visit(record, path, tmp_path / "copy")
    with VisitFile.open(file) as visit:
        assert (visit.how, visit.count_frames()) == ("live", 50)


def reason_of_opening(path):
    with pytest.raises(VisitFileError) as caught:
        VisitFile.open(path)
    return caught.value.reason


def test_what_is_not_a_visit_is_said_so(tmp_path):
    assert reason_of_opening(tmp_path / "missing") == "no_such_file"
    assert reason_of_opening(tmp_path) == "no_such_file"
    empty = tmp_path / "empty"
    empty.touch()
    assert reason_of_opening(empty) == "not_a_visit"
    text = tmp_path / "text"
    text.write_bytes(b"hello" * 1000)
    assert reason_of_opening(text) == "not_a_visit"


def test_a_visit_without_sessions_has_no_anchor(record, path):
    record().close(10.0)
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM sessions")
    connection.commit()
    connection.close()
    with VisitFile.open(path) as visit, pytest.raises(VisitFileError, match="damaged"):
        _ = visit.anchor


def test_a_damaged_visit_is_told_as_such(record, path):
    recorder = record()
    for number in range(1, 2_001):
        recorder.frame(make_frame(number, b"x" * 500))
    recorder.close(10.0)
    raw = bytearray(path.read_bytes())
    raw[100_000:600_000] = b"\xaa" * 500_000
    path.write_bytes(raw)
    with VisitFile.open(path) as visit, pytest.raises(VisitFileError, match="damaged"):
        list(visit.frames())


def test_an_extract_never_overwrites_and_leaves_nothing_half(record, path, tmp_path, monkeypatch):
    recorder = record()
    file = recorder.begin_file("a", "a", "CP1", "1")
    recorder.append_file(file, b"abc")
    recorder.finish_file(file, 3, "", True)
    recorder.close(10.0)
    there = tmp_path / "there"
    there.write_text("mine")
    with VisitFile.open(path) as visit:
        with pytest.raises(FileExistsError):
            visit.extract(file, there)
        with pytest.raises(VisitFileError, match="no_such_file"):
            visit.extract(99, tmp_path / "new")
        rows = visit._rows

        def fail_on_chunks(query, values=()):
            if "chunks" in query:
                raise VisitFileError("disk_error", "the stick is gone")
            return rows(query, values)

        monkeypatch.setattr(visit, "_rows", fail_on_chunks)
        with pytest.raises(VisitFileError, match="disk_error"):
            visit.extract(file, tmp_path / "new")
    assert there.read_text() == "mine"
    assert not (tmp_path / "new").exists()


def test_sources_that_cannot_be_copied_are_told(record, path, monkeypatch):
    recorder = record()
    recorder.frame(make_frame(1))
    recorder.close(10.0)
    path.with_name(path.name + "-wal").write_bytes(b"log")
    from app.visit.recording import reader

    def refuse(where, mode):
        raise _operational(sqlite3.SQLITE_CANTOPEN)

    monkeypatch.setattr(reader, "_open_database", refuse)
    assert reason_of_opening(path) == "cannot_open"

    def broken(where, mode):
        raise _operational(sqlite3.SQLITE_IOERR)

    monkeypatch.setattr(reader, "_open_database", broken)
    assert reason_of_opening(path) == "disk_error"


def _operational(code):
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return error
