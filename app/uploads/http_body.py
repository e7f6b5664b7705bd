"""Where the body of a request goes: into one file, into the files of a form, or nowhere."""

from __future__ import annotations

from typing import Protocol

from app.uploads.form import DamagedForm, FormReader, NotAForm, PartBegan, PartData
from app.uploads.inbox import Admission, Inbox, Intake
from app.uploads.reasons import Reason


class Body(Protocol):
    """Takes a request's body. ``write`` and ``end`` raise Refused when the inbox takes no more."""

    def write(self, data: bytes) -> None: ...
    def end(self) -> bool: ...  # whether all is well
    def cut(self, reason: Reason) -> None: ...


class NoBody:
    """For requests whose body means nothing."""

    def write(self, data: bytes) -> None:
        """Forget it."""

    def end(self) -> bool:
        """Nothing can be missing."""
        return True

    def cut(self, reason: Reason) -> None:
        """Nothing is lost."""


class RawBody:
    """The body is the file. An empty one is a file only where ``keep_empty`` (PUT, not POST)."""

    def __init__(
        self, inbox: Inbox, admission: Admission, name: str, total: int | None, keep_empty: bool
    ) -> None:
        self._inbox = inbox
        self._admission = admission
        self._name = name
        self._total = total
        self._keep_empty = keep_empty
        self._intake: Intake | None = None

    def write(self, data: bytes) -> None:
        """More of the file."""
        self._begun().write(data)

    def end(self) -> bool:
        """HTTP proves the end: a length, or the last chunk."""
        if self._intake is not None or self._keep_empty:
            self._begun().finish(complete=True)
        return True

    def cut(self, reason: Reason) -> None:
        """The connection is gone or the message damaged."""
        if self._intake is not None:
            self._intake.break_off(reason)
        else:
            self._inbox.refused(self._admission, self._name, self._total, reason)

    def _begun(self) -> Intake:
        if self._intake is None:
            self._intake = self._inbox.begin(self._admission, self._name, self._total)
        return self._intake


class FormBody:
    """Every file part becomes a file; plain fields are left out."""

    def __init__(
        self, inbox: Inbox, admission: Admission, name: str, total: int | None, boundary: bytes
    ) -> None:
        self._inbox = inbox
        self._admission = admission
        self._name = name
        self._reader = FormReader(boundary)
        self._raw = RawBody(inbox, admission, name, total, keep_empty=False)
        self._is_form = True
        self._any_file = False
        self._intake: Intake | None = None

    def write(self, data: bytes) -> None:
        """More of the form. Raises DamagedForm when it cannot be read on."""
        if not self._is_form:
            self._raw.write(data)
            return
        try:
            events = self._reader.feed(data)
        except NotAForm as whole:
            self._is_form = False
            self._raw.write(whole.data)
            return
        for event in events:
            self._take(event)

    def end(self) -> bool:
        """False when the form ends inside a part, which is kept and marked."""
        if not self._is_form:
            return self._raw.end()
        try:
            for event in self._reader.end():
                self._take(event)
        except NotAForm as whole_body:
            self._raw.write(whole_body.data)
            return self._raw.end()
        whole = not self._reader.in_part
        if self._intake is not None:
            self._intake.break_off(Reason.CUT_SHORT)
        return whole

    def cut(self, reason: Reason) -> None:
        """The connection is gone or the message damaged."""
        if self._intake is not None:
            self._intake.break_off(reason)
        elif not self._any_file:
            self._raw.cut(reason)

    def _take(self, event: object) -> None:
        match event:
            case PartBegan(filename):
                if filename is not None:
                    self._any_file = True
                    self._intake = self._inbox.begin(self._admission, filename or self._name, None)
            case PartData(data):
                if self._intake is not None:
                    self._intake.write(data)
            case _:
                if self._intake is not None:
                    self._intake.finish(complete=True)
                    self._intake = None


__all__ = ["Body", "DamagedForm", "FormBody", "NoBody", "RawBody"]
