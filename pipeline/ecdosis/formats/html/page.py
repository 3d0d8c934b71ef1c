"""The frame of a page: its head, its bar, its contents, and the parts in their order."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ecdosis.book import words
from ecdosis.book.book import Block, Book, Paragraph, Passage, Section
from ecdosis.book.inlines import Inline, Styled, words_of
from ecdosis.formats.design import Design
from ecdosis.formats.html.appendix import appendix, parts
from ecdosis.formats.html.blocks import IMAGE, blocks, loose_notes, section
from ecdosis.formats.html.changes import legend
from ecdosis.formats.html.context import Context, context, inner, language
from ecdosis.formats.html.source import source
from ecdosis.formats.images import image_type

HERE: Final = Path(__file__).parent
SCRIPT: Final = ("base", "places", "changes", "card", "search", "contents", "actions")
"""The parts of the script, in their order: the last starts it. Without it the text, notes, lists and links work."""
FORMATS: Final[Mapping[str, str]] = {
    "epub": "EPUB",
    "pdf": "PDF",
    "docx": "Word",
    "xml": "TEI",
    "txt": "Plain text",
    "md": "Markdown",
}
"""What may lie beside a page -> its name."""
SHELF: Final = "index"
"""The name of the list of all editions among what lies beside a page."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})
LIST: Final = "M4 6h16M4 12h16M4 18h10"
GLASS: Final = "M10 4a6 6 0 1 0 0 12a6 6 0 0 0 0-12M15 15l5 5"
DOTS: Final = "M5 12h.1M12 12h.1M19 12h.1"
"""The drawings of the buttons, as paths of SVG."""
COLOURS: Final = (("auto", "As the system has it"), ("light", "Light"), ("dark", "Dark"))


def html(book: Book, design: Design = Design(), beside: Mapping[str, str] = NONE) -> bytes:
    """The page as UTF-8, its pictures inside. `beside` has the relative addresses of what lies beside it: formats (see
    FORMATS), and the list of all editions (SHELF)."""
    page = "\n".join(_page(book, context(book, design.signs), beside))
    for name, data in book.images.items():
        address = f"data:{image_type(data)};base64,{base64.b64encode(data).decode()}"
        page = page.replace(f'src="{IMAGE}{escape(name)}"', f'src="{address}"')
    return page.encode("utf-8", "replace")


