"""The program's window with a probe in it; see ``program``."""

from __future__ import annotations

from app.ui.window import Window
from tests.benchmarks.windows.probe import AfterPaint, Probe, tell


class Watched(Window):
    """The window with a probe."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]  # whatever the program hands over
        self.probe = Probe(self, self._complete)
        self.probe.on("page", self._show)
        self.probe.on("state", self._state)
        self.probe.on("tiles", self._watch_tiles)
        self.probe.on("quit", self._quit)
        self._painted: list[dict[str, object]] = []
        self._after_tiles = AfterPaint(self._tell_tiles)

    def _complete(self) -> bool:
        return self._visit.listening is not None and "live" in self._built

    def _quit(self, _rest: str) -> None:
        self.close()

    def _show(self, name: str) -> None:
        self.show_page(name)
        tell("page")

    def _state(self, _rest: str) -> None:
        listening = self._visit.listening
        tell(
            "state",
            host=listening.host if listening is not None else "",
            port=listening.port if listening is not None else 0,
            visit=str(self._visit.path),
            recording=self._visit.recording,
            connected=sum(c.connected for c in self._visit.chargers.values()),
            pairs=self.log.total,
        )

    def _watch_tiles(self, _rest: str) -> None:
        """From now on tell what every tile shows once it has been painted."""
        from PySide6.QtGui import QPaintEvent

        from app.ui.live.tiles import Tile

        paint = Tile.paintEvent

        def paint_and_note(tile: Tile, event: QPaintEvent) -> None:
            paint(tile, event)
            if tile._content is not None:
                facts = tile._content[0]
                self._painted.append(
                    {"connector": facts.connector[1], "status": facts.status, "w": facts.power_w}
                )
                self._after_tiles.ask()

        setattr(Tile, "paintEvent", paint_and_note)  # noqa: B010  # a method of another's class
        tell("tiles")

    def _tell_tiles(self) -> None:
        tell("painted", tiles=self._painted)
        self._painted = []
