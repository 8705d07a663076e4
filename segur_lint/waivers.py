"""Waivers: a person answers, for a time, for findings of one rule in one place.

A configuration declares them (`waiverfile` reads it there); `upkeep` says which serve no more.
"""

from __future__ import annotations

import os

from segur_lint.dates import ends
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.finding import Finding
    from segur_lint.jsonvalue import Path
    from segur_lint.options import Options
    from segur_lint.report.model import FileReport

EXPIRED, UNUSED, NOWHERE = "DER-001", "DER-002", "DER-003"
#: A path that is to be left out and is not there.
MISSPELT = "CFG-001"
#: The remarks on a configuration (see `upkeep`) by their ids, as titles.
REMARKS = {
    EXPIRED: Text("Une dérogation a expiré", "A waiver has expired"),
    UNUSED: Text("Une dérogation ne sert pas", "A waiver is not used"),
    NOWHERE: Text("Une dérogation ne vise aucun fichier", "A waiver is about no file"),
    MISSPELT: Text("Un chemin de « exclude » n'existe pas", "A path of “exclude” does not exist"),
}
#: Stands in a pointer for any name, or any number.
ANY = "*"


class Waiver:
    """One row of ``waivers``.

    It holds for the rule of that id, in the `files` of these patterns (none: in all), at `pointer`
    and in what is there (None: anywhere), in the unit of that key (`unit`, None: in all), to the
    end of the day `until`. `where` is its rule's place in the configuration: two offsets.
    """

    __slots__ = (
        "config", "files", "owner", "pointer", "reason", "rule", "steps", "unit", "until", "where",
    )  # fmt: skip

    def __init__(self, config: str, plain: dict[str, Any]) -> None:
        self.config = config
        self.rule: str = plain["rule"]
        self.files: list[str] = plain["files"]
        self.pointer: str | None = plain["pointer"]
        self.unit: str | None = plain["unit"]
        self.reason: str = plain["reason"]
        self.owner: str = plain["owner"]
        self.until: str = plain["until"]
        self.where: tuple[int, int] = tuple(plain["where"])
        self.steps = None if self.pointer is None else steps(self.pointer)

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the others, in every process."""
        return self.config, self.where[0]

    def in_force(self, moment: str) -> bool:
        """Whether it still holds at `moment`, an ISO date and time."""
        return moment <= ends(self.until)

    def covers(self, path: str) -> bool:
        """Whether a file is among those that it is about."""
        if not self.files:
            return True
        from segur_lint.patterns import is_one_of

        return is_one_of(path, self.files, os.path.dirname(self.config))

    def holds(self, finding: Finding) -> bool:
        """Whether it is about such a finding, in a file that it covers."""
        if finding.rule != self.rule or self.unit not in (None, finding.unit_key):
            return False
        return self.steps is None or (not finding.on_name and _leads(self.steps, finding.path))


def steps(pointer: str) -> list[str]:
    """The steps of a JSON Pointer (RFC 6901), unescaped."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _leads(steps: Sequence[str], path: Path) -> bool:
    """Whether what is at `path` is at these steps, or in what is there."""
    if len(path) < len(steps):
        return False
    return all(step in (ANY, str(own)) for step, own in zip(steps, path, strict=False))


def waive(report: FileReport, options: Options) -> None:
    """Put aside the findings of a report that a waiver holds for, each with the first that does."""
    mine = [each for each in options.in_force if each.covers(report.file)]
    if not mine:
        return
    left: list[Finding] = []
    for finding in report.findings:
        waiver = next((each for each in mine if each.holds(finding)), None)
        if waiver is None:
            left.append(finding)
        else:
            report.waived.append((finding, waiver))
    report.findings = left
