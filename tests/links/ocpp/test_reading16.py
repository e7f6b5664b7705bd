"""What a charger says over OCPP 1.6, read as events. Frames with a source are quoted from there."""

import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.anchor import TimeAnchor
from app.domain.charger import Charger
from app.domain.events import (
    AuthorizationRequested,
    Booted,
    CertificateRequested,
    ClockCompared,
    Event,
    FindingMade,
    FirmwareReported,
    HeartbeatReceived,
    Identified,
    MetersSampled,
    SecurityReported,
    StatusChanged,
    TransactionEnded,
    TransactionStarted,
    UploadReported,
    VendorDataReceived,
)
from app.domain.redaction import MASK
from app.links.ocpp import samples16, v16
from app.links.ocpp.csms import Csms
from app.links.ocpp.policy import CsmsPolicy
from app.links.ocpp.reading16 import ERROR_CODES, Reader, configuration
from app.words.faults import FAULT_TEXTS, UNKNOWN_FAULT, fault_text
from app.words.readings import READING_FINDINGS
from tests.links.ocpp.test_values import anything

NOW = datetime(2026, 6, 1, 12, 0, 0, tzinfo=UTC)
ANCHOR = TimeAnchor(int(NOW.timestamp()) * 10**9, 0)


def stamp(seconds: float = 0.0) -> str:
    return (NOW + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Line:
    """One connection: gives messages to a reader and keeps what comes of them."""

    def __init__(self, started: dict[int, int] | None = None) -> None:
        self.reader = Reader("CP1", 3, ANCHOR, started)
        self.csms = Csms(CsmsPolicy())
        self.frame = 0

    def say(self, action: str, payload: Any = None, after_s: float = 0.0) -> list[Event]:
        self.frame += 1
        payload = payload or {}
        answer = v16.answer(action, payload, self.csms) or {}
        return self.reader.read(action, payload, answer, int(after_s * 1e9), self.frame)

    def one(self, kind, action: str, payload: Any = None, after_s: float = 0.0):
        [event] = [e for e in self.say(action, payload, after_s) if isinstance(e, kind)]
        return event

    def frame_text(self, raw: str) -> list[Event]:
        _, _, action, payload = json.loads(raw)
        return self.say(action, payload)


@pytest.fixture
def line() -> Line:
    return Line()


def rules(events: list[Event]) -> list[str]:
    return [event.rule for event in events if isinstance(event, FindingMade)]


def of(kind, events):
    return [event for event in events if isinstance(event, kind)]


def meter(*sampled: Any, when: str | None = None, **members: Any) -> dict[str, Any]:
    value: dict[str, Any] = {"timestamp": when or stamp(), "sampledValue": list(sampled)}
    return {"connectorId": 1, "meterValue": [value], **members}


# --- who it is ----------------------------------------------------------------------------------


def test_a_boot_message_identifies_and_boots(line):
    # Schneider EVlink G4 with serial numbers beyond the limit, lbbrhzn/ocpp issue 1622
    identified, booted = line.say(
        "BootNotification",
        {
            "chargeBoxSerialNumber": "EVB1A22P2KI3N12345678901234567890",
            "chargePointModel": "EVlink Smart Wallbox",
            "chargePointSerialNumber": "3N123456789F2S1B1234567890",
            "chargePointVendor": "Schneider Electric",
            "firmwareVersion": "3.4.0.9",
        },
    )
    assert isinstance(identified, Identified)
    assert (identified.vendor, identified.model) == ("Schneider Electric", "EVlink Smart Wallbox")
    assert (identified.serial, identified.firmware) == ("3N123456789F2S1B1234567890", "3.4.0.9")
    assert identified.extra == {"chargeBoxSerialNumber": "EVB1A22P2KI3N12345678901234567890"}
    assert isinstance(booted, Booted)
    assert (booted.charger, booted.link, booted.boot_reason) == ("CP1", 3, None)


def test_empty_members_are_hidden_and_unknown_ones_shown(line):
    boot = {
        "chargePointVendor": "",
        "chargePointModel": "Y",
        "chargeBoxSerialNumber": "B1",
        "iccid": "",
        "imsi": "null",
        "meterType": "Carlo",
        "macAddress": "00:11:22:33:44:55",
        "load": {"max": 32},
        "password": "hunter22",
    }
    identified = line.one(Identified, "BootNotification", boot)
    assert (identified.vendor, identified.serial) == ("", "B1")
    assert identified.extra == {
        "meterType": "Carlo",
        "macAddress": "00:11:22:33:44:55",
        "load": '{"max": 32}',
        "password": MASK,
    }


def test_a_signal_strength_is_not_called_a_sim_card(line):
    # Grizzl-E, lbbrhzn/ocpp issue 176
    events = line.say("BootNotification", {"iccid": "-67"})
    assert rules(events) == ["iccid_not_sim"]
    assert of(Identified, events)[0].extra == {"signalStrength": "-67"}
    sim = Line().one(Identified, "BootNotification", {"iccid": "8946200000000000000"})
    assert sim.extra == {"iccid": "8946200000000000000"}


def test_a_boot_message_in_the_shape_of_2(line):
    # FoxESS, lbbrhzn/ocpp issue 2008
    station = {"model": "A022KP1", "vendorName": "FoxESS", "modem": {"iccid": "89", "imsi": ""}}
    events = line.say("BootNotification", {"reason": "PowerUp", "chargingStation": station})
    assert rules(events) == ["speaks_v2"]
    [identified] = of(Identified, events)
    assert (identified.vendor, identified.model, identified.extra) == (
        "FoxESS",
        "A022KP1",
        {"iccid": "89"},
    )
    assert of(Booted, events)[0].boot_reason == "PowerUp"


def test_a_boot_message_with_invented_members_is_bounded(line):
    boot = {f"m{number}": "x" * 10_000 for number in range(1000)}
    identified = line.one(Identified, "BootNotification", {**boot, "chargingStation": {"modem": 1}})
    assert len(identified.extra) == 50
    assert max(map(len, identified.extra.values())) == 4000


# --- status -------------------------------------------------------------------------------------


def test_a_status_with_all_its_members(line):
    event = line.one(
        StatusChanged,
        "StatusNotification",
        {
            "connectorId": 1,
            "status": "Faulted",
            "errorCode": "OtherError",
            "timestamp": stamp(),
            "vendorId": "EN+",
            "info": '{"reason":"faults","cpv":0,"rv":0}',
            "vendorErrorCode": "00001000000000000000000000000000",
        },
    )
    assert (event.evse, event.connector, event.status, event.error_code) == (
        None,
        1,
        "Faulted",
        "OtherError",
    )
    assert event.vendor_error_code == "00001000000000000000000000000000"
    assert (event.vendor_id, event.info) == ("EN+", '{"reason":"faults","cpv":0,"rv":0}')
    assert (event.reported_at, event.live, event.link) == (stamp(), True, 3)


def test_words_for_nothing_are_hidden(line):
    # ABB Terra AC, evcc issue 6817
    raw = (
        '[2, "3703933", "StatusNotification", {"connectorId": 0, "errorCode": "NoError", "info": '
        '"null", "status": "Available", "vendorErrorCode": "0x0000"}]'
    )
    [event] = line.frame_text(raw)
    assert isinstance(event, StatusChanged)
    assert (event.connector, event.info, event.vendor_error_code) == (0, None, None)
    assert event.reported_at is None


@pytest.mark.parametrize(
    ("sent", "status", "error"),
    [
        ({"status": "Available"}, "Available", "NoError"),
        ({"status": "Available", "errorCode": None}, "Available", "NoError"),
        ({"status": "Available", "errorCode": ""}, "Available", "NoError"),
        ({"status": "Available", "errorCode": "No Error"}, "Available", "NoError"),
        ({"status": "suspended_ev", "errorCode": "groundfailure"}, "SuspendedEV", "GroundFailure"),
        ({"status": "Occupied", "errorCode": "NoError"}, "Occupied", "NoError"),
        ({"status": "Faulted", "errorCode": "Error"}, "Faulted", "Error"),
        ({"status": 5, "errorCode": ["x"]}, "5", '["x"]'),
        ({}, "Unknown", "NoError"),
    ],
)
def test_words_of_the_standard_get_its_spelling_and_others_stay(sent, status, error, line):
    event = line.one(StatusChanged, "StatusNotification", {"connectorId": 1, **sent})
    assert (event.status, event.error_code) == (status, error)


@pytest.mark.parametrize(
    ("sent", "connector"), [(1, 1), ("2", 2), (1.0, 1), (None, 0), ("A", 0), ([], 0), (10**30, 0)]
)
def test_connectors_of_any_type(sent, connector, line):
    event = line.one(StatusChanged, "StatusNotification", {"connectorId": sent})
    assert event.connector == connector


def test_local_time_labelled_utc_shows_the_offset_and_the_status(line):
    # Chago, steve issue 136: 16:05 where it was 14:05 UTC
    events = line.say("StatusNotification", {"connectorId": 1, "timestamp": stamp(7200)})
    assert of(ClockCompared, events)[0].offset_s == 7200.0
    assert rules(events) == ["clock_zone"]
    assert of(StatusChanged, events)[0].live


def test_a_status_from_years_ago_is_shown_as_the_state_of_now(line):
    raw = (
        '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
        '"timestamp":"2022-03-16T15:35:40Z"}]'
    )
    events = line.frame_text(raw)
    assert of(StatusChanged, events)[0].live
    assert of(StatusChanged, events)[0].reported_at == "2022-03-16T15:35:40Z"


def test_a_clock_that_is_not_set_is_told(line):
    # MicroOcpp issue 311
    events = line.say(
        "StatusNotification", {"connectorId": 0, "timestamp": "1970-01-01T00:00:00.740Z"}
    )
    assert rules(events) == ["clock_not_set"]
    assert of(ClockCompared, events)[0].offset_s is None
    assert of(StatusChanged, events)[0].live


def test_hours_as_a_zone_are_read(line):
    now = (NOW + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S+02")
    events = line.say("StatusNotification", {"connectorId": 2, "timestamp": now})
    assert of(ClockCompared, events)[0].offset_s == 0.0
    assert rules(events) == []


# --- meter values ------------------------------------------------------------------------------------


def test_defaults_of_the_standard(line):
    event = line.one(MetersSampled, "MeterValues", meter({"value": "15"}))
    [sample] = event.samples
    assert sample == (
        *("Energy.Active.Import.Register", None, "Outlet", "Sample.Periodic", 15.0, "Wh", "15"),
    )
    assert (event.evse, event.connector, event.transaction) == (None, 1, None)
    assert (event.measured_at, event.live) == (stamp(), True)


def test_each_sample_is_scaled_by_its_own_unit_and_the_neutral_stays_apart(line):
    # Injet Sonic, lbbrhzn/ocpp issue 1311
    event = line.one(
        MetersSampled,
        "MeterValues",
        meter(
            {"measurand": "Energy.Active.Import.Register", "unit": "Wh", "value": "254780"},
            {"measurand": "Power.Active.Import", "unit": "kW", "value": "3.5"},
            {"measurand": "Temperature", "unit": "Celsius", "value": "35"},
            {"measurand": "Voltage", "phase": "L1-N", "unit": "V", "value": "231.1"},
            {"measurand": "Current.Import", "phase": "N", "unit": "A", "value": "15.6"},
            transactionId=1725564597,
        ),
    )
    assert [(s.measurand, s.phase, s.value, s.unit) for s in event.samples] == [
        ("Energy.Active.Import.Register", None, 254780.0, "Wh"),
        ("Power.Active.Import", None, 3500.0, "W"),
        ("Temperature", None, 35.0, "Celsius"),
        ("Voltage", "L1-N", 231.1, "V"),
        ("Current.Import", "N", 15.6, "A"),
    ]
    assert event.transaction == 1725564597
    assert event.samples[1].text == "3.5"


def test_a_unit_in_another_spelling_is_told_once_for_a_measurand(line):
    # ChargeAmps Halo, lbbrhzn/ocpp issue 1576
    message = meter({"value": "49.97", "measurand": "Frequency", "unit": "Hz"})
    first, second = line.say("MeterValues", message), line.say("MeterValues", message)
    [finding] = of(FindingMade, first)
    assert (finding.rule, finding.frame) == ("unit_spelling", 1)
    assert finding.facts == {"measurand": "Frequency", "unit": "Hz", "usual": "Hz"}
    assert rules(second) == []
    assert of(MetersSampled, second)[0].samples[0].unit == "Hz"


def test_ampere_without_a_name_are_not_energy_and_unknown_contexts_stay(line):
    # Alfen Eve Pro, lbbrhzn/ocpp issue 361
    raw = (
        '[2,"4","MeterValues",{"connectorId":1,"transactionId":9223372036854775807,"meterValue":[{'
        '"timestamp":"2020-09-19T15:14:23Z","sampledValue":[{"value":"15.630","context":'
        '"Sample.Periodic","unit":"A"},{"value":"16.000","context":"CurrentMax","unit":"A"}]}]}]'
    )
    events = line.frame_text(raw)
    [event] = of(MetersSampled, events)
    assert [(s.measurand, s.context, s.value) for s in event.samples] == [
        ("Current.Import", "Sample.Periodic", 15.63),
        ("Current.Import", "CurrentMax", 16.0),
    ]
    assert (event.transaction, event.live) == (None, False)
    assert event.measured_at == "2020-09-19T15:14:23Z"
    assert rules(events) == ["measurand_missing"]
    assert of(ClockCompared, events) == []


@pytest.mark.parametrize(
    ("unit", "measurand"),
    [
        *(("V", "Voltage"), ("W", "Power.Active.Import"), ("kWh", "Energy.Active.Import.Register")),
        *(("Celsius", "Temperature"), ("%", "SoC"), ("Hz", "Frequency"), ("bar", "bar")),
    ],
)
def test_a_missing_name_is_told_by_the_unit(unit, measurand, line):
    event = line.one(MetersSampled, "MeterValues", meter({"value": "1", "unit": unit}))
    assert event.samples[0].measurand == measurand


def test_a_list_that_is_an_object_is_wrapped(line):
    # Huawei SCharger, lbbrhzn/ocpp issue 1144
    event = line.one(
        MetersSampled,
        "MeterValues",
        {
            "connectorId": 1,
            "meterValue": {
                "timestamp": stamp(),
                "sampledValue": {"value": "0.50", "context": "Transaction.Begin", "unit": "kWh"},
            },
        },
    )
    assert (event.samples[0].value, event.samples[0].context) == (500.0, "Transaction.Begin")


def test_numbers_instead_of_texts(line):
    event = line.one(MetersSampled, "MeterValues", meter({"value": 604.213}, {"value": 0}))
    assert [(s.value, s.text) for s in event.samples] == [(604.213, "604.213"), (0.0, "0")]


def test_decimal_commas_blanks_and_nothing(line):
    events = line.say(
        "MeterValues",
        meter(
            {"value": "230,5", "measurand": "Voltage", "unit": "V "},
            {"value": "", "measurand": "SoC", "unit": "%"},
            {"measurand": "SoC", "unit": "%"},
            {"value": "nan", "measurand": "Temperature", "unit": "C"},
        ),
    )
    [event] = of(MetersSampled, events)
    assert [(s.value, s.unit) for s in event.samples] == [
        (230.5, "V"),
        (None, "Percent"),
        (None, "Percent"),
        (None, "Celsius"),
    ]
    assert rules(events) == ["unit_spelling", "unit_spelling", "value_unreadable"]


def test_a_unit_behind_the_value_is_used_when_there_is_no_other(line):
    event = line.one(
        MetersSampled,
        "MeterValues",
        meter({"value": "3.5 kW", "measurand": "Power.Active.Import"}, {"value": "16A"}),
    )
    assert [(s.measurand, s.value, s.unit) for s in event.samples] == [
        ("Power.Active.Import", 3500.0, "W"),
        ("Current.Import", 16.0, "A"),
    ]


def test_signed_data_has_no_value_and_keeps_its_text(line):
    signed = {"value": "OCMF|{}|" + "A" * 100, "format": "SignedData"}
    events = line.say("MeterValues", meter(signed))
    [sample] = of(MetersSampled, events)[0].samples
    assert (sample.value, sample.text) == (None, signed["value"])
    assert rules(events) == []


def test_a_measurand_of_the_makers_own_is_kept(line):
    # mobilityhouse/ocpp issue 54
    events = line.say(
        "MeterValues", meter({"value": "10", "measurand": "Request.Energy", "unit": "Wh"})
    )
    assert of(MetersSampled, events)[0].samples[0].measurand == "Request.Energy"
    assert rules(events) == ["measurand_unknown"]


def test_a_phase_that_hangs_on_the_name_and_quotes_around_it(line):
    event = line.one(
        MetersSampled,
        "MeterValues",
        meter(
            {"value": "1", "measurand": "Voltage.L1-N", "unit": "V"},
            {"value": "1", "measurand": "'Power.Active.Import'", "unit": "W", "phase": "l2"},
        ),
    )
    assert [(s.measurand, s.phase) for s in event.samples] == [
        ("Voltage", "L1-N"),
        ("Power.Active.Import", "L2"),
    ]


def test_units_that_do_not_belong_or_are_not_known_are_told(line):
    events = line.say(
        "MeterValues",
        meter(
            {"value": "1", "measurand": "Voltage", "unit": "A"},
            {"value": "1", "measurand": "SoC", "unit": "bananas"},
        ),
    )
    assert rules(events) == ["unit_mismatch", "unit_unknown"]
    assert [s.unit for s in of(MetersSampled, events)[0].samples] == ["A", "bananas"]


def test_a_negative_charge_number_of_the_chargers_own_is_kept_and_told(line):
    # Etrel Inch, lbbrhzn/ocpp issue 1000
    events = line.say("MeterValues", meter({"value": "1"}, transactionId=-16))
    assert of(MetersSampled, events)[0].transaction == -16
    assert rules(events) == ["transaction_local"]


@pytest.mark.parametrize("sent", [0, None, "", "x", 2**63 - 1])
def test_no_charge(sent, line):
    event = line.one(MetersSampled, "MeterValues", meter({"value": "1"}, transactionId=sent))
    assert event.transaction is None


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"meterValue": []},
        {"meterValue": "x"},
        {"meterValue": [None, 5, "x"]},
        {"meterValue": [{}]},
        {"meterValue": [{"timestamp": stamp(), "sampledValue": []}]},
        {"meterValue": [{"timestamp": stamp(), "sampledValue": [None, 5, []]}]},
    ],
)
def test_no_samples_is_no_event_and_no_error(payload, line):
    assert of(MetersSampled, line.say("MeterValues", {"connectorId": 1, **payload})) == []


