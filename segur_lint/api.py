"""The Python interface: a `Linter` is made once and checks any number of files.

    >>> from segur_lint import Linter
    >>> linter = Linter()
    >>> report = linter.check_bytes("JSON-1234567890-20240115-001.json", b"{}")
    >>> report.verdict
    'indetermine'

A `Linter` never changes: threads may share it, and it pickles, so that pools of processes may too.
"""

from __future__ import annotations

import os

from segur_lint import dates, library
from segur_lint.deposit import gather
from segur_lint.engine import Read, applies, lint
from segur_lint.errors import UsageError, no_rule
from segur_lint.inputs import LARGEST, read_file
from segur_lint.options import Options, require_formats
from segur_lint.registers import Registers
from segur_lint.report.model import ALL, NONE, SAID, FileReport, NotRun, Report
from segur_lint.source import Source
from segur_lint.text import Text, hint, listed, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Day  # noqa: N812 - `date` is an argument here

    from segur_lint.config import Config
    from segur_lint.deposit import Deposit
    from segur_lint.engine import Door
    from segur_lint.link import Pack


class Linter:
    """Packs and options, ready to check files.

    `pack` names the pack to use; without it the content chooses. `rules` are folders of packs of
    one's own, beside ours. `date` is the day (or day and time, a text such as ``2024-09-12T14:00``
    or a value of `datetime`) that rules' dates are read at; by default, when the linter is made.
    `select` and `ignore` are rule ids. `inputs` are the values that packs ask for and deposits do
    not hold, by name. `values` is False where no value of a deposit may be shown. `registers` are
    tables beside the deposits: their names, and their paths. `config` is a configuration, or its
    path: what it says holds where the arguments say nothing else; none is looked for.
    `packs` are used where they are given, and no rules are read. `AuthorErrors` where the rules,
    the configuration or a register have faults, `UsageError` where a name is unknown.
    """

    def __init__(
        self,
        pack: str | None = None,
        *,
        rules: str | Sequence[str] = (),
        date: str | Day | None = None,
        select: str | Sequence[str] = (),
        ignore: str | Sequence[str] = (),
        inputs: Mapping[str, str] | None = None,
        values: bool = True,
        cache: bool = True,
        registers: Mapping[str, str] | None = None,
        config: Config | str | None = None,
        packs: Sequence[Pack] | None = None,
    ) -> None:
        folders = _several(rules)
        if isinstance(config, str):
            from segur_lint.config import load

            config = load(config, rules=folders, cache=cache)
        if config is not None:
            folders = [*config.rules, *folders]
        self.packs = library.load(folders, cache=cache) if packs is None else list(packs)
        #: Whether the packs are ours, and no others: what is known of these holds.
        self.is_ours = packs is None and cache and not folders
        self.config = config
        self.registers = Registers({**(config.registers if config else {}), **(registers or {})})
        if config is not None:
            config.require(self.packs)
        # What all packs share proves nothing alone: it can't be the one that is named.
        whole = [each for each in self.packs if not each.head["fallback"]]
        self._named = None if pack is None else library.choose(whole, pack)
        self.options = Options(
            dates.moment(date),
            _several(select),
            _several(ignore),
            values,
            {**(config.inputs if config else {}), **(inputs or {})},
            config.ignore if config else (),
            config.severities if config else None,
            config.waivers if config else (),
        )
        self._known_names(inputs or {}, registers or {})
        require_formats(self.packs, self.options.inputs)
        for each in self.packs if self._named is None else [self._named]:
            self.registers.of(each)  # their faults are told before any deposit is read

    def _known_names(self, given: Mapping[str, str], tables: Mapping[str, str]) -> None:
        """Refuse ids, inputs and registers that no pack of this run has."""
        packs = self.packs if self._named is None else [self._named]
        chosen = self.options.select | self.options.ignore
        ids = {each for pack in packs for each in pack.ids} if chosen else set()
        for name in sorted(chosen):
            if name not in ids:
                raise no_rule(name, ids)
        values = {name: None for pack in packs for name, *_ in pack.head["inputs"]}
        known = {each["name"]: None for pack in packs for each in pack.head["registers"]}
        for what, asked, named in (
            (Text("la valeur", "the value"), values, given),
            (Text("le registre", "the register"), known, tables),
        ):
            for name in named:
                if name not in asked:
                    near, shown = hint(name, asked, listed(asked)), printable(name)
                    raise UsageError(
                        Text(
                            f"Aucune règle ne demande {what.fr} « {shown} ».{near.fr}",
                            f"No rule asks for {what.en} “{shown}”.{near.en}",
                        )
                    )

    def check_bytes(
        self, name: str, data: bytes, *, named: bool = True, keep: int = NONE
    ) -> FileReport:
        """The report of one file given by its bytes.

        `name` is its name or path; with ``named=False`` it is only a label (``-``), and the
        controls on the name are not run. `keep` is that of `check_file`. `TypeError` where `data`
        is a text: its bytes are judged.
        """
        if isinstance(data, str):
            raise TypeError("data must be bytes: the encoding of the file is checked too")
        file = Read(Source(name, data), os.path.basename(name) if named else None)
        return self._check(file, keep)

    def _check(self, file: Read, keep: int = NONE, door: Door | None = None) -> FileReport:
        pack = self._named
        if pack is None and self.config is not None:
            pack = self.config.choose(self.packs, file, self.options)
        known = None
        if door is not None and self.is_ours and file.name is not None:
            known = door.known(file.name, file.source.data, self.options.moment)
        if pack is None and known is not None:
            pack = next((each for each in self.packs if each.name == known.pack), None)
        if pack is not None:
            if known is not None and pack.name == known.pack:
                file.known = known
            return lint(pack, file, self.options, keep)
        candidates = [pack for pack in self.packs if pack.applies is not None]
        chosen = [pack for pack in candidates if applies(pack, file, self.options)]
        if len(chosen) == 1:
            return lint(chosen[0], file, self.options, keep)
        return self._without_pack(file, candidates, chosen)

    def _without_pack(self, file: Read, candidates: list[Pack], chosen: list[Pack]) -> FileReport:
        """What all packs share, and the plain word that no pack was chosen, and why."""
        shared = [pack for pack in self.packs if pack.head["fallback"]]
        report = lint(shared[0], file, self.options) if shared else FileReport(file.source.name)
        report.pack = None
        reason = report.error or Text("aucun jeu de règles n'a été choisi", "no pack was chosen")
        if file.document is not None or not shared:
            why = Text("aucun ne reconnaît le contenu", "none knows the content")
            near = Text("", "")
            if chosen:
                why = Text("plusieurs s'y appliquent", "several apply")
            elif file.document is not None:
                from segur_lint.nearby import nearest  # only a file that nothing knows pays for it

                near = nearest(candidates, file, self.options)
            names = ", ".join(pack.name for pack in chosen or candidates) or "—"
            fr = f"aucun jeu de règles n'a pu être choisi : {why.fr} ({names})."
            en = f"no pack could be chosen: {why.en} ({names})."
            ask = Text(" Nommez-en un avec --pack.", " Name one with --pack.")
            reason = Text(fr + ask.fr, en + ask.en)
            report.error = Text(fr + near.fr + ask.fr, en + near.en + ask.en)
        done = set(shared[0].ids) if shared else set()
        left = {each: None for pack in candidates for each in pack.ids if each not in done}
        # What stands around the file is not looked at: given or not, that is not what is missing.
        report.not_run = [NotRun(out.rule, reason) if out.waits else out for out in report.not_run]
        report.not_run += [NotRun(each, reason) for each in left]
        return report

    def check_file(self, path: str, *, keep: int = NONE, door: Door | None = None) -> FileReport:
        """The report of one file on disk; one that cannot be read has an `error` and no finding.

        The file alone: `check_paths` looks at what stands around it. `keep` is for the latter, and
        `door` is asked first which rules hold.
        """
        data = read_file(path)
        if isinstance(data, Text):
            packs = self.packs if self._named is None else [self._named]
            ids = {each: None for pack in packs for each in pack.ids}
            return FileReport(path, error=data, not_run=[NotRun(each, data) for each in ids])
        name = os.path.basename(path)
        if not keep:
            return self._check(Read(Source(path, data), name), keep, door)
        from segur_lint.filesource import FileSource

        return self._check(Read(FileSource(path, data), name), keep, door)

    def check_paths(self, paths: Sequence[str], documents: Sequence[str] = ()) -> Report:
        """The report of deposits: files, folders (their ``.json`` files, at any depth), archives.

        What stands beside each file goes with it; `documents` name it, wherever it is.
        """
        if not documents and self.config is not None:
            documents = self.config.documents
        deposits = gather(paths, documents)
        keep = self.keeps(deposits)
        files = [path for deposit in deposits for path in deposit.files]
        return self.whole(deposits, [self.check_file(path, keep=keep) for path in files])

    def keeps(self, deposits: Sequence[Deposit]) -> int:
        """How much to keep of each file, to judge what there is besides it: see `kept`."""
        if self.registers.paths or any(each.beside or each.given for each in deposits):
            return ALL
        return SAID if sum(len(deposit.files) for deposit in deposits) > 1 else NONE

    def whole(self, deposits: Sequence[Deposit], reports: Sequence[FileReport]) -> Report:
        """The report of a run, from those of its files, in the order of the deposits."""
        found = list(reports)
        if self.keeps(deposits):
            from segur_lint.together import together
            from segur_lint.waivers import waive

            by_path = {report.file: report for report in reports}
            found += together(self.packs, self.options, self.registers, deposits, by_path)
            for report in found:
                waive(report, self.options)
        if self.config is not None and (self.options.waivers or self.config.plain["exclude"]):
            from segur_lint.upkeep import remarks

            found += remarks(self.config, found, deposits, self.options, self.packs)
        return Report(found)

    def check_folder(self, path: str) -> Report:
        """The report of the ``.json`` files of a folder, at any depth."""
        return self.check_paths([path])


def _several(given: str | Sequence[str]) -> Sequence[str]:
    """One text, or several, as several: a text alone is a sequence of letters to Python."""
    return (given,) if isinstance(given, str) else given


__all__ = ["LARGEST", "Linter"]
