"""No class of PySide6 is left to be made by a thread."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.ui.classes import MODULES, ClassMaking


def test_every_class_is_made_in_slices(qapp: QApplication) -> None:
    waiting = QEventLoop()
    making = ClassMaking()
    finished: list[bool] = []
    making.finished.connect(lambda: finished.append(True))
    making.finished.connect(waiting.quit)
    making.start()
    if not finished:
        waiting.exec()
    assert finished == [True]
    for module in MODULES:
        assert set(dir(module)) <= set(vars(module))
