"""Which faults of a pack are told, and where: the cause alone, at the author who can mend it.

What a broken parameter or notation of names leaves unknown is not told again in each rule. What an
heir breaks in the rules that it inherits is told in the heir's file, once, and not in theirs.
"""

from __future__ import annotations

import re

from segur_lint.declared import Declared
from segur_lint.errors import AuthorError
from segur_lint.faults import Faults
from segur_lint.flat import FlatPack
from segur_lint.pack import SECTIONS, PackFile
from segur_lint.row import Field
from segur_lint.yamlnodes import YMap, YText

#: The keys of a row that name balises.
_NAMING = (
    "balise", "each", "selector", "at", "when", "assert", "unique in", "counted once per", "found",
    "expected", "message", "fix",
)  # fmt: skip
_OWN = ("value", "position", "previous")
_NAME = r"[^\W\d][\w.]*"
_FILLED = r"\{(\w+)\}"
_QUANTIFIED = r"(?:any|all|count)\s*\(\s*([^\W\d][\w.]*)"


def waits(flat: FlatPack) -> bool:
    """Whether a section is no mapping: every rule would miss what it was to declare."""
    return any(
        not isinstance(pack.fields[key].node, YMap)
        for pack in flat.chain
        for key in SECTIONS
        if key in pack.fields
    )


def tell(compiler: Declared, faults: Faults) -> None:
    """Of the faults of `compiler`, to `faults` those that are causes, each in its place.

    `faults` has already those of the packs that this one extends.
    """
    chain = compiler.flat.chain
    own, unread = chain[-1], _unread(compiler)
    told = {_place(error) for error in faults.errors}
    blames: list[_Blame] = []
    for error in compiler.faults.errors:
        pack = next((each for each in chain if each.source is error.source), own)
        rule, key = _where(pack, error)
        if key and unread.explains(_text(error)):
            continue
        if pack is own:
            faults.errors.append(error)
        elif _place(error) not in told:
            seen = [params for names, params in faults.compiled if pack.name in names]
            blame = _blame(compiler, pack, (rule, key), error, seen)
            if blame is None:
                faults.errors.append(error)
            elif not any((each.name, *_place(error)) in faults.blamed for each in chain):
                blames.append(blame)
    faults.blamed.update((blame.heir.name, *_place(blame.error)) for blame in blames)
    faults.compiled.append(({each.name for each in chain}, set(compiler.params)))
    groups: dict[tuple[str, int, str], list[_Blame]] = {}
    for blame in blames:
        at = blame.heir.name, blame.at.node.span.start, blame.of
        groups.setdefault(at, []).append(blame)
    for group in groups.values():
        _say(group, faults)


class _Blame:
    """A fault in an inherited rule that `heir` makes, told `at` one of its keys."""

    __slots__ = ("at", "error", "heir", "lacks", "of", "rule")

    def __init__(
        self, heir: PackFile, at: Field, rule: str, error: AuthorError, of: str, lacks: str = ""
    ) -> None:
        self.heir = heir
        self.at = at
        self.rule = rule
        self.error = error
        #: "model" or "params" where the heir's lacks a name; empty where it is something else.
        self.of = of
        self.lacks = lacks


def _blame(
    compiler: Declared,
    pack: PackFile,
    where: tuple[str, str],
    error: AuthorError,
    seen: list[set[str]],
) -> _Blame | None:
    """Who else than `pack`, where the fault stands, made it; None where nobody is known to.

    `where` is the rule and its key; `seen` are the parameters of each pack that had this one in its
    chain and no fault here.
    """
    chain, (rule, key) = compiler.flat.chain, where
    own = chain[-1]
    models = [number for number, each in enumerate(chain) if "model" in each.fields]
    lacks = _lacking(compiler, pack, key, error)
    if lacks and any(lacks in params for params in seen):
        return _Blame(own, own.fields["extends"], rule, error, "params", lacks)
    if lacks and len(models) > 1 and models[-1] > chain.index(pack):
        heir = chain[models[-1]]
        return _Blame(heir, heir.fields["model"], rule, error, "model", lacks)
    gone = [each.id for each in compiler.flat.dropped]
    if not seen and not (key == "yields to" and _text(error) in gone):
        return None  # nothing shows that it was ever right
    heads = [row.head for row in own.rows if row.id == rule]
    return _Blame(own, heads[0] if heads else own.fields["extends"], rule, error, "")


def _lacking(compiler: Declared, pack: PackFile, key: str, error: AuthorError) -> str:
    """The balise or parameter that the fault misses; empty where it is about something else."""
    text = _text(error)
    names = [text] if re.fullmatch(_NAME, text) else re.findall(_QUANTIFIED, text)[:1]
    if key == "selector":
        names = re.findall(r"\w+", text)
    elif not names:
        names = re.findall(_FILLED, text)
    elif key not in _NAMING and not _is_subject(pack, error):
        names = []
    if error.source.text[error.span.end :].lstrip()[:1] == "(":
        names = []  # a function
    known = {*compiler.elements, *compiler.params, *_OWN}
    absent = [name for name in names if name not in known and not compiler.model.own(name)]
    return absent[0] if absent else ""


