"""Recorders on a temporary file, closed at the end of the test."""

import itertools
import time

import pytest

from app.domain.anchor import TimeAnchor
from app.domain.frame import Direction, Frame
from app.visit.recording.recorder import Recorder

HEARTBEAT = b'[2,"1","Heartbeat",{}]'


def make_frame(number, payload=HEARTBEAT, t_ns=None, **more):
    return Frame(number, number if t_ns is None else t_ns, "CP1", 1, Direction.IN, payload, **more)


def wait_until(condition, deadline_s=20.0):
    """Poll until the condition holds; the deadline only bounds a broken program."""
    end = time.monotonic() + deadline_s
    for _ in itertools.count():
        if condition():
            return
        assert time.monotonic() < end, "the condition never came true"
        time.sleep(0.002)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "visit.kontaktor"


@pytest.fixture
def failures():
    return []


@pytest.fixture
def record(path, failures):
    """Opens a recorder on ``path``; each is closed at the end."""
    opened = []

    def open_recorder(anchor=None, where=path):
        recorder = Recorder.open(where, anchor or TimeAnchor(1_000_000, 0), failures.append)
        opened.append(recorder)
        return recorder

    yield open_recorder
    for recorder in opened:
        recorder.close(10.0)
