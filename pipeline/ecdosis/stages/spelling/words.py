"""The words of a reading, with what a proofreader sees of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from ecdosis.languages.parts import Letters
from ecdosis.stages.spelling.rules import ENDING, LONGEST_ASIDE, PARTING, SOILED, WIDEST_DIRT

APOSTROPHES: Final = str.maketrans("’‘ʼ", "'''")
ABOVE: Final = "\u0364"
"""A small e above a letter: the umlaut of older print."""
WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|{ABOVE})*(?:['’ʼ](?:[^\W_]|{ABOVE})+)*")
_UMLAUTS: Final = {f"{letter}{ABOVE}": umlaut for letter, umlaut in zip("aouAOU", "äöüÄÖÜ", strict=True)}
_OLD_UMLAUTS: Final = {umlaut: old for old, umlaut in _UMLAUTS.items()}
_ABOVE: Final = re.compile(f"[aouAOU]{ABOVE}")
NO_LETTERS: Final = Letters()
_OPENS: Final = re.compile(r"(?:^|[\n.!?:;“\"‘(\[—–])[\s“\"'‘’)\]]*$")
"""What stands before a word that has its capital from its place."""
_STARTS: Final = re.compile(r"(?:^|[\n!?…]|(?<!\s)\.|[,:;—–]\s*[“\"'‘])[\s“\"'‘’)\]]*$")
"""What stands before a word that begins a sentence or a speech; a quotation alone may begin in the midst of one. A full
stop behind a blank is a speck."""
_JOINS: Final = "/\\@_=<>{}$#"
"""Signs that join words to addresses, paths and names in programs."""
_HYPHENS: Final = ("-", "\u2010", "\u2011")
_PARTS: Final = re.compile(r"[.!?;:()\[\]\n“”\"]")
"""What parts clauses: words beyond it say little of the next."""

_ACRONYM: Final = re.compile(r"[(\[]([^\W\d_a-z]{2,8})[)\]]")
_DIRTY: Final = r"(?:(?:[^\w\s]{1,2}[-¬]|[-¬](?:[^\w\s]{1,2}|[^\W\d_]))\s|[-¬]\s[^\w\s]{1,2}\s)"
"""A hyphen at the end of a line, with one or two signs beside it, or a letter that is none."""
_HALF_BEHIND: Final = re.compile(rf"{_DIRTY}[^\W\d_A-Z]")
_HALF_BEFORE: Final = re.compile(rf"[^\W\d_]{_DIRTY}\Z")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the reading: offsets (code points) `start` to `end`, `text` as it stands (but for umlauts, which are
    those of today), and as lists of words have it (`lower`): in small letters, with the typewriter's apostrophe."""

    start: int
    end: int
    text: str
    lower: str


