"""The composition root: reads from top to bottom as the start-up story.

    kontaktor                       the window
    kontaktor demo                  the window with a simulated charger connected
    kontaktor watch ...             the engine in a terminal, for benches and scripts
    kontaktor simulate ...          the simulated charger as a program of its own
    kontaktor screenshots DIR       pictures of every page in both languages

Each is imported only when it is asked for: the terminal needs no Qt, and the window must be on the
screen before the rest of the program has been read from disk.
"""

from __future__ import annotations

import signal
import sys

from app import __version__

USAGE = """\
usage: kontaktor [demo | watch | simulate | screenshots] [options] (each has --help)

  kontaktor                    open the window
  kontaktor demo               open the window with a simulated charger connected
  kontaktor watch              be a central system in the terminal (kontaktor watch --help)
  kontaktor simulate           be a charger (kontaktor simulate --help)
  kontaktor screenshots DIR    write pictures of every page in both languages
  kontaktor --version
"""


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments ask for; returns the exit code (0 good, 1 the world, 2 usage)."""
    arguments = sys.argv[1:] if argv is None else argv
    match arguments:
        case ["--version"]:
            print(f"kontaktor {__version__}")
            return 0
        case ["-h" | "--help"]:
            print(USAGE, end="")
            return 0
        case ["watch", *rest]:
            # Until the engine is there to close things in order, there is nothing to close.
            signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
            from app.cli import watch

            return watch.run(rest)
        case ["simulate", *rest]:
            from app.simulator import command

            return command.run(rest)
        case [first, *_] if first not in ("demo", "screenshots") and not first.startswith("-"):
            print(USAGE, end="", file=sys.stderr)
            return 2
        case _:
            from app import lean

            lean.begin()
            from app import desktop

            return desktop.run(arguments)
