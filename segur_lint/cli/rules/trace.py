"""``segur-lint rules trace``: clauses of the guide and controls, both ways."""

from __future__ import annotations

from segur_lint.cli.rules.common import WRITTEN, give, held_packs
from segur_lint.errors import UsageError
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option

SAID = Text(
    "les clauses du guide, les contrôles qui en répondent, leurs exemples",
    "the clauses of the guide, the controls that answer them, their examples",
)
OPTIONS: tuple[Option, ...] = (
    (("--format",), {"choices": ("text", "markdown", "csv", "html"), "default": "text"},
     "la forme du tableau (text) ; csv s'ouvre dans Excel",
     "the form of the table (text); csv is for Excel in French"),
    (("--inherited",), {"action": "store_true"},
     "liste aussi les contrôles hérités qui ne répondent d'aucune clause (format text)",
     "lists the inherited controls that answer no clause too (format text)"),
    *WRITTEN,
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Write the table; 1 where a clause is open, 2 where no pack names a guide."""
    from segur_lint.authoring.tracing import clauses, output, page
    from segur_lint.authoring.tracing.trace import OPEN, trace

    found, _ = clauses.read(arguments.rules)
    chosen = held_packs(found, arguments.pack)
    traces = [trace(held) for held in chosen if held.guide is not None or arguments.pack]
    others = [held.pack for held in chosen if held.guide is None]
    if not traces:
        raise UsageError(
            Text(
                "Aucun jeu de règles ne nomme de guide : écrivez-en les clauses dans un fichier, "
                "et « guide: FICHIER » dans le jeu.",
                "No pack names a guide: write its clauses in a file, and “guide: FILE” in the "
                "pack.",
            )
        )
    if arguments.format == "text":
        said = output.as_text(traces, others, arguments.lang, inherited=arguments.inherited)
        give(said, arguments)
    else:  # those who read these forms expect UTF-8, and the line ends that they have
        writers = {
            "markdown": output.as_markdown,
            "csv": output.as_csv,
            "html": page.as_html,
        }
        give(writers[arguments.format](traces, others, arguments.lang).encode(), arguments)
    return 1 if any(each.of_state(OPEN) for each in traces) else 0
