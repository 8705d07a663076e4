"""The parser of JSON that Python has in C, without `json`, which is slow to import."""

from __future__ import annotations

from _json import make_scanner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class _Reading:
    """How it is to read: what `json.JSONDecoder` tells it."""

    strict = True
    object_hook = None

    def __init__(
        self,
        numbers: Callable[[str], Any],
        members: Callable[[list[tuple[str, Any]]], Any] | None,
        constant: Callable[[str], Any] | None,
    ) -> None:
        self.parse_float = self.parse_int = numbers
        self.object_pairs_hook = members
        self.parse_constant = constant


def reader(
    numbers: Callable[[str], Any],
    members: Callable[[list[tuple[str, Any]]], Any] | None = None,
    constant: Callable[[str], Any] | None = None,
) -> Callable[[str, int], tuple[Any, int]]:
    """The parser, which answers the value that stands at an offset, and where it ends.

    It makes what `numbers`, `members` and `constant` make of lexemes, of the pairs of an object and
    of NaN and the infinities. It raises what they do, `StopIteration` where no value stands there,
    `RecursionError`, and where a value is not right `ValueError`, or `SystemError` where `json`,
    which its error is of, is not imported.
    """
    return make_scanner(_Reading(numbers, members, constant))  # type: ignore[arg-type]  # any object with these will do
