"""A deposit made of a pack's sound sample and of what an example changes in it."""

from __future__ import annotations

import os

from segur_lint.document import Document, read
from segur_lint.sampletext import Raw, copied, dump, walkable
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from segur_lint.document import Path
    from segur_lint.link import Pack, Rule

INPUTS, DATE, FAULTS, DECIDED = "inputs", "date", "faults", "decided"
#: How many units a mapping of ``units`` stands for.
TIMES = "times"
#: Given to the run, around the deposit or about what is found, and no part of it.
AROUND = (INPUTS, DATE, FAULTS, DECIDED, "others", "registers", "archives", "documents")


_THE_FILE = (
    "l'exemple porte sur le fichier entier : c'est une suite de changements, comme {text: '…'}",
    "the example is about the whole file: it is a mapping of changes, such as {text: '…'}",
)


class Unusable(Exception):
    """The example is not well written, or names what is not there."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.message = Text(fr, en)


def sample(pack: Pack) -> tuple[str, bytes]:
    """The path and the bytes of the pack's sample."""
    path: str = pack.program["sample"]
    with open(path, "rb") as file:
        return path, file.read()


def deposit(pack: Pack, rule: Rule | None, example: Any) -> tuple[str, bytes]:
    """The name and the bytes of the deposit that an example, well written, stands for.

    Raises `Unusable` where the sample has no place for it.
    """
    path, data = sample(pack)
    source = Source(path, data)
    document = read(source) if source.bad_byte is None else None
    if not isinstance(document, Document):
        shown = printable(path)
        raise Unusable(
            f"le dépôt d'exemple {shown} n'est pas du JSON", f"the sample {shown} is not JSON"
        )
    made = _Deposit(pack, document.value, os.path.basename(path))
    if isinstance(example, str):
        if rule is None:
            raise Unusable(*_THE_FILE)
        made.put(rule.scope, rule.slot, example)
    else:
        for key, value in example.items():
            change = _CHANGES.get(key)
            if change is not None:
                change(made, value)
            elif key not in AROUND:
                made.put(*made.named(key), value)
    return made.name, made.data if made.data is not None else dump(made.value).encode()


class _Deposit:
    """A deposit being changed. Places are those of the first element of each list."""

    def __init__(self, pack: Pack, value: Any, name: str) -> None:
        self.pack = pack
        self.value = value
        self.name = name
        self.data: bytes | None = None

    def path(self, scope: int, slot: int | None) -> Path:
        walked = self.pack.walker.walk(walkable(self.value))
        frames = walked.frames[scope]
        for frame in frames:
            here: Any = frame
            while here is not None and here.scope != self.pack.unit:
                here = here.parent
            if here is None or here.index == 1:
                return walked.path(frame, slot)
        raise Unusable(
            "le dépôt d'exemple n'a pas d'élément où mettre l'exemple",
            "the sample has no element to put the example in",
        )

    def named(self, name: str) -> tuple[int, int]:
        *_, last = name.split(".")
        for number, scope in enumerate(self.pack.program["model"]["scopes"]):
            if last in scope["slots"]:
                return number, scope["slots"].index(last)
        shown = printable(name)
        raise Unusable(
            f"« {shown} » n'est pas une balise du modèle", f"“{shown}” is no balise of the model"
        )

    def put(self, scope: int, slot: int | None, text: Any) -> None:
        self.put_at(self.path(scope, slot), text)

    def put_at(self, path: Path, text: Any) -> None:
        if not isinstance(text, str):
            raise Unusable(
                "la valeur d'une balise s'écrit comme un texte JSON, entre apostrophes",
                "the value of a balise is written as a JSON text, in single quotes",
            )
        holder, last = self.holder(path)
        holder[last] = Raw(text)

    def place(self, scope: int, slot: int | None) -> tuple[Any, str | int]:
        """The object or list that holds a value, and its key or position there."""
        return self.holder(self.path(scope, slot))

    def holder(self, path: Path) -> tuple[Any, str | int]:
        """The same, for the value at `path`."""
        if not path:
            raise Unusable(*_THE_FILE)
        *above, last = path
        here = self.value
        for step in above:
            if not _holds(here, step):
                raise _absent(step)
            here = here[step]
        if not isinstance(here, dict | list):
            raise _absent(last)
        return here, last

    def rename(self, names: dict[str, str]) -> None:
        for old, new in names.items():
            holder, last = self.present(old)
            renamed = {new if key == last else key: value for key, value in holder.items()}
            holder.clear()
            holder.update(renamed)

    def remove(self, names: list[str]) -> None:
        for name in names:
            holder, last = self.present(name)
            del holder[last]

    def present(self, name: str) -> tuple[Any, str | int]:
        """The same, for a balise that must be there."""
        holder, last = self.place(*self.named(name))
        if not _holds(holder, last):
            raise _absent(last)
        return holder, last

    def add(self, entries: dict[str, str]) -> None:
        for name, text in entries.items():
            self.value[name] = Raw(text)

    def units(self, wanted: Any) -> None:
        """``'201'`` copies of the first unit, or one a mapping (``times`` of them), changed.

        ``{number}`` in a change is the number of the unit.
        """
        if self.pack.unit is None:
            raise Unusable("le modèle n'a pas d'unité", "the model has no unit")
        head = self.path(self.pack.unit, None)
        items, _ = self.place(self.pack.unit, None)
        alike = [{TIMES: wanted}] if isinstance(wanted, str) else wanted
        each = [changes for changes in alike for _ in range(int(changes.get(TIMES, "1")))]
        # In a unit, a place is where it is in the first one, however many there are.
        names = {name for changes in alike for name in changes} - {TIMES}
        paths = {name: self.path(*self.named(name)) for name in names}
        first = items[0]
        items[:] = [copied(first) for _ in each]
        for index, changes in enumerate(each):
            for name, text in changes.items():
                if name != TIMES:
                    path = paths[name]
                    if path[: len(head)] == head:
                        path = (*head[:-1], index, *path[len(head) :])
                    is_text = isinstance(text, str)
                    self.put_at(path, text.replace("{number}", f"{index + 1}") if is_text else text)

    def rename_file(self, name: str) -> None:
        self.name = name

    def as_text(self, text: str) -> None:
        self.data = text.encode()

    def as_bytes(self, digits: str) -> None:
        self.data = bytes.fromhex(digits)


def _holds(holder: Any, step: str | int) -> bool:
    if isinstance(holder, list):
        return isinstance(step, int) and step < len(holder)
    return isinstance(holder, dict) and step in holder


def _absent(step: str | int) -> Unusable:
    shown = printable(str(step))
    return Unusable(
        f"« {shown} » n'est pas là où l'exemple veut le changer",
        f"“{shown}” is not where the example wants to change it",
    )


#: What a mapping may change besides balises by their names.
_CHANGES: dict[str, Callable[[_Deposit, Any], None]] = {
    "file": _Deposit.rename_file,
    "text": _Deposit.as_text,
    "hex": _Deposit.as_bytes,
    "rename": _Deposit.rename,
    "remove": _Deposit.remove,
    "add": _Deposit.add,
    "units": _Deposit.units,
}
