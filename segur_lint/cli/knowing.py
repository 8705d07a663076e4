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

#: Paths that the command to type repeats.
PATHS = 4
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
    from segur_lint.baseline import kept
    from segur_lint.report.text import inert

    gone, unseen = baseline.gone(report, checked)
    told = [_gone(gone.total(), arguments)] if gone else []
    told += [kept(unseen)] if unseen else []
    for each in told:
        sys.stderr.write(inert(each.get(arguments.lang)) + "\n")


def _gone(count: int, arguments: Namespace) -> Text:
    typed, many = _prune(arguments), count > 1
    pronoun = "les en" if many else "l'en"
    return Text(
        f"{count} constat{'s' * many} de la base n'y {'sont' if many else 'est'} plus : "
        f"« {typed.fr} » {pronoun} retire.",
        f"{count} finding{'s' * (count != 1)} of the baseline no longer there: “{typed.en}” "
        f"removes {'them' if many else 'it'}.",
    )


def _prune(arguments: Namespace) -> Text:
    """The command that forgets what is gone, as it can be typed."""
    import shlex

    words = ["segur-lint", "baseline"]
    for name in ("pack", "config"):
        given = getattr(arguments, name)
        words += [f"--{name}", given] if given else []
    words += ["--no-config"] if arguments.config is False else []
    words += [word for folder in arguments.rules for word in ("--rules", folder)]
    few = 0 < len(arguments.paths) <= PATHS
    end = shlex.join([*(arguments.paths if few else ()), "--output", arguments.baseline, "--prune"])
    start = shlex.join(words)
    fr, en = ("", "") if few else (" CHEMIN", " PATH")
    return Text(printable(f"{start}{fr} {end}"), printable(f"{start}{en} {end}"))
