"""The content of `text`: blocks and what they stand in around the pieces of a document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from ecdosis.model.document import Block, Document, Mark, Part
from ecdosis.model.kinds import DIARY, INDEXING, NOTES, STYLES, TABULAR, Kind
from ecdosis.model.pages import page_ids
from ecdosis.model.pieces import ANNOTATION, Aside, Piece, Query, Stretch, first_position, leaves, read, width
from ecdosis.tei.asked import AskedPlaces, Range, answered, inside_notes
from ecdosis.tei.correspondence import HOLDERS, LETTER
from ecdosis.tei.diaries import with_days
from ecdosis.tei.letters import with_dates
from ecdosis.tei.marks import OpenTags, Tag, language, tags
from ecdosis.tei.persons import Person, persons, told
from ecdosis.tei.structure import Container, Place, places
from ecdosis.tei.write import PieceWriter


@dataclass(frozen=True, slots=True)
class Encoded:
    """The XML inside of `text` with what the rest of the file says of it: why each change was made (id -> reason), the
    queries with the ids of their place, the characters that XML cannot hold, the ids of markers (`ref`) and notes
    (`note`) that nothing answers, the editor's own notes, as XML, and who speaks in a play."""

    xml: str
    reasons: dict[str, str]
    queries: tuple[tuple[tuple[str, ...], Query], ...]
    characters: tuple[str, ...]
    unmatched: dict[str, list[str]]
    annotations: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _Atom:
    """A piece, or a part of a stretch, that lies wholly inside or outside of every block and query.

    `offset` into the reading, `start` and `end` as source positions.
    """

    offset: int
    piece: Piece
    text: str
    start: int
    end: int

    @property
    def structural(self) -> bool:
        """Whether it may stand between blocks (a line end, an aside). Anything else needs a block to stand in."""
        inline = "note-marker", ANNOTATION
        return self.text == "\n" or (isinstance(self.piece, Aside) and self.piece.kind not in inline)


def encode(document: Document, line_end: str, signs: Iterator[str] | None = None) -> Encoded:
    """The content of the text of a document whose commonest line end is `line_end` (`LF`, `CRLF` or `CR`). `signs`:
    those of the editor's notes, from some on."""
    text = document.text
    document, sources = _with_sources(with_days(with_dates(document)))
    in_notes, others = inside_notes(text.pieces, document.queries)
    asked = AskedPlaces.of(others)
    labels = {i: text.reading[b.start : b.end] for i, b in enumerate(document.blocks) if b.type == Kind.SPEAKER}
    speaking, pointers = persons(tuple(labels.values()))
    spoken = told(document, speaking) | {i: pointers[label] for i, label in labels.items()}
    stands = places(document.blocks, spoken, _led_to(document))
    foreign = _foreign(document, stands)
    marked = tags(_apart(document, asked.ranges, foreign))
    writer = PieceWriter.of(text, line_end, document.marks, in_notes, signs)
    body = _Body(writer, text.reading, asked, OpenTags(writer, marked), foreign, sources)
    atoms = list(_atoms(document, marked))
    offsets = [atom.offset for atom in atoms]
    at = 0
    previous: Place | None = None
    for block, place in zip(document.blocks, stands, strict=True):
        first, last = bisect_right(offsets, block.start) - 1, bisect_left(offsets, block.end)
        gap = atoms[at:first]
        before, after = _shares(gap, previous is not None, True)
        noted = _noted(gap, before, after)
        body.close(gap[:before], gap[before:noted], previous, place.path)
        beside = _beside(gap, noted, after) if block.type in DIARY else after
        body.loose(gap[noted:beside])
        body.begin(place.path if beside < after else ())
        body.loose(gap[beside:after])
        body.open(place, block, text.position(block.start))
        body.atoms(gap[after:])
        body.atoms(atoms[first:last])
        at, previous = last, place
    gap = atoms[at:]
    before, _ = _shares(gap, previous is not None, False)
    body.finish(gap, before, previous)
    return Encoded(
        "".join(writer.out),
        writer.reasons,
        answered(document.queries, (asked, writer.asked), document.text.source),
        tuple(writer.characters),
        writer.unmatched,
        tuple(writer.annotations),
        speaking,
    )


