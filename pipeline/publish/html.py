"""One self-contained web page: it works from disk, without a network and without scripts."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from pipeline.language import right_to_left
from pipeline.publish import words
from pipeline.publish.book import (
    Block,
    Book,
    Emendation,
    Group,
    Listing,
    Note,
    Paragraph,
    Passage,
    Section,
    Table,
)
from pipeline.publish.design import Design
from pipeline.publish.images import image_type
from pipeline.publish.inlines import (
    Emended,
    Image,
    Inline,
    LineBreak,
    NoteRef,
    PageBreak,
    Place,
    Styled,
    words_of,
)

STYLE: Final = Path(__file__).parent / "html.css"
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""The Content Security Policy: nothing is fetched and no script runs, whatever a text may hold."""
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


def html(book: Book, design: Design = Design()) -> bytes:
    """The page as UTF-8, its pictures inside."""
    page = "\n".join(_page(book))
    for name, data in book.images.items():
        address = f"data:{image_type(data)};base64,{base64.b64encode(data).decode()}"
        page = page.replace(f'src="{IMAGE}{escape(name)}"', f'src="{address}"')
    return page.encode("utf-8", "replace")


def _page(book: Book) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html{_language(book.language)}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="Ecdosis {escape(book.version)}">'
    if book.author:
        yield f'<meta name="author" content="{escape(book.author)}">'
    if book.summary:
        yield f'<meta name="description" content="{escape(book.summary)}">'
    yield f"<title>{escape(book.display_title)}</title>"
    yield f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>"
    yield '<a class="skip" href="#text">To the text</a>'
    yield from _front(book)
    yield '<main id="text">'
    notes = {note.id: note for note in book.notes}
    yield from _blocks(book.blocks, notes)
    yield from _loose_notes([note for note in book.notes if not note.back or not _is_short(note)], notes)
    yield '</main>\n<footer lang="en" dir="ltr">'
    yield from _list_of(words.EMENDATIONS, "emendations", book.emendations)
    yield from _list_of(words.SET_ASIDE, "set-aside", book.asides)
    yield f'<section id="about" class="about"><h2>{words.ABOUT}</h2>'
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in book.about)
    yield "</section>\n</footer>\n</body>\n</html>\n"


def _front(book: Book) -> Iterator[str]:
    """Title, author and contents."""
    yield f"<header>\n<h1>{escape(book.title)}</h1>"
    if book.subtitle:
        yield f'<p class="subtitle">{escape(book.subtitle)}</p>'
    if book.author:
        yield f'<p class="author">{escape(book.author)}</p>'
    entries = list(_contents(book.blocks))
    for name, id_, there in (
        (words.EMENDATIONS, "emendations", book.emendations),
        (words.SET_ASIDE, "set-aside", book.asides),
        (words.ABOUT, "about", True),
    ):
        if there:
            entries.append(f'<li class="appendix"><a href="#{id_}">{name}</a></li>')
    yield f'<nav aria-label="{words.CONTENTS}"><ol>{"".join(entries)}</ol></nav>\n</header>'


