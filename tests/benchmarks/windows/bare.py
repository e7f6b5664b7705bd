"""The baseline: a PySide6 window with nothing in it, of the size of the program's."""

from __future__ import annotations

import sys

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.windows.probe import Probe


class Bare(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(1366, 689)


application = QApplication(sys.argv)
window = Bare()
probe = Probe(window, lambda: True)
probe.on("quit", lambda _rest: application.quit())
window.setWindowState(window.windowState().WindowMaximized)
window.show()
sys.exit(application.exec())
