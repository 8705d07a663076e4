"""Runs to report, and readers of the formats: what each of them says was found."""

# ruff: noqa: E501  # a table reads best with one case a line

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any, NamedTuple

import pytest

from segur_lint import Linter
from segur_lint.finding import Finding
from segur_lint.report.formats import FORMATS, render
from segur_lint.report.model import FileReport, NotRun, Report
from segur_lint.report.run import Run
from segur_lint.source import Place, Span
from segur_lint.text import Text
from segur_lint.waivers import Waiver
from tests.corpora import ROOT
from tests.test_engine import mini

PACK = mini(
    {"id": "ESS-001", "balise": "t", "assert": 't == "oui"', "why": "Le portail | l'exige.",
     "message": {"fr": "« t » vaut {found} ; écrivez « oui ».", "en": "“t” is {found}; write “oui”."}},
    {"id": "ESS-002", "balise": "n", "assert": "n != position", "severity": "warning", "stage": "deux"},
    {"id": "ESS-003", "balise": "a", "assert": "a != 1", "severity": "info", "fix": {"set": "2"}},
    {"id": "ESS-004", "balise": "a", "assert": "a > 0"},
    {"id": "ESS-005", "balise": "a", "assert": "a > 0", "from": "2030-01-01"},
)  # fmt: skip
DATA = """\
{
  "a": 1,
  "lignes": [
    {"n": 1, "t": "[là](http://mal.example) ##[group]x"},
    {"n": 7, "t": "=1+1"},
    {"n": 3, "t": "oui"}
  ]
}
"""
LINTER = Linter("mini", packs=[PACK], date="2024-09-12")
WAIVER = Waiver(
    ".segur-lint.yaml",
    {"rule": "ESS-001", "files": [], "pointer": None, "unit": None, "reason": "accord du 3 mai",
     "owner": "Jeanne", "until": "2024-12-31", "where": [0, 1]},
)  # fmt: skip


def finding(rule: str, message: str, **options: Any) -> Finding:
    """A finding on the whole of what it is in."""
    given: dict[str, Any] = {
        "rule": rule, "severity": "error", "stage": "un", "source": "usage", "path": (),
        "span": Span(0, 0), "start": Place(1, 1), "end": Place(1, 1), "found": None,
        "expected": None, "unit": None, "name_span": Span(0, 1), "message": Text(message, message),
    }  # fmt: skip
    return Finding(**{**given, **options})


def example(**options: Any) -> Run:
    """All that a report may hold, on a few files."""
    faulty = LINTER.check_bytes("dépôts/a b.json", DATA.encode())
    sound = LINTER.check_bytes("dépôts/c.json", b'{"a": 2, "lignes": []}')
    apart = LINTER.check_bytes("dépôts/d.json", DATA.encode())
    apart.waived = [(each, WAIVER) for each in apart.findings if each.rule == "ESS-001"]
    apart.known = [each for each in apart.findings if each.rule == "ESS-002"]
    apart.findings = [each for each in apart.findings if each.rule == "ESS-003"]
    inside = FileReport("pièces/lot.zip!/facture 1.pdf", pack="mini")
    inside.findings.append(finding("ESS-004", "Le document est coupé."))
    unread = FileReport("dépôts/e.json", error=Text("accès refusé", "access denied"))
    unread.not_run.append(NotRun("ESS-001", Text("accès refusé", "access denied")))
    report = Report([faulty, sound, apart, inside, unread])
    return Run(report, packs={"mini": PACK}, moment="2024-09-12T23:59", **options)


def formats(*names: str) -> list[str]:
    """Those of these formats that there are."""
    return [name for name in names if name in FORMATS]


class Told(NamedTuple):
    """A finding as a format tells it."""

    file: str
    rule: str
    severity: str
    line: int
    column: int
    message: str


def findings(run: Run) -> list[Told]:
    """What the run found, but for what no person has to mend (waived, known)."""
    return sorted(
        Told(file.file, each.rule, each.severity, each.start.line, each.start.column, run.say(each.message))
        for file in run.report.files
        for each in file.findings
    )  # fmt: skip


