"""``segur-lint rules``: what those who write rules ask for. Each action is a module here."""

from __future__ import annotations

from segur_lint.cli.arguments import COMMON, named
from segur_lint.cli.rules import (
    check,
    diff,
    docs,
    impact,
    import_table,
    mutate,
    new,
    schema,
    show,
    test,
    trace,
)
from segur_lint.cli.rules import format as format_
from segur_lint.cli.rules import list as list_
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.cli.parser import Parser

#: What ``--pack`` is to most actions; the module of another says it as `PACK`.
ONE = Text("un seul jeu ; sinon tous", "one pack; else all of them")
#: The actions: modules with `SAID`, `OPTIONS` and `run`, which imports what is slow to import.
#: `later` gives options that take time to make: only where the action is called.
ACTIONS = {
    "diff": diff,
    "docs": docs,
    "impact": impact,
    "import-table": import_table,
    "list": list_,
    "schema": schema,
    "show": show,
    "test": test,
    "mutate": mutate,
    "new": new,
    "check": check,
    "format": format_,
    "trace": trace,
}


def add(parser: Parser) -> None:
    """The actions of ``rules`` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    for name, module in ACTIONS.items():
        said = module.SAID.get(parser.lang)
        action = actions.add_parser(name, help=said, description=said)
        own = named(getattr(module, "PACK", ONE))
        action.add(own if option[0] == own[0] else option for option in COMMON)
        action.add(module.OPTIONS)
        action.later = getattr(module, "later", None)
        action.set_defaults(run=module.run)
