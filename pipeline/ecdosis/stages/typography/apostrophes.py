"""Straight single marks: which are apostrophes, which quote, which are neither.

In most languages the apostrophe is typed with the mark that quotes within a quotation. And it is typed for what is
neither: minutes, accents that a keyboard lacked (`pie'`), the soft signs and stops of transliterations (Rus', Qur'an).
So an apostrophe must show itself, by what a word has lost; a mark that does not is left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from ecdosis.stages.typography.elisions import Words, usage
from ecdosis.stages.typography.quotation import BEFORE_OPENING, EMPHASIS
from ecdosis.stages.typography.rules import TypographyRule
from ecdosis.stages.typography.untouched import Untouched, is_table

NEAR: Final = 40
"""Code points in which a quotation is closed that begins with one of the words which such a text shortens."""
_POSSESSIVE: Final = re.compile(r"s(?!\w)")
_BLOCK: Final = re.compile(r"[^\n]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_AFTER: Final = frozenset(' \n\t\u00a0.,;:!?…)]}—–-/"”»')

Role = Literal["apostrophe", "opening", "closing", "left", "opens alone", "closes alone"]


class Told(NamedTuple):
    """A single mark: its place (code points of the reading), what it is (`left` if it is neither), and the rule that
    says so."""

    place: int
    role: Role
    rule: TypographyRule | None = None

    @property
    def unpaired(self) -> bool:
        """Whether it quotes, and has no partner."""
        return self.role.endswith("alone")

    @property
    def quotes(self) -> bool:
        """Whether it quotes."""
        return self.unpaired or self.role == "opening" or self.rule is TypographyRule.SINGLE


def told(reading: str, untouched: Untouched, language: str, *, quotes: bool) -> Iterator[Told]:
    """What each straight single mark of a reading is, block by block. `quotes`: in this language single marks quote."""
    words = Words(reading, usage(language), quotes=quotes)
    blocks = [block for block in _BLOCK.finditer(reading) if "'" in block.group() and not is_table(block.group())]
    pending: Told | None = None
    for block in blocks:
        found = _Block(reading, block, untouched, words).told()
        first = next((one for one in found if one.quotes), None)
        goes_on = pending is not None and first is not None and _goes_on(reading, block, first)
        if pending is not None:
            yield pending._replace(role="opening", rule=TypographyRule.SINGLE) if goes_on else _alone(words, pending)
        last = next((one for one in reversed(found) if one.role in ("opens alone", "closing")), None)
        pending = last if last is not None and last.role == "opens alone" else None
        for one in found:
            if one is pending:
                continue
            if goes_on and one is first and one.unpaired:
                role: Role = "opening" if one.role == "opens alone" else "closing"
                yield one._replace(role=role, rule=TypographyRule.SINGLE)
            else:
                yield _alone(words, one) if one.role == "opens alone" else one
    if pending is not None:
        yield _alone(words, pending)


def _alone(words: Words, mark: Told) -> Told:
    """A mark before a word that nothing closes: an apostrophe, if the word may have lost its beginning."""
    found = _WORD.match(words.reading, mark.place + 1)
    if words.begins(found.group() if found else "", words.reading[mark.place + 1 : mark.place + 6]):
        return Told(mark.place, "apostrophe", TypographyRule.ELIDED)
    return mark if words.quotes else Told(mark.place, "left")


def _goes_on(reading: str, block: re.Match[str], first: Told) -> bool:
    """Whether a block goes on with the quotation before it, by the first of its marks that quotes: it closes that, or
    opens it again at the head of a paragraph."""
    head = reading[block.start() : first.place].strip(EMPHASIS + ' "')
    return first.role == "closes alone" or (not head and first.role in ("opens alone", "opening"))


class _Block:
    """The single marks of one block."""

    def __init__(
        self,
        reading: str,
        block: re.Match[str],
        untouched: Untouched,
        words: Words,
    ) -> None:
        self.reading, self.words, self.quotes = reading, words, words.quotes
        self.start, self.end = block.span()
        self.places = [
            place
            for place in range(self.start, self.end)
            if reading[place] == "'" and place not in untouched and not self._is_doubled(place)
        ]

    def _is_doubled(self, place: int) -> bool:
        """Whether it is one of two in a row, which a typist may have for one mark; but not before a word that begins
        with an apostrophe itself (''tis)."""
        text = self.reading
        if text[place + 1 : place + 2] == "'":
            place += 1
        elif text[place - 1 : place] != "'":
            return False
        found = _WORD.match(text, place + 1, self.end)
        word = found.group() if found else ""
        use = self.words.usage
        return not (use.has("begin", word) or (self.words.drops and use.has("perhaps", word)))

    def told(self) -> list[Told]:
        """What each mark is."""
        first = {place: self._alone(place) for place in self.places}
        first |= {place: "elided" for place, one in first.items() if one == "start" and self._is_dropped(place, first)}
        opens = [place for place, one in first.items() if one == "start"]
        closes = [place for place, one in first.items() if one.startswith("end")]
        taken: dict[int, int] = {}
        for index, place in enumerate(opens):
            following = opens[index + 1] if index + 1 < len(opens) else self.end
            if (closer := self._closer(place, following, closes, first, taken)) is not None:
                taken[closer] = place
        opened = set(taken.values())
        return [self._settled(place, one, place in opened, place in taken) for place, one in first.items()]

    def _is_dropped(self, place: int, first: Mapping[int, str]) -> bool:
        """Whether a word has lost its beginning as the text drops letters, unless a quotation is closed behind it; or
        near it, if it may be a word as it stands."""
        word = self._word(place)
        likely = self.words.likely(word, self.reading[max(self.start, place - 2) : place])
        end = self._next(place, 1) + len(word)
        if not likely or first.get(end, "").startswith("end"):
            return False
        near = self.places[bisect_right(self.places, place) : bisect_right(self.places, end + NEAR)]
        closed = next((first[one] for one in near if first[one] in ("start", "end weak", "end strong")), "start")
        return likely == "surely" or closed == "start"

    def _closer(
        self, place: int, following: int, closes: list[int], first: Mapping[int, str], taken: Mapping[int, int]
    ) -> int | None:
        """The mark that closes what one opens: the first that only a quotation explains, else the first at all."""
        if not self.quotes:
            return None
        free = [one for one in closes if place + 1 < one and one not in taken]
        near = [one for one in free if one < following]
        strong = next((one for one in near if first[one] == "end strong"), None)
        weak = next((one for one in near if first[one] == "end weak"), None)
        word = self._word(place)
        if strong is not None:
            return strong
        if self.words.begins(word, self.reading[place + 1 : place + 6]) == "perhaps":  # 'ere, or 'her'
            return weak if weak == self._next(place, 1) + len(word) else None
        return weak if weak is not None else next((one for one in near if first[one] == "end explained"), None)

    def _word(self, place: int) -> str:
        found = _WORD.match(self.reading, self._next(place, 1), self.end)
        return found.group() if found else ""

    def _next(self, place: int, step: int) -> int:
        """The place beside a mark, beyond signs of emphasis."""
        at = place + step
        while self.start <= at < self.end and self.reading[at] in EMPHASIS:
            at += step
        return at

    def _beside(self, place: int, step: int) -> str:
        at = self._next(place, step)
        return self.reading[at] if self.start <= at < self.end else " "

    def _alone(self, place: int) -> str:
        """What a mark is by what stands round it: `inside`, `elided`, `start`, `end strong` (only a quotation explains
        it), `end weak` (nothing else does), `end explained` (an apostrophe does), `prime`, or nothing."""
        before, after = self._beside(place, -1), self._beside(place, 1)
        if self._is_have(place):
            return "elided"
        if before.isalnum() and after.isalpha() and self.reading[place - 1 : place].isalnum():
            return "inside" if self.reading[place + 1 : place + 2].isalpha() else "end weak"
        if (before in BEFORE_OPENING or before in "\"'") and (after.isalnum() or after in "“‘\"'([—-…."):
            return self._starts(place)
        if before.isspace() and after.isspace() and self.reading[place - 2 : place - 1] in ("-", "—"):
            return "end strong"
        if before in ".)" and _POSSESSIVE.match(self.reading, place + 1):
            return "possessive"
        if not before.isspace() and after in _AFTER:
            return self._ends(place, before)
        return ""

    def _starts(self, place: int) -> str:
        sure = self.words.begins(self._word(place), self.reading[place + 1 : place + 6])
        behind = place > self.start and self.reading[place - 1] == "'"  # the mark that opens is before it
        return "elided" if sure == "surely" or (sure and behind) else "start"

    def _ends(self, place: int, before: str) -> str:
        if before.isdigit():
            return "prime"
        if not before.isalpha():
            return "end strong"
        word = self._word_before(place)
        if self.reading[place + 1 : place + 2] in ('"', "«", "“") and self.words.usage.has("before", word):
            return "possessive"
        if self.words.ends(word):
            return "end explained"
        return "end weak"

    def _word_before(self, place: int) -> str:
        found = re.search(r"[^\W\d_]+$", self.reading[max(self.start, place - 40) : place])
        return found.group() if found else ""

    def _is_small(self, place: int) -> bool:
        """Whether the word before a mark is no name: it has no capital, or stands at the beginning."""
        word = self._word_before(place)
        begins = self.reading[max(self.start, place - len(word) - 1) : place - len(word)] in ("", '"')
        return word.islower() or (begins and word[1:].islower())

    def _is_have(self, place: int) -> bool:
        """Whether a mark is one of those of 'a', for “have”."""
        text = self.reading
        start = place if text[place + 1 : place + 2] == "a" else place - 2
        found = re.search(r"(?<![^\W\d_])([^\W\d_]+) $", text[max(self.start, start - 20) : max(self.start, start)])
        return text[start : start + 4] == "'a' " and found is not None and self.words.usage.has("have", found.group(1))

    def _settled(self, place: int, one: str, opens: bool, closes: bool) -> Told:
        if one == "inside":
            return self._inside(place)
        if one == "elided":
            return Told(place, "apostrophe", TypographyRule.ELIDED)
        if one == "possessive":
            return Told(place, "apostrophe", TypographyRule.BEHIND)
        if one == "start":
            return Told(place, "opening", TypographyRule.SINGLE) if opens else Told(place, "opens alone")
        if closes:
            return Told(place, "closing", TypographyRule.SINGLE)
        if one == "end explained":
            return Told(place, "apostrophe", TypographyRule.BEHIND)
        if one == "end weak" and self.words.drops and self._is_small(place):
            return Told(place, "apostrophe", TypographyRule.DROPPED)
        if one == "end strong" and self.quotes:
            return Told(place, "closes alone")
        return Told(place, "left")

    def _inside(self, place: int) -> Told:
        text = self.reading
        left = re.search(r"[^\W_]+$", text[max(self.start, place - 40) : place])
        right = re.match(r"[^\W\d_]+", text[place + 1 : min(self.end, place + 41)])
        whole = re.search(r"[^\W_]+(?:'[^\W_]+)*'?$", text[max(self.start, place - 40) : place])
        rest = re.match(r"[^\W_]+(?:'[^\W_]+)*", text[place + 1 : min(self.end, place + 41)])
        if left is None or right is None or whole is None or rest is None:
            return Told(place, "left")
        if self.words.drops and f"{left.group()}{right.group()}".islower():
            return Told(place, "apostrophe", TypographyRule.INSIDE)
        is_one = self.words.inside(left.group(), right.group(), f"{whole.group()}'{rest.group()}".casefold())
        return Told(place, "apostrophe", TypographyRule.INSIDE) if is_one else Told(place, "left")