def told(name: str, run: Run) -> list[Told]:
    """What the report in the format `name` says was found."""
    return sorted(_READERS[name](render(name, run)))


def _json(text: str) -> list[Told]:
    return [
        Told(
            file["file"], *(each[key] for key in ("rule", "severity", "line", "column", "message"))
        )
        for file in json.loads(text)["files"]
        for each in file["findings"]
    ]


def _jsonl(text: str) -> list[Told]:
    keys = ("file", "rule", "severity", "line", "column", "message")
    plain = map(json.loads, text.splitlines())
    return [Told(*map(each.get, keys)) for each in plain if each["type"] == "finding"]


def _sarif(text: str) -> list[Told]:
    from urllib.parse import unquote

    levels = {"error": "error", "warning": "warning", "note": "info"}
    made = []
    for each in json.loads(text)["runs"][0]["results"]:
        if each["kind"] == "pass" or "suppressions" in each or "baselineState" in each:
            continue
        place = each["locations"][0]["physicalLocation"]
        region, file = place["region"], unquote(place["artifactLocation"]["uri"])
        start = region["startLine"], region.get("startColumn", 1)
        level = levels[each["level"]]
        made.append(Told(file, each["ruleId"], level, *start, each["message"]["text"]))
    return made


_LINE = re.compile(
    r"(\S+) (erreur|avertissement|information) (.*?)(?::(\d+):(\d+))? : (.*) \(source : .*\)"
)
_SAID = {"erreur": "error", "avertissement": "warning", "information": "info"}


def _junit(text: str) -> list[Told]:
    made = []
    for each in [*ET.fromstring(text).iter("failure"), *ET.fromstring(text).iter("system-out")]:
        for line in (each.text or "").splitlines():
            match = _LINE.fullmatch(line)
            assert match, line
            rule, severity, file, row, column, message = match.groups()
            made.append(Told(file, rule, _SAID[severity], int(row or 1), int(column or 1), message))
    return made


_HEAD = re.compile(r"(.*):(\d+):(\d+) ([A-Z]+-\d{3}) (erreur|avertissement|information)")


def _text(text: str) -> list[Told]:
    made = []
    for block in text.split("\n\n"):
        head, *lines = block.split("\n")
        match = _HEAD.fullmatch(head)
        if match:
            file, line, column, rule, severity = match.groups()
            said = [each.strip() for each in lines if each.startswith("  ") and " | " not in each]
            message = " ".join(said[:-1])
            made.append(Told(file, rule, _SAID[severity], int(line), int(column), message))
    return made


_READERS = {"text": _text, "json": _json, "jsonl": _jsonl, "sarif": _sarif, "junit": _junit}


def require_junit(text: str) -> None:
    """Fail where XML is not as both schemas of JUnit have it; skip where they are not here."""
    from xmlschema import XMLSchema

    folder = ROOT.parent / "schemas" / "junit"
    if not folder.exists():
        pytest.skip("the schemas of JUnit are not on this machine")
    for path in sorted(folder.glob("*.xsd")):
        schema = _SCHEMAS.setdefault(path.name, XMLSchema(str(path)))
        schema.validate(text)


_SCHEMAS: dict[str, Any] = {}

#: The commands that GitHub's runner knows; `ours` are the only ones that a report may give it.
_KNOWN = {
    "error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-matcher",
    "remove-matcher", "stop-commands", "echo", "save-state", "set-output", "set-env", "add-path",
}  # fmt: skip


def commands(text: str) -> list[str]:
    """The lines that GitHub's runner, or Azure's agent, would obey, read as they do.

    ``::name …::`` at the start of a line, after any white space; else ``##[name …]`` or
    ``##vso[name …]`` anywhere in it.
    """
    found = []
    for line in re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text):
        start = line.lstrip()
        name = re.split(r"[\s:]", start[2:], maxsplit=1)[0].lower()
        if (start.startswith("::") and "::" in start[2:] and name in _KNOWN) or re.search(
            r"##(\[|vso\[)", line
        ):
            found.append(line)
    return found
