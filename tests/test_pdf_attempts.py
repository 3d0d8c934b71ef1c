"""The PDF where Typst refuses or errs: what is tried, what is lost, what is said."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ecdosis.book.book import Book, Note, Paragraph, Passage, Section
from ecdosis.book.inlines import NoteRef
from ecdosis.book.reader import book
from ecdosis.errors import ToolError
from ecdosis.formats import pdf
from ecdosis.formats.pdf import together, typeset
from ecdosis.model.kinds import Kind
from ecdosis.tei.names import parse
from ecdosis.tools import typst, verapdf
from ecdosis.validation import agreement
from test_pdf import SAMPLE, TEXT, foreign, line, text_of, with_blocks


@pytest.fixture
def sample() -> Book:
    return book(parse(SAMPLE))


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        (1, "the PDF is tagged for accessibility, but no PDF/A for archives (no, he said)"),
        (2, "the PDF is a PDF/A for archives, but not tagged for accessibility (no, he said)"),
        (3, "the PDF is neither tagged for accessibility nor a PDF/A for archives (no, he said)"),
    ],
)
def test_what_a_standard_refuses_is_made_to_a_lesser_one(
    sample: Book, monkeypatch: pytest.MonkeyPatch, refused: int, said: str
) -> None:
    compiled = typst.compiled
    asked: list[tuple[str, ...]] = []

    def refusing(*given: Any, **more: Any) -> bytes:
        asked.append(given[3])
        if len(asked) <= refused:
            raise RuntimeError("no, he said\nand more")
        return compiled(*given, **more)

    monkeypatch.setattr(pdf, "compiled", refusing)
    made, notes = pdf.pdf(sample)
    assert notes == [said]
    assert made.startswith(b"%PDF-")
    assert (b"pdfuaid:part" in made, b"pdfaid:part" in made) == (refused == 1, refused == 2)


@pytest.mark.parametrize(
    ("mistakes", "tried", "said"),
    [
        (1, ("whole", 1, True), ""),
        (2, ("whole", 2, True), ""),
        (3, ("archived", 0, False), "the PDF is a PDF/A for archives, but not tagged for accessibility"),
    ],
)
def test_a_mistake_of_typst_with_tags_costs_a_line_of_each_page_or_the_tags(
    sample: Book, monkeypatch: pytest.MonkeyPatch, mistakes: int, tried: tuple[str, int, bool], said: str
) -> None:
    compiled = typst.compiled
    asked: list[tuple[str, int, bool]] = []
    names = {("a-3a", "ua-1"): "whole", ("ua-1",): "tagged", ("a-3b",): "archived", (): "plain"}

    def mistaken(*given: Any, **more: Any) -> bytes:
        asked.append((names[given[3]], given[1]["shorter"], more["tags"]))
        if len(asked) <= mistakes:
            raise RuntimeError("internal error: tags weren't properly closed (occurred at /src/build.rs:187:9)")
        return compiled(*given, **more)

    monkeypatch.setattr(pdf, "compiled", mistaken)
    made, notes = pdf.pdf(sample)
    assert asked[-1] == tried
    assert len(asked) == mistakes + 1
    assert notes == ([f"{said} (internal error: tags weren't properly closed)"] if said else [])
    assert (b"/StructTreeRoot" in made, b"pdfaid:part" in made) == (not said, True)
    kept = list(agreement.check(parse(SAMPLE), Path("x.pdf"), made))
    assert [finding.severity for finding in kept] == (["notice"] if said else [])


def test_pages_that_are_shorter_are_so(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """By just a line of the text."""
    long = with_blocks(sample, *(line("A line of verse.") for _ in range(90)))
    lines = []
    for shorter in (0, 1, 2):
        monkeypatch.setattr(pdf, "ATTEMPTS", (replace(pdf.WHOLE, shorter=shorter),))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.pdf(long)[0])).pages]
        lines.append(max(page.count("A line of verse.") for page in pages))
    assert lines == [lines[0], lines[0] - 1, lines[0] - 2]


def test_what_no_standard_forbids_is_tried_without_it(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a refusal neither shorter pages nor no tags would help; then come the words alone."""
    asked = []

    def refusing(*given: Any, **more: Any) -> bytes:
        asked.append((given[3], given[1]["shorter"], more["tags"]))
        raise RuntimeError("no")

    monkeypatch.setattr(pdf, "compiled", refusing)
    with pytest.raises(ToolError):
        pdf.pdf(sample)
    assert asked == [(standards, 0, True) for standards in (("a-3a", "ua-1"), ("ua-1",), ("a-3b",), ())] * 2


@pytest.mark.parametrize(
    ("opened", "closed", "depth", "said"),
    [
        ("<table><row><cell>", "</cell></row></table>", 35, "maximum show rule depth exceeded"),
        ("<p>a <note>", " word</note></p>", 45, "maximum function call depth exceeded"),
    ],
)
def test_of_what_is_too_deep_for_typst_there_are_the_words(
    opened: str, closed: str, depth: int, said: str, tmp_path: Path
) -> None:
    verse = "<lg><l>One line</l><l>and another</l></lg>"
    done = pdf.made(foreign(f"{verse}{opened * depth}the innermost{closed * depth}", tmp_path))
    assert done.notes == (f"{pdf.WORDS_ALONE} ({said})",)
    assert all(claim in done.content for claim in verapdf.CLAIMS)
    for words in ("One line and another", "the innermost"):
        assert words in text_of(done.content)


@pytest.mark.parametrize("length", [700, 1000, 1400])
def test_lines_of_verse_as_long_as_paragraphs_are_no_lines(
    sample: Book, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    """Others encode prose so. Typst loses its tags where what must stay with something is as long as a page."""
    compiled, asked = typst.compiled, list[Any]()

    def spy(*given: Any, **more: Any) -> bytes:
        asked.append(given)
        return compiled(*given, **more)

    monkeypatch.setattr(pdf, "compiled", spy)
    text = (TEXT * 15)[:length]
    lines = (line(text), Paragraph("", (text, NoteRef("r1", "1", "n1")), Kind.VERSE), line("Short."))
    made = with_blocks(sample, Section("s1", 1, ("A play",), (Passage("poem", lines),)))
    content, notes = pdf.pdf(replace(made, notes=(Note("n1", "1", "r1", (Paragraph("", ("A note.",)),)),)))
    assert (len(asked), notes) == (1, [])
    assert b"pdfuaid:part" in content


def test_short_lines_of_verse_stay_together(sample: Book) -> None:
    """The first with the second, the last but one with the last; not those that are no lines."""
    for length, stays in ((together.LEADS_IN, True), (together.LEADS_IN + 1, False)):
        poem = Passage("poem", tuple(line("m" * length) for _ in range(4)))
        [told] = typeset.text(with_blocks(sample, poem))["blocks"]
        assert [one.get("stays", False) for one in told["blocks"]] == [stays, False, stays, False]


def test_what_cannot_be_made_at_all_is_an_error(sample: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: Any, **__: Any) -> bytes:
        raise RuntimeError("never")

    monkeypatch.setattr(pdf, "compiled", refusing)
    with pytest.raises(ToolError, match="typst failed: never"):
        pdf.pdf(sample)
