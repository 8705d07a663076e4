"""Balises as a tree that remembers where each was read: of a template in JSON, or of our model."""

from __future__ import annotations

from segur_lint.document import Document
from segur_lint.errors import AuthorError, NotationError, UsageError
from segur_lint.lang import notation
from segur_lint.source import Source, Span
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.document import JSONValue, Path
    from segur_lint.yamlnodes import YNode

#: Balises of a template: the longest known has some eighty.
MOST = 2_000
#: What a balise is. `empty` is a list whose elements are not known, `null` a value that may be of
#: any kind.
VALUE, BOTH, ANY, LIST, BLOC, EMPTY, NULL = (
    "value", "value or list", "any", "list", "bloc", "empty", "null",
)  # fmt: skip


class Balise:
    """A balise: its `kind`, the `members` of a bloc or of a list's elements, its place.

    `members` is None for a list of values; `element` is what its elements are called, or empty.
    `open` says that there are others than the members.
    """

    __slots__ = ("element", "kind", "members", "name", "offset", "open", "parent")

    def __init__(self, name: str, kind: str, parent: Balise | None, offset: int) -> None:
        self.name = name
        self.kind = kind
        self.parent = parent
        self.offset = offset
        self.members: dict[str, Balise] | None = None
        self.element = ""
        self.open = False

    def every(self) -> list[Balise]:
        """The balises under this one, in the order of the text."""
        found = []
        for member in (self.members or {}).values():
            found += [member, *member.every()]
        return found

    def path(self) -> tuple[str, ...]:
        """The names from the top to this one."""
        return () if self.parent is None else (*self.parent.path(), self.name)


def of_template(document: Document) -> Balise:
    """The balises of a template, an example of the JSON that is asked for.

    `AuthorError` where it is no object, has a key twice or a list in a list; `UsageError` where it
    has more balises than any template.
    """
    return _Template(document).top()


class _Template:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.source: Source = document.source
        self.count = 0

    def top(self) -> Balise:
        value, twice = self.document.value, self.document.duplicates
        if twice:
            raise AuthorError(
                self.source,
                twice[0].span,
                Text(
                    "Cette balise est déjà dans le même objet : lequel des deux est le modèle ?",
                    "This balise is in the same object already: which of the two is the model?",
                ),
            )
        top = Balise("", BLOC, None, 0)
        if not isinstance(value, dict):
            raise AuthorError(
                self.source,
                self.document.node(()).span,
                Text(
                    "Un modèle de fichier est un objet JSON : { … }.",
                    "A template is a JSON object: { … }.",
                ),
            )
        if not value:
            raise AuthorError(
                self.source,
                self.document.node(()).span,
                Text("Cet objet n'a aucune balise.", "This object has no balise."),
            )
        self.members(top, value, ())
        return top

    def members(self, holder: Balise, value: dict[str, JSONValue], path: Path) -> None:
        """Add what an object shows to what others showed of the same bloc, or list's element."""
        if holder.members is None:
            holder.members = {}
        for name, each in value.items():
            here = (*path, name)
            found = holder.members.get(name)
            if found is None:
                self.count += 1
                if self.count > MOST:
                    raise UsageError(
                        Text(
                            f"Ce fichier a plus de {MOST} balises : ce n'est pas un modèle.",
                            f"This file has more than {MOST} balises: it is no template.",
                        )
                    )
                found = holder.members[name] = Balise(name, "", holder, 0)
                found.offset = self.key(here)
            shown = self.kind(each, here, found.kind in ("", NULL))
            found.kind = _merged(found.kind, shown)
            if isinstance(each, dict):
                self.members(found, each, here)
            for position, item in enumerate(each) if isinstance(each, list) else ():
                if isinstance(item, dict):
                    self.members(found, item, (*here, position))

    def key(self, path: Path) -> int:
        """Where the key that a path ends with stands."""
        span = self.document.node(path).key
        return 0 if span is None else span.start

    def kind(self, value: JSONValue, path: Path, first: bool) -> str:
        """What a value shows; the `first` of a balise may do so by naming the format of a list."""
        if isinstance(value, dict):
            return BLOC
        if isinstance(value, list):
            kinds = {type(item) for item in value}
            if list in kinds:
                span: Span = self.document.node(path).span
                raise AuthorError(
                    self.source,
                    span,
                    Text(
                        "Cette liste contient une liste, qu'aucun modèle ne sait écrire.",
                        "This list holds a list, which no model can write.",
                    ),
                )
            if dict in kinds and len(kinds) > 1:
                return ANY
            return LIST if value else EMPTY
        if first and isinstance(value, str) and _is_list(value):
            return LIST
        return NULL if value is None else VALUE


def _is_list(text: str) -> bool:
    """Whether a value shows a list by the guide's format of it."""
    if not text[:20].lstrip().lower().startswith("liste"):
        return False
    try:
        return isinstance(notation.parse(text), notation.ListOf)
    except NotationError:
        return False


def _merged(one: str, other: str) -> str:
    """The kind of what is of one kind here and of another there."""
    for weak, strong in ((one, other), (other, one)):
        if weak in ("", strong, NULL) or (weak, strong) == (EMPTY, LIST):
            return strong
    return BOTH if {one, other} <= {VALUE, LIST, BOTH, EMPTY} else ANY


def of_model(root: YMap) -> Balise:
    """The balises of a model's file that `modelfile` has found sound."""
    top = Balise("", BLOC, None, 0)
    balises = root.get("balises")
    assert isinstance(balises, YMap)
    _fill(top, balises)
    return top


def _fill(holder: Balise, balises: YNode | None) -> None:
    holder.members = {}
    for key, node in balises.items if isinstance(balises, YMap) else ():
        made = holder.members[key.value] = Balise(key.value, VALUE, holder, key.span.start)
        if isinstance(node, YText):
            made.kind = node.value
            continue
        assert isinstance(node, YMap)
        element, inner, opened = node.get("list of"), node.get("balises"), node.get("open")
        made.kind = BLOC if element is None else LIST
        made.element = element.value if isinstance(element, YText) else ""
        made.open = isinstance(opened, YText) and opened.value == "true"
        if inner is not None:
            _fill(made, inner)
