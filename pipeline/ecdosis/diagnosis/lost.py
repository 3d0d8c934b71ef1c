"""Ligatures that are lost, with a blank in their place (`de nition`, `the nal gures`) or with nothing (`denition`), or
that a blank cuts out of their words (`dif ferent`, `Pfi zer`).

A few hundred common words with ligatures, looked for in the forms that they have without: sound texts have none of
these pairs of words, and hardly any of these forms. Where that proves it, every word that lacks a ligature is looked
for, and weighed against what stands there by how common both are, and by how well they follow their neighbours.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from ecdosis.diagnosis.finding import Finding, Subject, examples

if TYPE_CHECKING:
    from ecdosis.stages.spelling.context import Trigrams

LIGATURES: Final = ("ffi", "ffl", "ff", "fi", "fl")
"""Those that faces have."""
FEWEST: Final = 4
"""Different words that prove it. Measured on 75 sound texts (a million words): at most one word parted so, one
shortened."""
SHARE: Final = 0.05
"""Such words among all that have a ligature or lack it: fewer are what happens to any scan."""
PROOF: Final = 2.5
"""Log10 units by which a word must be commoner than what stands there, to be counted."""
SURE: Final = 1.5
"""The same, with what the neighbours say, to be read where the file is proven to have lost its ligatures."""
DOUBTFUL: Final = 0.5
"""The same, to be asked."""
APART: Final = 1.0
"""By so many the likeliest reading must be likelier than the next."""
HOPELESS: Final = -4.0
"""Below this no neighbours make a word likely."""
ALONE: Final = 2.5
"""The same as SURE in a language whose words cannot be weighed by their neighbours."""
BOTH: Final = 2.0
"""And by so many more, if what stands there are words."""
WORD: Final = 1.0
"""By so many more, if a word that may lack its beginning or end is one as it stands (owing)."""
NAME: Final = 2.0
"""By so many more, if the word before may be the other part of a name (Butter eld)."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_BLANK: Final = re.compile(r"[ \t\xa0]{1,2}")
_OPENS: Final = frozenset(' \t\n\f\xa0“"([—–')
_CLOSES: Final = frozenset(' \t\n\f\xa0”")],.;:!?…—–')
"""What may stand before and after a word that lacks its beginning or end: no apostrophe, no hyphen."""

Forms = Mapping[tuple[str, str], Sequence[tuple[str, str]]]
"""Words by the two parts that are left of them: the word, and the ligature between the parts (empty: only parted)."""


