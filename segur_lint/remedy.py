"""What mends the fault of a row: its key ``fix``, read into a plain value.

    fix: {set: null}                                  # the one value that can be
    fix: {unsafe: true, set: an_input}                # only where a person asks for it

The plain value is ``[unsafe, action, argument]``; `repairs` makes edits of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from segur_lint.declared import Declared
from segur_lint.flat import FlatRow
from segur_lint.naming import Code, Row
from segur_lint.resolve import Resolver
from segur_lint.row import Field, read_fields
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: What a row says, and an heir's, where nothing mends its fault.
NONE = "none"
_FROM = re.compile(r"from ([0-9]{1,4})", re.ASCII)
_DECIMALS = re.compile(r"[0-9]", re.ASCII)


def remedy(
    declared: Declared, row: FlatRow, kind: str, at: Row, found: Code | None
) -> list[Any] | None:
    """The plain value of the row's ``fix``; None without one, or after telling its faults.

    `kind` is what the row asks, `at` where it looks, `found` the code of what it shows as found.
    """
    where = row.fields.get("fix")
    if where is None or where.text == NONE:
        return None
    try:
        return _Reader(declared, row, kind, at, found).read(where)
    except _Wrong as wrong:
        said = wrong.message
        declared.faults.add(wrong.where.source, wrong.where.node, said.fr, said.en)
        return None


class _Wrong(Exception):
    def __init__(self, where: Field, fr: str, en: str) -> None:
        super().__init__(fr)
        self.where = where
        self.message = Text(fr, en)


class _Reader:
    """Reads the fix of one row."""

    __slots__ = ("at", "declared", "found", "kind", "row")

    def __init__(
        self, declared: Declared, row: FlatRow, kind: str, at: Row, found: Code | None
    ) -> None:
        self.declared = declared
        self.row = row
        self.kind = kind
        self.at = at
        self.found = found

    def read(self, where: Field) -> list[Any] | None:
        """The one action of the fix, its argument, and whether it is unsafe."""
        faults = self.declared.faults
        if not isinstance(where.node, YMap):
            raise _Wrong(
                where,
                "« fix » est une suite de « clé: valeur », comme {set: null}, ou none.",
                "“fix” is a mapping, such as {set: null}, or none.",
            )
        before = len(faults.errors)
        what = Text("Réparation", "fix")
        fields = read_fields(where.source, where.node, (*_ACTIONS, "unsafe"), what, faults)
        if len(faults.errors) > before:
            return None
        actions = [name for name in _ACTIONS if name in fields]
        if len(actions) != 1:
            names = ", ".join(_ACTIONS)
            raise _Wrong(
                where,
                f"« fix » dit une réparation et une seule : {names}.",
                f"“fix” tells one fix and only one: {names}.",
            )
        (name,) = actions
        action, field = _ACTIONS[name], fields[name]
        unsafe = fields.get("unsafe")
        if unsafe is not None and unsafe.text not in ("true", "false"):
            raise _Wrong(unsafe, "« unsafe » est true ou false.", "“unsafe” is true or false.")
        is_unsafe = unsafe is not None and unsafe.text == "true"
        if not isinstance(field.node, YText):
            raise _Wrong(field, f"« {name} » est un texte.", f"“{name}” is a text.")
        if not action.fits(self):
            raise _Wrong(
                field,
                f"« {name} » ne va pas à cette règle : {action.where.fr}.",
                f"“{name}” does not suit this rule: {action.where.en}.",
            )
        if action.never_safe and not is_unsafe:
            raise _Wrong(
                field,
                f"« {name} » n'est jamais une réparation sûre : ajoutez « unsafe: true ».",
                f"“{name}” is never a safe fix: add “unsafe: true”.",
            )
        argument = action.read(self, field)
        return None if argument is None else [is_unsafe, name, argument]

    def value(self, field: Field) -> Code | None:
        """The code of an expression, whose inputs the rule itself does not wait for."""
        resolver = Resolver(self.declared.names, self.at)
        return self.declared.guard(field, lambda: resolver.value(field.text))

    def number(self, field: Field) -> int:
        """``from 1``: the number of the first element."""
        found = _FROM.fullmatch(field.text)
        if found is None:
            raise _Wrong(field, "Écrivez « number: from 1 ».", "Write “number: from 1”.")
        return int(found[1])

    def digits(self, field: Field) -> int:
        """How many digits after the point."""
        if not _DECIMALS.fullmatch(field.text):
            raise _Wrong(
                field,
                "« decimals » est un nombre de chiffres, de 0 à 9.",
                "“decimals” is a number of digits, 0 to 9.",
            )
        return int(field.text)

    def removed(self, field: Field) -> str | None:
        """What is taken away: an item of a list, or what the row reads at the file's start."""
        mark = self.kind == "reading"
        return self.word(field, "byte order mark" if mark else "item")

    def word(self, field: Field, known: str) -> str | None:
        """The one word that can stand here."""
        if field.text != known and isinstance(field.node, YText):
            what = Text("Mot", "word")
            self.declared.faults.unknown(field.source, field.node, what, (known,))
            return None
        return known

    def asks(self, kind: str, word: str) -> bool:
        """Whether the row asks for that."""
        return self.kind == kind and self.row.fields[kind].text == word

    def is_item(self) -> bool:
        """Whether the row says that an element of a list is there twice."""
        scope = self.at.scope
        whole = self.at.slot is None or scope.holds == "value"
        return self.kind == "unique in" and self.is_written() and scope.number > 0 and whole

    def is_written(self) -> bool:
        """Whether the row looks into the file, and not at what stands around it."""
        lot = self.declared.model.lot
        return lot is None or self.at.scope.number < lot

    def is_balise(self) -> bool:
        """Whether the row looks at a balise of the file."""
        slot = self.at.slot
        return self.is_written() and slot is not None and slot < len(self.at.scope.slots)

    def shows_part_of_name(self) -> bool:
        """Whether what the row shows as found is a part of the file's own name."""
        facts = len(self.declared.model.scopes[0].slots)
        return (
            self.at.scope.number == 0
            and self.found is not None
            and self.found[:2] == ["part", ["slot", 0, facts]]
        )


