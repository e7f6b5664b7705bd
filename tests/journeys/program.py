"""The whole program as a subprocess, and a charger written with raw WebSockets.

Nothing of the engine is imported here: what is tested is what a bench or a charger sees.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import websockets

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 30.0
"""Longest wait for anything; far above what it takes, so that a slow machine does not fail."""

Line = dict[str, Any]


class Program:
    """``kontaktor watch --json`` as a bench runs it."""

    def __init__(self, *arguments: str, env: dict[str, str] | None = None) -> None:
        self.lines: list[Line] = []
        self.raw: list[str] = []
        self._news = threading.Condition()
        self._seen: dict[str, int] = {}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "watch", "--json", *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
                **(env or {}),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._line_thread = threading.Thread(target=self._read, daemon=True)
        self._line_thread.start()
        self.errors = b""
        self._error_thread = threading.Thread(target=self._read_errors, daemon=True)
        self._error_thread.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.raw.append(line.decode())
                self.lines.append(json.loads(line))
                self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def _read_errors(self) -> None:
        assert self.process.stderr is not None
        self.errors = self.process.stderr.read()

    def find(self, event: str, **members: Any) -> list[Line]:
        """All lines so far with this event and these members."""
        with self._news:
            return [line for line in self.lines if _fits(line, event, members)]

    def wait(
        self,
        event: str,
        where: Callable[[Line], bool] = lambda line: True,
        after: int = 0,
        **members: Any,
    ) -> Line:
        """The first such line, waiting for it; fails with what did come."""
        deadline = time.monotonic() + PATIENCE_S
        with self._news:
            while True:
                for line in self.lines[after:]:
                    if _fits(line, event, members) and where(line):
                        return line
                left = deadline - time.monotonic()
                if left <= 0 or self.process.poll() is not None:
                    tail = "\n".join(self.raw[-30:])
                    raise AssertionError(
                        f"no {event} {members}; last lines:\n{tail}\n{self.errors!r}"
                    )
                self._news.wait(min(left, 0.5))

    async def expect(self, event: str, *args: Any, **members: Any) -> Line:
        """``wait`` without holding up the charger of the same test."""
        return await asyncio.to_thread(self.wait, event, *args, **members)

    def give(self, **command: Any) -> None:
        """Write one command line."""
        self.write(json.dumps(command).encode())

    def write(self, line: bytes) -> None:
        """Write one line as it is."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.wait("listening")["port"])

    def url(self, path: str) -> str:
        """Address for a charger."""
        return f"ws://127.0.0.1:{self.port}/{path}"

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end and return its exit code."""
        self.process.send_signal(number)
        return self.ended()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.kill()
        self.ended()

    def ended(self) -> int:
        """Wait for the end, read what is left of its output, and return the exit code."""
        code = self.process.wait(PATIENCE_S)
        self._line_thread.join(PATIENCE_S)
        self._error_thread.join(PATIENCE_S)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        return code


def _fits(line: Line, event: str, members: dict[str, Any]) -> bool:
    return line["event"] == event and all(line.get(k) == v for k, v in members.items())


class Charger:
    """A charger made of a WebSocket and json: answers what it is told to, records what it got."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, Callable[[dict[str, Any]], Any]] = {}
        self._results: dict[str, asyncio.Future[Any]] = {}
        self._number = 0
        self.silent: set[str] = set()
        self.called = asyncio.Event()
        self._task = asyncio.create_task(self._receive())

    async def _receive(self) -> None:
        try:
            async for text in self.socket:
                message = json.loads(text)
                if message[0] == 2:
                    await self._called(*message[1:])
                else:
                    future = self._results.pop(str(message[1]), None)
                    if future is not None and not future.done():
                        future.set_result(message)
        except websockets.ConnectionClosed:
            pass

    async def _called(self, uid: str, action: str, payload: dict[str, Any]) -> None:
        self.calls.append((action, payload))
        self.called.set()
        if action in self.silent:
            return
        answer = self.answers.get(action)
        if answer is None:
            await self.send([4, uid, "NotImplemented", "", {}])
            return
        result = answer(payload)
        if isinstance(result, str):
            await self.socket.send(result.replace("$ID", uid))
        else:
            await self.send([3, uid, result])

    async def send(self, message: Any) -> None:
        """Any JSON value as one frame."""
        await self.socket.send(json.dumps(message))

    async def call(self, action: str, payload: dict[str, Any]) -> Any:
        """Send a CALL; returns the whole answer message."""
        self._number += 1
        return await self.call_raw(
            json.dumps([2, str(self._number), action, payload]), str(self._number)
        )

    async def call_raw(self, frame: str | bytes, uid: str) -> Any:
        """Send a frame as it is and wait for the answer to ``uid``."""
        future = asyncio.get_running_loop().create_future()
        self._results[uid] = future
        await self.socket.send(frame)
        async with asyncio.timeout(PATIENCE_S):
            return await future

    async def boot(self, **members: Any) -> Any:
        """BootNotification."""
        return await self.call(
            "BootNotification",
            {"chargePointVendor": "Acme", "chargePointModel": "Wallbox 22", **members},
        )

    async def status(self, connector: int, status: str, code: str = "NoError", **more: Any) -> Any:
        """StatusNotification."""
        return await self.call(
            "StatusNotification",
            {"connectorId": connector, "status": status, "errorCode": code, **more},
        )

    async def wait_call(self, action: str, count: int = 1) -> dict[str, Any]:
        """Payload of the count-th call of this action, waiting for it."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = [payload for name, payload in self.calls if name == action]
                if len(found) >= count:
                    return found[count - 1]
                self.called.clear()
                await self.called.wait()

    async def close(self) -> None:
        """Hang up."""
        await self.socket.close()
        await self._task


async def dial(
    program: Program, path: str = "CP-1", subprotocol: str | None = "ocpp1.6", **options: Any
) -> Charger:
    """Dial in as a charger."""
    socket = await websockets.connect(
        program.url(path),
        subprotocols=None if subprotocol is None else [websockets.Subprotocol(subprotocol)],
        open_timeout=PATIENCE_S,
        **options,
    )
    return Charger(socket)
