"""A row of a pack: what it is made of, and all that is wrong with how it is written."""

from __future__ import annotations

import re
from datetime import datetime

from segur_lint.byvalue import ByValue
from segur_lint.checks import CHECKS
from segur_lint.dates import parse
from segur_lint.faults import Faults
from segur_lint.finding import SEVERITIES
from segur_lint.rowparts import check_examples, check_message
from segur_lint.source import Source
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YNode, YText, respelt

KINDS = tuple(CHECKS)
TARGETS = ("balise", "each", "selector")
ROW_KEYS = (
    "id", "stage", "severity", "title", "why", "source", *TARGETS, "at", "when", *KINDS,
    "counted once per", "together with", "paired with", "found", "expected", "message", "examples",
    "from", "until", "yields to", "fix", "after",
)  # fmt: skip
#: A rule's source: a § of the guide, what follows from it, or usage; then a word of explanation.
#: What is supposed says on what it rests: its precision is no option.
SOURCE = re.compile(
    r"((§[0-9]+(\.[0-9]+)*( §[0-9]+(\.[0-9]+)*)*|déduit|usage)( \([^()]+\))?|supposé \([^()]+\))"
)
RULE_ID = re.compile(r"[A-Z][A-Z0-9]{1,9}-[0-9]{3}")
WHEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?")


class Field(ByValue):
    """One key of a row, with the file where it stands; `key` is as written, slips and all."""

    __slots__ = told = ("source", "key", "node")

    def __init__(self, source: Source, key: YText, node: YNode) -> None:
        self.source = source
        self.key = key
        self.node = node

    @property
    def text(self) -> str:
        """The value as text; empty where it is not one."""
        return self.node.value if isinstance(self.node, YText) else ""


class Row(ByValue):
    """A row as written: it adds a rule, replaces keys of an inherited one, or drops one."""

    __slots__ = told = ("action", "id", "pack", "fields", "head")

    def __init__(
        self,
        action: str,
        id: str,  # noqa: A002  # its name
        pack: str,
        fields: dict[str, Field],
        head: Field,
    ) -> None:
        self.action = action  # "add", "replace" or "drop"
        self.id = id
        self.pack = pack
        self.fields = fields
        self.head = head


def read_fields(
    source: Source, node: YMap, known: tuple[str, ...], what: Text, faults: Faults
) -> dict[str, Field]:
    """The known keys of a map, and those that are nearly spelt; what is not known is a fault."""
    fields = {}
    for (key, value), (meant, _) in zip(node.items, respelt(node, known).items, strict=True):
        if key.value not in known:
            faults.unknown(source, key, what, known)
        if meant.value in known:
            fields[meant.value] = Field(source, key, value)
    return fields


def read_row(source: Source, pack: str, node: YNode, faults: Faults) -> Row | None:
    """The row that `node` writes, or None where it is not one at all."""
    if not isinstance(node, YMap):
        faults.add(
            source, node, "Une règle est une suite de « clé: valeur ».", "A rule is a mapping."
        )
        return None
    what = Text("Clé de règle", "key of a rule")
    fields = read_fields(source, node, ("replace", "drop", *ROW_KEYS), what, faults)
    heads = [key for key in ("id", "replace", "drop") if key in fields]
    if len(heads) != 1:
        faults.add(
            source,
            node,
            "Une règle commence par l'un de : « id » (nouvelle), « replace » (change une règle "
            "héritée), « drop » (la retire).",
            "A rule begins with one of: “id” (new), “replace” (changes an inherited one), “drop”.",
        )
        return None
    head = fields.pop(heads[0])
    if not RULE_ID.fullmatch(head.text):
        faults.no_id(source, head.node, head.text)
        return None
    action = {"id": "add", "replace": "replace", "drop": "drop"}[heads[0]]
    row = Row(action, head.text, pack, fields, head)
    _check_row(row, faults)
    return row


