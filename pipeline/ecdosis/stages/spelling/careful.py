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
from ecdosis.stages.spelling.lexicon import RAREST, forms
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
MINIMS: Final = "nm"
"""Letters made of the same strokes."""
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
        or begins_before(scorer, index)
        or is_ending_open(scorer, edit)
        or is_spelt_otherwise(scorer, edit)
        or misfits(scorer, index, edit)
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
    beside = reading[edit.end : following.start].isspace()
    if following.lower not in common_words(scorer.lexicon.language) and beside and following.text.islower():
        longer = lower_case(edit.after) + following.lower
        if len(following.text) > 1 and scorer.lexicon.frequency(longer) > RAREST:  # Ha waii ans
            return True
    alone, letters = len(following.text) == 1 and following.text.islower(), scorer.lexicon.own.letters
    elided = following.lower in letters.elisions and reading[following.end : following.end + 1] in "'’ʼ"
    is_word = letters.stands_alone(following.text) or elided
    return alone and beside and not is_word


def begins_before(scorer: Scorer, index: int) -> bool:
    """Whether a word (index) that begins with a vowel may have lost an elision before it, in a language that has some:
    a letter stands there that is no word (I augmentation), or an apostrophe behind a sign (i.'industrie)."""
    words, reading, letters = scorer.words, scorer.words.reading, scorer.lexicon.own.letters
    word = words.words[index]
    if not letters.elisions or word.lower[0] not in letters.vowels | {"h", letters.half}:
        return False
    mark, sign = reading[word.start - 1 : word.start], reading[word.start - 2 : word.start - 1]
    if word.start > 1 and mark in "'’ʼ":
        return not (sign.isalnum() or sign.isspace())
    if not index or reading[words.words[index - 1].end : word.start] != " ":
        return False
    before = words.words[index - 1].text
    return len(before) == 1 and before.isalpha() and not letters.stands_alone(before)


def misfits(scorer: Scorer, index: int, edit: Edit) -> bool:
    """Whether a word with a digit in it fits its neighbours worse as it is read than as it stands: it may be another
    word, or a scrap of something else (e1se in the midst of what is lost)."""
    words, text = scorer.words, scorer.words.reading[edit.start : edit.end]
    if scorer.model is None or not any(map(str.isdigit, text)) or words.words[index].end != edit.end:
        return False
    lift = scorer.model.between(words.before(index), words.after(index))
    return lift([lower_case(edit.after)]) < lift([words.words[index].lower])


def is_ending_open(scorer: Scorer, edit: Edit) -> bool:
    """Whether the last letter of what is meant stands as several and may be the other of MINIMS, which then makes
    another form of the word (weiteii: weiten, weitem), where no context tells."""
    stands, meant = lower_case(scorer.words.reading[edit.start : edit.end]), lower_case(edit.after)
    if scorer.model or meant[-1:] not in MINIMS or len(stands) <= len(meant) or stands[-1] == meant[-1]:
        return False
    return any(meant[:-1] + other in forms(scorer.lexicon.language) for other in MINIMS if other != meant[-1])


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
