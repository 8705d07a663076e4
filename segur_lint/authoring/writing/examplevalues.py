"""Values that are of a format, and values that nearly are, as JSON texts: drafts of examples.

They are made from the notation, then tried on the very predicate that judges deposits: what is
given as passing passes, what is given as failing fails.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from segur_lint import formats
from segur_lint.document import Document, read
from segur_lint.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from segur_lint.document import JSONValue

#: Examples of each sort, and characters of the longest.
MOST_PASS, MOST_FAIL, LONGEST = 3, 5, 400
_DIGITS = 9  # of a value that goes on counting
_RUNS = {"AAAA": "2024", "JJ": "15", "MM": "06", "hh": "10", "mm": "30", "ss": "00"}
_RUN = re.compile("|".join(_RUNS))
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def examples(plain: list[Any]) -> tuple[list[str], list[str]]:
    """JSON texts that are of the compiled notation `plain`, and some that are not.

    Either is empty where nothing short enough is found. What a model would refuse before any
    format is read (a text where it has a list) is not among them.
    """
    try:
        predicate = formats.whole(plain)
    except OverflowError:  # more decimals than a pattern can count
        return [], []
    good, bad = _candidates(plain)

    def kept(texts: Iterable[str], wanted: bool, most: int) -> list[str]:
        short = (text for text in dict.fromkeys(texts) if len(text) <= LONGEST)
        return [text for text in short if (predicate(value(text)) is None) is wanted][:most]

    return kept(good, True, _most(plain)), kept(bad, False, MOST_FAIL)


def _most(plain: list[Any]) -> int:
    """How many examples pass: each value where there are some to choose from, and null."""
    if plain[0] == "or_null":
        return _most(plain[1])
    return max(MOST_PASS, len(plain[1]) + 2) if plain[0] == "oneof" else MOST_PASS


def value(text: str) -> JSONValue:
    """The value of a JSON text of ours."""
    found = read(Source("", text.encode()))
    assert isinstance(found, Document)
    return found.value


def _candidates(plain: list[Any]) -> tuple[list[str], list[str]]:
    kind = plain[0]
    if kind == "or_null":
        good, bad = _candidates(plain[1])
        return [*good[: MOST_PASS - 1], "null", *good], bad
    if kind == "list":
        good, bad = _candidates(plain[1])
        pair = [f"[{', '.join(good[:2])}]"] * (len(good) > 1)
        return [*(f"[{each}]" for each in good[:1]), *pair], ["[]", *(f"[{each}]" for each in bad)]
    texts, others = _MAKERS[kind](plain)
    return texts, others


def _quoted(text: str) -> str:
    said = json.dumps(text, ensure_ascii=False)
    return said if said.isprintable() else json.dumps(text)


def _text(length: int) -> str:
    return (_LETTERS * (length // len(_LETTERS) + 1))[:length]


def _varchar(plain: list[Any]) -> tuple[list[str], list[str]]:
    sign, length = plain[1], plain[2]
    if sign is None:
        return ['"ABC"', '"A"'], ['""', "null", "12"]
    limit = LONGEST * 2  # longer is left out anyway
    around = [length, length - 1, length + 1]
    if sign in "<=" and sign != "=":
        around = [3, length, length - 1, 1, length + 1]
    sizes = [size for size in around if 0 < size <= limit]
    texts = [_quoted(_text(size)) for size in sizes]
    number = _LETTERS[27:] * 2
    return texts, [*texts, '""', "null", number[: max(1, min(length, len(number)))]]


def _format(plain: list[Any]) -> tuple[list[str], list[str]]:
    made = _RUN.sub(lambda run: _RUNS[run[0]], plain[1])
    other = "2024-06-15" if made != "2024-06-15" else "15/06/2024"
    if len(other) != len(made):  # as long, and of another form
        other = re.sub("[^0-9]", "_", made)
        other = _text(len(made)) if other == made else other
    return [_quoted(made)], [_quoted(other), _quoted(made[:-1]), '""', "null", "20240615"]


def _type(plain: list[Any]) -> tuple[list[str], list[str]]:
    pattern: str = plain[1]
    texts = []
    for last in "16":
        digits = "0" * (pattern.count("X") - 1) + last
        taken = iter(digits)
        texts.append("".join(next(taken) if char == "X" else char for char in pattern))
    bad = [pattern, texts[0][:-1], texts[0] + "1"]
    return [_quoted(each) for each in texts], [*map(_quoted, bad), "null", "12"]


def _integer(plain: list[Any]) -> tuple[list[str], list[str]]:
    least: int | None = plain[1]
    most: int | None = plain[2]
    near = [least, most, 1, 0]
    good = [str(each) for each in near if each is not None]
    over = [] if most is None else [str(most + 1)]
    over += [] if least is None else [str(least - 1)]
    return good, ['"1"', *over, "1.5", "null"]


def _float(plain: list[Any]) -> tuple[list[str], list[str]]:
    decimals = plain[1]
    if decimals is None:
        return ["120.5", "120"], ['"120.5"', "null"]
    digits = min(decimals, LONGEST)
    made = "120" + "." * bool(digits) + ("50" + "0" * digits)[:digits]
    fewer, more = made[:-1].rstrip("."), made + ("0" if digits else ".0")
    return [made, "0" + made[3:]], [fewer, more, f'"{made}"', "null"]


def _boolean(_: list[Any]) -> tuple[list[str], list[str]]:
    return ["true", "false"], ['"true"', "0", "null"]


def _constant(plain: list[Any]) -> tuple[list[str], list[str]]:
    only = plain[1]
    if type(only) is str:
        return [_quoted(only)], [_quoted(only.lower()), _quoted(only + "X"), '""', "null"]
    text = json.dumps(only)
    return [text], [f'"{text}"', '""', *(("true", "false", "null", "0"))]


def _oneof(plain: list[Any]) -> tuple[list[str], list[str]]:
    values: list[str] = plain[1]
    stem = values[-1].rstrip("0123456789")
    number = values[-1][len(stem) :]
    following = [f"{stem}{int(number) + 1}"] if 0 < len(number) < _DIGITS else []
    bad = [*following, values[0].lower(), values[0] + "X", values[0].upper(), ""]
    good = [*values, *following]  # those that go on counting
    return [_quoted(each) for each in good], [*map(_quoted, bad), "null", "1"]


def _email(_: list[Any]) -> tuple[list[str], list[str]]:
    return ['"contact@exemple.fr"'], ['"contact"', '"contact@exemple"', '""', "null"]


def _link(_: list[Any]) -> tuple[list[str], list[str]]:
    return ['"https://exemple.fr/page"'], ['"exemple.fr"', '"ftp://exemple.fr"', '""', "null"]


_MAKERS = {
    "varchar": _varchar,
    "format": _format,
    "type": _type,
    "integer": _integer,
    "float": _float,
    "boolean": _boolean,
    "constant": _constant,
    "oneof": _oneof,
    "email": _email,
    "link": _link,
}
