"""Clauses of a guide, proposed from a table: one a balise, with the controls that look at it.

A guide that is there only grows: a balise that has a clause keeps it as it is.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from segur_lint.author import read_all
from segur_lint.authoring.importing import controlled
from segur_lint.authoring.writing.planned import Planned
from segur_lint.authoring.writing.templates import TO_FILL, fill, scalar
from segur_lint.describe import describe
from segur_lint.edits import Edit, apply
from segur_lint.errors import UsageError
from segur_lint.guide import SECTION
from segur_lint.source import Source
from segur_lint.text import Text, printable, shorten
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap, YText

if TYPE_CHECKING:
    from segur_lint.authoring.importing.drafts import Draft
    from segur_lint.authoring.importing.tableimport import Import
    from segur_lint.model import Slot

#: Characters of a description that a clause takes over.
_SHOWN = 200


def refuse(origin: str, is_of_pack: bool) -> None:
    """`UsageError` where the clauses would have no section, or their controls no pack."""
    if not SECTION.fullmatch(origin):
        raise UsageError(
            Text(
                "--guide a besoin de --source : un seul §, comme §3.2, que citent les clauses.",
                "--guide needs --source: one §, such as §3.2, which the clauses cite.",
            )
        )
    if not is_of_pack:
        raise UsageError(
            Text(
                "--guide a besoin d'un jeu, dont les clauses nomment les règles : donnez --pack "
                "et --write, ou --output.",
                "--guide needs a pack, whose rules the clauses name: give --pack and --write, or "
                "--output.",
            )
        )


def planned(made: Import, path: str) -> list[Planned]:
    """The guide to write at `path`, proved beside the pack; none where nothing is missing.

    `UsageError` where what is there is no guide with a list to go on with; `AuthorErrors` where
    the reader of rules refuses it.
    """
    real = os.path.realpath(path)
    old = made.target.files.get(real)
    others = [made.path, made.target.model_path, made.asked.sample or ""]
    source = None if old is None else Source(path, old[1])
    root = None if source is None else load(source)
    found = root.get("clauses") if isinstance(root, YMap) and root.get("guide") else None
    is_bad = real in map(os.path.realpath, others)
    if source is not None and not is_bad:
        is_bad = not isinstance(found, YList) or source.text[found.span.start] == "["
    if is_bad:
        shown = printable(path)
        raise UsageError(
            Text(
                f"« {shown} » n'est pas un guide dont les « clauses » ont une ligne chacune.",
                f"“{shown}” is no guide whose “clauses” have a line each.",
            )
        )
    margin, lines = "  ", _Writer(made, found if isinstance(found, YList) else None)
    if source is None:
        text = _head(made, path) + "\n".join(lines.of(margin)) + "\n"
    else:
        assert isinstance(found, YList)
        at = found.items[0].span.start
        first = source.line(at - source.place(at).column + 1)
        new = lines.of(first[: len(first) - len(first.lstrip(" "))])
        text = _after(source.text, found, new)
    if not lines.count:
        return []
    _prove(made, path, text)
    name, said = os.path.basename(path), Text("le guide", "the guide")
    if made.flat.field("guide") is None:
        said = Text(
            f"le guide ; le jeu le nomme par « guide: {printable(name)} »",
            f"the guide; the pack names it by “guide: {printable(name)}”",
        )
    return [Planned(path, text.encode(), said, None if old is None else old[1])]


class _Writer:
    """Writes the clauses that the guide does not have; `count` of them."""

    def __init__(self, made: Import, there: YList | None) -> None:
        self.made = made
        self.model = made.target.model
        self.count = 0
        self.named: list[Slot] = []
        nodes = [each for each in there.items if isinstance(each, YMap)] if there else []
        for each in nodes:
            balise = each.get("balise")
            if isinstance(balise, YText):
                self.named += self.model.find(balise.value)[:1]
        self.section = made.asked.origin
        number = re.compile(rf"{re.escape(self.section[1:])}-([0-9]{{1,6}})", re.ASCII)
        ids = [each.get("id") for each in nodes]
        found = [number.fullmatch(each.value) for each in ids if isinstance(each, YText)]
        self.last = max((int(each[1]) for each in found if each), default=0)

    def of(self, margin: str) -> list[str]:
        """The lines of the clauses, one for each balise that has its place in the model."""
        lines: list[str] = []
        for draft in self.made.drafts:
            place = draft.entry.place
            slot = None if place is None else controlled.slot_of(place, self.model)
            called = None if slot is None else controlled.named(slot, self.model)
            if slot is None or called is None or slot in self.named:
                continue
            self.named.append(slot)
            self.count += 1
            controls = ", ".join(self.controls(draft, slot))
            lines += [
                f"{margin}- id: {self.section[1:]}-{self.last + self.count:02}",
                f"{margin}  source: {self.section}",
                f"{margin}  balise: {called}",
                f"{margin}  clause: {scalar(_said(draft))}",
                *[f"{margin}  controls: [{controls}]"] * bool(controls),
            ]
        return lines

    def controls(self, draft: Draft, slot: Slot) -> list[str]:
        """The rule of the format, then those of the pack itself that look at the balise.

        None where the table's format is not read, or a rule asks for another: nothing answers it.
        """
        if not (draft.is_live or draft.already):
            return []
        flat, ids = self.made.flat, [draft.rule or draft.replaces]
        ids += [draft.id] if draft.is_live and not draft.replaces else []
        for row in flat.rows if not self.made.target.is_new else ():
            balise = row.fields.get("balise")
            is_own = flat.own.name in (row.origin, *row.changed)
            if is_own and balise is not None and self.model.find(balise.text)[:1] == [slot]:
                ids.append(row.id)
        return list(dict.fromkeys(filter(None, ids)))


def _said(draft: Draft) -> str:
    """What the table says of a balise: its description, and its format in words."""
    entry = draft.entry
    told = shorten(entry.line["description"].line, _SHOWN).rstrip(" .")
    wanted = "" if entry.notation is None else describe(entry.notation.plain()).fr
    if not (told or wanted):
        return TO_FILL
    return " : ".join(filter(None, [told, wanted])) + "."


def _head(made: Import, path: str) -> str:
    stem = os.path.splitext(os.path.basename(path))[0].lower()
    words = [each for each in re.findall("[a-z0-9]+", stem) if each != "guide"]
    where = None if made.target.is_new else made.flat.field("source")
    node = where.node.get("document") if where and isinstance(where.node, YMap) else None
    said = made.settings["pack"]
    document = fill(said["document"], {"file": made.asked.file})
    if isinstance(node, YText) and node.value.strip():
        document = " ".join(node.value.split())
    filled = {"file": made.asked.file, "name": "-".join(words) or "tableau"}
    return fill(made.settings["guide"], {**filled, "document": scalar(document)})


def _after(text: str, found: YList, lines: list[str]) -> str:
    """The text with lines after the last clause, and after what is said on its line."""
    if not lines:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    at = text.find(end, len(text[: found.span.end].rstrip()))
    at = len(text) if at < 0 else at
    return apply(text, [Edit(at, at, end + end.join(lines))])


def _prove(made: Import, path: str, text: str) -> None:
    """Have the reader of rules read the guide beside all the rest."""
    files = dict(made.target.files)
    for name, said in (
        (made.target.model_path, made.target.model_text),
        (made.path, made.pack),
        (path, text),
    ):
        files[os.path.realpath(name)] = (name, said.encode())
    read_all(list(files.values()))
