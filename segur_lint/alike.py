"""Numbers that stand in two of many arrays, found in little memory: the hashes of files' values."""

from __future__ import annotations

from array import array
from zlib import crc32

from segur_lint.jsonvalue import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from segur_lint.jsonvalue import JSONValue

#: Numbers that are compared at once, and of how many each range of them is where there are more:
#: the fewer, the less memory is held.
_AT_ONCE = 50_000
_RANGE = 15_000
#: How many hashes there may be: they have 64 bits, with a sign.
_HASHES = 1 << 64


def hashed(value: JSONValue) -> int:
    """The hash of a text or a number, the same in each process: that of Python is not, of texts."""
    if isinstance(value, str):
        return (crc32(value.encode("utf-8", "surrogatepass")) << 32) - _HASHES // 2
    return hash(plain(value))


def are_apart(arrays: Sequence[array[int]]) -> bool:
    """Whether no number is in two arrays, none of which has one twice; they may be sorted."""
    return all(len(set().union(*parts)) == sum(map(len, parts)) for parts in _ranges(arrays))


def shared(arrays: Sequence[array[int]]) -> set[int]:
    """The numbers that are in two arrays, none of which has one twice; they may be sorted."""
    found: set[int] = set()
    for parts in _ranges(arrays):
        seen: set[int] = set()
        for part in parts:
            found.update(seen.intersection(part))
            seen.update(part)
    return found


def _ranges(arrays: Sequence[array[int]]) -> Iterator[Sequence[array[int]]]:
    """The arrays, cut alike: the numbers of one range of each, then those of another."""
    count = sum(map(len, arrays))
    if count <= _AT_ONCE:
        yield arrays
        return
    from bisect import bisect_left

    for each in arrays:
        each[:] = array("q", sorted(each))
    ranges, starts = count // _RANGE + 1, [0] * len(arrays)
    for at in range(1, ranges + 1):
        bound = at * _HASHES // ranges - _HASHES // 2
        ends = [bisect_left(each, bound) for each in arrays]
        yield [each[start:end] for each, start, end in zip(arrays, starts, ends, strict=True)]
        starts = ends
