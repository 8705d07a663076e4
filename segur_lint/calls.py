"""Calls of functions in expressions: kinds checked, answers remembered."""

from __future__ import annotations

from segur_lint.frames import UNKNOWN
from segur_lint.functions import FUNCTIONS
from segur_lint.logic import NUMBERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.frames import Closure, Frame

#: How many answers a call remembers: the same dates, types and names come again and again.
REMEMBERED = 4_096
#: The longest texts it remembers them for, in code points.
SHORT = 100
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

    return _remembering(varying[0], call_many) if len(varying) == 1 else call_many


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
