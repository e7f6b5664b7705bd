"""The real visit and the staged one both are what the window needs; the type checker proves it."""

from __future__ import annotations

from collections.abc import Sequence

from app.links.ocpp.adapters import Adapter
from app.ui import scenes
from app.ui.staged import StagedVisit
from app.ui.visit_view import AdapterView, VisitView
from app.visit.visit import Visit


def real(visit: Visit) -> VisitView:
    return visit


def staged(visit: StagedVisit) -> VisitView:
    return visit


def listed(adapters: list[Adapter]) -> Sequence[AdapterView]:
    return adapters


def test_a_scene_is_folded_from_events_as_a_visit_is() -> None:
    visit = staged(scenes.played(scenes.working))
    charger = visit.chargers[scenes.KEY]
    assert charger.connected
    assert [fault.code for fault in charger.faults.active()] == ["GroundFailure", "WeakSignal"]
    assert charger.connectors[None, 1].transaction == 1186
    assert visit.attempt_count == 2
    assert len(visit.commands) == 4
    assert visit.link(scenes.KEY) is not None
    assert listed([]) == []
