"""Cells of tables: whether a column has numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

NUMBERS: Final = 0.6
"""Share of the cells that are numbers in a column of numbers."""
_NUMBER: Final = re.compile(
    r"[£$€¥+±<>~(−–-]{0,2} ?"
    r"(?:\.?\d[\d.,:'’/–-]{0,15}(?: ?[^\W\d_]{1,3}\b\.?| ?[%°′″½¼¾])?(?: |$|(?=[)*†‡]))){1,3}"
    r"[)*†‡]{0,2}"
)
"""Up to three numbers with the sign or short name of what they count (`2s. 4d.`, `£ 88`, `12 cwt.`)."""
_NONE: Final = re.compile(r"[-–—.… ]{0,8}|[\"”„]|''|do\.|ditto", re.IGNORECASE)
"""What stands where there is no number, or the one above again."""


def is_number(cell: str) -> bool:
    """Whether the words of a cell are a number, with the sign of what it counts."""
    return _NUMBER.fullmatch(cell) is not None


def has_numbers(column: Sequence[str]) -> bool:
    """Whether most cells of a column are numbers; what stands for one counts for neither."""
    told = [cell for cell in column if not _NONE.fullmatch(cell)]
    return bool(told) and sum(map(is_number, told)) >= NUMBERS * len(told)
