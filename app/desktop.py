"""The window's start-up story, part of the composition root.

First the window, then the engine: the window is shown and painted on Qt's own loop, before even
asyncio has been read from disk. Then the window's thread makes Qt's classes, and from there on one
other thread at a time reads modules, in the order in which they are needed: asyncio and the Connect
page, the engine, the Live page. The visit is opened as soon as the engine is there, the listener with
it, and the window sees both. One coroutine owns the lifetime. Closing stops the parts in order, each
with a deadline.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import sys
import time
from collections.abc import Callable, Collection, Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEventLoop, QSize, QThread
from PySide6.QtWidgets import QApplication, QScrollArea

from app import crash, lean, logs, paths, settings
from app.domain.anchor import TimeAnchor
from app.tasks import Tasks
from app.ui.classes import ClassMaking
from app.ui.language import LANGUAGES, Language, system_language
from app.ui.opening import OpeningVisit
from app.ui.theme import style
from app.ui.theme.theme import CHOICES, Theme
from app.ui.tick import Tick
from app.ui.window import Window

if TYPE_CHECKING:
    import asyncio

    from app.links.ocpp.adapters import Adapter
    from app.visit.visit import Visit

_log = logging.getLogger(__name__)

DEMO_ID = "DEMO-0042"
DEMO_S = 40.0
"""How long a demo without a display runs: long enough for a charge, a pause and a fault to be seen."""

DEMO_SPEED = 3.0

FIRST = ("asyncio", "qasync", "app.ui.connect.page")
ENGINE = ("app.visit.visit", "app.links.ocpp.adapters", "app.cli.terminal", "segno")
LIVE = ("app.ui.live.page", "app.ui.actions.panel")
"""What is read from disk after the first paint, in this order."""

PAINT_S = 0.05
"""Left to the window for painting before the next reading competes with it: three screen frames."""


def parser() -> argparse.ArgumentParser:
    """The command line of everything that has a window."""
    made = argparse.ArgumentParser(prog="kontaktor", description="Service tool for chargers.")
    made.set_defaults(visit=None, language=None, theme=None)
    both = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for one in (made, both):
        one.add_argument("--visit", metavar="FILE", type=Path, help="visit file to record into")
        one.add_argument("--language", choices=tuple(LANGUAGES), help="default: the system's")
        one.add_argument("--theme", choices=CHOICES, help="default: the system's")
    what = made.add_subparsers(dest="what", metavar="[demo | screenshots]")
    demo = what.add_parser("demo", parents=[both], help="with a simulated charger connected")
    demo.add_argument(
        "--seconds",
        type=float,
        help=f"end by itself after this time (without a display: {DEMO_S:g})",
    )
    demo.add_argument(
        "--screenshots",
        metavar="DIR",
        type=Path,
        help="write pictures of the pages at the end (without a display: screenshots)",
    )
    pictures = what.add_parser("screenshots", help="pictures of every page and state")
    pictures.add_argument("directory", metavar="DIR", type=Path)
    pictures.add_argument("--language", dest="only_language", choices=tuple(LANGUAGES))
    pictures.add_argument("--theme", dest="only_theme", choices=("light", "dark", "sunlight"))
    pictures.add_argument("--size", metavar="WxH", type=_size)
    pictures.add_argument("--page", choices=("connect", "live", "faults", "messages"))
    return made


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not WxH")
    return QSize(int(width), int(height))


def run(argv: list[str]) -> int:
    """Run the window, the demo or the screenshots; returns the exit code."""
    arguments = parser().parse_args(argv)
    headless = arguments.what == "screenshots" or not has_display()
    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if headless and arguments.what != "screenshots":
        if arguments.what is None:
            print("kontaktor: there is no display; try kontaktor watch", file=sys.stderr)
            return 1
        arguments.seconds = arguments.seconds or DEMO_S
        arguments.screenshots = arguments.screenshots or Path("screenshots")
        print("There is no display: the demo runs offscreen and tells what happens.", flush=True)
        print(
            f"It ends after {arguments.seconds:g} s with pictures in {arguments.screenshots}.",
            flush=True,
        )
    mask = Mask()
    logs.start(paths.logs(), mask)
    crash.install(mask.tell_crash)
    application = QApplication([sys.argv[0], *style.ARGUMENTS])
    application.setApplicationName("Kontaktor")
    application.setApplicationDisplayName("Kontaktor")
    application.setQuitOnLastWindowClosed(False)
    if arguments.what == "screenshots":
        lean.settle()
        return _run_on_loop(application, lambda: _screenshots(arguments), mask)
    desktop = _Desktop(arguments, headless, mask)
    desktop.show()
    return _run_on_loop(application, desktop.run, mask)


def _run_on_loop(
    application: QApplication, work: Callable[[], Coroutine[Any, Any, int]], mask: Mask
) -> int:
    """Run a coroutine to its end on an asyncio loop that is Qt's loop."""
    import asyncio

    import qasync

    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    crash.watch_loop(loop, mask.tell_crash)
    with loop:
        code: int = loop.run_until_complete(work())
        return code


