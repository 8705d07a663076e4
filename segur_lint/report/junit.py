"""``junit``: JUnit XML: a suite a file, a test a control, passed, failed or skipped."""

from __future__ import annotations

from segur_lint.finding import SEVERITIES
from segur_lint.markup.xml import document, lines, tag
from segur_lint.report.controls import Controls
from segur_lint.report.folding import COLON, counted
from segur_lint.report.model import NOTHING, FileReport, fails
from segur_lint.report.places import located
from segur_lint.report.summary import sourced
from segur_lint.text import Text
from segur_lint.words import SEVERITIES as SAID

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.finding import Finding
    from segur_lint.report.run import Run
    from segur_lint.waivers import Waiver

_JUDGED = Text("Le fichier a pu être contrôlé", "The file could be checked")
_FINDING = Text("constat", "finding")
_KNOWN = Text("déjà connu", "known already")


def render(run: Run) -> str:
    """The run as XML that the readers of Jenkins, GitLab and Azure take.

    A control fails where the run would for what it found; what it found below that threshold
    stands in the output of the suite.
    """
    return document(_suites(run), ascii_only=run.ascii_only)


def _suites(run: Run) -> Iterator[str]:
    yield "<testsuites>"
    controls = Controls(run)
    for number, file in enumerate(run.report.files):
        yield from _Suite(run, controls, file).lines(number)
    if not run.report.files:  # Jenkins takes a file without a test for a fault of the pipeline
        yield from _Suite(run, controls, FileReport("segur-lint")).nothing()
    yield "</testsuites>"


class _Suite:
    """The tests of one file."""

    def __init__(self, run: Run, controls: Controls, file: FileReport) -> None:
        self.run = run
        self.controls = controls
        self.file = file
        path, entry = located(file.file, run.base)
        self.name = path if entry is None else f"{path}!/{entry}"
        self.found: dict[str, list[Finding]] = {}
        for finding in file.findings:
            self.found.setdefault(finding.rule, []).append(finding)
        self.failing = fails(run.fail_on)
        self.tests: list[str] = []
        self.failures = self.errors = self.skipped = 0

    def lines(self, number: int) -> Iterator[str]:
        """The suite of a file that was checked, or was to be."""
        run, file = self.run, self.file
        told: list[str] = []
        if file.trouble is not None:
            self.errors += 1
            said = run.say(file.trouble)
            self._test(run.say(_JUDGED), "error", said, [said])
        for rule, findings in self.found.items():
            bad = [each for each in findings if each.severity in self.failing]
            told += [self._line(each) for each in findings if each.severity not in self.failing]
            self._failed(rule, bad)
        aside = {finding.rule: self._waived(waiver) for finding, waiver in file.waived}
        aside |= {finding.rule: _KNOWN for finding in file.known}
        told += [self._line(each) for each in (*(each for each, _ in file.waived), *file.known)]
        for rule, why in aside.items():
            if rule not in self.found:
                self.skipped += 1
                self._test(self._named(rule), "skipped", run.say(why))
        for out in file.not_run:
            if out.rule not in self.found and out.rule not in aside:
                self.skipped += 1
                self._test(self._named(out.rule), "skipped", run.say(out.reason))
        for rule in file.passed:
            self._test(self._named(rule))
        yield from self._written(number, told)

    def nothing(self) -> Iterator[str]:
        """The suite of a run that had nothing to check."""
        said = self.run.say(NOTHING)
        self.skipped += 1
        self._test(said, "skipped", said)
        yield from self._written(0, [])

    def _written(self, number: int, told: Sequence[str]) -> Iterator[str]:
        """The suite, whose numbers stand before its tests; `told` is its output."""
        run, file = self.run, self.file
        yield tag(
            "testsuite",
            {
                "name": self.name,
                "package": "segur-lint",
                "id": str(number),
                "timestamp": f"{run.moment or run.day.isoformat() + 'T00:00'}:00",
                "hostname": "localhost",
                "tests": str(len(self.tests)),
                "failures": str(self.failures),
                "errors": str(self.errors),
                "skipped": str(self.skipped),
                "time": "0",
            },
        )
        yield "<properties>"
        facts = {"verdict": file.verdict, "pack": file.pack or "", "status": file.status}
        for name, value in facts.items():
            yield tag("property", {"name": name, "value": value}, empty=True)
        yield "</properties>"
        yield from self.tests
        yield f"<system-out>{lines(told)}</system-out>"
        yield "<system-err></system-err>"
        yield "</testsuite>"

    def _waived(self, waiver: Waiver) -> Text:
        said = f"{waiver.reason} ({waiver.owner}, {waiver.until})"
        return Text(f"sous dérogation : {said}", f"under a waiver: {said}")

    def _failed(self, rule: str, bad: Sequence[Finding]) -> None:
        if not bad:
            self._test(self._named(rule))
            return
        self.failures += 1
        first = bad[0].message.get(self.run.lang)
        count = counted(len(bad), _FINDING, self.run.lang)
        message = first if len(bad) == 1 else f"{count} ; {first}"
        severity = min((each.severity for each in bad), key=SEVERITIES.index)
        self._test(self._named(rule), "failure", message, map(self._line, bad), kind=severity)

    def _named(self, rule: str) -> str:
        """GitLab keeps the first test of a name only: the file is part of it."""
        return f"{rule} {self.controls.title(self.file, rule)}"

    def _line(self, finding: Finding) -> str:
        """What was found: no name of a file begins the line, which a pipeline might obey."""
        place = "" if finding.on_name else f":{finding.start.line}:{finding.start.column}"
        severity, said = self.run.say(SAID[finding.severity]), self.run.say(finding.message)
        rest = f"{said} ({sourced(finding, self.run.lang)})"
        return f"{finding.rule} {severity} {self.name}{place}{self.run.say(COLON)}{rest}"

    def _test(
        self,
        name: str,
        outcome: str = "",
        message: str = "",
        told: Iterator[str] | Sequence[str] = (),
        *,
        kind: str = "",
    ) -> None:
        case = {"name": f"{name} ({self.name})", "classname": self.name, "time": "0"}
        if not outcome:
            self.tests.append(tag("testcase", case, empty=True))
            return
        attributes = {"message": message}
        if outcome != "skipped":
            attributes["type"] = kind or outcome
        inner = f"{tag(outcome, attributes)}{lines(told)}</{outcome}>"
        self.tests.append(f"{tag('testcase', case)}{inner}</testcase>")
