"""A charger for tests inside the process: a WebSocket client with json, not ours."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable
from typing import Any

import websockets

PATIENCE_S = 20.0


class Charger:
    """Sends what it is told and keeps what it gets."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket
        self.calls: list[list[Any]] = []
        self.answers: list[list[Any]] = []
        self.reply: Callable[[list[Any]], str | None] = lambda call: None
        self._news = asyncio.Event()
        self._ids = itertools.count(1)
        self._task = asyncio.ensure_future(self._receive())

    @classmethod
    async def dial(cls, url: str, subprotocol: str | None = "ocpp1.6") -> Charger:
        subprotocols = None if subprotocol is None else [websockets.Subprotocol(subprotocol)]
        return cls(await websockets.connect(url, subprotocols=subprotocols, ping_interval=None))

    async def _receive(self) -> None:
        try:
            async for text in self.socket:
                message = json.loads(text)
                if message[0] == 2:
                    self.calls.append(message)
                    reply = self.reply(message)
                    if reply is not None:
                        await self.socket.send(reply)
                else:
                    self.answers.append(message)
                self._news.set()
        except websockets.ConnectionClosed:
            pass

    async def until(self, ready: Callable[[], Any]) -> Any:
        """Wait until ``ready`` gives something."""
        async with asyncio.timeout(PATIENCE_S):
            while not (found := ready()):
                self._news.clear()
                await self._news.wait()
            return found

    async def call(self, action: str, payload: Any = None, uid: str | None = None) -> list[Any]:
        """A CALL and its answer."""
        uid = uid or f"u{next(self._ids)}"
        before = len(self.answers)
        await self.socket.send(json.dumps([2, uid, action, payload or {}]))
        await self.until(lambda: len(self.answers) > before)
        return self.answers[before]

    async def boot(self) -> list[Any]:
        return await self.call(
            "BootNotification", {"chargePointVendor": "Acme", "chargePointModel": "W"}
        )

    async def close(self) -> None:
        await self.socket.close()
        await self._task