def test_queued_values_are_not_of_now(line):
    value = {"value": "1"}
    message = {
        "connectorId": 1,
        "meterValue": [
            {"timestamp": stamp(-3600), "sampledValue": [value]},
            {"timestamp": stamp(-5), "sampledValue": [value]},
        ],
    }
    live = [event.live for event in of(MetersSampled, line.say("MeterValues", message))]
    assert live == [False, True]


def test_the_limit_for_queued_values_follows_the_sample_interval(line):
    line.reader.clock.sample_interval_s = 900.0
    event = line.one(MetersSampled, "MeterValues", meter({"value": "1"}, when=stamp(-1000)))
    assert event.live


def test_words_of_a_hostile_charger_are_bounded_in_number_and_length(line):
    for number in range(3 * samples16.MOST_KINDS):
        line.say("MeterValues", meter({"value": "1", "measurand": f"M{number}", "unit": "x" * 99}))
    assert len(line.reader._samples._kinds) <= samples16.MOST_KINDS
    assert len(line.reader._told) <= 512
    long = dict.fromkeys(("measurand", "unit", "phase", "location", "context"), "x" * 100000)
    event = line.one(MetersSampled, "MeterValues", meter({"value": "1" * 100_000, **long}))
    [sample] = event.samples
    assert sample.value is None
    assert len(sample.text) == 4000
    assert all(len(word or "") == 50 for word in (*sample[:4], sample.unit))


