"""Window under load: 1,000 CALL/s with live table, plots and recorder on.

    python -m tests.benchmarks.window_load [--rates 1000 3000] [--seconds 10]

Goal 3: everything recorded, at most 0.6 core, no gap of the window's loop above 16.7 ms; stretch
3,000 CALL/s. A client process sends MeterValues(10) evenly, once with the Messages page shown and once
with Live. Recorded means: the frames in the visit file, counted after the end, are the calls plus the
answers. The baseline is the same traffic with the window on Connect, where nothing of it is drawn.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.windows.process import MeasuredWindow

PAGES = ("connect", "messages", "live")


def recorded(file: Path) -> int:
    """Frames in a finished visit file."""
    reader = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    count = int(reader.execute("SELECT count(*) FROM frames").fetchone()[0])
    reader.close()
    return count


def measure(folder: Path, page: str, rate: float, seconds: float) -> float:
    """One window, one page, one rate; prints its line and returns the cores it used."""
    with MeasuredWindow("program", folder) as ours:
        ours.wait_for("ready")
        state = ours.ask("state")
        ours.ask(f"page {page}")
        target = (state["host"], str(state["port"]), "BENCH", str(rate), str(seconds + 2))
        client = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.windows.charger", *target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert client.stdout is not None
        ours.wait_until("connected", 1)
        time.sleep(1.0)  # the first second builds tiles and strips: not the load that is asked for
        ours.ask("gaps start")
        before, begun = ours.cpu_s(), time.perf_counter()
        time.sleep(seconds)
        gaps = ours.ask("gaps stop")
        cores = (ours.cpu_s() - before) / (time.perf_counter() - begun)
        sent, answered, took = client.stdout.readline().split()
        client.communicate("", 10)
    kept, wanted = recorded(Path(state["visit"])), int(sent) + int(answered)
    print(
        f"{rate:5.0f} CALL/s  {page:8}  {cores:4.2f} core (goal 0.6)"
        f"  largest gap {gaps['gap_ms']:5.1f} ms (goal 16.7; {gaps['seen']} of {gaps['beats']} above)"
        f"  recorded {kept} of {wanted} frames  reached {int(sent) / float(took):.0f}/s",
        flush=True,
    )
    return cores


def main() -> None:
    """Print every figure with its baseline of the same run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rates", type=float, nargs="+", default=[1000.0, 3000.0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--pages", nargs="+", default=list(PAGES), choices=PAGES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        for rate in arguments.rates:
            cores = {
                page: measure(Path(name), page, rate, arguments.seconds) for page in arguments.pages
            }
            baseline = cores.get("connect")
            if baseline:
                for page in set(cores) - {"connect"}:
                    print(f"{rate:5.0f} CALL/s  {page} = {cores[page] / baseline:.2f} x connect")


if __name__ == "__main__":
    main()
