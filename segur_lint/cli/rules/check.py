"""``segur-lint rules check``: what an author of rules would rather know before anyone runs them."""

from __future__ import annotations

from segur_lint import library
from segur_lint.cli.output import say
from segur_lint.report.folding import some
from segur_lint.report.text import inert
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option

SAID = Text(
    "contrôle les règles elles-mêmes : fautes, doublons, conditions impossibles",
    "check the rules themselves: faults, twins, conditions that cannot hold",
)
OPTIONS: tuple[Option, ...] = ()


def run(arguments: Namespace) -> int:
    """Check our rules and those of the folders: 1 where there are remarks, but for those that
    can wait. What cannot be read as rules is told as everywhere, with 2.
    """
    from segur_lint.authoring.checking.check import check

    checked = check(library.files(arguments.rules), arguments.pack)
    for remark in checked.remarks:
        for line in remark.render(arguments.lang).split("\n"):
            say(inert(line))
    left = sum(remark.waits for remark in checked.remarks)
    count = len(checked.remarks) - left
    said = some(count, "remarque", "remark") if count else Text("Aucune remarque", "No remark")
    if left:
        said = Text(f"{said.fr}, {left} à remplir", f"{said.en}, {left} to fill in")
    models = some(checked.models, "modèle", "model")
    packs = some(checked.packs, "jeu", "pack")
    jeux = packs.fr.replace("jeus", "jeux")
    rules = some(checked.rules, "règle écrite", "written rule")
    say(
        Text(
            f"{said.fr} : {jeux}, {rules.fr}, {models.fr}.",
            f"{said.en}: {packs.en}, {rules.en}, {models.en}.",
        ).get(arguments.lang)
    )
    return int(count > 0)
