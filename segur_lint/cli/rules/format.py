"""``segur-lint rules format``: files of rules laid out in one way, their comments kept."""

from __future__ import annotations

import os
import sys

from segur_lint import atomic
from segur_lint.cli.output import out, say
from segur_lint.errors import AuthorErrors, UsageError, reason
from segur_lint.report.folding import COLON, plural, some
from segur_lint.report.text import inert
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.cli.arguments import Option

SAID = Text(
    "met en forme des fichiers de règles ou de modèles, commentaires gardés",
    "lay out files of rules or models, their comments kept",
)
PACK = Text("sans effet : les fichiers sont nommés", "without effect: the files are named")
OPTIONS: tuple[Option, ...] = (
    (("paths",), {"metavar": "FICHIER", "nargs": "+"}, "fichier ou dossier", "file or folder"),
    (("--write",), {"action": "store_true"},
     "écrit les fichiers mis en forme ; sinon, montre ce qui changerait",
     "write the files laid out; else show what would change"),
    (("--check",), {"action": "store_true"},
     "n'écrit rien ; le code de sortie est 1 si un fichier changerait",
     "write nothing; the exit code is 1 where a file would change"),
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Lay out what the arguments name. 2 a file was left as it could not be read or written, 1
    with ``--check`` where one would change, else 0.
    """
    from segur_lint.authoring.layout.file import laid_out
    from segur_lint.diff import diff
    from segur_lint.inputs import read_file
    from segur_lint.source import Source

    if arguments.check and arguments.write:
        raise UsageError(
            Text(
                "--check n'écrit rien : il ne va pas avec --write.",
                "--check writes nothing: it does not go with --write.",
            )
        )
    lang, changed, left = arguments.lang, 0, 0
    files = _files(arguments.paths)
    for path in files:
        data = read_file(path)
        if isinstance(data, Text):
            left += _leave(f"{printable(path)}{COLON.get(lang)}{data.get(lang)}")
            continue
        try:
            made = laid_out(Source(path, data)).encode("utf-8")
        except AuthorErrors as errors:
            left += _leave("\n".join(each.render(lang) for each in errors.errors))
            continue
        changed += made != data
        if not arguments.write:
            out(diff(path, data, made, lang))
        elif made != data:
            try:
                if read_file(path) == data:
                    atomic.write(path, made, force=True)
                else:
                    left += _leave(f"{printable(path)}{COLON.get(lang)}{_CHANGED.get(lang)}")
            except atomic.WriteError as error:
                left += _leave(error.message.get(lang))
    say(_sum(len(files), changed, left, arguments.write).get(lang))
    return 2 if left else int(arguments.check and changed > 0)


_CHANGED = Text("laissé, il a changé pendant le travail.", "left, it changed meanwhile.")


def _leave(said: str) -> int:
    for line in said.split("\n"):
        print(inert(line), file=sys.stderr)
    return 1


def _files(paths: list[str]) -> list[str]:
    """The files that are named, and those of the folders."""
    found: dict[str, str] = {}
    for path in paths:
        inside = [path]
        if os.path.isdir(path):
            shown = printable(path)
            try:
                names = sorted(os.listdir(path))
            except OSError as error:
                why = reason(error)
                raise UsageError(
                    Text(
                        f"« {shown} » ne peut pas être lu : {why.fr}.",
                        f"“{shown}” cannot be read: {why.en}.",
                    )
                ) from None
            inside = [
                os.path.join(path, name)
                for name in names
                if name.endswith((".yaml", ".yml")) and not name.startswith(".")
            ]
            if not inside:
                raise UsageError(
                    Text(
                        f"Le dossier « {shown} » n'a aucun fichier de règles (.yaml).",
                        f"The folder “{shown}” holds no file of rules (.yaml).",
                    )
                )
        for each in inside:
            found.setdefault(os.path.realpath(each), each)
    return list(found.values())


def _sum(files: int, changed: int, left: int, written: bool) -> Text:
    same, files_ = files - changed - left, some(changed, "fichier", "file")
    fr = "mis en forme" if written else "à mettre en forme"
    en = "laid out" if written else "to lay out"
    kept = (f", {left} laissé{plural(left)}", f", {left} left") if left else ("", "")
    return Text(
        f"{files_.fr} {fr}, {same} déjà en forme{kept[0]}.",
        f"{files_.en} {en}, {same} laid out already{kept[1]}.",
    )
