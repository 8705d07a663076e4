"""What is said of rules that can be read, and that their author would rather have otherwise."""

from __future__ import annotations

from segur_lint.errors import AuthorError
from segur_lint.source import Source, Span
from segur_lint.text import Text

#: The kinds of remarks, by their names, which stay: what is looked at, in one table.
KINDS = {
    "jamais": Text("une condition qui ne peut pas être vraie", "a condition that cannot hold"),
    "toujours": Text(
        "une condition, ou un contrôle, qui ne change jamais rien",
        "a condition, or a control, that never changes anything",
    ),
    "hors-format": Text(
        "une comparaison avec une valeur que le format de la balise n'admet pas",
        "a comparison with a value that the balise's format does not admit",
    ),
    "sans-ordre": Text(
        "deux textes comparés par ordre, ce qui reste indécis",
        "texts compared by order, which is never decided",
    ),
    "sans-valeur": Text(
        "un format, ou deux de la même balise, que ne suit aucune valeur",
        "a format, or two of one balise, that no value follows",
    ),
    "doublon": Text("deux règles qui disent la même chose", "two rules that say the same"),
    "contradiction": Text(
        "deux règles que rien ne peut suivre à la fois", "two rules that nothing can follow both"
    ),
    "id-repris": Text(
        "l'identifiant d'une règle retirée, donné à une autre",
        "the id of a rule that is gone, given to another",
    ),
    "dates": Text(
        "une règle qui finit avant de commencer", "a rule that ends before it begins"
    ),
    "sans-effet": Text(
        "ce qui est écrit et ne change rien à ce qui est hérité",
        "what is written and changes nothing of what is inherited",
    ),
    "message": Text(
        "un message qui ne dit pas de quelle balise il parle",
        "a message that does not say which balise it is about",
    ),
    "traduction": Text(
        "deux langues qui ne disent pas la même chose, ou la disent avec les mêmes mots",
        "two languages that do not say the same, or say it in the same words",
    ),
    "coupé": Text(
        "une phrase sans guillemets, que YAML coupe à « # »",
        "a sentence without quotes, which YAML cuts at “#”",
    ),
    "exemple": Text(
        "un exemple, ou le dépôt d'exemple, qui n'est pas du JSON ; un exemple deux fois",
        "an example, or the sample deposit, that is not JSON; an example twice",
    ),
    "inutile": Text(
        "ce qui est déclaré et dont rien ne se sert", "what is declared and nothing uses"
    ),
    "balise-double": Text(
        "deux balises du même bloc dont les noms se confondent",
        "two balises of one bloc whose names are hard to tell apart",
    ),
    "sans-dépôt": Text(
        "un jeu sans dépôt d'exemple, dont les exemples ne sont jamais rejoués",
        "a pack without a sample deposit, whose examples are never run",
    ),
    "sans-source": Text(
        "un jeu qui ne dit pas quel document il suit",
        "a pack that does not say which document it follows",
    ),
    "à-remplir": Text("ce qu'il reste à compléter", "what is left to complete"),
    "supposé": Text(
        "une règle que rien de publié ne dit, dans un jeu publié",
        "a rule that nothing published says, in a published pack",
    ),
}  # fmt: skip


#: What is said of a condition, in French and in English.
NEVER = (
    "« {} » n'est jamais vrai. Retirez cette condition, ou corrigez-la.",
    "“{}” never holds. Remove this condition, or mend it.",
)
ALWAYS = (
    "« {} » est toujours vrai. Retirez cette condition, ou corrigez-la.",
    "“{}” always holds. Remove this condition, or mend it.",
)
NEVER_ASKED = (
    "« {} » n'est jamais vrai : la règle ne s'applique jamais. Corrigez-la, ou retirez-la.",
    "“{}” never holds: the rule never applies. Mend it, or remove it.",
)
NOBODYS = (
    "« {} » n'est jamais vrai : aucun dépôt n'est de ce jeu. Corrigez cette condition.",
    "“{}” never holds: no deposit is of this pack. Mend this condition.",
)
ALWAYS_FAULTY = (
    "« {} » n'est jamais vrai : toute valeur serait en faute. Corrigez la condition.",
    "“{}” never holds: any value would be at fault. Mend the condition.",
)
NEVER_FAULTY = (
    "« {} » n'est jamais faux : la règle ne trouve aucune faute. Corrigez-la, ou retirez-la.",
    "“{}” is never false: the rule finds no fault. Mend it, or remove it.",
)


class Remark(AuthorError):
    """A remark of one of the `KINDS`, at its exact place; one that `waits` stops nobody yet."""

    def __init__(
        self, kind: str, source: Source, span: Span, fr: str, en: str, waits: bool = False
    ) -> None:
        assert kind in KINDS
        super().__init__(source, span, Text(f"[{kind}] {fr}", f"[{kind}] {en}"))
        self.kind = kind
        self.waits = waits

    @property
    def place(self) -> tuple[str, int, str]:
        """What tells it from others: its file, its offset there, its kind."""
        return self.source.name, self.span.start, self.kind
