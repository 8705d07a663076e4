"""A table of balises becomes rows of a pack, a model, a sample: what to write, all of it proved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from segur_lint.author import Rules, read_all
from segur_lint.authoring.importing import controlled, gone, leftover, proposals
from segur_lint.authoring.importing.drafts import Draft, Writer
from segur_lint.authoring.importing.entries import read_entries, told
from segur_lint.authoring.importing.numbering import number
from segur_lint.authoring.importing.table import read_table
from segur_lint.authoring.importing.target import Asked, Target, flat_pack
from segur_lint.authoring.writing import examplevalues, packfill
from segur_lint.errors import AuthorError, AuthorErrors, UsageError
from segur_lint.text import Text

if TYPE_CHECKING:
    from segur_lint.authoring.importing.entries import Entry
    from segur_lint.authoring.writing.samplefill import Texts
    from segur_lint.flat import FlatRow
    from segur_lint.lang.notation import Notation
    from segur_lint.source import Source

#: Times that rows are left out for what the reader of rules has against them.
_TRIES = 5


class Import:
    """The table, read, the `target` it is added to, and the `drafts` of its rows.

    `rows` are the rows alone, `pack` the text of the pack that holds them, at `path`; `removed`
    are the rows in comments that an earlier import left there, and that it holds no more.
    """

    def __init__(
        self, asked: Asked, files: list[tuple[str, bytes]], rules: Rules, settings: dict[str, Any]
    ) -> None:
        self.asked = asked
        self.settings = settings
        self.target = Target(asked, files, rules)
        self.flat = self.target.flat
        self.table = read_table(asked.source, settings)
        self.entries = read_entries(self.table, settings)
        self.target.place(self.entries, self.table, settings)
        self.path = self.pack = self.rows = ""
        self.removed = 0
        self.drafts = self._drafts()
        number(self.drafts, self.target)
        #: What the pack has, and the table has no more.
        self.gone = self._gone()
        self._prove()

    # --- the rows ---------------------------------------------------------------------------------

    def _drafts(self) -> list[Draft]:
        have = controlled.formats_of(self.flat, self.target.model)
        made = []
        for entry in self.entries:
            if entry.is_container and not entry.problems:
                continue
            draft = Draft(entry)
            made.append(draft)
            if entry.place is None or entry.notation is None:
                continue
            slot = controlled.slot_of(entry.place, self.target.model)
            called = controlled.named(slot, self.target.model) if slot is not None else None
            if slot is None or called is None:
                self._unnamed(entry)
                continue
            draft.balise = called
            draft.draw_examples(self.table)
            controlled.answer(entry, slot, self.flat, self.target.model)
            same = controlled.meaning(entry.notation)
            rows = have.get(slot, [])
            for row, found in rows:
                if same in controlled.said(entry, row, found):
                    draft.rule = row.id
                    draft.already = f"déjà contrôlée par {row.id} ({row.origin})"
            always = [(row, found) for row, found in rows if "when" not in row.fields]
            if always and not draft.already and draft.is_live:
                self._against(draft, *always[0])
            draft.proposals = proposals.of(draft, slot, self.flat, self.target.model)
        remark = proposals.unbounded(made, self.table)
        self.table.notes += [remark] if remark is not None else []
        return made

    def _unnamed(self, entry: Entry) -> None:
        """A balise that rules cannot tell from those of its name that are in blocs."""
        why = Text(
            f"Aucune règle n'est faite de « {entry.name} » : d'autres blocs ont une balise de ce "
            "nom, et celle-ci n'est dans aucun, qui la nommerait.",
            f"No rule is made of “{entry.name}”: other blocs have a balise of this name, and this "
            "one is in none, which would name it.",
        )
        entry.problems.append(AuthorError(self.table.source, entry.line["balise"].span(), why))

    def _gone(self) -> list[AuthorError]:
        if self.target.is_new:
            return []
        model, asked = self.target.model, self.asked
        return gone.remarks(self.entries, self.flat, model, asked.file, asked.origin)

    def _against(self, draft: Draft, row: FlatRow, asked: Notation) -> None:
        """A row that asks for another format is replaced where it is inherited, else told."""
        rule = row.id
        if self.target.is_new or self.flat.own.name not in (row.origin, *row.changed):
            draft.replaces = rule
            return
        draft.against = rule
        entry = draft.entry
        why = Text(
            f"{rule} demande déjà {told(asked, 'fr')} pour cette balise, le tableau "
            f"{told(entry.notation, 'fr')} : gardez celui des deux qui est juste.",
            f"{rule} asks for {told(asked, 'en')} of this balise already, the table for "
            f"{told(entry.notation, 'en')}: keep the one that is right.",
        )
        entry.problems.append(AuthorError(self.table.source, entry.line["format"].span(), why))

    # --- the proof --------------------------------------------------------------------------------

    def _prove(self) -> None:
        """Write the rows, and have the reader of rules read them; what it refuses is a comment."""
        origin = self.asked.origin or self.settings["row"]["source"].replace(
            "{file}", "".join(each for each in self.asked.file if each not in "()")
        )
        writer = Writer(self.settings["row"], origin, self.asked.file)
        for _ in range(_TRIES):
            owners: list[Draft] = []

            def rows(margin: str, owners: list[Draft] = owners) -> list[str]:
                owners.clear()
                lines: list[str] = []
                for draft in self.drafts:
                    own = [*writer.lines(draft, margin), ""]
                    if self._is_told(draft, own):
                        continue
                    lines += own
                    owners += [draft] * len(own)
                return lines[:-1]

            source = self._without_leftovers(writer)
            path, text, begin = self._pack_text(source, rows)
            refused = self._refused(path, text)
            if not refused:
                # The sample that it names is written with it.
                path, text, _ = self._pack_text(source, rows, self.asked.sample)
                self.rows = "\n".join(["rules:", *rows("  ")]) + "\n"
                self.path, self.pack = path, text
                return
            for error in refused:
                at = error.source.place(error.span.start).line - begin
                if error.source.name != path or not 0 <= at < len(owners):
                    raise AuthorErrors(refused)
                owners[at].examples = ([], [])
                span = owners[at].entry.line["balise"].span()
                told = AuthorError(self.table.source, span, error.message)
                owners[at].entry.problems.append(told)
        raise AuthorErrors(refused)

    def _is_told(self, draft: Draft, lines: list[str]) -> bool:
        """Whether a comment would say what the pack to complete says already."""
        if draft.is_live or self.target.is_new:
            return False
        text = self.flat.own.source.text.replace("\r\n", "\n")
        return bool(draft.already) or "\n".join(lines).rstrip() in text

    def _without_leftovers(self, writer: Writer) -> Source:
        """The pack's file without the comments that the table now answers, or words anew."""

        def is_stale(balise: str, margin: str, lines: list[str]) -> bool:
            drafts = [each for each in self.drafts if balise in (each.balise, each.entry.name)]
            return bool(drafts) and all(
                each.is_live or each.already or writer.lines(each, margin) != lines
                for each in drafts
            )

        source, self.removed = leftover.without(self.flat.own.source, is_stale)
        return source

    def _pack_text(
        self, source: Source, rows: packfill.Rows, sample: str | None = None
    ) -> tuple[str, str, int]:
        """The path and the text of the pack with the rows, and the line where they begin."""
        own = self.flat.own
        if not self.target.is_new:
            return (own.source.name, *packfill.completed(source, rows))
        path = self.asked.output or "jeu.yaml"
        folder = os.path.dirname(path) or os.curdir
        name = self.asked.pack or "tableau"
        while name in self.target.rules.packs:
            name += "-bis"
        words = {"pack": name, "extends": own.name, "file": self.asked.file, "sample": ""}
        for key, each in (("model", self.target.model_path), ("sample", sample)):
            if each is not None:
                words[key] = os.path.relpath(each, folder).replace(os.sep, "/")
        return (path, *packfill.made(self.settings["pack"], words, rows))

    def _refused(self, path: str, text: str) -> list[AuthorError]:
        """What the reader of rules has against the pack, beside those that it extends."""
        needed = {os.path.realpath(pack.source.name) for pack in self.flat.chain}
        where = self.flat.field("guide")
        if where is not None or any(pack.fields.get("guide") for pack in self.flat.chain):
            needed = set(self.target.files)  # its clauses speak of other packs
        needed |= {os.path.realpath(each.source.name) for each in self.target.known}
        files = {real: self.target.files[real] for real in needed if real in self.target.files}
        for name, data in ((self.target.model_path, self.target.model_text), (path, text)):
            files[os.path.realpath(name)] = (name, data.encode())
        try:
            read_all(list(files.values()))
        except AuthorErrors as errors:
            return errors.errors
        return []

    # --- what is told, and made of it -------------------------------------------------------------

    def problems(self) -> list[AuthorError]:
        """All that was not read, in the order of the table; then what it has no more."""
        found = [*self.table.problems]
        for entry in self.entries:
            if not entry.line.is_shifted:  # told once, of all of them
                found += entry.problems
        return [*sorted(found, key=lambda problem: problem.span.start), *self.gone]

    def values(self) -> Texts:
        """A value of its format for each balise, by the identity of its place."""
        found = {}
        for draft in self.drafts:
            entry = draft.entry
            if entry.notation is not None and entry.place is not None:
                good, bad = examplevalues.examples(entry.notation.plain())
                if good:
                    found[id(entry.place)] = good[0], "null" not in bad
        return found

    def sample_of_pack(self) -> str:
        """The path of the sample of the pack that is added to, or of the one it extends."""
        for flat in (self.flat, flat_pack(self.target.rules, None)):
            for compiled, program in self.target.rules.compiled:
                if compiled.own.name == flat.own.name and program["sample"] is not None:
                    return str(program["sample"])
        raise UsageError(Text("Aucun dépôt d'exemple n'est là.", "No sample is there."))
