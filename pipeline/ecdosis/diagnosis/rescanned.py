"""Pages that stand twice near each other: the scanner took one again, and the OCR read it otherwise each time, so that
hardly six words in a row are the same, but most of its lines are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

NEAR: Final = 3
"""Pages from the one to the other at most: a blank back and another try lie between."""
LONG: Final = 25
"""Code points of a line that is compared; shorter ones are alike by chance."""
LEAST: Final = 5
"""Such lines that are alike, at least: a stanza that comes again on the next page has fewer lines so long."""
SHARE: Final = 0.6
"""Share of the lines of the shorter page that have one like them on the other, at least."""
ALIKE: Final = 85.0
"""Per cent of letters alike (rapidfuzz's ratio)."""
COMMON: Final = 0.2
"""Share of the words of six letters and more that two such pages have in common, at least: looked at first."""
LETTERS: Final = 0.75
"""Share of letters in a line that is compared, blanks apart; of dirt nothing is told."""
OFTEN: Final = 2
"""Pages on which a line stands at most; what stands on more is a running head, a foot, a form."""
_WORD: Final = re.compile(r"[^\W\d_]{6,}")


class Rescanned(NamedTuple):
    """Two copies of a page: where the first line of each begins that the other has, too (code points), and how many
    words the lines have which are alike."""

    first: int
    second: int
    words: int


class _Page(NamedTuple):
    """The long lines of a page, where each begins, and its longer words."""

    lines: tuple[tuple[int, str], ...]
    words: frozenset[str]


def rescanned(text: str) -> Iterator[Rescanned]:
    """The pages of a text that stand twice, in the order of their second copies. What stands more often is a form."""
    pages = list(_pages(text))
    twice = [
        (a, b, found) for b in range(len(pages)) for a in range(max(0, b - NEAR), b) if (found := _of(pages, a, b))
    ]
    ends = [page for a, b, _ in twice for page in (a, b)]
    yield from (found for a, b, found in twice if ends.count(a) == ends.count(b) == 1)


def _pages(text: str) -> Iterator[_Page]:
    """The pages of a text between its marks; none if it has no marks."""
    from ecdosis.stages.furniture.lines import split

    found = split(text)
    often = Counter(_letters(line.text) for line in found.lines) if found.marks else Counter[str]()
    for page in found.pages if found.marks else ():
        near = (found.lines[at] for at in page if len(found.lines[at].text) >= LONG)
        lines = tuple(
            (one.start, one.text) for one in near if _is_wordy(one.text) and often[_letters(one.text)] <= OFTEN
        )
        yield _Page(lines, frozenset(word for _, line in lines for word in _WORD.findall(line.casefold())))


def _letters(line: str) -> str:
    return "".join(filter(str.isalpha, line))


def _is_wordy(line: str) -> bool:
    return len(_letters(line)) >= LETTERS * sum(1 for sign in line if not sign.isspace())


def _of(pages: Sequence[_Page], a: int, b: int) -> Rescanned | None:
    """What two pages have alike, if they are copies of one."""
    from rapidfuzz.fuzz import ratio

    one, other = pages[a], pages[b]
    shorter = min(len(one.lines), len(other.lines))
    if shorter < LEAST or len(one.words & other.words) < COMMON * min(len(one.words), len(other.words)):
        return None
    alike = [
        (first, second, line)
        for second, line in other.lines
        for first, like in one.lines
        if ratio(line, like, score_cutoff=ALIKE)
    ]
    if len({second for _, second, _ in alike}) < max(LEAST, SHARE * shorter):
        return None
    return Rescanned(alike[0][0], alike[0][1], sum(len(line.split()) for line in {line for *_, line in alike}))
