"""Fingerprints of findings: the same from one run to the next, whatever line they are on."""

from __future__ import annotations

from hashlib import sha256

from segur_lint.report.places import located

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.finding import Finding
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run


class Fingerprints:
    """Gives each finding of a run a text of 64 hexadecimal digits that no other has."""

    def __init__(self, run: Run) -> None:
        self._base = run.base
        self._seen: dict[tuple[str, ...], int] = {}

    def of(self, file: FileReport, finding: Finding) -> str:
        """A finding's; ask once for each, in the order of the report.

        It is made of the file, the control, the names that lead to the place (no number of an
        element, which a line more would change) and what was found there. Those of which all that
        is the same are numbered.
        """
        names = "/".join(step for step in finding.path if isinstance(step, str))
        found = "" if finding.found is None else finding.found.fr
        path, entry = located(file.file, self._base)
        return self.made(path, entry or "", finding.rule, names, found)

    def made(self, *parts: str) -> str:
        """That of anything else that is told by these texts."""
        number = self._seen[parts] = self._seen.get(parts, 0) + 1
        text = "\0".join((*parts, str(number)))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