def test_words_of_the_wrong_type_do_no_harm(line):
    odd = {"value": ["5"], "measurand": ["Voltage"], "unit": {"V": 1}, "phase": 7, "format": True}
    event = line.one(MetersSampled, "MeterValues", meter(odd))
    assert event.samples[0].value is None


# --- charges ----------------------------------------------------------------------------------------


def start(line: Line, **members: Any) -> TransactionStarted:
    payload = {"connectorId": 2, "idTag": "C0FFEE", "meterStart": 100, "timestamp": stamp()}
    event = line.one(TransactionStarted, "StartTransaction", {**payload, **members})
    assert isinstance(event, TransactionStarted)
    return event


def test_a_charge_gets_the_number_of_our_answer(line):
    began = start(line)
    assert (began.connector, began.id_tag, began.meter_start_wh) == (2, "C0FFEE", 100.0)
    assert began.live
    events = line.say(
        "StopTransaction",
        {"transactionId": began.transaction, "meterStop": 900, "timestamp": stamp(60)},
        60,
    )
    [ended] = of(TransactionEnded, events)
    assert (ended.transaction, ended.connector, ended.meter_stop_wh) == (
        began.transaction,
        2,
        900.0,
    )
    assert (ended.reason, ended.live) == ("Local", True)
    assert rules(events) == []


