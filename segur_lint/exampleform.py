"""How an example is written: a JSON text, or a mapping of changes, each of its own kind."""

from __future__ import annotations

from segur_lint.row import is_moment
from segur_lint.sample import AROUND, DATE, DECIDED, FAULTS, INPUTS, TIMES, Unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def check_example(example: Any) -> None:
    """Refuse, by `Unusable`, an example that is not written as one."""
    if isinstance(example, str):
        return
    if not isinstance(example, dict):
        raise Unusable(
            "un exemple est un texte JSON entre apostrophes, ou une suite de changements",
            "an example is a JSON text in single quotes, or a mapping of changes",
        )
    for key, value in example.items():
        if key in _WRITTEN:
            fits, fr, en = _WRITTEN[key]
            if not fits(value):
                raise Unusable(f"« {key} » est {fr}", f"“{key}” is {en}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_hex(value: Any) -> bool:
    try:
        return isinstance(value, str) and bytes.fromhex(value) is not None
    except ValueError:
        return False


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_units(value: Any) -> bool:
    if isinstance(value, str):
        return _is_count(value)
    return isinstance(value, list) and all(
        isinstance(each, dict) and _is_count(each.get(TIMES, "1")) for each in value
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and is_moment(value)


_TEXT = (_is_text, "un texte", "a text")
_MAPPING = (_is_mapping, "une suite de « nom: texte »", "a mapping of texts")
#: How changes are written: what tells it, and how it is said.
_WRITTEN: dict[str, tuple[Callable[[Any], bool], str, str]] = {
    "file": _TEXT,
    "text": _TEXT,
    "hex": (_is_hex, "une suite d'octets comme 7B 7D", "a run of bytes such as 7B 7D"),
    "rename": _MAPPING,
    "remove": (_is_list, "une liste de noms", "a list of names"),
    "add": _MAPPING,
    "units": (_is_units, "un nombre ou une liste de changements", "a number or a list of changes"),
    INPUTS: _MAPPING,
    DECIDED: (lambda value: value == "true", "true, ou n'est pas là", "true, or is not there"),
    FAULTS: (_is_count, "un nombre", "a number"),
    DATE: (_is_day, "un jour comme 2024-09-12", "a day such as 2024-09-12"),
}
#: The keys of an example that are no balise.
CHANGES = frozenset((*_WRITTEN, *AROUND))
