"""Events that come by the hundred and change nothing but curves, counters and "last heard".

Header, status bar and lists do not redraw for them; once a second they look anyway.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.events import Event


def is_quiet(event: Event) -> bool:
    """Whether a view that shows states and counts may let this event pass."""
    return isinstance(event, _quiet_events())


@cache
def _quiet_events() -> tuple[type[Event], ...]:
    """Asked for with the first event: the window is painted before events have been read."""
    from app.domain.events import (
        ExchangeCompleted,
        HeartbeatReceived,
        MetersSampled,
        PingAnswered,
    )

    return (MetersSampled, ExchangeCompleted, HeartbeatReceived, PingAnswered)