def test_a_start_without_a_number_in_the_answer_is_read_all_the_same(line):
    [event] = line.reader.read("StartTransaction", {}, {}, 0, 1)
    assert isinstance(event, TransactionStarted)
    assert (event.transaction, event.id_tag, event.meter_start_wh) == (0, "", None)


def test_a_start_that_was_queued_is_not_of_now(line):
    assert not start(line, timestamp=stamp(-4000)).live


@pytest.mark.parametrize("sent", [-1, -16, 2**63 - 1, None, "x"])
def test_a_stop_without_a_usable_number_is_that_of_the_latest_start(sent, line):
    # EVerest libocpp issue 495
    began = start(line)
    events = line.say("StopTransaction", {"transactionId": sent, "meterStop": 971})
    [ended] = of(TransactionEnded, events)
    assert (ended.transaction, ended.connector) == (began.transaction, 2)
    told = sent in (-1, -16)
    assert rules(events) == (["transaction_local"] if told else [])


@pytest.mark.parametrize(("sent", "number"), [(4711, 4711), (-1, -1), (None, 0)])
def test_a_stop_of_an_unknown_charge_is_told_and_kept(sent, number, line):
    events = line.say("StopTransaction", {"transactionId": sent, "meterStop": 1200})
    [ended] = of(TransactionEnded, events)
    assert (ended.transaction, ended.connector) == (number, None)
    assert "transaction_not_started_here" in rules(events)


