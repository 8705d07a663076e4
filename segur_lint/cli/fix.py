"""``segur-lint fix``: what would mend the files, as a diff; with ``--write``, the files mended."""

from __future__ import annotations

import os
from collections import Counter

from segur_lint import atomic
from segur_lint.cli.arguments import COMMON, CONFIG, ids, pairs
from segur_lint.cli.linting import linters
from segur_lint.cli.output import out, say
from segur_lint.cli.own import foreign
from segur_lint.dates import day_of
from segur_lint.diff import diff
from segur_lint.engine import Read
from segur_lint.errors import UsageError, no_rule
from segur_lint.fix import Mended, fix
from segur_lint.inputs import find, read_file
from segur_lint.options import Options
from segur_lint.report import mending
from segur_lint.report.folding import COLON, fold
from segur_lint.report.mending import Sums
from segur_lint.report.summary import quoted
from segur_lint.report.text import inert
from segur_lint.source import Source
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.api import Linter
    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser

_OPTIONS: tuple[Option, ...] = (
    (("paths",), {"metavar": "CHEMIN", "nargs": "+"}, "fichier ou dossier", "file or folder"),
    (("--write",), {"action": "store_true"},
     "écrit les fichiers réparés ; sinon, montre ce qui changerait",
     "write the mended files; else show what would change"),
    (("--unsafe",), {"action": "store_true"},
     "répare aussi ce qui demande une relecture (une balise ou un fichier renommés)",
     "mend also what asks for a reader (a balise or a file renamed)"),
    (("--check",), {"action": "store_true"},
     "n'écrit rien ; le code de sortie est 1 si un fichier changerait",
     "write nothing; the exit code is 1 where a file would change"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour où l'on se place (aujourd'hui)", "the day to stand at (today)"),
    (("--select",), {"metavar": "IDS", "action": "append", "default": []},
     "répare pour ces contrôles seulement (DEM-001,FAC-003)",
     "mend for these controls only (DEM-001,FAC-003)"),
    (("--ignore",), {"metavar": "IDS", "action": "append", "default": []},
     "ne répare pas pour ces contrôles", "do not mend for these controls"),
    (("--set",), {"dest": "inputs", "metavar": "NOM=VALEUR", "action": "append", "default": []},
     "une valeur que des contrôles demandent et qui n'est pas dans le dépôt",
     "a value that controls ask for and that is not in the deposit"),
)  # fmt: skip
#: Repairs of one file that were undone and are told one by one.
UNDONE = 20


