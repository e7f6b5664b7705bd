"""Ground of everything that stands over the time axis: maps pixels to moments and takes the mouse.

Strips and lane share the same gutters, so one moment is one x on all of them. The wheel zooms
around the pointer (with Shift, or sideways on a touchpad, it moves through time), dragging moves,
the pointer carries the crosshair along; a click keeps it there when the pointer leaves.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.ui.live.timebase import Timebase

GUTTER = 46
READOUT = 128
_ZOOM_STEP = 0.8
_DRAG_PX = 4


class TimeSurface(QWidget):
    """A widget over the time axis."""

    def __init__(self, timebase: Timebase, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timebase = timebase
        self.setMouseTracking(True)
        self._pressed: QPoint | None = None
        self._dragged = False
        self._kept = False

    @property
    def plot_width(self) -> int:
        """Pixels between the gutters."""
        return max(self.width() - GUTTER - READOUT, 1)

    def x_of(self, at_s: float) -> float:
        """Pixel of a moment."""
        base = self.timebase
        return GUTTER + (at_s - base.start_s) / base.span_s * self.plot_width

    def moment_at(self, x: float) -> float:
        """Moment under a pixel."""
        base = self.timebase
        return base.start_s + (x - GUTTER) / self.plot_width * base.span_s

    def _over_plot(self, x: float) -> bool:
        return GUTTER <= x < self.width() - READOUT

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        sideways = turn.x() if turn.x() else 0
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not sideways:
            sideways = turn.y()
        if sideways and abs(sideways) >= abs(turn.y()) // 2:
            self.timebase.pan(-sideways / 120 * self.timebase.span_s / 10)
        elif turn.y():
            factor = _ZOOM_STEP ** (turn.y() / 120)
            following = self.timebase.follow
            self.timebase.zoom(factor, None if following else self.moment_at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._over_plot(event.position().x()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pressed = event.position().toPoint()
            self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._pressed is not None:
            step = x - self._pressed.x()
            if self._dragged or abs(step) >= _DRAG_PX:
                self._dragged = True
                self._pressed = event.position().toPoint()
                self.timebase.point(None)
                self.timebase.pan(-step / self.plot_width * self.timebase.span_s)
            return
        if self._over_plot(x):
            self.timebase.point(self.moment_at(x))
        elif not self._kept:
            self.timebase.point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and not self._dragged:
            self._kept = True
            self.timebase.point(self.moment_at(event.position().x()))
        self._pressed = None

    def leaveEvent(self, _event: QEvent) -> None:
        if not self._kept:
            self.timebase.point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """Arrow keys move the crosshair (Ctrl: by a tenth), Space pauses, plus and minus zoom."""
        base = self.timebase
        tenth = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = base.span_s / 10 if tenth else base.span_s / self.plot_width * 4
        match event.key():
            case Qt.Key.Key_Left:
                base.step(-step)
            case Qt.Key.Key_Right:
                base.step(step)
            case Qt.Key.Key_PageUp:
                base.pan(-base.span_s / 2)
            case Qt.Key.Key_PageDown:
                base.pan(base.span_s / 2)
            case Qt.Key.Key_Home:
                base.step(-base.reading_s)
            case Qt.Key.Key_End:
                base.set_follow(True)
            case Qt.Key.Key_Space:
                base.set_follow(not base.follow)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                base.zoom(_ZOOM_STEP)
            case Qt.Key.Key_Minus:
                base.zoom(1 / _ZOOM_STEP)
            case Qt.Key.Key_Escape if base.cursor_s is not None:
                base.point(None)
            case _:
                return False
        self._kept = base.cursor_s is not None
        return True