def _read(modules: Sequence[str]) -> None:
    """Import modules; called by a thread, so that the window goes on meanwhile."""
    for name in modules:
        importlib.import_module(name)


class _FirstReading(QThread):
    """Reads what ``_Desktop.run`` needs at once. QThread, since there is no asyncio to wait with."""

    def run(self) -> None:
        _read(FIRST)


class Mask:
    """Hides secrets in what the program writes for itself, in its log and in the terminal.

    secrets: literal ones, the visit's own collection once there is a visit; until then only what looks
    like a secret is masked. Any thread may call; the collection may grow meanwhile.
    """

    def __init__(self) -> None:
        self.secrets: Collection[str] = ()

    def __call__(self, text: str) -> str:
        from app.domain.redaction import mask_text

        return mask_text(text, tuple(self.secrets))

    def tell_crash(self, text: str) -> None:
        """Say on standard error that there is a bug."""
        print(f"kontaktor: a bug: {self(text)} (see {paths.logs()})", file=sys.stderr)


def has_display() -> bool:
    """Whether a window could be seen by somebody."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def _screenshots(arguments: argparse.Namespace) -> int:
    from app.ui import screenshots

    language, theme, tick = Language(), Theme(), Tick()
    files = await screenshots.take(
        arguments.directory,
        theme,
        tick,
        language,
        pages=[arguments.page] if arguments.page else (),
        languages=[arguments.only_language] if arguments.only_language else tuple(LANGUAGES),
        themes=[arguments.only_theme] if arguments.only_theme else screenshots.THEMES,
        sizes=[arguments.size] if arguments.size else screenshots.SIZES,
    )
    print(f"{len(files)} pictures in {arguments.directory}")
    return 0


class _Desktop:
    """The window with what it stands on."""

    def __init__(self, arguments: argparse.Namespace, headless: bool, mask: Mask) -> None:
        self._arguments = arguments
        self._headless = headless
        self._mask = mask
        self._settings = settings.load(paths.settings_file())
        self._leaving = False
        self._stop: asyncio.Event | None = None
        self._tasks = Tasks()
        self._simulation: asyncio.Task[None] | None = None
        self._visit: Visit | None = None
        self._opening = OpeningVisit(
            TimeAnchor(time.time_ns(), time.monotonic_ns()), time.monotonic_ns
        )
        self._tick = Tick()
        self._language = Language()
        self._language.set(arguments.language or self._settings.language or system_language())
        self._theme = Theme()
        self._theme.set(arguments.theme or self._settings.theme)
        self._window = Window(
            self._opening,
            self._theme,
            self._tick,
            self._language,
            self._adapters,
            self._simulate,
        )
        self._window.closing.connect(self._leave)

    def show(self) -> None:
        """Show the window; returns when it is painted and there is an asyncio to go on with."""
        waiting = QEventLoop()
        making = ClassMaking()
        reading = _FirstReading()
        self._window.shown_first.connect(making.start)
        making.finished.connect(reading.start)
        reading.finished.connect(waiting.quit)
        self._restore_geometry()
        self._window.show()
        waiting.exec()
        reading.wait()

    def _leave(self) -> None:
        self._leaving = True
        if self._stop is not None:
            self._stop.set()

    async def run(self) -> int:
        """From the first paint to the last deadline; returns the exit code."""
        import asyncio

        self._stop = asyncio.Event()
        if self._leaving:
            self._stop.set()
        QScrollArea().viewport()  # the first one makes PySide6 look at all kinds of widgets: 8 ms
        await asyncio.sleep(0)  # a slice of its own, so that the window stays alive between the two
        self._window.fill()
        try:
            return await self._work(self._stop)
        finally:
            await self._close()

    async def _work(self, stop: asyncio.Event) -> int:
        import asyncio

        await asyncio.sleep(PAINT_S)
        await asyncio.to_thread(_read, ENGINE)
        from app.cli.terminal import on_stop_signals
        from app.domain.errors import WorldError

        on_stop_signals(asyncio.get_running_loop(), stop.set)
        try:
            self._visit = await self._open_visit()
        except (WorldError, OSError) as error:
            from app.words.world import told

            print(f"kontaktor: {told(error)}", file=sys.stderr)
            return 1
        self._mask.secrets = self._visit.secrets
        if self._headless:
            self._print_events(self._visit)
        self._opening.opened(self._visit)
        demo = self._arguments.what == "demo"
        host = "127.0.0.1" if demo else self._default_host()
        try:
            await self._visit.listen(host, self._settings.port)
        except WorldError as error:
            _log.warning("cannot listen on %s: %s", host, error)
        self._tasks.start(self._build_live(), "build Live")
        if demo:
            self._simulate()
            self._window.show_page("live")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(getattr(self._arguments, "seconds", None)):
                await stop.wait()
        if demo and self._arguments.screenshots is not None:
            await self._photograph(self._arguments.screenshots)
        return 0

    async def _build_live(self) -> None:
        """pyqtgraph and numpy take half a second to read. Live collects its history from then on."""
        import asyncio

        await asyncio.sleep(PAINT_S)
        await asyncio.to_thread(_read, LIVE)
        self._window.built("live")
        lean.settle()

    async def _open_visit(self) -> Visit:
        from app.links.ocpp.credentials import Passwords
        from app.links.ocpp.policy import CsmsPolicy
        from app.visit.naming import new_visit_path
        from app.visit.visit import Visit

        path = self._arguments.visit or new_visit_path(paths.visits(), datetime.now())
        passwords = Passwords()
        passwords.preload()
        return await Visit.opened(path, passwords, CsmsPolicy(), self._opening.anchor)

    async def _close(self) -> None:
        await self._window.finish()
        await self._tasks.cancel()
        if self._visit is not None:
            import asyncio

            await self._visit.close()
            await asyncio.to_thread(self._visit.passwords.close)
        self._save_settings()
        self._window.may_close = True
        self._window.close()
        self._window.unhook()

    # --- what the window asks for --------------------------------------------------------------

    def _adapters(self) -> Sequence[Adapter]:
        """The network adapters; none before the module that knows them has been read."""
        module = sys.modules.get("app.links.ocpp.adapters")
        found: Sequence[Adapter] = () if module is None else module.adapters()
        return found

    def _default_host(self) -> str:
        """The adapter chosen last; else a cable, then Wi-Fi, that has an address; else loopback."""
        rows = [row for row in self._adapters() if row.up]
        for row in rows:
            if row.name == self._settings.adapter:
                return row.address
        for kind in ("cable", "wifi", "other"):
            for row in rows:
                if row.kind == kind and not row.self_assigned:
                    return row.address
        return "127.0.0.1"

    def _simulate(self) -> None:
        """Start a simulated charger on the address that is listened on; a second call does nothing."""
        if self._simulation is None or self._simulation.done():
            self._simulation = self._tasks.start(self._run_simulation(), "simulated charger")

    async def _run_simulation(self) -> None:
        import asyncio

        await asyncio.to_thread(importlib.import_module, "app.simulator.charger")
        from app.simulator.charger import SimulatedCharger
        from app.simulator.options import SimulatorOptions

        listening = self._opening.listening
        if listening is None:
            return
        options = SimulatorOptions(
            charger_id=DEMO_ID, speed=DEMO_SPEED if self._headless else 1.0, log=lambda line: None
        )
        await SimulatedCharger(f"ws://{listening.host}:{listening.port}/", options).run()

    # --- a demo that nobody sees ------------------------------------------------------------------

    def _print_events(self, visit: Visit) -> None:
        from app.cli.readable import readable_line
        from app.domain.events import Event, MetersSampled

        def show(event: Event) -> None:
            line = readable_line(event, visit.anchor)
            if line and not isinstance(event, MetersSampled):  # the pictures show them better
                print(self._mask(line), flush=True)

        visit.events.connect(show)

    async def _photograph(self, directory: Path) -> None:
        """Pictures of every page as it is now, in each language."""
        import asyncio

        await asyncio.to_thread(directory.mkdir, parents=True, exist_ok=True)
        self._window.resize(1366, 689)
        for code in LANGUAGES:
            self._language.set(code)
            for page in ("connect", "live", "faults", "messages"):
                self._window.show_page(page)
                await asyncio.sleep(0.1)
                self._tick.flush()
                file = directory / f"demo-{page}-{code}.png"
                self._window.grab().save(str(file))
                print(f"picture: {file}", flush=True)

    # --- settings ---------------------------------------------------------------------------------

    def _restore_geometry(self) -> None:
        if self._settings.geometry:
            self._window.restoreGeometry(
                QByteArray.fromBase64(self._settings.geometry.encode("ascii", "ignore"))
            )
        elif self._headless:
            self._window.resize(1366, 689)
        else:
            self._window.resize(self._window.screen().availableSize())  # where nobody maximises
            self._window.setWindowState(self._window.windowState().WindowMaximized)

    def _save_settings(self) -> None:
        if self._headless:
            return
        if not self._arguments.language:
            self._settings.language = self._language.code
        if not self._arguments.theme:
            self._settings.theme = self._theme.choice
        listening = self._opening.listening
        if listening is not None and self._arguments.what != "demo":
            for row in self._adapters():
                if row.address == listening.host:
                    self._settings.adapter = row.name
        geometry = self._window.saveGeometry().toBase64().data()
        self._settings.geometry = bytes(geometry).decode("ascii")
        try:
            settings.save(self._settings, paths.settings_file())
        except OSError as error:
            _log.warning("settings could not be saved: %s", error)
