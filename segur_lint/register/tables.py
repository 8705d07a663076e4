"""The bytes of a register become a table, whatever its encoding and its format.

The format is told by the name (`.json`, `.yaml`, `.yml`, `.csv`), else by the first character.
"""

from __future__ import annotations

from segur_lint.jsonvalue import LIMITS
from segur_lint.register import faults as said
from segur_lint.register.csv import CsvTable
from segur_lint.register.objects import ObjectTable, read_json, read_yaml
from segur_lint.source import Source, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from segur_lint.register.faults import Faults

    Table = CsvTable | ObjectTable

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(source: Source, is_known: Callable[[str], bool], faults: Faults) -> Table | None:
    """The table of `source`, decoded; None where `faults` say why there is none.

    `is_known` tells whether a name is the heading of a column that is wanted.
    """
    text = source.text.lstrip()
    if not text:
        faults.add("empty", Span(0, 0), said.EMPTY)
        return None
    ending = source.name.lower().rpartition(".")[2]
    if ending in ("yaml", "yml"):
        document = read_yaml(source, faults)
    elif ending == "json" or (ending != "csv" and text[0] in "{["):
        document = read_json(source, faults)
    else:
        return CsvTable(source.text, is_known, faults)
    return None if document is None else ObjectTable(document, is_known, faults)


def decode(source: Source, faults: Faults) -> Source:
    """`source`, or the source of its text in another encoding: spreadsheets write two others.

    What is not UTF-8 is taken for Windows' own encoding, unless a byte order mark says otherwise.
    """
    data, decoded, bad = source.data, source, -1
    if len(data) > LIMITS.size:
        faults.add("too-large", Span(0, 0), said.TOO_LARGE)
        return source
    if data.startswith(_WORKBOOKS):
        faults.add("not-a-table", Span(0, 0), said.WORKBOOK)
        return source
    if data.startswith(_UTF16):
        try:
            decoded = Source(source.name, data.decode("utf-16").encode())
        except UnicodeError:
            bad = 0
    elif source.bad_byte is not None and source.bom:
        bad = len(source.text)
    elif source.bad_byte is not None:
        decoded = Source(source.name, data.decode("cp1252", "replace").encode())
        bad = decoded.text.find("\ufffd")
    nul = decoded.text.find("\0")
    if nul >= 0:
        faults.add("nul", Span(nul, nul + 1), said.NUL)
    elif bad >= 0:
        faults.add("encoding", Span(bad, bad + 1), said.ENCODING)
    return decoded
