"""YAML -> plain values with spans, for the files that authors of rules write.

Every scalar is text, as written: ``0100``, ``no``, ``12:30``, ``1.10`` and ``null`` stay
what they look like; an empty scalar is ``""``. Nodes are built from the events of PyYAML, never by
one of its constructors. What surprises (aliases, tags, duplicate keys, directives…) is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import yaml

from segur_lint import yamlfaults as said
from segur_lint.errors import AuthorError, AuthorErrors
from segur_lint.source import Source, Span
from segur_lint.text import Text, printable, shorten
from segur_lint.yamlnodes import YList, YMap, YNode, YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

#: What a file may hold: bytes, open collections, code points of a key, faults told at once.
MAX_BYTES, MAX_DEPTH, MAX_KEY, MAX_FAULTS = 256_000, 50, 200, 100

# libyaml where it is compiled in. Only events are read, whose marks count code points.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What YAML forbids raw, and what it takes for a line end or a mark where people see nothing.
_BAD_CHAR = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PROPERTY = re.compile(r"[^\s,\[\]{}]+")
_TAB = re.compile(r"^ *(\t)[ \t]*[^\s#]", re.MULTILINE)


def read(source: Source) -> YNode:
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
        reader.stop(Span(reader.at, reader.at + 1), said.UNKNOWN)
    return reader.finish()


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
            self.stop(Span(0, 1), said.TOO_BIG)
        if self.source.bad_byte is not None:
            utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
            self.stop(Span(length, length + 1), said.UTF16 if utf16 else said.NOT_UTF8)
        if bad := _BAD_CHAR.search(self.text):
            self.stop(Span(*bad.span()), said.character(bad[0]))

    def take(self, event: yaml.Event) -> None:
        start, end = _index(event.start_mark), _index(event.end_mark)
        self.at = end
        if isinstance(event, yaml.DocumentStartEvent):
            self.document(start, end)
        elif isinstance(event, yaml.AliasEvent):
            span = self.property(start)
            self.fault(span, said.ALIAS)
            self.add(YText(span, self.text[span.start : span.end], True))
        elif isinstance(event, yaml.ScalarEvent):
            self.properties(event.anchor, event.tag, start)
            self.add(self.scalar(event, start, end))
        elif isinstance(event, yaml.CollectionStartEvent):
            self.properties(event.anchor, event.tag, start)
            if len(self.stack) == MAX_DEPTH:
                self.stop(Span(start, start + 1), said.TOO_DEEP)
            is_map = isinstance(event, yaml.MappingStartEvent)
            self.stack.append(_Open(start, is_map, bool(event.flow_style)))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.add(self.stack.pop().node(end))

    def document(self, start: int, end: int) -> None:
        self.documents += 1
        if self.text[start : start + 1] == "%":
            self.fault(Span(start, start + 1), said.DIRECTIVE)
        if self.documents > 1:
            self.stop(Span(start, max(end, start + 1)), said.SECOND_DOCUMENT)

    def property(self, start: int) -> Span:
        found = _PROPERTY.match(self.text, start)
        return Span(start, found.end() if found else start + 1)

    def properties(self, anchor: str | None, tag: str | None, start: int) -> None:
        if anchor is not None:
            self.fault(self.property(start), said.ANCHOR)
        if tag is not None:
            self.fault(self.property(start), said.TAG)

    def scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> YText:
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        span = Span(start, end)
        quoted = event.style in ("'", '"', "|", ">")
        if quoted:
            self.free.append(span)
        if _SURROGATE.search(event.value):
            self.fault(span, said.LONE)
        return YText(span, event.value, quoted)

    def add(self, node: YNode) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.is_map and top.key is None:
            top.key = self.key(node, top)
            return
        if top.key is not None:
            after = self.text[top.key.span.end : node.span.start + 1]
            if top.flow and top.values and ":" not in after:
                self.comma(top.key.span)
            top.keys.append(top.key)
            top.key = None
        top.values.append(node)

    def comma(self, key: Span) -> None:
        """What stands between two commas in braces, and is no key: the rest of a sentence."""
        from segur_lint import yamlquotes

        message = yamlquotes.mended(said.COMMA, self.text, self.text.rfind(",", 0, key.start))
        if not self.faults or self.faults[-1].message != message:  # once for a whole sentence
            self.fault(key, message)

    def key(self, node: YNode, top: _Open) -> YText:
        if not isinstance(node, YText):
            self.fault(node.span, said.KEY_NOT_TEXT)
            return YText(node.span, "", False)
        if (first := top.seen.setdefault(node.value, node)) is not node:
            line, name = self.source.place(first.span.start).line, shorten(node.value)
            in_list = len(self.stack) > 1 and not self.stack[-2].is_map
            if begins := not top.flow and in_list and node.value == top.keys[0].value:
                top.seen = {node.value: node}  # its other keys are those of another item
            self.fault(node.span, (said.no_dash if begins else said.twice)(name, line))
        elif node.value == "<<" and not node.quoted:
            self.fault(node.span, said.MERGE)
        elif not node.value and not node.quoted:
            self.fault(node.span, said.NO_KEY)
        elif len(node.value) > MAX_KEY:
            self.fault(node.span, said.LONG_KEY)
        return node

    def syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        from segur_lint import yamlquotes

        problem, length = error.problem or "", len(self.text.rstrip())
        mark = error.problem_mark or error.context_mark
        sign = self.property(_index(error.context_mark))
        if "scanning an a" in (error.context or "") and sign.end > sign.start + 1:  # alias, anchor
            self.stop(sign, said.reference(printable(self.text[sign.start : sign.end])))
        # What was left open is shown where it opens, not at the end of the file.
        late = "expected ':'" in problem or "unexpected document" in problem
        if error.context_mark and (late or _index(mark) >= length):
            mark = error.context_mark
        line = self.text.rfind("\n", 0, at := _index(mark)) + 1
        tab = self.text.find("\t", line, at + 1)
        if tab >= 0 and (tab == at or not self.text[line:tab].strip()):
            self.stop(Span(tab, tab + 1), said.TABBED)
        if (opened := yamlquotes.unclosed(self.text, at)) is not None:
            self.stop(Span(opened, opened + 1), said.unclosed(self.source.place(opened).line))
        if cut := yamlquotes.cut(self.text, at, self.free):
            place = cut.start(1) + cut[1].index("'")
            self.stop(Span(place, place + 1), said.apostrophe(printable(cut[1])))
        fr = next((fr for words, fr in said.PROBLEMS if words in problem), said.UNKNOWN.fr)
        message = Text(fr, f"YAML syntax: {printable(problem)}")
        message = yamlquotes.misaligned(message, self.text, at)
        self.stop(Span(at, at + 1), yamlquotes.mended(message, self.text, at))

    def finish(self) -> YNode:
        for tab in _TAB.finditer(self.text):
            before = bisect_right(self.free, tab.start(1), key=lambda span: span.start) - 1
            if before < 0 or self.free[before].end <= tab.start(1):
                self.fault(Span(*tab.span(1)), said.TABBED)
                break  # an editor that writes one tab writes many: one sentence is enough
        node = self.root
        if node is None or (isinstance(node, YText) and not node.value and not node.quoted):
            self.stop(Span(0, 1), said.EMPTY)
        if self.faults:
            raise AuthorErrors(self.faults)
        return node


def _index(mark: object) -> int:
    # The stubs know two kinds of marks, and that a mark may be None; an event always has its two.
    return getattr(mark, "index", 0)
