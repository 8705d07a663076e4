"""A real git repository for a test: a folder of rules, and its versions as commits."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MODEL = """\
model: essai
title: Un modèle d'essai
balises:
  reference: value
  montant: value
  bloc:
    balises:
      note: value
"""
PACK = """\
pack: essai
title: Un jeu d'essai
status: provisoire
source: Guide d'essai
model: modele.yaml
sample: exemples/exemple.json
stages:
  commande: {fr: les commandes, en: the orders}
params:
  limite: 100
  forme: AXXX
applies: starts_with(reference, "A")
rules:
  - id: ESS-001
    stage: commande
    title: La référence est courte
    balise: reference
    format: VARCHAR (<50)
    source: §1
    message: {fr: "« reference » {fault}.", en: "“reference” {fault}."}
    examples: {pass: ['"A123"'], fail: ['""']}
  - id: ESS-002
    stage: commande
    title: Le montant est petit
    balise: montant
    assert: value <= limite
    source: §1
    message: {fr: "Le montant est trop grand.", en: "The amount is too big."}
    examples: {pass: ['100'], fail: ['101']}
  - id: ESS-003
    stage: commande
    severity: warning
    title: La référence a sa forme
    balise: reference
    when: montant > 10
    assert: conforms(value, "VARCHAR (type « {forme} »)")
    source: §1
    from: 2024-09-12
    message: {fr: "Elle n'a pas sa forme.", en: "It has not its form."}
    examples: {pass: ['"A123"'], fail: ['"A12"']}
"""
SAMPLE = '{"reference": "A123", "montant": 20, "bloc": {"note": "x"}}'
HEIR = """\
pack: essai-bis
title: Un second jeu d'essai
extends: essai
status: provisoire
source: Guide d'essai
sample: exemples/exemple.json
rules: []
"""


def git(folder: Path, *arguments: str) -> str:
    """What git answers in `folder`, knowing nothing of its caller; it must succeed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env = {**kept, "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=essai", "-c", "user.email=essai@exemple.fr")
    command = ["git", *who, "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(
        command, cwd=folder, env=env, check=True, capture_output=True, encoding="utf-8"
    ).stdout


class Repository:
    """A work tree, `folder`, with a folder of rules, `rules`; nothing of the caller's git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules = folder / "regles"
        (self.rules / "exemples").mkdir(parents=True)
        (self.rules / "modele.yaml").write_text(MODEL, encoding="utf-8")
        (self.rules / "essai.yaml").write_text(PACK, encoding="utf-8")
        (self.rules / "exemples" / "exemple.json").write_text(SAMPLE, encoding="utf-8")
        self.git("init", "-q", "-b", "main")
        self.commit("v1")

    def git(self, *arguments: str) -> str:
        """What git answers; it must succeed."""
        return git(self.folder, *arguments)

    def commit(self, tag: str) -> None:
        """All that is there now, as the revision `tag`."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", tag)
        self.git("tag", tag)

    def change(self, *replaced: tuple[str, str], file: str = "essai.yaml") -> None:
        """Replace texts in a file of rules, each of which must be there."""
        path = self.rules / file
        text = path.read_text(encoding="utf-8")
        for old, new in replaced:
            assert text.count(old) >= 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