@cache
def script() -> str:
    """The one script of a page: its parts in a function of their own, so that nothing is global."""
    parts = ((HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPT)
    return f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'


@cache
def style() -> str:
    """The style sheet of a page."""
    return (HERE / "style.css").read_text(encoding="utf-8")


def policy() -> str:
    """The Content Security Policy (level 3, W3C): nothing is fetched and sent, and no style and no script but ours is
    heeded, whatever a text may hold."""
    return (
        f"default-src 'none'; style-src '{_hash(style())}'; img-src data:; script-src '{_hash(script())}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _page(book: Book, known: Context, beside: Mapping[str, str]) -> Iterator[str]:
    yield from _head(book)
    yield '<body>\n<a class="skip" href="#text" lang="en">To the text</a>'
    yield from _bar(book, known, beside)
    yield from _contents(book)
    yield f'<main data-edition="{escape(book.id)}">\n<article id="text"{language(book.language)}>'
    yield from _text(book, known)
    yield "</article>"
    yield from source(book.lines, known, book.language)
    yield from appendix(book, known)
    yield "</main>"
    yield '<div id="card" popover role="dialog" aria-labelledby="card-title" lang="en" dir="ltr" tabindex="-1"></div>'
    yield f"<script>{script()}</script>\n</body>\n</html>\n"


def _head(book: Book) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html{language(book.language)}>\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy()}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f'<meta name="generator" content="Ecdosis {escape(book.version)}">'
    if book.author:
        yield f'<meta name="author" content="{escape(book.author)}">'
    if book.summary:
        yield f'<meta name="description" content="{escape(book.summary)}">'
    yield f"<title>{escape(book.display_title)}</title>"
    yield f"<style>{style()}</style>\n</head>"


def _bar(book: Book, known: Context, beside: Mapping[str, str]) -> Iterator[str]:
    """The bar at the top: contents, views, search, and the rest in a menu."""
    yield '<header id="bar" lang="en" dir="ltr"><div class="row">'
    yield _button("to-contents", words.CONTENTS, LIST, ' popovertarget="contents"')
    yield f'<a class="name" href="#text"{language(book.language)}>{escape(book.title)}</a>'
    yield from _views(book, known)
    yield _button("to-find", "Search", GLASS, " hidden")
    yield _button("to-menu", "More", DOTS, ' popovertarget="menu"') + "</div>"
    if known.families:
        yield from legend(known)
    yield '<div id="find" role="search" hidden><input type="search" id="words" aria-label="Search in this page" '
    yield 'placeholder="Search" autocomplete="off" spellcheck="false"><output id="found" aria-live="polite"></output>'
    yield '<button type="button" id="find-before" aria-label="Previous match">‹</button>'
    yield '<button type="button" id="find-after" aria-label="Next match">›</button>'
    yield '<button type="button" id="find-close" aria-label="Close the search">×</button></div>'
    yield from _menu(beside)
    yield "</header>"


def _button(id_: str, name: str, path: str, attributes: str) -> str:
    icon = f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'
    return f'<button type="button" id="{id_}" aria-label="{name}"{attributes}>{icon}</button>'


def _radio(group: str, name: str, title: str, *, checked: bool) -> str:
    on = " checked" if checked else ""
    attributes = f'name="{group}" id="{group}-{name}" value="{name}"{on} autocomplete="off"'
    return f'<label><input type="radio" {attributes}><span>{title}</span></label>'


def _views(book: Book, known: Context) -> Iterator[str]:
    """The switch of the views, if there is more than one."""
    views = [("reading", "Reading"), *([("changes", "Changes")] if known.families else [])]
    views += [("source", "Source")] if book.lines else []
    if len(views) > 1:
        yield '<fieldset id="views"><legend>View</legend>'
        yield from (_radio("view", name, title, checked=name == "reading") for name, title in views)
        yield "</fieldset>"


def _menu(beside: Mapping[str, str]) -> Iterator[str]:
    """Colours, and the other formats."""
    yield '<div id="menu" popover role="group" aria-label="More">'
    yield '<fieldset id="colours"><legend>Colours</legend>'
    yield from (_radio("colours", name, title, checked=name == "auto") for name, title in COLOURS)
    yield "</fieldset>"
    links = [(title, beside[name]) for name, title in FORMATS.items() if name in beside]
    if links:
        made = " ".join(f'<a href="{escape(address)}">{title}</a>' for title, address in links)
        yield f'<p class="formats">This edition as {made}</p>'
    if SHELF in beside:
        yield f'<p><a href="{escape(beside[SHELF])}">All editions</a></p>'
    yield "</div>"


def _contents(book: Book) -> Iterator[str]:
    """The contents; beside the text where there is room, else they open when called."""
    yield f'<nav id="contents" popover aria-label="{words.CONTENTS}"><ol>{"".join(_entries(book.blocks))}</ol>'
    yield '<ol class="appendix" lang="en" dir="ltr">'
    yield "".join(f'<li><a href="#{id_}">{title}</a></li>' for id_, title in parts(book))
    yield "</ol></nav>"


def _entries(found: Sequence[Block]) -> Iterator[str]:
    for block in found:
        if isinstance(block, Section):
            title = "".join(map(_entry, block.title)).strip()
            below = "".join(_entries(block.blocks))
            if title:
                nested = f"<ol>{below}</ol>" if below else ""
                yield f'<li><a href="#{escape(block.id)}">{title}</a>{nested}</li>'
            else:
                yield below


def _entry(inline: Inline) -> str:
    """What the contents have of a part of a heading."""
    words_ = escape(words_of(inline))
    is_small = isinstance(inline, Styled) and "capitals" in inline.marks
    return f'<span class="capitals">{words_}</span>' if is_small else words_


def _text(book: Book, known: Context) -> Iterator[str]:
    """The text. One that does not begin with its own title gets it from the header."""
    match book.blocks:
        case (Section(id="title", level=1) as whole,):
            by = f'<header class="titlepage"><p class="author">{escape(book.author)}</p></header>'
            yield from section(whole, known, 0, "" if not book.author or _has(book.blocks, "byline") else by)
        case _:
            yield f'<header class="titlepage"><h1>{escape(book.title)}</h1>'
            if book.subtitle:
                yield f'<p class="subtitle">{escape(book.subtitle)}</p>'
            if book.author:
                yield f'<p class="author">{escape(book.author)}</p>'
            yield "</header>"
            yield from blocks(book.blocks, known)
    yield from loose_notes(book.notes, known)


def _has(found: Sequence[Block], role: str) -> bool:
    """Whether there is a paragraph or passage with a role."""
    return any(
        (isinstance(block, (Paragraph, Passage)) and block.role == role) or _has(inner(block), role) for block in found
    )
