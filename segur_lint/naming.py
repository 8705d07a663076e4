"""What an expression can name, and where each name is from a given scope."""

from __future__ import annotations

from segur_lint.errors import NotationError
from segur_lint.frames import FILES
from segur_lint.lang.expression import Name, Node
from segur_lint.model import FACTS, Model, Scope, Slot
from segur_lint.readas import LITERAL_KINDS
from segur_lint.text import Text, fold, hint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

Code: TypeAlias = "list[Any]"
Typed: TypeAlias = "tuple[Code, str]"


class NameNotation:
    """A pack's notation of file names: `of` is the balise it is about, None for the file."""

    __slots__ = ("called", "name", "of")

    def __init__(self, name: str, of: Slot | None, called: tuple[str, ...]) -> None:
        self.name = name
        self.of = of
        self.called = called


class Names:
    """All that an expression of a pack can name. `inputs` are the values that a run is given."""

    __slots__ = ("inputs", "model", "notations", "params")

    def __init__(
        self,
        model: Model,
        notations: tuple[NameNotation, ...],
        params: dict[str, Code],
        inputs: tuple[str, ...] = (),
    ) -> None:
        self.model = model
        self.notations = notations
        self.params = params
        self.inputs = inputs


class Row:
    """Where an expression is evaluated: the scope, and the slot that is its `value`."""

    __slots__ = ("scope", "slot")

    def __init__(self, scope: Scope, slot: int | None) -> None:
        self.scope = scope
        self.slot = slot


#: What begins a name of the row where another element is looked at: ``row.reference``.
_OF_ROW = "row."
_NO_NAME = Text(
    "Ni balise, ni paramètre, ni partie de nom.",
    "Neither a balise, nor a parameter, nor a part of a name.",
)


#: Words of every day, folded, for the literals that they mean.
_MEANT = {
    "true": ("true", "vrai", "oui", "yes"),
    "false": ("false", "faux", "non", "no"),
    "null": ("null", "vide", "nul", "nulle", "rien", "aucun", "aucune", "none", "empty", "absent"),
}


class Namer:
    """Finds the names of one row. A fault is raised as `NotationError`, at the node's place."""

    def __init__(self, names: Names, row: Row) -> None:
        self.names = names
        self.row = row
        self.model = names.model
        #: The inputs that the row's expressions named.
        self.asked: set[str] = set()
        #: The lists around the file that they named.
        self.needs: set[str] = set()

    @staticmethod
    def fault(node: Node, fr: str, en: str) -> NotationError:
        """A fault at `node`."""
        return NotationError(node.start, node.end, Text(fr, en))

    def name(self, node: Any, scope: Scope) -> Typed:
        """A name: value, position, previous, a fact, a part of a name, a balise, a parameter."""
        word = node.name
        if word in ("value", "position", "previous"):
            return self.own(node, word)
        if word.startswith(_OF_ROW):
            rest = Name(word.removeprefix(_OF_ROW), start=node.start + len(_OF_ROW), end=node.end)
            inner, kind = self.name(rest, self.row.scope)
            return ["outer", inner], kind
        given = [*FACTS, *self.names.inputs]
        if word in given:
            self.asked.update({word}.intersection(self.names.inputs))
            index = len(self.model.scopes[0].slots) + given.index(word)
            code: Code = ["slot", self.to_file(node, word, scope), index]
            return code, "any" if word in FACTS else "text"
        part = self.part(node, word, scope)
        if part is not None:
            return part, "text"
        slot = self.balise(node, word, scope)
        if slot is not None:
            return ["slot", self.hops(scope, slot.scope), slot.index], "any"
        if word in self.names.params:
            code = self.names.params[word]
            return code, LITERAL_KINDS[code[1]]
        raise self.unknown(node, word)

    def own(self, node: Any, word: str) -> Typed:
        """``value``, ``position`` and ``previous``: what is of the row itself."""
        slot, scope = self.row.slot, self.row.scope
        if word != "value" and scope.number == 0 and self.model.lot is not None:
            self.needs.add(FILES)  # the file among the others
        if word == "position" and scope.parent is not None:
            return ["position", 0], "number"
        if slot is not None and word == "value":
            return ["row", slot], "any"
        if slot is not None and word == "previous" and scope.parent is not None:
            return ["previous", scope.list_index, slot], "any"
        raise self.fault(
            node,
            f"« {word} » n'a pas de sens ici : cette règle ne porte pas sur "
            + ("une balise." if word == "value" else "un élément de liste."),
            f"“{word}” means nothing here: this rule is not about "
            + ("a balise." if word == "value" else "an element of a list."),
        )

    def balise(self, node: Any, word: str, scope: Scope) -> Slot | None:
        """The balise of that name that can be read from `scope`: the nearest one around it."""
        found = self.model.find(word)
        if not found:
            return None
        around = self.around(scope)
        reachable = [slot for slot in found if slot.scope in around]
        if not reachable:
            raise self.fault(
                node,
                f"« {word} » est dans une liste, elle a plusieurs valeurs ici. Employez "
                "any(… where …), all(… where …) ou count(… where …).",
                f"“{word}” is in a list, it has several values here. Use any(… where …), "
                "all(… where …) or count(… where …).",
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
        return self.fault(
            node,
            f"« {word} » désigne plusieurs balises. Précisez : {choices}.",
            f"“{word}” names several balises. Be precise: {choices}.",
        )

    def part(self, node: Any, word: str, scope: Scope) -> Code | None:
        """A part of a file's name: ``fichier.date``, ``document.type``."""
        whole, _, part = word.rpartition(".")
        for number, notation_ in enumerate(self.names.notations):
            if part not in notation_.called:
                continue
            index = notation_.called.index(part)
            if notation_.of is None and whole == "fichier":
                hops = self.to_file(node, word, scope)
                code: Code = ["slot", hops, len(self.model.scopes[0].slots)]
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

    def unknown(self, node: Any, word: str) -> NotationError:
        """A name that nobody knows."""
        meant = next((name for name, said in _MEANT.items() if fold(word) in said), None)
        otherwise = Text(
            f'{_NO_NAME.fr} Si c\'est un texte, mettez-le entre guillemets : "{word}".',
            f'{_NO_NAME.en} Where it is a text, put it in quotes: "{word}".',
        )
        near = hint(word, self.known(), otherwise)
        if meant is not None:
            near = Text(f" Écrivez {meant}, sans guillemets.", f" Write {meant}, without quotes.")
        said = Text(f"Nom inconnu « {word} ».{near.fr}", f"Unknown name “{word}”.{near.en}")
        return NotationError(node.start, node.end, said)

    def known(self) -> list[str]:
        """Every name that an expression of this pack may use."""
        parts = [
            f"{notation_.of.name if notation_.of else 'fichier'}.{called}"
            for notation_ in self.names.notations
            for called in notation_.called
        ]
        own = ["value", "position", "previous"]
        names = [*self.model.names(), *self.names.params, *self.names.inputs]
        return [*own, *names, *FACTS, *parts]

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

    def to_file(self, node: Node, word: str, scope: Scope) -> int:
        """How many frames out the file is; what stands around a file is in none."""
        if 0 not in self.around(scope):
            raise self.fault(
                node,
                f"« {word} » n'a pas de sens ici : « {scope.element} » n'est pas dans un fichier.",
                f"“{word}” means nothing here: “{scope.element}” is in no file.",
            )
        return self.hops(scope, 0)
