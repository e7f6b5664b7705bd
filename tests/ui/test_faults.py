"""Faults: active ones first, all that is known of each, and a search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.events import StatusChanged
from app.ui import scenes
from app.ui.faults.page import FaultsPage
from app.ui.tick import Tick
from app.ui.window import Window
from tests.ui.conftest import Opened, draw


def page_of(window: Window) -> FaultsPage:
    page = window.built("faults")
    assert isinstance(page, FaultsPage)
    return page


def spoken(page: FaultsPage) -> list[str]:
    return [row.spoken for row in page.model.rows]


def test_active_faults_come_first(opened: Opened) -> None:
    window, _ = opened("faults", scenes.working)
    page = page_of(window)
    assert page.summary.text() == "2 active, 2 earlier"
    titles = [row.title for row in page.model.rows]
    assert titles[:3] == ["Active faults", "Earth fault", "Weak signal"]
    assert titles[-3:] == [
        "Earlier during this visit",
        "No communication with the car",
        "Cable lock fault",
    ]
    assert page.model.rows[1].spoken == (
        "Earth fault, GroundFailure, CX009, Connector 2, 2 times, since 09:30"
    )
    assert page.model.rows[-1].muted


def test_details_tell_everything_about_the_first(opened: Opened) -> None:
    window, _ = opened("faults", scenes.working)
    details = page_of(window).details
    assert details.title.text() == "Earth fault"
    assert details.codes.text() == "GroundFailure, CX009, connector 2"
    assert details.when.text() == "first 09:30:50, last 09:35:20"
    assert details.stop.isVisible()
    said = [label.accessibleName() for label in details.facts.findChildren(type(details.title))]
    assert "Manufacturer's code: CX009" in said
    assert "Information: RDC-DD tripped, DC 6.3 mA > 6.0 mA, self test ok" in said
    assert "Returned: came back once after being gone" in said


def test_a_finding_is_told_with_its_rule_and_place(opened: Opened) -> None:
    window, _ = opened("faults", scenes.working)
    page = page_of(window)
    number = next(n for n, row in enumerate(page.model.rows) if row.finding is not None)
    page.view.setCurrentIndex(page.model.index(number))
    assert page.details.title.text().startswith("A text has 62 characters; OCPP allows 50")
    assert not page.details.stop.isVisible()
    said = [w.accessibleName() for w in page.details.facts.findChildren(type(page.title))]
    assert "Rule: schema_max_length" in said
    assert "Place in the message: /info" in said


def test_a_fault_that_ends_moves_down_and_stays_chosen(opened: Opened, tick: Tick) -> None:
    window, visit = opened("faults", scenes.working)
    page = page_of(window)
    visit.feed(
        StatusChanged(
            t_ns=visit.t_ns,
            charger=scenes.KEY,
            evse=None,
            connector=2,
            status="Available",
            error_code="NoError",
        )
    )
    draw(window, tick)
    assert page.summary.text() == "1 active, 3 earlier"
    assert page.details.title.text() == "Earth fault"
    assert not page.details.stop.isVisible()
    chosen = page.model.row(page.view.currentIndex())
    assert chosen is not None
    assert chosen.title == "Earth fault"
    assert window.navigation.items["faults"].severity == "warning"


def test_the_search_finds_codes_and_words(opened: Opened, tick: Tick) -> None:
    window, _ = opened("faults", scenes.working)
    page = page_of(window)
    QTest.keyClicks(page.search, "cx009 earth")
    assert [row.title for row in page.model.rows] == ["Active faults", "Earth fault"]
    page.search.setText("there is no such thing")
    assert page.lists.currentIndex() == 1
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.model.rows
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    draw(window, tick)


def test_ctrl_f_reaches_the_search_and_ctrl_c_copies(opened: Opened, tick: Tick) -> None:
    window, _ = opened("faults", scenes.working)
    page = page_of(window)
    window.activateWindow()
    page.view.setFocus(Qt.FocusReason.OtherFocusReason)
    draw(window, tick)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Earth fault, GroundFailure, CX009")
    QTest.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()


def test_a_code_of_the_makers_own_says_so(opened: Opened, tick: Tick) -> None:
    window, visit = opened("faults", scenes.connected)
    visit.feed(
        StatusChanged(
            t_ns=visit.t_ns,
            charger=scenes.KEY,
            evse=None,
            connector=1,
            status="Faulted",
            error_code="<b>Gremlins</b>",
            info="x" * 3_000,
        )
    )
    draw(window, tick)
    details = page_of(window).details
    assert details.title.text() == "<b>Gremlins</b>"
    assert details.title.textFormat() is Qt.TextFormat.PlainText
    assert details.meaning.text().startswith("This code is the manufacturer's own.")


def test_empty_states_tell_what_will_come(opened: Opened) -> None:
    window, _ = opened("faults", scenes.waiting)
    assert page_of(window).lists.currentIndex() == 1
    assert spoken(page_of(window)) == []
    window, _ = opened("faults", scenes.connected)
    assert page_of(window).summary.text() == "0 active, 0 earlier"