def add(parser: Parser) -> None:
    """The options of ``fix``."""
    parser.add((*COMMON, *CONFIG, *_OPTIONS))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Mend what the arguments name. 3 a rule of ours crashed, 2 a file was left as it could not be
    judged or written, 1 with ``--check`` where one would change, else 0.
    """
    if arguments.check and arguments.write:
        raise UsageError(
            Text(
                "--check n'écrit rien : il ne va pas avec --write.",
                "--check writes nothing: it does not go with --write.",
            )
        )
    if "-" in arguments.paths:
        raise UsageError(
            Text(
                "« fix - » : ce qui est lu sur l'entrée standard n'est pas un fichier, il n'y a "
                "rien à récrire. Donnez le chemin d'un fichier ou d'un dossier.",
                "“fix -”: what is read from standard input is no file, there is nothing to write "
                "anew. Give the path of a file or of a folder.",
            )
        )
    day_of(arguments.date)
    inputs = pairs("--set", arguments.inputs)
    files = foreign(find(arguments.paths), arguments.lang)
    asked = linters(arguments, files, date=arguments.date, inputs=inputs)
    run_ = _Run(arguments)
    for linter in dict.fromkeys(asked.values()):
        run_.known(linter)
    for path, linter in asked.items():
        run_.file(linter, path)
    sums = Sums(run_.changed, run_.done, run_.offered, run_.remaining, run_.left)
    for line in mending.render(sums, arguments.lang, written=arguments.write):
        say(inert(line))
    if run_.crashed:
        return 3
    return 2 if run_.left else int(arguments.check and run_.changed > 0)


class _Run:
    """The files are mended as they come, and what is told of all of them is summed."""

    def __init__(self, arguments: Namespace) -> None:
        self.lang: str = arguments.lang
        self.write: bool = arguments.write
        self.unsafe: bool = arguments.unsafe
        self.asked = Options("", ids(arguments.select), ids(arguments.ignore))
        self.done: Counter[str] = Counter()
        self.offered: Counter[str] = Counter()
        self.remaining: Counter[str] = Counter()
        self.changed = 0
        self.left: list[str] = []
        self.crashed = False
        #: Names that files have from this run on, written or not, and those that they leave.
        self.given: set[str] = set()
        self.left_free: set[str] = set()

    def known(self, linter: Linter) -> None:
        """Refuse ids that no pack has."""
        known = {each for pack in linter.packs for each in pack.ids}
        for name in sorted(self.asked.select | self.asked.ignore):
            if name not in known:
                raise no_rule(name, known)

    def wants(self, id_: str) -> bool:
        """Whether the faults of that rule are to be mended."""
        return not self.asked.leaves_out(id_)

    def file(self, linter: Linter, path: str) -> None:
        """Mend one file, or say why not."""
        data = read_file(path)
        if isinstance(data, Text):
            self.leave(path, data)
            return
        mended = fix(linter, path, data, unsafe=self.unsafe, wanted=self.wants)
        if mended.path != path and (why := self.taken(mended.path)):
            self.tell(path, _not_renamed(mended, why, self.lang))
            named = {each.rule for each in mended.done if each.on_name}
            mended = fix(
                linter, path, data, unsafe=self.unsafe,
                wanted=lambda id_: self.wants(id_) and id_ not in named,
            )  # fmt: skip
        if mended.report.crashed:
            self.crashed = True
            reason = next((out.reason for out in mended.report.not_run), Text("—", "—"))
            self.leave(path, reason)
            return
        if mended.report.error is not None:
            self.leave(path, _why(path, data) or mended.report.error)
            return
        if mended.done and self.write and not self.saved(path, data, mended):
            return
        if not self.write:
            out(diff(path, data, mended.data, self.lang))
        if mended.path != path:
            self.given.add(_place(mended.path))
            self.left_free.add(_place(path))
            self.tell(path, _renamed(mended, self.lang, self.write))
        for undone in mended.undone[:UNDONE]:
            self.tell(path, undone.message)
        if (more := len(mended.undone) - UNDONE) > 0:
            self.tell(path, Text(f"… et {more} de plus", f"… and {more} more"))
        self.changed += bool(mended.done)
        self.done.update(each.rule for each in mended.done)
        self.offered.update(each.rule for each in mended.offered)
        self.remaining.update(each.severity for each in mended.report.findings)

    def taken(self, path: str) -> Text | None:
        """Why a file may not have that name, on the disk or once the run is written."""
        place = _place(path)
        if place in self.given:
            return Text("un autre fichier prend ce nom", "another file takes that name")
        if os.path.lexists(path) and place not in self.left_free:
            return Text("un fichier de ce nom est déjà là", "a file of that name is there already")
        return None

    def saved(self, path: str, data: bytes, mended: Mended) -> bool:
        """Write what was mended, unless the file has changed since it was read."""
        if read_file(path) != data:
            self.leave(path, _CHANGED)
            return False
        try:
            if mended.data != data:
                atomic.write(path, mended.data, force=True)
            if mended.path != path:
                atomic.rename(path, mended.path)
        except atomic.WriteError as error:
            self.left.append(path)
            self.lines(error.message.get(self.lang))
            return False
        return True

    def leave(self, path: str, why: Text) -> None:
        """Say why a file is left as it is."""
        self.left.append(path)
        self.tell(
            path,
            Text(f"laissé tel quel, {why.fr}", f"left as it is, {why.en}"),
        )

    def tell(self, path: str, said: Text) -> None:
        """A sentence about a file."""
        ended = "" if said.get(self.lang).endswith((".", "…")) else "."
        self.lines(f"{quoted(path, self.lang)}{COLON.get(self.lang)}{said.get(self.lang)}{ended}")

    def lines(self, text: str) -> None:
        """A sentence, folded."""
        for line in fold(text, "", "  "):
            say(inert(line))


_CHANGED = Text("il a changé pendant le travail", "it changed meanwhile")


def _why(path: str, data: bytes) -> Text | None:
    """Why a text is not JSON; None where that is not what prevents its being judged."""
    file = Read(Source(path, data), None)
    if file.broken is None:
        return None
    line, said = file.source.place(file.broken.span.start).line, file.broken.message
    return Text(
        f"son texte n'est pas du JSON, ligne {line}. {said.fr}",
        f"its text is not JSON, line {line}. {said.en}",
    )


def _renamed(mended: Mended, lang: str, written: bool) -> Text:
    name = quoted(os.path.basename(mended.path), lang)
    if written:
        return Text(f"renommé {name}", f"renamed {name}")
    return Text(f"serait renommé {name}", f"would be renamed {name}")


def _not_renamed(mended: Mended, why: Text, lang: str) -> Text:
    name = quoted(os.path.basename(mended.path), lang)
    return Text(f"n'est pas renommé {name}, {why.fr}", f"is not renamed {name}, {why.en}")


def _place(path: str) -> str:
    """A name in its folder, whatever way it is written; a link is a name of its own."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), os.path.normcase(name))
