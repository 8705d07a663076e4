"""What a pack says of its example deposits: which values change from one element to the next."""

from __future__ import annotations

from segur_lint import template
from segur_lint.declared import Declared
from segur_lint.lang import expression
from segur_lint.model import Scope, Slot
from segur_lint.naming import Namer, Row
from segur_lint.row import Field
from segur_lint.text import Text
from segur_lint.yamlnodes import YText

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_example(declared: Declared) -> list[dict[str, Any]]:
    """The entries of ``example``, in their order; the faults of their author go to `declared`.

    Each is ``{name, scope, slot, part, pieces}``: `part` is None, or the numbers of a notation of
    file names and of the part of it that changes; `slot` is None for the file's own name.
    """
    made = []
    for name, where in declared.flat.merged("example").items():
        target = _target(declared, name)
        if target is None:
            if len(declared.model.find(name)) > 1:
                declared.one_slot(Field(where.source, where.key, where.key))  # which says so
            elif _is_told(declared, where):
                what = Text("Balise ou partie de nom", "balise or part of a name")
                known = Namer(declared.names, Row(declared.model.scopes[0], None)).known()
                declared.faults.unknown(where.source, where.key, what, tuple(known))
            continue
        if not isinstance(where.node, YText):
            declared.faults.add(
                where.source, where.node, f"« {name} » est un texte.", f"“{name}” is a text."
            )
            continue
        scope, slot, part = target
        pieces = _pieces(declared, where, scope)
        if pieces is not None:
            index = None if slot is None else slot.index
            made.append(
                {"name": name, "scope": scope.number, "slot": index, "part": part, "pieces": pieces}
            )
    return made


def _target(declared: Declared, name: str) -> tuple[Scope, Slot | None, list[int] | None] | None:
    """What an entry is about: a balise, a part of the name that one holds, or of the file's."""
    model = declared.model
    found = model.own(name)
    if len(found) == 1:
        return model.scopes[found[0].scope], found[0], None
    whole, _, called = name.rpartition(".")
    for number, notation in enumerate(declared.names.notations):
        if called not in notation.called:
            continue
        part = [number, notation.called.index(called)]
        if notation.of is None and whole == model.scopes[0].element:
            return model.scopes[0], None, part
        if notation.of is not None and whole and notation.of in model.find(whole):
            return model.scopes[notation.of.scope], notation.of, part
    return None


def _is_told(declared: Declared, where: Field) -> bool:
    """Whether an entry that names nothing is a fault: its author could see the model in force.

    A pack that has another model than the one it extends need not have all that its parents vary.
    """
    chain = declared.flat.chain
    model = max(number for number, pack in enumerate(chain) if "model" in pack.fields)
    author = next(number for number, pack in enumerate(chain) if pack.source is where.source)
    return author >= model


def _pieces(declared: Declared, where: Field, scope: Scope) -> list[Any] | None:
    namer = Namer(declared.names, Row(scope, None))

    def named(word: str, start: int, end: int) -> list[Any]:
        node = expression.Name(word, start=start, end=end)
        slot = namer.balise(node, word, scope)
        if slot is not None:
            return ["slot", namer.hops(scope, slot.scope), slot.index]
        code = declared.params.get(word)
        if code is None:
            raise namer.unknown(node, word)
        return ["lit", str(code[2])]

    return declared.guard(where, lambda: template.parse(where.text, named))
