"""Traces as one HTML page, with the examples themselves."""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint import markup
from segur_lint.authoring.tracing.output import (
    BESIDE,
    CLAUSES,
    answered_by,
    heads,
    sections,
    unguided,
)
from segur_lint.authoring.tracing.trace import (
    OPEN,
    STATES,
    Answer,
    Trace,
    counts,
    examples,
    numbers,
    remark,
)
from segur_lint.link import Pack, Rule
from segur_lint.markup import searchpage
from segur_lint.report.folding import COLON
from segur_lint.text import Text
from segur_lint.words import SEVERITIES

_TITLE = Text("Clauses et contrôles", "Clauses and controls")
_HEAD = (
    Text("Clause", "Clause"), Text("Ce qui est demandé", "What is asked"),
    Text("État", "State"), BESIDE,
)  # fmt: skip
_HEAD_BACK = (
    Text("Contrôle", "Control"), Text("Source", "Source"), Text("Clauses", "Clauses"),
    Text("Exemples conformes", "Examples that pass"),
    Text("Exemples en défaut", "Examples that fail"),
)  # fmt: skip


def as_html(traces: Sequence[Trace], others: Sequence[Pack], lang: str) -> str:
    """The page: what is open first, then the clauses, then the rules with their examples."""
    parts = [_section(found, lang) for found in traces]
    if others:
        parts.append(f"<p>{markup.text(unguided(others, lang))}</p>")
    return searchpage.page(_TITLE.get(lang), "\n".join(parts), lang)


def _section(found: Trace, lang: str) -> str:
    name, colon = found.pack.name, COLON.get(lang)
    said = [markup.text(each.get(lang)) for each in counts(found)]
    said += [f"{markup.text(label)}{colon}{markup.text(ids)}." for label, ids in heads(found, lang)]
    lines = [
        f'<section><h2 id="{markup.text(name)}">{markup.text(name)}</h2>',
        f"<p>{markup.text(found.guide.title)} — {markup.text(found.guide.document)}</p>",
        markup.bullets(said),
        f"<h3>{markup.text(CLAUSES.get(lang))}</h3>",
        searchpage.table(
            [label.get(lang) for label in _HEAD],
            [_row(found, answer, lang) for answer in found.ordered],
            [f"{name}-{answer.clause.id}" for answer in found.ordered],
        ),
    ]
    for title, rules in sections(found, lang):
        lines += [
            f"<h3>{markup.text(title)}</h3>",
            searchpage.table(
                [label.get(lang) for label in _HEAD_BACK],
                [_row_back(found, rule, lang) for rule in rules],
                [f"{name}-{rule.id}" for rule in rules],
            ),
        ]
    lines.append("</section>")
    return "\n".join(lines)


def _row(found: Trace, answer: Answer, lang: str) -> list[str]:
    clause, state = answer.clause, markup.text(STATES[answer.state].get(lang))
    controls = []
    for rule in answer.rules:
        title = markup.text(rule.plain["title"])
        target = markup.link(f"{found.pack.name}-{rule.id}", rule.id)
        controls.append(f"{target} {title} <small>({numbers(rule)})</small>")
    note = remark(answer).get(lang)
    return [
        f"{markup.text(clause.id)} <small>{markup.text(clause.section)}</small>",
        markup.text(clause.text),
        f'<span class="bad">{state}</span>' if answer.state == OPEN else state,
        markup.bullets([*controls, *([markup.text(note)] if note else [])]),
    ]


def _row_back(found: Trace, rule: Rule, lang: str) -> list[str]:
    name = found.pack.name
    links = [markup.link(f"{name}-{each.id}", each.id) for each in found.clauses[rule.id]]
    none = markup.text(answered_by(found, rule, lang))
    if rule in found.alone:
        none = f'<span class="bad">{none}</span>'
    severity = markup.text(SEVERITIES[rule.severity].get(lang))
    return [
        f"{markup.text(rule.id)} {markup.text(rule.plain['title'])} <small>{severity}</small>",
        markup.text(found.pack.cited(rule)),
        ", ".join(links) or none,
        *(markup.bullets([markup.code(each) for each in examples(rule, wanted)])
          for wanted in ("pass", "fail")),
    ]  # fmt: skip
