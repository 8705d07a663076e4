"""A version of the rules: those of the working copy, or those of a revision of git.

``PACK`` names a pack as it is now, ``REVISION:PACK`` the same at a revision. The revision is one of
the repository of the folders given with ``--rules``, without them of our own rules. Folders that
are not in that repository have one version only.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from segur_lint import library, resources
from segur_lint.author import compile_all
from segur_lint.authoring.revisions.revision import Revision, exported, has, holds, resolve
from segur_lint.errors import UsageError
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack
from segur_lint.inherit import chains, flatten
from segur_lint.link import Pack
from segur_lint.pack import PackFile, read_pack
from segur_lint.source import Source
from segur_lint.text import Text, hint, listed, printable
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap, plain


@dataclass(frozen=True)
class Version:
    """All packs of one version, flattened, abstract ones too; `name` is empty for now.

    `packs` are those that can run; `models` are the files of models, plain, by their path.
    """

    name: str
    flats: dict[str, FlatPack]
    models: dict[str, Any]
    packs: list[Pack]

    def label(self, pack: str) -> str:
        """How a person names that pack in this version."""
        return f"{self.name}:{pack}" if self.name else pack

    def choose(self, name: str) -> FlatPack:
        """The pack of that name; `UsageError` with the nearest one where there is none."""
        if name in self.flats:
            return self.flats[name]
        near = hint(name, self.flats, listed(sorted(self.flats)))
        at = Text(f" à la révision {self.name}", f" at the revision {self.name}")
        fr, en = (at.fr, at.en) if self.name else ("", "")
        shown = printable(name)
        raise UsageError(
            Text(
                f"Jeu de règles inconnu{printable(fr)} : « {shown} ».{near.fr}",
                f"Unknown pack{printable(en)}: “{shown}”.{near.en}",
            )
        )

    def model_of(self, flat: FlatPack) -> Any:
        """The plain content of the file of the pack's model; empty where it names none."""
        where = flat.field("model")
        if where is None:
            return {}
        path = os.path.join(os.path.dirname(where.source.name), where.text)
        return self.models.get(os.path.realpath(path), {})


def current(folders: Sequence[str], *, cache: bool = True) -> Version:
    """The rules as they are now: ours, and those of `folders`."""
    packs = library.load(folders, cache=cache)  # tells every fault
    return read("", library.files(folders), packs)


def at(revision: Revision, folders: Sequence[str]) -> Version:
    """The rules at a revision. `AuthorErrors` where they have faults, told at the revision."""
    ours = resources.folder("rules")
    every = [ours, *folders]
    inside = [folder for folder in every if holds(revision, folder)]
    if folders and ours in inside and ours not in folders and not has(revision, ours):
        inside.remove(ours)  # installed in a folder of theirs
    with exported(revision, inside) as there:
        moved = dict(zip(inside, there, strict=True))
        found = library.files_in([moved.get(folder, folder) for folder in every])
        # Not kept in the cache: the paths of what was exported are new each time.
        packs = [Pack(program) for program in compile_all(found)]
        return read(revision.name, found, packs)


def revision(name: str, folders: Sequence[str]) -> Revision:
    """The commit of that name, in the repository of the first of `folders`, else of our rules."""
    return resolve(folders[0] if folders else resources.folder("rules"), name)


def outside(found: Revision, folders: Sequence[str]) -> list[Text]:
    """A sentence for each of `folders` that has no version at a revision."""
    return [
        Text(
            f"« {printable(folder)} » n'est pas dans ce dépôt git : ses règles sont prises telles "
            "qu'elles sont aujourd'hui.",
            f"“{printable(folder)}” is not in this git repository: its rules are taken as they are "
            "today.",
        )
        for folder in folders
        if not holds(found, folder)
    ]


def read(name: str, files: list[tuple[str, bytes]], packs: list[Pack]) -> Version:
    """The version that these files are, once their faults were told: none is told here."""
    faults = Faults()
    read: dict[str, PackFile] = {}
    models: dict[str, Any] = {}
    for path, data in files:
        source = Source(path, data)
        root = load(source)
        if isinstance(root, YMap) and root.get("pack") is not None:
            pack = read_pack(source, root, faults)
            read[pack.name] = pack
        else:
            models[os.path.realpath(path)] = plain(root)
    flats = {own: flatten(chain, faults) for own, chain in chains(read, faults).items()}
    return Version(name, flats, models, packs)
