"""The window's visit while the real one is still being opened, and after it has been."""

from __future__ import annotations

import time

import pytest

from app.domain.anchor import TimeAnchor
from app.domain.capabilities import Capability
from app.domain.commands import ClearCache
from app.domain.events import Event, Identified
from app.ui import scenes
from app.ui.opening import OpeningVisit


@pytest.fixture
def opening() -> OpeningVisit:
    return OpeningVisit(TimeAnchor(time.time_ns(), time.monotonic_ns()), time.monotonic_ns)


async def test_before_it_is_open_everything_is_empty(opening: OpeningVisit) -> None:
    assert opening.chargers == {}
    assert opening.attempts == ()
    assert opening.attempt_count == 0
    assert opening.commands == ()
    assert opening.listening is None
    assert not opening.recording
    assert opening.recording_error == ""
    assert opening.link("CP") is None
    assert opening.capabilities("CP") == frozenset()
    assert opening.run(ClearCache()) == ""
    assert await opening.listen("127.0.0.1", 0) is None
    opening.set_password("CP", "x")
    opening.forget_password("CP")
    assert opening.started_ns <= opening.now_ns()
    assert opening.path.name == ""


def test_what_was_decided_before_holds_after(opening: OpeningVisit) -> None:
    opening.policy.accept_any_password = False
    visit = scenes.begin()
    opening.opened(visit)
    assert visit.policy.accept_any_password is False
    assert opening.policy is visit.policy


def test_once_open_the_real_visit_is_seen_through_it(opening: OpeningVisit) -> None:
    visit = scenes.begin()
    heard: list[Event] = []
    opening.events.connect(heard.append)
    opening.opened(visit)
    scenes.connected(visit)
    assert any(isinstance(event, Identified) for event in heard)
    (key,) = opening.chargers
    assert opening.chargers[key] is visit.chargers[key]
    assert opening.listening == visit.listening
    assert len(opening.attempts) == len(visit.attempts)
    assert Capability.RESET in opening.capabilities(key)
    assert opening.link(key) == visit.link(key)
    assert opening.run(ClearCache(), key)
    assert opening.commands
    assert opening.path == visit.path
