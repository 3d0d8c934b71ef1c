"""Proposals of the reader of noisy scans: how sure it must be of what, and how it is written and told."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from types import MappingProxyType
from typing import Final

from ecdosis.evidence import certainty
from ecdosis.model.alike import Taken
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling import broken, small, titled
from ecdosis.stages.spelling.candidates import MEANT, capital_as, is_in_capitals, lower_case
from ecdosis.stages.spelling.channel import Channel, places_in
from ecdosis.stages.spelling.confusion import confusions
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import dictionary
from ecdosis.stages.spelling.noisy import Reader, Verdict, explained, standing
from ecdosis.stages.spelling.rules import NOISY
from ecdosis.stages.spelling.words import likelier

USUAL: Final = 3.0
"""Slips in a thousand words of the scans of which the table of confusions tells."""
SLIPS: Final = 16
"""Strange words that must seem misread: a text with fewer says little of its scan, unless it is full of them."""
FULL: Final = 0.06
"""The share of strange words in such a text: in pages of books of which every tenth word was wrong it was less."""
FEWEST: Final = 6
"""Strange words that must seem misread there."""
BRIEFEST: Final = 100
"""Words that it must have."""
LEARNT: Final = 1.0
"""Log10 units by which a reading must be likelier than any other to teach what a text misreads."""
LESSONS: Final = 2
"""Times that a text is read to learn what it misreads."""
SHORT: Final = 4
"""Letters of a word that is like many others."""
AGREED: Final = 1.0
"""Log10 units by which a reading must be likelier than any other where the judgement is certain of it as well."""
BOTH: Final = 0.8
"""How sure it is then at least: in newspapers six of eight were right whose margin says less."""
MISFIT: Final = -1.0
"""Log10 units by which a short word with a digit may fit its neighbours worse than what stands: in reports of crime six
that fitted worse were all wrong, most of them scraps of another column."""
LOST: Final = 0.5
"""Log10 units more for each word beside it that cannot be read."""
TRUST: Final = (-0.3, 0.6)
"""How sure a reading is (log10 odds): so much, and so much for each unit of its margin, since much is not in the model.
In 1,950 readings of newspapers and crime news 0.85 of those just likely enough were right, 0.95 from three units on,
0.99 from four."""
TRUST_DIVIDED: Final = (-1.9, 0.42)
"""The same of words that a line end divides: below six units half of 15 were right, to eight 18 of 25, then 178 of
183."""
_THIN_DIGITS: Final = re.compile(r"\d+[iIl]+")
"""A number of which a scan took the last digits, ones, for letters."""
NOTHING: Final[Mapping[tuple[int, int, str], float]] = MappingProxyType({})


class Sort(Enum):
    """What a reading is: log10 units that it must be likelier than all else, and where corrections are careful. Of
    strange, short and real words the latter are, of every quarter of a unit, the least from which 995 of 1,000 readings
    of the newspapers of the development set were right; of the others there are too few to tell, so they are more."""

    STRANGE = 2.3, 3.75
    SHORT = 2.5, 4.0
    NAME = 2.05, 4.5
    REAL = 1.95, 3.0
    RUN = 2.0, 3.75
    WHOLE = 2.75, 3.0
    MENDED = 3.5, 4.5
    DIVIDED = 5.0, 8.0

    def least(self, careful: bool) -> float:
        """How much likelier it must be."""
        return self.value[careful]


def tuned(scorer: Scorer) -> Scorer:
    """A scorer that knows what slips cost in its text, if that is a noisy scan."""
    if scorer.channel or scorer.model is None or not _is_noisy(scorer):
        return scorer
    channel = Channel(confusions(scorer.lexicon.language), max(0.0, math.log10(scorer.noise / USUAL)))
    places = places_in(scorer.words.reading)
    for _ in range(LESSONS):
        read = Reader(scorer.words, scorer.finder, scorer.model, channel, scorer.slips_of).read()
        channel = channel.learnt(explained(scorer.words, read, LEARNT), places, scorer.words.counts)
    return replace(scorer, channel=channel)


def _is_noisy(scorer: Scorer) -> bool:
    """Whether a text is a scan of which more is misread than meant where it is strange."""
    if scorer.noise_units < NOISY:
        return False
    every = len(scorer.words.words)
    full = every >= BRIEFEST and len(scorer.cases) >= FULL * every and scorer.slips >= FEWEST
    return full or scorer.slips >= SLIPS


def proposals(scorer: Scorer, by: str, found: Sequence[Edit]) -> list[Edit]:
    """The proposals for a text, given those that others have for its words: in a noisy scan, those of its reader, and
    of the others what they are certain of only where that is how it reads a word that is not short, or where a digit
    stands in it, which no word has."""
    if scorer.channel is None or scorer.model is None:
        return list(found)
    reader = Reader(scorer.words, scorer.finder, scorer.model, scorer.channel, scorer.slips_of)
    verdicts, made = reader.read(), list[Edit]()
    read = {index for one in verdicts for index in (one.first, one.last)}
    for one in verdicts:
        beside = (k for k in (one.first - 1, one.last + 1) if 0 <= k < len(scorer.words.words))
        least = LOST * sum(reader.is_lost(index, read) for index in beside)
        sort = _sort(scorer, one)
        half = one.first == one.last and scorer.finder.is_half(one.first, one.option.meant)
        if one.margin >= least + sort.least(careful=False) and not half and not _is_meant(scorer, one):
            made += _edit(scorer, one, by, safe=one.margin >= least + sort.least(scorer.careful))
    divided = [one for one in broken.verdicts(scorer, reader) if one.margin >= Sort.DIVIDED.least(careful=False)]
    halves = [edit for one in divided for edit in _edit(scorer, one, by, safe=_is_certain(scorer, one))]
    halves += titled.edits(scorer, by)
    taken = Taken((edit.start, edit.end) for edit in halves)
    made = [*halves, *(edit for edit in made if not taken.meets(edit.start, edit.end))]
    taken = Taken((edit.start, edit.end) for edit in made)
    small_ = small.edits(scorer, reader.guess, read, by)
    made += [edit for edit in small_ if not taken.meets(edit.start, edit.end)]
    words = scorer.words.words
    agreed = {
        (words[one.first].start, words[one.last].end, one.option.meant): max(BOTH, _sure(one))
        for one in verdicts
        if one.margin >= AGREED and words[one.last].end - words[one.first].start > SHORT
    }
    agreed = {} if scorer.careful else agreed
    starts = [word.start for word in words]
    for edit in found:
        if _has_digit(scorer, starts, edit):
            agreed.setdefault((edit.start, edit.end, edit.after.lower()), edit.certainty)
    return before_others(made, found, agreed)


def _is_certain(scorer: Scorer, one: Verdict) -> bool:
    """Whether a divided word is sure enough; where a scrap of something else stands between, a careful edition
    asks, and any where that may be a word of the author's."""
    whole = one.last == one.first + 1 or not (scorer.careful or broken.swallows_a_word(scorer, one))
    return whole and one.margin >= Sort.DIVIDED.least(scorer.careful)


