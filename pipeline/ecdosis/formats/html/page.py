"""The frame of a page: its head, its bar, its contents, and the parts in their order."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from markupsafe import Markup, escape

from ecdosis.book.book import Block, Book, Paragraph, Passage, Section
from ecdosis.book.fold import every
from ecdosis.book.inlines import Inline, Styled, words_of
from ecdosis.book.words import BookWords, words_for
from ecdosis.formats.design import Design
from ecdosis.formats.format import Format
from ecdosis.formats.html.appendix import appendix
from ecdosis.formats.html.changes import legend
from ecdosis.formats.html.context import PageContext, context
from ecdosis.formats.html.source import source
from ecdosis.formats.html.text import HtmlText
from ecdosis.formats.hypertext import NOTHING, element
from ecdosis.formats.images import image_type
from ecdosis.formats.table import TEI, formats
from ecdosis.languages import FALLBACK
from ecdosis.languages.detect import right_to_left
from ecdosis.templates import render

HERE: Final = Path(__file__).parent
SCRIPT: Final = ("base", "places", "changes", "card", "search", "contents", "actions")
"""The parts of the script, in their order: the last starts it. Without it the text, notes, lists and links work."""
SHELF: Final = "index"
"""The name of the list of all editions among what lies beside a page."""
NONE: Final[Mapping[str, str]] = MappingProxyType({})
_NAME: Final = re.compile(r"\[\[(?P<key>[a-z_]+\.[a-z_]+)(?P<values>(?: \w+=\$\{[^{}]*\})*)\]\]")
_VALUE: Final = re.compile(r" (?P<name>\w+)=(?P<value>\$\{[^{}]*\})")
"""A word of the book's own in a script or style sheet, and what a script puts into it."""


def html(book: Book, design: Design = Design(), beside: Mapping[str, str] = NONE) -> bytes:
    """The page as UTF-8, its pictures inside. `beside` has the relative addresses of what lies beside it: files by
    their endings, and the list of all editions (SHELF)."""
    known = context(book, design.signs)
    say = known.say
    page = render(
        "html/page.html",
        book=book,
        say=say,
        own={"lang": say.language, "dir": "rtl" if right_to_left(say.language) else "ltr"},
        policy=Markup(policy(say.language)),  # these three are ours, and hashed as they are
        style=Markup(style(say.language)),
        script=Markup(script(say.language)),
        changes=bool(known.families),
        legend=legend(known),
        views=_views(book, known),
        formats=[(_named(one, say), beside[one.name]) for one in (*formats(), TEI) if one.name in beside],
        shelf=beside.get(SHELF, ""),
        contents=list(_entries(book.blocks)),
        text=_text(book, HtmlText(context=known, pictures=_pictures(book))),
        lines=source(book.lines, known) if book.lines else None,
        **appendix(book, known),
    )
    return page.encode("utf-8", "replace")


def _named(format_: Format, say: BookWords) -> str:
    """What a format is called."""
    key = f"formats.{format_.name}"
    return say(key) if key in say.interface else format_.title


def _pictures(book: Book) -> dict[str, str]:
    """The pictures as addresses that hold them."""
    types = {name: image_type(data) for name, data in book.images.items()}
    return {
        name: f"data:{types[name]};base64,{base64.b64encode(data).decode()}"
        for name, data in book.images.items()
        if types[name]
    }


@cache
def script(language: str = FALLBACK) -> str:
    """The one script of a page, with the words of a language: its parts in a function of their own, so that nothing is
    global."""
    parts = (_said(HERE / "script" / f"{name}.js", language, "\\u{:04x}") for name in SCRIPT)
    return f'"use strict";\n(() => {{\n{"".join(parts)}}})();\n'


@cache
def style(language: str = FALLBACK) -> str:
    """The style sheet of a page, with the words of a language."""
    return _said(HERE / "style.css", language, "\\{:06x}")


def _said(path: Path, language: str, escape: str) -> str:
    """A script or style sheet with the words that its strings have the names of: `[[card.note label=${...}]]`.
    `escape`: how a code point is written in a string."""
    say = words_for(language)

    def said(found: re.Match[str]) -> str:
        values = {one["name"]: one["value"] for one in _VALUE.finditer(found["values"])}
        stand_ins = {name: f"\ufffc{name}\ufffc" for name in values}
        text = _quoted(say(found["key"], **stand_ins), escape)
        for name, stand_in in stand_ins.items():
            text = text.replace(stand_in, values[name])
        return text

    return _NAME.sub(said, path.read_text(encoding="utf-8"))


def _quoted(text: str, escape: str) -> str:
    """Text as it may stand in a string of a script or a style sheet, whatever quotes that has."""
    return "".join(f"\\{c}" if c in "\\\"'`$" else escape.format(ord(c)) if c in "<\n" else c for c in text)


def policy(language: str = FALLBACK) -> str:
    """The Content Security Policy (level 3, W3C): nothing is fetched and sent, and no style and no script but ours is
    heeded, whatever a text may hold."""
    styles, scripts = _hash(style(language)), _hash(script(language))
    return (
        f"default-src 'none'; style-src '{styles}'; img-src data:; script-src '{scripts}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _views(book: Book, known: PageContext) -> list[tuple[str, str]]:
    """The views, by name and title: the text, with its changes, its source."""
    there = {"reading": True, "changes": bool(known.families), "source": bool(book.lines)}
    return [(name, known.say(f"page.{name}")) for name, is_there in there.items() if is_there]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A heading as the contents have it, with those below."""

    id: str
    title: Markup
    below: Sequence[_Entry]


def _entries(found: Sequence[Block]) -> Iterator[_Entry]:
    for block in found:
        if isinstance(block, Section):
            title = NOTHING.join(map(_entry, block.title)).strip()
            below = list(_entries(block.blocks))
            if title:
                yield _Entry(block.id, title, below)
            else:
                yield from below


def _entry(inline: Inline) -> Markup:
    """What the contents have of a part of a heading."""
    words_ = escape(words_of(inline))
    is_small = isinstance(inline, Styled) and "capitals" in inline.marks
    return element("span", {"class": "capitals"}, words_) if is_small else words_


def _text(book: Book, write: HtmlText) -> Markup:
    """The text. One that does not begin with its own title gets it from the header."""
    match book.blocks:
        case (Section(id="title", level=1) as whole,):
            own = every(block for block in whole.blocks if not isinstance(block, Section))
            by = book.author if not any(map(_is_byline, own)) else ""
            below = write.part("titlepage", title="", subtitle="", author=by) if by else NOTHING
            text = replace(write, shift=0).section(whole, below)
        case _:
            titles = {"title": book.title, "subtitle": book.subtitle, "author": book.author}
            text = write.part("titlepage", **titles) + write.blocks(book.blocks)
    return text + write.loose_notes(book.notes)


def _is_byline(block: Block) -> bool:
    return isinstance(block, (Paragraph, Passage)) and block.role == "byline"
