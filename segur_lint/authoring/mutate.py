"""`rules mutate`: breaks the rules of a pack one by one, then its sample; what goes unnoticed.

A mutant that no example tells from the rule that was written has survived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from segur_lint.authoring.changedrow import Mutant
from segur_lint.authoring.guarding import Unguarded, unguarded
from segur_lint.authoring.trial import Trial, first_test
from segur_lint.inherit import FlatRow
from segur_lint.link import Rule
from segur_lint.ruletest import listed, misrecognised


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one part of a pack on trial: how many mutants there were, and those that survived."""

    mutants: int
    survivors: tuple[Mutant, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """How many balises the model of a pack has, and those that it does not guard."""

    balises: int
    unguarded: tuple[Unguarded, ...]


#: One part of the work: a row's mutants, those of the names, or of ``applies``.
Part = Callable[[], Outcome]


def parts(trial: Trial, rows: Sequence[FlatRow]) -> list[Part]:
    """What there is to try in a pack: `rows` of it, then what it declares beside."""
    rules = {rule.id: rule for rule in trial.pack.rules}
    return [
        *(lambda row=row: _row(trial, row, rules[row.id]) for row in rows),
        lambda: _names(trial, list(rules.values())),
        lambda: _applies(trial),
    ]


def guard(trial: Trial) -> Guard:
    """Break the sample of a pack at each balise of its model."""
    found = list(unguarded(trial.pack))
    return Guard(len(found), tuple(each for _, each in found if each is not None))


def _outcome(tried: Iterator[tuple[Mutant, bool]]) -> Outcome:
    mutants = list(tried)
    return Outcome(len(mutants), tuple(mutant for mutant, noticed in mutants if not noticed))


def _row(trial: Trial, row: FlatRow, rule: Rule) -> Outcome:
    examples = trial.prepared(rule)
    return _outcome(
        (mutant, trial.notices(examples, rule, {rule.id: trial.linked(plain)}))
        for mutant, plain in trial.mutants(row)
    )


def _names(trial: Trial, rules: Sequence[Rule]) -> Outcome:
    return _outcome(
        (
            mutant,
            any(
                trial.notices(trial.prepared(rule), rule, changed)
                for rule in rules
                if rule.id in changed
            ),
        )
        for mutant, changed in trial.name_mutants()
    )


def _applies(trial: Trial) -> Outcome:
    examples = list(listed(trial.pack.program["applies examples"]))
    for wanted, example in examples:
        if misrecognised(trial.pack, wanted, example) is not None:
            raise first_test(trial.pack.name, "applies")
    return _outcome(
        (mutant, any(misrecognised(pack, wanted, example) for wanted, example in examples))
        for mutant, pack in trial.applies_mutants()
    )
