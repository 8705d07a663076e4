"""``segur-lint rules list``: the flattened rules of each pack, with their origin."""

from __future__ import annotations

from segur_lint.cli.output import Writing, out
from segur_lint.cli.rules.common import console, shown_packs
from segur_lint.text import Text, printable
from segur_lint.words import SEVERITIES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option

SAID = Text("toutes les règles, avec leur origine", "all rules, with their origin")
OPTIONS: tuple[Option, ...] = ()


def run(arguments: Namespace) -> int:
    """The flattened rules of each pack, in their order, with the pack that each comes from."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text as Cell

    lang, drawing = arguments.lang, console()
    headers = (
        ("id", "id"), ("étape", "stage"), ("gravité", "severity"), ("contrôle", "control"),
        ("source", "source"), ("origine", "origin"),
    )  # fmt: skip
    for pack in shown_packs(arguments):
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
            severity = SEVERITIES[rule.severity].get(lang)
            origin = " → ".join([plain["origin"], *plain["changed"]])
            cells = (rule.id, rule.stage, severity, plain["title"], rule.source, origin)
            table.add_row(*(Cell(printable(cell)) for cell in cells))
        dropped = [
            Text(f"{gone} retirée par {by} : {why}", f"{gone} dropped by {by}: {why}").get(lang)
            for gone, by, why in pack.program["dropped"]
        ]
        # rich would answer a closed pipe in its own way
        with Writing(), drawing.capture() as drawn:
            drawing.print(table)
            for said in dropped:
                drawing.print(Cell(printable(said)), overflow="fold")
        out(drawn.get())
    return 0
