"""``check --baseline``: known findings do not fail, and those that are no more are told."""

from __future__ import annotations

import sys

from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from segur_lint.baseline import Baseline
    from segur_lint.cli.arguments import Option
    from segur_lint.report.model import Report

OPTIONS: tuple[Option, ...] = (
    (("--baseline",), {"metavar": "FICHIER"},
     "les constats connus (segur-lint baseline) : seuls les nouveaux font échouer",
     "the findings that are known (segur-lint baseline): only new ones fail"),
)  # fmt: skip


def known(arguments: Namespace) -> Baseline | None:
    """The baseline that is asked for; `UsageError` where it cannot be used."""
    if arguments.baseline is None:
        return None
    from segur_lint.baseline import load

    return load(arguments.baseline)


def set_aside(
    baseline: Baseline | None, report: Report, checked: Iterable[str], arguments: Namespace
) -> None:
    """Put the known findings of a report aside; tell how many are no more."""
    if baseline is None:
        return
    from segur_lint.report.text import inert

    gone = baseline.gone(report, checked).total()
    if gone:
        sys.stderr.write(inert(_gone(gone, arguments).get(arguments.lang)) + "\n")


def _gone(count: int, arguments: Namespace) -> Text:
    name, many = printable(arguments.baseline), "s" * (count > 1)
    verb = "sont" if count > 1 else "est"
    return Text(
        f"{count} constat{many} de la base n'y {verb} plus : « segur-lint baseline CHEMIN "
        f"--prune --output {name} » l'en retire.",
        f"{count} finding{'s' * (count != 1)} of the baseline no longer there: “segur-lint "
        f"baseline PATH --prune --output {name}” removes what is gone.",
    )
