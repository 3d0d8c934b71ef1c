"""A book as pandoc's document type (its JSON form, https://hackage.haskell.org/package/pandoc-types)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from ecdosis.book import words
from ecdosis.book.book import (
    Block,
    Book,
    Cell,
    Emendation,
    Group,
    Listing,
    Note,
    Paragraph,
    Passage,
    Section,
    Table,
    all_inlines,
)
from ecdosis.book.inlines import (
    Asked,
    Emended,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Place,
    Styled,
    whole_words,
    words_of,
)
from ecdosis.languages.detect import right_to_left

API_VERSION: Final = [1, 23, 1]
"""The version of pandoc-types; pandoc 3.x reads this one."""

Node = dict[str, Any]


_Inlines = Callable[[Sequence[Inline]], list[Node]]
"""What writes inlines: with links to the notes at the end, or with pandoc's own notes."""

STYLES: Final[Mapping[str, str]] = {
    "italic": "Emph",
    "bold": "Strong",
    "small-caps": "SmallCaps",
    "underline": "Underline",
    "strikethrough": "Strikeout",
    "superscript": "Superscript",
    "subscript": "Subscript",
}
"""How words can look -> pandoc's name for it; the other looks are classes."""
NOTE_REFERENCE: Final = (["epub:type", "noteref"], ["role", "doc-noteref"])
"""The attributes of what leads to a note, or to what was changed: reading systems show either as a pop-up."""


def document(book: Book, *, native_notes: bool = False, signs: bool = True, whole: bool = False) -> Node:
    """The whole book with its appendix, as pandoc reads it with `--from json`; with `native_notes` those that a marker
    leads to are pandoc's own, for formats that number and place them themselves. Without `signs` words that were
    changed are no links, but still places that the list of changes leads to. `whole`: no line ends inside of a word,
    for formats whose lines a program may search."""
    write: _Inlines = _apart if signs or native_notes else _unsigned
    write = _whole(write) if whole else write
    write = _native({note.id: note for note in book.notes}, write) if native_notes else write
    blocks = list(_blocks(book.blocks, write))
    if not blocks or blocks[0]["t"] != "Header":
        blocks.insert(0, _header(1, "text", [*_string(book.title)]))
    markers = _markers(book)
    in_text = {inline.note for inline in all_inlines(book.blocks) if isinstance(inline, NoteRef) and not inline.again}
    native = in_text if native_notes else set()  # a note to a note is none of pandoc's: it stands at the end
    notes = [note for note in _in_order(book, markers) if note.id not in native]
    blocks += _notes(notes, write, markers, _headed(book, notes, markers))
    introduction = words.introduction(signs=signs and not native_notes)
    blocks += _list_of(words.EMENDATIONS, "emendations", book.emendations, introduction)
    blocks += _list_of(words.SET_ASIDE, "set-aside", book.asides)
    blocks.append(_header(1, "about", _string(words.ABOUT), ["unnumbered", "about"]))
    blocks += [_para(_string(paragraph)) for paragraph in book.about]
    return {"pandoc-api-version": API_VERSION, "meta": _metadata(book), "blocks": blocks}


def _metadata(book: Book) -> Node:
    """What every format can have; an EPUB has more (`package.py`)."""
    known: dict[str, Any] = {
        "title": book.title,
        "subtitle": book.subtitle,
        "author": list(book.catalogue.authors) or ([book.author] if book.author else []),
        "lang": book.language,
        "page-progression-direction": "rtl" if right_to_left(book.language) else "",
        "date": book.date,
    }
    return {key: _meta(value) for key, value in known.items() if value}


def _meta(value: Any) -> Node:
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(item) for item in value]}
    return {"t": "MetaString", "c": value}


def page_breaks(blocks: Sequence[Block]) -> Iterator[PageBreak]:
    """The numbered pages of the source, in order."""
    return (inline for inline in all_inlines(blocks) if isinstance(inline, PageBreak) and inline.label)


def _blocks(blocks: Sequence[Block], write: _Inlines) -> Iterator[Node]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block, write)
            case Passage():
                yield _passage(block, write)
            case Listing():
                yield _listing(block, write)
            case Table():
                yield _table(block, write)
            case Section():
                plain = [] if block.title else ["unnumbered", "unlisted"]
                yield _header(min(block.level, 6), block.id, write(block.title), plain)
                yield from _blocks(block.blocks, write)


