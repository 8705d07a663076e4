"""What a row asks for and says: given to its kind of check, and to the messages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from segur_lint.declared import Declared
from segur_lint.errors import NotationError, all_at_once
from segur_lint.flat import FlatRow
from segur_lint.lang import expression, notation
from segur_lint.resolve import Resolver
from segur_lint.text import Text, fold, nearest
from segur_lint.yamlnodes import YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: The words of a message that are filled whatever the row asks for…
ALWAYS = ("balise", "position", "unit")
#: … and those that a kind of check fills besides; two kinds are several, by the word they ask.
FILLS: dict[str, tuple[str, ...] | dict[str, tuple[str, ...]]] = {
    "format": ("fault", "found", "expected"),
    "filename": ("found", "expected"),
    "assert": ("found",),
    "unique in": ("found", "first"),
    "paired in": ("found", "first"),
    "reading": {
        "encoding": ("fault", "found", "expected"),
        "byte order mark": ("found",),
        "syntax": ("fault",),
        "duplicate keys": ("first",),
    },
    "structure": {
        "missing": ("place",),
        "unknown": ("place", "hint"),
        "kind": ("place", "found", "expected"),
    },
}
#: All of them; any other ``{word}`` is a name of an expression.
FILLED = (*ALWAYS, "fault", "found", "expected", "first", "place", "hint")
#: A name, or a call: ``{first(column in list where …)}``.
_PLACEHOLDER = re.compile(r"\{([\w.]*(\([^{}]*\))?)\}")
#: Words with spaces in braces, meant to be one name; « { et } » speaks of the braces themselves.
_SPACED = re.compile(r"\{(?=[^{}]*\s)\s*(?!(?:et|ou|and|or)\s)([^\W\d][\w\s.'’-]*?)\s*\}")
#: What an author would call them in French, as `fold` makes it.
_FRENCH = {
    "found": ("trouve", "trouvee", "valeur", "valeurtrouvee", "lu", "recu"),
    "expected": ("attendu", "attendue", "valeurattendue"),
    "fault": ("faute", "erreur", "defaut"),
    "first": ("premier", "premiere"),
    "place": ("lieu", "endroit", "emplacement"),
    "hint": ("suggestion", "indice"),
    "unit": ("unite",),
    "position": ("rang",),
    "balise": ("champ", "nomdelabalise"),
}
#: What is said only where all that it names is known.
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def filled(row: FlatRow, kind: str) -> tuple[str, ...]:
    """The words that the messages of a row may hold: in another row they would show nothing."""
    fills = FILLS[kind]
    words = fills.get(row.fields[kind].text, FILLED) if isinstance(fills, dict) else fills
    shown = (key for key in ("found", "expected") if key in row.fields)
    return tuple(dict.fromkeys((*ALWAYS, *words, *shown)))


def pieces(template: str, resolver: Resolver, words: Sequence[str]) -> list[Any]:
    """A message cut in texts, words that the engine fills, and expressions with their code.

    `words` are those that it fills in this row; another one of its words is a `NotationError`.
    What stands between ``[[`` and ``]]`` is ``{"known": pieces}``.
    """
    made: list[Any] = []
    at = 0
    for match in _OPTIONAL.finditer(template):
        made += _pieces(template, at, match.start(), resolver, words)
        made.append({"known": _pieces(template, match.start(1), match.end(1), resolver, words)})
        at = match.end()
    return made + _pieces(template, at, len(template), resolver, words)


def _pieces(
    template: str, start: int, end: int, resolver: Resolver, words: Sequence[str]
) -> list[Any]:
    """The pieces of a part of a message, which holds no other."""
    for sign in ("[[", "]]"):
        if (alone := template.find(sign, start, end)) >= 0:
            raise NotationError(
                alone,
                alone + 2,
                Text(f"« {sign} » est seul ici : [[ … ]].", f"“{sign}” stands alone: [[ … ]]."),
            )

    def piece(match: re.Match[str]) -> list[Any]:
        word = match[1]
        if word in words:
            return [word]
        if word in FILLED:
            raise _never_filled(word, words, *match.span())
        if match[2]:
            return [word, _code(word, match.start(1), resolver)]
        node = expression.Name(word, start=match.start(1), end=match.end(1))
        try:
            return [word, resolver.resolve(node, resolver.row.scope)[0]]
        except NotationError:
            if "." in word or word in (known := resolver.known()):
                raise
            raise _unknown(word, words, known, *match.span(1)) from None

    if spaced := _SPACED.search(template, start, end):
        raise _unknown(spaced[1], words, resolver.known(), *spaced.span())
    found = list(_PLACEHOLDER.finditer(template, start, end))
    filled_in = all_at_once(partial(piece, match) for match in found)
    made: list[Any] = []
    at = start
    for match, each in zip(found, filled_in, strict=True):
        made += [template[at : match.start()], each]
        at = match.end()
    return [each for each in [*made, template[at:end]] if each]


def _code(text: str, at: int, resolver: Resolver) -> Any:
    """The code of an expression that stands at the offset `at` of a message."""
    try:
        return resolver.value(text)
    except NotationError as error:
        raise NotationError(at + error.start, at + error.end, error.message) from None


def _unknown(
    word: str, words: Sequence[str], known: Sequence[str], start: int, end: int
) -> NotationError:
    """Names that nobody knows, in braces: what a message shows is told, and what was meant."""
    meant = nearest(word, [*words, *known])
    if meant is None or fold(meant) != fold(word):
        french = (name for name in words if fold(word) in _FRENCH.get(name, ()))
        meant = next(french, meant)
    near = Text("", "")
    if meant is not None:
        near = Text(f" Vouliez-vous dire « {{{meant}}} » ?", f" Did you mean “{{{meant}}}”?")
    shown = ", ".join(f"{{{each}}}" for each in words)
    fr = f"Nom inconnu « {word} ».{near.fr} Ce message peut montrer {shown}, ou une balise."
    en = f"Unknown name “{word}”.{near.en} This message may show {shown}, or a balise."
    return NotationError(start, end, Text(fr, en))


def _never_filled(word: str, words: Sequence[str], start: int, end: int) -> NotationError:
    known = ", ".join(f"{{{each}}}" for each in words)
    fr = f"{{{word}}} ne montrerait rien dans cette règle. Mots connus ici : {known}."
    en = f"{{{word}}} would show nothing in this rule. Words known here: {known}."
    if word in ("found", "expected"):
        fr += f" Donnez à la règle un « {word} »."
        en += f" Give the rule a “{word}”."
    return NotationError(start, end, Text(fr, en))


def names_slot(code: Any, slot: int) -> bool:
    """Whether the code of an expression on the file reads that slot of it, outside any list."""
    if not isinstance(code, list) or code[:1] in (["count"], ["any"], ["all"], ["first"]):
        return False
    if code[:1] == ["slot"]:
        return bool(code[2] == slot)
    return any(names_slot(part, slot) for part in code)


class Writing:
    """What a row asks for, given to its kind of check: see `checks.kind.Writing`."""

    def __init__(self, compiler: Declared, row: FlatRow, kind: str, resolver: Resolver) -> None:
        self.compiler = compiler
        self.row = row
        self.field = row.fields[kind]
        self.resolver = resolver

    def choice(self, known: Sequence[str]) -> str:
        """A word among `known`."""
        if self.field.text not in known and isinstance(self.field.node, YText):
            what = Text("Mot", "word")
            self.compiler.faults.unknown(self.field.source, self.field.node, what, tuple(known))
        return self.field.text

    def notation(self) -> tuple[list[Any], str]:
        """A format: its plain list, and its canonical text."""

        def read() -> tuple[list[Any], str]:
            parsed = notation.parse(self.resolver.interpolate(self.field.text))
            return parsed.plain(), str(parsed)

        return self.compiler.guard(self.field, read) or (["varchar", None, None], "VARCHAR")

    def expression(self) -> list[Any]:
        """The code of an expression that says true or false."""
        return self.compiler.guard(self.field, lambda: self.resolver.truth(self.field.text)) or []

    def name(self) -> int:
        """The number of one of the pack's file-name notations."""
        names = [each.name for each in self.compiler.names.notations]
        if self.field.text in names:
            return names.index(self.field.text)
        if isinstance(self.field.node, YText):
            what = Text("Notation de nom", "file-name notation")
            self.compiler.faults.unknown(self.field.source, self.field.node, what, tuple(names))
        return 0

    def names(self, key: str) -> list[list[Any]]:
        """The codes of the names that another of the row's keys lists, after commas."""
        where = self.row.fields.get(key)
        found: list[list[Any]] = []
        if where is None:
            return found
        for name in where.text.split(","):
            code = self.compiler.guard(where, lambda: self.resolver.value(name))  # noqa: B023  # called at once
            found += [] if code is None else [code]
        return found

    def element(self, key: str | None = None) -> int | None:
        """The scope that the row, or another of its keys, names."""
        where = self.field if key is None else self.row.fields.get(key)
        scope = None if where is None else self.compiler.one_scope(where)
        return None if scope is None else scope.number
