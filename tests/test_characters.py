"""Characters that cannot be written or shown as they are: none of them costs an edition, wherever it comes from."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecdosis.bibliography import bibliography
from ecdosis.bibliography.bibtex import bibtex
from ecdosis.bibliography.csl import csl_json
from ecdosis.book.reader import book
from ecdosis.book.words import words_for
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import Decision
from ecdosis.formats import products, publish
from ecdosis.model.characters import NO_CHAR, holdable, stand_in
from ecdosis.model.document import Document
from ecdosis.model.pieces import Aside, Change, Edit, Query, Span
from ecdosis.model.source import decode, opened
from ecdosis.project.descriptor import Descriptor
from ecdosis.tei.body import encode
from ecdosis.tei.facts import Facts
from ecdosis.tei.file import write
from ecdosis.tei.names import content, data, parse, value
from ecdosis.tei.read import changes, queries
from ecdosis.tei.restore import restore

ANY = st.characters(exclude_categories=())
"""Any code point, lone surrogates and what is no character among them."""
WORDS = st.text(ANY, max_size=12)
NASTY = st.text(
    st.sampled_from("ab <&>\"'\t\n\r\f\x00\x0b\x1b\x7f\x85\x9b\ud800\udc93\ue000\uf0b7\ufffe\uffff\U0001fffe\u202e"),
    max_size=12,
)
PROSE = "The lamp is lit, and the ladder is put by. Nobody has fallen off it. " * 3
FREE = [
    f.name
    for f in fields(Descriptor)
    if f.name
    not in ("id", "language", "original_language", "charset", "characters", "source", "sha256", "edited", "policies")
]
"""What a descriptor may say in any words."""


@pytest.mark.parametrize(
    ("character", "shown"),
    [("\ufffe", "[U+FFFE]"), ("\x00", "[U+0000]"), ("\udc93", "[byte 93]"), ("\ud800", "[U+D800]"), ("\r", "[U+000D]")],
)
def test_what_xml_cannot_hold_has_a_stand_in(character: str, shown: str) -> None:
    assert stand_in(character) == shown
    assert holdable(f"a{character}b") == f"a{shown}b"
    assert words_for("en").visible(f"a{character}b") == (f"a{shown}b" if character != "\r" else "a | b")


@pytest.mark.parametrize("character", ["\t", "\n", "\x7f", "\x85", "\ue000", "\ufffd", "\U0010fffd"])
def test_what_xml_can_hold_stays(character: str) -> None:
    assert holdable(character) == character
    assert content(parse(f"<p>{data(character)}</p>".encode())) == character


@given(st.one_of(WORDS, NASTY))
def test_whatever_is_said_can_be_written_and_read(said: str) -> None:
    root = parse(f'<p n="{value(said)}">{data(said)}</p>'.encode())
    assert content(root) == holdable(said)
    assert root.get("n") == holdable(said).replace("\t", " ").replace("\n", " ")


@given(st.one_of(WORDS, NASTY))
def test_whatever_a_stage_says_does_not_cost_the_file(said: str) -> None:
    """Reasons, readings, labels and suggestions, in elements and in attributes."""
    source = decode(b"one two three four")
    text, _ = opened(source).edit([Edit(0, 3, said, "spelling", "spelling", 0.9, f"So: {said}")])
    start = text.reading.index("two")
    text, _ = text.set_aside([Span(start, start + 3, "note-marker", "notes", 0.9, f"So: {said}", said)])
    assert [type(piece) for piece in text.pieces if isinstance(piece, Change | Aside)] in ([Change, Aside], [Aside])
    asked = (Query(8, 13, "spelling", "spelling", 0.5, said, said),)
    facts = Facts(
        descriptor=Descriptor(id="x"),
        source=source,
        filename=f"x{said}.txt",
        language="en",
        words=4,
        version="1.0",
        date="2026-01-31",
        characters=(),
        front=(("title", said),),
        notices=(said,),
        tools=((f"a{said}", "1.0"),),
    )
    root = parse(write(encode(Document(text, (), asked), source.line_end), facts))
    assert restore(root) == b"one two three four"
    assert [query.suggestion for query in queries(root)] == [holdable(said)]
    assert {record.why for record in changes(root)} == {f"So: {holdable(said)}"}


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from(FREE), st.one_of(WORDS, NASTY), max_size=6),
    st.one_of(WORDS, NASTY),
    st.one_of(WORDS, NASTY),
)
def test_no_character_costs_an_edition(known: dict[str, str], said: str, within: str) -> None:
    """Whatever descriptor, decisions and text hold: TEI and web page are made, and the source is restored."""
    descriptor = Descriptor(id="x", language="en", **known)  # type: ignore[arg-type]
    text = f"{PROSE}{within} and so on.\n\n{PROSE}"
    decisions = (
        Decision(1, PROSE.index("ladder"), "ladder", "read", said, said, said, "2026-01-31"),
        Decision(2, 0, "The lamp", "keep", "", said, said),
    )
    source = text.encode("utf-8", "surrogatepass")
    tei = to_tei(source, descriptor, Path(f"a{said}.txt"), (said,), decisions)
    assert restore(parse(tei)) == source
    made = products(book(parse(tei)), ("html", "txt"))
    assert set(made.files) == {"html", "txt"}
    assert made.files["html"].decode()


def test_what_a_descriptor_or_a_name_holds_does_not_spoil_the_pages_about_them(project: Path) -> None:
    """The shelf, and the page of an evaluation: pages that are not made from TEI."""
    odd = "\x00\x1b\x07\ufffe\uffff"
    known = json.dumps(f"The Lamp{odd}<b>")
    (project / "seeds" / "far.toml").write_text(f'title = {known}\nauthor = {known}\nsource = "far.txt"\n')
    assert main(["build"]) == 0
    (project / "sc\x1ban.txt").write_text(f"The lamp is lit. {PROSE}And nobodx was there.\n")
    (project / "true.txt").write_text(f"The lamp is lit. {PROSE}And nobody was there.\n")
    assert main(["evaluate", "sc\x1ban.txt", "true.txt", "-o", "report"]) == 0
    for page in ("output/index.html", "report/evaluation.html"):
        made = (project / page).read_text(encoding="utf-8")
        assert not NO_CHAR.search(made)
    assert "The Lamp[U+0000][U+001B][U+0007][U+FFFE][U+FFFF]&lt;b&gt;" in (project / "output/index.html").read_text(
        encoding="utf-8"
    )
    assert "sc[U+001B]an" in (project / "report" / "evaluation.html").read_text(encoding="utf-8")


def test_no_character_costs_a_product() -> None:
    """Every book, the list of works for other programs, and the file itself, of an edition whose descriptor, decisions,
    name and text are full of what has no form."""
    odd = "a\x00b\x0b\x1b[31m\x7f\x85\x9b\ud800\udc93\ufffe\U0001fffe\u202e\ue000<&>\"'\r\n\t z"
    known = Descriptor(id="x", language="en", **dict.fromkeys(FREE, odd))  # type: ignore[arg-type]
    cited = "(Ann Example, The Lamps\u202e of the Town\x81, 1950, p. 44)"
    source = f"{PROSE}{odd} and so on.\n\n{PROSE}{cited}. {PROSE}".encode("utf-8", "surrogatepass")
    decisions = (
        Decision(1, PROSE.index("ladder"), "ladder", "read", odd, odd, odd, "2026-01-31"),
        Decision(2, PROSE.rindex("the ladder"), "the ladder", "reference", "", odd, odd),
    )
    tei = to_tei(source, known, Path(f"a{odd}.txt"), (odd,), decisions)
    root = parse(tei)
    made = publish(root, tei=tei)
    assert set(made.files) == {"txt", "epub", "pdf", "html"}
    with zipfile.ZipFile(io.BytesIO(made.files["epub"])) as epub:
        pages = [name for name in epub.namelist() if name.endswith((".xhtml", ".opf", ".ncx", ".svg"))]
        assert len(pages) > 3
        assert all(parse(epub.read(name)) is not None for name in pages)
    works = bibliography(root)
    assert [work["type"] for work in json.loads(csl_json(works))] == ["book"]
    assert not NO_CHAR.search(bibtex(works))
    assert restore(root) == source