def _contents(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            title = escape("".join(map(words_of, block.title)).strip())
            below = "".join(_contents(block.blocks))
            yield f'<li><a href="#{block.id}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


def _blocks(blocks: Sequence[Block], notes: Mapping[str, Note]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _paragraph(block, notes)
            case Passage():
                element = ELEMENTS.get(block.role, "div")
                yield f'<{element} class="{block.role}">'
                yield from _blocks(block.blocks, notes)
                yield f"</{element}>"
            case Listing():
                yield from _listing(block, notes)
            case Table():
                yield from _table(block, notes)
            case Section():
                level = min(block.level + 1, 6)
                yield f'<section id="{block.id}"><h{level}>{_inlines(block.title, notes)}</h{level}>'
                yield from _blocks(block.blocks, notes)
                yield "</section>"


def _paragraph(block: Paragraph, notes: Mapping[str, Note]) -> str:
    """A paragraph with the link to itself; a line of verse or a list's item is one too."""
    inner = _inlines(block.inlines, notes)
    class_ = f' class="{block.role}"' if block.role else ""
    element = "li" if block.role == "item" else "figcaption" if block.role == "caption" else "p"
    own = not block.role and block.id
    link = f'<a class="here" href="#{block.id}" aria-label="Link to this paragraph">¶</a>' if own else ""
    id_ = f' id="{block.id}"' if block.id else ""
    made = f"<{element}{id_}{class_}{_language(block.language)}>{inner}{link}</{element}>"
    return f"<figure>{made}</figure>" if block.role == "caption" else made


def _language(language: str) -> str:
    """The attributes of what is in a language."""
    direction = ' dir="rtl"' if right_to_left(language) else ""
    return f' lang="{escape(language)}"{direction}' if language else ""


def _listing(listing: Listing, notes: Mapping[str, Note]) -> Iterator[str]:
    labelled = any(item.label for item in listing.items)
    kind = "simple" if labelled and listing.kind == "ordered" else listing.kind
    element = LISTS.get(kind, "ul")
    yield f'<{element} class="listing {kind}">'
    for item in listing.items:
        label, body = _inlines(item.label, notes), "".join(_blocks(item.blocks, notes))
        if element == "dl":
            yield f"<dt>{label}</dt><dd>{body}</dd>"
        else:
            yield f'<li>{f"""<span class="item-label">{label}</span> """ if item.label else ""}{body}</li>'
    yield f"</{element}>"


def _table(table: Table, notes: Mapping[str, Note]) -> Iterator[str]:
    yield "<table>"
    if table.caption:
        yield f"<caption>{_inlines(table.caption, notes)}</caption>"
    for row in table.rows:
        yield "<tr>"
        for cell in row:
            element = "th" if cell.head else "td"
            spans = (("colspan", cell.columns), ("rowspan", cell.rows))
            reach = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
            yield f"<{element}{reach}>{''.join(_blocks(cell.blocks, notes))}</{element}>"
        yield "</tr>"
    yield "</table>"


def _inlines(inlines: Sequence[Inline], notes: Mapping[str, Note]) -> str:
    """Inlines; neighbours with one target are one link."""
    made = []
    for target, same in groupby(inlines, lambda inline: inline.target if isinstance(inline, Styled) else ""):
        inner = "".join(_inline(inline, notes) for inline in same)
        made.append(f'<a class="reference" href="{escape(target)}">{inner}</a>' if target else inner)
    return "".join(made)


def _inline(inline: Inline, notes: Mapping[str, Note]) -> str:
    match inline:
        case str():
            return escape(inline, quote=False)
        case Styled():
            return _styled(inline)
        case Emended(text=text, listed=False, language=language):
            return _styled(Styled(text, language=language))
        case Emended(id_, text, language=language):
            says = f'class="emended" id="{id_}" href="#list-{id_}"{_language(language)}'
            return f"<a {says}>{escape(text, quote=False)}</a>"
        case PageBreak(id_, label):
            name = escape(label)
            role = f'role="doc-pagebreak" aria-label="page {name}" data-n="{name}"'
            return f'<span class="page" id="{escape(id_)}" {role}></span>' if label else ""
        case Place(id_):
            return f'<span id="{id_}"></span>'
        case LineBreak():
            return "<br>"
        case Image():
            return f'<img src="{IMAGE}{escape(inline.name)}" alt="{escape(inline.alt)}">'
        case NoteRef():
            return _note_ref(inline, notes)


def _styled(styled: Styled) -> str:
    made = escape(styled.text, quote=False)
    for mark in styled.marks:
        element = STYLES.get(mark)
        made = f"<{element}>{made}</{element}>" if element else f'<span class="{mark}">{made}</span>'
    return f"<span{_language(styled.language)}>{made}</span>" if styled.language else made


def _note_ref(ref: NoteRef, notes: Mapping[str, Note]) -> str:
    """The marker of a note; if that is one paragraph it stands beside it: in the margin where there is room, else shown
    when followed."""
    label = escape(ref.label, quote=False)
    if ref.note not in notes:
        return f'<sup class="noteref missing" id="{ref.id}" title="The source does not have this note.">{label}</sup>'
    link = f'<a class="noteref" role="doc-noteref" id="{ref.id}" href="#{ref.note}">{label}</a>'
    note = notes[ref.note]
    return link if ref.again or not _is_short(note) else link + _note(note, notes, "span")


def _is_short(note: Note) -> bool:
    """Whether a note can stand inside of a paragraph."""
    return all(isinstance(block, Paragraph) for block in note.blocks[:1]) and len(note.blocks) <= 1


def _note(note: Note, notes: Mapping[str, Note], element: str) -> str:
    label = escape(note.label, quote=False)
    back = f'<a class="label" role="doc-backlink" href="#{note.back}">{label}</a>' if note.back else f"<b>{label}</b>"
    if _is_short(note):
        inner = "".join(_inlines(block.inlines, notes) for block in note.blocks if isinstance(block, Paragraph))
    else:
        inner = "".join(_blocks(note.blocks, notes))
    return f'<{element} class="note" role="doc-footnote" id="{note.id}">{back} {inner}</{element}>'


def _loose_notes(loose: Sequence[Note], notes: Mapping[str, Note]) -> Iterator[str]:
    """The notes that no marker leads to, and those too long to stand beside theirs."""
    if loose:
        yield f'<section class="notes"><h2>{words.NOTES}</h2>'
        yield from (_note(note, notes, "p" if _is_short(note) else "div") for note in loose)
        yield "</section>"


def _list_of(name: str, id_: str, groups: Sequence[Group]) -> Iterator[str]:
    """A part of the appendix: for each kind the cases with links to their places."""
    if not groups:
        return
    yield f'<section id="{id_}"><h2>{name}</h2>'
    for group in groups:
        does = f"{group.does} {words.examples(group)}".strip()
        yield f'<details open><summary>{escape(words.title(group))}</summary><p class="does">{escape(does)}</p><ul>'
        yield from (_case(case, aside=id_ == "set-aside") for case in group.listed)
        yield "</ul></details>"
    yield "</section>"


def _case(case: Emendation, *, aside: bool) -> str:
    record = case.record
    source = escape(words.visible(record.source).strip() or "[blank]")
    reading = "" if aside else f" → <ins>{escape(words.reading(case))}</ins>"
    return (
        f'<li id="list-{record.id}">{escape(case.before)}<a class="source" href="#{record.id}">{source}</a>{reading}'
        f'{escape(case.after)}<span class="why">{escape(words.reason(case))}</span></li>'
    )
