"""Two copies of a text, and which character of the one is which of the other: by what counts when copies are compared.

That is what is no blank, no hyphen or dash and no mark of italics: so lines may be broken elsewhere, words divided or
whole, dashes long or short. Quotation marks have one form, a ligature is its letters; capitals remain capitals.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from ecdosis.tei.align import Hunk, hunks

DASHES: Final = "\\-\u00ad\u00ac\u2010-\u2015\u2212_"
"""What is not counted (in a class of characters): hyphens, also the soft one and that of typewriters (U+00AC), dashes,
and the mark of italics."""
_TOKEN: Final = re.compile(rf"\d+|[^\W\d_]+|[^\s{DASHES}\ufeff]")
_MARKS: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'"))
LETTERS: Final = 4_000_000
"""Characters of one stretch that differs times those of the other, up to which they are compared one by one."""
RUN: Final = 3
"""Characters after each other that two stretches have in common; fewer are there by chance."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What counts of a text: its words and marks (`tokens`), where in `solid`, all of them together, each begins, and
    the place of each character of that in the text (`positions`)."""

    tokens: Sequence[str]
    starts: Sequence[int]
    solid: str
    positions: Sequence[int]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """What of `solid` stands between two places of the text."""
        return bisect_left(self.positions, start), bisect_left(self.positions, end)


def folded(words: str) -> str:
    """What counts of some words."""
    return "".join(_one_form(character) for match in _TOKEN.finditer(words) for character in match[0])


def copy_of(text: str) -> Copy:
    """What counts of a text."""
    tokens, starts, positions = [], array("L"), array("L")
    for match in _TOKEN.finditer(text):
        starts.append(len(positions))
        if match[0].isascii():
            tokens.append(match[0].translate(_MARKS))
            positions.extend(range(match.start(), match.end()))
            continue
        forms = [_one_form(character) for character in match[0]]
        tokens.append("".join(forms))
        for place, form in enumerate(forms, match.start()):
            positions.extend([place] * len(form))
    starts.append(len(positions))
    return Copy(tokens, starts, "".join(tokens), positions)


def _one_form(character: str) -> str:
    """A character in its one form, which may be several."""
    return unicodedata.normalize("NFKC", character.translate(_MARKS)).translate(_MARKS)


def aligned(old: Copy, new: Copy) -> Sequence[int]:
    """For each character that counts of the old copy, which of the new it is; -1 for none."""
    to = array("l", [-1]) * len(old.solid)
    end = Hunk(len(old.tokens), len(old.tokens), len(new.tokens), len(new.tokens))
    at = other = 0
    for hunk in (*hunks(old.tokens, new.tokens), end):
        until, its = old.starts[hunk.start], new.starts[hunk.first]
        to[at:until] = array("l", range(other, its))
        at, other = old.starts[hunk.end], new.starts[hunk.last]
        for start, first, length in _in_common(old.solid[until:at], new.solid[its:other]):
            to[until + start : until + start + length] = array("l", range(its + first, its + first + length))
    return to


def _in_common(old: str, new: str) -> list[tuple[int, int, int]]:
    """The runs of characters that two stretches have in common: where each begins in both, and how long it is."""
    if not old or not new or len(old) * len(new) > LETTERS:
        return []
    blocks = Levenshtein.opcodes(old, new)
    equal = [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in blocks if op.tag == "equal"]
    return [run for run in equal if run[2] >= RUN]
