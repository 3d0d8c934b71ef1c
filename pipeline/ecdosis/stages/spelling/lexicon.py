"""Evidence of the lexicon: how common a word is, in the language and in this text."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from operator import neg
from typing import Final

from ecdosis.languages import language as known
from ecdosis.languages.detect import common_words, frequencies
from ecdosis.stages.spelling.derived import bare, compound, former

RAREST: Final = -8.5
"""Log10: below what wordfreq's large list holds (one in a hundred million)."""
LEAST: Final = -7.3
"""Log10: rarer words are not suggested, unless the text itself has them."""
LEAST_SHORT: Final = -4.3
"""The same for words of one or two letters, of which lists have nearly all that there can be."""
NEIGHBOURS: Final = ("fr", "it", "de", "es", "pt", "nl")
"""Languages that books in one of the others quote."""
MISSPELT: Final = 1.2
"""Log10 units by which a misspelling is rarer than what was meant; variant spellings are less so."""
SHORTEST: Final = 4
"""Letters that a word must have for something to be put before or after it."""
BRIEF: Final = 3
"""Letters of a word that initials may be."""
USUAL: Final = -6.3
"""Log10: of rarer words no former spellings are told, as any string may be one."""
LIVING: Final = -6.0
"""Log10: commoner words are of our day, whatever else they may have been (ware, bane)."""
IN_USE: Final = -4.5
"""Log10: what is commoner in print is a word, if no list of forms has it."""
REMEMBERED: Final = 1 << 16
"""Words of which it is remembered what the lists say; a long text has half as many different ones."""
EARLY: Final = 0.01
"""The share of words in an early spelling from which a text is in the spelling of that time."""
FEWEST_EARLY: Final = 5
"""So many different words of that kind it must have."""


