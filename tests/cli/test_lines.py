"""Events are printed under their stable names with the members that benches rely on."""

from __future__ import annotations

import json
from typing import get_type_hints

import orjson

from app.cli.lines import json_frame, json_objects
from app.domain import events
from app.domain.anchor import TimeAnchor
from app.domain.commands import Reset
from app.domain.events import (
    EVENT_NAMES,
    CommandEffect,
    CommandSent,
    ConnectionRefused,
    Effect,
    Event,
    FaultRaised,
    FindingMade,
    MetersSampled,
    Sample,
    Severity,
    Stage,
)
from app.domain.frame import Direction, Frame

ANCHOR = TimeAnchor(1_767_268_800_000_000_000, 0)  # 2026-01-01T12:00:00Z


def one(event: Event) -> dict:
    (members,) = json_objects(event, ANCHOR)
    return json.loads(orjson.dumps(members))


def test_every_event_type_has_a_name() -> None:
    types = {
        value
        for value in vars(events).values()
        if isinstance(value, type) and issubclass(value, Event) and value is not Event
    }
    assert types == set(EVENT_NAMES)
    assert len(set(EVENT_NAMES.values())) == len(EVENT_NAMES)
    for type_ in types:
        assert get_type_hints(type_)


def test_meter_values_are_one_line_a_sample() -> None:
    event = MetersSampled(
        t_ns=1_500_000_000,
        charger="CP",
        evse=None,
        connector=1,
        samples=(
            Sample("Voltage", "L1-N", "Outlet", "Sample.Periodic", 230.5, "V", "230,5"),
            Sample("SoC", None, "EV", "Sample.Periodic", None, "Percent", ""),
        ),
        measured_at="2026-01-01T12:00:01Z",
    )
    first, second = (json.loads(orjson.dumps(m)) for m in json_objects(event, ANCHOR))
    assert first == {
        "time": "2026-01-01T12:00:01.500Z",
        "event": "meter_sampled",
        "charger": "CP",
        "evse": None,
        "connector": 1,
        "measurand": "Voltage",
        "phase": "L1-N",
        "location": "Outlet",
        "context": "Sample.Periodic",
        "value": 230.5,
        "unit": "V",
        "measured_at": "2026-01-01T12:00:01Z",
        "live": True,
        "transaction": None,
    }
    assert second["value"] is None
    assert second["phase"] is None


def test_a_command_is_told_by_name_and_step() -> None:
    sent = one(CommandSent(t_ns=0, charger="CP", id="7", command=Reset()))
    assert (sent["id"], sent["command"], sent["status"]) == ("7", "reset", "Sent")
    effect = one(
        CommandEffect(
            t_ns=0,
            charger="CP",
            id="7",
            command=Reset(),
            effect=Effect.MISSING,
            reason="reset_not_back",
            facts={"seconds": "180"},
        )
    )
    assert effect["status"] == "missing"
    assert "180" in effect["detail"]
    assert effect["advice"]


def test_findings_and_refusals_come_in_words() -> None:
    finding = one(FindingMade(t_ns=0, charger="CP", rule="status_step", path="/c", frame=9))
    assert finding["text"]
    assert finding["frame"] == 9
    refused = one(
        ConnectionRefused(
            t_ns=0, attempt=1, peer="10.0.0.2", stage=Stage.TLS, reason="tls_on_plain_port"
        )
    )
    assert refused["stage"] == "tls"
    assert "wss" in refused["text"] + refused["advice"]
    assert "charger" not in refused


def test_a_fault_comes_in_words() -> None:
    raised = one(
        FaultRaised(
            t_ns=0,
            charger="CP",
            evse=None,
            connector=2,
            code="GroundFailure",
            vendor_code="CX009",
            severity=Severity.FAULT,
        )
    )
    assert raised["event"] == "fault_raised"
    assert raised["severity"] == "fault"
    assert "earth" in raised["text"]


def test_a_fault_that_is_active_already_is_repeated_not_raised() -> None:
    again = one(
        FaultRaised(
            t_ns=0,
            charger="CP",
            evse=None,
            connector=2,
            code="GroundFailure",
            vendor_code="",
            severity=Severity.FAULT,
            count=2,
            repeated=True,
        )
    )
    assert (again["event"], again["count"]) == ("fault_repeated", 2)


def test_a_frame_is_told_with_its_direction_and_number() -> None:
    frame = Frame(12, 0, "CP", 1, Direction.OUT, b"[3,1,{}]")
    assert json_frame(frame, ANCHOR, "[3,1,{}]")["direction"] == "out"
    assert json_frame(frame, ANCHOR, "[3,1,{}]")["frame"] == 12
