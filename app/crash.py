"""Our bugs: an exception that nobody expected is logged whole and told, and the program goes on.

The world's faults never come here; they are events with advice.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

_log = logging.getLogger("app.crash")


def install(tell: Callable[[str], None]) -> None:
    """Send uncaught exceptions of the main thread and of other threads to the log and to ``tell``."""

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("uncaught exception", exc_info=(kind, error, trace))
        tell(f"{kind.__name__}: {error}")

    def report_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            report(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = report
    threading.excepthook = report_thread


def watch_loop(loop: asyncio.AbstractEventLoop, tell: Callable[[str], None]) -> None:
    """The same for callbacks and forgotten tasks of an event loop."""

    def report(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        _log.error("event loop: %s", context.get("message"), exc_info=error)
        tell(f"{type(error).__name__}: {error}" if error else str(context.get("message")))

    loop.set_exception_handler(report)
