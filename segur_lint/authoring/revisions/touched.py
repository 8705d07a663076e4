"""What was touched since a revision of git: the files that are there, and those that are gone."""

from __future__ import annotations

import os

from segur_lint.authoring.revisions.git import Refused, git
from segur_lint.authoring.revisions.revision import commit_of
from segur_lint.errors import UsageError
from segur_lint.text import Text, printable, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Nothing of the user's git configuration may start a program of its own, or hide a file.
_ASKED = (
    "-c", "core.fsmonitor=false", "diff", "--name-status", "-z", "--no-renames", "--no-ext-diff",
    "--no-textconv", "--no-relative", "--ignore-submodules=all",
)  # fmt: skip
_OTHERS = ("-c", "core.fsmonitor=false", "ls-files", "--others", "--exclude-standard", "-z")
#: The revision that a repository without a commit lacks.
HEAD = "HEAD"


class Touched:
    """Paths, as they are spelt from the current folder."""

    __slots__ = ("gone", "there")

    def __init__(self, there: Sequence[str], gone: Sequence[str]) -> None:
        self.there = list(there)
        self.gone = list(gone)


def touched(folder: str, name: str) -> Touched:
    """What differs, in the work tree that holds `folder`, from where its branch left `name`.

    What is staged, or not yet, counts as what is committed, and so do new files that git does not
    ignore. Before the first commit, all of them differ from ``HEAD``. `UsageError` where `folder`
    is in no work tree, or git cannot tell.
    """
    top = _top(folder)
    base = _nothing(top) if name == HEAD and _unborn(top) else _left(top, name)
    try:
        told = git(top, *_ASKED, base, "--").split(b"\0")
        others = git(top, *_OTHERS).split(b"\0")
    except Refused as refused:
        raise _untold(name, str(refused)) from None
    there = [_spelt(top, each) for each in others if each]
    gone: list[str] = []
    for status, path in zip(told[::2], told[1::2], strict=False):
        spelt = _spelt(top, path)
        (there if os.path.lexists(spelt) and status != b"D" else gone).append(spelt)
    known = set(there)
    return Touched(sorted(known), sorted(set(gone) - known))


def _spelt(top: str, path: bytes) -> str:
    """A path that git tells from the top of the work tree, as a person writes it from here."""
    whole = os.path.join(top, os.fsdecode(path))
    try:
        return os.path.relpath(whole, os.path.realpath(os.curdir))
    except ValueError:  # on another drive
        return whole


def _top(folder: str) -> str:
    """The top of the work tree that holds `folder`."""
    try:
        return os.fsdecode(git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
    except Refused as refused:
        shown, why = printable(folder), printable(str(refused))
        raise UsageError(
            Text(
                f"« {shown} » n'est pas dans un dépôt git (git dit : {why}) : ce qui a changé ne "
                "peut pas être su.",
                f"“{shown}” is not in a git repository (git says: {why}): what changed cannot be "
                "known.",
            )
        ) from None


def _unborn(top: str) -> bool:
    """Whether a work tree has no commit yet."""
    try:
        git(top, "rev-parse", "--verify", "--quiet", HEAD)
    except Refused:
        return True
    return False


def _nothing(top: str) -> str:
    """The empty tree, as this repository names it; git knows it without being told."""
    return git(top, "hash-object", "-t", "tree", "--stdin").decode("ascii").strip()


def _left(top: str, name: str) -> str:
    """The commit where the branch of a work tree left `name`."""
    commit = commit_of(top, name)
    try:
        bases = git(top, "merge-base", commit, HEAD)
    except Refused:
        shown = shorten(name)
        raise UsageError(
            Text(
                f"« {shown} » et le travail présent n'ont rien en commun que git connaisse ici. "
                "Dans une chaîne d'intégration, le clone est sans doute trop court : prenez "
                "l'historique entier (fetch-depth: 0, GIT_DEPTH: 0).",
                f"“{shown}” and the present work have nothing in common that git knows here. In a "
                "CI job the clone is probably too shallow: fetch the whole history "
                "(fetch-depth: 0, GIT_DEPTH: 0).",
            )
        ) from None
    return bases.decode("ascii").split()[0]


def _untold(name: str, why: str) -> UsageError:
    shown, said = shorten(name), printable(why)
    return UsageError(
        Text(
            f"git ne peut pas dire ce qui a changé depuis « {shown} » ({said}).",
            f"git cannot tell what changed since “{shown}” ({said}).",
        )
    )
