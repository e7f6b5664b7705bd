"""The window as a person starts it, here without a display: demo, screenshots, an ordinary start."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.program import PATIENCE_S, ROOT

pytestmark = pytest.mark.journey

PAGES = ("connect", "live", "faults", "messages")


def environment(home: Path, **more: str) -> dict[str, str]:
    """A home of its own, so that no settings or visits of the user are touched."""
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    own |= {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    vault = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    return {**kept, **own, **vault, **more}


def kontaktor(*arguments: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=4 * PATIENCE_S,
        check=False,
    )


def is_picture(path: Path) -> bool:
    return path.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and path.stat().st_size > 10_000


def test_a_demo_without_a_display_says_so_tells_what_happens_and_writes_pictures(
    tmp_path: Path,
) -> None:
    pictures, visit = tmp_path / "pictures", tmp_path / "demo.kontaktor"
    done = kontaktor(
        *("demo", "--visit", str(visit), "--seconds", "8", "--screenshots", str(pictures)),
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout
    assert ": charge " in done.stdout
    assert "Traceback" not in done.stderr
    assert "a bug" not in done.stderr
    names = {f"demo-{page}-{language}.png" for page in PAGES for language in ("sv", "en")}
    assert {path.name for path in pictures.iterdir()} == names
    assert all(is_picture(path) for path in pictures.iterdir())
    with sqlite3.connect(visit) as db:
        (frames,) = db.execute("select count(*) from frames where direction = 'in'").fetchone()
    assert frames > 10


def test_one_picture_can_be_asked_for(tmp_path: Path) -> None:
    done = kontaktor(
        *("screenshots", str(tmp_path / "p"), "--page", "messages", "--language", "sv"),
        *("--theme", "dark", "--size", "1366x689"),
        home=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "p").iterdir()} == {
        "messages-empty-sv-dark-1366x689.png",
        "messages-deviation-sv-dark-1366x689.png",
    }


@pytest.mark.skipif(os.name == "nt", reason="there is always a display on Windows")
def test_without_a_display_the_window_points_to_the_terminal(tmp_path: Path) -> None:
    done = kontaktor(home=tmp_path, QT_QPA_PLATFORM="")
    assert done.returncode == 1
    assert "kontaktor watch" in done.stderr


def test_a_demo_that_is_interrupted_closes_everything(tmp_path: Path) -> None:
    visit = tmp_path / "demo.kontaktor"
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--visit", str(visit), "demo"],
        cwd=tmp_path,
        env=environment(tmp_path, PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    deadline = time.monotonic() + PATIENCE_S
    for line in process.stdout:
        if b": charge " in line:
            break
        assert time.monotonic() < deadline
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, rest
    assert b"Traceback" not in rest
    assert not visit.with_name(visit.name + "-wal").exists()


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    done = kontaktor("dance", home=tmp_path)
    assert done.returncode == 2
    assert "usage" in done.stderr
