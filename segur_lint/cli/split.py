"""``segur-lint split``: several deposits of one, or what has to wait kept for later."""

from __future__ import annotations

import os

from segur_lint.allornone import write_all
from segur_lint.cli.arguments import COMMON, CONFIG
from segur_lint.cli.linting import linters
from segur_lint.cli.output import out
from segur_lint.cli.said import lines, plain_json
from segur_lint.dates import day_of
from segur_lint.errors import UsageError
from segur_lint.redeposit import Part, chunks, plan
from segur_lint.report.folding import COLON
from segur_lint.series import day_in_name
from segur_lint.text import Text, printable
from segur_lint.units import Units, open_units

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from segur_lint.api import Linter
    from segur_lint.cli.arguments import Option
    from segur_lint.cli.parser import Parser

#: The version of the shape of ``--format json``.
VERSION = "1"
#: The folder, in that of the new deposits, of what has to wait.
LATER = "plus-tard"
_OPTIONS: tuple[Option, ...] = (
    (("path",), {"metavar": "FICHIER"}, "le dépôt à répartir", "the deposit to split"),
    (("--max",), {"metavar": "N"},
     "le plus de demandes par dépôt (ce que le portail accepte)",
     "the most claims a deposit (what the portal takes)"),
    (("--unpaid",), {"metavar": "REGISTRE", "nargs": "?", "const": ""},
     "garde pour plus tard ce qui n'est pas encore versé, selon ce registre ou celui configuré",
     "keep for later what has its advance unpaid, by this register or the configuration's"),
    (("--output-dir",), {"metavar": "DOSSIER"},
     "le dossier des nouveaux dépôts (celui du fichier)",
     "the folder of the new deposits (that of the file)"),
    (("--later-dir",), {"metavar": "DOSSIER"},
     f"le dossier de ce qui attend ({LATER}, dans celui des nouveaux dépôts)",
     f"the folder of what waits ({LATER}, in that of the new deposits)"),
    (("--date",), {"metavar": "AAAA-MM-JJ"},
     "le jour des nouveaux dépôts (celui du nom du fichier, ou aujourd'hui)",
     "the day of the new deposits (that of the file's name, or today)"),
    (("--format",), {"choices": ("text", "json"), "default": "text"},
     "le format du compte rendu (text)", "the format of what is told (text)"),
    (("--force",), {"action": "store_true"},
     "le premier nouveau dépôt prend la place du fichier",
     "the first new deposit takes the place of the file"),
)  # fmt: skip


