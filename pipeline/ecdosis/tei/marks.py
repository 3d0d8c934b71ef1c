"""The elements inside a block: what its marks and the parts of references become, and which are open where.

Marks and parts nest: a part lies wholly inside of its mark, foreign words in a part, in a mark or outside of them, a
link around any of these or in them, words set in some style in any of these, and no other two marks overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ecdosis.model.document import Block, Mark, Part
from ecdosis.model.kinds import STYLES, Kind, kind
from ecdosis.model.pieces import Piece, Stretch, split, width
from ecdosis.stages.lines.poems import poems
from ecdosis.stages.lines.rules import LineRule
from ecdosis.tei.names import value

if TYPE_CHECKING:
    from ecdosis.tei.write import PieceWriter


def authorship(whose: str) -> str:
    """The attributes that say whose a note is: the author's, or an editor's in the wide sense, in what part."""
    if not whose:
        return ""
    return ' type="authorial"' if whose == "author" else f' type="editorial" subtype="{value(whose)}"'


def language(mark: Mark) -> str:
    """The attribute that says in which language words are."""
    return f' xml:lang="{value(mark.language)}"' if mark.language else ""


def leads_to(mark: Mark) -> str:
    """The attribute that says where a link leads."""
    return f' target="{value(mark.target)}"' if mark.target else ""


@dataclass(frozen=True, slots=True)
class Tag:
    """An element around words: offsets of the reading, its start tag without responsibility, the mark that it is."""

    start: int
    end: int
    element: str
    mark: Mark | None = None


def tags(described: Iterable[Block | Mark]) -> tuple[Tag, ...]:
    """The elements of marks and of the parts of blocks and marks, in the order in which they are opened."""
    found: list[Tag] = []
    for one in described:
        if isinstance(one, Mark):
            says = authorship(one.whose) + language(one) + leads_to(one)
            found.append(Tag(one.start, one.end, kind(one.kind).element + says, one))
        found += (Tag(part.start, part.end, _element(part)) for part in one.parts)
    return nested(found)


def nested(found: Iterable[Tag]) -> tuple[Tag, ...]:
    """Elements in the order in which they are opened."""
    return tuple(sorted(found, key=lambda tag: (tag.start, -tag.end, _depth(tag))))


def in_verse(reading: str, marks: Iterable[Mark], note: int) -> Iterator[Tag]:
    """The elements of the verse in a note, at whose position it stands; none for a stanza where a mark goes on from one
    line to the next."""
    borders = [(mark.start, mark.end) for mark in marks]
    for poem in poems(reading):
        if any(_crosses(border, (line.start, line.end)) for border in borders for line in poem):
            continue
        start, end = poem[0].start, poem[-1].end
        yield Tag(start, end, "lg", Mark(start, end, Kind.VERSE, LineRule.POEM, LineRule.POEM.what, note=note))
        for line in poem:
            rend = f' rend="indent({line.level})"' if line.level else ""
            yield Tag(line.start, line.end, f"l{rend}")


def _crosses(one: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether words overlap a line without standing in it."""
    return one[0] < line[1] and line[0] < one[1] and not (line[0] <= one[0] and one[1] <= line[1])


def _depth(tag: Tag) -> int:
    """Of elements around the same words, how far inside one stands."""
    if tag.element.partition(" ")[0] in ("lg", "l"):
        return -3 if tag.mark else -2
    if tag.mark is None:
        return 1
    return 3 if tag.mark.kind in STYLES else {"foreign": 2, "link": -1}.get(tag.mark.kind, 0)


def _element(part: Part) -> str:
    return part.element + "".join(f' {name}="{value(said)}"' for name, said in part.attributes)


def cut(pieces: Iterable[Piece], found: Sequence[Tag]) -> Iterator[tuple[int, Piece]]:
    """Pieces with their offsets, stretches cut at the borders of elements."""
    borders = sorted({offset for tag in found for offset in (tag.start, tag.end)}, reverse=True)
    offset = 0
    for piece in pieces:
        while borders and borders[-1] <= offset:
            borders.pop()
        while borders and isinstance(piece, Stretch) and borders[-1] < offset + width(piece):
            first, piece = split(piece, borders[-1] - offset)
            yield offset, first
            offset = borders.pop()
        yield offset, piece
        offset += width(piece)


@dataclass(slots=True)
class OpenTags:
    """The elements that are open at the place that a writer has come to, outermost first."""

    writer: PieceWriter
    tags: Sequence[Tag]
    open: list[Tag] = field(default_factory=list)
    following: int = 0

    def at(self, offset: int, length: int) -> list[Tag]:
        """The elements that words (offset and length) stand in. What has no length stands in one only between words of
        it, so that nothing set aside at its edge is drawn in."""
        around = [tag for tag in self.open if tag.end > offset]
        while self.following < len(self.tags):
            tag = self.tags[self.following]
            if tag.start > offset or (tag.start == offset and not length):
                break
            self.following += 1
            around += [tag] if tag.end > offset else []
        return around

    def move(self, around: list[Tag], position: int) -> None:
        """The end tags and start tags that lead from the open elements to others, at a source position."""
        common = 0
        while common < min(len(self.open), len(around)) and self.open[common] is around[common]:
            common += 1
        self.writer.out.extend(f"</{tag.element.partition(' ')[0]}>" for tag in reversed(self.open[common:]))
        for tag in around[common:]:
            says = self.writer.recognised(tag.mark, position) if tag.mark else ""
            self.writer.out.append(f"<{tag.element}{says}>")
        self.open = around
