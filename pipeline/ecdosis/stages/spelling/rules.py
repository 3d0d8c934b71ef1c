"""The rules of the stage `spelling`, each with how sure its findings are (`ecdosis.evidence`)."""

from __future__ import annotations

import re
from typing import Final

from ecdosis.evidence import Rule


class SpellingRule(Rule):
    """What is not weighed by the judgement of words."""

    TWICE = 0.97, "a word that never stands twice, does"
    TWICE_DOUBTED = 0.6, "a word that hardly ever stands twice, does"
    PARTED = 0.5, "any slip of words between which a page, a note or a paragraph ends"
    ARTICLE = 0.96, "a before a vowel, or an before a consonant"
    ARTICLE_DOUBTED = 0.6, "the same, where a may be no article or the text does so often"
    DIVIDED = 0.8, "a number, or a letter that is a word, with no space before the next word"
    HALVES = 0.98, "two words that are hardly ever beside each other and common as one"
    HALVES_DOUBTED = 0.8, "the same in a text with few slips"
    HALVES_NONE = 0.98, "two words, one of them none, that make one together"
    PRINTED = 0.97, "a hyphen inside a word, one half of which is no word"
    SIGN = 0.95, "a sign inside a word, for letters or put in"
    ELIDED = 0.96, "an elision that lacks its apostrophe, or has a misread letter before it"
    YEAR = 0.95, "a year glued to a word, which stands apart elsewhere"
    YEAR_DOUBTED = 0.7, "a year glued to a word"
    NO_BLANK = 0.93, "no space after a mark, or before a bracket"
    MARK_TWICE = 0.9, "a mark of punctuation twice"
    LAST_HYPHEN = 0.6, "a compound that lacks its last hyphen"
    DIGIT = 0.5, "a digit alone among words that may be a dash"
    UNBALANCED = 0.5, "a mark that is opened and not closed, or closed and not opened"
    REAL_WORD = 0.9, "a word that hardly fits, misread as others of this text are"
    REAL_WORD_DOUBTED = 0.5, "a word that hardly fits"
    ONE = 0.96, "the digit 1 for the word I, by its neighbours, again and again"
    TITLE = 0.94, "a letter in a title before a name, in a noisy scan"
    SMALL = 0.92, "the capital of a small word inside a sentence of a noisy scan"
    NAME_DOUBTED = 0.3, "a name that the text has in another form"
    LANGUAGETOOL = 0.4, "what LanguageTool finds wrong: about as many are good as not"


CLEAN: Final = 1.5
"""A text with few slips: the logarithm (base 2) of one more than those in 1,000 words."""
NOISY: Final = 3.5
"""The same from which words are read by their neighbours as well: one in a hundred words seems a slip, counted once."""
WORTH_ASKING: Final = 0.8
"""In such a text, how sure a doubt about a word must be to be worth an editor's time: of less sure ones nearly none was
right in six proofread books."""
WORTH_ASKING_IN_DIRT: Final = 0.4
"""The same where a scan has many slips: of the less sure ones a quarter was right, of the others four of seven."""
WORTH_PARTING: Final = 0.6
"""The same of a doubt whether two words run together, where all forms are known: of less sure ones in German and French
none of nine was right, which were rare words and names."""
WORTH_PARTING_IN_NOISE: Final = 0.75
"""The same in a noisy scan, whose reader parts what surely runs together: of less sure ones three of 46 were right."""
SOILED: Final = "^*&;«»|"
"""Signs that specks, folds and pictures leave beside a word, of which then more is lost than its letters say."""
ENDING: Final = ";*»"
"""Those that may end a word in print, if no more follows without a blank."""
LONGEST_ASIDE: Final = 600
"""Characters within which a bracket is closed."""
WIDEST_DIRT: Final = 5
"""Characters of blanks and specks that part a word."""
LAST_LETTERS: Final = "fijlt"
"""Letters (in small letters) that a scan reads for the word I, an exclamation mark or a semicolon at a word’s end: one
of these is not taken out without a question."""
PROSE: Final = 0.5
"""The share of a line's characters that stand in words of three letters and more: where it is less, a line is a table,
code, or what a scan made of a picture, and its marks say nothing."""
AROUND: Final = 40
"""Characters before and behind a mark that are looked at."""
WORDED: Final = re.compile(r"[^\W\d_]{3,}")
"""Such words."""
CARRIED: Final = 1
"""Paragraphs over which a quotation may go on without being opened again."""
HABIT: Final = 5
"""Strange words that a confusion must explain to be a habit of a scan."""
FAR_COMMONER: Final = 3.5
"""Log10 units by which a word must be commoner than what a habit makes of it, for that to say nothing by coming
again."""
CHEAPEST: Final = 0.3
"""Log10: a habit is read so at most every other time."""
HABITS_IN_A_WORD: Final = 3
"""Letters of one word that habits are looked for in at once."""
PLACES: Final = 8
"""A word with more places where a habit may have been at work is not looked at."""
RUINED: Final = 5.0
"""A text with so many slips (as CLEAN) that most of its words are misread: of changes of BRIEF words that were less
sure than 0.96 (`in_ruins` of English) two of three were right there."""
BRIEF: Final = 5
"""Letters of a word that may stand for many."""
TOGETHER: Final = 5.0
"""Log10 units by which a word must be commoner than its halves are beside each other by chance: in newspapers 260 of
265 such were divided, in 250,000 words of clean prose two stand apart."""
MOST: Final = 8.0
"""Log10: more is not said, since of what no list has nobody knows how rare it is."""
WHOLE: Final = 6
"""Letters that such a word must have: shorter ones are soon made of two words of another language (to be)."""
JOINED: Final = -7.0
"""Log10: rarer words are not made of two, one of which is none."""
HALF: Final = 3.0
"""The same where one of the two is misread, which then is left (enjoy able; not horse play)."""
FITTING: Final = -2.5
"""Log10 units by which it may fit its neighbours worse than they."""
PARTING: Final = frozenset('^~*&<>|\\}{%=+■•°§!:;?"#')
"""Signs that specks put inside words; brackets are an editor's."""
INSIDE: Final = 5.5
"""Log10 units by which a word must be commoner than the two that a sign makes of it are beside each other by chance: in
sentences of newspapers all 24 such were right."""
MENDED_SIGNS: Final = -5.5
"""Log10: rarer words are not put for one with a sign in it."""
SHORTEST: Final = 3
"""Letters of a word that is."""
