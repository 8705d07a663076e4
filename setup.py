"""What pyproject.toml cannot say: a wheel carries what its rules compile to.

So that the first check on a machine, which is the only one of most pipelines, compiles nothing.
"""

import os
import sys

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join("segur_lint", "_data")
MADE = [os.path.join(DATA, name) for name in ("rules.programs", "rules.trees")]


class Build(build_py):
    """Build, then compile the rules that were built."""

    def run(self) -> None:
        """Write the programs beside the rules; a wheel without them compiles its rules when run."""
        super().run()
        if self.editable_mode:
            return
        sys.path.insert(0, HERE)
        try:
            from segur_lint import library, resources, shipped, trees, yamlfile
            from segur_lint.author import compile_all
            from segur_lint.source import Source
        except ImportError as error:  # --no-build-isolation, and a reader of rules is not installed
            self.announce(f"the rules are not compiled: {error}", level=3)
            return
        finally:
            sys.path.remove(HERE)
        files = library.files()
        programs, parsed = (os.path.join(self.build_lib, path) for path in MADE)
        shipped.write(programs, compile_all(files), files, resources.grammars())
        for name, data in files:
            yamlfile.keep(Source(name, data))
        trees.write(parsed)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Name what is built, the programs too."""
        made = [os.path.join(self.build_lib, path) for path in MADE]
        return [*super().get_outputs(include_bytecode), *filter(os.path.isfile, made)]


setup(cmdclass={"build_py": Build})
