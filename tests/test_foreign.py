"""TEI as other projects write it becomes good books, and no word of it is lost. See `foreign/README.md`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ecdosis.book.book import Book, Section, paragraphs
from ecdosis.book.inlines import words_of
from ecdosis.book.reader import read
from ecdosis.book.reader.load import load
from ecdosis.book.reader.report import Event
from ecdosis.book.reader.walk import View
from ecdosis.errors import ToolError
from ecdosis.formats import from_file, plain, products
from ecdosis.tei.names import TEI
from ecdosis.tools import epubcheck

FOREIGN = Path(__file__).parent / "foreign"
SAMPLES = sorted(FOREIGN.glob("*.xml"))
VIEWS: tuple[View, ...] = ("reading", "diplomatic", "critical")
DESCRIBING = frozenset(
    ("teiHeader", "standOff", "xenoData", "facsimile", "linkGrp", "interpGrp", "spanGrp", "timeline", "listChange")
) | {"binaryObject", "figDesc"}
"""Elements whose words describe the text, or are no text (TEI Guidelines, 10, 15, 16, 18). `figDesc` is what is told of
a picture to those who do not see it; where there is none to be seen, the expectations have its words."""
STYLES = {"italic": "em|i", "bold": "strong|b", "superscript": "sup", "subscript": "sub"}
"""What a look is called in an expectation -> the elements of HTML that have it."""


@cache
def made(path: Path, view: View) -> tuple[Book, tuple[Event, ...]]:
    return read(load(path), path, view)


def expected(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


def shown(made: Book) -> str:
    """The title and the text of a book, without the list of what it leaves out, every white space one blank."""
    running = tuple(block for block in made.blocks if not (isinstance(block, Section) and block.id == "left-out"))
    return " ".join(f"{made.title} {plain.plain(replace(made, blocks=running)).decode()}".split())


def faults(text: str, wanted: Mapping[str, Any]) -> Iterator[str]:
    """Where a text is not as expected."""
    at = 0
    for phrase in wanted.get("words", ()):
        words = " ".join(phrase.split())
        found = text.find(words, at)
        if found < 0:
            yield f"{'out of order' if words in text else 'missing'}: {words}"
        else:
            at = found + len(words)
    for phrase in wanted.get("once", ()):
        if (times := text.count(" ".join(phrase.split()))) != 1:
            yield f"{times} times: {phrase}"
    for phrase in wanted.get("absent", ()):
        if phrase in text:
            yield f"there: {phrase}"
    for pattern in wanted.get("matches", ()):
        if not re.search(pattern, text):
            yield f"no match: {pattern}"


def cases() -> Iterator[Any]:
    for path in SAMPLES:
        wanted = expected(path)
        for view in VIEWS:
            if view == "reading" or view in wanted:
                yield pytest.param(path, view, id=f"{path.stem}-{view}")


def test_each_sample_has_its_expectations() -> None:
    assert {path.stem for path in SAMPLES} == {path.stem for path in FOREIGN.glob("*.toml")}


@pytest.mark.parametrize(("path", "view"), list(cases()))
def test_a_reader_finds_what_convention_lets_expect(path: Path, view: View) -> None:
    wanted = expected(path)
    assert list(faults(shown(made(path, view)[0]), wanted if view == "reading" else wanted[view])) == []


@pytest.mark.parametrize("path", [p for p in SAMPLES if "report" in expected(p)], ids=lambda path: path.stem)
def test_unknown_elements_are_reported_once_by_name(path: Path) -> None:
    kept = [event.what for event in made(path, "reading")[1] if event.fate == "unknown"]
    assert {name: kept.count(name) for name in expected(path)["report"]} == dict.fromkeys(expected(path)["report"], 1)


@pytest.mark.parametrize("path", [p for p in SAMPLES if "html" in expected(p)], ids=lambda path: path.stem)
def test_the_usual_spellings_of_looks_are_understood(path: Path) -> None:
    page = products(made(path, "reading")[0], ("html",)).files["html"].decode()
    missing = [
        f"{look}: {words}"
        for look, phrases in expected(path)["html"].items()
        for words in phrases
        if not re.search(rf"<({STYLES[look]})\b[^>]*>{re.escape(words)}</", page)
    ]
    assert missing == []


def written(path: Path) -> Iterator[str]:
    """The words of all texts of a document (or else of what transcribes its pages), as its text nodes have them."""
    root = load(path).root
    for name in ("text", "sourceDoc"):
        tops = list(root.iter(f"{{{TEI}}}{name}"))
        for top in tops:
            for element in top.iter("*"):
                hidden = (outer for outer in (element, *element.iterancestors()))
                if any(etree.QName(outer).localname in DESCRIBING for outer in hidden):
                    continue
                for part in (element.text, *(child.tail for child in element)):
                    yield from re.findall(r"\w+", unicodedata.normalize("NFC", part or ""))
        if tops:
            return


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path, view: View) -> None:
    """What a view does not show in its place, the list at the end of the book has."""
    letters = "".join(re.findall(r"\w+", unicodedata.normalize("NFC", plain.plain(made(path, view)[0]).decode())))
    assert {word for word in written(path) if word not in letters} == set()


@pytest.mark.slow  # Java, and PDFs
def test_every_epub_passes_epubcheck_and_every_pdf_is_made(tmp_path: Path) -> None:
    epubs = []
    for path in SAMPLES:
        done = products(made(path, "reading")[0], ("epub", "pdf"))
        assert set(done.files) == {"epub", "pdf"}, (path.name, done.notes)
        epubs.append(tmp_path / f"{path.stem}.epub")
        epubs[-1].write_bytes(done.files["epub"])
    try:
        findings = epubcheck.check(epubs)
    except ToolError as error:
        pytest.skip(str(error))
    assert [str(finding) for finding in findings] == []


def test_each_note_is_one(tmp_path: Path) -> None:
    """Notes without ids stay apart; a note that goes on overleaf is one with what it goes on from."""
    path = tmp_path / "notes.xml"
    body = (
        '<p>One<note>First.</note> two<note>Second.</note> three<note xml:id="a" n="*" next="#b">Third</note>.</p>'
        '<p>Four<note xml:id="b" n="*" prev="#a">goes on.</note> five<note>Fourth.</note>.</p>'
    )
    path.write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>', encoding="utf-8"
    )
    book, _ = from_file(path)
    notes = [(note.label, "|".join("".join(map(words_of, p)) for p in paragraphs(note.blocks))) for note in book.notes]
    assert notes == [("1", "First."), ("2", "Second."), ("*", "Third|goes on."), ("3", "Fourth.")]
