"""The clauses of a guide, one YAML file: what each asks, and which controls answer it.

guide: guide-name
title: The guide's title
document: Where it was published
clauses:
  - id: 3.2-07                 # stays, whatever the guide's next edition does
    source: §3.2
    clause: What is asked, in our own words.
    controls: [ABC-001]        # or « hors champ: why no file can show it »; neither: open

A clause may name the `balise` that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from segur_lint.faults import Faults
from segur_lint.model import Model
from segur_lint.row import Field, read_fields
from segur_lint.source import Source
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YNode, YText

KEYS = ("guide", "title", "document", "clauses")
OUTSIDE = "hors champ"
CLAUSE_KEYS = ("id", "source", "balise", "clause", "controls", OUTSIDE)
SECTION = re.compile(r"§[0-9]+(\.[0-9]+)*", re.ASCII)
CLAUSE_ID = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*", re.ASCII)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
LONGEST_ID = 20


@dataclass(frozen=True)
class Clause:
    """What one row or one sentence of the guide asks.

    `controls` are nodes, whose values are ids; `outside` is why no file can show it, or empty;
    `balise` is the one that the clause is about, where it is about one.
    """

    id: str
    section: str
    text: str
    outside: str
    controls: tuple[YText, ...]
    balise: Field | None


@dataclass(frozen=True)
class Guide:
    """A guide as written in one file, its clauses in the order of the guide."""

    source: Source
    name: str
    title: str
    document: str
    clauses: tuple[Clause, ...]


def read_guide(source: Source, root: YMap, faults: Faults) -> Guide | None:
    """The guide in `root`, or None after adding to `faults` all that is wrong with it."""
    return _Reader(source, faults).guide(root)


def check_controls(guide: Guide, known: Iterable[str], faults: Faults) -> None:
    """Ids that no pack of the guide has, now or before it dropped them, are author's faults."""
    ids = tuple(dict.fromkeys(known))
    for clause in guide.clauses:
        for node in clause.controls:
            if node.value not in ids:
                faults.unknown(guide.source, node, Text("Contrôle", "control"), ids)


def check_balises(guide: Guide, models: Iterable[Model], faults: Faults) -> None:
    """Balises that no model of the guide's packs has are author's faults."""
    models = list(models)
    for clause in guide.clauses:
        where = clause.balise
        if where is None or any(model.find(where.text) for model in models):
            continue
        names = tuple(dict.fromkeys(name for model in models for name in model.names()))
        if models and isinstance(where.node, YText):
            faults.unknown(where.source, where.node, Text("Balise", "balise"), names)


class _Reader:
    def __init__(self, source: Source, faults: Faults) -> None:
        self.source = source
        self.faults = faults

    def fault(self, node: YNode, fr: str, en: str) -> None:
        self.faults.add(self.source, node, fr, en)

    def guide(self, root: YMap) -> Guide | None:
        before = len(self.faults.errors)
        what = Text("Clé de guide", "key of a guide")
        fields = read_fields(self.source, root, KEYS, what, self.faults)
        name, title, document = (
            self.text(fields, key, root) for key in ("guide", "title", "document")
        )
        if name and not _NAME.fullmatch(name):
            self.fault(
                fields["guide"].node,
                "Le nom d'un guide est fait de minuscules, de chiffres et de traits d'union.",
                "A guide's name is made of lower-case letters, digits and hyphens.",
            )
        found = fields.get("clauses")
        if found is None or not isinstance(found.node, YList) or not found.node.items:
            self.fault(
                found.node if found else root,
                "Un guide a une liste de « clauses », une au moins.",
                "A guide has a list of “clauses”, one at least.",
            )
            return None
        clauses = [self.clause(node) for node in found.node.items]
        self.no_id_twice(found.node)
        if len(self.faults.errors) > before:
            return None
        return Guide(self.source, name, title, document, tuple(each for each in clauses if each))

    def clause(self, node: YNode) -> Clause | None:
        if not isinstance(node, YMap):
            self.fault(node, "Une clause est une suite de « clé: valeur ».", "A clause is a map.")
            return None
        what = Text("Clé de clause", "key of a clause")
        fields = read_fields(self.source, node, CLAUSE_KEYS, what, self.faults)
        name, section, text = (self.text(fields, key, node) for key in ("id", "source", "clause"))
        if name and (not CLAUSE_ID.fullmatch(name) or len(name) > LONGEST_ID):
            self.fault(
                fields["id"].node,
                "L'identifiant d'une clause est fait de lettres, de chiffres, de points et de "
                f"traits d'union, comme 3.2-07 ; {LONGEST_ID} caractères au plus.",
                "A clause's id is made of letters, digits, dots and hyphens, such as 3.2-07; "
                f"{LONGEST_ID} characters at most.",
            )
        if section and not SECTION.fullmatch(section):
            self.fault(
                fields["source"].node,
                "La source d'une clause est un seul § du guide, comme §3.2.",
                "A clause's source is one § of the guide, such as §3.2.",
            )
        outside = self.text(fields, OUTSIDE, node) if OUTSIDE in fields else ""
        if "balise" in fields:
            self.text(fields, "balise", node)
        controls = self.controls(fields["controls"]) if "controls" in fields else ()
        if "controls" in fields and OUTSIDE in fields:
            self.fault(
                fields[OUTSIDE].key,
                f"Une clause a des « controls » ou une raison d'être « {OUTSIDE} », pas les deux : "
                "partagez-la en deux clauses.",
                f"A clause has “controls” or a reason to be “{OUTSIDE}”, not both: make it two "
                "clauses.",
            )
        return Clause(name, section, text, outside, controls, fields.get("balise"))

    def controls(self, where: Field) -> tuple[YText, ...]:
        node = where.node
        items = node.items if isinstance(node, YList) else ()
        found = tuple(item for item in items if isinstance(item, YText))
        if not found or len(found) != len(items):
            self.fault(
                node,
                "« controls » est une liste d'identifiants de contrôles : [DEM-004]. Une clause "
                "qui n'en a pas encore n'a pas cette clé.",
                "“controls” is a list of controls' ids: [DEM-004]. A clause that has none yet goes "
                "without this key.",
            )
        seen: set[str] = set()
        for item in found:
            if item.value in seen:
                self.fault(
                    item,
                    f"{item.value} est deux fois dans la liste.",
                    f"{item.value} is in the list twice.",
                )
            seen.add(item.value)
        return found

    def text(self, fields: dict[str, Field], key: str, node: YNode) -> str:
        """The text of a key that is needed, on one line."""
        found = fields.get(key)
        said = " ".join(found.text.split()) if found else ""
        if not said:
            self.fault(
                found.node if found else node,
                f"« {key} » est attendu : un texte.",
                f"“{key}” is needed: a text.",
            )
        return said

    def no_id_twice(self, clauses: YList) -> None:
        seen: dict[str, int] = {}
        for clause in clauses.items:
            node = clause.get("id") if isinstance(clause, YMap) else None
            if not isinstance(node, YText) or not node.value.strip():
                continue
            if node.value in seen:
                line = self.source.place(seen[node.value]).line
                self.fault(
                    node,
                    f"La clause {node.value} est déjà écrite, ligne {line}.",
                    f"The clause {node.value} is already written, line {line}.",
                )
            seen.setdefault(node.value, node.span.start)
