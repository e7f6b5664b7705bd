"""Every event and every command can be written down and says who it is."""

import json
from dataclasses import fields
from enum import Enum
from types import UnionType
from typing import Literal, get_args, get_origin, get_type_hints

import pytest

from app.domain.commands import COMMAND_NAMES, Reset, ResetKind
from app.domain.events import EVENT_NAMES, CommandSent, MetersSampled, Sample
from app.domain.redaction import Masker
from app.domain.secret_names import is_secret_member
from app.visit.recording.eventjson import event_data, masked_json, plain

EXAMPLES = {str: "text", int: 7, float: 1.5, bool: True, type(None): None}


def example(kind):
    """Some value of an annotated type."""
    if kind in EXAMPLES:
        return EXAMPLES[kind]
    origin = get_origin(kind)
    if origin is UnionType or str(origin) == "typing.Union":
        return example(get_args(kind)[0])
    if origin is tuple:
        return (example(get_args(kind)[0]),)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is not None:
        return {"a": "b"}
    if issubclass(kind, Enum):
        return next(iter(kind))
    if issubclass(kind, tuple):
        return kind(*(example(hint) for hint in get_type_hints(kind).values()))
    return build(kind)


def build(kind):
    hints = get_type_hints(kind)
    return kind(**{one.name: example(hints[one.name]) for one in fields(kind)})


@pytest.mark.parametrize("kind", EVENT_NAMES)
def test_every_event_survives_the_way_through_json_as_a_dict(kind):
    event = build(kind)
    data = event_data(event)
    assert json.loads(masked_json(event, Masker())) == data
    assert set(data) == {one.name for one in fields(kind)} - {"t_ns", "charger", "link"}


@pytest.mark.parametrize("kind", COMMAND_NAMES)
def test_every_command_says_its_name(kind):
    command = build(kind)
    data = plain(command)
    assert data["command"] == COMMAND_NAMES[kind]
    assert set(data) == {one.name for one in fields(kind)} | {"command"}


def test_enums_and_tuples_become_words_and_lists():
    assert event_data(CommandSent(t_ns=1, id="a", command=Reset(ResetKind.HARD))) == {
        "id": "a",
        "command": {"command": "reset", "kind": "hard"},
    }
    sample = Sample("Voltage", None, "Outlet", "Other", float("nan"), "V", "230")
    data = event_data(MetersSampled(t_ns=1, evse=None, connector=1, samples=(sample,)))
    assert data["samples"] == [["Voltage", None, "Outlet", "Other", None, "V", "230"]]


def test_a_bottomless_payload_ends_in_an_ellipsis():
    deep: list[object] = []
    for _ in range(5_000):
        deep = [deep]
    assert "…" in json.dumps(plain(deep), ensure_ascii=False)


@pytest.mark.parametrize("kind", EVENT_NAMES)
def test_no_field_of_an_event_is_taken_for_a_secret(kind):
    assert not [one.name for one in fields(kind) if is_secret_member(one.name)]
