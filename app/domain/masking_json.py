"""Masking in text whose quotes are sound: JSON, whole, cut off or with commas too many.

A walk over the tokens keeps a stack of open objects and notes which values are secret:

- the value of a member with a secret name (``"password": "x"``), with all that is inside it;
- the value members of an object that names a secret setting, in any order
  (``{"value": "x", "key": "StationPassword"}``). OCPP 2.x names it one level down
  (``"variable": {"name": ...}``) and may hold the value one level down (``variableAttribute``).

Only those characters are replaced. As soon as quotes, colons or brackets do not fit together
the walk gives up: then nobody can tell names from values, and ``masking_damaged`` takes over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from app.domain.masking_mark import MASK
from app.domain.secret_names import (
    is_name_holder,
    is_secret_key,
    is_secret_member,
    is_value_member,
    makes_key_secret,
)

Content = Callable[[str, bool], str]
"""Masks what a string holds; the flag tells whether its escapes were decoded."""

_TOKEN = re.compile(
    r"""\s*+(?:
        (?P<string>"(?:[^"\\]++|\\.)*+(?:"|\\?\Z))
      | (?P<mark>[{}\[\],:])
      | (?P<bare>[^\s{}\[\],:"]++)
    )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"-?[\d.]+(?:[eE][+-]?\d*)?")
_WORDS = ("true", "false", "null")
_SCHEME = re.compile(r'"(?:basic|bearer|digest|token|apikey|negotiate|ntlm)\s', re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SETTINGS = re.compile(r"configurationKey|attributeValue|variableAttribute|ChangeConfiguration")

_DEEPEST = 64
"""Brackets inside brackets. OCPP needs about ten; a bound keeps the walk linear."""

_STRING, _MARK, _BARE = 1, 2, 3

_Span = tuple[int, int]


class _Open:
    """An object or array that is being walked."""

    __slots__ = ("is_object", "key_span", "keyed", "member", "named", "secret", "values")

    def __init__(self, is_object: bool, secret: bool) -> None:
        self.is_object = is_object
        self.secret = secret
        self.member = ""
        self.named: bool | None = None  # None: no name of a setting seen; else whether it is secret
        self.values: list[_Span] = []
        self.keyed = False
        self.key_span: _Span | None = None


def mask_json(text: str, content: Content, is_known: Callable[[str], bool]) -> str | None:
    """The text with its secrets masked, None when it cannot be walked.

    content: masks the inside of strings that are not secret as a whole. is_known: whether a number
    is or holds a known secret. Linear in the length of the text, apart from what ``content`` does.
    """
    walk = _Walk(text)
    if not walk.run():
        return None
    return walk.replaced(content, is_known)


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.strings: list[_Span] = []
        self.numbers: list[_Span] = []
        self.secret: set[_Span] = set()
        self.bracketed = False

    def run(self) -> bool:
        """Walk all tokens; False when they do not fit together."""
        before = 0  # kind of the token before: 0 at the start
        mark = ""  # which mark it was
        position = 0
        text = self.text
        while (found := _TOKEN.match(text, position)) is not None:
            kind = found.lastindex or 0
            span = found.span(kind)
            position = found.end()
            if kind == _MARK:
                sign = text[span[0]]
                if not self._mark(sign, before, mark):
                    return False
                before, mark = kind, sign
                continue
            if before in (_STRING, _BARE) or mark in ("}", "]"):
                return False
            if kind == _BARE and not self._is_scalar(span):
                return False
            self._scalar(kind, span, mark)
            before, mark = kind, ""
        lone_string = len(self.strings) == 1 and not self.numbers
        if text[position:].strip() or not (self.bracketed or lone_string):
            return False
        self._end()
        return True

    def _is_scalar(self, span: _Span) -> bool:
        token = self.text[span[0] : span[1]]
        if token in _WORDS or _NUMBER.fullmatch(token):
            return True
        cut_off = span[1] == len(self.text)
        return cut_off and (token == "-" or any(word.startswith(token) for word in _WORDS))

    def _mark(self, sign: str, before: int, mark: str) -> bool:
        top = self.stack[-1] if self.stack else None
        if sign == ":":
            if before != _STRING or top is None or not top.is_object or top.member:
                return False
            start, end = self.strings[-1]
            name = self.text[start + 1 : end - 1]
            top.member = _decoded(name) or name or " "
            top.keyed = top.keyed or makes_key_secret(top.member)
            return True
        if sign in "{[":
            if before in (_STRING, _BARE) or mark in ("}", "]") or len(self.stack) >= _DEEPEST:
                return False
            secret = top is not None and (top.secret or is_secret_member(top.member))
            self.stack.append(_Open(sign == "{", secret))
            self.bracketed = True
            return True
        if top is None:
            return False
        if sign == ",":
            top.member = ""
            return True
        if top.is_object != (sign == "}"):
            return False
        self._close()
        return True

    def _scalar(self, kind: int, span: _Span, mark: str) -> None:
        if kind == _STRING:
            self.strings.append(span)
        else:
            self.numbers.append(span)
        top = self.stack[-1] if self.stack else None
        if top is None or (top.is_object and mark != ":"):
            return  # the name of a member, or a lone value
        if top.secret or (top.is_object and self._is_secret_value(top.member, span)):
            self.secret.add(span)
            return
        if not top.is_object:
            return
        if kind == _STRING and is_name_holder(top.member):
            token = self.text[span[0] : span[1]]
            inside = token[1:].removesuffix('"')
            secret = is_secret_key(_decoded(inside) or inside)
            if secret or _is_closed(token):  # a name that is cut off tells nothing
                top.named = top.named or secret
            if top.member == "key":
                top.key_span = span
        elif is_value_member(top.member):
            top.values.append(span)

    def _is_secret_value(self, member: str, span: _Span) -> bool:
        if member.lower().endswith("authorization"):  # a header of HTTP kept as a member
            return _SCHEME.match(self.text, span[0]) is not None
        return is_secret_member(member)

    def _close(self) -> None:
        closed = self.stack.pop()
        if closed.keyed and closed.key_span is not None and not closed.values:
            self.secret.add(closed.key_span)
        parent = self.stack[-1] if self.stack else None
        if closed.named:
            self.secret.update(closed.values)
        if parent is None:
            return
        if closed.named is None:
            parent.values.extend(closed.values)
        elif (
            parent.is_object
            and not closed.values  # named here, valued elsewhere
            and (closed.named or parent.member != "component")  # which does not name a setting yet
        ):
            parent.named = bool(parent.named) or closed.named

    def _end(self) -> None:
        """The text ends; what is still open was cut off."""
        doubtful = bool(self.stack) and _SETTINGS.search(self.text) is not None
        while self.stack:
            if doubtful and self.stack[-1].named is None:
                self.secret.update(self.stack[-1].values)
            self._close()

    def replaced(self, content: Content, is_known: Callable[[str], bool]) -> str:
        """The text with the noted spans masked and all other strings handed to ``content``."""
        text = self.text
        out: list[str] = []
        done = 0
        for start, end in sorted(self.strings + self.numbers):
            token = text[start:end]
            if token[0] == '"':
                new = _masked_string(token, (start, end) in self.secret, content)
            elif token in _WORDS or not ((start, end) in self.secret or is_known(token)):
                continue
            else:
                new = f'"{MASK}"'
            if new != token:
                out += (text[done:start], new)
                done = end
        out.append(text[done:])
        return "".join(out)


def _masked_string(token: str, secret: bool, content: Content) -> str:
    closed = _is_closed(token)
    inside = token[1:-1] if closed else token[1:]
    if not inside:
        return token
    end = '"' if closed else ""
    if secret:
        return f'"{MASK}{end}'
    plain = _decoded(inside)
    if plain is None:
        return f'"{content(inside, False)}{end}'
    masked = content(plain, True)
    if masked == plain:
        return token
    return json.dumps(masked, ensure_ascii=False)[:-1] + end


def _is_closed(token: str) -> bool:
    """Whether a string has its closing quote: one that is not part of an escape."""
    body = token[:-1]
    return bool(body) and token[-1] == '"' and (len(body) - len(body.rstrip("\\"))) % 2 == 0


def _decoded(inside: str) -> str | None:
    """What a string holds; None when its escapes cannot be read or could not be written again."""
    if "\\" not in inside:
        return inside
    try:
        decoded = str(json.loads(f'"{inside}"', strict=False))
    except ValueError:
        return None
    return None if _SURROGATE.search(decoded) else decoded