@dataclass(frozen=True)
class Words:
    """The words of a reading, in order, and what the whole text says of them."""

    reading: str
    words: tuple[Word, ...]
    letters: Letters = NO_LETTERS

    @classmethod
    def of(cls, reading: str, letters: Letters = NO_LETTERS) -> Words:
        """The words of a reading: runs of letters and digits, with the apostrophes inside them, but for those that the
        language (its `letters`) has between two words."""
        found = (span for match in WORD.finditer(reading) for span in _apart(match.group(), match.start(), letters))
        return cls(reading, tuple(_word(reading, *span) for span in found), letters)

    def as_written(self, meant: str, start: int, end: int) -> str:
        """A word for what stands between two offsets, with umlauts as the text has them there or mostly: with a small
        e above, or of today."""
        if ABOVE not in self.reading[start:end] and not self._has_e_above:
            return meant
        return "".join(_OLD_UMLAUTS.get(letter, letter) for letter in meant)

    @cached_property
    def _has_e_above(self) -> bool:
        """Whether most umlauts of the text have a small e above."""
        return 2 * self.reading.count(ABOVE) > sum(map(self.reading.count, "äöü"))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each word occurs (in small letters)."""
        return Counter(word.lower for word in self.words)

    @cached_property
    def written(self) -> Mapping[str, int]:
        """How often each word occurs as it is written."""
        return Counter(word.text for word in self.words)

    @cached_property
    def capitals(self) -> Mapping[str, int]:
        """How often each word (in small letters) has a capital that is not from its place."""
        each = (word.lower for index, word in enumerate(self.words) if word.text[0].isupper() and not self.opens(index))
        return Counter(each)

    @cached_property
    def parted(self) -> tuple[bool, ...]:
        """Whether a word (index) is parted from the one before it by what ends a clause; true at both ends."""
        places = ((one.end, two.start) for one, two in pairwise(self.words))
        return (True, *(self._parts(end, start) for end, start in places), True)

    def _parts(self, end: int, start: int) -> bool:
        """Whether what stands between two offsets, which is mostly a blank, ends a clause."""
        return self.reading[end:start] != " " and _PARTS.search(self.reading, end, start) is not None

    def before(self, index: int, most: int = 2) -> tuple[str, ...]:
        """Up to `most` words before a word, the nearest first, none from beyond the clause."""
        found: list[str] = []
        while len(found) < most and not self.parted[index - len(found)]:
            found.append(self.words[index - len(found) - 1].lower)
        return tuple(found)

    def after(self, index: int, most: int = 2) -> tuple[str, ...]:
        """Up to `most` words after a word, the nearest first, none from beyond the clause."""
        found: list[str] = []
        while len(found) < most and not self.parted[index + len(found) + 1]:
            found.append(self.words[index + len(found) + 1].lower)
        return tuple(found)

    def is_elided(self, index: int) -> bool:
        """Whether an apostrophe stands before or after a word, so that letters may have been left out (’appy,
        mysel’); not one that joins the word, which then begins with a vowel or a mute h, to another."""
        before, after = self._beside(index)
        letters = self.letters
        opens = self.words[index].lower[0] in letters.vowels | {"h", letters.half}
        if opens and before in "'’ʼ" and index and self.words[index - 1].lower in letters.elisions:
            before = " "
        return before in "'’‘ʼ" or (after in "'’‘ʼ" and self.words[index].lower not in letters.elisions)

    def is_hyphenated(self, index: int) -> bool:
        """Whether a hyphen joins a word to the one before it or behind it."""
        return any(mark in _HYPHENS for mark in self._beside(index))

    def is_part(self, index: int) -> bool:
        """Whether a word is a part of something longer that is no word: an address, a path, a name in a program, a word
        whose first letters an editor has put in brackets, or a speck has parted (or.ajn); or is shortened, as a full
        stop in a sentence shows."""
        before, after = self._beside(index)
        word = self.words[index]
        following = self.reading[word.end + 1 : word.end + 3].lstrip(" ")
        dotted = after == "." and (following[:1].islower() or following[:1].isdigit())
        if before == "." and word.text[0].islower() and self.reading[word.start - 2 : word.start - 1].isalnum():
            return True
        return before in _JOINS + ")]" or after in _JOINS + "([" or dotted

    def is_soiled(self, index: int) -> bool:
        """Whether a sign touches a word that specks and folds leave; a semicolon behind it, a note's asterisk and a
        closing mark are such signs only if more follows without a blank; a bracket before it, if its paragraph has none
        that closes it: it is what a scan made of the word's first letter."""
        before, after = self._beside(index)
        if before == "(" and not self._is_closed(index):
            return True
        follows = self.reading[self.words[index].end + 1 : self.words[index].end + 2]
        return before in SOILED or (after in SOILED and (after not in ENDING or follows.isalnum()))

    def _is_closed(self, index: int) -> bool:
        """Whether a bracket that opens before a word is closed in its paragraph."""
        behind = self.words[index].end
        end = self.reading.find("\n", behind, behind + LONGEST_ASIDE)
        return ")" in self.reading[behind : end if end >= 0 else behind + LONGEST_ASIDE]

    @cached_property
    def parted_by_signs(self) -> tuple[int, ...]:
        """The words between which and the next nothing but one sign stands that specks put inside words."""
        pairs = enumerate(pairwise(self.words))
        return tuple(i for i, (a, b) in pairs if b.start - a.end == 1 and self.reading[a.end] in PARTING)

    @cached_property
    def _of_parted(self) -> frozenset[int]:
        return frozenset(index + step for index in self.parted_by_signs for step in (0, 1))

    def is_piece(self, index: int) -> bool:
        """Whether a word is what a sign inside a word has left of it."""
        return index in self._of_parted

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The words in capitals that stand alone in brackets once, as an acronym does behind what it stands for."""
        return frozenset(match[1] for match in _ACRONYM.finditer(self.reading))

    def is_half(self, index: int) -> bool:
        """Whether a hyphen with dirt beside it parts a word from its rest (adver- . saries, Po-r verty)."""
        word = self.words[index]
        before, behind = self.reading[max(0, word.start - 6) : word.start], self.reading[word.end : word.end + 6]
        if not any(mark in before or mark in behind for mark in "-¬"):
            return False
        return _HALF_BEFORE.search(before) is not None or _HALF_BEHIND.match(behind) is not None

    def _beside(self, index: int) -> tuple[str, str]:
        """The characters before and after a word; blanks at the ends of the reading."""
        word = self.words[index]
        return self.reading[word.start - 1] if word.start else " ", (self.reading[word.end : word.end + 1] or " ")

    def opens(self, index: int) -> bool:
        """Whether a word begins a sentence, line or speech, so that its capital says nothing."""
        start = self.words[index].start
        return _OPENS.search(self.reading, max(0, start - 6), start) is not None or start == 0

    def starts(self, index: int) -> bool:
        """Whether a word begins a sentence or a speech, so that it has a capital."""
        start = self.words[index].start
        return _STARTS.search(self.reading, max(0, start - 6), start) is not None or start == 0

    def beside_hyphens(self, index: int) -> tuple[int, ...]:
        """The other words that hyphens join to a word."""
        found: list[int] = []
        for step in (-1, 1):
            other = index + step
            while 0 <= other < len(self.words) and self.is_hyphen(min(other, other - step)):
                found.append(other)
                other += step
        return tuple(found)

    def is_apart_by_dirt(self, index: int) -> bool:
        """Whether blanks and a few signs, as specks leave them, are all that stands between a word and the next."""
        return self.words[index + 1].start - self.words[index].end <= WIDEST_DIRT and not self.is_hyphen(index)

    def is_hyphen(self, index: int) -> bool:
        """Whether nothing but a hyphen stands between a word and the next."""
        return self.reading[self.words[index].end : self.words[index + 1].start] in _HYPHENS


def modern(text: str) -> str:
    """Words with the umlauts of today."""
    return _ABOVE.sub(lambda match: _UMLAUTS[match.group()], text) if ABOVE in text else text


def _word(reading: str, start: int, end: int) -> Word:
    text = reading[start:end]
    if text.isascii():
        return Word(start, end, text, text.lower())
    text = modern(text)
    return Word(start, end, text, text.lower().translate(APOSTROPHES))


def _apart(text: str, start: int, letters: Letters) -> Iterator[tuple[int, int]]:
    """The words in a run of letters and apostrophes."""
    while letters.elisions:
        mark = next((k for k, c in enumerate(text) if c in "'’ʼ"), None)
        if mark is None or text[:mark].lower() not in letters.elisions:
            break
        yield start, start + mark
        text, start = text[mark + 1 :], start + mark + 1
    yield start, start + len(text)


def likelier(units: float) -> str:
    """By how much a word fits its neighbours better or worse, told in log10 units: 14 times better."""
    factor = 10 ** abs(units)
    if factor < 1.05:
        return "as well"
    return f"{factor:,.{1 if factor < 9.95 else 0}f} times {'better' if units > 0 else 'worse'}"


def times(number: float) -> str:
    """How often, in words: once, 2 times."""
    return "once" if round(number) == 1 else f"{number:.0f} times"
