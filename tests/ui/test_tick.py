"""Views are drawn together, once, and never at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from app.ui.tick import DATA_FRAMES, FRAME_MS, Tick
from tests.ui.conftest import settle


def test_many_wishes_of_one_view_are_one_drawing(tick: Tick) -> None:
    drawn: list[int] = []

    def draw() -> None:
        drawn.append(1)

    for _ in range(100):
        tick.request(draw)
    assert drawn == []
    tick.flush()
    assert drawn == [1]
    assert tick.still


def test_a_view_may_wish_again_while_it_is_drawn(tick: Tick) -> None:
    drawn: list[int] = []

    def draw() -> None:
        drawn.append(1)
        if len(drawn) < 3:
            tick.request(draw)

    tick.request(draw)
    tick.flush()
    assert drawn == [1]
    tick.flush()
    tick.flush()
    assert drawn == [1, 1, 1]
    assert tick.still


def test_a_view_that_fails_does_not_stop_the_others(
    tick: Tick, caplog: pytest.LogCaptureFixture
) -> None:
    drawn: list[str] = []

    def broken() -> None:
        raise RuntimeError("a bug")

    tick.request(broken)
    tick.request(lambda: drawn.append("other"))
    with caplog.at_level(logging.ERROR):
        tick.flush()
    assert drawn == ["other"]
    assert "could not be drawn" in caplog.text


def test_data_keep_their_own_pace_and_wait_one_frame_for_other_drawings(
    tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now_s)

    def data() -> None: ...

    def other() -> None: ...

    def wait_ms(draw: Callable[[], None], frames: int) -> int:
        tick.request(draw, frames)
        due = tick._timer.interval()
        tick.flush()
        return due

    assert wait_ms(data, DATA_FRAMES) == 0
    assert wait_ms(data, DATA_FRAMES) == DATA_FRAMES * FRAME_MS
    assert wait_ms(other, 1) == FRAME_MS
    now_s += 1.0
    assert wait_ms(other, 1) == 0
    assert wait_ms(data, DATA_FRAMES) == FRAME_MS
    now_s += 1.0
    assert wait_ms(data, DATA_FRAMES) == 0


class View(QObject):
    drawn = 0

    def draw(self) -> None:
        View.drawn += 1


def test_a_view_that_is_gone_is_not_drawn(tick: Tick) -> None:
    view = View()
    tick.request(view.draw)
    view.deleteLater()
    settle()
    tick.flush()
    assert View.drawn == 0
