"""Traces as text for a terminal, as Markdown, and as rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint.authoring.tracing.trace import (
    OPEN,
    STATES,
    Answer,
    Trace,
    counts,
    examples,
    is_usage,
    numbers,
    remark,
)
from segur_lint.link import Pack, Rule
from segur_lint.markup import markdown, sheet
from segur_lint.report.folding import COLON, fold, some
from segur_lint.report.text import inert
from segur_lint.text import Text, printable
from segur_lint.words import SEVERITIES

NO_CLAUSE, NO_CONTROL = Text("aucune", "none"), Text("aucun", "none")
OPENED = Text("Clauses ouvertes, sans contrôle ni raison", "Open clauses, no control and no reason")
ALONE = Text("Contrôles sans clause", "Controls without a clause")
USAGE = Text("Contrôles d'usage, sans clause", "Controls of usage, without a clause")
CLAUSES = Text("Des clauses aux contrôles", "From clauses to controls")
CONTROLS = Text("Des contrôles aux clauses", "From controls to clauses")
INHERITED = Text("Des contrôles hérités aux clauses", "From inherited controls to clauses")
_EXAMPLES = Text("(exemples qui passent + qui échouent)", "(examples that pass + that fail)")
BESIDE = Text(f"Contrôles {_EXAMPLES.fr}", f"Controls {_EXAMPLES.en}")
_ON_USAGE = Text("usage", "usage")
_LACKS = Text("sans clause", "no clause")
_IDLE = Text("hérité, sans clause", "inherited, no clause")


def heads(found: Trace, lang: str) -> list[tuple[str, str]]:
    """What comes first: the open clauses, the rules without a clause, those that need none."""
    opened = [answer.clause.id for answer in found.of_state(OPEN)]
    lists = (
        (OPENED, opened, NO_CLAUSE),
        (ALONE, [rule.id for rule in found.alone], NO_CONTROL),
        (USAGE, [rule.id for rule in found.usage], NO_CONTROL),
    )
    return [(label.get(lang), ", ".join(names) or none.get(lang)) for label, names, none in lists]


def answered_by(found: Trace, rule: Rule, lang: str) -> str:
    """The clauses of a rule, or why it has none."""
    ids = ", ".join(clause.id for clause in found.clauses[rule.id])
    lacks = _LACKS if found.is_own(rule) else _IDLE
    return ids or (_ON_USAGE if is_usage(rule) else lacks).get(lang)


def sections(found: Trace, lang: str) -> list[tuple[str, list[Rule]]]:
    """The rules and what stands above them: the pack's own, then those that it inherits."""
    both = [(CONTROLS.get(lang), found.own), (INHERITED.get(lang), found.inherited)]
    return [(title, rules) for title, rules in both if rules]


def unguided(packs: Sequence[Pack], lang: str) -> str:
    """The packs that are held to no guide, in a sentence; empty where all are."""
    names = ", ".join(pack.name for pack in packs)
    said = Text(f"Jeux sans guide : {names}.", f"Packs without a guide: {names}.")
    return said.get(lang) if names else ""


def as_text(
    traces: Sequence[Trace], others: Sequence[Pack], lang: str, *, inherited: bool = True
) -> str:
    """Lines of 80 columns: what is open first, then the clauses, then the rules.

    The inherited rules that answer no clause are counted, and listed only where `inherited`.
    """
    lines: list[str] = []
    for found in traces:
        colon = COLON.get(lang)
        lines += fold(printable(f"{found.pack.name}{colon}{found.guide.title}"), "")
        for said in counts(found):
            lines += fold(said.get(lang), "  ")
        for label, names in heads(found, lang):
            lines += fold(f"{label}{colon}{names}.", "  ", "    ")
        lines += ["", f"{CLAUSES.get(lang)} {_EXAMPLES.get(lang)}"]
        for answer in found.ordered:
            lines += _lines(answer, lang)
        for title, rules in sections(found, lang):
            lines += ["", title]
            for rule in rules:
                if rule in found.idle and not inherited:
                    continue
                said_of = f"{rule.id} {rule.plain['title']} → {answered_by(found, rule, lang)}"
                lines += fold(printable(said_of), "  ", "    ")
            if rules[-1] in found.idle and not inherited:
                lines += fold(_counted(found).get(lang), "  ", "    ")
        lines.append("")
    if others:
        lines += [*fold(unguided(others, lang), ""), ""]
    return "\n".join(map(inert, lines))


def _counted(found: Trace) -> Text:
    count = some(len(found.idle), "contrôle hérité", "inherited control")
    return Text(
        f"Sans clause : {count.fr}. Pour en voir la liste : --inherited.",
        f"Without a clause: {count.en}. To list them: --inherited.",
    )


def _lines(answer: Answer, lang: str) -> list[str]:
    clause = answer.clause
    state = STATES[answer.state].get(lang)
    lines = fold(printable(f"{clause.id} ({clause.section}) {state}"), "  ")
    lines += fold(printable(clause.text), "    ")
    for rule in answer.rules:
        said = f"→ {rule.id} {rule.plain['title']} ({numbers(rule)})"
        lines += fold(printable(said), "    ", "      ")
    note = remark(answer).get(lang)
    return [*lines, *(fold(printable(f"({note})"), "    ") if note else ())]


