"""What a pack declares of what stands around a file: its registers, and how much is read."""

from __future__ import annotations

from segur_lint.errors import AuthorError, NotationError
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack
from segur_lint.frames import AROUND, FILES
from segur_lint.lang import notation
from segur_lint.model import Model
from segur_lint.naming import Code
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YList, YMap, YNode, YText, text_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TEXTS = ("called", "fr", "en", "key")
KEYS = (*TEXTS, "columns")
COLUMN_KEYS = ("kind", "also", "required")
COLUMN_KINDS = ("text", "amount", "date")
#: What is read: a document, an archive.
READS = ("document", "archive")


def read_registers(flat: FlatPack, model: Model, faults: Faults) -> list[dict[str, Any]]:
    """The registers of a pack: name, `called` (an element), labels, key and columns."""
    found: list[dict[str, Any]] = []
    names = {*model.names(), FILES, *AROUND}
    called = {*(scope.element for scope in model.scopes), *(each for each, _ in AROUND.values())}
    for name, where in flat.merged("registers").items():
        before = len(faults.errors)
        entries = _entries(where, KEYS, Text("Clé de registre", "key of a register"), faults)
        if any(key not in entries for key in KEYS):
            listed = ", ".join(KEYS)
            faults.add(
                where.source,
                where.node,
                f"Un registre a : {listed}.",
                f"A register has: {listed}.",
            )
            continue
        for key in TEXTS:
            if not entries[key].text.strip():
                _must(entries[key], faults, Text("un texte", "a text"))
        made = _columns(entries["columns"], faults)
        if len(faults.errors) > before:
            continue
        _taken(Field(where.source, where.key, where.key), names, faults)
        _taken(entries["called"], called, faults)
        _key(entries["key"], made, faults)
        plain = {key: entries[key].text for key in TEXTS}
        found.append({"name": name, **plain, "columns": made})
    return found


def read_inputs(flat: FlatPack, labelled: list[list[str]], faults: Faults) -> list[list[Any]]:
    """The inputs of a pack: name, labels, and the notation of their values, or None."""
    fields = flat.merged("inputs")
    made = []
    for name, *labels in labelled:
        where, asked = fields[name], None
        for key, node in where.node.items if isinstance(where.node, YMap) else ():
            if key.value != "format":
                continue
            if not isinstance(node, YText):
                _must(Field(where.source, key, node), faults, Text("un texte", "a text"))
                continue
            try:
                asked = notation.parse(node.value).plain()
            except NotationError as error:
                span = text_span(node, error.start, error.end, where.source)
                faults.errors.append(AuthorError(where.source, span, error.message))
        made.append([name, *labels, asked])
    return made


def _taken(where: Field, known: set[str], faults: Faults) -> None:
    """Refuse a name that rules could not tell from another."""
    if where.text in known:
        faults.add(
            where.source,
            where.node,
            f"« {where.text} » nomme déjà autre chose : choisissez un autre nom.",
            f"“{where.text}” is already the name of something else: choose another.",
        )
    known.add(where.text)


def _key(where: Field, columns: list[list[Any]], faults: Faults) -> None:
    """The column of the key is one of them, and a text."""
    kinds = {name: kind for name, kind, *_ in columns}
    if where.text not in kinds:
        assert isinstance(where.node, YText)  # any other node was refused above
        faults.unknown(where.source, where.node, Text("Colonne", "column"), tuple(kinds))
    elif kinds[where.text] != "text":
        faults.add(
            where.source,
            where.node,
            f"La clé d'un registre est un texte ; « {where.text} » n'en est pas un.",
            f"The key of a register is a text; “{where.text}” is none.",
        )


def _columns(where: Field, faults: Faults) -> list[list[Any]]:
    """Each column: its name, its kind, whether it is required, other headings."""
    if not isinstance(where.node, YMap) or not where.node.items:
        _must(where, faults, Text("une suite de « colonne: {…} »", "a mapping of “column: {…}”"))
        return []
    return [
        _column(word.value, Field(where.source, word, node), faults)
        for word, node in where.node.items
    ]


def _column(name: str, where: Field, faults: Faults) -> list[Any]:
    if not isinstance(where.node, YMap):
        _must(where, faults, Text("une suite de « clé: valeur »", "a mapping of “key: value”"))
    entries = _entries(where, COLUMN_KEYS, Text("Clé de colonne", "key of a column"), faults)
    for key, known in (("kind", COLUMN_KINDS), ("required", ("true", "false"))):
        given = entries.get(key)
        if given is not None and given.text not in known:
            _must(given, faults, Text(" ou ".join(known), " or ".join(known)))
    headings: list[str] = []
    if (also := entries.get("also")) is not None:
        items = also.node.items if isinstance(also.node, YList) else ()
        headings = [item.value for item in items if isinstance(item, YText)]
        if not headings or len(headings) < len(items):
            _must(also, faults, Text("une liste de titres", "a list of headings"))
    kind = entries["kind"].text if "kind" in entries else "text"
    required = "required" not in entries or entries["required"].text != "false"
    return [name, kind, required, headings]


def _must(where: Field, faults: Faults, be: Text) -> None:
    word = where.key.value
    faults.add(where.source, where.node, f"« {word} » est {be.fr}.", f"“{word}” is {be.en}.")


def read_reads(flat: FlatPack, params: dict[str, Code], faults: Faults) -> dict[str, int]:
    """How many bytes of a document, and of an archive, are read: sizes among the parameters."""
    sizes = {name: code[2] for name, code in params.items() if code[1] == "size"}
    found = {}
    for name, where in flat.merged("reads").items():
        if name not in READS:
            faults.unknown(where.source, where.key, Text("Mot", "word"), READS)
        elif where.text in sizes:
            found[name] = int(sizes[where.text])
        elif isinstance(where.node, YText):
            what = Text("Taille parmi les paramètres", "size among the parameters")
            faults.unknown(where.source, where.node, what, tuple(sizes))
        else:
            _must(where, faults, Text("un texte", "a text"))
    return found


def _entries(where: Field, known: tuple[str, ...], what: Text, faults: Faults) -> dict[str, Field]:
    node: YNode = where.node
    entries = {}
    for key, value in node.items if isinstance(node, YMap) else ():
        if key.value in known:
            entries[key.value] = Field(where.source, key, value)
        else:
            faults.unknown(where.source, key, what, known)
    return entries
