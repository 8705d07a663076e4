"""The configuration of a folder, ``.segur-lint.yaml``: what is said once and not at each run.

`configured` finds it. What it says is kept as a plain value in the user's cache folder, so that a
run whose configuration did not change reads no YAML.
"""

from __future__ import annotations

import os

from segur_lint import __version__, library
from segur_lint.engine import frames
from segur_lint.errors import UsageError
from segur_lint.inputs import read_file
from segur_lint.jsonvalue import Number
from segur_lint.patterns import is_one_of
from segur_lint.source import Source
from segur_lint.text import Text, printable
from segur_lint.waivers import Waiver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from segur_lint.engine import Read
    from segur_lint.link import Pack
    from segur_lint.options import Options


class Config:
    """What a configuration says; the paths in it are taken from the folder that holds it.

    `inputs`, `registers` (paths by name) and `documents` are as `Linter` takes them; `rules` are
    folders, `severities` go by id, `ignore` are ids, `waivers` are in their order.
    """

    __slots__ = (
        "documents", "ignore", "inputs", "plain", "registers", "rules", "severities", "source",
        "waivers",
    )  # fmt: skip

    def __init__(self, source: Source, plain: dict[str, Any]) -> None:
        def beside(path: str) -> str:
            return os.path.join(os.path.dirname(source.name), path)

        self.source = source
        self.plain = plain
        self.inputs: dict[str, str] = plain["inputs"]
        self.registers = {name: beside(path) for name, path in plain["registers"].items()}
        self.documents = [beside(path) for path in plain["documents"]]
        self.rules = [beside(path) for path in plain["rules"]]
        self.severities: dict[str, str] = plain["severities"]
        self.ignore: list[str] = plain["ignore"]
        self.waivers = [Waiver(source.name, each) for each in plain["waivers"]]

    def excludes(self, path: str) -> bool:
        """Whether a file is among those that are left out."""
        return self._is_one_of(path, self.plain["exclude"])

    def _is_one_of(self, path: str, patterns: list[str]) -> bool:
        return is_one_of(path, patterns, os.path.dirname(self.source.name))

    def require(self, packs: Sequence[Pack]) -> None:
        """Raise `AuthorErrors`, all of them, where it speaks of what these packs do not have."""
        plain = self.plain
        ids = {each for pack in packs for each in pack.ids}
        named = {pack.name: pack for pack in packs if not pack.program["fallback"]}
        if (
            ids.issuperset(self.severities)
            and ids.issuperset(self.ignore)
            and ids.issuperset(each.rule for each in self.waivers)
            and declared(packs, "inputs").issuperset(self.inputs)
            and declared(packs, "registers").issuperset(self.registers)
            and (plain["pack"] is None or plain["pack"] in named)
            and all(
                line["pack"] in named and header(named[line["pack"]]).keys() >= line["where"].keys()
                for line in plain["packs"]
            )
        ):
            return
        from segur_lint.confignames import complain

        raise complain(self.source, packs)

    def choose(self, packs: Sequence[Pack], file: Read, options: Options) -> Pack | None:
        """The pack of a file: that of the first line that holds, else the one for all, or None."""
        named = {pack.name: pack for pack in packs}
        for line in self.plain["packs"]:
            pack = named[line["pack"]]
            if line["paths"] and (
                file.name is None or not self._is_one_of(file.source.name, line["paths"])
            ):
                continue
            if not line["where"] or _holds(line["where"], pack, file, options):
                return pack
        return named.get(self.plain["pack"])


def _holds(where: dict[str, list[str]], pack: Pack, file: Read, options: Options) -> bool:
    """Whether each of these balises has one of the values wanted of it."""
    walked = file.walked.get(pack)
    if walked is None:
        walked = file.walked[pack] = frames(pack, file, options)
    slots = header(pack)
    return all(
        any(_text(walked.root.values[slot]) in wanted for slot in slots[name])
        for name, wanted in where.items()
    )


def _text(value: object) -> str | None:
    """A value as a person writes it, whether the file has it in quotes or not."""
    if isinstance(value, Number):
        return value.text
    return value if isinstance(value, str) else None


def declared(packs: Iterable[Pack], key: str) -> set[str]:
    """The names of the ``inputs``, or of the ``registers``, that packs declare."""
    return {
        each["name"] if isinstance(each, dict) else each[0]
        for pack in packs
        for each in pack.program[key]
    }


def header(pack: Pack) -> dict[str, list[int]]:
    """The balises of a file that are in no list, with their slots."""
    found: dict[str, list[int]] = {}
    shapes = [layout[0] for layout in pack.program["model"]["layouts"].values()]
    for shape in shapes:  # grows as blocs are met
        for name, slot, *_ in shape["leaves"]:
            found.setdefault(name, []).append(slot)
        shapes += [bloc[-1] for bloc in shape["blocs"]]
    return found


def load(path: str, *, rules: Sequence[str] = (), cache: bool = True) -> Config:
    """The configuration at `path`; with `cache`, as it was read before from the same bytes.

    `UsageError` where it cannot be read, `AuthorErrors` where it has faults; `rules` are the
    folders that are used besides its own: names are looked for there too.
    """
    data = read_file(path)
    if isinstance(data, Text):
        name = printable(path)
        raise UsageError(
            Text(
                f"La configuration « {name} » : {data.fr}.",
                f"The configuration “{name}”: {data.en}.",
            )
        )
    source = Source(path, data[: library.LARGEST])
    config = _stored(source) if cache else None
    if config is None:
        from segur_lint.confignames import read

        config = Config(source, read(source, rules))
        if cache:
            from segur_lint import cache as stored

            stored.put(_key(source), [config.plain])
    there = [*config.registers.values(), *config.documents]
    if not (all(map(os.path.exists, there)) and all(map(os.path.isdir, config.rules))):
        from segur_lint.confignames import complain_alone

        raise complain_alone(source, rules)
    return config


def _key(source: Source) -> str:
    from segur_lint import cache

    return cache.key([(source.name, source.data)], f"{__version__} {library.code()} configuration")


def _stored(source: Source) -> Config | None:
    from segur_lint import cache

    kept = cache.get(_key(source))
    try:
        return Config(source, kept[0]) if kept else None
    except Exception:  # whatever was done to it, it is read again
        return None
