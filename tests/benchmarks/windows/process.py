"""Starts a window as a process of its own, asks it, and reads what it uses."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from tests.benchmarks.windows.charger import RawCharger

PATIENCE_S = 20.0


class MeasuredWindow:
    """One running window. folder: home of everything it writes. Raises TimeoutError when it is mute.

    As a context it is closed at the end, whatever happens.
    """

    def __init__(self, name: str, folder: Path, *arguments: str) -> None:
        """name: ``program`` or ``bare``; arguments: the program's own."""
        own = [str(folder), *arguments] if name == "program" else []
        self.name = name
        self._told: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.started_ns = time.perf_counter_ns()
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"tests.benchmarks.windows.{name}", *own],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_surroundings(folder),
        )
        self.watched = psutil.Process(self.process.pid)
        threading.Thread(target=self._read, daemon=True).start()
        try:
            self.shown_ns = int(self.wait_for("shown")["t_ns"])
        except TimeoutError:
            self.process.kill()
            raise

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{"):
                self._told.put(json.loads(line))
        self._told.put(None)

    def next_line(self, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """What it tells next."""
        try:
            told = self._told.get(timeout=timeout_s)
        except queue.Empty:
            raise TimeoutError(f"{self.name} says nothing") from None
        if told is None:
            raise TimeoutError(f"{self.name} has ended")
        return told

    def wait_for(self, said: str) -> dict[str, Any]:
        """The next line of this kind; others are skipped."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            told = self.next_line()
            if told["said"] == said:
                return told
        raise TimeoutError(f"{self.name} never said {said}")

    def ask(self, command: str) -> dict[str, Any]:
        """Give a command and wait for its answer, which has the command's first word."""
        self._write(command)
        return self.wait_for(command.partition(" ")[0])

    def _write(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def wait_until(self, fact: str, value: object) -> dict[str, Any]:
        """Ask for ``state`` until a fact has this value."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            state = self.ask("state")
            if state[fact] == value:
                return state
            time.sleep(0.05)
        raise TimeoutError(f"{fact} never became {value}")

    def charger(self) -> RawCharger:
        """A charger that has dialled in and booted."""
        state = self.ask("state")
        charger = RawCharger(state["host"], state["port"], "BENCH")
        charger.boot()
        self.wait_until("connected", 1)
        return charger

    def cpu_s(self) -> float:
        """Processor seconds so far, of all threads."""
        times = self.watched.cpu_times()
        return float(times.user + times.system)

    def memory_mb(self) -> float:
        """Resident memory in 10^6 bytes."""
        return float(self.watched.memory_info().rss) / 1e6

    def close(self) -> None:
        """Close the window as a person does and wait for the end of the process."""
        if self.process.poll() is None:
            self._write("quit")
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _surroundings(folder: Path) -> dict[str, str]:
    """The environment with a home that is thrown away, no need of a screen, and bytecode that is kept.

    An installed program has its bytecode. Where Python may not write it, each start would compile what
    was changed last, and that is what would be measured.
    """
    home = str(folder)
    own = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
    own |= {f"XDG_{name}_HOME": home for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    own["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return kept | own
