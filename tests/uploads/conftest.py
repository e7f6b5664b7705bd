"""A bench for every upload test; it must close in under a second, whatever the test left behind."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest

from tests.uploads.shelf import Bench


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    bench = Bench()
    yield bench
    begun = time.monotonic()
    await bench.desk.close()
    assert time.monotonic() - begun < 1.0
    assert not bench.desk.receiving
