"""What the generated code calls. It is on the way of every run: it imports next to nothing."""

from __future__ import annotations

from _operator import itemgetter  # noqa: F401  # for the code; `operator` is slow to import
from itertools import accumulate, chain, pairwise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

#: Values remembered of one kind: in thousands of files they come again.
_REMEMBERED = 4_096
#: As `filenames.LONGEST`, whose module reads regular expressions.
_LONGEST = 1_000
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: Each digit doubled, the digits of the double added: bytes of digits to bytes of digits.
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")
#: Digits as numbers, and the same of each doubled.
_PLAIN = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED_PLAIN = bytes.maketrans(b"0123456789", bytes((0, 2, 4, 6, 8, 1, 3, 5, 7, 9)))
#: Of as many characters, less one, the digits add to a byte; what sums may be.
_ADDED = 29
_TENS = bytes(range(0, 256, 10))
#: What `str.strip` takes away of ASCII.
_BLANK = b" \t\n\v\f\r\x1c\x1d\x1e\x1f"


class DoubtError(Exception):
    """The file needs a closer look: nothing is said of it."""


def is_digits(text: str) -> bool:
    """Whether a text is digits, 0 to 9, and at least one."""
    return text.isdigit() and text.isascii()


def digit_sum(text: str) -> int:
    """The sum of the digits of a text of digits."""
    return sum(text.encode()) - 48 * len(text)


def luhn(text: str) -> bool:
    """The twin of `functions.luhn`, on bytes, whose sum is made in C."""
    if not is_digits(text):
        return False
    data = text.encode()
    total = sum(data[-1::-2]) + sum(data[-2::-2].translate(_DOUBLED)) - 48 * len(data)
    return total % 10 == 0


def is_further(text: str, stem: str, first: int) -> bool:
    """Whether a text is one of those that « … » stands for, after the last that is listed."""
    number = text[len(stem) :]
    if not (text.startswith(stem) and is_digits(number) and len(number) <= 6):
        return False
    return number[0] != "0" and int(number) > first


def flat(lists: Iterable[list[Any]]) -> list[Any]:
    """The elements of lists."""
    return [*chain.from_iterable(lists)]


def cut(column: list[Any], lists: Iterable[list[Any]]) -> list[tuple[Any, ...]]:
    """A column cut into pieces as long as these lists."""
    whole, ends = tuple(column), accumulate(map(len, lists), initial=0)
    return [whole[start:end] for start, end in pairwise(ends)]


def are_days(dates: list[str]) -> bool:
    """Whether there are such days, of dates in digits whose months are right."""
    for each in {*dates}:
        year, month, day = int(each[:4]), int(each[4:6]), int(each[6:8])
        leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if day > _DAYS[month - 1] + leap:
            return False
    return True


def amounts(column: list[bytes]) -> list[int]:
    """Lexemes with a same number of digits after the point, as whole numbers of the last."""
    return [*map(int, b" ".join(column).replace(b".", b"").split())]


def replaced(texts: list[str], old: str, new: str) -> list[str]:
    """The texts, their beginning replaced where it is `old`."""
    whole = "\n".join(("", *texts))
    if f"\n{old}" not in whole:
        return texts
    if whole.count("\n") == len(texts) and "\n" not in old + new:
        return whole.replace(f"\n{old}", f"\n{new}")[1:].split("\n")
    return [new + text[len(old) :] if text.startswith(old) else text for text in texts]


def luhns(texts: list[str], changes: Iterable[tuple[str, str]] = ()) -> bool:
    """Whether all of many texts hold Luhn's key, once their beginnings are changed: (old, new).

    Where their lengths are the same, the digits in one place of all of them are the bytes of one
    number, so that one addition adds them all; no sum goes over a byte.
    """
    whole, count = "\n".join(("", *texts)), len(texts)
    for old, new in changes:
        whole = whole.replace(f"\n{old}", f"\n{new}")
    if whole.count("\n") != count:  # what holds one is no number
        return False
    step = len(whole) // count
    if len(whole) != step * count or whole[::step] != "\n" * count or step > _ADDED:
        return all(map(luhn, whole[1:].split("\n")))
    if not is_digits(whole.replace("\n", "")):
        return False
    plain, doubled = (whole.encode().translate(each) for each in (_PLAIN, _DOUBLED_PLAIN))
    total = 0
    for at in range(1, step):
        column = (doubled if (step - at) % 2 == 0 else plain)[at::step]
        total += int.from_bytes(column, "little")
    return not total.to_bytes(count, "little").translate(None, _TENS)


