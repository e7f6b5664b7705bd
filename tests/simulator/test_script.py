"""Scripts are read, refused with the place that is wrong, and played."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.simulator.script import Script, ScriptError, parse_script, read_script
from app.simulator.story import demo_round
from tests.simulator.conftest import Plays
from tests.simulator.csms import Csms, statuses

GOOD = """
repeat = 100
[[step]]
at = 6
do = "send"
text = "{not json"
[[step]]
at = 0
do = "set"
key = "LightIntensity"
value = 5
[[step]]
at = 1
do = "plug_in"
connector = 1
soc = 55.5
[[step]]
at = 2
do = "fault"
connector = 0
code = "WeakSignal"
[[step]]
at = 8
do = "drop_connection"
seconds = 1
"""


def test_steps_come_in_order_of_time() -> None:
    script = parse_script(GOOD, 2)
    assert [step.do for step in script.steps] == [
        "set",
        "plug_in",
        "fault",
        "send",
        "drop_connection",
    ]
    assert script.repeat == 100


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = = 1", "line 1"),
        ("speed = 3", "key 'speed': unknown"),
        ("repeat = 0", "key 'repeat'"),
        ("step = 4", "key 'step'"),
        ("step = [4]", "step 1: must be a table"),
        ('\n\n[[step]]\ndo = "stop"', "step 1 (line 3), key 'at'"),
        ("[[step]]\nat = 1", "step 1 (line 1), key 'do': must be one of plug_in"),
        ('[[step]]\nat = true\ndo = "stop"', "key 'at'"),
        ('[[step]]\nat = 1\ndo = "stop"', "key 'connector': is missing"),
        ('[[step]]\nat = 1\ndo = "stop"\nconnector = 3', "key 'connector': must be 1 to 2"),
        ('[[step]]\nat = 1\ndo = "fault"\nconnector = 0\ncode = ""', "must not be empty"),
        ('[[step]]\nat = 1\ndo = "stop"\nconnecter = 1\nconnector = 1', "key 'connecter': unknown"),
        ('[[step]]\nat = 1\ndo = "plug_in"\nconnector = 1\nphases = 2', "must be 1 or 3"),
        ('[[step]]\nat = 1\ndo = "plug_in"\nconnector = 1\nsoc = 400', "must be 0 to 100"),
        ('[[step]]\nat = 1\ndo = "send"\ntext = 4', "must be text"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, told: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse_script(text, 2)
    assert told in str(caught.value)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match="cannot be read"):
        read_script(tmp_path / "none.toml", 2)
    bad = tmp_path / "bad.toml"
    bad.write_bytes(b"\xff\xff")
    with pytest.raises(ScriptError, match="cannot be read"):
        read_script(bad, 2)


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from('[]step=at do"plug_inconnector\n01.-'), max_size=80)
    | st.text()
)
def test_no_text_raises_anything_but_a_script_error(text: str) -> None:
    with contextlib.suppress(ScriptError):
        parse_script(text, 2)


async def test_a_script_is_played(csms: Csms, plays: Plays) -> None:
    charger = plays(script=Script(), speed=50.0)
    await csms.booted()
    del charger
    charger = plays(script=parse_script(GOOD.replace("at = ", "at = 2"), 2), charger_id="CP-2")
    await csms.hears_status(1, "Preparing")
    told = await csms.hears("StatusNotification", errorCode="WeakSignal")
    assert told["connectorId"] == 0
    await csms.until(lambda: csms.odd_frames == ["{not json"])
    await csms.until(lambda: csms.links == 3)
    assert charger.configuration.text("LightIntensity") == "5"


async def test_the_demo_story_shows_what_it_should(csms: Csms, plays: Plays) -> None:
    plays(script=None, eager_drivers=True, speed=60.0, redial=1.0)
    await csms.until(lambda: csms.actions().count("StopTransaction") >= 3)
    first = statuses(csms, 2)
    assert first.count("Faulted") == 2
    assert first[:5] == ["Available", "Preparing", "Charging", "Faulted", "Finishing"]
    assert "SuspendedEV" in statuses(csms, 1)


def test_rounds_vary_with_the_seed_and_the_first_does_not() -> None:
    assert demo_round(0, random.Random(1)) == demo_round(0, random.Random(2))
    assert demo_round(1, random.Random(1)) != demo_round(1, random.Random(2))
    within = [
        s.at for s in demo_round(0, random.Random(1)).steps if s.do in ("fault", "clear", "pause")
    ]
    assert sum(at <= 90 for at in within) >= 6


async def test_one_connector_plays_its_part_of_the_story(csms: Csms, plays: Plays) -> None:
    plays(script=None, connectors=1, speed=60.0)
    await csms.hears("StopTransaction", reason="Local")
    assert statuses(csms, 2) == []
