"""The formats that a notation can write: nodes, never changed, their canonical text, their JSON."""

from __future__ import annotations

import re

from segur_lint.byvalue import ByValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar

    from segur_lint.lang import Plain

RUNS = ("JJ", "MM", "AAAA", "hh", "mm", "ss")

_SAME = re.compile(r"([JMAhmsDYH])\1+|jj|dd|aaaa|yyyy")
#: The letters of a date in other guides and programs, and the run that says the same here.
_FOREIGN = {"D": "JJ", "d": "JJ", "j": "JJ", "Y": "AAAA", "y": "AAAA", "a": "AAAA", "H": "hh"}
#: A year that lost a letter, or has one too many; two may be meant.
_YEAR = re.compile(r"(?<!A)(?:AAA|A{5,6})(?!A)")


def wrong_runs(pattern: str) -> list[str]:
    """Runs of letters of a date that are none of the `RUNS`."""
    return [run[0] for run in _SAME.finditer(pattern) if run[0] not in RUNS]


def rewritten(pattern: str) -> str:
    """`pattern` with the runs of a date that are foreign to us as we write them."""
    runs = _SAME.sub(lambda run: _FOREIGN.get(run[0][0], run[0]), pattern)
    runs = _YEAR.sub("AAAA", runs)
    dated = "MM" not in runs and ("JJ" in runs or "AAAA" in runs)
    return runs.replace("mm", "MM", 1) if dated else runs


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"' if "«" in value or "»" in value else f"« {value} »"
    return (
        "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    )


class Notation(ByValue):
    """A format. Two are equal where they mean the same and were written in the same form."""

    __slots__ = ()
    kind: ClassVar[str]
    form: ClassVar[str]

    def _fields(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.told}

    def __str__(self) -> str:
        return self.form.format(**{name: _shown(each) for name, each in self._fields().items()})

    def plain(self) -> list[Plain]:
        """Give ``[kind, field, …]``, the fields in their order, nodes as lists too."""
        return [self.kind, *(_plain(each) for each in self._fields().values())]


def _plain(value: Any) -> Any:
    if isinstance(value, Notation):
        return value.plain()
    return list(value) if isinstance(value, tuple) else value


class Varchar(Notation):
    """A text of so many characters: `op` is ``= < <= > >=``; both None where any text will do."""

    __slots__ = told = ("op", "length")
    kind = "varchar"

    def __init__(self, op: str | None = None, length: int | None = None) -> None:
        self.op = op
        self.length = length

    def __str__(self) -> str:
        return "VARCHAR" if self.op is None else f"VARCHAR ({self.op}{self.length})"


class VarcharFormat(Notation):
    """A date or a time as text: the `RUNS` of `pattern` are digits, the rest is literal."""

    __slots__ = told = ("pattern",)
    kind = "format"
    form = "VARCHAR (format {pattern})"

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern


class VarcharType(Notation):
    """A reference: each X of `pattern` is a digit, the rest is literal."""

    __slots__ = told = ("pattern",)
    kind = "type"
    form = "VARCHAR (type {pattern})"

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern


class Integer(Notation):
    """A whole number, between `least` and `most` included where they are not None."""

    __slots__ = told = ("least", "most")
    kind = "integer"

    def __init__(self, least: int | None = None, most: int | None = None) -> None:
        self.least = least
        self.most = most

    def __str__(self) -> str:
        bounds = [("MIN", self.least), ("MAX", self.most)]
        shown = ", ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
        return f"INTEGER ({shown})" if shown else "INTEGER"


class Float(Notation):
    """A number written with exactly `decimals` digits after the point, any number if None."""

    __slots__ = told = ("decimals",)
    kind = "float"

    def __init__(self, decimals: int | None = None) -> None:
        self.decimals = decimals

    def __str__(self) -> str:
        if self.decimals is None:
            return "FLOAT"
        return f"FLOAT ({self.decimals} chiffre{'s' * (self.decimals > 1)} après le point)"


class Boolean(Notation):
    """True or false."""

    __slots__ = ()
    kind = "boolean"
    form = "BOOLEAN"


class ListOf(Notation):
    """A list whose elements are all of the format `item`, which is not a list."""

    __slots__ = told = ("item",)
    kind = "list"
    form = "Liste de {item}"

    def __init__(self, item: Notation) -> None:
        self.item = item


class Constant(Notation):
    """One value only, written bare: null, true or false."""

    __slots__ = told = ("value",)
    kind = "constant"
    form = "{value}"

    def __init__(self, value: bool | None) -> None:
        self.value = value


class Always(Notation):
    """One value only, written ``Toujours la valeur : …``; plain as a `Constant`."""

    __slots__ = told = ("value",)
    kind = "constant"
    form = "Toujours la valeur : {value}"

    def __init__(self, value: str | bool | None) -> None:
        self.value = value


class OneOf(Notation):
    """One of these texts; `open` says that the last, which ends in a number, goes on counting."""

    __slots__ = told = ("values", "open")
    kind = "oneof"

    def __init__(self, values: tuple[str, ...], open: bool = False) -> None:  # noqa: A002  # its name
        self.values = values
        self.open = open

    def __str__(self) -> str:
        return ", ".join(_shown(value) for value in self.values) + "…" * self.open


class Email(Notation):
    """An electronic address."""

    __slots__ = ()
    kind = "email"
    form = "ADRESSE ÉLECTRONIQUE"


class Link(Notation):
    """A link to a page."""

    __slots__ = ()
    kind = "link"
    form = "LIEN"


class OrNull(Notation):
    """The format `item`, or null. ``Liste de X ou null`` is a list, or null."""

    __slots__ = told = ("item",)
    kind = "or_null"
    form = "{item} ou null"

    def __init__(self, item: Notation) -> None:
        self.item = item
