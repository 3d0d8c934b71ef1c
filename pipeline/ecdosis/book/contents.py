"""The contents that the source prints itself: whether a printed book can have them for its own, with new pages.

It can if every page in them is that of an entry which leads to a heading, and if they leave out no more headings than
they name. Else their pages are those of the source, and the book has contents of its own beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from ecdosis.book.book import Block, Paragraph, Passage, Section, sections
from ecdosis.book.fold import every
from ecdosis.book.inlines import Inline, PageBreak, Styled, words_of

DEEPEST: Final = 2
"""The level of the headings down to which the contents of a book have them; those of the source may go deeper."""
FEWEST: Final = 3
"""Headings that contents of the source lead to, at least."""
PAGED: Final = 0.5
"""Share of the entries that end with a number, from which these are pages; of fewer a number is part of the title."""
TITLED: Final = 2
"""Words of a line up to which a number at its end may be that of a chapter."""
_PAGE: Final = re.compile(r"[\s.…·_,–—-]{0,99}[\s.…·_–—](?:p(?:age|\.)?\s)?(?P<page>\d{1,4}|[ivxlc]{1,7})\.?\s*$")
_NUMBERS: Final = re.compile(r"[\W_]*\d[\W\d_]*$")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SourceContents:
    """Contents of the source that are those of the book. `section`: the id of the division that has them; `pages`: the
    paragraphs behind which a page stands, by their ids -> the heading whose page it is; `paged`: those of them that end
    with that of the source; `last`: the last paragraph; `left_out`: the headings that they do not name, in order."""

    section: str
    last: str
    pages: Mapping[str, str]
    paged: frozenset[str]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of contents: the heading it leads to and the page that it ends with, empty where it has none."""

    id: str
    words: str
    heading: str
    page: str


def source_contents(blocks: Sequence[Block]) -> SourceContents | None:
    """The contents of the source that can be those of a book; nothing if it has none such."""
    heads = {one.id: one for one in sections(blocks) if _title(one).strip()}
    found = [(section, entries) for section in sections(blocks) if (entries := _entries(section, heads))]
    led = [entry for _, entries in found for entry in entries if entry.heading]
    if len({entry.heading for entry in led}) < FEWEST:
        return None
    lines = [entry for _, entries in found for entry in _completed(entries, blocks)]
    ends = [line for line, below in zip(lines, (*lines[1:], None), strict=True) if _ends(line, below)]
    own = {section.id for section, _ in found}
    around = {section.id for section in sections(blocks) if own & {inner.id for inner in sections(section.blocks)}}
    named = {line.heading for line in ends}
    deepest = min(DEEPEST, max(heads[heading].level for heading in named))
    left_out = tuple(
        id_ for id_, section in heads.items() if section.level <= deepest and id_ not in own | around | named
    )
    if not _are_pages(lines) or len(left_out) > len(named):
        return None
    pages = MappingProxyType({line.id: line.heading for line in ends})
    paged = frozenset(line.id for line in ends if line.page)
    return SourceContents(found[0][0].id, lines[-1].id, pages, paged, left_out)


def has_pages(contents: Passage) -> bool:
    """Whether some lines of contents, or of a list of pictures, end with pages. (`Chapter 5` does with its number.)"""
    lines = ("".join(map(words_of, line.inlines)) for line in contents.blocks if isinstance(line, Paragraph))
    return sum(_PAGE.search(line) is not None and len(line.split()) > TITLED for line in lines) >= FEWEST


def without_page(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """The words of an entry without the page of the source, and the dots before it."""
    last = max(at for at, inline in enumerate(inlines) if words_of(inline).strip())
    inline = inlines[last]
    bare = _PAGE.sub("", words_of(inline))
    return (*inlines[:last], replace(inline, text=bare) if isinstance(inline, Styled) else bare, *inlines[last + 1 :])


def _entries(section: Section, heads: Mapping[str, Section]) -> list[_Entry]:
    """The lines of the lists of a division, if some of them lead to headings."""
    passages = (block for block in section.blocks if isinstance(block, Passage) and block.role == "contents")
    lines = [line for passage in passages for line in passage.blocks if isinstance(line, Paragraph)]
    made = [_entry(line, heads) for line in lines]
    return made if any(one.heading for one in made) else []


def _entry(line: Paragraph, heads: Mapping[str, Section]) -> _Entry:
    words = "".join(map(words_of, line.inlines)).strip()
    targets = (inline.target.removeprefix("#") for inline in line.inlines if isinstance(inline, Styled))
    heading = next((target for target in targets if target in heads), "")
    page = match["page"] if (match := _PAGE.search(words)) and _is_last(match["page"], line.inlines) else ""
    if heading and page and _counted(page, words) <= _counted(page, _title(heads[heading])):
        page = ""  # it is the end of the title
    return _Entry(line.id, words, heading, page)


def _is_last(page: str, inlines: Sequence[Inline]) -> bool:
    """Whether a page stands in words that nothing was changed in, with what parts it from the title."""
    last = next((i for i in reversed(inlines) if words_of(i).strip()), "")
    return (
        isinstance(last, (str, Styled))
        and (match := _PAGE.search(words_of(last))) is not None
        and match["page"] == page
    )


def _title(section: Section) -> str:
    return "".join(map(words_of, section.title))


def _counted(word: str, words: str) -> int:
    return sum(one == word for one in _WORD.findall(words))


def _completed(entries: Sequence[_Entry], blocks: Sequence[Block]) -> Iterator[_Entry]:
    """Entries, and of each the lines below it that lead nowhere, up to one with the page that its heading has in the
    source: they tell what the chapter is about."""
    pages = _pages_of(blocks)
    open_: str = ""
    for entry in entries:
        if entry.heading:
            open_ = "" if entry.page else entry.heading
        elif entry.page and entry.page == pages.get(open_):
            entry, open_ = replace(entry, heading=open_), ""
        yield entry


def _pages_of(blocks: Iterable[Block]) -> dict[str, str]:
    """The page of the source on which each division begins, by its id."""
    found: dict[str, str] = {}
    page = ""
    for block in every(blocks):
        inlines = block.title if isinstance(block, Section) else block.inlines if isinstance(block, Paragraph) else ()
        page = next((i.label for i in reversed(inlines) if isinstance(i, PageBreak) and i.label), page)
        if isinstance(block, Section):
            found[block.id] = page
    return found


def _ends(line: _Entry, below: _Entry | None) -> bool:
    """Whether an entry ends with a line: it leads somewhere, the next not to the same place."""
    return bool(line.heading) and (below is None or below.heading != line.heading)


def _are_pages(lines: Sequence[_Entry]) -> bool:
    """Whether all numbers at the ends of entries are pages of those that lead somewhere, and go up (or there are
    none)."""
    if any(not line.heading and (line.page or _NUMBERS.match(line.words)) for line in lines):
        return False
    numbers = [line.page for line in lines if line.page]
    figures = [int(number) for number in numbers if number.isdecimal()]
    headings = {line.heading for line in lines if line.heading}
    return not numbers or (len(numbers) >= PAGED * len(headings) and all(a <= b for a, b in pairwise(figures)))
