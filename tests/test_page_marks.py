"""Marks of pages: what each says of number and image, which are believed, and how the TEI says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecdosis.book.book import all_inlines
from ecdosis.book.inlines import PageBreak
from ecdosis.book.reader import book
from ecdosis.build import to_tei
from ecdosis.project.descriptor import Descriptor
from ecdosis.stages.furniture.page_marks import Mark, among_words, mark_of, value
from ecdosis.tei.names import parse, q
from ecdosis.tei.read import read
from ecdosis.tei.restore import restore
from ecdosis.tei.validate import our_schema

PROSE = "The clerk of the ferry went up to the lock with a lamp in his hand and came down again. " * 12


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("<page 92>", Mark("92", "", False)),
        ('<pb n="92"/>', Mark("92", "", False)),
        ('<pb n="xii" facs="0012.jpg" />', Mark("xii", "0012.jpg", False)),
        ("<pb facs='#f12' xml:id='p1' n='12'>", Mark("12", "#f12", False)),
        ("<pb 92>", Mark("92", "", False)),
        ("--- Page 92 of 130 ---", Mark("92", "", False)),
        ("[Pg 92]", Mark("92", "", False)),
        ("[p. 92]", Mark("92", "", False)),
        ("[fol. 9v]", Mark("9v", "", False)),
        ("## Page 92", Mark("92", "", False)),
        ('<!-- PageNumber="92" -->', Mark("92", "", False)),
        ("{92}", Mark("92", "", False)),
        ("## p. 12 (#34) ####", Mark("12", "34", True)),
        ("## p. (#34) ####", Mark("", "34", True)),
        ("-----File: 012.png---", Mark("", "012.png", True)),
        ("-----File: f-012.jpg-----\\aa\\bb\\-----", Mark("", "f-012.jpg", True)),
        ("{11}" + 48 * "-", Mark("", "11", True)),
        ("[[Page S12]]", Mark("S12", "", True)),
        ("[[Page 49703]]", Mark("49703", "", True)),
        ("[[Page of honour]]", None),
        ("[[Page 12]", None),
        ("<p>", None),
        ("[92]", None),
        ("## Pages", None),
        ("## Page of honour", None),
        ("Page 92", None),
        ("<page 92> and more", None),
        ("{ferry}", None),
        ("- File: 012.png", None),
        (".bn p012.png", Mark("", "p012.png", True)),
        (".bn p012", None),
        (".bnp012.png", None),
        ("<!-- the page is torn -->", None),
    ],
)
def test_what_a_mark_says(line: str, mark: Mark | None) -> None:
    assert mark_of(line) == mark


@pytest.mark.parametrize(
    ("label", "number"), [("12", 12), ("xii", 12), ("XII", 12), ("12r", 24), ("12v", 25), ("", None), ("ferry", None)]
)
def test_the_numbers_of_labels(label: str, number: int | None) -> None:
    assert value(label) == number


def inline(marks: list[str], every: int = 900) -> str:
    return "".join(f"{PROSE[:every]} {mark} " for mark in marks) + PROSE


def test_marks_among_the_words_must_be_enough_and_each_of_the_next_page() -> None:
    assert len(list(among_words(inline([f"[Pg {n}]" for n in range(3, 8)])))) == 10
    assert not list(among_words(inline([f"[Pg {n}]" for n in range(3, 7)])))
    assert not list(among_words(inline([f"[Pg {n}]" for n in range(3, 30, 3)])))


def placed(marks: list[str], long: int = 1300) -> str:
    """Prose with each mark where its page begins, if all pages are as long; those in lines of their own stand so."""
    told, before = "", 0
    for mark in marks:
        number = int("".join(filter(str.isdigit, mark)))
        told += (" ".join([PROSE] * 20))[: long * (number - before)] + mark
        before = number
    return told + PROSE


def among(text: str) -> list[str]:
    return [span.label for span in among_words(text) if span.kind == "page-break"]


def test_marks_alone_in_their_lines_are_of_the_row_of_those_among_the_words() -> None:
    pages = [f"\n[Pg {n}]\n" if n % 3 == 0 else f"[Pg {n}]" for n in range(1, 16)]
    assert among(inline(pages)) == [str(n) for n in range(1, 16) if n % 3]


def test_plates_and_blank_pages_have_no_marks() -> None:
    some = [n for n in range(1, 60) if n % 5 not in (0, 3)]
    told = [f"[Pg {n}]" for n in some]
    assert among(placed(told)) == [str(n) for n in some]
    assert not among(placed(told[:12]))  # too few to prove each other
    assert not among(inline(told))  # as pages of another book are cited in their order: not as far apart as they are
    assert not among(placed([f"[Pg {n}]" for n in range(12, 330, 12)], 100))  # a page in twelve


def test_pages_that_a_text_with_marks_cites_are_no_marks() -> None:
    told = [f"[Pg {n}]" for n in range(1, 40)]
    cited = [*told[:20], "[Pg 7]", *told[20:30], "[Pg 300]", *told[30:]]
    assert among(inline(cited)) == [str(n) for n in range(1, 40)]
    assert among(inline([*told[:20], "[p. 21]", *told[20:]])) == [str(n) for n in range(1, 40)]
    volumes = [f"[Pg {n}]" for n in (*range(1, 20), 1, *range(3, 20))]
    assert len(among(inline(volumes))) == len(volumes)


LEAVES = ["1va", "1vb", "1rc", "1rd", "2va", "2vb", "2rc"]


def test_marks_of_the_columns_of_leaves_are_of_one_leaf_and_the_next() -> None:
    def found(marks: list[str], every: int = 900) -> list[str]:
        return [span.label for span in among_words(inline(marks, every)) if span.kind == "page-break"]

    assert found([f"/f.{leaf}/" for leaf in LEAVES]) == LEAVES
    assert found([f"/fol. {leaf}/" for leaf in LEAVES]) == LEAVES
    assert found([f"/f.{n}{side}/" for n in (3, 4, 5) for side in "rv"]) == ["3r", "3v", "4r", "4v", "5r", "5v"]
    assert not found([f"/f.{leaf}/" for leaf in LEAVES[:4]])
    assert not found([f"/f.{leaf}/" for leaf in LEAVES], every=200)  # as places are cited in a commentary
    assert not found([f"/f.{n}r/" for n in (9, 3, 14, 1, 7, 30)])
    assert not found(6 * ["/f.3r/"])  # one place, time and again
    assert not found([f"/{leaf}/" for leaf in LEAVES])  # alternatives, as in and/or


def test_numbers_in_braces_are_marks_where_they_are_as_far_apart_as_pages() -> None:
    marks = [f"{{{n}}}" for n in range(1, 9)]
    assert len(list(among_words(inline(marks)))) == 16
    assert not list(among_words(inline(marks, 200)))
    uneven = "".join(f"{PROSE[: 1000 if n % 3 else 20]} {mark} " for n, mark in enumerate(marks))
    assert not list(among_words(uneven))


def test_numbers_in_braces_alone_in_their_lines_are_notes_if_they_are_near() -> None:
    from ecdosis.stages.furniture import find

    far, near = ("".join(f"{PROSE[:length]}\n{{{n}}}\n" for n in range(1, 9)) + PROSE for length in (900, 200))
    assert [span.label for span in find(far, "en") if span.kind == "page-break"] == list("12345678")
    assert not [span for span in find(near, "en") if span.kind == "page-mark"]


def edition(source: str) -> tuple[list[dict[str, str]], str]:
    """What the beginnings of pages say in the TEI, and the reading."""
    root = parse(to_tei(source.encode(), Descriptor(id="marks"), Path("marks.txt")))
    assert restore(root) == source.encode()
    assert our_schema().validator.validate(root)
    return [
        {str(k): str(v) for k, v in page.items() if k in ("n", "facs", "break")} for page in root.iter(q("pb"))
    ], read(root)


def test_the_tei_names_the_image_of_a_page() -> None:
    pages, reading = edition(
        f"-----File: 011.png---\\aa\\--\n\n{PROSE}and\n-----File: 012.png---\\aa\\--\nso {PROSE}\n"
    )
    assert pages == [{"facs": "011.png"}, {"facs": "012.png"}]
    assert "and so The clerk" in reading
    pages, _ = edition(f"## p. 12 (#34) ####\n\n{PROSE}\n\n## p. 13 (#35) ####\n\n{PROSE}\n")
    assert pages == [{"n": "12", "facs": "34"}, {"n": "13", "facs": "35"}]


def test_a_page_may_begin_inside_a_word() -> None:
    source = "\n\n".join(f"{PROSE} The har[Pg {n}]bour [Pg {n + 1}] was wide. {PROSE}" for n in range(1, 9, 2))
    pages, reading = edition(f"THE FERRY\n\n{source}\n")
    assert pages[:2] == [{"n": "1", "break": "no"}, {"n": "2"}]
    assert reading.count("The harbour was wide.") == 4


def marked(before: str, after: str, elsewhere: str = "harbour") -> str:
    """The reading of a text in which a mark parts two words or halves, six times beside other pages."""
    places = [f"{PROSE} The road to {elsewhere} was long."] + [f"{PROSE} [Pg {n}] {PROSE}" for n in range(2, 9)]
    return edition("\n\n".join([*places, f"{PROSE} He saw the {before}[Pg 9]{after} at last.\n"]))[1]


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "reads"),
    [
        ("har ", " bour", "harbour", "the harbour at last"),
        ("har ", "bour", "harbour", "the harbour at last"),
        ("har", " bour", "harbour", "the harbour at last"),
        ("har ", " bour", "Luxbour", "the har bour at last"),  # the text does not have the word
        ("lock ", " up", "the bour or lockup", "the lock up at last"),  # and it has both words
        ("Har ", " Bour", "harbour", "the Har Bour at last"),  # names
        ("har, ", " bour", "harbour", "the har, bour at last"),
        ("it's-har ", " bour", "harbour", "the it's-har bour at last"),
    ],
)
def test_halves_that_a_mark_parts_are_one_word_if_the_text_has_it(
    before: str, after: str, elsewhere: str, reads: str
) -> None:
    assert reads in marked(before, after, elsewhere).replace("’", "'")


def _pages(source: str) -> tuple[list[str], list[str]]:
    """The numbers of the page breaks of the TEI made from a text (- for none), and of those of its book."""
    root = parse(to_tei(source.encode(), Descriptor(id="x"), Path("x.txt")))
    assert restore(root) == source.encode()
    told = [pb.get("n", "-") for pb in root.iter(q("pb"))]
    return told, [inline.label for inline in all_inlines(book(root).blocks) if isinstance(inline, PageBreak)]


def test_the_form_feed_that_ends_a_file_begins_no_page() -> None:
    pages = [f"{PROSE}and\n\n{number}\n" for number in (7, 8, 9)]
    assert _pages("\f".join(pages)) == (["8", "9"], ["8", "9"])
    assert _pages("\f".join([*pages, ""])) == (["8", "9", "-"], ["8", "9"])
    assert _pages("\f".join([*pages, "\n\n"])) == (["8", "9", "-"], ["8", "9"])
    assert _pages("\f".join([*pages, "", "The end.\n"]))[1] == ["8", "9", "10", "11"]  # an empty page within
