"""Whatever the strings of a book say, in whichever of its fields, no writer makes markup of them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pytest
from lxml import etree

from ecdosis.book.book import Book, Cell, Item, Listing, Paragraph, Passage, Section, Table
from ecdosis.book.inlines import MARKS, AsidePlace, Asked, Emended, Image, Inline, LineBreak, NoteRef, PageBreak, Styled
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.formats import epub
from ecdosis.formats.html import html
from ecdosis.formats.html.page import script
from ecdosis.model.kinds import Kind
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.names import parse

SAMPLE: Final = Path(__file__).parent / "data" / "sample.xml"
PICTURE: Final = b"GIF89a\x01\0\x01\0\0\0\0;"
MARKUP: Final = (
    ' "><script>alert(1)</script><img src=x onerror=alert(1)> ',
    " ' onclick='alert(1)' x=' ",
    " ]]><!-- <b> ",
    " --></title></style></section></p><h1> ",
    " &lt;b&gt; &amp; &nbsp; &#60; &undefined; ",
    " {{ 7 * 7 }} {% include 'html/page.html' %} {# x #} ",
    " <?php evil(); ?><!DOCTYPE x> ",
)
NAMES: Final = frozenset({"role", "kind", "marks", "level"})
"""Fields that say which element a thing becomes."""
TARGETS: Final = (
    "javascript:alert(1)",
    " JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "vbscript:x",
    "data:text/html,x",
)


@pytest.fixture(autouse=True)
def uncovered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing the cover takes longer than all else."""
    monkeypatch.setattr(epub, "cover", lambda *_: PICTURE)


@pytest.fixture(scope="module")
def whole() -> Book:
    """A book with every kind of block and inline, with questions, and with what was changed and set aside."""
    asking = "A TITLE\n\nHe saw teh house and said: “I shall go thither at once and wait for the boat.\n".encode()
    asked = book(parse(to_tei(asking, Descriptor(id="asked"), Path("asked.txt"))))
    inlines: tuple[Inline, ...] = (
        *(Styled("words ", (mark,), "fr", "https://example.org/") for mark in MARKS),
        *(
            Styled("more ", target="#p1"),
            LineBreak(number="7"),
            LineBreak(within=True),
            AsidePlace("a1"),
            PageBreak("b1", "12"),
        ),
        *(
            Asked("q1", "q1"),
            "asked",
            Asked("q1", "q1", end=True),
            Image("i.gif", "a gull", 1, 1),
            NoteRef("r1", "1", "n1"),
        ),
        *(
            Emended("e1", "", source="gone", borrowed=True),
            Emended("e2", "read", source="red", language="fr"),
            NoteRef("r2", "2", ""),
        ),
    )
    lines = tuple(Paragraph(f"v{number}", ("verse",), Kind.VERSE) for number in range(12))
    items = (Item(("one",), (Paragraph("p2", inlines, language="ar"),)), Item((), (Paragraph("p3", ("x",)),)))
    cells = ((Cell((Paragraph("p4", ("head",)),), head=True),), (Cell((Paragraph("p5", inlines),), rows=2, columns=2),))
    blocks = (
        Section(
            "s1",
            2,
            inlines,
            (Passage("poem", lines), *(Listing(kind, items) for kind in ("simple", "ordered", "gloss"))),
        ),
        Passage(
            "figure",
            (Paragraph("p6", (Image("i.gif", "a gull", 1, 1),), "ornament"), Paragraph("p7", inlines, "caption")),
        ),
        Passage("epigraph", (Table(inlines, cells),)),
        Passage("list", (Paragraph("p8", inlines, Kind.ITEM),)),
    )
    made = book(parse(SAMPLE.read_bytes()))
    assert made.lines
    assert made.emendations
    assert made.asides
    assert asked.questions
    images = MappingProxyType({"i.gif": PICTURE})
    return replace(made, blocks=(*made.blocks, *blocks), images=images, questions=asked.questions)


