"""What is wrong where the scanner of JSON stopped, named for a person who did not write JSON."""

from __future__ import annotations

import re

from segur_lint.jsonsentences import SENTENCES
from segur_lint.text import Text, grouped, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: A fault: its start and end (offsets in the text) and its sentence.
Fault = tuple[int, int, Text]

_CLOSERS = {"{": "}", "[": "]"}

#: What JSON has nowhere outside a string.
_FOREIGN = (
    ("comment", r"//[^\r\n]*|/\*.*?(?:\*/|\Z)|#[^\r\n]*"),
    ("curly quotes", r"[“”„‟«»‘’‹›]"),
    ("single quotes", r"'[^'\r\n]*'?"),
    ("BOM", "\ufeff"),
    ("NUL", "\0"),
    ("odd space", r"[^\S \t\n\r]|[\u200b\u2060]"),
)
#: The first that matches a whole run of characters tells what is wrong with a number.
_NUMBERS = (
    ("infinite", r"(?i:[-+]?(?:nan|inf|infinity))"),
    ("hexadecimal", r"[-+]?0[xXoObB]\w*"),
    ("plus", r"\+.*"),
    ("leading zero", r"-?0[0-9]+(?:\.[0-9]*)?"),
    ("no integer part", r"-?\.[0-9].*"),
    ("no fraction", r"-?[0-9]+\.(?:[eE].*)?"),
    ("no exponent", r"-?[0-9.]+[eE][-+]?"),
    ("lone minus", r"-"),
    ("not a number", r".*"),
)
#: Spaces that group the digits of a number, as people write it.
_SPACES = " \u00a0\u202f\u2009"
#: Such a number whole, by the bracket it stands in. In a list, a comma may well separate, and so
#: may an ordinary space where one was forgotten, unless a fraction shows a single number.
_GROUPED = {
    bracket: rf"(?<![-+.\w])-?[1-9][0-9]{{0,2}}{rest}(?![-+.\w]|[{_SPACES}][0-9])"
    for bracket, rest in {
        "": rf"(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?",
        "{": rf"(?:[{_SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?",
        "[": rf"(?:(?:[{_SPACES}][0-9]{{3}})+\.[0-9]+|(?:[{_SPACES[1:]}][0-9]{{3}})+)",
    }.items()
}
#: A number or a word that goes on, with the white space after it.
_HALF = r"(?:-|-?[0-9]+\.|-?[0-9.]+[eE][-+]?|t|tr|tru|f|fa|fal|fals|n|nu|nul)\s*"
#: Characters of such a number before its second group, at most: a sign, three digits, a space.
_FIRST_GROUP = 5
#: Words of other languages, by casefold, and what JSON writes instead.
_MEANT = {
    "true": "true",
    "false": "false",
    "null": "null",
    "none": "null",
    "nil": "null",
    "undefined": "null",
}
#: What is shown of a text that stands where nothing was expected.
_PIECE = r'"[^"\r\n]*"?|.\w*'
_CONTROLS = {
    "\0": ("un caractère nul", "a NUL character", r"\u0000"),
    "\t": ("une tabulation", "a tabulation", r"\t"),
    "\n": ("un saut de ligne", "a line break", r"\n"),
    "\r": ("un retour chariot", "a carriage return", r"\r"),
}


def diagnose(text: str, at: int, reason: str, open_at: Sequence[int], limit: int) -> Fault:
    """Name the fault at `at`. `open_at` are the offsets of the brackets left open, from outside.

    `reason` is what the grammar allowed there (``value``, ``key``, ``colon``, ``next``, ``end``),
    or what is wrong with what stands there. `limit` is the bound that was passed, if one was.
    """
    opener = open_at[-1] if open_at else None
    if opener is not None and _stops(text, at, reason):
        return _cut(text, "cut", open=text[opener])
    if reason == "string":
        return _string(text, at)
    if reason == "number":
        return _number(text, at)
    if reason in ("depth", "members"):
        return _fault(reason, at, at + 1, limit=limit)
    if reason in ("overflow", "exponent"):
        return _fault(reason, at, _end(r"[-+.\w]*", text, at), text)
    if at == len(text):
        if opener is None:
            return _fault("blank" if text else "empty", 0, 0)
        if len(open_at) > 1 or reason != "next":
            return _cut(text, "cut", open=text[opener])
        return _fault("unclosed", opener, opener + 1, text, close=_CLOSERS[text[opener]])
    bracket = text[opener] if opener is not None else ""
    if reason in ("next", "end") and (start := _grouped(text, at, bracket)) is not None:
        end = _end(_GROUPED[bracket], text, start)
        meant = re.sub(f"[{_SPACES}]", "", text[start:end]).replace(",", ".")
        return _fault("grouped digits", start, end, text, meant=shorten(meant))
    for name, pattern in _FOREIGN:
        end = _end(pattern, text, at)
        if end > at:
            return _fault(name, at, end, text, code=f"U+{ord(text[at]):04X}")
    return _misplaced(text, at, reason, bracket)


