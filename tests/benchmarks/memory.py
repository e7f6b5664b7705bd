"""Memory: idle with one charger connected, and after one hour's worth of traffic.

    python -m tests.benchmarks.memory [--seconds 3600]

Goal 18: at most 160 MB idle (bare PySide6 window, measured in the same run: 56 MB when the goal was
set). The hour is 3600 MeterValues of ten samples from each of two connectors, sent as fast as they
are answered, with the Live page shown; what it adds is what a visit costs by the hour.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.benchmarks.windows.charger import meter_values
from tests.benchmarks.windows.process import MeasuredWindow

SETTLE_S = 3.0
PIPELINED = 20
"""Calls under way at a time: enough that nobody waits for anybody."""


def main() -> None:
    """Print every figure with its baseline of the same run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3600, help="of traffic")
    seconds = parser.parse_args().seconds
    with (
        tempfile.TemporaryDirectory() as name,
        MeasuredWindow("bare", Path(name)) as bare,
        MeasuredWindow("program", Path(name)) as ours,
    ):
        bare.wait_for("ready")
        ours.wait_for("ready")
        alone = ours.memory_mb()
        charger = ours.charger()
        ours.ask("page live")
        time.sleep(SETTLE_S)
        baseline, idle = bare.memory_mb(), ours.memory_mb()
        begun = time.perf_counter()
        for number in range(seconds):
            charger.call("MeterValues", meter_values(1, number))
            charger.call("MeterValues", meter_values(2, number))
            while charger.sent - charger.answered > PIPELINED:
                time.sleep(0.0005)
        charger.wait()
        took = time.perf_counter() - begun
        time.sleep(SETTLE_S)
        after = ours.memory_mb()
        ours.ask("page messages")
        ours.ask("page faults")
        time.sleep(SETTLE_S)
        everything = ours.memory_mb()
        charger.close()
    print(f"bare window                   {baseline:6.1f} MB")
    print(f"ready, no charger             {alone:6.1f} MB")
    print(
        f"idle with one charger, Live   {idle:6.1f} MB   (goal 160 MB) = {idle / baseline:.2f} x bare"
    )
    print(
        f"after {seconds} s of traffic     {after:6.1f} MB   ({2 * seconds} calls in {took:.1f} s)"
    )
    print(f"added by the traffic          {after - idle:6.1f} MB")
    print(f"all pages looked at           {everything:6.1f} MB")


if __name__ == "__main__":
    main()
