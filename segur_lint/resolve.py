"""Names in an expression become places in frames: expression AST -> code for `evaluate`.

Every name that nobody knows, every call with the wrong number or kind of arguments, is an
author's fault with its place in the expression.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from segur_lint.dates import RUNS
from segur_lint.errors import NotationError
from segur_lint.functions import FUNCTIONS
from segur_lint.lang import expression, notation
from segur_lint.lang.expression import Literal, Name, Node, Quantifier
from segur_lint.model import FACTS, Model, Scope, Slot
from segur_lint.text import Text, nearest

Code = list[Any]
Typed = tuple[Code, str]

_LITERAL_KINDS = {
    "text": "text", "number": "number", "size": "number", "date": "date", "datetime": "date",
    "true": "boolean", "false": "boolean", "null": "null",
}  # fmt: skip
_KIND_NAMES = {
    "text": Text("un texte", "a text"),
    "number": Text("un nombre", "a number"),
    "boolean": Text("vrai ou faux", "true or false"),
    "date": Text("une date", "a date"),
    "null": Text("null", "null"),
}


@dataclass(frozen=True)
class NameNotation:
    """A pack's notation of file names: `of` is the balise it is about, None for the file."""

    name: str
    of: Slot | None
    called: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """All that an expression of a pack can name."""

    model: Model
    notations: tuple[NameNotation, ...]
    params: dict[str, Code]


@dataclass(frozen=True)
class Row:
    """Where an expression is evaluated: the scope, and the slot that is its `value`."""

    scope: Scope
    slot: int | None


