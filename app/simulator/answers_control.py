"""Answers about transactions from afar, charging profiles, reservations, the local list, certificates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.simulator.certificates import Certificates, hash_data, signing_request
from app.simulator.connector import Reservation
from app.simulator.fields import RefusedError, part, text, whole
from app.simulator.pace import moment, stamp
from app.simulator.profiles import NOMINAL_V, profile_from
from app.simulator.wire import Answer, Payload

if TYPE_CHECKING:
    from app.simulator.charger import SimulatedCharger

MOST_SCHEDULE_S = 86_400
MOST_PROFILES = 10
MOST_LIST = 1000
CERTIFICATE_USES = ("CentralSystemRootCertificate", "ManufacturerRootCertificate")


class ControlAnswers:
    """The half of the answers that steers charging."""

    def __init__(self, charger: SimulatedCharger) -> None:
        self._charger = charger
        self._station = charger.station
        self._certificates = Certificates()

    def start_remotely(self, payload: Payload) -> Answer:
        tag = text(payload, "idTag")
        station = self._station
        if "connectorId" in payload:
            wanted = whole(payload, "connectorId")
            candidates = [c for c in station.connectors.values() if c.number == wanted]
        else:
            candidates = sorted(station.connectors.values(), key=lambda c: c.car is None)
        for place in candidates:
            kept = place.reservation is not None and place.reservation.id_tag != tag
            if kept or not place.free or not station.zero.operative:
                continue
            if "chargingProfile" in payload:
                profile = profile_from(place.number, part(payload, "chargingProfile"))
                if profile.purpose != "TxProfile":
                    return {"status": "Rejected"}
                station.profiles.install(profile)
            station.later(0.0, partial(station.remote_start, place.number, tag))
            return {"status": "Accepted"}
        return {"status": "Rejected"}

    def remote_stop(self, payload: Payload) -> Answer:
        wanted = whole(payload, "transactionId")
        for place in self._station.connectors.values():
            if place.transaction is not None and place.transaction.id == wanted:
                self._station.later(0.0, partial(self._station.stop, place.number, "Remote"))
                return {"status": "Accepted"}
        return {"status": "Rejected"}

    def set_charging_profile(self, payload: Payload) -> Answer:
        number = whole(payload, "connectorId")
        profile = profile_from(number, part(payload, "csChargingProfiles"))
        station = self._station
        if number and number not in station.connectors:
            return {"status": "Rejected"}
        if profile.purpose == "ChargePointMaxProfile" and number:
            return {"status": "Rejected"}
        if profile.purpose == "TxProfile":
            running = station.connectors[number].transaction if number else None
            if running is None or profile.transaction not in (None, running.id):
                return {"status": "Rejected"}
        if len(station.profiles.installed) >= MOST_PROFILES:
            return {"status": "Rejected"}
        station.profiles.install(profile)
        return {"status": "Accepted"}

    def clear_charging_profile(self, payload: Payload) -> Answer:
        cleared = self._station.profiles.clear(
            whole(payload, "id") if "id" in payload else None,
            whole(payload, "connectorId") if "connectorId" in payload else None,
            text(payload, "chargingProfilePurpose")
            if "chargingProfilePurpose" in payload
            else None,
            whole(payload, "stackLevel") if "stackLevel" in payload else None,
        )
        return {"status": "Accepted" if cleared else "Unknown"}

    def get_composite_schedule(self, payload: Payload) -> Answer:
        number = whole(payload, "connectorId")
        seconds = min(whole(payload, "duration"), MOST_SCHEDULE_S)
        unit = text(payload, "chargingRateUnit", "A", choices=("A", "W"))
        station = self._station
        if (number and number not in station.connectors) or seconds < 0:
            return {"status": "Rejected"}
        now = self._charger.clock.now()
        begun = station.begun(station.place(number))
        periods = station.profiles.schedule(number, now, seconds, begun, station.hardware_limit())
        scale = NOMINAL_V * 3 if unit == "W" else 1.0
        return {
            "status": "Accepted",
            "connectorId": number,
            "scheduleStart": stamp(now),
            "chargingSchedule": {
                "duration": seconds,
                "chargingRateUnit": unit,
                "chargingSchedulePeriod": [
                    {"startPeriod": start, "limit": round(limit * scale, 1)}
                    for start, limit in periods or [(0, station.hardware_limit())]
                ],
            },
        }

    def reserve_now(self, payload: Payload) -> Answer:
        number = whole(payload, "connectorId")
        expires = moment(payload.get("expiryDate"))
        if expires is None:
            raise RefusedError("PropertyConstraintViolation", "expiryDate is no point in time")
        if number not in self._station.connectors:
            return {"status": "Rejected"}
        reservation = Reservation(whole(payload, "reservationId"), text(payload, "idTag"), expires)
        status = self._station.reserve(number, reservation)
        self._station.refresh(self._station.place(number))
        return {"status": status}

    def cancel_reservation(self, payload: Payload) -> Answer:
        wanted = whole(payload, "reservationId")
        for place in self._station.connectors.values():
            if place.reservation is not None and place.reservation.id == wanted:
                place.reservation = None
                self._station.refresh(place)
                return {"status": "Accepted"}
        return {"status": "Rejected"}

    def get_local_list_version(self, payload: Payload) -> Answer:
        enabled = self._charger.configuration.yes("LocalAuthListEnabled")
        return {"listVersion": self._station.local_list_version if enabled else -1}

    def send_local_list(self, payload: Payload) -> Answer:
        version = whole(payload, "listVersion")
        full = text(payload, "updateType", choices=("Differential", "Full")) == "Full"
        entries = payload.get("localAuthorizationList", [])
        if not isinstance(entries, list) or len(entries) > MOST_LIST:
            return {"status": "Failed"}
        if not full and version <= self._station.local_list_version:
            return {"status": "VersionMismatch"}
        fresh = {} if full else dict(self._station.local_list)
        for entry in entries:
            if not isinstance(entry, dict):
                raise RefusedError("TypeConstraintViolation", "an entry of the list is an object")
            tag = text(entry, "idTag")
            if "idTagInfo" in entry:
                fresh[tag] = text(part(entry, "idTagInfo"), "status")
            else:
                fresh.pop(tag, None)
        self._station.local_list, self._station.local_list_version = fresh, version
        return {"status": "Accepted"}

    def install_certificate(self, payload: Payload) -> Answer:
        kind = text(payload, "certificateType", choices=CERTIFICATE_USES)
        return {"status": self._certificates.install(kind, text(payload, "certificate"))}

    def delete_certificate(self, payload: Payload) -> Answer:
        return {"status": self._certificates.delete(part(payload, "certificateHashData"))}

    def get_installed_certificate_ids(self, payload: Payload) -> Answer:
        found = self._certificates.of(text(payload, "certificateType", choices=CERTIFICATE_USES))
        if not found:
            return {"status": "NotFound"}
        return {"status": "Accepted", "certificateHashData": found}

    def certificate_signed(self, payload: Payload) -> Answer:
        chain = text(payload, "certificateChain")
        return {"status": "Accepted" if hash_data(chain) else "Rejected"}

    def signing_request(self) -> str:
        return signing_request(self._charger.identity.serial)
