"""A CSMS and chargers that run at fifty times the pace of life, with nothing happening by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from app.simulator.charger import SimulatedCharger
from app.simulator.options import SimulatorOptions
from app.simulator.script import Script
from tests.simulator.csms import Csms

Plays = Callable[..., SimulatedCharger]


@pytest.fixture
async def csms() -> AsyncIterator[Csms]:
    async with Csms() as csms:
        yield csms
        assert csms.deviations == []


@pytest.fixture
async def plays(csms: Csms) -> AsyncIterator[Plays]:
    """Starts chargers, and stops them after the test."""
    tasks: list[asyncio.Task[None]] = []

    def play(**options: Any) -> SimulatedCharger:
        usual: dict[str, Any] = {
            "script": Script(),
            "speed": 50.0,
            "redial": 2.0,
            "eager_drivers": False,
            "upload_kilobytes_per_s": 0.0,
        }
        charger = SimulatedCharger(csms.url, SimulatorOptions(**(usual | options)))
        tasks.append(asyncio.create_task(charger.run()))
        return charger

    yield play
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        assert isinstance(ended, asyncio.CancelledError), ended