class Resolver:
    """Resolves the expressions of one row. Faults are raised as `NotationError`, the first one."""

    def __init__(self, names: Names, row: Row) -> None:
        self.names = names
        self.row = row
        self.model = names.model

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
        names = [_KIND_NAMES[each] for each in wanted]
        got = _KIND_NAMES[kind]
        raise NotationError(
            node.start,
            node.end,
            Text(
                f"« {node} » est {got.fr} ; attendu : {' ou '.join(name.fr for name in names)}.",
                f"“{node}” is {got.en}; expected: {' or '.join(name.en for name in names)}.",
            ),
        )

    def resolve(self, node: Node, scope: Scope) -> Typed:
        """The code of `node`, read in `scope`, and its kind (``any`` where the data decides)."""
        return _RESOLVERS[type(node)](self, node, scope)

    # --- names --------------------------------------------------------------------------------

    def name(self, node: Any, scope: Scope) -> Typed:
        """A name: value, position, previous, a fact, a part of a name, a balise, a parameter."""
        word = node.name
        if word in ("value", "position", "previous"):
            return self.own(node, word)
        if word in FACTS:
            return [
                "slot",
                self.depth(scope),
                len(self.model.scopes[0].slots) + FACTS.index(word),
            ], "any"
        part = self.part(node, word, scope)
        if part is not None:
            return part, "text"
        slot = self.balise(node, word, scope)
        if slot is not None:
            return ["slot", self.hops(scope, slot.scope), slot.index], "any"
        if word in self.names.params:
            code = self.names.params[word]
            return code, _LITERAL_KINDS[code[1]]
        self.refuse(node, word)
        raise AssertionError  # refuse always raises

    def own(self, node: Any, word: str) -> Typed:
        """``value``, ``position`` and ``previous``: what is of the row itself."""
        slot, scope = self.row.slot, self.row.scope
        if word == "position" and scope.parent is not None:
            return ["position", 0], "number"
        if slot is not None and word == "value":
            return ["row", slot], "any"
        if slot is not None and word == "previous" and scope.parent is not None:
            return ["previous", scope.list_index, slot], "any"
        raise NotationError(
            node.start,
            node.end,
            Text(
                f"« {word} » n'a pas de sens ici : cette règle ne porte pas sur "
                + ("une balise." if word == "value" else "un élément de liste."),
                f"“{word}” means nothing here: this rule is not about "
                + ("a balise." if word == "value" else "an element of a list."),
            ),
        )

    def balise(self, node: Any, word: str, scope: Scope) -> Slot | None:
        """The balise of that name that can be read from `scope`: the nearest one around it."""
        found = self.model.find(word)
        if not found:
            return None
        around = self.around(scope)
        reachable = [slot for slot in found if slot.scope in around]
        if not reachable:
            raise NotationError(
                node.start,
                node.end,
                Text(
                    f"« {word} » est dans une liste, elle a plusieurs valeurs ici. Employez "
                    "any(… where …), all(… where …) ou count(… where …).",
                    f"“{word}” is in a list, it has several values here. Use any(… where …), "
                    "all(… where …) or count(… where …).",
                ),
            )
        nearest_scope = min(around.index(slot.scope) for slot in reachable)
        closest = [slot for slot in reachable if around.index(slot.scope) == nearest_scope]
        if len(closest) > 1:
            raise self.several(node, word, closest)
        return closest[0]

    def several(self, node: Node, word: str, slots: list[Slot]) -> NotationError:
        """A name that several balises have, with what tells them apart."""
        choices = ", ".join(
            ".".join([*(slot.blocs or (self.model.scopes[slot.scope].element,)), slot.name])
            for slot in slots
        )
        return NotationError(
            node.start,
            node.end,
            Text(
                f"« {word} » désigne plusieurs balises. Précisez : {choices}.",
                f"“{word}” names several balises. Be precise: {choices}.",
            ),
        )

    def part(self, node: Any, word: str, scope: Scope) -> Code | None:
        """A part of a file's name: ``fichier.date``, ``document.type``."""
        whole, _, part = word.rpartition(".")
        for number, notation_ in enumerate(self.names.notations):
            if part not in notation_.called:
                continue
            index = notation_.called.index(part)
            if notation_.of is None and whole == "fichier":
                code: Code = ["slot", self.depth(scope), len(self.model.scopes[0].slots)]
                return ["part", code, number, index]
            if (
                notation_.of is not None
                and self.model.find(whole)
                and (notation_.of in self.model.find(whole))
            ):
                slot = self.balise(node, whole, scope)
                assert slot is not None  # find knows it
                return ["part", ["slot", self.hops(scope, slot.scope), slot.index], number, index]
        return None

    def refuse(self, node: Any, word: str) -> None:
        """A name that nobody knows."""
        known = self.known()
        near = nearest(word, known)
        raise NotationError(
            node.start,
            node.end,
            Text(
                f"Nom inconnu « {word} »."
                + (
                    f" Vouliez-vous dire « {near} » ?"
                    if near
                    else " Ni balise, ni paramètre, ni partie de nom."
                ),
                f"Unknown name “{word}”."
                + (
                    f" Did you mean “{near}”?"
                    if near
                    else " Neither a balise, nor a parameter, nor a part of a name."
                ),
            ),
        )

    def known(self) -> list[str]:
        """Every name that an expression of this pack may use."""
        parts = [
            f"{notation_.of.name if notation_.of else 'fichier'}.{called}"
            for notation_ in self.names.notations
            for called in notation_.called
        ]
        own = ["value", "position", "previous"]
        return [*own, *self.model.names(), *self.names.params, *FACTS, *parts]

    def around(self, scope: Scope) -> list[int]:
        """`scope` and the scopes around it, the nearest first."""
        numbers = [scope.number]
        while scope.parent is not None:
            scope = self.model.scopes[scope.parent]
            numbers.append(scope.number)
        return numbers

    def hops(self, scope: Scope, outer: int) -> int:
        """How many frames out from `scope` the scope `outer` is."""
        return self.around(scope).index(outer)

    def depth(self, scope: Scope) -> int:
        """How many frames out the file is."""
        return len(self.around(scope)) - 1

    # --- the other nodes ------------------------------------------------------------------------

    def literal(self, node: Any, _scope: Scope) -> Typed:
        """A literal is its own code; ``{param}`` in a text is the parameter's text."""
        plain = node.plain()
        if plain[1] == "text":
            plain = ["lit", "text", self.interpolate(plain[2], node)]
        return plain, _LITERAL_KINDS[plain[1]]

    def interpolate(self, text: str, node: Any = None) -> str:
        """`text` with each ``{param}`` replaced by that parameter's text."""

        def param(match: re.Match[str]) -> str:
            code = self.names.params.get(match[1])
            if code is None:
                near = nearest(match[1], self.names.params)
                start, end = (node.start, node.end) if node else match.span()
                raise NotationError(
                    start,
                    end,
                    Text(
                        f"Paramètre inconnu « {match[1]} »."
                        + (f" Vouliez-vous dire « {near} » ?" if near else ""),
                        f"Unknown parameter “{match[1]}”."
                        + (f" Did you mean “{near}”?" if near else ""),
                    ),
                )
            return str(code[2])

        return re.sub(r"\{(\w+)\}", param, text)

    def call(self, node: Any, scope: Scope) -> Typed:
        """A call of one of the functions, its arguments checked."""
        function = FUNCTIONS.get(node.name)
        if function is None:
            near = nearest(node.name, FUNCTIONS)
            hint = (
                f" Vouliez-vous dire « {near} » ?"
                if near
                else f" Connues : {', '.join(FUNCTIONS)}."
            )
            en = f" Did you mean “{near}”?" if near else f" Known: {', '.join(FUNCTIONS)}."
            raise NotationError(
                node.start,
                node.start + len(node.name),
                Text(
                    f"Fonction inconnue « {node.name} ».{hint}",
                    f"Unknown function “{node.name}”.{en}",
                ),
            )
        if len(node.args) != len(function.takes):
            count = len(function.takes)
            raise NotationError(
                node.start,
                node.end,
                Text(
                    f"{node.name} prend {count} argument(s), {len(node.args)} donné(s).",
                    f"{node.name} takes {count} argument(s), {len(node.args)} given.",
                ),
            )
        arguments = []
        for argument, wanted in zip(node.args, function.takes, strict=True):
            arguments.append(self.argument(argument, wanted, scope))
        return ["call", node.name, arguments], function.gives

    def argument(self, node: Node, wanted: str, scope: Scope) -> Code:
        """One argument: a value of the kind wanted, or a notation or pattern written out."""
        if wanted in ("notation", "pattern"):
            if not isinstance(node, Literal) or node.kind != "text":
                raise NotationError(
                    node.start,
                    node.end,
                    Text(
                        'Écrivez ici un format entre guillemets, par exemple "JJ/MM/AAAA".',
                        'Write here a format in quotes, for example "JJ/MM/AAAA".',
                    ),
                )
            text = self.interpolate(node.text, node)
            if wanted == "pattern":
                if not any(run in text for run in RUNS):
                    raise NotationError(
                        node.start,
                        node.end,
                        Text(
                            f"« {text} » n'est pas la forme d'une date : JJ, MM, AAAA, hh, mm, ss.",
                            f"“{text}” is not the form of a date: JJ, MM, AAAA, hh, mm, ss.",
                        ),
                    )
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
        """``count``, ``any`` and ``all`` over a list, or over the lists in a list."""
        around = self.around(scope)
        inner = self.list_scope(node, around)
        chain: list[list[int]] = []
        here = inner
        while True:
            assert here.parent is not None  # an element's scope has one
            chain.insert(0, [here.list_index, here.list_slot])
            if here.parent in around:
                break
            here = self.model.scopes[here.parent]
        where = None
        if node.where is not None:
            where, kind = self.resolve(node.where, inner)
            self.expect(node.where, kind, "boolean")
        code = [node.kind, around.index(here.parent), chain, where]
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
        near = nearest(node.list_name, lists)
        raise NotationError(
            node.start,
            node.end,
            Text(
                f"« {node.list_name} » n'est pas une liste du modèle."
                + (
                    f" Vouliez-vous dire « {near} » ?" if near else f" Listes : {', '.join(lists)}."
                ),
                f"“{node.list_name}” is not a list of the model."
                + (f" Did you mean “{near}”?" if near else f" Lists: {', '.join(lists)}."),
            ),
        )

    def negation(self, node: Any, scope: Scope) -> Typed:
        """``not``."""
        code, kind = self.resolve(node.item, scope)
        self.expect(node.item, kind, "boolean")
        return ["not", code], "boolean"

    def junction(self, node: Any, scope: Scope) -> Typed:
        """``and`` and ``or``."""
        codes = []
        for item in node.items:
            code, kind = self.resolve(item, scope)
            self.expect(item, kind, "boolean")
            codes.append(code)
        return [node.word, codes], "boolean"

    def comparison(self, node: Any, scope: Scope) -> Typed:
        """Two values of one kind; texts have no order."""
        left, left_kind = self.resolve(node.left, scope)
        right, right_kind = self.resolve(node.right, scope)
        if node.op not in ("==", "!="):
            self.expect(node.left, left_kind, "number", "date")
            self.expect(node.right, right_kind, "number", "date")
        self.alike(node.right, left_kind, right_kind)
        return ["cmp", node.op, left, right], "boolean"

    def alike(self, node: Node, left: str, right: str) -> None:
        """Refuse a comparison that could never be decided."""
        if "any" not in (left, right) and "null" not in (left, right):
            self.expect(node, right, left)

    def membership(self, node: Any, scope: Scope) -> Typed:
        """``in`` and ``not in``."""
        left, kind = self.resolve(node.left, scope)
        items = []
        for item in node.items:
            code, item_kind = self.resolve(item, scope)
            self.alike(item, kind, item_kind)
            items.append(code)
        return ["in", left, items, node.negated], "boolean"

    def sum(self, node: Any, scope: Scope) -> Typed:
        """``+`` and ``-``."""
        codes = []
        for side in (node.left, node.right):
            code, kind = self.resolve(side, scope)
            self.expect(side, kind, "number")
            codes.append(code)
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
}
