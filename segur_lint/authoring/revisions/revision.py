"""The rules as they were at a revision of git: exported to a temporary folder, never checked out.

Only git's reading commands are run, on the repository that holds the folder of rules. What a
person calls a revision is data: `git rev-parse` makes an object's name of it, after
``--end-of-options``, and nothing else of it goes to git.
"""

from __future__ import annotations

import os
import posixpath
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from segur_lint.authoring.revisions.git import Refused, git
from segur_lint.errors import AuthorError, AuthorErrors, UsageError
from segur_lint.source import Source
from segur_lint.text import Text, printable, shorten
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap, YText

#: Characters of the longest revision that is looked up.
_LONGEST = 250
_COMMIT = re.compile("[0-9a-f]{40}([0-9a-f]{24})?")
_YAML = (b".yaml", b".yml")
_LINK = b"120000"


@dataclass(frozen=True)
class Revision:
    """A commit: `name` as a person wrote it, `commit` its object, `top` the work tree's folder."""

    name: str
    commit: str
    top: str


def resolve(folder: str, name: str) -> Revision:
    """The commit that `name` is in the repository that holds `folder`.

    `UsageError` where git is not there, `folder` is in no work tree, or there is no such commit.
    """
    where = os.path.realpath(folder)
    if not os.path.isdir(where):
        raise UsageError(
            Text(
                f"Le dossier « {printable(folder)} » n'existe pas. Vérifiez le chemin.",
                f"The folder “{printable(folder)}” does not exist. Check the path.",
            )
        )
    try:
        top = os.fsdecode(git(where, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
    except Refused as refused:
        raise _no_work_tree(folder, str(refused)) from None
    return Revision(name, commit_of(top, name), os.path.realpath(top))


def commit_of(top: str, name: str) -> str:
    """The object of the commit that `name` is in the work tree `top`.

    `UsageError` where there is no such commit.
    """
    commit = None
    if name and len(name) <= _LONGEST and name.isprintable():
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
        try:
            commit = git(top, *asked).decode("ascii", "replace").strip()
        except Refused:
            commit = None
    if commit is None or not _COMMIT.fullmatch(commit):  # « ^main » is one too, turned away
        shown = shorten(name)
        raise UsageError(
            Text(
                f"« {shown} » n'est pas une révision de {printable(top)}. Donnez une branche, une "
                "étiquette, un commit ou par exemple HEAD~3 ; dans une chaîne d'intégration, le "
                "clone peut être trop court (fetch-depth).",
                f"“{shown}” is no revision of {printable(top)}. Give a branch, a tag, a commit or "
                "for example HEAD~3; in a CI job the clone may be too shallow (fetch-depth).",
            )
        )
    return commit


def holds(revision: Revision, folder: str) -> bool:
    """Whether `folder` is in the work tree of the revision."""
    return _inside(revision, folder) is not None


def has(revision: Revision, folder: str) -> bool:
    """Whether `folder` was there at the revision: an environment in a work tree is not git's."""
    inside = _inside(revision, folder)
    try:
        return inside is not None and bool(_listed(revision, inside))
    except Refused:
        return False


@contextmanager
def exported(revision: Revision, folders: Sequence[str]) -> Iterator[list[str]]:
    """The folders of rules, as the revision has them, each where it was below a temporary folder.

    With the files of rules come the samples that they name. `AuthorErrors` raised inside, and
    here, name their files ``REVISION:path``. `UsageError` where a folder was not there.
    """
    with tempfile.TemporaryDirectory(prefix="segur-lint-") as made:
        home = os.path.realpath(made)
        try:
            yield [_export(revision, folder, home) for folder in folders]
        except AuthorErrors as errors:
            raise _at(revision, errors, home) from None


def _export(revision: Revision, folder: str, home: str) -> str:
    inside = _inside(revision, folder)
    assert inside is not None  # `holds` told
    try:
        listed = _listed(revision, inside)
    except Refused:
        raise _absent(revision, folder) from None
    target = os.path.join(home, *inside.split("/"))
    for entry in filter(None, listed.split(b"\0")):
        facts, _, name = entry.partition(b"\t")
        if not name.endswith(_YAML) or name.startswith(b".") or facts.split()[1] != b"blob":
            continue
        path = posixpath.join(inside, os.fsdecode(name))
        if facts.startswith(_LINK):
            raise _link(revision, path)
        try:
            data = _blob(revision, path)
        except Refused as refused:
            raise _unreadable(revision, path, str(refused)) from None
        _write(os.path.join(home, *path.split("/")), data)
        _export_sample(revision, inside, Source(path, data), home)
    if not os.path.isdir(target):
        raise _absent(revision, folder)
    return target


def _export_sample(revision: Revision, inside: str, source: Source, home: str) -> None:
    """The sample that a pack names; where there is none, compiling the pack says so."""
    try:
        root = load(source)
    except AuthorErrors:
        return
    sample = root.get("sample") if isinstance(root, YMap) else None
    if not isinstance(sample, YText):
        return
    path = posixpath.normpath(posixpath.join(inside, sample.value))
    if path.startswith(("/", "..")) or "\0" in path:
        return
    try:
        _write(os.path.join(home, *path.split("/")), _blob(revision, path))
    except (Refused, OSError):
        return


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def _inside(revision: Revision, folder: str) -> str | None:
    """The path of `folder` from the top of the work tree, with slashes; None where it is out."""
    where = os.path.realpath(folder)
    try:
        path = os.path.relpath(where, revision.top)
    except ValueError:  # on another drive
        return None
    if path == os.pardir or path.startswith(os.pardir + os.sep):
        return None
    return "" if path == os.curdir else path.replace(os.sep, "/")


def _listed(revision: Revision, inside: str) -> bytes:
    return git(revision.top, "ls-tree", "-z", f"{revision.commit}:{inside}")


def _blob(revision: Revision, path: str) -> bytes:
    return git(revision.top, "cat-file", "blob", f"{revision.commit}:{path}")


def _at(revision: Revision, errors: AuthorErrors, home: str) -> AuthorErrors:
    """The same faults, their files named by the revision and not by where they were exported."""
    label, home = f"{revision.name}:", home + os.sep
    told = []
    for error in errors.errors:
        source, said = error.source, error.message
        if source.name.startswith(home):
            name = source.name.removeprefix(home).replace(os.sep, "/")
            source = Source(label + name, source.data)
        moved = Text(said.fr.replace(home, label), said.en.replace(home, label))
        told.append(AuthorError(source, error.span, moved))
    return AuthorErrors(told)


def _unreadable(revision: Revision, path: str, said: str) -> UsageError:
    name, shown, why = printable(revision.name), printable(path), printable(said)
    return UsageError(
        Text(
            f"À la révision {name}, « {shown} » ne peut pas être lu (git dit : {why}).",
            f"At the revision {name}, “{shown}” cannot be read (git says: {why}).",
        )
    )


def _no_work_tree(folder: str, said: str) -> UsageError:
    shown, why = printable(folder), printable(said)
    return UsageError(
        Text(
            f"Le dossier de règles « {shown} » n'est pas dans un dépôt git (git dit : {why}). Une "
            "révision se lit dans le dépôt git des règles : donnez --rules DOSSIER, un dossier "
            "qui y est.",
            f"The folder of rules “{shown}” is not in a git repository (git says: {why}). A "
            "revision is read in the git repository of the rules: give --rules FOLDER, a folder "
            "that is in one.",
        )
    )


def _absent(revision: Revision, folder: str) -> UsageError:
    name, shown = printable(revision.name), printable(folder)
    return UsageError(
        Text(
            f"À la révision {name}, le dossier « {shown} » n'existe pas, ou n'a aucun fichier de "
            "règles (.yaml).",
            f"At the revision {name}, the folder “{shown}” does not exist, or holds no file of "
            "rules (.yaml).",
        )
    )


def _link(revision: Revision, path: str) -> UsageError:
    name, shown = printable(revision.name), printable(path)
    return UsageError(
        Text(
            f"À la révision {name}, « {shown} » est un lien symbolique ; il n'est pas suivi. "
            "Mettez le fichier lui-même dans le dépôt.",
            f"At the revision {name}, “{shown}” is a symbolic link; it is not followed. Put the "
            "file itself in the repository.",
        )
    )
