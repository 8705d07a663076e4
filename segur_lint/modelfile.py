"""A model file, read: balises become slots in scopes, and shapes for each layout."""

from __future__ import annotations

from segur_lint.errors import AuthorError
from segur_lint.model import Model, Scope, Slot
from segur_lint.source import Source
from segur_lint.text import Text, hint, listed, nearest
from segur_lint.yamlnodes import YMap, YNode, YText, respelt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LAYOUTS = ("nested", "flat")
KINDS = {"value": ["value"], "value or list": ["value", "list"], "any": ["value", "list", "object"]}
KEYS = ("model", "title", "source", "layouts", "unit", "balises")
MEMBER_KEYS = ("list of", "balises", "open")


def read_model(source: Source, root: YNode, errors: list[AuthorError]) -> Model | None:
    """The model in `root`, or None after adding to `errors` all that is wrong with it."""
    return _Reader(source, errors).read(root)


class _Reader:
    def __init__(self, source: Source, errors: list[AuthorError]) -> None:
        self.source = source
        self.errors = errors
        self.scopes: list[Scope] = []

    def fault(self, node: YNode, fr: str, en: str) -> None:
        self.errors.append(AuthorError(self.source, node.span, Text(fr, en)))

    def read(self, root: YNode) -> Model | None:
        before = len(self.errors)
        if not isinstance(root, YMap):
            self.fault(root, "Un modèle est une suite de « clé: valeur ».", "A model is a mapping.")
            return None
        if root.get("rules") is not None:
            slips = [key for key, _ in root.items if nearest(key.value, ("pack",))]
            self.fault(
                slips[0] if slips else root,
                "Ce fichier a des règles (« rules ») : il lui faut une clé « pack » avec son nom.",
                "This file has “rules”: it needs a key “pack” with its name.",
            )
            return None
        root = self.known_keys(root, KEYS)
        name, title = self.text(root, "model"), self.text(root, "title")
        balises = root.get("balises")
        if not isinstance(balises, YMap):
            self.fault(
                balises or root,
                "Le modèle doit énumérer ses « balises ».",
                "A model needs “balises”.",
            )
            return None
        top = self.scope("fichier", None, 0, "object")
        tree = self.members(balises, top, ())
        layouts = self.layouts(root)
        unit = root.get("unit")
        number = None
        if unit is not None and not isinstance(unit, YText):
            self.fault(
                unit, "« unit » est le nom d'un élément.", "“unit” is the name of an element."
            )
        elif unit is not None:
            elements = {scope.element: scope.number for scope in self.scopes}
            if unit.value in elements:
                number = elements[unit.value]
            else:
                near = hint(unit.value, elements)
                self.fault(
                    unit,
                    f"« {unit.value} » n'est l'élément d'aucune liste du modèle.{near.fr}",
                    f"“{unit.value}” is not the element of any list.{near.en}",
                )
        if len(self.errors) > before:
            return None
        shapes = {layout: self.shapes(tree, layout == "flat") for layout in layouts}
        return Model(name, title, number, self.scopes, shapes)

    def layouts(self, root: YMap) -> list[str]:
        node = root.get("layouts")
        if node is None:
            return ["nested"]
        items = getattr(node, "items", ())
        wanted = [item.value for item in items if isinstance(item, YText)]
        if not wanted or len(wanted) < len(items) or set(wanted) - set(LAYOUTS):
            self.fault(
                node,
                "« layouts » est une liste prise dans : nested (blocs imbriqués), flat (à plat).",
                "“layouts” is a list taken from: nested, flat.",
            )
        return wanted

    def known_keys(self, node: YMap, known: tuple[str, ...]) -> YMap:
        """`node` with its slips of keys mended, once they are told."""
        for key, _ in node.items:
            if key.value not in known:
                near = hint(key.value, known, listed(known))
                self.fault(
                    key,
                    f"Clé inconnue « {key.value} ».{near.fr}",
                    f"Unknown key “{key.value}”.{near.en}",
                )
        return respelt(node, known)

    def text(self, node: YMap, key: str) -> str:
        value = node.get(key)
        if isinstance(value, YText) and value.value.strip():
            return value.value
        self.fault(
            value or node, f"« {key} » est attendu : un texte.", f"“{key}” is needed: a text."
        )
        return ""

    def scope(self, element: str, parent: int | None, list_index: int, holds: str) -> Scope:
        made = Scope(len(self.scopes), element, parent, list_index, holds)
        self.scopes.append(made)
        return made

    def members(self, balises: YMap, scope: Scope, blocs: tuple[str, ...]) -> dict[str, Any]:
        """The tree of a map of balises: name -> kinds, slot, elements, bloc."""
        tree: dict[str, Any] = {}
        for key, node in balises.items:
            tree[key.value] = self.member(key, node, scope, blocs)
        return tree

    def member(
        self, key: YText, node: YNode, scope: Scope, blocs: tuple[str, ...]
    ) -> dict[str, Any]:
        slot = Slot(key.value, blocs, scope.number, len(scope.slots))
        if isinstance(node, YText):
            kinds = KINDS.get(node.value)
            if kinds is None:
                self.fault(
                    node,
                    f"« {node.value} » n'est pas une sorte de balise : {', '.join(KINDS)}, "
                    "« list of: » ou « balises: ».",
                    f"“{node.value}” is not a kind of balise: {', '.join(KINDS)}, "
                    "“list of:” or “balises:”.",
                )
            scope.slots.append(slot)
            return {"kinds": kinds, "slot": slot.index}
        if not isinstance(node, YMap):
            self.fault(node, "Une balise n'est pas une liste.", "A balise is not a list.")
            return {"kinds": [], "slot": 0}
        node = self.known_keys(node, MEMBER_KEYS)
        opened = node.get("open")
        is_open = isinstance(opened, YText) and opened.value == "true"
        if opened is not None and not (
            isinstance(opened, YText) and opened.value in ("true", "false")
        ):
            self.fault(opened, "« open » vaut true ou false.", "“open” is true or false.")
        inner = node.get("balises")
        element = node.get("list of")
        if element is None:
            if not isinstance(inner, YMap):
                self.fault(
                    node,
                    "Il manque « list of: » ou « balises: ».",
                    "“list of:” or “balises:” is missing.",
                )
                return {"kinds": [], "slot": 0}
            scope.slots.append(slot)
            tree = self.members(inner, scope, (*blocs, key.value))
            return {"kinds": ["object"], "slot": slot.index, "bloc": tree, "open": is_open}
        if inner is not None and not isinstance(inner, YMap):
            self.fault(
                inner, "« balises » est une suite de « nom: sorte ».", "“balises” is a mapping."
            )
        name = element.value if isinstance(element, YText) else ""
        if not name.strip() or name in {made.element for made in self.scopes}:
            self.fault(
                element,
                "« list of » donne à l'élément de la liste un nom qui ne sert qu'une fois.",
                "“list of” gives the list's element a name used once.",
            )
        scope.slots.append(slot)
        made = self.scope(
            name, scope.number, len(scope.lists), "object" if inner is not None else "value"
        )
        made.list_slot = slot.index
        scope.lists.append(made.number)
        tree = {}
        if isinstance(inner, YMap):
            tree = self.members(inner, made, ())
        elif inner is None:
            made.slots.append(Slot(name, (), made.number, 0))
        return {
            "kinds": ["list"],
            "slot": slot.index,
            "scope": made.number,
            "of": tree,
            "open": is_open,
        }

    def shapes(self, tree: dict[str, Any], flat: bool) -> list[dict[str, Any]]:
        """For each scope, in order, its shape: what `walk` follows. See `walk.Shape`."""
        made: list[dict[str, Any]] = [{} for _ in self.scopes]

        def shape(members: dict[str, Any], number: int, is_open: bool) -> dict[str, Any]:
            leaves: list[list[Any]] = []
            lists: list[list[Any]] = []
            blocs: list[list[Any]] = []
            for name, member in members.items():
                if "bloc" in member and flat:
                    inner = shape(member["bloc"], number, False)
                    leaves += inner["leaves"]
                    lists += inner["lists"]
                elif "bloc" in member:
                    inner = shape(member["bloc"], number, member["open"])
                    blocs.append([name, member["slot"], inner])
                elif "scope" in member:
                    child = member["scope"]
                    lists.append([name, member["slot"], self.scopes[child].list_index, child])
                    made[child] = shape(member["of"], child, member["open"])
                else:
                    leaves.append([name, member["slot"], member["kinds"]])
            return {"leaves": leaves, "lists": lists, "blocs": blocs, "open": is_open}

        made[0] = shape(tree, 0, False)
        return made
