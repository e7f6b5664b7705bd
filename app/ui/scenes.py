"""Prepared visits for screenshots and tests: invented chargers, real events.

A scene plays itself into a ``StagedVisit``: it feeds the events that such a visit would bring, so
that a window over it shows exactly what it would show of the real thing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from app.domain.capabilities import Capability
from app.domain.commands import (
    Command,
    Reset,
    ResetKind,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
)
from app.domain.events import (
    AttemptProgressed,
    Booted,
    ClockCompared,
    CommandAnswered,
    CommandEffect,
    CommandSent,
    Connected,
    ConnectionRefused,
    Disconnected,
    Effect,
    ExchangeCompleted,
    FindingMade,
    Identified,
    ListenerOpened,
    MetersSampled,
    Sample,
    Severity,
    Stage,
    StatusChanged,
    TransactionStarted,
    UploadProgressed,
)
from app.domain.frame import Direction
from app.ui import command_words
from app.ui.staged import StagedAdapter, StagedVisit

KEY = "CP-0042"
PEER = "192.168.1.60"
HOST, PORT = "192.168.1.5", 9310

ADAPTERS = (
    StagedAdapter("Ethernet 2", "cable", HOST, speed_mbit=100),
    StagedAdapter("Wi-Fi", "wifi", "172.20.10.4"),
    StagedAdapter("Ethernet", "cable", "169.254.12.8", self_assigned=True),
)
"""What the laptop of the scenes has."""


Scene = Callable[[StagedVisit], None]


def begin() -> StagedVisit:
    """A visit in which nothing has happened yet."""
    return StagedVisit(datetime(2026, 11, 22, 9, 0, 8).astimezone())


def played(scene: Scene) -> StagedVisit:
    """A visit in which the scene has happened."""
    visit = begin()
    scene(visit)
    return visit


def _listen(visit: StagedVisit) -> None:
    visit.at(2)
    visit.feed(
        ListenerOpened(
            t_ns=visit.t_ns, host=HOST, port=PORT, urls=(f"ws://{HOST}:{PORT}/",), wanted_port=PORT
        )
    )


def waiting(visit: StagedVisit) -> None:
    """Listening for three quarters of a minute, and nobody has dialled in."""
    _listen(visit)
    visit.at(47)


def _attempt(
    visit: StagedVisit,
    at: float,
    number: int,
    steps: dict[Stage, str],
    failed: Stage | None = None,
    reason: str = "",
) -> None:
    visit.at(at)
    for stage, fact in steps.items():
        visit.feed(
            AttemptProgressed(
                t_ns=visit.t_ns,
                attempt=number,
                peer=PEER,
                stage=stage,
                fact=fact,
            )
        )
    if failed is not None:
        visit.feed(
            ConnectionRefused(
                t_ns=visit.t_ns, attempt=number, peer=PEER, stage=failed, reason=reason
            )
        )


def refused(visit: StagedVisit) -> None:
    """A charger reaches the laptop and is not let in, for one reason after the other."""
    _listen(visit)
    visit.policy.accept_any_password = False
    _attempt(visit, 30, 1, {}, Stage.TCP, "silent")
    _attempt(visit, 61, 2, {Stage.TCP: ""}, Stage.TLS, "tls_on_plain_port")
    path = {Stage.TCP: "", Stage.PATH: "/"}
    _attempt(visit, 92, 3, path | {Stage.PASSWORD: "none"}, Stage.PROTOCOL, "unknown_protocol")
    path = {Stage.TCP: "", Stage.PATH: f"/{KEY}"}
    _attempt(visit, 123, 4, path, Stage.PASSWORD, "password_missing")
    visit.at(145)


def _connect(visit: StagedVisit, at: float, number: int, link: int) -> None:
    steps = {
        Stage.TCP: "",
        Stage.PATH: f"/{KEY}",
        Stage.PASSWORD: "none",
        Stage.PROTOCOL: "ocpp1.6",
    }
    _attempt(visit, at, number, steps)
    t = visit.t_ns
    visit.feed(
        Connected(
            t_ns=t,
            charger=KEY,
            link=link,
            attempt=number,
            protocol="ocpp1.6",
            subprotocol="ocpp1.6",  # the agreed word, not a secret
            peer=PEER,
            path=f"/{KEY}",
            url=f"ws://{HOST}:{PORT}/{KEY}",
        ),
        Identified(
            t_ns=t,
            charger=KEY,
            link=link,
            vendor="Garo",
            model="Entity Pro",
            serial="14030821",
            firmware="2.1.3",
        ),
        Booted(t_ns=t, charger=KEY, link=link),
    )
    boot = {
        "chargePointVendor": "Garo",
        "chargePointModel": "Entity Pro",
        "chargePointSerialNumber": "14030821",
        "firmwareVersion": "2.1.3",
    }
    answer = {"status": "Accepted", "currentTime": "2026-11-22T08:00:10Z", "interval": 60}
    _exchange(visit, "BootNotification", boot, answer, link=link)


def _exchange(
    visit: StagedVisit,
    action: str,
    call: dict[str, Any],
    answer: dict[str, Any] | None = None,
    *,
    ours: bool = False,
    latency_s: float = 0.004,
    link: int = 1,
    findings: tuple[FindingMade, ...] = (),
) -> None:
    """A call and its answer as frames and as a completed exchange."""
    there, back = (Direction.OUT, Direction.IN) if ours else (Direction.IN, Direction.OUT)
    uid = f"{abs(hash((action, visit.t_ns))) % 16**8:08x}"
    compact = (",", ":")
    request = visit.frame(KEY, there, json.dumps([2, uid, action, call], separators=compact), link)
    reply = 0
    if answer is not None:
        reply = visit.frame(KEY, back, json.dumps([3, uid, answer], separators=compact), link)
    for finding in findings:
        visit.feed(
            FindingMade(
                t_ns=visit.t_ns,
                charger=KEY,
                link=link,
                rule=finding.rule,
                severity=finding.severity,
                path=finding.path,
                facts=finding.facts,
                frame=request,
            )
        )
    visit.feed(
        ExchangeCompleted(
            t_ns=visit.t_ns,
            charger=KEY,
            link=link,
            direction=there,
            action=action,
            uid=uid,
            request_frame=request,
            answer_frame=reply,
            latency_s=latency_s,
            outcome="timeout" if answer is None else "result",
            deviations=len(findings),
        )
    )


def _status(
    visit: StagedVisit,
    at: float,
    connector: int,
    status: str,
    code: str = "NoError",
    vendor: str = "",
    info: str = "",
    findings: tuple[FindingMade, ...] = (),
) -> None:
    visit.at(at)
    visit.feed(
        StatusChanged(
            t_ns=visit.t_ns,
            charger=KEY,
            link=1,
            evse=None,
            connector=connector,
            status=status,
            error_code=code,
            vendor_error_code=vendor or None,
            vendor_id="org.charin.uec.v1" if vendor else None,
            info=info or None,
        )
    )
    call: dict[str, Any] = {"connectorId": connector, "errorCode": code, "status": status}
    call["timestamp"] = "2026-11-22T08:33:16Z"
    if vendor:
        call |= {"info": info, "vendorId": "org.charin.uec.v1", "vendorErrorCode": vendor}
    if findings:
        call["severity"] = 1
    _exchange(visit, "StatusNotification", call, {}, findings=findings)


def _meters(visit: StagedVisit, at: float, connector: int, amps: float, energy: float) -> None:
    visit.at(at)
    wave = math.sin(at / 37)
    currents = [max(amps + d + wave * 0.08, 0.0) for d in (0.0, -0.2, -0.5)] if amps else [0.0] * 3
    volts = [231.4 + wave, 229.6 - wave * 0.6, 230.3 + wave * 0.4]
    power = sum(a * v for a, v in zip(currents, volts, strict=True))
    samples = [
        _sample("Current.Import", "L1", currents[0], "A"),
        _sample("Current.Import", "L2", currents[1], "A"),
        _sample("Current.Import", "L3", currents[2], "A"),
        _sample("Voltage", "L1", volts[0], "V"),
        _sample("Voltage", "L2", volts[1], "V"),
        _sample("Voltage", "L3", volts[2], "V"),
        _sample("Power.Active.Import", None, power, "W"),
        _sample("Energy.Active.Import.Register", None, energy, "Wh"),
        _sample("Temperature", None, 31 + 16 * (1 - math.exp(-at / 900)), "Celsius", "Body"),
        _sample("SoC", None, float(40 + at // 300), "Percent", "EV"),
    ]
    visit.feed(
        MetersSampled(
            t_ns=visit.t_ns,
            charger=KEY,
            link=1,
            evse=None,
            connector=connector,
            samples=tuple(samples),
        )
    )
    if round(at) % 10 == 0:
        sampled = [
            {"value": s.text, "measurand": s.measurand, "unit": s.unit}
            | ({"phase": s.phase} if s.phase else {})
            for s in samples[:8]
        ]
        call = {"connectorId": connector, "meterValue": [{"sampledValue": sampled}]}
        _exchange(visit, "MeterValues", call, {})


def _sample(
    measurand: str, phase: str | None, value: float, unit: str, place: str = "Outlet"
) -> Sample:
    return Sample(measurand, phase, place, "Sample.Periodic", value, unit, f"{value:.1f}")


At = Callable[[float, Callable[[], None]], None]
"""Notes that something happens at a time of the scene, in seconds."""


def _command(
    visit: StagedVisit,
    at: At,
    start: float,
    command: Command,
    wire: tuple[dict[str, Any], dict[str, Any]],
    *,
    answered_s: float = 0.3,
    effect: Effect | None = None,
    effect_s: float = 1.0,
    reason: str = "",
    facts: dict[str, str] | None = None,
) -> None:
    """A command's life; wire: payload of the call and of its answer."""
    id = f"k{start:.0f}"
    call, answer = wire
    status = answer.get("status", "Accepted")

    def send() -> None:
        visit.feed(CommandSent(t_ns=visit.t_ns, charger=KEY, link=1, id=id, command=command))

    def answered() -> None:
        action = command_words.command_term(command).partition(" ")[0]
        _exchange(visit, action, call, answer, ours=True, latency_s=answered_s)
        visit.feed(
            CommandAnswered(
                t_ns=visit.t_ns,
                charger=KEY,
                link=1,
                id=id,
                command=command,
                status=status,
                accepted=status in ("Accepted", "Unlocked"),
            )
        )

    def last(seen: Effect) -> None:
        visit.feed(
            CommandEffect(
                t_ns=visit.t_ns,
                charger=KEY,
                link=1,
                id=id,
                command=command,
                effect=seen,
                reason=reason,
                facts=facts or {},
            )
        )

    at(start, send)
    at(start + answered_s, answered)
    if effect is not None:
        at(start + answered_s + effect_s, partial(last, effect))


