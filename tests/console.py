"""The ``console`` blocks of README.md and of docs/: commands after ``$``, each with what it prints.

A line ``…`` stands for any lines, ``…`` in a line for any characters of it. .ci/run uses it
too, before anything is installed:
``python3 tests/console.py command 1`` tells the first command that sets the project up, and
``python3 tests/console.py compare 1 FILE`` fails where FILE is not what README.md prints of it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

README = Path(__file__).resolve().parent.parent / "README.md"
_SETS_UP = "python3 -m venv "


class Example(NamedTuple):
    """A command of README.md, and what README.md says that it prints (nothing said: empty)."""

    command: str
    output: str


def examples(text: str) -> list[Example]:
    """The commands of the text's ``console`` blocks, in order."""
    found = []
    for block in blocks(text, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Example(command, output))
    return found


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def sets_up(example: Example) -> bool:
    """Whether the command installs something: the tests leave it to .ci/run."""
    return example.command.startswith(_SETS_UP)


def matches(said: str, printed: str) -> bool:
    """Whether `printed` is `said`, where ``…`` stands for what is left out."""
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line == "…" else re.escape(line).replace("…", "[^\\n]*?") + "\n"
        for line in said.strip("\n").split("\n")
    )
    return re.fullmatch(pattern, printed.strip("\n") + "\n") is not None


def printed(arguments: list[str], folder: Path, home: Path) -> str:
    """What the segur-lint of this very Python prints in `folder`; `home` is for its cache."""
    env = {**os.environ, "XDG_CACHE_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "80"}
    env.setdefault("PYTHONPATH", str(README.parent))
    command = [sys.executable, "-m", "segur_lint", *arguments]
    result = subprocess.run(
        command, cwd=folder, env=env, check=False, capture_output=True, encoding="utf-8"
    )
    assert result.returncode in (0, 1), result.stderr
    return result.stdout


def main(arguments: list[str]) -> int:
    """Serve .ci/run."""
    wanted = int(arguments[1]) - 1
    text = README.read_text(encoding="utf-8")
    example = [each for each in examples(text) if sets_up(each)][wanted]
    if arguments[0] == "command":
        sys.stdout.write(example.command + "\n")
        return 0
    printed = Path(arguments[2]).read_text(encoding="utf-8")
    if matches(example.output, printed):
        return 0
    sys.stderr.write(f"README.md says:\n{example.output}\nit printed:\n{printed}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
