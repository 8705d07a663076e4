"""What a guide tells a person to do, done: commands, files to write, changes by hand.

A ``yaml`` block whose first line is ``# folder/file`` is that file. A ``diff`` block changes the
file that the text named last: its parts are told apart by a line ``…``, and ``-…`` stands for the
lines to take away up to the next one. In the text, « remplacez partout `this` par `that` » and
« effacez partout la ligne `this` » change that file too; « ôtez le # de la règle `ABC-001` » takes
the row out of its comments, and the sentence above it away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.console import Example, examples

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (\S+/\S+)\n")
_SAID = re.compile(
    r"`(?P<file>[\w/-]+\.(?:yaml|csv|json))`"
    r"|remplacez partout `(?P<old>.+?)` par `(?P<new>.+?)`"
    r"|effacez partout la ligne `(?P<line>.+?)`"
    r"|ôtez le # de la règle `(?P<row>[A-Z]+-[0-9]+)`"
)

_COMMENTED = re.compile(r"(?:^ *# \w.*\n)*((?:^ *# (?:- |  ).*\n)+)", re.MULTILINE)


def follow(text: str, folder: Path, run: Callable[[Example], None]) -> None:
    """Do in `folder`, in order, all that `text` says; `run` runs a command and judges it."""
    reader = _Reader(folder)
    end = 0
    for block in _BLOCK.finditer(text):
        reader.prose(text[end : block.start()])
        end = block.end()
        language, content = block.groups()
        if language == "console":
            for example in examples(block.group()):
                run(example)
        elif language == "diff":
            reader.diff(content)
        elif named := _FILE.match(content):
            (folder / named.group(1)).write_text(content[named.end() :], encoding="utf-8")
    reader.prose(text[end:])


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder

    def prose(self, text: str) -> None:
        for said in _SAID.finditer(text):
            if said["file"]:
                self.path = self.folder / said["file"]
            elif said["old"]:
                self._replace(re.escape(said["old"]), said["new"])
            elif said["row"]:
                self._uncomment(said["row"])
            else:
                self._replace(rf"^ *{re.escape(said['line'])}\n", "")

    def _uncomment(self, row: str) -> None:
        text = self.path.read_text(encoding="utf-8")
        (found,) = (each for each in _COMMENTED.finditer(text) if f"# - id: {row}\n" in each[1])
        bare = re.sub("(?m)^( *)# ", r"\1", found[1])
        self.path.write_text(text[: found.start()] + bare + text[found.end() :], encoding="utf-8")

    def diff(self, text: str) -> None:
        for part in re.split("^…\n", text, flags=re.MULTILINE):
            lines = [(line[:1] or " ", line[1:]) for line in part.splitlines()]
            before = "".join(
                r"(?:[^\n]*\n)*?" if line == "…" else re.escape(line) + "\n"
                for sign, line in lines
                if sign != "+"
            )
            after = "".join(line + "\n" for sign, line in lines if sign != "-")
            self._replace(f"^{before}", after, times=1)

    def _replace(self, pattern: str, new: str, times: int = 0) -> None:
        """Replace what is there: `times`, or once at least."""
        text = self.path.read_text(encoding="utf-8")
        text, done = re.subn(pattern, lambda _: new, text, flags=re.MULTILINE)
        assert done == times if times else done, (done, pattern)
        self.path.write_text(text, encoding="utf-8")
