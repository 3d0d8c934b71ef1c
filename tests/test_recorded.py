"""A document that records how its text came to be: what stands off in it is an addition to how any TEI is read, and is
believed only where the document is as Ecdosis writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.book.book import Block, Book, Paragraph, Passage, Section
from ecdosis.book.inlines import AsidePlace, Emended, Inline, NoteRef, PageBreak, Styled, words_of
from ecdosis.book.reader import book, read
from ecdosis.book.reader.flow import Flow
from ecdosis.book.reader.load import Loaded
from ecdosis.book.reader.looks import Look
from ecdosis.book.reader.recorded import Recorded
from ecdosis.book.reader.report import Event
from ecdosis.book.reader.standoff import is_as_written, standoff
from ecdosis.book.reader.walk import View
from ecdosis.formats import Products, from_file, publish
from ecdosis.formats.plain import plain
from ecdosis.model.kinds import Kind
from ecdosis.tei.names import NAMESPACES, parse, q
from generated import NAMES, WORD

OURS: Final = (Path(__file__).parent / "golden" / "specimen-the-lamplighter.xml").read_text(encoding="utf-8")
SAYS: Final = 'resp="#blocks" cert="0.9" ana="#rule-{}"'
PAGE: Final = '<pb n="7"/>'
FOOT: Final = f'<fw type="running-foot" xml:id="a50" {SAYS.format("running-foot")}>A foot</fw>'.replace(
    "#blocks", "#furniture"
)


def tei(body: str, front: str = "") -> str:
    """An edition with another text."""
    front = f"<front>{front}</front>" if front else ""
    text = f'<text xml:space="preserve" xml:lang="en">{front}<body>{body}</body></text>'
    return re.sub(r"<text .*</text>", lambda _: text, OURS, flags=re.DOTALL)


def edition(body: str, front: str = "") -> Book:
    root = parse(tei(body, front).encode())
    assert is_as_written(root)
    return book(root)


def head(words: str, at: int = 1) -> str:
    return f'<head xml:id="b{at}" {SAYS.format("head")}>{words}</head>'


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, (Passage, Section)):
            yield from paragraphs(block.blocks)


def shown(inlines: Sequence[Inline]) -> str:
    return "".join(map(words_of, inlines))


def read_as(text: str, view: View = "reading") -> tuple[Book, tuple[Event, ...]]:
    return read(Loaded(parse(text.encode())), Path("x.xml"), view)


def test_what_stands_at_the_end_of_a_division_stays_in_it() -> None:
    made = edition(f"<div>{head('One')}<p>First words. </p>{PAGE}{FOOT}</div><div>{head('Two', 2)}<p>More.</p></div>")
    one, two = made.blocks
    assert isinstance(one, Section)
    assert isinstance(two, Section)
    assert [p.inlines for p in paragraphs(one.blocks)] == [
        ("First words.", PageBreak("page-7-1", "7"), AsidePlace("a50"))
    ]
    assert two.title == ("Two",)


def test_what_stands_before_a_division_stands_in_its_heading() -> None:
    made = edition(f"<div>{head('One')}<p>First.</p></div>{PAGE}<div>{head('Two', 2)}<p>More.</p></div>")
    assert isinstance(made.blocks[1], Section)
    assert made.blocks[1].title == (PageBreak("page-7-1", "7"), "Two")


def test_what_stands_between_blocks_has_no_words_around_it_but_what_stands_in_them_has() -> None:
    inside = FOOT.replace("a50", "a60")
    made = edition(f"<p>First words.</p>{FOOT}<p>More {inside}words.</p>")
    [group] = made.asides
    assert [(case.record.id, case.before, case.after) for case in group.cases] == [
        ("a50", "", ""),
        ("a60", "More ", " words."),
    ]
    assert [[p.id for p in paragraphs(made.blocks)], [case.record.start for case in group.cases]] == [
        ["p0", "p18"],
        [12, 23],
    ]


def spelling(at: int) -> str:
    return (
        f'<choice xml:id="c{at}"><sic>teh</sic><corr resp="#spelling" cert="0.9" ana="#rule-spelling">the</corr>'
        "</choice>"
    )


def test_a_change_has_the_words_around_it_in_a_heading_and_in_a_note_too() -> None:
    heading = head(f"{spelling(1)} house")
    says = 'n="1" place="bottom" resp="#notes" cert="1" ana="#rule-footnote"'
    note = f'<note xml:id="n40" {says}><label>1</label> In {spelling(42)} book.</note>'
    made = edition(f"<div>{head('One', 0)}<p>Words.</p></div>{PAGE}<div>{heading}<p>More.</p>{note}</div>")
    [group] = made.emendations
    assert [(case.record.id, case.before, case.after) for case in group.cases] == [
        ("c1", "", " house"),
        ("c42", "In ", " book."),
    ]


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        ("THE LONG WAY DOWN TO", "THE SEA", " "),
        ("THE LONG WAY DOWN", "THE SEA", " · "),
        ("THE LONG WAY DOWN TO.", "THE SEA", " · "),
        ("THE LONG WAY DOWN TO", "The sea", " · "),
        ("The long way down to", "THE SEA", " · "),
    ],
)
def test_a_heading_in_capitals_goes_on_in_its_next_line(first: str, second: str, between: str) -> None:
    made = edition(f"<div>{head(first)}{head(second, 2)}<p>Words.</p></div>")
    assert isinstance(made.blocks[0], Section)
    assert shown(made.blocks[0].title) == f"{first}{between}{second}"


def test_headings_of_others_are_parted_whatever_they_are() -> None:
    made, _ = read_as(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><head>THE LONG WAY DOWN TO</head>'
        "<head>THE SEA</head><p>Words.</p></div></body></text></TEI>"
    )
    assert isinstance(made.blocks[0], Section)
    assert shown(made.blocks[0].title) == "THE LONG WAY DOWN TO · THE SEA"
    assert not any(isinstance(inline, Styled) for inline in made.blocks[0].title)


def test_nothing_is_supplied_that_the_text_does_not_have() -> None:
    """No blank between elements that meet, no hyphen taken away, no italics, no quotation marks, no comma."""
    reference = f'(<bibl xml:id="b9" {SAYS.format("reference")}><title>Tides</title><date>1907</date></bibl>)'
    foreign = f'<foreign xml:lang="fr" xml:id="b20" {SAYS.format("foreign")}>mot</foreign>'
    made = edition(f"<p>a well-\n<lb/>known {reference} \N{SOFT HYPHEN}\n<lb/>{foreign}</p>")
    [paragraph] = paragraphs(made.blocks)
    assert shown(paragraph.inlines) == "a well- known (Tides1907) \N{SOFT HYPHEN} mot"
    assert not any(getattr(inline, "marks", ()) for inline in paragraph.inlines)


def test_a_language_is_that_of_the_block_or_words_of_which_it_is_told() -> None:
    """Words that are all of a paragraph or heading do not make it one in their language; the book's own is none."""
    says = SAYS.format("foreign")
    [one, two, three] = (f'<foreign xml:lang="fr" xml:id="b{n}" {says}>mot</foreign>' for n in (20, 40, 60))
    whole = f'<p xml:lang="de" xml:id="b50" {says}>Ein Wort, {three}</p>'
    [made] = edition(f"<div>{head(one)}<p>{two}</p>{whole}</div>").blocks
    assert isinstance(made, Section)
    assert made.title == (word := (Styled("mot", language="fr"),))
    assert [(p.language, p.inlines) for p in paragraphs(made.blocks)] == [("", word), ("de", ("Ein Wort, ", *word))]


