"""A list of objects, in JSON or YAML, becomes a table: the names of members are the headings.

Where a member stands is found when it is asked. Objects inside a row only group columns. What the
object that holds the list says of a wanted column, it says of every row.
"""

from __future__ import annotations

from segur_lint.document import Document, Duplicate, Node, SyntaxFault
from segur_lint.document import read as read_document
from segur_lint.register import faults as said
from segur_lint.register.columns import same
from segur_lint.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from segur_lint.jsonvalue import JSONValue, Path
    from segur_lint.register.faults import Faults
    from segur_lint.source import Source
    from segur_lint.yamlnodes import YNode


def read_json(source: Source, faults: Faults) -> Document | None:
    """The document of a JSON text; None where `faults` say why it is none."""
    found = read_document(source)
    if isinstance(found, SyntaxFault):
        faults.add("syntax", found.span, found.message)
        return None
    for twice in found.duplicates:
        faults.add("name-twice", twice.span, said.name_twice(str(twice.path[-1])))
    return found


def read_yaml(source: Source, faults: Faults) -> Document | None:
    """The document of a YAML text, all of whose scalars are texts, or None for `null` and `~`."""
    from segur_lint.errors import AuthorErrors
    from segur_lint.yamlfile import load

    try:
        value, root = _plain(load(source))
    except AuthorErrors as errors:
        for error in errors.errors:
            faults.add("syntax", error.span, error.message)
        return None
    return Document(source, value, list[Duplicate](), root)


def _plain(node: YNode) -> tuple[JSONValue, Node]:
    """A node of YAML as the value and the node that JSON would have; its depth is bounded."""
    from segur_lint.yamlnodes import YMap, YText

    if isinstance(node, YText):
        is_null = node.value in ("", "~", "null") and not node.quoted
        return None if is_null else node.value, Node(node.span, None, None)
    if isinstance(node, YMap):
        value: dict[str, JSONValue] = {}
        children: dict[str, Node] = {}
        for key, inner in node.items:
            value[key.value], child = _plain(inner)
            child.key = key.span
            children[key.value] = child
        return value, Node(node.span, None, children)
    items = [_plain(item) for item in node.items]
    return [each for each, _ in items], Node(node.span, None, [child for _, child in items])


