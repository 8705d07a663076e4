"""The order between formats: whether all that one accepts, another accepts too.

`within` answers True only where that is proved, on the plain lists of `lang.notation`; False says
nothing. What each step relies on is how `formats` reads a value.
"""

from __future__ import annotations

from typing import Any

from segur_lint import formats
from segur_lint.dates import RUNS
from segur_lint.text import Text

Plain = list[Any]
#: Whole numbers from the first to the last, included; None for no end.
Interval = tuple[int, int | None]

_DIGIT = None  # what stands for a digit in the cells of a text
#: Members of an open list that are tried one by one where two such lists begin apart.
_TRIED = 1000


def within(narrow: Plain, wide: Plain) -> bool:
    """Whether it is proved that each value that `narrow` accepts, `wide` accepts."""
    if narrow == wide:
        return True
    if narrow[0] == "or_null":
        return accepts(wide, None) and within(narrow[1], wide)
    values = finite(narrow)
    if values is not None:
        return all(accepts(wide, value) for value in values)
    if wide[0] == "or_null":
        return within(narrow, wide[1])
    if narrow[0] == wide[0] == "list":
        return within(narrow[1], wide[1])
    if narrow[0] == wide[0] == "oneof":
        return _open_within(narrow, wide)
    if wide[0] == "varchar":
        if narrow[0] in ("email", "link", "oneof"):  # never blank, of any length
            return wide[1] is None
        inner = lengths(narrow)
        return inner is not None and _covers(lengths(wide) or [], inner)
    cells, others = cells_of(narrow), cells_of(wide)
    if cells is not None and others is not None:
        return len(cells) == len(others) and all(map(_cell_within, cells, others))
    if narrow[0] == wide[0] == "integer":
        low, high = wide[1], wide[2]
        return (low is None or (narrow[1] is not None and narrow[1] >= low)) and (
            high is None or (narrow[2] is not None and narrow[2] <= high)
        )
    return narrow[0] in ("integer", "float") and wide == ["float", None]


def finite(plain: Plain) -> list[Any] | None:
    """The values that a format accepts, where they are few and known."""
    if plain[0] == "constant":
        return [plain[1]]
    if plain[0] == "boolean":
        return [True, False]
    if plain[0] == "oneof" and not plain[2]:
        return list(plain[1])
    return None


def accepts(plain: Plain, value: Any) -> bool:
    """Whether a format accepts a plain value."""
    return formats.whole(plain)(value) is None


def _open_within(narrow: Plain, wide: Plain) -> bool:
    """Two lists that go on counting, from the same word: each beginning is tried."""
    if not wide[2]:
        return False
    stem, first = _stem(narrow[1][-1])
    other, second = _stem(wide[1][-1])
    if stem != other or second - first > _TRIED:
        return False
    begun = [f"{stem}{number}" for number in range(first + 1, second + 1)]
    return all(accepts(wide, value) for value in (*narrow[1], *begun))


def _stem(value: str) -> tuple[str, int]:
    stem = value.rstrip("0123456789")
    return stem, int(value[len(stem) :])


def cells_of(plain: Plain) -> list[str | None] | None:
    """A text of a fixed form, character by character: a letter, or any digit."""
    if plain[0] == "type":
        return [_DIGIT if char == "X" else char for char in plain[1]]
    if plain[0] != "format":
        return None
    cells: list[str | None] = []
    pattern = plain[1]
    while pattern:
        run = next((run for run in RUNS if pattern.startswith(run)), None)
        cells += [_DIGIT] * len(run) if run else [pattern[0]]
        pattern = pattern[len(run or "x") :]
    return cells


def _cell_within(narrow: str | None, wide: str | None) -> bool:
    return narrow == wide or (wide is _DIGIT and narrow is not None and narrow in "0123456789")


def lengths(plain: Plain) -> list[Interval] | None:
    """How long the texts of a format are: never empty, since a blank text is refused."""
    cells = cells_of(plain)
    if cells is not None:
        return [(len(cells), len(cells))]
    if plain[0] != "varchar":
        return None
    sign, length = plain[1], plain[2]
    low = {"=": length, ">": (length or 0) + 1, ">=": length}.get(sign) or 1
    high = {"=": length, "<": (length or 0) - 1, "<=": length}.get(sign)
    return [(low, high)] if high is None or high >= low else []


def _covers(wide: list[Interval], narrow: list[Interval]) -> bool:
    return not minus(narrow, wide)


def minus(one: list[Interval], other: list[Interval]) -> list[Interval]:
    """What is in `one` and not in `other`, each an interval at most."""
    if not one or not other:
        return one
    (low, high), (start, end) = one[0], other[0]
    left: list[Interval] = []
    if low < start:
        left.append((low, start - 1 if high is None else min(high, start - 1)))
    if end is not None and (high is None or high > end):
        left.append((max(low, end + 1), high))
    return left


# --- what the difference is, in words -----------------------------------------------------------


def difference(old: Plain, new: Plain) -> Text | None:
    """What is accepted now and was not, or no more: « 50 caractères sont maintenant admis »."""
    lost, gained = _beyond(old, new), _beyond(new, old)
    said = [
        *(Text(f"{each.fr} n'est plus admis", f"{each.en} is no longer accepted") for each in lost),
        *(Text(f"{each.fr} est maintenant admis", f"{each.en} is now accepted") for each in gained),
    ]
    if not said:
        return None
    return Text(" ; ".join(each.fr for each in said), "; ".join(each.en for each in said))


def _beyond(one: Plain, other: Plain) -> list[Text]:
    """Noun phrases, masculine and singular, for what `one` accepts and `other` does not."""
    found = []
    if one[0] == "or_null" and not accepts(other, None):
        found.append(Text("null", "null"))
    whole = other  # null among the few values of one may be what the other admits besides
    one, other = (each[1] if each[0] == "or_null" else each for each in (one, other))
    if one[0] == other[0] == "varchar":
        for low, high in minus(lengths(one) or [], lengths(other) or []):
            found.append(_text_of(low, high))
    elif one[0] == other[0] == "integer":
        found += _numbers(one, other)
    elif finite(one) is not None:
        found += [_value(each) for each in finite(one) or () if not accepts(whole, each)]
    return found


def _value(value: str | bool | None) -> Text:
    if isinstance(value, str):
        return Text(f"« {value} »", f"“{value}”")
    said = "null" if value is None else str(value).lower()
    return Text(said, said)


def _text_of(low: int, high: int | None) -> Text:
    many = "s" * ((high or low) > 1)
    if high is None:
        return Text(f"un texte de {low} caractères ou plus", f"a text of {low} characters or more")
    if low == high:
        return Text(f"un texte de {low} caractère{many}", f"a text of {low} character{many}")
    return Text(f"un texte de {low} à {high} caractères", f"a text of {low} to {high} characters")


def _numbers(one: Plain, other: Plain) -> list[Text]:
    found = []
    if other[1] is not None and (one[1] is None or one[1] < other[1]):
        found.append(Text(f"un nombre sous {other[1]}", f"a number below {other[1]}"))
    if other[2] is not None and (one[2] is None or one[2] > other[2]):
        found.append(Text(f"un nombre au-delà de {other[2]}", f"a number beyond {other[2]}"))
    return found
