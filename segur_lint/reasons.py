"""Why a control is not run: it is not asked for, or what it needs is not there."""

from __future__ import annotations

from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.checks.kind import Run
    from segur_lint.link import Pack, Rule
    from segur_lint.options import Options

#: The target of the rules on the file itself: they run even where its text is broken.
_THE_FILE = ["each", "fichier"]
UNREAD = Text(
    "le contenu n'a pas pu être lu ; corrigez d'abord ce qui l'en empêche",
    "the content could not be read; mend first what prevents it",
)


def reason_to_skip(rule: Rule, pack: Pack, options: Options) -> Text | None:
    """Why a rule is not run on a file alone, whatever is in it; None where it is."""
    return _unasked(rule, options) or rule.needed or to_give(rule, pack, options)


def _unasked(rule: Rule, options: Options) -> Text | None:
    """Why a rule is not wanted."""
    if rule.id in options.silenced:
        return Text("ignorée par .segur-lint.yaml", "ignored by .segur-lint.yaml")
    if options.leaves_out(rule.id):
        return Text(
            "hors de la sélection (--select, --ignore)", "not selected (--select, --ignore)"
        )
    if not rule.in_force(options.moment):
        return Text("n'est pas en vigueur à cette date", "is not in force at this date")
    return None


def reason_not_to_run(rule: Rule, run: Run, options: Options) -> Text | None:
    """Why a rule is not run on this file at all."""
    if (unasked := _unasked(rule, options)) is not None:
        return unasked
    if rule.needed is not None:
        return UNREAD if run.document is None else rule.needed
    if rule.kind == "reading":
        if run.document is None and rule.plain["asked"] == "duplicate keys":
            return UNREAD
        if (
            run.broken is None
            and run.source.bad_byte is not None
            and rule.plain["asked"] == "syntax"
        ):
            return Text("le fichier n'est pas lisible en UTF-8", "the file cannot be read as UTF-8")
        return None
    if run.document is None and (rule.kind == "structure" or rule.plain["target"] != _THE_FILE):
        return Text("le contenu n'a pas pu être lu", "the content could not be read")
    if not run.walked.has(rule.scope):
        element = run.elements[rule.scope]
        return Text(f"aucun élément « {element} » à contrôler", f"no “{element}” to check")
    return None


def to_give(rule: Rule, pack: Pack, options: Options) -> Text | None:
    """Which values that the rule asks for the run was not given."""
    labels = [
        Text(f"{fr} (--set {name}=…)", f"{en} (--set {name}=…)")
        for name, fr, en, _ in pack.program["inputs"]
        if name in rule.inputs and name not in options.inputs
    ]
    if not labels:
        return None
    return Text(
        f"à donner : {', '.join(label.fr for label in labels)}",
        f"to be given: {', '.join(label.en for label in labels)}",
    )
