"""The forms in which a tile is painted: full, narrow, faulted, compact, and the station's.

All positions are baselines from the tile's top, rounded to whole pixels; see ``visual.md`` of the
design: 148 px high, margin 14, kW the largest thing, then the state word. In sunlight the head is
filled with the colour of the state instead of a tint. Ellipsis is allowed on charger text only.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.domain.events import Severity
from app.ui.live.facts import Facts
from app.ui.live.tile_words import TileWords
from app.ui.parts import painting
from app.ui.parts.painting import LEFT, RIGHT
from app.ui.theme import shapes
from app.ui.theme.tokens import Tokens

HEIGHT = 148
COMPACT_HEIGHT = 64
NARROW_BELOW = 340
MARGIN = 14
_HEAD = 46
_PHASE_COLORS = {"L1": "l1", "L2": "l2", "L3": "l3", "": "voltage"}


@dataclass(slots=True)
class Brush:
    """Painter, tokens and box of one tile, with text by baseline."""

    painter: QPainter
    tokens: Tokens
    box: QRect

    @property
    def left(self) -> int:
        return self.box.left() + MARGIN

    @property
    def right(self) -> int:
        return self.box.right() + 1 - MARGIN

    def write(
        self,
        baseline: int,
        words: str,
        role: str,
        color: str,
        left: int | None = None,
        right: int | None = None,
        align: Qt.AlignmentFlag = LEFT,
        elide: bool = False,
    ) -> int:
        """One line on a baseline; returns its width. ``color`` is a token name."""
        x = self.left if left is None else left
        end = self.right if right is None else right
        metrics = painting.metrics(role)
        top = self.box.top() + baseline - metrics.ascent()
        line = QRect(x, top, end - x, metrics.height())
        ink = getattr(self.tokens, color)
        return painting.text(self.painter, line, words, role, ink, align, elide)

    def rule(self, y: int, color: str = "line") -> None:
        """A hairline inside the margins."""
        painting.horizontal(
            self.painter,
            self.left,
            self.box.top() + y,
            self.right - self.left,
            getattr(self.tokens, color),
        )


def ground(brush: Brush, facts: Facts) -> None:
    """Fill the tile: surface, the fault tint, or a solid head in sunlight."""
    tokens, painter, box = brush.tokens, brush.painter, brush.box
    tinted = facts.faulted and not tokens.solid_states
    painter.fillRect(box, QColor(tokens.bad_tint if tinted else tokens.surface))
    if tokens.solid_states and box.height() > COMPACT_HEIGHT:
        head = QRect(box.left(), box.top(), box.width(), _HEAD)
        painter.fillRect(head, shapes.state_color(facts.status, tokens))


def _head(brush: Brush, facts: Facts, said: TileWords) -> None:
    """Shape, state word and OCPP term at the left; name over time in state at the right."""
    tokens = brush.tokens
    solid = tokens.solid_states
    main, soft = ("on_state", "on_state") if solid else ("ink", "ink2")
    side = 22
    shape = QRectF(brush.left, brush.box.top() + 13, side, side)
    color = QColor(tokens.on_state) if solid else None
    shapes.paint_state(brush.painter, shape, facts.status, tokens, color)
    x = brush.left + 31
    wide = painting.width("strong", said.name)
    late = painting.width("label", said.since)
    edge = brush.right - max(wide, late) - 12
    state = _state(brush, said, 31, x, max(edge, x), main)
    room = edge - x - state - 9
    if said.term and painting.width("label", said.term) <= room:
        brush.write(31, said.term, "label", soft, left=x + state + 9, right=edge)
    elif said.term:
        low = 43 if solid else 47
        brush.write(low, said.term, "label", soft, left=x, right=edge, elide=True)
    brush.write(22, said.name, "strong", main, left=edge, align=RIGHT)
    brush.write(38, said.since, "label", soft, left=edge, align=RIGHT)


def paint_full(brush: Brush, facts: Facts, said: TileWords) -> None:
    """A connector that is not faulted, 340 px or wider."""
    _head(brush, facts, said)
    x = brush.left
    if said.power_unit:
        x += brush.write(88, said.power, "value", "ink")
        x += 5 + brush.write(88, said.power_unit, "unit", "ink2", left=x + 5)
        x = max(x + 18, brush.left + 114)
    else:
        wide = brush.write(78, said.power_label, "label", "ink2")
        x += max(wide, brush.write(93, said.power, "row_title", "ink3")) + 24
    if said.phases and facts.most_a is None:
        brush.write(78, said.current_label, "label", "ink2", left=x)
        brush.write(93, said.phases[0][1], "row_title", "ink3", left=x)
    else:
        for name, current in said.phases:
            x = _phase(brush, name, current, x)
    if said.energy:
        brush.write(78, said.energy_label, "label", "ink2", align=RIGHT)
        brush.write(93, said.energy, "row_title", "ink", align=RIGHT)
    brush.rule(104)
    x = brush.left + _warning(brush, facts, 122)
    if facts.warning is not None:
        brush.write(122, said.fault, "strong", "warn", left=x)
        brush.write(139, said.codes, "label", "ink2", elide=True)
        return
    brush.write(122, said.governs, "strong", "ink")
    brush.write(139, said.why, "label", "ink2")


def _phase(brush: Brush, name: str, current: str, x: int) -> int:
    """One cell with its 3 px bar; returns where the next begins."""
    color = QColor(getattr(brush.tokens, _PHASE_COLORS.get(name, "l1")))
    brush.painter.fillRect(x, brush.box.top() + 70, 3, 25, color)
    brush.write(78, name, "tick", "ink2", left=x + 9)
    width = brush.write(93, current, "row_title", "ink", left=x + 9)
    return x + max(width + 20, 62)


def _warning(brush: Brush, facts: Facts, baseline: int) -> int:
    if facts.warning is None:
        return 0
    box = QRectF(brush.left, brush.box.top() + baseline - 12, 14, 14)
    shapes.paint_severity(brush.painter, box, Severity.WARNING, brush.tokens)
    return 20


def paint_narrow(brush: Brush, facts: Facts, said: TileWords) -> None:
    """Three connectors in one row: name and time above, the state word below them."""
    tokens = brush.tokens
    solid = tokens.solid_states
    main, soft = ("on_state", "on_state") if solid else ("ink", "ink2")
    brush.write(17, said.name, "head", main)
    brush.write(17, said.since, "label", soft, align=RIGHT)
    shape = QRectF(brush.left, brush.box.top() + 25, 19, 19)
    shapes.paint_state(
        brush.painter, shape, facts.status, tokens, QColor(tokens.on_state) if solid else None
    )
    x = brush.left + 27
    state = _state(brush, said, 41, x, brush.right, main)
    if painting.width("label", said.term) <= brush.right - x - state - 8:
        brush.write(41, said.term, "label", soft, left=x + state + 8)
    if facts.faulted:
        _narrow_fault(brush, said)
        return
    if said.power_unit:
        x = brush.left + brush.write(86, said.power, "value", "ink")
        x += 18 + brush.write(86, said.power_unit, "unit", "ink2", left=x + 4)
    else:
        wide = brush.write(72, said.power_label, "label", "ink2")
        x = brush.left + max(wide, brush.write(87, said.power, "row_title", "ink3")) + 14
    if said.phases and facts.most_a is None:
        brush.write(72, said.current_label, "label", "ink2", left=x)
        brush.write(87, said.phases[0][1], "row_title", "ink3", left=x)
    else:
        _narrow_phases(brush, said, x)
    brush.rule(98)
    x = brush.left + _warning(brush, facts, 117)
    warned = facts.warning is not None
    first = said.fault if warned else said.governs
    brush.write(117, first, _fitting(brush, first, x), "warn" if warned else "ink", left=x)
    if said.energy:
        brush.write(136, said.energy_label, "label", "ink2")
        brush.write(136, said.energy, "strong", "ink", align=RIGHT)
    elif painting.width("label", said.why) <= brush.right - brush.left:
        brush.write(136, said.why, "label", "ink2")


def _narrow_phases(brush: Brush, said: TileWords, x: int) -> None:
    for name, current in said.phases:
        number = current.partition("\u00a0")[0]
        color = QColor(getattr(brush.tokens, _PHASE_COLORS.get(name, "l1")))
        brush.painter.fillRect(x, brush.box.top() + 63, 3, 24, color)
        wide = brush.write(72, name, "tick", "ink2", left=x + 7, right=brush.right + 8)
        wide = max(wide, brush.write(87, number, "label_data", "ink", left=x + 7))
        x += wide + 15


def _fitting(
    brush: Brush, words: str, left: int, roles: tuple[str, ...] = ("strong", "head")
) -> str:
    """The first of the roles in which the words fit, else the last."""
    room = brush.right - left
    return next((r for r in roles if painting.width(r, words) <= room), roles[-1])


def _state(
    brush: Brush,
    said: TileWords,
    baseline: int,
    left: int,
    right: int,
    color: str,
    roles: tuple[str, ...] = ("state", "row_title", "strong", "head"),
) -> int:
    """The state in the largest role that fits, else the protocol's word; returns its width.

    Only a word of the charger's own, which has no translation, may end in an ellipsis.
    """
    word, role = said.state, _fitting(brush, said.state, left + brush.right - right, roles)
    if said.term and painting.width(role, word) > right - left:
        word = said.term
    return brush.write(baseline, word, role, color, left, right, elide=not said.term)


def _narrow_fault(brush: Brush, said: TileWords) -> None:
    role = _fitting(brush, said.fault, brush.left, ("tile_fault", "row_title", "head"))
    brush.write(66, said.fault, role, "bad")
    brush.write(84, said.codes, "label", "ink2", elide=True)
    brush.rule(95, "line2")
    box = QRect(brush.left, brush.box.top() + 100, brush.right - brush.left, 42)
    painting.wrapped(brush.painter, box, said.governs, "data", brush.tokens.ink)


def paint_faulted(brush: Brush, facts: Facts, said: TileWords) -> None:
    """A faulted connector: the fault in words, its codes, what is measured, what not to do."""
    _head(brush, facts, said)
    role = _fitting(brush, said.fault, brush.left, ("tile_fault", "row_title", "head"))
    brush.write(68, said.fault, role, "bad")
    brush.write(87, said.codes, "label", "ink2", elide=True)
    brush.rule(97, "line2")
    x = brush.left + brush.write(116, said.power_line(), "data", "ink") + 28
    brush.write(116, said.phase_line(), "data", "ink", left=x)
    brush.write(116, said.energy, "data", "ink", align=RIGHT)
    brush.write(136, said.governs, "data", "ink")


def paint_compact(brush: Brush, facts: Facts, said: TileWords, chosen: bool) -> None:
    """Four connectors or more: number, shape, word, power or fault, time in state."""
    tokens, painter = brush.tokens, brush.painter
    if chosen:
        painter.fillRect(brush.box, QColor(tokens.selected))
    x = brush.left - 2
    if said.short_name:
        x += max(brush.write(26, said.short_name, "row_title", "ink2", left=x), 16) + 8
    shapes.paint_state(painter, QRectF(x, brush.box.top() + 12, 17, 17), facts.status, tokens)
    ink = "bad" if facts.faulted else "ink"
    _state(brush, said, 26, x + 25, brush.right, ink, ("row_title", "strong", "head"))
    left = brush.left - 2
    late = painting.width("label", said.since)
    edge = brush.right - late - 8
    if facts.faulted or facts.warning is not None:
        color = "bad" if facts.faulted else "warn"
        brush.write(48, said.fault, "label_data", color, left=left, elide=True)
        return
    if not said.short_name:
        brush.write(48, said.name, "label", "ink2", left=left, right=edge)
    else:
        role, ink = ("data", "ink") if said.power_unit else ("label", "ink3")
        power = said.power_line()
        power = power if painting.width(role, power) <= edge - left else said.power
        brush.write(48, power, role, ink, left=left, right=edge)
    brush.write(48, said.since, "label", "ink2", left=edge, align=RIGHT)


def paint_station(brush: Brush, facts: Facts, said: TileWords, rows: list[tuple[str, str]]) -> None:
    """The charger itself: its state and four rows of label and value."""
    tokens = brush.tokens
    solid = tokens.solid_states
    main, soft = ("on_state", "on_state") if solid else ("ink", "ink2")
    shape = QRectF(brush.left, brush.box.top() + 13, 22, 22)
    color = QColor(tokens.on_state) if solid else None
    shapes.paint_state(brush.painter, shape, facts.status, tokens, color)
    x = brush.left + 31
    wide = max(painting.width("head", said.name), painting.width("label", said.term))
    edge = brush.right - wide
    if painting.width("state", said.state) <= edge - 8 - x:
        brush.write(31, said.state, "state", main, left=x, right=edge)
        brush.write(22, said.name, "head", main, left=edge, align=RIGHT)
        brush.write(38, said.term, "label", soft, left=edge, align=RIGHT)
    else:
        _state(brush, said, 25, x, brush.right, main)
        brush.write(41, said.name, "label", soft, left=x)
    for number, (label, value) in enumerate(rows[:4]):
        baseline = 74 + 20 * number
        width = brush.write(baseline, label, "label", "ink2")
        brush.write(baseline, value, "head", "ink", left=brush.left + width + 6, align=RIGHT)