_TOO_LONG = FindingMade(
    t_ns=0,
    rule="schema_max_length",
    severity=Severity.WARNING,
    path="/info",
    facts={
        "length": "62",
        "limit": "50",
        "value": "RDC-DD tripped, DC 6.3 mA > 6.0 mA, self test ok",
    },
)
_EXTRA = FindingMade(
    t_ns=0,
    rule="schema_additional",
    severity=Severity.NOTICE,
    path="/severity",
    facts={"member": "severity"},
)


def connected(visit: StagedVisit) -> None:
    """A healthy charger has just booted; both connectors are free."""
    _listen(visit)
    _connect(visit, 22, 1, 1)
    for connector in (0, 1, 2):
        _status(visit, 22.4 + connector / 10, connector, "Available")
    visit.at(26)


def working(visit: StagedVisit, minutes: float = 44.5) -> None:
    """Connector 1 charges, connector 2 has an earth fault that came back, and much has been done."""
    _listen(visit)
    _attempt(visit, 12, 1, {Stage.TCP: ""}, Stage.TLS, "tls_on_plain_port")
    _connect(visit, 22, 2, 1)
    steps: list[tuple[float, Callable[[], None]]] = []

    def at(seconds: float, what: Callable[[], None]) -> None:
        steps.append((seconds, what))

    def clock() -> None:
        visit.feed(
            ClockCompared(
                t_ns=visit.t_ns, charger=KEY, link=1, offset_s=-124.0, reported="08:33:16"
            )
        )

    def begin(connector: int, transaction: int) -> None:
        visit.feed(
            TransactionStarted(
                t_ns=visit.t_ns,
                charger=KEY,
                link=1,
                evse=None,
                connector=connector,
                transaction=transaction,
                id_tag="04A2B3C4",
                meter_start_wh=1_204_000.0,
            )
        )
        call = {"connectorId": connector, "idTag": "04A2B3C4", "meterStart": 1_204_000}
        _exchange(visit, "StartTransaction", call, {"transactionId": transaction})

    def silent_reset() -> None:
        _exchange(visit, "Reset", {"type": "Hard"}, None, ours=True, latency_s=30.0)

    def keys() -> None:
        known = [{"key": f"Key{n}", "readonly": True, "value": str(n)} for n in range(63)]
        answer = {"configurationKey": known, "unknownKey": ["LightMode", "Buzzer"]}
        _exchange(visit, "GetConfiguration", {}, answer, ours=True, latency_s=1.903)

    ground = ("GroundFailure", "CX009", "RDC-DD tripped, DC 6.3 mA > 6.0 mA, self test ok")
    odd = (_TOO_LONG, _EXTRA)
    at(23, lambda: _status(visit, 23, 0, "Available"))
    at(24, lambda: _status(visit, 24, 1, "Available"))
    at(25, lambda: _status(visit, 25, 2, "Available"))
    at(60, clock)
    at(200, lambda: _status(visit, 200, 1, "Preparing"))
    at(240, lambda: begin(1, 1186))
    at(241, lambda: _status(visit, 241, 1, "Charging"))
    at(720, lambda: _status(visit, 720, 2, "Available", "ConnectorLockFailure"))
    at(780, lambda: _status(visit, 780, 2, "Available"))
    at(900, lambda: _status(visit, 900, 2, "Preparing"))
    at(1020, lambda: _status(visit, 1020, 2, "Charging"))
    at(1440, lambda: _status(visit, 1440, 0, "Available", "WeakSignal"))
    at(1500, lambda: _status(visit, 1500, 1, "SuspendedEV", "EVCommunicationError"))
    at(1620, lambda: _status(visit, 1620, 1, "Charging"))
    at(1700, keys)
    at(1842, lambda: _status(visit, 1842, 2, "Faulted", *ground))
    at(2000, silent_reset)
    at(2040, lambda: _status(visit, 2040, 2, "Preparing"))
    at(2112, lambda: _status(visit, 2112, 2, "Faulted", *ground, findings=odd))

    second = 30
    end = minutes * 60
    while second < end:
        charging = second >= 240 and not 1500 <= second < 1620
        amps = (16.0 if not 960 <= second < 1300 else 9.6) if charging else 0.0
        at(second, partial(_meters, visit, second, 1, amps, 1_204_000 + second * 2.9))
        if 1020 <= second < 1842:
            at(second + 1, partial(_meters, visit, second + 1, 2, 10.0, 903_000 + second * 1.8))
        second += 10
    _commands(visit, at, end)
    for seconds, what in sorted(steps, key=lambda step: step[0]):
        if seconds <= end:
            visit.at(seconds)
            what()
    visit.at(end)


