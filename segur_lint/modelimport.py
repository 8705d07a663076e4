"""A model made of the official template, and the nearest of ours to compare it with."""

from __future__ import annotations

from copy import deepcopy

from segur_lint import balises, modelwrite
from segur_lint.balises import ANY, BLOC, BOTH, EMPTY, LIST, NULL, VALUE, Balise
from segur_lint.document import Document, read
from segur_lint.errors import AuthorError, UsageError
from segur_lint.modeldiff import differences, pairs
from segur_lint.source import Source, Span
from segur_lint.text import Text, hint, listed, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from segur_lint.knownmodels import Known
    from segur_lint.modeldiff import Difference


class Imported:
    """What was made of a template: the model's `text`, and what there is to say of it.

    `notes` are sentences on what the template does not tell; `against` is the model of ours it was
    compared with, in one of its layouts, and `differences` how they differ.
    """

    __slots__ = ("against", "differences", "layout", "notes", "source", "text")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = ""
        self.notes: list[Text] = []
        self.against: Known | None = None
        self.layout = "nested"
        self.differences: list[Difference] = []


def read_template(name: str, data: bytes) -> Document:
    """The JSON of a template; `AuthorError`, with its place, where it is not JSON."""
    source = Source(name, data)
    if source.bad_byte is not None:
        end = len(source.text)
        raise AuthorError(
            source, Span(end, end), Text("Ce n'est pas de l'UTF-8.", "This is not UTF-8.")
        )
    document = read(source)
    if not isinstance(document, Document):
        raise AuthorError(source, document.span, document.message)
    return document


def make(
    document: Document, known: Sequence[Known], against: str | None = None, name: str | None = None
) -> Imported:
    """The model that `document` shows, called `name`, and how it differs from one of `known`.

    `against` names that one; by default it is the nearest. `AuthorError` or `UsageError` where no
    model can be made.
    """
    made = Imported(document.source)
    top = balises.of_template(document)
    made.against, made.layout = _nearest(top, known, against)
    if made.against is not None:
        ours = made.against.layouts[made.layout]
        for theirs, same in pairs(top, ours).items():
            _adopt(theirs, same, made)
        made.differences = differences(top, ours)
    _settle(top, made)
    called = name or (f"{made.against.name}-officiel" if made.against else "officiel")
    unit = made.against.unit if made.against else ""
    made.text = modelwrite.written(called, document.source.name, unit, top)
    return made


def _nearest(top: Balise, known: Sequence[Known], name: str | None) -> tuple[Known | None, str]:
    """The model, and its layout, that shares most names and differs least."""
    if name is not None:
        named = [each for each in known if each.name == name]
        if not named:
            near = hint(name, [each.name for each in known], listed(each.name for each in known))
            shown = printable(name)
            raise UsageError(
                Text(f"Modèle inconnu « {shown} ».{near.fr}", f"Unknown model “{shown}”.{near.en}")
            )
        known = named
    names = {each.name for each in top.every()}
    best: tuple[int, int] = (-1, 0)
    found: tuple[Known | None, str] = (None, "nested")
    for each in known:
        for layout, tree in each.layouts.items():
            shared = len(names.intersection(inner.name for inner in tree.every()))
            score = (shared, -len(differences(top, tree)))
            if (shared or name is not None) and score > best:
                best, found = score, (each, layout)
    return found


def _adopt(theirs: Balise, same: Balise, made: Imported) -> None:
    """Take from our model what a template cannot show: names of elements, what may be a list."""
    shown, ours = printable(theirs.name), printable(made.against.name if made.against else "")
    if theirs.kind in (VALUE, NULL, LIST, EMPTY) and same.kind in (BOTH, ANY):
        if theirs.members is None:
            theirs.kind = same.kind
    elif theirs.kind in (LIST, EMPTY) and same.kind == LIST:
        if theirs.kind == EMPTY:
            theirs.kind, theirs.open = LIST, same.open
            _copy(same, theirs)
            made.notes.append(
                Text(
                    f"« {shown} » est une liste vide : ses éléments sont ceux de notre modèle "
                    f"« {ours} ».",
                    f"“{shown}” is an empty list: its elements are those of our model “{ours}”.",
                )
            )
        if (theirs.members is None) == (same.members is None):
            theirs.element = same.element
    elif theirs.kind == same.kind == BLOC and not theirs.members:
        _copy(same, theirs)
        made.notes.append(
            Text(
                f"« {shown} » est un objet vide : ses balises sont celles de notre modèle "
                f"« {ours} ».",
                f"“{shown}” is an empty object: its balises are those of our model “{ours}”.",
            )
        )


def _copy(source: Balise, target: Balise) -> None:
    """Give `target` the members of `source`."""
    if source.members is None:
        return
    copied = deepcopy(source)
    target.members = copied.members
    for each in (target.members or {}).values():
        each.parent = target


def _settle(top: Balise, made: Imported) -> None:
    """Decide what neither the template nor our model told."""
    for each in top.every():
        shown = printable(each.name)
        if each.kind == NULL:
            each.kind = VALUE
        elif each.kind in (BOTH, ANY):
            each.kind, each.members = (BOTH if each.members is None else ANY), None
        elif each.kind == EMPTY:
            each.kind = ANY
            made.notes.append(
                Text(
                    f"« {shown} » est une liste vide : rien ne dit ce qu'elle contient. Le modèle "
                    "y accepte tout (« any ») ; précisez-le.",
                    f"“{shown}” is an empty list: nothing tells what it holds. The model takes "
                    "anything there (“any”); say it.",
                )
            )
        elif each.kind == BLOC and not each.members:
            each.open = True
            made.notes.append(
                Text(
                    f"« {shown} » est un objet vide : rien ne dit quelles balises il contient. Le "
                    "modèle les y accepte toutes (« open ») ; nommez-les.",
                    f"“{shown}” is an empty object: nothing tells which balises it holds. The "
                    "model takes them all there (“open”); name them.",
                )
            )
