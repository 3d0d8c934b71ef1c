"""Garbled pages: what a reading program made of a picture, a stamp, or print that shines through the paper. Hardly
anything on such a page is a word or number, and many signs of many kinds stand among the letters.

That signs outnumber what a word is made of, and that letters without a vowel or with capitals inside are none, are
rules of Taghva, Nartker, Condit and Borsack, “Automatic removal of ‘garbage strings’ in OCR text” (2001). They judged
words; a whole page is judged here, since a word that is misread beyond recognition is still the author's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

WORDS: Final = 0.15
"""Share of the characters of such a page, blanks apart, that are words and numbers, at most: in the scans of the
development library garbled pages have 0.09 at most, the worst page of the text 0.28."""
SIGNS: Final = 0.4
"""Share that are neither letters nor figures, at least."""
KINDS: Final = 5
"""Different signs, at least: initials, rules, ornaments and figures of verse have fewer."""
LETTERS: Final = 2
"""Letters of a word that is told from dirt by its letters alone."""
SUMS: Final = 2
"""Lines with a sign between figures or letters, of a page of formulas."""
_EDGES: Final = re.compile(r"\A[\W_]+|[\W_]+\Z")
_NUMBER: Final = re.compile(r"\d[\d.,:]*")
_PARTS: Final = re.compile(r"['’-]")
_WORD: Final = re.compile(rf"[^\W\d_]{{{LETTERS},}}")
_VOWEL: Final = re.compile(r"[aeiouyà-öø-ÿāăēĕīĭōŏœūŭ]", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"[^\W\d_\u0000-\u024f]")
"""A letter of another script than the Latin: what a word is there is not known."""
_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_a-z](?:\s[^\W\d_a-z]){2,}(?!\w)")
"""Capitals of a heading that a printer spaced out."""
_SUM: Final = re.compile(r"\w\s?[=+×÷≤≥]\s?\w")


def is_garbled(lines: Sequence[str]) -> bool:
    """Whether the lines of a page are garbled."""
    signs = [sign for line in lines for sign in line if not sign.isspace()]
    odd = [sign for sign in signs if not sign.isalnum()]
    if len(odd) < SIGNS * len(signs) or len(set(odd)) < KINDS or sum(map(_is_sum, lines)) >= SUMS:
        return False
    return sum(map(_words, lines)) <= WORDS * len(signs)


def is_wild(line: str) -> bool:
    """Whether hardly anything of a line is a word or a number."""
    return _words(line) <= WORDS * sum(1 for sign in line if not sign.isspace())


def _words(line: str) -> int:
    """The characters of a line that are words and numbers, or capitals that a printer spaced out."""
    spaced = sum(len(found[0].split()) for found in _SPACED.finditer(line))
    return spaced + sum(map(_worded, line.split()))


def _is_sum(line: str) -> bool:
    return _SUM.search(line) is not None


def _worded(token: str) -> int:
    """The characters of a token that are a word or number; 0 if some of it are none."""
    bare = _EDGES.sub("", token)
    if _NUMBER.fullmatch(bare) or _FOREIGN.search(bare):
        return len(bare)
    parts = _PARTS.split(bare)
    return len(bare) if all(map(_may_be_word, parts)) else 0


def _may_be_word(part: str) -> bool:
    """Whether letters may be a word: with a vowel, and no capitals but the first or all."""
    cased = part.islower() or part.isupper() or part.istitle()
    return cased and _WORD.fullmatch(part) is not None and _VOWEL.search(part) is not None