def _foreign(document: Document, stands: Sequence[Place]) -> dict[tuple[int, int], Mark]:
    """The marks of blocks that are in another language as a whole, by their offsets: those whose element nothing else
    is said of."""
    marks = {(mark.start, mark.end): mark for mark in document.marks if mark.kind == "foreign" and mark.note is None}
    blocks = zip(document.blocks, stands, strict=True)
    others = (*INDEXING, Kind.GLOSS_TERM, Kind.CAST_ITEM)
    plain = [
        (b.start, b.end)
        for b, place in blocks
        if not place.responsible and place.path[-1].element != "listBibl" and b.type not in others
    ]
    return {span: marks[span] for span in plain if span in marks}


def _with_sources(document: Document) -> tuple[Document, dict[int, Mark]]:
    """A document whose sources of quotations are references, and not blocks with one in them; and these references, by
    the offsets of the blocks."""
    found: dict[int, Mark] = {}
    blocks: list[Block] = []
    marks = [mark for mark in document.marks if mark.kind == Kind.REFERENCE and mark.note is None]
    for block in document.blocks:
        inside = bisect_left(marks, block.start, key=lambda mark: mark.start)
        one = marks[inside] if block.type == Kind.ATTRIBUTION and inside < len(marks) else None
        if one is not None and one.end <= block.end:
            found[block.start] = one
            block = replace(block, parts=one.parts)
        blocks.append(block)
    kept = tuple(mark for mark in document.marks if mark not in found.values()) if found else document.marks
    return replace(document, blocks=tuple(blocks), marks=kept), found


def _led_to(document: Document) -> dict[int, str]:
    """The ids of the entries of indexes to which others lead, by their index."""
    wanted = {mark.target[1:] for mark in document.marks if mark.target.startswith("#i")}
    names = ((i, f"i{document.text.position(b.start)}") for i, b in enumerate(document.blocks) if b.type in INDEXING)
    return {index: name for index, name in names if name in wanted}


def _apart(
    document: Document, ranges: Sequence[Range], foreign: Mapping[tuple[int, int], Mark]
) -> Iterator[Block | Mark]:
    """The blocks and marks of a document with what is marked in them, but for what a query cuts (elements nest; how
    words are set is told inside and outside of it) and for whole blocks in other languages (`foreign`)."""
    text = document.text
    starts = [start for start, _ in ranges]

    def is_whole(one: Mark | Part) -> bool:
        start, end = text.position(one.start), text.position_after(one.end)
        near = ranges[max(bisect_right(starts, start) - 1, 0) : bisect_left(starts, end)]
        return all(b <= start or (start <= a and b <= end) for a, b in near)

    def is_clear(part: Part) -> bool:
        inner = (
            mark for mark in document.marks if mark.note is None and mark.start < part.end and part.start < mark.end
        )
        return all(
            mark.kind in (*STYLES, Kind.LINK, "foreign") and part.start <= mark.start and mark.end <= part.end
            for mark in inner
        )

    borders = sorted(cell.start for block in document.blocks if block.type in TABULAR for cell in block.parts[1:])

    def is_in_a_cell(mark: Mark) -> bool:
        return bisect_right(borders, mark.start) == bisect_left(borders, mark.end)

    headings = {f"#b{text.position(b.start)}" for b in document.blocks if b.type in (Kind.HEAD, Kind.TITLE)}
    headings |= {f"#{name}" for name in (*_led_to(document).values(), *page_ids(text).values())}
    headings |= {f"#w{text.position(block.start)}" for block in document.blocks if block.type == Kind.ENTRY}
    for block in document.blocks:
        if block.type == Kind.CAST_ITEM:
            yield replace(block, parts=tuple(part for part in block.parts if is_whole(part) and is_clear(part)))
        elif block.parts and block.type not in TABULAR:
            yield replace(block, parts=tuple(filter(is_whole, block.parts)))
    for mark in document.marks:
        whole = mark.kind in (*STYLES, Kind.LINK) or is_whole(mark)
        if (mark.target.startswith("#") and mark.target not in headings) or not (
            mark.kind in STYLES or mark.note is not None or is_in_a_cell(mark)
        ):
            continue
        if mark.note is None and mark is not foreign.get((mark.start, mark.end)) and whole:
            yield replace(mark, parts=tuple(filter(is_whole, mark.parts)))


