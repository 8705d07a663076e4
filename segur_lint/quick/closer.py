"""What is known of a file that is not accepted: which of its units, or of its rules, need a look.

What is found of several units together holds of each: see `alone`.
"""

from __future__ import annotations

from segur_lint.known import Apart, Known, Said, value_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.quick.accept import Accepting, Read

#: Units that are looked at together first: where one in twenty is faulty, half of them pass.
_TOGETHER = 16
#: Of more units than one in so many, what is known of each is not worth finding out.
_FEW = 4
#: What may end a number.
_ENDS = (" ", "\t", "\n", "\r", ",", "]", "}")


def known(accepting: Accepting, read: Read) -> Known | None:
    """What is known of a file: of its units, else of its rules; None: nothing."""
    found = accepting.first("apart", lambda space: _apart(read, space))
    if found is not None:
        return Known(accepting.pack(found[0])["alone"]["pack"], frozenset(), found[1])
    found = accepting.first("held", lambda space: _doubts(read, space))
    if found is None:
        return None
    pack = accepting.pack(found[0])
    doubted = {each for doubt in found[1] for each in (doubt, *pack["followers"][doubt])}
    held = frozenset(name for place, name in enumerate(pack["rules"]) if place not in doubted)
    return Known(pack["alone"]["pack"], held)


def _doubts(read: Read, space: dict[str, Any]) -> list[int]:
    """The numbers of the rules that may not hold."""
    keys, doubts = space["held"](read.value, read.name, read.size)
    read.require_unlike(keys)
    value_of(read.value)  # raises where `document` would refuse a number, or the depth
    found: list[int] = doubts
    return found


def _apart(read: Read, space: dict[str, Any]) -> Apart | None:
    """What is known of the units of a file; None where nothing is.

    That is where it is not sure that the file is of the pack, or where too many units need a look.
    `space` is a module of the generated code; raises where the file is not made as it is.
    """
    where = space["units"]
    units = read.value[where]
    file = {**read.value, where: []}
    asking = {**file}

    def asked(ask: Any, some: Any, first: int = 0) -> Any:
        asking[where] = some
        try:
            return ask(asking, read.name, read.size, first)
        except Exception:
            return None

    unseen = _failing(lambda at, end: asked(space["seen"], units[at:end]), len(units))
    if unseen is None:
        return None
    seen = [each for place, each in enumerate(units) if place not in unseen]
    if not asked(space["partly" if unseen else "whole"], seen):
        return None
    around = keys = _keys(file)
    columns: list[list[str]] = [[] for _ in space["once"]]
    said = Said()

    def are_sound(at: int, end: int) -> bool:
        nonlocal keys
        found = asked(space["alone"], units[at:end], at)
        if found is None:
            return False
        keys += found[0] - around
        for column, values in zip(columns, found[1], strict=True):
            column.extend(values)
        for values, lists in found[2]:
            said.add(values, lists, at)
        return True

    failing = _failing(are_sound, len(units))
    if failing is None:
        return None
    read.require_unlike(keys + sum(_keys(units[at]) for at in failing))
    if any(part[:1] in _ENDS for part in read.text.split("-0")[1:]):  # which an int does not keep
        return None
    once = {
        name: values
        for name, column in zip(space["once"], columns, strict=True)
        if len(values := frozenset(column)) == len(column)
    }
    value = {name: value_of(each) for name, each in file.items()}
    value[where] = [
        value_of(each) if place in failing else each for place, each in enumerate(units)
    ]
    own, compared = frozenset(space["own"]), frozenset(space["compared"])
    return Apart(space["layout"], frozenset(failing), own, once, compared, said, value)


def _failing(passes: Callable[[int, int], Any], count: int) -> set[int] | None:
    """The places, of `count`, that do not pass alone; None where there are too many of them."""
    found: set[int] = set()

    def look(at: int, end: int, *, fails: bool = False) -> None:
        if not fails and passes(at, end):
            return
        if end - at == 1:
            found.add(at)
            return
        middle, before = (at + end) // 2, len(found)
        look(at, middle)
        look(middle, end, fails=len(found) == before)  # one of the halves does not pass

    for first in range(0, count, _TOGETHER):
        last = min(first + _TOGETHER, count)
        look(first, last)
        if len(found) * _FEW > last:
            return None
    return found


def _keys(value: Any) -> int:
    """How many keys are in a value, at any depth."""
    if type(value) is dict:
        return len(value) + sum(map(_keys, value.values()))
    return sum(map(_keys, value)) if type(value) is list else 0
