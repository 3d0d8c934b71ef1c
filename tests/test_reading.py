"""Our EPUBs in a real reading system (foliate-js): every page turned, every note followed there and back and shown as a
pop-up, the last words of the text found by its search."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from ecdosis.book.book import Book, all_inlines
from ecdosis.book.inlines import Emended, Inline, NoteRef
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.errors import ToolError
from ecdosis.formats import epub, from_file
from ecdosis.formats.design import Design
from ecdosis.project import descriptor
from ecdosis.tei.names import parse
from ecdosis.tools import node
from ecdosis.validation.agreement import reading
from reading import browser, opened, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEEDS = Path(__file__).parents[1] / "seeds"
SPECIMENS = sorted(path.stem for path in SEEDS.glob("specimen-*.txt"))
FIVE = sorted(path.stem for path in SEEDS.glob("00*.toml"))
FOREIGN = ("critical-parallel", "drama", "figures", "notes", "notes-back", "poetry", "rtl-hebrew", "tables")
WORDS = 5
"""Words at the end of a text that are looked for."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; in CI it has to be there, and foliate-js as well."""
    try:
        node.installed(SEEDS.parent / "tests" / "browser")
        with browser() as started:
            yield started
    except ToolError as error:
        if os.environ.get("ECDOSIS_CI"):
            raise
        pytest.skip(str(error))


def inlines(made: Book) -> list[Inline]:
    """All of the text and its notes."""
    return [*all_inlines(made.blocks), *(i for note in made.notes for i in all_inlines(note.blocks))]


def markers(made: Book) -> set[str]:
    """The ids of the markers that lead to a note."""
    return {inline.id for inline in inlines(made) if isinstance(inline, NoteRef) and inline.note}


def listed(made: Book) -> set[str]:
    """The ids of the changes that stand behind words and that a book lists."""
    return {i.id for i in inlines(made) if isinstance(i, Emended) and i.listed and i.text.strip()}


def read_through(started: Browser, path: Path, made: Book, last: str = "") -> None:
    """Read a book from cover to end, and look up all that can be looked up."""
    with served({path.name: path}) as address:
        page, known = opened(started, address, path.name)
        try:
            assert known["metadata"]["title"]
            turned = page.evaluate("reader.turn()")
            assert turned["seen"] == list(range(len(known["sections"])))
            assert turned["pages"] >= len(known["sections"])
            references = page.evaluate("reader.references()")
            assert {ref["id"] for ref in references if ref["target"].startswith("list-")} == listed(made)
            assert {ref["id"] for ref in references if not ref["target"].startswith("list-")} == markers(made)
            for ref in references:
                follow(page, ref)
            if last:
                assert page.evaluate("words => reader.search(words)", last) >= 1, last
        finally:
            page.close()


def follow(page: Any, ref: dict[str, Any]) -> None:
    """A marker leads to a page that shows its note, which leads back to the marker, or to another of the same note; the
    same note pops up, and is not taken away from its page."""
    assert ref["says"]
    assert page.evaluate("href => reader.follow(href)", ref["href"]), ref
    assert any(back.endswith(f"#{ref['id']}") for back in ref["backs"]), ref
    for back in ref["backs"]:
        assert page.evaluate("href => reader.follow(href)", back), ref
    assert page.evaluate("ref => reader.popup(ref)", ref)["id"] == ref["target"]
    assert not page.evaluate("ref => reader.popup(ref)", ref)["hidden"]


def last_words(root: etree._Element) -> str:
    """The end of the running text, as the TEI reads."""
    return " ".join(reading(root).words[-WORDS:])


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_specimen_can_be_read(chromium: Browser, name: str, tmp_path: Path) -> None:
    known = descriptor.load(SEEDS / f"{name}.toml")
    root = parse(to_tei((SEEDS / f"{name}.txt").read_bytes(), known, Path(name)))
    made = book(root)
    (tmp_path / "book.epub").write_bytes(epub.epub(made)[0])
    read_through(chromium, tmp_path / "book.epub", made, last_words(root))


@pytest.mark.parametrize("name", FIVE)
def test_one_of_the_five_can_be_read(chromium: Browser, name: str, seeds: Path, tmp_path: Path) -> None:
    known = descriptor.load(SEEDS / f"{name}.toml")
    root = parse(to_tei((seeds / known.source).read_bytes(), known, seeds / known.source))
    made = book(root)
    (tmp_path / "book.epub").write_bytes(epub.epub(made)[0])
    read_through(chromium, tmp_path / "book.epub", made, last_words(root))


@pytest.mark.parametrize("name", FOREIGN)
def test_what_others_encoded_can_be_read(chromium: Browser, name: str, tmp_path: Path) -> None:
    made, _ = from_file(Path(__file__).parent / "foreign" / f"{name}.xml", "critical")
    (tmp_path / "book.epub").write_bytes(epub.epub(made)[0])
    read_through(chromium, tmp_path / "book.epub", made)


def test_without_signs_the_list_still_leads_to_the_places(chromium: Browser, tmp_path: Path) -> None:
    known = descriptor.load(SEEDS / "specimen-the-lamplighter.toml")
    made = book(parse(to_tei((SEEDS / "specimen-the-lamplighter.txt").read_bytes(), known, Path("x"))))
    path = tmp_path / "book.epub"
    path.write_bytes(epub.epub(made, Design(signs=False))[0])
    with served({path.name: path}) as address:
        page, _ = opened(chromium, address, path.name)
        assert page.evaluate("reader.references()") == []
        places = page.evaluate("reader.links('a.source')")
        assert len(places) == sum(len(group.listed) for group in made.emendations) > 5
        assert all(page.evaluate("href => reader.follow(href)", place) for place in places)
        page.close()
