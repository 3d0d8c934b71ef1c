"""TEI, the hinge: whatever was done to a text, the file gives back its source, its reading and its changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ecdosis.build import to_tei
from ecdosis.model.document import TYPES, Block, Document, Mark, Part
from ecdosis.model.kinds import ASIDES, CORRUPT, NORMALISED, NOTES, STYLES
from ecdosis.model.pieces import Aside, Edit, Query, Span, first_position
from ecdosis.model.source import Source, decode, opened
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.blocks.division import divide
from ecdosis.stages.blocks.proposal import Proposal
from ecdosis.stages.foreign import WHOLE
from ecdosis.stages.references.given import DESCRIBING
from ecdosis.stages.run import run
from ecdosis.stages.stage import Context
from ecdosis.tei.body import encode
from ecdosis.tei.facts import Facts
from ecdosis.tei.file import write
from ecdosis.tei.names import ID, parse
from ecdosis.tei.read import changes, notes, queries, read
from ecdosis.tei.restore import restore, source_text
from ecdosis.tei.validate import CHECKS, our_rules, our_schema

PARTS = st.sampled_from(
    [
        *(
            "a",
            "b-",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\t",
            "\v",
            "\f",
            "<&>]]>",
            "\"'",
            "é",
            "\xa0",
            "\u2028",
            "\x85",
        ),
        *("\0", "\x01", "\ufeff", "—", "ﬁ", "IV. The Boat", " and so on" * 13, "\u3000"),
    ]
)
SOURCES = st.one_of(
    st.lists(PARTS, max_size=25).map(lambda parts: "".join(parts).encode()),
    st.lists(PARTS, max_size=25).map(lambda parts: "".join(parts).encode() + b"\x93 \xff"),
)
BROKEN = [kind for kind in [*CORRUPT, *NORMALISED] if kind not in ("byte-order-mark", "emendation")]
RULES = our_rules().schematron
FURNITURE = [kind for kind in ASIDES if kind != "page-break"]


def random_spans(rng: Random, reading: str) -> list[Span]:
    spans = []
    for _ in range(rng.randrange(4)):
        start = rng.randrange(len(reading) + 1)
        end = min(len(reading), start + rng.randrange(5))
        kind = "page-break" if reading[start:end] in ("", "\f") else rng.choice(FURNITURE)
        label = rng.choice(["", "12", 'x"<'])
        image = f"{label}.png" if label and kind == "page-break" else ""
        certainty, safe = rng.random(), rng.random() < 0.8
        spans.append(Span(start, end, kind, "furniture", certainty, "a test", label, safe, image=image))
    return spans


def random_edits(rng: Random, reading: str) -> list[Edit]:
    edits = []
    for _ in range(rng.randrange(5)):
        start = rng.randrange(len(reading) + 1)
        end = min(len(reading), start + rng.randrange(5))
        was = reading[start:end]
        why, safe, certainty = rng.choice(["a test", "<another>"]), rng.random() < 0.8, rng.random()
        if "\n" not in was:
            after = "".join(rng.choice("xy<&") for _ in range(rng.randrange(3)))
            edits.append(Edit(start, end, after, rng.choice(BROKEN), "encoding", certainty, why, safe))
            continue
        start, end = start + was.index("\n"), start + was.rindex("\n") + 1
        if not reading[start:end].strip():
            kind = rng.choice(["line-end", "join", "hyphen", "hyphen-kept"])
            start -= kind == "hyphen" and reading[start - 1 : start] == "-"
            after = "" if kind.startswith("hyphen") else " "
            edits.append(Edit(start, end, after, kind, "lines", certainty, why, safe))
    return edits


def worked(source: Source, rng: Random) -> Document:
    """A document after random repairs of the shapes that the real ones make."""
    text = opened(source)
    asked: tuple[Query, ...] = ()
    for _ in range(rng.randrange(4)):
        if rng.random() < 0.5:
            text, more = text.set_aside(random_spans(rng, text.reading))
        else:
            text, more = text.edit(random_edits(rng, text.reading))
        asked += more
    if rng.random() < 0.5:
        text, more = with_notes(rng, text)
        asked += more
    division = divide(text, given=random_blocks(rng, text.reading))
    describing = [
        block.type in ("entry", "attribution") or (block.type == "reviewed" and block.front)
        for block in division.blocks
    ]
    blocks = tuple(
        replace(block, parts=random_parts(rng, block.start, block.end)) if describes else block
        for block, describes in zip(division.blocks, describing, strict=True)
    )
    marks = [
        mark for block in blocks if block.type not in DESCRIBING for mark in random_marks(rng, block.start, block.end)
    ]
    marks += [
        Mark(block.start, block.end, "foreign", 0.9, "a test", "foreign", language="de")
        for block in blocks
        if block.type in WHOLE and rng.random() < 0.3
    ]
    works = [None, *(block.start for block in blocks)]
    marks = [replace(mark, work=rng.choice(works)) if mark.kind == "reference" else mark for mark in marks]
    return Document(text, blocks, asked, (*marks, *marks_in_notes(rng, text)))


def random_marks(rng: Random, start: int, end: int) -> list[Mark]:
    """A lead-in, references with parts and foreign words, apart from each other, in the words between two offsets;
    foreign words also in a reference or around everything, words set in some style in any of these or across others."""
    borders = sorted(rng.sample(range(start, end + 1), min(end - start + 1, 2 * rng.randrange(4)) // 2 * 2))
    kinds = ["reference", "lead-in", "foreign"]
    marks = []
    for first, last in zip(borders[::2], borders[1::2], strict=True):
        kind = rng.choice(kinds)
        parts = random_parts(rng, first, last) if kind == "reference" else ()
        language = rng.choice(["fr", "und-Cyrl"]) if kind == "foreign" else ""
        marks.append(Mark(first, last, kind, 0.9, "a test", parts=parts, language=language))
        around = [(part.start, part.end) for part in parts] or ([(first, last)] if kind == "lead-in" else [])
        marks += [Mark(*span, "foreign", 0.9, "a test", "foreign", language="ru") for span in around]
        middle = rng.randrange(first, last + 1)
        spans = around if parts else [(a, b) for a, b in ((first, last), (first, middle), (middle, last)) if a < b]
        marks += [Mark(*span, rng.choice(STYLES), 0.9, "a test", "phrases") for span in spans]
    return marks


def random_parts(rng: Random, start: int, end: int) -> tuple[Part, ...]:
    """Parts, apart from each other, of the words between two offsets."""
    borders = sorted(rng.choices(range(start, end + 1), k=4))
    pages = (("unit", "page"), ("from", "1"))
    parts = (Part(borders[0], borders[1], "title"), Part(borders[2], borders[3], "citedRange", pages))
    return tuple(part for part in parts if part.start < part.end)


def marks_in_notes(rng: Random, text: Text) -> list[Mark]:
    """References in the notes of a text."""
    found = []
    for piece in text.pieces:
        if isinstance(piece, Aside) and piece.kind in NOTES and piece.kind != "note-marker":
            inside = Text(text.source, piece.pieces).reading
            marks = [mark for mark in random_marks(rng, 0, len(inside)) if mark.kind != "lead-in"]
            found += [replace(mark, note=first_position(piece)) for mark in marks]
    return found


def random_blocks(rng: Random, reading: str) -> dict[int, Proposal]:
    """Types of blocks at random offsets, as an editor may decide them."""
    offsets = [rng.randrange(len(reading) + 1) for _ in range(rng.randrange(6))]
    types = [rng.choice(TYPES) for _ in offsets]
    return {
        offset: Proposal(type_, 1.0, "a test", rng.randrange(4), by="editor", goes_on=rng.random() < 0.5)
        for offset, type_ in zip(offsets, types, strict=True)
    }


def with_notes(rng: Random, text: Text) -> tuple[Text, tuple[Query, ...]]:
    """A text with a marker and a note set aside somewhere, linked or not."""
    length = len(text.reading)
    places = sorted(rng.randrange(length + 1) for _ in range(4))
    (a, b), (c, d) = places[:2], places[2:]
    if not (a < b < c < d):
        return text, ()
    linked = rng.random() < 0.5
    marker, note = text.position(a), text.position(c)
    return text.set_aside(
        [
            Span(a, b, "note-marker", "notes", 0.9, "a test", "1", target=note if linked else None),
            Span(c, d, "footnote", "notes", 0.9, "a test", "1", target=marker if linked else None),
        ]
    )


def tei(document: Document, source: Source) -> etree._Element:
    encoded = encode(document, source.line_end)
    facts = Facts(Descriptor(id="x"), source, "x.txt", "en", 3, "0.1.0", "2026-01-01", encoded.characters)
    return parse(write(encoded, facts))


def running(root: etree._Element) -> str:
    """The reading without the notes at its end."""
    text = read(root).removesuffix("\n")
    for note, reading in reversed(list(notes(root))):
        end = f"[{note.get('n')}] {reading}"
        assert text.endswith(end)
        text = text.removesuffix(end).removesuffix("\n\n")
    return text


def problems(root: etree._Element) -> list[str]:
    """What `ecdosis validate` says of a file, but for TEI All (which is slow)."""
    told = [finding for test in CHECKS.values() for finding in test(root, Path("x.xml"))]
    found = [f"{finding.check}: {finding.message}" for finding in told if finding.severity == "error"]
    found += [failure.message for failure in RULES.failures(root)]
    schema = our_schema().validator
    return found if schema.validate(root) else [*found, str(schema.error_log)]


@given(SOURCES, st.randoms(use_true_random=False))
def test_the_file_gives_everything_back(data: bytes, rng: Random) -> None:
    source = decode(data, charset="utf-8")
    document = worked(source, rng)
    root = tei(document, source)
    assert source_text(root) == source.text
    assert restore(root) == data
    assert running(root).split() == document.text.reading.split()
    assert all(reading in read(root) for _, reading in notes(root))
    assert len(queries(root)) == len(document.queries)
    # the lines stage joins all that parts two words at once, these random edits do not
    assert [problem for problem in problems(root) if not problem.startswith("This line end goes on")] == []

    reading, last = "", 0
    for record in changes(root, everything=True):
        assert record.start >= last
        assert record.source == source.text[record.start : record.end]
        reading += source.text[last : record.start] + record.reading
        last = record.end
    reading += source.text[last:].replace("\f", " ")
    assert "".join(reading.replace("\f", " ").split()) == "".join(document.text.reading.split())


@given(st.binary(max_size=60))
def test_any_bytes_come_back(data: bytes) -> None:
    source = decode(data)
    root = tei(run(opened(source), Context("en")), source)
    assert restore(root) == data
    assert problems(root) == []


def encoded(source: str, *edits: Edit, spans: tuple[Span, ...] = ()) -> str:
    """The body of a short document, to be compared in full."""
    text, _ = Text.of(source).set_aside(spans)
    text, asked = text.edit(edits)
    return body(Document(text, divide(text).blocks, asked))


def body(document: Document) -> str:
    """What stands in the body of a document."""
    return encode(document, "LF").xml.removeprefix("<body>").removesuffix("</body>")


def test_a_dropped_hyphen() -> None:
    xml = encoded("commu-\nnity", Edit(5, 7, "", "hyphen", "lines", 0.98, "w"))
    assert xml == (
        '<p>commu<choice xml:id="c5"><orig><pc force="weak">-</pc></orig>'
        '<reg type="hyphen" resp="#lines" cert="0.98" ana="#rule-hyphen"/></choice><lb break="no" prev="#c5"/>nity</p>'
    )


def test_a_plain_line_end() -> None:
    assert encoded("one\ntwo", Edit(3, 4, " ", "line-end", "lines", 1, "w")) == "<p>one\n<lb/>two</p>"


def test_a_join_round_a_footer() -> None:
    source = "one\n\nFOOT\n\ntwo"
    foot = Span(5, 9, "running-foot", "furniture", 0.9, "w")
    xml = encoded(source, Edit(3, 7, " ", "join", "lines", 0.9, "w"), spans=(foot,))
    assert xml == (
        '<p>one\n<lb xml:id="c3" resp="#lines" cert="0.9" ana="#rule-join"/>\n<lb prev="#c3"/>'
        '<fw type="running-foot" xml:id="a5" resp="#furniture" cert="0.9" ana="#rule-running-foot">FOOT</fw>'
        '\n<lb xml:id="c9" prev="#c3" resp="#lines" cert="0.9" ana="#rule-join"/>\n<lb prev="#c9"/>two</p>'
    )


def test_blanks_beyond_what_cuts_a_join_carry_no_id() -> None:
    number = Span(4, 6, "page-number", "furniture", 0.9, "w")
    xml = encoded("one\n12   two", Edit(3, 7, " ", "join", "lines", 0.9, "w"), spans=(number,))
    assert xml.endswith(">12</fw>   two</p>")
    assert xml.count("xml:id") == 2
    xml = encoded("one\n12   \ntwo", Edit(3, 8, " ", "join", "lines", 0.9, "w"), spans=(number,))
    assert xml.endswith('>12</fw>   \n<lb xml:id="c7" prev="#c3" resp="#lines" cert="0.9" ana="#rule-join"/>two</p>')


def test_a_page_break_inside_a_word() -> None:
    page = Span(6, 7, "page-break", "furniture", 1, "w", "12")
    xml = encoded("commu-\fnity", Edit(5, 6, "", "hyphen", "lines", 0.98, "w"), spans=(page,))
    assert '<pb type="form-feed" n="12" break="no" xml:id="a6"' in xml


def test_blanks_never_stand_between_blocks() -> None:
    assert encoded("one  \n  \n   two\n ") == "<p>one  \n<lb/>  </p>\n<lb/><p>   two\n<lb/> </p>"


def head(position: int) -> str:
    return f'<head xml:id="b{position}" resp="#blocks" cert="1" ana="#rule-head">'


def test_divisions_nest_by_level() -> None:
    text = Text.of("A\nb\nC\nd\nE\nf")
    kinds = {0: 1, 4: 2, 8: 1}
    blocks = tuple(Block(i, i + 1, "head" if i in kinds else "p", kinds.get(i, 0)) for i in range(0, 12, 2))
    assert body(Document(text, blocks)) == (
        f"<div>{head(0)}A</head>\n<lb/><p>b</p>\n<lb/><div>{head(4)}C</head>\n<lb/><p>d</p></div></div>\n<lb/>"
        f"<div>{head(8)}E</head>\n<lb/><p>f</p></div>"
    )


def test_a_query_marks_its_place() -> None:
    text = Text.of("of of the")
    xml = body(Document(text, divide(text).blocks, (Query(0, 5, "mojibake", "encoding", 0.5, "twice?"),)))
    assert xml == '<p><sic xml:id="q0" cert="low">of of</sic> the</p>'


def test_a_query_in_a_note_is_about_its_own_words() -> None:
    """So that an answer gives what to read for these, and not for the whole note."""
    note = "* It did so in those helter-\nskelter times, and nobody minded it for long."
    source = f"The ferry ran late.*\n\n{note}\n\nSo we went home."
    root = parse(to_tei(source.encode(), Descriptor("x", language="en"), Path("x.txt")))
    (asked,) = [query for query in queries(root) if query.kind == "hyphen"]
    assert (asked.source, asked.suggestion) == ("helter-\nskelter", "helterskelter")
    (place,) = root.iterfind(".//{*}text//{*}note//{*}sic")
    assert place.get(ID) == asked.id


def test_a_heading_over_a_line_of_blanks_is_joined_by_a_space() -> None:
    prose = "The clerk of the river had seen the lamp in that year, and nobody had told him whose it was. " * 3
    letters = "".join(f"{n}. \n \nTO MR. EXAMPLE. \n\n{prose}\n\n" for n in range(1, 9))
    root = parse(to_tei(letters.encode(), Descriptor("x", language="en"), Path("x.txt")))
    heads = [" ".join("".join(map(str, head.itertext())).split()) for head in root.iterfind(".//{*}text//{*}head")]
    assert heads == [f"{n}. TO MR. EXAMPLE." for n in range(1, 9)]
    assert not root.findall(".//{*}text//{*}lb[@break]")
    assert our_schema().validator.validate(root)


def test_a_part_of_a_note_without_a_sign_has_that_of_its_note() -> None:
    text = Text.of("One. Two. Three.")
    spans = Span(0, 4, "footnote", "notes", 0.9, "why", "b"), Span(5, 9, "note-part", "notes", 0.9, "why", target=0)
    text, _ = text.set_aside(spans)
    assert body(Document(text, divide(text).blocks)).count(' n="b"') == 2


def test_markup_in_the_source_is_text() -> None:
    source = '<script>alert(1)</script> ]]> &amp; <!-- -- > <?xml?> "quoted"'
    root = tei(Document(text := Text.of(source), divide(text).blocks), decode(source.encode()))
    assert read(root) == source + "\n"
