"""Reports of files become the report of what they are together: see `lot`."""

from __future__ import annotations

import os

from segur_lint.judge import judge
from segur_lint.kept import complete
from segur_lint.lot import Lot, Member
from segur_lint.text import Text, printable

#: Files without documents that are named.
NAMED = 3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from segur_lint.deposit import Deposit
    from segur_lint.frames import Frame
    from segur_lint.inventory import Inventory
    from segur_lint.link import Pack
    from segur_lint.options import Options
    from segur_lint.registers import Registers
    from segur_lint.report.model import FileReport


def together(
    packs: Sequence[Pack],
    options: Options,
    registers: Registers,
    deposits: Sequence[Deposit],
    reports: Mapping[str, FileReport],
) -> list[FileReport]:
    """Complete the reports of files, by path, with the rules on what stands around them.

    What it answers: the reports of the archives and documents where something was found.
    """
    whole = all(report.kept is not None for report in reports.values())
    lots: list[Lot] = []
    for pack in packs:
        members: list[Member] = []
        for deposit in deposits:
            members += _members(pack, deposit, reports)
        if members:
            complete(pack.walker, [member.kept for member in members])
            lots.append(Lot(pack, members, registers.of(pack), whole))
    bare = _bare([member for lot in lots for member in lot.members], len(reports))
    found = [report for lot in lots for report in judge(lot, options, bare)]
    for report in reports.values():
        report.kept = None  # its work is done, and it is large
    return found


def _bare(members: Sequence[Member], files: int) -> Text | None:
    """Which of these have no document, where others have some; None where all are alike.

    `files` are all those of the run, judged or not.
    """
    bare = [printable(each.report.file) for each in members if each.inventory is None]
    if not bare or len(bare) == len(members):
        return None
    count, more = len(bare), ", …" * (len(bare) > NAMED)
    # Of one that was not judged nothing is known: it is not among those that have some.
    fr_of, en_of = (f" sur {files}", f" of {files}") if files == len(members) else ("", "")
    fr = ", ".join(f"« {each} »" for each in bare[:NAMED]) + more
    en = ", ".join(f"“{each}”" for each in bare[:NAMED]) + more
    return Text(
        f"{count} fichier{'s' * (count > 1)}{fr_of} n'{'ont' if count > 1 else 'a'} aucun "
        f"document à côté, ni donné par --documents ({fr})",
        f"{count} file{'s' * (count > 1)}{en_of} {'have' if count > 1 else 'has'} no document "
        f"beside, nor given by --documents ({en})",
    )


def _members(pack: Pack, deposit: Deposit, reports: Mapping[str, FileReport]) -> Iterator[Member]:
    mine = [reports[path] for path in deposit.files if reports[path].pack == pack.name]
    kept = [(report, report.kept) for report in mine if report.kept is not None]
    beside = _beside(pack, deposit, [each.root for _, each in kept]) if kept else None
    for report, each in kept:
        yield Member(report, pack.walker.layout(each.layout), each, beside)


def _beside(pack: Pack, deposit: Deposit, roots: Sequence[Frame]) -> Inventory | None:
    """What stands beside a deposit; None where nothing was given.

    Documents that nobody gave, and of which no file speaks, are not a deposit's: a logo, a notice.
    """
    from segur_lint.deposit import ARCHIVES
    from segur_lint.inventory import take

    paths = deposit.beside
    if not deposit.given and not paths:
        return None
    if not deposit.given:
        spoken = {text for root in roots for text in _texts(root)}
        archives = any(path.lower().endswith(ARCHIVES) for path in paths)
        if not archives and not any(os.path.basename(path) in spoken for path in paths):
            return None
    return take(paths, pack.program["reads"])


def _texts(frame: Frame) -> Iterator[str]:
    yield from (value for value in frame.values if type(value) is str)
    for inner in frame.lists:
        for each in inner:
            yield from _texts(each)
