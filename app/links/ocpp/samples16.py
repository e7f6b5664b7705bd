"""The sampled values of OCPP 1.6: one list as sent becomes a tuple of ``Sample``.

This is the hot path: chargers send ten to forty values a second. What the words of a sample mean
(measurand, unit, phase ...) is worked out once and remembered, so that each later sample costs one
look-up and one conversion of its number. The memory is bounded, since a charger may invent words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.domain.events import Sample
from app.links.ocpp import measurands
from app.links.ocpp.values import LONGEST_NAME, name, number, optional, text, unit_behind

MOST_KINDS = 512
"""Combinations of words that are remembered; a station with 40 connectors uses about 60."""

_LONGEST_REMEMBERED = 100
_LONGEST_NUMBER = 40

Tell = Callable[[str, str, Mapping[str, str]], None]
"""Told of a peculiarity: rule, path, facts."""


class _Kind(NamedTuple):
    """What all samples with the same words have in common. scale: None when values stay as sent."""

    measurand: str
    phase: str | None
    location: str
    context: str
    unit: str
    scale: measurands.Unit | None
    signed: bool


class SampleReader:
    """Reads the samples of one connection."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._kinds: dict[tuple[Any, ...], _Kind] = {}

    def read(self, sampled: Any) -> tuple[Sample, ...]:
        """The samples in a ``sampledValue`` of any shape; what is no object in it is left out."""
        if isinstance(sampled, dict):
            sampled = (sampled,)
        elif not isinstance(sampled, list):
            return ()
        kinds = self._kinds
        samples: list[Sample] = []
        for item in sampled:
            if type(item) is not dict:
                continue
            get = item.get
            words = (
                get("measurand"),
                get("unit"),
                get("phase"),
                get("location"),
                get("context"),
                get("format"),
            )
            sent = get("value")
            try:
                kind = kinds.get(words)
            except TypeError:
                kind = None  # a list where a word belongs
            if kind is None:
                kind = self._kind(words, sent)
            measurand, phase, location, context, unit, scale, signed = kind
            value: float | None = None
            written: str | None = None
            if not signed:
                if type(sent) is str and len(sent) < _LONGEST_NUMBER:
                    # The usual case without a further call; what float() takes needs no cleaning.
                    try:
                        value = float(sent)
                        written = sent
                    except ValueError:
                        value = number(sent)
                    if value is not None and value - value != 0.0:
                        value = None
                else:
                    value = number(sent)
                if value is None:
                    self._no_value(measurand, sent)
                elif scale is not None:
                    value = scale.convert(value)
            if written is None:
                written = text(sent)
            samples.append(Sample(measurand, phase, location, context, value, unit, written))
        return tuple(samples)

    def _no_value(self, measurand: str, sent: Any) -> None:
        """Nothing sent is a gap; something that is no number is worth a look."""
        if optional(sent) is not None:
            facts = {"measurand": measurand, "value": text(sent, LONGEST_NAME)}
            self._tell("value_unreadable", f"/sampledValue/{measurand}/value", facts)

    def _kind(self, words: tuple[Any, ...], sent: Any) -> _Kind:
        measurand_sent, unit_sent, phase_sent, location_sent, context_sent, form = words
        written = name(unit_sent)
        behind = "" if written else unit_behind(sent)
        unit = measurands.unit(written or behind)
        base = (written or behind) if unit is None else unit.base
        measurand, hanging_phase = measurands.measurand(name(measurand_sent))
        if not measurand:
            measurand = measurands.measurand_of_unit(base)
            if measurand != measurands.ENERGY:
                facts = {"measurand": measurand, "unit": base}
                self._tell("measurand_missing", f"/sampledValue/{measurand}", facts)
        elif measurand not in measurands.MEASURAND_UNITS:
            facts = {"measurand": measurand}
            self._tell("measurand_unknown", f"/sampledValue/{measurand}", facts)
        usual = measurands.MEASURAND_UNITS.get(measurand, "")
        self._judge_unit(measurand, written, base, usual, known=unit is not None)
        kind = _Kind(
            measurand=measurand,
            phase=measurands.phase(name(phase_sent) or hanging_phase),
            location=measurands.location(name(location_sent)),
            context=measurands.context(name(context_sent)),
            unit=base or usual,
            scale=None if unit is None or unit.plain else unit,
            signed=name(form).casefold() == "signeddata",
        )
        # A unit that was read from the value itself holds for that value only.
        if not behind and all(_is_short(word) for word in words):
            if len(self._kinds) >= MOST_KINDS:
                self._kinds.clear()
            self._kinds[words] = kind
        return kind

    def _judge_unit(
        self, measurand: str, written: str, base: str, usual: str, *, known: bool
    ) -> None:
        path = f"/sampledValue/{measurand}/unit"
        facts = {"measurand": measurand, "unit": written or base, "usual": usual or base}
        if written and not known:
            self._tell("unit_unknown", path, facts)
        elif usual and base and base != usual:
            self._tell("unit_mismatch", path, facts)
        elif written and written not in measurands.STANDARD_UNITS:
            self._tell("unit_spelling", path, facts)


def _is_short(word: Any) -> bool:
    return word is None or (isinstance(word, str) and len(word) <= _LONGEST_REMEMBERED)
