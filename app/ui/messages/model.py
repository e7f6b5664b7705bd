"""The table's rows: pairs of the shown charger that pass the filter.

Rows are appended in batches on the tick. The model keeps references to the log's pairs, no copies.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.anchor import TimeAnchor
from app.ui import words
from app.ui.messages.content import connector, content
from app.ui.messages.log import MessageLog, Pair

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

TIME, DIRECTION, ACTION, CONNECTOR, CONTENT, LATENCY = range(6)


class Filter(StrEnum):
    """Which pairs are shown."""

    ALL = "all"
    DEVIATIONS = "deviations"
    NO_ANSWER = "no_answer"


def latency(pair: Pair) -> str:
    """``4 ms``; empty while nobody knows."""
    seconds = pair.exchange.latency_s
    if seconds is None:
        return ""
    if seconds < 0.001:
        return f"<{words.NBSP}1{words.NBSP}ms"
    return f"{words.count(round(seconds * 1000))}{words.NBSP}ms"


class MessageTable(QAbstractTableModel):
    """rows: the pairs that are shown, oldest first."""

    def __init__(self, log: MessageLog, anchor: TimeAnchor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._anchor = anchor
        self._charger: str | None = None
        self._filter = Filter.ALL
        self._search = b""
        self._seen = 0
        self._dropped = log.dropped
        self.rows: list[Pair] = []
        self._told: dict[int, tuple[str, str]] = {}

    # --- filling ------------------------------------------------------------------------------------

    def choose(self, charger: str | None, shown: Filter, search: str) -> None:
        """Show the pairs of a charger (None: of all) that pass the filter and contain ``search``."""
        wanted = search.strip().lower().encode()
        if (charger, shown, wanted) != (self._charger, self._filter, self._search):
            self._charger, self._filter, self._search = charger, shown, wanted
            self.reload()

    def reload(self) -> None:
        """Build all rows anew."""
        self.beginResetModel()
        self._dropped = self._log.dropped
        self._seen = self._log.total
        self.rows = [pair for pair in self._log.pairs if self._passes(pair)]
        self._told.clear()
        self.endResetModel()

    def catch_up(self) -> None:
        """Append what has come since, in one batch."""
        if self._log.dropped != self._dropped:
            self.reload()
            return
        new = self._log.total - self._seen
        if new <= 0:
            return
        self._seen = self._log.total
        added = [pair for pair in self._log.pairs[-new:] if self._passes(pair)]
        if added:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(added) - 1)
            self.rows += added
            self.endInsertRows()

    def retell(self) -> None:
        """Forget remembered texts: the language has changed."""
        self._told.clear()
        if self.rows:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1)
            )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _passes(self, pair: Pair) -> bool:
        if self._charger is not None and pair.charger not in (self._charger, ""):
            return False
        if self._filter is Filter.DEVIATIONS and not pair.deviates:
            return False
        if self._filter is Filter.NO_ANSWER and not pair.unanswered:
            return False
        if not self._search:
            return True
        wanted = self._search
        return (
            wanted in pair.action.lower().encode()
            or (pair.request is not None and wanted in pair.request.payload.lower())
            or (pair.answer is not None and wanted in pair.answer.payload.lower())
        )

    # --- telling ------------------------------------------------------------------------------------

    def pair(self, index: Index) -> Pair | None:
        """The pair of a row."""
        number = index.row()
        return self.rows[number] if index.isValid() and number < len(self.rows) else None

    def time(self, pair: Pair) -> str:
        """``09:35:20.118``."""
        return words.clock_time(self._anchor.datetime_of(pair.t_ns), milliseconds=True)

    def told(self, pair: Pair) -> tuple[str, str]:
        """Connector and content, remembered for the rows that were looked at."""
        known = self._told.get(pair.number)
        if known is None:
            if len(self._told) > 2_000:
                self._told.clear()
            known = self._told[pair.number] = (connector(pair), content(pair))
        return known

    def text(self, pair: Pair, column: int) -> str:
        """A cell as text."""
        match column:
            case 0:
                return self.time(pair)
            case 1:
                return direction_word(pair)
            case 2:
                return pair.action
            case 3:
                return self.told(pair)[0]
            case 4:
                return self.told(pair)[1]
            case _:
                return latency(pair)

    def line(self, pair: Pair) -> str:
        """A row as text for the clipboard, tabs between cells."""
        return "\t".join(self.text(pair, column) for column in range(self.columnCount()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        pair = self.pair(index)
        return None if pair is None else self.text(pair, index.column())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == LATENCY:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                translate("MessageTable", "Time"),
                "",
                translate("MessageTable", "Action"),
                translate("MessageTable", "Conn."),
                translate("MessageTable", "Content and result"),
                translate("MessageTable", "Latency"),
            )[section]
        return None


def direction_word(pair: Pair) -> str:
    """Who called whom."""
    if pair.from_charger:
        return translate("MessageTable", "charger to laptop")
    return translate("MessageTable", "laptop to charger")
