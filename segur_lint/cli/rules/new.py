"""``segur-lint rules new``: a new pack, its model and its sample, from a few answers."""

from __future__ import annotations

import os
import shlex
import sys

from segur_lint import library
from segur_lint.cli.output import say
from segur_lint.cli.rules.common import read_for, spare, written
from segur_lint.report.folding import some
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from segur_lint.author import Rules
    from segur_lint.authoring.creating.pack import NewPack
    from segur_lint.authoring.creating.questions import Question
    from segur_lint.cli.arguments import Option

SAID = Text(
    "un nouveau jeu de règles, son modèle et son dépôt d'exemple",
    "a new pack, its model and its sample deposit",
)
PACK = Text(
    "le nom du nouveau jeu ; sinon fait des réponses",
    "the name of the new pack; else made of the answers",
)
OPTIONS: tuple[Option, ...] = (
    (("--extends",), {"metavar": "NOM"},
     "le jeu dont hériter (le plus proche)", "the pack to extend (the nearest)"),
    (("--model",), {"metavar": "MODÈLE"},
     "le modèle à recopier (celui du jeu étendu, ou un modèle neuf)",
     "the model to copy (that of the pack extended, or a new one)"),
    (("--prefix",), {"metavar": "ABC"},
     "le début des identifiants (la première réponse)", "what ids begin with (the first answer)"),
    (("--output",), {"metavar": "DOSSIER"},
     "le dossier où écrire", "the folder to write to"),
    (("--force",), {"action": "store_true"},
     "remplace les fichiers qui sont là", "replace the files that are there"),
)  # fmt: skip
#: What the options of the questions are called among the arguments.
_ASKED = "asked_"


def later() -> list[Option]:
    """The options that the questions make, which are data."""
    return [
        (
            (f"--{question.name}",),
            {"dest": _ASKED + question.name, "metavar": question.name.upper()},
            question.wanted.fr,
            question.wanted.en,
        )
        for question in _questions()[1]
    ]


def _questions() -> tuple[dict[str, Any], list[Question]]:
    from segur_lint.authoring.creating.questions import read_questions
    from segur_lint.authoring.writing.templates import settings

    said = settings("jeu")
    return said, read_questions(said)


def run(arguments: Namespace) -> int:
    """Ask what no option gave, then write the files, all or none."""
    from segur_lint.author import read_all
    from segur_lint.authoring.creating.pack import NewPack
    from segur_lint.authoring.writing import names

    prefix = None if arguments.prefix is None else names.prefix(arguments.prefix)
    name = None if arguments.pack is None else names.pack_name(arguments.pack)
    files = library.files(arguments.rules)
    rules = read_all(files)
    said, questions = _questions()
    answers, folder, extends = _answers(arguments, questions, said, rules)
    made = NewPack(
        said,
        answers,
        files,
        rules,
        folder=folder,
        extends=extends,
        model=arguments.model,
        prefix=prefix,
        name=name,
    )
    read = read_for(arguments.rules)
    for each in made.files:
        spare(each.path, read)
    written(made.files, arguments, sys.stdout)
    _tell(made, arguments)
    return 0


def _answers(
    arguments: Namespace, questions: list[Question], said: dict[str, Any], rules: Rules
) -> tuple[dict[str, str], str, str]:
    """The answers, the folder, the pack to extend: as options give, else asked, else by default."""
    from segur_lint.authoring.creating import questions as asking
    from segur_lint.authoring.creating.pack import nearest_parent
    from segur_lint.authoring.importing.target import flat_pack

    texts = {each.name: getattr(arguments, _ASKED + each.name) for each in questions}
    found = asking.given(questions, texts)
    missing = [each for each in questions if each.name not in found]
    if arguments.extends in rules.packs:  # what it says of itself is likely to hold for its heir
        params = flat_pack(rules, arguments.extends).merged("params")
        for each in missing:
            if each.name in params:
                each.default = params[each.name].text
    is_asked = bool(missing) and sys.stdin.isatty()
    lang = arguments.lang
    for each in missing:
        if is_asked:
            found[each.name] = asking.ask(each, _read, _say, lang)
        else:
            found[each.name] = asking.default(each)
    answers = {each.name: found[each.name] for each in questions}
    near, folder = nearest_parent(rules, answers), said["folder"]
    extends = arguments.extends or near
    if is_asked and arguments.extends is None:
        names = {name: name for name in sorted(rules.packs)}
        extends = asking.ask(_choice(names, near), _read, _say, lang)
    if arguments.output is not None:
        folder = arguments.output
    elif is_asked:
        wanted = {"fr": "le dossier où écrire", "en": "the folder to write to"}
        where = asking.Question("output", {**wanted, "format": "VARCHAR", "default": folder})
        folder = asking.ask(where, _read, _say, lang)
    return answers, folder, extends


def _choice(names: dict[str, str], default: str) -> Question:
    from segur_lint.authoring.creating.questions import Question

    known = ", ".join(names)
    said = {
        "fr": f"le jeu dont hériter ({known})",
        "en": f"the pack to extend ({known})",
        "format": "VARCHAR",
        "default": default,
    }
    made = Question("extends", said)
    made.format = ["oneof", list(names), False]
    return made


def _read(prompt: str) -> str:
    """Ask on the terminal; the answer."""
    return input(prompt)


def _say(text: str) -> None:
    say(text)


def _tell(made: NewPack, arguments: Namespace) -> None:
    """What to do next, and what the sample says of the new pack."""
    from segur_lint import ruletest
    from segur_lint.api import Linter

    lang, folder = arguments.lang, made.folder
    folders = [*arguments.rules]
    if os.path.realpath(folder) not in map(os.path.realpath, folders):
        folders.append(folder)
    path = next(each.path for each in made.files if each.path.endswith(".json"))
    linter = Linter(rules=folders, cache=arguments.cache)
    report = linter.check_file(path)
    wrong = [
        each.rule
        for own in linter.packs
        if own.name == made.name
        for each in ruletest.run(own)
        if each.fault is not None
    ]
    words = [word for each in folders for word in ("--rules", each)]
    pack = [] if report.pack == made.name else ["--pack", made.name]
    commands = (
        ["segur-lint", "rules", "check", *words, "--pack", made.name],
        ["segur-lint", "check", *words, *pack, os.path.join(folder, "exemples")],
    )
    if wrong:
        rules = ", ".join(dict.fromkeys(wrong))
        found = some(len(wrong), "exemple hérité inadapté", "inherited example", " unfit")
        say(
            Text(
                f"{found.fr} pour ce jeu ({rules}) : voyez « segur-lint rules test », et récrivez "
                "par « replace: » ce qui ne va pas.",
                f"{found.en} for this pack ({rules}): see “segur-lint rules test”, and write anew "
                "by “replace:” what does not fit.",
            ).get(lang)
        )
    say(
        Text(
            "Complétez ce qui est marqué « À REMPLIR », puis contrôlez :",
            "Complete what is marked “À REMPLIR”, then check:",
        ).get(lang)
    )
    for command in commands:
        say("  " + printable(shlex.join(command)))
    if pack:
        say(
            Text(
                "(--pack, parce que le contenu seul ne désigne pas encore ce jeu.)",
                "(--pack, because the content alone does not choose this pack yet.)",
            ).get(lang)
        )
