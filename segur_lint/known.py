"""What is known of a file before it is looked at closely: see `engine.Door`."""

from __future__ import annotations

from segur_lint.jsonvalue import LIMITS, Number, is_modest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Sequence, Set
    from typing import Any

    from segur_lint.jsonvalue import JSONValue


class Known:
    """What is known of a file: its `pack`, and the ids of the rules that `held` in all of it."""

    __slots__ = ("apart", "held", "pack")

    def __init__(self, pack: str, held: frozenset[str], apart: Apart | None = None) -> None:
        self.pack = pack
        self.held = held
        self.apart = apart


class Said:
    """What units say to those of other files: `values`, and for each the position, from 0, of the
    unit that holds it, in `places`. To be kept, it is packed: `hashes` take the place of values.
    """

    __slots__ = ("hashes", "places", "values")
    hashes: array[int]

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.places: list[int] | array[int] = []

    def add(self, values: Sequence[Any], lists: Iterable[Sequence[Any]] | None, first: int) -> None:
        """Add values, one of each unit from the `first` on; or those of their `lists`."""
        self.values.extend(values)
        if lists is None:
            self.places.extend(range(first, first + len(values)))
        else:
            self.places.extend(at for at, each in enumerate(lists, first) for _ in each)

    def pack(self) -> None:
        """Take little room, to be kept beside those of thousands of files."""
        from array import array

        from segur_lint.alike import hashed

        self.hashes, self.places = array("q", map(hashed, self.values)), array("l", self.places)
        del self.values

    def by(self, hashes: Set[int]) -> set[int]:
        """The positions of the units that say one of these."""
        return {
            place for said, place in zip(self.hashes, self.places, strict=True) if said in hashes
        }


class Apart:
    """A file of which some units need a look, those at the positions `units` (from 0).

    Of all the others, the rules whose ids are in `own` say nothing, whatever the rest of the file
    is; they have all that the `layout` of that name has, and nothing else. Of rules on values that
    must be there once, by id, `once` has those of the others: none is there twice. Of rules on
    files together, those in `compared` say nothing of the others either, where no other file says
    what these have `said`.
    `value` is what the C parser made of the text, which has no key twice, the numbers of units that
    need no look being left as it told them: see `value_of`.
    """

    __slots__ = ("compared", "layout", "once", "own", "said", "units", "value")

    def __init__(
        self,
        layout: str,
        units: frozenset[int],
        own: frozenset[str],
        once: dict[str, frozenset[str]],
        compared: frozenset[str],
        said: Said,
        value: JSONValue,
    ) -> None:
        self.layout = layout
        self.units = units
        self.own = own
        self.once = once
        self.compared = compared
        self.said = said
        self.value = value

    def suffice(self, rule: str, values: Iterable[JSONValue]) -> bool:
        """Whether a rule says nothing of the other units, the ones having these `values`."""
        if rule in self.own:
            return True
        others = self.once.get(rule)
        return others is not None and others.isdisjoint(x for x in values if type(x) is str)


def value_of(raw: Any, depth: int = 0) -> JSONValue:
    """A value whose numbers are integers, and the bytes of what has a point or an exponent.

    `ValueError` where that does not tell how a number is written, or where it is too deep.
    """
    kind = type(raw)
    if kind is str or raw is None or kind is bool:
        found: JSONValue = raw
        return found
    if kind is int:
        return Number(str(raw))
    if kind is bytes:
        text: str = raw.decode()
        if not is_modest(text):
            raise ValueError("a number that may be too large")
        return Number(text)
    if depth > LIMITS.depth // 2:
        raise ValueError("deep")
    if kind is dict:
        return {name: value_of(each, depth + 1) for name, each in raw.items()}
    return [value_of(each, depth + 1) for each in raw]
