"""The engine tells its readers; a reader that fails harms nobody else."""

import logging

from app.domain.signal import Signal


def test_subscribers_hear_every_value_in_their_order():
    heard = []
    signal: Signal[int] = Signal()
    signal.connect(lambda value: heard.append(("first", value)))
    signal.connect(lambda value: heard.append(("second", value)))
    signal.emit(1)
    signal.emit(2)
    assert heard == [("first", 1), ("second", 1), ("first", 2), ("second", 2)]


def test_disconnecting_removes_one_subscription_and_may_be_repeated():
    heard: list[int] = []
    signal: Signal[int] = Signal()
    first = signal.connect(heard.append)
    signal.connect(heard.append)
    first()
    first()
    signal.emit(1)
    assert heard == [1]


def test_a_failing_subscriber_is_reported_and_the_rest_still_hear():
    heard: list[int] = []
    errors: list[Exception] = []
    signal: Signal[int] = Signal(errors.append)

    def fails(_: int) -> None:
        raise RuntimeError("a bug in a widget")

    signal.connect(fails)
    signal.connect(heard.append)
    signal.emit(7)
    assert heard == [7]
    assert [str(error) for error in errors] == ["a bug in a widget"]


def test_without_a_reporter_the_failure_is_logged(caplog):
    signal: Signal[int] = Signal()

    def fails(_: int) -> None:
        raise RuntimeError("unseen")

    signal.connect(fails)
    with caplog.at_level(logging.ERROR):
        signal.emit(1)
    assert "a subscriber failed" in caplog.text


def test_a_subscriber_may_leave_while_it_is_called():
    heard: list[int] = []
    signal: Signal[int] = Signal()

    def once(value: int) -> None:
        heard.append(value)
        leave()

    leave = signal.connect(once)
    signal.connect(heard.append)
    signal.emit(1)
    signal.emit(2)
    assert heard == [1, 1, 2]
