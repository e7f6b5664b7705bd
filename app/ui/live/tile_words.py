"""What a tile says, in words: the facts of a connector as sentences in the language in force.

What governs comes first, then why. A refusal to charge names who paused; unknown is said, never
guessed. Charger text (codes, info) is only ever shown, plain, behind our own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.faults import NO_ERROR
from app.ui import words
from app.ui.live.facts import Facts
from app.ui.live.plan import CURRENT, POWER

translate = QCoreApplication.translate

_TAKES_ALL = 0.9
"""A car that draws nine tenths of what is offered takes all it gets: cars regulate below the limit."""

_WATTS_BELOW_W = 95.0
"""Below this a power in kW with one decimal would be read as nothing."""


@dataclass(frozen=True, slots=True)
class TileWords:
    """All texts of a tile. Empty ones are not shown."""

    name: str
    short_name: str
    state: str
    term: str
    since: str
    power_label: str
    power: str
    power_unit: str
    current_label: str
    phases: tuple[tuple[str, str], ...]
    energy_label: str
    energy: str
    fault: str
    codes: str
    governs: str
    why: str

    def power_line(self) -> str:
        """The power in one piece; what is unknown is named."""
        if self.power_unit:
            return f"{self.power}{words.NBSP}{self.power_unit}"
        return f"{self.power_label} {self.power}"

    def phase_line(self) -> str:
        """The phase currents in one piece: ``15,9 / 15,7 / 15,4 A``."""
        amounts = [amount.partition(words.NBSP) for _, amount in self.phases]
        if not any(unit for _, _, unit in amounts):
            return f"{self.current_label} {words.number(None)}" if amounts else ""
        return " / ".join(number for number, _, _ in amounts) + f"{words.NBSP}A"

    def spoken(self) -> str:
        """The whole tile as one sentence for a screen reader."""
        phases = [" ".join(pair).strip() for pair in self.phases]
        power = self.power_line()
        parts = (
            self.name, self.state, self.since, self.fault, self.codes, power, *phases,
            self.energy, self.governs, self.why,
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


def tile_words(facts: Facts, now_ns: int) -> TileWords:
    """The texts of one connector's tile; ``now_ns`` ages the state."""
    evse, number = facts.connector
    power, unit = power_words(facts.power_w)
    station = facts.connector == (None, 0)
    governs, why = _governs(facts)
    return TileWords(
        name=words.connector_word(number, evse),
        short_name="" if station else f"{evse}.{number}" if evse is not None else str(number),
        state=words.station_word(facts.status) if station else words.state_word(facts.status),
        term=words.state_term(facts.status),
        since=_since(facts, now_ns),
        power_label=words.measurand_word(POWER),
        power=power,
        power_unit=unit,
        current_label=words.measurand_word(CURRENT),
        phases=tuple((p.name, current_words(p.current_a)) for p in facts.phases),
        energy_label=translate("live", "energy charged"),
        energy=_energy(facts),
        fault=_fault(facts),
        codes=_codes(facts),
        governs=governs,
        why=why,
    )


def power_words(power_w: float | None) -> tuple[str, str]:
    """Number and unit; "unknown" without a unit for None."""
    if power_w is None:
        return words.number(None), ""
    if 0 < abs(power_w) < _WATTS_BELOW_W:
        return words.number(power_w, 0), "W"
    return words.number(power_w / 1000, 1), "kW"


def current_words(current_a: float | None) -> str:
    """A phase current."""
    return words.quantity(current_a, "A", 1)


def _since(facts: Facts, now_ns: int) -> str:
    if not facts.since_ns:
        return ""
    elapsed = words.duration((now_ns - facts.since_ns) / 1e9)
    return translate("live", "for {time}").format(time=elapsed)


def _energy(facts: Facts) -> str:
    if facts.energy_wh is None:
        return words.number(None) if facts.charging else ""
    return words.quantity(facts.energy_wh / 1000, "kWh", 2)


def _fault(facts: Facts) -> str:
    if facts.fault is not None:
        said = words.fault_word("" if facts.fault.code == NO_ERROR else facts.fault.code)
        if facts.fault.raised_count > 1:
            return translate("live", "{fault}, {count} times").format(
                fault=said, count=facts.fault.raised_count
            )
        return said
    return words.fault_word(facts.error_code) if facts.faulted else ""


def _codes(facts: Facts) -> str:
    fault = facts.fault
    if fault is None and not facts.faulted:
        return ""
    code = fault.code if fault is not None else facts.error_code
    vendor = fault.vendor_code if fault is not None else facts.vendor_error_code
    info = fault.info if fault is not None else facts.info
    said = translate("live", "manufacturer's code {code}").format(code=vendor) if vendor else ""
    none = translate("live", "no fault code sent") if code in ("", NO_ERROR) and not vendor else ""
    shown = "" if code == NO_ERROR else code
    return ", ".join(part for part in (shown, said, none, info.strip()) if part)


def _governs(facts: Facts) -> tuple[str, str]:
    """What decides how it charges now, and why; the safety sentence for a fault."""
    if facts.faulted:
        return _stop(facts.fault.code if facts.fault is not None else facts.error_code), ""
    if not facts.connected:
        return (
            translate("live", "The connection is lost"),
            translate("live", "This is the last known state."),
        )
    match facts.status:
        case "Charging":
            return _limit(facts)
        case "SuspendedEV":
            return (
                translate("live", "Not charging: the car has paused"),
                translate("live", "The car takes no current. It may be full."),
            )
        case "SuspendedEVSE":
            return (
                translate("live", "Not charging: the charger has paused"),
                _offer(facts)
                or translate("live", "Load balancing, schedule or approval can hold it back."),
            )
        case "Preparing":
            return (
                translate("live", "Waiting for a car or an approval"),
                translate("live", "Plug in the cable, or present a card."),
            )
        case "Finishing":
            return (
                translate("live", "The charge is over"),
                translate("live", "Unplug the cable."),
            )
        case "Reserved":
            return (
                translate("live", "Reserved"),
                translate("live", "Charges only for the one who reserved it."),
            )
        case "Unavailable":
            return (
                translate("live", "Takes no cars"),
                translate("live", "Out of service until it is put in service again."),
            )
        case "Available":
            return translate("live", "No car is connected"), ""
        case "":
            return (
                translate("live", "State unknown"),
                translate("live", "The charger has sent no status for it yet."),
            )
        case _:
            return "", ""


def _stop(code: str) -> str:
    if code == "GroundFailure":
        return translate("live", "Do not touch metal parts. Unplug the car first.")
    return translate("live", "Does not charge until the fault is gone.")


def _offer(facts: Facts) -> str:
    if facts.offered_a is None:
        return ""
    return translate("live", "Limit {current} from the charger").format(
        current=words.quantity(facts.offered_a, "A", 0 if facts.offered_a % 1 == 0 else 1)
    )


def _limit(facts: Facts) -> tuple[str, str]:
    most = facts.most_a
    if facts.offered_a is None:
        return (
            translate("live", "Limit unknown"),
            translate("live", "The charger does not say what it offers."),
        )
    if facts.offered_a <= 0:
        return _offer(facts), translate("live", "The charger gives the car no current.")
    if most is None:
        return _offer(facts), translate("live", "What the car takes is unknown.")
    if most >= _TAKES_ALL * facts.offered_a:
        return _offer(facts), translate("live", "The car takes all it gets.")
    return _offer(facts), translate("live", "The car takes less than it gets.")
