"""EPUB 3: the same book always gives the same bytes.

`pages` and `sections` say what stands in which file, `content` writes it, `semantics` knows what the parts are,
`navigation` and `package` what leads to them; the templates are in `templates/epub`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from ecdosis.book.book import Book
from ecdosis.book.words import words_for
from ecdosis.errors import ToolError
from ecdosis.formats.cover import cover
from ecdosis.formats.design import Design
from ecdosis.formats.epub import navigation, semantics
from ecdosis.formats.epub.content import EpubContent
from ecdosis.formats.epub.package import NAVIGATION, package
from ecdosis.formats.epub.pages import EpubPage, text_pages
from ecdosis.formats.epub.sections import own_pages
from ecdosis.formats.format import NOTHING, Made
from ecdosis.formats.hypertext import Attributes
from ecdosis.formats.images import SUFFIXES, image_type
from ecdosis.formats.zips import packed
from ecdosis.languages.detect import right_to_left
from ecdosis.model.characters import holdable
from ecdosis.templates import render

FOLDER: Final = "EPUB/"
"""Where the files of a book are; their addresses are from there."""
TEXT: Final = "text/"
STYLE: Final = "styles/stylesheet1.css"
COVER: Final = "media/cover.png"


def epub(book: Book, design: Design = Design()) -> tuple[bytes, list[str]]:
    """The EPUB and what a person should know of it."""
    pictures, notes = _pictures(book), []
    media = {address: book.images[name] for name, address in pictures.items()}
    try:
        media[COVER] = cover(book)
    except ToolError as error:
        notes.append(f"the EPUB has no cover ({error})")
    pages: list[EpubPage] = [*text_pages(book), *own_pages(book, signs=design.signs)]
    named = {f"ch{number:03}.xhtml": page for number, page in enumerate(pages, 1)}
    write = EpubContent(
        around=book.language,
        say=words_for(book.language),
        files={id_: name for name, page in named.items() for id_ in page.ids},
        pictures={name: f"../{address}" for name, address in pictures.items()},
        kinds=dict(semantics.kinds(book.blocks)),
        signs=design.signs,
    )
    texts = _texts(book, named, write, covered=COVER in media)
    entries = {f"{FOLDER}{name}": data for name, data in (_encoded(texts) | media).items()}
    entries[f"{FOLDER}{STYLE}"] = (Path(__file__).parent / "style.css").read_bytes()
    entries[f"{FOLDER}content.opf"] = _xml(package(book, [*texts, STYLE, *media], COVER))
    entries["META-INF/container.xml"] = render("epub/container.xml", package=f"{FOLDER}content.opf").encode()
    entries["mimetype"] = b"application/epub+zip"
    return packed(entries, first="mimetype"), notes


def made(book: Book, design: Design = Design(), _: Mapping[str, str] = NOTHING) -> Made:
    """The EPUB as a product."""
    content, notes = epub(book, design)
    return Made(content, tuple(notes))


def _pictures(book: Book) -> dict[str, str]:
    """The addresses of the pictures by their names, which are nobody's to choose."""
    types = {name: image_type(data) for name, data in book.images.items()}
    shown = [name for name, type_ in types.items() if type_]
    return {name: f"media/image-{number}{SUFFIXES[types[name]]}" for number, name in enumerate(shown, 1)}


def _texts(book: Book, named: Mapping[str, EpubPage], write: EpubContent, *, covered: bool) -> dict[str, str]:
    """What is XML among the files, but for the package: in the order of the spine, and the NCX."""
    say, own = write.say, write.language(write.own)
    outside = replace(write, folder=TEXT)
    contents = navigation.contents(book, named, outside)
    pages = navigation.page_list(book, outside)
    texts = {
        f"{TEXT}cover.xhtml": _page(book, "cover", "frontmatter", cover=f"../{COVER}"),
        f"{TEXT}title_page.xhtml": _page(
            book,
            "title_page",
            "frontmatter",
            authors=book.catalogue.authors or tuple(filter(None, (book.author,))),
            origin=say.on_title_page(book),
            own=own,
        ),
        NAVIGATION: _page(
            book,
            "nav",
            "frontmatter",
            title=say("headings.contents"),
            style=STYLE,
            own=own,
            contents=contents,
            landmarks=navigation.landmarks(book, named, outside, covered=covered),
            pages=pages,
        ),
    }
    if not covered:
        del texts[f"{TEXT}cover.xhtml"]
    for name, page in named.items():
        body = page.body(write)
        texts[f"{TEXT}{name}"] = _page(book, "page", page.matter, title=page.title or book.title, content=body)
    return texts | {"toc.ncx": _xml(navigation.ncx(book, contents, pages)).decode()}


def _page(book: Book, template: str, matter: str, **values: object) -> str:
    direction = "rtl" if right_to_left(book.language) else None
    language: Attributes = {"lang": book.language, "xml:lang": book.language, "dir": direction}
    common = {"title": book.title, "style": f"../{STYLE}", "book": book, "matter": matter, "language": language}
    common["say"] = words_for(book.language)
    return holdable(render(f"epub/{template}.xhtml", **(common | values)))


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in texts.items()}


def _xml(root: etree._Element) -> bytes:
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return made