def _misplaced(text: str, at: int, reason: str, bracket: str) -> Fault:
    """Name a character that JSON knows, or a bare word, where it cannot stand."""
    char = text[at]
    before = text[:at].rstrip(" \t\n\r")
    last = len(before) - 1
    if reason == "colon":
        return _fault("equals" if char == "=" else "no colon", at, at + 1, text)
    if char in "]}":
        if before.endswith(":"):
            return _fault("no value", at, at + 1, text)
        if not bracket:
            return _fault("unopened", at, at + 1, text)
        if char != _CLOSERS[bracket]:
            return _fault("mismatch", at, at + 1, text, open=bracket, close=_CLOSERS[bracket])
        return _fault("trailing comma", last, last + 1, text, close=char)
    if reason == "end":
        name = "two documents" if char in "{[" else "text after"
        return _fault(name, at, _end(_PIECE, text, at), text)
    if char == "," and reason != "next":
        name = "two commas" if before.endswith(",") else f"no {reason}"
        return _fault(name, at, at + 1, text)
    if char == ":":
        return _fault("no key" if reason == "key" else "extra colon", at, at + 1, text)
    if reason == "next":
        if char in ";=":
            return _fault("not a comma", at, at + 1, text)
        if char in '"{[-' or char.isalnum():
            name = "inner quote" if char.isalpha() and text[at - 1] == '"' else "no comma"
            return _fault(name, at, _end(_PIECE, text, at), text)
    if reason == "key":
        if re.search(r"[0-9],\Z", text[max(0, at - 2) : at]) and char in "0123456789":
            return _fault("decimal comma", last, last + 1, text)
        if char.isalnum() or char in "_-$":
            return _fault("bare key", at, _end(r"[-$\w]+", text, at), text)
        if char in "{[":
            return _fault("no key", at, at + 1, text)
    if reason == "value" and char in "+.":
        return _number(text, at)
    if reason == "value" and (char.isalpha() or char == "_"):
        return _word(text, at)
    return _fault("unexpected", at, at + 1, text, code=f"U+{ord(char):04X}")


def _grouped(text: str, at: int, bracket: str) -> int | None:
    """Find where the number begins that was read up to its first group of digits only."""
    starts = range(max(0, at - _FIRST_GROUP), at)
    return next((start for start in starts if _end(_GROUPED[bracket], text, start) > start), None)


def _word(text: str, at: int) -> Fault:
    end = _end(r"\w+", text, at)
    folded = text[at:end].casefold()
    if folded in _MEANT:
        return _fault("foreign word", at, end, text, meant=_MEANT[folded])
    name = "infinite" if folded in ("nan", "inf", "infinity") else "bare text"
    return _fault(name, at, end, text)


def _number(text: str, at: int) -> Fault:
    end = _end(r"[-+.\w]*", text, at)
    name = next(name for name, pattern in _NUMBERS if re.fullmatch(pattern, text[at:end]))
    return _fault(name, at, end, text)


def _string(text: str, start: int) -> Fault:
    """Why the string opened at `start` cannot be read: its first fault."""
    at = start + 1
    while True:
        at = _end(r'[^"\\\x00-\x1f\ud800-\udfff]*', text, at)
        char = text[at : at + 1]
        if not char or (char == "\\" and at + 1 == len(text)):
            return _unclosed(text, start, at)
        if char != "\\":
            return _control(text, start, at)
        if text[at + 1] == "u":
            pair = _end(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}", text, at)
            end = _end(r"\\u[0-9a-fA-F]{4}", text, at)
            if end == at:
                return _fault("bad unicode escape", at, _end(r"\\u\w{0,4}", text, at), text)
            if pair == at and text[at + 2 : at + 4].casefold() in _HALVES:
                return _fault("lone surrogate", at, end, text)
            at = max(pair, end)
        elif text[at + 1] in '"\\/bfnrt':
            at += 2
        else:
            return _fault("bad escape", at, at + 2, text)


_HALVES = frozenset(("d8", "d9", "da", "db", "dc", "dd", "de", "df"))


def _control(text: str, start: int, at: int) -> Fault:
    """Name a character that a string cannot hold; a line end may mean a quote forgotten."""
    char = text[at]
    if char in "\r\n" and not re.compile(r'[^"]*"\s*(?:[,:}\]]|\Z)').match(text, at):
        return _unclosed(text, start, at)
    code = f"\\u{ord(char):04x}"
    fr, en, escape = _CONTROLS.get(
        char, (f"un caractère de contrôle ({code})", f"a control character ({code})", code)
    )
    return _fault("control", at, at + 1, text, name_fr=fr, name_en=en, escape=escape)


def _unclosed(text: str, start: int, at: int) -> Fault:
    """A string without an end up to `at`; one that the file stops in where no bracket follows."""
    if text[at:].strip("\\ \t\r\n") or text.rstrip()[-1] in "}]":
        return _fault("unclosed string", start, start + 1, text)
    return _cut(text, "cut string")


def _stops(text: str, at: int, reason: str) -> bool:
    """Whether the text ends with the value at `at`, which is but the start of one."""
    return reason in ("number", "value") and _end(_HALF + r"\Z", text, at) > at


def _cut(text: str, fault: str, **words: str) -> Fault:
    """The file stops where it should not: at the last character that says something."""
    return _fault(fault, len(text.rstrip()) - 1, len(text.rstrip()), text, **words)


def _end(pattern: str, text: str, at: int) -> int:
    """Find the offset after what `pattern` matches at `at`, or `at`."""
    found = re.compile(pattern, re.DOTALL).match(text, at)
    return found.end() if found else at


def _fault(fault: str, start: int, end: int, text: str = "", **words: str | int) -> Fault:
    fr, en = SENTENCES[fault]
    words["shown"] = shorten(text[start:end])
    said = {name: Text(each, each) if isinstance(each, str) else grouped(each)
            for name, each in words.items()}  # fmt: skip
    return (
        start,
        end,
        Text(
            fr.format(**{name: each.fr for name, each in said.items()}),
            en.format(**{name: each.en for name, each in said.items()}),
        ),
    )
