"""The examples written in the packs, run: pytest and the command line use this same code.

An example is a change made to the pack's sound sample: a JSON text put in the place of the rule's
balise, or a mapping of changes (see `sample`). A rule's ``pass`` examples must not make it fire,
its ``fail`` examples must; what other rules say of them does not matter. The sample itself, as it
is, must have no error.
"""

from __future__ import annotations

import json
import os

from segur_lint.engine import Read, applies, lint
from segur_lint.errors import CrashError
from segur_lint.exampleform import check_example
from segur_lint.exampleoptions import inputs_of, moment_in, moment_of
from segur_lint.examplewhy import errors_of_sample, explained, unread
from segur_lint.options import Options
from segur_lint.pack import APPLIES
from segur_lint.report.model import ALL
from segur_lint.sample import DECIDED, FAULTS, Unusable, deposit, sample
from segur_lint.samplelot import KEYS, around
from segur_lint.source import Source
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from segur_lint.link import Pack, Rule
    from segur_lint.report.model import FileReport

#: What stands for a rule's id where the sample itself is at fault.
SAMPLE = "sample"


class Example:
    """One example of a rule and how it went: `fault` is what is wrong with it, or None."""

    __slots__ = ("fault", "pack", "rule", "text", "wanted")

    def __init__(self, pack: str, rule: str, wanted: str, text: str, fault: Text | None) -> None:
        self.pack = pack
        self.rule = rule
        self.wanted = wanted
        self.text = text
        self.fault = fault


def unproved(programs: Sequence[dict[str, Any]]) -> list[str]:
    """The packs that have no sample, and no heir with one: their examples are never run."""
    proved = {name for each in programs if each["sample"] for name in each["chain"]}
    return [each["pack"] for each in programs if each["pack"] not in proved]


def run(pack: Pack) -> Iterator[Example]:
    """Every example of the pack's rules; none where it has no sample.

    Where the sample is not sound, that comes first; where it is not even read, that is all.
    """
    if pack.program["sample"] is None:
        return
    path, data = sample(pack)
    name = os.path.basename(path)
    file = Read(Source(name, data), name)
    fault = _fault_of_sample(pack, file)
    if fault is not None:
        yield Example(pack.name, SAMPLE, "pass", name, fault)
    if file.document is None:
        return
    for wanted, example in listed(pack.program[APPLIES]):
        fault = misrecognised(pack, wanted, example)
        yield Example(pack.name, "applies", wanted, text_of(example), fault)
    for rule in pack.rules:
        for wanted, example in listed(rule.plain["examples"]):
            fault = _fault(pack, rule, wanted, example)
            yield Example(pack.name, rule.id, wanted, text_of(example), fault)


def listed(examples: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    """Examples one by one, each with what it is to do: first those that pass."""
    for wanted in ("pass", "fail"):
        for example in examples.get(wanted, ()):
            yield wanted, example


def misrecognised(pack: Pack, wanted: str, example: Any) -> Text | None:
    """What is wrong with an example of ``applies``; None where the pack knows its own."""
    try:
        check_example(example)
        name, data = deposit(pack, None, example)
        options = Options(moment_of(pack), inputs=inputs_of(pack, example))
    except Unusable as error:
        return error.message
    file = Read(Source(name, data), os.path.basename(name))
    if applies(pack, file, options) == (wanted == "pass"):
        return None
    if file.document is None and (said := unread(example, "applies")) is not None:
        return said
    if wanted == "pass":
        return Text(
            "le jeu ne reconnaît pas ce dépôt", "the pack does not know this deposit as its own"
        )
    return Text("le jeu reconnaît ce dépôt", "the pack takes this deposit for its own")


def text_of(example: Any) -> str:
    """An example as a person reads it."""
    return example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)


def _fault_of_sample(pack: Pack, file: Read) -> Text | None:
    """What is wrong with the sample as it is, once all rules that begin one day have begun."""
    report = lint(pack, file, Options(moment_of(pack)))
    if report.crashed:
        return crashed(report)
    errors = errors_of_sample(report.findings)
    if file.document is not None and errors is None:
        return None
    said = Text("le dépôt d'exemple n'est pas du JSON", "the sample is not JSON")
    if file.document is not None:
        said = Text("le dépôt d'exemple a des erreurs", "the sample has errors")
    if errors is None:
        return said
    return Text(f"{said.fr} : {errors.fr}", f"{said.en}: {errors.en}")


