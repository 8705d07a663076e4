"""The certificate of the run, where one was asked for."""

from __future__ import annotations

from segur_lint import markup
from segur_lint.report.attested import facts
from segur_lint.report.page.signs import typeset
from segur_lint.text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from segur_lint.report.run import Run

_TITLE = Text("Certificat de ce contrôle", "Certificate of this check")


def certificate(run: Run) -> str:
    """Its number, what it is of, and what it is worth."""
    if run.certificate is None:
        return ""
    *rows, (_, worth) = facts(run.certificate)
    told = "".join(
        f"<div><dt>{markup.text(label.get(run.lang))}</dt>"
        f"<dd>{markup.text(typeset(value.get(run.lang)))}</dd></div>"
        for label, value in rows
    )
    return (
        f'<section class="card" id="certificat"><h2>{_TITLE.get(run.lang)}</h2>'
        f'<p>{markup.text(worth.get(run.lang))}</p><dl class="rule">{told}</dl></section>'
    )
