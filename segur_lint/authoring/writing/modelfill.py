"""New balises in a model's file: nothing that is there changes, comments stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from segur_lint import modelwrite
from segur_lint.balises import BLOC, LIST, Balise
from segur_lint.edits import Edit, apply
from segur_lint.errors import AuthorError, AuthorErrors, UsageError
from segur_lint.modelfile import read_model
from segur_lint.source import Source
from segur_lint.text import Text, printable
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from segur_lint.knownmodels import Known
    from segur_lint.model import Model


def completed(source: Source, top: Balise, added: Sequence[Balise]) -> str:
    """The text of a sound model's file with the balises that were `added` to its tree `top`."""
    new = {id(each) for each in added}
    root = load(source)
    assert isinstance(root, YMap)
    edits: list[Edit] = []
    # What ends at one place grows from the innermost: edits at one place stand in this order.
    for holder in sorted([top, *top.every()], key=lambda each: -len(each.path())):
        members = {name: each for name, each in (holder.members or {}).items() if id(each) in new}
        if not members or id(holder) in new:
            continue
        node: YMap = root
        for step in holder.path():
            inner = node.get("balises")
            assert isinstance(inner, YMap)
            below = inner.get(step)
            assert isinstance(below, YMap)
            node = below
        shown = Balise(holder.name, holder.kind, None, 0)
        shown.members = members
        edits.append(_inserted(source, node, shown))
    return apply(source.text, edits)


def _inserted(source: Source, node: YMap, shown: Balise) -> Edit:
    """The members of `shown` after those of a bloc, or of the elements of a list."""
    text, balises = source.text, node.get("balises")
    assert isinstance(balises, YMap)
    if text[balises.span.start] == "{":
        at = balises.items[-1][1].span.end if balises.items else balises.span.start + 1
        return Edit(at, at, ", " * bool(balises.items) + ", ".join(_flow(shown)))
    margin = " " * (source.place(balises.items[0][0].span.start).column - 1)
    at = text.find("\n", len(text[: balises.span.end].rstrip()))
    end = "\r\n" if "\r\n" in text else "\n"
    at = len(text) if at < 0 else at - (text[at - 1] == "\r")
    return Edit(at, at, end.join(["", *modelwrite.lines(shown, margin)]))


def _flow(holder: Balise) -> Iterable[str]:
    """The members, each on one line, inside braces."""
    for each in (holder.members or {}).values():
        said = [f"list of: {each.element}"] * (each.kind == LIST)
        said += ["open: true"] * each.open
        if each.members is not None:
            said.append(f"balises: {{{', '.join(_flow(each))}}}")
        is_plain = each.kind not in (LIST, BLOC)
        yield f"{each.name}: {each.kind if is_plain else '{' + ', '.join(said) + '}'}"


def adopt_elements(top: Balise, known: Iterable[Known]) -> None:
    """Call the elements of lists as one of our models does, where it has a list of that name."""
    names: dict[str, str] = {}
    for model in known:
        for each in model.layouts["nested"].every():
            if each.kind == LIST:
                names.setdefault(each.name, each.element)
    for each in top.every():
        if each.kind == LIST and not each.element:
            each.element = names.get(each.name, "")


def checked(path: str, text: str) -> Model:
    """The model of a text that is to be written; `UsageError` where its reader would refuse it."""
    source = Source(path, text.encode())
    errors: list[AuthorError] = []
    model = None
    try:
        model = read_model(source, load(source), errors)
    except AuthorErrors as found:
        errors = found.errors
    if model is None:
        why, shown = errors[0].message, printable(path)
        raise UsageError(
            Text(
                f"Le modèle « {shown} » ne peut pas être fait de ce tableau. {why.fr}",
                f"The model “{shown}” cannot be made of this table. {why.en}",
            )
        )
    return model