def test_a_charge_may_end_on_a_later_connection():
    started: dict[int, int] = {}
    began = start(Line(started))
    events = Line(started).say("StopTransaction", {"transactionId": began.transaction})
    assert of(TransactionEnded, events)[0].connector == 2
    assert rules(events) == []


def test_a_charge_number_of_the_chargers_own_is_not_mixed_up_with_ours(line):
    start(line)
    line.say("MeterValues", meter({"value": "1"}, transactionId=-16))
    ended = line.one(TransactionEnded, "StopTransaction", {"transactionId": -16})
    assert (ended.transaction, ended.connector) == (-16, 1)


def test_a_repeated_stop_is_still_that_of_its_charge(line):
    began = start(line)
    for _ in range(2):
        events = line.say("StopTransaction", {"transactionId": began.transaction})
        assert of(TransactionEnded, events)[0].connector == 2
        assert rules(events) == []


def test_meter_values_tell_where_a_charge_runs_that_nobody_saw_begin(line):
    line.say("MeterValues", meter({"value": "1"}, transactionId=4711))
    events = line.say("StopTransaction", {"transactionId": 4711})
    assert of(TransactionEnded, events)[0].connector == 1
    assert rules(events) == ["transaction_not_started_here"]


def test_a_negative_meter_reading_is_unknown(line):
    # lorenzodonini/ocpp-go pull request 114
    began = start(line)
    events = line.say(
        "StopTransaction",
        {"transactionId": began.transaction, "meterStop": -1, "reason": "EVDisconnected"},
    )
    [ended] = of(TransactionEnded, events)
    assert (ended.meter_stop_wh, ended.reason) == (None, "EVDisconnected")
    assert rules(events) == ["meter_stop_unknown"]


