"""A real visit, listening on the loopback interface, recording into a temporary file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.links.ocpp.credentials import Passwords
from app.links.ocpp.policy import CsmsPolicy
from app.secrets import MemoryVault
from app.visit.visit import Visit
from tests.visit.scripted import Told


class Site:
    """A visit with everything it told."""

    def __init__(self, path: Path) -> None:
        self.visit = Visit(path, Passwords(MemoryVault()), CsmsPolicy())
        self.told = Told()
        self.visit.events.connect(self.told)

    def url(self, path: str) -> str:
        assert self.visit.listening is not None
        return f"ws://127.0.0.1:{self.visit.listening.port}/{path}"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    made = Site(tmp_path / "visit.kontaktor")
    await made.visit.listen("127.0.0.1", 0)
    yield made
    await made.visit.close()
