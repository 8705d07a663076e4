"""One HTML page that stands alone: no network, a search, light or dark, usable with the keyboard.

What authors wrote goes through `text`; the page forbids itself all but its own style and script.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from segur_lint.text import Text, printable

#: What the search looks through: the elements with this attribute.
ITEM = "data-item"

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
#: Words without case or accents, all of them to be found; « / » goes to the search.
_SCRIPT = """
const field=document.querySelector('input'),count=document.querySelector('output');
const plain=text=>text.normalize('NFD').replace(/\\p{M}/gu,'').toLowerCase();
const items=[...document.querySelectorAll('[data-item]')].map(node=>[node,plain(node.textContent)]);
const groups=[...document.querySelectorAll('[data-group]')];
function show(){
  const words=plain(field.value).split(/\\s+/).filter(Boolean);
  let left=0;
  for(const [node,text] of items){
    node.hidden=!words.every(word=>text.includes(word));
    left+=!node.hidden;
  }
  for(const group of groups)group.hidden=!group.querySelector('[data-item]:not([hidden])');
  count.textContent=words.length?`${left} / ${items.length}`:'';
}
document.querySelector('search').hidden=false;
field.addEventListener('input',show);
field.addEventListener('keydown',event=>{if(event.key==='Escape'){field.value='';show();}});
document.addEventListener('keydown',event=>{
  if(event.key==='/'&&document.activeElement!==field&&!event.ctrlKey&&!event.metaKey&&!event.altKey){
    event.preventDefault();field.focus();
  }
});
addEventListener('hashchange',()=>{
  const target=document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if(target&&target.closest('[hidden]')){field.value='';show();target.scrollIntoView();}
});
show();
"""
_SKIP = Text("Aller au contenu", "Go to the content")
_SEARCH = Text("Chercher (touche /)", "Search (key /)")


def text(value: str) -> str:
    """A text that is no markup, whatever it holds."""
    return escape(printable(value), quote=True)


def code(value: str) -> str:
    """The same, as code."""
    return f"<code>{text(value)}</code>"


def link(target: str, label: str) -> str:
    """A link to the element of the page whose id is `target`."""
    return f'<a href="#{text(target)}">{text(label)}</a>'


def bullets(items: Sequence[str]) -> str:
    """A list of HTML."""
    return '<ul class="plain">' + "".join(f"<li>{each}</li>" for each in items) + "</ul>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], ids: Sequence[str]) -> str:
    """A table of HTML cells, under heads of text; the search looks through its rows."""
    heads = "".join(f'<th scope="col">{text(each)}</th>' for each in head)
    lines = "".join(
        f'<tr id="{text(name)}" {ITEM}>' + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n"
        for name, row in zip(ids, rows, strict=True)
    )
    return (
        f'<div class="wide"><table data-group><thead><tr>{heads}</tr></thead>\n'
        f"<tbody>{lines}</tbody></table></div>"
    )


def page(title: str, body: str, lang: str) -> str:
    """The whole page around `body`, which is HTML."""
    policy = (
        f"default-src 'none'; style-src '{_hash(_STYLE)}'; script-src '{_hash(_SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{text(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#contenu">{_SKIP.get(lang)}</a>\n<h1>{text(title)}</h1>\n'
        f"<search hidden><label>{_SEARCH.get(lang)} : "
        '<input type="search" autocomplete="off" spellcheck="false"></label>'
        '<output aria-live="polite"></output></search>\n'
        f'<main id="contenu" tabindex="-1">\n{body}\n</main>\n<script>{_SCRIPT}</script>\n'
        "</body>\n</html>\n"
    )


def _hash(source: str) -> str:
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()
