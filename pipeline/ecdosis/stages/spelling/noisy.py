"""A reader of noisy scans: it reads each word beside its neighbours, for what is likeliest there, and to be misread so.

A noisy channel over the whole text (Kernighan, Church & Gale 1990; Mays, Damerau & Mercer 1991). What stands, what may
have been meant by it, and by it and the next word together, are compared: how common each is, how well it follows the
best readings of its neighbours, and what the slips between cost in this text (`channel`). Elsewhere than in a scan so
noisy that a strange word is likelier misread than meant, this is too bold, and all is left to the judgement.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ecdosis.languages.detect import common_words
from ecdosis.stages.spelling.candidates import LONGEST, Finder, is_cased_oddly
from ecdosis.stages.spelling.channel import BLANK, Channel
from ecdosis.stages.spelling.confusion import Slip
from ecdosis.stages.spelling.context import Trigrams
from ecdosis.stages.spelling.lexicon import RAREST, Lexicon, lexicon
from ecdosis.stages.spelling.realword import near
from ecdosis.stages.spelling.words import APOSTROPHES, Word, Words

BEST: Final = 4.5
"""Log10 units by which its neighbours make a word likelier than it is anywhere, at most: what needs more is not
looked at."""
AT_HOME: Final = 1.0
"""The same from which a word that stands is not looked at."""
NEW: Final = -1.8
"""Log10: the share of words that are right and that nothing knows."""
NAMED: Final = 0.8
"""Log10 units more, where a capital is not from its place."""
NEWEST: Final = -10.5
"""Log10: how unlikely such a word is at most; the letters of long ones say too much."""
OFTEN: Final = 1.5
"""Log10 units by which a strange word that comes again is the likelier meant, at most."""
UNKNOWN: Final = -0.5
"""Log10: how words fit their neighbours that the model does not know; those that are right mostly fit well."""
COMMON: Final = -6.0
"""Log10: rarer words are not looked for at a distance of several letters."""
FAR: Final = 5
"""Letters of a word that may be read so."""
PART: Final = 3
"""Letters that each other word of a compound must have."""
FARTHER: Final = 8
"""The same at a distance of three letters."""
NEAREST: Final = 6
"""Words so near that are weighed."""
ODD: Final = 1.0
"""Log10 units that a reading costs more which does not tell why a capital stands inside."""
MOST: Final = 12
"""Readings of one word that are weighed."""
RARE_NAME: Final = -4.5
"""Log10: a word with a capital inside a sentence is looked at if it is rarer: commoner ones are titles of all sorts."""
SWEEPS: Final = 2
"""Times that a text is read, for the neighbours of a word to be read before it."""


@dataclass(frozen=True, slots=True)
class Option:
    """What may have been meant (in small letters), how it came to stand otherwise, and how likely both are together,
    before the neighbours are looked at (log10)."""

    meant: str
    slip: Slip
    prior: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best reading of the words `first` to `last` (indices), the log10 units by which it is likelier than all else,
    and by which it fits its neighbours better than what stands. `divided`: a line end divides it, and what stands
    between its first and its last word is none of it."""

    first: int
    last: int
    option: Option
    margin: float
    fit: float
    divided: bool = False

    def parts(self, words: Words) -> tuple[Word, ...]:
        """The words that are read."""
        every = words.words[self.first : self.last + 1]
        return (every[0], every[-1]) if self.divided else every


