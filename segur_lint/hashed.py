"""The hashes of whole files, as a certificate tells them."""

from __future__ import annotations

from hashlib import sha256

from segur_lint.errors import UsageError, reason
from segur_lint.regular import open_regular
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_CHUNK = 1 << 20


def hashes(paths: Iterable[str]) -> dict[str, tuple[str, int]]:
    """The hash and the size of each file, by its path; `UsageError` where one cannot be read."""
    return {path: hashed(path) for path in paths}


def hashed(path: str) -> tuple[str, int]:
    """The same of one file."""
    found, size = sha256(), 0
    try:
        with open_regular(path) as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
                size += len(chunk)
    except OSError as error:
        name, why = printable(path), reason(error)
        raise UsageError(
            Text(
                f"Aucun certificat n'est fait : « {name} » ne peut pas être lu ({why.fr}).",
                f"No certificate is made: “{name}” cannot be read ({why.en}).",
            )
        ) from None
    return found.hexdigest(), size
