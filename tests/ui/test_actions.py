"""Actions: the right command, asked first where something stops, and its life as steps."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from app.domain.capabilities import Capability
from app.domain.commands import (
    ChangeAvailability,
    Command,
    Reset,
    ResetKind,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
)
from app.domain.events import (
    CommandAnswered,
    CommandEffect,
    CommandSent,
    Effect,
    UploadProgressed,
)
from app.ui import scenes
from app.ui.actions import wording
from app.ui.actions.panel import ActionsPanel
from app.ui.parts.asking import AskDialog
from app.ui.staged import StagedVisit
from app.ui.tick import Tick
from app.ui.window import Window
from tests.ui.conftest import Opened, draw


def panel_of(window: Window) -> ActionsPanel:
    panel = window.built("live").findChild(ActionsPanel)
    assert isinstance(panel, ActionsPanel)
    return panel


def asked() -> AskDialog | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, AskDialog)]
    return next((w for w in found if w.isVisible()), None)


async def question(window: Window, tick: Tick) -> AskDialog:
    for _ in range(200):
        draw(window, tick)
        dialog = asked()
        if dialog is not None:
            return dialog
        await asyncio.sleep(0.01)
    raise AssertionError("nothing was asked")


async def settled(window: Window, tick: Tick) -> None:
    """Until the dialog is gone and the task that waited for it has run."""
    for _ in range(5):
        await asyncio.sleep(0)
        draw(window, tick)


def test_the_log_is_asked_for_at_once(opened: Opened) -> None:
    window, visit = opened("live", scenes.working)
    panel_of(window).diagnostics.click()
    assert visit.given == [(UploadDiagnostics(), scenes.KEY)]
    assert panel_of(window).diagnostics.property("look") == "primary_action"


def test_refresh_asks_for_status_and_values_of_the_shown_connector(opened: Opened) -> None:
    window, visit = opened("live", scenes.working)
    panel_of(window).refresh.main.click()
    assert [command for command, _ in visit.given] == [
        TriggerMessage("StatusNotification", 2),
        TriggerMessage("MeterValues", 2),
    ]


async def test_a_restart_names_what_stops_before_it_is_given(opened: Opened, tick: Tick) -> None:
    window, visit = opened("live", scenes.working)
    panel_of(window).restart.main.click()
    dialog = await question(window, tick)
    assert dialog.windowTitle() == "Restart the charger?"
    said = [label.text() for label in dialog.findChildren(type(window.header.name))]
    assert any(text.startswith("Charging stops on connector 1.") for text in said)
    assert visit.given == []
    dialog.yes.click()
    await settled(window, tick)
    assert visit.given == [(Reset(ResetKind.SOFT), scenes.KEY)]


async def test_no_is_the_default_and_gives_nothing(opened: Opened, tick: Tick) -> None:
    window, visit = opened("live", scenes.working)
    panel_of(window).restart.main.click()
    dialog = await question(window, tick)
    assert dialog.no.isDefault()
    dialog.reject()
    await settled(window, tick)
    assert visit.given == []


async def test_the_dangerous_variant_stands_behind_the_chevron(opened: Opened, tick: Tick) -> None:
    window, visit = opened("live", scenes.working)
    panel = panel_of(window)
    panel.restart.menu.aboutToShow.emit()
    panel.restart.menu.actions()[1].trigger()
    dialog = await question(window, tick)
    assert dialog.windowTitle() == "Restart hard?"
    dialog.yes.click()
    await settled(window, tick)
    assert visit.given == [(Reset(ResetKind.HARD), scenes.KEY)]


async def test_unlocking_asks_only_where_a_charge_stops(opened: Opened, tick: Tick) -> None:
    window, visit = opened("live", scenes.working)
    panel = panel_of(window)
    panel.unlock.main.click()
    assert visit.given == [(UnlockConnector(2), scenes.KEY)]
    window.shown.show_connector((None, 1))
    draw(window, tick)
    panel.unlock.main.click()
    dialog = await question(window, tick)
    dialog.yes.click()
    await settled(window, tick)
    assert visit.given[-1] == (UnlockConnector(1), scenes.KEY)


Press = Callable[[ActionsPanel], None]


@pytest.mark.parametrize(
    ("connector", "press", "expected"),
    [
        (1, lambda p: p.charge.main.click(), StopCharge(1186)),
        (2, lambda p: p.charge.main.click(), StartCharge(2)),
        (2, lambda p: p.availability.main.click(), ChangeAvailability(2, False)),
    ],
)
async def test_what_starts_or_stops_is_asked_first(
    opened: Opened, tick: Tick, connector: int, press: Press, expected: Command
) -> None:
    window, visit = opened("live", scenes.working)
    window.shown.show_connector((None, connector))
    draw(window, tick)
    press(panel_of(window))
    dialog = await question(window, tick)
    dialog.yes.click()
    await settled(window, tick)
    assert visit.given == [(expected, scenes.KEY)]


def test_menus_offer_every_connector(opened: Opened) -> None:
    window, _ = opened("live", scenes.working)
    panel = panel_of(window)
    for split, count in (
        (panel.unlock, 2),
        (panel.refresh, 6),
        (panel.charge, 2),
        (panel.availability, 6),
    ):
        split.menu.aboutToShow.emit()
        assert len(split.menu.actions()) == count


def test_what_cannot_be_done_is_grey_with_the_reason(opened: Opened, tick: Tick) -> None:
    window, visit = opened("live", scenes.connected)
    visit.able = frozenset(Capability) - {Capability.UNLOCK}
    panel = panel_of(window)
    panel.redraw()
    assert not panel.unlock.main.isEnabled()
    assert panel.unlock.main.accessibleDescription() == "unsupported"
    assert not panel.unlock.chevron.isVisible()
    assert panel.restart.main.isEnabled()


def test_nothing_can_be_done_without_a_charger(opened: Opened) -> None:
    window, visit = opened("live", scenes.lost)
    panel = panel_of(window)
    for button in (panel.diagnostics, panel.restart.main, panel.charge.main):
        assert not button.isEnabled()
        assert button.accessibleDescription() == "not connected"
    panel.diagnostics.click()
    assert visit.given == []


def lives(window: Window) -> list[str]:
    return [row.accessibleName() for row in panel_of(window).lives.rows if not row.isHidden()]


def test_the_last_actions_are_told_step_by_step(opened: Opened) -> None:
    window, _ = opened("live", scenes.working)
    said = lives(window)
    assert said[0].startswith("Fetch diagnostics, 09:44, GetDiagnostics. Sent")
    assert "1.2 MB received" in said[0]
    assert "Answer: could not unlock" in said[1]
    assert "did not restart within 180 s" in said[2]
    assert said[3].startswith("Refresh, 09:16")
    assert "Sent, answered, effect seen" in said[3]


def staged_life() -> tuple[StagedVisit, Callable[[], list[str]]]:
    visit = scenes.played(scenes.connected)

    def marks() -> list[str]:
        return [step.mark for step in wording.steps(visit.commands[0], visit.now_ns())]

    return visit, marks


def test_accepted_is_never_the_last_tick() -> None:
    visit, marks = staged_life()
    command = Reset()
    visit.run(command, scenes.KEY, "a")
    assert marks() == ["waiting"]
    visit.feed(CommandSent(t_ns=visit.t_ns, charger=scenes.KEY, id="a", command=command))
    assert marks() == ["tick", "waiting"]
    visit.feed(
        CommandAnswered(
            t_ns=visit.t_ns,
            charger=scenes.KEY,
            id="a",
            command=command,
            status="Accepted",
            accepted=True,
        )
    )
    assert marks() == ["tick", "tick", "waiting"]
    visit.feed(
        CommandEffect(
            t_ns=visit.t_ns,
            charger=scenes.KEY,
            id="a",
            command=command,
            effect=Effect.SEEN,
            reason="booted",
            facts={"seconds": "38"},
        )
    )
    assert marks() == ["tick", "tick", "tick"]


def test_a_refusal_is_the_last_step() -> None:
    visit, marks = staged_life()
    command = Reset()
    visit.run(command, scenes.KEY, "a")
    visit.feed(
        CommandAnswered(
            t_ns=visit.t_ns,
            charger=scenes.KEY,
            id="a",
            command=command,
            status="NotConnected",
            accepted=False,
        )
    )
    assert marks() == ["cross"]


def test_an_upload_tells_bytes_and_their_total() -> None:
    visit, _ = staged_life()
    command = UploadDiagnostics()
    visit.run(command, scenes.KEY, "a")
    visit.feed(
        CommandAnswered(
            t_ns=visit.t_ns,
            charger=scenes.KEY,
            id="a",
            command=command,
            status="Accepted",
            accepted=True,
        ),
        UploadProgressed(
            t_ns=visit.t_ns, charger=scenes.KEY, id="a", file="x", received=500_000, total=2_000_000
        ),
    )
    assert wording.steps(visit.commands[0], visit.now_ns())[-1].said == (
        "500.0 kB of 2.0 MB received"
    )
