"""Truths of the generated code: two conditions, each of which is sure where it holds."""

from __future__ import annotations

from ast import literal_eval

from segur_lint.quick.place import Value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class Truth:
    """What is true where `yes` holds, and false where `no` does; UNKNOWN elsewhere, or not said.

    `exact`: where neither holds, it is UNKNOWN. `total`: one of them always holds. `decided`: it is
    never UNKNOWN, even where neither is known to hold.
    """

    __slots__ = ("decided", "exact", "no", "total", "yes")

    def __init__(
        self, yes: str, no: str, exact: bool = True, total: bool = True, decided: bool = False
    ) -> None:
        self.yes = yes
        self.no = no
        self.exact = exact
        self.total = total
        self.decided = decided or total

    @property
    def never(self) -> bool:
        """Whether it cannot be found true."""
        return self.yes == "False"


UNKNOWN = Truth("False", "False", exact=True, total=False)
NOT_SAID = Truth("False", "False", exact=False, total=False)


def settled(holds: bool) -> Truth:
    """A truth that is the same for all files."""
    return Truth(str(holds), str(not holds))


def literal(value: Value) -> str | None:
    """The text that a value always is; None where it is none."""
    try:
        found = literal_eval(value.code) if value.kind == "text" else None
    except ValueError:  # an expression, or a name
        return None
    return found if isinstance(found, str) else None


def negated(condition: str) -> str:
    """``not``, of a condition."""
    return {"True": "False", "False": "True"}.get(condition, f"(not {condition})")


def guarded(yes: str, no: str, *values: Value) -> Truth:
    """A truth that is known where these values are."""
    known = [value.known for value in values if value.known is not None]
    if not known:
        return Truth(f"({yes})", f"({no})")
    given = " and ".join(f"({each})" for each in dict.fromkeys(known))
    return Truth(f"({given} and ({yes}))", f"({given} and ({no}))", total=False)


def negation(truth: Truth) -> Truth:
    """``not``."""
    return Truth(truth.no, truth.yes, truth.exact, truth.total, truth.decided)


def junction(terms: Sequence[Truth], word: str) -> Truth:
    """``and`` and ``or``, Kleene's."""
    yes, no = [term.yes for term in terms], [term.no for term in terms]
    other = "or" if word == "and" else "and"
    return Truth(
        _join(yes, word),
        _join(no, other),
        all(term.exact for term in terms),
        all(term.total for term in terms),
        all(term.decided for term in terms),
    )


def _join(conditions: list[str], word: str) -> str:
    settles = "False" if word == "and" else "True"
    left = [each for each in conditions if each not in ("True", "False")]
    if settles in conditions:
        return settles
    if not left:
        return "True" if word == "and" else "False"
    return f"({f' {word} '.join(left)})"


def sure(truth: Truth) -> Truth:
    """True where it is, false everywhere else."""
    no = negated(truth.yes) if truth.exact else truth.no
    return Truth(truth.yes, no, truth.exact, truth.exact, decided=True)


def compare(sign: str, left: Value, right: Value) -> Truth:
    """``==`` and ``!=`` of all kinds; the order of numbers and of dates."""
    if "unknown" in (left.kind, right.kind):
        return UNKNOWN
    if sign in ("==", "!="):
        truth = _equal(left, right)
        return truth if sign == "==" else negation(truth)
    scaled = _numbers(left, right) or _dates(left, right)
    if scaled is None:
        return UNKNOWN
    one, two = scaled
    return guarded(f"{one} {sign} {two}", f"not {one} {sign} {two}", left, right)


def _equal(left: Value, right: Value) -> Truth:
    scaled = _numbers(left, right) or _dates(left, right)
    if scaled is not None:
        one, two = scaled
        return guarded(f"{one} == {two}", f"{one} != {two}", left, right)
    if (text := literal(left)) is not None and (other := literal(right)) is not None:
        return settled(text == other)
    if right.kind == "null":
        left, right = right, left
    if left.kind == "null":
        return guarded(f"{right.code} is None", f"{right.code} is not None", left, right)
    if left.kind == right.kind and left.kind in ("text", "bool"):
        return guarded(f"{left.code} == {right.code}", f"{left.code} != {right.code}", left, right)
    if right.kind == "any":
        left, right = right, left
    if left.kind != "any":
        return UNKNOWN  # unlike kinds
    if right.kind == "any":
        return NOT_SAID
    kind = {"text": "str", "bool": "bool"}.get(right.kind)
    one, two = left.code, right.code
    same = f"type({one}) is {kind} and {one}"
    truth = guarded(
        "False" if kind is None else f"{same} == {two}",
        f"{one} is None" if kind is None else f"{one} is None or {same} != {two}",
        left,
        right,
    )
    return Truth(truth.yes, truth.no, exact=True, total=False)


def digits(value: Value) -> int | None:
    """How many digits after the point an amount has; None for what is none."""
    if value.kind == "int":
        return 0
    return int(value.kind[3:]) if value.kind.startswith("num") else None


def _numbers(left: Value, right: Value) -> tuple[str, str] | None:
    """Two amounts as whole numbers of the same unit; None where they are not both amounts."""
    one, two = digits(left), digits(right)
    if one is None or two is None:
        return None
    unit = max(one, two)
    return whole(left, unit), whole(right, unit)


def whole(value: Value, unit: int) -> str:
    """An amount as a whole number of the `unit`-th decimals."""
    own = digits(value)
    assert own is not None  # an amount
    return value.code if own == unit else f"{value.code} * {10 ** (unit - own)}"


def _dates(left: Value, right: Value) -> tuple[str, str] | None:
    """Two dates as digits of the same length; None where they are not both dates."""
    if {left.kind, right.kind} - {"day", "time"}:
        return None
    one, two = (
        f"({value.code} + '000000')" if value.kind == "day" and left.kind != right.kind
        else value.code
        for value in (left, right)
    )  # fmt: skip
    return one, two
