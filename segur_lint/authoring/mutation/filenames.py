"""What can be changed in a notation of file names: its fixed pieces, the formats of its parts."""

from __future__ import annotations

from collections.abc import Iterator

from segur_lint.authoring.mutation.change import Change, other_text
from segur_lint.authoring.mutation.formats import changed_formats
from segur_lint.lang import filename, notation
from segur_lint.lang.filename import FileName, Literal, Part
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YNode, YText

#: The part that a fixed piece becomes: anything.
_ANYTHING = "X"


def changed_names(node: YMap) -> Iterator[Change[YMap]]:
    """The entry of a notation of names, otherwise: one change each, shown as the author writes."""
    written, parts = node.get("notation"), node.get("parts")
    if not isinstance(written, YText) or not isinstance(parts, YMap):
        return
    words = {key.value: key for key, _ in parts.items}
    parsed = filename.parse(written.value, words)
    for at, piece in enumerate(parsed.pieces):
        if isinstance(piece, Literal):
            yield from _pieces(node, parsed, at, piece.text)
    for key, entry in parts.items:
        form = entry.get("format") if isinstance(entry, YMap) else None
        if isinstance(entry, YMap) and isinstance(form, YText):
            yield from _formats(node, parts, key, entry, form)


def _pieces(node: YMap, parsed: FileName, at: int, text: str) -> Iterator[Change[YMap]]:
    before, after = parsed.pieces[:at], parsed.pieces[at + 1 :]
    word = text.strip("-_. ")
    other = text.replace(word, other_text(word)) if word else ("-" if text == "_" else "_")
    yield _shown(node, parsed, FileName((*before, Literal(other), *after)), ())
    if not word:
        return
    # A fixed word that might be any other; what is beside it keeps the parts apart.
    start, _, end = text.partition(word)
    sides = [(Literal(side),) if side else () for side in (start, end)]
    made = (*sides[0], Part(_ANYTHING), *sides[1])
    yield _shown(node, parsed, FileName((*before, *made, *after)), (_ANYTHING,), word)


def _shown(
    node: YMap, old: FileName, new: FileName, more: tuple[str, ...], word: str = ""
) -> Change[YMap]:
    fr, en = "un nom juste dans « pass »", "a right name to “pass”"
    if word:
        fr = f"un nom où « {word} » est un autre mot dans « fail »"
        en = f"a name where “{word}” is another word to “fail”"
    made = _replaced(node, "notation", _text(node, "notation", str(new)))
    parts = made.get("parts")
    if more and isinstance(parts, YMap):
        added = tuple((YText(parts.span, each, False), YMap(parts.span, ())) for each in more)
        made = _replaced(made, "parts", YMap(parts.span, (*parts.items, *added)))
    return Change(made, _bare(old), _bare(new), Text(f"Ajoutez {fr}.", f"Add {en}."))


def _bare(name: FileName) -> str:
    """The notation without the brackets that its parts may be written in."""
    return "".join(each.word if isinstance(each, Part) else each.text for each in name.pieces)


def _formats(
    node: YMap, parts: YMap, key: YText, entry: YMap, form: YText
) -> Iterator[Change[YMap]]:
    def with_entry(made: YMap) -> YMap:
        items = tuple((word, made if word is key else each) for word, each in parts.items)
        return _replaced(node, "parts", YMap(parts.span, items))

    for change in changed_formats(notation.parse(form.value)):
        if isinstance(change.made, notation.OrNull):
            continue  # a part of a name is a text
        made = _replaced(entry, "format", _text(entry, "format", change.after))
        before = f"{key.value} : {change.before}"
        yield Change(with_entry(made), before, change.after, change.advice)
    without = YMap(entry.span, tuple(each for each in entry.items if each[0].value != "format"))
    advice = Text(
        f"Ajoutez dans « fail » un nom où {key.value} n'est pas de ce format.",
        f"Add to “fail” a name where {key.value} is not of this format.",
    )
    before = f"{key.value} : {form.value}"
    yield Change(with_entry(without), before, "…", advice)


def _text(node: YMap, key: str, text: str) -> YText:
    old = node.get(key)
    return YText(old.span if old else node.span, text, quoted=True)


def _replaced(node: YMap, key: str, value: YNode) -> YMap:
    return YMap(
        node.span, tuple((word, value if word.value == key else each) for word, each in node.items)
    )
