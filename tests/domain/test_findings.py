"""Findings are grouped and bounded."""

from app.domain import findings
from app.domain.events import FindingMade, Severity
from app.domain.findings import Findings


def made(rule: str, path: str = "", t_ns: int = 0, severity: Severity = Severity.NOTICE):
    return FindingMade(t_ns=t_ns, charger="CP1", rule=rule, path=path, severity=severity)


def test_the_same_rule_at_the_same_place_is_one_row_with_a_count():
    rows = Findings()
    rows.add(made("unit_spelling", "/a", 1))
    rows.add(made("unit_spelling", "/b", 2))
    row = rows.add(made("unit_spelling", "/a", 3, Severity.WARNING))
    assert row is not None
    assert (row.count, row.first.t_ns, row.last.t_ns) == (2, 1, 3)
    assert row.severity is Severity.WARNING
    assert [r.first.path for r in rows.rows()] == ["/a", "/b"]
    assert len(rows) == 2


def test_a_charger_that_invents_deviations_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(findings, "MOST_FINDINGS", 3)
    rows = Findings()
    for number in range(10):
        rows.add(made(f"rule {number}"))
    assert len(rows) == 3
    assert rows.left_out == 7
    assert rows.add(made("rule 0")) is not None