def test_values_in_a_stop_belong_to_its_connector_and_to_their_own_time(line):
    began = start(line)
    events = line.say(
        "StopTransaction",
        {
            "transactionId": began.transaction,
            "timestamp": stamp(7200),
            "transactionData": [
                {
                    "timestamp": stamp(0),
                    "sampledValue": [{"value": "100", "context": "Transaction.Begin"}],
                },
                {
                    "timestamp": stamp(7200),
                    "sampledValue": [{"value": "900", "context": "Transaction.End"}],
                },
            ],
        },
        7200,
    )
    assert [(e.connector, e.live) for e in of(MetersSampled, events)] == [(2, False), (2, True)]
    assert isinstance(events[-1], TransactionEnded)


def test_a_tag_with_control_characters_is_cleaned_and_told(line):
    # Ocular LTE Plus, lbbrhzn/ocpp issue 2030
    events = line.say(
        "StopTransaction", {"transactionId": 1, "idTag": "ABCDEF0123456789ABCD\x10\x0e"}
    )
    assert of(TransactionEnded, events)[0].id_tag == "ABCDEF0123456789ABCD"
    assert "id_tag_damaged" in rules(events)


def test_a_tag_of_21_characters_is_kept_whole(line):
    stop = {"meterStop": 250390, "transactionId": 1762770182, "idTag": "X16WG99J2QIEGCC0MCJ5-"}
    assert line.one(TransactionEnded, "StopTransaction", stop).id_tag == "X16WG99J2QIEGCC0MCJ5-"


