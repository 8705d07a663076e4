"""Which of two demands is the tighter, where sound reasoning can tell; else only that they differ.

A rule speaks where its condition is true and its demand false; what is undecided is silent. So a
demand is tighter where all that made the old one false makes the new one false, and a condition
is wider where all that made the old one true makes the new one true. `falls` and `holds` prove
just that, for the three-valued logic of `logic`; where they say no, nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from segur_lint.authoring.tightness.formats import within
from segur_lint.errors import NotationError
from segur_lint.evaluate import build
from segur_lint.frames import UNKNOWN, Frame
from segur_lint.lang import notation
from segur_lint.lang.expression import (
    And,
    Call,
    Compare,
    In,
    Name,
    Node,
    Not,
    Or,
    Product,
    Quantifier,
    Sum,
)
from segur_lint.lang.expression import Literal as Value

Order = Literal["same", "tightened", "loosened", "changed"]
#: The least that is known of a change, by what is proved: that it is tighter, that it is looser.
_ORDERS: dict[tuple[bool, bool], Order] = {
    (True, True): "same",
    (True, False): "tightened",
    (False, True): "loosened",
    (False, False): "changed",
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
_KINDS = {"number": "number", "size": "number", "date": "date", "datetime": "date"}
_NOWHERE = Frame(0, None, 0, 0)
_N = TypeVar("_N", bound=Node)


def of_formats(old: list[Any], new: list[Any]) -> Order:
    """What becomes of a format; both as `lang.notation` makes them plain."""
    return _ORDERS[within(new, old), within(old, new)]


def of_demands(old: Node, new: Node) -> Order:
    """What becomes of what a rule asserts; the names of parameters are already their values."""
    return _ORDERS[falls(new, old), falls(old, new)]


def of_conditions(old: Node | None, new: Node | None) -> Order:
    """What becomes of a rule when its condition changes; None is no condition: everywhere."""
    return _ORDERS[_wider(new, old), _wider(old, new)]


def _wider(wide: Node | None, narrow: Node | None) -> bool:
    return wide is None or (narrow is not None and holds(wide, narrow))


def with_values(node: _N, params: Mapping[str, Value]) -> _N:
    """`node` with its parameters as their values, in names and in the ``{param}`` of texts."""
    return _valued(node, params)  # type: ignore[no-any-return]  # what a node becomes stands for it


def _valued(node: Any, params: Mapping[str, Value]) -> Any:
    if isinstance(node, tuple):
        return tuple(_valued(each, params) for each in node)
    if isinstance(node, Name):
        return params.get(node.name, node)
    if isinstance(node, Value):
        return node.but(text=interpolated(node.text, params)) if node.kind == "text" else node
    if not isinstance(node, Node):
        return node
    changed = {name: _valued(getattr(node, name), params) for name in node.told}
    return node.but(**changed)


def interpolated(text: str, params: Mapping[str, Value]) -> str:
    """`text` with each ``{param}`` as its value."""
    return re.sub(
        r"\{(\w+)\}", lambda found: params[found[1]].text if found[1] in params else found[0], text
    )


# --- proofs ---------------------------------------------------------------------------------------


def falls(new: Node, old: Node) -> bool:
    """Whether it is proved that where `old` is false, `new` is false."""
    return _implied(new, old, truth=False)


def holds(new: Node, old: Node) -> bool:
    """Whether it is proved that where `old` is true, `new` is true."""
    return _implied(new, old, truth=True)


def _implied(new: Node, old: Node, truth: bool) -> bool:
    """Whether it is proved that where `old` is `truth`, `new` is too."""
    if new == old:
        return True
    if isinstance(new, Not) and isinstance(old, Not):
        return _implied(new.item, old.item, not truth)
    for kind in (And, Or):
        if isinstance(new, kind) or isinstance(old, kind):
            news = new.items if isinstance(new, kind) else (new,)
            olds = old.items if isinstance(old, kind) else (old,)
            # All of them have to be so, or one is enough.
            if (kind is And) is truth:
                return all(any(_implied(one, other, truth) for other in olds) for one in news)
            return all(any(_implied(one, other, truth) for one in news) for other in olds)
    if isinstance(new, Quantifier) and isinstance(old, Quantifier):
        return _quantified(new, old, truth)
    if isinstance(new, Call) and isinstance(old, Call):
        return _called(new, old, truth)
    return _compared(new, old, truth)


def _quantified(new: Quantifier, old: Quantifier, truth: bool) -> bool:
    same = (new.kind, new.list_name) == (old.kind, old.list_name)
    if not same or new.kind == "count" or new.where is None or old.where is None:
        return False
    return _implied(new.where, old.where, truth)


def _called(new: Call, old: Call, truth: bool) -> bool:
    if new.name != old.name or len(new.args) != len(old.args):
        return False
    if new.name == "sure":
        # It is false where its argument is not true.
        one, other = new.args[0], old.args[0]
        return _implied(one, other, True) if truth else _implied(other, one, True)
    if new.args[0] != old.args[0] or len(new.args) < 2:
        return False
    one, other = new.args[1], old.args[1]
    if not (isinstance(one, Value) and isinstance(other, Value)):
        return False
    wide, narrow = (one.text, other.text) if truth else (other.text, one.text)
    if new.name == "one_of":
        return _listed(narrow) <= _listed(wide)
    if new.name == "conforms":
        try:
            return within(notation.parse(narrow).plain(), notation.parse(wide).plain())
        except NotationError:
            return False
    return False


def _listed(text: str) -> set[str]:
    return {each.strip() for each in text.split(",")}


def _compared(new: Node, old: Node, truth: bool) -> bool:
    """Comparisons with values that are written out, and lists of such values."""
    one, other = _bounds(new), _bounds(old)
    if one is not None and other is not None and one[:2] == other[:2]:
        return _inside(other, one) if truth else _inside(one, other)
    mine, others = _values(new), _values(old)
    if mine is None or others is None or mine[0] != others[0] or mine[2] != others[2]:
        return False
    # More values: oftener true for « in », oftener false for « not in ».
    more = truth is not mine[2]
    return others[1] <= mine[1] if more else mine[1] <= others[1]


#: What is compared, the kind of the value, and the interval where it is true: from, whether that
#: is in it, to, whether that is in it; None for no end.
_Bounds = tuple[Node, str, Any, bool, Any, bool]


def _bounds(node: Node) -> _Bounds | None:
    if not isinstance(node, Compare):
        return None
    sign, left, right = node.op, node.left, node.right
    if _kind(left):
        sign, left, right = _TURNED[sign], right, left
    kind = _kind(right)
    if kind is None or sign == "!=":
        return None
    # Nothing in it has a name: its code is what it reads as.
    value = build(right.plain(), ())(_NOWHERE, _NOWHERE)
    if value is UNKNOWN:
        return None
    low = value if sign in (">", ">=", "==") else None
    high = value if sign in ("<", "<=", "==") else None
    return left, kind, low, sign != ">", high, sign != "<"


def _kind(node: Node) -> str | None:
    """The kind of an amount or a date that is written out, computed or not; None of the rest."""
    if isinstance(node, Sum | Product):
        return "number" if _kind(node.left) == _kind(node.right) == "number" else None
    return _KINDS.get(node.kind) if isinstance(node, Value) else None


def _inside(narrow: _Bounds, wide: _Bounds) -> bool:
    _, _, low, low_in, high, high_in = narrow
    _, _, start, start_in, end, end_in = wide
    begins = start is None or (
        low is not None and (low > start or (low == start and low_in <= start_in))
    )
    ends = end is None or (high is not None and (high < end or (high == end and high_in <= end_in)))
    return begins and ends


def _values(node: Node) -> tuple[Node, set[Node], bool] | None:
    """What is looked for, among which values, and whether it must be none of them."""
    if isinstance(node, In):
        return node.left, set(node.items), node.negated
    if isinstance(node, Compare) and node.op in ("==", "!="):
        left, right = node.left, node.right
        if isinstance(left, Value):
            left, right = right, left
        return left, {right}, node.op == "!="
    return None
