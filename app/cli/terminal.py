"""Standard input and output for the engine: threads at both ends, so that neither can hold it up.

A reader that stops reading our output would otherwise block the event loop, and with it the answers
to the charger. Windows' Proactor loop cannot watch a console or an inherited pipe either. So one
thread writes lines from a queue and one reads lines and hands them to the loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable

LONGEST_LINE = 1_000_000
"""Bytes of one input line; a longer one is not a command."""


class Output:
    """Writes lines to standard output, flushed when there is nothing more to write at once."""

    def __init__(self) -> None:
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.broken = False
        self._thread = threading.Thread(target=self._write, name="output", daemon=True)
        self._thread.start()

    def line(self, data: bytes) -> None:
        """Queue one line without its line end."""
        if not self.broken:
            self._lines.put(data)

    def _write(self) -> None:
        out = sys.stdout.buffer
        while (data := self._lines.get()) is not None:
            try:
                out.write(data + b"\n")
                if self._lines.empty():
                    out.flush()
            except (OSError, ValueError):
                self.broken = True  # the reader has gone; the engine goes on
                return
        with contextlib.suppress(OSError, ValueError):
            out.flush()

    def close(self, timeout_s: float = 1.0) -> None:
        """Write what is queued, waiting at most ``timeout_s`` for a slow reader."""
        self._lines.put(None)
        self._thread.join(timeout_s)


def read_lines(loop: asyncio.AbstractEventLoop, receive: Callable[[bytes], None]) -> None:
    """Call ``receive`` on the loop's thread with every line of standard input until it ends.

    The descriptor is read directly: a thread that sits in a buffered read holds a lock that the
    interpreter needs to end.
    """
    number = sys.stdin.fileno()

    def read() -> None:
        waiting = b""
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            while data := os.read(number, 65536):
                *lines, waiting = (waiting + data).split(b"\n")
                for line in lines:
                    if line.strip():
                        loop.call_soon_threadsafe(receive, line)
                if len(waiting) > LONGEST_LINE:
                    loop.call_soon_threadsafe(receive, waiting)
                    waiting = b""
            if waiting.strip():
                loop.call_soon_threadsafe(receive, waiting)

    threading.Thread(target=read, name="input", daemon=True).start()


def on_stop_signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    """Call ``stop`` on the loop's thread at Ctrl+C, Ctrl+Break and SIGTERM, on every system.

    ``loop.add_signal_handler`` does not exist on Windows' Proactor loop; a plain handler does, and
    asyncio's wake-up socket lets the loop see it at once.
    """

    def handle(signum: int, frame: object) -> None:
        loop.call_soon_threadsafe(stop)

    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, handle)