def _has_digit(scorer: Scorer, starts: Sequence[int], edit: Edit) -> bool:
    """Whether a proposal is for one word with a digit that is no number (1ith for 11th, 6is for 61s): a short one may
    be one too, or a scrap of something else, if it fits its neighbours badly."""
    text = scorer.words.reading[edit.start : edit.end]
    number = _THIN_DIGITS.match(text)
    if number and text[number.end() :] in scorer.lexicon.own.letters.after_numbers:
        return False
    one_word = any(map(str.isdigit, text)) and " " not in text
    return one_word and (len(text) >= SHORT or _fit(scorer, bisect_left(starts, edit.start), edit) > MISFIT)


def _fit(scorer: Scorer, index: int, edit: Edit) -> float:
    """How much better what is proposed for a word (index) fits its neighbours than what stands (log10)."""
    if scorer.model is None or scorer.words.words[index].start != edit.start:
        return 0.0
    lift = scorer.model.between(scorer.words.before(index), scorer.words.after(index))
    return lift([lower_case(edit.after)]) - lift([scorer.words.words[index].lower])


def before_others(
    read: Sequence[Edit], found: Iterable[Edit], agreed: Mapping[tuple[int, int, str], float] = NOTHING
) -> list[Edit]:
    """The proposals for a noisy scan, and what others found where it proposes nothing: what they are certain of is
    asked there, but for those that are `agreed` (offsets, and what is read, in small letters), which are as sure as the
    less sure of both, if they are no rule's, as divided words are."""
    taken = Taken((edit.start, edit.end) for edit in read)
    others = (edit for edit in found if not taken.meets(edit.start, edit.end))
    made = list(read)
    for edit in others:
        sure = agreed.get((edit.start, edit.end, edit.after.lower()))
        sure = edit.certainty if sure and edit.kind == "word-division" else sure
        made.append(replace(edit, safe=False) if sure is None else replace(edit, certainty=min(sure, edit.certainty)))
    return made


