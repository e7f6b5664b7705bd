"""Events that come by the hundred and change nothing but curves, counters and "last heard".

Header, status bar and lists do not redraw for them; once a second they look anyway.
"""

from __future__ import annotations

from app.domain.events import (
    ExchangeCompleted,
    HeartbeatReceived,
    MetersSampled,
    PingAnswered,
)

QUIET_EVENTS = (MetersSampled, ExchangeCompleted, HeartbeatReceived, PingAnswered)
