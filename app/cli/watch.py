"""``kontaktor watch``: the engine in a terminal, for benches and scripts.

Interface in short: every event is one line, with ``--json`` one JSON object; every line of standard
input is one command. ``kontaktor watch --help`` and the README document both.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import textwrap
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import orjson

from app import crash, logs, paths
from app.cli.lines import json_frame, json_objects
from app.cli.readable import readable_frame, readable_line
from app.cli.requests import COMMAND_HELP, RequestError, parse
from app.cli.terminal import Output, on_stop_signals, read_lines
from app.domain.errors import WorldError
from app.domain.events import EVENT_NAMES, Event
from app.domain.frame import Frame
from app.domain.redaction import mask_text
from app.links.ocpp.credentials import Passwords
from app.links.ocpp.listener import DEFAULT_PORT
from app.links.ocpp.policy import CsmsPolicy
from app.visit.naming import new_visit_path
from app.visit.visit import CommandTargetError, Visit
from app.words.world import told

EVENTS = (*EVENT_NAMES.values(), "fault_repeated", "frame")

EXIT_OK = 0
EXIT_WORLD = 1
EXIT_USAGE = 2

EPILOG = f"""\
Without --json a line is for people. With --json every event is one JSON object a line, flushed:
  {{"time": "...Z", "event": "<name>", "charger": "<id>", ...}}
{textwrap.fill("Events: " + ", ".join(EVENTS) + ". The README lists the members.", 78)}

Commands are read from standard input, one JSON object a line:
{COMMAND_HELP}
End of input leaves the program running; Ctrl+C, SIGTERM and quit close everything in order, exit 0.
Exit 1: the address cannot be listened on or the visit file cannot be opened. Exit 2: wrong usage."""


def _address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon:
        host, port = text, str(DEFAULT_PORT)
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host.strip("[]") or "0.0.0.0", int(port)  # noqa: S104 - asked for by an empty host


def parser() -> argparse.ArgumentParser:
    """The command line of ``kontaktor watch``."""
    made = argparse.ArgumentParser(
        prog="kontaktor watch",
        description="Be the charger's central system for a while and print what happens.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "--ocpp",
        metavar="HOST:PORT",
        type=_address,
        default=("127.0.0.1", DEFAULT_PORT),
        help="address of the adapter to listen on; port 0 takes a free one (default 127.0.0.1:9310)",
    )
    made.add_argument("--visit", metavar="FILE", type=Path, help="visit file to record into")
    made.add_argument("--frames", action="store_true", help="print every raw frame too")
    made.add_argument("--json", action="store_true", help="one JSON object a line")
    made.add_argument(
        "--password-env",
        metavar="NAME",
        help="environment variable with the password that chargers must send",
    )
    made.add_argument(
        "--heartbeat",
        metavar="SECONDS",
        type=int,
        default=60,
        help="heartbeat interval given to chargers (default %(default)s)",
    )
    made.add_argument(
        "--tag", metavar="TAG", action="append", help="accept only this tag (may be repeated)"
    )
    return made


class _Front:
    """Prints a visit's events and feeds it commands."""

    def __init__(self, visit: Visit, output: Output, stop: Callable[[], None], json: bool) -> None:
        self._visit = visit
        self._output = output
        self._stop = stop
        self._json = json

    def event(self, event: Event) -> None:
        anchor = self._visit.anchor
        if self._json:
            for members in json_objects(event, anchor):
                self._line(orjson.dumps(members, default=str).decode())
        elif line := readable_line(event, anchor):
            self._line(line)

    def frame(self, frame: Frame) -> None:
        anchor = self._visit.anchor
        text = mask_text(frame.text, self._visit.secrets)
        if self._json:
            self._output.line(orjson.dumps(json_frame(frame, anchor, text)))
        else:
            self._output.line(readable_frame(frame, anchor, text).encode("utf-8", "replace"))

    def _line(self, text: str) -> None:
        self._output.line(mask_text(text, self._visit.secrets).encode("utf-8", "replace"))

    def received(self, line: bytes) -> None:
        try:
            request = parse(line)
        except RequestError as error:
            self._visit.reject(error.id, error.reason)
            return
        if request.command is None:
            self._stop()
            return
        try:
            self._visit.run(request.command, request.charger, request.id)
        except CommandTargetError as error:
            self._visit.reject(request.id, str(error))


def _fail(error: WorldError | OSError) -> int:
    print(f"kontaktor: {told(error)}", file=sys.stderr)
    return EXIT_WORLD


async def _watch(arguments: argparse.Namespace, password: str | None) -> int:
    loop = asyncio.get_running_loop()
    policy = CsmsPolicy(heartbeat_interval_s=arguments.heartbeat)
    if arguments.tag:
        policy.accept_all_tags = False
        policy.tags = set(arguments.tag)
    passwords = Passwords()
    if password is not None:
        policy.accept_any_password = False
        passwords.require_of_all(password)
    output = Output()
    try:
        visit = Visit(
            arguments.visit or new_visit_path(paths.visits(), datetime.now()), passwords, policy
        )
    except (WorldError, OSError) as error:
        return _fail(error)
    logs.start_terminal(lambda text: mask_text(text, visit.secrets))
    crash.install(lambda text: None)
    crash.watch_loop(loop, lambda text: None)
    if password is not None:
        visit.add_secret(password)
    stopped = asyncio.Event()
    front = _Front(visit, output, stopped.set, arguments.json)
    visit.events.connect(front.event)
    if arguments.frames:
        visit.frames.connect(front.frame)
    on_stop_signals(loop, stopped.set)
    host, port = arguments.ocpp
    try:
        await visit.listen(host, port)
    except WorldError as error:
        await visit.close()
        return _fail(error)
    read_lines(loop, front.received)
    await stopped.wait()
    await visit.close()
    await asyncio.to_thread(passwords.close)
    output.close()
    return EXIT_OK


def run(argv: list[str]) -> int:
    """Run ``kontaktor watch``; returns the exit code."""
    arguments = parser().parse_args(argv)
    password = None
    if arguments.password_env is not None:
        # Taken out of the environment too, so that no child process inherits it.
        password = os.environ.pop(arguments.password_env, None)
        if not password:
            print(f"kontaktor: {arguments.password_env} is not set", file=sys.stderr)
            return EXIT_USAGE
    return asyncio.run(_watch(arguments, password))
