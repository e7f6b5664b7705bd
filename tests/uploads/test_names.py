"""Whatever a charger calls its file, the stored name is legal everywhere and unique."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.uploads.names import (
    LONGEST_NAME,
    LONGEST_NAME_BYTES,
    original_of_path,
    sanitised,
    stored_name,
)

MOMENT = datetime(2024, 2, 7, 16, 51, 50, tzinfo=UTC)
DEVICES = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))}

hostile = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(["..", "/", "\\", "CON", "nul", ".", " ", "a", ":", "%2e", "\x00", "\u202e",
                         "å", "😀", ".log", "\ud800", "COM1", "x" * 100, "tar.gz"]),
        max_size=12,
    ).map("".join),
)  # fmt: skip


def assert_legal(name):
    assert 0 < len(name) <= LONGEST_NAME
    assert len(name.encode()) <= LONGEST_NAME_BYTES
    assert not set(name) & set('<>:"/\\|?*')
    assert all(character.isprintable() for character in name)
    assert name == name.strip(" ")
    assert not name.endswith(".")
    assert name.split(".")[0].rstrip().casefold() not in DEVICES
    assert name not in (".", "..")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charger=hostile, names=st.lists(hostile, min_size=1, max_size=5))
def test_any_name_becomes_a_legal_unique_one(charger, names):
    taken: set[str] = set()
    for original in names * 2:
        assert_legal(sanitised(original))
        name = stored_name(charger, MOMENT, original, taken)
        assert_legal(name)
        assert "_20240207T165150Z_" in name
        assert name.casefold() not in taken
        taken.add(name.casefold())


@pytest.mark.parametrize(
    ("original", "clean"),
    [
        (
            "diagnostics-2024-02-07T16:51:50.808ZblrG7o",
            "diagnostics-2024-02-07T16_51_50.808ZblrG7o",
        ),
        ("../../etc/passwd", "passwd"),
        ("C:\\logs\\a.log", "a.log"),
        ("/var/log/dir/", "dir"),
        ("nul.txt", "_nul.txt"),
        ("COM¹", "_COM¹"),
        ("..", "diagnostics"),
        ("", "diagnostics"),
        ("a.log. . ", "a.log"),
        ("evil\u202egol.exe", "evil_gol.exe"),
        ("a\r\nb", "a__b"),
        ("100%25.log", "100%25.log"),
    ],
)
def test_known_names(original, clean):
    assert sanitised(original) == clean


def test_a_second_file_of_a_name_gets_a_number_before_its_extension():
    taken = {"cp1_20240207t165150z_a.log", "cp1_20240207t165150z_a-2.log"}
    assert stored_name("CP1", MOMENT, "A.log", list(taken)) == "CP1_20240207T165150Z_A-3.log"
    taken = {"cp1_20240207t165150z_a"}
    assert stored_name("CP1", MOMENT, "A", taken) == "CP1_20240207T165150Z_A-2"


def test_long_names_keep_their_extension():
    assert sanitised("x" * 500 + ".tar.gz").endswith(".gz")
    assert len(sanitised("x" * 500 + ".tar.gz")) == LONGEST_NAME
    assert stored_name("c" * 300, MOMENT, "å" * 500 + ".zip", ()).endswith(".zip")


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/", ""),
        ("/a/b%2520c.log", "b%20c.log"),
        ("/x?y=/z", "x"),
        ("/%2e%2e%2f%ff", "../\ufffd"),
        ("/dir/", ""),
    ],
)
def test_names_in_request_targets_are_decoded_once(target, name):
    assert original_of_path(target) == name
