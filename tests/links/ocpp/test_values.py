"""Single values: total on anything, and never a zero where nothing is known."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.links.ocpp import measurands, values

anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.text(st.characters(categories=["Cs", "Cc"])),
        st.sampled_from(["1e999", "nan", "-inf", "1_0", "٣", "0x10", "null", " 5,2 V ", "1.2.3"]),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ("230.1", 230.1),
        ("  5.2", 5.2),
        ("230,5", 230.5),
        ("230,5 ", 230.5),
        (",5", 0.5),
        ("-16,25", -16.25),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1e3", 1000.0),
        ("230.5 V", 230.5),
        ("16A", 16.0),
        ("55 %", 55.0),
        (604.213, 604.213),
        (0, 0.0),
        ("0", 0.0),
    ],
)
def test_numbers_in_the_forms_that_are_seen(sent, value):
    assert values.number(sent) == value


@pytest.mark.parametrize(
    "sent",
    [
        "",
        " ",
        "abc",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1e999",
        "1.2.3",
        "1,2,3",
        "--5",
        None,
        True,
        [],
        {},
        ["5"],
        10**400,
        float("inf"),
        "9" * 65,
        "V",
    ],
)
def test_what_is_no_number_is_unknown_and_not_zero(sent):
    assert values.number(sent) is None


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        (7, 7),
        (7.0, 7),
        ("7", 7),
        (" 7 ", 7),
        ("7.0", 7),
        ("-1", -1),
        (2**63 - 1, 2**63 - 1),
        (7.5, None),
        (True, None),
        (None, None),
        ("x", None),
        (2**63, None),
        ([], None),
        (float("nan"), None),
        (float("inf"), None),
        ("9" * 5000, None),
        ("1e30", None),
    ],
)
def test_whole_numbers(sent, value):
    assert values.whole(sent) == value


@pytest.mark.parametrize(
    "sent", [None, "", " ", "null", "NULL", "0x0000", "0X00", "0", "000", "none", "None", "0" * 32]
)
def test_words_for_nothing_are_hidden(sent):
    assert values.optional(sent) is None


@pytest.mark.parametrize("sent", ["00001000000000000000000000000000", "0x0001", "E0", "10", "ok"])
def test_vendor_bits_and_codes_are_kept(sent):
    assert values.optional(sent) == sent


def test_texts_are_bounded_and_clean():
    assert values.text("x" * 10_000) == "x" * values.LONGEST_TEXT
    assert values.text("ok\x00\x00") == "ok"
    assert values.text("a\nb\tc") == "a\nb\tc"
    assert values.text("half \ud83d pair") == "half ? pair"
    assert values.text({"a": [1, None]}) == '{"a": [1, null]}'
    assert values.text(5) == "5"
    assert values.text(None) == ""
    assert values.text({1, 2}).startswith('"{')  # no JSON type, told as text
    assert values.text(10**5000) == ""
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    assert values.text(deep) == ""


def test_names_are_trimmed_of_blanks_and_quotes():
    assert values.name(" 'Power.Active.Import' ") == "Power.Active.Import"
    assert len(values.name("x" * 500)) == values.LONGEST_NAME


@given(anything)
def test_reading_a_value_never_raises_and_its_result_is_usable(sent):
    number = values.number(sent)
    assert number is None or math.isfinite(number)
    whole = values.whole(sent)
    assert whole is None or isinstance(whole, int)
    for text in (values.text(sent), values.name(sent), values.optional(sent) or ""):
        assert len(text) <= values.LONGEST_TEXT
        json.dumps(text).encode()
        text.encode("utf-8")
    values.unit_behind(sent)


@pytest.mark.parametrize(
    ("written", "base", "sent", "value"),
    [
        ("kW", "W", 3.5, 3500.0),
        ("KW", "W", 3.5, 3500.0),
        ("kw", "W", 16.1, 16100.0),
        ("MW", "W", 0.001, 1000.0),
        ("mW", "W", 1500.0, 1.5),
        ("kWh", "Wh", 1.1, 1100.0),
        ("MWH", "Wh", 1.0, 1e6),
        ("kvar", "var", 1.0, 1000.0),
        ("kvarh", "varh", 1.0, 1000.0),
        ("kVA", "VA", 1.0, 1000.0),
        ("mA", "A", 15600.0, 15.6),
        ("mV", "V", 230000.0, 230.0),
        ("V", "V", 230.5, 230.5),
        ("Celcius", "Celsius", 35.0, 35.0),
        ("Celsius", "Celsius", 35.0, 35.0),
        ("C", "Celsius", 35.0, 35.0),
        ("°C", "Celsius", 35.0, 35.0),
        ("K", "Celsius", 273.15, 0.0),
        ("Fahrenheit", "Celsius", 212.0, 100.0),
        ("F", "Celsius", 32.0, 0.0),
        ("Hz", "Hz", 49.97, 49.97),
        ("Hertz", "Hz", 50.0, 50.0),
        ("%", "Percent", 55.0, 55.0),
        ("percent", "Percent", 55.0, 55.0),
    ],
)
def test_units_become_base_units(written, base, sent, value):
    unit = measurands.unit(written)
    assert unit is not None
    assert unit.base == base
    assert unit.convert(sent) == pytest.approx(value, abs=1e-9)
    assert not unit.plain or unit.convert(sent) == sent


def test_a_value_that_overflows_in_its_base_unit_is_unknown():
    unit = measurands.unit("kW")
    assert unit is not None
    assert unit.convert(1.7e308) is None


@pytest.mark.parametrize("written", ["", "foo", "mw", "dBm"])
def test_an_unknown_unit_is_not_guessed(written):
    assert measurands.unit(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Voltage", ("Voltage", "")),
        ("soc", ("SoC", "")),
        ("power.active.import", ("Power.Active.Import", "")),
        ("Voltage.L1-N", ("Voltage", "L1-N")),
        ("Current.Import.L2", ("Current.Import", "L2")),
        ("Request.Energy", ("Request.Energy", "")),
        ("Request.Energy.L1", ("Request.Energy.L1", "")),
        ("", ("", "")),
    ],
)
def test_measurands_in_the_standards_spelling(written, meant):
    assert measurands.measurand(written) == meant


def test_phases_locations_and_contexts_have_their_defaults_and_keep_other_words():
    assert [measurands.phase(p) for p in ("L1", "l1-n", "L1N", "N", "", "null", "L4")] == [
        *("L1", "L1-N", "L1-N", "N", None, None, "L4")
    ]
    assert [measurands.location(w) for w in ("", "outlet", "EV", "Roof")] == [
        *("Outlet", "Outlet", "EV", "Roof")
    ]
    assert [measurands.context(c) for c in ("", "sample.clock", "CurrentMax")] == [
        *("Sample.Periodic", "Sample.Clock", "CurrentMax")
    ]