class Lexicon:
    """The words of a language, how common they are, and what may be made of them."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.own = known(language)
        self._all = frequencies(language, "best")
        self._common = frequencies(language, "small")
        self.frequency = lru_cache(maxsize=REMEMBERED)(self._frequency)
        self.has = lru_cache(maxsize=REMEMBERED)(self._has)
        self._derived: dict[str, bool] = {}
        self._former: dict[str, bool] = {}
        self._older: dict[int, list[tuple[str, str]]] = defaultdict(list)  # by the letters that what is put has more
        for then, now in self.own.spellings.older:
            self._older[len(now) - len(then)].append((then, now))
            self._older[len(then) - len(now)].append((now, then))

    def _frequency(self, word: str) -> float:
        """The share of a word (in small letters) of all words, as log10; RAREST if no list has it."""
        share = self._all.get(folded(word)) or self._all.get(word.removesuffix("'s"), 0.0) / 10
        return math.log10(share) if share else RAREST

    def above(self, least: float) -> frozenset[str]:
        """The words (in small letters) that are more common than so many log10 units."""
        return _above(self.language, least)

    def shape(self, word: str) -> float:
        """How much a word looks like those of the language: the share, as log10, of its rarest letter after the two
        before it."""
        return min(self._letters(triple) for triple in _triples(word))

    def spelling(self, word: str) -> float:
        """How likely a word that nobody knows is written so, as log10: by its letters, each after the two before."""
        return sum(self._letters(triple) for triple in _triples(word))

    def _letters(self, triple: str) -> float:
        counts = letters(self.language)
        return math.log10((counts.get(triple, 0) + 0.1) / (counts.get(triple[:2], 0) + 3.0))

    def _has(self, word: str) -> bool:
        """Whether a word is beyond doubt: common, spoken of in a dictionary, or made from such a word."""
        return not self.is_misspelling(word) and (self._listed(word) or self._is_derived(word))

    def is_no_form(self, word: str) -> bool:
        """Whether a word is one that texts of our day have, but no list of all forms, and that is made from none:
        initials, and words of other languages, which in small letters may as well be misread (lc for le, find for
        sind)."""
        all_ = forms(self.language)
        if not all_ or word in all_ or word in self.own.letters.elisions:
            return False
        return self.frequency(word) < IN_USE and not self._is_derived(word)

    def has_in_capitals(self, word: str) -> bool:
        """Whether a word that stands in capitals is beyond doubt, if these lack the accents of small letters."""
        return self.own.letters.bare_capitals and bare(word) in _bare(self.language)

    def _listed(self, word: str) -> bool:
        if word in spoken(self.language) or word in forms(self.language) or word in self.own.letters.elisions:
            return True
        return word in self._common and not self._is_two(word) and not self._lacks_accents(word)

    def _lacks_accents(self, word: str) -> bool:
        """Whether a word of wordfreq's list, in which many leave accents out, is one of a list with them (meme)."""
        return self.own.letters.bare_capitals and word in _bare(self.language) and word == bare(word)

    def _is_derived(self, word: str) -> bool:
        """Whether a word is made from a listed one, of two, or is written as in another time, told once."""
        if (found := self._derived.get(word)) is None:
            found = self._derived[word] = self._made(word) or self._is_former(word)
        return found

    def _is_former(self, word: str) -> bool:
        """Whether a word is a compound, or a listed word or a compound as it was written in another time."""
        known = forms(self.language)
        if not known:
            return self.is_former(word)
        if compound(word, self.own.affixes, known.__contains__):
            return True
        return any(
            one in known or (changes == 1 and compound(one, self.own.affixes, known.__contains__))
            for one, changes in former(word, self.own.spellings.former)
        )

    def is_former(self, word: str) -> bool:
        """Whether a word is a common one as it was written in another time, which that far outweighs (behinde, dropt);
        where all forms are known, these tell."""
        if (found := self._former.get(word)) is None:
            small = common_words(self.language)
            rare = self.frequency(word) < LIVING and not forms(self.language)
            found = self._former[word] = rare and any(
                changes == 1 and self.frequency(one) > max(USUAL, self.frequency(word) + MISSPELT) and one not in small
                for one, changes in former(word, self.own.spellings.former)
                if self._listed(one)
            )
        return found

    def is_common(self, word: str) -> bool:
        """Whether a word is beyond doubt, and common enough to be what was meant."""
        usual = self.frequency(word) > (LEAST if len(word) > 2 else LEAST_SHORT)
        return usual and self.has(word) and (self._listed(word) or not self.is_former(word))

    def is_misspelling(self, word: str) -> bool:
        """Whether a word is a misspelling by the list of codespell, far rarer than the one word that is meant, and
        unknown to the old dictionaries (connexion is an older spelling, recieved is not)."""
        meant = self.meant_by(word)
        known = not meant or word in dictionary(self.language) or self.is_former(word)
        return not known and self.frequency(meant) - self.frequency(word) > MISSPELT

    def in_dictionary(self, word: str) -> bool:
        """Whether a word, or what it is made from, is in an old dictionary: rare and old words are no slips."""
        listed = dictionary(self.language)
        return word in listed or (len(word) > SHORTEST and any(stem in listed for stem in self._stems(word)))

    def is_never_a_name(self, word: str) -> bool:
        """Whether a word, or what it is made from, is a common one by the dictionary, which writes names with their
        capital."""
        if word in common_words(self.language):
            return True
        lists = (dictionary(self.language), forms(self.language))
        return any(one.get(form) == "s" for form in (word, *self._stems(word)) for one in lists)

    def meant_by(self, word: str) -> str:
        """What a misspelling on codespell's list is a misspelling of; nothing for other words."""
        return misspellings(self.language).get(word, "")

    def _is_two(self, word: str) -> bool:
        """Whether a word of wordfreq's list, which was counted in texts with slips, is two small ones run together
        (ofthe)."""
        small = common_words(self.language)
        return any(word[:i] in small and word[i:] in small for i in range(2, len(word) - 2)) and "'" not in word

    def _made(self, word: str) -> bool:
        """Whether a word is made from a listed one by the endings and prefixes of the language."""
        if len(word) <= SHORTEST:
            return False
        stems = [word, *self._stems(word)]
        return any(self._listed(stem) for stem in stems[1:]) or any(
            self._listed(stem[len(prefix) :])
            for stem in stems
            for prefix in self.own.affixes.prefixes
            if stem.startswith(prefix) and len(stem) - len(prefix) >= SHORTEST
        )

    def is_older(self, word: str, other: str) -> bool:
        """Whether two forms of a word (in small letters) differ as older spellings and ours do."""
        longer = len(other) - len(word)
        return any(
            word[:i] + now + word[i + len(then) :] == other
            for then, now in self._older.get(longer, ())
            if then in word and now in other
            for i in range(len(word) - len(then) + 1)
            if word.startswith(then, i)
        )

    def spelt_otherwise(self, word: str) -> Iterator[str]:
        """The forms that texts have which differ from a word (in small letters) as older spellings and ours do."""
        for then, now in (pair for pairs in self._older.values() for pair in pairs):
            for i in range(len(word) - len(then) + 1):
                other = word[:i] + now + word[i + len(then) :]
                if word.startswith(then, i) and self.frequency(other) > LEAST:
                    yield other

    def is_early(self, counts: Mapping[str, int]) -> bool:
        """Whether a text, of which these are the words (in small letters), is in the spelling of a time that had no
        rules to slip from."""
        early = self.own.spellings.early
        odd = {word: count for word, count in counts.items() if early.fullmatch(word) and not self.has(word)}
        return len(odd) >= FEWEST_EARLY and sum(odd.values()) > EARLY * sum(counts.values())

    def _stems(self, word: str) -> list[str]:
        """What a word may be made from by its ending."""
        found, affixes = [], self.own.affixes
        for ending, instead in affixes.suffixes:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= SHORTEST - 1:
                found.append(stem + instead)
                if len(stem) > SHORTEST and stem[-1] == stem[-2] and not instead and ending in affixes.doubling:
                    found.append(stem[:-1])
        return found


