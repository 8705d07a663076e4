"""The portal's answer to a deposit: what it would be, and what a real one says.

The portal gives the file back, with a reference of its own in it, and with a code and a label in
each unit. Where these stand, and which ones mean that a unit was taken, is the pack's to say.
"""

from __future__ import annotations

import json
from copy import copy

from segur_lint.edits import mend
from segur_lint.errors import CrashError
from segur_lint.options import Options
from segur_lint.text import Text, fold, printable
from segur_lint.units import Units, units_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.api import Linter
    from segur_lint.edits import Edit
    from segur_lint.finding import Finding
    from segur_lint.link import Pack
    from segur_lint.report.model import FileReport

#: Units named one by one in a sentence.
NAMED = 5


class Outcome:
    """What became of one unit: its `number` from 1, the `name` that people know it by.

    `contradictory` where the code says one thing and the label another: it is not `accepted` then.
    """

    __slots__ = ("accepted", "code", "contradictory", "label", "name", "number")

    def __init__(
        self,
        number: int,
        name: str,
        accepted: bool,
        code: str,
        label: str,
        *,
        contradictory: bool = False,
    ) -> None:
        self.number = number
        self.name = name
        self.accepted = accepted
        self.code = code
        self.label = label
        self.contradictory = contradictory

    def __repr__(self) -> str:
        return f"Outcome({self.number}, {self.accepted}, {self.code!r}, {self.label!r})"


class Answer:
    """An answer: its `units`, the portal's `reference`, one outcome a unit, whether `simulated`."""

    __slots__ = ("outcomes", "reference", "simulated", "units")

    def __init__(self, units: Units, outcomes: list[Outcome]) -> None:
        self.units = units
        self.outcomes = outcomes
        reference = units.of_file(units.answer["file"])
        self.reference = reference if isinstance(reference, str) else ""
        self.simulated = self.reference == units.answer["simulated"]

    @property
    def rejected(self) -> list[int]:
        """The positions, from 0, of the units that can be filed again."""
        return [each.number - 1 for each in self.outcomes if not each.accepted]


def read_answer(units: Units) -> Answer | Text:
    """The answer that a file is, or why it is none: the end of a sentence."""
    slots, (code, label) = units.answer, units.answer["accepted"]
    rules = {rule.id for rule in units.pack.rules}
    outcomes, without = [], []
    for position in range(len(units.paths)):
        said = units.text(position, slots["label"])
        given = units.value(position, slots["code"])
        known = (given if isinstance(given, str) else str(getattr(given, "text", ""))).strip()
        if not said.strip():
            without.append(position + 1)
        by_label, by_code = fold(said) == fold(label), known == code
        # Codes are not published: one that is like that of an accepted unit is another of the same
        # list, and a rule's id is ours for a rejected one; of the others nothing is known.
        refuses = known in rules or (known.isdigit() and len(known) == len(code) and not by_code)
        contradictory = refuses if by_label else by_code
        accepted = by_label and not refuses
        name = units.text(position, units.deposits["shown"])
        outcomes.append(
            Outcome(position + 1, name, accepted, known, said, contradictory=contradictory)
        )
    if without:
        return _unanswered(units, without)
    return Answer(units, outcomes)


def _unanswered(units: Units, without: Sequence[int]) -> Text:
    label = str(units.walked.path(units.frames[0], units.answer["label"])[-1])
    if len(without) == len(units.paths):
        return Text(
            f"aucune demande n'a de « {label} », que le portail remplit",
            f"no claim has a “{label}”, which the portal fills",
        )
    numbers = ", ".join(map(str, without[:NAMED])) + "…" * (len(without) > NAMED)
    one = len(without) == 1
    fr = f"la demande n° {numbers} n'a pas" if one else f"les demandes n° {numbers} n'ont pas"
    en = f"claim {numbers} has" if one else f"claims {numbers} have"
    return Text(
        f"{fr} de « {label} », que le portail remplit dans chacune",
        f"{en} no “{label}”, which the portal fills in each",
    )


class Simulation:
    """What the portal would do: refuse the file for these findings, or answer with these bytes."""

    __slots__ = ("data", "outcomes", "refused", "report")

    def __init__(
        self,
        report: FileReport,
        *,
        refused: Sequence[Finding] = (),
        data: bytes = b"",
        outcomes: Sequence[Outcome] = (),
    ) -> None:
        self.report = report
        self.refused = list(refused)
        self.data = data
        self.outcomes = list(outcomes)


def simulate(linter: Linter, path: str, data: bytes) -> Simulation | Text:
    """What the portal would answer to a deposit, or why that is not known: the end of a sentence.

    Each unit gets the id and the title of the first rule, in the pack's order, that it does not
    hold; a fault outside all units is that of each. What the linter leaves out, or weighs otherwise
    than the pack, the portal knows nothing of. `CrashError` where a rule of ours failed.
    """
    linter = copy(linter)
    linter.options = Options(linter.options.moment, inputs=linter.options.inputs)
    report = linter.check_bytes(path, data)
    if report.crashed:
        raise CrashError(_crash(report))
    packs = [pack for pack in linter.packs if pack.program["answer"] is not None]
    # Where no pack knows the content, it is refused for what all of them refuse.
    asked = [pack for pack in packs if report.pack in (None, pack.name)]
    refusing = {stage for pack in asked for stage in pack.program["answer"]["refuses"]}
    errors = [finding for finding in report.findings if finding.severity == "error"]
    refused = [finding for finding in errors if finding.stage in refusing]
    if refused:
        return Simulation(report, refused=refused)
    units = report.error or units_of(linter, path, data)
    if isinstance(units, Text):
        return units
    return _answered(report, next(pack for pack in packs if pack.name == report.pack), units)


def _answered(report: FileReport, pack: Pack, units: Units) -> Simulation:
    order = {rule.id: number for number, rule in enumerate(pack.rules)}
    titles: dict[str, str] = {rule.id: rule.plain["title"] for rule in pack.rules}
    firsts: dict[int | None, int] = {}  # by unit; None is what is outside all of them
    for finding in report.findings:
        if finding.severity == "error" and finding.stage in units.answer["rejects"]:
            rule = order[finding.rule]
            firsts[finding.unit] = min(rule, firsts.get(finding.unit, rule))
    outcomes = []
    edits: list[Edit] = units.replace(
        units.walked.root, units.answer["file"], _quote(units.answer["simulated"])
    )
    for frame in units.frames:
        own = [firsts[unit] for unit in (None, frame.index) if unit in firsts]
        first = min(own, default=None)
        code, label = units.answer["accepted"]
        if first is not None:
            code = pack.rules[first].id
            label = titles[code]
        edits += units.replace(frame, units.answer["code"], _quote(code))
        edits += units.replace(frame, units.answer["label"], _quote(label))
        name = units.text(frame.index - 1, units.deposits["shown"])
        outcomes.append(Outcome(frame.index, name, first is None, code, label))
    return Simulation(report, data=mend(units.document.source, edits), outcomes=outcomes)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _crash(report: FileReport) -> Text:
    name = printable(report.file)
    return Text(
        f"« {name} » : une règle de segur-lint est en faute, la réponse du portail n'est pas "
        "connue. « segur-lint check » dit laquelle.",
        f"“{name}”: a rule of segur-lint is at fault, the portal's answer is not known. "
        "“segur-lint check” tells which one.",
    )
