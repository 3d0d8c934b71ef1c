"""Words with no space between them (`3day`, `IHave`), and words that a space divides (`hos pital`, `predomi nant`).

A number, or a letter that is a word by itself, with no space before the next word is the author's, and never taken out
as if it had been put in; that it is a word of its own is asked. A divided word is told by how seldom its halves are
words, and how often they are one together: where lines were joined without their hyphens, both may be words.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.rules import CLEAN, FITTING, MOST, TOGETHER, SpellingRule
from ecdosis.stages.spelling.words import Word, likelier


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """A question about each strange word that begins with a number or such a letter, and proposals for the words that
    are divided."""
    for index, word in enumerate(scorer.words.words):
        meant = scorer.finder.divided(word.text) if scorer.finder.is_strange(index) else ""
        if meant:
            what = "a number" if word.text[0].isdigit() else "a word of one letter"
            why = f"lexicon: “{word.text}” is no word; {what} may stand without a space before the next word."
            yield Edit(word.start, word.end, meant, "word-division", by, SpellingRule.DIVIDED, why, safe=False)
    yield from halves(scorer, by)


def halves(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for two words that are halves of one: certain in a scan with slips, asked in a clean text."""
    words = scorer.words
    for index, (one, two) in enumerate(zip(words.words, words.words[1:], strict=False)):
        together = _together(scorer, one, two)
        if together < TOGETHER or words.reading[one.end : two.start] != " ":
            continue
        whole = one.lower + two.lower
        known = scorer.lexicon.is_common(whole) and not all(map(scorer.is_abroad, (index, index + 1)))
        fit = _fit(scorer, index, whole)
        if not known or fit < FITTING or any(map(words.is_hyphenated, (index, index + 1))):
            continue
        often = f"{10 ** min(MOST, together):,.0f} times as common"
        why = f"lexicon: “{one.text + two.text}” is {often} as the two beside each other"
        why += (f"; context: it fits its neighbours {likelier(fit)}" if fit else "") + "."
        safe = scorer.noise_units >= CLEAN
        rule = SpellingRule.HALVES if safe else SpellingRule.HALVES_DOUBTED
        yield Edit(one.start, two.end, one.text + two.text, "word-division", by, rule, why, safe)


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
