"""What a chain of packs becomes: rows, each with its origin, and what was dropped on the way."""

from __future__ import annotations

from segur_lint.byvalue import ByValue
from segur_lint.pack import PackFile
from segur_lint.row import Field
from segur_lint.yamlnodes import YMap


class FlatRow(ByValue):
    """A rule of a flattened pack. `origin` is the pack that added it, `changed` those since."""

    __slots__ = told = ("id", "origin", "changed", "head", "fields")

    def __init__(
        self,
        id: str,  # noqa: A002  # its name
        origin: str,
        changed: tuple[str, ...],
        head: Field,
        fields: dict[str, Field],
    ) -> None:
        self.id = id
        self.origin = origin
        self.changed = changed
        self.head = head
        self.fields = fields


class Dropped(ByValue):
    """A rule that the chain had and a pack took away, with its reason."""

    __slots__ = told = ("id", "pack", "why")

    def __init__(self, id: str, pack: str, why: str) -> None:  # noqa: A002  # its name
        self.id = id
        self.pack = pack
        self.why = why


class FlatPack(ByValue):
    """A pack with all that it inherits. The chain goes from the root to the pack itself."""

    __slots__ = told = ("chain", "rows", "dropped")

    def __init__(
        self, chain: tuple[PackFile, ...], rows: tuple[FlatRow, ...], dropped: tuple[Dropped, ...]
    ) -> None:
        self.chain = chain
        self.rows = rows
        self.dropped = dropped

    @property
    def own(self) -> PackFile:
        """The pack itself."""
        return self.chain[-1]

    def field(self, key: str) -> Field | None:
        """A key of the pack, its own or the nearest inherited."""
        for pack in reversed(self.chain):
            if key in pack.fields:
                return pack.fields[key]
        return None

    def merged(self, key: str) -> dict[str, Field]:
        """The entries of a mapping (params, names, stages) over the whole chain."""
        entries: dict[str, Field] = {}
        for pack in self.chain:
            found = pack.fields.get(key)
            if found is not None and isinstance(found.node, YMap):
                for name, node in found.node.items:
                    entries[name.value] = Field(pack.source, name, node)
        return entries
