"""Marks of styles: labelled texts, what the marks mean, and how they are written, read and shown."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import ecdosis
from ecdosis.book.book import all_inlines
from ecdosis.book.inlines import Emended
from ecdosis.book.reader import book as book_of
from ecdosis.build import to_tei
from ecdosis.cli import main
from ecdosis.editor.rows import Decision
from ecdosis.errors import UsageError
from ecdosis.model.document import Block, Mark, Part
from ecdosis.model.kinds import Kind
from ecdosis.model.pieces import Change, Span
from ecdosis.model.text import Text
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.phrases import styled
from ecdosis.stages.styles import repair
from ecdosis.stages.styles.meanings import explained, meanings
from ecdosis.tei.names import NAMESPACES, content, parse
from ecdosis.tei.read import changes, read, reading_of, recognised
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema
from labelled import load, parameters

CASES = load("styles.toml")
TIMES = 30


def filled(case: dict[str, Any], name: str, by: str) -> str:
    """A text of a case, its paragraphs that are repeated in their place."""
    text: str = case.get(name, case["text"])
    for key, words in case.get(by, {}).items():
        text = text.replace(f"{{{key}}}", "\n\n".join([words] * TIMES))
    return text


def words(text: Text, marks: list[Mark]) -> list[str]:
    return [f"{mark.kind}: {text.reading[mark.start : mark.end]}" for mark in marks]


@pytest.mark.parametrize("case", parameters(CASES))
def test_case(case: dict[str, Any]) -> None:
    language = case.get("language", "en")
    text, asked = repair(Text.of(filled(case, "text", "repeat")), language)
    marks = list(styled(text, [Block(0, len(text.reading))], (), meanings(text.source, language)))
    expected = list(case.get("styled", []))
    for one, count in case.get("styled_times", {}).items():
        expected += [one] * count
    assert text.reading == filled(case, "reading", "read")
    assert sorted(words(text, marks)) == sorted(expected)
    assert len(asked) == case.get("asked", 0)


PARTS = st.sampled_from(
    ["_", "__", "=", "*", "**", "<i>", "</i>", "<sc>", "</sc>", "word", "x", ".", " ", "\n", "\n\n"]
)


@given(st.lists(PARTS, max_size=40).map("".join))
def test_laws(source: str) -> None:
    """The source stays, and nothing more is found in what was made."""
    text, asked = repair(Text.of(source))
    assert text.leaf_source() == source
    again, more = repair(text)
    assert again.reading == text.reading or len(again.reading) < len(text.reading)
    assert all(0 <= query.start <= query.end <= len(source) for query in (*asked, *more))


def test_the_two_marks_of_a_pair_are_one_change_in_two_parts() -> None:
    text, _ = repair(Text.of("It is _one_ and _two_."))
    changed = [piece for piece in text.pieces if isinstance(piece, Change)]
    assert [(piece.kind, piece.at) for piece in changed] == [("style-mark", at) for at in (6, 6, 16, 16)]


def test_a_paragraph_goes_on_beyond_a_page_end() -> None:
    text, _ = Text.of("It is _one_ and _two\n\n23\n\nthree_ and so.").set_aside(
        [Span(22, 24, "page-number", "furniture", 1.0, "")]
    )
    made, asked = repair(text)
    assert made.reading == "It is one and two\n\n\n\nthree and so."
    assert asked == ()


@pytest.mark.parametrize(("alone", "marked"), [(2, True), (3, False)])
def test_a_passage_is_ten_paragraphs(alone: int, marked: bool) -> None:
    """Eleven pairs outweigh two marks alone in the last of them, not three, whatever else stands before or behind."""
    mixed = "It is _now_ or" + " then_ or" * alone
    text, _ = repair(Text.of("\n\n".join([*["It is _so_."] * 15, mixed, *["h[a_, b_, c_]"] * 20])))
    assert ("_now_" not in text.reading) == marked
    assert text.reading.count("It is so.") == 15


@pytest.mark.parametrize(("length", "marked"), [(4000, True), (4001, False)])
def test_what_is_marked_is_no_chapter(length: int, marked: bool) -> None:
    long = ("word " * length)[: length - 1] + "x"
    text, _ = repair(Text.of(f"It is _so_ and _{long}_ and _this_ and _that_ " + "and _then_ " * 10))
    assert (f"_{long}_" not in text.reading) == marked


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Text enclosed by underscores is in italics (_italics_).", {"_": "italic"}),
        ("Italic text is denoted by _underscores_ and bold text by =equal signs=.", {"_": "italic", "=": "bold"}),
        ("_Underscores_ indicate italic text, =equal signs= indicate bold text.", {"_": "italic", "=": "bold"}),
        ("Small capitals are shown in the text as +small caps+.", {"+": "small-caps"}),
        ("Gesperrter Text ist durch _Unterstriche_ gekennzeichnet.", {"_": "spaced"}),
        ("Les mots en italique sont marqués _ainsi_.", {"_": "italic"}),
        ("Слова, набранные курсивом, обозначены так: _слово_.", {"_": "italic"}),
        ("He was so _bold_ that nobody marked it.", {}),
        ("He set this _word_ in bold type.", {}),
        ("The text is marked _bold_ and =so on=.", {"_": "bold"}),
        ("Words in italics and in bold are marked _so_ and =so=.", {}),
        ("The words in italics are those of the clerk, who marked them.", {}),
        ("The _Heron_ was shown in the print, in bold strokes, with text.", {}),
    ],
)
def test_what_a_sentence_says(sentence: str, said: dict[str, str]) -> None:
    assert explained(sentence) == said


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_meaning_says_where_it_is_from(end: str) -> None:
    note = "In bold type\n\nNote: words in italics are\nsurrounded by _underscores_.\n\nThe end, in bold."
    known = meanings(note.replace("\n", end), "de")
    assert known["_"].kinds == (Kind.ITALIC,)
    assert "words in italics are surrounded by _underscores_" in known["_"].why
    assert known["_"].certainty > meanings("A story.", "de")["_"].certainty


@pytest.mark.parametrize(
    ("names", "language", "kinds"),
    [
        (["Hester", "Amos"] * 4, "de", (Kind.SPACED,)),
        (["Hester", "Amos"] * 4, "en", (Kind.EMPHASISED,)),
        (["Hester.", "Amos."] * 4, "de", (Kind.SPACED,)),
        ([*["Hester", "Amos"] * 3, "Hester"], "de", ()),  # seven
        (["Hester"] * 8, "de", ()),
        (["Hester", "Amos", "Odo", "Ada"] * 2, "de", ()),
        (["1", "2"] * 4, "de", ()),
    ],
)
def test_signs_around_the_names_of_speakers(names: list[str], language: str, kinds: tuple[Kind, ...]) -> None:
    """A few names that begin paragraphs by turns."""
    speeches = "".join(f"~{name}~. Es ist spät.\n\n" for name in names)
    known = meanings(speeches, language).get("~")
    assert (known.kinds if known else ()) == kinds
    assert "~" not in meanings(speeches.replace("\n\n", " "), language)


def test_words_are_parted_at_blocks_and_at_what_else_is_marked() -> None:
    """An italic title with the words before it; foreign words in italics; one that reaches over two lines of verse."""
    text, _ = repair(Text.of("See _also Tides_ of _la mer_.\n_The tide came in,\nthe tide went out._\n"))
    reading = text.reading
    title, sea, line = reading.index("Tides"), reading.index("la mer"), reading.index("the tide")
    first = reading.index("The tide")
    blocks = [Block(0, first - 1), Block(first, line - 1), Block(line, len(reading) - 1)]
    marks = [
        Mark(title, sea + 6, "reference", 0.9, "", parts=(Part(title, title + 5, "title"),)),
        Mark(sea, sea + 6, "foreign", 0.9, "", language="fr"),
    ]
    found = list(styled(text, blocks, marks, meanings(text.source, "en")))
    assert words(text, found) == [
        "italic: also",
        "italic: Tides",
        "italic: la mer",
        "italic: The tide came in,",
        "italic: the tide went out.",
    ]


BOOK = """_THE HERON_

