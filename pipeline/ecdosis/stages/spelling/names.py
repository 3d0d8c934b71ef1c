"""Names in two forms, of one word or of two: asked, never changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Prefix

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import MEANT
from ecdosis.stages.spelling.derived import bare
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import NOISY, SpellingRule
from ecdosis.stages.spelling.spelling import STRANGE
from ecdosis.stages.spelling.words import times
from ecdosis.steps import spend

SHORTEST: Final = 5
"""Letters: shorter names are too often alike by chance."""
LONGEST: Final = 4
"""Letters in which the ends of two words differ, at most."""
OFTENER: Final = 2
"""Times as often as one form that the other must stand for the one to be doubted in a text that is no noisy scan."""
_ROMAN: Final = frozenset("ivxlcdm")
_DOUBLED: Final = re.compile(r"(.)\1")


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Questions about names that are nearly like another."""
    yield from _words(scorer, by)
    yield from _phrases(scorer, by)


def _words(scorer: Scorer, by: str) -> Iterator[Edit]:
    """A question about each name that differs from a commoner one only as two transliterations or two pens differ: in
    its vowels, but for the last, or in a letter that is doubled."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, int] = {}
    words, letters = scorer.words, scorer.lexicon.own.letters
    vowels = re.compile(rf"[{re.escape(''.join(sorted(letters.vowels)) + letters.half)}]+(?=.)")

    def key(name: str) -> str:
        """What two forms of a name have in common."""
        return vowels.sub("a", _DOUBLED.sub(r"\1", name))

    for index, word in enumerate(words.words):
        base = word.lower.removesuffix("'s")
        if word.text[0].isupper() and len(base) >= SHORTEST and base.isalpha() and _is_name(scorer, base):
            forms[key(base)][base] += 1
            first.setdefault(base, index)
    for counts in forms.values():
        commonest = max(counts, key=lambda form: (counts[form], scorer.lexicon.frequency(form)))
        for form in sorted(counts.keys() - {commonest}):
            if scorer.noise_units < NOISY and _may_be_another(form, commonest, counts):
                continue
            word = words.words[first[form]]
            capital = commonest.capitalize()
            here, there = times(counts[form]), times(counts[commonest])
            why = f"names: “{form.capitalize()}” stands {here} here, “{capital}” {there}."
            yield Edit(
                word.start, word.start + len(form), capital, "spelling", by, SpellingRule.NAME_DOUBTED, why, safe=False
            )


def _may_be_another(form: str, commonest: str, counts: Mapping[str, int]) -> bool:
    """Whether, in a text that is no noisy scan, nothing tells that one of two forms is wrong: they stand nearly as
    often, or differ in their accents alone, as those of two languages do, or the form is a Roman number (XXVIII)."""
    return counts[commonest] < OFTENER * counts[form] or bare(form) == bare(commonest) or not set(form) - _ROMAN


def _phrases(scorer: Scorer, by: str) -> Iterator[Edit]:
    """A question about each name of two words that stands once, beside one that comes again and has one of them, and
    begins the other alike (the Mercantilist Bank, always but once the Mercantile Bank)."""
    counts: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], int] = {}
    words = scorer.words.words
    for index, (one, two) in enumerate(pairwise(words)):
        apart = scorer.words.reading[one.end : two.start] != " " or scorer.words.opens(index)
        if not apart and one.text.istitle() and two.text.istitle():
            counts[one.lower, two.lower] += 1
            places.setdefault((one.lower, two.lower), index)
    beside: dict[tuple[int, str], list[str]] = defaultdict(list)
    for pair, count in counts.items():
        if count >= MEANT:
            beside[0, pair[1]].append(pair[0])
            beside[1, pair[0]].append(pair[1])
    for pair in (pair for pair, count in counts.items() if count == 1):
        if scorer.foreignness(places[pair]) >= STRANGE:  # whose names are declined (Georgii, Georgius)
            continue
        for side in (0, 1):
            spend(len(beside[side, pair[1 - side]]), "it compared names of two words")
            for other in beside[side, pair[1 - side]]:
                if _begin_alike(pair[side], other):
                    word, meant = words[places[pair] + side], other.capitalize()
                    why = f"names: “{meant}” stands in this name elsewhere."
                    yield Edit(word.start, word.end, meant, "real-word", by, SpellingRule.NAME_DOUBTED, why, safe=False)


def _begin_alike(word: str, other: str) -> bool:
    """Whether two words have their first letters in common and end otherwise, neither being a form of the other."""
    same = Prefix.similarity(word, other)
    return same >= SHORTEST and same < min(len(word), len(other)) and max(len(word), len(other)) - same <= LONGEST


def _is_name(scorer: Scorer, base: str) -> bool:
    """Whether a word stands here with a capital only, and not at heads of sentences alone, and is no common one."""
    capitals = scorer.words.capitals.get(base, 0) + scorer.words.capitals.get(f"{base}'s", 0)
    return capitals > 0 and not scorer.words.written.get(base) and not scorer.lexicon.in_dictionary(base)
