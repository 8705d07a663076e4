"""Git, asked to read: no shell, nothing fetched, no question on the terminal."""

from __future__ import annotations

import os
import re
import shlex
import subprocess

from segur_lint.errors import UsageError
from segur_lint.text import Text, printable

#: Seconds after which git is taken to hang; reading a few files takes it some hundredths of one.
_PATIENCE = 60
#: What would make git read another repository than that of the folder: a hook sets these.
_LOCAL = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE",
)  # fmt: skip


#: What git says of a repository of another account, as a container often has it.
_OTHERS = re.compile("detected dubious ownership in repository at '(.+)'")


class Refused(Exception):
    """Git said no: the first line of what it said."""


def git(folder: str, *arguments: str) -> bytes:
    """What git answers. `Refused` with what it says where it fails, `UsageError` without git."""
    environment = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    # An object that a partial clone left out is not fetched: segur-lint works offline.
    command = ["git", "-C", folder, "-c", "protocol.allow=never", "--no-pager", *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # a list, no shell; what is data comes after its end
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_PATIENCE,
        )
    except (FileNotFoundError, PermissionError):
        raise UsageError(
            Text(
                "git n'est pas installé, ou pas dans le PATH : sans lui, une révision ne peut pas "
                "être lue.",
                "git is not installed, or not in the PATH: without it no revision can be read.",
            )
        ) from None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Refused(type(error).__name__) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        if (found := _OTHERS.search(said)) is not None:
            raise _of_others(found[1])
        raise Refused(said)
    return done.stdout


def _of_others(folder: str) -> UsageError:
    """The error for a repository that git does not read until it is told that it may."""
    command = printable(f"git config --global --add safe.directory {shlex.quote(folder)}")
    return UsageError(
        Text(
            f"git refuse de lire ce dépôt git, qui est à un autre compte. Si vous vous y fiez : "
            f"{command}",
            f"git refuses to read this git repository, which is another account's. If you trust "
            f"it: {command}",
        )
    )