class Prepared:
    """An example as the deposit that it stands for, read, with how it is to be run."""

    __slots__ = ("example", "file", "name", "options", "wanted")

    def __init__(self, wanted: str, example: Any, name: str, file: Read, options: Options) -> None:
        self.wanted = wanted
        self.example = example
        self.name = name
        self.file = file
        self.options = options


def prepare(
    pack: Pack, rule: Rule, wanted: str, example: Any, select: Sequence[str] = ()
) -> Prepared:
    """Make an example of `rule` ready to be judged; `Unusable` where it is not well written.

    `select` are the ids of the rules to run, all of them where there is none.
    """
    check_example(example)
    name, data = deposit(pack, rule, example)
    options = Options(moment_in(rule, example), select, inputs=inputs_of(pack, example))
    return Prepared(
        wanted, example, name, Read(Source(name, data), os.path.basename(name)), options
    )


def _fault(pack: Pack, rule: Rule, wanted: str, example: Any) -> Text | None:
    try:
        prepared = prepare(pack, rule, wanted, example)
        said = fault_of(pack, rule, prepared)
        if said is None:
            return None
        report = lint(pack, prepared.file, prepared.options, ALL)
        return explained(pack, rule, example, report, said)
    except (Unusable, CrashError) as error:
        return error.message


def fault_of(pack: Pack, rule: Rule, prepared: Prepared) -> Text | None:
    """What is wrong with an example of `rule`; None where all goes as it says.

    `CrashError` where a rule of ours failed: that says nothing of the example.
    """
    wanted, example, options = prepared.wanted, prepared.example, prepared.options
    report = lint(pack, prepared.file, options, ALL, only=[rule.id, *rule.yields])
    reports = [report]
    if isinstance(example, dict) and any(key in KEYS for key in example):
        if report.kept is None:
            return Text("son contenu n'a pas pu être lu", "its content could not be read")
        try:
            reports = around(pack, rule, example, prepared.name, report, options)
        except Unusable as error:
            return error.message
    if any(each.crashed for each in reports):
        raise CrashError(crashed(next(each for each in reports if each.crashed)))
    fires = sum(finding.rule == rule.id for each in reports for finding in each.findings)
    out = next((out for out in report.not_run if out.rule == rule.id), None)
    file = prepared.file
    if fires and wanted == "fail":
        said = _miscounted(example, fires)
    elif fires:
        said = Text("la règle réagit", "the rule fires")
    elif out is not None and (
        _asks(wanted, example) or out.waits or not _reached(pack, rule, file)
    ):
        said = Text(
            f"la règle n'a pas pu être contrôlée : {out.reason.fr}",
            f"the rule could not be checked: {out.reason.en}",
        )
    elif wanted == "fail":
        said = Text("la règle ne réagit pas", "the rule does not fire")
    else:
        said = None
    return said


def _asks(wanted: str, example: Any) -> bool:
    """Whether an example asks that the rule be decided."""
    return wanted == "fail" or (isinstance(example, dict) and DECIDED in example)


def _miscounted(example: Any, fires: int) -> Text | None:
    """What is wrong with how often a rule fires, where the example says it."""
    wanted = example.get(FAULTS, str(fires)) if isinstance(example, dict) else str(fires)
    if int(wanted) == fires:
        return None
    return Text(
        f"la règle réagit {fires} fois, et non {wanted}",
        f"the rule fires {fires} time{'s' * (fires > 1)}, not {wanted}",
    )


def _reached(pack: Pack, rule: Rule, file: Read) -> bool:
    """Whether the content was read and has an element for the rule to look at.

    What is then left undecided, or waits for a value to be given, is as a near miss should be.
    """
    if file.document is None:
        return False
    return bool(rule.needs) or bool(pack.walker.walk(file.document.value).frames[rule.scope])


def crashed(report: FileReport) -> Text:
    """Which rules of ours failed, or could not be checked, and why."""
    reasons = [out.reason for out in report.not_run]
    return Text("; ".join(why.fr for why in reasons), "; ".join(why.en for why in reasons))
