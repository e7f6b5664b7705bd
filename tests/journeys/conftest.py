"""A running program for each journey."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.program import Program


@pytest.fixture
def visit_file(tmp_path: Path) -> Path:
    return tmp_path / "visit.kontaktor"


@pytest.fixture
def start(visit_file: Path) -> Iterator[Callable[..., Program]]:
    """Starts programs and ends them; a program that wrote to standard error fails the test."""
    programs: list[Program] = []

    def begin(*arguments: str, env: dict[str, str] | None = None) -> Program:
        program = Program(
            "--ocpp", "127.0.0.1:0", "--visit", str(visit_file), "--frames", *arguments, env=env
        )
        programs.append(program)
        return program

    yield begin
    for program in programs:
        if program.process.poll() is None:
            assert program.stop() == 0, program.errors
        program.ended()
        assert program.errors == b""


@pytest.fixture
def program(start: Callable[..., Program]) -> Program:
    return start()
