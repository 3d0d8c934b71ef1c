"""Words that a line end divides in scans whose lines were joined, with what stands between their halves.

The hyphen stays, and a blank behind it (`con- stables`). Where columns stand side by side, the end of the line may be
followed by a scrap of the next column, before the word goes on (`con- In stables`): it belongs to no sentence here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.stages.spelling.confusion import Slip
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.noisy import Reader, Verdict

SCRAPS: Final = 2
"""Scraps of another column that stand between the halves, at most."""
SCRAP: Final = 3
"""Letters of such a scrap, at most."""
DIVIDED: Final = 3.0
"""Log10 units by which a hyphen before a blank says that a word goes on: hardly another word is printed so."""
ASTRAY: Final = 2.0
"""Log10: how rare it is that a scrap stands there; once more where the word is misread besides."""
HALF: Final = 2
"""Letters of its first half, at least."""
WHOLE: Final = 5
"""Letters of a word that is divided, at least."""
_MARK: Final = re.compile(r"(?:(?P<hyphen>[-\u00ac])|[.,~'])[^\w\s]{0,2} ")
"""What stands behind the first half: a hyphen, or what a scan made of it."""
SURE: Final = 6.0
"""Log10 units by which a word that is divided without a hyphen must be likelier than its halves."""
_BETWEEN: Final = re.compile(r"[^\w\n]{0,4} [^\w\n]{0,3}")
"""What stands between scraps, and before the second half: blanks and specks."""


def verdicts(scorer: Scorer, reader: Reader) -> list[Verdict]:
    """What words are that a line end divides, where the text shows it; of two that overlap, the likelier."""
    apart: list[Verdict] = []
    for one in _all(scorer, reader):
        if not apart or apart[-1].last < one.first:
            apart.append(one)
        elif apart[-1].margin < one.margin:
            apart[-1] = one
    return apart


def swallows_a_word(scorer: Scorer, one: Verdict) -> bool:
    """Whether a small word stands between the halves that may be none of another column, since both halves are words as
    well, or what they make is misread besides: in reports of crime 5 of 16 such were wrong, 7 of 140 others."""
    every, known = scorer.words.words[one.first : one.last + 1], scorer.lexicon.is_common
    small, alone = common_words(scorer.lexicon.language), scorer.lexicon.own.letters.stands_alone
    scraps = (word.text for word in every[1:-1])
    if not any(text.islower() and (alone(text) if len(text) == 1 else text in small) for text in scraps):
        return False
    return (known(every[0].lower) and known(every[-1].lower)) or not known(every[0].lower + every[-1].lower)


def _all(scorer: Scorer, reader: Reader) -> Iterator[Verdict]:
    """The best verdict on each word that may be a first half."""
    words, reading = scorer.words.words, scorer.words.reading
    for index, one in enumerate(words[:-1]):
        mark = _MARK.match(reading, one.end)
        if not one.text.isalpha() or len(one.text) < HALF or not mark:
            continue
        if not mark["hyphen"] and scorer.lexicon.has(one.lower):
            continue
        sure, least = (DIVIDED, 0.0) if mark["hyphen"] else (0.0, SURE)
        lasts = _lasts(scorer, index)
        found = [verdict for last in lasts if (verdict := _verdict(scorer, reader, index, last, sure))]
        found = [verdict for verdict in found if verdict.margin >= least]
        if found:
            yield max(found, key=lambda verdict: verdict.margin)


def _lasts(scorer: Scorer, index: int) -> Iterator[int]:
    """The words (indices) that may be the second half of one."""
    words, reading = scorer.words.words, scorer.words.reading
    for last in range(index + 1, min(len(words), index + SCRAPS + 2)):
        if not _BETWEEN.fullmatch(reading, words[last - 1].end, words[last].start):
            return
        alike = words[last].text.islower() or (words[index].text.isupper() and words[last].text.isupper())
        whole = not (scorer.words.is_piece(last) or scorer.words.is_part(last))
        if alike and whole and words[last].lower.isalpha():
            yield last
        if len(words[last].text) > SCRAP:
            return


def _verdict(scorer: Scorer, reader: Reader, first: int, last: int, sure: float) -> Verdict | None:
    """What two halves are together, if that is likelier than that they stand apart."""
    words = scorer.words.words
    whole = words[first].lower + words[last].lower
    if len(whole) < WHOLE:
        return None
    exact = scorer.lexicon.is_common(whole)
    slips = [Slip(whole, 0.0, "a divided word")] if exact else scorer.finder.known_slips(whole)
    cost = ASTRAY * (last - first - 1 + (not exact and last > first + 1)) - sure
    found = reader.together(first, last, whole, [slip for slip in slips if slip.meant.isalpha()], cost)
    return replace(found, divided=True) if found else None
