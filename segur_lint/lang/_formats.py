"""The formats that a notation can write: frozen nodes, their canonical text, their JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any, ClassVar

TYPE_CHECKING = False
if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Notation:
    """A format. Two are equal where they mean the same and were written in the same form."""

    kind: ClassVar[str]
    form: ClassVar[str]

    def _fields(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        return self.form.format(**{name: _shown(each) for name, each in self._fields().items()})

    def plain(self) -> list[Plain]:
        """Give ``[kind, field, …]``, the fields in their order, nodes as lists too."""
        return [self.kind, *(_plain(each) for each in self._fields().values())]


def _plain(value: Any) -> Any:
    if isinstance(value, Notation):
        return value.plain()
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Varchar(Notation):
    """A text of so many characters: `op` is ``= < <= > >=``; both None where any text will do."""

    kind = "varchar"
    op: str | None = None
    length: int | None = None

    def __str__(self) -> str:
        return "VARCHAR" if self.op is None else f"VARCHAR ({self.op}{self.length})"


@dataclass(frozen=True, slots=True)
class VarcharFormat(Notation):
    """A date or a time as text: the `RUNS` of `pattern` are digits, the rest is literal."""

    kind = "format"
    form = "VARCHAR (format {pattern})"
    pattern: str


@dataclass(frozen=True, slots=True)
class VarcharType(Notation):
    """A reference: each X of `pattern` is a digit, the rest is literal."""

    kind = "type"
    form = "VARCHAR (type {pattern})"
    pattern: str


@dataclass(frozen=True, slots=True)
class Integer(Notation):
    """A whole number, between `least` and `most` included where they are not None."""

    kind = "integer"
    least: int | None = None
    most: int | None = None

    def __str__(self) -> str:
        bounds = [("MIN", self.least), ("MAX", self.most)]
        shown = ", ".join(f"{word} {bound}" for word, bound in bounds if bound is not None)
        return f"INTEGER ({shown})" if shown else "INTEGER"


@dataclass(frozen=True, slots=True)
class Float(Notation):
    """A number written with exactly `decimals` digits after the point, any number if None."""

    kind = "float"
    decimals: int | None = None

    def __str__(self) -> str:
        if self.decimals is None:
            return "FLOAT"
        return f"FLOAT ({self.decimals} chiffre{'s' * (self.decimals > 1)} après le point)"


@dataclass(frozen=True, slots=True)
class Boolean(Notation):
    """True or false."""

    kind = "boolean"
    form = "BOOLEAN"


@dataclass(frozen=True, slots=True)
class ListOf(Notation):
    """A list whose elements are all of the format `item`, which is not a list."""

    kind = "list"
    form = "Liste de {item}"
    item: Notation


@dataclass(frozen=True, slots=True)
class Constant(Notation):
    """One value only, written bare: null, true or false."""

    kind = "constant"
    form = "{value}"
    value: bool | None


@dataclass(frozen=True, slots=True)
class Always(Notation):
    """One value only, written ``Toujours la valeur : …``; plain as a `Constant`."""

    kind = "constant"
    form = "Toujours la valeur : {value}"
    value: str | bool | None


@dataclass(frozen=True, slots=True)
class OneOf(Notation):
    """One of these texts; `open` says that the last, which ends in a number, goes on counting."""

    kind = "oneof"
    values: tuple[str, ...]
    open: bool = False

    def __str__(self) -> str:
        return ", ".join(_shown(value) for value in self.values) + "…" * self.open


@dataclass(frozen=True, slots=True)
class Email(Notation):
    """An electronic address."""

    kind = "email"
    form = "ADRESSE ÉLECTRONIQUE"


@dataclass(frozen=True, slots=True)
class Link(Notation):
    """A link to a page."""

    kind = "link"
    form = "LIEN"


@dataclass(frozen=True, slots=True)
class OrNull(Notation):
    """The format `item`, or null. ``Liste de X ou null`` is a list, or null."""

    kind = "or_null"
    form = "{item} ou null"
    item: Notation
