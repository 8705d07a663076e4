"""YAML -> plain values with spans, for the files that authors of rules write.

Every scalar is text, as written: ``0100``, ``no``, ``12:30``, ``1.10`` and ``null`` stay
what they look like; an empty scalar is ``""``. Nodes are built from the events of PyYAML, never by
one of its constructors. What surprises (aliases, tags, duplicate keys, directives…) is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

import yaml

from segur_lint.errors import AuthorError, AuthorErrors
from segur_lint.source import Source, Span
from segur_lint.text import Text, printable, shorten

#: What a file may hold: bytes, open collections, code points of a key, faults told at once.
MAX_BYTES, MAX_DEPTH, MAX_KEY, MAX_FAULTS = 256_000, 50, 200, 100

# libyaml where it is compiled in. Both count marks in code points. Only their events are read.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What YAML forbids raw, and what it takes for a line end or a mark where people see nothing.
_BAD_CHAR = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PROPERTY = re.compile(r"[^\s,\[\]{}]+")
_TAB = re.compile(r"^ *(\t)[ \t]*[^\s#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YText:
    """A scalar: `value` is its text, `quoted` tells it was in quotes or a block, not plain."""

    span: Span
    value: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class YList:
    """A sequence of nodes."""

    span: Span
    items: tuple[YNode, ...]


@dataclass(frozen=True, slots=True)
class YMap:
    """A mapping, in the order of the file; its keys are nodes, all different."""

    span: Span
    items: tuple[tuple[YText, YNode], ...]

    def get(self, key: str) -> YNode | None:
        """Give the value of `key`, or None where it is absent."""
        return next((value for name, value in self.items if name.value == key), None)

    def key(self, key: str) -> YText | None:
        """Give the node of the key itself, or None where it is absent."""
        return next((name for name, _ in self.items if name.value == key), None)

    def keys(self) -> tuple[str, ...]:
        """Give the names, in the order of the file."""
        return tuple(name.value for name, _ in self.items)


YNode: TypeAlias = YText | YList | YMap
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def load(source: Source) -> YNode:
    """Read the one document of `source`. Raises `AuthorErrors`: all faults that can be read."""
    reader = _Reader(source)
    reader.check_text()
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            reader.take(event)
    except yaml.MarkedYAMLError as error:
        reader.syntax(error)
    except (yaml.YAMLError, ValueError, OverflowError):
        # ValueError, OverflowError: the pure Python scanner, on a huge %YAML number or a \U escape.
        reader.stop(Span(reader.at, reader.at + 1), _UNKNOWN)
    return reader.finish()


def plain(node: YNode) -> Plain:
    """`node` without its spans: str, list, dict. Its depth is bounded, so this may recurse."""
    if isinstance(node, YText):
        return node.value
    if isinstance(node, YList):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.items}


def text_span(node: YText, start: int, end: int, source: Source) -> Span:
    """Offsets in `node.value` -> offsets in the source.

    Exact where the value is written as it is (plain or quoted, on one line, no escape); the span
    of the whole node elsewhere (blocks, folded lines, escapes).
    """
    raw = source.text[node.span.start : node.span.end]
    if raw == node.value:
        first = node.span.start
    elif raw[:1] in ("'", '"') and raw[1:-1] == node.value:
        first = node.span.start + 1
    else:
        return node.span
    start = max(0, min(start, len(node.value)))
    return Span(first + start, first + max(start, min(end, len(node.value))))


class _Open:
    """A collection that is being read; `key` waits for its value, `seen` are the keys so far."""

    __slots__ = ("flow", "is_map", "key", "keys", "seen", "start", "values")

    def __init__(self, start: int, is_map: bool, flow: bool) -> None:
        self.start = start
        self.is_map = is_map
        self.flow = flow
        self.key: YText | None = None
        self.keys: list[YText] = []
        self.values: list[YNode] = []
        self.seen: dict[str, YText] = {}

    def node(self, end: int) -> YNode:
        # A block ends with its last value: YAML would give it the blank lines that follow.
        if not self.flow and self.values:
            end = self.values[-1].span.end
        span = Span(self.start, end)
        if self.is_map:
            return YMap(span, tuple(zip(self.keys, self.values, strict=True)))
        return YList(span, tuple(self.values))


class _Reader:
    """Takes events, keeps a stack of open collections, gathers faults."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.faults: list[AuthorError] = []
        self.stack: list[_Open] = []
        self.root: YNode | None = None
        self.documents = 0
        self.at = 0  # how far the events went
        self.free: list[Span] = []  # quoted and block scalars, where a tab is only a tab

    def fault(self, span: Span, message: Text) -> None:
        self.faults.append(AuthorError(self.source, span, message))
        if len(self.faults) >= MAX_FAULTS:
            raise AuthorErrors(self.faults)

    def stop(self, span: Span, message: Text) -> NoReturn:
        raise AuthorErrors([*self.faults, AuthorError(self.source, span, message)])

    def check_text(self) -> None:
        """Refuses what must not even be given to the YAML scanner."""
        data, length = self.source.data, len(self.text)
        if len(data) > MAX_BYTES:
            self.stop(Span(0, 1), _TOO_BIG)
        if self.source.bad_byte is not None:
            utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
            self.stop(Span(length, length + 1), _UTF16 if utf16 else _NOT_UTF8)
        if bad := _BAD_CHAR.search(self.text):
            code = f"U+{ord(bad[0]):04X}"
            fr = f"caractère de contrôle ou invisible {code} : supprimez-le"
            en = f"control or invisible character {code}: delete it"
            self.stop(Span(*bad.span()), Text(fr, en))

    def take(self, event: yaml.Event) -> None:
        start, end = _index(event.start_mark), _index(event.end_mark)
        self.at = end
        if isinstance(event, yaml.DocumentStartEvent):
            self.document(start, end)
        elif isinstance(event, yaml.AliasEvent):
            span = self.property(start)
            self.fault(span, _ALIAS)
            self.add(YText(span, self.text[span.start : span.end], True))
        elif isinstance(event, yaml.ScalarEvent):
            self.properties(event.anchor, event.tag, start)
            self.add(self.scalar(event, start, end))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.properties(event.anchor, event.tag, start)
            if len(self.stack) == MAX_DEPTH:
                self.stop(Span(start, start + 1), _TOO_DEEP)
            is_map = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Open(start, is_map, bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.add(self.stack.pop().node(end))

    def document(self, start: int, end: int) -> None:
        self.documents += 1
        if self.text[start : start + 1] == "%":
            self.fault(Span(start, start + 1), _DIRECTIVE)
        if self.documents > 1:
            self.stop(Span(start, max(end, start + 1)), _SECOND_DOCUMENT)

    def property(self, start: int) -> Span:
        found = _PROPERTY.match(self.text, start)
        return Span(start, found.end() if found else start + 1)

    def properties(self, anchor: str | None, tag: str | None, start: int) -> None:
        if anchor is not None:
            self.fault(self.property(start), _ANCHOR)
        if tag is not None:
            self.fault(self.property(start), _TAG)

    def scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> YText:
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        span = Span(start, end)
        quoted = event.style in ("'", '"', "|", ">")
        if quoted:
            self.free.append(span)
        if _SURROGATE.search(event.value):
            self.fault(span, _LONE)
        return YText(span, event.value, quoted)

    def add(self, node: YNode) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.is_map and top.key is None:
            top.key = self.key(node, top.seen)
            return
        if top.key is not None:
            top.keys.append(top.key)
            top.key = None
        top.values.append(node)

    def key(self, node: YNode, seen: dict[str, YText]) -> YText:
        if not isinstance(node, YText):
            self.fault(node.span, _KEY_NOT_TEXT)
            return YText(node.span, "", False)
        first = seen.setdefault(node.value, node)
        if first is not node:
            line, name = self.source.place(first.span.start).line, shorten(node.value)
            fr = f"la clé « {name} » est déjà écrite à la ligne {line} : n'en gardez qu'une"
            en = f"the key “{name}” is already written on line {line}: keep only one"
            self.fault(node.span, Text(fr, en))
        elif node.value == "<<" and not node.quoted:
            self.fault(node.span, _MERGE)
        elif not node.value and not node.quoted:
            self.fault(node.span, _NO_KEY)
        elif len(node.value) > MAX_KEY:
            self.fault(node.span, _LONG_KEY)
        return node

    def syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        problem, length = error.problem or "", len(self.text.rstrip())
        mark = error.problem_mark or error.context_mark
        # What was left open is shown where it opens, not at the end of the file.
        late = "expected ':'" in problem or "unexpected document" in problem
        if error.context_mark and (late or _index(mark) >= length):
            mark = error.context_mark
        at = _index(mark)
        line = self.text.rfind("\n", 0, at) + 1
        tab = self.text.find("\t", line, at + 1)
        if tab >= 0 and (tab == at or not self.text[line:tab].strip()):
            self.stop(Span(tab, tab + 1), _TABBED)
        fr = next((fr for words, fr in _PROBLEMS if words in problem), _UNKNOWN.fr)
        self.stop(Span(at, at + 1), Text(fr, f"YAML syntax: {printable(problem)}"))

    def finish(self) -> YNode:
        starts = [span.start for span in self.free]
        for tab in _TAB.finditer(self.text):
            before = bisect_right(starts, tab.start(1)) - 1
            if before < 0 or self.free[before].end <= tab.start(1):
                self.fault(Span(*tab.span(1)), _TABBED)
                break  # an editor that writes one tab writes many: one sentence is enough
        node = self.root
        if node is None or (isinstance(node, YText) and not node.value and not node.quoted):
            self.stop(Span(0, 1), _EMPTY)
        if self.faults:
            raise AuthorErrors(self.faults)
        return node


def _index(mark: object) -> int:
    # The stubs know two kinds of marks, and that a mark may be None; an event always has its two.
    return getattr(mark, "index", 0)


_TOO_BIG = Text(
    "fichier de plus de 256 000 octets : partagez-le en plusieurs fichiers",
    "file over 256,000 bytes: split it into several files",
)
_NOT_UTF8 = Text(
    "cet octet n'est pas de l'UTF-8 : enregistrez le fichier en UTF-8",
    "this byte is not UTF-8: save the file as UTF-8",
)
_UTF16 = Text(
    "le fichier est en UTF-16 : enregistrez-le en UTF-8",
    "the file is in UTF-16: save it as UTF-8",
)
_EMPTY = Text(
    "le fichier est vide ou ne contient que des commentaires : écrivez-y au moins une clé",
    "the file is empty or holds only comments: write at least one key",
)
_TOO_DEEP = Text(
    "plus de 50 niveaux d'imbrication : aplatissez le fichier",
    "more than 50 levels of nesting: flatten the file",
)
_SECOND_DOCUMENT = Text(
    "un second document commence ici : supprimez « --- » et gardez un seul document par fichier",
    "a second document starts here: remove “---” and keep one document a file",
)
_DIRECTIVE = Text(
    "les directives (lignes qui commencent par « % ») ne sont pas admises : supprimez la ligne",
    "directives (lines that start with “%”) are not allowed: delete the line",
)
_ALIAS = Text(
    "les alias (« *nom ») ne sont pas admis : recopiez la valeur, ou mettez-la entre guillemets",
    "aliases (“*name”) are not allowed: write the value again, or quote it",
)
_ANCHOR = Text(
    "les ancres (« &nom ») sont refusées : supprimez-la, ou mettez la valeur entre guillemets",
    "anchors (“&name”) are not allowed: delete it, or quote the value",
)
_TAG = Text(
    "les étiquettes (« !nom ») ne sont pas admises : supprimez-la, "
    "ou mettez la valeur entre guillemets",
    "tags (“!name”) are not allowed: delete it, or quote the value",
)
_MERGE = Text(
    "la fusion (« << ») n'est pas admise : recopiez les clés voulues",
    "merge keys (“<<”) are not allowed: write the keys you want",
)
_KEY_NOT_TEXT = Text(
    "une clé doit être un texte, pas une liste ni un groupe : mettez-la entre guillemets",
    "a key must be a text, not a list or a mapping: quote it",
)
_NO_KEY = Text(
    "il manque une clé : écrivez un nom avant « : »",
    "a key is missing: write a name before “:”",
)
_LONG_KEY = Text(
    "clé de plus de 200 caractères : raccourcissez-la",
    "key longer than 200 characters: shorten it",
)
_LONE = Text(
    "ce texte contient une moitié de caractère (\\ud800 à \\udfff) : écrivez le caractère lui-même",
    "this text holds half a character (\\ud800 to \\udfff): write the character itself",
)
_TABBED = Text(
    "tabulation ici : remplacez-la par des espaces",
    "tab here: replace it with spaces",
)
_UNKNOWN = Text("la syntaxe YAML n'est pas respectée ici", "YAML syntax is not respected here")

_MISPLACED_COLON = (
    "« : » n'est pas attendu ici : mettez la valeur entre guillemets, ou alignez la clé"
)
_START = "une valeur ne peut pas commencer par ce caractère : mettez-la entre guillemets"
_ALIGN = "retrait inattendu : alignez cette ligne avec celles du même niveau"
_LIST = "liste ouverte par « [ » : il manque une virgule ou « ] »"
_GROUP = "groupe ouvert par « { » : il manque une virgule ou « } »"
_ESCAPE = "après « \\ », ce code n'est pas connu : doublez la barre, ou employez des apostrophes"
_DASH = "« - » n'est pas attendu ici : alignez les éléments de la liste, un par ligne"

# Words of a problem of libyaml or of the pure Python scanner, in the order to look for them.
_PROBLEMS = (
    ("mapping values are not allowed", _MISPLACED_COLON),
    ("cannot start any token", _START),
    ("expected ':'", "il manque « : » après la clé, ou la ligne est mal alignée"),
    ("unexpected end of stream", "guillemet ouvert et jamais refermé : fermez-le"),
    ("unexpected document", "guillemet ouvert et jamais refermé : fermez-le"),
    ("expected ',' or ']'", _LIST),
    ("expected ',' or '}'", _GROUP),
    ("entries are not allowed", _DASH),
    ("expected '-' indicator", _ALIGN),
    ("expected key", _ALIGN),
    ("expected <block end>", _ALIGN),
    ("unknown escape character", _ESCAPE),
    ("hexdecimal", _ESCAPE),  # so spelt by libyaml
    ("hexadecimal", _ESCAPE),
    ("Unicode character escape", _LONE.fr),
    ("node content", "il manque une valeur ici"),
    ("<document start>", "texte en trop après la fin du contenu : supprimez-le ou alignez-le"),
)
