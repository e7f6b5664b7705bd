"""Recorder: durable messages a second, what a frame costs its caller, and size on disk.

``python -m tests.benchmarks.recorder [FRAMES]``. Goals 7 and 9 of the performance table: at least
20 times the rate of one WAL/FULL commit a message, measured in the same run in turns with it, and
at most 1.3 bytes on disk for each byte of payload. Only the ratios mean anything: the speed of a
machine and of its disk drifts.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from app.domain.anchor import TimeAnchor
from app.domain.frame import Direction, Frame
from app.domain.redaction import Masker
from app.visit.recording import schema
from app.visit.recording.recorder import Recorder

ROUNDS = 5
SAMPLES = (
    ("Energy.Active.Import.Register", "Wh", None),
    ("Power.Active.Import", "W", None),
    ("Current.Import", "A", "L1"),
    ("Current.Import", "A", "L2"),
    ("Current.Import", "A", "L3"),
    ("Voltage", "V", "L1-N"),
    ("Voltage", "V", "L2-N"),
    ("Voltage", "V", "L3-N"),
    ("Temperature", "Celsius", None),
    ("SoC", "Percent", None),
)


def meter_values(number: int) -> bytes:
    """A MeterValues call with ten samples, about 1 kB."""
    sampled = [
        {"value": f"{number * 7 % 9973 / 10}", "context": "Sample.Periodic", "measurand": measurand}
        | {"location": "Outlet", "unit": unit}
        | ({"phase": phase} if phase else {})
        for measurand, unit, phase in SAMPLES
    ]
    meter_value = [{"timestamp": "2026-01-01T12:00:00Z", "sampledValue": sampled}]
    payload = {"connectorId": 1, "transactionId": 17, "meterValue": meter_value}
    return json.dumps([2, str(number), "MeterValues", payload], separators=(",", ":")).encode()


def frames_of(count: int) -> list[Frame]:
    """Numbered frames of one charger."""
    return [
        Frame(n, time.monotonic_ns(), "CP-0001", 1, Direction.IN, meter_values(n))
        for n in range(1, count + 1)
    ]


def stop(reason: str) -> None:
    """The benchmark means nothing when the recording stopped."""
    raise SystemExit(f"recording stopped: {reason}")


def batches(folder: Path, frames: list[Frame]) -> tuple[float, float, float]:
    """(messages a second until all is durable, caller's us a frame, bytes on disk a payload byte)."""
    path = folder / "batches.kontaktor"
    recorder = Recorder.open(path, TimeAnchor(time.time_ns(), time.monotonic_ns()), stop)
    watcher = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    begun = time.perf_counter()
    for frame in frames:
        recorder.frame(frame)
    while schema.number(watcher, "SELECT coalesce(max(id), 0) FROM frames") < len(frames):
        time.sleep(0.001)
    took = time.perf_counter() - begun
    watcher.close()
    if not recorder.close(120.0):
        stop("it did not end in time")
    size = path.stat().st_size / sum(len(frame.payload) for frame in frames)
    path.unlink()

    recorder = Recorder.open(path, TimeAnchor(time.time_ns(), time.monotonic_ns()), stop)
    costs = []
    for frame in frames[:2000]:  # paced, as frames come, so that the writer runs beside the caller
        begun = time.perf_counter()
        recorder.frame(frame)
        costs.append(time.perf_counter() - begun)
        time.sleep(0.0002)
    recorder.close(120.0)
    path.unlink()
    return len(frames) / took, statistics.median(costs) * 1e6, size


def single_commits(folder: Path, frames: list[Frame]) -> float:
    """Messages a second with one WAL/FULL commit each, the plain way to be durable."""
    path = folder / "single.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    schema.create(connection)
    begun = time.perf_counter()
    for number, t_ns, charger, link, direction, payload, binary in frames:
        row = (number, 1, t_ns, t_ns, charger, link, direction.value, int(binary), payload.decode())
        connection.execute("INSERT INTO frames VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    took = time.perf_counter() - begun
    connection.close()
    path.unlink()
    return len(frames) / took


def masking(frames: list[Frame]) -> float:
    """Microseconds to find nothing to mask in a frame."""
    masker = Masker()
    texts = [frame.text for frame in frames[:2000]]
    runs = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for text in texts:
            masker.mask(text)
        runs.append((time.perf_counter() - begun) / len(texts))
    return min(runs) * 1e6


def main(count: int) -> None:
    """Print every figure with its baseline of the same run."""
    frames = frames_of(count)
    ratios, rates, costs, sizes, singles = [], [], [], [], []
    with tempfile.TemporaryDirectory() as name:
        for _ in range(ROUNDS):
            single = single_commits(Path(name), frames[: max(200, count // 50)])
            rate, cost, size = batches(Path(name), frames)
            singles.append(single)
            rates.append(rate)
            ratios.append(rate / single)
            costs.append(cost)
            sizes.append(size)
    middle = statistics.median
    print(f"payload                {len(frames[0].payload)} bytes, {count} frames, {ROUNDS} rounds")
    print(f"durable batches        {middle(rates):,.0f} messages/s")
    print(f"one commit a message   {middle(singles):,.0f} messages/s")
    print(f"ratio                  {middle(ratios):.1f} x   (goal 20 x)")
    print(f"caller's side          {middle(costs):.2f} us/frame   (goal 3 us)")
    print(f"clean frame masked in  {masking(frames):.2f} us   (goal 1.5 us)")
    print(f"size                   {middle(sizes):.2f} x payload   (goal 1.3 x)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
