"""Traces as one HTML page, with the examples themselves."""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint.authoring import page
from segur_lint.authoring.trace import (
    OPEN,
    STATES,
    Answer,
    Trace,
    counts,
    examples,
    numbers,
    remark,
)
from segur_lint.authoring.tracetext import BESIDE, CLAUSES, CONTROLS, answered_by, heads, unguided
from segur_lint.authoring.words import SEVERITIES
from segur_lint.link import Pack, Rule
from segur_lint.report.folding import COLON
from segur_lint.text import Text

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
        parts.append(f"<p>{page.text(unguided(others, lang))}</p>")
    return page.page(_TITLE.get(lang), "\n".join(parts), lang)


def _section(found: Trace, lang: str) -> str:
    name, colon = found.pack.name, COLON.get(lang)
    said = [page.text(each.get(lang)) for each in counts(found)]
    said += [f"{page.text(label)}{colon}{page.text(ids)}." for label, ids in heads(found, lang)]
    lines = [
        f'<section><h2 id="{page.text(name)}">{page.text(name)}</h2>',
        f"<p>{page.text(found.guide.title)} — {page.text(found.guide.document)}</p>",
        page.bullets(said),
        f"<h3>{page.text(CLAUSES.get(lang))}</h3>",
        page.table(
            [label.get(lang) for label in _HEAD],
            [_row(found, answer, lang) for answer in found.ordered],
            [f"{name}-{answer.clause.id}" for answer in found.ordered],
        ),
        f"<h3>{page.text(CONTROLS.get(lang))}</h3>",
        page.table(
            [label.get(lang) for label in _HEAD_BACK],
            [_row_back(found, rule, lang) for rule in found.rules],
            [f"{name}-{rule.id}" for rule in found.rules],
        ),
        "</section>",
    ]
    return "\n".join(lines)


def _row(found: Trace, answer: Answer, lang: str) -> list[str]:
    clause, state = answer.clause, page.text(STATES[answer.state].get(lang))
    controls = []
    for rule in answer.rules:
        title = page.text(rule.plain["title"])
        target = page.link(f"{found.pack.name}-{rule.id}", rule.id)
        controls.append(f"{target} {title} <small>({numbers(rule)})</small>")
    note = remark(answer).get(lang)
    return [
        f"{page.text(clause.id)} <small>{page.text(clause.section)}</small>",
        page.text(clause.text),
        f'<span class="bad">{state}</span>' if answer.state == OPEN else state,
        page.bullets([*controls, *([page.text(note)] if note else [])]),
    ]


def _row_back(found: Trace, rule: Rule, lang: str) -> list[str]:
    name = found.pack.name
    links = [page.link(f"{name}-{each.id}", each.id) for each in found.clauses[rule.id]]
    none = page.text(answered_by(found, rule, lang))
    if rule in found.alone:
        none = f'<span class="bad">{none}</span>'
    severity = page.text(SEVERITIES[rule.severity].get(lang))
    return [
        f"{page.text(rule.id)} {page.text(rule.plain['title'])} <small>{severity}</small>",
        page.text(rule.source),
        ", ".join(links) or none,
        *(page.bullets([page.code(each) for each in examples(rule, wanted)])
          for wanted in ("pass", "fail")),
    ]  # fmt: skip
