"""What can be said of a condition before any deposit is read: that it can never hold.

`never` answers only what is certain: conditions are cut in cases, a case in comparisons, and those
of one same value are tried on every value that could tell them apart. What is not understood is
taken to be possible.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product
from typing import Any

from segur_lint.authoring.checking.domain import WORDS, Code, admits, length, listed, never_gives
from segur_lint.evaluate import build, literal
from segur_lint.frames import Frame

#: What a value may be: its formats, or ``["integer", least, None]`` of what is counted.
Formats = Callable[[Code], list[Code]]

#: Cases of a condition beyond which it is taken to be possible.
_CASES = 64
_VARYING = ("slot", "row", "outer", "position", "previous", "part", "count", "any", "all")
_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_SWAPPED = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NOWHERE = Frame(0, None, 0, 0)
#: A value that is absent: no text is no number.
_ABSENT: Code = ["call", "number", [["lit", "text", ""]]]
_OTHER = ["lit", "text", "\x00 any other text"]


@dataclass(frozen=True)
class _Atom:
    """A comparison or a call, and whether it is to be true or false."""

    code: Code
    wanted: bool

    def holds(self, variable: str, value: Code) -> bool:
        """Whether it is as wanted where the variable has that value."""
        code = _put(self.code, variable, value)
        return build(code, ())(_NOWHERE, _NOWHERE) is self.wanted


def never(code: Code, of: Formats, wanted: bool = True) -> bool:
    """Whether the condition `code` is surely never true, or never false; `of` gives the formats
    of a value.
    """
    try:
        return not any(_possible(case, of) for case in _cases(code, wanted))
    except _TooMany:
        return False


class _TooMany(Exception):
    """A condition has more cases than are looked at."""


def _cases(code: Code, wanted: bool) -> list[list[_Atom]]:
    """The ways in which `code` is as wanted: in each, all atoms are."""
    if code[0] == "not":
        return _cases(code[1], not wanted)
    if code[:2] == ["call", "sure"] and wanted:
        return _cases(code[2][0], wanted)
    if code[0] not in ("and", "or"):
        return [[_atom(code, wanted)]]
    parts = [_cases(part, wanted) for part in code[1]]
    if (code[0] == "or") is wanted:
        made = [case for part in parts for case in part]
    else:
        count = 1
        for part in parts:
            count *= len(part)
        if count > _CASES:
            raise _TooMany
        made = [[atom for case in cases for atom in case] for cases in product(*parts)]
    if len(made) > _CASES:
        raise _TooMany
    return made


def _atom(code: Code, wanted: bool) -> _Atom:
    """An atom with its value on the left, wanted where its sign can say so."""
    if code[0] == "cmp":
        _, sign, left, right = code
        if left[0] == "lit" != right[0]:
            sign, left, right = _SWAPPED[sign], right, left
        return _Atom(["cmp", sign if wanted else _OPPOSITE[sign], left, right], True)
    if code[0] == "in":
        return _Atom([*code[:3], code[3] is wanted], True)
    return _Atom(code, wanted)


def _possible(case: list[_Atom], of: Formats) -> bool:
    """Whether the atoms of a case could hold together."""
    by_variable: dict[str, list[_Atom]] = {}
    seen: set[str] = set()
    for atom in case:
        code = atom.code
        if code[0] == "cmp" and code[1] in ("!=", "<", ">") and _same(code[2], code[3]):
            return False
        if _contrary(atom) in seen or _is_out_of_reach(code):
            return False
        seen.add(_key([code, atom.wanted]))
        names = {_key(each): each for each in variables(code)}
        if not names and not _has_param(code) and not atom.holds("", _ABSENT):
            return False
        if len(names) == 1:
            by_variable.setdefault(next(iter(names)), []).append(atom)
    return all(_some_value(name, atoms, of) for name, atoms in by_variable.items())


def _is_out_of_reach(code: Code) -> bool:
    """Whether what a function makes of a text is to be what it never makes."""
    if code[0] == "cmp":
        return code[1] == "==" and never_gives(code[2], code[3])
    return code[0] == "in" and not code[3] and all(never_gives(code[1], item) for item in code[2])


def _contrary(atom: _Atom) -> str:
    code = atom.code
    if code[0] == "cmp":
        return _key([["cmp", _OPPOSITE[code[1]], *code[2:]], True])
    if code[0] == "in":
        return _key([[*code[:3], not code[3]], True])
    return _key([code, not atom.wanted])


def _some_value(name: str, atoms: list[_Atom], of: Formats) -> bool:
    """Whether a value of a variable could make all `atoms` hold."""
    variable: Code = json.loads(name)
    admitted = of(variable)
    pinned = [_pins(atom.code, name) for atom in atoms]
    pins = min((each for each in pinned if each), key=len, default=None)
    whole = pins or next(filter(None, map(listed, admitted)), None)
    if whole is not None:
        values = [value for value in whole if all(admits(each, value) for each in admitted)]
        values += [] if pins else [_ABSENT]
        return any(all(atom.holds(name, value) for atom in atoms) for value in values)
    compared = [atom for atom in atoms if _is_compared(atom.code, name)]
    measure = _key(["call", "length", [variable]])
    measured = [atom for atom in atoms if _is_compared(atom.code, measure)]
    lengths = [each for each in map(length, admitted) if each is not None]
    for about, some, formats_ in ((name, compared, admitted), (measure, measured, lengths)):
        counted = about is measure or any(each[0] == "integer" for each in formats_)
        found = _telling(some, formats_, counted)
        if some and not any(all(atom.holds(about, value) for atom in some) for value in found):
            return False
    return True


def _telling(atoms: list[_Atom], admitted: list[Code], counted: bool) -> Iterator[Code]:
    """A value for each way in which comparisons with literals can turn out."""
    given = [each for atom in atoms for each in _literals(atom.code)]
    numbers = sorted({literal(*each[1:3]) for each in given if each[1] in ("number", "size")})
    tried = {value for number in numbers for value in (number - 1, number, number + 1)} or {0}
    if counted:
        least = max([each[1] or 0 for each in admitted if each[0] == "integer"], default=0)
        tried = {int(value) for value in tried} | {least, least + 1}
    else:
        tried |= {(Decimal(one) + two) / 2 for one, two in pairwise(numbers)}
    others = [["lit", "number", format(Decimal(value), "f")] for value in tried]
    for value in [*given, *others, *WORDS]:
        if all(admits(each, value) for each in admitted):
            yield value
    if all(each[0] not in _NO_TEXT for each in admitted):
        yield _OTHER


#: Formats whose values are no texts, or are all listed.
_NO_TEXT = ("integer", "float", "boolean", "constant", "list")


def _pins(code: Code, name: str) -> list[Code]:
    """The literals among which an atom wants its variable to be; empty where it does not."""
    is_pin = (code[0] == "cmp" and code[1] == "==") or (code[0] == "in" and not code[3])
    return _literals(code) if is_pin and _is_compared(code, name) else []


def _is_compared(code: Code, name: str) -> bool:
    """Whether an atom compares what `name` is the key of with literals only."""
    if code[0] == "cmp":
        return _key(code[2]) == name and code[3][0] == "lit"
    return code[0] == "in" and _key(code[1]) == name and all(item[0] == "lit" for item in code[2])


def _literals(code: Code) -> list[Code]:
    return [code[3]] if code[0] == "cmp" else list(code[2])


def variables(code: Any) -> Iterator[Code]:
    """What a deposit gives in a condition: values, and what is said of a whole list."""
    if isinstance(code, list) and code:
        if code[0] in _VARYING:
            yield code
        elif code[0] not in ("lit", "notation"):
            for part in code:
                yield from variables(part)


def _put(code: Any, name: str, value: Code) -> Any:
    """`code` with a value in the place of a variable, or of a call, of that key."""
    if not isinstance(code, list):
        return code
    if code and type(code[0]) is str and _key(code) == name:
        return value
    return [_put(part, name, value) for part in code]


def _has_param(code: Any) -> bool:
    """Whether a parameter is in it, which an heir may give another value."""
    if not isinstance(code, list):
        return False
    return (len(code) == 4 and code[0] == "lit") or any(map(_has_param, code))


def _same(left: Code, right: Code) -> bool:
    return _key(left) == _key(right)


def _key(code: Any) -> str:
    return json.dumps(code)
