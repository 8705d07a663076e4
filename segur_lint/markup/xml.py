"""XML text: what names and data hold is never markup, nor a character that XML refuses."""

from __future__ import annotations

from segur_lint.markup import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def tag(name: str, attributes: dict[str, str], *, empty: bool = False) -> str:
    """The tag that begins an element, or that is all of it."""
    # XML refuses most control characters, even spelt as references; `text` has none left.
    written = "".join(f' {key}="{text(value)}"' for key, value in attributes.items())
    return f"<{name}{written}{' /' if empty else ''}>"


def lines(several: Iterable[str]) -> str:
    """Texts as the content of an element, each on a line of its own."""
    return "\n".join(map(text, several))


def document(body: Iterator[str], *, ascii_only: bool) -> str:
    """The whole file; in ASCII, other characters are spelt as references."""
    whole = "\n".join([HEAD, *body]) + "\n"
    return whole.encode("ascii", "xmlcharrefreplace").decode() if ascii_only else whole
