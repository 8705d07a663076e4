"""JSONPath text -> steps: the small part of JSONPath that rules may write.

Admitted: ``$``, ``.name``, ``['name']``, ``[*]``, ``[0]``, ``..name`` and ``..['name']``. The text
is parsed by jsonpath-ng; a look at its shape comes first, because jsonpath-ng reads much that
RFC 9535 refuses and tells no place, and because ``.*`` and ``[*]`` are one node to it.
"""

from __future__ import annotations

import re
from functools import cache

from segur_lint import trees
from segur_lint.errors import NotationError
from segur_lint.text import Text, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from jsonpath_ng import jsonpath
    from jsonpath_ng.parser import JsonPathParser

#: ``("name", "reference")``, ``("each", None)``, ``("index", 0)``, ``("deep", "reference")``.
Step: TypeAlias = "tuple[str, str | int | None]"

#: Code points of a selector.
MAX_LENGTH = 500

# What a dot can introduce; `where` and `wherenot` are operators of jsonpath-ng.
_NAME = r"(?!(?:where|wherenot)\b)[A-Za-z_][A-Za-z0-9_]*"
# jsonpath-ng reads every escape as the character itself: only where RFC 9535 agrees.
_QUOTED = r"\['(?:[^'\\\x00-\x1f]|\\['\\])*'\]|\[\"(?:[^\"\\\x00-\x1f]|\\[\"\\])*\"\]"
_STEP = re.compile(rf"\.\.?{_NAME}|(?:\.\.)?(?:{_QUOTED})|\[(?:\*|0|[1-9][0-9]{{0,8}})\]")
_DOTTED = re.compile(_NAME)
# What an author takes for a name after a dot: up to what has a meaning of its own.
_WORD = re.compile(r"(\.\.?)([^\s.*\[\]()'\"`|&~,:?$]+)")

_ADMITTED = Text(
    "sont admis $, .nom, ['nom'], [*], [0] et ..nom",
    "what is admitted is $, .name, ['name'], [*], [0] and ..name",
)

# What stands where no admitted step does, in the order to look for it: pattern, French, English.
_REFUSALS = tuple(
    (re.compile(pattern), Text(fr, en))
    for pattern, fr, en in (
        (r"\s+", "espace hors des apostrophes : supprimez-le", "space outside quotes: delete it"),
        (
            r"\.{0,2}\*|\.\.\[\*\]?",
            "« * » ne s'emploie que pour les éléments d'une liste : écrivez [*]",
            "“*” stands only for the elements of a list: write [*]",
        ),
        (
            r"\[\s*[?(].*|[?(].*",
            "les filtres et les parenthèses ne sont pas admis ; mettez la condition dans la règle",
            "filters and parentheses are not admitted; put the condition in the rule",
        ),
        (
            r"\[\s*-[^\]]*\]?",
            "les positions se comptent depuis le début : écrivez [0], [1]…",
            "positions count from the start: write [0], [1]…",
        ),
        (
            r"\[[^\]'\"]*:[^\]]*\]?",
            "les tranches « [1:3] » ne sont pas admises : écrivez [*] ou une position",
            "slices “[1:3]” are not admitted: write [*] or one position",
        ),
        (
            r"\[(?:'[^']*'|\"[^\"]*\"|[^\]'\"]*?)\s*,[^\]]*\]?",
            "une seule clé ou position entre crochets : écrivez un chemin par clé",
            "only one name or position in brackets: write one path for each",
        ),
        (
            r"\[['\"].*",
            "nom entre crochets mal écrit : ['nom'], sans autre échappement que \\' et \\\\",
            "badly written name in brackets: ['name'], with no escape but \\' and \\\\",
        ),
        (
            r"\[[0-9]+\]",
            "une position s'écrit sans zéro devant, en 9 chiffres au plus",
            "a position has no leading zero and 9 digits at most",
        ),
        (
            r"\[[^\]]*\]?",
            "entre crochets se mettent *, une position, ou un nom entre apostrophes",
            "brackets hold *, one position, or a name in quotes",
        ),
        (
            r"\.{0,2}`.*|[|&~].*",
            "les fonctions et les opérateurs ne sont pas admis",
            "functions and operators are not admitted",
        ),
    )
)


