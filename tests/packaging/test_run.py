"""The set-up script: what it says when something is missing, and that the lock file fits."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "packaging" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_arguments_it_says_what_it_can_do(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main([]) == 2
    assert "run.py demo" in capsys.readouterr().out


def test_where_it_may_not_install_it_prints_the_exact_line(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(script.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as stopped:
        script.install_packages(["libegl1", "libgl1"])
    assert "sudo apt-get install -y --no-install-recommends libegl1 libgl1" in str(stopped.value)


def test_where_there_is_no_apt_it_names_the_libraries(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="libegl1"):
        script.install_packages(["libegl1"])


def test_an_unsuitable_python_is_told_which_one_is_needed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert script.suitable_python() == sys.executable
    monkeypatch.setattr(script, "OLDEST", (4, 0))
    monkeypatch.setattr(script, "NEWEST", (4, 0))
    with pytest.raises(SystemExit, match="is needed"):
        script.suitable_python()


def test_every_dependency_is_locked_with_hashes_and_without_a_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    locked = {line.split("==")[0].lower() for line in lock.splitlines() if "==" in line}
    for requirement in wanted:
        name = requirement.split(";")[0]
        for sign in "<>=!":
            name = name.split(sign)[0]
        assert name.strip().lower() in locked
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "pyside6-essentials==6.12.0 ; python_full_version < '3.12'" not in lock
