"""What an example puts around its deposit: other files, archives, documents, rows of registers."""

from __future__ import annotations

import os
import re

from segur_lint.engine import Read, lint
from segur_lint.frames import ARCHIVES, AROUND, DOCUMENTS
from segur_lint.inventory import Inventory, Item
from segur_lint.judge import judge
from segur_lint.lot import Lot, Member
from segur_lint.register import Column, Register, read_register
from segur_lint.report.model import ALL
from segur_lint.sample import Unusable, deposit
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options
    from segur_lint.report.model import FileReport

OTHERS, REGISTERS = "others", "registers"
#: The keys of an example that are about what is around its deposit.
KEYS = (OTHERS, REGISTERS, ARCHIVES, DOCUMENTS)
#: What is not said of a document or of an archive.
_USUAL = {
    "taille": "1000", "genre": "PDF", "sain": "true", "constat": "",
    "alerte": None, "archive": None,
}  # fmt: skip


def around(
    pack: Pack, rule: Rule, example: Any, name: str, report: FileReport, options: Options
) -> list[FileReport]:
    """Judge an example with what it says is around; the reports of all that, the deposit's first.

    `name` is the deposit's file name, `report` its report, of which all is kept. Raises `Unusable`.
    """
    said = {key: value for key, value in example.items() if key in KEYS}
    inventory = None
    if ARCHIVES in said or DOCUMENTS in said:
        inventory = Inventory()
        inventory.archives = list(_items(ARCHIVES, said.get(ARCHIVES, [])))
        inventory.documents = list(_items(DOCUMENTS, said.get(DOCUMENTS, [])))
    reports = [report]
    for number, changes in enumerate(_list(said.get(OTHERS, [])), 1):
        other, data = deposit(pack, rule, {"file": _next(name, number), **changes})
        reports.append(lint(pack, Read(Source(other, data), other), options, ALL))
    members = [
        Member(each, pack.walker.layout(each.kept.layout), each.kept, inventory)
        for each in reports
        if each.kept is not None
    ]
    registers = _registers(pack, said.get(REGISTERS, {}))
    return [*reports, *judge(Lot(pack, members, registers, True), options)]


def _items(name: str, given: Any) -> Iterator[Item]:
    """Archives or documents, whose facts are written as texts."""
    known = AROUND[name][1]
    for facts in _list(given):
        unknown = [key for key in facts if key not in known]
        if unknown or "nom" not in facts:
            raise Unusable(
                f"« {name} » : chacun a un « nom », et l'on peut dire : {', '.join(known)}",
                f"“{name}”: each has a “nom”, and may have: {', '.join(known)}",
            )
        extension = os.path.splitext(facts["nom"])[1][1:]
        texts = {"extension": extension, **_USUAL, **facts}
        yield Item(_place(texts), {key: _fact(key, texts[key]) for key in known})


def _place(facts: dict[str, Any]) -> str:
    return f"{facts['archive']}!/{facts['nom']}" if facts["archive"] else facts["nom"]


def _fact(key: str, text: str | None) -> Any:
    if text is None:
        return None
    if key in ("alerte", "constat"):
        return Text(text, text)
    if key == "sain":
        return text == "true"
    return int(text) if key == "taille" and text.isascii() and text.isdigit() else text


def _registers(pack: Pack, given: Any) -> dict[str, Register]:
    """Registers of the rows that an example writes."""
    declared = {each["name"]: each for each in pack.program["registers"]}
    found = {}
    for name, rows in given.items() if isinstance(given, dict) else ():
        if name not in declared:
            raise Unusable(
                f"« {printable(name)} » n'est pas un registre",
                f"“{printable(name)}” is no register",
            )
        columns = [
            Column(column, kind, False, tuple(also))
            for column, kind, _, also in declared[name]["columns"]
        ]
        headings = [column.name for column in columns]
        lines = [headings, *([row.get(each, "") for each in headings] for row in _list(rows))]
        text = "".join(";".join(line) + "\n" for line in lines)
        found[name] = read_register(Source(f"{name}.csv", text.encode()), columns)
    return found


def _list(given: Any) -> list[Any]:
    if isinstance(given, list) and all(isinstance(each, dict) for each in given):
        return given
    raise Unusable("il faut une liste de « clé: valeur »", "a list of mappings is needed")


def _next(name: str, number: int) -> str:
    """The name of another file: the last number of `name`, and `number` more."""
    return re.sub(
        r"\d+(?=\D*$)",
        lambda found: str(int(found[0]) + number).zfill(len(found[0])),
        name,
        count=1,
    )
