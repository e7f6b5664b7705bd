"""What the technician decided for this visit about how chargers are treated."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class CsmsPolicy:
    """Changed by the window while chargers are connected; read at the moment of each decision.

    heartbeat_interval_s: told in the answer to a boot message.
    accept_all_tags: authorize every tag; otherwise only those in ``tags``.
    accept_any_password: let a charger in whatever password it sends, also none.
    pin_protocol: ``ocpp1.6`` and the like, chosen whenever a charger offers it; None: our own order.
    """

    heartbeat_interval_s: int = 60
    accept_all_tags: bool = True
    tags: set[str] = field(default_factory=set)
    accept_any_password: bool = True
    pin_protocol: str | None = None
