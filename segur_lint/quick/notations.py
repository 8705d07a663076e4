"""Formats as conditions of the generated code, on one value or on a whole column of them."""

from __future__ import annotations

from segur_lint.dates import RUNS
from segur_lint.quick.plan import UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.quick.helpers import Helpers

    Plain = list[Any]

#: What a value of each format is to the generated code: see `place.Value`.
_KINDS = {
    "varchar": "text", "format": "text", "type": "text", "oneof": "text", "email": "text",
    "link": "text", "integer": "int", "boolean": "bool", "or_null": "any",
}  # fmt: skip
#: Whole numbers are read as ints up to here, as `jsonvalue.Number` does.
_LARGEST = 10**18


def kind(plain: Plain) -> str:
    """The kind of the values that are of a format."""
    name = plain[0]
    if name == "constant":
        return {type(None): "null", bool: "bool", str: "text"}.get(type(plain[1]), "any")
    return f"dec{plain[1]}" if name == "float" else _KINDS.get(name, "any")


def conditions(helpers: Helpers, plain: Plain, column: str) -> list[str]:
    """What must hold of a column, which is not empty, for all its values to be of a format."""
    name = plain[0]
    if name in _COLUMNS:
        return _COLUMNS[name](helpers, plain, column)
    if name not in ("varchar", "format", "type", "oneof", "email", "link"):
        raise UnfitError(f"no twin of the format {name}")
    texts = f"{{*map(type, {column})}} == {{str}}"
    if name == "varchar":
        return _varchar(plain, column)
    if name == "oneof":  # of anything but texts, it is not one, or it is an error
        if not plain[2]:
            return [f"{{*{column}}} <= {_set(plain[1])}"]
        return [f"all({one(helpers, plain, 'x')} for x in {{*{column}}})"]
    if name == "type":
        return [f"are_written({column}, {plain[1]!r})"]
    if name == "format":  # what is so written, and is no date, is looked at closer too
        return [texts, f"{date_reader(helpers, plain[1])}({column})"]
    said = one(helpers, plain, "x")
    return [texts, f"all({said} for x in {{*{column}}})"]


def one(helpers: Helpers, plain: Plain, text: str, *, is_text: bool = True) -> str | None:
    """The condition for a text, in a variable or an expression, to be of a format; None: no twin.

    What is no text for sure may be a boolean, null or a list of texts.
    """
    name = plain[0]
    if not is_text:
        if name == "list":
            each = one(helpers, plain[1], "x")
            return (
                each and f"(type({text}) is list and {text} != [] and all({each} for x in {text}))"
            )
        said = one(helpers, plain, text)
        return said and f"(type({text}) is str and {said})"
    if name == "varchar":
        sign, length = plain[1], plain[2]
        long = [] if sign is None else [f"len({text}) {'==' if sign == '=' else sign} {length}"]
        return f"({' and '.join([*long, f'{text}.strip()'])})"
    if name == "format":
        return f"bool({date_reader(helpers, plain[1])}([{text}]))"
    if name == "type":
        return f"({' and '.join(_one_of_type(plain[1], text))})"
    if name == "oneof":
        stem = plain[1][-1].rstrip("0123456789")
        first = int(plain[1][-1][len(stem) :]) if plain[2] else 0
        more = f" or is_further({text}, {stem!r}, {first})" if plain[2] else ""
        return f"({text} in {_set(plain[1])}{more})"
    if name in ("email", "link"):
        return f"{helpers.name('Predicate', repr(plain))}[{text}]"
    return None


def date_reader(helpers: Helpers, pattern: str) -> str:
    """The function that reads dates written to a pattern."""
    runs: dict[int, tuple[int, int]] = {}
    pieces, at = [], 0
    while at < len(pattern):
        found = next((run for run in RUNS if pattern.startswith(run, at)), None)
        if found:
            runs[RUNS[found]] = (at, at + len(found))
        else:
            pieces.append((at, pattern[at]))
        at += len(found) if found else 1
    if RUNS["AAAA"] not in runs or RUNS["MM"] not in runs or RUNS["JJ"] not in runs:
        raise UnfitError("a date without its year, its month or its day")
    reader = helpers.function("texts", _date_body(len(pattern), runs, pieces))
    return helpers.name("Dates", reader)


