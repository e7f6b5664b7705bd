"""Cars, cards, transactions, faults and meter values, as a CSMS sees them."""

from __future__ import annotations

from typing import Any

from tests.simulator.conftest import Plays
from tests.simulator.csms import Csms, readings, samples, statuses


async def test_a_session_from_card_to_unplugging(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1, soc=40)
    charger.authorize(1, "AABBCCDD")
    await csms.hears("Authorize", idTag="AABBCCDD")
    start = await csms.hears("StartTransaction", connectorId=1, idTag="AABBCCDD")
    await csms.hears_status(1, "Charging")

    def at_full_current() -> dict[tuple[str, str], float] | None:
        taken = readings(csms, 1)
        return taken[-1] if taken and taken[-1][("Current.Import", "L2")] > 15 else None

    sample = await csms.until(at_full_current)
    currents = [sample[("Current.Import", phase)] for phase in ("L1", "L2", "L3")]
    assert all(15 < current <= 16 for current in currents)
    assert len(set(currents)) > 1
    assert all(220 < sample[("Voltage", f"{phase}-N")] < 240 for phase in ("L1", "L2", "L3"))
    assert 10_000 < sample[("Power.Active.Import", "")] < 11_500
    assert sample[("Current.Offered", "")] == 16
    assert 40 <= sample[("SoC", "")] < 60
    charger.pause(1)
    await csms.hears_status(1, "SuspendedEV")
    charger.resume(1)
    charger.authorize(1, "AABBCCDD")
    stop = await csms.hears("StopTransaction", transactionId=701, reason="Local")
    await csms.hears_status(1, "Finishing")
    charger.unplug(1)
    await csms.until(lambda: statuses(csms, 1)[-1] == "Available")
    assert stop["meterStop"] > start["meterStart"]
    register = [r[("Energy.Active.Import.Register", "")] for r in readings(csms, 1)]
    assert register == sorted(register)
    assert register[0] >= start["meterStart"]
    assert stop["meterStop"] >= register[-1]


async def test_a_card_that_is_not_accepted_starts_nothing(csms: Csms, plays: Plays) -> None:
    csms.id_tag_status = "Blocked"
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    charger.authorize(1)
    await csms.until(lambda: any("Blocked" in line.text for line in charger.journal.lines()))
    charger.start(1)  # without asking: the answer to StartTransaction ends it
    await csms.hears("StopTransaction", reason="DeAuthorized")


