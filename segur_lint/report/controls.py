"""What a report tells of its controls: those of its packs, and where each has its words."""

from __future__ import annotations

from segur_lint.waivers import REMARKS
from segur_lint.words import stage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from segur_lint.finding import Finding
    from segur_lint.link import Pack, Rule
    from segur_lint.report.model import FileReport
    from segur_lint.report.run import Run


class Controls:
    """The controls of a run, by the pack that judged a file."""

    def __init__(self, run: Run) -> None:
        self._packs = run.packs
        self._lang = run.lang
        used = {file.pack for file in run.report.files if file.pack is not None}
        self._used = [pack for name, pack in run.packs.items() if name in used]
        self._rules: dict[str, dict[str, tuple[Pack, Rule]]] = {}

    def of(self, pack: str | None, rule: str) -> tuple[Pack, Rule] | None:
        """A control as the pack of a file has it, else as any pack does; None where none has."""
        names = [pack] if pack in self._packs else []
        for name in (*names, *self._packs):
            assert name is not None
            if name not in self._rules:
                own = self._packs[name]
                self._rules[name] = {each.id: (own, each) for each in own.rules}
            if rule in self._rules[name]:
                return self._rules[name][rule]
        return None

    def title(self, file: FileReport, rule: str) -> str:
        """The title of a control, or of a remark on a configuration; its id where none is known."""
        found = self.of(file.pack, rule)
        if found is not None:
            return str(found[1].plain["title"])
        return REMARKS[rule].get(self._lang) if rule in REMARKS else rule

    def stage(self, file: FileReport, finding: Finding) -> str:
        """The stage of a finding as the pack of its file names it, else by its word."""
        found = self.of(file.pack, finding.rule)
        return finding.stage if found is None else stage(*found).get(self._lang)

    def all(self) -> Iterator[tuple[Pack, Rule]]:
        """The controls of the packs that judged something, each id once."""
        seen: set[str] = set()
        for pack in self._used:
            for rule in pack.rules:
                if rule.id not in seen:
                    seen.add(rule.id)
                    yield pack, rule
