"""Frame to pixel: from a charger's send to the end of the repaint that shows what it said.

    python -m tests.benchmarks.frame_to_pixel [--frames 200]

Goal 4: median at most 20 ms, p99 at most 35 ms. A raw client in this process stamps the moment before
it hands a MeterValues (a power that no other message had) or a StatusNotification to the socket;
the window's process stamps the moment after the painting in which a tile of the Live page shows it. Frames
come one at a time with a pause of random length between them, so that they meet every phase of the
display tick. The baseline is one frame of a 60 Hz screen, the least that a person could notice.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.windows.charger import meter_values, status
from tests.benchmarks.windows.process import MeasuredWindow

STATES = ("Charging", "SuspendedEV")
UI_FRAME_MS = 1000 / 60


def shown_ms(
    window: MeasuredWindow, send: Callable[[], None], shows: Callable[[dict[str, Any]], bool]
) -> float:
    """Send and wait for the painting that shows it; milliseconds between."""
    sent_ns = time.perf_counter_ns()
    send()
    while True:
        told = window.wait_for("painted")
        if told["t_ns"] > sent_ns and any(shows(tile) for tile in told["tiles"]):
            return float(told["t_ns"] - sent_ns) / 1e6


def report(what: str, taken: list[float]) -> None:
    """Median and p99 with their goals."""
    ordered = sorted(taken)
    median, p99 = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    print(
        f"{what:20} median {median:5.1f} ms (goal 20) = {median / UI_FRAME_MS:.2f} screen frames;"
        f"  p99 {p99:5.1f} ms (goal 35);  n {len(ordered)}"
    )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--frames", type=int, default=200, help="of each kind")
    frames = parser.parse_args().frames
    pause = random.Random(4)  # no secret: any spread will do
    meters: list[float] = []
    states: list[float] = []
    with tempfile.TemporaryDirectory() as name, MeasuredWindow("program", Path(name)) as ours:
        ours.wait_for("ready")
        ours.ask("tiles")
        charger = ours.charger()
        ours.ask("page live")
        time.sleep(2.0)
        for number in range(frames):
            watts = 1000.0 + 100 * number
            meters.append(
                shown_ms(
                    ours,
                    lambda n=number, w=watts: charger.call("MeterValues", meter_values(1, n, w)),  # type: ignore[misc]
                    lambda tile, w=watts: tile["w"] == w,  # type: ignore[misc]
                )
            )
            time.sleep(pause.uniform(0.02, 0.1))
            word = STATES[(number + 1) % 2]
            states.append(
                shown_ms(
                    ours,
                    lambda w=word: charger.call("StatusNotification", status(1, w)),  # type: ignore[misc]
                    lambda tile, w=word: tile["connector"] == 1 and tile["status"] == w,  # type: ignore[misc]
                )
            )
            time.sleep(pause.uniform(0.02, 0.1))
        charger.close()
    report("MeterValues(10)", meters)
    report("StatusNotification", states)
    report("both", meters + states)


if __name__ == "__main__":
    main()
