"""`kontaktor simulate` as a program."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.simulator.command import run
from tests.simulator.csms import DEADLINE_S, Csms

RUN = "import sys; from app.simulator.command import run; sys.exit(run(sys.argv[1:]))"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "--url"),
        (["--url", "ws://h", "--ocpp", "2.0.1"], "not available in this version"),
        (["--url", "ws://h", "--ocpp", "2.1"], "not available in this version"),
        (["--url", "ws://h", "--ocpp", "1.5"], "not known"),
        (["--url", "http://h"], "ws://192.168.1.5:9310"),
        (["--url", "ws://h:99999"], "ort"),
        (["--url", "ws://h", "--connectors", "41"], "must be 1 to 40"),
        (["--url", "ws://h", "--speed", "fast"], "not a number"),
        (["--url", "ws://h", "--password-env", "NO_SUCH_VARIABLE"], "NO_SUCH_VARIABLE"),
        (["--url", "ws://h", "--id", ""], "id"),
    ],
)
def test_wrong_arguments_are_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert told in capsys.readouterr().err


def test_help_explains_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "[[step]]" in capsys.readouterr().out


def test_a_bad_script_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "story.toml"
    script.write_text('[[step]]\nat = 1\ndo = "dance"\n', encoding="utf-8")
    assert run(["--url", "ws://h", "--script", str(script)]) == 2
    assert "step 1 (line 1), key 'do'" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process there")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
async def test_it_runs_says_what_it_does_and_ends_with_a_signal(
    csms: Csms, how: signal.Signals
) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        RUN,
        *("--url", csms.url, "--ocpp", "1.6", "--speed", "20", "--password-env", "SIM_PW"),
        env=os.environ | {"SIM_PW": "hemligt-ord-42"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    await csms.hears_status(1, "Charging")
    process.send_signal(how)
    async with asyncio.timeout(DEADLINE_S):
        out, err = await process.communicate()
    assert process.returncode == 0
    assert b"connector 1: Charging" in out
    assert err == b""
    assert b"hemligt" not in out
    assert csms.requests[0][1] is not None


def test_it_imports_nothing_of_the_engine() -> None:
    code = (
        "import sys, app.simulator.command; "
        "print([m for m in sys.modules if m.startswith('app.') and not m.startswith('app.simulator')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