She was a _very_ old boat,[1] as Captain Rudd says (Rudd, _Tides_, p. 44), and =nobody= had ever
recieved _any teh money_ for her. _It was a
long road_ to the mill.

[1] As the _Thornby Gazette_ has it.
"""


@pytest.fixture(scope="module")
def book() -> etree._Element:
    return parse(to_tei(BOOK.encode(), Descriptor(id="text", language="en"), Path("heron.txt")))


def test_in_the_file(book: etree._Element) -> None:
    assert our_schema().validator.validate(book), our_schema().validator.error_log
    assert restore(book).decode() == BOOK
    assert "_" not in read(book)
    assert "=" not in read(book)
    found = [(hi.get("rend"), content(hi)) for hi in book.iterfind(".//tei:hi", NAMESPACES)]
    assert ("italic", "THE HERON") in found
    assert ("italic", "Tides") in found
    assert ("bold", "nobody") in found
    assert [hi.text for hi in book.iterfind(".//tei:note[@place]//tei:hi", NAMESPACES)] == ["Thornby Gazette"]
    assert [hi.text for hi in book.iterfind(".//tei:bibl/tei:title/tei:hi", NAMESPACES)] == ["Tides"]


def test_a_pair_is_one_record_in_two_parts(book: etree._Element) -> None:
    marks = [one for one in changes(book) if one.kind == "style-mark"]
    assert [bool(one.part_of) for one in marks] == [False, True] * (len(marks) // 2)
    assert all(one.part_of == first.id for first, one in zip(marks[::2], marks[1::2], strict=True))
    assert all(one.reading == "" and one.source in ("_", "=") for one in marks)


# ---------------------------------------------------------------- the editor


def decided(*rows: tuple[str, str, str], text: str = BOOK, language: str = "en") -> etree._Element:
    """A text with decisions, each its words, decision and value."""
    made = [Decision(n, -1, *row) for n, row in enumerate(rows, 1)]
    descriptor = Descriptor(id="text", language=language)
    root = parse(to_tei(text.encode(), descriptor, Path("heron.txt"), decisions=made))
    assert our_schema().validator.validate(root), our_schema().validator.error_log
    assert restore(root).decode() == text
    return root


def set_off(root: etree._Element) -> list[tuple[str | None, str]]:
    return [(hi.get("rend"), reading_of(hi)) for hi in root.iterfind(".//tei:text//tei:hi", NAMESPACES)]


@pytest.mark.parametrize(("decision", "rend"), [("italic", "italic"), ("bold", "bold"), ("spaced", "letter-spaced")])
def test_words_are_set_as_the_editor_says(decision: str, rend: str) -> None:
    root = decided(("old boat", decision, ""))
    [hi] = [hi for hi in root.iterfind(".//tei:hi", NAMESPACES) if hi.get("resp") == "#editor"]
    assert (hi.get("rend"), reading_of(hi), hi.get("cert")) == (rend, "old boat", "1")
    assert [one.type for one in recognised(root) if one.by == "editor"] == [decision]


def test_words_in_a_note_are_set_as_the_editor_says() -> None:
    root = decided(("As the", "bold", ""))
    [note] = root.iterfind(".//tei:text//tei:note[@place]", NAMESPACES)
    assert [(hi.get("rend"), hi.text) for hi in note.iterfind(".//tei:hi", NAMESPACES)] == [
        ("bold", "As the"),
        ("italic", "Thornby Gazette"),
    ]


def test_words_of_two_paragraphs_cannot_be_set() -> None:
    with pytest.raises(UsageError, match=r"row 1: .* is not in one block or note"):
        decided(("THE HERON_ She was", "italic", ""))


def test_marks_in_a_reading_say_how_its_words_are_set() -> None:
    root = decided(("a _very_ old boat", "read", "our _quite_ new boat"))
    assert "She was our quite new boat, as Captain" in read(root)


def test_what_the_editor_sets_is_parted_where_marks_have_set_more() -> None:
    root = decided(("was a _very_ old", "bold", ""), ("very_ old boat", "italic", ""))
    assert set_off(root)[1:4] == [("bold", "was a very old"), ("italic", "very old"), ("italic", "boat")]
    assert "She was a very old boat, as Captain" in read(root)


def test_a_no_to_one_mark_of_a_pair_gives_both_back() -> None:
    before = set_off(decided())
    for words in ("_very", "very_"):
        root = decided((words, "reject", ""))
        assert "She was a _very_ old boat" in read(root)
        assert set_off(root) == [one for one in before if one != ("italic", "very")]


def test_a_mark_may_be_kept() -> None:
    root = decided(("=nobody=", "keep", ""))
    assert "and =nobody= had" in read(root)
    assert "bold" not in [rend for rend, _ in set_off(root)]


@pytest.mark.parametrize("value", ["_merry_", "merry"])
def test_a_reading_of_marked_words_stays_marked(value: str) -> None:
    root = decided(("_very_", "read", value))
    assert ("italic", "merry") in set_off(root)
    assert "She was a merry old boat" in read(root)


def test_yes_to_one_mark_leaves_the_words_marked() -> None:
    for words in ("_very", "very_"):
        assert ("italic", "very") in set_off(decided((words, "accept", "")))


def test_a_block_may_begin_with_marked_words() -> None:
    root = decided(("very_ old", "split", ""))
    assert ("italic", "very") in set_off(root)


def test_what_may_be_letterspaced_is_so_if_the_editor_says_it() -> None:
    text = "Er hat es _nie_ gesagt, und _sie_ hat es auch nicht gesagt, als er da war.\n"
    root = decided(("nie", "spaced", ""), text=text, language="de")
    assert set_off(root) == [("letter-spaced", "nie"), ("emphasised", "sie")]


def test_the_rest_of_what_is_marked_stays_so() -> None:
    text = "Er hat es _nie wieder_ gesagt, und _sie_ hat es auch nicht gesagt, als er da war.\n"
    root = decided(("nie", "spaced", ""), text=text, language="de")
    assert set_off(root) == [("letter-spaced", "nie"), ("emphasised", "wieder"), ("emphasised", "sie")]


def test_only_what_the_editor_set_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the marks say shows itself, and there is much of it; a place says it all."""
    root = decided(("old boat", "italic", ""))
    assert {one.type for one in recognised(root) if one.by == "phrases"} >= {"italic", "bold"}
    path = tmp_path / "x.xml"
    path.write_bytes(etree.tostring(root))
    assert main(["blocks", str(path)]) == 0
    rows = [row.split("\t") for row in capsys.readouterr().out.splitlines()]
    assert [row[:3] for row in rows if row[2] in ("italic", "bold")] == [
        [str(BOOK.index("old boat")), "old boat", "italic"]
    ]