class _Action:
    __slots__ = ("fits", "never_safe", "read", "where")

    def __init__(
        self,
        read: Callable[[_Reader, Field], Any],
        fits: Callable[[_Reader], bool],
        where: Text,
        never_safe: bool = False,
    ) -> None:
        self.read = read
        self.fits = fits
        self.where = where
        self.never_safe = never_safe


_A_BALISE = Text(
    "elle est pour celles qui regardent une balise", "it is for those that look at a balise"
)
_ACTIONS: dict[str, _Action] = {
    "set": _Action(_Reader.value, lambda row: row.is_balise(), _A_BALISE),
    "number": _Action(
        _Reader.number,
        lambda row: row.is_balise() and row.at.scope.number > 0,
        Text(
            "elle est pour celles qui regardent une balise des éléments d'une liste",
            "it is for those that look at a balise of the elements of a list",
        ),
    ),
    "decimals": _Action(_Reader.digits, lambda row: row.is_balise(), _A_BALISE),
    "remove": _Action(
        _Reader.removed,
        lambda row: row.is_item() or row.asks("reading", "byte order mark"),
        Text(
            "elle est pour « unique in » sur les éléments d'une liste et pour « reading: byte "
            "order mark »",
            "it is for “unique in” on the elements of a list and for “reading: byte order mark”",
        ),
    ),
    "insert": _Action(
        lambda row, field: row.word(field, "only value"),
        lambda row: row.asks("structure", "missing"),
        Text("elle est pour « structure: missing »", "it is for “structure: missing”"),
    ),
    "rename": _Action(
        lambda row, field: row.word(field, "meant"),
        lambda row: row.asks("structure", "unknown"),
        Text("elle est pour « structure: unknown »", "it is for “structure: unknown”"),
        never_safe=True,
    ),
    "file name": _Action(
        _Reader.value,
        _Reader.shows_part_of_name,
        Text(
            "son « found » n'est pas une partie du nom du fichier",
            "its “found” is no part of the file's name",
        ),
        never_safe=True,
    ),
}
