"""Sentences for what was odd in the content and the behaviour of a charger's messages.

READING_FINDINGS explains findings; VALUE_REASONS explains why a setting was not sent.
"""

from __future__ import annotations

from app.words import Phrase

READING_FINDINGS: dict[str, Phrase] = {
    # --- the clock
    "timestamp_unreadable": Phrase(
        "A time stamp cannot be read: {reported}.", "The time of receipt is used instead."
    ),
    "timestamp_without_zone": Phrase(
        "A time stamp names no time zone and fits neither UTC nor local time: {reported}.",
        "It is taken for UTC.",
    ),
    "clock_not_set": Phrase(
        "The charger's clock is not set: it says {reported}.",
        "The time of receipt is used. Most makes set the clock from our answers.",
    ),
    "clock_wrong": Phrase(
        "The charger's time differs from the laptop's by {offset}.",
        "The time of receipt is used. Check both clocks; some makes stamp a status with the moment "
        "of its change.",
    ),
    "clock_zone": Phrase(
        "The charger's time differs by {offset}, about {zone}: it seems to send local time as UTC.",
        "Check the time zone in the charger's settings.",
    ),
    # --- who it is
    "speaks_v2": Phrase(
        "The charger agreed on OCPP 1.6 and sends messages of OCPP 2.0.1.",
        "Set the OCPP version in the charger to one value instead of automatic.",
    ),
    "speaks_v16": Phrase(
        "The charger agreed on OCPP {protocol} and sends messages of OCPP 1.6.",
        "Set the OCPP version in the charger to one value instead of automatic.",
    ),
    "iccid_not_sim": Phrase(
        "The SIM card number holds {value}, which is a signal strength in dBm."
    ),
    # --- status
    "status_step": Phrase(
        "Connector {connector} went from {before} to {after}, which the standard does not foresee.",
        "A status in between may have been too short to report, or was lost.",
    ),
    # --- meter values
    "measurand_missing": Phrase(
        "A value in {unit} came without its name and is shown as {measurand}."
    ),
    "measurand_unknown": Phrase(
        "{measurand} is not in the OCPP list; it is shown under its own name."
    ),
    "unit_spelling": Phrase("{measurand} comes in {unit} and is read as {usual}."),
    "unit_unknown": Phrase("{measurand} comes in the unknown unit {unit}; it is shown as sent."),
    "unit_mismatch": Phrase("{measurand} comes in {unit} and not in {usual}; it is shown as sent."),
    "value_unreadable": Phrase("A value of {measurand} is not a number: {value}."),
    # --- charges and cards
    "transaction_not_started_here": Phrase(
        "Charge {transaction} ended, but it did not begin here.",
        "It began before the charger dialled in, or without asking. The end was confirmed.",
    ),
    "transaction_local": Phrase(
        "The charger uses a charge number of its own: {transaction}.",
        "The charge began while it had no contact with a central system.",
    ),
    "meter_stop_unknown": Phrase(
        "The charge ended without a meter reading, so its energy is not known."
    ),
    "id_tag_damaged": Phrase("Control characters hang on the card number {tag}."),
    # --- certificates, actions
    "certificate_not_signed": Phrase(
        "The charger asks for a certificate to be signed; that was refused.",
        "Only the operator's own system can sign certificates.",
    ),
    "unknown_action": Phrase(
        "The charger sent {action}, which OCPP does not know.",
        "It was told that we do not know it.",
    ),
    # --- behaviour of the connection
    "no_boot": Phrase(
        "The charger did not send BootNotification after connecting.",
        "It was asked for one. Some makes send it after a restart only; the rest works without.",
    ),
    "wrong_answer_id": Phrase(
        "The answer to {action} carried another message id; it was accepted all the same."
    ),
    "orphan_answer": Phrase("An answer came that nothing had asked for."),
    "late_answer": Phrase(
        "The answer to {action} came after its time was up.",
        "The charger is slow or busy; the command may have worked.",
    ),
    "duplicate_message": Phrase(
        "The charger sent the same {action} again and got the same answer; it was counted once."
    ),
    "answers_nothing": Phrase(
        "The charger no longer answers, though the connection is open.",
        "Drop the connection so that it dials in again, or restart the charger.",
    ),
    "heartbeat_storm": Phrase(
        "The charger sends many heartbeats a second.",
        "Its HeartbeatInterval may hold a value that is no number. Read it and set it again.",
    ),
    "second_connection": Phrase(
        "A second connection with the same charger id was opened.",
        "Either the charger dialled in again, or two chargers have the same id.",
    ),
    "connection_replaced": Phrase("The newer connection took over and the older one was closed."),
    "unreadable_frame": Phrase(
        "A message cannot be read, even after the known repairs.",
        "The message as it came is on the Messages page.",
    ),
    "version_not_supported_yet": Phrase(
        "The charger speaks OCPP {protocol}, which is answered but not shown yet.",
        "Set the charger to OCPP 1.6 (JSON) to see everything.",
    ),
    "no_pong": Phrase(
        "The charger does not answer pings.", "The connection stays open; any message counts too."
    ),
    "upload_unauthenticated": Phrase(
        "The file came over HTTP without the password that was in the address."
    ),
    "upload_anonymous": Phrase(
        "The file came over FTP as anonymous, without the password that was in the address."
    ),
}

VALUE_REASONS: dict[str, Phrase] = {
    "value_not_integer": Phrase(
        "This setting takes a whole number.",
        "Some chargers accept anything and then misbehave, for instance with heartbeats in storms.",
    ),
    "value_not_boolean": Phrase("This setting takes true or false."),
    "value_too_large": Phrase("The number is too large for this setting."),
}
