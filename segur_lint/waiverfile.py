"""One row of ``waivers`` in a configuration, and all that is wrong with how it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from segur_lint import dates
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YMap, YNode, YText

if TYPE_CHECKING:
    from segur_lint.configfile import Reader

WAIVER_KEYS = ("rule", "files", "pointer", "unit", "reason", "owner", "until")
#: Where it holds: one of them at least, else it would be the rule that is ignored.
PLACES = ("files", "pointer", "unit")
REQUIRED = ("rule", "reason", "owner", "until")
#: A JSON Pointer (RFC 6901) to something in a file.
POINTER = re.compile("(?:/(?:[^~/]|~[01])*)+")


def read_waiver(reader: Reader, node: YNode) -> dict[str, Any]:
    """One waiver, as `waivers.Waiver` takes it; what is wrong with it goes to the faults."""
    what = Text("Clé de dérogation", "key of a waiver")
    fields = reader.keys(node, WAIVER_KEYS, what)
    rule = fields.get("rule")
    if isinstance(node, YMap):
        _missing(reader, rule.node if rule is not None else node, fields)
    where = (rule.node if rule is not None else node).span
    return {
        "rule": _text(reader, rule) or "",
        "files": reader.patterns(fields.get("files")),
        "pointer": _pointer(reader, fields.get("pointer")),
        "unit": _text(reader, fields.get("unit")),
        "reason": _text(reader, fields.get("reason")) or "",
        "owner": _text(reader, fields.get("owner")) or "",
        "until": _day(reader, fields.get("until")),
        "where": [where.start, where.end],
    }


def _missing(reader: Reader, node: YNode, fields: dict[str, Field]) -> None:
    lacking = [key for key in REQUIRED if key not in fields]
    if lacking:
        listed = ", ".join(lacking)
        reader.fault(
            node,
            f"Il manque à cette dérogation : {listed}. Elle dit quelle règle (rule), pourquoi "
            "(reason), qui en répond (owner) et jusqu'à quel jour (until).",
            f"This waiver lacks: {listed}. It says which rule, why (reason), who answers for it "
            "(owner) and to what day (until).",
        )
    if not any(key in fields for key in PLACES):
        reader.fault(
            node,
            "Cette dérogation ne dit pas où elle vaut : il faut « files », « pointer » ou "
            "« unit ». Pour ne plus faire du tout ce contrôle, c'est « ignore ».",
            "This waiver does not say where it holds: “files”, “pointer” or “unit” is needed. Not "
            "to run this control at all is “ignore”.",
        )


def _text(reader: Reader, found: Field | None) -> str | None:
    return None if found is None else reader.text(found.key, found.node)


def _pointer(reader: Reader, found: Field | None) -> str | None:
    text = _text(reader, found)
    if found is not None and text and not POINTER.fullmatch(text):
        reader.fault(
            found.node,
            "« pointer » est un chemin dans le JSON, comme le rapport JSON en donne : il commence "
            "par « / », et * y vaut pour n'importe quel numéro.",
            "“pointer” is a path in the JSON, as the JSON report gives them: it begins with “/”, "
            "and * stands for any number in it.",
        )
    return text


def _day(reader: Reader, found: Field | None) -> str:
    text = _text(reader, found) or ""
    if found is not None and text and isinstance(found.node, YText):
        day = dates.parse(text, dates.DAY)
        if not isinstance(day, tuple):
            reader.fault(
                found.node,
                "« until » est le dernier jour où la dérogation vaut, écrit AAAA-MM-JJ : "
                "2024-12-31, par exemple.",
                "“until” is the last day on which the waiver holds, written YYYY-MM-DD: "
                "2024-12-31, for example.",
            )
    return text
