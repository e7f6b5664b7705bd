"""Playing a script, and the story that is played when there is none.

The demo story shows within its first 80 seconds what a technician comes for: connector 1 charges with
3 x 16 A, its car pauses for a while, connector 2 plugs in, has a ground fault that comes back, clears and
leaves. Later rounds differ: other faults, other cars, a warmer outlet, a lost connection; the seed decides.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.simulator.script import Script, Step

if TYPE_CHECKING:
    from app.simulator.charger import SimulatedCharger

ROUND_S = 170.0
OTHER_FAULTS = (
    "EVCommunicationError",
    "OverCurrentFailure",
    "PowerMeterFailure",
    "ConnectorLockFailure",
)


def _story(fault: str, soc1: float, soc2: float, stretch: float, warm: bool, drop: bool) -> Script:
    plan: list[tuple[float, str, dict[str, Any]]] = [
        (2, "plug_in", {"connector": 1, "soc": soc1}),
        (4, "authorize", {"connector": 1}),
        (18, "plug_in", {"connector": 2, "soc": soc2}),
        (21, "authorize", {"connector": 2}),
        (30, "pause", {"connector": 1}),
        (40, "resume", {"connector": 1}),
        (44, "fault", {"connector": 2, "code": fault}),
        (51, "clear", {"connector": 2}),
        (55, "start", {"connector": 2}),
        (64, "fault", {"connector": 2, "code": fault}),
        (74, "clear", {"connector": 2}),
        (82, "unplug", {"connector": 2}),
        (140, "stop", {"connector": 1}),
        (150, "unplug", {"connector": 1}),
    ]
    if warm:
        plan += [(90, "fault", {"connector": 1, "code": "HighTemperature"})]
        plan += [(112, "clear", {"connector": 1})]
    if drop:
        plan += [(118, "drop_connection", {"seconds": 9})]
    steps = [
        Step(at * stretch, do, details) for at, do, details in sorted(plan, key=lambda s: s[0])
    ]
    return Script(tuple(steps), ROUND_S * stretch)


def demo_round(number: int, chance: random.Random) -> Script:
    """The story of one round; the first is always the same."""
    if number == 0:
        return _story("GroundFailure", 41, 63, 1.0, warm=True, drop=False)
    return _story(
        chance.choice(OTHER_FAULTS) if number % 2 else "GroundFailure",
        soc1=chance.uniform(18, 92),
        soc2=chance.uniform(30, 85),
        stretch=chance.uniform(0.95, 1.25),
        warm=chance.random() < 0.5,
        drop=number % 3 == 1,
    )


async def play(charger: SimulatedCharger, script: Script | None) -> None:
    """Play a script, or the demo story for ever, on the charger's pace."""
    chance = random.Random(charger.options.seed)  # noqa: S311  (a story, no secrets)
    number = 0
    begin = charger.pace.now()
    while True:
        current = demo_round(number, chance) if script is None else script
        for step in current.steps:
            await charger.pace.sleep(begin + step.at - charger.pace.now())
            if step.details.get("connector", 0) in (0, *charger.station.connectors):
                perform(charger, step)
        if current.repeat is None:
            return
        begin += current.repeat
        await charger.pace.sleep(begin - charger.pace.now())
        number += 1


def perform(charger: SimulatedCharger, step: Step) -> None:
    """Do one step now."""
    details: dict[str, Any] = dict(step.details)
    match step.do:
        case "drop_connection":
            charger.drop_connection(**details)
        case "set":
            value = details["value"]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            charger.set_key(details["key"], text)
        case "send":
            charger.send_raw(details["text"])
        case do:
            acts: dict[str, Callable[..., object]] = {
                "plug_in": charger.plug_in,
                "unplug": charger.unplug,
                "authorize": charger.authorize,
                "start": charger.start,
                "stop": charger.stop,
                "pause": charger.pause,
                "resume": charger.resume,
                "fault": charger.fault,
                "clear": charger.clear,
            }
            acts[do](**details)
