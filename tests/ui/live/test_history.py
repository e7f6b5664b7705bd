"""The lane's history: states as spans, faults once, the link with its outages, all of it bounded."""

from __future__ import annotations

from app.domain.charger import Charger
from app.domain.commands import Reset
from app.domain.events import (
    CommandSent,
    Connected,
    Disconnected,
    FaultCleared,
    FaultRaised,
    HeartbeatReceived,
    Severity,
    StatusChanged,
)
from app.ui.live import history as module
from app.ui.live.history import (
    ChargerHistory,
    CommandMark,
    FaultMark,
    History,
    LinkMark,
    Span,
    StateLine,
)

SECOND = 1_000_000_000
KEY = (None, 1)


def status(at_s: float, word: str, live: bool = True, code: str = "NoError") -> StatusChanged:
    return StatusChanged(t_ns=int(at_s * SECOND), charger="CP", link=1, evse=None, connector=1,
                         status=word, error_code=code, live=live)  # fmt: skip


def up(at_s: float, link: int) -> Connected:
    return Connected(t_ns=int(at_s * SECOND), charger="CP", link=link, attempt=link,
                     protocol="ocpp1.6", subprotocol="", peer="", path="/")  # fmt: skip


def down(at_s: float, link: int) -> Disconnected:
    return Disconnected(t_ns=int(at_s * SECOND), charger="CP", link=link, reason="gone")


def fault(at_s: float, count: int = 1) -> FaultRaised:
    return FaultRaised(t_ns=int(at_s * SECOND), charger="CP", evse=None, connector=1,
                       code="GroundFailure", vendor_code="", severity=Severity.FAULT,
                       count=count)  # fmt: skip


def clear(at_s: float) -> FaultCleared:
    return FaultCleared(t_ns=int(at_s * SECOND), charger="CP", evse=None, connector=1,
                        code="GroundFailure", vendor_code="", severity=Severity.FAULT)  # fmt: skip


def test_a_state_stands_until_the_next_one_comes():
    line = StateLine()
    assert line.at(5.0) == ""
    assert line.put(10.0, "Available")
    assert not line.put(15.0, "Available")
    assert line.put(20.0, "Charging")
    assert line.spans(0.0, 100.0) == [Span(10.0, 20.0, "Available"), Span(20.0, None, "Charging")]
    assert line.spans(12.0, 15.0) == [Span(10.0, 20.0, "Available")]
    assert line.spans(25.0, 30.0) == [Span(20.0, None, "Charging")]
    assert line.spans(0.0, 5.0) == []
    assert [line.at(t) for t in (9.0, 10.0, 19.9, 20.0)] == [
        "",
        "Available",
        "Available",
        "Charging",
    ]


def test_seconds_count_from_the_start_of_the_visit():
    history = History(1000 * SECOND)
    assert history.add(status(1007.5, "Available"))
    assert history.of("CP").lines[KEY].spans(0, 60) == [Span(7.5, None, "Available")]


def test_queued_statuses_are_not_drawn_as_now():
    history = History(0)
    assert not history.add(status(5.0, "Faulted", live=False))
    assert history.of("CP").lines == {}


def test_a_fault_is_one_mark_until_it_was_clear():
    history = History(0)
    for event in (fault(1.0), fault(2.0, 2), fault(3.0, 3)):
        history.add(event)
    history.add(clear(4.0))
    history.add(fault(5.0, 4))
    marks = history.of("CP").marks
    assert [mark.at_s for mark in marks] == [1.0, 5.0]
    assert history.of("CP").last_fault(4.9) == FaultMark(
        1.0, None, 1, "GroundFailure", "", Severity.FAULT
    )
    assert history.of("CP").last_fault(0.5) is None


def test_outages_last_from_the_loss_to_the_next_connection():
    history = History(0)
    for event in (up(1, 1), down(10, 1), up(15, 2), down(40, 2)):
        assert history.add(event)
    lane = history.of("CP")
    assert lane.losses == [10.0, 40.0]
    assert lane.outages(0.0, 60.0) == [(10.0, 15.0), (40.0, 60.0)]
    assert lane.outages(12.0, 13.0) == [(12.0, 13.0)]
    assert lane.outages(20.0, 30.0) == []


def test_the_end_of_a_replaced_connection_is_no_loss():
    history = History(0)
    history.add(up(1, 1))
    history.add(up(5, 2))
    assert not history.add(down(6, 1))
    assert history.of("CP").losses == []


def test_commands_are_marks_and_heartbeats_are_not():
    history = History(0)
    assert history.add(CommandSent(t_ns=SECOND, charger="CP", id="a", command=Reset()))
    assert not history.add(HeartbeatReceived(t_ns=SECOND, charger="CP"))
    assert not history.add(CommandSent(t_ns=SECOND, id="a", command=Reset()))
    assert history.of("CP").marks_between(0.0, 2.0) == [CommandMark(1.0, Reset())]
    assert history.of("CP").marks_between(1.5, 2.0) == []


def test_a_charger_that_never_stops_stays_bounded(monkeypatch):
    monkeypatch.setattr(module, "MOST_STEPS", 100)
    monkeypatch.setattr(module, "MOST_CHARGERS", 3)
    history = History(0)
    for number in range(1000):
        history.add(status(number, "Available" if number % 2 else "Charging"))
        history.add(up(number, number))
        history.add(down(number, number))
    lane = history.of("CP")
    assert len(lane.lines[KEY].spans(0, 1e9)) <= 110
    assert len(lane.marks) <= 100
    assert len(lane.losses) <= 100
    for number in range(10):
        history.add(CommandSent(t_ns=0, charger=f"other{number}", id="", command=Reset()))
    assert sum(bool(history.of(f"other{number}").marks) for number in range(10)) == 2


def test_a_view_made_later_starts_with_what_is_known():
    charger = Charger("CP")
    for event in (up(1, 7), status(2, "Available"), status(3, "Faulted", code="GroundFailure")):
        charger.apply(event)
    lane = History(0, {"CP": charger}).of("CP")
    assert lane.lines[KEY].at(3.0) == "Faulted"
    assert [type(mark) for mark in lane.marks] == [LinkMark, FaultMark]
    assert lane.link == 7


def test_marks_that_come_late_are_put_in_order():
    lane = ChargerHistory()
    for at_s in (5.0, 9.0, 7.0):
        lane.mark(CommandMark(at_s, Reset()))
    assert [mark.at_s for mark in lane.marks] == [5.0, 7.0, 9.0]


def test_outlets_come_in_the_order_of_their_numbers():
    lane = ChargerHistory()
    for key in ((None, 10), (None, 0), (None, 2)):
        lane.status(key, 0.0, "Available")
    assert lane.outlets() == [(None, 2), (None, 10)]
