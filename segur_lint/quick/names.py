"""Names of files taken apart without a regular expression: the twin of `filenames`."""

from __future__ import annotations

from segur_lint.filenames import LONGEST
from segur_lint.quick import notations
from segur_lint.quick.plan import UnfitError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from segur_lint.quick.helpers import Helpers


def helper(helpers: Helpers, plain: dict[str, Any]) -> str:
    """The function, written once for notations that differ in the words of their parts alone."""
    pieces = [text if kind == "lit" else None for kind, text in plain["pieces"]]
    formats = dict(plain["formats"])
    name = helpers.function("name", _body(helpers, pieces, formats))
    signs = {text for text in pieces if text is not None} - {"."}
    simple = pieces[0] is None and len(signs) == 1 and not formats and pieces[-2:] == [".", None]
    helpers.splits[name] = (str(signs.pop()), pieces.count(None)) if simple else None
    return name


def _body(helpers: Helpers, pieces: list[str | None], formats: dict[int, Any]) -> list[str]:
    """The lines of a function of `name`, which answers the parts, or None.

    A part ends where the first character of the literal after it stands; the last one before a
    literal with a point may hold anything, and what follows that literal holds no point.
    """
    last = len(pieces) - 1
    points = [
        at
        for at, piece in enumerate(pieces)
        if piece is None and at < last and str(pieces[at + 1]).startswith(".")
    ]
    stem = points[-1] if points else last
    if pieces[stem] is not None:
        raise UnfitError("a name whose last piece is no part")
    lines = [f"if len(name) > {LONGEST}: return None"]
    before, after = pieces[:stem], pieces[stem + 1 :]
    if before and before[0] is not None:
        lead = before.pop(0)
        assert lead is not None
        lines += [
            f"if not name.startswith({lead!r}): return None",
            f"name = name[{len(lead)}:]",
        ]
    parts = [f"p{number}" for number in range(len(before) // 2)]
    signs = {str(sign) for sign in before[1::2]}
    if any(len(sign) > 1 for sign in signs):
        raise UnfitError("a name with several characters between its parts")
    if len(signs) == 1:
        lines += [
            f"try: {', '.join(parts)}, name = name.split({signs.pop()!r}, {len(parts)})",
            "except ValueError: return None",
        ]
    else:
        for part, sign in zip(parts, before[1::2], strict=True):
            lines += [
                f"{part}, found, name = name.partition({sign!r})",
                "if not found: return None",
            ]
    parts.append("name")
    if len(after) == 1:
        (end,) = after
        assert end is not None
        lines += [
            f"if not name.endswith({end!r}): return None",
            f"name = name[:-{len(end)}]",
        ]
    elif len(after) == 2 and after[0] == ".":
        lines.append("name, found, end = name.rpartition('.')")
        parts.append("end")
    elif after:
        raise UnfitError("a name with more than one part after its last point")
    lines.append(f"if not ({' and '.join(parts)}): return None")
    for index, asked in formats.items():
        condition = notations.one(helpers, asked, parts[index])
        if condition is None:
            raise UnfitError("the format of a part")
        lines.append(f"if not {condition}: return None")
    lines.append(f"return ({', '.join(parts)},)")
    return lines
