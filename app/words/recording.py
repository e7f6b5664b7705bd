"""Sentences for why a visit file could not be opened, or can no longer be written."""

from __future__ import annotations

from app.words import Phrase

RECORDING: dict[str, Phrase] = {
    "disk_full": Phrase(
        "The disk is full: nothing more is recorded.",
        "Everything else goes on. Make room and start the program again.",
    ),
    "disk_error": Phrase(
        "The disk reports an error: nothing more is recorded.",
        "Everything else goes on. Check the disk, or record to another one.",
    ),
    "disk_too_slow": Phrase(
        "The disk does not keep up: nothing more is recorded.",
        "Everything else goes on. Record to another disk.",
    ),
    "read_only": Phrase(
        "The visit file cannot be written: it is read-only.", "Choose another folder."
    ),
    "in_use": Phrase(
        "The visit file is in use by another program.", "Close the other program first."
    ),
    "damaged": Phrase("The visit file is damaged.", "Keep it as it is and start a new visit."),
    "cannot_write": Phrase("The visit file cannot be written.", "Choose another folder."),
    "cannot_open": Phrase("The visit file cannot be opened.", "Choose another folder."),
    "recorder_broke": Phrase(
        "The recording has stopped because of a bug in this program.",
        "Everything else goes on. Please report it with the program's log.",
    ),
    "not_a_visit": Phrase("This is not a visit file of Kontaktor."),
    "newer_version": Phrase(
        "The visit file was made by a newer version of this program.", "Update the program."
    ),
    "no_such_file": Phrase("There is no such file."),
    "closed": Phrase("The visit file has been closed."),
}
"""``RecordingStopped.reason`` and ``VisitFileError.reason`` -> what it means and what to do."""
