"""How ``check`` tells findings to a person: in what order, how many, counted, or explained."""

from __future__ import annotations

import sys

from segur_lint.cli.arguments import ids
from segur_lint.errors import UsageError, no_rule
from segur_lint.text import Text, hint, listed, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from segur_lint.cli.arguments import Option
    from segur_lint.report.run import Run

#: The longest list of findings that can be asked for has a number of so many digits.
_DIGITS = 9


def limit(text: str) -> int:
    """How many findings `text` asks for."""
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return int(text)
    raise UsageError(
        Text(
            f"--limit {printable(text)} : écrivez un nombre ; 0 montre tout.",
            f"--limit {printable(text)}: write a number; 0 shows all.",
        )
    )


OPTIONS: tuple[Option, ...] = (
    (("--group-by",), {"metavar": "QUOI", "dest": "group_by"},
     "rassemble les constats par contrôle (rule), par fichier (file) ou par demande (demande)",
     "put findings together by control (rule), by file (file) or by unit (unit)"),
    (("--statistics",), {"action": "store_true"},
     "compte les constats au lieu de les montrer", "count the findings instead of showing them"),
    (("--explain",), {"metavar": "IDS", "action": "append", "default": []},
     "à côté des constats de ces contrôles, pourquoi et comment réparer ; all : de tous",
     "beside the findings of these controls, why and how to mend; all: of all of them"),
    (("--limit",), {"metavar": "N", "type": limit},
     "montre N constats au plus (100) ; 0 : tous", "show N findings at most (100); 0: all"),
)  # fmt: skip


def shown(run: Run, arguments: Namespace) -> Run:
    """The run, told as the arguments ask; `UsageError` for what no pack of it knows."""
    run.limit = arguments.limit
    run.statistics = arguments.statistics
    if arguments.explain:
        run.explain = frozenset(_known(run, ids(arguments.explain)))
    if arguments.group_by is not None:
        run.group_by = _group(run, arguments.group_by)
    return run


def vain(arguments: Namespace, formats: Iterable[str]) -> None:
    """Tell on the standard error which options change nothing, where no report is a text."""
    given = {
        "--group-by": arguments.group_by,
        "--statistics": arguments.statistics,
        "--explain": arguments.explain,
        "--limit": arguments.limit is not None,
    }
    asked = ", ".join(name for name, value in given.items() if value)
    if not asked or "text" in formats:
        return
    from segur_lint.report.text import inert

    said = Text(
        f"{asked} : sans effet ici, cela ne change que le rapport en texte (--format text).",
        f"{asked}: of no effect here, it changes the report in text only (--format text).",
    )
    print(inert(said.get(arguments.lang)), file=sys.stderr)


def _known(run: Run, asked: list[str]) -> list[str]:
    from segur_lint.report.explaining import ALL

    known = {each for pack in run.packs.values() for each in pack.ids}
    for name in asked:
        if name != ALL and name not in known and known:
            raise no_rule(name, known)
    return asked


def _group(run: Run, asked: str) -> str:
    """What findings are put together by: each pack may have its own word for its unit."""
    from segur_lint.report.groups import GROUPS, UNIT, units

    words = units(run)
    if asked in words or not run.packs:  # nothing is to be checked, nor to be put together
        return UNIT
    if asked in GROUPS:
        return asked
    known = dict.fromkeys([each for each in GROUPS if each != UNIT] + words or GROUPS)
    near = hint(asked, known, listed(known))
    name = printable(asked)
    raise UsageError(
        Text(
            f"Les constats ne se rassemblent pas par « {name} ».{near.fr}",
            f"Findings are not put together by “{name}”.{near.en}",
        )
    )
