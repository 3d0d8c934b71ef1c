"""The text of a book as HTML: blocks, inlines, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Final

from ecdosis.book import words
from ecdosis.book.book import Block, Listing, Note, Paragraph, Passage, Section, Table
from ecdosis.book.inlines import Asked, Emended, Image, Inline, LineBreak, NoteRef, PageBreak, Place, Styled
from ecdosis.formats.html.changes import asked, emended, place, signed
from ecdosis.formats.html.context import Context, is_short, language

ELEMENTS: Final = {"quote": "blockquote", "epigraph": "blockquote", "list": "ul"}
"""The elements of passages; the others are divisions."""
STYLES: Final[Mapping[str, str]] = {
    "italic": "i",
    "bold": "b",
    "underline": "u",
    "strikethrough": "s",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
}
"""How words can look -> its element; the other looks are classes."""
IMAGE: Final = "\0"
"""Stands before the name of a picture until its data takes their place; no text of XML can hold it."""
LISTS: Final = {"ordered": "ol", "gloss": "dl"}
"""The elements of lists; the others are `ul`."""
NO_LINK: Final = frozenset(("line", "caption", "ornament", "speaker"))
"""Paragraphs without a link to themselves: the lines of a poem have theirs in their numbers."""


def blocks(parts: Sequence[Block], context: Context, shift: int = 1) -> Iterator[str]:
    """Blocks; the heading of a section of level 1 is `h1` plus `shift`."""
    for block in parts:
        match block:
            case Paragraph():
                yield _paragraph(block, context)
            case Passage():
                element = ELEMENTS.get(block.role, "div")
                yield f'<{element} class="{block.role}">'
                yield from blocks(block.blocks, context, shift)
                yield f"</{element}>"
            case Listing():
                yield from _listing(block, context, shift)
            case Table():
                yield from _table(block, context, shift)
            case Section():
                yield from section(block, context, shift)


def section(section: Section, context: Context, shift: int, below: str = "") -> Iterator[str]:
    """A section; `below` is something of the book's own that stands below its heading."""
    level = min(section.level + shift, 6)
    title = _inlines(section.title, context)
    link = _link(section.id, "section")
    yield f'<section id="{escape(section.id)}">' + (f"<h{level}>{title}{link}</h{level}>" if title else "") + below
    yield from blocks(section.blocks, context, shift)
    yield "</section>"


def _paragraph(block: Paragraph, context: Context) -> str:
    """A paragraph with the link to itself; a line of verse or a list's item is one too."""
    made = _inlines(block.inlines, context)
    class_ = f' class="{block.role}"' if block.role else ""
    element = "li" if block.role == "item" else "figcaption" if block.role == "caption" else "p"
    link = _link(block.id, "paragraph") if block.id and block.role not in NO_LINK else ""
    id_ = f' id="{escape(block.id)}"' if block.id else ""
    number = context.verse.get(block.id) if block.role == "line" else None
    if number:
        made = f'<a class="verse" href="#{escape(block.id)}" aria-label="line {number}" data-n="{number}"></a>{made}'
    paragraph = f"<{element}{id_}{class_}{language(block.language)}>{made}{link}</{element}>"
    return f"<figure>{paragraph}</figure>" if block.role == "caption" else paragraph


def _link(name: str, what: str) -> str:
    """The permanent link of a paragraph or section, which shows when one points at that."""
    return f'<a class="here" href="#{escape(name)}" lang="en" aria-label="Link to this {what}">¶</a>' if name else ""


def _listing(listing: Listing, context: Context, shift: int) -> Iterator[str]:
    labelled = any(item.label for item in listing.items)
    kind = "simple" if labelled and listing.kind == "ordered" else listing.kind
    element = LISTS.get(kind, "ul")
    yield f'<{element} class="listing {kind}">'
    for item in listing.items:
        label, body = _inlines(item.label, context), "".join(blocks(item.blocks, context, shift))
        if element == "dl":
            yield f"<dt>{label}</dt><dd>{body}</dd>"
        else:
            yield f'<li>{f"""<span class="item-label">{label}</span> """ if item.label else ""}{body}</li>'
    yield f"</{element}>"


