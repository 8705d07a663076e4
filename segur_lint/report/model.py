"""What a run reports: a `FileReport` a file, and a `Report` of them all."""

from __future__ import annotations

from segur_lint.finding import SEVERITIES
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.finding import Finding
    from segur_lint.kept import Kept
    from segur_lint.source import Source
    from segur_lint.waivers import Waiver

SOUND = "deposable"
RESERVED = "deposable_avec_reserves"
REFUSED = "non_deposable"
UNDETERMINED = "indetermine"
#: Verdicts, the one that decides for a whole run first.
VERDICTS = (REFUSED, UNDETERMINED, RESERVED, SOUND)
#: What each verdict is called.
WORDS = {
    SOUND: Text("déposable", "can be deposited"),
    RESERVED: Text("déposable avec réserves", "can be deposited, with reservations"),
    REFUSED: Text("non déposable", "cannot be deposited"),
    UNDETERMINED: Text("indéterminé", "undetermined"),
}
#: What is told of a run that had nothing to check: nothing is established, and nothing fails.
NOTHING = Text(
    "Rien à contrôler : aucun dépôt n'est concerné.", "Nothing to check: no deposit is concerned."
)
#: How much is kept of a file for what it is judged with: nothing; what it says to other files; all.
NONE, SAID, ALL = range(3)
#: Why nothing is established of a file where a rule of ours failed.
CRASHED = Text(
    "un contrôle a échoué par une erreur interne de segur-lint ; rien n'est prouvé sur ce fichier",
    "a control failed by an internal error of segur-lint; nothing is proved about this file",
)


class NotRun:
    """A rule that was not run, or not everywhere, and why. `rule` is an id.

    `count` is how many elements it could not be decided for, None where it was not run at all.
    `cause` is the reason without that number: what several rules may have in common. `waits` tells
    that what is missing stands around the file: the run may still have it.
    """

    __slots__ = ("cause", "count", "reason", "rule", "waits")

    def __init__(
        self,
        rule: str,
        reason: Text,
        *,
        count: int | None = None,
        cause: Text | None = None,
        waits: bool = False,
    ) -> None:
        self.waits = waits
        self.rule = rule
        self.reason = reason
        self.count = count
        self.cause = reason if cause is None else cause


def undecided(rule: str, count: int) -> NotRun:
    """A rule that could not be decided for `count` elements, for want of a value."""
    reason = Text(
        f"indécise pour {count} élément{'s' * (count > 1)} : une valeur dont elle dépend est "
        "absente ou inexploitable",
        f"undecided for {count} element{'s' * (count != 1)}: a value it depends on is absent or "
        "unusable",
    )
    cause = Text(
        "une valeur nécessaire est absente ou inexploitable",
        "a needed value is absent or unusable",
    )
    return NotRun(rule, reason, count=count, cause=cause)


class FileReport:
    """All that is said of one file.

    `findings` are in the order of the text. `error` is why the file could not be judged (it
    cannot be read, no pack knows it, no rule could be run), `crashed` tells that a rule of ours
    failed; the verdict is then ``indetermine``. `stages` counts, for each stage in order, the rules
    that passed, failed and were not run; `passed` are the ids of the first; `left_out` counts those
    that the options left out.
    `source` is there where there are findings to show, `kept` where several things are to be judged
    together. `advice` is what to tell a person before all findings. `waived` are the findings that
    a waiver holds for, each with it: they are no more in `findings`, and count for nothing. `known`
    are those that a baseline holds: they fail no run, and the verdict is what it is. `is_settings`
    tells that the file is a configuration, whose waivers have remarks: it was not to be checked,
    and is not counted.
    """

    __slots__ = (
        "advice", "crashed", "error", "file", "findings", "is_settings", "kept", "known",
        "left_out", "not_run", "pack", "passed", "source", "stages", "status", "waived",
    )  # fmt: skip

    def __init__(
        self,
        file: str,
        *,
        pack: str | None = None,
        status: str = "",
        findings: Sequence[Finding] = (),
        not_run: Sequence[NotRun] = (),
        passed: Sequence[str] = (),
        stages: Sequence[tuple[Text, int, int, int]] = (),
        left_out: int = 0,
        source: Source | None = None,
        error: Text | None = None,
        crashed: bool = False,
        advice: Text | None = None,
        is_settings: bool = False,
    ) -> None:
        self.is_settings = is_settings
        self.advice = advice
        self.kept: Kept | None = None
        self.file = file
        self.pack = pack
        self.status = status
        self.findings = list(findings)
        self.not_run = list(not_run)
        self.passed = list(passed)
        self.stages = list(stages)
        self.left_out = left_out
        self.source = source
        self.error = error
        self.crashed = crashed
        self.known: list[Finding] = []
        self.waived: list[tuple[Finding, Waiver]] = []

    @property
    def verdict(self) -> str:
        """``deposable``, ``deposable_avec_reserves``, ``non_deposable`` or ``indetermine``."""
        if self.crashed:
            return UNDETERMINED
        worst = {finding.severity for finding in (*self.findings, *self.known)}
        if "error" in worst:
            return REFUSED
        if self.error is not None:
            return UNDETERMINED
        return RESERVED if "warning" in worst else SOUND

    @property
    def unjudged(self) -> Text | None:
        """Why nothing is established of the file; None where something is."""
        return self.trouble if self.verdict == UNDETERMINED else None

    @property
    def trouble(self) -> Text | None:
        """Why the file could not be judged, or not wholly; None where it could."""
        return CRASHED if self.crashed and self.error is None else self.error

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(finding.severity == severity for finding in self.findings)


class Report:
    """The files of one run, in the order of the arguments that named them."""

    __slots__ = ("files",)

    def __init__(self, files: Sequence[FileReport]) -> None:
        self.files = list(files)

    @property
    def checked(self) -> list[FileReport]:
        """The reports of what was to be checked."""
        return [file for file in self.files if not file.is_settings]

    @property
    def verdict(self) -> str:
        """The verdict that decides for the whole run; of no file nothing is established."""
        found = {file.verdict for file in self.files}
        return next((verdict for verdict in VERDICTS if verdict in found), UNDETERMINED)

    def count(self, severity: str) -> int:
        """How many findings are of that severity."""
        return sum(file.count(severity) for file in self.files)

    def exit_code(self, fail_on: str) -> int:
        """3 where a rule of ours crashed, else 2 where a file could not be judged, else 1 where a
        finding is at `fail_on` (error, warning or info) or worse, else 0.
        """
        if any(file.crashed for file in self.files):
            return 3
        if any(file.verdict == UNDETERMINED for file in self.files):
            return 2
        failing = fails(fail_on)
        return int(
            any(finding.severity in failing for file in self.files for finding in file.findings)
        )


def fails(fail_on: str) -> tuple[str, ...]:
    """The severities that fail where `fail_on` is the threshold: that one, and worse ones."""
    return SEVERITIES[: SEVERITIES.index(fail_on) + 1]
