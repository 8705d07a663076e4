"""The functions that the generated code calls, beside those of `runtime`: made for the rules."""

from __future__ import annotations


class Helpers:
    """The functions that the generated code calls, each written once however often it is asked."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}  # what makes a helper -> its name
        #: How names that one function takes apart may be cut together: see `runtime.torn`.
        self.splits: dict[str, tuple[str, int] | None] = {}

    def name(self, kind: str, made: str) -> str:
        """The name of what ``kind`` of `runtime` makes of these arguments."""
        return self._names.setdefault(f"{{name}} = {kind}({made})", f"h{len(self._names)}")

    def function(self, argument: str, body: list[str]) -> str:
        """The name of a function of one argument."""
        made = "\n    ".join([f"def {{name}}({argument}):", *body])
        return self._names.setdefault(made, f"h{len(self._names)}")

    def lines(self) -> list[str]:
        """The lines that make them."""
        return [made.replace("{name}", name) for made, name in self._names.items()]
