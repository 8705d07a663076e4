"""``json``: the report as one JSON object. Its shape is a contract: docs/rapport.schema.json."""

from __future__ import annotations

import json
import re

from segur_lint.document import pointer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run
    from segur_lint.text import Text
    from segur_lint.waivers import Waiver

#: The version of the shape, not of segur-lint.
VERSION = "1"


#: What a terminal could obey or hide, in JSON text: its own line ends and spaces are left.
_UNSAFE = re.compile(r"[^\n -~]")
#: What a CI runner obeys anywhere in a line: « ##[command] », « ##vso[command] ».
_COMMAND = re.compile(r"##(?=\w*\[)")


def render(run: Run) -> str:
    """The whole report, with a final line end; in ASCII, the same JSON spelt with escapes."""
    report = run.report
    plain = {
        "version": VERSION,
        "verdict": report.verdict,
        "files": [_file(file, run) for file in report.files],
        "summary": {
            "files": len(report.checked),
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "infos": report.count("info"),
        },
    }
    return dump(plain, ascii_only=run.ascii_only)


def dump(plain: Any, *, ascii_only: bool = False) -> str:
    """JSON text that neither a terminal nor a CI runner obeys, with a final line end."""
    return _safe(json.dumps(plain, ensure_ascii=ascii_only, indent=2), ascii_only)


def line(plain: Any, *, ascii_only: bool = False) -> str:
    """The same on one line."""
    return _safe(json.dumps(plain, ensure_ascii=ascii_only), ascii_only)


def outline(plain: Any, depth: int, *, ascii_only: bool = False) -> str:
    """The same, with a line for each member of what is less than `depth` deep, and no more.

    Many times faster than an indented text, where there are many thousand members.
    """
    return _safe(_outlined(plain, depth, ascii_only), ascii_only)


def _outlined(plain: Any, depth: int, ascii_only: bool) -> str:
    if not depth or not plain or not isinstance(plain, (dict, list)):
        return json.dumps(plain, ensure_ascii=ascii_only)
    if isinstance(plain, list):
        return "[\n" + ",\n".join(_outlined(each, depth - 1, ascii_only) for each in plain) + "\n]"
    members = (
        f"{json.dumps(key)}: {_outlined(value, depth - 1, ascii_only)}"
        for key, value in plain.items()
    )
    return "{\n" + ",\n".join(members) + "\n}"


def _safe(text: str, ascii_only: bool) -> str:
    if not ascii_only:
        text = _UNSAFE.sub(_escape, text)
    return _COMMAND.sub(r"#\\u0023", text) + "\n"


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    return char if char.isprintable() else json.dumps(char)[1:-1]


def _file(file: FileReport, run: Run) -> dict[str, Any]:
    lang = run.lang
    plain: dict[str, Any] = {
        "file": file.file,
        "pack": file.pack,
        "verdict": file.verdict,
        "error": _text(file.trouble, lang),
        "findings": [plain_finding(finding, lang) for finding in file.findings],
        "waived": [
            {"finding": plain_finding(finding, lang), "waiver": _waiver(waiver)}
            for finding, waiver in file.waived
        ],
        "known": [plain_finding(finding, lang) for finding in file.known],
        "not_run": [{"rule": out.rule, "reason": out.reason.get(lang)} for out in file.not_run],
    }
    if "passed" in run.show:
        plain["passed"] = list(file.passed)
    return plain


def plain_finding(finding: Finding, lang: str) -> dict[str, Any]:
    """A finding as the schema has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "stage": finding.stage,
        "pointer": pointer(finding.path),
        "line": finding.start.line,
        "column": finding.start.column,
        "end_line": finding.end.line,
        "end_column": finding.end.column,
        "message": finding.message.get(lang),
        "found": _text(finding.found, lang),
        "expected": _text(finding.expected, lang),
        "source": finding.source,
        "unit": finding.unit,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "config": waiver.config,
        "rule": waiver.rule,
        "files": waiver.files,
        "pointer": waiver.pointer,
        "unit": waiver.unit,
        "reason": waiver.reason,
        "owner": waiver.owner,
        "until": waiver.until,
    }


def _text(text: Text | None, lang: str) -> str | None:
    return None if text is None else text.get(lang)
