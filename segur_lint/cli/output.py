"""Where a report goes: the standard output, or a file."""

from __future__ import annotations

import os
import sys

from segur_lint.errors import UsageError, reason
from segur_lint.text import Text, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def refuse(path: str | None, files: Sequence[str]) -> None:
    """Say before the work that the report cannot go where it is asked."""
    if path is None:
        return
    if os.path.isdir(path):
        raise _output_error(path, Text("c'est un dossier", "it is a folder"))
    if not os.path.isdir(os.path.dirname(path) or os.curdir):
        raise _output_error(path, Text("son dossier n'existe pas", "its folder does not exist"))
    if os.path.exists(path) and any(
        os.path.exists(each) and os.path.samefile(path, each) for each in files
    ):
        raise _output_error(
            path, Text("c'est un des fichiers que l'on lit", "it is one of the files that are read")
        )


def write(text: str, path: str | None) -> None:
    """To the standard output, or to a file, whole or not at all."""
    if path is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:  # a full disk; what is left is not tried again at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise _output_error("-", reason(error)) from None
        return
    from segur_lint import atomic

    data = text.encode("utf-8", "backslashreplace")
    try:
        if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe is written to
            with open(path, "wb") as file:
                file.write(data)
        else:
            atomic.write(path, data, force=True)
    except atomic.WriteError as error:
        raise _output_error(path, error.why) from None
    except OSError as error:
        raise _output_error(path, reason(error)) from None


def _output_error(path: str, why: Text) -> UsageError:
    name = printable(path)
    return UsageError(
        Text(
            f"Le rapport ne peut pas être écrit dans « {name} » : {why.fr}.",
            f"The report cannot be written to “{name}”: {why.en}.",
        )
    )
