"""``python -m segur_lint``, and the command ``segur-lint``."""

from __future__ import annotations

import gc
import sys

from segur_lint import quick


def main() -> int:
    """Run segur-lint on the arguments of the process: by the quick door, or the ordinary way."""
    arguments = sys.argv[1:]
    gc.set_threshold(quick.BETWEEN_COLLECTIONS)  # the process is ours: it is not set back
    try:
        code = quick.check(arguments)
        if code is None:
            from segur_lint.cli import main as ordinary

            code = ordinary(arguments)
            if code <= 1:  # else nothing was checked, or not all
                quick.prepare(arguments, first=False)
    except KeyboardInterrupt:
        from segur_lint.cli import interrupted

        return interrupted(arguments)
    gc.freeze()  # what is left goes with the process: no cycle of it need be looked for
    return code


if __name__ == "__main__":
    sys.exit(main())
