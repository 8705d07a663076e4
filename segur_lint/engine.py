"""A file and a pack go in, findings come out: one walk, then every rule on its frames."""

from __future__ import annotations

from segur_lint.checks.kind import Run
from segur_lint.document import Document, SyntaxFault, of_value, read
from segur_lint.finding import Fault
from segur_lint.frames import UNKNOWN
from segur_lint.reasons import UNREAD, reason_not_to_run, to_give
from segur_lint.replied import advise
from segur_lint.report.model import NONE, FileReport, NotRun, undecided
from segur_lint.source import Source
from segur_lint.stages import order_of, stages_of
from segur_lint.stamp import Stamp
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Protocol

    from segur_lint.frames import Frame
    from segur_lint.known import Known
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options
    from segur_lint.walked import Walked

    class Door(Protocol):
        """What knows of many files which rules hold in them: see `quick`."""

        def known(self, name: str, data: bytes, moment: str) -> Known | None:
            """What is known of a file of that name at a moment; None: nothing."""


_NOTHING_RUN = Text(
    "aucun des contrôles demandés n'a pu être fait : rien n'est prouvé sur ce fichier",
    "none of the controls that were asked for could be run: nothing is proved about this file",
)


class Read:
    """A file that is read once, for whichever pack looks at it. `name` is None for a stream.

    `known` is what is known of it already, for the pack that this is of.
    """

    __slots__ = ("_found", "known", "name", "source", "walked")

    def __init__(self, source: Source, name: str | None) -> None:
        self.source = source
        self.name = name
        self.known: Known | None = None
        #: The walks along the packs that were tried; a lint takes its own, and changes it.
        self.walked: dict[Pack, Walked] = {}
        self._found: Document | SyntaxFault | None = None

    @property
    def document(self) -> Document | None:
        """What it says; None where its text is broken."""
        found = self._read()
        return found if isinstance(found, Document) else None

    @property
    def broken(self) -> SyntaxFault | None:
        """Where its text is broken; None where it is not, or is no text."""
        found = self._read()
        return found if isinstance(found, SyntaxFault) else None

    def _read(self) -> Document | SyntaxFault | None:
        if self._found is None and self.source.bad_byte is None:
            apart = self.known and self.known.apart
            self._found = of_value(self.source, apart.value) if apart else read(self.source)
        return self._found


def frames(pack: Pack, file: Read, options: Options) -> Walked:
    """The frames of a file along the pack's model, with the facts on the file and the inputs."""
    if file.known is not None and file.known.apart is not None:
        walked = pack.walker.walk_apart(file.known.apart)
    else:
        walked = pack.walker.walk({} if file.document is None else file.document.value)
    if file.document is None:
        walked.misfits.clear()
    given = [options.inputs.get(name, UNKNOWN) for name, *_ in pack.head["inputs"]]
    facts = [UNKNOWN if file.name is None else file.name, len(file.source.data), *given]
    walked.root.values[-len(facts) :] = facts
    return walked


def applies(pack: Pack, file: Read, options: Options) -> bool:
    """Whether the pack says that this content is its own."""
    if pack.applies is None or file.document is None:
        return False
    model = pack.head["model"]
    # Packs of one family have one model: what it makes of the file is the same.
    twin = next((each for each in file.walked if each.head["model"] == model), None)
    walked = file.walked[twin] if twin else frames(pack, file, options)
    file.walked[pack] = walked
    root = walked.root
    return pack.applies(root, root) is True


