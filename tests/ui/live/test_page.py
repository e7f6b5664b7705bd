"""The page as a whole: curves, gaps, crosshair, keys, lane, language and theme switch live."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.ui.live.surface import GUTTER
from app.ui.theme.tokens import DARK, LIGHT, SUNLIGHT
from tests.ui.live import scene


def whole(stage, connector=1, cursor_s=1985.0):
    """The whole story in one picture, paused."""
    base = stage.page.timebase
    base.set_follow(False)
    base.span_s, base.start_s = scene.LENGTH_S, 0.0
    stage.shown.show_connector((None, connector))
    base.advance(scene.LENGTH_S)
    base.point(cursor_s)
    stage.settle()


def strip(stage, measurand):
    return next(row for row in stage.page.strips.rows() if row.strip.measurand == measurand)


def told(stage):
    return {row.readout.reading.title: row.readout.reading for row in stage.page.strips.rows()}


@pytest.fixture
def stage(staged):
    made = staged(scene.visit_at())
    made.play(scene.tell)
    whole(made)
    return made


def test_every_measurand_has_its_strip_and_its_curves(stage):
    rows = stage.page.strips.rows()
    assert [(row.strip.measurand, len(row.strip.curves)) for row in rows] == [
        ("Current.Import", 4),
        ("Power.Active.Import", 1),
        ("Voltage", 3),
        ("Temperature", 1),
        ("Energy.Active.Import.Register", 1),
        ("SoC", 1),
    ]
    assert sum(row.height() for row in rows) == stage.page.strips.height()


def test_power_is_drawn_in_kilowatts_at_the_right_time(stage):
    x, y = strip(stage, "Power.Active.Import").plot.curve(0)
    assert np.nanmax(y) == pytest.approx(10.9, abs=0.2)
    assert np.nanmax(y[(x > 1000) & (x < 1300)]) == pytest.approx(6.7, abs=0.3)
    assert np.nanmax(y[(x > 20) & (x < 400)]) == 0.0


def test_the_gap_of_the_link_is_hatched_in_every_strip_and_never_bridged(stage):
    for row in stage.page.strips.rows():
        (hole,) = row.plot.holes
        assert hole[0] == pytest.approx(1362, abs=4)
        assert hole[1] == pytest.approx(1425, abs=4)
        x, y = row.plot.curve(0)
        assert not np.isfinite(y[(x > 1366) & (x < 1421)]).any()
        between = np.flatnonzero((x[:-1] < 1366) & (x[1:] > 1421))
        assert all(math.isnan(y[i]) or math.isnan(y[i + 1]) for i in between)


def test_the_readout_holds_the_last_value_and_says_unknown(stage):
    rows = told(stage)["Current"].rows
    assert [row.name for row in rows] == ["L1", "L2", "L3", "N"]
    assert rows[3].value == "unknown"
    series = strip(stage, "Current.Import").strip.curves[0]
    stamps = [t - stage.visit.started_ns / 1e9 for t in series.times_s]
    held = max(n for n, t in enumerate(stamps) if t <= 1985.0)
    assert rows[0].value == f"{series.values[held]:.1f}"
    stage.page.timebase.point(1400.0)
    stage.settle()
    assert {row.value for reading in told(stage).values() for row in reading.rows} == {"unknown"}


def test_a_limit_is_dashed_and_has_no_row(stage):
    row = strip(stage, "Current.Import")
    assert [s.key.measurand for s in row.strip.limits] == ["Current.Offered"]
    _, y = row.plot.curve(4)
    assert {*np.unique(y[np.isfinite(y)])} == {10.0, 16.0}


def test_the_crosshair_is_one_line_through_strips_and_lane(stage):
    image = stage.page.grab().toImage()
    x = round(stage.page.strips.x_of(1985.0))
    accent = LIGHT.accent.lower()
    tops = [stage.page.strips.y() + row.y() + 5 for row in stage.page.strips.rows()]
    for y in (*tops, stage.page.lane.y() + 1):
        assert image.pixelColor(x, y).name() == accent, y


def test_pointer_moves_the_crosshair_and_leaves_without_it(stage):
    strips = stage.page.strips
    stage.page.timebase.point(None)
    QTest.mouseMove(strips, QPoint(GUTTER + 200, 40))
    QApplication.processEvents()
    assert stage.page.timebase.cursor_s == pytest.approx(strips.moment_at(GUTTER + 200), abs=5)
    strips.leaveEvent(None)
    assert stage.page.timebase.cursor_s is None


def wheel(widget, x, turn, modifiers=Qt.KeyboardModifier.NoModifier):
    at = QPointF(x, 30)
    event = QWheelEvent(at, widget.mapToGlobal(at), QPoint(), QPoint(0, turn),
                        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_zooms_time_around_the_pointer_and_never_values(stage):
    strips, base = stage.page.strips, stage.page.timebase
    x = GUTTER + 500
    before, span = strips.moment_at(x), base.span_s
    scale = strip(stage, "Voltage").plot.getViewBox().viewRange()[1]
    wheel(strips, x, 120)
    stage.settle()
    assert base.span_s < span
    assert strips.moment_at(x) == pytest.approx(before, abs=0.5)
    assert strip(stage, "Voltage").plot.getViewBox().viewRange()[1] == scale
    wheel(strips, x, 120, Qt.KeyboardModifier.ShiftModifier)
    assert strips.moment_at(x) < before


def test_keys_move_the_crosshair_zoom_and_pause(stage):
    strips, base = stage.page.strips, stage.page.timebase
    at = base.cursor_s
    QTest.keyClick(strips, Qt.Key.Key_Right)
    assert base.cursor_s > at
    QTest.keyClick(strips, Qt.Key.Key_Left)
    QTest.keyClick(strips, Qt.Key.Key_Left)
    assert base.cursor_s < at
    span = base.span_s
    QTest.keyClick(strips, Qt.Key.Key_Plus)
    assert base.span_s < span
    QTest.keyClick(strips, Qt.Key.Key_Minus)
    assert base.span_s == pytest.approx(span)
    QTest.keyClick(strips, Qt.Key.Key_Escape)
    assert base.cursor_s is None
    QTest.keyClick(strips, Qt.Key.Key_Space)
    assert base.follow
    stage.settle()
    assert stage.page.follow.text() == "Following live"
    stage.page.follow.click()
    assert not base.follow
    assert stage.page.follow.text() == "Paused"


def test_following_brings_new_values_and_pausing_keeps_the_picture(stage):
    base = stage.page.timebase
    base.set_follow(True)
    stage.play(lambda v: v.feed(scene.meters(
        v, 2710, 1, scene.sample("Current.Import", 12.5, "A", "L1"))))  # fmt: skip
    assert base.end_s == pytest.approx(2710.0)
    assert told(stage)["Current"].rows[0].value == "12.5"
    base.set_follow(False)
    stage.play(lambda v: v.feed(scene.meters(
        v, 2800, 1, scene.sample("Current.Import", 11.5, "A", "L1"))))  # fmt: skip
    assert base.end_s == pytest.approx(2710.0)


def test_the_lane_says_states_and_marks(stage, written):
    stage.page.lane.grab()
    for words in ("1", "2", "Available", "Charging", "Fault", "09:33:05"):
        assert words in written
    assert stage.page.lane.note() == "2 min 17 s after fault"
    stage.page.timebase.point(2120.0)
    assert stage.page.lane.note() == "Earth fault"
    stage.page.timebase.point(1930.0)
    assert stage.page.lane.note() == "Soft restart"
    stage.page.timebase.point(1362.0)
    assert stage.page.lane.note() == "Link lost"


def test_a_state_in_an_outage_is_unknown(stage, written):
    stage.page.timebase.point(1400.0)
    stage.settle()
    written.clear()
    stage.page.lane.grab()
    assert written.count("Unknown") == 2


def test_forty_connectors_fit_and_faults_win_in_the_block(staged):
    stage = staged(scene.visit_at())
    stage.play(scene.crowd)
    lane = stage.page.lane
    assert lane.height() < 170
    assert stage.page.strips.height() > 250
    image = lane.grab().toImage()
    x = round(stage.page.strips.x_of(700.0))
    column = [image.pixelColor(x, y).name() for y in range(26, 110)]
    assert column.count(LIGHT.bad.lower()) >= 4


def test_the_language_switches_live_everywhere(stage, speak, written):
    speak("sv")
    stage.settle()
    assert [row.readout.reading.title for row in stage.page.strips.rows()] == [
        "Ström", "Effekt", "Spänning", "Temperatur", "Energi", "Laddnivå"]  # fmt: skip
    assert told(stage)["Ström"].rows[3].value == "okänd"
    assert told(stage)["Temperatur"].rows[0].name == "Kapsling"
    assert "," in told(stage)["Effekt"].rows[0].value
    assert stage.page.follow.text() == "Pausad"
    written.clear()
    stage.page.grab()
    for words in ("Laddar", "Fel", "I drift", "Förbereder"):
        assert words in written or words == "Förbereder"
    axis = strip(stage, "Energy.Active.Import.Register").plot.getPlotItem().getAxis("left")
    swedish = [label for _, label in axis._tickLevels[0]]
    speak("en")
    stage.settle()
    english = [label for _, label in axis._tickLevels[0]]
    assert swedish != english
    assert told(stage)["Current"].rows[3].value == "unknown"


@pytest.mark.parametrize("tokens", [LIGHT, DARK, SUNLIGHT], ids=lambda t: t.name)
def test_the_theme_switches_live_everywhere(stage, theme, tokens):
    stage.page.grab()
    theme.set(tokens.name)
    stage.settle()
    image = stage.page.grab().toImage()
    row = strip(stage, "Power.Active.Import")
    y = stage.page.strips.y() + row.y()
    assert image.pixelColor(stage.page.width() - 2, y + row.height() - 3).name() == (
        tokens.surface.lower()
    )
    seen = colors(image, GUTTER + 300, y, 300, row.height())
    assert tokens.power.lower() in seen
    assert tokens.grid.lower() in seen
    assert tokens.accent.lower() in colors(image, GUTTER, y, 832, row.height())


def colors(image: QImage, left: int, top: int, wide: int, high: int) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(left, left + wide)
        for y in range(top, top + high)
    }


def test_a_low_window_names_what_it_leaves_out_and_turns_over(stage):
    stage.page.resize(1006, 520)
    stage.settle()
    strips = stage.page.strips
    assert [row.strip.measurand for row in strips.rows()] == [
        "Current.Import", "Power.Active.Import", "Voltage"]  # fmt: skip
    more = strips._more
    assert more.text() == "+3  Temperature, Energy, State of charge"
    more.click()
    stage.settle()
    assert "Voltage" not in [row.strip.measurand for row in strips.rows()]


def test_before_a_charger_came_the_page_says_what_will_come(staged):
    stage = staged(scene.visit_at())
    assert stage.page._empty.isVisible()
    assert not stage.page.tiles.isVisible()
    stage.play(lambda v: v.feed(scene.connected(v, 1), scene.status(v, 2, 1, "Available")))
    assert not stage.page._empty.isVisible()
    assert stage.page.tiles.isVisible()
    assert stage.page.strips._empty.isVisible()
    stage.play(lambda v: v.feed(scene.meters(v, 3, 1, scene.sample("Voltage", 230.0, "V"))))
    assert not stage.page.strips._empty.isVisible()


def test_another_charger_is_another_page(stage):
    stage.play(lambda v: v.feed(scene.connected(v, 2701, 9, "CP-2"),
                                scene.status(v, 2702, 1, "Preparing", charger="CP-2")))  # fmt: skip
    assert len(stage.page.tiles.tiles()) == 3
    stage.shown.show_charger("CP-2")
    stage.settle()
    assert len(stage.page.tiles.tiles()) == 2
    assert stage.page.strips.rows() == []
    stage.shown.show_charger(scene.CHARGER)
    stage.settle()
    assert len(stage.page.tiles.tiles()) == 3
    assert len(stage.page.strips.rows()) == 3  # of the faulted connector, which comes first


def test_a_hidden_page_draws_nothing_and_catches_up(stage):
    stage.page.hide()
    assert stage.tick.still
    stage.play(lambda v: v.feed(scene.meters(
        v, 2710, 1, scene.sample("Current.Import", 3.25, "A", "L2"))))  # fmt: skip
    assert stage.tick.still
    stage.page.timebase.set_follow(True)
    stage.page.show()
    stage.settle()
    assert told(stage)["Current"].rows[1].value in ("3.2", "3.3")


def test_time_goes_on_once_a_second_while_seen(stage, written):
    stage.visit.at(2760)
    stage.tick.second.emit()
    stage.settle()
    written.clear()
    stage.page.tiles.tiles()[0].grab()
    assert "for 19 min 00 s" in written
    stage.page.hide()
    stage.visit.at(2820)
    stage.tick.second.emit()
    assert stage.page.timebase.now_s == pytest.approx(2760)


@pytest.mark.parametrize("value", [1e300, -1e300, math.inf, math.nan, 5e-324, None])
def test_hostile_values_are_drawn_without_harm(staged, value):
    stage = staged(scene.visit_at())
    names = ("Current.Import", "Power.Active.Import", "Made.Up", "SoC")
    stage.play(lambda v: v.feed(scene.connected(v, 1), *(
        scene.meters(v, 2 + n, 1, *(scene.sample(m, x, "A", "L9") for m in names))
        for n, x in enumerate((1.0, value, 2.0)))))  # fmt: skip
    stage.paint()
    assert len(stage.page.strips.rows()) == 4


def test_the_page_lets_go_of_the_visit(theme, speak):
    from tests.ui.live.conftest import Stage

    visit = scene.visit_at()
    stage = Stage(theme, visit)
    before = len(visit.events._subscribers)
    stage.end()
    assert len(visit.events._subscribers) < before
    visit.feed(scene.connected(visit, 1))


def test_nothing_is_drawn_after_now(stage):
    base = stage.page.timebase
    base.zoom(2.0, 0.0)
    stage.settle()
    x, y = strip(stage, "Power.Active.Import").plot.curve(0)
    assert x[np.isfinite(y)].max() <= scene.LENGTH_S + 1e-6