@dataclass(frozen=True, slots=True)
class Lost:
    """How a text has lost its ligatures: `parted` with a blank, `shortened` with nothing; and the places of the words
    that prove it (code points)."""

    parted: bool
    shortened: bool
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a text from `start` to `end` (code points) should read `after`, which makes `word` of the words
    around it; it is likelier than what stands there by so many log10 units (`weight`)."""

    start: int
    end: int
    after: str
    word: str
    weight: float


@lru_cache(maxsize=4)
def _forms(language: str, wordlist: str) -> Forms:
    """The words of a list with ligatures, by what is left of them: without the ligature, or cut beside or inside it."""
    from ecdosis.languages.detect import frequencies

    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for word in frequencies(language, wordlist):
        if "f" in word and len(word) > 2 and word.isalpha():
            for parts, ligature in dict.fromkeys(_cuts(word)):
                found[parts].append((word, ligature))
    return found


def _cuts(word: str) -> Iterator[tuple[tuple[str, str], str]]:
    """The parts that are left of a word, and what is lost between them."""
    for ligature in LIGATURES:
        start = word.find(ligature)
        while start >= 0:
            end = start + len(ligature)
            if len(word) > len(ligature):
                yield (word[:start], word[end:]), ligature
            inside = (start + 1,) if ligature == "ff" else ()
            yield from (((word[:cut], word[cut:]), "") for cut in (start, *inside, end) if 0 < cut < len(word))
            start = word.find(ligature, start + 1)


@lru_cache(maxsize=4)
def _joined(language: str, wordlist: str) -> Mapping[str, Sequence[tuple[str, int, str]]]:
    """The same words by what is left of them with nothing in the place of the ligature: the word, where the ligature
    stands in it, and which."""
    found: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for (left, right), words in _forms(language, wordlist).items():
        if left and right:
            found[left + right] += [(word, len(left), ligature) for word, ligature in words if ligature]
    return found


class _Words:
    """The words of a text, and what may lack a ligature among them."""

    def __init__(self, text: str, language: str, wordlist: str) -> None:
        from ecdosis.languages.detect import common_words
        from ecdosis.stages.spelling.lexicon import lexicon

        self.text = text
        self.language = language
        self.wordlist = wordlist
        self.lexicon = lexicon(language)
        self.common = common_words(language)
        self.words = [(match.start(), match.end(), match[0].lower()) for match in _WORD.finditer(text)]
        self.now = [word for *_, word in self.words]
        self.gaps = [text[a[1] : b[0]] for a, b in pairwise(self.words)]

    def parted(self) -> Iterator[tuple[int, int, Place]]:
        """Neighbours that are one word with a ligature, or without the blank in it: which words (end excluded), and
        the place with its weight by how common they are."""
        forms, words = _forms(self.language, self.wordlist), self.words
        apart = [_BLANK.fullmatch(gap) is not None for gap in self.gaps]
        done = -1
        for at in (at for at, blank in enumerate(apart) if blank):
            left, right = words[at], words[at + 1]
            if right[2] in LIGATURES and at + 1 < len(apart) and apart[at + 1]:
                last = words[at + 2]
                for word, ligature in forms.get((left[2], last[2]), ()):
                    if ligature == right[2]:
                        yield at, at + 3, self._place((left[1], last[0]), ligature, word, left[2], last[2])
                        done = at + 1
            for word, ligature in forms.get((left[2], right[2]), ()) if at > done else ():
                yield at, at + 2, self._place((left[1], right[0]), ligature, word, left[2], right[2])

    def edged(self) -> Iterator[tuple[int, int, Place]]:
        """Words in small letters that lack a ligature at their beginning or end."""
        forms = _forms(self.language, self.wordlist)
        for at, (start, end, left) in enumerate(self.words):
            if self.text[start:end] == left and self._stands_alone(start, end):
                less = NAME * self._after_name(at) + WORD * self.lexicon.in_dictionary(left)
                for edge, parts in ((start, ("", left)), (end, (left, ""))):
                    for word, ligature in forms.get(parts, ()):
                        yield at, at + 1, self._place((edge, edge), ligature, word, left, less=less)

    def shortened(self) -> Iterator[tuple[int, int, Place]]:
        """Words that are none, and lack a ligature inside, at which nothing shows it."""
        joined = _joined(self.language, self.wordlist)
        for at, (start, _, left) in enumerate(self.words):
            for word, cut, ligature in joined.get(left, ()):
                if not (self.lexicon.has(left) or self.text[start : start + 2].isupper()):
                    yield at, at + 1, self._place((start + cut, start + cut), ligature, word, left)

    def _place(self, span: tuple[int, int], ligature: str, word: str, *left: str, less: float = 0.0) -> Place:
        weight = self.lexicon.frequency(word) - sum(map(self.lexicon.frequency, left)) - less
        return Place(*span, ligature, word, weight)

    def _after_name(self, at: int) -> bool:
        """Whether a word follows one with a capital that is no common word: both may be parts of a name."""
        if not at or self.gaps[at - 1].strip():
            return False
        start, _, before = self.words[at - 1]
        return self.text[start].isupper() and before not in self.common

    def _stands_alone(self, start: int, end: int) -> bool:
        """Whether nothing is tied to a word."""
        before, after = self.text[start - 1 : start] or " ", self.text[end : end + 1] or " "
        return before in _OPENS and after in _CLOSES

    def beside(self, first: int, last: int) -> tuple[list[str], list[str]]:
        """Up to two words, as they read by now, before some words (the nearest first) and after them, none from beyond
        a mark."""
        before = takewhile(lambda at: not self.gaps[at].strip(), range(first - 1, max(-1, first - 5), -1))
        after = takewhile(lambda at: not self.gaps[at - 1].strip(), range(last, min(len(self.words), last + 4)))
        near = ([self.now[at] for at in side if self.now[at]] for side in (before, after))
        return next(near)[:2], next(near)[:2]


@lru_cache(maxsize=1)
def lost(text: str, language: str) -> Lost | None:
    """How a text has lost its ligatures; None for one that has not."""
    if "f" not in text and "F" not in text:
        return None
    words = _Words(text, language, "small")
    ways = [
        {place.word: place for *_, place in way if place.weight >= PROOF} for way in (words.parted(), words.shortened())
    ]
    whole = sum(1 for *_, word in words.words if any(ligature in word for ligature in LIGATURES[2:]))
    parted, shortened = (len(way) >= FEWEST and len(way) > SHARE * whole for way in ways)
    if not (parted or shortened):
        return None
    places = {
        (place.start, place.end)
        for way, is_so in zip(ways, (parted, shortened), strict=True)
        if is_so
        for place in way.values()
    }
    return Lost(parted, shortened, tuple(sorted(places)))


@lru_cache(maxsize=1)
def places(text: str, language: str, how: Lost) -> tuple[Place, ...]:
    """The words of a text that lack a ligature, in order and apart from each other, each with the likeliest one; what
    weighs less than SURE is doubtful."""
    words = _Words(text, language, "best")
    ways = [words.edged(), *([words.parted()] if how.parted else []), *([words.shortened()] if how.shortened else [])]
    left = [one for way in ways for one in way if one[2].weight > HOPELESS]
    kept: list[Place] = []
    for least in (SURE, DOUBTFUL):  # the sure ones are neighbours that say something of the others
        taken: set[int] = set()
        for first, last, place in sorted(_weighed(words, left), key=lambda one: -one[2].weight):
            if taken.isdisjoint(range(first, last)) and place.weight >= least:
                kept.append(place)
                words.now[first:last] = [place.word, *[""] * (last - first - 1)]
                taken.update(range(first, last))
        left = [one for one in left if taken.isdisjoint(range(one[0], one[1]))]
    return tuple(sorted(kept, key=lambda place: place.start))


_Candidate = tuple[int, int, Place]


def _weighed(words: _Words, candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """For each words the likeliest of their candidates, weighed by the neighbours too; doubtful if another is hardly
    less likely."""
    from ecdosis.stages.spelling.context import context

    model = context(words.language)
    for (first, last), group in groupby(sorted(candidates, key=lambda one: one[:2]), key=lambda one: one[:2]):
        said = _said(words, model, first, last)
        all_of_them = [replace(place, weight=place.weight + said(place.word)) for *_, place in group]
        best = max(all_of_them, key=lambda place: place.weight)
        rival = max((place.weight for place in all_of_them if place.word != best.word), default=-math.inf)
        apart = best.weight - rival > APART
        yield first, last, best if apart else replace(best, weight=min(best.weight, DOUBTFUL))


def _said(words: _Words, model: Trigrams | None, first: int, last: int) -> Callable[[str], float]:
    """What the neighbours of some words say for another word in their place, as log10; if they can say nothing, what it
    then takes less or more."""
    stands = [word for *_, word in words.words[first:last]]
    if model is None:
        less = SURE - ALONE - (BOTH if all(map(words.lexicon.has, stands)) else 0.0)
        return lambda _word: less
    lift = model.between(*words.beside(first, last))
    return lambda word: lift([word]) - lift(stands)


def examine(subject: Subject) -> Finding | None:
    """That ligatures are lost, and what was left in their place."""
    how = lost(subject.text, subject.language)
    if how is None:
        return None
    found = places(subject.text, subject.language, how)
    sure = sum(place.weight >= SURE for place in found)
    left = " and ".join(["a blank"] * how.parted + ["nothing"] * how.shortened)
    return Finding(
        "ligatures-lost",
        f"Ligatures (fi, fl, ff …) are lost in this text, and {left} stands in their place: "
        f"{examples(subject.text, how.places)}. In {sure:,} words the one that is surely meant is read; "
        f"{len(found) - sure:,} are asked.",
        "Others may be lost where no word shows it: get a better text if you can.",
    )