def _table(table: Table, context: Context, shift: int) -> Iterator[str]:
    """A table that scrolls by itself, so that the page need not."""
    yield '<div class="table" role="group" tabindex="0" aria-label="Table"><table>'
    if table.caption:
        yield f"<caption>{_inlines(table.caption, context)}</caption>"
    for row in table.rows:
        yield "<tr>"
        for cell in row:
            element = "th" if cell.head else "td"
            spans = (("colspan", cell.columns), ("rowspan", cell.rows))
            reach = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
            yield f"<{element}{reach}>{''.join(blocks(cell.blocks, context, shift))}</{element}>"
        yield "</tr>"
    yield "</table></div>"


def _inlines(inlines: Sequence[Inline], context: Context) -> str:
    """Inlines; neighbours with one target are one link, and the words that a question is about one element."""
    made: list[str] = []
    question = ""
    for target, same in groupby(inlines, lambda inline: inline.target if isinstance(inline, Styled) else ""):
        inner = []
        for inline in same:
            if isinstance(inline, Asked):
                inner.append(asked(inline, question))
                question = "" if inline.end else question or inline.query
            elif isinstance(inline, Emended):
                mark, follows = emended(inline, context)
                apart = inline.apart and inner and inner[-1].endswith(" ")
                inner[-1:] = [inner[-1][:-1], mark, " ", follows] if apart else [*inner[-1:], mark, follows]
            else:
                inner.append(_inline(inline, context))
        words_ = signed("".join(inner))
        made.append(f'<a class="reference" href="{escape(target)}">{words_}</a>' if target else words_)
    return "".join(made) + (asked(Asked("", question, end=True), question) if question else "")


def _inline(inline: Inline, context: Context) -> str:
    match inline:
        case str():
            return escape(inline, quote=False)
        case Styled():
            return _styled(inline)
        case PageBreak(id_, label):
            name = escape(label)
            says = f'href="#{escape(id_)}" lang="en" aria-label="page {name}" data-n="{name}"'
            return f'<a class="page" id="{escape(id_)}" {says}></a>' if label else ""
        case Place():
            return place(inline, context)
        case LineBreak():
            number = f'<span class="line-number" data-n="{inline.number}"></span>' if inline.number else ""
            return f"<br>{number}"
        case Image():
            return f'<img src="{IMAGE}{escape(inline.name)}" alt="{escape(inline.alt)}">'
        case NoteRef():
            return _note_ref(inline, context)
        case Asked() | Emended():  # they are seen with what is around them
            return ""


def _styled(styled: Styled) -> str:
    made = escape(styled.text, quote=False)
    for mark in styled.marks:
        element = STYLES.get(mark)
        made = f"<{element}>{made}</{element}>" if element else f'<span class="{mark}">{made}</span>'
    return f"<span{language(styled.language)}>{made}</span>" if styled.language else made


def _note_ref(ref: NoteRef, context: Context) -> str:
    """The marker of a note; if that is one paragraph it stands beside it: in the margin where there is room, else shown
    when followed."""
    label = escape(ref.label, quote=False)
    if ref.note not in context.notes:
        said = f'id="{escape(ref.id)}" title="The source does not have this note."'
        return f'<sup class="noteref missing" {said}>{label}</sup>'
    ids = f'id="{escape(ref.id)}" href="#{escape(ref.note)}"'
    link = f'<a class="noteref" role="doc-noteref" {ids}>{label}</a>'
    note = context.notes[ref.note]
    return link if ref.again or note.id not in context.beside else link + _note(note, context, "span")


def _note(note: Note, context: Context, element: str) -> str:
    label = escape(note.label, quote=False)
    link = f'<a class="label" role="doc-backlink" href="#{escape(note.back)}">{label}</a>'
    back = link if note.back in context.placed else f"<b>{label}</b>"
    if is_short(note):
        inner = "".join(_inlines(block.inlines, context) for block in note.blocks if isinstance(block, Paragraph))
    else:
        inner = "".join(blocks(note.blocks, context))
    return f'<{element} class="note" role="doc-footnote" id="{escape(note.id)}">{back} {inner}</{element}>'


def loose_notes(notes: Sequence[Note], context: Context) -> Iterator[str]:
    """The notes that no marker of the text leads to, and those too long to stand beside theirs."""
    loose = [note for note in notes if note.id not in context.beside]
    if loose:
        yield f'<section class="notes"><h2 lang="en" dir="ltr">{words.NOTES}</h2>'
        yield from (_note(note, context, "p" if is_short(note) else "div") for note in loose)
        yield "</section>"
