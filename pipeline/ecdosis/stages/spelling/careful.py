"""A careful correction: of what is likely, only what is all but never wrong is done; the rest is asked.

Most is told by how sure a correction is. What is left over are kinds of places of which that tells too little, since
two readings are open there between which neither the letters nor the neighbours decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from ecdosis.languages.detect import common_words
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.candidates import lower_case
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import SOILED

CERTAIN: Final = 0.95
"""What it takes to change anything: of corrections that say less of themselves, one in twelve was wrong in scans
(docs/explanation/certainty.md)."""
SCRAP: Final = 2
"""Letters of a word that may be what is left of many (th, hi): in newspapers and reports of crime three of six such
that a letter was put to were wrong."""
SIGNED: Final = 3
"""The same where a sign stands for some of them (mi(l)."""
ALL_CAPITALS: Final = 4
"""Letters of a word in capitals that is like many others: titles have few neighbours to tell what it is (TI1L)."""
SPELT: Final = 5
"""Letters of the shortest words that have two spellings (honor); shorter ones that differ so are two words."""
_ENDS_A_CLAUSE: Final = ";»"
"""Signs of the SOILED that a print may have behind a word as well."""


def asked(scorer: Scorer, found: Iterable[Edit]) -> Iterator[Edit]:
    """Proposals, those only asked that are not sure enough, or leave something open."""
    starts = [word.start for word in scorer.words.words]
    for edit in found:
        index = bisect_left(starts, edit.start)
        here = index < len(starts) and starts[index] == edit.start
        open_ = edit.certainty < CERTAIN or (here and _is_open(scorer, index, edit))
        yield replace(edit, safe=False) if edit.safe and open_ else edit


def _is_open(scorer: Scorer, index: int, edit: Edit) -> bool:
    """Whether a correction that begins with a word (index) leaves open what stood there."""
    return (
        is_height_open(scorer, index, edit.after)
        or is_scrap(scorer, index, edit)
        or goes_on(scorer, index, edit)
        or is_spelt_otherwise(scorer, edit)
    )


def is_height_open(scorer: Scorer, index: int, meant: str) -> bool:
    """Whether nothing tells if a word (index) has a capital: inside a sentence it has one, though what is meant is
    never a name, and so the capital may stand for another letter (Invest ment, of which the I was an i), as may what is
    beside it; it begins with a sign that has no height (1n: in, In); or what is meant has a capital, and it has none.
    Where a sentence begins, that tells."""
    words, text = scorer.words, scorer.words.words[index].text
    if scorer.lexicon.own.letters.capital_nouns or words.starts(index):
        return False
    if not text[0].isalpha():
        return meant[:1].isalpha()
    if text[0].islower():
        return meant[:1].isupper()
    return not words.opens(index) and scorer.lexicon.is_never_a_name(lower_case(meant))


def is_scrap(scorer: Scorer, index: int, edit: Edit) -> bool:
    """Whether a word (index) may be what is left of many: it has two letters and is given one more, or read as two that
    are no common word, or as three with a sign among them; or it is a short one in capitals."""
    text, meant = scorer.words.reading[edit.start : edit.end], lower_case(edit.after)
    rare = meant not in common_words(scorer.lexicon.language)
    if len(meant) <= SIGNED and not text.isalnum() and " " not in text:
        return rare
    if len(text) <= ALL_CAPITALS and text.upper() == text and text.isalnum() and len(meant) > 1:
        return any(letter.isupper() for letter in text[1:])
    if len(text) > SCRAP or not text.isalpha():
        return False
    return len(meant) > len(text) or (len(text) > 1 and rare)


def goes_on(scorer: Scorer, index: int, edit: Edit) -> bool:
    """Whether a word that is read (from that of an index on) may go on in what stands behind it: a sign that specks
    leave touches it, or, where it was divided, a letter follows that is no word."""
    words, reading = scorer.words, scorer.words.reading
    behind = reading[edit.end : edit.end + 1]
    if behind and behind in SOILED and behind not in _ENDS_A_CLAUSE:
        return True
    last = next((k for k in range(index, len(words.words)) if words.words[k].end >= edit.end), index)
    if edit.kind != "word-division" or " " in edit.after or last + 1 >= len(words.words):
        return False
    following = words.words[last + 1]
    alone, letters = len(following.text) == 1 and following.text.islower(), scorer.lexicon.own.letters
    beside = reading[edit.end : following.start].isspace()
    is_word = letters.stands_alone(following.text) or following.lower in letters.elisions
    return alone and beside and not is_word


def is_spelt_otherwise(scorer: Scorer, edit: Edit) -> bool:
    """Whether what is meant may be the same word in another spelling (pretenses, pretences), which is as near to what
    stands: the context of a language knows one of them, and the text may have the other."""
    stands = lower_case(scorer.words.reading[edit.start : edit.end])
    meant = lower_case(edit.after)
    if len(meant) < SPELT:
        return False
    near = Levenshtein.distance(stands, meant)
    others = scorer.lexicon.spelt_otherwise(meant)
    return any(other != stands and Levenshtein.distance(stands, other) <= near for other in others)
