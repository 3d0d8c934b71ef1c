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
    YEAR = 0.95, "a year glued to a word, which stands apart elsewhere"
    YEAR_DOUBTED = 0.7, "a year glued to a word"
    NO_BLANK = 0.93, "no space after a mark, or before a bracket"
    MARK_TWICE = 0.9, "a mark of punctuation twice"
    LAST_HYPHEN = 0.6, "a compound that lacks its last hyphen"
    DIGIT = 0.5, "a digit alone among words that may be a dash"
    UNBALANCED = 0.5, "a mark that is opened and not closed, or closed and not opened"
    REAL_WORD = 0.9, "a word that hardly fits, misread as others of this text are"
    REAL_WORD_DOUBTED = 0.14, "a word that hardly fits"
    NAME_DOUBTED = 0.3, "a name that the text has in another form"
    LANGUAGETOOL = 0.4, "what LanguageTool finds wrong: about as many are good as not"


CLEAN: Final = 1.5
"""A text with few slips: the logarithm (base 2) of one more than those in 1,000 words."""
WORTH_ASKING: Final = 0.8
"""In such a text, how sure a doubt about a word must be to be worth an editor's time: of less sure ones nearly none was
right in six proofread books."""
WORTH_ASKING_IN_DIRT: Final = 0.4
"""The same where a scan has many slips: of the less sure ones a quarter was right, of the others four of seven."""
SOILED: Final = "^*&;«»|"
"""Signs that specks, folds and pictures leave beside a word, of which then more is lost than its letters say."""
PROSE: Final = 0.5
"""The share of a line's characters that stand in words of three letters and more: where it is less, a line is a table,
code, or what a scan made of a picture, and its marks say nothing."""
WORDED: Final = re.compile(r"[^\W\d_]{3,}")
"""Such words."""
CARRIED: Final = 1
"""Paragraphs over which a quotation may go on without being opened again."""