class ObjectTable:
    """The table of a document; a record is known by its position in the list, from 0."""

    __slots__ = (
        "_columns", "_document", "_first", "_is_wanted", "_path", "_records", "_shared", "headings",
    )  # fmt: skip

    #: Objects have none: no value can be taken for two.
    delimiter = ""

    def __init__(self, document: Document, is_known: Callable[[str], bool], faults: Faults) -> None:
        """`is_known` tells whether a name is the heading of a column that is wanted."""
        self._document = document
        self._is_wanted = _Wanted(is_known)
        self.headings: list[str] = []
        #: Of the columns that are wanted, the position; of all of them, where each is met first.
        self._columns: dict[str, int] = {}
        self._first: list[Path] = []
        self._records: list[tuple[int, list[JSONValue]]] = []
        self._shared: list[tuple[Path, JSONValue]] = []
        self._path = _find(document, faults)
        if self._path is None:
            return
        value = document.value
        if isinstance(value, dict):
            name = str(self._path[0])
            others = {key: inner for key, inner in value.items() if key != name}
            self._shared = [leaf for leaf in _leaves(others, ()) if self._is_wanted[leaf[0][-1]]]
            value = value[name]
        assert isinstance(value, list)
        # Only what is wanted is kept of a row: each could have columns of its own.
        strangers: dict[str, Path] = {}
        for at, item in enumerate(value):
            if isinstance(item, dict):
                self._records.append((at, self._record(at, item, strangers, faults)))
            elif faults.room():
                span = document.node((*self._path, at)).span
                faults.add("not-an-object", span, said.NOT_AN_OBJECT)
        strange = {same(name): name for name in reversed(strangers)}
        for name in reversed(strange.values()):
            self.headings.append(name)
            self._first.append(strangers[name])

    def heading(self, column: int) -> Span:
        """Where a heading stands first."""
        return self._key(self._first[column])

    def records(self, _: Faults) -> Iterator[tuple[int, list[JSONValue]]]:
        """Give each record: its position, and its values."""
        return iter(self._records)

    def row(self, at: int) -> Span:
        """Where an object stands."""
        assert self._path is not None  # it has records
        return self._document.node((*self._path, at)).span

    def cell(self, at: int, column: int) -> Span | None:
        """Where a value of an object stands; None where it has none."""
        assert self._path is not None  # it has records
        path = (*self._path, at)
        item = self._document.value
        for step in path:
            item = item[step]  # type: ignore[index]  # the path leads there
        assert isinstance(item, dict)
        found = [
            (where, value)
            for where, value in (*_leaves(item, path), *self._shared)
            if self._columns.get(self._is_wanted[where[-1]]) == column
        ]
        found.sort(key=lambda leaf: leaf[1] is None)  # a null yields to a value
        return self._document.node(found[0][0]).span if found else None

    def _key(self, path: Path) -> Span:
        key = self._document.node(path).key
        assert key is not None  # it is in an object
        return key

    def _record(
        self, at: int, item: dict[str, JSONValue], strangers: dict[str, Path], faults: Faults
    ) -> list[JSONValue]:
        assert self._path is not None  # it has records
        values: list[JSONValue] = [None] * len(self.headings)
        for path, value in _leaves(item, (*self._path, at)):
            name = self._is_wanted[path[-1]]
            if not name:
                strangers.setdefault(str(path[-1]), path)
            elif not self._put(values, name, path, value) and faults.room():
                message = said.name_twice(str(path[-1]))
                faults.add("name-twice", self._key(path), message)
        for path, value in self._shared:
            self._put(values, self._is_wanted[path[-1]], path, value)
        return values

    def _put(self, values: list[JSONValue], name: str, path: Path, value: JSONValue) -> bool:
        """Give a value to its column; False where the column has one."""
        column = self._columns.setdefault(name, len(self.headings))
        if column == len(self.headings):
            self.headings.append(str(path[-1]))
            self._first.append(path)
        if column >= len(values):
            values += [None] * (column + 1 - len(values))
        if values[column] is not None:
            return False
        values[column] = value
        return True


class _Wanted(dict[str | int, str]):
    """What each name met so far is the `same` as, empty where it is no wanted column's."""

    def __init__(self, is_known: Callable[[str], bool]) -> None:
        super().__init__()
        self.is_known = is_known

    def __missing__(self, name: str | int) -> str:
        found = self[name] = same(str(name)) if self.is_known(str(name)) else ""
        return found


def _find(document: Document, faults: Faults) -> Path | None:
    """Where the one list of objects is: the root, or a member of it; None where there is none."""
    value = document.value
    if _is_listing(value):
        return ()
    message = said.NOT_OBJECTS
    if isinstance(value, dict):
        lists = [name for name, inner in value.items() if _is_listing(inner)]
        lists = [name for name in lists if value[name]] or lists[:1]
        if len(lists) == 1:
            return (lists[0],)
        if lists:
            message = said.several_lists(lists)
    start = document.node(()).span.start
    faults.add("not-a-table", Span(start, start + 1), message)
    return None


def _is_listing(value: JSONValue) -> bool:
    return isinstance(value, list) and (not value or any(isinstance(item, dict) for item in value))


def _leaves(value: dict[str, JSONValue], path: Path) -> Iterator[tuple[Path, JSONValue]]:
    """What an object holds, and the objects inside it, with its path in the document."""
    waiting = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        for name, inner in value.items():
            if isinstance(inner, dict):
                waiting.append(((*path, name), inner))
            else:
                yield (*path, name), inner.strip() if isinstance(inner, str) else inner
