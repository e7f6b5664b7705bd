"""Header, navigation and status bar say what is true of the visit."""

from __future__ import annotations

import subprocess
import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.events import ClockCompared, Identified, RecordingStopped
from app.domain.frame import Direction
from app.ui import scenes
from app.ui.shell.header import rounded, shortened
from app.ui.tick import Tick
from tests.ui.conftest import Opened, draw, settle


def test_nobody_is_connected(opened: Opened) -> None:
    window, _ = opened("connect", scenes.waiting)
    assert window.header.name.text() == "No charger connected"
    assert window.status.worst.text() == "Waiting for a charger"
    assert window.status.address.text() == "192.168.1.5:9310"
    assert window.header.recorded.text() == "00:00:47"
    assert not window.header.chooser.isVisible()


def test_who_is_connected_and_how(opened: Opened) -> None:
    window, _ = opened("live", scenes.working)
    header = window.header
    assert header.name.text() == "CP-0042"
    assert header.link.text() == "connected"
    assert header.model.text() == "Garo Entity Pro"
    assert header.serial.accessibleName() == "SN 14030821"
    assert header.firmware.accessibleName() == "FW 2.1.3"
    assert header.protocol.accessibleName() == "OCPP 1.6"
    assert header.security.text() == "ws, not encrypted"
    assert header.clock.accessibleName() == "Clock 2\u00a0min slow"


def test_a_small_clock_offset_is_not_worth_a_word(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.connected)
    visit.feed(ClockCompared(t_ns=visit.t_ns, charger=scenes.KEY, offset_s=59.0, reported=""))
    draw(window, tick)
    assert not window.header.clock.isVisible()
    visit.feed(ClockCompared(t_ns=visit.t_ns, charger=scenes.KEY, offset_s=None, reported="1970"))
    draw(window, tick)
    assert window.header.clock.accessibleName() == "Clock not set"


def test_a_lost_charger_is_said_to_be_lost(opened: Opened) -> None:
    window, _ = opened("faults", scenes.lost)
    assert window.header.link.text() == "not connected"
    assert window.status.worst.text() == "The charger is not connected"
    assert window.status.heard.text() == "Charger: last heard 1 min 05 s ago"


def test_the_worst_fault_is_a_button_that_opens_the_list(opened: Opened) -> None:
    window, _ = opened("live", scenes.working)
    worst = window.status.worst
    assert worst.accessibleName() == "Earth fault, connector 2 GroundFailure"
    assert window.status.total.text() == "4 findings"
    assert window.navigation.items["faults"].severity == "fault"
    worst.click()
    assert window.page == "faults"
    assert window.navigation.items["faults"].isChecked()


def test_a_charger_that_is_turned_away_is_a_warning(opened: Opened) -> None:
    window, _ = opened("connect", scenes.refused)
    assert window.status.worst.text() == ("A charger reaches us but is not let in, last 09:02:11")


def test_a_recording_that_stopped_is_the_worst_there_is(opened: Opened, tick: Tick) -> None:
    window, visit = opened("live", scenes.working)
    visit.recording = False
    visit.recording_error = "disk_full"
    visit.feed(RecordingStopped(t_ns=visit.t_ns, reason="disk_full"))
    draw(window, tick)
    assert window.status.worst.text() == "The disk is full: nothing more is recorded."
    assert window.header.recording.text() == "Recording has stopped"
    assert not window.header.recorded.isVisible()


def test_several_chargers_can_be_chosen_between(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.connected)
    other = Identified(
        t_ns=visit.t_ns, charger="CP-0043", vendor="Zaptec", model="Pro", serial="", firmware=""
    )
    visit.feed(other)
    draw(window, tick)
    assert window.header.chooser.isVisible()
    window.shown.show_charger("CP-0043")
    draw(window, tick)
    assert window.header.name.text() == "CP-0043"
    assert window.header.model.text() == "Zaptec Pro"


def test_charger_text_is_never_markup(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.connected)
    evil = "<b>bold</b><img src=x>"
    visit.feed(
        Identified(
            t_ns=visit.t_ns, charger=scenes.KEY, vendor=evil, model="", serial=evil, firmware=evil
        )
    )
    draw(window, tick)
    assert window.header.model.text() == evil
    assert window.header.model.textFormat() is Qt.TextFormat.PlainText


def test_endless_names_are_shortened() -> None:
    assert len(shortened("x" * 5_000)) == 28
    assert shortened("two\nlines") == "two lines"
    assert rounded(124) == "2\u00a0min"
    assert rounded(90_000) == "1\u00a0d"


def test_every_page_has_a_key(opened: Opened) -> None:
    window, _ = opened("connect", scenes.connected)
    window.activateWindow()
    settle()
    for number, name in enumerate(window.navigation.items, start=1):
        key = Qt.Key(Qt.Key.Key_0.value + number)
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.page == name


def test_arrows_walk_the_navigation(opened: Opened) -> None:
    window, _ = opened("connect", scenes.connected)
    items = window.navigation.items
    items["connect"].setFocus()
    QTest.keyClick(items["connect"], Qt.Key.Key_Down)
    assert window.page == "live"
    assert items["live"].hasFocus()


def test_the_keyboard_sees_where_it_is(opened: Opened, tick: Tick) -> None:
    window, _ = opened("connect", scenes.connected)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    draw(window, tick)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.focus_ring.isVisible() or focus.property("ownFocus")


def test_closing_asks_the_owner_first(opened: Opened) -> None:
    window, _ = opened("connect", scenes.connected)
    asked: list[bool] = []
    window.closing.connect(lambda: asked.append(True))
    window.close()
    assert asked == [True]
    assert window.isVisible()
    window.may_close = True
    window.close()
    assert not window.isVisible()


def test_messages_are_collected_before_their_page_is_opened(opened: Opened) -> None:
    window, visit = opened("connect", scenes.connected)
    before = window.log.total
    visit.frame(scenes.KEY, Direction.IN, '[2,"1","Heartbeat",{}]')
    assert window.log.total == before
    assert before == 4


def test_the_window_starts_without_heavy_imports() -> None:
    code = (
        "import sys, app.ui.window;"
        "print([m for m in ('pyqtgraph', 'numpy', 'segno', 'psutil', 'websockets', 'ocpp')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
