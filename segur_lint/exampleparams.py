"""The examples that a pack writes, its parameters' values in the place of their names.

An heir that gives a parameter another value is so held to the examples that it inherits.
``{name:lower}`` and ``{name:upper}`` are its value in the other case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from segur_lint.row import Field
from segur_lint.yamlnodes import YList, YMap, YText, plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NAMED = re.compile(r"\{([^{}\"':,\s]+)(?::(lower|upper))?\}")
#: What `sample` fills in itself, unit by unit.
_NUMBER = "number"


def values_of(params: Mapping[str, Field]) -> dict[str, str]:
    """What stands in examples for the names of these parameters."""
    return {
        name: field.node.value
        for name, field in params.items()
        if isinstance(field.node, YText) and name != _NUMBER
    }


def read_examples(where: Field | None, values: Mapping[str, str]) -> dict[str, list[Any]]:
    """The examples of a row or of a pack; what is in braces and no parameter stays as it is."""
    if where is None or not isinstance(where.node, YMap):
        return {"pass": [], "fail": []}
    return {
        key.value: [_filled(plain(item), values) for item in value.items]
        for key, value in where.node.items
        if isinstance(value, YList)
    }


def _filled(example: Any, values: Mapping[str, str]) -> Any:
    if isinstance(example, str):

        def value(match: re.Match[str]) -> str:
            said = values.get(match[1])
            if said is None:
                return match[0]
            return {"lower": said.lower(), "upper": said.upper()}.get(match[2], said)

        return _NAMED.sub(value, example)
    if isinstance(example, list):
        return [_filled(each, values) for each in example]
    return {key: _filled(each, values) for key, each in example.items()}