def _date_body(
    length: int, runs: dict[int, tuple[int, int]], pieces: list[tuple[int, str]]
) -> list[str]:
    """The lines of a function of `texts`: digits of their dates, the year first, or a doubt.

    All texts are one, of which a stride is what stands at one place of each.
    """
    year, month, day, *time = (
        [f"all[{at}::{length}]" for at in range(*run)] for _, run in sorted(runs.items())
    )
    strides = [*year, *month, *day, *(each for run in time for each in run)]
    if time:
        strides += ["'0' * len(texts)"] * (2 * (RUNS["ss"] - RUNS["JJ"]) - 2 * len(time))
    return [
        f"if {{*map(len, texts)}} != {{{length}}}: raise DoubtError",
        "all = ''.join(texts)",
        *(
            f"if all[{at}::{length}] != {char!r} * len(texts): raise DoubtError"
            for at, char in pieces
        ),
        f"found = [*map(''.join, zip({', '.join(strides)}))]",
        "if not is_digits(''.join(found)): raise DoubtError",
        f"months, days = {{*zip({', '.join(month)})}}, {{*zip({', '.join(day)})}}",
        "if min(months) < ('0', '1') or max(months) > ('1', '2'): raise DoubtError",
        "if min(days) < ('0', '1') or min(found)[:4] == '0000': raise DoubtError",
        "if not are_days([x for x in found if x[6:8] > '28']): raise DoubtError",
        *(
            f"if max(zip({', '.join(run)})) > {tuple(most)!r}: raise DoubtError"
            for run, most in zip(time, ("23", "59", "59"), strict=False)
        ),
        "return found",
    ]


def _set(texts: list[str]) -> str:
    return "{" + ", ".join(map(repr, texts)) + "}"


def _varchar(plain: Plain, column: str) -> list[str]:
    sign, length = plain[1], plain[2]
    if sign == "=" and length:
        return [f"are_texts({column}, {length})"]
    lengths = {
        None: [],
        "=": [f"{{*map(len, {column})}} == {{{length}}}"],
        "<": [f"max(map(len, {column})) < {length}"],
        "<=": [f"max(map(len, {column})) <= {length}"],
        ">": [f"min(map(len, {column})) > {length}"],
        ">=": [f"min(map(len, {column})) >= {length}"],
    }
    # The last is a doubt of what is no text.
    return [*lengths[sign], f"all(map(str.strip, {column}))"]


def _runs(written: str) -> list[tuple[int, int, bool]]:
    """Where each run of X, which are digits, and each run of other characters is."""
    found, at = [], 0
    while at < len(written):
        end, is_digits = at, written[at] == "X"
        while end < len(written) and (written[end] == "X") is is_digits:
            end += 1
        found.append((at, end, is_digits))
        at = end
    return found


def _one_of_type(written: str, text: str) -> list[str]:
    found = [f"len({text}) == {len(written)}"]
    for at, end, is_digits in _runs(written):
        cut = f"{text}[{at}:{end}]"
        found.append(f"is_digits({cut})" if is_digits else f"{cut} == {written[at:end]!r}")
    return found


def _constant(_helpers: Helpers, plain: Plain, column: str) -> list[str]:
    value = plain[1]
    if value is None:
        return [f"{column}.count(None) == len({column})"]
    if type(value) is bool:
        return [f"{{*map(type, {column})}} == {{bool}}", f"{{*{column}}} == {{{value}}}"]
    if type(value) is str:
        return [f"{{*{column}}} == {{{value!r}}}"]
    raise UnfitError("a number that is always the same")


def _or_null(helpers: Helpers, plain: Plain, column: str) -> list[str]:
    inner = " and ".join(conditions(helpers, plain[1], "given"))
    return [f"(not (given := [x for x in {column} if x is not None]) or {inner})"]


def _integer(_helpers: Helpers, plain: Plain, column: str) -> list[str]:
    low, high = (
        bound if bound is not None else default
        for bound, default in zip(plain[1:], (-_LARGEST + 1, _LARGEST - 1), strict=True)
    )
    return [
        f"{{*map(type, {column})}} == {{int}}",
        f"{max(low, -_LARGEST + 1)} <= min({column})",
        f"max({column}) <= {min(high, _LARGEST - 1)}",
    ]


def _float(_helpers: Helpers, plain: Plain, column: str) -> list[str]:
    if not plain[1]:
        raise UnfitError("a number whose digits are not counted")
    # What was read is a number: where the point stands there, digits alone can follow it.
    return [
        f"{{*map(type, {column})}} == {{bytes}}",
        f"max(map(len, {column})) < 30",
        f"{{x[{-plain[1] - 1}] for x in {column}}} == {{{ord('.')}}}",
    ]


def _boolean(_helpers: Helpers, _plain: Plain, column: str) -> list[str]:
    return [f"{{*map(type, {column})}} == {{bool}}"]


_COLUMNS: dict[str, Callable[[Helpers, Plain, str], list[str]]] = {
    "constant": _constant,
    "or_null": _or_null,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
}
