"""Commands and their answers in words: what was asked, and what the charger said to it.

Like ``app.ui.words``; apart from it because these need all the commands, and those are read from disk
only after the window is on the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.commands import (
    CALL_ERROR,
    NOT_CONNECTED,
    NOT_SUPPORTED,
    TIMEOUT,
    CallRaw,
    ChangeAvailability,
    ClearCache,
    Command,
    DeliverDiagnostics,
    ReadConfiguration,
    Reset,
    ResetKind,
    SendVendorData,
    StartCharge,
    StopCharge,
    TriggerMessage,
    UnlockConnector,
    UploadDiagnostics,
    WriteConfiguration,
)

translate = QCoreApplication.translate


def command_word(command: Command) -> str:
    """What was asked, as the head of its life."""
    match command:
        case Reset(kind=ResetKind.HARD):
            return translate("words", "Hard restart")
        case Reset():
            return translate("words", "Soft restart")
        case UnlockConnector():
            return translate("words", "Unlock connector")
        case UploadDiagnostics() | DeliverDiagnostics():
            return translate("words", "Fetch diagnostics")
        case TriggerMessage():
            return translate("words", "Refresh")
        case ChangeAvailability(operative=True):
            return translate("words", "Put in service")
        case ChangeAvailability():
            return translate("words", "Take out of service")
        case StartCharge():
            return translate("words", "Start test charge")
        case StopCharge():
            return translate("words", "Stop charge")
        case ReadConfiguration():
            return translate("words", "Read configuration")
        case WriteConfiguration():
            return translate("words", "Change configuration")
        case ClearCache():
            return translate("words", "Clear cache")
        case SendVendorData():
            return translate("words", "Vendor message")
        case CallRaw():
            return translate("words", "Expert call")


def command_term(command: Command) -> str:
    """The OCPP call behind a command with what it names, not translated."""
    match command:
        case Reset(kind=kind):
            return f"Reset {kind.value.capitalize()}"
        case UnlockConnector():
            return "UnlockConnector"
        case UploadDiagnostics(log=True) | DeliverDiagnostics(log=True):
            return "GetLog"
        case UploadDiagnostics() | DeliverDiagnostics():
            return "GetDiagnostics"
        case TriggerMessage(message=message):
            return f"TriggerMessage {message}"
        case ChangeAvailability(operative=operative):
            return "ChangeAvailability Operative" if operative else "ChangeAvailability Inoperative"
        case StartCharge():
            return "RemoteStartTransaction"
        case StopCharge():
            return "RemoteStopTransaction"
        case ReadConfiguration():
            return "GetConfiguration"
        case WriteConfiguration(key=key):
            return f"ChangeConfiguration {key}"
        case ClearCache():
            return "ClearCache"
        case SendVendorData(vendor_id=vendor_id):
            return f"DataTransfer {vendor_id}"
        case CallRaw(action=action):
            return action


def answer_word(status: str) -> str:
    """The charger's answer to a command in words; its own word where it is not a standard one."""
    match status:
        case "Accepted":
            return translate("words", "accepted")
        case "Rejected":
            return translate("words", "refused")
        case "Scheduled":
            return translate("words", "scheduled")
        case "RebootRequired":
            return translate("words", "restart needed")
        case "NotImplemented":
            return translate("words", "not implemented")
        case "NotSupported" | "UnknownVendorId" | "UnknownMessageId":
            return translate("words", "not supported")
        case "Unlocked":
            return translate("words", "unlocked")
        case "UnlockFailed":
            return translate("words", "could not unlock")
        case "AcceptedCanceled":
            return translate("words", "accepted, earlier request cancelled")
        case _ if status == CALL_ERROR:
            return translate("words", "the charger reported an error")
        case _ if status == TIMEOUT:
            return translate("words", "no answer")
        case _ if status == NOT_CONNECTED:
            return translate("words", "not connected")
        case _ if status == NOT_SUPPORTED:
            return translate("words", "not supported")
        case _:
            return status
