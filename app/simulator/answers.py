"""What the charger answers to the CSMS: one method an action, collected in a table.

A method gets the payload and returns the answer's payload, or a coroutine that gives it later. What
follows from a request (a triggered message, a reset) is queued or started here and goes out after the
answer. Requests that are not right raise RefusedError, which becomes CALLERROR.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.simulator.answers_control import ControlAnswers
from app.simulator.fields import RefusedError, part, text, whole
from app.simulator.outbox import Outgoing
from app.simulator.pace import moment
from app.simulator.wire import Answer, Payload

if TYPE_CHECKING:
    from app.simulator.charger import SimulatedCharger

UNLOCK_S = 0.8  # the lock's motor


class Answers(ControlAnswers):
    """The actions of core, firmware management, remote trigger and security."""

    def __init__(self, charger: SimulatedCharger) -> None:
        super().__init__(charger)
        self._table: dict[str, Callable[[Payload], Answer]] = {
            "CancelReservation": self.cancel_reservation,
            "CertificateSigned": self.certificate_signed,
            "ChangeAvailability": self.change_availability,
            "ChangeConfiguration": self.change_configuration,
            "ClearCache": self.clear_cache,
            "ClearChargingProfile": self.clear_charging_profile,
            "DataTransfer": self.data_transfer,
            "DeleteCertificate": self.delete_certificate,
            "ExtendedTriggerMessage": self.trigger,
            "GetCompositeSchedule": self.get_composite_schedule,
            "GetConfiguration": self.get_configuration,
            "GetDiagnostics": self.get_diagnostics,
            "GetInstalledCertificateIds": self.get_installed_certificate_ids,
            "GetLocalListVersion": self.get_local_list_version,
            "GetLog": self.get_log,
            "InstallCertificate": self.install_certificate,
            "RemoteStartTransaction": self.remote_start,
            "RemoteStopTransaction": self.remote_stop,
            "ReserveNow": self.reserve_now,
            "Reset": self.reset,
            "SendLocalList": self.send_local_list,
            "SetChargingProfile": self.set_charging_profile,
            "SignedUpdateFirmware": self.signed_update_firmware,
            "TriggerMessage": self.trigger,
            "UnlockConnector": self.unlock,
            "UpdateFirmware": self.update_firmware,
        }

    def actions(self) -> frozenset[str]:
        """All that it knows."""
        return frozenset(self._table)

    def to(self, action: str, payload: Payload) -> Answer:
        """The answer to a CALL. Raises RefusedError, for unknown actions too."""
        answer = self._table.get(action)
        if answer is None:
            raise RefusedError("NotImplemented", f"{action[:50]} is not known here")
        return answer(payload)

    def reset(self, payload: Payload) -> Answer:
        kind = text(payload, "type", choices=("Hard", "Soft"))
        self._charger.tell(f"CSMS: {kind.lower()} reset")
        self._charger.reset(hard=kind == "Hard")
        return {"status": "Accepted"}

    def unlock(self, payload: Payload) -> Answer:
        number = whole(payload, "connectorId")
        place = self._station.connectors.get(number)
        if place is None:
            return {"status": "NotSupported"}
        if place.fault is not None and place.fault.code == "ConnectorLockFailure":
            return {"status": "UnlockFailed"}
        self._station.stop(number, "UnlockCommand")
        return self._unlock(number)

    async def _unlock(self, number: int) -> Payload:
        await self._charger.outbox.drained(2.0)
        await self._charger.pace.sleep(UNLOCK_S)
        self._charger.tell(f"connector {number}: unlocked")
        return {"status": "Unlocked"}

    def change_availability(self, payload: Payload) -> Answer:
        number = whole(payload, "connectorId")
        operative = text(payload, "type", choices=("Inoperative", "Operative")) == "Operative"
        if number and number not in self._station.connectors:
            return {"status": "Rejected"}
        status = self._station.set_operative(number, operative)
        numbers = [number] if number else range(len(self._station.connectors) + 1)
        for each in numbers:  # told after the answer, since the wire is asked later
            self._station.refresh(self._station.place(each))
        return {"status": status}

    def get_configuration(self, payload: Payload) -> Answer:
        wanted = payload.get("key", [])
        if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
            raise RefusedError("TypeConstraintViolation", "key is not a list of text")
        known, unknown = self._charger.configuration.listed(wanted)
        return {"configurationKey": known, "unknownKey": unknown}

    def change_configuration(self, payload: Payload) -> Answer:
        key, value = text(payload, "key"), text(payload, "value")
        return {"status": self._charger.configuration.write(key, value)}

    def clear_cache(self, payload: Payload) -> Answer:
        return {"status": "Accepted"}

    def data_transfer(self, payload: Payload) -> Answer:
        if text(payload, "vendorId") != self._charger.identity.vendor:
            return {"status": "UnknownVendorId"}
        message = text(payload, "messageId", "")
        if message not in ("", "ping"):
            return {"status": "UnknownMessageId"}
        return {"status": "Accepted", "data": text(payload, "data", "")}

    def remote_start(self, payload: Payload) -> Answer:
        return self.start_remotely(payload)

    def get_diagnostics(self, payload: Payload) -> Answer:
        name = self._charger.reports.hand_in(
            text(payload, "location"),
            start=moment(payload.get("startTime")),
            stop=moment(payload.get("stopTime")),
            retries=whole(payload, "retries", 0),
            retry_after=whole(payload, "retryInterval", 10),
        )
        return {"fileName": name}

    def get_log(self, payload: Payload) -> Answer:
        kind = text(payload, "logType", choices=("DiagnosticsLog", "SecurityLog"))
        request, log = whole(payload, "requestId"), part(payload, "log")
        location = text(log, "remoteLocation")
        busy = self._charger.reports.busy
        name = self._charger.reports.hand_in(
            location,
            log_request=request,
            kind="security" if kind == "SecurityLog" else "diagnostics",
            start=moment(log.get("oldestTimestamp")),
            stop=moment(log.get("latestTimestamp")),
            retries=whole(payload, "retries", 0),
            retry_after=whole(payload, "retryInterval", 10),
        )
        return {"status": "AcceptedCanceled" if busy else "Accepted", "filename": name}

    def update_firmware(self, payload: Payload) -> Answer:
        text(payload, "location")
        text(payload, "retrieveDate")
        self._charger.reports.install()
        return {}

    def signed_update_firmware(self, payload: Payload) -> Answer:
        firmware = part(payload, "firmware")
        text(firmware, "location")
        self._charger.reports.install(whole(payload, "requestId"))
        return {"status": "Accepted"}

    def trigger(self, payload: Payload) -> Answer:
        """TriggerMessage and ExtendedTriggerMessage; here both know all kinds."""
        wanted = text(payload, "requestedMessage")
        number = whole(payload, "connectorId", 0)
        if number and number not in self._station.connectors:
            return {"status": "Rejected"}
        reports, outbox = self._charger.reports, self._charger.outbox
        chosen = [self._station.connectors[number]] if number else self._station.connectors.values()
        match wanted:
            case "BootNotification":
                self._charger.registration.boot_again()
            case "Heartbeat":
                self._charger.registration.heartbeat(urgent=True)
            case "StatusNotification":
                with_zero = [self._station.place(number)] if "connectorId" in payload else None
                for place in with_zero or [self._station.zero, *chosen]:
                    outbox.put(self._station.notification(place), urgent=True)
            case "MeterValues":
                for place in chosen:
                    outbox.put(self._station.readings(place, "Trigger"), urgent=True)
            case "DiagnosticsStatusNotification":
                reports.tell_diagnostics(urgent=True)
            case "LogStatusNotification":
                reports.tell_log(urgent=True)
            case "FirmwareStatusNotification":
                reports.tell_firmware(urgent=True)
            case "SignChargePointCertificate":
                csr = {"csr": self.signing_request()}
                outbox.put(Outgoing("SignCertificate", lambda: csr), urgent=True)
            case _:
                return {"status": "NotImplemented"}
        return {"status": "Accepted"}
