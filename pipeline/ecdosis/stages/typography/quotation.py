"""Straight double marks: which of them open a quotation, which close one, and which have no partner.

What stands round a mark mostly says which it is; where it does not, or a blank stands on its wrong side, its partner
does. Quotations go on over paragraphs (each opens it again) and over the lines of verse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final, Literal, NamedTuple

from ecdosis.stages.typography.untouched import Untouched, is_table

Side = Literal["opening", "closing", ""]
BEFORE_OPENING: Final = frozenset(" \n\t\u00a0\u202f([{—–-/“‘„‚«‹")
AFTER_CLOSING: Final = frozenset(".,;:!?…)]}—–-/”’»›'[(")
EMPHASIS: Final = "_*"
"""Signs of emphasis in plain text: a mark stands beside the word in them."""
_STOPS: Final = frozenset(".,;:!?…)]}")
_OPENING: Final = frozenset("([{“„‘‚«‹¿¡")
_BEFORE_SPEECH: Final = frozenset(":—–-")
_ENDS: Final = frozenset(".!?…")
_BRACKETS: Final = frozenset("([{")
_DOTS: Final = re.compile(r"\.{3,}|…")
_SENTENCE: Final = re.compile(r"[.!?…]\s")
_BEFORE_CLOSING: Final = frozenset(".,;:!?…—-'’")
_BLOCK: Final = re.compile(r"[^\n]+")
TWOS: Final = 3
"""Double marks of two signs (``, '', ,,) from which a text types them so."""
_LOW, _RAISED, _TWO = r"(?<![\w,]),,(?=\w)", r"(?<![\w`])``(?=[^\s`])", r"(?<!')''(?!')"
_TWO_OPEN: Final = re.compile(r"(?<![\w'.,;:!?])''(?=\w)")
_TWO_CLOSE: Final = re.compile(r"(?<=[\w.,;:!?])''(?![\w'])")
_ONE_OPENS: Final = re.compile(r"(?<![\w'.,;:!?])'(?=\w)")


class Blank(Enum):
    """Where a blank stands beside a mark that should not."""

    NONE = "nowhere"
    INSIDE = "between it and the words that it is of, as well as on its other side"
    WRONG_SIDE = "between it and the words that it is of, and none on its other side"


class Paired(NamedTuple):
    """A mark: its place (code points of the reading), whether it opens or closes, how many quotations it stands in,
    how blanks stand beside it, how many signs were typed for it, and whether it opens again at the head of a paragraph
    what goes on from the one before."""

    place: int
    side: Side
    depth: int = 0
    blank: Blank = Blank.NONE
    width: int = 1
    again: bool = False

    @property
    def end(self) -> int:
        """The place behind it."""
        return self.place + self.width


class Pairing(NamedTuple):
    """The straight double marks of a reading that pair, in order, and the places of those that do not."""

    paired: tuple[Paired, ...]
    unpaired: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int
    side: Side
    straight: bool
    head: bool
    """Whether it begins its block."""
    measure: bool = False
    """Whether it may be the sign of inches or seconds."""
    width: int = 1
    again: bool = False
    hint: Side = ""
    """What it seems to do, where its side is not plain."""


def pair(
    reading: str,
    untouched: Untouched,
    known: tuple[str, str] = ("", ""),
    *,
    nests: bool = False,
    twos: Sequence[str] = (),
) -> Pairing:
    """The straight double marks of a reading, paired. `known`: the typographic marks among which they stand; `nests`:
    in this language a quotation in a quotation is typed with the same mark; `twos`: the double marks of two signs that
    the text has of which the reading is a note."""
    walk = _Walk(reading, nests=nests)
    signs = re.compile("|".join([*dict.fromkeys((*twos_of(reading), *twos)), '["“”„«»]']))
    for block in _BLOCK.finditer(reading):
        if not is_table(block.group()) and (marks := list(_marks(reading, block, untouched, known, signs))):
            walk.block(marks)
    walk.settle(False)
    return Pairing(tuple(sorted(walk.paired)), tuple(sorted(walk.unpaired)))


def twos_of(reading: str) -> tuple[str, ...]:
    """What a text has for double marks beside the signs of a printer's (regular expressions): two single ones are one
    where as many open as close, more open than single ones do, and than the double ones there are."""
    opening, closing = len(_TWO_OPEN.findall(reading)), len(_TWO_CLOSE.findall(reading))
    others = max(len(_ONE_OPENS.findall(reading)), reading.count('"'))
    own = min(opening, closing) >= TWOS and max(opening, closing) < 2 * min(opening, closing) and opening > others
    low, raised = (len(re.findall(sign, reading)) >= TWOS for sign in (_LOW, _RAISED))
    return tuple(sign for sign, has in ((_LOW, low), (_RAISED, raised), (_TWO, own or low or raised)) if has)


def _marks(
    reading: str, block: re.Match[str], untouched: Untouched, known: tuple[str, str], signs: re.Pattern[str]
) -> Iterator[_Mark]:
    head = block.start() + len(block.group()) - len(block.group().lstrip(" \t\u00a0" + EMPHASIS))
    for match in signs.finditer(reading, block.start(), block.end()):
        place, sign = match.start(), match.group()
        if sign in known:
            told: Side = "opening" if sign == known[0] else "closing"
            yield _Mark(place, told if known[0] != known[1] else side(reading, place), False, place == head)
        elif sign in "“”„«»" or place in untouched:
            continue
        elif sign in ("``", ",,"):
            yield _Mark(place, "opening", True, place == head, width=2)
        else:
            measure = place > 0 and reading[place - 1].isdigit()
            plain = side(reading, place)
            hint = "" if plain or measure or len(sign) > 1 else _hint(reading, place)
            yield _Mark(place, plain, True, place == head, measure, len(sign), hint=hint)


def side(reading: str, place: int) -> Side:
    """Whether a straight mark opens or closes, by what stands round it; empty if that is not plain."""
    before, after = _beside(reading, place, -1), _beside(reading, place, 1)
    if before.isalpha() and reading[place - 1] == "'" and (after.isalnum() or after == "\u00a0"):
        return "opening"  # d'"assassin"
    dots = _DOTS.match(reading, place + 1)
    if dots and before.isspace() and before != "\n" and not reading[dots.end() : dots.end() + 1].isalnum():
        return ""  # what dots break off, or begin
    opens = before in BEFORE_OPENING and not after.isspace() and (after not in _STOPS or dots)
    closes = not (before.isspace() or before in _OPENING) and (
        after.isspace() or after in AFTER_CLOSING or after.isdigit()
    )
    if before.isspace() and after.isspace():
        no_break = before == "\u00a0", after == "\u00a0"
        return "" if no_break[0] == no_break[1] else "closing" if no_break[0] else "opening"
    if opens == closes:
        return ""
    return "opening" if opens else "closing"


def _hint(reading: str, place: int) -> Side:
    """What a mark seems to do that has blanks at both sides, or one at its inner side: as its block begins or ends
    there, or punctuation has it."""
    before, after = (
        reading[max(0, place - 2) : place].rpartition("\n")[2],
        reading[place + 1 : place + 3].partition("\n")[0],
    )
    if before[-1:].strip() or after[:1].strip():
        opens, closes = before[-1:] in _BRACKETS and after[:1] == " ", after[:1] in _STOPS and before[-1:] == " "
        return "opening" if before and opens else "closing" if after and closes else ""
    begins, ends = not before.strip(), not after.strip()
    if begins or ends:
        return "" if begins and ends else "opening" if begins else "closing"
    if before[0] in _BEFORE_SPEECH:
        return "opening"
    return "closing" if before[0] in _ENDS and (after[1].islower() or after[1] in _BEFORE_SPEECH) else ""


def _beside(reading: str, place: int, step: int) -> str:
    """The character beside a mark, beyond signs of emphasis and single marks; a blank at the edge of the text."""
    at = place + step
    while 0 <= at < len(reading) and (reading[at] in EMPHASIS or reading[at] == "'"):
        at += step
    return reading[at] if 0 <= at < len(reading) else " "


class _Walk:
    """The pairing of one reading, block by block. `open`: the mark of a quotation that goes on from the blocks before,
    if one does; whether it has its partner is not known yet."""

    def __init__(self, reading: str, *, nests: bool) -> None:
        self.reading = reading
        self.nests = nests
        self.paired: list[Paired] = []
        self.unpaired: list[int] = []
        self.open: _Mark | None = None

    def block(self, marks: Sequence[_Mark]) -> None:
        """Pair the marks of a block: with the one before it that is open, or alone; as quotations beside each other; by
        their order, if blanks stand on the wrong side of some; or inside of each other. What is left has no partner."""
        if self._pair(marks, 1 + self.nests):
            return
        if moved := self._moved(marks):
            self.settle(False)
            self.paired += moved
        elif not self._pair(marks, 2):
            self._one_by_one(marks)

    def _pair(self, marks: Sequence[_Mark], deepest: int) -> bool:
        """Whether the marks of a block pair with so many quotations inside of each other; if so, they are taken."""
        for goes_on in (True, False) if self.open else (False,):
            for those in _readings(marks):
                if (sides := self._sides(those, goes_on, deepest)) is not None:
                    self.settle(goes_on)
                    self._take(those, *sides)
                    return True
        return False

    def settle(self, goes_on: bool) -> None:
        """A quotation that was left open goes on, or was never closed."""
        if self.open is not None and self.open.straight:
            if goes_on:
                self.paired.append(self._one(self.open, "opening", 0))
            else:
                self.unpaired.append(self.open.place)
        self.open = None

    def _take(self, marks: Sequence[_Mark], sides: Sequence[Paired], left: int | None) -> None:
        self.open = None if left is None else replace(marks[left], again=sides[left].again)
        self.paired += (one for index, one in enumerate(sides) if marks[index].straight and index != left)

    def _sides(self, marks: Sequence[_Mark], goes_on: bool, deepest: int) -> tuple[list[Paired], int | None] | None:
        """What each mark of a block is, and which of them is left open; None if they do not pair with so many
        quotations inside of each other."""
        found: list[Paired] = []
        stack: list[int | None] = [None] if goes_on else []
        told: Side
        for index, mark in enumerate(marks):
            if goes_on and not index and mark.head and mark.side != "closing":
                stack.clear()  # the paragraph opens it again
                mark, told = replace(mark, again=True), "opening"
            else:
                told = mark.side or ("closing" if stack or mark.measure else "opening")
            if (told == "closing" and not stack) or (told == "opening" and len(stack) == deepest):
                return None
            if told == "closing":
                stack.pop()
            found.append(self._one(mark, told, len(stack)))
            if told == "opening":
                stack.append(index)
        return (found, stack[0] if stack else None) if len(stack) < 2 else None

    def _one_by_one(self, marks: Sequence[_Mark]) -> None:
        """Pair what is plain in a block whose marks do not all pair: each that opens with the next, if that closes."""
        if self.open is not None and marks[0].side != "closing":
            self.settle(False)
        for mark in marks:
            if mark.side == "closing" and self.open is not None:
                self.settle(True)
                if mark.straight:
                    self.paired.append(self._one(mark, mark.side, 0))
                continue
            self.settle(False)
            if mark.side == "opening":
                self.open = mark
            elif mark.straight and not (mark.measure and mark.side == ""):
                self.unpaired.append(mark.place)

    def _one(self, mark: _Mark, told: Side, depth: int) -> Paired:
        """A mark with the blank on its wrong side, if it stands between blanks, or one and the edge of a line."""
        end = mark.place + mark.width
        around = self.reading[max(0, mark.place - 1) : mark.place], self.reading[end : end + 1]
        inner, outer = around[::-1] if told == "opening" else around
        blank = Blank.INSIDE if inner == " " and outer in ("", " ", "\n") else Blank.NONE
        return Paired(mark.place, told, depth, blank, mark.width, mark.again)

    def _moved(self, marks: Sequence[_Mark]) -> list[Paired]:
        """The marks of a block that only pair if blanks stand on the wrong side of some; none if that does not explain
        it: each mark must then be what the order says, or have a blank at its inner side and none at its outer one."""
        found: list[Paired] = []
        start = self.reading.rfind("\n", 0, marks[0].place) + 1
        if len(marks) % 2 or not all(mark.straight and mark.width == 1 for mark in marks):
            return found
        for index, mark in enumerate(marks):
            told: Side = "closing" if index % 2 else "opening"
            if mark.side in (told, ""):
                found.append(self._one(mark, told, 0))
            elif self._is_misplaced(mark.place, told, marks[index - 1].place + 1 if index else start):
                found.append(Paired(mark.place, told, 0, Blank.WRONG_SIDE))
            else:
                return []
        return found

    def _is_misplaced(self, place: int, told: Side, last: int) -> bool:
        """Whether a mark has a blank at its inner side and none at its outer one, as a slip of OCR has it:
        `said" Where` and `there? "said`. `last`: the place of the mark before it; words that go on from there may end
        with a comma (`he said," Where`)."""
        before, after = self.reading[max(0, place - 2) : place], self.reading[place + 1 : place + 3]
        if told == "opening":  # a mark that closes stands behind a mark of punctuation
            tagged = before[-1:] == "," and not _SENTENCE.search(self.reading, last, place)
            return after[:1] == " " and after[1:].isupper() and (before[-1:].isalpha() or tagged)
        return before[-1:] == " " and before[:1] in _BEFORE_CLOSING and after[:1].islower()


def _readings(marks: Sequence[_Mark]) -> Iterator[Sequence[_Mark]]:
    """The marks of a block, and then those that are no signs of inches; those of which it is not plain what they do, as
    what they seem to do first."""
    few = [mark for mark in marks if not mark.measure]
    for those in (marks, few) if len(few) < len(marks) else (marks,):
        if any(mark.hint for mark in those):
            yield [replace(mark, side=mark.side or mark.hint) for mark in those]
        yield those
