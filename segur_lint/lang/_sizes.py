"""Sizes of files as a person writes them: ``3 Mo``, ``1.5 Kio``."""

from __future__ import annotations

UNITS = {
    "octets": 1,
    "ko": 10**3,
    "Mo": 10**6,
    "Go": 10**9,
    "Kio": 2**10,
    "Mio": 2**20,
    "Gio": 2**30,
}


def bytes_of(size: str) -> int | None:
    """Count the bytes of a size, ``"3 Mo"`` is 3,000,000; None where that is not a whole number."""
    number, unit = size.split()
    if number.isdecimal():
        return int(number) * UNITS[unit]
    from fractions import Fraction

    exact = Fraction(number) * UNITS[unit]
    return exact.numerator if exact.denominator == 1 else None
