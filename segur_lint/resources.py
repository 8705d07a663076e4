"""Where the folders of data are, in an installed wheel as in a working copy."""

from __future__ import annotations

import os

_HERE = os.path.dirname(os.path.abspath(__file__))


def package() -> list[str]:
    """What changes when segur-lint itself does: the folders of the package, and its files.

    An installed package does not change without its folders; a working copy does.
    """
    found = []
    is_installed = os.path.isdir(os.path.join(_HERE, "_data"))
    for here, below, names in os.walk(_HERE):
        below[:] = sorted(name for name in below if name not in ("__pycache__", "_data"))
        found.append(here)
        if not is_installed:
            found += [os.path.join(here, name) for name in sorted(names)]
    return found


def folder(name: str) -> str:
    """Find the absolute path of the folder `name`, ``"rules"`` or ``"grammar"``.

    A wheel carries it inside the package; a working copy, or an editable install, has it beside
    the package. `RuntimeError` where neither is there: the installation is broken.
    """
    inside = os.path.join(_HERE, "_data", name)
    beside = os.path.join(os.path.dirname(_HERE), name)
    for path in (inside, beside):
        if os.path.isdir(path):
            return path
    raise RuntimeError(
        f"installation incomplète, dossier « {name} » absent / "
        f"broken installation, folder {name!r} missing: {inside}, {beside}"
    )


def grammars() -> list[tuple[str, bytes]]:
    """The grammars that programs are read by: one that is edited makes them anew."""
    where = folder("grammar")
    found = []
    for name in sorted(os.listdir(where)):
        if name.endswith(".lark"):
            path = os.path.join(where, name)
            with open(path, "rb") as file:
                found.append((path, file.read()))
    return found
