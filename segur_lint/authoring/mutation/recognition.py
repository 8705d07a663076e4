"""Mutants of what packs are known by, where several have it of the same abstract pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from segur_lint.authoring.mutation.rows import Mutant
from segur_lint.authoring.mutation.trial import Key, Trial, first_test, place
from segur_lint.naming import Code
from segur_lint.recognised import known_by
from segur_lint.ruletest import listed, misrecognised


def sharers(trial: Trial, trials: Iterable[Trial]) -> list[Trial]:
    """Those of `trials` that have the same ``applies``; none where `trial` has none."""
    where = known_by(trial.flat)
    if where is None:
        return []
    known = ((each, known_by(each.flat)) for each in trials)
    return [each for each, found in known if found is not None and place(found) == place(where)]


def tried(packs: Iterable[Trial]) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant, and whether an example of one of the `packs` notices it.

    A part of a condition may say nothing of some of them: where a mutant changes none, it is none.
    """
    mutants: dict[Key, Mutant] = {}
    codes: dict[Key, list[tuple[str, Code]]] = {}
    noticed: set[Key] = set()
    for trial in packs:
        notices = _Notices(trial)
        for mutant, key, code in trial.applies_mutants():
            mutants.setdefault(key, mutant)
            changed = codes.setdefault(key, [])
            if code != notices.own:
                changed.append((trial.pack.name, code))
                noticed.update([key] * notices(code))
    seen: list[list[tuple[str, Code]]] = [[]]
    for key, mutant in mutants.items():
        if codes[key] not in seen:
            seen.append(codes[key])
            yield mutant, key in noticed


class _Notices:
    """Whether an example of a pack goes otherwise where the pack is known by another code."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.own: Code = trial.pack.program["applies"]
        self.examples = list(listed(trial.pack.program["applies examples"]))
        if any(misrecognised(trial.pack, *example) is not None for example in self.examples):
            raise first_test(trial.pack.name, "applies")
        self.told: dict[str, bool] = {}

    def __call__(self, code: Code) -> bool:
        key = str(code)
        if key not in self.told:
            pack = self.trial.knowing(code)
            self.told[key] = any(
                misrecognised(pack, *example) is not None for example in self.examples
            )
        return self.told[key]
