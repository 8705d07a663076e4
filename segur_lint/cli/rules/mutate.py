"""``segur-lint rules mutate``: rules and samples are broken on purpose; what goes unnoticed."""

from __future__ import annotations

import json
import os
import sys

from segur_lint.cli.arguments import jobs
from segur_lint.cli.output import say
from segur_lint.errors import UsageError
from segur_lint.report.folding import some
from segur_lint.ruletest import unproved
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from segur_lint.authoring.mutation.guarding import Unguarded
    from segur_lint.authoring.mutation.mutate import Outcome, Survivor
    from segur_lint.authoring.mutation.trial import Trial
    from segur_lint.cli.arguments import Option

SAID = Text(
    "casse les règles et le dépôt d'exemple, et nomme ce que rien ne remarque",
    "break the rules and the sample, and name what nothing notices",
)
OPTIONS: tuple[Option, ...] = (
    (("--format",), {"choices": ("text", "json"), "default": "text"},
     "le format du rapport (text)", "the format of the report (text)"),
    (("--jobs",), {"metavar": "N", "type": jobs, "default": 0},
     "combien de processus (selon la machine)", "how many processes (by the machine)"),
)  # fmt: skip
#: Below so many parts, one process is as fast as several.
_FEW = 20
#: A change is shown on one line as far as it has so many characters.
_SHORT = 80


