"""The entry of a set of packs: what a run needs to say of a sound file that it is one.

An entry is a plain value that `marshal` writes: code objects of functions that were generated from
the rules, and what the report says of a file in which they find nothing.
"""

from __future__ import annotations

from time import time_ns

from segur_lint import resources
from segur_lint.api import Linter
from segur_lint.dates import begins, ends
from segur_lint.errors import SegurLintError
from segur_lint.frames import FILES
from segur_lint.quick import alone, byrule, store, writing
from segur_lint.quick.helpers import Helpers
from segur_lint.quick.plan import UnfitError
from segur_lint.quick.said import report_of
from segur_lint.reasons import reason_to_skip
from segur_lint.report.model import FileReport, NotRun, Report
from segur_lint.report.run import Run
from segur_lint.report.text import render
from segur_lint.stages import stages_of
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import CodeType
    from typing import Any

    from segur_lint.layouts import Layout
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options

    #: Writes the function of a pack for the files of one layout.
    Writer = Callable[[Pack, Layout, Sequence[Rule], Sequence[Pack], Helpers], list[str]]

#: Before and after any moment.
EVER = ("", "~")


def entry() -> None:
    """Make the entry of our rules and keep it; nothing where they cannot be read."""
    now = time_ns()
    stamps = store.stamps([resources.folder("rules"), resources.folder("grammar")])
    if store.are_young(stamps, now):
        return
    try:
        linter = Linter()
    except SegurLintError:
        return
    made, blob = of_packs(linter.packs, linter.options)
    store.put(made, blob, stamps)


def of_packs(packs: Sequence[Pack], options: Options) -> tuple[dict[str, Any], bytes]:
    """An entry, and its blob."""
    blob = bytearray()
    found = [made for pack in packs if (made := _of_pack(pack, packs, options, blob)) is not None]
    return {"valid": in_force(packs, options.moment), "packs": found}, bytes(blob)


def _of_pack(
    pack: Pack, packs: Sequence[Pack], options: Options, blob: bytearray
) -> dict[str, Any] | None:
    """The code of one pack, and what a report says of a sound file; None where there is none."""
    if pack.applies is None or pack.program["fallback"]:
        return None
    skipped = {rule.id: reason_to_skip(rule, pack, options) for rule in pack.rules}
    run, of_lot = rules_of(pack, options)
    sources = source(pack, packs, [*run, *of_lot])
    with_lot = bool(sources)
    if not sources:  # perhaps without what files are together
        sources = source(pack, packs, run)
    if not sources:
        return None
    # An object where a value is meant is a fault of the structure, and here of its format alone.
    each = [rule for rule in run if not rule.inputs and rule.kind != "structure"]
    of_units = source(pack, packs, [*each, *of_lot], alone.function)
    return {
        "accept": store.pack(_compiled(pack, sources), blob),
        "held": store.pack(_compiled(pack, source(pack, packs, each, byrule.function)), blob),
        "rules": [rule.id for rule in each],
        "followers": byrule.followers(each, pack.program["model"]["scopes"]),
        "apart": store.pack(_compiled(pack, of_units), blob),
        "text": {lang: _text(pack, skipped, lang) for lang in ("fr", "en")},
        "alone": _said(pack, skipped),
        "lot": with_lot,
        "together": _said(pack, {**skipped, **{rule.id: None for rule in of_lot}}),
    }


def rules_of(pack: Pack, options: Options) -> tuple[list[Rule], list[Rule]]:
    """The rules that run on a file alone, and those that run on several together."""
    alone = [rule for rule in pack.rules if reason_to_skip(rule, pack, options) is None]
    of_lot = [
        rule
        for rule in pack.rules
        if rule.needs == {FILES} and rule.in_force(options.moment) and not rule.inputs
    ]
    return alone, of_lot


def _compiled(pack: Pack, sources: Sequence[str]) -> list[CodeType]:
    return [compile(each, f"<{pack.name}>", "exec") for each in sources]


def source(
    pack: Pack, packs: Sequence[Pack], rules: Sequence[Rule], write: Writer = writing.function
) -> list[str]:
    """The generated modules, one a layout that code can be generated for, each with a function."""
    found = []
    for layout in pack.walker.layouts:
        helpers = Helpers()
        try:
            lines = write(pack, layout, rules, packs, helpers)
        except UnfitError:
            continue
        found.append("\n".join([*helpers.lines(), *lines]))
    return found


def _said(pack: Pack, skipped: dict[str, Text | None]) -> dict[str, Any]:
    """What a report says of a sound file: its status, what was not run, the counts of stages."""
    out = [(name, why.fr, why.en) for name, why in skipped.items() if why is not None]
    report = FileReport("", not_run=[NotRun(name, Text(fr, en)) for name, fr, en in out])
    stages_of(pack, report)
    return {
        "pack": pack.name,
        "status": pack.program["status"],
        "not_run": out,
        "passed": report.passed,
        "stages": [(label.fr, label.en, *counts) for label, *counts in report.stages],
    }


def _text(pack: Pack, skipped: dict[str, Text | None], lang: str) -> str:
    """The report of one sound file alone: its name is not in it."""
    return render(Run(Report([report_of("", _said(pack, skipped))]), lang))


def in_force(packs: Sequence[Pack], moment: str) -> tuple[str, str]:
    """From when to when the rules that are in force at `moment` are the same."""
    turns = set()
    for pack in packs:
        for plain in pack.program["rules"]:
            if plain["from"] is not None:
                turns.add(begins(plain["from"]))
            if plain["until"] is not None:
                turns.add(ends(plain["until"]) + "~")  # that minute is still in it
    before = [each for each in turns if each <= moment]
    after = [each for each in turns if each > moment]
    return max(before, default=EVER[0]), min(after, default=EVER[1])
