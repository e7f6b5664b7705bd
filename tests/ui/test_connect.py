"""Connect: one choice, one address, every attempt with its reason, and words for silence."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from app.domain.errors import ListenError
from app.domain.events import AttemptProgressed, ListenerOpened, Stage
from app.ui import scenes
from app.ui.connect import wording
from app.ui.connect.page import ConnectPage
from app.ui.language import Language
from app.ui.parts.asking import AskDialog
from app.ui.staged import StagedVisit
from app.ui.tick import Tick
from app.ui.window import Window
from app.words.dialin import REFUSALS
from tests.ui.conftest import Opened, draw


def page_of(window: Window) -> ConnectPage:
    page = window.built("connect")
    assert isinstance(page, ConnectPage)
    return page


async def until(condition: object, window: Window, tick: Tick) -> None:
    """Wait for something, at most two seconds."""
    for _ in range(200):
        draw(window, tick)
        if condition():  # type: ignore[operator]
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to pass")


def test_the_address_to_type_in_all_its_variants(opened: Opened) -> None:
    window, _ = opened("connect", scenes.waiting)
    panel = page_of(window).address
    assert panel.address.text() == "ws://192.168.1.5:9310/"
    assert panel.qr.accessibleName() == "ws://192.168.1.5:9310/"
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == "ws://192.168.1.5:9310/"


def test_adapters_with_their_warnings(opened: Opened) -> None:
    window, _ = opened("connect", scenes.waiting)
    rows = page_of(window).adapters.rows
    assert [row.accessibleName() for row in rows] == [
        "Ethernet 2, 192.168.1.5, Cable, 100 Mbit/s",
        "Wi-Fi, 172.20.10.4, Wi-Fi",
        "Ethernet, 169.254.12.8, Self-assigned address: the charger gets none either",
    ]
    assert [row.isChecked() for row in rows] == [True, False, False]


async def test_another_adapter_is_listened_on(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.waiting)
    page = page_of(window)
    page.adapters.rows[1].click()
    await until(lambda: visit.listened == [("172.20.10.4", 9310)], window, tick)
    await until(lambda: page.address.url() == "ws://172.20.10.4:9310/", window, tick)


async def test_another_port_is_listened_on(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.waiting)
    page = page_of(window)
    page.address.port_button.click()
    page.address.port_field.setText("8080")
    QTest.keyClick(page.address.port_field, Qt.Key.Key_Return)
    await until(lambda: visit.listened == [("192.168.1.5", 8080)], window, tick)


async def test_an_address_that_cannot_be_listened_on_is_told(
    opened: Opened, tick: Tick, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_self: StagedVisit, _host: str, _port: int) -> ListenerOpened:
        raise ListenError("address_unavailable", "172.20.10.4")

    monkeypatch.setattr(StagedVisit, "listen", refuse)
    window, _ = opened("connect", scenes.waiting)
    page = page_of(window)
    page.adapters.rows[1].click()
    await until(lambda: page.trouble.isVisible(), window, tick)
    assert page.trouble.text().startswith("This laptop does not have that address now.")
    assert page.adapters.rows[0].isChecked()


def test_a_taken_port_is_told(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.waiting)
    visit.feed(
        ListenerOpened(t_ns=visit.t_ns, host="10.0.0.1", port=9311, urls=(), wanted_port=9310)
    )
    draw(window, tick)
    shown = [text.text() for text in page_of(window).address.findChildren(type(window.header.name))]
    assert "Port 9310 is taken by another program, so 9311 is used." in shown


def test_attempts_tell_the_step_that_failed_in_words(opened: Opened) -> None:
    window, _ = opened("connect", scenes.refused)
    page = page_of(window)
    assert page.attempts.rows[0].accessibleName() == (
        "09:02:11, 192.168.1.60. TCP: reached; TLS: not used; Path and id: /CP-0042; "
        "Password: missing; Protocol: not reached; Boot: not reached"
    )
    assert page.attempts.advice.isVisible()
    assert page.attempts.advice.accept_button.isVisible()
    assert page.total.text() == "4 attempts, 0 connected"


def test_an_attempt_on_its_way_waits_for_the_next_step(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.waiting)
    for stage in (Stage.TCP, Stage.PATH):
        visit.feed(AttemptProgressed(t_ns=visit.t_ns, attempt=9, peer="10.0.0.9", stage=stage))
    draw(window, tick)
    name = page_of(window).attempts.rows[0].accessibleName()
    assert "Password: waiting; Protocol: not reached" in name
    assert not page_of(window).attempts.advice.isVisible()


def test_a_connected_charger_has_passed_every_step(opened: Opened) -> None:
    window, _ = opened("connect", scenes.connected)
    name = page_of(window).attempts.rows[0].accessibleName()
    assert name.endswith("Protocol: ocpp1.6; Boot: accepted")
    assert not page_of(window).silence.isVisible()


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refusal_has_a_short_word(reason: str, language: Language) -> None:
    assert wording.failed(reason) != "refused"
    english = wording.failed(reason)
    language.set("sv")
    assert wording.failed(reason) != english or english == "SOAP"


def test_silence_tells_what_to_check_after_a_while(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.waiting)
    silence = page_of(window).silence
    assert silence.line.text() == "Nothing has dialled in yet. Waiting for 45\u00a0s."
    assert silence.command.isVisible()
    assert "9310" in silence.command.text()
    visit.at(5)
    page_of(window).redraw()
    draw(window, tick)
    assert not silence.command.isVisible()


def test_the_firewall_line_is_the_systems_own() -> None:
    assert wording.firewall_command(9311, "linux") == "sudo ufw allow 9311/tcp"
    assert "localport=9311" in wording.firewall_command(9311, "win32")


def test_accepting_any_password_is_a_visible_choice(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.refused)
    page = page_of(window)
    assert not page.any_password.isChecked()
    page.attempts.advice.accept_button.click()
    assert visit.policy.accept_any_password
    page.any_password.click()
    assert not visit.policy.accept_any_password


async def test_a_password_is_asked_for_and_kept(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.connected)
    page = page_of(window)
    page.password_button.click()
    await until(lambda: asked() is not None, window, tick)
    dialog = asked()
    assert dialog is not None
    assert dialog.field is not None
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Password
    dialog.field.setText("hemligt")
    dialog.yes.click()
    await until(lambda: visit.passwords == {"CP-0042": "hemligt"}, window, tick)
    assert not visit.policy.accept_any_password


@pytest.mark.parametrize(
    ("persist", "words"), [(True, "valv."), (False, "tills programmet avslutas."), (None, "något.")]
)
async def test_where_a_password_is_kept_is_said(
    opened: Opened, tick: Tick, language: Language, persist: bool | None, words: str
) -> None:
    window, visit = opened("connect", scenes.connected)
    language.set("sv")
    visit.persist = persist
    page_of(window).password_button.click()
    await until(lambda: asked() is not None, window, tick)
    dialog = asked()
    assert dialog is not None
    assert any(label.text().endswith(words) for label in dialog.findChildren(QLabel))
    dialog.reject()
    await until(lambda: asked() is None, window, tick)


async def test_an_empty_password_forgets_the_old_one(opened: Opened, tick: Tick) -> None:
    window, visit = opened("connect", scenes.connected)
    visit.set_password("CP-0042", "old")
    page_of(window).password_button.click()
    await until(lambda: asked() is not None, window, tick)
    dialog = asked()
    assert dialog is not None
    dialog.yes.click()
    await until(lambda: visit.passwords == {}, window, tick)


def asked() -> AskDialog | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, AskDialog)]
    return next((w for w in found if w.isVisible()), None)


def test_the_simulator_is_offered_where_there_is_one(opened: Opened) -> None:
    started: list[bool] = []
    window, _ = opened("connect", scenes.waiting, lambda: started.append(True))
    page_of(window).simulate_button.click()
    assert started == [True]
    window, _ = opened("connect", scenes.waiting)
    assert not page_of(window).simulate_button.isVisible()
