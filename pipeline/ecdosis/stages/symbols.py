"""Characters that a word processor writes in its own way: the bullets of symbol fonts, and its two hyphens.

A symbol font has no letters; what is set in it is stored as U+F000 and the number of the sign in that font, and stays
behind as that when the text is saved as plain text or taken out of a PDF. Which font it was, nothing says. So only
what can be but one thing where it stands is read: the bullets that Word offers for lists, at the beginning of a line.
Anything else of the private use area stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ecdosis.model.pieces import Change, Edit, leaves
from ecdosis.model.text import Text
from ecdosis.stages.encoding_rules import EncodingRule

BULLETS: Final[Mapping[str, tuple[str, str]]] = {
    "\uf0b7": ("•", "Symbol"),
    "\uf06e": ("■", "Wingdings"),
    "\uf076": ("❖", "Wingdings"),
    "\uf0a7": ("▪", "Wingdings"),
    "\uf0d8": ("➢", "Wingdings"),
    "\uf0fc": ("✓", "Wingdings"),
}
"""The signs of Word’s library of bullets -> what they are, and their font. Sources: Adobe Symbol Encoding to Unicode
(unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt, B7); Wingdings as A. Wood lists it beside Unicode
(alanwood.net/demos/wingdings.html: 6E, 76, A7, D8, FC). In the other font each is a sign that nobody sets before an
item (a clock face; nu, pi with a bar, club, not, a piece of a bracket)."""
OLD_FIGURES: Final[Mapping[str, str]] = {chr(0xF730 + n): str(n) for n in range(10)}
"""Old-style figures as Adobe’s fonts name them (zerooldstyle;F730 to nineoldstyle;F739, Adobe Glyph List 2.0)."""
HYPHENS: Final[Mapping[str, tuple[str, str, str]]] = {
    "\x1e": ("-", "mojibake", "a hyphen at which no line breaks"),
    "\x1f": ("", "soft-hyphen", "a place where a word may be divided"),
}
"""Control characters of Word -> their reading, the kind of change, what they mean (Find and Replace: ^~ is character
30, ^- is character 31)."""

_MISREAD: Final = {sign.encode().decode("cp1252"): sign for sign in "\uf0b7\uf0a7\uf0d8\uf0fc"}
"""The same, where UTF-8 was read as Windows-1252 (`ï‚·`), which ftfy takes for letters; those that are characters
there."""
_BULLET: Final = re.compile(rf"(?:^|(?<=\n))[ \t\xa0]*({'|'.join([*BULLETS, *_MISREAD])})(?=\s|$)")
_LOST: Final = re.compile(r"\(cid:\d{1,5}\)")
"""What pdfminer puts for a character of a PDF’s font of which it knows but the number."""
_LOST_BULLET: Final = re.compile(r"(?:^|(?<=\n))[ \t\xa0]*(\(cid:\d{1,5}\))(?=[ \t]\S)")
ITEMS: Final = 3
"""Lines of a text that begin with a lost character, from which it is a bullet, if it stands nowhere else."""
_FIGURES: Final = re.compile(rf"[{''.join(OLD_FIGURES)}]")


def edits(reading: str, _language: str, by: str) -> Iterator[Edit]:
    """The bullets and figures of symbol fonts as what they are."""
    for match in _BULLET.finditer(reading):
        code = _MISREAD.get(match[1], match[1])
        sign, font = BULLETS[code]
        why = f"The sign {ord(code) - 0xF000:02X} of the font {font}, a bullet of Word’s at the beginning of a line."
        yield Edit(match.start(1), match.end(1), sign, "mojibake", by, EncodingRule.SYMBOL, why)
    yield from _lost_bullets(reading, by)
    for match in _FIGURES.finditer(reading):
        why = f"U+{ord(match.group()):04X} is an old-style figure in Adobe’s fonts."
        yield Edit(match.start(), match.end(), OLD_FIGURES[match.group()], "mojibake", by, EncodingRule.SYMBOL, why)


def _lost_bullets(reading: str, by: str) -> Iterator[Edit]:
    """The bullets of which a PDF gave but their numbers in a font."""
    everywhere = Counter(match.group() for match in _LOST.finditer(reading))
    found = list(_LOST_BULLET.finditer(reading))
    leading = Counter(match[1] for match in found)
    for match in found:
        if everywhere[match[1]] == leading[match[1]] >= ITEMS:
            why = f"The PDF does not say what the character {match[1]} of its font is; it only ever begins lines."
            yield Edit(match.start(1), match.end(1), "•", "mojibake", by, EncodingRule.LOST_BULLET, why)


def hyphens(text: Text, by: str) -> Iterator[Edit]:
    """The hyphens of Word between two letters."""
    reading = text.reading
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        if not isinstance(piece, Change) or piece.kind != "control" or not 0 < offset < len(reading) - 1:
            continue
        character = "".join(text.source[leaf.start : leaf.end] for leaf in leaves((piece,)))
        if character in HYPHENS and reading[offset - 1].isalpha() and reading[offset + 1].isalpha():
            after, kind, means = HYPHENS[character]
            why = f"Word writes {means} as the control character U+{ord(character):04X}."
            yield Edit(offset, offset + 1, after, kind, by, EncodingRule.WORD_HYPHEN, why)
