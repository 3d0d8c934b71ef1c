"""The pages of an EPUB: pandoc's XHTML made as plain as what it says, with the semantics that reading systems know.

The vocabulary is that of EPUB (Structural Semantics Vocabulary 1.1, `epub:type`) with the ARIA role that belongs to it
(DPUB-ARIA 1.1, EPUB Type to ARIA Role Authoring Guide). Notes are divisions, not asides: reading systems find them by
their marker and show them as pop-ups all the same, but some of them hide asides from the page. They are footnotes in a
section of endnotes, since the type and the role of a single endnote are deprecated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from ecdosis.book import words
from ecdosis.book.book import PASSAGES, ROLES, Block, Book, Section
from ecdosis.languages.detect import right_to_left
from ecdosis.tei.names import XML, content

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
TYPE: Final = f"{{{OPS}}}type"
HEADINGS: Final = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))
OWN: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "notes": ("endnotes", "doc-endnotes"),
        "emendations": ("appendix", "doc-appendix"),
        "set-aside": ("appendix", "doc-appendix"),
        "left-out": ("appendix", "doc-appendix"),
        "about": ("colophon", "doc-colophon"),
    }
)
"""The ids of a book's own sections -> their type and role."""
ENGLISH: Final = ("emendations", "set-aside", "about")
"""Those in which all is English but what they quote; of the others only the headings are."""
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        name: name
        for name in (
            *("preface", "foreword", "introduction", "prologue", "epilogue", "afterword", "conclusion", "dedication"),
            *("acknowledgments", "appendix", "glossary", "bibliography", "index", "part", "volume"),
        )
    }
    | {"acknowledgements": "acknowledgments", "acknowledgement": "acknowledgments"}
)
"""What encodings call a division (TEI `@type`) -> its type."""
FRONT: Final = ("preface", "foreword", "dedication", "acknowledgments")
BACK: Final = ("appendix", "glossary", "bibliography", "index", "afterword", "endnotes", "colophon")
"""Types that stand before and after the text; all others are in its body."""
WHOLE: Final = ("blockquote", "ul", "ol", "dl")
"""Elements that are a passage by themselves."""
WRAPPED: Final = (*PASSAGES, "simple", "bulleted", "gloss")
"""Classes of what pandoc wraps: passages, lists."""
OF_CHANGES: Final = ("why", "does", "item-label")
"""Classes of paragraphs beside the roles of the text's own."""
NO_ROLE: Final = ("volume",)
"""Types without a role of their own."""


def q(name: str) -> str:
    return f"{{{XHTML}}}{name}"


def finished(page: etree._Element, book: Book, sections: Mapping[str, Section]) -> str:
    """Make a page of the text what it should be; returns its type: `frontmatter`, `bodymatter` or `backmatter`.
    `sections` are those of the book by id."""
    _plain(page)
    _noted(page)
    heading = next(page.iter(*HEADINGS), None)
    set_title(page, (content(heading) if heading is not None else "") or book.title)
    for element in [h for h in page.iter(*HEADINGS) if not content(h) and not len(h)]:
        element.getparent().remove(element)  # type: ignore[union-attr]
    kind = _typed(page, sections)
    _in_languages(page, book)
    page.find(q("body")).set(TYPE, kind)  # type: ignore[union-attr]
    return kind


def set_title(page: etree._Element, title: str) -> None:
    """The title of a page, and its head without what is empty."""
    head = page.find(q("head"))
    assert head is not None
    for element in [*head.iterfind(q("style"))]:
        head.remove(element)
    if (element := head.find(q("title"))) is not None:  # type: ignore[assignment]
        element.text = title


def by_id(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Section]]:
    """The divisions of a book by id."""
    for block in blocks:
        if isinstance(block, Section):
            yield block.id, block
            yield from by_id(block.blocks)


# ---------------------------------------------------------------- what pandoc wraps


def _plain(page: etree._Element) -> None:
    """A block without the divisions that pandoc needs to give it a name: a paragraph, a quotation, a list, a figure
    has its own."""
    for div in [*page.iter(q("div"))]:
        roles = (div.get("class") or "").split()
        [only] = [*div] if len(div) == 1 else [None]
        inner = "" if only is None else etree.QName(only).localname
        known = not roles or roles[0] in (*ROLES, *OF_CHANGES)
        if only is not None and ((inner == "p" and known) or (inner in WHOLE and roles[:1] and roles[0] in WRAPPED)):
            _merged(div, only)
        elif roles == ["figure"]:
            div.tag = q("figure")
    for figure in page.iter(q("figure")):
        ends = [child for child in (figure[-1], figure[0]) if child.get("class") == "caption"] if len(figure) else []
        if ends and ends[0].tag == q("p"):
            ends[0].tag = q("figcaption")
    for quotation in page.iter(q("blockquote")):
        if quotation.get("class") == "epigraph":
            quotation.set(TYPE, "epigraph")
            quotation.set("role", "doc-epigraph")


def _merged(div: etree._Element, only: etree._Element) -> None:
    """Put the only element of a division in its place, with the attributes of both."""
    for name, value in div.attrib.items():
        only.set(name, value)
    only.tail = div.tail
    div.getparent().replace(div, only)  # type: ignore[union-attr]


