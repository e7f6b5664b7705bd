"""The end of a connection in the middle of something."""

from __future__ import annotations

from typing import Any, cast

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosedError

from app.simulator.options import SimulatorOptions
from app.simulator.wire import CallError, Link, LinkLostError


class DeadSocket:
    """Gives the frames it has, then ends; sending fails, or goes nowhere."""

    def __init__(self, frames: list[str], sends: bool = False) -> None:
        self.frames, self.sends = frames, sends

    async def recv(self) -> str:
        if not self.frames:
            raise ConnectionClosedError(None, None)
        return self.frames.pop(0)

    async def send(self, _text: str) -> None:
        if not self.sends:
            raise ConnectionClosedError(None, None)


def link(socket: DeadSocket, timeout: float = 0.05) -> Link:
    def answer(_action: str, _payload: dict[str, Any]) -> dict[str, Any]:
        return {}

    quiet: Any = lambda *_: None  # noqa: E731
    return Link(cast(ClientConnection, socket), answer, quiet, quiet, quiet, timeout)


async def test_an_answer_that_cannot_be_given_ends_the_reading() -> None:
    told = await link(DeadSocket(['[2,"1","ClearCache",{}]'])).read()
    assert told == "before an answer could be given"


async def test_a_call_after_the_end_is_lost_and_one_without_answer_times_out() -> None:
    ended = link(DeadSocket([]))
    assert await ended.read() == "without a closing frame"
    with pytest.raises(LinkLostError):
        await ended.call("Heartbeat", {})
    with pytest.raises(LinkLostError):
        await link(DeadSocket([])).call("Heartbeat", {})
    with pytest.raises(CallError, match="no answer"):
        await link(DeadSocket([], sends=True)).call("Heartbeat", {})


@pytest.mark.parametrize(
    "wrong", [{"connectors": 0}, {"charger_id": ""}, {"speed": 0.0}, {"interval": -1.0}]
)
def test_options_no_charger_can_have_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        SimulatorOptions(**wrong)
