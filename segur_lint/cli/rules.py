"""``segur-lint rules``: list the rules, explain one, run their examples."""

from __future__ import annotations

import os
import sys

from segur_lint import library
from segur_lint.cli.parser import COMMON
from segur_lint.errors import UsageError, no_rule
from segur_lint.report.folding import COLUMNS
from segur_lint.ruletest import text_of
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from rich.console import Console

    from segur_lint.cli.parser import Parser
    from segur_lint.link import Pack, Rule


def add(parser: Parser) -> None:
    """The actions of ``rules`` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, run, fr, en in (
        ("list", run_list, "toutes les règles, avec leur origine", "all rules, with their origin"),
        ("show", run_show, "une règle expliquée", "one rule explained"),
        ("test", run_test, "rejoue les exemples des règles", "run the examples of the rules"),
    ):
        action = actions.add_parser(name, help=parser.say(fr, en), description=parser.say(fr, en))
        action.add(COMMON)
        if name == "show":
            said = ("l'identifiant, comme DEM-004", "the id, such as DEM-004")
            action.add([(("id",), {"metavar": "ID"}, *said)])
        action.set_defaults(run=run)


def _packs(arguments: Namespace) -> list[Pack]:
    """The pack that is named, or all of them."""
    packs = library.load(arguments.rules, cache=arguments.cache)
    return packs if arguments.pack is None else [library.choose(packs, arguments.pack)]


def _shown(arguments: Namespace) -> list[Pack]:
    """The same, without the pack of what all share: the others repeat its rules."""
    packs = _packs(arguments)
    if arguments.pack is not None:
        return packs
    return [pack for pack in packs if not pack.program["fallback"]] or packs


def _console() -> Console:
    from rich.console import Console

    # A file or a pipe is as wide as everywhere, whatever the terminal beside it.
    width = None if sys.stdout.isatty() and os.environ.get("COLUMNS") else COLUMNS
    return Console(width=width, highlight=False, markup=False, emoji=False)


def run_list(arguments: Namespace) -> int:
    """The flattened rules of each pack, in their order, with the pack that each comes from."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text as Cell

    lang, console = arguments.lang, _console()
    headers = (
        ("id", "id"), ("étape", "stage"), ("gravité", "severity"), ("contrôle", "control"),
        ("source", "source"), ("origine", "origin"),
    )  # fmt: skip
    for pack in _shown(arguments):
        title = f"{pack.name} ({pack.program['status']}) : {pack.program['title']}"
        table = Table(
            title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 0), pad_edge=False
        )
        for fr, en in headers:
            narrow = 10 if fr == "source" else None  # the room is for what a control is about
            label = Text(fr, en).get(lang)
            table.add_column(label, no_wrap=fr == "id", max_width=narrow, overflow="fold")
        for rule in pack.rules:
            plain = rule.plain
            origin = " → ".join([plain["origin"], *plain["changed"]])
            cells = (rule.id, rule.stage, rule.severity, plain["title"], rule.source, origin)
            table.add_row(*(Cell(printable(cell)) for cell in cells))
        with console.capture() as drawn:  # rich would answer a closed pipe in its own way
            console.print(table)
        sys.stdout.write(drawn.get())
        for gone, by, why in pack.program["dropped"]:
            said = Text(f"{gone} retirée par {by} : {why}", f"{gone} dropped by {by}: {why}")
            print(printable(said.get(lang)))
    return 0


def run_show(arguments: Namespace) -> int:
    """All that the packs say of one rule."""
    packs = _shown(arguments)
    wanted = arguments.id.upper()
    found = [(pack, rule) for pack in packs for rule in pack.rules if rule.id == wanted]
    if not found:
        known = sorted({rule.id for pack in packs for rule in pack.rules})
        raise no_rule(arguments.id, known)
    for pack, rule in found:
        for line in _explained(pack, rule, arguments.lang):
            print(line)
    return 0


def _explained(pack: Pack, rule: Rule, lang: str) -> list[str]:
    plain = rule.plain
    kind, asked, when = plain["asks"]
    stage = next(Text(fr, en) for name, fr, en in pack.program["stages"] if name == rule.stage)
    where, name = plain["target"]
    rows = [
        (Text("Pourquoi", "Why"), plain["why"]),
        (Text("Source", "Source"), f"{rule.source} — {pack.program['source']}"),
        (Text("Étape", "Stage"), f"{rule.stage}, {stage.get(lang)}"),
        (Text("Gravité", "Severity"), rule.severity),
        (Text("Origine", "Origin"), " → ".join([plain["origin"], *plain["changed"]])),
        (Text("Porte sur", "Looks at"), f"{where}: {name}"),
        (Text("Quand", "When"), when),
        (Text("Demande", "Asks"), f"{kind}: {asked}"),
        (Text("En vigueur", "In force"), _dates(plain["from"], plain["until"])),
        (Text("Message", "Message"), _message(plain["message"][lang])),
    ]
    lines = [f"{rule.id}  {plain['title']}  [{pack.name}]"]
    for label, value in rows:
        lines += _row(label.get(lang), value) if value else []
    for wanted, label in (("pass", Text("Passe", "Passes")), ("fail", Text("Échoue", "Fails"))):
        for number, example in enumerate(plain["examples"].get(wanted, ())):
            lines += _row("" if number else label.get(lang), text_of(example))
    return [*lines, ""]


def _dates(begin: str | None, end: str | None) -> str:
    return f"{begin or '…'} → {end or '…'}" if begin or end else ""


def _row(label: str, value: str) -> list[str]:
    """A label and its text, folded to 80 columns."""
    from textwrap import wrap

    first, rest = f"  {label:<11} ", " " * 14
    return wrap(
        printable(value), 80, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def _message(pieces: list[Any]) -> str:
    """A message as its author wrote it."""
    made = ""
    for piece in pieces:
        if isinstance(piece, dict):
            made += f"[[{_message(piece['known'])}]]"
        else:
            made += piece if isinstance(piece, str) else f"{{{piece[0]}}}"
    return made


def run_test(arguments: Namespace) -> int:
    """Run the examples of the packs; 1 where one is not as it says, 2 where there is none."""
    from segur_lint import ruletest

    lang = arguments.lang
    examples = [example for pack in _packs(arguments) for example in ruletest.run(pack)]
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
            print(f"{example.pack} {example.rule} {example.wanted} {printable(example.text)}")
            print(f"  {example.fault.get(lang)}")
    good = len(examples) - wrong
    print(
        Text(
            f"{len(examples)} exemples, {good} conformes, {wrong} en défaut.",
            f"{len(examples)} examples, {good} as they say, {wrong} not.",
        ).get(lang)
    )
    return 1 if wrong else 0