def run(arguments: Namespace) -> int:
    """Break the packs; 1 where something goes unnoticed, 2 where there is nothing to break."""
    from segur_lint.authoring.mutation import mutate

    tried = _tried(mutate.trials(arguments.rules), arguments)
    todo = mutate.parts(list(tried.values()))
    processes = arguments.jobs or (_cores() if len(todo) > _FEW else 1)
    found: dict[str, list[Outcome]] = {name: [] for name in tried}
    for (name, _), outcome in zip(
        todo, _progress(mutate.run(tried, todo, processes), len(todo)), strict=True
    ):
        found[name].append(outcome)
    if arguments.format == "json":
        say(json.dumps(_plain(found, arguments.lang), ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, arguments.lang):
            say(line)
    return int(any(each.survivors or each.unguarded for each in _all(found)))


def _tried(known: dict[str, Trial], arguments: Namespace) -> dict[str, Trial]:
    """The packs that are asked for, without that of what all share unless it is named."""
    from segur_lint import library

    packs = library.load(arguments.rules, cache=arguments.cache)
    if arguments.pack is not None:
        wanted = [library.choose(packs, arguments.pack)]
    else:
        wanted = [pack for pack in packs if not pack.program["fallback"]] or packs
    tried = {pack.name: known[pack.name] for pack in wanted if pack.name in known}
    asked = {pack.name for pack in wanted}
    lost = [name for name in unproved([each.program for each in packs]) if name in asked]
    if lost and tried:
        names = ", ".join(lost)
        fr, en = f"Le jeu {names} n'a", f"The pack {names} has"
        if len(lost) > 1:
            fr, en = f"Les jeux {names} n'ont", f"The packs {names} have"
        raise UsageError(
            Text(
                f"{fr} pas de dépôt d'exemple (« sample ») : rien n'en est éprouvé. Ajoutez-en un, "
                "ou nommez un autre jeu avec --pack.",
                f"{en} no sample deposit (“sample”): nothing there is tried. Add one, or name "
                "another pack with --pack.",
            )
        )
    if not any(trial.flat.rows for trial in tried.values()):
        raise UsageError(
            Text(
                "Il n'y a rien à éprouver : un jeu a besoin de règles et d'un dépôt d'exemple "
                "(« sample »).",
                "There is nothing to try: a pack needs rules and a sample deposit (“sample”).",
            )
        )
    return tried


def _cores() -> int:
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _progress(outcomes: Iterator[Outcome], total: int) -> Iterable[Outcome]:
    """The outcomes as they come, with a bar on a terminal."""
    if not sys.stderr.isatty():
        return outcomes
    from rich.console import Console
    from rich.progress import track

    return track(outcomes, "", total, transient=True, console=Console(stderr=True))


def _all(found: dict[str, list[Outcome]]) -> list[Outcome]:
    return [each for outcomes in found.values() for each in outcomes]


def _lines(found: dict[str, list[Outcome]], lang: str) -> Iterator[str]:
    for name, outcomes in found.items():
        if len(found) > 1 and any(each.survivors or each.unguarded for each in outcomes):
            yield f"[{name}]"
        for outcome in outcomes:
            for survivor in outcome.survivors:
                yield from _survivor(survivor, lang)
            for balise in outcome.unguarded:
                yield _unguarded(balise).get(lang)
    yield _summary(_all(found)).get(lang)


def _survivor(found: Survivor, lang: str) -> Iterator[str]:
    place = " ".join(filter(None, (found.rule, found.key))) + Text(" : ", ": ").get(lang)
    before, after = printable(found.before), printable(found.after.get(lang))
    advice = printable(found.advice.get(lang))
    unseen = Text("aucun exemple ne le remarque.", "no example notices.").get(lang)
    if len(before) + len(after) <= _SHORT:
        yield f"{place}{before} → {after}{Text(' : ', ': ').get(lang)}{unseen} {advice}"
        return
    yield f"{place}{unseen} {advice}"
    yield f"      {before}"
    yield f"    → {after}"


def _unguarded(found: Unguarded) -> Text:
    name = printable(found.balise)
    if found.absent:
        return Text(
            f"« {name} » : le dépôt d'exemple n'en contient pas : complétez-le.",
            f"“{name}”: the sample holds none: complete it.",
        )
    if not found.passes and found.is_list:
        rule = f"count({name}) >= 1"
        return Text(
            f"« {name} » : aucune règle ne regarde cette liste. Si elle ne peut pas être vide, "
            f"ajoutez-en une : « assert: {rule} ».",
            f"“{name}”: no rule looks at this list. If it may not be empty, add one: "
            f"“assert: {rule}”.",
        )
    if not found.passes:
        return Text(
            f"« {name} » : aucune règle ne regarde sa valeur. Ajoutez-en une, par exemple avec son "
            "« format ».",
            f"“{name}”: no rule looks at its value. Add one, with its “format” for instance.",
        )
    return Text(
        f"« {name} » : rien ne réagit à {', '.join(each.fr for each in found.passes)}. Ajoutez une "
        "règle, par exemple avec son « format ».",
        f"“{name}”: nothing reacts to {', '.join(each.en for each in found.passes)}. Add a rule, "
        "with its “format” for instance.",
    )


def _summary(outcomes: Sequence[Outcome]) -> Text:
    mutants = sum(each.mutants for each in outcomes)
    alive = sum(len(each.survivors) for each in outcomes)
    balises = sum(each.balises for each in outcomes)
    kept = balises - sum(len(each.unguarded) for each in outcomes)
    tried, left = some(mutants, "mutant", "mutant"), some(alive, "survivant", "survivor")
    seen = some(mutants - alive, "remarqué", "mutant")
    names, guarded = some(balises, "balise", "balise"), some(kept, "gardée", "balise")
    return Text(
        f"{tried.fr}, {seen.fr}, {left.fr} ; {names.fr}, {guarded.fr}.",
        f"{tried.en}, {mutants - alive} noticed, {left.en}; {names.en}, {kept} guarded.",
    )


def _plain(found: dict[str, list[Outcome]], lang: str) -> dict[str, Any]:
    return {
        "packs": [
            {
                "pack": name,
                "mutants": sum(each.mutants for each in outcomes),
                "survivors": [
                    {
                        "rule": each.rule,
                        "key": each.key,
                        "before": each.before,
                        "after": each.after.get(lang),
                        "advice": each.advice.get(lang),
                    }
                    for outcome in outcomes
                    for each in outcome.survivors
                ],
                "balises": sum(each.balises for each in outcomes),
                "unguarded": [
                    {
                        "balise": each.balise,
                        "passes": [said.get(lang) for said in each.passes],
                        "absent": each.absent,
                    }
                    for outcome in outcomes
                    for each in outcome.unguarded
                ],
            }
            for name, outcomes in found.items()
        ]
    }
