"""What a table does not say and is nearly always true: rows proposed as comments, and a remark.

A day has a form, and may be in no calendar; an amount has decimals, and may be below zero. A
balise may be needed in some cases only, which the table tells in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segur_lint import dates
from segur_lint.authoring.writing.templates import TO_FILL, comment, scalar, single
from segur_lint.errors import AuthorError
from segur_lint.lang.notation import Float, Integer, Notation, OrNull, VarcharFormat, date_fault
from segur_lint.text import Text, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from segur_lint.authoring.importing.drafts import Draft
    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.authoring.importing.table import Table
    from segur_lint.flat import FlatPack
    from segur_lint.model import Model, Slot

#: What an expression that says so already holds, by kind.
_SAID = {"day": "is_date(", "amount": "value >"}
#: Days that are in the calendar, or are not, as (year, month, day).
_GOOD, _BAD = (2024, 2, 29), ((2023, 2, 29), (2024, 4, 31))
_APART = frozenset("/-. :")


class Proposal:
    """A row to propose: its `kind`, its `id` once it has one, its expression and its examples.

    A person has to fill in when it holds where its `when` says so.
    """

    __slots__ = ("asked", "examples", "id", "kind", "when")

    def __init__(self, kind: str, asked: str, examples: tuple[list[str], list[str]]) -> None:
        self.kind = kind
        self.id = ""
        self.asked = asked
        self.examples = examples
        self.when = ""


def of(draft: Draft, slot: Slot, flat: FlatPack, model: Model) -> list[Proposal]:
    """What is to be proposed beside the format of a draft, where no rule says it already."""
    made = [found] if draft.is_live and (found := _of_format(draft, slot, flat, model)) else []
    if draft.entry.condition not in draft.entry.problems:
        return made
    waiting = f"#   balise: {draft.balise}\n  #   when: {TO_FILL}\n"
    if draft.is_live or waiting in flat.own.source.text.replace("\r\n", "\n"):
        _point_to_it(draft.entry)
    if draft.is_live:
        good = [text for text in draft.examples[0] if text != "null"]
        needed = Proposal("needed", "value != null", (good[:1], ["null"]))
        needed.when = TO_FILL
        made.append(needed)
    return made


def _point_to_it(entry: Entry) -> None:
    """Tell, with the problem that a balise is needed at times, where the rule is proposed."""
    told = entry.condition
    assert told is not None
    more = Text(
        " Cette règle est proposée en commentaire, sous la première : sans cas, effacez-la.",
        " This rule is proposed as a comment, below the first: without a case, delete it.",
    )
    message = Text(told.message.fr + more.fr, told.message.en + more.en)
    entry.condition = AuthorError(told.source, told.span, message)
    entry.problems[entry.problems.index(told)] = entry.condition


def _of_format(draft: Draft, slot: Slot, flat: FlatPack, model: Model) -> Proposal | None:
    found = _of(_item(draft.entry.notation))
    if found is None:
        return None
    for row in flat.rows:
        asked, balise = row.fields.get("assert"), row.fields.get("balise")
        is_said = asked is not None and _SAID[found.kind] in asked.text
        if is_said and balise is not None and model.find(balise.text)[:1] == [slot]:
            return None
    return found


def _item(notation: Notation | None) -> Notation | None:
    return notation.item if isinstance(notation, OrNull) else notation


def _of(notation: Notation | None) -> Proposal | None:
    if isinstance(notation, VarcharFormat):
        pattern = notation.pattern
        rest = pattern
        for run in dates.RUNS:
            rest = rest.replace(run, "")
        if date_fault(pattern) is not None or "AAAA" not in pattern or not _APART.issuperset(rest):
            return None
        good, *bad = (_written(pattern, day) for day in (_GOOD, *_BAD))
        return Proposal("day", f'is_date(value, "{pattern}")', ([good], bad))
    if isinstance(notation, Float) and (notation.decimals or 0) <= len(_ZEROS):
        digits = 2 if notation.decimals is None else notation.decimals
        zero = "0" + "." * bool(digits) + _ZEROS[:digits]
        return Proposal("amount", "value >= 0", ([zero], ["-" + zero[:-1] + "1"]))
    return None


_ZEROS = "0" * 9


def _written(pattern: str, day: tuple[int, int, int]) -> str:
    parts = dict(zip(("AAAA", "MM", "JJ"), day, strict=True))
    for run in dates.RUNS:
        pattern = pattern.replace(run, f"{parts.get(run, 0):0{len(run)}}")
    return f'"{pattern}"'


def lines(
    found: Proposal, draft: Draft, said: dict[str, Any], source: str, margin: str
) -> list[str]:
    """A proposal as lines of comment; `said` is ``proposals`` of the table's settings.

    `source` is that of what the table says, were it in words only.
    """
    own, name = said[found.kind], draft.balise
    good, bad = (", ".join(map(single, texts)) for texts in found.examples)
    row = [
        f"- id: {found.id}",
        f"  stage: {said['stage']}",
        "  title: " + scalar(own["title"].replace("{balise}", name)),
        f"  balise: {name}",
        *[f"  when: {found.when}"] * bool(found.when),
        f"  assert: {found.asked}",
        *["  found: value"] * ("{found}" in own["fr"]),
        "  source: " + scalar(source if found.when else said["source"]),
        "  message:",
        *(f'    {lang}: "{own[lang].replace("{balise}", name)}"' for lang in ("fr", "en")),
        f"  examples: {{pass: [{good}], fail: [{bad}]}}",
    ]
    cell = shorten(draft.entry.line["required"].line)
    head = comment(own["head"].replace("{balise}", name).replace("{required}", cell), margin)
    return [*head, *(f"{margin}# {line}" for line in row)]


def unbounded(drafts: Iterable[Draft], table: Table) -> AuthorError | None:
    """The remark that whole numbers may be negative; None where none may."""
    found: Sequence[Draft] = [each for each in drafts if each.is_live and _may_be_negative(each)]
    if not found:
        return None
    names = ", ".join(draft.balise for draft in found)
    most = getattr(_item(found[0].entry.notation), "most", None)
    better = Integer(0, most)
    return AuthorError(
        table.source,
        found[0].entry.line["format"].span(),
        Text(
            f"Le tableau ne donne pas de minimum : un nombre négatif passe ({names}). S'il ne le "
            f"faut pas, écrivez dans la case « {better} », ou MIN 1 si zéro ne va pas non plus.",
            f"The table gives no minimum: a negative number passes ({names}). If it should not, "
            f"write “{better}” in the cell, or MIN 1 if zero will not do either.",
        ),
    )


def _may_be_negative(draft: Draft) -> bool:
    notation = _item(draft.entry.notation)
    return (
        isinstance(notation, Integer)
        and notation.least is None
        and (notation.most is None or notation.most > 0)
    )
