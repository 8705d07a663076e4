"""What the YAML of a configuration says, and all that is wrong with how it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from segur_lint.errors import AuthorError, AuthorErrors
from segur_lint.faults import Faults
from segur_lint.finding import SEVERITIES
from segur_lint.row import Field, read_fields
from segur_lint.source import Source
from segur_lint.text import Text
from segur_lint.waiverfile import read_waiver
from segur_lint.yamlfile import load
from segur_lint.yamlnodes import YList, YMap, YNode, YText

KEYS = (
    "pack", "packs", "inputs", "registers", "documents", "rules", "severities", "ignore", "exclude",
    "waivers",
)  # fmt: skip
#: How a line of the keys that are lists begins.
_LINES = {
    "packs": "{pack: …, paths: […]}",
    "waivers": "{rule: …, files: …, reason: …, owner: …, until: …}",
}
LINE_KEYS = ("pack", "paths", "where")
A_MAP = Text("est une suite de « nom: valeur »", "is a mapping, “name: value”")
A_TEXT = Text("est un texte, qui n'est pas vide", "is a text, which is not empty")
TEXTS = Text(
    "est un texte, ou une liste de textes, qui ne sont pas vides",
    "is a text, or a list of texts, which are not empty",
)


class ConfigErrors(AuthorErrors):
    """All the faults of a configuration."""

    def __init__(self, errors: list[AuthorError]) -> None:
        super().__init__(errors)
        count = len(errors)
        many = "s" * (count > 1)
        self.message = Text(
            f"{count} faute{many} dans la configuration",
            f"{count} fault{many} in the configuration",
        )
        self.args = (self.message.fr,)


class Reader:
    """Reads the nodes of one configuration, and gathers what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.faults = Faults()
        self.told: list[YText] = []
        try:
            self.root = load(source)
        except AuthorErrors as errors:
            raise ConfigErrors(errors.errors) from None
        self.fields = self.keys(self.root, KEYS, Text("Clé de configuration", "key"))

    def fault(self, node: YNode, fr: str, en: str) -> None:
        """One fault, at `node`."""
        self.faults.add(self.source, node, fr, en)

    def keys(self, node: YNode, known: tuple[str, ...], what: Text) -> dict[str, Field]:
        """The known keys of a map."""
        if isinstance(node, YMap):
            return read_fields(self.source, node, known, what, self.faults)
        listed = ", ".join(known)
        self.fault(
            node,
            f"Il faut ici une suite de « clé: valeur », parmi : {listed}.",
            f"“key: value” is needed here, among: {listed}.",
        )
        return {}

    def plain(self) -> dict[str, Any]:
        """All that it says; what is wrong with its shapes goes to the faults."""
        inputs, registers, severities = map(self.entries, ("inputs", "registers", "severities"))
        pack = self.fields.get("pack")
        return {
            "pack": None if pack is None else self.text(pack.key, pack.node),
            "packs": [self.line(node) for node in self.lines("packs")],
            "inputs": {key.value: ", ".join(self.texts(key, node)) for key, node in inputs},
            "registers": {key.value: self.text(key, node) for key, node in registers},
            "documents": self.several("documents"),
            "rules": self.several("rules"),
            "severities": {key.value: self.severity(key, node) for key, node in severities},
            "ignore": self.several("ignore"),
            "exclude": self.patterns(self.fields.get("exclude"), 0),
            "waivers": [read_waiver(self, node) for node in self.lines("waivers")],
        }

    def entries(self, key: str) -> tuple[tuple[YText, YNode], ...]:
        """The entries of a key that is a map."""
        found = self.fields.get(key)
        if found is None:
            return ()
        if isinstance(found.node, YMap):
            return found.node.items
        self.fault(found.node, f"« {key} » {A_MAP.fr}.", f"“{key}” {A_MAP.en}.")
        return ()

    def several(self, key: str) -> list[str]:
        """The texts of a key, which may be none."""
        found = self.fields.get(key)
        return [] if found is None else self.texts(found.key, found.node, 0)

    def text(self, key: YText, node: YNode) -> str:
        """The text of a key."""
        if isinstance(node, YText) and node.value.strip():
            return node.value
        self.fault(node, f"« {key.value} » {A_TEXT.fr}.", f"“{key.value}” {A_TEXT.en}.")
        return ""

    def severity(self, key: YText, node: YNode) -> str:
        """The severity of a rule."""
        text = self.text(key, node)
        if text and text not in SEVERITIES and isinstance(node, YText):
            self.faults.unknown(self.source, node, Text("Gravité", "severity"), SEVERITIES)
        return text

    def texts(self, key: YText, node: YNode, least: int = 1) -> list[str]:
        """One text, or several."""
        items = node.items if isinstance(node, YList) and len(node.items) >= least else (node,)
        for each in items:
            if not isinstance(each, YText) or not each.value.strip():
                self.fault(each, f"« {key.value} » {TEXTS.fr}.", f"“{key.value}” {TEXTS.en}.")
        return [each.value for each in items if isinstance(each, YText)]

    def lines(self, key: str) -> Iterable[YNode]:
        """The lines of a key that is a list; one that is none is told once."""
        found = self.fields.get(key)
        if found is None or found.key in self.told:
            return ()
        if isinstance(found.node, YList):
            return found.node.items
        self.told.append(found.key)
        self.fault(
            found.node,
            f"« {key} » est une liste : « - {_LINES[key]} ».",
            f"“{key}” is a list: “- {_LINES[key]}”.",
        )
        return ()

    def line(self, node: YNode) -> dict[str, Any]:
        """One line of ``packs``."""
        fields = self.keys(node, LINE_KEYS, Text("Clé de « packs »", "key of “packs”"))
        if isinstance(node, YMap) and ("pack" not in fields or len(fields) == 1):
            self.fault(
                node,
                "Une ligne de « packs » a un « pack », et « paths » ou « where » : ce qui le fait "
                "choisir.",
                "A line of “packs” has a “pack”, and “paths” or “where”: what makes it chosen.",
            )
        pack, where = fields.get("pack"), fields.get("where")
        items: tuple[tuple[YText, YNode], ...] = ()
        if where is not None and isinstance(where.node, YMap) and where.node.items:
            items = where.node.items
        elif where is not None:
            self.fault(where.node, f"« where » {A_MAP.fr}.", f"“where” {A_MAP.en}.")
        return {
            "pack": "" if pack is None else self.text(pack.key, pack.node),
            "paths": self.patterns(fields.get("paths")),
            "where": {key.value: self.texts(key, each) for key, each in items},
        }

    def patterns(self, found: Field | None, least: int = 1) -> list[str]:
        """Patterns of paths."""
        if found is None:
            return []
        patterns = self.texts(found.key, found.node, least)
        for node in found.node.items if isinstance(found.node, YList) else (found.node,):
            if isinstance(node, YText) and ("\\" in node.value or ".." in node.value.split("/")):
                self.fault(
                    node,
                    "Un chemin s'écrit ici avec des « / », depuis le dossier de la configuration, "
                    "sans « .. ».",
                    "A path is written here with “/”, from the folder of the configuration, "
                    "without “..”.",
                )
        return [_from_top(each) for each in patterns]


def _from_top(pattern: str) -> str:
    """« ./x » starts from the folder of the configuration, as « /x » does."""
    if pattern.rstrip("/") == ".":
        return "**"
    return pattern[1:] if pattern.startswith("./") else pattern
