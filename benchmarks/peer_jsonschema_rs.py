"""jsonschema-rs over files, as one process: the schema, then the files; 1 where one is refused."""

from __future__ import annotations

import json
import sys


def main() -> int:
    """Read the schema and the files that the command line names, and tell what is wrong."""
    import jsonschema_rs

    with open(sys.argv[1], encoding="utf-8") as file:
        validator = jsonschema_rs.Draft202012Validator(json.load(file))
    refused = 0
    for path in sys.argv[2:]:
        try:
            with open(path, "rb") as file:
                plain = json.load(file)
        except ValueError as unreadable:
            refused = 1
            print(path, "", unreadable, sep="\t")
            continue
        if not validator.is_valid(plain):
            refused = 1
            for error in validator.iter_errors(plain):
                print(path, error.instance_path, error.message[:80], sep="\t")
    return refused


if __name__ == "__main__":
    sys.exit(main())
