"""A baseline: the findings of one day, as fingerprints, so that only those that are new fail.

A file of JSON: for each finding the file, the rule, its fingerprint (`marks.fingerprint`: no value
of a deposit is in it) and how many times it is there. Paths are taken from the baseline's folder.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections import Counter

from segur_lint.document import Document, Number, read
from segur_lint.errors import UsageError
from segur_lint.inputs import read_file
from segur_lint.marks import fingerprint
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from segur_lint.report.model import Report

    #: The file, the rule, the fingerprint.
    Mark = tuple[str, str, str]

#: The version of the shape, not of segur-lint.
VERSION = "1"
KEYS = ("file", "rule", "fingerprint", "count")
#: Rules that a sentence names.
NAMED = 5
_FINGERPRINT = re.compile("[0-9a-f]{32}")
_COUNT = re.compile("[1-9][0-9]{0,8}")
#: Between an archive and what is in it, in the name of a document.
INSIDE = "!/"


def place(path: str, folder: str) -> str:
    """A path as it is written in a file of `folder`, with ``/``: it says the same elsewhere."""
    try:
        path = os.path.relpath(path, folder or os.curdir)
    except ValueError:  # on another drive
        path = os.path.abspath(path)
    # A name that is no UTF-8 is spelt: JSON has no way to write it.
    return path.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()


class Baseline:
    """Findings by their marks, and how many times each is there; `folder` is where it stands."""

    def __init__(self, folder: str, marks: Counter[Mark]) -> None:
        self.folder = folder
        self.marks = marks

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return self.marks.total()

    @property
    def files(self) -> int:
        """How many files they are in."""
        return len({file for file, _, _ in self.marks})

    def set_aside(self, report: Report) -> Counter[Mark]:
        """Put the findings that it holds with the `known` ones; what it holds besides."""
        left = Counter(self.marks)
        for file in report.files:
            name, new = place(file.file, self.folder), []
            for finding in file.findings:
                mark = name, finding.rule, fingerprint(name, finding)
                if left[mark] > 0:
                    left[mark] -= 1
                    file.known.append(finding)
                else:
                    new.append(finding)
            file.findings = new
        return +left

    def gone(self, report: Report, checked: Iterable[str]) -> tuple[Counter[Mark], Counter[Mark]]:
        """What it holds and is there no more, of the files that were `checked` or are gone; and
        what is not known to be, for its rule was not run on its file.

        The findings that it holds are set aside in the report.
        """
        left = self.set_aside(report)
        looked = {place(path, self.folder) for path in checked}
        looked |= {place(file.file, self.folder) for file in report.files}
        out = {
            place(file.file, self.folder): {each.rule for each in file.not_run if not each.count}
            for file in report.files
        }
        gone: Counter[Mark] = Counter()
        unseen: Counter[Mark] = Counter()
        for (name, rule, print_), count in left.items():
            if not self._is_there(name):
                gone[name, rule, print_] = count
            elif name.partition(INSIDE)[0] in looked:
                seen = rule not in (out[name] if name in out else _around(name, out))
                (gone if seen else unseen)[name, rule, print_] = count
        return gone, unseen

    def _is_there(self, name: str) -> bool:
        outside, _, _ = name.partition(INSIDE)
        return os.path.lexists(os.path.join(self.folder, outside))

    def written(self) -> bytes:
        """The file: in a stable order, a finding a line."""
        rows = [
            json.dumps(dict(zip(KEYS, (*mark, count), strict=True)))
            for mark, count in sorted(self.marks.items())
        ]
        inside = ",\n    ".join(rows)
        listed = f"[\n    {inside}\n  ]" if rows else "[]"
        return f'{{\n  "baseline": "{VERSION}",\n  "findings": {listed}\n}}\n'.encode()


def _around(name: str, out: dict[str, set[str]]) -> set[str]:
    """The rules that were not run on the files beside a document, or above it: what is sound there
    has no report of its own. Those of any file where none is near.
    """
    folder = posixpath.dirname(name.partition(INSIDE)[0])
    while True:
        near = [rules for file, rules in out.items() if posixpath.dirname(file) == folder]
        if near or folder == (above := posixpath.dirname(folder)):
            return set().union(*(near or out.values()))
        folder = above


def kept(unseen: Counter[Mark]) -> Text:
    """That findings are kept, for their controls were not run."""
    count, rules = unseen.total(), sorted({rule for _, rule, _ in unseen})
    ids = ", ".join(rules[:NAMED]) + ", …" * (len(rules) > NAMED)
    one = len(rules) == 1
    controls = Text(
        f"leur{'' if one else 's'} contrôle{'' if one else 's'} ({ids}) n'{'a' if one else 'ont'} "
        f"pas été fait{'' if one else 's'} cette fois",
        f"their control{'' if one else 's'} ({ids}) {'was' if one else 'were'} not run this time",
    )
    if count == 1:
        return Text(
            "1 constat de la base n'a pas pu être revu et y reste : son contrôle "
            f"({ids}) n'a pas été fait cette fois.",
            "1 finding of the baseline could not be looked at again and stays in it: its control "
            f"({ids}) was not run this time.",
        )
    return Text(
        f"{count} constats de la base n'ont pas pu être revus et y restent : {controls.fr}.",
        f"{count} findings of the baseline could not be looked at again and stay in it: "
        f"{controls.en}.",
    )


def taken(report: Report, folder: str) -> Baseline:
    """The baseline of what a report says, to stand in `folder`."""
    marks: Counter[Mark] = Counter()
    for file in report.files:
        name = place(file.file, folder)
        marks.update((name, each.rule, fingerprint(name, each)) for each in file.findings)
    return Baseline(folder, marks)


def load(path: str) -> Baseline:
    """The baseline at `path`; `UsageError` where it cannot be read, or is none."""
    data = read_file(path)
    if isinstance(data, Text):
        raise _unfit(path, data)
    source = Source(path, data)
    if source.bad_byte is not None:
        raise _unfit(path, Text("ses octets ne sont pas de l'UTF-8", "its bytes are not UTF-8"))
    document = read(source)
    if not isinstance(document, Document):
        at, said = source.place(document.span.start), document.message
        raise _unfit(
            path,
            Text(
                f"ligne {at.line}, colonne {at.column}, {said.fr.rstrip('.')}",
                f"line {at.line}, column {at.column}, {said.en.rstrip('.')}",
            ),
        )
    return Baseline(os.path.dirname(path), _marks(path, document))


def _marks(path: str, document: Document) -> Counter[Mark]:
    root = document.value
    version = root.get("baseline") if isinstance(root, dict) else None
    rows = root.get("findings") if isinstance(root, dict) else None
    if not isinstance(root, dict) or not isinstance(version, str) or not isinstance(rows, list):
        raise _unfit(path, Text("ce n'est pas une base de constats", "it is no baseline"))
    if version != VERSION:
        shown = printable(version[:20])
        raise _unfit(
            path,
            Text(
                f"elle est d'une autre version de segur-lint (« {shown} »)",
                f"it is of another version of segur-lint (“{shown}”)",
            ),
        )
    marks: Counter[Mark] = Counter()
    for number, row in enumerate(rows):
        mark, count = _row(row)
        if mark is None:
            at = document.source.place(document.node(("findings", number)).span.start)
            raise _unfit(
                path,
                Text(f"ligne {at.line}, ce n'est pas un constat", f"line {at.line} is no finding"),
            )
        marks[mark] = max(marks[mark], count)  # a merge may have brought the same line twice
    return marks


def _row(row: Any) -> tuple[Mark | None, int]:
    if not isinstance(row, dict) or set(row) != set(KEYS):
        return None, 0
    file, rule, print_, count = (row[key] for key in KEYS)
    texts = isinstance(file, str) and isinstance(rule, str) and isinstance(print_, str)
    if not texts or not _FINGERPRINT.fullmatch(print_):
        return None, 0
    if not isinstance(count, Number) or not _COUNT.fullmatch(count.text):
        return None, 0
    return (file, rule, print_), int(count.text)


def _unfit(path: str, why: Text) -> UsageError:
    name = printable(path)
    return UsageError(
        Text(
            f"La base « {name} » ne peut pas servir : {why.fr}. « segur-lint baseline » en fait "
            "une.",
            f"The baseline “{name}” cannot be used: {why.en}. “segur-lint baseline” makes one.",
        )
    )
