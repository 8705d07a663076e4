"""The catalogue of controls as one HTML page with a search."""

from __future__ import annotations

from collections.abc import Sequence

from segur_lint import markup
from segur_lint.authoring.catalogue.controls import (
    FAILS,
    PASSES,
    TITLE,
    Chapter,
    Control,
    again,
    introduction,
)
from segur_lint.markup import searchpage


def as_html(made: Sequence[Chapter], lang: str) -> str:
    """The page: the packs, then each with its controls, told once."""
    lines = [f"<p>{markup.text(introduction(lang))}</p>"]
    if len(made) > 1:
        names = [f"{markup.link(each.name, each.name)} {markup.text(each.title)}" for each in made]
        lines.append(f"<nav>{markup.bullets(names)}</nav>")
    for chapter in made:
        lines += _chapter(chapter, lang)
    return searchpage.page(TITLE.get(lang), "\n".join(lines), lang)


def _chapter(chapter: Chapter, lang: str) -> list[str]:
    lines = [
        "<section>",
        f'<h2 id="{markup.text(chapter.name)}">{markup.text(chapter.name)}</h2>',
        f"<p><strong>{markup.text(chapter.title)}</strong><br>{markup.text(chapter.about)}</p>",
        f"<p>{markup.text(again(chapter, lang))}</p>",
    ]
    same = [
        f"{markup.link(chapter.anchor(each), each.id)} {markup.text(each.title)}"
        for each in chapter.controls
        if each.id in chapter.told
    ]
    if same:
        lines.append(markup.bullets(same))
    lines += [_control(chapter, each, lang) for each in chapter.own]
    return [*lines, "</section>"]


def _control(chapter: Chapter, control: Control, lang: str) -> str:
    rows = [
        (label, markup.code(said) if is_code else markup.text(said))
        for label, said, is_code in chapter.lines(control)
    ]
    for label, found in ((PASSES, control.passes), (FAILS, control.fails)):
        rows.append((label.get(lang), markup.bullets([markup.code(each) for each in found])))
    anchor = markup.text(chapter.anchor(control))
    title = f"{markup.text(control.id)} {markup.text(control.title)}"
    listed = "".join(f"<dt>{markup.text(label)}</dt><dd>{said}</dd>\n" for label, said in rows)
    return (
        f'<article id="{anchor}" {markup.ITEM} aria-labelledby="{anchor}-titre">'
        f'<h3 id="{anchor}-titre"><a href="#{anchor}">{title}</a></h3>\n'
        f"<dl>\n{listed}</dl></article>"
    )
