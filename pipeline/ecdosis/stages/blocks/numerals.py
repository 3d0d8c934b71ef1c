"""What numbers are worth, in figures and in Roman numerals."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_NUMERAL: Final = re.compile(r"C{0,3}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
"""A Roman number below four hundred, as printers have it, IIII and XXXX too: so `CIVIL` is none."""
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def value_of(number: str) -> int | None:
    """What a number in figures or capital Roman numerals is worth, from 1 on."""
    return (int(number) or None) if number.isdigit() else arabic(number)


def arabic(roman: str) -> int | None:
    """What a number in capital letters of Roman numerals is worth; None if no printer has it so."""
    values = [_ROMAN.get(letter, 0) for letter in roman]
    total = sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return total if roman and _NUMERAL.fullmatch(roman) else None