def _say(blames: list[_Blame], faults: Faults) -> None:
    at, of = blames[0].at, blames[0].of
    ids = list(dict.fromkeys(blame.rule for blame in blames))
    one = len(ids) == 1
    fr_rules = "demande la règle héritée " if one else "demandent les règles héritées "
    fr_rules += ", ".join(ids)
    en_rules = "rule " * one + "rules " * (not one) + ", ".join(ids) + (" asks" if one else " ask")
    lacks = list(dict.fromkeys(blame.lacks for blame in blames))
    many, fr_lacks = len(lacks) > 1, ", ".join(f"« {name} »" for name in lacks)
    en_lacks, them = ", ".join(f"“{name}”" for name in lacks), "them" if many else "it"
    if of == "model":
        fr = (
            f"Votre modèle n'a pas {'les balises' if many else 'la balise'} {fr_lacks}, que "
            f"{fr_rules} : {'ajoutez-les' if many else 'ajoutez-la'} au "
            "modèle, ou retirez ces règles par « drop »."
        )
        en = (
            f"Your model has not the {'balises' if many else 'balise'} {en_lacks}, which the "
            f"inherited {en_rules} for: add {them} to the model, or take these rules away "
            "with “drop”."
        )
    elif of == "params":
        fr = (
            f"Ce jeu ne donne pas {'les paramètres' if many else 'le paramètre'} {fr_lacks}, que "
            f"{fr_rules} : {'écrivez-les' if many else 'écrivez-le'} "
            "dans « params »."
        )
        en = (
            f"This pack does not give the {'parameters' if many else 'parameter'} {en_lacks}, "
            f"which the inherited {en_rules} for: write {them} in “params”."
        )
    else:
        why = dict.fromkeys((each.rule, each.error.message) for each in blames)
        fr_why = ", ".join(f"{rule} ({said.fr.rstrip('.')})" for rule, said in why)
        en_why = ", ".join(f"{rule} ({said.en.rstrip('.')})" for rule, said in why)
        fr = f"Ce que ce jeu change met en faute ce dont il hérite : {fr_why}."
        en = f"What this pack changes makes what it inherits faulty: {en_why}."
    faults.add(at.source, at.node, fr, en)


class _Unread:
    """What could not be read of a pack's sections: names, what is before or after their dot."""

    __slots__ = ("names", "parts", "wholes")

    def __init__(self, names: set[str], wholes: set[str], parts: set[str]) -> None:
        self.names = names
        self.wholes = wholes
        self.parts = parts

    def explains(self, text: str) -> bool:
        """Whether a fault at this text is about something that could not be read."""
        for word in re.findall(_NAME, text):
            whole, _, part = word.rpartition(".")
            if word in self.names or (whole and (whole in self.wholes or part in self.parts)):
                return True
        return False


def _unread(compiler: Declared) -> _Unread:
    names = {name for name in compiler.flat.merged("params") if name not in compiler.params}
    found = _Unread(names, set(), set())
    read = {each.name for each in compiler.names.notations}
    for name, where in compiler.flat.merged("names").items():
        if name in read:
            continue
        names.add(name)
        of, parts = _entry(where.node, "of"), _entry(where.node, "parts")
        if isinstance(of, YText):
            found.wholes.add(of.value)
        for word, entry in parts.items if isinstance(parts, YMap) else ():
            called = _entry(entry, "called")
            found.parts.add(called.value if isinstance(called, YText) else word.value)
    return found


def _entry(node: object, key: str) -> object:
    return node.get(key) if isinstance(node, YMap) else None


def _where(pack: PackFile, error: AuthorError) -> tuple[str, str]:
    """The rule and its key where a fault stands; outside the rules what is there, and no key."""
    at = error.span.start
    for row in pack.rows:
        for key, field in row.fields.items():
            if field.key.span.start <= at <= field.node.span.end:
                return row.id, key
    for key, field in pack.fields.items():
        if field.key.span.start <= at <= field.node.span.end:
            return key, key if key == "applies" else ""
    return pack.name, ""


def _is_subject(pack: PackFile, error: AuthorError) -> bool:
    """Whether a fault is at the balise that a notation of names is about."""
    names = pack.fields.get("names")
    entries = names.node.items if names and isinstance(names.node, YMap) else ()
    subjects = [_entry(entry, "of") for _, entry in entries]
    return any(isinstance(node, YText) and node.span == error.span for node in subjects)


def _place(error: AuthorError) -> tuple[str, int]:
    return error.source.name, error.span.start


def _text(error: AuthorError) -> str:
    return error.source.text[error.span.start : error.span.end]
