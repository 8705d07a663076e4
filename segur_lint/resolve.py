"""Names in an expression become places in frames: expression AST -> code for `evaluate`.

Every name that nobody knows, every call with the wrong number or kind of arguments, is an
author's fault with its place in the expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from segur_lint.errors import NotationError, all_at_once
from segur_lint.functions import FUNCTIONS
from segur_lint.lang import expression, notation
from segur_lint.lang.expression import Literal, Name, Node, Quantifier
from segur_lint.model import Scope
from segur_lint.naming import Code, Namer, Typed
from segur_lint.readas import LITERAL_KINDS, refused
from segur_lint.text import Text, hint, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Resolver(Namer):
    """Resolves the expressions of one row. Faults are raised together, as one `NotationError`."""

    def truth(self, text: str) -> Code:
        """The code of an expression that says true or false."""
        node = expression.parse(text)
        code, kind = self.resolve(node, self.row.scope)
        self.expect(node, kind, "boolean")
        return code

    def value(self, text: str) -> Code:
        """The code of an expression of any kind."""
        return self.resolve(expression.parse(text), self.row.scope)[0]

    def expect(self, node: Node, kind: str, *wanted: str) -> None:
        """Refuse an operand whose kind is known and is not one of those wanted."""
        if kind in (*wanted, "any"):
            return
        said = refused(node, kind, wanted, self.names.params)
        raise NotationError(node.start, node.end, said)

    def resolve(self, node: Node, scope: Scope) -> Typed:
        """The code of `node`, read in `scope`, and its kind (``any`` where the data decides)."""
        return _RESOLVERS[type(node)](self, node, scope)

    def each(self, nodes: Sequence[Node], scope: Scope, *wanted: str) -> list[Typed]:
        """Each of `nodes` resolved, of the kinds wanted if any; the faults of all are raised."""

        def one(node: Node) -> Typed:
            code, kind = self.resolve(node, scope)
            if wanted:
                self.expect(node, kind, *wanted)
            return code, kind

        return all_at_once(partial(one, node) for node in nodes)

    def literal(self, node: Any, _scope: Scope) -> Typed:
        """A literal is its own code; ``{param}`` in a text is the parameter's text."""
        plain = node.plain()
        if plain[1] == "text":
            plain = ["lit", "text", self.interpolate(plain[2], node)]
        return plain, LITERAL_KINDS[plain[1]]

    def interpolate(self, text: str, node: Any = None) -> str:
        """`text` with each ``{param}`` replaced by that parameter's text."""

        def param(match: re.Match[str]) -> str:
            code = self.names.params.get(match[1])
            if code is None:
                near = hint(match[1], self.names.params)
                start, end = (node.start, node.end) if node else match.span()
                raise NotationError(
                    start,
                    end,
                    Text(
                        f"Paramètre inconnu « {match[1]} ».{near.fr}",
                        f"Unknown parameter “{match[1]}”.{near.en}",
                    ),
                )
            return str(code[2])

        return re.sub(r"\{(\w+)\}", param, text)

    def call(self, node: Any, scope: Scope) -> Typed:
        """A call of one of the functions, its arguments checked."""
        function = FUNCTIONS.get(node.name)
        if function is None:
            near = hint(node.name, FUNCTIONS, listed(FUNCTIONS))
            raise NotationError(
                node.start,
                node.start + len(node.name),
                Text(
                    f"Fonction inconnue « {node.name} ».{near.fr}",
                    f"Unknown function “{node.name}”.{near.en}",
                ),
            )
        if len(node.args) != (count := len(function.takes)):
            raise self.fault(
                node,
                f"{node.name} prend {count} argument(s), {len(node.args)} donné(s).",
                f"{node.name} takes {count} argument(s), {len(node.args)} given.",
            )
        arguments = all_at_once(
            partial(self.argument, argument, wanted, scope)
            for argument, wanted in zip(node.args, function.takes, strict=True)
        )
        return ["call", node.name, arguments], function.gives

    def argument(self, node: Node, wanted: str, scope: Scope) -> Code:
        """One argument: a value of the kind wanted, or a notation or pattern written out."""
        if wanted in ("notation", "pattern"):
            if not isinstance(node, Literal) or node.kind != "text":
                raise self.fault(
                    node,
                    'Écrivez ici un format entre guillemets, par exemple "JJ/MM/AAAA".',
                    'Write here a format in quotes, for example "JJ/MM/AAAA".',
                )
            text = self.interpolate(node.text, node)
            if wanted == "pattern":
                if wrong := notation.date_fault(text):
                    raise NotationError(node.start, node.end, wrong)
                return ["lit", "text", text]
            try:
                return ["notation", notation.parse(text).plain()]
            except NotationError as error:
                raise NotationError(node.start, node.end, error.message) from None
        code, kind = self.resolve(node, scope)
        if wanted != "any":
            self.expect(node, kind, wanted)
        return code

    def quantifier(self, node: Any, scope: Scope) -> Typed:
        """``count``, ``any``, ``all``, ``first`` over a list, or over the lists in a list."""
        around = self.around(scope)
        inner = self.list_scope(node, around)
        chain: list[list[int]] = []
        here = inner
        while True:
            assert here.parent is not None  # an element's scope has one
            chain.insert(0, [here.list_index, here.list_slot])
            if here.parent == self.model.lot:
                self.needs.add(self.model.scopes[here.parent].slots[here.list_slot].name)
            if here.parent in around:
                break
            here = self.model.scopes[here.parent]
        where = None
        if node.where is not None:
            where, kind = self.resolve(node.where, inner)
            self.expect(node.where, kind, "boolean")
        code = [node.kind, around.index(here.parent), chain, where]
        if node.taken is not None:
            taken, kind = self.resolve(node.taken, inner)
            return [*code, taken], kind
        return code, "number" if node.kind == "count" else "boolean"

    def list_scope(self, node: Quantifier, around: list[int]) -> Scope:
        """The scope of the elements of the list that a quantifier names: the nearest one."""
        places = [(slot.scope, slot.index) for slot in self.model.find(node.list_name)]
        found = [each for each in self.model.scopes if (each.parent, each.list_slot) in places]
        for number in around:
            found = [each for each in found if each.parent == number] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise self.several(
                node,
                node.list_name,
                [
                    self.model.scopes[each.parent].slots[each.list_slot]
                    for each in found
                    if each.parent is not None
                ],
            )
        lists = [
            self.model.scopes[scope.parent].slots[scope.list_slot].name
            for scope in self.model.scopes
            if scope.parent is not None
        ]
        near = hint(node.list_name, lists, listed(lists))
        raise self.fault(
            node,
            f"« {node.list_name} » n'est pas une liste du modèle.{near.fr}",
            f"“{node.list_name}” is not a list of the model.{near.en}",
        )

    def negation(self, node: Any, scope: Scope) -> Typed:
        """``not``."""
        code, kind = self.resolve(node.item, scope)
        self.expect(node.item, kind, "boolean")
        return ["not", code], "boolean"

    def junction(self, node: Any, scope: Scope) -> Typed:
        """``and`` and ``or``."""
        codes = [code for code, _ in self.each(node.items, scope, "boolean")]
        return [node.word, codes], "boolean"

    def comparison(self, node: Any, scope: Scope) -> Typed:
        """Two values of one kind; texts have no order."""
        wanted = () if node.op in ("==", "!=") else ("number", "date")
        sides = self.each((node.left, node.right), scope, *wanted)
        (left, left_kind), (right, right_kind) = sides
        self.alike(node.right, left_kind, right_kind)
        return ["cmp", node.op, left, right], "boolean"

    def alike(self, node: Node, left: str, right: str) -> None:
        """Refuse a comparison that could never be decided."""
        if "any" not in (left, right) and "null" not in (left, right):
            self.expect(node, right, left)

    def membership(self, node: Any, scope: Scope) -> Typed:
        """``in`` and ``not in``."""
        (left, kind), *items = self.each((node.left, *node.items), scope)
        for item, (_, item_kind) in zip(node.items, items, strict=True):
            self.alike(item, kind, item_kind)
        return ["in", left, [code for code, _ in items], node.negated], "boolean"

    def sum(self, node: Any, scope: Scope) -> Typed:
        """``+``, ``-`` and ``*``."""
        codes = [code for code, _ in self.each((node.left, node.right), scope, "number")]
        return [node.op, *codes], "number"


_RESOLVERS: dict[type, Callable[[Resolver, Any, Scope], Typed]] = {
    Literal: Resolver.literal,
    Name: Resolver.name,
    expression.Call: Resolver.call,
    Quantifier: Resolver.quantifier,
    expression.Not: Resolver.negation,
    expression.And: Resolver.junction,
    expression.Or: Resolver.junction,
    expression.Compare: Resolver.comparison,
    expression.In: Resolver.membership,
    expression.Sum: Resolver.sum,
    expression.Product: Resolver.sum,
}
