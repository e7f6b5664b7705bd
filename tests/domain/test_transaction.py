"""The energy of a charge."""

import pytest

from app.domain.transaction import NO_TRANSACTION, Transaction


@pytest.mark.parametrize(
    ("start", "stop", "energy"),
    [
        (100.0, 350.0, 250.0),
        (0.0, 0.0, 0.0),
        (None, 350.0, None),
        (100.0, None, None),
        (9.0, 1.0, None),
    ],
)
def test_energy_is_known_only_when_both_readings_make_sense(start, stop, energy):
    charge = Transaction(1, 1, meter_start_wh=start, meter_stop_wh=stop)
    assert charge.energy_wh == energy


def test_the_largest_number_means_none():
    assert 9223372036854775807 in NO_TRANSACTION
