"""The impact of a change of the rules as a value for JSON: every finding, none left out."""

from __future__ import annotations

from typing import Any

from segur_lint.authoring.impact.impact import Impact, Moved
from segur_lint.document import pointer
from segur_lint.text import Text

#: The version of the shape, not of segur-lint.
VERSION = "1"


def plain(impact: Impact, old: str, notes: list[Text], lang: str) -> dict[str, Any]:
    """The whole, sentences in `lang`; `old` is the revision as it was asked for."""
    return {
        "version": VERSION,
        "base": old,
        "notes": [note.get(lang) for note in notes],
        "appear": [_plain(each, lang) for each in impact.appear],
        "vanish": [_plain(each, lang) for each in impact.vanish],
        "altered": [
            {
                **_plain(Moved(each.file, each.after), lang),
                "before": {
                    "severity": each.before.severity,
                    "message": each.before.message.get(lang),
                },
            }
            for each in impact.altered
        ],
        "verdicts": [
            {"file": each.file, "before": each.before.verdict, "after": each.after.verdict}
            for each in impact.verdicts
        ],
        "packs": [
            {"file": each.file, "before": each.before.pack, "after": each.after.pack}
            for each in impact.packs
        ],
        "not_judged": [
            {
                "file": each.file,
                "why": each.why.get(lang),
                "before": each.before,
                "after": each.after,
            }
            for each in impact.unjudged
        ],
        "not_run": [{"why": why.get(lang), "rules": ids} for why, ids in impact.not_run],
        "summary": {
            "files": impact.files,
            "appear": len(impact.appear),
            "vanish": len(impact.vanish),
            "verdicts": len(impact.verdicts),
            "not_judged": len(impact.unjudged),
        },
    }


def _plain(each: Moved, lang: str) -> dict[str, Any]:
    finding = each.finding
    return {
        "file": each.file,
        "line": finding.start.line,
        "column": finding.start.column,
        "pointer": pointer(finding.path),
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message.get(lang),
    }
