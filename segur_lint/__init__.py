"""segur-lint: a linter of declarative rules for administrative JSON deposits.

The Python interface is `Linter`; what it answers is `segur_lint.report.model`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.api import Linter

__version__ = "0.1.0"
__all__ = ["Linter", "__version__"]


def __getattr__(name: str) -> object:
    """`Linter`, imported when it is asked for: the command line does not always need it."""
    if name == "Linter":
        from segur_lint.api import Linter

        return Linter
    raise AttributeError(name)
