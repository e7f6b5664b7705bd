"""Reads JSON that is not quite JSON, and says what was wrong with it.

Theory of operation. One pass from left to right over the text, a stack of open brackets instead of
recursion, five states an open bracket can be in (``_START`` ... ``_COLON``). Whatever a strict reader
refuses has one fixed reading here, and each is counted under a rule token:

- a missing value becomes null; superfluous commas are skipped; missing commas, colons and brackets
  are put in where only one reading is left;
- at the end of a cut-off frame all brackets are closed. A number that touches the end, and a text
  there that begins like one, becomes null: half a meter reading looks like a reading, but is none;
- quotes: single and typographic ones, a closing quote that a stray backslash swallowed
  (mobilityhouse/ocpp issue 415), quotes inside a text that were not escaped.

What has no safe reading raises ``BeyondRepairError``. The work is linear in the length of the text and
bounded: nothing is read below ``MOST_DEPTH`` levels, after ``MOST_REPAIRS`` repairs or ``MOST_TOKENS``
tokens, so that a megabyte of garbage costs a fraction of a second.
"""

from __future__ import annotations

import re
from typing import Any

from app.links.ocpp import bare, quoting

MOST_DEPTH = 64
"""Levels of brackets. The deepest OCPP message (2.1 charging profiles) has about ten."""

MOST_REPAIRS = 1000
MOST_RESCANS = 50
"""Swallowed closing quotes: after each of them a part of the text is looked at a second time."""

MOST_TOKENS = 200_000
"""Brackets, separators and values in one damaged frame: about 0.2 s of work."""

_START, _ITEM, _COMMA, _KEY, _COLON = range(5)

_BLANKS = re.compile(r"[\s\x00-\x20\x7f\ufeff]*+")
_ODD_BLANK = re.compile(r"[^ \t\r\n]")
_COLON_FOLLOWS = re.compile(r"[\s\x00]*+[:=]")
_VALUE_QUOTE = re.compile(r"\"\s{0,20}[,}\]]\s{0,20}(?:[\"{\[}\],\d-]|\Z)")
_KEY_QUOTE = re.compile(r"\"\s{0,20}:")
_LETTER = re.compile(r"[^\W_]")
_FIRST_KEY = re.compile(r"\{\s{0,20}[\"']?(\w{1,60})")
_MESSAGE_START = re.compile(r"\[\s{0,20}[\"']?[1-6][\"']?\s{0,20},\s{0,20}[\"'\d-]")


