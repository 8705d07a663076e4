"""The JSON texts of examples, as their authors wrote them: where one is not JSON, what it meant."""

from __future__ import annotations

import json
import re

from segur_lint.document import Document, read
from segur_lint.exampleform import CHANGES
from segur_lint.sample import TIMES
from segur_lint.samplelot import OTHERS
from segur_lint.source import Source
from segur_lint.text import Text, fold, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

#: What JSON writes, for what people write, as `fold` makes it.
_WORDS = {
    "vrai": "true", "true": "true", "faux": "false", "false": "false",
    "nul": "null", "nulle": "null", "null": "null", "none": "null",
}  # fmt: skip
_SPACES = " \u00a0\u202f"
#: A number, its thousands grouped or not, with what it counts.
_NUMBER = re.compile(
    rf"(?P<sign>[-+]?)(?P<whole>[1-9][0-9]{{0,2}}(?:[.{_SPACES}][0-9]{{3}})+(?=,|[^.]*$)|0|[1-9][0-9]*)"
    rf"(?P<part>[.,][0-9]+)?(?P<what>[{_SPACES}]*(?:€|EUR|euros?|%))?",
    re.IGNORECASE,
)
_QUOTES = "\"'«»“”„‘’" + _SPACES
#: Characters from which what was meant is not written out.
_LONG = 60
_ANY = Text(
    """un texte s'écrit '"…"', un nombre 1850.01, le reste true, false ou null""",
    """a text is written '"…"', a number 1850.01, the rest true, false or null""",
)


def misread(text: str) -> Text | None:
    """What is wrong with a text of an example, and what to write; None where it is JSON."""
    # In its place it may well go on: « 1, "key": 2 » is how a key is written twice.
    around = f'{{"": {text}}}'.encode(errors="replace")
    if isinstance(read(Source("", around)), Document):
        return None
    meant = _meant(text.strip())
    said = _ANY if meant is None else Text(f"écrivez {meant.fr}", f"write {meant.en}")
    shown = shorten(text)
    return Text(f"« {shown} » n'est pas du JSON : {said.fr}", f"“{shown}” is not JSON: {said.en}")


def _meant(text: str) -> Text | None:
    """What to write instead, in YAML; None where that is not plain."""
    if not text:
        return Text("""'""' (un texte vide) ou null""", """'""' (an empty text) or null""")
    if word := _WORDS.get(fold(text)):
        return Text(word, word)
    inner = text.strip(_QUOTES)
    if text[0] in "{[" or '"' in inner or len(inner) > _LONG:
        return None
    quoted = "'" + json.dumps(inner, ensure_ascii=False).replace("'", "''") + "'"
    number = _NUMBER.fullmatch(text)
    if number is None:
        return Text(quoted, quoted)
    written = number["sign"].strip("+") + re.sub("[^0-9]", "", number["whole"])
    written += (number["part"] or "").replace(",", ".")
    return Text(
        f"{written}, ou {quoted} si c'est un texte", f"{written}, or {quoted} if it is a text"
    )


def json_texts(example: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of an example that stand for JSON, each with where it is in the example."""
    if isinstance(example, str):
        yield (), example
    for key, value in example.items() if isinstance(example, dict) else ():
        if key == OTHERS:
            for at, each in enumerate(value if isinstance(value, list) else ()):
                yield from (((key, at, *place), text) for place, text in json_texts(each))
            continue
        if key == "add" and isinstance(value, dict):
            inner: Any = [((key,), value)]
        elif key == "units" and isinstance(value, list):
            inner = [((key, at), each) for at, each in enumerate(value) if isinstance(each, dict)]
        elif key not in CHANGES and isinstance(value, str):
            inner = [((), {key: value})]
        else:
            continue
        for place, values in inner:
            for name, text in values.items():
                if name != TIMES and isinstance(text, str):
                    yield (*place, name), text.replace("{number}", "1")
