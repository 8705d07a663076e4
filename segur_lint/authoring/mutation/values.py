"""The ways of writing a value of an expression wrongly: a literal, the call of a function."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from segur_lint.authoring.mutation.change import TELL_APART, other_text
from segur_lint.authoring.mutation.formats import changed_formats, swapped
from segur_lint.errors import NotationError
from segur_lint.functions import FUNCTIONS
from segur_lint.lang import notation
from segur_lint.lang.expression import Call, Compare, Literal, Node
from segur_lint.text import Text

#: What one function is easily taken for.
_FUNCTIONS = {
    "starts_with": ("ends_with", "contains"),
    "ends_with": ("starts_with", "contains"),
    "contains": ("starts_with", "ends_with"),
}


def changed_calls(node: Call) -> Iterator[tuple[Node, Text]]:
    """Each other call that a slip would have written, or what is left without it; the advice."""
    function = FUNCTIONS.get(node.name)
    for name in _FUNCTIONS.get(node.name, ()):
        yield node.but(name=name), TELL_APART
    if function and node.args and function.gives == function.takes[0]:
        yield node.args[0], TELL_APART  # a text made of a text; `sure`
    for at, (wanted, argument) in enumerate(
        zip(function.takes if function else (), node.args, strict=False)
    ):
        if not isinstance(argument, Literal):
            continue
        if wanted == "pattern":
            other = argument.but(text=swapped(argument.text))
            if other != argument:
                yield _with(node, at, other), TELL_APART
        elif wanted == "notation":
            try:
                written = notation.parse(argument.text)
            except NotationError:
                continue  # it asks for a parameter, whose value is changed
            for change in changed_formats(written):
                if isinstance(change.made, notation.OrNull):
                    continue  # what a condition looks at is seldom null, or undecided if it is
                other = argument.but(text=str(change.made))
                yield _with(node, at, other), change.advice


def is_at_changed(node: Compare, made: Compare) -> bool:
    """Whether the value that tells two orders apart is the bound of `made`: of ``> 0`` and
    ``> 1``, it is 1; of ``> 10`` and ``> 9``, 10. The bound is a literal that alone differs.
    """
    for side in ("left", "right"):
        old, new = getattr(node, side), getattr(made, side)
        if old != new and isinstance(old, Literal) and isinstance(new, Literal):
            grows = bool(_measure(new) > _measure(old))
            return grows == ((node.op in (">", "<=")) == (side == "right"))
    return False


def _measure(node: Literal) -> Any:
    if node.kind == "number":
        return Decimal(node.text)
    return node.plain()[2] if node.kind == "size" else node.text


def is_notation(node: Call, at: int) -> bool:
    """Whether an argument of a call is a format, or the form of a date, written out."""
    function = FUNCTIONS.get(node.name)
    return function is not None and function.takes[at : at + 1] in (["pattern"], ["notation"])


def _with(node: Call, at: int, argument: Node) -> Call:
    return node.but(args=(*node.args[:at], argument, *node.args[at + 1 :]))


def other_literals(node: Literal) -> Iterator[tuple[str, str]]:
    """The values beside a literal, as text and kind: one more, one less; another text or word."""
    if node.kind == "number":
        one = Decimal(1).scaleb(-len(node.text.partition(".")[2]))
        for step in (one, -one):
            if Decimal(node.text) + step >= 0:
                yield str(Decimal(node.text) + step), "number"
    elif node.kind == "size":
        count = node.plain()[2]
        assert isinstance(count, int)
        for each in (count + 1, count - 1):
            yield f"{max(each, 0)} octets", "size"
    elif node.kind in ("date", "datetime"):
        step_of = timedelta(days=1) if node.kind == "date" else timedelta(minutes=1)
        for moment in (step_of, -step_of):
            with suppress(OverflowError):  # the first and the last day of the calendar
                text = (datetime.fromisoformat(node.text) + moment).isoformat(timespec="minutes")
                yield text if node.kind == "datetime" else text[:10], node.kind
    elif node.kind == "text":
        listed = [each.strip() for each in node.text.split(",")]
        for at in range(len(listed) if len(listed) > 1 else 0):
            yield ", ".join(listed[:at] + listed[at + 1 :]), "text"
        if len(listed) == 1:
            yield other_text(node.text), "text"
    else:
        word = {"true": "false", "false": "true", "null": "false"}[node.kind]
        yield word, word
