"""``segur-lint rules impact``: what a change of the rules changes for a corpus of deposits."""

from __future__ import annotations

from segur_lint.cli.arguments import PACK, pairs
from segur_lint.cli.output import refuse, write
from segur_lint.cli.rules.common import read_for
from segur_lint.cli.said import plain_json
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from segur_lint.api import Linter
    from segur_lint.authoring.revisions.versions import Version
    from segur_lint.cli.arguments import Option

SAID = Text(
    "les constats qu'un changement des règles fait apparaître et disparaître",
    "the findings that a change of the rules makes appear and vanish",
)
OPTIONS: tuple[Option, ...] = (
    (("paths",), {"metavar": "CHEMIN", "nargs": "+"},
     "les dépôts : fichiers ou dossiers", "the deposits: files or folders"),
    (("--base",), {"metavar": "RÉVISION", "required": True},
     "la révision de git dont les règles sont celles d'avant",
     "the revision of git whose rules are those of before"),
    (("--format",), {"choices": ("text", "markdown", "json"), "default": "text"},
     "le format (text)", "the format (text)"),
    (("--output",), {"metavar": "FICHIER"},
     "écrit le résultat dans un fichier", "write the result to a file"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour où l'on se place (aujourd'hui)", "the day to stand at (today)"),
    (("--set",), {"dest": "inputs", "metavar": "NOM=VALEUR", "action": "append", "default": []},
     "une valeur que des contrôles demandent", "a value that controls ask for"),
    (("--register",),
     {"dest": "registers", "metavar": "NOM=FICHIER", "action": "append", "default": []},
     "un registre que des contrôles demandent", "a register that controls ask for"),
    (("--documents",), {"metavar": "CHEMIN", "action": "append", "default": []},
     "les documents du dépôt, ou leur archive ; sinon ceux d'à côté",
     "the documents of the deposit, or their archive; else those beside it"),
    (("--no-values",), {"dest": "values", "action": "store_false"},
     "ne montre aucune valeur des dépôts", "show no value of the deposits"),
)  # fmt: skip


__all__ = ["OPTIONS", "PACK", "SAID", "run"]
#: Configurations that are named; more are only told to be there.
SHOWN = 3


def run(arguments: Namespace) -> int:
    """Judge with both; 0 without a difference, 1 with one, 2 where a file was not wholly judged."""
    from segur_lint.authoring.impact import impact, output
    from segur_lint.authoring.impact import json as impact_json
    from segur_lint.authoring.revisions import versions

    if arguments.output is not None:
        refuse(arguments.output, _read_paths(arguments))
    base, folders, lang = arguments.base, arguments.rules, arguments.lang
    revision = versions.revision(base, folders)
    new = versions.current(folders, cache=arguments.cache)
    old = versions.at(revision, folders)
    after = _linter(arguments, new, old).check_paths(arguments.paths, arguments.documents)
    before = _linter(arguments, old, new).check_paths(arguments.paths, arguments.documents)
    found = impact.compare(before, after)
    notes = [*versions.outside(revision, folders), *_configured(arguments.paths)]
    shown = printable(base)
    title = Text(
        f"Effet du changement des règles depuis {shown}",
        f"Effect of the change of the rules since {shown}",
    )
    if arguments.format == "json":
        said = plain_json(impact_json.plain(found, base, notes, lang))
    elif arguments.format == "markdown":
        said = output.markdown(found, title, notes, lang)
    else:
        said = output.text(found, title, notes, lang)
    write(said, arguments.output)
    if found.crashed:
        return 3
    return 2 if found.unjudged else int(not found.is_none)


def _read_paths(arguments: Namespace) -> list[str]:
    """All that is read: the deposits, what is beside them, the registers, the rules."""
    from segur_lint.deposit import gather

    deposits = gather(arguments.paths, arguments.documents)
    found = [path for deposit in deposits for path in (*deposit.files, *deposit.beside)]
    found += pairs("--register", arguments.registers).values()
    return [*found, *read_for(arguments.rules)]


def _linter(arguments: Namespace, version: Version, other: Version) -> Linter:
    """What judges with a version; a value that only the other asks for is not given to it."""
    from segur_lint.api import Linter
    from segur_lint.config import declared

    def given(key: str, values: Mapping[str, str]) -> dict[str, str]:
        unasked = declared(other.packs, key) - declared(version.packs, key)
        return {name: value for name, value in values.items() if name not in unasked}

    return Linter(
        arguments.pack,
        packs=version.packs,
        date=arguments.date,
        values=arguments.values,
        inputs=given("inputs", pairs("--set", arguments.inputs)),
        registers=given("registers", pairs("--register", arguments.registers)),
    )


def _configured(paths: list[str]) -> list[Text]:
    """A word where a configuration stands around the deposits: it is not heeded."""
    from segur_lint.configured import find
    from segur_lint.deposit import gather

    files = [path for deposit in gather(paths) for path in deposit.files]
    known: dict[str, str | None] = {}
    found = {config for file in files if (config := find(file, known)) is not None}
    if not found:
        return []
    shown = printable(", ".join(sorted(found)[:SHOWN])) + "…" * (len(found) > SHOWN)
    return [
        Text(
            f"Les deux versions sont comparées sans la configuration ({shown}) : ce qu'elle "
            "ignore ou dont elle change la gravité est compté ici.",
            f"Both versions are compared without the configuration ({shown}): what it ignores, "
            "or gives another severity, counts here.",
        )
    ]
