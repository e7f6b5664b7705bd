"""Sentences for the last word on a command: whether the promised effect was seen."""

from __future__ import annotations

from app.words import Phrase

EFFECTS: dict[str, Phrase] = {
    "booted": Phrase("The charger has restarted: it booted {seconds} s after its answer."),
    "reset_nothing": Phrase(
        "The charger accepted the restart but did not restart within {seconds} s.",
        "Try a hard restart, or cut the power if you are allowed to.",
    ),
    "reset_not_back": Phrase(
        "The charger went away but did not come back within {seconds} s.",
        "Some makes take up to 20 minutes to dial in again. Check that it has power.",
    ),
    "reset_no_boot": Phrase(
        "The charger came back but sent no BootNotification within {seconds} s.",
        "It may have lost only the connection. Look at its status and at the Messages page.",
    ),
    "unlocked": Phrase("The charger says that the connector is unlocked."),
    "triggered": Phrase("The message came."),
    "trigger_nothing": Phrase(
        "The charger accepted but sent no {message} within {seconds} s.",
        "Some makes answer only with, or only without, a connector number.",
    ),
    "availability_changed": Phrase("Connector {connector} is now {status}."),
    "availability_same": Phrase("Connector {connector} was already {status}."),
    "availability_unchanged": Phrase(
        "No new status came within {seconds} s.",
        "The charger may apply the change without telling. Ask for its status.",
    ),
    "availability_scheduled": Phrase(
        "The change waits for the running charge to end; it had not ended after {seconds} s.",
        "Stop the charge, or come back to it later.",
    ),
    "charge_started": Phrase("Charge {transaction} has started on connector {connector}."),
    "charge_not_started": Phrase(
        "The charger accepted but no charge started within {seconds} s.",
        "Is the car plugged in? Some makes refuse a start shortly after a stop.",
    ),
    "charge_stopped": Phrase("Charge {transaction} has ended."),
    "charge_not_stopped": Phrase(
        "The charger accepted but the charge did not end within {seconds} s.",
        "Look at the status of the connector.",
    ),
    "configuration_read": Phrase("{count} settings read."),
    "written": Phrase("{key} was read back as {value}."),
    "written_restart": Phrase(
        "{key} was read back as {value}.", "The charger says that it takes effect after a restart."
    ),
    "write_differs": Phrase(
        "{key} was read back as {value}, not as {wanted}.",
        "The charger rounded or ignored the value.",
    ),
    "write_needs_restart": Phrase(
        "{key} still reads {value}.", "Restart the charger; it is read again after that."
    ),
    "write_unreadable": Phrase(
        "{key} could not be read back.", "The charger may hide it, or not know it."
    ),
    "answer_is_all": Phrase("The answer is all there is to see."),
    "file_arrived": Phrase("{file} has arrived, {size} bytes."),
    "no_file": Phrase("No file arrived."),
    "connection_lost": Phrase("The connection was lost before the effect could be seen."),
    "visit_ended": Phrase("The visit ended before the effect could be seen."),
}
"""``CommandEffect.reason`` -> what was or was not seen, and what to do."""
