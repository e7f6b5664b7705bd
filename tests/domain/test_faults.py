"""Faults: raised, repeated, cleared, kept."""

from app.domain import faults
from app.domain.events import FaultCleared, FaultRaised, Severity, StatusChanged
from app.domain.faults import FaultLog


def status(
    code="NoError", word="Available", connector=1, t_ns=0, vendor=None, info=None, vendor_id=None
):
    return StatusChanged(
        t_ns=t_ns,
        charger="CP1",
        link=1,
        evse=None,
        connector=connector,
        status=word,
        error_code=code,
        vendor_error_code=vendor,
        vendor_id=vendor_id,
        info=info,
    )


def test_a_fault_is_raised_with_all_that_was_said_and_cleared_by_no_error():
    log = FaultLog()
    [raised] = log.on_status(
        status("GroundFailure", "Faulted", 2, 10, "E17", "leak 8 mA", vendor_id="ACME")
    )
    assert isinstance(raised, FaultRaised)
    assert (raised.connector, raised.code, raised.vendor_code) == (2, "GroundFailure", "E17")
    assert (raised.info, raised.vendor_id, raised.count) == ("leak 8 mA", "ACME", 1)
    assert raised.severity is Severity.FAULT
    [cleared] = log.on_status(status(connector=2, t_ns=20))
    assert isinstance(cleared, FaultCleared)
    assert (cleared.connector, cleared.code, cleared.vendor_code) == (2, "GroundFailure", "E17")
    [past] = log.past()
    assert (past.first_ns, past.cleared_ns, past.info) == (10, 20, "leak 8 mA")
    assert log.active() == []


def test_a_code_without_faulted_is_a_warning():
    [raised] = FaultLog().on_status(status("WeakSignal", "Charging"))
    assert isinstance(raised, FaultRaised)
    assert raised.severity is Severity.WARNING


def test_a_repeated_fault_counts_and_a_fault_that_comes_back_is_raised_again():
    log = FaultLog()
    counts = []
    for event in (
        status("OverVoltage", "Faulted", t_ns=1),
        status("OverVoltage", "Faulted", t_ns=2, info="251 V"),
        status(t_ns=3),
        status("OverVoltage", "Faulted", t_ns=4),
    ):
        raised = [e for e in log.on_status(event) if isinstance(e, FaultRaised)]
        counts += [(e.count, e.repeated) for e in raised]
    assert counts == [(1, False), (2, True), (3, False)]
    [fault] = log.active()
    assert (fault.raised_count, fault.cleared_ns, fault.info) == (2, None, "251 V")
    assert fault.key == (None, 1, "OverVoltage", "")


def test_another_code_does_not_say_that_the_first_is_gone():
    log = FaultLog()
    log.on_status(status("OverVoltage", "Faulted", t_ns=1))
    log.on_status(status("HighTemperature", "Charging", t_ns=2))
    assert [fault.code for fault in log.active()] == ["OverVoltage", "HighTemperature"]
    assert len(log.on_status(status(t_ns=3))) == 2
    assert [fault.code for fault in log.past()] == ["HighTemperature", "OverVoltage"]


def test_no_error_with_faulted_keeps_the_last_real_fault():
    # matth-x/MicroOcpp issue 136
    log = FaultLog()
    log.on_status(status("GroundFailure", "Faulted", t_ns=1))
    [again] = log.on_status(status("NoError", "Faulted", t_ns=2))
    assert isinstance(again, FaultRaised)
    assert (again.code, again.count) == ("GroundFailure", 2)


def test_no_error_with_faulted_and_nothing_before_is_a_fault_without_a_code():
    log = FaultLog()
    [raised] = log.on_status(status("NoError", "Faulted"))
    assert isinstance(raised, FaultRaised)
    assert (raised.code, raised.severity) == ("NoError", Severity.FAULT)
    assert len(log.on_status(status())) == 1


def test_a_vendor_code_beside_no_error_is_a_notice_of_the_maker():
    log = FaultLog()
    log.on_status(status("GroundFailure", "Faulted", t_ns=1))
    events = log.on_status(status("NoError", "Available", t_ns=2, vendor="W5"))
    assert [type(event) for event in events] == [FaultCleared, FaultRaised]
    [again] = log.on_status(status("NoError", "Available", t_ns=3, vendor="W5"))
    assert isinstance(again, FaultRaised)
    assert (again.count, again.severity) == (2, Severity.WARNING)
    assert [type(event) for event in log.on_status(status(t_ns=4))] == [FaultCleared]


def test_connectors_do_not_clear_each_other():
    log = FaultLog()
    log.on_status(status("GroundFailure", "Faulted", connector=1))
    assert log.on_status(status(connector=2)) == []
    assert len(log.active()) == 1


def test_invented_codes_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(faults, "MOST_FAULTS", 2)
    log = FaultLog()
    for number in range(5):
        assert len(log.on_status(status(f"Code{number}", "Faulted"))) == 1
    assert len(log.active()) == 2
    assert log.left_out == 3
