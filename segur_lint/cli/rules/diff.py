"""``segur-lint rules diff``: two packs, or two versions of the rules, told apart in sentences."""

from __future__ import annotations

from segur_lint.cli.output import refuse, write
from segur_lint.cli.rules.common import read_for
from segur_lint.cli.said import plain_json
from segur_lint.errors import UsageError
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from segur_lint.authoring.differences.output import Told
    from segur_lint.authoring.revisions.revision import Revision
    from segur_lint.authoring.revisions.versions import Version
    from segur_lint.cli.arguments import Option

SAID = Text(
    "ce qui distingue deux jeux, ou deux versions des règles, en phrases",
    "how two packs, or two versions of the rules, differ, in sentences",
)
PACK = Text("avec --base, un seul jeu ; sinon tous", "with --base, one pack; else all of them")
OPTIONS: tuple[Option, ...] = (
    (("named",), {"metavar": "JEU", "nargs": "*"},
     "deux jeux : un nom (le jeu tel qu'il est), ou RÉVISION:nom (tel qu'il était dans git)",
     "two packs: a name (the pack as it is), or REVISION:name (as it was in git)"),
    (("--base",), {"metavar": "RÉVISION"},
     "compare tous les jeux, ou celui de --pack, à ce qu'ils étaient à cette révision de git",
     "compare all packs, or that of --pack, with what they were at this revision of git"),
    (("--format",), {"choices": ("text", "markdown", "json"), "default": "text"},
     "le format (text)", "the format (text)"),
    (("--output",), {"metavar": "FICHIER"},
     "écrit le résultat dans un fichier", "write the result to a file"),
)  # fmt: skip


def run(arguments: Namespace) -> int:
    """Tell what differs; 0 where nothing does, 1 where something does."""
    from segur_lint.authoring.differences import output

    if arguments.output is not None:
        refuse(arguments.output, read_for(arguments.rules))
    told = _told(arguments)
    lang = arguments.lang
    if arguments.format == "json":
        said = plain_json(output.plain(told, lang))
    elif arguments.format == "markdown":
        said = output.markdown(told, lang)
    else:
        said = output.text(told, lang)
    write(said, arguments.output)
    return 1 if told.count else 0


def _told(arguments: Namespace) -> Told:
    from segur_lint.authoring.differences import output, packs
    from segur_lint.authoring.revisions import versions

    base, named = arguments.base, arguments.named
    if (base is None) is (not named) or (named and arguments.pack is not None):
        raise _usage()
    if named and len(named) != 2:
        raise _usage()
    folders = arguments.rules
    if base is not None:
        revision = versions.revision(base, folders)
        new = versions.current(folders, cache=arguments.cache)
        old = versions.at(revision, folders)
        if arguments.pack is None:
            groups = output.shared(packs.each_pack(old, new))
        else:
            name = arguments.pack
            groups = output.shared({name: packs.compare(old, name, new, name)})
        now = Text("la copie de travail", "the working copy")
        notes = versions.outside(revision, folders)
        shown = printable(base)
        return output.Told(Text(shown, shown), now, groups, notes)
    known: dict[str, Version] = {}
    sides, notes = [], []
    for each in named:
        name, _, pack = each.rpartition(":")
        if name not in known:
            if ":" in each:
                revision = _revision(name, pack, folders)
                notes += [note for note in versions.outside(revision, folders) if note not in notes]
                known[name] = versions.at(revision, folders)
            else:
                known[name] = versions.current(folders, cache=arguments.cache)
        sides.append((known[name], pack))
    (old, one), (new, other) = sides
    changes = packs.compare(old, one, new, other)
    labels = [Text(*[printable(version.label(pack))] * 2) for version, pack in sides]
    groups = [output.Group((), changes)] if changes else []
    return output.Told(labels[0], labels[1], groups, notes)


def _revision(name: str, pack: str, folders: list[str]) -> Revision:
    """The revision of that name; where it is that of a pack, the two were most likely swapped."""
    from segur_lint.authoring.revisions import versions

    try:
        return versions.revision(name, folders)
    except UsageError:
        if name not in versions.current(folders).flats:
            raise
    given, meant = printable(f"{name}:{pack}"), printable(f"{pack}:{name}")
    raise UsageError(
        Text(
            f"« {given} » : « {name} » est un jeu, et non une révision. L'ordre est RÉVISION:JEU, "
            f"comme « {meant} ».",
            f"“{given}”: “{name}” is a pack, no revision. The order is REVISION:PACK, such as "
            f"“{meant}”.",
        )
    )


def _usage() -> UsageError:
    return UsageError(
        Text(
            "Nommez deux jeux (« segur-lint rules diff A B », où A et B sont JEU ou RÉVISION:JEU), "
            "ou la révision à qui comparer les règles (« --base RÉVISION », avec --pack pour un "
            "seul jeu).",
            "Name two packs (“segur-lint rules diff A B”, A and B being PACK or REVISION:PACK), or "
            "the revision to compare the rules with (“--base REVISION”, with --pack for one pack).",
        )
    )
