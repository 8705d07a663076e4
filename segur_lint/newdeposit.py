"""An example deposit made from a pack's sound sample: the file, and the documents that it names."""

from __future__ import annotations

import json
import os
from copy import deepcopy

from segur_lint import smalldocuments, template
from segur_lint.arrange import arranged
from segur_lint.document import Document, Number, read
from segur_lint.errors import UsageError
from segur_lint.frames import UNKNOWN
from segur_lint.sample import sample
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.dates import Date
    from segur_lint.document import Path
    from segur_lint.frames import Frame
    from segur_lint.link import Pack
    from segur_lint.walked import Walked

#: Units of an example: far more than a deposit may have, far fewer than would fill a memory.
MOST = 10_000


class Example:
    """A deposit to write: the file's `name` and `data`, and the names of its `documents`."""

    __slots__ = ("data", "documents", "name")

    def __init__(self, name: str, data: bytes, documents: list[str]) -> None:
        self.name = name
        self.data = data
        self.documents = documents

    def archive(self) -> bytes:
        """A zip of the documents; `UsageError` for one of a format that nothing here makes."""
        made = []
        for name in self.documents:
            content = smalldocuments.make(name)
            if content is None:
                known = ", ".join(smalldocuments.MAKERS)
                raise _unfit(
                    f"le document « {printable(name)} » n'est d'aucun des formats que segur-lint "
                    f"sait faire ({known}). Ajoutez --no-documents",
                    f"the document “{printable(name)}” is of none of the formats that segur-lint "
                    f"can make ({known}). Add --no-documents",
                )
            made.append((name, content))
        return smalldocuments.archive(made)


def make(pack: Pack, count: int, day: Date, layout: str | None = None) -> Example:
    """The sample of `pack` with `count` units, each its own, in `layout` (by default, its own).

    `UsageError` where the pack has no sample, no unit, no such layout, or no room for so many.
    """
    if pack.program["sample"] is None:
        raise _unfit(
            f"le jeu « {pack.name} » n'a pas de dépôt d'exemple (« sample »)",
            f"the pack “{pack.name}” has no sample deposit (“sample”)",
        )
    path, data = sample(pack)
    document = read(Source(path, data))
    if not isinstance(document, Document):
        shown = printable(path)
        raise _unfit(
            f"le dépôt d'exemple {shown} n'est pas du JSON", f"the sample {shown} is not JSON"
        )
    value = _in_layout(pack, _counted(pack, document.value, count), layout)
    maker = _Maker(pack, value, os.path.basename(path), day)
    maker.fill()
    if os.path.basename(maker.name) != maker.name:
        shown = printable(maker.name)
        raise _unfit(f"« {shown} » n'est pas un nom de fichier", f"“{shown}” is no file's name")
    return Example(maker.name, (laid_out(value) + "\n").encode(), maker.documents())


def _counted(pack: Pack, value: Any, count: int) -> Any:
    """The value with `count` copies of its first unit."""
    walked = pack.walker.walk(value)
    frames = [] if pack.unit is None else walked.frames[pack.unit]
    if not frames:
        raise _unfit(
            "le dépôt d'exemple n'a aucun élément à répéter", "the sample has no element to repeat"
        )
    units: Any = value
    for step in walked.path(frames[0])[:-1]:
        units = units[step]
    units[:] = [deepcopy(units[0]) for _ in range(count)]
    return value


def _in_layout(pack: Pack, value: Any, wanted: str | None) -> Any:
    """The same value in another layout of the model."""
    walker = pack.walker
    if wanted is None:
        return value
    by_name = {layout.name: layout for layout in walker.layouts}
    if wanted not in by_name:
        known = ", ".join(by_name)
        raise _unfit(
            f"le modèle du jeu « {pack.name} » ne connaît que la forme « {known} »",
            f"the model of the pack “{pack.name}” knows only the layout “{known}”",
        )
    walked = walker.walk(value)
    if walked.layout.name == wanted:
        return value
    return arranged(value, walked.layout, by_name[wanted])


class _Maker:
    """An example being filled: what its pack says that changes, changed."""

    def __init__(self, pack: Pack, value: Any, name: str, day: Date) -> None:
        self.pack = pack
        self.value = value
        self.name = name
        self.day = day
        self.walked: Walked = pack.walker.walk(value)

    def fill(self) -> None:
        """Change all that changes, in the pack's order."""
        for entry in self.pack.program["example"]:
            if entry["slot"] is None:
                self.name = self.part(entry, self.name, self.text(entry, self.walked.root, 1))
                continue
            slot = entry["slot"]
            for number, frame in enumerate(self.walked.frames[entry["scope"]], 1):
                found = frame.values[slot]
                if found is UNKNOWN:
                    continue
                made: Any = self.text(entry, frame, number)
                if entry["part"] is not None:
                    made = self.part(entry, found, made)
                elif isinstance(found, Number):
                    made = Number(made)
                frame.values[slot] = made
                self.put(self.walked.path(frame, slot), made)

    def text(self, entry: dict[str, Any], frame: Frame, number: int) -> str:
        """What the template of an entry writes for the value of that number."""

        def read_slot(hops: int, slot: int) -> str:
            here = frame
            for _ in range(hops):
                assert here.parent is not None  # as the pack was compiled
                here = here.parent
            found = here.values[slot]
            return found.text if isinstance(found, Number) else str(found)

        try:
            return template.fill(entry["pieces"], number, self.day, read_slot)
        except template.Unfit as unfit:
            fr, en = unfit.message.fr, unfit.message.en
            name = entry["name"]
            raise _unfit(
                f"son exemple pour « {name} » {fr}", f"its example for “{name}” {en}"
            ) from None

    def part(self, entry: dict[str, Any], name: Any, text: str) -> Any:
        """A name with one of its parts changed; as it is where it does not follow the notation."""
        number, index = entry["part"]
        place = self.pack.matchers[number].place(name, index) if isinstance(name, str) else None
        return name if place is None else name[: place.start] + text + name[place.end :]

    def put(self, path: Path, made: Any) -> None:
        """Put a value in the deposit."""
        here = self.value
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = made

    def documents(self) -> list[str]:
        """The names that a notation of the pack is about, each once, in the order of the text."""
        found: dict[str, None] = {}
        for of in (notation["of"] for notation in self.pack.program["names"]):
            for frame in self.walked.frames[of[0]] if of is not None else ():
                name = frame.values[of[1]]
                if isinstance(name, str):
                    found[name] = None
        return list(found)


def _unfit(fr: str, en: str) -> UsageError:
    return UsageError(Text(f"Aucun exemple n'est écrit : {fr}.", f"No example is written: {en}."))


def laid_out(value: Any, margin: str = "") -> str:
    """JSON text laid out as guides show it: a member a line, a list of values on one."""
    inner = margin + "  "
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict) and value:
        lines = (
            f"{inner}{json.dumps(name, ensure_ascii=False)}: {laid_out(each, inner)}"
            for name, each in value.items()
        )
        return "{\n" + ",\n".join(lines) + f"\n{margin}}}"
    if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        return "[\n" + ",\n".join(inner + laid_out(each, inner) for each in value) + f"\n{margin}]"
    if isinstance(value, list):
        return "[" + ", ".join(laid_out(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)