def _lined(texts: list[str], length: int) -> str | None:
    """The texts, a line each; None where one is longer or shorter, or has a line within."""
    whole, count = "\n".join(texts) + "\n", len(texts)  # what is no text is a doubt
    ends = whole[length :: length + 1]
    is_even = len(whole) == count * (length + 1) and ends == "\n" * count
    return whole if is_even and whole.count("\n") == count else None


def are_texts(texts: list[str], length: int) -> bool:
    """Whether all are texts of that length, and none is blank."""
    whole = _lined(texts, length)
    if whole is None:
        return False
    if whole.isascii() and length:  # most hold no space at all
        dense = whole.encode().translate(None, _BLANK)
        if len(dense) == length * len(texts):
            return True
    return all(map(str.strip, texts))


def are_written(texts: list[str], written: str) -> bool:
    """Whether all are so written, X being a digit: all of them, one place after the other."""
    whole = _lined(texts, len(written))
    if whole is None:
        return False
    places = [(sign, whole[at :: len(written) + 1]) for at, sign in enumerate(written)]
    digits = "".join([each for sign, each in places if sign == "X"])
    same = all(sign == "X" or each == sign * len(texts) for sign, each in places)
    return same and (not digits or is_digits(digits))


def are_built(names: list[str], pieces: list[str | list[str]]) -> bool:
    """Whether each name is what pieces make: a column, or the same for all."""
    each: list[Any] = [*pieces, "\n"]
    made = [piece if type(piece) is str else "" for piece in each] * len(names)
    for at, piece in enumerate(each):
        if type(piece) is not str:
            made[at :: len(each)] = piece
    whole = "\n".join(names) + "\n"
    return whole.count("\n") == len(names) and "".join(made) == whole


def torn(
    names: list[str], matcher: Callable[[str], Any], split: tuple[str, int] | None
) -> list[Any]:
    """The parts of names, a column for each; a doubt where one is not so built.

    `split` is (sign, parts) for notations whose parts are cut by one sign, and by a point before
    the last: names with as many signs as that, and no more, are cut all at once.
    """
    if split is not None:
        sign, parts = split
        cuts = parts - 2
        if {name.count(sign) for name in names} == {cuts} and max(map(len, names)) <= _LONGEST:
            found: list[Any] = []
            pieces = sign.join(names).split(sign)
            columns = [pieces[at :: cuts + 1] for at in range(cuts + 1)]
            last = columns.pop()
            if {name.count(".") for name in last} == {1}:
                ends = ".".join(last).split(".")
                found = [*columns, ends[::2], ends[1::2]]
                if any("" in column for column in found):
                    raise DoubtError
                return found
    rows = [*map(matcher, names)]
    if None in rows:
        raise DoubtError
    return [*zip(*rows, strict=True)]


class Dates(dict[str, str]):
    """The digits of dates, the year first: each date is read once, by `read`, for many files."""

    __slots__ = ("read",)

    def __init__(self, read: Callable[[list[str]], list[str]]) -> None:
        super().__init__()
        self.read = read

    def __call__(self, texts: list[str]) -> list[str]:
        """Those of these dates; a doubt where one is none."""
        try:
            return [*map(self.__getitem__, texts)]
        except KeyError:
            missing = [*{*texts}.difference(self)]
        if len(self) + len(missing) > _REMEMBERED:
            self.clear()
            missing = [*{*texts}]
        self.update(zip(missing, self.read(missing), strict=True))
        return [*map(self.__getitem__, texts)]


class Predicate(dict[str, bool]):
    """Whether texts are of a format that is read by a regular expression; bounded."""

    __slots__ = ("plain",)

    def __init__(self, plain: list[Any]) -> None:
        super().__init__()
        self.plain = plain

    def __missing__(self, key: str) -> bool:
        from segur_lint.formats import predicate  # reads regular expressions: slow to import

        if len(self) >= _REMEMBERED:
            self.clear()
        made = self[key] = predicate(self.plain)(key) is None
        return made


def all_unlike(texts: list[Any]) -> bool:
    """Whether no value of a column stands in it twice."""
    return len(set(texts)) == len(texts)


def each_once(lists: Iterable[Sequence[Any]]) -> bool:
    """Whether none of these lists holds a value twice."""
    return all(len(set(each)) == len(each) for each in lists)


def in_one_each(lists: Iterable[Iterable[Any]]) -> bool:
    """Whether no value is in two of these lists; in one of them it may be there again."""
    sets = [set(each) for each in lists]
    return len(set().union(*sets)) == sum(map(len, sets))


def paired(ones: list[Any], twos: list[Any]) -> bool:
    """Whether each value of a column goes with one of the other, and that with no other."""
    return len({*zip(ones, twos, strict=True)}) == len({*ones}) == len({*twos})
