"""Lines for a person at a terminal: every event has one that can be read, and none can steer it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.readable import LEFT_OUT, printable, readable_frame, readable_line
from app.domain.anchor import TimeAnchor
from app.domain.commands import Reset
from app.domain.events import (
    EVENT_NAMES,
    CommandEffect,
    Effect,
    Event,
    FindingMade,
    ListenerOpened,
    MetersSampled,
    Sample,
    Severity,
    Stage,
    StatusChanged,
)
from app.domain.frame import Direction, Frame

ANCHOR = TimeAnchor(1_767_268_800_000_000_000, 0)  # 2026-01-01T12:00:00Z

EXAMPLES: dict[str, Any] = {
    "str": "x",
    "int": 1,
    "int | None": 1,
    "float": 1.5,
    "float | None": 1.5,
    "bool": True,
    "bool | None": True,
    "Command": Reset(),
    "Severity": Severity.FAULT,
    "Stage": Stage.TLS,
    "Direction": Direction.IN,
    "Effect": Effect.SEEN,
    "tuple[str, ...]": ("ws://x/",),
    "tuple[Sample, ...]": (Sample("Voltage", "L1-N", "Outlet", "Trigger", 230.0, "V", "230"),),
    "int | str": 7,
    "int | str | None": 7,
    "str | None": "x",
    "Mapping[str, str]": {"a": "b"},
    "Mapping[str, Any]": {"a": "b"},
}


def example(kind: type[Event]) -> Event:
    members = {f.name: EXAMPLES[str(f.type)] for f in fields(kind) if f.name != "t_ns"}
    return kind(t_ns=1, **members)


@pytest.mark.parametrize("kind", EVENT_NAMES, ids=lambda kind: kind.__name__)
def test_every_event_has_a_line_or_is_left_out(kind: type[Event]) -> None:
    assert get_type_hints(kind)
    line = readable_line(example(kind), ANCHOR)
    assert bool(line) is (kind not in LEFT_OUT)
    if line:
        assert line.startswith("12:00:00.000  x ")
        assert "{" not in line


def test_the_lines_one_reads_most() -> None:
    status = StatusChanged(
        t_ns=0,
        charger="CP-1",
        evse=None,
        connector=2,
        status="Faulted",
        error_code="GroundFailure",
        vendor_error_code="CX009",
    )
    assert readable_line(status, ANCHOR).endswith("connector 2: Faulted, GroundFailure, CX009")
    meters = MetersSampled(
        t_ns=0,
        charger="CP-1",
        evse=None,
        connector=1,
        samples=(
            Sample("Power.Active.Import", None, "Outlet", "Sample.Periodic", 10_700.0, "W", ""),
            Sample("SoC", None, "EV", "Sample.Periodic", None, "Percent", ""),
        ),
        live=False,
    )
    assert readable_line(meters, ANCHOR).endswith(
        "connector 1: Power.Active.Import 10.7 kW, SoC unknown (stored earlier)"
    )
    taken = ListenerOpened(
        t_ns=0, host="10.0.0.1", port=9311, urls=("ws://10.0.0.1:9311/",), wanted_port=9310
    )
    assert "9310 was taken" in readable_line(taken, ANCHOR)
    effect = CommandEffect(
        t_ns=0,
        charger="CP-1",
        id="7",
        command=Reset(),
        effect=Effect.MISSING,
        reason="reset_nothing",
        facts={"seconds": "180"},
    )
    assert "[7] effect missing: The charger accepted" in readable_line(effect, ANCHOR)


@given(st.text())
def test_nothing_a_charger_says_can_steer_a_terminal(text: str) -> None:
    event = FindingMade(t_ns=0, charger=text, rule="unknown_action", facts={"action": text})
    assert readable_line(event, ANCHOR).isprintable()
    frame = Frame(1, 0, text, 1, Direction.IN, b"")
    assert readable_frame(frame, ANCHOR, text).isprintable()
    assert printable(text).isprintable()