def _atoms(document: Document, marked: Sequence[Tag]) -> Iterator[_Atom]:
    """The text cut at line ends, at the borders of blocks, of what is marked and of queries."""
    text = document.text
    cells = (cell for block in document.blocks if block.type in TABULAR for cell in block.parts)
    parts: list[Block | Tag | Part] = [*document.blocks, *marked, *cells]
    borders = sorted({offset for part in parts for offset in (part.start, part.end)})
    places = sorted({position for query in document.queries for position in (query.start, query.end)})
    for offset, piece in zip(text.offsets, text.pieces, strict=True):
        if not isinstance(piece, Stretch):
            start = first_position(piece)
            end = max((leaf.end for leaf in leaves((piece,))), default=start)
            yield _Atom(offset, piece, read(text.source, (piece,)), start, end)
            continue
        shift = piece.start - offset
        inner = borders[bisect_right(borders, offset) : bisect_left(borders, offset + width(piece))]
        cuts = {piece.start, piece.end, *(border + shift for border in inner)}
        cuts.update(places[bisect_right(places, piece.start) : bisect_left(places, piece.end)])
        for match in re.compile("\n").finditer(text.source, piece.start, piece.end):
            cuts.update(match.span())
        for start, end in pairwise(sorted(cuts)):
            yield _Atom(start - shift, Stretch(start, end), text.source[start:end], start, end)


def _shares(gap: Sequence[_Atom], before: bool, after: bool) -> tuple[int, int]:
    """How a gap is shared out: its atoms up to the first number go into the block before, those from the second into
    the block after, and only line ends and asides are left between.

    Lines of blanks go to the block before, an indent to the block after, and so does what follows an aside.
    """
    loose = [index for index, atom in enumerate(gap) if not atom.structural]
    if not loose:
        return 0, len(gap)
    if not before:
        return 0, loose[0]
    if not after:
        return loose[-1] + 1, len(gap)
    asides = [index for index, atom in enumerate(gap) if atom.structural and isinstance(atom.piece, Aside)]
    line_ends = [index for index, atom in enumerate(gap) if atom.text == "\n"]
    border = asides[0] if asides else line_ends[-1] if line_ends else 0
    first = max((index + 1 for index in loose if index < border), default=0)
    return first, min((index for index in loose if index >= border), default=len(gap))


def _noted(gap: Sequence[_Atom], start: int, end: int) -> int:
    """Up to where a gap (from `start` to `end`) holds notes, or what a provider put in: these belong to what is before,
    not to what begins."""
    pieces = [(index, gap[index].piece) for index in range(start, end)]
    below = frozenset((*NOTES, Kind.BOILERPLATE)) - {Kind.SIDENOTE}  # which stands beside what begins
    notes = (index + 1 for index, piece in pieces if isinstance(piece, Aside) and piece.kind in below)
    return max(notes, default=start)


def _beside(gap: Sequence[_Atom], start: int, end: int) -> int:
    """From where a gap (from `start` to `end`) holds notes in the margin, which stand in the entry of a diary that
    begins behind it; its end if it holds none."""
    pieces = ((index, gap[index].piece) for index in range(start, end))
    return next((i for i, piece in pieces if isinstance(piece, Aside) and piece.kind == Kind.SIDENOTE), end)


def _supplied(gap: Sequence[_Atom]) -> int | None:
    """Where a gap begins to hold what a provider put in; None if it holds nothing of that."""
    pieces = enumerate(atom.piece for atom in gap)
    return next((i for i, piece in pieces if isinstance(piece, Aside) and piece.kind == Kind.BOILERPLATE), None)


