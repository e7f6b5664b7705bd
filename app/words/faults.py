"""What a fault code means in a sentence, and the first thing to do.

The 16 classes of OCPP 1.6 ed. 2, section 7.6, in our own words. The code says little where a maker
uses ``OtherError`` or ``InternalError`` for everything: the maker's own code beside it says more.
"""

from __future__ import annotations

from app.words import Phrase

FAULT_TEXTS: dict[str, Phrase] = {
    "NoError": Phrase(
        "Fault without a code.",
        "Look at the maker's code and at the last real fault; ask for the status again.",
    ),
    "ConnectorLockFailure": Phrase(
        "The charger could not lock or release the plug.",
        "End the charge, take the strain off the cable, push the plug fully in and unlock again.",
    ),
    "EVCommunicationError": Phrase(
        "The charger and the car do not understand each other.",
        "Try another cable, then another car. It is a warning, not a fault of the charger.",
    ),
    "GroundFailure": Phrase(
        "The earth leakage protection has tripped, or the protective earth is not good.",
        "Unplug the car. If it trips without a car or a second time, leave it to an electrician.",
    ),
    "HighTemperature": Phrase(
        "It is too hot inside the charger or at a contact.",
        "Smell or see burning: have it isolated. Otherwise let it cool and check the air paths.",
    ),
    "InternalError": Phrase(
        "Something inside the charger does not work.",
        "Fetch the diagnostics before restarting, and look up the maker's code.",
    ),
    "LocalListConflict": Phrase(
        "The list of cards in the charger does not match the one of its operator.",
        "The operator can send the whole list again.",
    ),
    "OtherError": Phrase(
        "A fault for which OCPP has no code of its own.",
        "Look up the maker's code and its text.",
    ),
    "OverCurrentFailure": Phrase(
        "The current went above the limit and the protection tripped.",
        "Unplug the car and compare the current of each phase with the limit.",
    ),
    "OverVoltage": Phrase(
        "The supply voltage is too high.",
        "Compare the phases. If they differ much, the neutral may be broken: danger, stay away.",
    ),
    "PowerMeterFailure": Phrase(
        "The charger cannot read its energy meter.",
        "Check the type and address of the meter in the settings, then restart.",
    ),
    "PowerSwitchFailure": Phrase(
        "The contactor does not open or close as it should. The outlet may be live.",
        "Treat the outlet as live, and leave it to an electrician. Do not restart to free it.",
    ),
    "ReaderFailure": Phrase(
        "The card reader does not work.",
        "Start a charge from here to tell a reader fault from a charging fault.",
    ),
    "ResetFailure": Phrase(
        "The charger could not restart.",
        "End a running charge, wait for a running update, then try again.",
    ),
    "UnderVoltage": Phrase(
        "The supply voltage is too low, or a phase is missing.",
        "Compare the phases with and without load. A missing phase is for an electrician.",
    ),
    "WeakSignal": Phrase(
        "The mobile or Wi-Fi signal is weak.",
        "Charging is normally not affected. Check the antenna and compare with a phone.",
    ),
}
"""Code -> phrase; ``NoError`` is what a charger sends that says Faulted and gives no code."""

UNKNOWN_FAULT = Phrase(
    "The charger reports {code}, which is not in the OCPP list.",
    "Look it up in the maker's documents.",
)


def fault_text(code: str) -> Phrase:
    """The phrase for a code, with the place ``{code}`` to fill where OCPP does not know it."""
    return FAULT_TEXTS.get(code, UNKNOWN_FAULT)
