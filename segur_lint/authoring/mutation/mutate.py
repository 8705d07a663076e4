"""`rules mutate`: breaks the rules of packs one by one, then their samples; what goes unnoticed.

A mutant that no example tells from the rule that was written has survived. The work is cut in
parts, one a row, which several processes may share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from segur_lint import library
from segur_lint.author import model_of, read_all
from segur_lint.authoring.mutation import recognition
from segur_lint.authoring.mutation.guarding import Unguarded, unguarded
from segur_lint.authoring.mutation.rows import Mutant
from segur_lint.authoring.mutation.trial import Trial
from segur_lint.errors import CrashError, UsageError
from segur_lint.faults import Faults
from segur_lint.flat import FlatRow
from segur_lint.link import Pack
from segur_lint.pool import WorkerError
from segur_lint.text import Text

#: What is tried in a pack beside its rows.
NAMES, APPLIES, GUARD = "names", "applies", "balises"
#: A part of the work: the pack, and a row's id or one of the words above.
Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Survivor:
    """A change that no example notices: in which rule, under which key, from what to what."""

    rule: str
    key: str
    before: str
    after: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one part of the work: how many mutants and balises there were, and what is wrong."""

    mutants: int = 0
    survivors: tuple[Survivor, ...] = ()
    balises: int = 0
    unguarded: tuple[Unguarded, ...] = ()
    #: Why nothing was tried; an exception would not come whole from another process.
    refused: Text | None = None
    crashed: bool = False


def trials(folders: Sequence[str]) -> dict[str, Trial]:
    """The packs of our rules and of `folders` that have a sample, by name; errors as `load`'s."""
    rules = read_all(library.files(folders))
    made = {
        program["pack"]: Trial(flat, model, program)
        for flat, program in rules.compiled
        if program["sample"] and (model := model_of(flat, rules.models, Faults())) is not None
    }
    return dict(sorted(made.items()))


def parts(tried: Sequence[Trial]) -> list[Part]:
    """What there is to try. A row that several packs have is tried in the first one."""
    seen = set()
    found = []
    for trial in tried:
        for row in trial.flat.rows:
            written = (row.id, row.origin, row.changed)
            if written not in seen:
                found.append((trial.pack.name, row.id))
            seen.add(written)
        found += [(trial.pack.name, word) for word in (NAMES, APPLIES, GUARD)]
    return found


def run(tried: dict[str, Trial], todo: Sequence[Part], jobs: int) -> Iterator[Outcome]:
    """The outcome of each part, in order, as they come; by `jobs` processes.

    `UsageError` where an example is at fault before anything was changed, `CrashError` where a
    rule of ours fails.
    """
    for outcome in _outcomes(tried, todo, jobs):
        if outcome.refused is not None:
            raise (CrashError if outcome.crashed else UsageError)(outcome.refused)
        yield outcome


def _outcomes(tried: dict[str, Trial], todo: Sequence[Part], jobs: int) -> Iterator[Outcome]:
    _tried.clear()
    _tried.update(tried)
    if jobs <= 1:
        yield from map(_one, todo)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Forked, so that what was read is not read again.
    pool = ProcessPoolExecutor(
        min(jobs, len(todo)), mp_context=get_context("fork"), initializer=_begin
    )
    try:
        yield from pool.map(_one, todo)
    except BrokenProcessPool:
        raise WorkerError from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave Ctrl-C to the parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


#: What the processes that are forked find there.
_tried: dict[str, Trial] = {}


def _one(part: Part) -> Outcome:
    try:
        return _try(*part)
    except UsageError as error:
        return Outcome(refused=error.message)
    except CrashError as error:
        return Outcome(refused=_crash(part, error), crashed=True)


def _crash(part: Part, error: CrashError) -> Text:
    where, (fr, en) = " ".join(part), (error.message.fr, error.message.en)
    return Text(
        f"{where} : {fr}. Rien n'est prouvé de ce jeu ; signalez-le avec ses règles.",
        f"{where}: {en}. Nothing is proved of this pack; report it with its rules.",
    )


def _try(name: str, what: str) -> Outcome:
    trial = _tried[name]
    if what == NAMES:
        return _names(trial)
    if what == APPLIES:
        return _applies(trial)
    if what == GUARD:
        return _guard(trial.pack)
    return _row(trial, next(row for row in trial.flat.rows if row.id == what))


def _outcome(tried: Iterator[tuple[Mutant, bool]]) -> Outcome:
    mutants = list(tried)
    return Outcome(
        len(mutants),
        tuple(
            Survivor(each.id, each.key, each.before, each.after, each.advice)
            for each, noticed in mutants
            if not noticed
        ),
    )


def _row(trial: Trial, row: FlatRow) -> Outcome:
    rule = next(rule for rule in trial.pack.rules if rule.id == row.id)
    examples = trial.prepared(rule)
    return _outcome(
        (mutant, trial.notices(examples, rule, {rule.id: trial.linked(plain)}))
        for mutant, plain in trial.mutants(row)
    )


def _names(trial: Trial) -> Outcome:
    return _outcome(
        (
            mutant,
            any(
                trial.notices(trial.prepared(rule), rule, changed)
                for rule in trial.pack.rules
                if rule.id in changed
            ),
        )
        for mutant, changed in trial.name_mutants()
    )


def _applies(trial: Trial) -> Outcome:
    """What packs are known by is tried in the first that has it, by the examples of them all."""
    sharers = recognition.sharers(trial, _tried.values())
    return _outcome(recognition.tried(sharers)) if sharers[:1] == [trial] else Outcome()


def _guard(pack: Pack) -> Outcome:
    found = list(unguarded(pack))
    return Outcome(
        balises=len(found), unguarded=tuple(each for _, each in found if each is not None)
    )
