"""Calls of functions in expressions: kinds checked, answers remembered."""

from __future__ import annotations

from segur_lint.frames import UNKNOWN, Frame
from segur_lint.functions import FUNCTIONS
from segur_lint.logic import NUMBERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.frames import Closure

#: How many answers a call remembers: the same dates, types and names come again and again.
REMEMBERED = 4_096
#: The longest texts it remembers them for, in code points.
SHORT = 100
#: What a function takes that is slow to compare a text with: more so than a look in a memory.
_SLOW = frozenset({"pattern", "notation"})
_TAKES: dict[str, Any] = {
    "text": (str,),
    "number": NUMBERS,
    "boolean": (bool,),
    "date": (tuple,),
    "pattern": (str,),
    "any": None,
    "notation": None,
}


def calling(name: str, arguments: Sequence[Closure], varying: Sequence[Closure]) -> Closure:
    """The call of the function `name`; `varying` are the arguments that the data decides."""
    function = FUNCTIONS[name]
    takes = [_TAKES[kind] for kind in function.takes]
    call = function.call
    if name == "sure":
        only = arguments[0]
        return lambda frame, row: only(frame, row) is True
    if len(arguments) == 1:
        first, accepts = arguments[0], takes[0]

        def call_one(frame: Frame, row: Frame) -> Any:
            value = first(frame, row)
            return call(value) if type(value) in accepts else UNKNOWN

        return call_one

    def call_many(frame: Frame, row: Frame) -> Any:
        values = [argument(frame, row) for argument in arguments]
        for value, accepts in zip(values, takes, strict=True):
            if (accepts is not None and type(value) not in accepts) or value is UNKNOWN:
                return UNKNOWN
        return call(*values)

    if len(varying) != 1:
        return call_many
    # The others say the same of every frame: they are asked once, of none.
    only, nowhere = varying[0], Frame(0, None, 0, 0)
    at = arguments.index(only)
    before = [argument(nowhere, nowhere) for argument in arguments[:at]]
    after = [argument(nowhere, nowhere) for argument in arguments[at + 1 :]]
    accepts, others = takes[at], [*takes[:at], *takes[at + 1 :]]
    for value, kinds in zip([*before, *after], others, strict=True):
        if kinds is not None and type(value) not in kinds:
            return call_many  # which is never decided

    def call_bound(frame: Frame, row: Frame) -> Any:
        value = only(frame, row)
        if (accepts is not None and type(value) not in accepts) or value is UNKNOWN:
            return UNKNOWN
        return call(*before, value, *after)

    if _SLOW.isdisjoint(function.takes):
        return call_bound
    return _remembering(only, call_bound)


def _remembering(only: Closure, call: Closure) -> Closure:
    """`call`, whose answer depends on what `only` answers, with a memory for short texts."""
    seen: dict[str, Any] = {}

    def remembering(frame: Frame, row: Frame) -> Any:
        value = only(frame, row)
        if type(value) is not str or len(value) > SHORT:
            return call(frame, row)
        answer = seen.get(value)
        if answer is None:  # no function answers None
            if len(seen) >= REMEMBERED:
                seen.clear()
            answer = seen[value] = call(frame, row)
        return answer

    return remembering
