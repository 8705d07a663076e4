"""The HTML report as a reader sees it: parsed, its findings taken from what is shown of each."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

_EMPTY = ("meta", "br", "input", "rect", "circle", "path", "use", "wbr")
_PLACE = re.compile(r"(?:ligne|line) (\d+), (?:colonne|column) (\d+)")


class Page(HTMLParser):
    """What the page holds: elements, ids, targets of links, and its findings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.findings: list[dict[str, Any]] = []
        self._open: list[tuple[str, str]] = []
        self._shared = ""
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        assert not any(name.startswith("on") for name in given)
        assert not {"src", "style", "srcset", "action"} & set(given)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if "href" in given else []
        kind = "item" if "data-item" in given else given.get("class", "")
        if tag == "details":
            self._shared = ""
        if "data-item" in given:
            self.findings.append({**given, "message": self._shared, "strong": "", "path": ""})
        if kind == "message" and self._in_item():
            self.findings[-1]["message"] = ""
        if tag not in _EMPTY:
            self._open.append((tag, kind))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        tag, kind = self._open[-1]
        if kind == "message" and not self._in_item():
            self._shared += data
        elif kind in ("message", "path") and self._in_item():
            self.findings[-1][kind] += data
        elif tag == "strong" and self._in_item():
            self.findings[-1]["strong"] += data

    def _in_item(self) -> bool:
        return any(kind == "item" for _, kind in self._open)


def is_sound(html: str) -> Page:
    """Elements are closed, ids are once, links lead within the page, nothing can be loaded."""
    page = Page(html)
    assert len(set(page.ids)) == len(page.ids)
    assert {link[:1] for link in page.links} <= {"#"}
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert "default-src 'none'" in html
    assert html.endswith("</html>\n")
    html.encode("utf-8")
    return page


def carried(page: Page, files: list[str]) -> list[tuple[Any, ...]]:
    """The findings of a page: file, rule, severity, stage, unit, place, pointer and message."""
    found = []
    for each in page.findings:
        place = _PLACE.fullmatch(each["strong"])
        unit = int(each["data-unit"]) if "data-unit" in each else None
        where = (int(place[1]), int(place[2])) if place else None
        named = (files[int(each["data-file"])], each["data-rule"], each["data-severity"])
        found.append((*named, each["data-stage"], unit, where, each["path"], each["message"]))
    return found
