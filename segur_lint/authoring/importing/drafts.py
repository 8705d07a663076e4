"""Rows of a pack drafted from the entries of a table: titles, messages and examples included.

What was not understood is a row too, all of it a comment, marked ``À REMPLIR``: nothing is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segur_lint.authoring.importing import proposals
from segur_lint.authoring.writing import examplevalues
from segur_lint.authoring.writing.templates import TO_FILL, comment, scalar, single
from segur_lint.describe import describe
from segur_lint.errors import AuthorError
from segur_lint.lang.notation import Always, Constant, Float, Notation, OneOf
from segur_lint.text import Text, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.authoring.importing.proposals import Proposal
    from segur_lint.authoring.importing.table import Table

#: Characters of a description, or of a cell, in a comment.
_SHOWN = 300
#: Digits after the point that a fix writes at most.
_MENDED = 9


class Draft:
    """A row to write: its `entry`, its `id`, what it calls the balise.

    `replaces` is the inherited row that it changes, or empty; `already` the row that says the
    same, called `rule`, of which a comment tells; `against` the row of the pack that asks for
    another format; `examples` are JSON texts that pass, and that fail;
    `proposals` are what the table does not say of the balise, or not in figures.
    """

    __slots__ = (
        "against",
        "already",
        "balise",
        "entry",
        "examples",
        "id",
        "proposals",
        "replaces",
        "rule",
    )

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.id = ""
        self.balise = entry.name
        self.replaces = ""
        self.already = self.rule = ""
        self.against = ""
        self.proposals: list[Proposal] = []
        self.examples: tuple[list[str], list[str]] = ([], [])

    @property
    def is_live(self) -> bool:
        """Whether it is a row, and no comment."""
        return bool(self.examples[0] and self.examples[1]) and not (self.already or self.against)

    def draw_examples(self, table: Table) -> None:
        """Find the examples of the format; where there are none, that is a problem."""
        assert self.entry.notation is not None
        self.examples = examplevalues.examples(self.entry.notation.plain())
        if not self.is_live:
            why = Text(
                "Aucune valeur courte n'est de ce format, ou aucune ne lui est étrangère.",
                "No short value is of this format, or none is out of it.",
            )
            span = self.entry.line["format"].span()
            self.entry.problems.append(AuthorError(table.source, span, why))


class Writer:
    """Writes drafts as YAML, by the texts of `settings` (``row`` of the table's settings)."""

    def __init__(self, settings: dict[str, Any], source: str, file: str) -> None:
        self.settings = settings
        self.source = source
        self.file = file

    def lines(self, draft: Draft, margin: str) -> list[str]:
        """The lines of a draft, behind what a comment tells of it."""
        entry, inner = draft.entry, margin + "  "
        above = f"{self.file}, ligne {entry.number}"
        told = [each.line for each in (entry.line["bloc"], entry.line["description"]) if each]
        head = comment(shorten(" — ".join([above, *told]), _SHOWN), margin)
        if draft.already:
            return comment(f"{above} : {draft.balise} — {draft.already}", margin)
        proposed = entry.condition if draft.proposals else None  # it is to be filled in there
        for problem in (each for each in entry.problems if each is not proposed):
            head += comment(f"{TO_FILL} : {problem.message.fr}", margin)
        if draft.is_live:
            key = f"replace: {draft.replaces}" if draft.replaces else f"id: {draft.id}"
            row = [*head, f"{margin}- {key}", *(inner + line for line in self.row(draft))]
            for each in draft.proposals:
                row += [
                    "",
                    *proposals.lines(each, draft, self.settings["proposals"], self.source, margin),
                ]
            return row
        cell = entry.line["format"]
        if cell:
            head += comment(f"La case « Format » : {shorten(cell.line, _SHOWN)}", margin)
        if draft.against:
            where = (
                f"Si le tableau a raison, écrivez dans {draft.against} le format et les exemples "
                "qui suivent."
            )
            head += comment(where, margin)
        return [*head, *(f"{margin}# {line}" for line in self.skeleton(draft))]

    def row(self, draft: Draft) -> Iterator[str]:
        """The keys of a row that is complete."""
        notation = draft.entry.notation
        assert notation is not None
        kind, said, asked = _kind(notation), self.settings, str(notation)
        if not draft.replaces:
            yield f"stage: {said['stage']}"
        title = said["titles"].get(kind, said["title"])
        wanted = describe(notation.plain()).fr
        yield "title: " + scalar(title.format(balise=draft.balise, wanted=wanted))
        if not draft.replaces:
            yield f"balise: {draft.balise}"
        yield "format: " + scalar(asked)
        fix = _fix(notation)
        if fix:
            yield f"fix: {fix}"
        yield "source: " + scalar(self.source)
        if not draft.replaces:
            yield "message:"
            for lang, text in said["message"].items():
                whole = f"{text} {said['advice'][kind][lang]}"
                quoted = whole.replace("{balise}", draft.balise).replace('"', '\\"')
                yield f'  {lang}: "{quoted}"'
        yield _examples(draft)

    def skeleton(self, draft: Draft) -> Iterable[str]:
        """The keys of a row that a person has to complete."""
        name, notation = shorten(draft.balise), draft.entry.notation
        asked = TO_FILL if notation is None else scalar(str(notation))
        return [
            f"- id: {draft.id}",
            f"  stage: {self.settings['stage']}",
            f"  title: {TO_FILL}",
            f"  balise: {name}",
            f"  format: {asked}",
            f"  source: {self.source}",
            f'  message: {{fr: "« {name} » {{fault}}.", en: "“{name}” {{fault}}."}}',
            # What is to be filled in ends a row in comments.
            f"  {_examples(draft)}  # {TO_FILL}"
            if draft.against and all(draft.examples)
            else f"  examples: {{pass: [{TO_FILL}], fail: [{TO_FILL}]}}",
        ]


def _examples(draft: Draft) -> str:
    good, bad = (", ".join(map(single, texts)) for texts in draft.examples)
    return f"examples: {{pass: [{good}], fail: [{bad}]}}"


def _kind(notation: Notation) -> str:
    plain = notation.plain()
    while plain[0] == "or_null":
        plain = plain[1]  # type: ignore[assignment]  # a notation, as a list
    return str(plain[0])


def _fix(notation: Notation) -> str:
    """What mends a fault where only one value, or one way of writing it, is of the format."""
    if isinstance(notation, Float) and 0 < (notation.decimals or 0) <= _MENDED:
        return f"{{decimals: {notation.decimals}}}"
    only = getattr(notation, "value", "") if isinstance(notation, Always | Constant) else ""
    if isinstance(notation, OneOf) and len(notation.values) == 1 and not notation.open:
        only = notation.values[0]
    if isinstance(only, str):
        return f"{{set: « {only} »}}" if only.isalnum() else ""
    return "{set: " + {None: "null", True: "true", False: "false"}[only] + "}"