def folded(word: str) -> str:
    """A word as wordfreq has it."""
    return word.replace("ß", "ss")


@cache
def _above(language: str, least: float) -> frozenset[str]:
    every = frequencies(language, "best")
    common = frozenset(islice(every, bisect_left([*every.values()], -(10**least), key=neg)))
    return common | {word for word in forms(language) if "ß" in word and folded(word) in common}


@cache
def misspellings(language: str) -> Mapping[str, str]:
    """The common misspellings of a language that can mean one word only, and that word (for English those of
    codespell, which took over Wikipedia's list)."""
    return dict(known(language).words("misspellings"))


@cache
def spoken(language: str) -> Mapping[str, str]:
    """The words of a pronouncing dictionary (for English that of Carnegie Mellon University), names among them, and how
    they begin if all pronunciations agree: `v` with a vowel."""
    return dict(known(language).words("spoken"))


@cache
def begins_with_vowel(language: str) -> Mapping[str, bool]:
    """Whether words begin with a vowel as they are spoken; only where all pronunciations agree."""
    return {word: begins == "v" for word, begins in spoken(language).items() if begins}


@cache
def dictionary(language: str) -> Mapping[str, str]:
    """The words (in small letters) of old dictionaries (for English Webster's New International Dictionary of 1934, and
    GCIDE, its forerunner of 1913 as GNU has it), and how they are written: `s` without a capital only."""
    return dict(known(language).words("dictionary"))


@cache
def forms(language: str) -> Mapping[str, str]:
    """All forms of words (in small letters) that the list of a spelling checker has, and how they are written: `s` in
    small letters only, `c` with a capital only; nothing where either is right, or the list does not tell."""
    return dict(known(language).words("forms"))


@cache
def _bare(language: str) -> frozenset[str]:
    """The same without the marks of their letters."""
    return frozenset(bare("\n".join(forms(language))).split("\n"))


def _triples(word: str) -> list[str]:
    padded = f"^^{word}$"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


@cache
def letters(language: str) -> Mapping[str, int]:
    """How many of a language's common words have three letters in a row (^ before, $ after the word), or two."""
    triples = Counter(triple for word in frequencies(language, "small") for triple in _triples(word))
    counts = Counter(triples)
    for triple, count in triples.items():
        counts[triple[:2]] += count
    return counts


@cache
def _abroad(language: str) -> tuple[Mapping[str, float], ...]:
    return tuple(frequencies(other, "small") for other in NEIGHBOURS if other != language)


@lru_cache(maxsize=1 << 16)
def foreign(word: str, language: str) -> float:
    """How common a word is in the language, of those from which books quote, that has it most: log10 units above one in
    a million, 0 if none has it."""
    share = max((words.get(word, 0.0) for words in _abroad(language)), default=0.0)
    return max(0.0, 6 + math.log10(share)) if share else 0.0


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (ISO 639-1), read once a run."""
    return Lexicon(language)