class Reader:
    """Reads the words of one text. `slips`: those that are known of its words, which other readers of it may use."""

    def __init__(
        self, words: Words, finder: Finder, model: Trigrams, channel: Channel, slips: dict[str, tuple[Slip, ...]]
    ) -> None:
        self._words = words
        self._finder = finder
        self._lexicon: Lexicon = finder.lexicon
        self._model = model
        self._channel = channel
        self._slips = slips
        self._options: dict[str, tuple[Option, ...]] = {}
        self._guess = [word.lower for word in words.words]

    @property
    def guess(self) -> Sequence[str]:
        """What each word is read as (in small letters)."""
        return self._guess

    def read(self) -> list[Verdict]:
        """The places where something else is likelier than what stands, in order, none over another."""
        looked_at = [index for index in range(len(self._guess)) if self.is_looked_at(index)]
        for index in looked_at:
            options = self.options(index) if self._finder.is_strange(index) else ()
            if options and options[0].prior > self._stands(index):
                self._guess[index] = options[0].meant
        found: dict[int, Verdict] = {}
        for _ in range(SWEEPS):
            for index in looked_at:
                found.pop(index, None)
                if verdict := self._verdict(index):
                    found[index] = verdict
                self._guess[index] = verdict.option.meant if verdict else self._words.words[index].lower
        for index in range(len(self._guess) - 1):
            if (index not in found or found[index].last == index) and (whole := self._whole(index)):
                found[index] = found[index + 1] = whole
        return list(dict.fromkeys(found[index] for index in sorted(found)))

    def is_looked_at(self, index: int) -> bool:
        """Whether a word may be read otherwise: one that is whole, not shortened, no number, and, if it is a word, no
        name nor in capitals."""
        words, word = self._words, self._words.words[index]
        if len(word.text) > LONGEST or _is_number(word.text) or self._lexicon.is_former(word.lower):
            return False
        part = words.is_part(index) or words.is_soiled(index) or words.is_piece(index) or words.is_half(index)
        if part or words.is_elided(index) or (words.is_hyphenated(index) and not self._is_in_compound(index)):
            return False
        if len(word.text) == 1:
            return self._is_lone(index)
        if self._finder.is_strange(index):
            return True
        if word.text[0].isupper() and not words.opens(index):
            return word.text[1:].islower() and self._lexicon.frequency(word.lower) < RARE_NAME
        return not word.text.isupper()

    def _is_in_compound(self, index: int) -> bool:
        """Whether a long strange word is one of a compound (Police-ooustable), all others of which are words: with none
        of them it makes a word of which it would be a half (adver-saries)."""
        others = self._words.beside_hyphens(index)
        words, word = self._words.words, self._words.words[index]
        if not others or len(word.text) < FAR or not self._finder.is_strange(index):
            return False
        if any(self._finder.is_strange(other) or len(words[other].text) < PART for other in others):
            return False
        beside = (other for other in others if abs(other - index) == 1)
        wholes = ("".join(words[k].lower for k in sorted((other, index))) for other in beside)
        return not any(self._lexicon.frequency(whole) > RAREST or self._finder.known_slips(whole) for whole in wholes)

    def _is_lone(self, index: int) -> bool:
        """Whether a small letter that is no word stands between two words of more letters than one, by blanks alone:
        neither an initial nor one of letters that are spaced, or listed."""
        words, reading, letter = self._words.words, self._words.reading, self._words.words[index].text
        if not letter.islower() or self._lexicon.own.letters.stands_alone(letter) or not 0 < index < len(words) - 1:
            return False
        before, here, after = words[index - 1 : index + 2]
        beside = reading[before.end : here.start] == reading[here.end : after.start] == " "
        return beside and all(one.text.isalpha() and len(one.text) > 1 for one in (before, after))

    def is_lost(self, index: int, read: Iterable[int]) -> bool:
        """Whether a word is strange, or a letter that is no word, and not among those that are `read`."""
        text = self._words.words[index].text
        alone = len(text) == 1 and not self._lexicon.own.letters.stands_alone(text)
        return alone or (index not in read and self._finder.is_strange(index))

    def options(self, index: int) -> tuple[Option, ...]:
        """What may have been meant by a word, the likeliest first."""
        word = self._words.words[index]
        if (found := self._options.get(word.text)) is None:
            if (slips := self._slips.get(word.text)) is None:
                slips = self._slips[word.text] = tuple(self._found(index))
            rated = [self._option(word.text, slip) for slip in slips]
            found = self._options[word.text] = tuple(sorted(rated, key=lambda one: -one.prior)[:MOST])
        return found

    def _option(self, text: str, slip: Slip, more: float = 0.0) -> Option:
        """An option for a word; `more`: what it costs besides."""
        meant = slip.meant.lower()
        common = sum(map(self._finder.value, meant.split()))
        return Option(meant, slip, common - self._cost(text, meant) - more)

    def _found(self, index: int) -> Iterator[Slip]:
        """The slips that lead to other words, each word once."""
        text, lower = self._words.words[index].text, self._words.words[index].lower
        slips: list[Slip] = []
        if len(text) == 1:
            slips += (Slip(letter, 0.0, "", text) for letter in sorted(self._lexicon.own.letters.words))
        elif self._finder.is_strange(index):
            slips += self._finder.known_slips(text)
            slips += self._finder.habit_slips(text)
            slips += (one.slip for one in self._finder.run_together(index))
            slips += self._glued(text)
            slips += _far(lower, self._lexicon.language) if len(lower) >= FAR else ()
        elif lower.isalpha():
            slips += near(lower, self._lexicon.language)
            slips += self._finder.habit_slips(lower)
        seen = {lower}
        for slip in slips:
            meant = slip.meant.lower()
            if meant not in seen and not self._lexicon.is_older(lower, meant):
                seen.add(meant)
                yield slip

    def _glued(self, text: str) -> Iterator[Slip]:
        """The two words between which a letter or a sign stands for the blank (the'room, thatimorning), one of them so
        common that it stands beside any."""
        small, known = common_words(self._lexicon.language), self._lexicon
        for place in range(2, len(text) - 2):
            left, right = text[:place].lower(), text[place + 1 :].lower()
            if not (left in small or right in small) or min(len(left), len(right)) < 2 or not (left + right).isalpha():
                continue
            if known.is_common(left) and known.is_common(right):
                yield Slip(f"{left} {right}", 0.0, "a blank misread")

    def _cost(self, text: str, meant: str) -> float:
        """What it costs to misread a word, as it is written or in small letters."""
        plain = text.translate(APOSTROPHES)
        lower = self._channel.cost(plain.lower(), meant)
        if plain.islower():
            return lower
        odd = is_cased_oddly(text) and not plain.lower().endswith(meant)
        return min(lower + ODD * odd, self._channel.cost(plain, meant))

    def _stands(self, index: int) -> float:
        """How likely what stands is meant, before its neighbours are looked at (log10): of a strange word, by its
        letters and how often it comes."""
        word = self._words.words[index]
        known = self._lexicon.frequency(word.lower)
        if not self._finder.is_strange(index):
            return known
        named = NAMED * (word.text[0].isupper() and not self._words.opens(index))
        new = max(NEWEST, NEW + self._lexicon.spelling(word.lower)) + named
        often = min(OFTEN, math.log10(self._words.counts[word.lower]))
        return (new if known <= RAREST else max(known, new)) + often

    def _verdict(self, index: int) -> Verdict | None:
        """The best reading of a word, if that is not what stands."""
        if not (options := self.options(index)):
            return None
        lift = self._between(index, index)
        home = self._fit([self._words.words[index].lower], lift)
        if home > AT_HOME and not self._finder.is_strange(index):
            return None
        return self._best(index, index, options, self._stands(index) + home, home, lift)

    def _whole(self, index: int) -> Verdict | None:
        """The word that two make together, if that is likelier than both as they are best read."""
        words = self._words
        one, two = words.words[index : index + 2]
        alike = two.text.islower() or (one.text.isupper() and two.text.isupper())
        whole = one.lower + two.lower
        if words.reading[one.end : two.start] != " " or not alike or not whole.isalpha() or len(whole) < FAR:
            return None
        if any(map(words.is_hyphenated, (index, index + 1))) or words.is_elided(index):
            return None
        # What the two make may itself be misread: a word near it that fits much better makes it less sure.
        slips: Sequence[Slip] = (Slip(whole, 0.0, "a space inside the word"), *near(whole, self._lexicon.language))
        if not self._lexicon.is_common(whole):
            strange = any(map(self._finder.is_strange, (index, index + 1)))
            slips = [slip for slip in self._finder.known_slips(whole) if slip.meant.isalpha()] if strange else ()
        return self.together(index, index + 1, whole, slips, self._channel.pair(BLANK, "")) if slips else None

    def together(self, first: int, last: int, whole: str, slips: Iterable[Slip], cost: float) -> Verdict | None:
        """The best of what several words (`first` to `last`) may be that are one together (`whole`), if that is
        likelier than all of them as they are best read; `cost`: that they stand apart (log10)."""
        options = [self._option(whole, slip, cost) for slip in slips]
        parts = self._guess[first : last + 1]
        lift = self._between(first, last)
        home = self._fit(parts, lift)
        apart = sum(self._read_as(first + k, guess) for k, guess in enumerate(parts))
        return self._best(first, last, options, apart + home, home, lift)

    def _best(
        self,
        first: int,
        last: int,
        options: Iterable[Option],
        stands: float,
        home: float,
        lift: Callable[[Sequence[str]], float],
    ) -> Verdict | None:
        """The best of some options, if it is likelier than all others together and what stands (log10, with how that
        fits)."""
        fits = [(self._fit(one.meant.split(), lift), one) for one in options if one.prior + BEST > stands]
        if not fits:
            return None
        scores = sorted((one.prior + fit for fit, one in fits), reverse=True)
        fit, best = max(fits, key=lambda rated: rated[0] + rated[1].prior)
        margin = scores[0] - _either([*scores[1:], stands])
        return Verdict(first, last, best, margin, fit - home) if margin > 0 else None

    def _read_as(self, index: int, guess: str) -> float:
        """How likely a word is that is read as `guess`, before its neighbours are looked at."""
        if guess == self._words.words[index].lower:
            return self._stands(index)
        return next(one.prior for one in self.options(index) if one.meant == guess)

    def _between(self, first: int, last: int) -> Callable[[Sequence[str]], float]:
        """The lift of words between the best readings of what stands before and behind some others."""
        parted, guess = self._words.parted, self._guess
        before: list[str] = []
        while len(before) < 2 and not parted[first - len(before)]:
            before.append(guess[first - len(before) - 1])
        after: list[str] = []
        while len(after) < 2 and not parted[last + len(after) + 1]:
            after.append(guess[last + len(after) + 1])
        return self._model.between(before, after)

    def _fit(self, words: Sequence[str], lift: Callable[[Sequence[str]], float]) -> float:
        return lift(words) if all(map(self._model.knows, words)) else UNKNOWN


