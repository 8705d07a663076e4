"""Folders of rules become packs: found, read, flattened, compiled, and kept for the next run."""

from __future__ import annotations

import os

from segur_lint import __version__, resources, shipped
from segur_lint.errors import AuthorErrors, UsageError, reason
from segur_lint.link import Pack
from segur_lint.text import Text, hint, listed, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    Files = list[tuple[str, bytes]]

#: Files of rules larger than this are refused by the reader; no more is read of one.
LARGEST = 256_001


def load(folders: Sequence[str] = (), *, cache: bool = True) -> list[Pack]:
    """The packs of the rules that come with segur-lint and of `folders`, in the order of names.

    `AuthorErrors` where the rules have faults (all of them), `UsageError` where a folder cannot
    be read. With `cache`, programs already compiled from the same bytes are taken from the
    user's cache folder.
    """
    found = files(folders)
    if not cache:
        from segur_lint.author import compile_all

        return [Pack(program) for program in compile_all(found)]
    folder = resources.folder("rules")
    own = [file for file in found if os.path.dirname(file[0]) == folder]
    theirs = [file for file in found if os.path.dirname(file[0]) != folder]
    grammar = resources.grammars()
    ours = shipped.read(own, grammar)
    if ours is None:
        try:
            ours = _stored([], own, grammar, ())
        except AuthorErrors:
            _compiled(theirs, own, ())  # tells the faults of all
            raise
    if theirs:
        ours = sorted([*ours, *_stored(theirs, own, grammar, ours)], key=lambda pack: pack.name)
    return ours


def _stored(theirs: Files, own: Files, grammar: Files, ours: Sequence[Pack]) -> list[Pack]:
    """The packs of `theirs`, or of `own` where there are none: stored, or compiled then stored."""
    from segur_lint import cache

    version = f"{__version__} {code()}"
    key = cache.key([*own, *theirs, *grammar], version)
    packs = _linked(cache.get(key))
    if packs is None:
        from segur_lint import trees

        trees.recall(version)
        try:
            programs = _compiled(theirs, own, ours)
        finally:
            trees.remember(version)
        cache.put(key, programs)
        packs = [Pack(program) for program in programs]
    return packs


def _compiled(theirs: Files, own: Files, ours: Sequence[Pack]) -> list[dict[str, Any]]:
    from segur_lint.author import compile_all

    if theirs:
        from segur_lint.heirs import compile_heirs

        programs = compile_heirs(theirs, own)
        if programs is not None:
            return programs
    known = {pack.name: pack.program for pack in ours}
    programs = compile_all([*own, *theirs], known)
    return [program for program in programs if program["pack"] not in known]


def _linked(programs: list[dict[str, Any]] | None) -> list[Pack] | None:
    """The packs of stored programs; None where there are none, or none that can be used."""
    try:
        packs = None if programs is None else [Pack(program) for program in programs]
        for pack in packs or ():
            pack.walker, pack.applies  # noqa: B018  # each is linked by being asked for
    except Exception:  # whatever was done to a stored program, it is made anew
        return None
    return packs


def files(folders: Sequence[str] = ()) -> list[tuple[str, bytes]]:
    """The files of our rules and of `folders`, with their bytes. `UsageError` as for `load`."""
    return files_in([resources.folder("rules"), *folders])


def choose(packs: Sequence[Pack], name: str) -> Pack:
    """The pack of that name; `UsageError` with the nearest one where there is none."""
    for pack in packs:
        if pack.name == name:
            return pack
    heirs = ", ".join(pack.name for pack in packs if name in pack.head["chain"])
    if heirs:  # only an abstract pack is in a chain and not among those that are ready to run
        raise UsageError(
            Text(
                f"« {name} » est une base pour d'autres jeux de règles, il ne s'emploie pas seul. "
                f"Ceux qui l'étendent : {heirs}.",
                f"“{name}” is a base for other packs, it is not used alone. Those that extend it: "
                f"{heirs}.",
            )
        )
    raise unknown_pack(name, [pack.name for pack in packs])


def unknown_pack(name: str, names: Sequence[str]) -> UsageError:
    """The error for a name that no pack has, with the nearest of `names`, or all of them."""
    near = hint(name, names, listed(names))
    return UsageError(
        Text(
            f"Jeu de règles inconnu « {printable(name)} ».{near.fr}",
            f"Unknown pack “{printable(name)}”.{near.en}",
        )
    )


def files_in(folders: Sequence[str]) -> list[tuple[str, bytes]]:
    """The YAML files directly in these folders, with their bytes. `UsageError` as for `load`."""
    found: dict[str, bytes] = {}
    unique: dict[str, str] = {}  # a folder given twice, or spelt in two ways, counts once
    for folder in folders:
        unique.setdefault(os.path.realpath(folder), folder)
    for folder in unique.values():
        if os.path.isfile(folder):
            raise _is_file(folder)
        try:
            names = sorted(os.listdir(folder))
        except OSError as error:
            raise _unreadable(folder, error) from None
        yaml = [
            name
            for name in names  # a hidden file, such as a configuration, is no rules
            if name.endswith((".yaml", ".yml")) and not name.startswith(".")
        ]
        if not yaml:
            raise UsageError(
                Text(
                    f"Le dossier « {printable(folder)} » n'a aucun fichier de règles (.yaml).",
                    f"The folder “{printable(folder)}” holds no file of rules (.yaml).",
                )
            )
        for name in yaml:
            path = os.path.join(folder, name)
            if not os.path.isfile(path):
                continue
            try:
                with open(path, "rb") as file:
                    found[path] = file.read(LARGEST)
            except OSError as error:
                raise _unreadable(path, error) from None
    return list(found.items())


def _is_file(path: str) -> UsageError:
    name, around = printable(path), printable(os.path.dirname(path) or os.curdir)
    return UsageError(
        Text(
            f"« {name} » est un fichier ; donnez le dossier qui le contient : « {around} ».",
            f"“{name}” is a file; give the folder that holds it: “{around}”.",
        )
    )


def code() -> str:
    """What changes when segur-lint itself does, without its version changing: a working copy."""
    facts = tuple(os.stat(path).st_mtime_ns for path in resources.package())
    return str(hash(facts))  # numbers hash alike in every process


def _unreadable(path: str, error: OSError) -> UsageError:
    name, why = printable(path), reason(error)
    return UsageError(
        Text(f"« {name} » ne peut pas être lu : {why.fr}.", f"“{name}” cannot be read: {why.en}.")
    )
