"""docs/nouveau-couloir.md, followed to the letter: from a table to a pack published and proved."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.byhand import follow
from tests.console import Example, examples, matches, printed
from tests.project import ROOT
from tests.repository import git

GUIDE = (ROOT / "docs" / "nouveau-couloir.md").read_text(encoding="utf-8")


def test_the_guide_goes_from_a_table_to_a_published_pack(tmp_path: Path) -> None:
    folder = tmp_path / "essai"
    shutil.copytree(ROOT / "fixtures" / "nouveau-couloir", folder)
    done = []

    def run(example: Example) -> None:
        name, *arguments = example.command.split()
        assert name in {"segur-lint", "git"}
        if name == "git":
            output = git(folder, *arguments)
        else:
            output = printed(arguments, folder, tmp_path / "cache")
        assert matches(example.output, output), f"$ {example.command}\n{output}"
        done.append(example)

    follow(GUIDE, folder, run)
    assert done == examples(GUIDE)
    assert len(done) > 12
    written = [path for path in (folder / "mes-regles").iterdir() if path.suffix == ".yaml"]
    assert len(written) == 3
    assert not [path for path in written if "À REMPLIR" in path.read_text(encoding="utf-8")]


def test_the_guide_has_ten_steps_and_is_short() -> None:
    assert [line.split(".")[0] for line in GUIDE.splitlines() if line.startswith("## ")] == [
        f"## {number}" for number in range(1, 11)
    ]
    assert len(GUIDE.splitlines()) <= 310