def parse(text: str) -> tuple[Step, ...]:
    """Read the steps of `text` after its ``$``. Raises `NotationError`, whatever `text` holds."""
    if len(text) > MAX_LENGTH:
        raise NotationError(
            MAX_LENGTH,
            len(text),
            Text("chemin de plus de 500 caractères", "path longer than 500 characters"),
        )
    if not text.startswith("$"):
        message = Text("un chemin commence par « $ »", "a path starts with “$”")
        raise NotationError(0, 1, _with_admitted(message))
    at = 1
    while at < len(text):
        word = _WORD.match(text, at)
        if word and not _DOTTED.fullmatch(word[2]):
            raise NotationError(at, word.end(), _bracketed(word[1], word[2]))
        step = _STEP.match(text, at)
        if step is None:
            raise _refusal(text, at)
        at = step.end()
    known: tuple[Step, ...] | None = trees.get("selector", text)
    if known is not None:
        return known
    try:
        steps = _steps(text)
    except Exception as error:
        # jsonpath-ng raises its own errors, plain Exception, ValueError… according to its version.
        message = Text("chemin incompris", "path not understood")
        raise NotationError(0, len(text), _with_admitted(message)) from error
    trees.keep("selector", text, steps)
    return steps


def unparse(steps: tuple[Step, ...]) -> str:
    """Write the canonical text: ``$.commande[*].reference``, ``$['with space']``, ``$..name``.

    `parse` reads it back, but for a name with control characters, which no path can write.
    """
    return "$" + "".join(_unparse(kind, value) for kind, value in steps)


def _unparse(kind: str, value: str | int | None) -> str:
    if kind == "each":
        return "[*]"
    if kind == "index":
        return f"[{value}]"
    name, dots = str(value), ".." if kind == "deep" else ""
    if _DOTTED.fullmatch(name):
        return f"{dots or '.'}{name}"
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return f"{dots}['{escaped}']"


@cache
def _parser() -> JsonPathParser:
    from jsonpath_ng.parser import JsonPathParser

    return JsonPathParser()


def _steps(text: str) -> tuple[Step, ...]:
    """List the leaves of jsonpath-ng's tree, left to right; only admitted nodes are known here."""
    from jsonpath_ng import jsonpath  # slow to import, and for new selectors only

    # `[*]` became a node of its own in the course of the 1.x series; it was a slice before.
    each = (jsonpath.Slice, getattr(jsonpath, "Wildcard", jsonpath.Slice))
    steps: list[Step] = []
    waiting: list[tuple[jsonpath.JSONPath, bool]] = [(_parser().parse(text), False)]
    while waiting:
        node, deep = waiting.pop()
        if isinstance(node, jsonpath.Child | jsonpath.Descendants):
            # In `$..a.b` the right of `..` is the whole `a.b`: only its first leaf is deep.
            waiting += [(node.right, isinstance(node, jsonpath.Descendants)), (node.left, deep)]
        elif isinstance(node, jsonpath.Fields) and len(node.fields) == 1:
            steps.append(("deep" if deep else "name", node.fields[0]))
        elif isinstance(node, each) and not deep and set(vars(node).values()) <= {None}:
            steps.append(("each", None))
        elif isinstance(node, jsonpath.Index) and not deep:
            # One `index` in older releases, `indices` since; two of them do not unpack.
            (position,) = vars(node).get("indices") or (vars(node)["index"],)
            steps.append(("index", position))
        elif not isinstance(node, jsonpath.Root):
            raise TypeError(type(node).__name__)
    return tuple(steps)


def _with_admitted(message: Text) -> Text:
    return Text(f"{message.fr} ; {_ADMITTED.fr}", f"{message.en}; {_ADMITTED.en}")


def _bracketed(dots: str, name: str) -> Text:
    written = shorten(_unparse("deep" if dots == ".." else "name", name))
    return Text(f"ce nom s'écrit entre crochets : {written}", f"write this name as {written}")


def _refusal(text: str, at: int) -> NotationError:
    """Why no step can be read at `at`."""
    for pattern, message in _REFUSALS:
        if found := pattern.match(text, at):
            return NotationError(*found.span(), _with_admitted(message))
    missing = Text("il manque un nom après le point", "a name is missing after the dot")
    unread = Text("caractère inattendu", "unexpected character")
    return NotationError(at, at + 1, _with_admitted(missing if text[at] == "." else unread))
