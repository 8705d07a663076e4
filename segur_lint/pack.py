"""One YAML file becomes a `PackFile`: names, shapes, unknown keys. Nothing is evaluated here."""

from __future__ import annotations

import re

from segur_lint.byvalue import ByValue
from segur_lint.faults import Faults
from segur_lint.row import RULE_ID, Field, Row, day_meant, is_moment, read_fields, read_row
from segur_lint.source import Source
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YText

#: The key of the examples of ``applies``.
APPLIES = "applies examples"
PACK_KEYS = (
    "pack", "title", "extends", "status", "source", "guide", "model", "sample", "fallback",
    "abstract", "stages", "params", "inputs", "registers", "reads", "names",
    "keys", "example", "answer", "deposits", "applies", APPLIES, "retired", "rules",
)  # fmt: skip
#: The keys that declare, name by name, what the rows of a pack speak of.
SECTIONS = (
    "stages", "params", "inputs", "registers", "reads", "names", "keys", "example", "retired",
)  # fmt: skip
STATUSES = ("publié", "provisoire")


class PackFile(ByValue):
    """A pack as written in one file; `extends` names its parent."""

    __slots__ = told = ("source", "name", "root", "fields", "rows")

    def __init__(self, source: Source, name: str, root: YMap, fields: dict[str, Field]) -> None:
        self.source = source
        self.name = name
        self.root = root
        self.fields = fields
        self.rows: list[Row] = []

    @property
    def lost(self) -> bool:
        """Whether a row, or all of them, could not be read, or has the id of another."""
        rules = self.fields.get("rules")
        written = rules.node.items if rules is not None and isinstance(rules.node, YList) else None
        return written is None or len({row.id for row in self.rows}) < len(written)

    def text(self, key: str) -> str:
        """The text of a key of the pack; empty where it has none."""
        found = self.fields.get(key)
        return found.text if found else ""

    def flag(self, key: str) -> bool:
        """Whether a key of the pack is ``true``."""
        return self.text(key) == "true"


def read_pack(source: Source, root: YMap, faults: Faults) -> PackFile:
    """The pack in `root`; what is wrong with its keys goes to `faults`."""
    fields = read_fields(
        source, root, PACK_KEYS, Text("Clé de jeu de règles", "key of a pack"), faults
    )
    name = fields["pack"].text if "pack" in fields else ""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        faults.add(
            source,
            fields["pack"].node if "pack" in fields else root,
            "Le nom d'un jeu (« pack ») est fait de minuscules, de chiffres et de traits d'union.",
            "A pack's name is made of lower-case letters, digits and hyphens.",
        )
    pack = PackFile(source, name, root, fields)
    _require_text(pack, ("title", "status"), faults)
    if pack.text("status") and pack.text("status") not in STATUSES:
        node = fields["status"].node
        if isinstance(node, YText):
            faults.unknown(source, node, Text("Statut", "status"), STATUSES)
    _check_source(pack, faults)
    _check_kinds(pack, faults)
    _check_retired(pack, faults)
    rules = fields.get("rules")
    if rules is None:
        faults.add(source, root, "Le jeu n'a pas de « rules ».", "The pack has no “rules”.")
    elif not isinstance(rules.node, YList):
        faults.add(source, rules.node, "« rules » est une liste.", "“rules” is a list.")
    else:
        for node in rules.node.items:
            row = read_row(source, name, node, faults)
            if row is not None:
                pack.rows.append(row)
        _no_id_twice(pack, faults)
    return pack


def _check_source(pack: PackFile, faults: Faults) -> None:
    """A title, or a mapping that has one as its ``document``, and maybe the ``date`` of it."""
    where = pack.fields.get("source")
    if where is None:
        return
    node = where.node
    title = node.get("document") if isinstance(node, YMap) else node
    if not isinstance(title, YText) or not title.value.strip():
        faults.add(
            where.source,
            node,
            "« source » dit quel document le jeu suit : {document: son titre, date: 2024-01-15}.",
            "“source” says which document the pack follows: {document: its title, "
            "date: 2024-01-15}.",
        )
    date = node.get("date") if isinstance(node, YMap) else None
    text = date.value if isinstance(date, YText) else ""
    if date is not None and not (is_moment(text) and len(text) == len("2024-01-15")):
        meant = day_meant(text)
        faults.add(
            where.source,
            date,
            f"La date d'un document est un jour, comme 2024-01-15.{meant.fr}",
            f"The date of a document is a day, such as 2024-01-15.{meant.en}",
        )


def _check_kinds(pack: PackFile, faults: Faults) -> None:
    for key in SECTIONS:
        found = pack.fields.get(key)
        # A misspelt key was told, and may not have meant this one.
        if found is not None and not isinstance(found.node, YMap) and found.key.value == key:
            faults.add(
                found.source,
                found.node,
                f"« {key} » est une suite de « nom: valeur ».",
                f"“{key}” is a mapping.",
            )
    for key in ("fallback", "abstract"):
        if key in pack.fields and pack.text(key) not in ("true", "false"):
            faults.add(
                pack.source,
                pack.fields[key].node,
                f"« {key} » vaut true ou false.",
                f"“{key}” is true or false.",
            )


def _check_retired(pack: PackFile, faults: Faults) -> None:
    """Ids that rules had once, each with why they are no more."""
    where = pack.fields.get("retired")
    for key, node in where.node.items if where and isinstance(where.node, YMap) else ():
        if not RULE_ID.fullmatch(key.value):
            faults.no_id(pack.source, key, key.value)
        elif not isinstance(node, YText) or not node.value.strip():
            faults.add(
                pack.source,
                key,
                f"Dites en une phrase pourquoi {key.value} n'est plus.",
                f"Say in a sentence why {key.value} is no more.",
            )


def _require_text(pack: PackFile, keys: tuple[str, ...], faults: Faults) -> None:
    for key in keys:
        if not pack.text(key).strip():
            faults.add(
                pack.source,
                pack.root,
                f"Le jeu n'a pas de « {key} ».",
                f"The pack has no “{key}”.",
            )


def _no_id_twice(pack: PackFile, faults: Faults) -> None:
    seen: dict[str, Row] = {}
    for row in pack.rows:
        if row.id in seen:
            line = pack.source.place(seen[row.id].head.node.span.start).line
            faults.add(
                pack.source,
                row.head.node,
                f"L'identifiant {row.id} est déjà pris, ligne {line}.",
                f"The id {row.id} is already taken, line {line}.",
            )
        seen.setdefault(row.id, row)
