"""Named, referenced tasks whose failure is reported at once.

asyncio keeps only weak references to tasks and tells of a failed one when it is collected, if ever.
A ``Tasks`` group keeps them, gives failures to one place, and cancels what is left with a deadline.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window makes a group before asyncio has been read from disk
    import asyncio

_log = logging.getLogger(__name__)


def _log_failure(name: str, error: BaseException) -> None:
    _log.error("task %s failed", name, exc_info=error)


class Tasks:
    """The running tasks of one owner."""

    def __init__(self, on_failure: Callable[[str, BaseException], None] = _log_failure) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._on_failure = on_failure

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run a coroutine as a task; an exception it raises is reported, not lost."""
        import asyncio

        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_failure(task.get_name(), error)

    async def cancel(self, deadline_s: float = 1.0) -> None:
        """Cancel all tasks and wait for them, at most ``deadline_s`` seconds."""
        import asyncio

        current = asyncio.current_task()
        tasks = [task for task in self._tasks if task is not current]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=deadline_s)
