"""A typed signal in plain Python: the engine tells its readers without knowing them.

Subscribers are isolated from the sender and from each other. A bug in a widget must never become
an error on the wire, so an exception in one subscriber is handed to ``on_error`` (a crash report)
and the remaining subscribers still hear the value.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

_log = logging.getLogger(__name__)


def _log_failure(error: Exception) -> None:
    _log.error("a subscriber failed", exc_info=error)


class Signal(Generic[T]):
    """Calls each subscriber with every emitted value, in the order of subscription."""

    __slots__ = ("_on_error", "_subscribers")

    def __init__(self, on_error: Callable[[Exception], None] = _log_failure) -> None:
        self._subscribers: tuple[tuple[Callable[[T], None]], ...] = ()
        self._on_error = on_error

    def connect(self, subscriber: Callable[[T], None]) -> Callable[[], None]:
        """Add a subscriber; returns a function that removes it (calling it twice is harmless)."""
        entry = (subscriber,)
        self._subscribers = (*self._subscribers, entry)

        def disconnect() -> None:
            self._subscribers = tuple(other for other in self._subscribers if other is not entry)

        return disconnect

    def emit(self, value: T) -> None:
        """Call every subscriber with ``value``. Never raises what a subscriber raises."""
        for (subscriber,) in self._subscribers:
            try:
                subscriber(value)
            except Exception as error:
                self._on_error(error)
