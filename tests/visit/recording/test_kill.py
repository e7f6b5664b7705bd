"""SIGKILL at any moment: the file opens, has no gap, and lacks at most what was not durable yet.

The child writes about 1,000 numbered frames a second and, through a second connection of its own,
watches which of them are durable. Each of its lines tells both: ``submitted number``, ``durable
number`` and the age of the oldest frame that was not durable at that moment. So the test compares
the file with what the writer had already reached, and not with a clock that a busy machine
stretches. The promise of 50 ms is checked on the median age, which one stall cannot spoil.
"""

import random
import signal
import statistics
import subprocess
import sys

import pytest

from app.domain.anchor import TimeAnchor
from app.visit.recording.reader import VisitFile
from app.visit.recording.recorder import Recorder

CHILD = """
import sqlite3, sys, time
from pathlib import Path
from app.domain.anchor import TimeAnchor
from app.domain.frame import Direction, Frame
from app.visit.recording.recorder import Recorder

path = Path(sys.argv[1])
recorder = Recorder.open(path, TimeAnchor(time.time_ns(), time.monotonic_ns()), print)
watcher = sqlite3.connect(path.as_uri() + "?mode=ro", uri=True, isolation_level=None)
number = durable = recorder.next_frame_number - 1
stamps = {}
due = time.monotonic()
while True:
    number += 1
    stamps[number] = time.monotonic()
    payload = b'[2,"%d","Heartbeat",{}]' % number
    recorder.frame(Frame(number, time.monotonic_ns(), "CP1", 1, Direction.IN, payload))
    if number % 5 == 0:
        (reached,) = watcher.execute("SELECT coalesce(max(id), 0) FROM frames").fetchone()
        now = time.monotonic()
        while durable < reached:
            durable += 1
            stamps.pop(durable, None)
        age = now - stamps.get(durable + 1, now)
        print(number, durable, age, flush=True)
    due += 0.001
    time.sleep(max(0.0, due - time.monotonic()))
"""

ROUNDS = 6
BOUND_S = 0.050


@pytest.fixture(scope="module")
def seed():
    return random.Random(20240206)


def test_a_kill_at_any_moment_loses_only_what_was_not_durable(tmp_path, seed):
    path = tmp_path / "visit.kontaktor"
    ages = []
    known = 0
    for _ in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(seed.randint(5, 120))]
        child.kill()  # SIGKILL; TerminateProcess on Windows
        lines += child.stdout.readlines()
        child.stdout.close()
        code = child.wait()
        assert code == -signal.SIGKILL if sys.platform != "win32" else code != 0
        whole = [line.split() for line in lines if line.endswith("\n")]
        durable = whole[-1][1]
        ages += [float(age) for _, _, age in whole]

        with VisitFile.open(path) as visit:
            frames = list(visit.frames())
        numbers = [frame.number for frame in frames]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= int(durable)
        assert all(f.payload == b'[2,"%d","Heartbeat",{}]' % f.number for f in frames)
        assert len(numbers) >= known
        known = len(numbers)
    assert statistics.median(ages) <= BOUND_S

    recorder = Recorder.open(path, TimeAnchor(0, 0), pytest.fail)
    assert recorder.next_frame_number == known + 1
    assert recorder.close(10.0)
    with VisitFile.open(path) as visit:
        assert len(visit.sessions) == ROUNDS + 1
        assert visit.count_frames() == known