def _is_number(text: str) -> bool:
    """Whether a word begins with a digit or is mostly digits, so that it may be a number."""
    return text[0].isdigit() or 2 * sum(map(str.isdigit, text)) > len(text)


def _either(scores: Sequence[float]) -> float:
    """How likely any of some readings is (log10)."""
    most = max(scores)
    return most + math.log10(sum(10 ** (score - most) for score in scores))


def _far(lower: str, language: str) -> Iterator[Slip]:
    """The common words nearest to a word that differ in two letters from it, or three from a long one, and begin or end
    as it does."""
    most = 2 if len(lower) < FARTHER else 3
    by, found = _by_letter(language), dict[str, int]()
    for length in range(len(lower) - most, len(lower) + most + 1):
        for key in ((length, 0, lower[0]), (length, -1, lower[-1])):
            near_ = process.extract(
                lower, by.get(key, ()), scorer=Levenshtein.distance, score_cutoff=most, limit=NEAREST, processor=None
            )
            found.update((meant, distance) for meant, distance, _ in near_)
    known = lexicon(language).frequency
    for meant in sorted(found, key=lambda word: (found[word], -known(word)))[:NEAREST]:
        yield Slip(meant, 0.0, "several letters misread")


@cache
def _by_letter(language: str) -> Mapping[tuple[int, int, str], tuple[str, ...]]:
    """The common words of a language, by how long they are, and the letter that they begin or end with."""
    found: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    known = lexicon(language)
    for word in sorted(known.above(COMMON)):
        if len(word) > 2 and word.isalpha() and known.has(word):
            for place in (0, -1):
                found[len(word), place, word[place]].append(word)
    return {key: tuple(words) for key, words in found.items()}


def explained(words: Words, verdicts: Iterable[Verdict], least: float) -> Counter[tuple[str, str]]:
    """What stands and what was meant, and how often, of verdicts that are so sure (log10 units) at least."""
    return Counter((standing(words, one), one.option.meant) for one in verdicts if one.margin > least)


def standing(words: Words, one: Verdict) -> str:
    """What stands where something else is read (in small letters)."""
    return " ".join(word.lower for word in one.parts(words))
