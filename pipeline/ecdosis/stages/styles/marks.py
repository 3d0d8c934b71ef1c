"""Marks of styles in a reading: signs around words (`_so_`, `=so=`, `**so**`) and elements (`<sc>so</sc>`).

A sign is told by what stands beside it: one that opens has no letter before it and a word right behind it, one that
closes the other way round, so that `snake_case`, `____`, `2 * 3` and `f(x_1)` have none. Whether a text marks styles so
is for the passage to say (`passages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

LONGEST: Final = 4000
"""Code points between two marks, at most."""
ELEMENTS: Final = ("i", "em", "b", "strong", "sc", "g", "f")
_ELEMENT: Final = re.compile(rf"<(/?)({'|'.join(ELEMENTS)})>", re.IGNORECASE)
_ENDS: Final = frozenset(",;:!?)]}»”")
"""What words do not begin with."""
_BEGINS: Final = frozenset("([{«„")
"""What words do not end with."""
_NOT_BESIDE: Final = frozenset("\\/$@")
"""What stands before a sign in paths, in comments of programs, in commands and formulas of TeX, and in addresses."""
_ADDRESS: Final = re.compile(r"\S*(?:://|www\.|\w@\w|\\)\S*|(?:[\w.~-]*/){2,}\S*|\S*\w_[.][a-z0-9]\S*")
"""A run without blanks that is an address, a path or the name of a file."""
_CODE: Final = re.compile(r"[{}\\]|\(\)|[=!:]=|->|\A\S*\w_\w\S*\Z")
"""What stands in code and formulas, and in no words; of a name with a low line in it all."""
_PUNCTUATION: Final = re.compile(r"[.,;:!?…—–-]{1,3}")
"""What is marked by itself behind a word (`Softly_._`)."""


class StyleMark(NamedTuple):
    """A mark: offsets, the sign or the name of the element, and whether it may open or close."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool


class Pair(NamedTuple):
    """Two marks with words between them."""

    opening: StyleMark
    closing: StyleMark


@dataclass(frozen=True, slots=True)
class Paired:
    """What a paragraph has of one system of marks: pairs, and the marks that are alone."""

    pairs: tuple[Pair, ...]
    alone: tuple[StyleMark, ...]


def elements(reading: str, start: int, end: int) -> Paired:
    """The elements in a paragraph of a reading."""
    found = [
        StyleMark(match.start(), match.end(), match[2].lower(), not match[1], bool(match[1]))
        for match in _ELEMENT.finditer(reading, start, end)
    ]
    open_: list[StyleMark] = []
    pairs: list[Pair] = []
    alone: list[StyleMark] = []
    for mark in found:
        if mark.opens:
            open_.append(mark)
        elif any(one.sign == mark.sign for one in open_):
            while open_[-1].sign != mark.sign:
                alone.append(open_.pop())
            pairs.append(Pair(open_.pop(), mark))
        else:
            alone.append(mark)
    return _judged(reading, pairs, [*alone, *open_])


def signs(reading: str, sign: str, start: int, end: int) -> Paired:
    """The pairs of one sign in a paragraph of a reading."""
    pairs: list[Pair] = []
    alone: list[StyleMark] = []
    pending: StyleMark | None = None
    for mark in _marks(reading, sign, start, end):
        if pending and (mark.closes if pending.opens else _is_set_alone(reading, pending, mark)):
            pairs.append(Pair(pending, mark))
            pending = None
        elif mark.opens or _sets_alone(reading, mark):
            alone += [pending] if pending else []
            pending = mark
        else:
            alone.append(mark)
    return _judged(reading, pairs, [*alone, *([pending] if pending else [])])


def _judged(reading: str, pairs: Sequence[Pair], alone: Sequence[StyleMark]) -> Paired:
    """Pairs that hold words; the marks of others are alone."""
    good = [pair for pair in pairs if _holds_words(reading, pair)]
    bad = [mark for pair in pairs if not _holds_words(reading, pair) for mark in pair]
    return Paired(tuple(sorted(good)), tuple(sorted((*alone, *bad))))


def _holds_words(reading: str, pair: Pair) -> bool:
    """Whether what stands between two marks are words."""
    inside = reading[pair.opening.end : pair.closing.start]
    if not inside or inside[0].isspace() or inside[-1].isspace() or len(inside) > LONGEST:
        return False
    if pair.opening.sign in ELEMENTS:
        return True
    if _PUNCTUATION.fullmatch(inside):
        return True
    return any(map(str.isalnum, inside)) and not _CODE.search(inside)


def _marks(reading: str, sign: str, start: int, end: int) -> Iterator[StyleMark]:
    """The places of a sign that may be marks."""
    for match in _pattern(sign).finditer(reading, start, end):
        left = reading[match.start() - 1] if match.start() > start else " "
        right = reading[match.end()] if match.end() < end else " "
        if _ADDRESS.fullmatch(_run(reading, match.start())):
            continue
        opens = not left.isalnum() and left not in _NOT_BESIDE and _may_begin(reading, match.end(), end)
        closes = not left.isspace() and left not in _BEGINS and not right.isalnum()
        if opens or closes:
            yield StyleMark(match.start(), match.end(), sign, opens, closes)


def _may_begin(reading: str, at: int, end: int) -> bool:
    """Whether words may begin at a place: with dots only if there are several."""
    if at >= end or reading[at].isspace() or reading[at] in _ENDS:
        return False
    return reading[at] != "." or reading[at + 1 : at + 2] == "."


def _sets_alone(reading: str, mark: StyleMark) -> bool:
    """Whether a mark may open what sets a stop by itself, right behind a word."""
    return reading[mark.start - 1 : mark.start].isalnum() and bool(_PUNCTUATION.match(reading, mark.end))


def _is_set_alone(reading: str, opening: StyleMark, mark: StyleMark) -> bool:
    return bool(_PUNCTUATION.fullmatch(reading, opening.end, mark.start))


def _run(reading: str, at: int) -> str:
    """The characters around a place up to the next blanks, no more than an address may have."""
    before = re.search(r"\S{0,200}\Z", reading[max(0, at - 200) : at])
    after = re.compile(r"\S{0,200}").match(reading, at)
    return (before[0] if before else "") + (after[0] if after else "")


@cache
def _pattern(sign: str) -> re.Pattern[str]:
    one = re.escape(sign[0])
    return re.compile(rf"(?<!{one}){one}{{{len(sign)}}}(?!{one})")