def _paragraph(block: Paragraph, write: _Inlines) -> Node:
    attributes = _language(block.language)
    return _div(block.id, [_para(write(block.inlines))], [block.role] if block.role else [], attributes)


def _passage(passage: Passage, write: _Inlines) -> Node:
    """A quotation or an epigraph is a block quotation, a list a list; all have their role as class."""
    inner = list(_blocks(passage.blocks, write))
    if passage.role in ("quote", "epigraph"):
        inner = [{"t": "BlockQuote", "c": inner}]
    elif passage.role == "list":
        inner = [{"t": "BulletList", "c": [[item] for item in inner]}]
    return _div("", inner, [passage.role])


def _listing(listing: Listing, write: _Inlines) -> Node:
    """A list as HTML knows it; an item of another list has its label before its words."""
    bodies = [list(_blocks(item.blocks, write)) for item in listing.items]
    if listing.kind == "gloss":
        terms = [[write(item.label), [body]] for item, body in zip(listing.items, bodies, strict=True)]
        return _div("", [{"t": "DefinitionList", "c": terms}], ["gloss"])
    for item, body in zip(listing.items, bodies, strict=True):
        if item.label:
            body.insert(0, _div("", [_para(write(item.label))], ["item-label"]))
    if listing.kind == "ordered" and not any(item.label for item in listing.items):
        return {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], bodies]}
    return _div("", [{"t": "BulletList", "c": bodies}], [listing.kind])


def _table(table: Table, write: _Inlines) -> Node:
    """A table; the rows at its top whose cells are all heads are its head."""
    none = ["", [], []]
    rows = [[none, [_cell(cell, write) for cell in row]] for row in table.rows]
    heads = _head_rows(table)
    columns = sum(cell.columns for cell in table.rows[0])
    caption = [None, [{"t": "Plain", "c": write(table.caption)}] if table.caption else []]
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * columns
    body = [none, 0, [], rows[heads:]]
    return {"t": "Table", "c": [none, caption, widths, [none, rows[:heads]], [body], [none, []]]}


def _head_rows(table: Table) -> int:
    """How many rows are the head of a table: none if a cell reaches out of it, or nothing is below."""
    heads = next((i for i, row in enumerate(table.rows) if not all(cell.head for cell in row)), len(table.rows))
    reaches = any(y + cell.rows > heads for y, row in enumerate(table.rows[:heads]) for cell in row)
    return 0 if reaches or heads == len(table.rows) else heads


def _cell(cell: Cell, write: _Inlines) -> list[Any]:
    return [["", [], []], {"t": "AlignDefault"}, cell.rows, cell.columns, list(_blocks(cell.blocks, write))]


def _markers(book: Book) -> Mapping[str, Sequence[str]]:
    """The markers that lead to each note, by its id, in the order of the book: those in a note come after its own."""
    notes = {note.id: note for note in book.notes}
    found: dict[str, list[str]] = {}

    def look(blocks: Sequence[Block]) -> None:
        for inline in all_inlines(blocks):
            if isinstance(inline, NoteRef) and inline.note in notes:
                first = inline.note not in found
                found.setdefault(inline.note, []).append(inline.id)
                if first:
                    look(notes[inline.note].blocks)

    look(book.blocks)
    for note in book.notes:
        if note.id not in found:
            look(note.blocks)
    return found


def _chapters(blocks: Sequence[Block], title: str = "") -> Iterator[tuple[str, str]]:
    """The markers in some blocks, each with the title of the chapter that it is in: a division of the two highest
    levels."""
    for block in blocks:
        if isinstance(block, Section) and block.level <= 2:
            named = "".join(map(words_of, block.title)).strip() or title
            yield from ((i.id, named) for i in block.title if isinstance(i, NoteRef))
            yield from _chapters(block.blocks, named)
        else:
            yield from ((i.id, title) for i in all_inlines((block,)) if isinstance(i, NoteRef))


