"""The plain ``ocpp`` package's server, written as its README does."""

from __future__ import annotations

import asyncio
import logging
import sys
from datetime import UTC, datetime
from typing import Any

import websockets
from ocpp.routing import on
from ocpp.v16 import ChargePoint, call_result
from ocpp.v16.enums import Action, RegistrationStatus

logging.disable(logging.CRITICAL)


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Stock(ChargePoint):  # type: ignore[misc]
    @on(Action.boot_notification)
    def boot(self, **payload: Any) -> Any:
        return call_result.BootNotification(now(), 60, RegistrationStatus.accepted)

    @on(Action.heartbeat)
    def heartbeat(self) -> Any:
        return call_result.Heartbeat(now())

    @on(Action.meter_values)
    def meter_values(self, **payload: Any) -> Any:
        return call_result.MeterValues()


async def connected(socket: Any) -> None:
    try:
        await Stock(socket.request.path.strip("/"), socket).start()
    except websockets.ConnectionClosed:
        pass


async def serve() -> None:
    async with websockets.serve(
        connected, "127.0.0.1", 0, subprotocols=[websockets.Subprotocol("ocpp1.6")]
    ) as server:
        print(next(iter(server.sockets)).getsockname()[1], flush=True)
        await asyncio.to_thread(sys.stdin.read)


asyncio.run(serve())
