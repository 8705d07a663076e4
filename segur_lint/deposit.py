"""Paths become deposits: the files of a folder, and what goes with them."""

from __future__ import annotations

import os

from segur_lint.errors import UsageError
from segur_lint.inputs import files_in, find
from segur_lint.surroundings import ARCHIVES, DOCUMENTS
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What a file to check is called.
FILE = ".json"
#: How far below its folder the documents of a deposit are looked for.
DEPTH = 3


class Deposit:
    """Files to check together, and the paths of what goes with them.

    `given` is True where a person named these documents; else they were found beside the files.
    """

    __slots__ = ("beside", "files", "given")

    def __init__(self, files: list[str], beside: list[str], given: bool) -> None:
        self.files = files
        self.beside = beside
        self.given = given

    def within(self, files: Iterable[str]) -> Deposit:
        """The part of it whose files are among these."""
        kept = set(files)
        return Deposit([each for each in self.files if each in kept], self.beside, self.given)


def gather(paths: Sequence[str], documents: Sequence[str] = ()) -> list[Deposit]:
    """The deposits that `paths` name: files, folders, or any member of a deposit.

    `documents` are files and folders of documents; without them each folder's own are taken. An
    archive or a document among the paths stands for the files beside it, or in the nearest folder
    above, no further than the top of the repository or the current folder; among files, one that is
    beside none of them goes with them all. `UsageError` where a path is not there, or nothing is to
    be checked.
    """
    named = [path for path in paths if is_document(path)]
    rest = [path for path in paths if not is_document(path)]
    given = expand(documents)
    for path in named:
        _require(path)
    files = find([*rest, *(() if rest else _files_of(named))])
    if documents:
        return [Deposit(files, _unique([*named, *given]), True)]
    by_folder: dict[str, list[str]] = {}
    for file in files:
        by_folder.setdefault(os.path.dirname(file) or os.curdir, []).append(file)
    beside = {folder: _below(folder, 0) for folder in by_folder}
    known = {os.path.realpath(path) for paths in beside.values() for path in paths} if named else ()
    away = [path for path in named if os.path.realpath(path) not in known]
    return [
        Deposit(each, _unique([*beside[folder], *away]), bool(named))
        for folder, each in by_folder.items()
    ]


def whole(paths: Sequence[str], gone: Sequence[str] = ()) -> list[Deposit]:
    """The deposits that have a member among `paths`, or had one that is `gone`: perhaps none.

    A folder stands for all that is in it, a document or an archive for the files that it goes with,
    a file for itself; where documents stand beside files, they are those of all the files of that
    folder. What is none of these is of no deposit.
    """
    named: list[str] = []
    shared: set[str] = set()
    missing = set(gone)
    for path in (*paths, *gone):
        folder = os.path.dirname(path)
        if os.path.isdir(path):
            named += files_in(path)
        elif is_document(path):
            with_it = _beside(folder)
            named += with_it
            shared.update(os.path.realpath(os.path.dirname(each)) for each in with_it)
        elif path.lower().endswith(FILE) and os.path.lexists(path):
            named.append(path)
        elif path in missing and _below(folder or os.curdir, 0):
            named += _files(folder)  # theirs are documents that spoke of one file more
    by_folder: dict[str, list[str]] = {}
    for path in _unique(named):
        by_folder.setdefault(os.path.realpath(os.path.dirname(path)), []).append(path)
    made = []
    for place, files in by_folder.items():
        folder = os.path.dirname(files[0])
        beside = _below(folder or os.curdir, 0)
        together = _unique([*files, *(_files(folder) if beside else ())])
        made.append(Deposit(together, beside, place in shared))
    return made


def orphans(gone: Sequence[str]) -> list[str]:
    """The archives that are left where a file to check is `gone`, and none is there any more."""
    folders = {os.path.dirname(path) for path in gone if path.lower().endswith(FILE)}
    return _unique(
        each
        for folder in sorted(folders)
        if not _beside(folder)
        for each in _below(folder or os.curdir, 0)
        if each.lower().endswith(ARCHIVES)
    )


def expand(documents: Sequence[str]) -> list[str]:
    """The documents and archives that these files and folders are; `UsageError` for an absent."""
    for path in documents:
        _require(path)
    return _unique(
        each
        for path in documents
        for each in (_below(path, 0, given=True) if os.path.isdir(path) else [path])
    )


def is_document(path: str) -> bool:
    """Whether a path is that of an archive or of a document, by its name."""
    return path.lower().endswith(DOCUMENTS) and not os.path.isdir(path)


def _files_of(named: Sequence[str]) -> list[str]:
    """The files to check that stand beside documents, or in the folders around."""
    found = dict.fromkeys(each for path in named for each in _beside(os.path.dirname(path)))
    if not found and named:
        shown = printable(named[0])
        raise UsageError(
            Text(
                f"Aucun fichier .json à côté de « {shown} » : c'est lui qui nomme les documents.",
                f"No .json file beside “{shown}”: it is what names the documents.",
            )
        )
    return list(found)


def _beside(folder: str) -> list[str]:
    """The files to check of a folder, or of the nearest one above that has some."""
    for _ in range(DEPTH + 1):
        files = _files(folder)
        if files or _is_top(folder or os.curdir):
            return files
        folder = os.path.normpath(os.path.join(folder, os.pardir))
        folder = "" if folder == os.curdir else folder
    return []


def _files(folder: str) -> list[str]:
    """The files to check of a folder, without those in folders in it."""
    names = sorted(entry.name for entry in _entries(folder or os.curdir))
    return [os.path.join(folder, name) for name in names if name.lower().endswith(FILE)]


def _is_top(folder: str) -> bool:
    """Whether what is above a folder is none of a deposit's: a repository's, or where we are."""
    return os.path.exists(os.path.join(folder, ".git")) or os.path.realpath(folder) in (
        os.getcwd(), os.path.realpath(os.sep),
    )  # fmt: skip


def _below(folder: str, depth: int, given: bool = False) -> list[str]:
    """The documents of a folder and of those in it; not of one that holds files to check.

    Where the folder was `given` for its documents, such files and its depth change nothing.
    Links to folders are not followed.
    """
    found, inner = [], []
    for entry in sorted(_entries(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            inner.append(entry.path)
        elif entry.name.lower().endswith(DOCUMENTS):
            found.append(os.path.normpath(entry.path) if folder == os.curdir else entry.path)
        elif entry.name.lower().endswith(FILE) and depth and not given:
            return []
    if depth < DEPTH or given:
        for path in inner:
            found += _below(path, depth + 1, given)
    return found


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:  # what cannot be listed has no documents to show
        return []


def _unique(paths: Iterable[str]) -> list[str]:
    """Each file once, as it was first spelt."""
    found: dict[str, str] = {}
    for path in paths:
        found.setdefault(os.path.realpath(path), path)
    return list(found.values())


def _require(path: str) -> None:
    if not os.path.lexists(path):
        shown = printable(path)
        raise UsageError(
            Text(
                f"« {shown} » n'existe pas. Vérifiez le chemin.",
                f"“{shown}” does not exist. Check the path.",
            )
        )


__all__ = [
    "ARCHIVES",
    "DEPTH",
    "DOCUMENTS",
    "Deposit",
    "expand",
    "gather",
    "is_document",
    "orphans",
]
