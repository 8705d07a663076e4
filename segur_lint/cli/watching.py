"""``check --watch``: what changes in a folder is checked again, while a generator is being mended.

Files are looked at by their date and size, a few times a second: nothing else tells of a change on
every system, and on disks that are shared.
"""

from __future__ import annotations

import os
import sys
import time

from segur_lint.cli import touching
from segur_lint.cli.arguments import pairs
from segur_lint.cli.output import say
from segur_lint.config import load
from segur_lint.configured import find
from segur_lint.deposit import is_document
from segur_lint.errors import SegurLintError, UsageError
from segur_lint.report.folding import fold
from segur_lint.report.model import REFUSED, UNDETERMINED
from segur_lint.report.summary import quoted
from segur_lint.report.text import inert
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import NoReturn

    from segur_lint.deposit import Deposit
    from segur_lint.report.model import Report

    Stamps = dict[str, tuple[int, int, int]]

#: Seconds between two looks. What changed is checked once it is twice the same: it was written.
INTERVAL = 0.4
#: Files still to mend that are named.
NAMED = 5
_NOT_SOUND = (REFUSED, UNDETERMINED)


def watch(
    arguments: Namespace,
    look: Callable[[], list[Deposit]],
    check: Callable[[list[Deposit]], Report],
    wait: Callable[[float], None] = time.sleep,
) -> NoReturn:
    """Check what `look` finds, then, for ever, what changed of it; `KeyboardInterrupt` ends it.

    `UsageError` where the first look or check has a fault; later ones are told, and waited for.
    """
    if "-" in arguments.paths or touching.asked(arguments):
        raise UsageError(
            Text(
                "--watch regarde des fichiers et des dossiers : il ne va ni avec « - », ni avec "
                "--whole, --changed-since ou --deleted-since.",
                "--watch looks at files and folders: it goes neither with “-” nor with --whole, "
                "--changed-since or --deleted-since.",
            )
        )
    watched = _Watched(arguments, look, check)
    watched.all()
    while True:
        say(
            Text(
                "En attente d'un changement (Ctrl-C pour finir).",
                "Waiting for a change (Ctrl-C to end).",
            ).get(arguments.lang)
        )
        now = watched.seen
        before: Stamps = {}
        while now in (watched.seen, {}) or now != before:
            wait(INTERVAL)
            before, now = now, watched.stamps()
        try:
            watched.changed(now)
        except SegurLintError as error:
            for line in error.render(arguments.lang).split("\n"):
                print(inert(line), file=sys.stderr, flush=True)


class _Watched:
    """The files that are looked at, as they were when they were last checked."""

    def __init__(
        self,
        arguments: Namespace,
        look: Callable[[], list[Deposit]],
        check: Callable[[list[Deposit]], Report],
    ) -> None:
        self.arguments = arguments
        self.lang: str = arguments.lang
        self.look = look
        self.check = check
        self.seen: Stamps = {}
        self.deposits: list[Deposit] = []
        #: The verdicts of the files, at their last check.
        self.verdicts: dict[str, str] = {}

    def stamps(self) -> Stamps:
        """The files that count now, with their dates and sizes."""
        deposits = self._found()
        beside = [path for each in deposits for path in each.beside]
        files = [path for each in deposits for path in each.files]
        found: Stamps = {}
        for path in (*files, *beside, *self._around(files)):
            try:
                stat = os.stat(path)
            except OSError:
                continue
            found[path] = stat.st_mtime_ns, stat.st_size, stat.st_ino
        return found

    def _found(self) -> list[Deposit]:
        try:
            return self.look()
        except UsageError:  # a folder that is empty for now
            return []

    def _around(self, files: Sequence[str]) -> Iterator[str]:
        """What says something of all files: configurations, rules, registers, documents named."""
        arguments = self.arguments
        yield from pairs("--register", arguments.registers).values()
        folders = [*arguments.rules, *arguments.documents]
        for name in self._configurations(files):
            yield name
            try:
                config = load(name, rules=arguments.rules, cache=arguments.cache)
            except SegurLintError:  # told when it is used
                continue
            yield from config.registers.values()
            folders += [*config.rules, *config.documents]
        for folder in folders:
            yield folder
            for above, _, names in os.walk(folder):
                yield from (os.path.join(above, each) for each in names)

    def _configurations(self, files: Sequence[str]) -> Iterable[str]:
        asked = self.arguments.config
        if asked is not None:
            return [asked] if isinstance(asked, str) else []
        known: dict[str, str | None] = {}
        return dict.fromkeys(name for path in files if (name := find(path, known)) is not None)

    def all(self) -> None:
        """Check all."""
        self.seen = self.stamps()
        self.deposits = self.look()
        self.verdicts = {}
        self._tell(self.deposits)

    def changed(self, now: Stamps) -> None:
        """Check what is not as it was."""
        before, self.seen = self.seen, now
        old, self.deposits = self.deposits, self._found()
        moved = {path for path in {*before, *now} if before.get(path) != now.get(path)}
        named = ", ".join(quoted(each, self.lang) for each in sorted(moved)[:NAMED])
        say(inert(f"— {time.strftime('%H:%M:%S')} {named}{', …' * (len(moved) > NAMED)}"))
        gone = sorted(path for path in moved if path not in now and is_document(path))
        for path in gone[:NAMED]:
            name = quoted(path, self.lang)
            said = Text(
                f"{name} n'est plus là : les pièces qu'il donnait ne sont plus contrôlées.",
                f"{name} is no longer there: the documents that it gave are checked no more.",
            )
            for line in fold(said.get(self.lang), "", "  "):
                say(inert(line))
        known = {
            path for each in (*old, *self.deposits) for path in (*each.files, *each.beside)
        } - set(self._around([path for each in self.deposits for path in each.files]))
        self.verdicts = {path: told for path, told in self.verdicts.items() if path in now}
        if not moved <= known or self._written():
            self._tell(self.deposits)
            return
        self._tell([part for each in self.deposits if (part := _part(each, old, moved)).files])

    def _written(self) -> bool:
        """Whether a report goes to a file: it is to be that of all files."""
        return any(path is not None for _, path in self.arguments.reports or ())

    def _tell(self, deposits: list[Deposit]) -> None:
        """Check these, then name those of the others that were not sound when last checked."""
        checked: set[str] = set()
        if deposits:
            report = self.check(deposits)
            self.verdicts.update((file.file, file.verdict) for file in report.files)
            checked = {file.file for file in report.files}
        left = [
            path for path, told in self.verdicts.items()
            if told in _NOT_SOUND and path not in checked
        ]  # fmt: skip
        if left:
            names = ", ".join(quoted(each, self.lang) for each in left[:NAMED])
            more = ", …" * (len(left) > NAMED)
            said = Text(
                f"Toujours à corriger, d'un contrôle précédent : {names}{more}.",
                f"Still to mend, from an earlier check: {names}{more}.",
            )
            for line in fold(said.get(self.lang), "", "  "):
                say(inert(line))


def _part(deposit: Deposit, old: Sequence[Deposit], moved: set[str]) -> Deposit:
    """What is to be checked of a deposit: all of it where its documents are concerned."""
    folder = os.path.dirname(deposit.files[0])
    was = [each for each in old if os.path.dirname(each.files[0]) == folder]
    if any(not moved.isdisjoint(each.beside) for each in (deposit, *was)):
        return deposit
    files = [path for path in deposit.files if path in moved]
    return deposit if files and deposit.beside else deposit.within(files)