def lint(
    pack: Pack,
    file: Read,
    options: Options,
    keep: int = NONE,
    only: Collection[str] = (),
) -> FileReport:
    """All that the pack's rules find in the file. A crash in one rule never hides the others.

    Rules that need what stands around the file are left for `lot`; `keep` tells how much of the
    file is kept for it: see `kept`.
    With ids of rules, `only` their findings are told: to tell what others find costs as much.
    The rules that are known to hold in it are not run, nor those on one unit where it is sound.
    """
    known, held = file.known, file.known.held if file.known else frozenset()
    apart = known.apart if known else None
    walked = file.walked.pop(pack, None) or frames(pack, file, options)
    advice = advise(pack, walked)  # before rules make unusable what they find wrong
    run = Run(file.source, file.document, file.broken, walked, pack.elements, pack.unit)
    found: list[tuple[Rule, Frame, Fault]] = []
    not_run: list[NotRun] = []
    crashed = False
    for rule in pack.running:
        reason = reason_not_to_run(rule, run, options) or to_give(rule, pack, options)
        if reason is None and rule.id not in held:
            try:
                count = _run_rule(rule, run, found, known)
            except Exception as error:  # a bug in one rule is said, and stops no other
                reason, crashed = crash(error, options), True
            else:
                if count:
                    not_run.append(_undecided(rule, file, count))
        if reason is not None:
            waits = bool(rule.needs) and file.document is not None
            not_run.append(NotRun(rule.id, reason, waits=waits and reason is rule.needed))
    left = dropped(run, found)
    stamp = Stamp(run, pack, options)
    findings = []
    for rule, frame, fault in left:
        if only and rule.id not in only:
            continue
        try:
            findings.append(stamp.finding(rule, frame, fault))
        except Exception as error:  # the same, where the bug is in what a rule shows
            if all(out.rule != rule.id for out in not_run):
                not_run.append(NotRun(rule.id, crash(error, options)))
            crashed = True
    order = order_of(pack)
    findings.sort(key=lambda each: (each.span.start, order[each.rule]))
    not_run.sort(key=lambda each: order[each.rule])
    report = FileReport(
        file.source.name,
        pack=pack.name,
        status=pack.head["status"],
        findings=findings,
        not_run=not_run,
        left_out=sum(map(options.leaves_out, order)),
        source=file.source if findings else None,
        error=UNREAD if file.document is None else None,
        crashed=crashed,
        advice=advice,
    )
    if keep and file.document is not None:
        from segur_lint.kept import kept

        report.kept = kept(pack, file.source, walked, apart, keep)
    stages_of(pack, report)
    proved = any(held or failed for _, held, failed, _ in report.stages)
    if not (report.error or crashed or proved):
        report.error = _NOTHING_RUN
    if options.waivers and not keep:  # else when all is found
        from segur_lint.waivers import waive

        waive(report, options)
    return report


def _run_rule(
    rule: Rule, run: Run, found: list[tuple[Rule, Frame, Fault]], known: Known | None = None
) -> int:
    """Run a rule on all its frames that may have something; how many could not be decided."""
    near = run.walked.near[rule.scope]
    if known is not None and known.apart is not None:
        slot = rule.slot
        values = (frame.values[slot] for frame in near if slot is not None)
        if not known.apart.suffice(rule.id, values):
            near = run.walked.rows(rule.scope)
    check, when = rule.start(run), rule.when
    undecided = 0
    for frame in near:
        if when is not None:
            truth = when(frame, frame)
            if truth is not True:
                undecided += truth is UNKNOWN
                continue
        outcome = check(frame)
        if outcome is None:
            continue
        if isinstance(outcome, list):
            found += [(rule, frame, fault) for fault in outcome]
        else:
            undecided += 1
    return undecided


def crash(error: Exception, options: Options) -> Text:
    """What is said of a rule that failed."""
    said = type(error).__name__
    if options.values:  # the sentence of an error may hold a value
        said += f": {shorten(str(error))}"
    return Text(f"erreur interne de segur-lint ({said})", f"internal error of segur-lint ({said})")


def _undecided(rule: Rule, file: Read, count: int) -> NotRun:
    if file.name is None and rule.on_name:
        reason = Text("le nom du fichier n'est pas donné", "the file's name is not given")
        return NotRun(rule.id, reason)
    return undecided(rule.id, count)


def dropped(run: Run, found: list[tuple[Rule, Frame, Fault]]) -> list[tuple[Rule, Frame, Fault]]:
    """What is left of `found` where another rule, that one yields to, speaks of the same thing.

    That is the same element where both look at elements of one list, else the same unit.
    """
    if not any(rule.yields for rule, _, _ in found):
        return found
    said = {(rule.id, each) for rule, frame, _ in found for each in (frame, run.unit_frame(frame))}
    scopes = {rule.id: rule.scope for rule, _, _ in found}
    return [
        (rule, frame, fault)
        for rule, frame, fault in found
        if not any(
            (other, frame if scopes.get(other) == rule.scope else run.unit_frame(frame)) in said
            for other in rule.yields
        )
    ]
