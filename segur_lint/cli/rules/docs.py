"""``segur-lint rules docs``: the catalogue of controls, Markdown or one HTML page."""

from __future__ import annotations

from segur_lint.cli.rules.common import WRITTEN, give, held_packs
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option

SAID = Text("le catalogue des contrôles", "the catalogue of controls")
OPTIONS: tuple[Option, ...] = (
    (("--format",), {"choices": ("markdown", "html"), "default": "markdown"},
     "la forme du catalogue (markdown) ; html est une page seule, avec une recherche",
     "the form of the catalogue (markdown); html is a page of its own, with a search"),
    *WRITTEN,
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Write the catalogue."""
    from segur_lint.authoring.catalogue import controls, page
    from segur_lint.authoring.tracing import clauses

    held, _ = clauses.read(arguments.rules)
    made = controls.chapters(held_packs(held, arguments.pack), arguments.lang)
    write = page.as_html if arguments.format == "html" else controls.as_markdown
    give(write(made, arguments.lang).encode(), arguments)
    return 0
