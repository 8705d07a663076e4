"""The text of a file of many, which is not held all the time: it is read again when it is asked."""

from __future__ import annotations

from zlib import crc32

from segur_lint.errors import SegurLintError
from segur_lint.inputs import read_file
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ChangedError(SegurLintError):
    """A file is no more what it was when it was checked: what was found may not be there."""

    def __init__(self, path: str) -> None:
        name = printable(path)
        super().__init__(
            Text(
                f"« {name} » a changé pendant le contrôle : rien n'est prouvé. Relancez quand plus "
                "rien ne l'écrit.",
                f"“{name}” changed while it was checked: nothing is proved. Run again when nothing "
                "writes it any more.",
            )
        )


class FileSource(Source):
    """A source whose `name` is the path that its bytes were read from."""

    __slots__ = ("_held", "_print")

    def __init__(self, path: str, data: bytes) -> None:
        super().__init__(path, data)
        self._print = (len(data), crc32(data))
        self._held = True

    def put_away(self) -> None:
        """Give the memory back, until the text or the bytes are asked for."""
        if self._held:
            del self.data, self.text
        self._held, self._starts = False, None

    if not TYPE_CHECKING:  # mypy knows the names

        def __getattr__(self, name: str) -> Any:
            """What is away, read again; `ChangedError` where the file is no more what it was."""
            if name not in ("data", "text"):
                raise AttributeError(name)
            data = read_file(self.name)
            if isinstance(data, Text) or (len(data), crc32(data)) != self._print:
                raise ChangedError(self.name)
            for other in _back:  # of many, one is held at a time
                other.put_away()
            _back[:] = [self]
            again = Source(self.name, data)
            self.data, self.text, self._held = again.data, again.text, True
            return getattr(self, name)

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        """To another process goes what is left of it when it is put away."""
        self.put_away()
        left = {*Source.__slots__, *FileSource.__slots__} - {"data", "text"}
        return None, {name: getattr(self, name) for name in left}


#: The source that was put away and is held again.
_back: list[FileSource] = []
