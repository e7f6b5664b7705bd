"""Kontaktor's engine as it runs in a visit: recording, findings and state on; nothing printed."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from app.links.ocpp.credentials import Passwords
from app.links.ocpp.policy import CsmsPolicy
from app.secrets import MemoryVault
from app.visit.visit import Visit


async def serve() -> None:
    with tempfile.TemporaryDirectory() as folder:
        visit = Visit(Path(folder) / "bench.kontaktor", Passwords(MemoryVault()), CsmsPolicy())
        opened = await visit.listen("127.0.0.1", 0)
        print(opened.port, flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await visit.close()


asyncio.run(serve())