@pytest.mark.parametrize(("rend", "mark"), [("uppercase", "capitals"), ("italic", "italic")])
def test_a_look_is_that_of_the_source(rend: str, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Italics are none of those that we write so far."""
    monkeypatch.setattr("ecdosis.book.reader.is_as_written", lambda _: True)
    [paragraph] = paragraphs(book(parse(tei(f'<p><hi rend="{rend}">Words</hi> here.</p>').encode())).blocks)
    assert paragraph.inlines == (Styled("Words", (mark,)), " here.")


def test_a_change_in_foreign_words_is_in_their_language() -> None:
    words = f'<foreign xml:lang="fr" xml:id="b0" {SAYS.format("foreign")}>le {spelling(3)} mot</foreign>'
    [paragraph] = paragraphs(edition(f"<p>{words}</p>").blocks)
    assert paragraph.inlines[1] == Emended("c3", "the", source="teh", language="fr")


def test_an_edition_of_nothing_has_nothing_in_it() -> None:
    """It is no description of a text, as others are that have none."""
    assert edition("<p/>").blocks == ()


def test_a_name_is_that_of_one_paragraph() -> None:
    flow = Flow(exact=True)
    flow.begin("", "", 7, "p5", "fr")
    for word in ("One", "Two"):
        flow.text(word, Look())
        flow.flush()
    flow.end()
    assert [(p.id, p.number, p.language) for p in paragraphs(flow.finish())] == [("p5", 7, "fr"), ("p1", None, "fr")]


def test_a_note_is_whole_and_stands_after_the_text() -> None:
    rule = 'resp="#notes" cert="1" ana="#rule-{}"'
    marker = f'<ref type="noteAnchor" xml:id="r4" n="1" target="#n9" {rule.format("note-marker")}>1</ref>'
    first = (
        f'<note xml:id="n9" n="1" place="bottom" target="#r4" next="#n30" {rule.format("footnote")}>'
        "<label>1</label> It begins</note>"
    )
    rest = f'<note xml:id="n30" n="1" place="bottom" prev="#n9" {rule.format("note-part")}>and ends.</note>'
    made = edition(f"<p>Said{marker} and{marker.replace('r4', 'r8')} said.</p>{first}<p>More.</p>{rest}")
    assert [(n.id, n.label, n.back, [p.id for p in paragraphs(n.blocks)]) for n in made.notes] == [
        ("n9", "1", "r4", [""])
    ]
    assert [shown(p.inlines) for p in paragraphs(made.notes[0].blocks)] == ["It begins and ends."]
    assert [shown(p.inlines) for p in paragraphs(made.blocks)] == ["Said and said.", "More."]
    references = [i for p in paragraphs(made.blocks) for i in p.inlines if isinstance(i, NoteRef)]
    assert [(r.id, r.note, r.again) for r in references] == [("r4", "n9", False), ("r8", "n9", True)]


def test_a_division_of_notes_alone_has_no_heading_and_keeps_its_pages() -> None:
    says = 'n="1" place="end" resp="#notes" cert="1" ana="#rule-endnote"'
    note = f'<note xml:id="n9" {says}><label>1</label> Said <pb n="8"/>there.</note>'
    notes = f"<div>{head('Notes', 2)}{PAGE}{note}</div>"
    made = edition(f"<div>{head('One')}<p>Words.</p></div>{notes}<div>{head('Three', 3)}<p>After.</p></div>")
    titles = [block.title for block in made.blocks if isinstance(block, Section)]
    assert titles == [("One",), (PageBreak("page-7-1", "7"), "Three")]
    assert [p.inlines for p in paragraphs(made.blocks)] == [("Words.",), ("After.",)]
    assert [p.inlines for p in paragraphs(made.notes[0].blocks)] == [("Said ", PageBreak("page-8-1", "8"), "there.")]


@pytest.mark.parametrize("label", ["7", "xii", "[7]", "7 a", "&quot;&gt;&lt;script&gt;", "/"])
def test_the_name_of_a_page_is_one_whatever_its_label(label: str) -> None:
    made = edition(f'<p>a<pb n="{label}"/>b<pb n="{label}"/>c</p>')
    [paragraph] = paragraphs(made.blocks)
    pages = [inline for inline in paragraph.inlines if isinstance(inline, PageBreak)]
    assert len({page.id for page in pages}) == 2
    assert all(re.fullmatch(r"page-[\w.-]+-[12]", page.id) for page in pages)


def test_ids_that_are_alike_are_not_believed(tmp_path: Path) -> None:
    """Nor is anything else that the document says of itself; the words are read as those of any."""
    body = f"<p>First {FOOT} words.</p><p>More {FOOT} words.</p>"
    path = tmp_path / "twice.xml"
    path.write_text(tei(body), encoding="utf-8")
    made, events = from_file(path)
    assert [event.why for event in events if event.what == "TEI"] == [
        "not as Ecdosis writes it, so it is read as any TEI is"
    ]
    assert (made.asides, made.lines, made.emendations) == ((), (), ())
    assert [shown(p.inlines) for p in paragraphs(made.blocks)][:2] == ["First words.", "More words."]
    assert "A foot (×2)" in [shown(p.inlines) for p in paragraphs(made.blocks)]
    assert edition(body.replace("a50", "a51", 1)).asides


def test_a_change_that_is_on_record_is_behind_its_words_and_another_view_has_no_record() -> None:
    text = tei(f"<p>In {spelling(2)} house.</p>")
    made, events = read_as(text)
    assert events == ()
    [paragraph] = paragraphs(made.blocks)
    assert paragraph.inlines == ("In ", Emended("c2", "the", source="teh"), " house.")
    assert [group.kind for group in made.emendations] == ["spelling"]
    other, _ = read_as(text, "diplomatic")
    assert next(shown(p.inlines) for p in paragraphs(other.blocks)) == "In teh house."
    assert not other.emendations


def test_only_what_points_to_what_stands_off_is_read_otherwise() -> None:
    """Paragraphs, verse, headings, epigraphs have the handlers of any document."""
    rows = Recorded(standoff(parse(OURS.encode()))).handlers
    assert not rows.keys() & {
        "p",
        "l",
        "lg",
        "head",
        "epigraph",
        "argument",
        "byline",
        "foreign",
        "TEI",
        "body",
        "table",
    }
    poem = "<lg><lg><l>One line</l>\n<lb/><l>and two</l></lg></lg>".replace(
        "<lg>", f'<lg xml:id="b0" {SAYS.format("verse")}>', 1
    )
    [made] = edition(poem).blocks
    assert isinstance(made, Passage)
    assert (made.role, [b.role for b in made.blocks if isinstance(b, Passage)]) == ("poem", ["stanza"])


@pytest.mark.parametrize("kind", [Kind.ORNAMENT, Kind.BYLINE, Kind.STANDFIRST])
def test_a_block_keeps_the_name_of_its_kind(kind: Kind) -> None:
    made = edition(f'<ab type="{kind}" xml:id="b0" {SAYS.format(kind)}>Words</ab>')
    assert [(p.id, p.role) for p in paragraphs(made.blocks)] == [("p0", kind)]


def test_the_kinds_of_lists_and_verse_are_those_of_their_blocks() -> None:
    made = edition(
        f'<list xml:id="b0" {SAYS.format("item")}><item>1. One</item></list>'
        f'<listBibl xml:id="b9" {SAYS.format("entry")}><bibl xml:id="b10">A. Author, A Work</bibl></listBibl>',
        f'<listBibl xml:id="b30" {SAYS.format("reviewed")}><bibl xml:id="b31">The work</bibl></listBibl>',
    )
    passages = [(b.role, [p.role for p in paragraphs(b.blocks)]) for b in made.blocks if isinstance(b, Passage)]
    assert passages == [(Kind.REVIEWED, [Kind.REVIEWED]), ("list", [Kind.ITEM]), ("list", [Kind.ENTRY])]


PARENTS: Final = ("p", "head", "item", "l", "q", "quote", "lg", "div", "body", "hi", "foreign", "bibl", "note", "list")


@given(st.data())
def test_what_somebody_adds_to_an_edition_is_read(data: st.DataObject) -> None:
    """Whatever element it is, wherever among the words, and whether or not we could have written it."""
    root = parse(OURS.encode())
    text = root.find(q("text"))
    assert text is not None
    places = [e for e in text.iter(*map(q, PARENTS)) if not e.xpath("ancestor::tei:fw", namespaces=NAMESPACES)]
    around = data.draw(st.sampled_from(places))
    added = etree.Element(q(data.draw(st.sampled_from(NAMES))))
    added.text, added.tail = "w1a", data.draw(st.sampled_from(("", " w1b ")))
    around.insert(data.draw(st.integers(0, len(around))), added)
    made, _ = read(Loaded(root), Path("x.xml"))
    assert set(WORD.findall(plain(made).decode())) == set(WORD.findall(f"{added.text}{added.tail}"))


def test_a_build_says_so_if_what_it_wrote_is_not_as_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecdosis.formats.products", lambda of, *_: Products(of, {}, ()))
    good, bad = (publish(parse(tei(body).encode())) for body in ("<p>Words.</p>", "<p>Words.</p><table/>"))
    assert good.notes == ()
    assert bad.notes == ("The TEI is not as Ecdosis writes it, so it is read as any TEI is.",)
