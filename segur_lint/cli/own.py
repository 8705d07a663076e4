"""What segur-lint wrote itself is no deposit: a baseline, a certificate, a report that lies there.

A file is known by how it begins, whatever its name; the check of what is a deposit pays for reading
some bytes of it, and the quick door for nothing.
"""

from __future__ import annotations

import sys

from segur_lint.cli.output import is_among
from segur_lint.regular import open_regular
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from segur_lint.deposit import Deposit

#: How a certificate begins.
CERTIFICATE = r'\{\s*"certificate"\s*:\s*"'
#: How they begin, laid out anew or not.
_BEGINNINGS = (
    (
        rb'\{\s*"baseline"\s*:\s*"',
        Text("une base de constats de segur-lint", "a baseline of segur-lint"),
    ),
    (
        CERTIFICATE.encode(),
        Text("un certificat de segur-lint", "a certificate of segur-lint"),
    ),
    (
        rb'\{\s*"version"\s*:\s*"1",\s*"verdict"\s*:\s*"',
        Text("un rapport de segur-lint", "a report of segur-lint"),
    ),
    (rb'\{\s*"\$schema"\s*:\s*"[^"]*/sarif-', Text("un rapport SARIF", "a SARIF report")),
    (
        rb'\[\s*\{\s*"description"\s*:\s*"[^"]*", "check_name"',
        Text("un rapport Code Quality", "a Code Quality report"),
    ),
    (
        rb'\{"type": "(?:finding|error)", "file": "',
        Text("un rapport de segur-lint", "a report of segur-lint"),
    ),
)
#: One of these is in all of them, and hardly ever in a deposit: patterns need not be compiled.
_WORDS = (b'"baseline"', b'"certificate"', b'"verdict"', b"/sarif-", b'"check_name"', b'{"type": "')
#: Bytes that tell.
_ENOUGH = 4096


def kind(path: str) -> Text | None:
    """What a file is of ours; None where it is not, or cannot be read."""
    try:
        with open_regular(path) as file:
            start = file.read(_ENOUGH)
    except (OSError, ValueError):  # told by its check
        return None
    if not any(word in start for word in _WORDS):
        return None
    import re  # slow to import, and seldom needed

    return next((kind for how, kind in _BEGINNINGS if re.match(rb"\s*" + how, start)), None)


def without(deposits: Iterable[Deposit], lang: str, silent: Sequence[str] | None) -> list[Deposit]:
    """The deposits without what is ours; see `foreign`."""
    kept = [each.within(foreign(each.files, lang, silent)) for each in deposits]
    return [each for each in kept if each.files]


def foreign(files: Iterable[str], lang: str, silent: Sequence[str] | None = ()) -> list[str]:
    """The files that are not ours.

    The others are told on the standard error, but for those of `silent`, which the command line
    names as ours; where it is None nothing is told.
    """
    kept = []
    for path in files:
        what = kind(path)
        if what is None:
            kept.append(path)
        elif silent is not None and not is_among(path, silent):
            _tell(path, what, lang)
    return kept


def _tell(path: str, what: Text, lang: str) -> None:
    from segur_lint.report.text import inert

    name = printable(path)
    said = Text(
        f"« {name} » est {what.fr}, et non un dépôt : ce fichier n'est pas contrôlé.",
        f"“{name}” is {what.en}, and no deposit: it is not checked.",
    )
    print(inert(said.get(lang)), file=sys.stderr)
