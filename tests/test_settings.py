"""Settings survive damage, older and newer versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings import Settings, load, save


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.json"
    settings = Settings(language="sv", theme="dark", adapter="Ethernet 2", port=9400, geometry="x")
    save(settings, path)
    assert load(path) == settings
    assert not path.with_suffix(".new").exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"port": "9310", "language": 5}'])
def test_what_is_not_right_is_the_default(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load(path) == Settings()


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"future": [1, 2], "theme": "dark"}')
    settings = load(path)
    settings.theme = "light"
    save(settings, path)
    assert json.loads(path.read_text())["future"] == [1, 2]


@given(st.dictionaries(st.sampled_from(["language", "port", "theme"]), st.none() | st.integers()))
def test_any_values_load(tmp_path_factory: pytest.TempPathFactory, values: dict) -> None:
    path = tmp_path_factory.mktemp("s") / "settings.json"
    path.write_text(json.dumps(values))
    assert isinstance(load(path).port, int)
