"""Paths become files to check: folders are searched, and what cannot be read is said."""

from __future__ import annotations

import os

from segur_lint.errors import UsageError, reason
from segur_lint.jsonvalue import LIMITS
from segur_lint.regular import NOT_REGULAR, open_regular
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Bytes read of one file: enough for the reader to say that there are too many.
LARGEST = LIMITS.size + 1


def find(paths: Sequence[str]) -> list[str]:
    """The files that `paths` name, in order: folders give their ``.json`` files.

    Each file is there once, as it was first spelt, whatever other spellings or symbolic links lead
    to it. A folder inside that cannot be searched stands for its files: `read_file` says why it
    gives none. `UsageError` where a path is not there, or a folder holds no such file.
    """
    found: dict[str, str] = {}
    for path in paths:
        if os.path.isdir(path):
            inside = files_in(path)
            if not inside:
                raise UsageError(
                    Text(
                        f"Le dossier « {printable(path)} » ne contient aucun fichier .json.",
                        f"The folder “{printable(path)}” holds no .json file.",
                    )
                )
            for each in inside:
                found.setdefault(os.path.realpath(each), each)
        elif os.path.lexists(path):
            found.setdefault(os.path.realpath(path), path)
        else:
            raise UsageError(
                Text(
                    f"« {printable(path)} » n'existe pas. Vérifiez le chemin.",
                    f"“{printable(path)}” does not exist. Check the path.",
                )
            )
    return list(found.values())


def files_in(folder: str) -> list[str]:
    """The ``.json`` files of a folder, at any depth, and its links to files of such names.

    Hidden folders are left out, and links to folders are not followed. `UsageError` where the
    folder cannot be read.
    """
    files: list[str] = []

    def refuse(error: OSError) -> None:
        if error.filename != folder:  # the others are checked all the same
            files.append(str(error.filename))
            return
        where, why = printable(str(error.filename)), reason(error)
        raise UsageError(
            Text(
                f"Le dossier « {where} » ne peut pas être lu : {why.fr}.",
                f"The folder “{where}” cannot be read: {why.en}.",
            )
        )

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            os.path.join(here, name) for name in sorted(names) if name.lower().endswith(".json")
        ]
    return files


def read_file(path: str) -> bytes | Text:
    """The bytes of a file (no more than the reader takes), or why there are none."""
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(min(size + 1, LARGEST))  # room is made for as much as is asked
            return data if len(data) <= size else data + file.read(LARGEST - len(data))
    except OSError as error:
        if (why := _unsearched(path)) is not None:
            return why
        if error.errno == NOT_REGULAR:
            return reason(error)
        return _unreadable(error)
    except ValueError:  # a NUL in the path
        return Text("ce nom de fichier est impossible", "no file can have this name")


def _unsearched(path: str) -> Text | None:
    """Why a folder cannot be searched; None for what is none, or can be."""
    if not os.path.isdir(path):
        return None
    try:
        with os.scandir(path):
            return None
    except OSError as error:
        why = reason(error)
        return Text(
            f"le dossier ne peut pas être lu ({why.fr}) : ce qu'il contient n'est pas contrôlé",
            f"the folder cannot be read ({why.en}): what it holds is not checked",
        )


def _unreadable(error: OSError) -> Text:
    why = reason(error)
    return Text(f"le fichier ne peut pas être lu ({why.fr})", f"the file cannot be read ({why.en})")
