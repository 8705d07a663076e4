"""HTML pages that stand alone: one file, no network, nothing runs but the page's own script.

What authors and deposits wrote goes through `text`; the page forbids itself all but its own style
and script, which it knows by their hashes, and into which no data ever goes.
"""

from __future__ import annotations

import os
from base64 import b64encode
from hashlib import sha256
from html import escape

from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

#: What the search looks through: the elements with this attribute, in those with the other.
ITEM, GROUP = "data-item", "data-group"

_SKIP = Text("Aller au contenu", "Go to the content")


def text(value: str) -> str:
    """A text that is no markup, whatever it holds, nor a command of a pipeline (``##[…]``)."""
    return escape(printable(value), quote=True).replace("##", "#&#35;")


def code(value: str) -> str:
    """The same, as code."""
    return f"<code>{text(value)}</code>"


def link(target: str, label: str) -> str:
    """A link to the element of the page whose id is `target`."""
    return f'<a href="#{text(target)}">{text(label)}</a>'


def bullets(items: Iterable[str]) -> str:
    """A list of HTML."""
    return '<ul class="plain">' + "".join(f"<li>{each}</li>" for each in items) + "</ul>"


def asset(module: str, name: str) -> str:
    """The style or script `name` that stands beside the module whose ``__file__`` is given."""
    with open(os.path.join(os.path.dirname(module), name), encoding="utf-8", newline="") as file:
        return file.read()


def search() -> str:
    """The script of the search: see ``search.js``."""
    return asset(__file__, "search.js")


def document(title: str, body: str, lang: str, *, style: str, script: str) -> str:
    """The whole page: `body` is HTML, with an element whose id is ``contenu`` to go to."""
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{text(lang)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#contenu">{_SKIP.get(lang)}</a>\n'
        f"{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(source: str) -> str:
    return "sha256-" + b64encode(sha256(source.encode()).digest()).decode()
