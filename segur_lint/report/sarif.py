"""``sarif``: SARIF 2.1.0, for GitHub code scanning and the viewers of editors."""

from __future__ import annotations

from hashlib import sha256

from segur_lint import __version__
from segur_lint.document import pointer
from segur_lint.report.controls import Controls
from segur_lint.report.descriptors import LEVELS, Descriptors, message
from segur_lint.report.fingerprints import Fingerprints
from segur_lint.report.folding import COLON
from segur_lint.report.json import outline
from segur_lint.report.model import NOTHING
from segur_lint.report.places import located, uri
from segur_lint.text import Text, grouped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run
    from segur_lint.waivers import Waiver

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: Results of a run; GitHub refuses a log that has more.
MOST = 25_000
#: Which results stay where there are more: the worst, then what fails nothing, then what held.
_LEVELS = ("error", "warning", "note")


def render(run: Run) -> str:
    """The run as one SARIF log of one run."""
    return outline(_Log(run).plain(), 4, ascii_only=run.ascii_only)  # a result a line


class _Log:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.controls = Controls(run)
        self.fingerprints = Fingerprints(run)
        self.rules = Descriptors(run, self.controls)
        self.artifacts: list[dict[str, Any]] = []
        self.archives: dict[str, int] = {}

    def plain(self) -> dict[str, Any]:
        """The log, a plain value."""
        results: list[dict[str, Any]] = []
        told: list[dict[str, Any]] = []
        for file in self.run.report.files:
            place = self._artifact(file)
            results += [self._finding(file, finding, place) for finding in file.findings]
            if "waived" in self.run.show:
                results += self._aside(file, place)
            if "passed" in self.run.show:
                results += [self._passed(file, rule, place) for rule in file.passed]
            if file.trouble is not None:
                told.append(self._told("error", file.trouble, place))
            told += [
                {
                    **self._told("note", out.reason, place),
                    "associatedRule": self.rules.named(file, out.rule),
                }
                for out in file.not_run
            ]
        if len(results) > MOST:
            left = len(results) - MOST
            results = _first(results)
            told.append({"level": "warning", "message": {"text": self.run.say(_cut(left))}})
        if not self.run.report.files:
            told.append({"level": "note", "message": {"text": message(self.run.say(NOTHING))}})
        judged = all(file.trouble is None for file in self.run.report.files)
        run: dict[str, Any] = {
            "tool": {
                "driver": {
                    "name": "segur-lint",
                    "version": __version__,
                    "semanticVersion": __version__,
                    "language": self.run.say(Text("fr-FR", "en-US")),
                    "rules": self.rules.plain,
                },
            },
            "language": self.run.say(Text("fr-FR", "en-US")),
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {"executionSuccessful": judged, "toolExecutionNotifications": told},
            ],
            "artifacts": self.artifacts,
            "results": results,
            "properties": {"verdict": self.run.report.verdict, "packs": self._packs()},
        }
        if not self.artifacts:
            del run["artifacts"]
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _packs(self) -> list[dict[str, str]]:
        return [
            {"name": name, "title": pack.program["title"], "status": pack.program["status"]}
            for name, pack in self.run.packs.items()
            if any(file.pack == name for file in self.run.report.files)
        ]

    # --- the files --------------------------------------------------------------------------------

    def _artifact(self, file: FileReport) -> dict[str, Any]:
        """Enter a file, and the archive that it is in; the location that all point at.

        GitHub shows nothing inside an archive: the archive is pointed at, the entry is named.
        """
        path, entry = located(file.file, self.run.base)
        if entry is None:
            return self._enter(path, file)
        place = self._enter(path, None)
        self.artifacts.append({"location": {"uri": uri(entry)}, "parentIndex": place["index"]})
        return place

    def _enter(self, path: str, file: FileReport | None) -> dict[str, Any]:
        if path not in self.archives:
            self.archives[path] = len(self.artifacts)
            self.artifacts.append({"location": {"uri": uri(path)}})
        index = self.archives[path]
        if file is not None and file.source is not None:
            data = file.source.data
            self.artifacts[index] |= {
                "length": len(data),
                "mimeType": "application/json",
                "hashes": {"sha-256": sha256(data).hexdigest()},
            }
        return {"uri": uri(path), "index": index}

    # --- what is said -----------------------------------------------------------------------------

    def _finding(self, file: FileReport, finding: Finding, place: dict[str, Any]) -> dict[str, Any]:
        rule = self.rules.named(file, finding.rule)
        _, entry = located(file.file, "")
        said = finding.message.get(self.run.lang)
        region = {"startLine": 1}
        if not finding.on_name:
            region = {
                "startLine": finding.start.line,
                "startColumn": finding.start.column,
                "endLine": finding.end.line,
                "endColumn": finding.end.column,
            }
        location: dict[str, Any] = {
            "physicalLocation": {"artifactLocation": place, "region": region}
        }
        if finding.path:
            location["logicalLocations"] = [{"fullyQualifiedName": pointer(finding.path)}]
        properties: dict[str, Any] = {
            "stage": finding.stage,
            "source": finding.source,
            "unit": finding.unit,
            "found": None if finding.found is None else finding.found.get(self.run.lang),
            "expected": None if finding.expected is None else finding.expected.get(self.run.lang),
        }
        fingerprint = self.fingerprints.of(file, finding)
        return {
            "ruleId": rule["id"],
            "ruleIndex": rule["index"],
            "kind": "fail",
            "level": LEVELS[finding.severity][0],
            "message": {
                "text": message(
                    said if entry is None else f"{entry}{COLON.get(self.run.lang)}{said}"
                )
            },
            "locations": [location],
            "partialFingerprints": {
                "primaryLocationLineHash": f"{fingerprint}:1",
                "segurLint/v1": fingerprint,
            },
            "properties": {name: value for name, value in properties.items() if value is not None},
        }

    def _aside(self, file: FileReport, place: dict[str, Any]) -> list[dict[str, Any]]:
        """What fails nothing, where it is asked for: GitHub takes each result for an open alert."""
        waived = [
            {**self._finding(file, finding, place), "suppressions": [_suppression(waiver)]}
            for finding, waiver in file.waived
        ]
        return waived + [
            {**self._finding(file, finding, place), "baselineState": "unchanged"}
            for finding in file.known
        ]

    def _passed(self, file: FileReport, rule: str, place: dict[str, Any]) -> dict[str, Any]:
        known = self.rules.named(file, rule)
        return {
            "ruleId": known["id"],
            "ruleIndex": known["index"],
            "kind": "pass",
            "level": "none",
            "message": {"text": message(self.controls.title(file, rule))},
            "locations": [{"physicalLocation": {"artifactLocation": place}}],
        }

    def _told(self, level: str, said: Text, place: dict[str, Any]) -> dict[str, Any]:
        return {
            "level": level,
            "message": {"text": message(said.get(self.run.lang))},
            "locations": [{"physicalLocation": {"artifactLocation": place}}],
        }


def _first(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many results as GitHub takes, the most important ones, in the order that they had."""
    ranks = [_rank(each) for each in results]
    kept = sorted(range(len(results)), key=ranks.__getitem__)[:MOST]
    return [results[number] for number in sorted(kept)]


def _rank(result: dict[str, Any]) -> int:
    if result["kind"] == "pass":
        return len(_LEVELS) + 1
    if "suppressions" in result or "baselineState" in result:
        return len(_LEVELS)
    return _LEVELS.index(result["level"])


def _cut(left: int) -> Text:
    many, be = ("s", "sont") if left > 1 else ("", "est")
    return Text(
        f"{left} résultat{many} de plus ne {be} pas dans ce rapport : GitHub n'en prend que "
        f"{grouped(MOST).fr}. « --format json » donne tout.",
        f"{left} more result{many} {'are' if left > 1 else 'is'} not in this report: GitHub takes "
        f"{grouped(MOST).en} only. “--format json” gives all.",
    )


def _suppression(waiver: Waiver) -> dict[str, Any]:
    """A waiver, whose owner and end are part of what justifies it."""
    said = f"{waiver.reason} ({waiver.owner}, {waiver.until})"
    return {"kind": "external", "status": "accepted", "justification": message(said)}
