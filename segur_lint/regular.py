"""Files are opened so that nothing waits: what is no regular file is refused."""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

#: The system's code for what should be a file and is not.
NOT_REGULAR = errno.ENOTSUP


def open_regular(path: str) -> BinaryIO:
    """A regular file, open. `OSError` (`NOT_REGULAR` where it is something else), `ValueError`."""
    # Opened without waiting: a named pipe would never answer.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise OSError(NOT_REGULAR, "it is not a regular file")
