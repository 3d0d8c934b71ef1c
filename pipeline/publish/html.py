"""One self-contained web page: it works from disk, without a network and without scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from pipeline.publish import words
from pipeline.publish.book import Block, Book, Emendation, Emended, Group, Inline, PageBreak, Paragraph, Place, Section

STYLE: Final = Path(__file__).parent / "html.css"
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""The Content Security Policy: nothing is fetched and no script runs, whatever a text may hold."""
RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur", "yi")


def html(book: Book) -> bytes:
    """The page as UTF-8."""
    return "\n".join(_page(book)).encode("utf-8", "replace")


def _page(book: Book) -> Iterator[str]:
    direction = ' dir="rtl"' if book.language in RIGHT_TO_LEFT else ""
    yield f'<!DOCTYPE html>\n<html lang="{escape(book.language)}"{direction}>\n<head>\n<meta charset="utf-8">'
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
    yield from _blocks(book.blocks)
    yield '</main>\n<footer lang="en" dir="ltr">'
    yield from _list_of(words.EMENDATIONS, "emendations", book.emendations)
    yield from _list_of(words.SET_ASIDE, "set-aside", book.asides)
    yield f'<section id="about" class="about"><h2>{words.ABOUT}</h2>'
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in words.about(book))
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
            title = escape("".join(_words(inline) for inline in block.title).strip())
            below = "".join(_contents(block.blocks))
            yield f'<li><a href="#{block.id}">{title}</a>{f"<ol>{below}</ol>" if below else ""}</li>'


def _words(inline: Inline) -> str:
    return inline if isinstance(inline, str) else inline.text if isinstance(inline, Emended) else ""


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        inner = "".join(_inline(inline) for inline in (block.inlines if isinstance(block, Paragraph) else block.title))
        if isinstance(block, Paragraph):
            link = f'<a class="here" href="#{block.id}" aria-label="Link to this paragraph">¶</a>'
            yield f'<p id="{block.id}">{inner}{link}</p>'
        else:
            level = min(block.level + 1, 6)
            yield f'<section id="{block.id}"><h{level}>{inner}</h{level}>'
            yield from _blocks(block.blocks)
            yield "</section>"


def _inline(inline: Inline) -> str:
    match inline:
        case str():
            return escape(inline, quote=False)
        case Emended(id_, text):
            return f'<a class="emended" id="{id_}" href="#list-{id_}">{escape(text, quote=False)}</a>'
        case PageBreak(id_, label):
            name = escape(label)
            role = f'role="doc-pagebreak" aria-label="page {name}" data-n="{name}"'
            return f'<span class="page" id="{escape(id_)}" {role}></span>' if label else ""
        case Place(id_):
            return f'<span id="{id_}"></span>'


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
