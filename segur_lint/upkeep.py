"""What a configuration's waivers have become: expired, of no more use, about nothing.

And what it leaves out by a path that is not there.

Each is a remark at its own line. Nothing is said of one that this run cannot judge: its rule was
not run, or a file that it is about was not checked this time.
"""

from __future__ import annotations

import os

from segur_lint.deposit import is_document
from segur_lint.excluded import misspelt
from segur_lint.finding import Finding
from segur_lint.report.model import UNDETERMINED, FileReport
from segur_lint.source import Span
from segur_lint.text import Text, printable
from segur_lint.waivers import EXPIRED, MISSPELT, NOWHERE, UNUSED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.config import Config
    from segur_lint.deposit import Deposit
    from segur_lint.link import Pack
    from segur_lint.options import Options
    from segur_lint.waivers import Waiver

STAGE, SOURCE = "configuration", "usage"
#: Files below a configuration that are looked at; with more, nothing is known of those not checked.
MOST = 10_000


def remarks(
    config: Config,
    reports: Sequence[FileReport],
    deposits: Sequence[Deposit],
    options: Options,
    packs: Sequence[Pack] = (),
) -> list[FileReport]:
    """The report of the configuration itself, where there is something to say of it.

    `packs` are those that judged the files.
    """
    run = _Run(config, reports, deposits, packs)
    findings = []
    for waiver in config.waivers:
        said = _said(waiver, run, options)
        if said is not None:
            rule, message = said
            findings.append(_remark(config, rule, Span(*waiver.where), message))
    for pattern in config.plain["exclude"]:
        wrong = misspelt(pattern, os.path.dirname(config.source.name))
        if wrong is not None:
            start = max(0, config.source.text.find(pattern))
            findings.append(_remark(config, MISSPELT, Span(start, start + len(pattern)), wrong))
    if not findings:
        return []
    name = config.source.name
    return [FileReport(name, findings=findings, source=config.source, is_settings=True)]


def _remark(config: Config, rule: str, span: Span, message: Text) -> Finding:
    return Finding(
        rule=rule,
        severity="info",
        stage=STAGE,
        source=SOURCE,
        path=(),
        span=span,
        start=config.source.place(span.start),
        end=config.source.place(span.end),
        message=message,
        found=None,
        expected=None,
        unit=None,
        name_span=None,
    )


def _said(waiver: Waiver, run: _Run, options: Options) -> tuple[str, Text] | None:
    if not waiver.in_force(options.moment):
        return EXPIRED, _expired(waiver)
    if waiver.key in run.used or options.leaves_out(waiver.rule):
        return None
    covered = [report for report in run.reports if waiver.covers(report.file)]
    if any(
        report.verdict == UNDETERMINED or any(out.rule == waiver.rule for out in report.not_run)
        for report in covered
    ):
        return None
    below = run.below()
    if below is None:
        return None
    aimed = [path for path in below if waiver.covers(path)]
    if not aimed and not covered:
        return NOWHERE, _nowhere(waiver)
    files = [path for path in aimed if not is_document(path)] or aimed
    if any(os.path.realpath(path) not in run.seen for path in files):
        return None
    from segur_lint.aimed import missed

    why = missed(waiver, covered, run.packs, options)
    return UNUSED, _unused(waiver) if why is None else _astray(why)


class _Run:
    """What was checked, and what stands below the configuration."""

    def __init__(
        self,
        config: Config,
        reports: Sequence[FileReport],
        deposits: Sequence[Deposit],
        packs: Sequence[Pack],
    ) -> None:
        self.packs = packs
        self.config = config
        self.reports = reports
        self.used = {waiver.key for report in reports for _, waiver in report.waived}
        paths = [path for each in deposits for path in (*each.files, *each.beside)]
        self.seen = {os.path.realpath(path) for path in paths}
        self._below: list[str] | None = None
        self._looked = False

    def below(self) -> list[str] | None:
        """The files and documents below it that are not left out; None where they are too many."""
        if not self._looked:
            self._looked = True
            self._below = _walk(self.config)
        return self._below


def _walk(config: Config) -> list[str] | None:
    found, count = [], 0
    for here, folders, names in os.walk(os.path.dirname(config.source.name) or os.curdir):
        folders[:] = [name for name in folders if not name.startswith(".")]
        count += len(names) + len(folders)
        if count > MOST:
            return None
        for name in names:
            path = os.path.join(here, name)
            told = name.lower().endswith(".json") or is_document(path)
            if told and not config.excludes(path):
                found.append(path)
    return found


def _expired(waiver: Waiver) -> Text:
    owner, rule = printable(waiver.owner), waiver.rule
    return Text(
        f"La dérogation à {rule} a expiré : elle valait jusqu'au {waiver.until} compris, et "
        f"« {owner} » en répondait. Corrigez ce qu'elle laissait passer et retirez-la, ou "
        "faites-la prolonger.",
        f"The waiver of {rule} has expired: it held up to and including {waiver.until}, and "
        f"“{owner}” answered for it. Mend what it let pass and remove it, or have it extended.",
    )


def _unused(waiver: Waiver) -> Text:
    rule = waiver.rule
    return Text(
        f"Cette dérogation ne sert pas : {rule} ne trouve rien là où elle vaut. Si la faute est "
        "corrigée, retirez-la ; sinon, vérifiez ce qu'elle vise.",
        f"This waiver is not used: {rule} finds nothing where it holds. If the fault is mended, "
        "remove it; else check what it is about.",
    )


def _astray(why: Text) -> Text:
    return Text(f"Cette dérogation ne sert pas : {why.fr}", f"This waiver is not used: {why.en}")


def _nowhere(waiver: Waiver) -> Text:
    patterns = printable(", ".join(waiver.files))
    top = any(each.startswith("/") for each in waiver.files)
    start = Text(
        " Un chemin qui commence par « / » part lui aussi de ce dossier." if top else "",
        " A path that begins with “/” starts from that folder too." if top else "",
    )
    return Text(
        f"Cette dérogation ne vise aucun fichier : rien ne s'appelle « {patterns} » sous le "
        f"dossier de la configuration.{start.fr} Corrigez « files », ou retirez-la.",
        f"This waiver is about no file: nothing is called “{patterns}” below the folder of the "
        f"configuration.{start.en} Mend “files”, or remove it.",
    )