def changed(value: Any, change: Callable[[str], str], but: frozenset[str] = frozenset()) -> Any:
    """A value with all strings in it changed, but for the fields with some names."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(changed(part, change, but) for part in value)
    if isinstance(value, Mapping):
        return {changed(key, change, but): changed(part, change, but) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        of = {one.name: getattr(value, one.name) for one in fields(value) if one.init and one.name not in but}
        return replace(value, **{name: changed(part, change, but) for name, part in of.items()})
    return value


def harmless(markup: str) -> str:
    """The same letters and blanks, without what could be markup, or the point between the lines of a heading."""
    return "".join(c if c.isalnum() or c.isspace() else "•" for c in markup)


def made(of: Book) -> Iterator[tuple[str, etree._Element]]:
    """The pages and documents that are made of a book, parsed as strictly as their kind allows."""
    yield "page", etree.fromstring(html(of), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    with zipfile.ZipFile(io.BytesIO(epub.epub(of)[0])) as archive:
        for name in archive.namelist():
            assert name.startswith(("EPUB/", "META-INF/container.xml", "mimetype"))
            assert ".." not in name
            if name.endswith((".xhtml", ".opf", ".ncx")):
                yield name, etree.fromstring(archive.read(name))


def structure(root: etree._Element) -> Counter[Any]:
    """All elements with the names of their attributes."""
    return Counter((element.tag, tuple(sorted(map(str, element.attrib)))) for element in root.iter())


def assert_nothing_runs(root: etree._Element) -> None:
    for element in root.iter("*"):
        name = etree.QName(element).localname
        assert name not in ("iframe", "object", "embed", "base", "form")
        assert name != "script" or element.text == script()
        for attribute, value in element.attrib.items():
            assert not str(attribute).startswith("on")
            if attribute in ("href", "src"):
                scheme = "".join(str(value).split()).lower().partition(":")[0]
                assert scheme not in ("javascript", "vbscript", "file")
                assert not str(value).startswith("data:text")


@pytest.mark.parametrize("but", [NAMES, frozenset[str]()], ids=["all that is said", "all that there is"])
@pytest.mark.parametrize("markup", MARKUP)
def test_no_string_of_a_book_is_markup(whole: Book, markup: str, but: frozenset[str]) -> None:
    """With and without what looks like markup the elements are the same, and so are the names of their attributes."""
    hostile = changed(whole, lambda text: text + markup, but)
    tame = changed(whole, lambda text: text + harmless(markup), but)
    for (name, root), (other, same) in zip(made(hostile), made(tame), strict=True):
        assert name == other
        assert structure(root) == structure(same), name
        assert_nothing_runs(root)


def test_every_string_is_there_as_it_is(whole: Book) -> None:
    """What looks like markup, or like a template, is shown as the words that it is."""
    for markup in MARKUP:
        pages = dict(made(replace(whole, title=markup, blocks=(Paragraph("p1", (markup,)),))))
        for name in ("page", "EPUB/text/ch001.xhtml", "EPUB/text/title_page.xhtml", "EPUB/nav.xhtml"):
            assert markup.strip() in "".join(map(str, pages[name].itertext())), name


@pytest.mark.parametrize("target", TARGETS)
def test_no_link_runs_anything(whole: Book, target: str) -> None:
    linked = (Paragraph("p1", ("see ", Styled("here", target=target), Styled("there", target="https://example.org/"))),)
    for name, root in made(replace(whole, blocks=linked)):
        assert_nothing_runs(root)
        if name in ("page", "EPUB/text/ch001.xhtml"):
            assert "see herethere" in "".join(map(str, root.itertext()))
            assert [a.text for a in root.iter("{*}a") if str(a.get("href")).endswith("example.org/")] == ["there"]


def test_what_xml_cannot_hold_has_a_stand_in(whole: Book) -> None:
    """Nothing of it, not even half of a character, keeps an EPUB from being XML."""
    hostile = changed(whole, lambda text: f"{text}\0\x0b\ufffe", NAMES)
    assert {name for name, _ in made(hostile)} > {"page", "EPUB/content.opf", "EPUB/toc.ncx", "EPUB/nav.xhtml"}
    halved = replace(whole, title="a\ud800b", author="\udc93")
    titles = [root.findtext(".//{*}title") for name, root in made(halved) if name.startswith("EPUB/text")]
    assert "a[U+D800]b" in titles
