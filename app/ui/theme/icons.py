"""Tabler outline icons, drawn in a token's colour.

The files keep ``currentColor``; colour and stroke width are put in when an icon is drawn, and the
result is cached per name, colour, size, stroke and device pixel ratio.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import paths

_stroke = 1.75


def set_stroke(stroke: float) -> None:
    """Stroke width in the icons' 24 px box from now on."""
    global _stroke
    _stroke = stroke


def names() -> list[str]:
    """All icons that are shipped."""
    return sorted(path.stem for path in (paths.resources() / "icons").glob("*.svg"))


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, size: int, stroke: float, ratio: float) -> QPixmap:
    svg = _source(name).replace("currentColor", color)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, color: str, size: int = 18, ratio: float = 0.0) -> QPixmap:
    """An icon of ``size`` logical pixels in an RGB hex colour; ``ratio`` 0 takes the screens' highest."""
    if not ratio:
        application = QGuiApplication.instance()
        ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    return _drawn(name, color, size, _stroke, ratio)


def icon(name: str, color: str, size: int = 18, disabled: str = "", gap: int = 0) -> QIcon:
    """The same as a QIcon.

    disabled: its colour on a disabled button, the same one if empty. gap: empty pixels at its right,
    since Qt puts only four between icon and text.
    """
    made = QIcon(_widened(pixmap(name, color, size), gap))
    made.addPixmap(_widened(pixmap(name, disabled or color, size), gap), QIcon.Mode.Disabled)
    return made


def _widened(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, drawn)
    painter.end()
    return wide
