"""Furniture: what stands in the stream of a text but is not part of it.

Two sorts: what a book's pages carry (`pages`, `heads`, `breaks`, `single`, `signatures`, `slugs`,
`interjected`), and what web pages
and the programs that make files leave (`web`, with the phrases of `phrases.toml`). Every finding rests on several
signs, says which, and is set aside only when they make it sure; else the editor is asked and the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.model.document import Document
from ecdosis.model.pieces import Query, Span
from ecdosis.model.text import Text
from ecdosis.profiles import web_page
from ecdosis.stages.furniture import (
    breaks,
    catchwords,
    dirt,
    gaps,
    halves,
    heads,
    interjected,
    line_numbers,
    page_marks,
    plates,
    section_links,
    sideways,
    signatures,
    single,
    slugs,
    specks,
    worn,
)
from ecdosis.stages.furniture.lines import IN_BRACKETS, Lines, Stream, split
from ecdosis.stages.furniture.pages import Pages
from ecdosis.stages.furniture.web import Site
from ecdosis.stages.stage import Context
from ecdosis.stages.transcription.regions import Regions

LINE_ENDS: Final = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
"""Characters that end a line (`str.splitlines`)."""
PAGES: Final = ("page-break", "page-mark", "page-number")
"""What may stand in the midst of a caption; else that is no furniture, however often its words come again."""
TEMPLATE: Final = ("slug", "tool-trailer", "copyright", "url", "contact")
"""What a printer, a program or a site puts round whole pages, outside of their own heads and feet."""


def repair(text: Text, language: str, *, page: bool = False) -> tuple[Text, tuple[Query, ...]]:
    """The text with its furniture set aside, and what the editor is asked. `language`: ISO 639-1 or "und"; `page`:
    whether the text is known to be the copy of a web page.

    A second look sees what is set aside in its place and finds nothing new.
    """
    stream = Stream.of(text)
    found = stream.to_reading(_whole_lines(stream.text, find(stream.text, language, page=page)))
    regions = Regions.of(text)
    return text.set_aside(span for span in found if span.kind in PAGES or not regions.is_caption(span.start, span.end))


def find(text: str, language: str, *, page: bool = False) -> list[Span]:
    """The furniture of a text, which may be the copy of a web `page`, sure and unsure, and the beginnings of its pages,
    in order. Offsets are code points."""
    numbering = line_numbers.find(split(text), text)
    lines = numbering.lines
    if not lines.lines:
        return list(numbering.spans)
    site = (span for span in Site(lines, language, ()).find() if span.safe and span.kind in TEMPLATE)
    whole = (*interjected.find(lines, long=True), *slugs.find(lines), *section_links.find(lines), *site)
    template = list({span.start: span for span in whole}.values())
    bare = _without(lines, template)
    pages = _pages(bare)
    found: dict[int, Span] = {}
    if pages:
        found.update(signatures.find(pages))
        found.update(heads.find(pages))
        found.update(worn.find(pages, found))
        found.update(specks.find(pages, found, language))  # a worn number stands between a catchword and its word
        found.update(catchwords.find(pages, found))
        found.update(specks.find(pages, found, language))  # and a catchword between the halves of a sentence
        found.update(dirt.find(pages, found, language))
        others = {line: span for line, span in found.items() if span.kind != "catchword"}
        found.update(catchwords.find(pages, others))  # and a number in worn brackets between catchword and word
        found.update(heads.lists_that_go_on(pages, found))
        found.update(plates.find(pages, found))
        found.update(heads.blank_pages(pages, found))
        found.update(sideways.find(pages, found))
        found.update(halves.find(pages, found))
        found.update(heads.astray(pages, found))
        lines = _paged(lines, pages.lines)
    else:
        found.update(single.find(bare))
    found = {index: span for index, span in found.items() if not _holds_words(text, span)}
    taken = _taken(lines, tuple(found.values()))
    spans = _merged(list(found.values()), [*template, *Site(lines, language, taken, page).find()])
    spans.extend(interjected.find(lines, _taken(lines, spans)))
    spans = [span for span in spans if not _holds_words(text, span)]
    spans.extend((*numbering.spans, *page_marks.among_words(text)))
    if pages:
        spans.extend(_apart(numbering.before(heads.page_breaks(pages, found)), spans))
    return sorted(spans, key=lambda span: (span.start, span.end))


def _holds_words(text: str, span: Span) -> bool:
    """Whether what was found at an edge is a transcriber's bracket with words of the book: notes at the feet of pages
    are much alike (`[Footnote 1: Ibid.]`)."""
    return span.kind not in PAGES and IN_BRACKETS.match(text, span.start) is not None


def _taken(lines: Lines, spans: Sequence[Span]) -> frozenset[int]:
    """The indices of the lines that are set aside."""
    safe = {span.start for span in spans if span.safe}
    return frozenset(index for index, line in enumerate(lines.lines) if line.start in safe)


def _whole_lines(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans, those set aside that are all of their line together with the blanks at its ends: these are no indent
    of the running text."""
    wide = [_whole_line(text, span) if span.safe else span for span in spans if span.kind != "page-break"]
    page_breaks = _apart((span for span in spans if span.kind == "page-break"), wide)
    return sorted([*page_breaks, *wide], key=lambda span: (span.start, span.end))


