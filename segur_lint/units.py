"""A file opened for its units (what a pack calls them): told one by one, or some taken of them.

Taking leaves the text of the others as it is: order of keys, indentation, line ends.
"""

from __future__ import annotations

from segur_lint.checks.kind import ancestor
from segur_lint.document import Document, SyntaxFault, read
from segur_lint.edits import Edit, mend
from segur_lint.frames import UNKNOWN
from segur_lint.inputs import read_file
from segur_lint.jsonedits import replace_value
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from segur_lint.api import Linter
    from segur_lint.document import JSONValue
    from segur_lint.frames import Frame
    from segur_lint.link import Pack
    from segur_lint.walked import Walked

#: What the portal fills is written so until it does.
EMPTY = "null"


class Units:
    """The units of one document, read along its pack. Positions are from 0.

    `deposits` and `answer` are what the pack declares of them, by those names.
    """

    __slots__ = ("answer", "deposits", "document", "pack", "path", "paths", "unit", "walked")

    def __init__(self, pack: Pack, document: Document) -> None:
        self.pack = pack
        self.document = document
        self.path = document.source.name
        self.answer: dict[str, Any] = pack.program["answer"]
        self.deposits: dict[str, Any] = pack.program["deposits"]
        self.unit: int = pack.program["model"]["unit"]
        self.walked: Walked = pack.walker.walk(document.value)
        self.paths = [self.walked.path(frame) for frame in self.frames]

    @property
    def frames(self) -> list[Frame]:
        """The frames of the units."""
        return self.walked.frames[self.unit]

    def value(self, position: int, slot: int | None) -> JSONValue:
        """What a unit has in one of its slots; None where it has nothing there."""
        return None if slot is None else _known(self.frames[position].values[slot])

    def text(self, position: int, slot: int | None) -> str:
        """The same, where it is a text; empty elsewhere."""
        found = self.value(position, slot)
        return found if isinstance(found, str) else ""

    def of_file(self, slot: int) -> JSONValue:
        """What the file itself has in one of its slots."""
        return _known(self.walked.root.values[slot])

    def documents(self, positions: Sequence[int]) -> list[str]:
        """The documents that these units name, each once, in the order of the text."""
        scope, slot = self.deposits["documents"]
        wanted = {position + 1 for position in positions}
        names: dict[str, None] = {}
        for frame in self.walked.frames[scope]:
            unit = ancestor(frame, self.unit)
            name = frame.values[slot]
            if unit is not None and unit.index in wanted and isinstance(name, str) and name.strip():
                names[name] = None
        return list(names)

    def replace(self, frame: Frame, slot: int, json_text: str) -> list[Edit]:
        """Write another value in a slot, where it is there and not yet so written."""
        path = self.walked.path(frame, slot)
        try:
            written = self.document.raw(path)
        except KeyError:
            return []
        return [] if written == json_text else [replace_value(self.document, path, json_text)]

    def take(self, positions: Sequence[int], *, empty: bool) -> bytes:
        """The file with these units alone (at least one, in order), numbered from 1.

        With `empty`, what the portal fills is written as before a deposit.
        """
        edits = self._keep(positions)
        if empty:
            edits += self.replace(self.walked.root, self.answer["file"], EMPTY)
        for number, position in enumerate(positions, start=1):
            frame = self.frames[position]
            edits += self.replace(frame, self.deposits["number"], str(number))
            for key in ("code", "label") if empty else ():
                edits += self.replace(frame, self.answer[key], EMPTY)
        return mend(self.document.source, edits)

    def _keep(self, positions: Sequence[int]) -> list[Edit]:
        """Remove the other units: those before the first, and each other with its comma."""
        spans = [self.document.node(path).span for path in self.paths]
        first, kept = positions[0], set(positions)
        edits = [Edit(spans[0].start, spans[first].start, "")] if first else []
        return edits + [
            Edit(spans[position - 1].end, spans[position].end, "")
            for position in range(first + 1, len(spans))
            if position not in kept
        ]


def _known(value: Any) -> JSONValue:
    found: JSONValue = None if value is UNKNOWN else value
    return found


def open_units(linter: Linter, path: str) -> Units | Text:
    """The units of the file at `path`, or why there are none: the end of a sentence."""
    data = read_file(path)
    return data if isinstance(data, Text) else units_of(linter, path, data)


def units_of(linter: Linter, path: str, data: bytes) -> Units | Text:
    """The units of a file given by its bytes; the content chooses the pack, or the linter did."""
    source = Source(path, data)
    if not data:
        return Text("il est vide", "it is empty")
    if source.bad_byte is not None:
        place = source.place(len(source.text))
        return Text(
            f"ses octets ne sont pas de l'UTF-8 (ligne {place.line}, colonne {place.column})",
            f"its bytes are not UTF-8 (line {place.line}, column {place.column})",
        )
    document = read(source)
    if isinstance(document, SyntaxFault):
        return _broken(source, document)
    if document.duplicates:
        twice = document.duplicates[0]
        line, name = source.place(twice.span.start).line, printable(str(twice.path[-1]))
        return Text(
            f"« {name} » est deux fois dans le même objet (ligne {line}), et rien ne dit laquelle "
            "compte",
            f"“{name}” is twice in one object (line {line}), and nothing tells which one counts",
        )
    report = linter.check_bytes(path, data, named=False)
    pack = next((each for each in linter.packs if each.name == report.pack), None)
    if pack is None:
        return report.error or Text("aucun jeu de règles ne va", "no pack fits")
    if pack.program["answer"] is None or pack.program["deposits"] is None:
        return Text(
            f"le jeu de règles {pack.name} ne dit pas ce que le portail répond (« answer » et "
            "« deposits »)",
            f"the pack {pack.name} does not say what the portal answers (“answer” and “deposits”)",
        )
    units = Units(pack, document)
    return _unfit(units) or units


def _broken(source: Source, fault: SyntaxFault) -> Text:
    place, said = source.place(fault.span.start), fault.message
    return Text(
        f"ce n'est pas du JSON (ligne {place.line}, colonne {place.column}). {said.fr.rstrip('.')}",
        f"it is not JSON (line {place.line}, column {place.column}). {said.en.rstrip('.')}",
    )


def _unfit(units: Units) -> Text | None:
    """Why a document has no units that could be told or taken."""
    if not units.paths:
        return Text("il ne contient aucune demande", "it holds no claim")
    for number, path in enumerate(units.paths, start=1):
        if units.document.raw(path)[0] != "{":
            return Text(
                f"la demande n° {number} n'est pas un objet", f"claim {number} is no object"
            )
    return None