def _check_row(row: Row, faults: Faults) -> None:
    source, head = row.head.source, row.head.node
    if row.action == "drop":
        if not row.fields.get("why") or not row.fields["why"].text.strip():
            faults.add(
                source,
                head,
                f"Dites pourquoi {row.id} est retirée (« why »).",
                f"Say why {row.id} is dropped (“why”).",
            )
        for key, field in row.fields.items():
            if key != "why":
                faults.add(
                    source,
                    field.key,
                    f"Une règle retirée n'a que « why » : « {key} » n'y sert à rien. Pour changer "
                    f"{row.id}, écrivez « replace ».",
                    f"A dropped rule has “why” only: “{key}” does nothing there. To change "
                    f"{row.id}, write “replace”.",
                )
        return
    kinds = [kind for kind in KINDS if kind in row.fields]
    targets = [key for key in TARGETS if key in row.fields]
    if len(kinds) > 1 or (row.action == "add" and not kinds):
        faults.add(
            source,
            head,
            f"{row.id} demande une chose et une seule : {', '.join(KINDS)}.",
            f"{row.id} asks for one thing and only one: {', '.join(KINDS)}.",
        )
    if len(targets) > 1 or (row.action == "add" and not targets):
        faults.add(
            source,
            head,
            f"{row.id} regarde un endroit et un seul : {', '.join(TARGETS)}.",
            f"{row.id} looks at one place and only one: {', '.join(TARGETS)}.",
        )
    if row.action == "add":
        for key in ("stage", "title", "source", "message", "examples"):
            if key not in row.fields:
                faults.add(
                    source, head, f"{row.id} n'a pas de « {key} ».", f"{row.id} has no “{key}”."
                )
    _check_texts(row, faults)
    if "message" in row.fields:
        check_message(row.id, row.fields["message"], faults)
    if "examples" in row.fields:
        check_examples(row.id, row.fields["examples"], faults)


def _check_texts(row: Row, faults: Faults) -> None:
    for key, what in row.fields.items():
        if key in ("message", "examples", "yields to", "fix"):
            continue
        if not isinstance(what.node, YText) or not what.text.strip():
            faults.add(what.source, what.node, f"« {key} » est un texte.", f"“{key}” is a text.")
    yields = row.fields.get("yields to")
    if yields is not None and not (
        isinstance(yields.node, YList)
        and all(isinstance(item, YText) for item in yields.node.items)
    ):
        faults.add(
            yields.source,
            yields.node,
            "« yields to » est une liste d'identifiants de règles : [DEM-004].",
            "“yields to” is a list of rules' ids: [DEM-004].",
        )
    severity, origin = row.fields.get("severity"), row.fields.get("source")
    if severity and isinstance(severity.node, YText) and severity.text not in SEVERITIES:
        faults.unknown(severity.source, severity.node, Text("Gravité", "severity"), SEVERITIES)
    if origin and origin.text and not SOURCE.fullmatch(origin.text):
        faults.add(
            origin.source,
            origin.node,
            "La source est « §3.2 » (le guide le dit), « déduit » (cela s'ensuit), « usage », puis "
            "une précision entre parenthèses si besoin, ou « supposé (d'après quoi) ».",
            "The source is “§3.2” (the guide says it), “déduit” (it follows), “usage”, then a word "
            "in parentheses where needed, or “supposé (from what)”.",
        )
    for key in ("from", "until"):
        when = row.fields.get(key)
        if when and when.text and not is_moment(when.text):
            meant = day_meant(when.text)
            faults.add(
                when.source,
                when.node,
                f"« {key} » est une date : 2024-09-12, ou 2024-09-12T14:00.{meant.fr}",
                f"“{key}” is a date: 2024-09-12, or 2024-09-12T14:00.{meant.en}",
            )


def day_meant(text: str) -> Text:
    """The day that a text writes as letters do, as it is to be written here; empty for none."""
    day = parse(text, "JJ/MM/AAAA")
    if not isinstance(day, tuple):
        return Text("", "")
    meant = f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
    return Text(f" Écrivez {meant}.", f" Write {meant}.")


def is_moment(text: str) -> bool:
    """Whether `text` is a day, or a minute of one, as the dates of a row are written."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return WHEN.fullmatch(text) is not None
