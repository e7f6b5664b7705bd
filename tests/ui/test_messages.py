"""Messages: pairs with latency and deviations, bounded, searched, copied, and total on any input."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.domain.events import ExchangeCompleted, FindingMade, Severity
from app.domain.frame import Direction, Frame
from app.ui import scenes
from app.ui.messages import log as log_module
from app.ui.messages.content import connector, content
from app.ui.messages.json_view import pretty
from app.ui.messages.log import MessageLog, Pair
from app.ui.messages.model import Filter
from app.ui.messages.page import MessagesPage
from app.ui.tick import Tick
from app.ui.window import Window
from tests.ui.conftest import Opened, draw


def page_of(window: Window) -> MessagesPage:
    page = window.built("messages")
    assert isinstance(page, MessagesPage)
    return page


def frame(number: int, payload: bytes, direction: Direction = Direction.IN) -> Frame:
    return Frame(number, number, "CP", 1, direction, payload)


def exchange(
    request: int, answer: int, action: str = "Heartbeat", outcome: str = "result", **more: Any
) -> ExchangeCompleted:
    return ExchangeCompleted(
        t_ns=request,
        charger="CP",
        direction=more.pop("direction", Direction.IN),
        action=action,
        uid="1",
        request_frame=request,
        answer_frame=answer,
        latency_s=0.004,
        outcome=outcome,
        **more,
    )


def pair(
    action: str, call: object, answer: object = None, outcome: str = "result", ours: bool = False
) -> Pair:
    request = frame(1, json.dumps([2, "1", action, call]).encode())
    reply = None if answer is None else frame(2, json.dumps([3, "1", answer]).encode())
    direction = Direction.OUT if ours else Direction.IN
    done = exchange(1, 2, action, outcome, direction=direction)
    return Pair(0, "CP", 1, done, request, reply)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            pair(
                "StatusNotification",
                {"status": "Faulted", "errorCode": "GroundFailure", "vendorErrorCode": "CX009"},
            ),
            "Faulted, GroundFailure, CX009",
        ),
        (pair("StatusNotification", {"status": "Available", "errorCode": "NoError"}), "Available"),
        (
            pair("Reset", {"type": "Soft"}, {"status": "Accepted"}, ours=True),
            "Soft \u2192 Accepted",
        ),
        (pair("Reset", {"type": "Soft"}, None, "timeout", ours=True), "Soft \u2192 no answer"),
        (
            pair("GetConfiguration", {}, {"configurationKey": [1] * 63, "unknownKey": ["a"]},
                 ours=True),
            "63 keys, 1 unknown",
        ),
        (
            pair(
                "MeterValues",
                {
                    "meterValue": [
                        {
                            "sampledValue": [
                                {"value": "10700", "measurand": "Power.Active.Import"},
                                {"value": "15.9", "measurand": "Current.Import", "unit": "A"},
                                {"value": "huh", "measurand": "Voltage"},
                            ]
                        }
                    ]
                },
            ),
            "10.7\u00a0kW, 15.9\u00a0A",
        ),
        (pair("Authorize", {"idTag": "04A2"}, {"idTagInfo": {"status": "Invalid"}}),
         "04A2 \u2192 Invalid"),
    ],
)  # fmt: skip
def test_a_pair_is_told_in_one_line(made: Pair, said: str) -> None:
    assert content(made) == said


def test_the_connector_is_told_where_there_is_one() -> None:
    assert connector(pair("MeterValues", {"connectorId": 2})) == "2"
    assert connector(pair("Heartbeat", {})) == ""
    assert connector(pair("MeterValues", {"connectorId": [1]})) == ""


jsonish = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=12,
)
ACTIONS = st.sampled_from(
    ["MeterValues", "StatusNotification", "StartTransaction", "TriggerMessage", "Odd", ""]
)
OUTCOMES = st.sampled_from(["result", "error", "timeout", "lost", "orphan", "unreadable", "?"])


@settings(max_examples=150, deadline=None)
@given(ACTIONS, jsonish, jsonish, OUTCOMES, st.booleans())
def test_nothing_a_charger_sends_can_break_a_row(
    action: str, call: object, answer: object, outcome: str, ours: bool
) -> None:
    made = pair(action, call, answer, outcome, ours)
    assert len(content(made)) <= 160
    assert "\n" not in content(made)
    assert len(connector(made)) <= 6
    assert isinstance(pretty(call), str)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), OUTCOMES)
def test_bytes_that_are_no_message_are_shown_all_the_same(payload: bytes, outcome: str) -> None:
    done = exchange(1, 0, "", outcome)
    made = Pair(0, "CP", 1, done, frame(1, payload), None)
    assert len(content(made)) <= 160
    assert connector(made) is not None


def test_a_message_nested_without_end_is_only_text() -> None:
    made = Pair(0, "CP", 1, exchange(1, 0), frame(1, b"[" * 100_000), None)
    assert content(made).startswith("[[[")
    assert pretty([[]]) == "[\n  []\n]"


def test_findings_reach_their_pair_before_and_after_it() -> None:
    log = MessageLog()
    log.take_frame(frame(1, b"[]"))
    early = FindingMade(t_ns=1, charger="CP", rule="schema_type", frame=1)
    log.take_event(early)
    log.take_event(exchange(1, 0))
    late = FindingMade(t_ns=1, charger="CP", rule="x", severity=Severity.WARNING, frame=1)
    log.take_event(late)
    assert log.pairs[0].findings == [early, late]
    assert log.pairs[0].deviates
    assert log.pairs[0].severity is Severity.WARNING
    assert log.counts["CP"].deviating == 1


def test_memory_is_bounded_and_the_total_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "MOST_PAIRS", 50)
    monkeypatch.setattr(log_module, "SLACK", 10)
    log = MessageLog()
    for number in range(1, 501):
        log.take_frame(frame(number, b"[]"))
        log.take_event(exchange(number, 0))
    assert log.total == 500
    assert 50 <= len(log.pairs) <= 60
    assert log.dropped + len(log.pairs) == 500
    assert log.counts["CP"].total == 500
    assert log.counts["CP"].kept == len(log.pairs)
    assert log.pairs[-1].number == 499


def test_large_payloads_are_bounded_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "MOST_BYTES", 10_000)
    log = MessageLog()
    for number in range(1, 101):
        log.take_frame(frame(number, b"x" * 1_000))
        log.take_event(exchange(number, 0))
    assert sum(kept.bytes for kept in log.pairs) <= 11_000
    assert log.total == 100


def test_frames_that_never_pair_up_are_let_go() -> None:
    log = MessageLog()
    for number in range(5_000):
        log.take_frame(frame(number, b"[]"))
    log.take_event(exchange(1, 0))
    assert log.pairs[0].request is None


def test_the_table_shows_pairs_with_latency(opened: Opened) -> None:
    window, _ = opened("messages", scenes.working)
    page = page_of(window)
    assert page.summary.text() == "287 pairs, 1 with deviations"
    assert page.filters[Filter.NO_ANSWER].text() == "No answer 1"
    first = page.model.rows[0]
    assert page.model.line(first).split("\t")[1:] == [
        "charger to laptop",
        "BootNotification",
        "",
        "Garo, Entity Pro, 2.1.3",
        "4\u00a0ms",
    ]


def test_filters_keep_what_deviates_or_went_unanswered(opened: Opened) -> None:
    window, _ = opened("messages", scenes.working)
    page = page_of(window)
    page.filters[Filter.DEVIATIONS].click()
    assert [kept.action for kept in page.model.rows] == ["StatusNotification"]
    page.filters[Filter.NO_ANSWER].click()
    assert [kept.action for kept in page.model.rows] == ["Reset"]
    page.filters[Filter.ALL].click()
    assert len(page.model.rows) == 287


def test_the_search_looks_into_payloads(opened: Opened) -> None:
    window, _ = opened("messages", scenes.working)
    page = page_of(window)
    page.search.setText("RDC-DD")
    assert {kept.action for kept in page.model.rows} == {"StatusNotification"}
    page.search.setText("no such text anywhere")
    assert page.tables.currentIndex() == 1
    page.search.clear()
    assert page.tables.currentIndex() == 0


def test_the_detail_has_findings_call_result_and_raw(opened: Opened) -> None:
    window, _ = opened("messages", scenes.working)
    page = page_of(window)
    page.filters[Filter.DEVIATIONS].click()
    page.view.selectRow(0)
    detail = page.detail
    assert detail.action.text() == "StatusNotification"
    assert detail.card.isVisible()
    assert '"errorCode": "GroundFailure"' in detail.view.toPlainText()
    detail.result.click()
    assert detail.view.toPlainText() == "{}"
    detail.raw.click()
    assert detail.view.toPlainText().startswith('[2,"')
    detail.copy.click()
    assert QGuiApplication.clipboard().text().startswith('[2,"')


def test_new_pairs_are_appended_and_followed(opened: Opened, tick: Tick) -> None:
    window, visit = opened("messages", scenes.connected)
    page = page_of(window)
    before = len(page.model.rows)
    for number in range(40):
        request = visit.frame(scenes.KEY, Direction.IN, f'[2,"{number}","Heartbeat",{{}}]')
        visit.feed(
            ExchangeCompleted(
                t_ns=visit.t_ns,
                charger=scenes.KEY,
                direction=Direction.IN,
                action="Heartbeat",
                uid=str(number),
                request_frame=request,
                answer_frame=0,
                latency_s=None,
                outcome="lost",
            )
        )
    draw(window, tick)
    assert len(page.model.rows) == before + 40
    bar = page.view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_rows_are_copied_as_text(opened: Opened, tick: Tick) -> None:
    window, _ = opened("messages", scenes.connected)
    page = page_of(window)
    page.view.selectRow(0)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "BootNotification\t\tGaro, Entity Pro, 2.1.3" in QGuiApplication.clipboard().text()
