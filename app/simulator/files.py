"""The diagnostics file: one text file, as many makers write it.

A head with identity and configuration, then syslog-like lines: the older ones are the self-monitoring of
the day before the program started (made from the seed), the newer ones the charger's real history with
boots, states, faults and its own OCPP frames. Some 300 kB when fresh, under 2 MB always.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from app.simulator.journal import Line
from app.simulator.options import Identity

OLDER_HOURS = 24
OLDER_EVERY_S = 45


def older_lines(before: datetime, connectors: int, chance: random.Random) -> Iterator[Line]:
    """The self-monitoring of the day before `before`: net, temperature, modem, an occasional warning."""
    steps = OLDER_HOURS * 3600 // OLDER_EVERY_S
    for step in range(steps):
        when = before - timedelta(
            seconds=(steps - step) * OLDER_EVERY_S, milliseconds=chance.randrange(900)
        )
        day = math.sin((when.hour + when.minute / 60 - 9) / 24 * 2 * math.pi)
        u1, u2, u3 = (chance.gauss(231 - day, 0.8) for _ in range(3))
        connector = step % connectors + 1
        yield Line(
            when,
            "meterd[530]",
            "DEBUG",
            f"outlet {connector}: U {u1:.1f} {u2:.1f} {u3:.1f} V, I 0.00 0.00 0.00 A, "
            f"f {chance.gauss(50, 0.012):.3f} Hz, board {17 + 5 * day + chance.gauss(0, 0.2):.1f} C",
        )
        if step % 20 == 0:
            signal = chance.randrange(-97, -78)
            yield Line(
                when, "modemd[388]", "INFO", f"LTE registered, {signal} dBm, cell 0x1A{step:04X}"
            )
        if step % 80 == 7:
            yield Line(when, "stationd[412]", "INFO", "RCM self-test passed, contactor mirror ok")
        if chance.random() < 0.004:
            yield Line(when, "modemd[388]", "WARN", "DNS answer took 2.8 s")


def diagnostics(
    identity: Identity,
    keys: dict[str, str],
    lines: tuple[Line, ...],
    now: datetime,
    seed: int,
    start: datetime | None = None,
    stop: datetime | None = None,
) -> str:
    """The text of the file; of `lines` and older ones those outside start and stop are left out."""
    host = identity.serial.lower()
    before = lines[0].when if lines else now
    chance = random.Random(seed)  # noqa: S311  (invented history, no secrets)
    connectors = int(keys.get("NumberOfConnectors", "1"))
    told = [
        line.syslog(host)
        for line in (*older_lines(before, max(1, connectors), chance), *lines)
        if (start is None or line.when >= start) and (stop is None or line.when <= stop)
    ]
    head = [
        f"### {identity.vendor} {identity.model} - diagnostics - firmware {identity.firmware}",
        f"# Serial {identity.serial}, meter {identity.meter_type} {identity.meter_serial}",
        f"# Written {now.isoformat(timespec='seconds')}",
        "# Configuration",
        *(f"{name}={value}" for name, value in keys.items()),
        "# Log",
    ]
    return "\n".join([*head, *told, "### End of diagnostics", ""])


def file_name(identity: Identity, now: datetime, kind: str = "diagnostics") -> str:
    """A name without anything that a file system or a URL minds."""
    return f"{identity.serial}_{kind}_{now:%Y%m%dT%H%M%SZ}.log"
