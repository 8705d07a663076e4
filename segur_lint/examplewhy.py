"""Why an example does not go as it says: what an author needs, besides, to mend it."""

from __future__ import annotations

import re

from segur_lint.checks.kind import ancestor
from segur_lint.evaluate import build
from segur_lint.examplejson import json_texts, misread
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from segur_lint.finding import Finding
    from segur_lint.frames import Frame
    from segur_lint.link import Pack, Rule
    from segur_lint.report.model import FileReport

#: Faults of a sample whose sentences are shown; of the others, the rule and the line.
_SHOWN = 3


def errors_of_sample(findings: list[Finding]) -> Text | None:
    """The errors of a sample, one a rule: its first; None where there is none."""
    first: dict[str, Finding] = {}
    for found in findings:
        if found.severity == "error":
            first.setdefault(found.rule, found)
    if not first:
        return None
    told = sorted(first.values(), key=lambda each: each.start.line)
    fr = [f"{each.rule} (ligne {each.start.line})" for each in told]
    en = [f"{each.rule} (line {each.start.line})" for each in told]
    for number, each in enumerate(told[:_SHOWN]):
        fr[number] += (
            f" : {_said(each.message.fr, each.found.fr if each.found else '', 'trouvé :')}"
        )
        en[number] += f": {_said(each.message.en, each.found.en if each.found else '', 'found:')}"
    return Text(" ; ".join(fr), "; ".join(en))


def _said(message: str, found: str, label: str) -> str:
    """The sentence of a finding within another, with what was found where it does not show it."""
    said = printable(" ".join(message.split()).removesuffix("."))
    shown = re.search(rf"(?<!\w){re.escape(found)}(?!\w)", said)
    return said if shown else f"{said} ({label} {found})"


def unread(example: Any, kind: str) -> Text | None:
    """What of an example is not JSON, where its deposit cannot be read; None if all of it is.

    `kind` is that of the rule: what is about the reading of a file may well break it.
    """
    if kind == "reading" and not isinstance(example, str):
        return None
    return next((said for _, text in json_texts(example) if (said := misread(text))), None)


def explained(pack: Pack, rule: Rule, example: Any, report: FileReport, said: Text) -> Text:
    """`said`, what is wrong with an example, with why, where that is known.

    `report` is that of its deposit, all rules run, of which all is kept.
    """
    why = None
    if report.kept is None:
        if (text := unread(example, rule.kind)) is not None:
            return text
    elif _was_run(rule, report):
        why = _unapplied(pack, rule, example, report.kept.root)
    if why is not None:
        said = Text(f"{said.fr} : {why.fr}", f"{said.en}: {why.en}")
    others = ", ".join(dict.fromkeys(each.rule for each in report.findings if each.rule != rule.id))
    if others:
        more = Text(f"d'autres règles réagissent : {others}", f"other rules fire: {others}")
        said = Text(f"{said.fr} ; {more.fr}", f"{said.en}; {more.en}")
    return said


def _was_run(rule: Rule, report: FileReport) -> bool:
    """Whether a rule was run on its elements, and found nothing."""
    out = next((out for out in report.not_run if out.rule == rule.id), None)
    silent = all(each.rule != rule.id for each in report.findings)
    return silent and (out is None or out.count is not None)


def _unapplied(pack: Pack, rule: Rule, example: Any, root: Frame) -> Text | None:
    """Which part of a rule's ``when`` is not true where the example is; None where it applies."""
    if rule.when is None:
        return None
    frames = list(_frames(root, rule.scope))
    if not (isinstance(example, dict) and "units" in example):
        # All other examples change the first unit.
        frames = [each for each in frames if _is_in_the_first(each, pack.unit)][:1]
    if not frames or any(rule.when(frame, frame) is True for frame in frames):
        return None
    here = frames[0]
    told = [(*part, build(part[1], pack.matchers)(here, here)) for part in _parts(rule)]
    wrong = [each for each in told if each[2] is not True]
    text, code, truth = next((each for each in wrong if each[2] is False), wrong[0])
    fr, en = "est faux", "is false"
    if truth is not False:
        fr = "n'est ni vrai ni faux, faute d'une valeur qui convienne,"
        en = "is neither true nor false, for want of a value that fits,"
    said = Text(
        f"« {text} » (dans « when ») {fr} dans cet exemple",
        f"“{text}” (in “when”) {en} in this example",
    )
    whole = isinstance(example, str) and _whole(pack, rule, code, example)
    if not whole:
        return said
    return Text(
        f"{said.fr} ; écrivez-le avec une valeur qui le rende vrai : {whole}",
        f"{said.en}; write it with a value that makes it true: {whole}",
    )


def _frames(frame: Frame, scope: int) -> Iterator[Frame]:
    """The frames of a scope, in the order of the text."""
    if frame.scope == scope:
        yield frame
    for inner in frame.lists:
        for each in inner:
            yield from _frames(each, scope)


def _is_in_the_first(frame: Frame, unit: int | None) -> bool:
    around = ancestor(frame, unit)
    return around is None or around.index == 1


def _parts(rule: Rule) -> list[tuple[str, Any]]:
    """What a ``when`` joins by « and », as its author wrote it, each with its code."""
    from segur_lint.lang.expression import And, parse  # only what fails pays for the reader

    code, (target, selector) = rule.plain["when"], rule.plain["target"]
    text = rule.plain["asks"][2]
    node = parse(text) if text else None
    if target == "selector":  # its own conditions are joined to these
        return [(f"{selector} {text}".strip(), code)]
    if isinstance(node, And) and code[0] == "and":
        return list(zip(map(str, node.items), code[1], strict=True))
    return [(str(node), code)]


def _whole(pack: Pack, rule: Rule, code: Any, example: str) -> str:
    """The example with a balise that a condition asks for beside its own; empty where none is."""
    scopes = pack.program["model"]["scopes"]
    own = scopes[rule.scope]["slots"][rule.slot] if rule.slot is not None else ""
    asked = next((name for name in _names(code, rule.scope, scopes) if name != own), None)
    quoted = example.replace("'", "''")
    return f"{{{asked}: '…', {own}: '{quoted}'}}" if asked and own else ""


def _names(code: Any, scope: int, scopes: Any) -> Iterator[str]:
    """The balises that a code reads in the elements around, but for those of lists."""
    if not isinstance(code, list) or code[:1] in (["lit"], ["count"], ["any"], ["all"], ["first"]):
        return
    if code[:1] == ["slot"]:
        for _ in range(code[1]):
            scope = scopes[scope]["parent"]
        slots = scopes[scope]["slots"]
        if code[2] < len(slots):
            yield slots[code[2]]
    else:
        for part in code:
            yield from _names(part, scope, scopes)
