"""A small CSMS of raw websockets, independent of the product, that checks every frame of the charger.

Each CALL and each answer is validated against the JSON schemas that the `ocpp` package carries.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import jsonschema  # type: ignore[import-untyped]
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

DEADLINE_S = 15.0
Payload = dict[str, Any]
_schemas: dict[str, Any] = {}


def schema(name: str) -> Any:
    if name not in _schemas:
        text = (files("ocpp.v16.schemas") / f"{name}.json").read_text(encoding="utf-8-sig")
        _schemas[name] = jsonschema.Draft4Validator(json.loads(text))
    return _schemas[name]


class Heard:
    """One CALL of the charger; `link` counts connections from 1."""

    def __init__(self, link: int, action: str, payload: Payload) -> None:
        self.link, self.action, self.payload = link, action, payload

    def __repr__(self) -> str:
        return f"{self.link}:{self.action} {self.payload}"


class Csms:
    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.deviations: list[str] = []
        self.links = 0
        self.closed = 0
        self.requests: list[tuple[str, str | None]] = []
        self.boot: list[Payload] = []
        self.id_tag_status = "Accepted"
        self.silent: set[str] = set()
        self.refused: set[str] = set()
        self.odd_frames: list[str] = []
        self.socket: ServerConnection | None = None
        self._waiting: dict[str, tuple[str, asyncio.Future[list[Any]]]] = {}
        self._changed = asyncio.Event()
        self._transaction = 700
        self._server: Server | None = None

    async def __aenter__(self) -> Csms:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self, port: int = 0) -> None:
        self._server = await serve(
            self._serve,
            "127.0.0.1",
            port,
            subprotocols=["ocpp1.6"],  # type: ignore[list-item]
            close_timeout=1,
        )
        self.port = next(iter(self._server.sockets)).getsockname()[1]
        self.url = f"ws://127.0.0.1:{self.port}"

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, socket: ServerConnection) -> None:
        self.links += 1
        link = self.links
        self.socket = socket
        assert socket.request is not None
        self.requests.append((socket.request.path, socket.request.headers.get("Authorization")))
        self._changed.set()
        try:
            async for frame in socket:
                assert isinstance(frame, str)
                await self._take(socket, link, frame)
        except ConnectionClosed:
            pass
        self.closed += 1
        self._changed.set()

    async def _take(self, socket: ServerConnection, link: int, frame: str) -> None:
        try:
            message = json.loads(frame)
        except ValueError:
            self.odd_frames.append(frame)
            self._changed.set()
            return
        if message[0] == 2:
            _, uid, action, payload = message
            self.deviations += [
                f"{action}: {e.message}" for e in schema(action).iter_errors(payload)
            ]
            self.heard.append(Heard(link, action, payload))
            self._changed.set()
            if action in self.refused:
                await socket.send(json.dumps([4, uid, "InternalError", "no", {}]))
            elif action not in self.silent:
                await socket.send(json.dumps([3, uid, self._answer(action)]))
            return
        action, waiting = self._waiting.pop(message[1])
        if message[0] == 3:
            found = schema(f"{action}Response").iter_errors(message[2])
            self.deviations += [f"{action}Response: {e.message}" for e in found]
        waiting.set_result(message)

    def _answer(self, action: str) -> Payload:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        if action == "BootNotification":
            usual = {"status": "Accepted", "interval": 60, "currentTime": now}
            return usual | (self.boot.pop(0) if self.boot else {})
        if action == "Heartbeat":
            return {"currentTime": now}
        if action in ("StartTransaction", "Authorize", "StopTransaction"):
            answer: Payload = {"idTagInfo": {"status": self.id_tag_status}}
            if action == "StartTransaction":
                self._transaction += 1
                answer["transactionId"] = self._transaction
            return answer
        if action in ("DataTransfer", "SignCertificate"):
            return {"status": "Accepted"}
        return {}

    async def until(self, condition: Callable[[], Any], what: str = "") -> Any:
        """Wait until the condition gives something true, and give that."""
        try:
            async with asyncio.timeout(DEADLINE_S):
                while True:
                    self._changed.clear()
                    if found := condition():
                        return found
                    with contextlib.suppress(
                        TimeoutError
                    ):  # the charger's own state may be asked for
                        async with asyncio.timeout(0.05):
                            await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"not heard: {what}; heard {self.heard[-12:]}") from None

    async def hears(self, action: str, after: int = 0, **fields: Any) -> Payload:
        """Wait for a CALL with these fields among those after the first `after`."""

        def found() -> list[Heard]:
            return [
                h
                for h in self.heard[after:]
                if h.action == action and all(h.payload.get(k) == v for k, v in fields.items())
            ]

        heard = await self.until(found, f"{action} {fields}")
        return heard[0].payload

    async def hears_status(self, connector: int, status: str, after: int = 0) -> Payload:
        return await self.hears("StatusNotification", after, connectorId=connector, status=status)

    async def booted(self) -> None:
        await self.hears("BootNotification")
        await self.hears("SecurityEventNotification")

    async def ask(self, action: str, payload: Payload | None = None) -> Payload:
        """A CALL of ours: the payload of its CALLRESULT, or {'error': code} for a CALLERROR."""
        message = await self.ask_raw(action, {} if payload is None else payload)
        return message[2] if message[0] == 3 else {"error": message[2]}

    async def ask_raw(self, action: str, payload: Any) -> list[Any]:
        assert self.socket is not None
        uid = uuid.uuid4().hex
        answer: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
        self._waiting[uid] = (action, answer)
        await self.socket.send(json.dumps([2, uid, action, payload]))
        async with asyncio.timeout(DEADLINE_S):
            return await answer

    def actions(self) -> list[str]:
        return [h.action for h in self.heard]


def samples(payload: Payload) -> dict[tuple[str, str], float]:
    found = payload["meterValue"][0]["sampledValue"]
    return {(s["measurand"], s.get("phase", "")): float(s["value"]) for s in found}


def readings(csms: Csms, connector: int) -> list[dict[tuple[str, str], float]]:
    return [
        samples(h.payload)
        for h in csms.heard
        if h.action == "MeterValues" and h.payload["connectorId"] == connector
    ]


def statuses(csms: Csms, connector: int) -> list[str]:
    return [
        h.payload["status"]
        for h in csms.heard
        if h.action == "StatusNotification" and h.payload["connectorId"] == connector
    ]