def add(parser: Parser) -> None:
    """The options of ``split``."""
    parser.add((*COMMON, *CONFIG, *_OPTIONS))
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Write the deposits that one is split into, where there is something to split."""
    given = None if arguments.date is None else day_of(arguments.date)
    path = arguments.path
    linter = linters(arguments, [path])[path]
    units = _units(linter, path)
    most = _most(arguments.max, units)
    wait = {}
    if arguments.unpaid is not None:
        from segur_lint.waiting import waiting

        wait = waiting(units, arguments.unpaid, linter.registers.paths)
    everything = range(len(units.paths))
    now = chunks([each for each in everything if each not in wait], most)
    later = chunks(sorted(wait), most)
    named = day_in_name(units)
    is_same_day = given is None or given == named
    parts: list[Part] = []
    if now and (len(now) + len(later) > 1 or not is_same_day):
        folder = arguments.output_dir
        folder = os.path.dirname(path) if folder is None else folder
        aside = arguments.later_dir or os.path.join(folder, LATER)
        groups = [*((each, folder) for each in now), *((each, aside) for each in later)]
        replace = arguments.force or not _is_folder_of(folder, path)
        parts = plan(units, groups, given or named or day_of(None), replace=replace)
        if not all(part.is_there for part in parts):
            folders = [folder, aside] if later else [folder]
            write_all([part.file for part in parts], force=arguments.force, folders=folders)
    if arguments.format == "json":
        out(plain_json(_plain(path, parts, len(now), wait)))
    else:
        out(_told(path, units, parts, len(now), wait, arguments.lang))
    return 0


def _units(linter: Linter, path: str) -> Units:
    folder = Text("c'est un dossier", "it is a folder")
    units = folder if os.path.isdir(path) else open_units(linter, path)
    if isinstance(units, Text):
        name = printable(path)
        raise UsageError(
            Text(
                f"« {name} » ne peut pas être réparti : {units.fr.rstrip('.')}.",
                f"“{name}” cannot be split: {units.en.rstrip('.')}.",
            )
        )
    return units


def _most(asked: str | None, units: Units) -> int:
    most: int = units.deposits["max"]
    if asked is None:
        return most
    # Longer is no number of claims; and only ASCII digits are meant.
    count = (
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(most)) else 0
    )
    if not 1 <= count <= most:
        raise UsageError(
            Text(
                f"« --max {printable(asked)} » : écrivez un nombre de 1 à {most}, ce que le "
                "portail accepte dans un fichier.",
                f"“--max {printable(asked)}”: write a number from 1 to {most}, what the portal "
                "takes in one file.",
            )
        )
    return count


def _is_folder_of(folder: str, path: str) -> bool:
    return os.path.realpath(folder or os.curdir) == os.path.realpath(os.path.dirname(path))


# --- what is told ---------------------------------------------------------------------------------


def _told(
    path: str, units: Units, parts: Sequence[Part], now: int, wait: dict[int, Text], lang: str
) -> str:
    name, total = printable(path), len(units.paths)
    many = "s" * (total > 1)
    reasons = _reasons(wait, lang)
    if not parts:
        said = Text(
            f"« {name} » tient en un dépôt ({total} demande{many}) : rien à répartir.",
            f"“{name}” fits in one deposit ({total} claim{'s' * (total != 1)}): nothing to split.",
        )
        if wait:
            said = Text(
                f"« {name} » : aucune de ses demandes ne peut être déposée aujourd'hui, rien n'est "
                "écrit.",
                f"“{name}”: none of its claims can be filed today, nothing is written.",
            )
        return lines([said.get(lang)]) + lines(reasons, "  ")
    there = all(part.is_there for part in parts)
    count = len(parts)
    fr = "déjà là, tels quels" if there else f"écrit{'s' * (count > 1)}"
    en = "there already, as they are" if there else "written"
    head = Text(
        f"« {name} », {total} demande{many} : {count} dépôt{'s' * (count > 1)} {fr}.",
        f"“{name}”, {total} claim{'s' * (total != 1)}: {count} deposit{'s' * (count != 1)} {en}.",
    )
    made = [_part(part, at >= now, lang) for at, part in enumerate(parts)]
    text = lines([head.get(lang)]) + lines(made, "  ")
    if reasons:
        said = Text("Ce qui attend :", "What waits:")
        text += lines([said.get(lang)]) + lines(reasons, "  ")
    if any(os.path.realpath(part.path) == os.path.realpath(path) for part in parts):
        return text
    end = Text(
        f"Ne déposez plus « {name} » : ses demandes sont dans ces dépôts.",
        f"File “{name}” no more: its claims are in these deposits.",
    )
    return text + lines([end.get(lang)])


def _reasons(wait: dict[int, Text], lang: str) -> list[str]:
    """Why units wait, those of one reason together."""
    groups: dict[Text, list[int]] = {}
    for position, why in sorted(wait.items()):
        groups.setdefault(why, []).append(position)
    return [
        f"{_numbered(each, lang)}{COLON.get(lang)}{why.get(lang)}" for why, each in groups.items()
    ]


def _numbered(positions: Sequence[int], lang: str) -> str:
    numbers = runs(positions)
    if len(positions) > 1:
        return Text(f"demandes n° {numbers}", f"claims no. {numbers}").get(lang)
    return Text(f"demande n° {numbers}", f"claim no. {numbers}").get(lang)


def _part(part: Part, is_later: bool, lang: str) -> str:
    count, numbered = len(part.documents), _numbered(part.positions, lang)
    later = Text(", pour plus tard", ", for later") if is_later else Text("", "")
    said = Text(
        f"{numbered}, {count} document{'s' * (count > 1)}{later.fr}",
        f"{numbered}, {count} document{'s' * (count != 1)}{later.en}",
    )
    return f"{printable(part.path)}{COLON.get(lang)}{said.get(lang)}"


def runs(positions: Iterable[int]) -> str:
    """The numbers, from 1, of these positions, in order: ``1-3, 5``."""
    found: list[list[int]] = []
    for number in (position + 1 for position in positions):
        if found and found[-1][1] + 1 == number:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def _plain(path: str, parts: Sequence[Part], now: int, wait: dict[int, Text]) -> dict[str, object]:
    return {
        "version": VERSION,
        "file": path,
        "deposits": [
            {
                "deposit": part.path,
                "written": not part.is_there,
                "later": at >= now,
                "units": [position + 1 for position in part.positions],
                "documents": part.documents,
            }
            for at, part in enumerate(parts)
        ],
        "waiting": [position + 1 for position in sorted(wait)],
    }