def test_an_authorization_carries_our_answer(line):
    line.csms.policy.accept_all_tags = False
    event = line.one(AuthorizationRequested, "Authorize", {"idTag": "AB"})
    assert (event.id_tag, event.status) == ("AB", "Invalid")
    [without] = line.reader.read("Authorize", {"idTag": "AB"}, {}, 0, 1)
    assert isinstance(without, AuthorizationRequested)
    assert without.status == ""


def test_charges_that_never_end_do_not_fill_the_memory(line):
    for number in range(1, 1000):
        start(line)
        line.say("MeterValues", meter({"value": "1"}, transactionId=number))
    assert len(line.reader._started) == len(line.reader._seen) == 512


# --- the rest ------------------------------------------------------------------------------------------


def test_the_small_messages(line):
    assert isinstance(line.say("Heartbeat")[0], HeartbeatReceived)
    for action in ("FirmwareStatusNotification", "SignedFirmwareStatusNotification"):
        assert line.one(FirmwareReported, action, {"status": "Installed"}).status == "Installed"
    diagnostics = line.one(UploadReported, "DiagnosticsStatusNotification", {"status": "Uploading"})
    assert (diagnostics.kind, diagnostics.status) == ("diagnostics", "Uploading")
    log = line.one(UploadReported, "LogStatusNotification", {"status": "Uploaded", "requestId": 1})
    assert (log.kind, log.status) == ("log", "Uploaded")


def test_security_events(line):
    event = line.one(
        SecurityReported,
        "SecurityEventNotification",
        {"type": "StartupOfTheDevice", "timestamp": stamp(), "techInfo": "null"},
    )
    assert (event.type, event.tech_info, event.reported_at) == ("StartupOfTheDevice", "", stamp())


def test_vendor_data_of_any_type_with_secrets_masked(line):
    # EVBox Elvi, lbbrhzn/ocpp issue 221
    event = line.one(
        VendorDataReceived,
        "DataTransfer",
        {"vendorId": "EV-BOX", "messageId": "evbStatusNotification", "data": "1,2,3"},
    )
    assert (event.vendor_id, event.message_id, event.data) == (
        "EV-BOX",
        "evbStatusNotification",
        "1,2,3",
    )
    nested = line.one(VendorDataReceived, "DataTransfer", {"data": {"password": "hunter22"}})
    assert "hunter22" not in nested.data
    assert (nested.vendor_id, nested.message_id) == ("", "")


def test_a_certificate_request_is_kept_and_its_refusal_told(line):
    events = line.say("SignCertificate", {"csr": "-----BEGIN"})
    assert of(CertificateRequested, events)[0].csr == "-----BEGIN"
    assert rules(events) == ["certificate_not_signed"]
    assert len(line.reader.read("SignCertificate", {}, {"status": "Accepted"}, 0, 1)) == 1


