"""The models of the rules, as trees of balises that a template is compared with."""

from __future__ import annotations

from copy import deepcopy

from segur_lint import balises
from segur_lint.balises import BLOC, Balise
from segur_lint.errors import AuthorError, AuthorErrors
from segur_lint.modelfile import read_model
from segur_lint.source import Source
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap, YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Known:
    """One of our models: its `name`, the file it is in, the `unit`, its balises by layout."""

    __slots__ = ("layouts", "name", "source", "unit")

    def __init__(self, source: Source, root: YMap) -> None:
        self.source = source
        self.name = _text(root, "model")
        self.unit = _text(root, "unit")
        nested = balises.of_model(root)
        self.layouts = {"nested": nested}
        wanted = root.get("layouts")
        if any(
            isinstance(each, YText) and each.value == "flat"
            for each in getattr(wanted, "items", ())
        ):
            self.layouts["flat"] = _flattened(deepcopy(nested))


def _text(root: YMap, key: str) -> str:
    found = root.get(key)
    return found.value if isinstance(found, YText) else ""


def _flattened(holder: Balise) -> Balise:
    """The same, the members of each bloc in its place."""
    members: dict[str, Balise] = {}
    for name, each in (holder.members or {}).items():
        _flattened(each)
        if each.kind == BLOC:
            for inner in (each.members or {}).values():
                inner.parent = holder
            members.update(each.members or {})
        else:
            members[name] = each
    if holder.members is not None:
        holder.members = members
    return holder


def known_models(files: Iterable[tuple[str, bytes]]) -> list[Known]:
    """The sound models among files of rules; what is at fault there, ``rules test`` tells."""
    found = []
    for path, data in files:
        source = Source(path, data)
        try:
            root = load(source)
        except AuthorErrors:
            continue
        if isinstance(root, YMap) and root.get("pack") is None and root.get("model") is not None:
            errors: list[AuthorError] = []
            if read_model(source, root, errors) is not None:
                found.append(Known(source, root))
    return found
