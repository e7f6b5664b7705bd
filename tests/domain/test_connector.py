"""The life of a connector's status, against the list of OCPP 1.6 ed. 2 section 4.9 with errata v3.0."""

import itertools

import pytest

from app.domain.connector import LEGAL_STEPS, STATION_STATES, Connector, is_legal_step

NUMBERS = {
    "Available": 1,
    "Preparing": 2,
    "Charging": 3,
    "SuspendedEV": 4,
    "SuspendedEVSE": 5,
    "Finishing": 6,
    "Reserved": 7,
    "Unavailable": 8,
    "Faulted": 9,
}
ROWS = dict(zip(NUMBERS, "ABCDEFGHI", strict=True))

# The 53 transitions by their names in the standard, as printed there.
LEGAL = [
    "A2",
    "A3",
    "A4",
    "A5",
    "A7",
    "A8",
    "A9",
    "B1",
    "B3",
    "B4",
    "B5",
    "B6",
    "B9",
    "C1",
    "C4",
    "C5",
    "C6",
    "C8",
    "C9",
    "D1",
    "D3",
    "D5",
    "D6",
    "D8",
    "D9",
    "E1",
    "E3",
    "E4",
    "E6",
    "E8",
    "E9",
    "F1",
    "F2",
    "F8",
    "F9",
    "G1",
    "G2",
    "G8",
    "G9",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H9",
    "I1",
    "I2",
    "I3",
    "I4",
    "I5",
    "I6",
    "I7",
    "I8",
]


def test_the_list_is_complete():
    assert len(LEGAL) == len(set(LEGAL)) == 53


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(NUMBERS, 2)))
def test_every_pair_is_judged_as_in_the_standard(before, after):
    assert is_legal_step(before, after) == (f"{ROWS[before]}{NUMBERS[after]}" in LEGAL)


@pytest.mark.parametrize("state", NUMBERS)
def test_a_repeated_status_is_no_step(state):
    assert is_legal_step(state, state)
    assert state not in LEGAL_STEPS[state]


def test_words_outside_the_standard_are_not_judged():
    assert is_legal_step("Occupied", "Charging")
    assert is_legal_step("Charging", "Occupied")
    assert is_legal_step("", "Finishing")


def test_the_station_has_three_states():
    assert {"Available", "Unavailable", "Faulted"} == STATION_STATES


def test_a_connector_knows_its_place():
    assert Connector(None, 2).key == (None, 2)
    assert Connector(1, 2).key == (1, 2)