def test_an_unknown_action_is_a_finding(line):
    [finding] = line.say("VendorThing", {"a": 1})
    assert isinstance(finding, FindingMade)
    assert (finding.rule, finding.facts) == ("unknown_action", {"action": "VendorThing"})


# --- configuration ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payload", "rows"),
    [
        (
            {
                "configurationKey": [
                    {"key": "HeartbeatInterval", "value": "3600", "readonly": False},
                    {"key": "WiFiSignalStrength", "value": -89, "readonly": "true"},
                    {"key": "AuthorizationKey", "readonly": "maybe"},
                    {"value": "no key"},
                    "junk",
                ],
                "unknownKey": ["Foo", 7, None],
            },
            [
                ("HeartbeatInterval", "3600", False, True),
                ("WiFiSignalStrength", "-89", True, True),
                ("AuthorizationKey", None, None, True),
                ("Foo", None, None, False),
                ("7", None, None, False),
            ],
        ),
        ({}, []),
        ({"configurationKey": [], "unknownKey": None}, []),
        ({"configurationKey": {"key": "A", "value": "x"}}, [("A", "x", None, True)]),
        ({"configurationKey": "junk", "unknownKey": "Foo"}, [("Foo", None, None, False)]),
    ],
)
def test_settings_as_charger_send_them(payload, rows):
    assert configuration(payload) == rows


def test_a_long_setting_is_kept_beyond_the_limit_of_the_standard():
    [(_, value, _, _)] = configuration({"configurationKey": [{"key": "A", "value": "x" * 2000}]})
    assert value == "x" * 2000


# --- anything -------------------------------------------------------------------------------------------

MEMBERS = [
    "connectorId",
    "status",
    "errorCode",
    "vendorErrorCode",
    "info",
    "timestamp",
    "vendorId",
    "transactionId",
    "idTag",
    "meterStart",
    "meterStop",
    "reason",
    "transactionData",
    "meterValue",
    "chargingStation",
    "chargePointVendor",
    "iccid",
    "type",
    "techInfo",
    "csr",
    "data",
    "messageId",
    "configurationKey",
    "unknownKey",
]

sampled = st.dictionaries(
    st.sampled_from(["value", "measurand", "unit", "phase", "location", "context", "format"]),
    anything,
)
meter_values = st.lists(
    st.one_of(
        anything,
        st.fixed_dictionaries({"timestamp": anything, "sampledValue": st.lists(sampled)}),
    )
)
payloads = st.dictionaries(st.sampled_from(MEMBERS), anything).flatmap(
    lambda payload: st.one_of(
        st.just(payload),
        meter_values.map(lambda m: {**payload, "meterValue": m, "transactionData": m}),
    )
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([*v16.ANSWERS, "Nonsense"]), payloads), max_size=4),
    st.dictionaries(st.sampled_from(["transactionId", "idTagInfo", "status"]), anything),
)
def test_no_payload_raises_and_whatever_is_read_can_be_applied_and_written(messages, odd_answer):
    line = Line()
    charger = Charger("CP1")
    for action, payload in messages:
        events = line.say(action, payload)
        events += line.reader.read(action, payload, odd_answer, 5, 0)
        configuration(payload)
        for event in events:
            charger.apply(event)
            repr(event).encode("utf-8")
            if isinstance(event, FindingMade):
                assert event.rule in READING_FINDINGS
            if isinstance(event, MetersSampled):
                for sample in event.samples:
                    assert sample.value is None or math.isfinite(sample.value)
                    assert len(sample.measurand) <= 50


# --- words ----------------------------------------------------------------------------------------------


def test_every_code_of_the_standard_has_a_sentence():
    assert sorted(FAULT_TEXTS) == sorted(ERROR_CODES)
    assert fault_text("GroundFailure") is FAULT_TEXTS["GroundFailure"]
    assert fault_text("Error") is UNKNOWN_FAULT


def test_sentences_are_whole():
    for phrase in (*FAULT_TEXTS.values(), *READING_FINDINGS.values()):
        assert phrase.text.rstrip().endswith((".", "}."))
        assert not phrase.advice or phrase.advice.endswith(".")
