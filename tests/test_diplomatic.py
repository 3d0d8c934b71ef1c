"""The source view: every character of the source, in its line, and what it became; and the names of the blocks."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.book import Book
from ecdosis.book.diplomatic import SourceLine, lines, names
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.editor import rows
from ecdosis.editor.rows import Decision
from ecdosis.formats.design import Design
from ecdosis.formats.html import html
from ecdosis.model.source import LINE_END, decode
from ecdosis.project import descriptor
from ecdosis.tei.names import parse
from ecdosis.tei.read import changes, queries
from ecdosis.tei.restore import source_text
from ecdosis.validation import agreement
from ecdosis.validation.products import check_html
from test_agreement import SPECIMENS
from test_agreement import tei as tei_of
from test_tei import SOURCES, tei, worked

SEEDS = Path(__file__).parent.parent / "seeds"


def view(root: etree._Element) -> tuple[SourceLine, ...]:
    return lines(root, names(root), queries(root))


@given(SOURCES, st.randoms(use_true_random=False))
def test_its_characters_are_those_of_the_source(data: bytes, rng: Random) -> None:
    """Whatever was edited, set aside and asked: each line with its end, and its number."""
    source = decode(data, charset="utf-8")
    found = view(tei(worked(source, rng), source))
    assert "".join(line.text + line.end for line in found) == source.text
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    whole = LINE_END.split(source.text)
    assert [line.text for line in found] == (whole if whole[-1] else whole[:-1])


@given(SOURCES, st.randoms(use_true_random=False))
def test_the_page_shows_all_of_them(data: bytes, rng: Random) -> None:
    """Also those that HTML cannot hold; its ids are given once, and its links lead somewhere."""
    source = decode(data, charset="utf-8")
    root = tei(worked(source, rng), source)
    page = html(book(root))
    assert (agreement.of_html(page).source or "") == agreement.reading(root).source
    assert [str(finding) for finding in check_html(Path("x.html"), page)] == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_of_the_specimens(name: str) -> None:
    root = parse(tei_of(name))
    assert "".join(line.text + line.end for line in view(root)) == source_text(root)


@pytest.fixture(scope="module")
def ledger() -> Book:
    return book(parse(tei_of("specimen-the-ferry-ledger")))


def test_what_the_characters_of_a_line_are(ledger: Book) -> None:
    """A hyphen at a line end, a damaged word, a heading, a running head below a form feed, a joined line end."""
    cases = {case.record.id: case.record for group in (*ledger.emendations, *ledger.asides) for case in group.cases}
    first = ledger.lines[0]
    assert first.text.strip() == "I. The Accession"
    assert {segment.block[:1] for segment in first.segments} == {"s"}
    hyphen = ledger.lines[3].segments[-1]
    assert (hyphen.text, cases[hyphen.change].kind) == ("-", "hyphen")
    assert ledger.lines[3].joined == hyphen.change
    ligature = next(segment for segment in ledger.lines[6].segments if segment.change)
    assert (ligature.text, cases[ligature.change].reading) == ("ﬃ", "office")
    head = next(line for line in ledger.lines if "THE ESTUARY MISCELLANY" in line.text)
    assert [(s.zone, s.text.strip()) for s in head.segments] == [("page", ""), ("aside", "THE ESTUARY MISCELLANY")]
    assert head.segments[0].of == "42"
    assert cases[head.segments[1].of].kind == "running-head"


def test_every_change_and_aside_has_its_place(ledger: Book) -> None:
    seen = {id_ for line in ledger.lines for segment in line.segments for id_ in (segment.change, segment.of)}
    seen |= {line.joined for line in ledger.lines}
    wanted = {
        case.record.id
        for group in (*ledger.emendations, *ledger.asides)
        for case in group.cases
        if case.record.source  # what was put in has no character
    }
    assert len(wanted) > 50
    assert wanted <= seen


def test_lines_of_a_note_among_the_words_lead_to_its_paragraph() -> None:
    made = book(parse(tei_of("specimen-the-winter-post")))
    line = next(line for line in made.lines if "Transcriber's Note" in line.text)
    assert {segment.block for segment in line.segments if segment.zone == "text"} == {"p627"}


def divided(said: str, held: str) -> list[str]:
    """The words of a note that a line end divides in the source."""
    return [word for word in re.findall(r"\w{6,}", said) if word in held.replace("-", "")]


def test_notes_and_their_markers() -> None:
    made = book(parse(tei_of("specimen-the-measure-of-rope")))
    zones = {
        zone: {s.of for line in made.lines for s in line.segments if s.zone == zone} for zone in ("note", "marker")
    }
    of_text = [note for note in made.notes if not note.own]
    assert {note.id for note in of_text} <= zones["note"]
    assert {note.back for note in of_text if note.back} <= zones["marker"]
    for note in of_text:  # the words of a note, also of one that goes on overleaf, are in lines that lead to it
        held = "".join(s.text for line in made.lines for s in line.segments if s.block == note.id)
        assert sum(word in held for word in note.id.split()) == 0
        assert len(held) > 10


def test_questions_have_their_place() -> None:
    path = SEEDS / "specimen-the-lamplighter.txt"
    known = descriptor.load(path.with_suffix(".toml"))
    made = book(parse(to_tei(path.read_bytes(), known, path)))
    assert made.questions
    for query in made.questions:
        held = "".join(s.text for line in made.lines for s in line.segments if s.query == query.id)
        assert held == query.source


def test_names_of_paragraphs_come_from_the_source() -> None:
    """A decision about one place leaves the names of all other paragraphs as they were."""
    path = SEEDS / "specimen-the-lamplighter.txt"
    known = descriptor.load(path.with_suffix(".toml"))
    before = set(names(parse(to_tei(path.read_bytes(), known, path))).values())
    decided = rows.load(path.with_suffix(".decisions.tsv"))
    assert set(names(parse(to_tei(path.read_bytes(), known, path, decisions=decided))).values()) == before
    split = Decision(1, -1, "When the pipes came up", "split")
    after = set(names(parse(to_tei(path.read_bytes(), known, path, decisions=[split]))).values())
    [more] = after - before
    assert before < after
    at = int(more.removeprefix("p"))
    assert path.read_text(encoding="utf-8")[at:].startswith("When the pipes came up")


def test_changes_inside_of_notes_are_listed() -> None:
    text = "The boat was late.1 It was always so, and the people of the quay had long since ceased to ask about it.\n\n"
    text += "Nobody rang.2 The bell hung still, and the clerk wrote down that it hung still in the book.\n\nNotes\n\n"
    text += "1. The clerkâ€™s word, who was there when the boat came in.\n\n2. It was the clerkâ€™s bell.\n"
    root = parse(to_tei(text.encode(), descriptor.Descriptor(id="x", language="en"), Path("x.txt")))
    nested = [inner for record in changes(root) for inner in record.nested if inner.source != inner.reading]
    made = book(root)
    listed = {case.record.id for group in made.emendations for case in group.cases}
    wanted = {record.id for record in nested if record.kind not in ("note-label", "line-end")}
    assert wanted
    assert wanted <= listed


@pytest.mark.parametrize("signs", [True, False])
def test_signs_are_shown_or_not(ledger: Book, signs: bool) -> None:
    """Without signs the reading view has none; the changes view marks the same places."""
    page = html(ledger, Design(signs=signs))
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    marks = [element for element in root.iter("span") if "c" in (element.get("class") or "").split()]
    assert len(marks) > 50
    assert bool(list(root.iterfind(".//a[@class='sign']"))) == signs


def test_a_page_knows_what_lies_beside_it(ledger: Book) -> None:
    page = html(ledger, beside={"epub": "a%20b.epub", "index": "index.html"}).decode()
    assert '<a href="a%20b.epub">EPUB</a>' in page
    assert '<a href="index.html">All editions</a>' in page
    assert ">PDF</a>" not in page