def _of_line(block: Block, number: str) -> str:
    """What a line of verse says of itself: its number, its part of a line that several speak, how far it is set in."""
    by = min(MOST_INDENT, block.indent // INDENT)
    said = (("n", number), ("part", block.portion), ("rend", f"indent({by})" if by else ""))
    return "".join(f' {name}="{value}"' for name, value in said if value)


INDENT: Final = 2
"""Columns of a text by which a line is set in for each em: two letters are about as wide; one column may be chance."""
MOST_INDENT: Final = 8
"""Ems by which a line is set in at most."""
DIVIDING: Final = ("front", "body", "div")
"""Elements that stand in no block."""
FRONT: Final = Container("front", ("front", 0))
"""The front of a text, as blocks have it that stand there (`tei.structure`)."""


@dataclass(slots=True)
class _Body:
    """The open elements and the open query while the blocks are written."""

    writer: PieceWriter
    reading: str
    asked: AskedPlaces
    marks: OpenTags
    foreign: Mapping[tuple[int, int], Mark]
    sources: Mapping[int, Mark]
    path: tuple[Container, ...] = ()
    cells: list[int] = field(default_factory=list)
    """Where the next cells of the row that is open begin, the last first."""
    lines: dict[tuple[str, int], str] = field(default_factory=dict)

    def open(self, place: Place, block: Block, position: int) -> None:
        """The start tags of what a block stands in, as far as it is not open, and its own."""
        self._enter(place.path, position)
        says = self.writer.responsible(block, position) if place.responsible else ""
        if place.path[-1].element == "listBibl":
            says = self._named(block, position)
        if source := self.sources.get(block.start):
            says = self.writer.recognised(source, position)
        if mark := self.foreign.get((block.start, block.end)):
            says += language(mark) + self.writer.responsible(mark, position)
        if block.type == Kind.VERSE:
            says = _of_line(block, self.writer.number_of(position)) + says
        self.writer.out.append(f"<{place.element}{says}>" if place.element else "")
        if block.type == Kind.SCENE_BREAK:
            self.writer.out.append('<milestone unit="section" rend="asterisks"/>')
        elif block.type in TABULAR:
            self.writer.out.append("<cell>")
            self.cells = [cell.start for cell in reversed(block.parts[1:])]

    def begin(self, path: Sequence[Container]) -> None:
        """The start tags of the divisions of a path, as far as they are not open."""
        divisions = [at for at, one in enumerate(path, 1) if one.element.partition(" ")[0] in DIVIDING]
        if divisions and divisions[-1] > len(self.path):
            self._enter(tuple(path[: divisions[-1]]))

    def _enter(self, path: tuple[Container, ...], position: int = 0) -> None:
        """The start tags of a path, as far as it is not open."""
        for container in path[len(self.path) :]:
            says = self.writer.responsible(container.block, position) if container.block else ""
            if container.letter and container.element in HOLDERS:
                says = f' type="letter" xml:id="{LETTER}{position}"'
            self.writer.out.append(f"<{container.element}{says}>")
        self.path = path

    def _named(self, block: Block, position: int) -> str:
        """The id of the description of a work, where references lead to; a further line points to the one before."""
        name = f"w{position}" if f"w{position}" in self.writer.led_to else self.writer.new_id("b", position)
        self.writer.works[block.start] = name
        key = (block.type, block.group)
        before = self.lines.get(key, "") if block.type == "reviewed" else ""
        self.lines = {key: name}
        return f' xml:id="{name}"' + (f' prev="#{before}"' if before else "")

    def close(
        self, rest: Sequence[_Atom], notes: Sequence[_Atom], place: Place | None, path: Sequence[Container]
    ) -> None:
        """What else belongs into the block that ends here, its end tag, the notes that stand below it in its division,
        and the end tags of what the next block (in `path`) stands out of."""
        self.atoms(rest)
        if place:
            self._next_cells(len(self.reading))
            element = place.element.partition(" ")[0]
            self.writer.out.append(f"{'</cell>' * (element == 'row')}</{element}>" if element else "")
        supplied = _supplied(notes) is not None
        if supplied and not self.path:
            self._enter((FRONT,))
        pairs = enumerate(zip(self.path, path, strict=False))
        common = next((i for i, (a, b) in pairs if a.key != b.key), min(len(self.path), len(path)))
        holding = [i for i, one in enumerate(self.path, 1) if one.element.partition(" ")[0] in DIVIDING]
        division = holding[-1] if holding else 0
        if notes:
            self._leave(division if supplied else max(common, division))
            self.loose(notes)
        self._leave(common)

    def _leave(self, depth: int) -> None:
        """The end tags of all open elements but the outermost `depth`."""
        self.writer.out.extend(f"</{container.element.partition(' ')[0]}>" for container in reversed(self.path[depth:]))
        self.path = self.path[:depth]

    def loose(self, gap: Sequence[_Atom]) -> None:
        """Atoms between blocks, where no `sic` may stand: an anchor at either end of what a query is about."""
        current: Range | None = None
        for atom in gap:
            asked = self._asked(atom)
            if asked != current:
                self._anchor(current, at=atom.start)
                if asked not in self.asked.targets:
                    self._anchor(asked, at=atom.start)
                current = asked
            self.writer.pieces((atom.piece,), inline=False)
        self._anchor(current, at=gap[-1].end if gap else 0)

    def _anchor(self, asked: Range | None, at: int) -> None:
        """An empty element as the beginning or end of what a query is about."""
        if asked:
            name = self.writer.new_id("q", at)
            self.asked.targets[asked] = (*self.asked.targets.get(asked, ())[:1], name)
            self.writer.out.append(f'<anchor xml:id="{name}"/>')

    def finish(self, gap: Sequence[_Atom], before: int, place: Place | None) -> None:
        """The rest of the text after the last block. A text without one gets a paragraph, which TEI requires."""
        if place:
            supplied = _supplied(gap[before:])
            end = len(gap) if supplied is None else before + supplied
            noted = _noted(gap, before, end)
            self.close(gap[:before], gap[before:noted], place, self.path[:1])
            self.loose(gap[noted:end])
            self.writer.out.append("</body>")
            if supplied is not None:
                self.writer.out.append("<back>")
                self.loose(gap[end:])
                self.writer.out.append("</back>")
        else:
            first = next((index for index, atom in enumerate(gap) if not atom.structural), 0)
            self.writer.out.append("<body>")
            self.loose(gap[:first])
            self.writer.out.append("<p>")
            self.atoms(gap[first:])
            self.writer.out.append("</p></body>")

    def atoms(self, atoms: Sequence[_Atom]) -> None:
        """Atoms inside a block, those that a query is about inside `sic`, and what is marked inside its elements."""
        current: Range | None = None
        for atom in atoms:
            asked, around = self._asked(atom), self.marks.at(atom.offset, len(atom.text))
            begins = bool(self.cells) and self.cells[-1] <= atom.offset
            if current and (asked != current or around != self.marks.open or begins):
                self.writer.out.append("</sic>")
                current = None
            if begins:
                self.marks.move([], atom.start)
                self._next_cells(atom.offset)
            self.marks.move(around, atom.start)
            if asked and asked != current:
                name = self.asked.named(asked, atom.start, self.writer.new_id)
                self.writer.out.append(f'<sic xml:id="{name}" cert="low">')
            current = asked
            spaced = self.reading[max(atom.offset - 1, 0) : atom.offset + 1]
            glued = atom.text == "" and len(spaced) == 2 and not any(map(str.isspace, spaced))
            self.writer.pieces((atom.piece,), inline=True, inside_word=glued)
        self.writer.out.append("</sic>" * bool(current))
        self.marks.move([], 0)

    def _next_cells(self, offset: int) -> None:
        """The borders between cells up to an offset."""
        while self.cells and self.cells[-1] <= offset:
            self.writer.out.append("</cell><cell>")
            self.cells.pop()

    def _asked(self, atom: _Atom) -> Range | None:
        """The query's range that an atom lies in (or, for a change, reaches into)."""
        return self.asked.around(atom.start, atom.end)