def _noted(page: etree._Element) -> None:
    """Notes are footnotes, wherever they stand; changes of a kind are a list."""
    found = [div for div in page.iter(q("div")) if div.get("class") in ("note", "case")]
    for div in found:
        if div.get("class") == "note":
            div.set(TYPE, "footnote")
            div.set("role", "doc-footnote")
    for around in dict.fromkeys(div.getparent() for div in found if div.get("class") == "case"):
        assert around is not None
        cases = [div for div in around if div.get("class") == "case"]
        listed = etree.Element(q("ol"), {"class": "cases"})
        around.insert(around.index(cases[0]), listed)
        for case in cases:
            case.tag = q("li")
            listed.append(case)


# ---------------------------------------------------------------- semantics


def _typed(page: etree._Element, sections: Mapping[str, Section]) -> str:
    """Types and roles of the sections of a page; returns where in the book the page stands."""
    matter = ""
    for section in page.iter(q("section")):
        id_, level = section.get("id", ""), (section.get("class") or "").split()[:1]
        section.attrib.pop("class", "")
        type_, role = OWN.get(id_) or _kind(sections.get(id_), level)
        if type_:
            section.set(TYPE, type_)
        if role:
            section.set("role", role)
        if id_ in OWN:
            section.set("class", id_)
        for heading in section.iterchildren(*HEADINGS):
            heading.attrib.pop("class", "")
        matter = matter or ("frontmatter" if type_ in FRONT else "backmatter" if type_ in BACK else "bodymatter")
    return matter or "bodymatter"


def _kind(section: Section | None, level: list[str]) -> tuple[str, str]:
    """Type and role of a division: what the encoding calls it, else the highest are chapters."""
    if section is None:
        return "", ""
    if section.kind in KINDS:
        type_ = KINDS[section.kind]
        return type_, "" if type_ in NO_ROLE else f"doc-{type_}"
    if section.level == 1 and any(_is_chapter(block) for block in section.blocks):
        return "part", "doc-part"
    return ("chapter", "doc-chapter") if section.level == 1 or _is_chapter(section) else ("", "")


def _is_chapter(block: Block) -> bool:
    """Whether the encoding calls a division a chapter."""
    return isinstance(block, Section) and block.kind == "chapter"


def _in_languages(page: etree._Element, book: Book) -> None:
    """What the book says of itself is English, whatever its text is; words in a language say so for XML as well."""
    for section in page.iter(q("section")) if not is_english(book) else ():
        if section.get("id") in ENGLISH:
            _set_language(section, "en")
            for element in section.iter(q("span"), q("a")):
                if not {"text", "source", "reading"}.isdisjoint((element.get("class") or "").split()):
                    _set_language(element, book.language)
        elif section.get("id") in OWN:
            said = [*section.iterfind(q("h1"))]
            if section.get("id") == "left-out":
                said += [
                    *section.findall(q("p"))[:1],
                    *(p for p in section.iter(q("p")) if p.get("class") == "heading"),
                ]
            for element in said:
                _set_language(element, "en")
    if right_to_left(book.language):
        page.set("dir", "rtl")
    spread_languages(page)


def spread_languages(page: etree._Element) -> None:
    """Each language also as XML says it; none where it is that of what is around."""
    for element in page.iter("*"):
        language = element.get("lang")
        around = next((above.get("lang") for above in element.iterancestors() if above.get("lang")), None)
        if language and language == around and not element.get("dir"):
            del element.attrib["lang"]
        elif language:
            element.set(f"{{{XML}}}lang", language)


def is_english(book: Book) -> bool:
    return book.language.partition("-")[0].lower() == "en"


def _set_language(element: etree._Element, language: str) -> None:
    element.set("lang", language)
    element.set("dir", "rtl" if right_to_left(language) else "ltr")


# ---------------------------------------------------------------- cover and title page


def cover_page(page: etree._Element, book: Book, image: str) -> None:
    """The cover as an image that says what it shows; `image` is its address."""
    body = _emptied(page, "frontmatter")
    set_title(page, book.title)
    section = etree.SubElement(body, q("section"), {"id": "cover", TYPE: "cover"})
    by = f", by {book.author}" if book.author else ""
    alt = f"Cover: {book.display_title}{by}"
    etree.SubElement(section, q("img"), {"src": image, "alt": alt, "role": "doc-cover"})


def title_page(page: etree._Element, book: Book) -> None:
    """Title, names, where the text comes from."""
    section = etree.SubElement(
        _emptied(page, "frontmatter"), q("section"), {"id": "titlepage", TYPE: "titlepage", "class": "titlepage"}
    )
    set_title(page, book.title)
    etree.SubElement(section, q("h1"), {TYPE: "title"}).text = book.title
    if book.subtitle:
        attributes = {"class": "subtitle", TYPE: "subtitle", "role": "doc-subtitle"}
        etree.SubElement(section, q("p"), attributes).text = book.subtitle
    for name in book.catalogue.authors or filter(None, (book.author,)):
        etree.SubElement(section, q("p"), {"class": "author"}).text = name
    for told in words.on_title_page(book):
        line = etree.SubElement(section, q("p"), {"class": "origin"})
        line.text = told
        if not is_english(book):
            _set_language(line, "en")
            line.set(f"{{{XML}}}lang", "en")


def _emptied(page: etree._Element, type_: str) -> etree._Element:
    body = page.find(q("body"))
    assert body is not None
    for child in [*body]:
        body.remove(child)
    body.attrib.clear()
    body.set(TYPE, type_)
    return body
