"""Letters that stand apart and make a word: letterspaced words and headings, and initials parted from their word.

Printers spaced letters out in headings and, in blackletter, for emphasis; programs that read a page or take a text out
of a PDF see a blank between them, and one behind the large initial of a chapter. Running heads stay as they are: worn
ones are known by their likeness.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from ecdosis.languages import language as language_of
from ecdosis.languages.detect import frequencies
from ecdosis.model.pieces import Edit
from ecdosis.stages.lines.rules import LineRule

LEAST: Final = 3
"""Letters that must stand apart: one or two are words or initials of names."""
ALONE: Final = 4
"""Letters of a word no other spaced word stands beside: of three they may be a list, or an abbreviation (B B C)."""
KNOWN: Final = 2.0
"""Zipf frequency (log10 of uses in a billion words) of what letters that stand apart make, from which it is a word;
letters that are a list make none."""
USUAL: Final = 4.0
"""The same for a word of few letters, and for the word that an initial begins."""
SMALL: Final = 6.0
"""The same for a word of two letters, an initial and another (`I N the`): in, it, as, at, if, of; and for a letter that
may be a word by itself, in a language of whose letters nothing else is known: a, y, à in French, none in German."""
HALF: Final = 5.5
"""The same for each of two words that what letters make may be, if it is not usual itself: lists have `ofthe`."""
RARER: Final = 2.0
"""Log10 units by which what stands behind an initial must be rarer than the whole word, if the whole is not usual, or
the initial may be a word by itself (`A`, `I`): `A way` is no initial, `A mong` is one. So of a letter at an edge of
those that stand apart: `a p a r t` may be a part."""
_LETTER: Final = r"[^\W\d_]"
_BLANK: Final = "[ \u00a0\u2000-\u200a\u202f]"
_SPACED: Final = re.compile(rf"(?<!\w){_LETTER}(?:{_BLANK}{{1,6}}{_LETTER}){{2,}}(?![\w’'])")
_BETWEEN: Final = re.compile(rf"{_BLANK}{{2,}}")
_INITIAL: Final = re.compile(
    r"(?:\A|\n[ \t]{0,40}\n|\f\n?)[ \t]{0,40}[\"'“‘„«»(]?"
    rf"({_LETTER}) ({_LETTER}{{1,20}})(?=,? ({_LETTER}{{2}}|a ))"
)
_SINGLE: Final = re.compile(r"(?<!\w)(?![AIO](?!\w))[^\W\d_a-z](?!\w)")
"""A capital alone that is no word."""
_WORD: Final = re.compile(rf"{_LETTER}+")


class Spaced(NamedTuple):
    """A word whose letters stand apart: where (code points, end excluded), and the word."""

    start: int
    end: int
    word: str


def spaced(reading: str) -> Iterator[list[Spaced]]:
    """The words whose letters stand apart, those that stand beside each other together; wider blanks part these."""
    for match in _SPACED.finditer(reading):
        start, found = match.start(), list[tuple[int, int]]()
        for gap in _BETWEEN.finditer(reading, *match.span()):
            found.append((start, gap.start()))
            start = gap.end()
        found.append((start, match.end()))
        yield [Spaced(a, b, "".join(reading[a:b].split())) for a, b in found]


class Words:
    """How usual words are, by the language and, where its lists do not have them, by the text itself."""

    def __init__(self, reading: str, language: str) -> None:
        self._reading = reading
        self._language = language.partition("-")[0]

    @cached_property
    def _own(self) -> Mapping[str, int]:
        return Counter(_WORD.findall(self._reading.casefold()))

    def usual(self, word: str) -> float:
        """The Zipf frequency of a word; USUAL if no list has it, and the text has it several times."""
        share = frequencies(self._language).get(word.casefold(), 0.0)
        known = math.log10(share) + 9 if share else 0.0
        return known if known >= KNOWN or self._own[word.casefold()] < 2 else USUAL

    def begins(self, initial: str, rest: str) -> bool:
        """Whether a letter is the initial of the word that the rest of goes on with."""
        if not initial.isupper() or not (rest.isupper() or rest.islower()):
            return False
        whole = self.usual(initial + rest)
        if len(rest) == 1:
            return whole >= SMALL
        if whole - self.usual(rest) >= RARER:
            return whole >= KNOWN
        return whole >= USUAL and not self._may_stand_alone(initial)

    def known(self, word: str) -> bool:
        """Whether letters that stand apart are one word, and not the alphabet, or several words."""
        whole = self.usual(word)
        if whole < (KNOWN if len(word) > ALONE else USUAL) or not (word.isupper() or word.islower() or word.istitle()):
            return False
        if all(ord(b) - ord(a) == 1 for a, b in pairwise(word)):
            return False
        edges = [(word[0], word[1:]), (word[-1], word[:-1])] if len(word) > 2 else []
        if any(whole - self.usual(rest) < RARER and self._may_stand_alone(letter) for letter, rest in edges):
            return False
        halves = [(word[:at], word[at:]) for at in range(2, len(word) - 1)] if whole < USUAL else []
        return not any(min(self.usual(a), self.usual(b)) >= HALF for a, b in halves)

    def only_part(self, letter: str) -> bool:
        """Whether a letter is no word by itself."""
        return not self._may_stand_alone(letter)

    def _may_stand_alone(self, letter: str) -> bool:
        """Whether a letter may be a word by itself, as far as is known."""
        letters = language_of(self._language).letters
        return letters.stands_alone(letter) if letters.alphabet else self.usual(letter) >= SMALL


def edits(reading: str, language: str, by: str) -> Iterator[Edit]:
    """Proposals for letters that stand apart, and for initials."""
    words = Words(reading, language)
    for line in _lines(reading):
        for one, rule in _read(reading, line, words):
            why = f"Letters that stand apart are the word “{one.word}”."
            yield Edit(one.start, one.end, one.word, "word-division", by, rule, why)
    for match in _INITIAL.finditer(reading):
        initial, rest, following = match.groups()
        if words.begins(initial, rest) and (len(rest) > 1 or following.islower()):  # I S Turgenev
            why = f"An initial, parted from its word “{initial}{rest}”."
            yield Edit(match.start(1), match.end(2), initial + rest, "word-division", by, LineRule.INITIAL, why)


def _lines(reading: str) -> Iterator[list[list[Spaced]]]:
    """The groups of words whose letters stand apart, those of a line together."""
    line: list[list[Spaced]] = []
    for group in spaced(reading):
        if line and reading.find("\n", line[-1][-1].end, group[0].start) >= 0:
            yield line
            line = []
        line.append(group)
    if line:
        yield line


def _read(reading: str, groups: list[list[Spaced]], words: Words) -> Iterator[tuple[Spaced, LineRule]]:
    """The words of a line that are closed up, each with its rule. In a line of capitals that have more apart than whole
    words, nobody knows where these end."""
    found = [(group, list(_closed(group, words))) for group in groups]
    if any(not closed and group[0].word.isupper() for group, closed in found) or _has_more(reading, groups):
        found = [(group, closed) for group, closed in found if not group[0].word.isupper()]
    yield from (one for _, closed in found for one in closed)


def _has_more(reading: str, groups: list[list[Spaced]]) -> bool:
    """Whether a line has further capitals that stand alone, and are no words or initials before a name."""
    first, last = groups[0][0].start, groups[-1][-1].end
    start, end = reading.rfind("\n", 0, first) + 1, reading.find("\n", last)
    rest = (
        reading[start:first]
        + "".join(reading[a[-1].end : b[0].start] for a, b in pairwise(groups))
        + reading[last : end if end >= 0 else len(reading)]
    )
    return _SINGLE.search(rest) is not None


def _closed(group: list[Spaced], words: Words) -> Iterator[tuple[Spaced, LineRule]]:
    """The words of a group that are closed up: those that are known, if they are most of its letters; between them also
    what is not known, in capitals as they are (a name)."""
    known = [one for one in group if words.known(one.word)]
    sure = sum(len(one.word) for one in known)
    least = LEAST if len(group) > 1 else ALONE
    if not any(len(one.word) >= least for one in known) or 2 * sure < sum(len(one.word) for one in group):
        return
    for one in group:
        if len(one.word) > 1 and (one in known or (one.word.isupper() and len(one.word) >= ALONE)):
            yield one, LineRule.LETTERSPACED if one in known else LineRule.LETTERSPACED_NAME
