"""The registers of a run: each is read once, for all the packs that declare it alike."""

from __future__ import annotations

from segur_lint.errors import AuthorError, AuthorErrors, UsageError
from segur_lint.inputs import read_file
from segur_lint.source import Source
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from segur_lint.link import Pack
    from segur_lint.register import Register


class RegisterErrors(AuthorErrors):
    """All the faults of a register."""

    def __init__(self, errors: list[AuthorError]) -> None:
        super().__init__(errors)
        count = len(errors)
        many = "s" * (count > 1)
        self.message = Text(
            f"{count} faute{many} dans le registre", f"{count} fault{many} in the register"
        )
        self.args = (self.message.fr,)


class Registers:
    """Registers by their names: `paths` are where they are. Those of another process are read anew.

    What cannot be read is said before any deposit is: `RegisterErrors`, `UsageError`.
    """

    __slots__ = ("_read", "paths")

    def __init__(self, paths: Mapping[str, str]) -> None:
        self.paths = dict(paths)
        self._read: dict[str, Register] = {}

    def __reduce__(self) -> tuple[type[Registers], tuple[dict[str, str]]]:
        return Registers, (self.paths,)

    def of(self, pack: Pack) -> dict[str, Register]:
        """The registers that a pack declares and that are given, by name."""
        return {
            each["name"]: self.open(each)
            for each in pack.head["registers"]
            if each["name"] in self.paths
        }

    def open(self, declared: dict[str, Any]) -> Register:
        """The register that a pack declares so."""
        key = repr(declared)
        if key not in self._read:
            self._read[key] = open_register(declared, self.paths[declared["name"]])
        return self._read[key]


def open_register(declared: dict[str, Any], path: str) -> Register:
    """The register at `path`, as a pack declares it; `RegisterErrors` where it has faults."""
    from segur_lint.register import Column, read_register

    data = read_file(path)
    if isinstance(data, Text):
        shown = printable(path)
        raise UsageError(
            Text(
                f"Registre « {shown} » ({declared['fr']}) : {data.fr}.",
                f"Register “{shown}” ({declared['en']}): {data.en}.",
            )
        )
    columns = [
        Column(name, kind, required, also) for name, kind, required, also in declared["columns"]
    ]
    register = read_register(Source(path, data), columns, declared["key"])
    faults = [fault for fault in register.faults if fault.severity == "error"]
    if faults:
        raise RegisterErrors(
            [AuthorError(register.source, fault.span, fault.message) for fault in faults]
        )
    return register
