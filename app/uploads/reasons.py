"""The tokens with which the receivers say what went wrong. ``app.words.uploads`` has the sentences.

They are the only words that leave this room; nothing here is text for people, and nothing that a
charger sends ever becomes a token.
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why an arrival is not simply a whole file. ``NONE``: it is."""

    NONE = ""
    END_NOT_PROVEN = "end_not_proven"
    RESUMED_PART = "resumed_part"
    CUT_SHORT = "cut_short"
    CONNECTION_LOST = "connection_lost"
    ABORTED = "aborted"
    TIMED_OUT = "timed_out"
    DAMAGED = "damaged"
    WITHDRAWN = "withdrawn"
    CLOSING = "closing"
    SIZE_CAP = "size_cap"
    TOO_MANY_FILES = "too_many_files"
    NO_LENGTH = "no_length"
    TLS_FAILED = "tls_failed"


class Rule(StrEnum):
    """Findings: what was accepted or turned away although it is not as it should be."""

    ANONYMOUS = "upload_anonymous"
    UNAUTHENTICATED = "upload_unauthenticated"
    WRONG_PASSWORD = "upload_wrong_password"
    STRANGER = "upload_stranger"
    NOT_HTTP = "upload_not_http"
    TLS_FAILED = "upload_tls_failed"
    SIZE_CAP = "size_cap"
    TOO_MANY_FILES = "too_many_files"


class Refused(Exception):  # noqa: N818 - a refusal, not an error of the program
    """The inbox takes no more bytes of this file; the receiver answers in its protocol's words."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
