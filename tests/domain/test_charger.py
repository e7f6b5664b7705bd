"""A charger's state is made by its events alone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import charger as charger_module
from app.domain.charger import Charger
from app.domain.events import (
    AuthorizationRequested,
    Booted,
    CertificateRequested,
    ClockCompared,
    ConfigurationRead,
    Connected,
    Disconnected,
    FaultCleared,
    FaultRaised,
    FindingMade,
    FirmwareReported,
    HeartbeatReceived,
    Identified,
    MetersSampled,
    PingAnswered,
    Sample,
    SecurityReported,
    Severity,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
)


def connected(link=1, t_ns=0):
    return Connected(
        t_ns=t_ns,
        charger="CP1",
        link=link,
        attempt=1,
        protocol="ocpp1.6",
        subprotocol="ocpp1.6",
        peer="192.168.1.60",
        path="/CP1",
    )


def status(word, code="NoError", connector=1, t_ns=0, link=1, live=True, vendor=None):
    return StatusChanged(
        t_ns=t_ns,
        charger="CP1",
        link=link,
        evse=None,
        connector=connector,
        status=word,
        error_code=code,
        vendor_error_code=vendor,
        live=live,
    )


def started(transaction=7, connector=1, t_ns=0, live=True):
    return TransactionStarted(
        t_ns=t_ns,
        charger="CP1",
        link=1,
        evse=None,
        connector=connector,
        transaction=transaction,
        id_tag="C0FFEE",
        meter_start_wh=100.0,
        live=live,
    )


def ended(transaction=7, connector=1, t_ns=0):
    return TransactionEnded(
        t_ns=t_ns,
        charger="CP1",
        link=1,
        evse=None,
        connector=connector,
        transaction=transaction,
        meter_stop_wh=400.0,
        reason="Local",
    )


def test_connected_and_disconnected():
    charger = Charger("CP1")
    assert not charger.connected
    charger.apply(connected(1, 10))
    assert (charger.connected, charger.connected_since_ns, charger.last_heard_ns) == (True, 10, 10)
    charger.heard(15)
    assert charger.last_heard_ns == 15
    charger.apply(Disconnected(t_ns=20, charger="CP1", link=1, reason="closed"))
    assert (charger.connected, charger.connected_since_ns, charger.disconnected_ns) == (
        False,
        None,
        20,
    )


def test_the_end_of_an_older_connection_does_not_end_the_newer_one():
    charger = Charger("CP1")
    charger.apply(connected(1))
    charger.apply(connected(2))
    charger.apply(Disconnected(t_ns=5, charger="CP1", link=1, reason="replaced"))
    assert charger.link == 2


def test_a_charger_without_an_id_is_called_by_what_it_says_of_itself():
    charger = Charger("unnamed@192.168.1.60")
    assert charger.name == "unnamed@192.168.1.60"
    charger.apply(Identified(t_ns=0, vendor="ACME", model="Box", serial="", firmware="1"))
    assert charger.name == "Box"
    charger.apply(
        Identified(t_ns=0, vendor="ACME", model="Box", serial="S1", firmware="1", extra={"a": "b"})
    )
    assert charger.name == "S1"
    assert charger.identity.extra == {"a": "b"}
    assert Charger("CP1").name == "CP1"


def test_boots_are_counted():
    charger = Charger("CP1")
    charger.apply(Booted(t_ns=3, charger="CP1"))
    charger.apply(Booted(t_ns=9, charger="CP1"))
    assert (charger.boots, charger.last_boot_ns) == (2, 9)


def test_a_status_is_kept_with_its_error_and_the_last_real_error_outlives_it():
    charger = Charger("CP1")
    events = charger.apply(status("Faulted", "GroundFailure", t_ns=5, vendor="E17"))
    assert [type(event) for event in events] == [FaultRaised]
    events = charger.apply(status("Available", t_ns=9))
    assert [type(event) for event in events] == [FaultCleared]
    connector = charger.connectors[(None, 1)]
    assert (connector.status, connector.error_code, connector.since_ns) == (
        "Available",
        "NoError",
        9,
    )
    assert (connector.last_error, connector.last_vendor_error, connector.last_error_ns) == (
        "GroundFailure",
        "E17",
        5,
    )


def test_since_is_the_moment_of_the_change_and_not_of_a_repetition():
    charger = Charger("CP1")
    charger.apply(status("Charging", t_ns=5))
    charger.apply(status("Charging", t_ns=9))
    assert charger.connectors[(None, 1)].since_ns == 5


def test_a_step_outside_the_table_is_a_finding_and_is_taken_all_the_same():
    charger = Charger("CP1")
    assert charger.apply(status("Charging")) == []
    [finding] = charger.apply(replace(status("Preparing"), frame=7))
    assert isinstance(finding, FindingMade)
    assert (finding.rule, finding.severity) == ("status_step", Severity.NOTICE)
    assert finding.frame == 7
    assert finding.facts == {"before": "Charging", "after": "Preparing", "connector": "1"}
    assert charger.connectors[(None, 1)].status == "Preparing"


def test_what_happened_between_two_connections_is_not_judged():
    charger = Charger("CP1")
    charger.apply(status("Charging", link=1))
    assert charger.apply(status("Preparing", link=2)) == []
    assert len(charger.apply(status("Reserved", link=2))) == 1


def test_the_station_has_three_states_and_other_words_are_not_judged():
    charger = Charger("CP1")
    assert (None, 0) not in charger.connectors
    assert charger.apply(status("Available", connector=0)) == []
    assert charger.apply(status("Occupied", connector=0)) == []
    assert len(charger.apply(status("Charging", connector=0))) == 1
    assert charger.station is not None
    assert charger.outlets() == []


def test_outlets_come_in_the_order_of_their_numbers():
    charger = Charger("CP1")
    for connector in (2, 0, 1):
        charger.apply(status("Available", connector=connector))
    assert [connector.number for connector in charger.outlets()] == [1, 2]


def test_a_replayed_status_changes_nothing_but_shows_that_the_connector_exists():
    charger = Charger("CP1")
    assert charger.apply(status("Faulted", "GroundFailure", live=False)) == []
    assert charger.connectors[(None, 1)].status == ""
    assert charger.faults.active() == []


def test_a_charge_from_start_to_end():
    charger = Charger("CP1")
    charger.apply(started(t_ns=5))
    assert charger.connectors[(None, 1)].transaction == 7
    [running] = charger.open_transactions()
    assert (running.id_tag, running.started_ns) == ("C0FFEE", 5)
    charger.apply(ended(t_ns=9))
    assert charger.open_transactions() == []
    assert charger.connectors[(None, 1)].transaction is None
    assert (charger.transactions[7].energy_wh, charger.transactions[7].reason) == (300.0, "Local")


def test_a_replayed_start_does_not_occupy_the_connector():
    charger = Charger("CP1")
    charger.apply(started(live=False))
    assert charger.connectors[(None, 1)].transaction is None
    assert not charger.transactions[7].live


def test_the_end_of_a_charge_that_nobody_saw_begin_is_kept():
    charger = Charger("CP1")
    charger.apply(ended(4711, None, 9))
    assert charger.transactions[4711].ended_ns == 9
    assert charger.transactions[4711].energy_wh is None


def test_an_id_that_is_used_again_is_the_newest_charge():
    charger = Charger("CP1")
    for transaction in (1, 2, 1):
        charger.apply(started(transaction))
    assert [charge.id for charge in charger.open_transactions()] == [2, 1]


def test_the_clock():
    charger = Charger("CP1")
    charger.apply(ClockCompared(t_ns=0, offset_s=7200.0, reported="x"))
    assert (charger.clock_offset_s, charger.clock_unset) == (7200.0, False)
    charger.apply(ClockCompared(t_ns=0, offset_s=None, reported="1970"))
    assert (charger.clock_offset_s, charger.clock_unset) == (None, True)


def test_the_rest_of_what_is_said():
    charger = Charger("CP1")
    finding = FindingMade(t_ns=0, rule="no_boot")
    request = CertificateRequested(t_ns=0, csr="-----BEGIN")
    security = SecurityReported(t_ns=0, type="StartupOfTheDevice")
    meters = MetersSampled(
        t_ns=0,
        evse=None,
        connector=1,
        samples=(Sample("SoC", None, "EV", "Sample.Periodic", 50.0, "Percent", "50"),),
    )
    for event in (finding, request, security, meters, FirmwareReported(t_ns=0, status="Installed")):
        assert charger.apply(event) == []
    assert len(charger.findings) == 1
    assert charger.certificate_request is request
    assert charger.security == [security]
    assert charger.firmware_status == "Installed"
    assert charger.meters.latest((None, 1), "SoC") is None  # it was measured in the car
    assert len(charger.meters.series()) == 1


def test_nothing_that_a_charger_invents_grows_without_bound(monkeypatch):
    monkeypatch.setattr(charger_module, "MOST_CONNECTORS", 3)
    monkeypatch.setattr(charger_module, "MOST_TRANSACTIONS", 4)
    monkeypatch.setattr(charger_module, "MOST_CONFIGURATION_KEYS", 5)
    charger = Charger("CP1")
    for number in range(20):
        charger.apply(status("Available", connector=number))
        charger.apply(started(number, connector=number))
        charger.apply(ended(1000 + number))
        charger.apply(ConfigurationRead(t_ns=0, key=f"K{number}", value="1", readonly=None))
        charger.apply(SecurityReported(t_ns=0, type="x"))
    assert len(charger.connectors) == 3
    assert len(charger.transactions) == len(charger.security) == 4
    assert list(charger.configuration) == ["K0", "K1", "K2", "K3", "K4"]
    charger.apply(ConfigurationRead(t_ns=0, key="K2", value="2", readonly=None))
    assert charger.configuration["K2"].value == "2"


# --- any sequence of events ---------------------------------------------------------------------

words = st.sampled_from(
    ["Available", "Charging", "Faulted", "Preparing", "Finishing", "Reserved", "Occupied", ""]
)
codes = st.sampled_from(["NoError", "GroundFailure", "OtherError", "Error", ""])
ids = st.integers(min_value=-2, max_value=4)
links = st.integers(min_value=0, max_value=3)
times = st.integers(min_value=0, max_value=10**12)
energies = st.one_of(st.none(), st.floats(allow_nan=False))
samples = st.builds(
    Sample,
    measurand=st.sampled_from(["Voltage", "SoC", "X"]),
    phase=st.sampled_from([None, "L1", "N"]),
    location=st.just("Outlet"),
    context=st.sampled_from(["Sample.Periodic", "CurrentMax"]),
    value=energies,
    unit=st.sampled_from(["V", "Percent"]),
    text=st.just(""),
)

events = st.one_of(
    st.builds(connected, link=links, t_ns=times),
    st.builds(Disconnected, t_ns=times, link=links, reason=st.just("closed")),
    st.builds(PingAnswered, t_ns=times, latency_s=st.just(0.01)),
    st.builds(HeartbeatReceived, t_ns=times),
    st.builds(Booted, t_ns=times),
    st.builds(
        status,
        words,
        codes,
        connector=ids,
        t_ns=times,
        link=links,
        live=st.booleans(),
        vendor=st.sampled_from([None, "E1", "E2"]),
    ),
    st.builds(started, ids, ids, times, st.booleans()),
    st.builds(ended, ids, st.one_of(st.none(), ids), times),
    st.builds(
        MetersSampled,
        t_ns=times,
        evse=st.one_of(st.none(), ids),
        connector=ids,
        samples=st.lists(samples, max_size=4).map(tuple),
        measured_at=st.sampled_from([None, "2026-01-01T12:00:00Z"]),
        live=st.booleans(),
    ),
    st.builds(FindingMade, t_ns=times, rule=words, path=codes),
    st.builds(ClockCompared, t_ns=times, offset_s=energies, reported=words),
    st.builds(ConfigurationRead, t_ns=times, key=words, value=codes, readonly=st.none()),
    st.builds(AuthorizationRequested, t_ns=times, id_tag=words, status=words),
)


def state_of(charger: Charger) -> object:
    """Everything that a reader can see, in comparable form."""
    return (
        charger.link,
        charger.boots,
        charger.last_heard_ns,
        charger.clock_offset_s,
        repr(charger.connectors),
        repr(charger.transactions),
        repr(charger.faults.active()),
        repr(charger.faults.past()),
        repr(charger.findings.rows()),
        repr(charger.configuration),
        [
            (series.key, series.unit, list(series.times_s), repr(series.values))
            for series in charger.meters.series()
        ],
        charger.meters.replayed(),
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(events, max_size=40))
def test_any_sequence_of_events_is_taken_and_taking_it_again_gives_the_same_state(sequence):
    first, second = Charger("CP1"), Charger("CP1")
    derived = [first.apply(event) for event in sequence]
    assert [second.apply(event) for event in sequence] == derived
    assert state_of(first) == state_of(second)
    for fault in first.faults.active():
        assert fault.active
        assert fault.cleared_ns is None
