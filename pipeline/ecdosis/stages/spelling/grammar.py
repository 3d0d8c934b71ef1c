"""Slips of grammar that need no parser: a small word twice, `a` before a vowel, a year glued to a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import begins_with_vowel
from ecdosis.stages.spelling.rules import NOISY, SpellingRule
from ecdosis.stages.spelling.words import Words

OFTEN: Final = 10_000
"""Words for one wrong article; a text that has more, at least two, has a way of its own with them (“an” for and)."""
FITS: Final = 1.5
"""Log10 units by which the other form of an article must fit its neighbours better."""
_YEAR: Final = re.compile(r"(?<!\w)([A-Za-z]+[a-z]{2})((?:1[4-9]|20)\d\d)(?![\w.])")
_BEFORE_YEAR: Final = re.compile(r"(?<!\w)([A-Za-z]+) (?:1[4-9]|20)\d\d(?!\w)")


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for slips of grammar, as far as the language has rules that need no parser."""
    words = scorer.words
    articles: list[Edit] = []
    for index in range(len(words.words) - 1):
        yield from _twice(scorer, index, by)
        articles += _article(scorer, index, by)
    alike = Counter(edit.after for edit in articles)
    for edit in articles:
        often = alike[edit.after] > 1 + len(words.words) / OFTEN
        yield replace(edit, safe=False, certainty=SpellingRule.ARTICLE_DOUBTED) if often else edit
    apart = {match[1] for match in _BEFORE_YEAR.finditer(words.reading)}
    for match in _YEAR.finditer(words.reading):
        if scorer.lexicon.has(match[1].lower()):
            yield from _glued(match, match[1] in apart, by)


def _twice(scorer: Scorer, index: int, by: str) -> Iterator[Edit]:
    """A word that stands twice, with one blank between."""
    words, grammar = scorer.words, scorer.lexicon.own.grammar
    first, second = words.words[index], words.words[index + 1]
    lower = first.lower
    if lower != second.lower or words.reading[first.end : second.start] != " " or second.text[0].isupper():
        return
    if words.reading[second.end : second.end + 1] in ("-", "\u2010"):  # part of a compound (to to-morrow)
        return
    thrice = any(
        other.lower == lower for other in (*words.words[index + 2 : index + 3], *words.words[max(0, index - 1) : index])
    )
    if not thrice and lower in grammar.never_twice | grammar.hardly_twice:
        safe = lower in grammar.never_twice and _runs_on(words, second.end)
        why = f"grammar: “{first.text}” stands twice."
        rule = SpellingRule.TWICE if safe else SpellingRule.TWICE_DOUBTED
        yield Edit(first.end, second.end, "", "doubled-word", by, rule, why, safe)


def _runs_on(words: Words, end: int) -> bool:
    """Whether a word follows in the same clause: a word that is spoken of (“not ‘of’ of”) is mostly at its end."""
    return re.match(r" [^\W\d_]", words.reading[end : end + 2]) is not None


def _is_article(scorer: Scorer, index: int) -> bool:
    """Whether a word is an article beyond doubt: not the end of a word that was torn (Eriv an), and the
    other form fits better."""
    words = scorer.words
    if index and not scorer.lexicon.has(words.words[index - 1].lower):
        return False
    if scorer.model is None:
        return True
    before, after = words.before(index), words.after(index)
    stands = words.words[index].text
    other = scorer.lexicon.own.grammar.articles.other(stands)
    return scorer.model.lift([other], before, after) - scorer.model.lift([stands], before, after) > FITS


def _article(scorer: Scorer, index: int, by: str) -> Iterator[Edit]:
    """The wrong form of an article (`a` before a vowel), by how the next word is spoken."""
    words, own = scorer.words, scorer.lexicon.own
    forms = own.grammar.articles
    article, word = words.words[index], words.words[index + 1]
    if article.text not in forms.forms:
        return
    if word.lower in own.grammar.never_twice | own.grammar.hardly_twice:  # it is no article: an “and”, the letter a
        return
    if words.reading[article.end : word.start] != " " or not word.text.islower():
        return
    if index and words.reading[article.start - 1 : article.start] not in (" ", "\n", "“", "‘", "(", "—", "–"):
        return
    vowel = begins_with_vowel(own.code).get(word.lower)
    meant = ""
    if article.text == forms.before_consonant and vowel is True and word.lower[0] in own.letters.vowels:
        meant = forms.before_vowel
    elif article.text == forms.before_vowel and vowel is False and word.lower[0] in forms.consonants:
        meant = forms.before_consonant
    # In a noisy scan it is the word behind that is misread (a attachment for a detachment): none of 26 was right.
    noisy, foreign = scorer.noise_units >= NOISY, scorer.is_abroad(index + 1)  # Theater an der Wien
    if meant and len(word.text) > 2 and scorer.lexicon.frequency(word.lower) > -6.0 and not (noisy or foreign):
        why = f"grammar: “{meant}” before “{word.text}”, which is spoken with a {'vowel' if vowel else 'consonant'}."
        safe = _is_article(scorer, index)
        rule = SpellingRule.ARTICLE if safe else SpellingRule.ARTICLE_DOUBTED
        yield Edit(article.start, article.end, meant, "article", by, rule, why, safe)


def _glued(match: re.Match[str], elsewhere: bool, by: str) -> Iterator[Edit]:
    """A year glued to a word; done if the text has the same word before a year `elsewhere`."""
    why = f"marks: no space between “{match[1]}” and {match[2]}" + (", as elsewhere." if elsewhere else ".")
    rule = SpellingRule.YEAR if elsewhere else SpellingRule.YEAR_DOUBTED
    yield Edit(match.start(2), match.start(2), " ", "word-division", by, rule, why, elsewhere)
