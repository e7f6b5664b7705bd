"""Faults and findings as list rows: active faults, findings, then faults that are over.

A row is a small value made from the charger at each redraw; the list holds no truth of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.anchor import TimeAnchor
from app.domain.charger import Charger
from app.domain.events import Severity
from app.domain.faults import Fault
from app.domain.findings import Finding
from app.ui import words
from app.ui.faults import wording

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex


class Section(IntEnum):
    """The parts of the list, in order."""

    ACTIVE = 0
    FINDINGS = 1
    EARLIER = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. key tells whether it is the same thing as before a redraw.

    A heading has neither fault nor finding and ``count`` rows under it.
    """

    key: tuple[object, ...]
    section: Section
    title: str
    codes: str = ""
    place: str = ""
    when: str = ""
    severity: Severity | str = ""
    muted: bool = False
    count: int = 0
    fault: Fault | None = None
    finding: Finding | None = None

    @property
    def heading(self) -> bool:
        """Whether this is a section's head."""
        return self.fault is None and self.finding is None

    @property
    def spoken(self) -> str:
        """The row as one text: for screen readers, the search and the clipboard."""
        return ", ".join(part for part in (self.title, self.codes, self.place, self.when) if part)


def section_word(section: Section) -> str:
    """The head of a section."""
    return {
        Section.ACTIVE: translate("FaultList", "Active faults"),
        Section.FINDINGS: translate("FaultList", "Findings"),
        Section.EARLIER: translate("FaultList", "Earlier during this visit"),
    }[section]


def rows_of(charger: Charger, anchor: TimeAnchor, search: str = "") -> list[Row]:
    """All rows with their headings; only rows that contain every word of ``search``."""
    wanted = search.casefold().split()
    found: list[Row] = [_fault_row(f, Section.ACTIVE, anchor) for f in charger.faults.active()]
    order = (Severity.FAULT, Severity.WARNING, Severity.NOTICE)
    findings = sorted(
        charger.findings.rows(), key=lambda f: (order.index(f.severity), -f.last.t_ns)
    )
    found += [_finding_row(f, anchor) for f in findings]
    found += [_fault_row(f, Section.EARLIER, anchor) for f in charger.faults.past()]
    kept = [row for row in found if all(w in row.spoken.casefold() for w in wanted)]
    made: list[Row] = []
    for section in Section:
        members = [row for row in kept if row.section is section]
        if members:
            made.append(
                Row(("section", section), section, section_word(section), count=len(members))
            )
            made += members
    return made


def times(number: int) -> str:
    """``2 ggr``."""
    return translate("FaultList", "%Ln time(s)", "", number)


def _fault_row(fault: Fault, section: Section, anchor: TimeAnchor) -> Row:
    start = words.clock_minute(anchor.datetime_of(fault.first_ns))
    last = words.clock_minute(anchor.datetime_of(fault.last_ns))
    if fault.active:
        when = translate("FaultList", "{times}, since {time}").format(
            times=times(fault.count), time=start
        )
    else:
        when = translate("FaultList", "{times}, {time}").format(times=times(fault.count), time=last)
    return Row(
        key=("fault", *fault.key),
        section=section,
        title=words.fault_word(fault.code),
        codes=wording.codes(fault),
        place=words.connector_word(fault.connector, fault.evse),
        when=when,
        severity=fault.severity,
        muted=not fault.active,
        fault=fault,
    )


def _finding_row(finding: Finding, anchor: TimeAnchor) -> Row:
    last = words.clock_minute(anchor.datetime_of(finding.last.t_ns))
    return Row(
        key=("finding", finding.first.rule, finding.first.path),
        section=Section.FINDINGS,
        title=wording.finding_text(finding.last),
        codes=" ".join(part for part in (finding.first.rule, finding.first.path) if part),
        when=translate("FaultList", "{times}, {time}").format(
            times=times(finding.count), time=last
        ),
        severity=finding.severity,
        finding=finding,
    )


class FaultList(QAbstractListModel):
    """Rows for the view. ``show`` replaces them; equal keys in equal places only repaint."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Show these rows from now on."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            if rows != self.rows:
                self.rows = rows
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def row(self, index: Index) -> Row | None:
        """The row of an index, None for an invalid one."""
        number = index.row()
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None or row.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
