"""Tiles say the words of the model, in both languages; unknown is unknown; 40 connectors work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.events import Disconnected, TransactionEnded
from app.ui.live.tiles import STATION
from tests.ui.live import scene


def tile_of(stage, key):
    return next(tile for tile in stage.page.tiles.tiles() if tile.key == key)


def paint(widget, written) -> list[str]:
    QApplication.processEvents()
    written.clear()
    widget.grab()
    return list(written)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sv", ["Laddar", "Charging", "Anslutning 1", "i 18 min 00 s", "kW", "L1", "15,7\u00a0A",
                "laddad energi", "Gräns 16\u00a0A från laddaren", "Bilen tar allt den får."]),
        ("en", ["Charging", "Connector 1", "for 18 min 00 s", "kW", "L1", "15.7\u00a0A",
                "energy charged", "Limit 16\u00a0A from the charger", "The car takes all it gets."]),
    ],
)  # fmt: skip
def test_a_charging_tile_says_state_power_phases_energy_and_limit(
    staged, speak, written, code, expected
):
    stage = staged(scene.visit_at())
    stage.play(scene.tell)
    speak(code)
    stage.settle()
    said = paint(tile_of(stage, (None, 1)), written)
    assert [words for words in expected if words not in said] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sv", ["Fel", "Faulted", "Jordfel, 2 gånger",
                "GroundFailure, tillverkarkod CX009, RDC-DD 6 mA",
                "Rör inte metalldelar. Koppla ur bilen först."]),
        ("en", ["Fault", "Faulted", "Earth fault, 2 times",
                "GroundFailure, manufacturer's code CX009, RDC-DD 6 mA",
                "Do not touch metal parts. Unplug the car first."]),
    ],
)  # fmt: skip
def test_a_faulted_tile_says_fault_codes_and_what_not_to_do(staged, speak, written, code, expected):
    stage = staged(scene.visit_at())
    stage.play(scene.tell)
    speak(code)
    stage.settle()
    said = paint(tile_of(stage, (None, 2)), written)
    assert [words for words in expected if words not in said] == []


def test_what_was_never_sent_is_unknown_and_never_zero(staged, speak, written):
    visit = scene.visit_at()
    stage = staged(visit)
    speak("sv")
    stage.play(lambda v: v.feed(scene.connected(v, 1), scene.status(v, 2, 1, "Charging")))
    said = paint(tile_of(stage, (None, 1)), written)
    assert "okänd" in said
    assert not any("0,0" in words for words in said)


def test_what_flowed_before_a_fault_does_not_flow_now(staged, speak, written):
    visit = scene.visit_at()
    stage = staged(visit)
    speak("sv")
    power = scene.sample("Power.Active.Import", 10_600.0, "W")
    stage.play(
        lambda v: v.feed(
            scene.connected(v, 1),
            scene.status(v, 2, 1, "Charging"),
            scene.meters(v, 3, 1, power),
            scene.status(v, 5, 1, "Faulted", "GroundFailure"),
        )
    )
    said = paint(tile_of(stage, (None, 1)), written)
    assert not any("10,6" in words for words in said)


def test_values_from_before_the_link_was_lost_are_unknown(staged, speak, written):
    visit = scene.visit_at()
    stage = staged(visit)
    speak("sv")
    stage.play(lambda v: scene.tell(v, 700))
    assert "kW" in paint(tile_of(stage, (None, 1)), written)
    stage.play(lambda v: v.feed(Disconnected(t_ns=v.at(702), charger=scene.CHARGER, link=1,
                                             reason="closed_abnormally")))  # fmt: skip
    said = paint(tile_of(stage, (None, 1)), written)
    assert "okänd" in said
    assert "kW" not in said
    speak("en")
    stage.settle()
    assert "The connection is lost" in paint(tile_of(stage, (None, 1)), written)
    assert "Disconnected" in paint(tile_of(stage, STATION), written)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("SuspendedEV", "Not charging: the car has paused"),
        ("SuspendedEVSE", "Not charging: the charger has paused"),
        ("Preparing", "Waiting for a car or an approval"),
        ("Finishing", "The charge is over"),
        ("Available", "No car is connected"),
        ("Unavailable", "Takes no cars"),
    ],
)
def test_every_state_says_what_governs(staged, written, status, said):
    stage = staged(scene.visit_at())
    stage.play(lambda v: v.feed(scene.connected(v, 1), scene.status(v, 2, 1, status)))
    assert said in paint(tile_of(stage, (None, 1)), written)


def test_a_warning_keeps_the_state_and_names_the_fault(staged, speak, written):
    stage = staged(scene.visit_at())
    stage.play(lambda v: v.feed(
        scene.connected(v, 1), scene.status(v, 2, 1, "Charging", "HighTemperature")))  # fmt: skip
    said = paint(tile_of(stage, (None, 1)), written)
    assert "Charging" in said
    assert "High temperature" in said


def test_a_fault_without_a_code_says_so(staged, written):
    stage = staged(scene.visit_at())
    stage.play(lambda v: v.feed(scene.connected(v, 1), scene.status(v, 2, 1, "Faulted")))
    said = paint(tile_of(stage, (None, 1)), written)
    assert "Unknown fault" in said
    assert "no fault code sent" in said


def test_the_energy_of_a_charge_that_ended_stays(staged, written):
    stage = staged(scene.visit_at())
    stage.play(lambda v: scene.tell(v, 700))
    stage.play(lambda v: v.feed(TransactionEnded(
        t_ns=v.at(701), charger=scene.CHARGER, evse=None, connector=1, transaction=1,
        meter_stop_wh=1_523_250.0, reason="Local")))  # fmt: skip
    assert "3.25\u00a0kWh" in paint(tile_of(stage, (None, 1)), written)


def test_a_charger_text_is_shown_as_it_is_and_on_one_line(staged, written):
    stage = staged(scene.visit_at())
    evil = "<b>x</b>\n" + "y" * 5000
    stage.play(lambda v: v.feed(scene.connected(v, 1), scene.status(
        v, 2, 1, "Faulted", "OtherError", "<img src=x>", evil)))  # fmt: skip
    assert any("<img src=x>" in words for words in paint(tile_of(stage, (None, 1)), written))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_connectors_share_the_row_with_the_station(staged, count):
    stage = staged(scene.visit_at())
    stage.play(lambda v: scene.crowd(v, count))
    tiles = stage.page.tiles.tiles()
    assert [tile.key for tile in tiles] == [*((None, n + 1) for n in range(count)), STATION]
    assert [tile.height() for tile in tiles] == [148] * (count + 1)
    assert tiles[-1].width() == 191
    assert sum(tile.width() for tile in tiles) == stage.page.width()
    assert stage.page.tiles.opened is None


def test_forty_connectors_have_compact_tiles_and_the_chosen_one_opens(staged, speak, written):
    stage = staged(scene.visit_at())
    speak("sv")
    stage.play(scene.crowd)
    tiles = stage.page.tiles.tiles()
    assert len(tiles) == 41
    assert {tile.height() for tile in tiles} == {64}
    assert stage.page.tiles.height() == 148
    opened = stage.page.tiles.opened
    assert opened is not None
    assert opened.key == (None, 7)
    assert "Överström" in paint(opened, written)
    tile_of(stage, (None, 31)).chosen.emit((None, 31))
    stage.settle()
    assert opened.key == (None, 31)
    assert stage.shown.connector_key == (None, 31)


def test_a_click_chooses_and_the_strips_follow(staged):
    stage = staged(scene.visit_at())
    stage.play(scene.tell)
    QTest.mouseClick(tile_of(stage, (None, 1)), Qt.MouseButton.LeftButton)
    stage.settle()
    assert len(stage.page.strips.rows()) == 6
    QTest.mouseClick(tile_of(stage, (None, 2)), Qt.MouseButton.LeftButton)
    stage.settle()
    assert [row.strip.measurand for row in stage.page.strips.rows()] == [
        "Current.Import", "Power.Active.Import", "Energy.Active.Import.Register"]  # fmt: skip


def test_tiles_are_reached_and_chosen_by_keyboard(staged):
    stage = staged(scene.visit_at())
    stage.play(scene.tell)
    stage.page.activateWindow()
    first, second, _ = stage.page.tiles.tiles()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert stage.page.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Left)
    QTest.keyClick(first, Qt.Key.Key_Return)
    stage.settle()
    assert stage.shown.connector_key == (None, 1)
    assert first.is_chosen


def test_a_screen_reader_hears_the_whole_tile(staged, speak):
    stage = staged(scene.visit_at())
    speak("sv")
    stage.play(scene.tell)
    spoken = tile_of(stage, (None, 2)).accessibleName()
    assert spoken.startswith("Anslutning 2, Fel, i 9 min 40 s, Jordfel, 2 gånger")
    assert "Rör inte metalldelar" in spoken


@pytest.mark.parametrize("code", ["sv", "en"])
@pytest.mark.parametrize("name", ["light", "sunlight"])
@pytest.mark.parametrize("count", [2, 3, 4, 9])
def test_nothing_is_cut_off(staged, speak, theme, overflows, code, name, count):
    stage = staged(scene.visit_at())
    theme.set(name)
    speak(code)
    stage.play(lambda v: scene.crowd(v, count))
    stage.paint()
    for status in ("SuspendedEVSE", "SuspendedEV", "Preparing", "Unavailable", "Reserved", ""):
        stage.play(lambda v, s=status: v.feed(*(
            scene.status(v, 800, n, s) for n in range(count + 1))))  # fmt: skip
        stage.paint()
    assert overflows == []