async def test_a_card_before_the_cable_waits_its_time(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.authorize(1)
    await csms.hears_status(1, "Preparing")
    charger.plug_in(1)
    await csms.hears("StartTransaction", connectorId=1)
    charger.set_key("ConnectionTimeOut", "5")
    charger.authorize(2)
    await csms.hears_status(2, "Preparing")
    await csms.until(lambda: statuses(csms, 2)[-1] == "Available")


async def test_an_unplugged_car_ends_its_transaction(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(2)
    charger.start(2)
    await csms.hears_status(2, "Charging")
    charger.unplug(2)
    await csms.hears("StopTransaction", reason="EVDisconnected")
    await csms.until(lambda: statuses(csms, 2)[-1] == "Available")


async def test_a_full_car_stops_by_itself(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1, soc=99.79, battery_kwh=5, phases=1)
    charger.start(1)
    await csms.hears_status(1, "SuspendedEV")
    taken = readings(csms, 1)
    assert all(r[("Current.Import", "L2")] == 0 for r in taken)


async def test_a_ground_fault_ends_charging_and_clears(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(2)
    charger.start(2)
    await csms.hears_status(2, "Charging")
    charger.fault(2, "GroundFailure", info="Isolation 12 kOhm")
    told = await csms.hears_status(2, "Faulted")
    assert told["errorCode"] == "GroundFailure"
    assert told["vendorErrorCode"] == "0x31"
    assert told["info"] == "Isolation 12 kOhm"
    await csms.hears("StopTransaction", reason="Other")
    charger.clear(2)
    cleared = await csms.hears_status(2, "Finishing")
    assert cleared["errorCode"] == "NoError"


async def test_a_warm_outlet_warns_and_gives_less(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.hears_status(1, "Charging")
    charger.fault(1, "HighTemperature")
    warned = await csms.hears("StatusNotification", errorCode="HighTemperature")
    assert warned["status"] == "Charging"
    await csms.until(
        lambda: readings(csms, 1) and readings(csms, 1)[-1][("Current.Offered", "")] == 10
    )
    assert readings(csms, 1)[-1][("Current.Import", "L1")] <= 10


async def test_a_pilot_fault_interrupts_and_goes_on(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    charger.fault(1, "EVCommunicationError")
    await csms.hears_status(1, "Faulted")
    charger.clear(1)
    await csms.until(lambda: statuses(csms, 1)[-1] == "Charging")
    assert "StopTransaction" not in csms.actions()


async def test_a_fault_of_the_station_is_told_on_connector_zero(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.fault(0, "MakersOwnWord", "77", "")
    told = await csms.until(
        lambda: [h for h in csms.heard if h.payload.get("errorCode") == "MakersOwnWord"]
    )
    assert told[0].payload["connectorId"] == 0
    csms.deviations.clear()  # no standard word: meant for training


async def test_meter_values_hold_what_the_keys_say(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    every = "Power.Offered,Power.Factor,Frequency,Energy.Active.Import.Interval"
    answer = await csms.ask(
        "ChangeConfiguration", {"key": "MeterValuesSampledData", "value": every}
    )
    assert answer == {"status": "Accepted"}
    charger.set_key("StopTxnSampledData", "Voltage")
    charger.plug_in(1)
    charger.start(1)
    told = await csms.hears("MeterValues")
    assert {name for name, _ in samples(told)} == set(every.split(","))
    charger.stop(1)
    stop: dict[str, Any] = await csms.hears("StopTransaction")
    assert stop["transactionData"][0]["sampledValue"][0]["context"] == "Transaction.End"
    await csms.ask("ChangeConfiguration", {"key": "ClockAlignedDataInterval", "value": "1"})
    aligned = await csms.hears("MeterValues", after=len(csms.heard), connectorId=2)
    assert aligned["meterValue"][0]["sampledValue"][0]["context"] == "Sample.Clock"


async def test_the_sample_interval_is_obeyed(csms: Csms, plays: Plays) -> None:
    charger = plays(interval=0)
    await csms.booted()
    charger.plug_in(1)
    charger.start(1)
    await csms.hears_status(1, "Charging")
    await csms.ask("ChangeConfiguration", {"key": "HeartbeatInterval", "value": "5"})
    await csms.hears("Heartbeat")
    assert "MeterValues" not in csms.actions()
    await csms.ask("ChangeConfiguration", {"key": "MeterValueSampleInterval", "value": "3"})
    await csms.hears("MeterValues")


async def test_cards_work_offline_as_the_keys_say(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.drop_connection(30)
    await csms.until(lambda: csms.closed == 1)
    charger.set_key("AllowOfflineTxForUnknownId", "false")
    charger.plug_in(1)
    charger.authorize(1, "STRANGER")
    assert charger.station.connectors[1].status == "Preparing"
    charger.station.local_list["FRIEND"] = "Accepted"
    charger.authorize(1, "FRIEND")
    assert charger.station.connectors[1].transaction
    charger.set_key("AllowOfflineTxForUnknownId", "true")
    charger.plug_in(2)
    charger.authorize(2, "STRANGER")
    await csms.hears("StartTransaction", idTag="FRIEND")
    await csms.hears("StartTransaction", idTag="STRANGER")
    assert "Authorize" not in csms.actions()


async def test_what_cannot_be_done_is_only_told(csms: Csms, plays: Plays) -> None:
    charger = plays()
    await csms.booted()
    charger.unplug(1)
    charger.stop(1)
    charger.pause(1)
    assert not charger.start(1)
    charger.plug_in(1)
    charger.plug_in(1)
    charger.fault(1, "OverVoltage")
    charger.authorize(1)
    await csms.hears("Authorize")
    told = [line.text for line in charger.journal.lines()]
    assert "connector 1: no car to unplug" in told
    assert "connector 1: a car is plugged in already" in told
    await csms.until(
        lambda: (
            [x.text for x in charger.journal.lines()].count("connector 1: cannot start now") == 2
        )
    )
    assert "StartTransaction" not in csms.actions()
