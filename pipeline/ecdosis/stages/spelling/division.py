"""Words with no space between them (`3day`, `IHave`), and words that a space divides (`hos pital`, `predomi nant`).

A number, or a letter that is a word by itself, with no space before the next word is the author's, and never taken out
as if it had been put in; that it is a word of its own is asked. A divided word is told by how seldom its halves are
words, and how often they are one together: where lines were joined without their hyphens, both may be words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import BRIEF, LEAST, forms
from ecdosis.stages.spelling.rules import CLEAN, FITTING, HALF, JOINED, MOST, NOISY, TOGETHER, WHOLE, SpellingRule
from ecdosis.stages.spelling.spelling import STRANGE
from ecdosis.stages.spelling.words import Word, likelier

_TOUCHING: Final = frozenset(".,%/:@#$&=+")
"""Signs that join a number to what is before it."""


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """A question about each strange word that begins with a number or such a letter, and proposals for the words that
    are divided."""
    for index, word in enumerate(scorer.words.words):
        meant = scorer.finder.divided(word.text) if scorer.finder.is_strange(index) else ""
        if meant and not _is_no_slip(scorer, index):
            what = "a number" if word.text[0].isdigit() else "a word of one letter"
            why = f"lexicon: “{word.text}” is no word; {what} may stand without a space before the next word."
            yield Edit(word.start, word.end, meant, "word-division", by, SpellingRule.DIVIDED, why, safe=False)
    yield from halves(scorer, by)
    yield from printed(scorer, by)


def _is_no_slip(scorer: Scorer, index: int) -> bool:
    """Whether a number or a letter before a word is no word of its own: in a noisy scan it is a speck, or what is left
    of another letter (of 31 such questions none was right); what a sign touches is a part of a number or an address
    (0.5lines, %20https); a number before a capital where a sentence begins is that of a note (1Project)."""
    words, word = scorer.words, scorer.words.words[index]
    if scorer.noise_units >= NOISY or words.reading[max(0, word.start - 1) : word.start] in _TOUCHING:
        return True
    return words.opens(index) and word.text[0].isdigit() and any(map(str.isupper, word.text))


def halves(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for two words that are halves of one: certain in a scan with slips, asked in a clean text."""
    words, listed = scorer.words, forms(scorer.lexicon.language)
    for index, (one, two) in enumerate(zip(words.words, words.words[1:], strict=False)):
        if words.reading[one.end : two.start] != " ":
            continue
        whole = one.lower + two.lower
        if not listed and scorer.lexicon.frequency(whole) <= LEAST:  # most pairs are no word at all
            continue
        together = _together(scorer, one, two)
        if together and whole in listed and not (one.lower in listed and two.lower in listed) and len(two.text) > 1:
            yield from _no_words(scorer, index, together, by)
            continue
        if together < TOGETHER:
            continue
        known = scorer.lexicon.is_common(whole) and not all(map(scorer.is_abroad, (index, index + 1)))
        fit = _fit(scorer, index, whole)
        if not known or fit < FITTING or any(map(words.is_hyphenated, (index, index + 1))):
            continue
        often = f"{10 ** min(MOST, together):,.0f} times as common"
        why = f"lexicon: “{one.text + two.text}” is {often} as the two beside each other"
        why += (f"; context: it fits its neighbours {likelier(fit)}" if fit else "") + "."
        safe = scorer.noise_units >= CLEAN and scorer.foreignness(index) < STRANGE  # ad dict. in Latin
        rule = SpellingRule.HALVES if safe else SpellingRule.HALVES_DOUBTED
        yield Edit(one.start, two.end, one.text + two.text, "word-division", by, rule, why, safe)


def _no_words(scorer: Scorer, index: int, together: float, by: str) -> Iterator[Edit]:
    """A proposal for two words that make one together and are not both words, where all forms are known."""
    words = scorer.words
    one, two = words.words[index : index + 2]
    lexicon, listed = scorer.lexicon, forms(scorer.lexicon.language)
    strange = [
        word
        for word in (one, two)
        if word.lower not in listed and (len(word.text) <= BRIEF or not lexicon.has(word.lower))
    ]
    whole = one.lower + two.lower
    otherwise = "c" if one.text[0].islower() else "" if words.opens(index) else "s"
    cased = not listed[whole] or listed[whole] != otherwise
    foreign = all(map(scorer.is_abroad, (index, index + 1)))
    small = common_words(lexicon.language)
    usual = together < HALF and (one.lower in small or two.lower in small)  # la ques[tion]
    if not strange or usual or not cased or foreign or len(whole) < WHOLE or lexicon.frequency(whole) < JOINED:
        return
    alone = any(scorer.lexicon.own.letters.stands_alone(word.text) or len(word.text) == 1 for word in strange)
    if alone or words.is_elided(index) or any(map(words.is_hyphenated, (index, index + 1))):
        return
    why = f"lexicon: “{one.text}{two.text}” is a word, “{strange[0].text}” is none."
    yield Edit(one.start, two.end, one.text + two.text, "word-division", by, SpellingRule.HALVES_NONE, why)


def printed(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for the printer's hyphens that are left inside words, where lines were joined (adminis-tration): in
    languages of which all forms are known."""
    words, lexicon = scorer.words, scorer.lexicon
    for index, (one, two) in enumerate(zip(words.words, words.words[1:], strict=False)):
        if not words.is_hyphen(index) or words.beside_hyphens(index)[1:] or words.beside_hyphens(index + 1)[1:]:
            continue
        whole = one.lower + two.lower
        alike = two.text.islower() or (one.text.isupper() and two.text.isupper())
        half = not lexicon.has(two.lower) or not (lexicon.has(one.lower) or one.lower in lexicon.own.affixes.prefixes)
        if alike and whole.isalpha() and half and whole in forms(lexicon.language):
            why = f"lexicon: “{one.text}{two.text}” is a word, and not both of its halves are."
            yield Edit(one.start, two.end, one.text + two.text, "word-division", by, SpellingRule.PRINTED, why)


def _together(scorer: Scorer, one: Word, two: Word) -> float:
    """How much commoner two words are as one than by chance beside each other, as log10; nothing if they are written so
    that they cannot be one."""
    alike = two.text.islower() or (one.text.isupper() and two.text.isupper())
    if not (alike and one.text.isalpha() and two.text.isalpha()):
        return 0.0
    known = scorer.lexicon.frequency
    return known(one.lower + two.lower) - known(one.lower) - known(two.lower)


def _fit(scorer: Scorer, index: int, whole: str) -> float:
    """How much better one word fits its neighbours than the two, as log10."""
    if scorer.model is None:
        return 0.0
    lift = scorer.model.between(scorer.words.before(index), scorer.words.after(index + 1))
    return lift([whole]) - lift([word.lower for word in scorer.words.words[index : index + 2]])
