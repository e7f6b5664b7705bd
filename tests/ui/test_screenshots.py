"""Pictures are taken of every page and state asked for, and are not empty."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from app.ui.language import Language
from app.ui.screenshots import PICTURES, take
from app.ui.theme.theme import Theme
from app.ui.tick import Tick


async def test_one_file_a_page_state_language_theme_and_size(
    tmp_path: Path, theme: Theme, tick: Tick, language: Language
) -> None:
    files = await take(
        tmp_path,
        theme,
        tick,
        language,
        pages=["faults"],
        languages=["sv"],
        themes=["light", "dark"],
        sizes=[QSize(1366, 689)],
    )
    states = [picture.state for picture in PICTURES if picture.page == "faults"]
    assert [file.name for file in files] == [
        f"faults-{state}-sv-{name}-1366x689.png" for state in states for name in ("light", "dark")
    ]
    for file in files:
        image = QImage(str(file))
        assert image.size() == QSize(1366, 689)
        colors = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 689, 7)}
        assert len(colors) > 10
