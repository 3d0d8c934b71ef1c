"""The lines of a paragraph in Markdown: where they are parted, how far they reach, and what is only a picture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ecdosis.stages.markdown.grammar import Element, Inline

LARGE: Final = 4
"""Lines below the first of a paragraph of which each begins with a capital, as verse; of fewer that is chance..."""
NEARLY_ALL: Final = 0.9
"""... and this share of them: of the lines of wrapped prose a sixth begin so in English, under half in German (by
count of its capitals)."""
_LETTER: Final = re.compile(r"[\W\d_]{0,4}([^\W\d_])")


def is_in_word(text: str, one: Inline) -> bool:
    """Whether emphasis begins or ends inside of a word: rather a formula or a name."""
    return text[one.start - 1 : one.start].isalnum() or text[one.end : one.end + 1].isalnum()


def sole_picture(element: Element, text: str) -> Inline | None:
    """The picture that is all there is in a paragraph, perhaps inside a link."""
    images = [one for one in element.inlines if one.rule == "image"]
    if len(images) != 1 or len(element.words) != 1:
        return None
    (start, end), image = element.words[0], images[0]
    link = next((one for one in element.inlines if one.rule == "link" and one.first <= image.start), None)
    around = (link.first, link.last, link.start, link.end) if link else (start, end, start, end)
    alone = not (text[around[0] : image.start] + text[image.end : around[1]]).strip()
    return image if alone and not (text[start : around[2]] + text[around[3] : end]).strip() else None


def parted(rows: Sequence[tuple[int, int]], breaks: set[int]) -> Iterator[list[tuple[int, int]]]:
    """The lines of a paragraph, parted where its writer wants a line to end."""
    part: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(rows):
        part.append((start, end))
        following = rows[index + 1][0] if index + 1 < len(rows) else None
        if following is None or any(start <= place < following for place in breaks):
            yield part
            part = []


def reached(text: str, rows: Sequence[tuple[int, int]]) -> list[int]:
    """How far each line but the last would reach with the first word of the next."""
    found = []
    for (start, end), (below, last) in pairwise(rows):
        word = re.compile(r"\S+").match(text, below, last)
        found.append(end - start + 1 + (len(word[0]) if word else 0))
    return found


def begin_large(text: str, rows: Sequence[tuple[int, int]]) -> bool:
    """Whether the lines below the first of a paragraph nearly all begin with a capital, as those of verse do; names and
    nouns begin few of those that were wrapped."""
    below = rows[1:]
    letters = [_LETTER.match(text, start, end) for start, end in below]
    large = sum(found is not None and found[1].isupper() for found in letters)
    return len(below) >= LARGE and large >= NEARLY_ALL * len(below)
