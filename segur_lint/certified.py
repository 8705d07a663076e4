"""A certificate read again, where nobody changed it."""

from __future__ import annotations

import json
import re

from segur_lint.certificate import VERSION, number
from segur_lint.document import Document, read
from segur_lint.errors import UsageError
from segur_lint.inputs import read_file
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Plain = dict[str, Any]

_HASHED = {"file": str, "sha256": str}
_COUNTED = {"rule": str, "count": int}
_OR_NONE = (str, type(None))
#: What of a certificate is read again, and of what kind each is: a list has one kind of members.
_SHAPE: dict[str, Any] = {
    "number": str,
    "made": str,
    "day": str,
    "tool": {"version": str},
    "verdict": str,
    "rules": {"files": [_HASHED]},
    "asked": {
        "pack": _OR_NONE, "select": [str], "ignore": [str], "inputs": dict, "rules": [str],
        "registers": [{"name": str, **_HASHED}], "documents": [str], "config": _OR_NONE,
        "configurations": [_HASHED], "baseline": [_HASHED],
    },
    "files": [_HASHED],
    "reports": [
        {
            "file": str, "held": [str], "not_run": [{"rule": str}], "known": [_COUNTED],
            "waived": [_COUNTED], "failed": [_COUNTED],
        },
    ],
}  # fmt: skip
_NUMBER = re.compile(r"SL-\d{8}-[0-9A-F]{16}")


def load(path: str) -> Plain:
    """The certificate at `path`; `UsageError` where it cannot be read, is none, or was changed."""
    data = read_file(path)
    if isinstance(data, Text):
        raise _unfit(path, data)
    source = Source(path, data)
    none = Text("ce n'est pas un certificat de segur-lint", "it is no certificate of segur-lint")
    if source.bad_byte is not None or not isinstance(read(source), Document):
        raise _unfit(path, none)
    try:
        plain = json.loads(source.text)
    except ValueError:  # a number that Python does not read
        raise _unfit(path, none) from None
    if not isinstance(plain, dict) or not isinstance(plain.get("certificate"), str):
        raise _unfit(path, none)
    if plain["certificate"] != VERSION:
        raise _unfit(
            path,
            Text("il est d'une autre version de segur-lint", "it is of another segur-lint"),
        )
    if not _fits(plain, _SHAPE):
        raise _unfit(path, none)
    if not _NUMBER.fullmatch(plain["number"]) or plain["number"] != number(plain):
        raise _unfit(
            path,
            Text(
                "il a été modifié depuis qu'il a été fait (son numéro n'est pas celui de son "
                "contenu)",
                "it was changed since it was made (its number is not that of its content)",
            ),
        )
    return plain


def _fits(value: Any, shape: Any) -> bool:
    """Whether a value of JSON has that shape."""
    if isinstance(shape, dict):
        return isinstance(value, dict) and all(
            key in value and _fits(value[key], inner) for key, inner in shape.items()
        )
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(each, shape[0]) for each in value)
    return isinstance(value, shape)


def _unfit(path: str, why: Text) -> UsageError:
    name = printable(path)
    return UsageError(
        Text(
            f"« {name} » ne peut pas être vérifié : {why.fr}.",
            f"“{name}” cannot be verified: {why.en}.",
        )
    )
