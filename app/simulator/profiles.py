"""Charging profiles: which current the CSMS allows a connector at a point in time.

OCPP 1.6, section 3.13: of each purpose the valid profile with the highest stack level counts; a
TxProfile overrules a TxDefaultProfile; ChargePointMaxProfile caps both. Limits in W are turned into A a
phase with 230 V and the number of phases told (3 when none is).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.simulator.fields import RefusedError, part, real, text, whole
from app.simulator.pace import moment

MOST_PERIODS = 24
NOMINAL_V = 230.0
FORMATION = "FormationViolation"


@dataclass(frozen=True)
class Profile:
    """One installed profile; `periods` are (start in s, limit in A a phase), ascending."""

    connector: int
    id: int
    stack: int
    purpose: str
    kind: str
    recurrence: str
    start: datetime | None
    valid_from: datetime | None
    valid_to: datetime | None
    duration: float | None
    periods: tuple[tuple[float, float], ...]
    transaction: int | None

    def began(self, when: datetime, begun: datetime | None) -> datetime | None:
        """When the schedule that governs at `when` began; None when none does."""
        if (self.valid_from and when < self.valid_from) or (
            self.valid_to and when >= self.valid_to
        ):
            return None
        if self.kind == "Relative":
            return begun
        if self.start is None or when < self.start:
            return None
        if self.kind == "Recurring":
            cycle = timedelta(days=7 if self.recurrence == "Weekly" else 1)
            return self.start + (when - self.start) // cycle * cycle
        return self.start

    def limit(self, when: datetime, begun: datetime | None) -> float | None:
        """A a phase at `when`, for a transaction that began at `begun`; None: no limit from it."""
        began = self.began(when, begun)
        if began is None:
            return None
        into = (when - began).total_seconds()
        if into < 0 or (self.duration is not None and into >= self.duration):
            return None
        passed = [limit for start, limit in self.periods if start <= into]
        return passed[-1] if passed else None


def profile_from(connector: int, payload: dict[str, Any]) -> Profile:
    """A profile out of csChargingProfiles. Raises RefusedError when it is none."""
    schedule = part(payload, "chargingSchedule")
    unit = text(schedule, "chargingRateUnit", choices=("A", "W"))
    periods = schedule.get("chargingSchedulePeriod")
    if not isinstance(periods, list) or not 1 <= len(periods) <= MOST_PERIODS:
        raise RefusedError(FORMATION, f"chargingSchedulePeriod needs 1 to {MOST_PERIODS} periods")
    read = []
    for period in periods:
        if not isinstance(period, dict):
            raise RefusedError(FORMATION, "a charging schedule period is an object")
        limit = real(period, "limit")
        if unit == "W":
            limit /= NOMINAL_V * max(1, whole(period, "numberPhases", 3))
        read.append((float(whole(period, "startPeriod")), limit))
    kinds = ("Absolute", "Recurring", "Relative")
    purposes = ("ChargePointMaxProfile", "TxDefaultProfile", "TxProfile")
    return Profile(
        connector=connector,
        id=whole(payload, "chargingProfileId"),
        stack=whole(payload, "stackLevel"),
        purpose=text(payload, "chargingProfilePurpose", choices=purposes),
        kind=text(payload, "chargingProfileKind", choices=kinds),
        recurrence=text(payload, "recurrencyKind", "Daily", choices=("Daily", "Weekly")),
        start=moment(schedule.get("startSchedule")),
        valid_from=moment(payload.get("validFrom")),
        valid_to=moment(payload.get("validTo")),
        duration=real(schedule, "duration") if "duration" in schedule else None,
        periods=tuple(sorted(read)),
        transaction=whole(payload, "transactionId") if "transactionId" in payload else None,
    )


class Profiles:
    """The profiles that are installed."""

    def __init__(self) -> None:
        self.installed: list[Profile] = []

    def install(self, profile: Profile) -> None:
        """Put it in; it replaces one with its id, or with its connector, stack level and purpose."""
        place = (profile.connector, profile.stack, profile.purpose)
        self.installed = [
            p
            for p in self.installed
            if p.id != profile.id and (p.connector, p.stack, p.purpose) != place
        ]
        self.installed.append(profile)

    def clear(
        self, id: int | None, connector: int | None, purpose: str | None, stack: int | None
    ) -> bool:
        """Take out those that fit everything told; whether there were any."""
        before = len(self.installed)
        self.installed = [
            p
            for p in self.installed
            if not (
                (id is None or p.id == id)
                and (connector is None or p.connector == connector)
                and (purpose is None or p.purpose == purpose)
                and (stack is None or p.stack == stack)
            )
        ]
        return len(self.installed) < before

    def end_transaction(self, connector: int) -> None:
        """A TxProfile lives as long as its transaction."""
        self.clear(None, connector, "TxProfile", None)

    def limit(self, connector: int, when: datetime, begun: datetime | None) -> float | None:
        """A a phase that `connector` may draw at `when`; None: not limited."""

        def of(purpose: str) -> float | None:
            for p in sorted(self.installed, key=lambda p: (p.stack, p.connector), reverse=True):
                if p.purpose == purpose and p.connector in (0, connector):
                    limit = p.limit(when, begun)
                    if limit is not None:
                        return limit
            return None

        session = of("TxProfile") if begun else None
        if session is None:
            session = of("TxDefaultProfile")
        cap = of("ChargePointMaxProfile")
        limits = [limit for limit in (session, cap) if limit is not None]
        return min(limits) if limits else None

    def schedule(
        self, connector: int, when: datetime, seconds: int, begun: datetime | None, most: float
    ) -> list[tuple[int, float]]:
        """(start in s from `when`, A a phase) for GetCompositeSchedule; `most` is the hardware's."""
        marks = {0.0}
        for profile in self.installed:
            edges = [start for start, _ in profile.periods]
            if profile.duration is not None:
                edges.append(profile.duration)
            hours = range(0, seconds + 1, 3600)  # finds each day that a recurring one begins
            begins = {profile.began(when + timedelta(seconds=s), begun) for s in hours}
            for began in begins:
                if began is not None:
                    marks.update((began - when).total_seconds() + edge for edge in edges)
            for edge_time in (profile.valid_from, profile.valid_to, profile.start):
                if edge_time:
                    marks.add((edge_time - when).total_seconds())
        result: list[tuple[int, float]] = []
        for mark in sorted(mark for mark in marks if 0 <= mark < seconds):
            at = when + timedelta(seconds=mark, milliseconds=1 if mark else 0)
            limit = self.limit(connector, at, begun)
            value = round(most if limit is None else min(limit, most), 1)
            if not result or result[-1][1] != value:
                result.append((round(mark), value))
        return result
