"""What the messages of rules say: of which balise, and the same in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from segur_lint.authoring.checking.remark import Remark
from segur_lint.pack import PackFile
from segur_lint.row import Field, Row
from segur_lint.text import fold
from segur_lint.yamlnodes import YMap, YText

_FILLED = re.compile(r"\{([\w.]*)\}")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
#: Letters of the shortest word of a balise's name that tells which balise it is.
_SHORTEST = 3


def remarks(pack: PackFile, balises: dict[str, str]) -> Iterator[Remark]:
    """The remarks on the messages of a pack's rows.

    `balises` are those of the models, by name, blocs and elements too: what the elements of a
    list are called, or nothing.
    """
    for row in pack.rows:
        message = row.fields.get("message")
        if message is None or not isinstance(message.node, YMap):
            continue
        texts = {key.value: node for key, node in message.node.items if isinstance(node, YText)}
        if not {"fr", "en"} <= set(texts):
            continue
        yield from _languages(row, message, texts)
        yield from _balise(row, message, texts["fr"], balises)


def _languages(row: Row, message: Field, texts: dict[str, YText]) -> Iterator[Remark]:
    fr, en = texts["fr"], texts["en"]
    if _letters(fr) == _letters(en) and re.search(r"[^\W\d]{2}", _FILLED.sub("", fr.value)):
        yield Remark(
            "traduction",
            message.source,
            en.span,
            f"Le message de {row.id} est le même dans les deux langues. Traduisez celui-ci.",
            f"The message of {row.id} is the same in both languages. Translate this one.",
        )
    shown = {lang: set(_FILLED.findall(text.value)) for lang, text in texts.items()}
    for lang, other, node in (("fr", "en", en), ("en", "fr", fr)):
        for word in sorted(shown[lang] - shown[other]):
            yield Remark(
                "traduction",
                message.source,
                node.span,
                f"Le message de {row.id} montre {{{word}}} en « {lang} » et pas ici. Dites la même "
                "chose dans les deux langues.",
                f"The message of {row.id} shows {{{word}}} in “{lang}” and not here. Say the same "
                "in both languages.",
            )


def _letters(text: YText) -> str:
    """A sentence without what each language writes its own way: quotation marks, spaces."""
    return re.sub(r"[\W_]", "", fold(text.value))


def _balise(row: Row, message: Field, text: YText, balises: dict[str, str]) -> Iterator[Remark]:
    """A row about a balise says its name, or a word of it."""
    target = row.fields.get("balise")
    if target is None or not target.text:
        return
    *blocs, name = target.text.split(".")
    if name not in balises or not set(blocs) <= set(balises):  # it stands around the file
        return
    words = {name, *(word for word in _WORDS.findall(name) if len(word) >= _SHORTEST)}
    words |= {balises[name]} if balises[name] else set()
    said = fold(text.value)
    filled = {"balise", *target.text.split(".")}
    if any(fold(word) in said for word in words) or filled & set(_FILLED.findall(text.value)):
        return
    yield Remark(
        "message",
        message.source,
        text.span,
        f"Le message de {row.id} ne nomme pas « {name} ». Qui le lit doit savoir quelle balise "
        "corriger : écrivez son nom, ou {balise}.",
        f"The message of {row.id} does not name “{name}”. Who reads it must know which balise to "
        "mend: write its name, or {balise}.",
    )