_HEAD = (
    Text("Clause", "Clause"), Text("§", "§"), Text("Ce qui est demandé", "What is asked"),
    Text("État", "State"),
    BESIDE,
)  # fmt: skip
_HEAD_BACK = (
    Text("Contrôle", "Control"), Text("Titre", "Title"), Text("Source", "Source"),
    Text("Clauses", "Clauses"), Text("Exemples", "Examples"),
)  # fmt: skip


def as_markdown(traces: Sequence[Trace], others: Sequence[Pack], lang: str) -> str:
    """A title a pack, two tables each."""
    escape = markdown.escape
    lines = [f"# {Text('Clauses et contrôles', 'Clauses and controls').get(lang)}", ""]
    for found in traces:
        lines += [f"## {escape(found.pack.name)}", "", escape(found.guide.title), ""]
        lines += [f"- {said.get(lang)}" for said in counts(found)]
        lines += [f"- {label}{COLON.get(lang)}{names}." for label, names in heads(found, lang)]
        rows = [_cells(answer, lang) for answer in found.ordered]
        lines += ["", f"### {CLAUSES.get(lang)}", ""]
        lines += markdown.table([label.get(lang) for label in _HEAD], rows)
        for title, rules in sections(found, lang):
            rows = [
                [rule.id, escape(rule.plain["title"]), escape(found.pack.cited(rule)),
                 answered_by(found, rule, lang), numbers(rule)]
                for rule in rules
            ]  # fmt: skip
            lines += ["", f"### {title}", ""]
            lines += markdown.table([label.get(lang) for label in _HEAD_BACK], rows)
        lines.append("")
    if others:
        lines += [escape(unguided(others, lang)), ""]
    return "\n".join(lines)


def _cells(answer: Answer, lang: str) -> list[str]:
    clause, state = answer.clause, STATES[answer.state].get(lang)
    note = markdown.escape(remark(answer).get(lang))
    shown = f"**{state}**" if answer.state == OPEN else state
    controls = ", ".join(f"{rule.id} ({numbers(rule)})" for rule in answer.rules)
    said = " ; ".join(each for each in (controls, note) if each)
    return [clause.id, clause.section, markdown.escape(clause.text), shown, said]


_COLUMNS = (
    Text("Jeu", "Pack"), Text("État", "State"), Text("Clause", "Clause"), Text("§", "§"),
    Text("Balise", "Balise"), Text("Ce qui est demandé", "What is asked"),
    Text("Contrôle", "Control"), Text("Titre", "Title"), Text("Étape", "Stage"),
    Text("Gravité", "Severity"), Text("Source", "Source"),
    Text("Exemples conformes", "Examples that pass"),
    Text("Exemples en défaut", "Examples that fail"), Text("Remarque", "Remark"),
)  # fmt: skip


def as_csv(traces: Sequence[Trace], others: Sequence[Pack], lang: str) -> str:
    """A row a pair of a clause and a rule, one a clause or a rule that has no other.

    Sorted or filtered by either column, it reads both ways. What is open comes first, what is
    inherited and answers nothing last.
    """
    rows = [[label.get(lang) for label in _COLUMNS]]
    for found in traces:
        opened = found.of_state(OPEN)
        rows += [row for answer in opened for row in _pairs(found, answer, lang)]
        rows += [_lone(found, rule, lang) for rule in (*found.alone, *found.usage)]
        rest = found.ordered[len(opened) :]
        rows += [row for answer in rest for row in _pairs(found, answer, lang)]
        rows += [_lone(found, rule, lang) for rule in found.idle]
    rows += [[pack.name, unguided([pack], lang), *[""] * 12] for pack in others]
    return sheet.as_csv(rows)


def _lone(found: Trace, rule: Rule, lang: str) -> list[str]:
    said = answered_by(found, rule, lang)
    return [found.pack.name, said, *[""] * 4, *_rule(found, rule, lang), ""]


def _pairs(found: Trace, answer: Answer, lang: str) -> list[list[str]]:
    clause, note = answer.clause, remark(answer).get(lang)
    balise = clause.balise.text if clause.balise is not None else ""
    # With its sign: a spreadsheet would take « 3.2-07 » for a date.
    asked = [f"§{clause.id}", clause.section, balise, clause.text]
    start = [found.pack.name, STATES[answer.state].get(lang), *asked]
    ends = [_rule(found, rule, lang) for rule in answer.rules] or [[""] * 7]
    return [[*start, *end, note] for end in ends]


def _rule(found: Trace, rule: Rule, lang: str) -> list[str]:
    severity = SEVERITIES[rule.severity].get(lang)
    many = [str(len(examples(rule, wanted))) for wanted in ("pass", "fail")]
    return [rule.id, rule.plain["title"], rule.stage, severity, found.pack.cited(rule), *many]