def _commands(visit: StagedVisit, at: At, end: float) -> None:
    """What the technician did: the latest is still going on at the end."""
    accepted = {"status": "Accepted"}
    asked = {"requestedMessage": "StatusNotification", "connectorId": 2}
    _command(
        visit,
        at,
        end - 1700,
        TriggerMessage("StatusNotification", 2),
        (asked, accepted),
        effect=Effect.SEEN,
        effect_s=0.4,
        reason="triggered",
    )
    _command(
        visit,
        at,
        end - 520,
        Reset(ResetKind.SOFT),
        ({"type": "Soft"}, accepted),
        answered_s=0.2,
        effect=Effect.MISSING,
        effect_s=180,
        reason="reset_nothing",
        facts={"seconds": "180"},
    )
    unlock = ({"connectorId": 2}, {"status": "UnlockFailed"})
    _command(visit, at, end - 130, UnlockConnector(2), unlock, answered_s=0.4)
    diagnostics = ({"location": f"ftp://{HOST}:2121/"}, {"fileName": "diag.zip"})
    _command(visit, at, end - 13, UploadDiagnostics(), diagnostics, answered_s=0.6)

    def progress() -> None:
        visit.feed(
            UploadProgressed(
                t_ns=visit.t_ns,
                charger=KEY,
                link=1,
                id=f"k{end - 13:.0f}",
                file="diag.zip",
                received=1_240_000,
            )
        )

    at(end - 1, progress)


def limited(visit: StagedVisit) -> None:
    """A charger that can restart and little else."""
    visit.able = frozenset({Capability.RESET})
    connected(visit)


def lost(visit: StagedVisit) -> None:
    """The charger of ``connected`` went away a minute ago."""
    connected(visit)
    visit.at(60)
    visit.feed(Disconnected(t_ns=visit.t_ns, charger=KEY, link=1, reason="reset"))
    visit.at(125)