def _is_meant(scorer: Scorer, one: Verdict) -> bool:
    """Whether a word may be meant as it stands: it has a note's number behind it, or it is one letter, or the text has
    it again and not the other, and nothing else in it is misread so."""
    words, meant = scorer.words, one.option.meant
    stands = standing(words, one)
    if stands.rstrip("0123456789") == meant or words.words[one.first].text in words.acronyms:
        return True
    again = len(stands) == 1 or (words.counts[stands] >= MEANT and not words.counts[meant])
    return again and scorer.channel is not None and not scorer.channel.shows(stands, meant)


def _sort(scorer: Scorer, one: Verdict) -> Sort:
    word = scorer.words.words[one.first]
    if one.divided:
        return Sort.DIVIDED
    if one.last > one.first:
        return Sort.WHOLE if one.option.meant == standing(scorer.words, one).replace(" ", "") else Sort.MENDED
    if " " in one.option.meant:
        return Sort.RUN
    if word.text[0].isupper() and not scorer.words.opens(one.first):
        return Sort.NAME
    if not scorer.finder.is_strange(one.first) and len(word.text) > 1:
        return Sort.REAL
    return Sort.SHORT if len(word.text) <= SHORT else Sort.STRANGE


def _edit(scorer: Scorer, one: Verdict, by: str, *, safe: bool) -> Iterator[Edit]:
    words = scorer.words
    start, end = words.words[one.first].start, words.words[one.last].end
    meant = _written(scorer, one)
    if meant == words.reading[start:end]:
        return
    slips = scorer.channel.pairs(standing(words, one), one.option.meant) if scorer.channel else ()
    how = ", ".join(_told(*slip) for slip in slips)
    sort = _sort(scorer, one)
    astray = " ".join(word.text for word in words.words[one.first + 1 : one.last]) if one.divided else ""
    how += f", “{astray}” from beside the line" if astray else ""
    why = f"context: “{meant}” fits its neighbours {likelier(one.fit)}; confusion: {how}, in a noisy scan."
    kind = "word-division" if sort in (Sort.RUN, Sort.WHOLE, Sort.MENDED, Sort.DIVIDED) else "spelling"
    kind = kind if kind != "spelling" or scorer.finder.is_strange(one.first) else "real-word"
    yield Edit(start, end, words.as_written(meant, start, end), kind, by, _sure(one), why, safe)


def _sure(one: Verdict) -> float:
    """How sure a reading is."""
    odds, each = TRUST_DIVIDED if one.divided else TRUST
    return certainty(odds, each * one.margin)


def _told(meant: str, stands: str) -> str:
    """One slip in words."""
    if not meant:
        return "a space inside the word" if stands == " " else f"{stands} put in"
    if not stands:
        return "no space between two words" if meant == " " else f"{meant} left out"
    return f"{meant} misread as {stands}"


def _parted(stands: str, meant: str) -> str:
    """Two words as they stand without a blank (onSaturday), or with something else for it (Hyde'Park); nothing if more
    was misread, or a capital may be from that."""
    place = meant.index(" ")
    rest = stands[place + (len(stands) == len(meant)) :]
    parted = f"{stands[:place]} {rest}"
    cased = rest.islower() or (rest[:1].isupper() and rest[1:].islower())
    return parted if parted.lower() == meant and cased else ""


def _written(scorer: Scorer, one: Verdict) -> str:
    """What was meant, with the capitals of what stands; those that small letters are taken for (I for l, f, t) are none
    inside a sentence, if the word is never a name."""
    words, meant = scorer.words, one.option.meant
    stands = "".join(word.text for word in one.parts(words))
    if is_in_capitals(stands):
        return meant.upper()
    if " " in meant and (parted := _parted(stands, meant)):
        return parted
    written = scorer.finder.written(one.option.slip, stands, words.starts(one.first))
    tall = stands[0] in scorer.lexicon.own.letters.always_capital and stands[0].lower() != meant[0]
    inside = not words.opens(one.first) and stands[1:].lower() != meant
    if not inside or scorer.lexicon.is_never_a_name(meant):
        # A word that the text never has with a capital inside a sentence has none for a letter that was misread (Vith).
        small = stands[0].lower() != meant[0] and words.counts[meant] >= MEANT and not words.capitals.get(meant)
        return meant if inside and (tall or small) else written
    # It may be a name, of which the first letter was misread (lussia); what an ending makes of a word is none.
    listed = meant in dictionary(scorer.lexicon.language)
    name = listed and stands[0].lower() != meant[0] and not words.written.get(meant)
    return capital_as(stands, meant) if name or (stands[0].isupper() and not one.option.slip.sign) else written
