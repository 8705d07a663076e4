"""A page to look things up in: a search over all of it, light or dark, usable with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint import markup
from segur_lint.text import Text

_STYLE = """
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--accent:#0b57d0;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--accent:#8ab4f8;--bad:#f2b8b5}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;padding:0 1rem 4rem;max-width:72rem}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:Canvas;z-index:2}
search{position:sticky;top:0;background:Canvas;padding:.75rem 0;border-bottom:1px solid var(--line)}
search[hidden]{display:none}
input{font:inherit;width:min(32rem,100%);padding:.4rem .6rem;border:1px solid;border-radius:.4rem}
output{margin-left:.75rem}
article,[id]{scroll-margin-top:5rem}
article{border:1px solid var(--line);border-radius:.5rem;padding:.25rem 1rem 1rem;margin:1rem 0}
h3 small,td small{font-weight:normal;opacity:.75}
dl{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.3rem 1rem;margin:0}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
code{background:var(--soft);padding:.05rem .3rem;border-radius:.25rem;white-space:pre-wrap}
code{overflow-wrap:anywhere}ul.plain{list-style:none;margin:0;padding:0}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:var(--soft)}.wide{overflow-x:auto}.bad{color:var(--bad);font-weight:600}
[hidden]{display:none!important}
@media (max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.4rem}}
@media print{search,.skip{display:none}article{break-inside:avoid}}
"""
_SEARCH = Text("Chercher (touche /)", "Search (key /)")


def table(head: Sequence[str], rows: Sequence[Sequence[str]], ids: Sequence[str]) -> str:
    """A table of HTML cells, under heads of text; the search looks through its rows."""
    heads = "".join(f'<th scope="col">{markup.text(each)}</th>' for each in head)
    lines = "".join(
        f'<tr id="{markup.text(name)}" {markup.ITEM}>'
        + "".join(f"<td>{cell}</td>" for cell in row)
        + "</tr>\n"
        for name, row in zip(ids, rows, strict=True)
    )
    return (
        f'<div class="wide"><table {markup.GROUP}><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{lines}</tbody></table></div>"
    )


def page(title: str, body: str, lang: str) -> str:
    """The whole page around `body`, which is HTML."""
    whole = (
        f"<h1>{markup.text(title)}</h1>\n<search hidden><label>{_SEARCH.get(lang)} : "
        '<input type="search" autocomplete="off" spellcheck="false"></label>'
        '<output aria-live="polite"></output></search>\n'
        f'<main id="contenu" tabindex="-1">\n{body}\n</main>'
    )
    return markup.document(title, whole, lang, style=_STYLE, script=markup.search())
