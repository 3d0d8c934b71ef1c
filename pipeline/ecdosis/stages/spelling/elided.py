"""Elisions that a scan damaged, in languages that join small words to the next by an apostrophe.

It is lost behind the small word (`l autre`, `quil`), or stands between blanks (`l ' autre`); the letter before it is
misread (`G'est`), or both are one (`YEurope`, in italics).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ecdosis.languages.detect import common_words
from ecdosis.model.pieces import Edit
from ecdosis.stages.spelling.confusion import confusions
from ecdosis.stages.spelling.judgement import Scorer
from ecdosis.stages.spelling.lexicon import forms
from ecdosis.stages.spelling.rules import CLEAN, SpellingRule
from ecdosis.stages.spelling.words import APOSTROPHES, Word

LONG: Final = 5
"""Letters of a word to which another may be glued: shorter ones are in any string."""
ITALIC: Final = "Y"
"""The letter for which a scan takes an l with its apostrophe in italics."""
_ALONE: Final = frozenset("ay")
"""The words of one letter that follow an elision (il l'a, j'y vais)."""
_NEVER: Final = frozenset(("et", "ou"))
"""Small words that never do (les droites d et e)."""
_BETWEEN: Final = re.compile(r" ['’]? ?|['’] ")
"""What stands between an elision and the next word, if it is damaged."""
_SPLIT: Final = re.compile(r"([^\W_]{1,2})['’]([^\W\d_]+)")


def edits(scorer: Scorer, by: str) -> Iterator[Edit]:
    """Proposals for them: certain in a scan with slips, asked in a clean text, where a letter may stand for itself."""
    words, letters = scorer.words, scorer.words.letters
    if not letters.elisions:
        return
    for index, word in enumerate(words.words):
        meant = _glued(scorer, index) or _misread(scorer, word) or _of_italics(scorer, index)
        end = word.end
        if not meant and (meant := _parted(scorer, index)):
            end = words.words[index + 1].end
        if meant:
            stands = words.reading[word.start : end]
            why = f"lexicon: “{stands}” is no word; confusion: the apostrophe of an elision."
            kind = "word-division" if stands.replace(" ", "") == meant else "spelling"
            safe = kind == "word-division" or scorer.noise_units >= CLEAN
            yield Edit(word.start, end, meant, kind, by, SpellingRule.ELIDED, why, safe)


def _parted(scorer: Scorer, index: int) -> str:
    """What two words are of which the first is elided, and a blank stands for the apostrophe."""
    words = scorer.words
    if not 0 < index < len(words.words) - 1:
        return ""
    before, one, two = words.words[index - 1 : index + 2]
    between = words.reading[one.end : two.start]
    if (
        not _BETWEEN.fullmatch(between)
        or words.is_elided(index)
        or one.lower not in words.letters.elisions
        or before.text[-1].isdigit()
        or _is_label(scorer, index)
    ):
        return ""
    follows = two.lower in _ALONE or (len(two.text) > 1 and two.lower not in _NEVER)
    whole = one.lower + two.lower in common_words(scorer.lexicon.language)  # l es, s on
    if not follows or (whole and between == " ") or not _may_follow(scorer, one.lower, two.lower):
        return ""
    mark = between.strip()
    return f"{one.text}{mark}{two.text}" if mark else _joined(scorer, one.text, two.text)


def _is_label(scorer: Scorer, index: int) -> bool:
    """Whether a letter may be the label of an item, an initial or a sign: it stands at the beginning in small letters,
    has a capital inside a sentence, or before what is no small word, or a mark before it."""
    words, word = scorer.words, scorer.words.words[index]
    opens, capital = words.opens(index), word.text[0].isupper()
    small = words.words[index + 1].text in common_words(scorer.lexicon.language)
    return opens != capital or (capital and not small) or words.reading[word.start - 1] not in " \n“«"


def _glued(scorer: Scorer, index: int) -> str:
    """What a strange word is of which the beginning is elided, and the apostrophe is lost."""
    words, word = scorer.words, scorer.words.words[index]
    if not scorer.finder.is_strange(index) or word.text[0].isupper():  # which may be a name (Lolive)
        return ""
    if words.is_hyphenated(index) or words.is_elided(index) or words.is_half(index):
        return ""
    for length in (1, 2):
        first, rest = word.text[:length], word.text[length:]
        if first.lower() not in words.letters.before_any or not rest.islower():
            continue
        small = length > 1 and rest in common_words(scorer.lexicon.language) and rest[0] != "e"  # ques[tion]
        known = small or (len(rest) >= LONG and rest in forms(scorer.lexicon.language))
        if known and _may_follow(scorer, first.lower(), rest):
            return _joined(scorer, first, rest)
    return ""


def _misread(scorer: Scorer, word: Word) -> str:
    """What a word is that has a letter which is no elision before an apostrophe, if it is misread from just one."""
    match = _SPLIT.fullmatch(word.text)
    if not match or match[1].lower() in scorer.words.letters.elisions:
        return ""
    pairs = confusions(scorer.lexicon.language).pairs.get(match[1], ())
    elisions = [one for one, _, _ in pairs if one.lower() in scorer.words.letters.elisions]
    meant = [one for one in elisions if _may_follow(scorer, one.lower(), match[2].lower())]
    return _joined(scorer, meant[0], match[2]) if len(meant) == 1 else ""


def _of_italics(scorer: Scorer, index: int) -> str:
    """What a word is that has a Y before a capital inside a sentence, for an l with its apostrophe."""
    words, word = scorer.words, scorer.words.words[index]
    if word.text[0] != ITALIC or words.opens(index) or not word.text[1:2].isupper():
        return ""
    rest = word.text[1:]
    named = rest.istitle() and _may_follow(scorer, "l", rest.lower())
    return _joined(scorer, "l", rest) if named else ""


def _may_follow(scorer: Scorer, first: str, lower: str) -> bool:
    """Whether a word may stand behind an elision: it is one, and begins with a vowel or a mute h; behind those that
    stand before verbs alone, a small word."""
    if first not in scorer.words.letters.before_any and lower not in common_words(scorer.lexicon.language):
        return False
    opens = lower[0] in scorer.words.letters.vowels | {"h", scorer.words.letters.half}
    return opens and scorer.lexicon.has(lower.translate(APOSTROPHES)) and lower.isalpha()


def _joined(scorer: Scorer, first: str, rest: str) -> str:
    """Two words with the apostrophe that the text has."""
    reading = scorer.words.reading
    return f"{first}{'’' if reading.count('’') >= reading.count(chr(39)) else chr(39)}{rest}"
