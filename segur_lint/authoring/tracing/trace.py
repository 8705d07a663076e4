"""Clause ↔ control ↔ examples: what of a guide the rules answer, and what they do not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from segur_lint.authoring.tracing.clauses import Held
from segur_lint.errors import UsageError
from segur_lint.guide import Clause, Guide
from segur_lint.link import Pack, Rule
from segur_lint.ruletest import text_of
from segur_lint.text import Text

OPEN, OUTSIDE, HELD = "open", "outside", "held"
STATES = {
    OPEN: Text("ouverte", "open"),
    OUTSIDE: Text("hors champ", "outside"),
    HELD: Text("tenue", "answered"),
}
#: The source of a rule that the guide says nothing of.
_USAGE = "usage"


@dataclass(frozen=True)
class Answer:
    """A clause and the pack's rules that answer it; `gone` names those that the pack has not."""

    clause: Clause
    rules: tuple[Rule, ...]
    gone: tuple[str, ...]

    @property
    def state(self) -> str:
        """HELD by a rule, OUTSIDE what a file can show, or OPEN."""
        return OUTSIDE if self.clause.outside else HELD if self.rules else OPEN


@dataclass(frozen=True)
class Trace:
    """The clauses of the guide of a pack, and the rules of the pack, each with the other."""

    pack: Pack
    guide: Guide
    answers: tuple[Answer, ...]
    clauses: dict[str, tuple[Clause, ...]]  # by rule

    def of_state(self, state: str) -> list[Answer]:
        """The clauses that are so."""
        return [answer for answer in self.answers if answer.state == state]

    def is_own(self, rule: Rule) -> bool:
        """Whether the pack wrote a rule, or changed it."""
        return self.pack.name in (rule.plain["origin"], *rule.plain["changed"])

    @cached_property
    def alone(self) -> list[Rule]:
        """The pack's own rules that answer no clause, and should."""
        return [rule for rule in self._without if self.is_own(rule) and not is_usage(rule)]

    @cached_property
    def usage(self) -> list[Rule]:
        """The pack's own rules that answer no clause, and need none."""
        return [rule for rule in self._without if self.is_own(rule) and is_usage(rule)]

    @cached_property
    def idle(self) -> list[Rule]:
        """The inherited rules that answer no clause: they are others' business."""
        return [rule for rule in self._without if not self.is_own(rule)]

    @property
    def _without(self) -> list[Rule]:
        return [rule for rule in self.pack.rules if not self.clauses[rule.id]]

    @property
    def ordered(self) -> list[Answer]:
        """The clauses, those that are open first."""
        return [*self.of_state(OPEN), *(each for each in self.answers if each.state != OPEN)]

    @property
    def own(self) -> list[Rule]:
        """The pack's own rules, those without a clause first, then those that need none."""
        return [*self.alone, *self.usage, *(rule for rule in self._with if self.is_own(rule))]

    @property
    def inherited(self) -> list[Rule]:
        """The inherited rules, those that answer a clause first."""
        return [*(rule for rule in self._with if not self.is_own(rule)), *self.idle]

    @property
    def _with(self) -> list[Rule]:
        return [rule for rule in self.pack.rules if self.clauses[rule.id]]


def is_usage(rule: Rule) -> bool:
    """Whether a rule needs no clause: the guide is silent."""
    return rule.source.split(" ")[0] == _USAGE


def examples(rule: Rule, wanted: str) -> list[str]:
    """The examples of a rule, ``"pass"`` or ``"fail"``, as a person reads them."""
    return [text_of(example) for example in rule.plain["examples"].get(wanted, ())]


def trace(held: Held) -> Trace:
    """The trace of a pack; `UsageError` where it names no guide."""
    pack, guide = held.pack, held.guide
    if guide is None:
        raise UsageError(
            Text(
                f"Le jeu « {pack.name} » ne nomme aucun guide, et n'en hérite pas : écrivez-en les "
                "clauses dans un fichier, et « guide: FICHIER » dans le jeu.",
                f"The pack “{pack.name}” names no guide, and inherits none: write its clauses in a "
                "file, and “guide: FILE” in the pack.",
            )
        )
    rules = {rule.id: rule for rule in pack.rules}
    answers = []
    for clause in guide.clauses:
        ids = [node.value for node in clause.controls]
        found = tuple(rules[name] for name in ids if name in rules)
        answers.append(Answer(clause, found, tuple(name for name in ids if name not in rules)))
    clauses = {name: held.clauses(name) for name in rules}
    return Trace(pack, guide, tuple(answers), clauses)


def numbers(rule: Rule) -> str:
    """How many examples a rule has: those that pass, then those that fail."""
    return f"{len(examples(rule, 'pass'))} + {len(examples(rule, 'fail'))}"


def counts(found: Trace) -> list[Text]:
    """How many clauses and rules there are, and how they stand; own and inherited rules apart."""
    held, outside, left = (len(found.of_state(state)) for state in (HELD, OUTSIDE, OPEN))
    alone, usage = len(found.alone), len(found.usage)
    own, inherited, idle = len(found.own), len(found.inherited), len(found.idle)
    origins = [rule.plain["origin"] for rule in found.inherited]
    of = ", ".join(f"{name} {origins.count(name)}" for name in dict.fromkeys(origins))
    beside = f" ({of})" if of else ""
    return [
        Text(
            f"Clauses : {len(found.answers)} ; tenues : {held} ; hors champ : {outside} ; "
            f"ouvertes : {left}.",
            f"Clauses: {len(found.answers)}; answered: {held}; outside: {outside}; open: {left}.",
        ),
        Text(
            f"Contrôles du jeu : {own} ; avec une clause : {own - alone - usage} ; d'usage, sans "
            f"clause : {usage} ; autres : {alone}.",
            f"Controls of the pack: {own}; with a clause: {own - alone - usage}; of usage, "
            f"without: {usage}; others: {alone}.",
        ),
        Text(
            f"Contrôles hérités : {inherited}{beside} ; avec une clause : {inherited - idle} ; "
            f"sans clause : {idle}.",
            f"Inherited controls: {inherited}{beside}; with a clause: {inherited - idle}; without: "
            f"{idle}.",
        ),
    ]


def remark(answer: Answer) -> Text:
    """What is to be said beside the rules of a clause; empty texts where nothing is."""
    clause = answer.clause
    if clause.outside:
        return Text(clause.outside, clause.outside)
    if answer.gone:
        gone = ", ".join(answer.gone)
        return Text(f"retirés par ce jeu : {gone}", f"dropped by this pack: {gone}")
    return Text("", "")
