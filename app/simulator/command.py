"""`kontaktor simulate`: the simulated charger as a program of its own.

Exit codes: 0 after Ctrl+C (or SIGTERM, Ctrl+Break), 2 when the arguments or the script are not right.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from app.simulator.charger import SimulatedCharger
from app.simulator.options import MOST_CONNECTORS, SimulatorOptions
from app.simulator.script import Script, ScriptError, read_script

LATER_VERSIONS = ("2.0.1", "2.1")
EPILOG = """\
The id is appended to the address, as chargers do, unless the address ends with it. A password for HTTP
Basic is read from an environment variable, never from the command line.

A script is a TOML file of steps, for instance:

    repeat = 120
    [[step]]
    at = 2
    do = "plug_in"        # unplug authorize start stop pause resume: connector
    connector = 1         # fault: connector, code, vendor_code, info; clear: connector
    [[step]]              # drop_connection: seconds; set: key, value; send: text
    at = 30
    do = "fault"
    connector = 1
    code = "GroundFailure"
"""


def _number(least: float, most: float, kind: type[int] | type[float]) -> Callable[[str], Any]:
    def read(text: str) -> int | float:
        try:
            value = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"must be {least:g} to {most:g}")
        return value

    return read


def parser() -> argparse.ArgumentParser:
    """The arguments of `kontaktor simulate`."""
    arguments = argparse.ArgumentParser(
        prog="kontaktor simulate",
        description="A simulated charger that dials in to a CSMS over OCPP.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = arguments.add_argument
    add("--url", required=True, help="the CSMS, such as ws://192.168.1.5:9310")
    add("--ocpp", default="1.6", metavar="VERSION", help="OCPP version: 1.6 (default)")
    add("--id", default="CP-0042", help="the charger's id (default CP-0042)")
    add("--script", type=Path, metavar="FILE", help="what happens (default: the demo story)")
    add(
        "--interval",
        type=_number(0.1, 86_400, float),
        default=2.0,
        metavar="S",
        help="seconds between meter values (default 2)",
    )
    add(
        "--speed",
        type=_number(0.1, 100, float),
        default=1.0,
        metavar="X",
        help="how many times as fast as life (default 1)",
    )
    add(
        "--connectors",
        type=_number(1, MOST_CONNECTORS, int),
        default=2,
        metavar="N",
        help=f"1 to {MOST_CONNECTORS} (default 2)",
    )
    add(
        "--seed",
        type=_number(0, 2**31, int),
        default=42,
        metavar="N",
        help="variation (default 42)",
    )
    add(
        "--reboot-time",
        type=_number(0, 3600, float),
        default=4.0,
        metavar="S",
        help="seconds a reset takes (default 4)",
    )
    add("--password-env", metavar="NAME", help="environment variable with the Basic password")
    add("--quiet", action="store_true", help="say nothing")
    return arguments


def run(argv: list[str]) -> int:
    """Run `kontaktor simulate` with these arguments until stopped; returns the exit code."""
    try:
        chosen = parser().parse_args(argv)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    version = str(chosen.ocpp).lower().removeprefix("ocpp").removesuffix("j")
    if version in LATER_VERSIONS:
        return _wrong(f"OCPP {version} is not available in this version; use --ocpp 1.6")
    if version != "1.6":
        return _wrong(f"OCPP version {chosen.ocpp!r} is not known; use --ocpp 1.6")
    password = ""
    if chosen.password_env:
        if chosen.password_env not in os.environ:
            return _wrong(f"the environment has no variable {chosen.password_env}")
        password = os.environ[chosen.password_env]
    script: Script | None = None
    try:
        if chosen.script:
            script = read_script(chosen.script, chosen.connectors)
        charger = SimulatedCharger(
            chosen.url,
            SimulatorOptions(
                charger_id=chosen.id,
                connectors=chosen.connectors,
                interval=chosen.interval,
                speed=chosen.speed,
                seed=chosen.seed,
                script=script,
                password=password,
                reboot_time=chosen.reboot_time,
                eager_drivers=script is None,
                log=_mute if chosen.quiet else _say,
            ),
        )
    except (ScriptError, ValueError) as error:
        return _wrong(str(error))
    asyncio.run(_until_stopped(charger))
    return 0


def _wrong(text: str) -> int:
    print(f"kontaktor simulate: {text}", file=sys.stderr)
    return 2


def _mute(_line: str) -> None:
    """For --quiet."""


def _say(line: str) -> None:
    try:
        print(f"{datetime.now():%H:%M:%S}  {line}", flush=True)
    except (OSError, ValueError):
        pass  # whoever read it has gone; the charger lives on


async def _until_stopped(charger: SimulatedCharger) -> None:
    """Run the charger until a signal comes.

    Windows' loop has no add_signal_handler, so the handlers are plain ones that wake the loop.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def stopped(_number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for number in (getattr(signal, name) for name in names if hasattr(signal, name)):
            before[number] = signal.signal(number, stopped)
    playing = asyncio.create_task(charger.run())
    waiting = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({playing, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if playing.done():
            await playing
    finally:
        for task in (playing, waiting):
            task.cancel()
        await asyncio.gather(playing, waiting, return_exceptions=True)
        for number, handler in before.items():
            signal.signal(number, handler)
