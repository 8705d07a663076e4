"""Fingerprints of findings: the same from one run to the next, whatever line they are on."""

from __future__ import annotations

from hashlib import sha256

from segur_lint.document import pointer
from segur_lint.marks import fingerprint
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
        self._values = run.values
        self._names: dict[str, str] = {}
        self._seen: dict[tuple[str, ...], int] = {}

    def of(self, file: FileReport, finding: Finding) -> str:
        """A finding's; ask once for each, in the order of the report.

        It is that of a baseline (see `marks`); where no value may be shown, it is made of no value,
        not even as a hash, since short ones can be guessed. Equal ones are numbered.
        """
        if file.file not in self._names:
            path, entry = located(file.file, self._base)
            self._names[file.file] = path if entry is None else f"{path}!/{entry}"
        name = self._names[file.file]
        if self._values:
            return self.made(fingerprint(name, finding))
        return self.made(name, finding.rule, pointer(finding.path))

    def made(self, *parts: str) -> str:
        """That of anything else that is told by these texts."""
        number = self._seen[parts] = self._seen.get(parts, 0) + 1
        text = "\0".join((*parts, str(number)))
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
