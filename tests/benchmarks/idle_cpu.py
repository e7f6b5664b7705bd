"""Idle: processor time of a window on its Live page with one quiet charger connected.

    python -m tests.benchmarks.idle_cpu [--seconds 20]

Goal 19: at most 1 % of a core (stretch 0.3 %). The charger sends a Heartbeat every 30 s, as most do;
the bare window is measured beside it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.benchmarks.windows.charger import meter_values
from tests.benchmarks.windows.process import MeasuredWindow

HEARTBEAT_S = 30.0
SETTLE_S = 3.0


def main() -> None:
    """Print every figure with its baseline of the same run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--page", default="live", choices=("connect", "live", "faults", "messages"))
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        MeasuredWindow("bare", Path(name)) as bare,
        MeasuredWindow("program", Path(name)) as ours,
    ):
        bare.wait_for("ready")
        ours.wait_for("ready")
        charger = ours.charger()
        charger.call("MeterValues", meter_values(1, 1))
        ours.ask(f"page {arguments.page}")
        time.sleep(SETTLE_S)
        begun = time.perf_counter()
        mine, theirs = ours.cpu_s(), bare.cpu_s()
        next_s = begun + arguments.seconds / 2 if arguments.seconds < HEARTBEAT_S else begun
        while (now := time.perf_counter()) < begun + arguments.seconds:
            if now >= next_s:
                charger.call("Heartbeat", "{}")
                next_s += HEARTBEAT_S
            time.sleep(0.1)
        took = time.perf_counter() - begun
        mine, theirs = ours.cpu_s() - mine, bare.cpu_s() - theirs
        charger.close()
    print(f"bare window       {theirs / took:7.2%} of a core over {took:.0f} s")
    print(f"one quiet charger {mine / took:7.2%} of a core   (goal 1 %, stretch 0.3 %)")


if __name__ == "__main__":
    main()
