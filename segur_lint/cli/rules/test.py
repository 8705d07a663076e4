"""``segur-lint rules test``: the examples written in the packs, run."""

from __future__ import annotations

from segur_lint import library, ruletest
from segur_lint.cli.output import say
from segur_lint.cli.rules.common import packs_of
from segur_lint.errors import UsageError
from segur_lint.report.folding import plural, some
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option

SAID = Text("rejoue les exemples des règles", "run the examples of the rules")
OPTIONS: tuple[Option, ...] = ()


def run(arguments: Namespace) -> int:
    """Run the examples of the packs; 1 where one is not as it says, 2 where there is none."""
    lang = arguments.lang
    packs = packs_of(arguments)
    examples = [example for pack in packs for example in ruletest.run(pack)]
    if not examples:
        raise UsageError(
            Text(
                "Aucun exemple n'a été trouvé : un jeu a besoin d'un dépôt d'exemple (« sample »).",
                "No example was found: a pack needs a sample deposit (“sample”).",
            )
        )
    wrong = 0
    for example in examples:
        if example.fault is not None:
            wrong += 1
            say(f"{example.pack} {example.rule} {example.wanted} {printable(example.text)}")
            say(f"  {example.fault.get(lang)}")
    known = library.load(arguments.rules, cache=arguments.cache)
    asked = {pack.name for pack in packs}
    lost = [name for name in ruletest.unproved([each.program for each in known]) if name in asked]
    for name in lost:
        say(
            Text(
                f"{name} : ce jeu n'a pas de dépôt d'exemple (« sample ») : aucun de ses exemples "
                "n'est rejoué.",
                f"{name}: this pack has no sample deposit (“sample”): none of its examples is run.",
            ).get(lang)
        )
    good, run_ = len(examples) - wrong, some(len(examples), "exemple", "example")
    said = Text(
        f"{run_.fr}, {good} conforme{plural(good)}, {wrong} en défaut",
        f"{run_.en}, {good} as they say, {wrong} not",
    )
    if lost:  # nothing is known of these: « 0 en défaut » alone would read as all well
        and_jeux = f"{len(lost)} jeu{'x' * (len(lost) > 1)} sans dépôt d'exemple"
        and_packs = f"{len(lost)} pack{'s' * (len(lost) > 1)} without a sample"
        said = Text(f"{said.fr} ; {and_jeux}", f"{said.en}; {and_packs}")
    say(f"{said.get(lang)}.")
    return 1 if wrong or lost else 0