def _headed(book: Book, notes: Sequence[Note], markers: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """The titles of chapters before whose notes they stand, by the id of the first: none if no label occurs twice."""
    if len({note.label for note in notes}) == len(notes):
        return {}
    chapters = dict(_chapters(book.blocks))
    headed, last = {}, ""
    for note in notes:
        title = next((chapters[id_] for id_ in markers.get(note.id, ()) if id_ in chapters), last)
        if title != last:
            headed[note.id] = title
        last = title
    return headed if len(set(headed.values())) > 1 else {}


def _in_order(book: Book, markers: Mapping[str, Sequence[str]]) -> list[Note]:
    """The notes as their first markers follow each other; one that no marker leads to stays behind the one before it
    in the source."""
    places = {note: place for place, note in enumerate(markers)}
    last, keyed = -1, []
    for at, note in enumerate(book.notes):
        last = places.get(note.id, last)
        keyed.append((last, at, note))
    return [note for *_, note in sorted(keyed, key=lambda key: key[:2])]


def _notes(
    notes: Sequence[Note], write: _Inlines, markers: Mapping[str, Sequence[str]], headed: Mapping[str, str]
) -> Iterator[Node]:
    """The notes at the end, by chapters: the label leads back to the first marker of each, arrows after its words to
    the others."""
    if notes:
        yield _header(1, "notes", _string(words.NOTES), ["unnumbered", "notes"])
    role = ["role", "doc-backlink"]
    for note in notes:
        if note.id in headed:
            yield _header(2, f"notes-{note.id}", _string(headed[note.id]), ["unnumbered", "unlisted"])
        label = _string(note.label)
        back = [_link(label, f"#{note.back}", "", ["label"], [role])] if note.back else label
        more = [id_ for id_ in dict.fromkeys(markers.get(note.id, ())) if id_ != note.back]
        arrows = [
            _link(_string(" ↩"), f"#{id_}", "", ["here"], [role, ["aria-label", words.BACK.format(number)]])
            for number, id_ in enumerate(more, 2)
        ]
        match note.blocks:
            case (Paragraph() as first, *rest):
                language = _language(first.language)
                body = [_span(write(first.inlines), attributes=language)] if language else write(first.inlines)
                inner = [_para([*back, {"t": "Space"}, *body, *arrows]), *_blocks(rest, write)]
            case rest:
                inner = [_para([*back, *arrows]), *_blocks(rest, write)]
        yield _div(note.id, inner, ["note"])


def _apart(inlines: Sequence[Inline]) -> list[Node]:
    """Inlines with links to the notes at the end. Neighbours with one target are one link; a change inside of a word
    is shown on the whole word."""
    made: list[Node] = []
    inlines = whole_words(inlines)
    for target, same in groupby(inlines, lambda inline: inline.target if isinstance(inline, Styled) else ""):
        nodes = [node for inline in same for node in _inline(inline)]
        made += [_link(nodes, target)] if target else nodes
    return made


def _unsigned(inlines: Sequence[Inline]) -> list[Node]:
    """Inlines whose changed words look like any others."""
    parts = ((Place(i.id), i.text) if isinstance(i, Emended) and i.listed else (i,) for i in inlines)
    return _apart([part for pair in parts for part in pair])


def _whole(write: _Inlines) -> _Inlines:
    """What writes inlines without the ends of lines that a word goes on over."""
    return lambda inlines: write([i for i in inlines if not (isinstance(i, LineBreak) and i.within)])


def _native(notes: Mapping[str, Note], plain: _Inlines) -> _Inlines:
    """What writes inlines with pandoc's own notes, for formats that have them; `plain` writes all others."""

    def write(inlines: Sequence[Inline]) -> list[Node]:
        made: list[Node] = []
        for inline in inlines:
            if isinstance(inline, NoteRef) and inline.note in notes and not inline.again:
                made.append({"t": "Note", "c": list(_blocks(notes[inline.note].blocks, plain))})
            else:
                made += plain([inline])
        return made

    return write


def _inline(inline: Inline) -> list[Node]:
    match inline:
        case str():
            return _string(inline)
        case Styled():
            return [_styled(inline)]
        case Emended():
            return _emended(inline)
        case PageBreak(id_, label):
            attributes = [
                ["epub:type", "pagebreak"],
                ["role", "doc-pagebreak"],
                ["aria-label", words.PAGE.format(label)],
            ]
            return [{"t": "Span", "c": [[id_, ["page"], attributes], []]}] if label else []
        case Place(id_):
            return [{"t": "Span", "c": [[id_, [], []], []]}]
        case Asked():
            return []
        case LineBreak():
            return [{"t": "LineBreak"}]
        case Image(name, alt):
            return [{"t": "Image", "c": [["", [], []], _string(alt), [name, ""]]}]
        case NoteRef():
            return [_note_ref(inline)]


def _emended(emended: Emended) -> list[Node]:
    """Words that were changed, with a link to the list if they are there; a link without words would lead nobody."""
    language = _language(emended.language)
    if not emended.listed:
        return [_span(_string(emended.text), attributes=language)] if language else _string(emended.text)
    if not emended.text.strip():
        return [{"t": "Span", "c": [[emended.id, [], []], _string(emended.text)]}]
    return [_link(_string(emended.text), f"#list-{emended.id}", emended.id, ["emended"], [*NOTE_REFERENCE, *language])]


def _note_ref(ref: NoteRef) -> Node:
    """The marker of a note; of one that the source does not have it leads nowhere."""
    if ref.note:
        return _link(_string(ref.label), f"#{ref.note}", ref.id, ["noteref"], NOTE_REFERENCE)
    raised = {"t": "Superscript", "c": _string(ref.label)}
    return {"t": "Span", "c": [[ref.id, ["noteref", "missing"], []], [raised]]}


def _styled(styled: Styled) -> Node:
    """Words with their looks, the language outermost."""
    node = _string(styled.text)
    for mark in styled.marks:
        node = [{"t": STYLES[mark], "c": node}] if mark in STYLES else [_span(node, mark)]
    return node[0] if len(node) == 1 and not styled.language else _span(node, attributes=_language(styled.language))


def _language(language: str) -> list[list[str]]:
    """The attributes of words in a language."""
    if not language:
        return []
    return [["lang", language], *([["dir", "rtl"]] if right_to_left(language) else [])]


def _string(text: str) -> list[Node]:
    """Text as one of pandoc's words: that its blanks are not nodes of their own makes a book three times as fast."""
    return [{"t": "Str", "c": text}] if text else []


def _para(inlines: list[Node]) -> Node:
    return {"t": "Para", "c": inlines}


def _div(id_: str, blocks: list[Node], classes: Sequence[str] = (), attributes: Sequence[list[str]] = ()) -> Node:
    return {"t": "Div", "c": [[id_, list(classes), list(attributes)], blocks]}


def _header(level: int, id_: str, inlines: list[Node], classes: Sequence[str] = ()) -> Node:
    return {"t": "Header", "c": [level, [id_, list(classes), []], inlines]}


def _link(
    inlines: list[Node], target: str, id_: str = "", classes: Sequence[str] = (), attributes: Sequence[list[str]] = ()
) -> Node:
    return {"t": "Link", "c": [[id_, list(classes), list(attributes)], inlines, [target, ""]]}


def _span(inlines: list[Node], *classes: str, attributes: Sequence[list[str]] = ()) -> Node:
    return {"t": "Span", "c": [["", list(classes), list(attributes)], inlines]}


def _list_of(name: str, id_: str, groups: Sequence[Group], introduction: str = "") -> list[Node]:
    """One part of the appendix: a heading, and for each kind the cases with links to their places."""
    if not groups:
        return []
    blocks = [_header(1, id_, _string(name), ["unnumbered", "appendix"])]
    blocks += [_para(_string(introduction))] if introduction else []
    for group in groups:
        blocks.append(_header(2, f"{id_}-{group.kind}", _string(words.title(group)), ["unnumbered", "unlisted"]))
        does = f"{group.does} {words.examples(group)}".strip()
        blocks.append(_div("", [_para([{"t": "Emph", "c": _string(does)}])], ["does"]))
        blocks += [_case(case, aside=id_ == "set-aside") for case in group.listed]
    return blocks


def _case(case: Emendation, *, aside: bool) -> Node:
    record = case.record
    source = _string(words.visible(record.source).strip() or "[blank]")
    told = [*_string(case.before), _link(source, f"#{record.id}", "", ["source"], [["role", "doc-backlink"]])]
    if not aside:
        told += [*_string(" → "), _span(_string(words.reading(case)), "reading")]
    told += _string(case.after)
    why = _div("", [_para(_string(words.reason(case)))], ["why"])
    return _div(f"list-{record.id}", [_para([_span(told, "text")]), why], ["case"])
