"""The pieces of a text as TEI, one line of the source to a line of the file (see `tei/schema/` for the encoding).

Written as a string, because where each LF stands matters and a tree writer would have to be kept from moving them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ecdosis.editor.annotate import signs_beside
from ecdosis.evidence import MOST
from ecdosis.model.document import Block, Mark
from ecdosis.model.kinds import BODIES, LINES, STYLES, UNENCODABLE, Kind, Sort, rule_id
from ecdosis.model.pages import page_id
from ecdosis.model.pieces import ANNOTATION, Aside, Change, Piece, Query, Stretch, extent, first_position, leaves, width
from ecdosis.model.text import Text
from ecdosis.stages.table import sort_of
from ecdosis.tei.asked import AskedPlaces, Range
from ecdosis.tei.captions import paragraphs
from ecdosis.tei.marks import OpenTags, Tag, authorship, cut, in_verse, nested, tags
from ecdosis.tei.names import data, value

LINE_ENDS: Final = {"\n": "LF", "\r\n": "CRLF", "\r": "CR", "\v": "VT"}
"""The line ends of a source and their names in `lb/@type`."""
HYPHENS: Final = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{EM DASH}\N{EN DASH}¬"
"""What a divided word may end its line with (the last three where an OCR engine misread a hyphen)."""

UNDECIDED: Final = 0.6
"""A hyphen kept with less certainty is marked as undecided."""

SURPLUS: Final = (Kind.WIDGET, Kind.TOOL_TRAILER, Kind.BOILERPLATE, Kind.FORMAT_MARK)
"""What is `surplus` inside a paragraph."""
EXTRANEOUS: Final = '<ab type="extraneous">'
"""The block around what is `surplus` between others."""

_LINE_END: Final = re.compile(r"(\r\n|\r|\n|\v)")
_EMPHASIS: Final = re.compile(r"(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)")
"""Words between underscores, as Markdown has emphasis (CommonMark 6.2), without any inside of it."""


def original(text: str) -> str:
    """Characters of the source, among them form feeds that no repair has set aside, as XML."""
    return '<pb type="form-feed"/>'.join(map(data, text.split("\f")))


@dataclass(slots=True)
class PieceWriter:
    """One walk over a document; holds what has been written so far and which ids are taken.

    `marks` are those in notes, by the position of the note; `numbers` those printed beside lines, by the position at
    which such a line begins; `works` the ids of what describes works, by its offset; `annotations` the editor's notes,
    which stand outside of the text, and `signs` those of the next; `led_to`: the ids to which links lead.
    """

    source: str
    line_end: str
    out: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)
    characters: dict[str, None] = field(default_factory=dict)
    edits: dict[tuple[int, str, str], str] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)
    unmatched: dict[str, list[str]] = field(default_factory=lambda: {"ref": [], "note": []})
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    works: dict[int, str] = field(default_factory=dict)
    asked: AskedPlaces = field(default_factory=lambda: AskedPlaces(()))
    labels: dict[int, str] = field(default_factory=dict)
    signs: Iterator[str] = field(default_factory=lambda: iter(()))
    annotations: list[str] = field(default_factory=list)
    led_to: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        text: Text,
        line_end: str,
        marks: Iterable[Mark] = (),
        asked: Sequence[Query] = (),
        signs: Iterator[str] | None = None,
    ) -> PieceWriter:
        """A writer for a text; it knows beforehand which notes go on elsewhere (position -> that of the next part, and
        back), what is marked and what is asked in them."""
        asides = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind == "note-part"]
        notes: dict[int, list[int]] = {}
        for aside in asides:
            if aside.target is not None:
                notes.setdefault(aside.target, [aside.target]).append(first_position(aside))
        parts = {before: after for places in notes.values() for before, after in pairwise(places)}
        inside: dict[int, list[Mark]] = {}
        marks = tuple(marks)
        for mark in marks:
            if mark.note is not None:
                inside.setdefault(mark.note, []).append(mark)
        before = {after: part for part, after in parts.items()}
        labels = {first_position(p): p.label for p in text.pieces if isinstance(p, Aside) and p.kind in BODIES}
        return cls(
            text.source,
            line_end,
            parts=parts,
            before=before,
            marks=inside,
            numbers=_numbers(text),
            asked=AskedPlaces.of(asked),
            labels=labels,
            signs=signs or signs_beside(text),
            led_to=frozenset(mark.target[1:] for mark in marks if mark.target.startswith("#")),
        )

    def new_id(self, letter: str, position: int) -> str:
        """An id from a source position; a second thing at that position gets a number."""
        base = f"{letter}{position}"
        self.ids[base] += 1
        return base if self.ids[base] == 1 else f"{base}-{self.ids[base]}"

    def pieces(self, pieces: Iterable[Piece], *, inline: bool, inside_word: bool = False) -> None:
        """Write pieces; `inline` says whether they stand in a paragraph or heading, `inside_word` whether a page break
        among them divides a word."""
        for piece in pieces:
            match piece:
                case Stretch():
                    self.stretch(piece)
                case Change():
                    self.change(piece)
                case Aside(kind="page-break"):
                    self.page_break(piece, ' break="no"' if inside_word else "")
                case Aside(kind="note-marker"):
                    self.note_marker(piece)
                case Aside(kind="footnote" | "endnote" | "note-part"):
                    self.note(piece)
                case Aside(kind="scene-break" | "annotation"):
                    (self.annotation if piece.kind == ANNOTATION else self.space)(piece)
                case Aside(kind="sidenote"):
                    self.sidenote(piece)
                case Aside(kind="caption"):
                    self.picture(piece)
                case Aside(kind="note-label"):
                    self.element("label", "", piece.pieces)
                case Aside():
                    self.aside(piece, inline=inline)

    def stretch(self, stretch: Stretch) -> None:
        """Write characters of the source as they are."""
        at = stretch.start
        for part in _LINE_END.split(self.source[stretch.start : stretch.end]):
            at += len(part)
            self.out.append(self.line_break(part, at) if part in LINE_ENDS else original(part))

    def line_break(self, line_end: str, after: int, attributes: str = "") -> str:
        """A line end: LF and `lb` with the number that is printed beside the line that begins `after` it (a position);
        inside a word (`@break`) without the LF, which would be a space to a reader."""
        kind = LINE_ENDS[line_end]
        type_ = "" if kind == self.line_end else f' type="{kind}"'
        type_ += f' n="{value(self.numbers[after])}"' if after in self.numbers else ""
        return f"{'' if 'break=' in attributes else chr(10)}<lb{type_}{attributes}/>"

    def number_of(self, position: int) -> str:
        """The number that is printed beside the line in which a position stands, as an attribute has it; empty if there
        is none."""
        begins = max(self.source.rfind(end, 0, position) for end in "\n\r\v") + 1
        return value(self.numbers.get(begins, ""))

    def responsibility(self, piece: Change | Aside | Mark) -> str:
        """The attributes that say who changed something, how sure, by what rule."""
        return f' resp="#{piece.by}" cert="{certainty(piece.certainty)}" ana="#{rule_id(piece.kind)}"'

    def responsible(self, what: Block | Mark, position: int) -> str:
        """The attributes that name a block or mark, and say who recognised it, how sure, as what."""
        name = self.new_id("b", position)
        self.reasons[name] = what.why
        kind = what.type if isinstance(what, Block) else what.kind
        return f' xml:id="{name}" resp="#{what.by}" cert="{certainty(what.certainty)}" ana="#{rule_id(kind)}"'

    def recognised(self, mark: Mark, position: int) -> str:
        """The attributes of a mark: who recognised it, and the description of the work that it refers to, if any."""
        says = self.responsible(mark, position)
        target = self.works.get(mark.work, "") if mark.work is not None else ""
        if mark.note is None and mark.kind not in ("foreign", "link", *STYLES):
            self.works.setdefault(mark.start, says.split('"')[1])
        return f' corresp="#{target}"{says}' if target else says

    def element(self, name: str, attributes: str, pieces: Iterable[Piece]) -> None:
        """Write an element with pieces in it."""
        self.out.append(f"<{name}{attributes}>")
        self.pieces(pieces, inline=True)
        self.out.append(f"</{name}>")

    def marked(self, pieces: Iterable[Piece], inside: Sequence[Tag]) -> None:
        """Write the pieces of a note with the elements inside of it, those that a query is about inside `sic`."""
        opened = OpenTags(self, inside)
        current: Range | None = None
        for offset, piece in cut(self.asked.parted(pieces), opened.tags):
            asked, around = self.asked.around(*extent((piece,))), opened.at(offset, width(piece))
            if current and (asked != current or around != opened.open):
                self.out.append("</sic>")
                current = None
            opened.move(around, first_position(piece))
            if asked and asked != current:
                name = self.asked.named(asked, first_position(piece), self.new_id)
                self.out.append(f'<sic xml:id="{name}" cert="low">')
            current = asked
            self.pieces((piece,), inline=True)
        self.out.append("</sic>" * bool(current))
        opened.move([], 0)

    def change_id(self, change: Change) -> str:
        """The attributes that name a change, and the first part of an edit that was cut at an aside."""
        name = self.new_id("c", first_position(change))
        self.reasons[name] = change.why
        first = self.edits.setdefault((change.at, change.kind, change.by), name)
        return f' xml:id="{name}"' + (f' prev="#{first}"' if first != name else "")

    def change(self, change: Change) -> None:
        """Write what is read differently."""
        if change.kind in LINES and self.is_flat(change):
            self.line_change(change)
        elif change.kind in UNENCODABLE:
            self.unencodable(change)
        elif change.kind != "byte-order-mark" or first_position(change) > 0:  # the header tells of that at the start
            outer, inner = ("sic", "corr") if sort_of(change.kind) is Sort.CORRUPT else ("orig", "reg")
            self.out.append(f"<choice{self.change_id(change)}><{outer}>")
            self.pieces(change.before, inline=True)
            self.out.append(f"</{outer}><{inner}{self.responsibility(change)}>{data(change.after)}</{inner}></choice>")

    def source_of(self, change: Change) -> str:
        """The source under a change."""
        return "".join(self.source[leaf.start : leaf.end] for leaf in leaves(change.before))

    def is_flat(self, change: Change) -> bool:
        """Whether joined lines hold nothing but line ends, blanks and a hyphen, and no other earlier change."""
        nested = (piece for piece in change.before if isinstance(piece, Change))
        rest = self.source_of(change).strip().strip(HYPHENS)
        return not rest and not change.after.strip() and all(piece.kind == "line-end" for piece in nested)

    def unencodable(self, change: Change) -> None:
        """Write a character that XML cannot hold as `g`, its content what the reader sees."""
        character = self.source_of(change)
        self.characters[character] = None
        name = self.change_id(change)
        self.out.append(
            f'<g ref="#{character_id(character)}"{name}{self.responsibility(change)}>{data(change.after)}</g>'
        )

    def line_change(self, change: Change) -> None:
        """Write joined lines. A plain line end is only `lb`; what is more has an id, and its further elements point
        back to the first. Blanks, and a later part of a join beyond an aside, are a space that a reader collapses."""
        key = (change.at, change.kind, change.by)
        inside_word = change.kind.startswith("hyphen") or (change.after == "" and key not in self.edits)
        parts = [part for part in _LINE_END.split(self.source_of(change)) if part]
        name = full = later = ""
        if change.kind == "line-end":
            self.edits.setdefault(key, "")
        elif inside_word or not LINE_ENDS.keys().isdisjoint(parts):
            name = self.change_id(change)
            full, later = name + self.responsibility(change), f' prev="#{name.split(chr(34))[1]}"'
        undecided = change.kind == "hyphen-kept" and change.certainty < UNDECIDED
        if undecided and self.out and self.out[-1].endswith(tuple(HYPHENS)):
            self.out[-1:] = [self.out[-1][:-1], f'<pc force="inter" cert="low">{self.out[-1][-1]}</pc>']
        break_ = ' break="maybe"' if undecided else ' break="no"' if inside_word else ""
        at = first_position(change)
        for position, part in enumerate(parts):
            at += len(part)
            if part in LINE_ENDS:
                self.out.append(self.line_break(part, at, break_ + full))
                full = later
            elif not inside_word:
                self.out.append(original(part))
            else:
                self.dropped(part, change, later if position else name)
                full = later

    def dropped(self, part: str, change: Change, attributes: str) -> None:
        """Write a hyphen, or the blanks round it, that the reading drops inside a word."""
        hyphen, blanks = (part[0], part[1:]) if part[0] in HYPHENS else ("", part)
        shown = (f'<pc force="weak">{hyphen}</pc>' if hyphen else "") + original(blanks)
        self.out.append(
            f'<choice{attributes}><orig>{shown}</orig><reg type="hyphen"{self.responsibility(change)}/></choice>'
        )

    def page_break(self, aside: Aside, break_: str) -> None:
        """Write the beginning of a page; a form feed of the source is a change like any other."""
        label = f' n="{value(aside.label)}"' if aside.label else ""
        label += f' facs="{value(aside.image)}"' if aside.image else ""
        if any(leaf.end > leaf.start for leaf in leaves(aside.pieces)):
            name = self.new_id("a", first_position(aside))
            self.reasons[name] = aside.why
            self.out.append(f'<pb type="form-feed"{label}{break_} xml:id="{name}"{self.responsibility(aside)}/>')
        else:
            name = f' xml:id="{page_id(aside)}"' if page_id(aside) in self.led_to else ""
            self.out.append(f"<pb{label}{break_}{name}/>")

    def aside(self, aside: Aside, *, inline: bool) -> None:
        """Write what stands in the stream but is not running text."""
        name = self.new_id("a", first_position(aside))
        self.reasons[name] = aside.why
        alone = aside.kind == Kind.BOILERPLATE and not inline  # a licence is no matter of a page
        surplus = alone or (inline and aside.kind in SURPLUS)
        element, attribute = ("surplus", "reason") if surplus else ("fw", "type")
        says = f' {attribute}="{aside.kind}" xml:id="{name}"{self.responsibility(aside)}'
        self.out.append(EXTRANEOUS if alone else "")
        self.element(element, says, aside.pieces)
        self.out.append("</ab>" if alone else "")

    def note_marker(self, aside: Aside) -> None:
        """Write the marker of a note; one that leads nowhere is listed."""
        name = self.new_id("r", first_position(aside))
        self.reasons[name] = aside.why
        target = f' target="#n{aside.target}"' if aside.target is not None else ""
        if not target:
            self.unmatched["ref"].append(name)
        says = f' type="noteAnchor" xml:id="{name}" n="{value(aside.label)}"{target}{self.responsibility(aside)}'
        self.element("ref", says, aside.pieces)

    def note(self, aside: Aside) -> None:
        """Write the body of a note, or the rest of one; one that nothing leads to is listed."""
        position = first_position(aside)
        name = self.new_id("n", position)
        self.reasons[name] = aside.why
        place = "end" if aside.kind == "endnote" else "bottom"
        label = aside.label or self.labels.get(aside.target or 0, "")  # a part has the sign of its note
        says = f' xml:id="{name}" n="{value(label)}" place="{place}"{authorship(aside.whose)}'
        if aside.kind == "note-part":
            says += f' prev="#n{self.before.get(position, aside.target)}"'
        elif aside.target is not None:
            says += f' target="#r{aside.target}"'
        else:
            self.unmatched["note"].append(name)
        if position in self.parts:
            says += f' next="#n{self.parts[position]}"'
        self.out.append(f"<note{says}{self.responsibility(aside)}>")
        self.marked(aside.pieces, self.tags(aside))
        self.out.append("</note>")

    def annotation(self, aside: Aside) -> None:
        """Write where the editor has a note, which is no part of the source and stands elsewhere."""
        place, name = self.new_id("m", aside.at), self.new_id("e", aside.at)
        says = f'type="editorial" n="{value(next(self.signs))}" resp="#{aside.by}"'
        self.out.append(f'<ptr xml:id="{place}" {says} target="#{name}"/>')
        self.annotations.append(f'<note xml:id="{name}" {says} target="#{place}">{emphasised(aside.why)}</note>')

    def space(self, aside: Aside) -> None:
        """Write a break that only a wider space shows."""
        name = self.new_id("b", aside.at)
        self.reasons[name] = aside.why
        self.out.append(f'<milestone unit="section" rend="space" xml:id="{name}"{self.responsibility(aside)}/>')

    def sidenote(self, aside: Aside) -> None:
        """Write a note in the margin where it stands."""
        self.out.append(f'<note place="margin"{self.beside(aside, "n")}>')
        self.marked(aside.pieces, self.tags(aside))
        self.out.append("</note>")

    def picture(self, aside: Aside) -> None:
        """Write a picture with its caption where it stands: a title, and paragraphs below it, as between paragraphs."""
        self.out.append(f"<figure{self.beside(aside, 'b')}>")
        marked = self.tags(aside)
        for index, part in enumerate(paragraphs(Text(self.source, aside.pieces))):
            self.pieces(part.above, inline=False)
            element = "p" if index else "head"
            self.out.append(f"<{element}>")
            self.marked(part.pieces, part.inside(marked))
            self.out.append(f"</{element}>")
        self.out.append("</figure>")

    def beside(self, aside: Aside, letter: str) -> str:
        """The attributes of what is read by itself where it stands."""
        name = self.new_id(letter, first_position(aside))
        self.reasons[name] = aside.why
        return f' xml:id="{name}"{self.responsibility(aside)}'

    def tags(self, aside: Aside) -> tuple[Tag, ...]:
        """The elements inside of a note or caption."""
        position = first_position(aside)
        marks = self.marks.get(position, ())
        verse = in_verse(Text(self.source, aside.pieces).reading, marks, position) if aside.kind in BODIES else ()
        return nested((*tags(marks), *verse))


def _numbers(text: Text) -> dict[int, str]:
    """The numbers printed beside lines, by the position at which such a line begins."""
    asides = [piece for piece in text.pieces if isinstance(piece, Aside) and piece.kind == Kind.LINE_NUMBER]
    begins = [0, *(end.end() for end in _LINE_END.finditer(text.source))] if asides else []
    return {begins[bisect_right(begins, first_position(a)) - 1]: a.label or _printed(text, a) for a in asides}


def _printed(text: Text, aside: Aside) -> str:
    """The words of what was set aside."""
    return "".join(text.source[leaf.start : leaf.end] for leaf in leaves((aside,))).strip()


def emphasised(text: str) -> str:
    """Words of the editor's, in which underscores around some of them say that these are in italics."""
    parts = _EMPHASIS.split(text)
    return "".join(f'<hi rend="italic">{data(part)}</hi>' if at % 2 else data(part) for at, part in enumerate(parts))


def certainty(value: float) -> str:
    """A certainty as it stands in `@cert`: two decimals at most, and 1 only for what is wholly sure."""
    return f"{min(value, MOST if value < 1 else 1):.2f}".rstrip("0").rstrip(".") or "0"


def character_id(character: str) -> str:
    """The id of a character or byte that XML cannot hold: `char-u0000` or `char-b93`."""
    code = ord(character)
    return f"char-b{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else f"char-u{code:04x}"
