"""The source as it came in, line by line, and what each character became: the source view of an edition.

Made from the TEI alone by the walk of `ecdosis.tei.restore`, so that its characters are those of the decoded source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from lxml import etree

from ecdosis.model.source import LINE_END
from ecdosis.tei.names import ID, tag
from ecdosis.tei.read import BLOCKS, OpenQuery, is_inline, is_reference
from ecdosis.tei.restore import source_fact, tokens

Zone = Literal["text", "aside", "marker", "note", "page"]
_MARK: Final = "\N{BYTE ORDER MARK}"
_SHOWN: Final = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class SourceSegment:
    """Characters of one line of the source that are of one sort.

    `zone` says what they stand in: the running text, something set aside, the marker of a note, a note, or the
    beginning of a page (which need not have a character); `of` is the id of that aside, marker or note, or the label of
    the page. `change` is the id of the outermost change they are part of, `query` that of an open question, `block` the
    permanent name of the paragraph, section or note in which they are read; all empty if there is none.
    """

    text: str
    zone: Zone = "text"
    of: str = ""
    change: str = ""
    query: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source: its number, from 1; what stands in it; its line end (`LF`, `CR`, `CR LF` as characters, or
    nothing at the end of a file); `joined` is the id of the change that the line end is part of, if any."""

    number: int
    segments: tuple[SourceSegment, ...]
    end: str
    joined: str = ""

    @property
    def text(self) -> str:
        """The characters of the line without its end."""
        return "".join(segment.text for segment in self.segments)


def names(root: etree._Element) -> dict[etree._Element, str]:
    """The permanent name of every block (of a table, each cell), division and note: a letter and the source position of
    the first character that is read in it, so that a decision elsewhere in the text does not change it. A heading has
    that of its division; a note has its own id, and the rest of one that of its beginning."""
    taken: Counter[str] = Counter()
    found: dict[etree._Element, str] = {}
    notes = {}
    for element, position in sorted(_beginnings(root), key=lambda pair: pair[1]):
        if tag(element) == "note":
            notes[element.get(ID, "")] = element
            continue
        name = f"{'s' if tag(element) == 'div' else 'p'}{position}"
        taken[name] += 1
        found[element] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    for element in [one for one in found if tag(one) in ("head", "titlePart")]:
        around = element.getparent()
        if around is not None and tag(around) in ("div", "docTitle") and element.get("type") != "sub":
            found[element] = found.get(around, "title")
    for element in notes.values():
        first = element
        while (before := notes.get(first.get("prev", "").removeprefix("#"))) is not None:
            first = before
        found[element] = first.get(ID, "")
    return found