class BeyondRepairError(Exception):
    """The text has no safe reading. ``reason`` is a token in ``app.words.frames.DAMAGES``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class _Open:
    """A bracket that is not closed yet."""

    __slots__ = ("key", "state", "value")

    def __init__(self, value: list[Any] | dict[str, Any]) -> None:
        self.value = value
        self.state = _START
        self.key = ""


class LenientReader:
    """Reads values from one text.

    repairs: rule -> [times, position of the first]. position: how far it got, also when it raised.
    """

    def __init__(self, text: str) -> None:
        self.repairs: dict[str, list[int]] = {}
        self.position = 0
        self._text = text
        self._stack: list[_Open] = []
        self._repairs_left = MOST_REPAIRS
        self._tokens_left = MOST_TOKENS

    def read(self, start: int) -> tuple[Any, int]:
        """The value whose bracket stands at ``start``, and the position behind it."""
        text, end = self._text, len(self._text)
        root = _Open([] if text[start] == "[" else {})
        stack = self._stack = [root]
        pos = start + 1
        while stack:
            pos = self.position = self._skip_blanks(pos)
            if pos >= end:
                self._finish("json_truncated", pos)
                break
            self._tokens_left -= 1
            if self._tokens_left < 0:
                raise BeyondRepairError("too_long")
            char = text[pos]
            if char in "[{":
                if char == "[" and self._is_next_message(pos):
                    self._finish("json_missing_bracket", pos)
                    break
                pos = self._open(char, pos)
            elif char in "]}":
                self._close(char, pos)
                pos += 1
            elif char in ",;":
                self._comma(char, pos)
                pos += 1
            elif char in ":=":
                self._colon(char, pos)
                pos += 1
            elif char in quoting.QUOTES:
                pos = self._quoted(pos)
            else:
                pos = self._word(pos)
        return root.value, pos

    def note(self, rule: str, pos: int) -> None:
        """Count a repair; too many of them make the frame unrepairable."""
        count = self.repairs.setdefault(rule, [0, pos])
        count[0] += 1
        self._repairs_left -= 1
        if self._repairs_left < 0 or (rule == "backslash_damage" and count[0] > MOST_RESCANS):
            raise BeyondRepairError("too_damaged")

    # --- brackets and separators ----------------------------------------------------------------

    def _skip_blanks(self, pos: int) -> int:
        match = _BLANKS.match(self._text, pos)
        behind = match.end() if match else pos
        if behind > pos and _ODD_BLANK.search(self._text, pos, behind):
            self.note("control_characters", pos)
        return behind

    def _is_next_message(self, pos: int) -> bool:
        top = self._stack[-1]
        if isinstance(top.value, dict):
            inside = top.state in (_KEY, _COLON)
        else:
            inside = (
                len(self._stack) > 1
                or not top.value
                or isinstance(top.value[0], list)
                or (top.state != _ITEM and len(top.value) < 4)
            )
        return not inside and _MESSAGE_START.match(self._text, pos) is not None

    def _open(self, char: str, pos: int) -> int:
        top = self._stack[-1]
        if isinstance(top.value, dict) and top.state not in (_KEY, _COLON):
            if char != "{":
                raise BeyondRepairError("not_json")
            if top.state == _START:
                self.note("json_stray_bracket", pos)
                return pos + 1  # "{{": the second one says nothing
            self.note("json_missing_bracket", pos)
            latest = self._latest(top)
            if isinstance(latest, dict) and self._has_first_key(pos, latest):
                wrapped = _Open([latest])  # 'x:{"a":1},{"a":2}]': the bracket of the list is lost
                wrapped.state = top.state
                self._replace_latest(top, wrapped.value)
                top.state = _ITEM
                self._stack.append(wrapped)
            elif len(self._stack) >= 3 and isinstance(self._stack[-2].value, list):
                self._stack.pop()  # '[{...,{': the first object of the list was not closed
            else:
                raise BeyondRepairError("not_json")
        if len(self._stack) >= MOST_DEPTH:
            raise BeyondRepairError("too_deep")
        value: list[Any] | dict[str, Any] = [] if char == "[" else {}
        self._put(value, pos)
        self._stack.append(_Open(value))
        return pos + 1

    def _has_first_key(self, pos: int, other: dict[str, Any]) -> bool:
        """Whether the object that begins at ``pos`` has the same first key as another one."""
        match = _FIRST_KEY.match(self._text, pos)
        return match is not None and match[1] == next(iter(other), None)

    def _close(self, char: str, pos: int) -> None:
        kind = list if char == "]" else dict
        if not any(isinstance(one.value, kind) for one in self._stack):
            self.note("json_stray_bracket", pos)
            return
        while not isinstance(self._stack[-1].value, kind):
            self.note("json_missing_bracket", pos)
            self._end(self._stack.pop(), pos)
        if self._stack[-1].state == _COMMA:
            self.note("json_trailing_comma", pos)
        self._end(self._stack.pop(), pos)

    def _finish(self, rule: str, pos: int) -> None:
        if rule not in self.repairs:
            self.note(rule, pos)
        while self._stack:
            self._end(self._stack.pop(), pos)

    def _end(self, one: _Open, pos: int) -> None:
        if one.state in (_KEY, _COLON):
            self._member(one, None, "json_missing_value", pos)

    def _comma(self, char: str, pos: int) -> None:
        top = self._stack[-1]
        if char == ";":
            self.note("json_wrong_separator", pos)
        if top.state in (_KEY, _COLON):
            self._member(top, None, "json_missing_value", pos)
        elif top.state != _ITEM:
            rule = "json_leading_comma" if top.state == _START else "json_doubled_comma"
            self.note(rule, pos)
            return
        top.state = _COMMA

    def _colon(self, char: str, pos: int) -> None:
        top = self._stack[-1]
        if char == "=":
            self.note("json_wrong_separator", pos)
        if isinstance(top.value, dict):
            if top.state == _COLON:
                self.note("json_wrong_separator", pos)
                return
            if top.state == _KEY:
                top.state = _COLON
                return
        if top.state != _ITEM or not isinstance(self._latest(top), str):
            raise BeyondRepairError("not_json")
        if len(self._stack) >= MOST_DEPTH:
            raise BeyondRepairError("too_deep")
        self.note(
            "json_missing_bracket", pos
        )  # 'x:"a":1' and '["a":1': the brace before "a" is lost
        inner = _Open({})
        inner.key, inner.state = self._latest(top), _COLON
        self._replace_latest(top, inner.value)
        self._stack.append(inner)

    @staticmethod
    def _latest(one: _Open) -> Any:
        return one.value.get(one.key) if isinstance(one.value, dict) else one.value[-1]

    @staticmethod
    def _replace_latest(one: _Open, value: Any) -> None:
        if isinstance(one.value, dict):
            one.value[one.key] = value
        else:
            one.value[-1] = value

    # --- values -----------------------------------------------------------------------------------

    def _member(self, one: _Open, value: Any, rule: str, pos: int) -> None:
        assert isinstance(one.value, dict)
        if rule:
            self.note(rule, pos)
        if one.key in one.value:
            self.note("json_duplicate_key", pos)
        one.value[one.key] = value
        one.state = _ITEM

    def _put(self, value: Any, pos: int) -> None:
        top = self._stack[-1]
        if isinstance(top.value, dict) and top.state in (_KEY, _COLON):
            self._member(top, value, "json_missing_colon" if top.state == _KEY else "", pos)
            return
        if top.state == _ITEM:
            self.note("json_missing_comma", pos)
        if isinstance(top.value, dict):
            if value and not _LETTER.search(value):
                # Texts and what stands between them have changed places: values would get wrong names.
                raise BeyondRepairError("not_json")
            top.key, top.state = value, _KEY
        else:
            top.value.append(value)
            top.state = _ITEM

    def _expects_key(self) -> bool:
        top = self._stack[-1]
        return isinstance(top.value, dict) and top.state not in (_KEY, _COLON)

    def _quoted(self, pos: int) -> int:
        key = self._expects_key()
        inside = isinstance(self._stack[-1].value, dict) and not key
        followers = ",;]}" if inside else ",;]}:="
        text = quoting.read(self._text, pos, key=key, followers=followers, note=self.note)
        if not text.complete:
            self.note("json_truncated", pos)
            if key or not self._half_is_usable(text.value):
                return self._half(pos, key, text.end)
        self._put(text.value, pos)
        return text.end

    def _half_is_usable(self, value: str) -> bool:
        """Whether a cut-off text may be shown: no id, and nothing that looks like a measured value."""
        return len(self._stack) > 1 and not value.lstrip()[:1].isdigit() and value[:1] not in "+-."

    def _half(self, pos: int, key: bool, end: int) -> int:
        if not key:
            self._put(None, pos)
        return end

    def _word(self, pos: int) -> int:
        key = self._expects_key()
        word, end = bare.scan(self._text, pos, in_object=self._stack[-1].state == _COLON)
        if (_KEY_QUOTE if key else _VALUE_QUOTE).match(self._text, end):
            self.note("json_unclosed_text", pos)  # 'Available",': the opening quote is lost
            self._put(word, pos)
            return end + 1
        if end >= len(self._text) and word not in bare.LITERALS:
            self.note("json_truncated", pos)
            return self._half(pos, key, end)
        if key:
            self._bare_key(word, pos, end)
        else:
            value, rule = bare.convert(word, is_id=len(self._stack) == 1)
            if rule:
                self.note(rule, pos)
            self._put(value, pos)
        return end

    def _bare_key(self, word: str, pos: int, end: int) -> None:
        top = self._stack[-1]
        assert isinstance(top.value, dict)
        before = top.value.get(top.key)
        after = self._text[end : end + 1]
        if word.isdecimal() and top.state == _COMMA and type(before) is int and after in ",}":
            self.note("json_decimal_comma", pos)  # "value":230,5: kept as the text "230,5"
            top.value[top.key] = f"{before},{word}"
            top.state = _ITEM
        elif _COLON_FOLLOWS.match(self._text, end):
            self.note("json_unquoted_text", pos)
            self._put(word, pos)
        else:
            self.note("json_stray_text", pos)
