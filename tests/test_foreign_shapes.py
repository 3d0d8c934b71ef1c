"""Shapes of TEI that cost words, or put others between them: what a reader finds in each view."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from ecdosis.book.book import Book, Paragraph, Section, all_inlines
from ecdosis.book.inlines import LineBreak, NoteRef, PageBreak, Styled, words_of
from ecdosis.book.reader.report import Event
from ecdosis.book.reader.walk import View
from ecdosis.formats import from_file, products
from ecdosis.formats.plain import plain
from ecdosis.tei.names import TEI
from ecdosis.validation.agreement import of_epub, of_html, of_pdf

HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"


def published(folder: Path, inside: str, view: View = "reading", root: str = "TEI") -> tuple[Book, tuple[Event, ...]]:
    path = folder / "a.xml"
    path.write_text(f'<{root} xmlns="{TEI}">{inside}</{root}>', encoding="utf-8")
    return from_file(path, view)


def texts(made: Book) -> tuple[list[str], str]:
    """The lines of the running text without the title, and the list of what it leaves out."""
    running, _, left = plain(made).decode().partition("What the reading text leaves out")
    return [line for line in running.split("\n") if line][1:], " ".join(left.split())


def body(inside: str) -> str:
    return f"{HEADER}<text><body>{inside}</body></text>"


# ---------------------------------------------------------------- spans


BEGIN, END = '<delSpan spanTo="#e"/>', '<anchor xml:id="e"/>'
STRUCK = [
    (f"<p>One {BEGIN}two{END} three.</p>", ["One three."], "two"),
    (f"<p>One {BEGIN}t<hi>w</hi>o <note>nay</note>{END} three.</p>", ["One three."], "two nay"),
    (f"<p>One</p>{BEGIN}<p>two</p><p>and</p>{END}<p>three</p>", ["One", "three"], "two · and"),
    (f"<p>One {BEGIN}two</p><p>and{END} three</p>", ["One", "three"], "two · and"),
    (f"<p>One</p>{BEGIN}<p>two</p><p xml:id='e'>and</p><p>three</p>", ["One", "three"], "two · and"),
    (f"<p>One</p>{BEGIN}<list><item>two</item></list><p>{END}three</p>", ["One", "three"], "two"),
    (
        f"<table><row><cell>a{BEGIN}</cell><cell>two</cell></row><row><cell>{END}b</cell><cell>c</cell></row></table>",
        ["a\t", "b\tc"],
        "two",
    ),
    (
        f"<p>One {BEGIN}two <delSpan spanTo='#f'/>and{END} so<anchor xml:id='f'/> on</p>",
        ["One on"],
        "two and so",
    ),
]
"""What is written; the lines that are read; what is listed as deleted."""


@pytest.mark.parametrize(("inside", "shown", "left"), STRUCK)
def test_what_a_span_strikes_out_is_not_read(tmp_path: Path, inside: str, shown: list[str], left: str) -> None:
    made, _ = published(tmp_path, body(inside))
    running, listed = texts(made)
    assert running == shown
    assert listed.endswith(f"Deleted in the source {left}")


@pytest.mark.parametrize(("inside", "shown", "left"), STRUCK)
def test_in_the_diplomatic_view_it_is_struck_through(tmp_path: Path, inside: str, shown: list[str], left: str) -> None:
    made, _ = published(tmp_path, body(inside), "diplomatic")
    struck = [i.text for i in all_inlines(made.blocks) if isinstance(i, Styled) and "strikethrough" in i.marks]
    assert "".join("".join(struck).split()) == re.sub(r"nay|[·\s]", "", left)
    assert "What the reading text leaves out" not in plain(made).decode()


@pytest.mark.parametrize(
    "inside",
    [
        "<p>One <delSpan/>two three.</p>",
        "<p>One <delSpan spanTo='#no'/>two three.</p>",
        "<p>One <anchor xml:id='e'/>two <delSpan spanTo='#e'/>three.</p>",
        "<p>One two <delSpan xml:id='e' spanTo='#e'/>three.</p>",
    ],
)
def test_a_span_without_an_end_strikes_nothing_out(tmp_path: Path, inside: str) -> None:
    made, events = published(tmp_path, body(inside))
    assert texts(made) == (["One two three."], "")
    assert [event.why for event in events if event.what == "delSpan"] == [
        "where it ends is not told: the words after it are shown"
    ]


def test_a_span_of_additions(tmp_path: Path) -> None:
    inside = body("<p>One <addSpan spanTo='#e'/>two</p><p>three<anchor xml:id='e'/> four.</p>")
    assert texts(published(tmp_path, inside)[0])[0] == ["One two", "three four."]
    assert texts(published(tmp_path, inside, "diplomatic")[0])[0] == ["One \\two/", "\\three/ four."]


def test_the_pages_of_what_is_struck_out_stay(tmp_path: Path) -> None:
    made, _ = published(tmp_path, body("<p>One <del>two <pb n='7'/>three</del> four.</p>"))
    assert [inline.label for inline in all_inlines(made.blocks) if isinstance(inline, PageBreak)] == ["7"]


def test_what_is_struck_out_and_underlined_has_tags(tmp_path: Path) -> None:
    """A PDF that cannot be tagged is one that is not read out."""
    struck = body("<p>One <del>two <hi rend='underline'>three</hi> <unclear>four</unclear></del> five.</p>")
    done = products(published(tmp_path, struck, "diplomatic")[0], ("pdf",))
    said = of_pdf(done.files["pdf"])
    assert done.notes == ()
    assert said is not None
    assert "One two three four five." in " ".join(said.words)


# ---------------------------------------------------------------- texts that were lost


def test_a_note_to_a_note_is_in_every_format(tmp_path: Path) -> None:
    inside = body("<p>One<note place='foot'>outer<note place='foot'>inner</note> words</note> two.</p>")
    done = products(published(tmp_path, inside)[0], ("docx", "md", "epub", "html")).files
    for data in (done["md"], done["html"], b"".join(zip_pages(done["epub"])), b"".join(zip_pages(done["docx"]))):
        for word in (b"outer", b"inner"):
            assert word in data


def headings(made: Book) -> list[str]:
    return ["".join(map(str, block.title)) for block in made.blocks if isinstance(block, Section)]


@pytest.mark.parametrize("name", ["sourceDoc", "facsimile", "standOff", "unheardOf"])
def test_what_stands_beside_a_text_has_a_section(tmp_path: Path, name: str) -> None:
    beside = f"<{name}><surface><zone><line>Beside it</line></zone></surface></{name}>"
    for inside in (body("<p>The text</p>") + beside, HEADER + beside + body("<p>The text</p>").removeprefix(HEADER)):
        made, _ = published(tmp_path, inside)
        running, _ = texts(made)
        [title] = headings(made)
        assert running == ["The text", title, "Beside it"]
        assert len(title.split()) >= 2


def test_what_has_no_words_beside_a_text_has_none(tmp_path: Path) -> None:
    inside = body("<p>The text</p>") + "<facsimile><graphic url='http://example.org/1.jpg'/></facsimile>"
    made, events = published(tmp_path, inside)
    assert texts(made)[0] == ["The text"]
    assert [event.why for event in events if event.what == "facsimile"] == [
        "beside the text it is not shown: it has no words"
    ]


def test_pages_alone_are_the_text(tmp_path: Path) -> None:
    made, _ = published(tmp_path, f"{HEADER}<sourceDoc><surface><zone><line>Alone</line></zone></surface></sourceDoc>")
    assert (headings(made), texts(made)[0]) == ([], ["Alone"])


@pytest.mark.parametrize("name", ["text", "sourceDoc", "facsimile"])
def test_stray_words_around_the_text_keep_their_place(tmp_path: Path, name: str) -> None:
    inside = f"before<{name}><p>within</p></{name}>between<{name}><p>again</p></{name}>after"
    for root in ("TEI", "teiCorpus"):
        made, _ = published(tmp_path, f"{inside}<standOff><p>Beside</p></standOff>last", root=root)
        assert texts(made)[0] == ["before", "within", "between", "again", "after", "last", *headings(made), "Beside"]


def test_of_a_description_alone_all_is_told(tmp_path: Path) -> None:
    described = (
        "<teiHeader><fileDesc><titleStmt><title>Shelfmark 7</title></titleStmt><sourceDesc><msDesc><msContents><msItem>"
        "<incipit>Of euery cart</incipit></msItem></msContents></msDesc></sourceDesc></fileDesc><revisionDesc>"
        "<change>Corrected.</change></revisionDesc></teiHeader>"
    )
    for root, inside in (
        ("TEI", described),
        ("TEI", f"{described}<text><body/></text>"),
        ("teiHeader", described[11:-12]),
    ):
        running, _ = texts(published(tmp_path, inside, root=root)[0])
        assert {"Of euery cart", "Corrected."} <= set(running)
    assert "Of euery cart" not in texts(published(tmp_path, f"{described}<text><body><p>x</p></body></text>")[0])[0]


@pytest.mark.parametrize("view", ["reading", "critical", "diplomatic"])
def test_what_is_said_of_witnesses_is_kept_with_its_reading(tmp_path: Path, view: View) -> None:
    inside = (
        "<p>A <app><lem wit='#A'>ship</lem><witDetail wit='#A'>erased</witDetail><rdg wit='#B'>shop</rdg>"
        "<rdg wit='#C'>shap</rdg><witDetail wit='#B'>in red</witDetail><witDetail>at the edge</witDetail></app> and "
        "<app><lem>boat</lem><witDetail>so all</witDetail></app>.</p>"
    )
    told = plain(published(tmp_path, body(inside), view)[0]).decode()
    if view == "critical":
        assert "ship erased] shop B in red; shap C at the edge\n" in told
        assert "boat so all]\n" in told
    else:
        listed = "erased → ship · so all → boat · shop B in red → ship · shap C at the edge → ship"
        assert listed in told


# ---------------------------------------------------------------- lines


LINES = "".join(f"<lb n='{n}'/>line{' ' if n % 2 else '-'}{n}x\n" for n in range(1, 13))


@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_numbers_of_lines_are_no_words(tmp_path: Path, view: View) -> None:
    made, _ = published(tmp_path, body(f"<div type='edition'><ab>{LINES}</ab></div>"), view)
    [shown], _ = texts(made)
    assert re.findall(r"\b\d+\b", shown) == []
    breaks = [inline.number for inline in all_inlines(made.blocks) if isinstance(inline, LineBreak)]
    assert breaks == ["", "", "", "5", "", "", "", "", "10", "", ""]
    done = products(made, ("html", "epub", "docx", "md")).files
    for data in (done["html"], *zip_pages(done["epub"]), *zip_pages(done["docx"]), done["md"]):
        words = "".join(map(str, etree.HTML(data).itertext())) if b"<" in data else data.decode()
        assert not re.search(r"\b5\s+line 5x", words)
    assert b'data-n="5"' in done["html"]


def zip_pages(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            archive.read(name)
            for name in archive.namelist()
            if name.endswith(("xhtml", "document.xml", "footnotes.xml"))
        ]


@pytest.mark.parametrize("sign", ["lb", "pb", "cb", "gb"])
@pytest.mark.parametrize("before", ["", "\n   "])
def test_a_word_goes_on_over_a_break(tmp_path: Path, sign: str, before: str) -> None:
    inside = body(f"<ab>quae fe{before}<{sign} n='5' break='no'/>cit et<{sign} n='6'/> posuit</ab>")
    for view in ("reading", "diplomatic", "critical"):
        made, _ = published(tmp_path, inside, view)
        assert texts(made)[0] == ["quae fecit et posuit"]
    done = products(published(tmp_path, inside, "diplomatic")[0], ("html", "epub", "pdf", "md")).files
    assert b"quae fecit et" in done["md"]
    said = of_pdf(done["pdf"])
    assert said is not None
    assert "fecit" in said.words
    for words in (of_html(done["html"]), of_epub(done["epub"])):
        assert "".join(words.words).count("fecitetposuit") == 1


def test_verse_has_the_numbers_that_its_source_gives_it(tmp_path: Path) -> None:
    lines = "".join(f"<l n='{n}'>verse {n}</l>" for n in (14, 15, 16, 20))
    speech = f"<sp><speaker>A</speaker>{lines}<l n='25' part='I'>half</l></sp><sp><l n='25' part='F'>half</l></sp>"
    for inside in (f"<lg>{lines}</lg>", speech, "<lg>" + "".join(f"<l n='{n}a'>v</l>" for n in range(30)) + "</lg>"):
        made, _ = published(tmp_path, body(inside))
        done = products(made, ("html",)).files["html"].decode()
        shown = re.findall(r'class="verse-number"[^>]*data-n="(\d+)"', done)
        wanted = [["15", "20"], ["15", "20", "25"], ["5", "10", "15", "20", "25", "30"]]
        assert shown == wanted[(f"<lg>{lines}</lg>", speech).index(inside) if "verse" in inside else 2]


@pytest.mark.parametrize(
    ("inside", "shown", "commas"),
    [
        ("<role>Claudius</role><roleDesc>king of Denmark</roleDesc>", "Claudius, king of Denmark", 1),
        ("<role>Claudius</role>\n<roleDesc>king of Denmark</roleDesc>", "Claudius, king of Denmark", 1),
        (
            "<role>\n <name>Claudius</name>\n</role>\n<roleDesc>king of Denmark</roleDesc>",
            "Claudius, king of Denmark",
            1,
        ),
        ("<role>Claudius</role>, <roleDesc>king of Denmark</roleDesc>", "Claudius, king of Denmark", 0),
        ("<role>Claudius,</role><roleDesc>king of Denmark</roleDesc>", "Claudius, king of Denmark", 0),
        ("<role>Claudius</role><roleDesc>(a king)</roleDesc>", "Claudius (a king)", 0),
        ("<role>Claudius</role><actor>Mr. Fenn</actor>", "Claudius, Mr. Fenn", 1),
    ],
)
def test_a_role_is_not_glued_to_what_is_said_of_it(tmp_path: Path, inside: str, shown: str, commas: int) -> None:
    made, told = published(tmp_path, body(f"<castList><castItem>{inside}</castItem></castList><p>Words.</p>"))
    assert texts(made)[0] == [shown, "Words."]
    added = [event for event in told if "a comma between" in event.why]
    assert len(added) == commas


# ---------------------------------------------------------------- signs


@pytest.mark.parametrize(
    ("glyph", "shown"),
    [
        ("<g ref='#menorah'/>", "[menorah]"),
        ("<g ref='http://example.org/signs/leaf'/>", "[leaf]"),
        ("<g type='christogram'/>", "[christogram]"),
        ("<g/>", "[sign]"),
        ("<g ref='#known'/>", "ꝛ"),
        ("<g ref='#named'/>", "[a paraph]"),
        ("<g ref='#menorah'>M</g>", "M"),
        ("<g ref='char:EOLhyphen'/>", ""),
    ],
)
def test_a_glyph_is_never_a_question_mark(tmp_path: Path, glyph: str, shown: str) -> None:
    described = (
        "<encodingDesc><charDecl><char xml:id='known'><mapping>ꝛ</mapping></char><glyph xml:id='named'>"
        "<glyphName>a paraph</glyphName></glyph></charDecl></encodingDesc></teiHeader>"
    )
    inside = body(f"<p>a {glyph} b</p>").replace("</teiHeader>", described)
    assert texts(published(tmp_path, inside)[0])[0] == [f"a {shown} b" if shown else "ab"]


def test_the_title_of_a_letter_is_its_own(tmp_path: Path) -> None:
    titles = (
        "<title level='s'>Letters of the River</title><title type='iso-date'>1852-01-02</title>"
        "<title level='a'>Ann to Amelia, 2 January 1852</title>"
    )
    inside = body("<p>x</p>").replace("<title>T</title>", titles)
    assert published(tmp_path, inside)[0].title == "Ann to Amelia, 2 January 1852"
    alone = inside.replace("<title level='a'>Ann to Amelia, 2 January 1852</title>", "")
    assert published(tmp_path, alone)[0].title == "Letters of the River"


def test_names_with_commas_stay_apart(tmp_path: Path) -> None:
    authors = "</title><author>Dace, Amelia</author><author>Orme</author>"
    assert published(tmp_path, body("<p>x</p>").replace("</title>", authors))[0].author == "Dace, Amelia; Orme"


def test_a_person_is_more_than_figures(tmp_path: Path) -> None:
    person = (
        "<listPerson><person><persName>Ann</persName><birth><date>1863</date><settlement><placeName>Quay</placeName>"
        "<location><geo>48.3 14.2</geo></location></settlement></birth><death>† 1934</death></person></listPerson>"
    )
    assert texts(published(tmp_path, body(person))[0])[0] == ["Ann", "* 1863, Quay (48.3 14.2)", "† 1934"]


# ---------------------------------------------------------------- numbers, titles, margins


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("<head>CHAPTER II.</head><head>The Mill</head>", ["CHAPTER II.", "The Mill"]),
        ("<head>CHAPTER II.<lb/>The Mill</head>", ["CHAPTER II.", "The Mill"]),
        ("<head>Erster Auftritt.<lb/>Am Ufer</head>", ["Erster Auftritt.", "Am Ufer"]),
        ("<head>IV<lb/>The Weir</head>", ["IV", "The Weir"]),
        ("<head><label>III.</label> The Weir</head>", ["III.", "The Weir"]),
        ("<head><label>III.</label></head>", ["III."]),
        ("<head>Of what the river<lb/>had carried</head>", ["Of what the river had carried"]),
        ("<head>To Mr.<lb/>Reed</head>", ["To Mr. Reed"]),
        ("<head>The Well-to-do Heron</head>", ["The Well-to-do Heron"]),
    ],
)
def test_number_and_title_of_a_chapter_are_two_lines(tmp_path: Path, head: str, lines: list[str]) -> None:
    made, _ = published(tmp_path, body(f"<div type='chapter'>{head}<p>Words.</p></div>"))
    assert "".join(map(words_of, next(b.title for b in made.blocks if isinstance(b, Section)))) == " · ".join(lines)
    files = products(made, ("html", "epub", "pdf")).files
    for page in (files["html"], *zip_pages(files["epub"])):
        for shown in re.findall(rb"<h[12][^>]*>((?:CH|Er|IV|III|Of|To Mr|The Well).*?)(?:<a class|</h)", page):
            assert shown.decode() == "<br/>".join(lines)
    said = of_pdf(files["pdf"])
    assert said is not None
    assert " ".join(said.words).endswith(" ".join([*lines, "Words."]))


def test_the_head_of_a_list_is_one_line(tmp_path: Path) -> None:
    made, _ = published(tmp_path, body("<list><head>Table II.<lb/>Herons</head><item>one</item></list>"))
    assert texts(made)[0][0] == "Table II. Herons"


def milestones(made: Book) -> list[str]:
    return [i.text for i in all_inlines(made.blocks) if isinstance(i, Styled) and "milestone" in i.marks]


def test_numbers_of_sections_stand_beside_their_text(tmp_path: Path) -> None:
    """As headings they would part the sentences of a chapter."""
    sections = "".join(f"<div type='textpart' subtype='section' n='{n}'><p>Words {n}.</p></div>" for n in (1, 2))
    chapter = f"<div type='textpart' subtype='chapter' n='3'>{sections}</div>"
    made, _ = published(tmp_path, body(f"<div type='textpart' subtype='book' n='1'>{chapter}</div>"))
    [book] = made.blocks
    assert isinstance(book, Section)
    assert (book.title, [block.title for block in book.blocks if isinstance(block, Section)]) == (("1",), [("3",)])
    assert (milestones(made), texts(made)[0]) == (["1", "2"], ["1", "3", "1 Words 1.", "2 Words 2."])


@pytest.mark.parametrize(
    "section",
    [
        "<div type='section' n='2'><head>The Ford</head><p>Words.</p></div>",
        "<div type='section' n='2'><div type='chapter' n='1'><p>Words.</p></div></div>",
    ],
)
def test_a_section_with_a_heading_or_divisions_is_a_division(tmp_path: Path, section: str) -> None:
    made, _ = published(tmp_path, body(section))
    assert (len(headings(made)), milestones(made)) == (1, [])


def test_cards_are_numbers_of_nothing_where_lines_have_theirs(tmp_path: Path) -> None:
    card = "<milestone unit='card' n='7'/>"
    assert milestones(published(tmp_path, body(f"<lg>{card}<l n='7'>But, old man</l></lg>"))[0]) == []
    assert milestones(published(tmp_path, body(f"<lg>{card}<l>But, old man</l></lg>"))[0]) == ["7"]
    other = "<milestone unit='strophe' n='7'/>"
    assert milestones(published(tmp_path, body(f"<lg>{other}<l n='7'>But, old man</l></lg>"))[0]) == ["7"]


def test_a_marker_stands_right_behind_its_word(tmp_path: Path) -> None:
    for inside in ("deep, <note>a</note> and small", "deep,<note>a</note> and small", "deep, <note>a</note>and small"):
        made, _ = published(tmp_path, body(f"<p>The water is {inside}.</p>"))
        shown = "".join(i.label if isinstance(i, NoteRef) else words_of(i) for i in all_inlines(made.blocks))
        assert shown == f"The water is deep,{' 1' if inside.endswith('>and small') else '1 '}and small."


@pytest.mark.parametrize(
    ("note", "beside"),
    [
        ("<note place='margin'>Heron.</note>", True),
        ("<note place='margin-left'>Her<hi>on</hi>.</note>", True),
        ("<note place='margin' n='*'>Heron.</note>", False),
        ("<note place='foot'>Heron.</note>", False),
        ("<note place='margin'><p>Heron.</p><p>Reed.</p></note>", False),
        ("<note place='margin' xml:id='m'>Heron.</note><ref target='#m'>there</ref>", False),
    ],
)
def test_a_note_in_the_margin_stands_there(tmp_path: Path, note: str, beside: bool) -> None:
    made, _ = published(tmp_path, body(f"<p>The water is deep {note} and small.</p>"))
    roles = [block.role for block in made.blocks if isinstance(block, Paragraph)]
    assert (roles, len(made.notes)) == ((["sidenote", ""], 0) if beside else ([""], 1))