def _beginnings(root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    """The blocks, divisions and notes, with the position of the first character that is read in each; of one in which
    nothing is, of where it stands."""
    position = int(source_fact(root, "byte-order-mark") == "yes")
    waiting: dict[etree._Element, int] = {}
    silent = 0
    for token in tokens(root):
        if token.type == "enter":
            silent += _is_silent(token.element)
            if _is_named(token.element):
                waiting[token.element] = position
        elif token.type == "leave":
            silent -= _is_silent(token.element)
            if token.element in waiting:
                yield token.element, waiting.pop(token.element)
        elif not silent and waiting and (shown := _SHOWN.search(token.source)):
            yield from ((element, position + shown.start()) for element in waiting)
            waiting = {}
        position += len(token.source)


def _is_named(element: etree._Element) -> bool:
    name = tag(element)
    if name == "note":
        return not is_inline(element)  # which is read in its paragraph
    if name == "cell":
        return bool(len(element) or element.text)
    return name == "div" or (name in BLOCKS and name != "row" and not is_reference(element))


def _is_silent(element: etree._Element) -> bool:
    """Whether nothing in an element is read where it stands."""
    return _zone(element) != "text"


def _zone(element: etree._Element) -> Zone:
    """What an element makes of the characters in it."""
    match tag(element):
        case "fw" | "surplus":
            return "aside"
        case "ref" if element.get("type") == "noteAnchor":
            return "marker"
        case "note" if not is_inline(element):
            return "note"
        case "pb":
            return "page"
    return "text"


def lines(
    root: etree._Element, named: Mapping[etree._Element, str], queries: Iterable[OpenQuery] = ()
) -> tuple[SourceLine, ...]:
    """The lines of the source. `named` are the names of the blocks (see `names`), `queries` the open questions."""
    segments = list(_segments(root, named))
    source = "".join(segment.text for segment in segments)
    ends = [match.span() for match in LINE_END.finditer(source)]
    asked = _apart(queries)
    cuts = sorted({position for span in (*ends, *((start, end) for start, end, _ in asked)) for position in span})
    starts = [start for start, _, _ in asked]

    def query(position: int) -> str:
        index = bisect_right(starts, position) - 1
        return asked[index][2] if index >= 0 and position < asked[index][1] else ""

    pieces = ((start, replace(segment, query=query(start))) for start, segment in _cut(segments, cuts))
    return tuple(_lines(pieces, ends))


def _apart(queries: Iterable[OpenQuery]) -> list[tuple[int, int, str]]:
    """Start, end and id of questions about some characters; of such that overlap the first alone."""
    found: list[tuple[int, int, str]] = []
    for query in sorted(queries, key=lambda query: query.start):
        if query.end > query.start >= (found[-1][1] if found else 0):
            found.append((query.start, query.end, query.id))
    return found


def _segments(root: etree._Element, named: Mapping[etree._Element, str]) -> Iterator[SourceSegment]:
    """The source in order, cut where what the characters are changes."""
    if source_fact(root, "byte-order-mark") == "yes":
        yield SourceSegment(_MARK)
    states = [SourceSegment("")]
    for token in tokens(root):
        if token.type == "enter":
            states.append(_inside(token.element, states[-1], named))
            if tag(token.element) == "pb" and not token.element.get("type"):
                yield states[-1]
        elif token.type == "leave":
            states.pop()
        elif token.source:
            # what follows a child belongs to what is around it, and the walk has left the child by then
            yield replace(states[-1], text=token.source)


def _inside(element: etree._Element, around: SourceSegment, named: Mapping[etree._Element, str]) -> SourceSegment:
    """What characters in an element are."""
    zone, block = _zone(element), named.get(element, around.block)
    inner = replace(around, block=block)
    if zone == "page":
        return replace(inner, zone=zone, of=element.get("n", ""))
    if zone != "text":
        return replace(inner, zone=zone, of=element.get(ID, ""), change="")
    if not around.change and tag(element) in ("choice", "lb", "g"):
        return replace(inner, change=element.get("prev", "").removeprefix("#") or element.get(ID, ""))
    return inner


def _cut(segments: Iterable[SourceSegment], cuts: Sequence[int]) -> Iterator[tuple[int, SourceSegment]]:
    """Segments cut at some positions, each with its own position."""
    position = 0
    for segment in segments:
        end = position + len(segment.text)
        inner = cuts[bisect_right(cuts, position) : bisect_right(cuts, end - 1)] if segment.text else ()
        for start, stop in pairwise((position, *inner, end)):
            yield start, replace(segment, text=segment.text[start - position : stop - position])
        position = end


def _lines(pieces: Iterable[tuple[int, SourceSegment]], ends: Sequence[tuple[int, int]]) -> Iterator[SourceLine]:
    """Lines of pieces that were cut at line ends, of which `ends` are the positions."""
    number = 1
    inside: list[SourceSegment] = []
    end, joined = "", ""
    for position, piece in pieces:
        if number > len(ends) or position + len(piece.text) <= ends[number - 1][0]:
            inside.append(piece)
            continue
        end, joined = end + piece.text, joined or piece.change
        if position + len(piece.text) == ends[number - 1][1] and piece.text:
            yield SourceLine(number, tuple(_joined(inside)), end, joined)
            number, inside, end, joined = number + 1, [], "", ""
    if any(piece.text for piece in inside):  # a page that begins where the file ends is none
        yield SourceLine(number, tuple(_joined(inside)), "")


def _joined(segments: Iterable[SourceSegment]) -> Iterator[SourceSegment]:
    """Segments, neighbours of one sort made one."""
    last: SourceSegment | None = None
    for segment in segments:
        if last is None:
            last = segment
        elif replace(last, text="") == replace(segment, text="") and segment.text and last.text:
            last = replace(last, text=last.text + segment.text)
        else:
            yield last
            last = segment
    if last is not None:
        yield last
