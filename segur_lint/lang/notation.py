"""The format of a value as a guide writes it: ``VARCHAR (=10)``, ``« A », « B »``.

`parse` gives a frozen node; ``str(node)`` is its canonical text and ``node.plain()`` its JSON.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

from segur_lint.errors import NotationError
from segur_lint.lang._formats import (
    RUNS,
    Always,
    Boolean,
    Constant,
    Email,
    Float,
    Integer,
    Link,
    ListOf,
    Notation,
    OneOf,
    OrNull,
    Varchar,
    VarcharFormat,
    VarcharType,
    rewritten,
    wrong_runs,
)
from segur_lint.lang._grammar import Grammar, Token, misread, span
from segur_lint.text import Text, fold, nearest

__all__ = [
    "LIMIT",
    "RUNS",
    "Always",
    "Boolean",
    "Constant",
    "Email",
    "Float",
    "Integer",
    "Link",
    "ListOf",
    "Notation",
    "OneOf",
    "OrNull",
    "Varchar",
    "VarcharFormat",
    "VarcharType",
    "date_fault",
    "parse",
]

LIMIT = 200  # characters of a notation
DECIMALS = 100  # digits after a point

_WORDS: dict[str, bool | None] = {"null": None, "true": True, "false": False}
_SYMBOLS = {"≤": "<=", "≥": ">="}
_DAY = ("JJ", "MM", "AAAA")

_DATE = "VARCHAR (format « JJ/MM/AAAA »)"
_FLOAT = "FLOAT (2 chiffres après le point)"
#: What people write for a format, without accents nor capitals, and how it is written here.
_OTHERWISE = {
    **dict.fromkeys(("date", "jour"), Text(_DATE, _DATE)),
    **dict.fromkeys(("entier", "int", "naturel"), Text("INTEGER", "INTEGER")),
    **dict.fromkeys(("decimal", "double", "reel", "montant"), Text(_FLOAT, _FLOAT)),
    **dict.fromkeys(
        ("nombre", "number", "numerique", "numeric"),
        Text(f"INTEGER, ou {_FLOAT}", f"INTEGER, or {_FLOAT}"),
    ),
    **dict.fromkeys(
        ("texte", "text", "string", "chaine", "char", "caracteres", "alphanumerique"),
        Text("VARCHAR, ou VARCHAR (<=50)", "VARCHAR, or VARCHAR (<=50)"),
    ),
    **dict.fromkeys(
        ("vrai", "oui"),
        Text("true, ou BOOLEAN si true et false conviennent", "true, or BOOLEAN for either"),
    ),
    **dict.fromkeys(
        ("faux", "non"),
        Text("false, ou BOOLEAN si true et false conviennent", "false, or BOOLEAN for either"),
    ),
    **dict.fromkeys(
        ("booleen", "bool", "logique"),
        Text("BOOLEAN, ou une seule valeur : true, false", "BOOLEAN, or one value: true, false"),
    ),
}
#: What is said of anything else.
_ANY = Text(
    f"un format, comme VARCHAR, VARCHAR (<=50), INTEGER, {_FLOAT}, BOOLEAN, ou des valeurs entre "
    "guillemets",
    f"a format, such as VARCHAR, VARCHAR (<=50), INTEGER, {_FLOAT}, BOOLEAN, or values in quotes",
)
_KEYWORDS = (
    "VARCHAR INTEGER FLOAT BOOLEAN Liste de Toujours la valeur null true false ADRESSE "
    "ÉLECTRONIQUE EMAIL LIEN URL format type MIN MAX chiffres après le point virgule ou"
)


def _otherwise(text: str, at: int, word: str) -> None:
    """Where a format is due, one that is called otherwise elsewhere."""
    if fold(word) == "etc":
        fr, en = "toutes les valeurs, sans « etc. »", 'all values, without "etc."'
        raise misread((at, at + len(word)), word, fr, en)
    said = _OTHERWISE.get(fold(word))
    before = fold("".join(text[:at].split()))
    if not said and not before and word[:1].isalpha() and not nearest(word, _KEYWORDS.split()):
        said = _ANY
    if said and before in ("", "listede"):
        raise misread((at, at + len(word)), word, said.fr, said.en)


def date_fault(pattern: str) -> Text | None:
    """What is wrong with the form of a date; None for a day, whole, or a time of day."""
    day = [run for run in _DAY if run in pattern]
    time = not day and any(run in pattern for run in RUNS)
    if not wrong_runs(pattern) and (time or len(day) == len(_DAY)):
        return None
    better = rewritten(pattern)
    if wrong_runs(better) or not all(run in better for run in _DAY):
        better = "JJ/MM/AAAA"
    return Text(
        f"« {pattern} » n'est pas la forme d'une date : il y faut JJ, MM et AAAA. "
        f"Écrivez par exemple « {better} ».",
        f"“{pattern}” is not the form of a date: it needs JJ (day), MM (month) and AAAA (year). "
        f"Write for example “{better}”.",
    )


def _quoted(token: Token) -> str:
    """Read between the quotes; a cell of a table may have cut it over two lines."""
    value = " ".join(token[1:-1].split())
    if not value:
        raise misread(span(token), token, "un texte entre les guillemets", "a text in the quotes")
    return value


def _value(token: Token) -> str | bool | None:
    return _quoted(token) if token.type == "QUOTED" else _WORDS[token.lower()]


def _varchar(kids: list[Token], *_: int) -> Varchar:
    return Varchar(_SYMBOLS.get(kids[0], str(kids[0])), int(kids[1])) if kids else Varchar()


def _format(kids: list[Token], *_: int) -> VarcharFormat:
    pattern = _quoted(kids[0])
    wrong = wrong_runs(pattern)
    if wrong or not any(run in pattern for run in RUNS):
        fr = en = ", ".join(RUNS)
        better = rewritten(pattern)
        if better != pattern and not wrong_runs(better):
            fr, en = f"{fr} ; écrivez « {better} »", f'{en}; write "{better}"'
        raise misread(span(kids[0]), wrong[0] if wrong else pattern, fr, en)
    return VarcharFormat(pattern)


def _type(kids: list[Token], *_: int) -> VarcharType:
    pattern = _quoted(kids[0])
    if "X" in pattern:
        return VarcharType(pattern)
    raise misread(span(kids[0]), pattern, "au moins un X (un chiffre)", "at least one X (a digit)")


def _integer(kids: list[Token], *_: int) -> Integer:
    bounds = {kids[at].type: int(kids[at + 1]) for at in range(0, len(kids), 2)}
    least, most = bounds.get("MIN"), bounds.get("MAX")
    if least is not None and most is not None and least > most:
        read = f"MIN {least}, MAX {most}"
        raise misread(span(kids[1]), read, "MIN au plus égal à MAX", "MIN at most equal to MAX")
    return Integer(least, most)


def _float(kids: list[Token], *_: int) -> Float:
    if kids and int(kids[0]) > DECIMALS:
        raise misread(span(kids[0]), kids[0], f"{DECIMALS} au plus", f"at most {DECIMALS}")
    return Float(int(kids[0]) if kids else None)


def _oneof(kids: list[Token], *_: int) -> OneOf:
    quoted = [kid for kid in kids if kid.type == "QUOTED"]
    values = tuple(_quoted(kid) for kid in quoted)
    is_open = len(quoted) < len(kids)
    if is_open and values[-1][-1] not in "0123456789":
        fr = "un nombre à la fin, avant « … », ou toutes les valeurs, sans « … »"
        en = 'a number at its end, before "…", or all values, without "…"'
        raise misread(span(quoted[-1]), values[-1], fr, en)
    return OneOf(values, is_open)


_GRAMMAR = Grammar(
    name="notation",
    limit=LIMIT,
    words=_KEYWORDS,
    actions={
        "varchar": _varchar,
        "format": _format,
        "type": _type,
        "integer": _integer,
        "float": _float,
        "boolean": lambda *_: Boolean(),
        "list": lambda kids, *_: ListOf(kids[0]),
        "constant": lambda kids, *_: Constant(_WORDS[kids[0].lower()]),
        "always": lambda kids, *_: Always(_value(kids[0])),
        "oneof": _oneof,
        "email": lambda *_: Email(),
        "link": lambda *_: Link(),
        "or_null": lambda kids, *_: OrNull(kids[0]),
    },
    hint=_otherwise,
)


#: Heirs write again what their parents do: the same text is the same frozen value.
@lru_cache(maxsize=4_096)
def parse(text: str) -> Notation:
    """Read the format that `text` writes; `NotationError` where it writes none."""
    try:
        notation: Notation = _GRAMMAR.parse(text)
    except NotationError as error:
        raise _with_right_form(text, error) from None
    return notation


def _with_right_form(text: str, error: NotationError) -> NotationError:
    """Tell the whole of what was meant, where that can be read: a form, or two."""
    from segur_lint.lang._rightform import lengths, limits, right_forms

    found: list[str] = []
    for form in right_forms(text) if len(text) <= LIMIT else ():
        with suppress(NotationError):
            found.append(str(_GRAMMAR.parse(form)))
    if several := lengths(text):
        return NotationError(error.start, error.end, several)
    if not found:
        return error
    forms = list(dict.fromkeys(found))[:2]
    fr, en = error.message.fr, error.message.en
    # A form may hold « ou null »: the two are told apart by more.
    fr, en = (
        f"{fr}. Écrivez : {', ou bien '.join(forms)}",
        f"{en}. Write: {', or else '.join(forms)}",
    )
    if asked := limits(text):
        said = " and ".join(asked)
        fr += f". FLOAT n'a ni minimum ni maximum : ajoutez une règle, « assert: {said} »"
        en += f". FLOAT has no minimum nor maximum: add a rule, “assert: {said}”"
    return NotationError(error.start, error.end, Text(fr, en))
