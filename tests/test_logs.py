"""The program's own log: masked, tracebacks included, and never a reason not to start."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import crash, logs
from app.desktop import Mask
from app.domain.redaction import mask_text


@pytest.fixture(autouse=True)
def clean_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    hooks = sys.excepthook, threading.excepthook
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks


def test_secrets_do_not_reach_the_log_not_even_in_tracebacks(tmp_path: Path) -> None:
    secret = "Sup3rS3cret!"
    logs.start(tmp_path, lambda text: mask_text(text, {secret}))
    try:
        raise ValueError(f"cannot use {secret} at ftp://kontaktor:Ab12Cd34@10.0.0.1/")
    except ValueError:
        logging.getLogger("app.x").exception("failed with %s", secret)
    text = (tmp_path / "kontaktor.log").read_text(encoding="utf-8")
    assert "ValueError" in text
    assert secret not in text
    assert "Ab12Cd34" not in text


def test_the_window_masks_the_secrets_of_its_visit_from_the_moment_there_is_one() -> None:
    mask = Mask()
    assert mask("it said hush-hush, ftp://k:Ab12Cd34@10.0.0.1/") == "it said hush-hush, " + (
        "ftp://k:•••@10.0.0.1/"
    )
    of_the_visit: set[str] = set()
    mask.secrets = of_the_visit
    of_the_visit.add("hush-hush")
    assert mask("it said hush-hush") == "it said •••"


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    logs.start(tmp_path / "file" / "logs", mask_text)


def test_the_terminal_gets_warnings_masked(capsys: pytest.CaptureFixture[str]) -> None:
    logs.start_terminal(lambda text: mask_text(text, {"hush-hush"}))
    logging.getLogger("app.x").warning("it said hush-hush")
    logging.getLogger("app.x").info("nothing to see")
    shown = capsys.readouterr().err
    assert "it said •••" in shown
    assert "nothing" not in shown


def test_uncaught_exceptions_are_logged_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    logs.start(tmp_path, mask_text)
    crash.install(told.append)
    sys.excepthook(ValueError, ValueError("main"), None)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    assert told == ["ValueError: main", "ZeroDivisionError: division by zero"]
    assert "ZeroDivisionError" in (tmp_path / "kontaktor.log").read_text(encoding="utf-8")


async def test_failures_of_the_loop_are_logged_and_told(tmp_path: Path) -> None:
    told: list[str] = []
    logs.start(tmp_path, mask_text)
    loop = asyncio.get_running_loop()
    crash.watch_loop(loop, told.append)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert told == ["ZeroDivisionError: division by zero"]
    loop.set_exception_handler(None)