# ---------------------------------------------------------------- Markdown

MARKDOWN = """# Die Fähre

Er hat es _nie_ gesagt, und __sie__ hat es auch *nicht* gesagt.

- Er **war** da, als der Fluss stieg, und ***niemand*** sonst.
- Er ging [zurück](http://example.org/zurueck) zum Haus.

> Der Fluss stieg, und er sah es.
"""


@pytest.mark.parametrize("accepted", [(), (("__sie", "accept", ""),)])
def test_in_markdown_both_signs_mean_the_same(accepted: tuple[tuple[str, str, str], ...]) -> None:
    """In German too, since it says what they mean."""
    found = set_off(decided(*accepted, text=MARKDOWN, language="de"))
    assert ("italic", "nie") in found
    assert ("bold", "sie") in found
    assert ("italic", "nicht") in found
    assert ("bold", "war") in found
    assert {rend for rend, words in found if words == "niemand"} == {"italic", "bold"}


# ---------------------------------------------------------------- letterspacing


@pytest.mark.parametrize(
    ("text", "language", "spaced"),
    [
        ("Der Wirt sagte n i e m a l s etwas, als er da war.", "de", ["niemals"]),
        ("Der Wirt war e s  s e l b s t gewesen, und er s a g t e es.", "de", ["es selbst", "sagte"]),
        ("The clerk was n e v e r there, and n o b o d y saw him.", "en", ["never", "nobody"]),
        ("A clerk of the B B C had x y z in I N the morning.", "en", []),
        ("I N the morning the clerk went down to the river.", "en", []),
        ("A mong the clerks was one who went down to the river.", "en", []),
    ],
)
def test_letters_that_stood_apart_are_letterspaced(text: str, language: str, spaced: list[str]) -> None:
    root = decided(text=f"{text}\n", language=language)
    assert set_off(root) == [("letter-spaced", words) for words in spaced]


def test_letterspaced_words_far_from_each_other_are_each_by_themselves() -> None:
    root = decided(text="It was n e v e r, n e v e r there that he saw the boat.\n")
    assert set_off(root) == [("letter-spaced", "never"), ("letter-spaced", "never")]


# ---------------------------------------------------------------- the products


def test_books_show_it() -> None:
    """As what it looks like, not as stress: `i` and `b`; also of a word that was corrected."""
    edition = ecdosis.repair(BOOK, language="en")
    books = edition.books(["epub", "html", "md"])
    with ZipFile(BytesIO(books["epub"])) as archive:
        epub = "".join(archive.read(name).decode() for name in archive.namelist() if "ch001" in name)
    html = books["html"].decode()
    for page in (epub, html):
        assert "<i>very</i>" in page
        assert "<b>nobody</b>" in page
        assert "<em>very" not in page
    assert "*very*" in books["md"].decode()
    changed = [
        one for one in all_inlines(book_of(edition.root).blocks) if isinstance(one, Emended) and one.text == "he"
    ]
    assert [one.marks for one in changed] == [("italic",)]