def _whole_line(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isspace() and text[start - 1] not in LINE_ENDS:
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] not in LINE_ENDS:
        end += 1
    whole = (start == 0 or text[start - 1] in LINE_ENDS) and (end == len(text) or text[end] in LINE_ENDS)
    return replace(span, start=start, end=end) if whole else span


def _without(lines: Lines, spans: Sequence[Span]) -> Lines:
    """The lines that begin in none of some spans: what a template has put round a page hides its head and foot."""
    borders = sorted((span.start, span.end) for span in spans)
    kept = []
    index = 0
    for line in lines.lines:
        while index < len(borders) and borders[index][1] <= line.start:
            index += 1
        if index == len(borders) or line.start < borders[index][0]:
            kept.append(line)
    return replace(lines, lines=tuple(kept)) if kept else lines


def _paged(lines: Lines, paged: Lines) -> Lines:
    """The lines with the pages that some of them were found to stand on; the others go with the line before."""
    known = {line.start: line.page for line in paged.lines}
    result = []
    page = 0
    for line in lines.lines:
        page = known.get(line.start, max(page, line.page))
        result.append(line._replace(page=page))
    return replace(lines, lines=tuple(result))


def _pages(lines: Lines) -> Pages | None:
    """The pages of a text, by its marks or by what proves them; None if it has none."""
    if lines.marks:
        return Pages(lines, marked=True)
    if parted := gaps.with_pages(lines):
        return Pages(parted, marked=True)
    paged = breaks.with_pages(lines)
    return Pages(paged, marked=False) if paged else None


def _merged(pages: list[Span], site: list[Span]) -> list[Span]:
    """The findings of both sorts; where both claim a line, what a page proves is set aside, by the site's name."""
    by_start = {span.start: span for span in pages}
    for span in site:
        page = by_start.get(span.start)
        if page is None:
            by_start[span.start] = span
        elif page.safe:
            by_start[span.start] = replace(page, kind=span.kind)
        elif span.safe:
            by_start[span.start] = span
    return list(by_start.values())


def _apart(breaks_found: Iterator[Span], spans: list[Span]) -> Iterator[Span]:
    """The page breaks, those that would fall inside a span moved to its beginning."""
    covering = sorted((span.start, span.end) for span in spans if span.safe)
    index = 0
    for span in breaks_found:
        while index < len(covering) and covering[index][1] <= span.start:
            index += 1
        inside = index < len(covering) and covering[index][0] < span.start < covering[index][1]
        yield replace(span, start=covering[index][0], end=covering[index][0]) if inside else span


def work(document: Document, context: Context) -> Document:
    """A document with its furniture set aside."""
    page = web_page.ORIGIN in document.provenance.origins
    return document.read_as(*repair(document.text, context.language, page=page))
