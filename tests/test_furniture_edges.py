"""Furniture, at the edge: just enough signs to set a line aside, or to ask, and just too few."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from ecdosis.evidence import Sign
from ecdosis.stages.furniture import find
from ecdosis.stages.furniture.judge import judged
from ecdosis.stages.furniture.lines import split
from ecdosis.stages.furniture.shapes import shape_of
from ecdosis.stages.furniture.similar import key_of, similar
from test_furniture import prose


def aside(text: str, *, safe: bool = True) -> list[str]:
    """What is set aside of a text, or only asked about: kind, colon, text; page breaks apart."""
    return [f"{s.kind}: {text[s.start : s.end]}" for s in find(text, "en") if s.safe == safe and s.kind != "page-break"]


def book(
    pages: int,
    head: Callable[[int], str] = lambda _: "",
    foot: Callable[[int], str] = lambda _: "",
    *,
    between: str = "\f",
    length: int = 400,
    cut: Callable[[int], bool] = lambda _: True,
) -> str:
    """A book: what stands at the head and foot of each page, from 1; whether a sentence goes on into the next."""
    made = []
    for page in range(1, pages + 1):
        body = prose(length, page, broken=cut(page))
        body = f"river {body}" if page > 1 and cut(page - 1) else body
        made.append("\n\n".join(part for part in (head(page), body, foot(page)) if part))
    return f"\n{between}".join(made)


@pytest.mark.parametrize(
    ("shares", "done"),
    [((0.8, 0.5), True), ((0.78, 0.5), False), ((0.2, 0.5), False), ((0.18, 0.5), None), ((0.99,), None)],
)
def test_two_signs_at_least_and_how_sure_they_are_together(shares: tuple[float, ...], done: bool | None) -> None:
    """Done if one in ten other lines has them all by chance, asked if four in ten have."""
    span = judged(3, 7, "widget", [Sign.rare("so", share) for share in shares])
    assert (span.safe if span else None) == done


@pytest.mark.parametrize(("shares", "sure"), [((0.5, 0.5), 0.78), ((0.8, 0.5), 0.9), ((0.9, 0.8), 0.98)])
def test_of_what_is_looked_at_47_in_100_is_furniture_before_any_sign(shares: tuple[float, ...], sure: float) -> None:
    """The odds, 47 to 53, four, ten and fifty times as high."""
    span = judged(3, 7, "widget", [Sign.rare("so", share) for share in shares])
    assert span is not None
    assert span.certainty == sure


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("abcdefghij", "abcdefghXY", True),  # 8 of 10 letters
        ("abcdefghij", "abcdefgXYZ", False),
        ("abcdefg", "abcdefX", False),  # 6 of 7: too short for that
        ("abcdefgh", "abcdefgX", True),
        ("abcdefghi", "abcdefgX", True),  # 14 of 17
        ("abcdefg", "abcdef", True),  # 12 of 13
        ("abcde", "abcdef", True),
        ("abcd", "abcde", False),  # hardly a word
        ("abcdefghijkl", "abcdefgh", True),  # a third longer: 16 of 20
        ("abcdefghijklm", "abcdefgh", False),
        ("chapter IV", "chapter VI", False),
        ("page 12", "page 12", True),
        ("abcdefghij 12", "abcdefghXj 12", True),
        ("abcdefghij 12", "abcdefghXj 13", False),
    ],
)
def test_when_two_lines_are_the_same(first: str, second: str, alike: bool) -> None:
    one, other = key_of(first), key_of(second)
    assert one is not None
    assert other is not None
    assert similar(one, other) == similar(other, one) == alike


def test_a_line_of_two_letters_has_nothing_to_compare() -> None:
    assert key_of("ab 12") is None
    assert key_of("abc 12") is not None


# ---------------------------------------------------------------- pages with marks


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("CONTENTS.", "CONTENTS", True),
        ("Inhalt", "INHALT.", True),
        ("CONTENTS.", "LIST OF ILLUSTRATIONS.", False),  # another list
        ("THE LOCK.", "THE LOCK.", False),  # what may be two letters to him, or two poems
    ],
)
def test_a_list_that_goes_on_has_its_name_once(first: str, second: str, found: bool) -> None:
    pages = [f"{name}\n\nThe Lock {at}\n\nThe Weir {at}\n" for at, name in enumerate((first, second), 8)]
    text = "\f".join(["The Ferry\n", *pages, "The lock was shut.\n"])
    assert aside(text) == [f"running-head: {second}"] * found


def test_a_list_that_begins_again_after_other_pages_has_its_name_again() -> None:
    page = "CONTENTS.\n\nThe Lock\n\nThe Weir\n"
    assert aside(f"{page}\fThe lock was shut.\n\f{page}\fThe weir was open.\n") == []


@pytest.mark.parametrize(("apart", "found"), [(10, True), (11, False)])
def test_heads_are_compared_over_ten_pages(apart: int, found: bool) -> None:
    pages = {2, 2 + apart, 2 + 2 * apart}
    text = book(3 + 2 * apart, lambda page: "THE FERRY LEDGER" if page in pages else "")
    assert bool(aside(text)) == found


@pytest.mark.parametrize(("pages", "count"), [(2, 2), (3, 3)])
def test_numbers_of_few_pages_prove_each_other(pages: int, count: int) -> None:
    assert len(aside(book(pages, foot=lambda page: f"{page + 6}"))) == count


@pytest.mark.parametrize(("numbered", "found"), [((2, 3), False), ((2, 3, 4), True)])
def test_numbers_of_more_pages_need_two_others(numbered: tuple[int, ...], found: bool) -> None:
    text = book(6, foot=lambda page: f"{page + 6}" if page in numbered else "")
    assert [line.startswith("page-number") for line in aside(text)] == [True] * len(numbered) * found


@pytest.mark.parametrize(("speck", "found"), [("-.:", True), ("-.:.", False)])
def test_a_speck_between_the_edge_and_a_head(speck: str, found: bool) -> None:
    text = book(6, lambda page: f"{speck}\n\n{page + 6} THE FERRY LEDGER" if page > 1 else "")
    heads = [line for line in aside(text) if line.startswith("running-head")]
    assert len(heads) == (5 if found else 0)


@pytest.mark.parametrize(("between", "found"), [("", ["7", "8", "9", "10"]), ("A NIGHT\n\n", [])])
def test_three_lines_at_an_edge_are_looked_at(between: str, found: list[str]) -> None:
    """A speck, the head, and the number, or a further head."""
    text = book(4, lambda page: f"-.\n\nTHE FERRY LEDGER\n\n{between}{page + 6}")
    assert [line.removeprefix("page-number: ") for line in aside(text) if "number" in line] == found


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ("https://www.ferries.example.org/8/14", True),
        ("www.ferries.org/8/14", True),
        ("a song of the ferry", False),  # a refrain may come again at each head
        ("see www.ferries.org for more", False),
    ],
)
def test_a_web_address_below_the_head_is_one_as_well(second: str, found: bool) -> None:
    text = book(9, lambda page: f"Tolls and Ferries 8:14\n{second}\n\nPage {page + 1} of 12\n")
    gone = aside(text)
    assert [f"url: {second}" in gone, "page-number: Page 4 of 12" in gone] == [found, found]


@pytest.mark.parametrize(("marks", "found"), [(3, False), (4, True)])
def test_four_signature_marks_prove_a_run(marks: int, found: bool) -> None:
    letters = {1 + 8 * place: letter for place, letter in enumerate("BCDEF"[:marks])}
    text = book(8 * marks, foot=lambda page: letters.get(page, ""), cut=lambda _: False)
    assert len(aside(text)) == (marks if found else 0)


@pytest.mark.parametrize(("plates", "found"), [(4, True), (5, False)])
def test_plates_between_the_sheets_are_counted_with_their_pages(plates: int, found: bool) -> None:
    """A book in sheets of 32 pages, the largest, each with plates."""
    letters = {1 + (32 + plates) * place: letter for place, letter in enumerate("BCDE")}
    text = book(3 * 38, foot=lambda page: letters.get(page, ""), cut=lambda _: False)
    assert len(aside(text)) == (4 if found else 0)


def test_a_volume_may_have_two_works_each_with_its_sheets() -> None:
    marks = {5 + 12 * place + 60 * work: f"{place + 2}*" for place in range(5) for work in range(2)}
    text = book(120, foot=lambda page: marks.get(page, ""), cut=lambda _: False)
    assert len(aside(text)) == 10


def test_sheets_may_have_numbers_with_a_star_on_their_second_leaf() -> None:
    marks = {5 + 12 * place: f"{place + 2}*" for place in range(4)}
    text = book(48, foot=lambda page: marks.get(page, ""), cut=lambda _: False)
    assert aside(text) == ["slug: 2*", "slug: 3*", "slug: 4*", "slug: 5*"]


@pytest.mark.parametrize(
    ("page", "mark", "found"),
    [
        (25, "9", True),  # for 5, on the page where that must stand
        (25, "S", True),
        (25, "9*", False),  # of the second leaf
        (26, "9", False),  # on another page
        (49, "9", False),  # behind the run
        (25, "and", False),
    ],
)
def test_a_misread_mark_stands_where_a_run_lacks_one(page: int, mark: str, found: bool) -> None:
    marks = {1 + 8 * place: str(place + 2) for place in range(6) if place != 3} | {page: mark}
    gone = aside(book(50, foot=lambda page: marks.get(page, ""), cut=lambda _: False))
    assert (f"slug: {mark}" in gone) is found
    assert len(gone) == 5 + found


def test_where_plates_stand_between_no_page_is_that_of_the_mark() -> None:
    marks = {1 + 8 * place + 2 * (place > 3): str(place + 2) for place in range(6) if place != 3} | {25: "9"}
    assert "slug: 9" not in aside(book(52, foot=lambda page: marks.get(page, ""), cut=lambda _: False))


@pytest.mark.parametrize(
    ("beside", "found"),
    [
        ("{} 2 'river", True),  # marks before catchwords
        ("{} river", False),  # those of another leaf
        ("{} 2 river boats", False),
        ("{} 2 rivers-and-more-and-all", False),  # as long as no catchword is
        ("river {} 2", False),
    ],
)
def test_marks_beside_catchwords_prove_the_one_that_stands_alone(beside: str, found: bool) -> None:
    letters = {3 + 8 * place: letter for place, letter in enumerate("BCDEFG")}
    marks = {page: "F 2" if letter == "F" else beside.format(letter) for page, letter in letters.items()}
    assert ("slug: F 2" in aside(book(48, foot=lambda page: marks.get(page, "")))) is found
    assert not any(
        one.startswith("slug") and "river" in one for one in aside(book(48, foot=lambda p: marks.get(p, "")))
    )


@pytest.mark.parametrize(
    ("below", "found"), [("river", True), ("river boats", False), ("7.", False), ("river-boats-and-all-that-is", False)]
)
def test_a_catchword_may_stand_below_the_mark(below: str, found: bool) -> None:
    letters = {3 + 8 * place: letter for place, letter in enumerate("BCDEF")}
    marks = {page: f"F 2\n{below}" if letter == "F" else f"{letter} 2" for page, letter in letters.items()}
    assert ("slug: F 2" in aside(book(40, foot=lambda page: marks.get(page, "")))) is found


@pytest.mark.parametrize(("mark", "found"), [("F 2\n", True), ("", False)])
def test_below_a_mark_a_catchword_is_one_though_it_is_worn(mark: str, found: bool) -> None:
    """Three of its five letters are right: 60 per cent."""
    letters = {3 + 8 * place: letter for place, letter in enumerate("BCDEF")}
    feet = {page: f"{letter} 2\nriver" for page, letter in letters.items()} | dict.fromkeys(range(4, 40, 2), "river")
    feet[35] = f"{mark}rlvar"
    assert ("catchword: rlvar" in aside(book(40, foot=lambda page: feet.get(page, "")))) is found


# ---------------------------------------------------------------- pages that only their numbers show


@pytest.mark.parametrize(("pages", "found"), [(3, False), (4, True)])
def test_four_numbers_show_the_pages(pages: int, found: bool) -> None:
    text = book(pages, lambda page: f"{page + 6}", between="\n", length=900)
    assert len(aside(text)) == (pages if found else 0)


@pytest.mark.parametrize(("length", "found"), [(440, False), (560, True), (8_700, True), (9_300, False)])
def test_how_far_apart_the_numbers_of_pages_stand(length: int, found: bool) -> None:
    """500 to 9,000 characters."""
    text = book(5, lambda page: f"{page + 6}", between="\n", length=length)
    assert bool(aside(text)) == found


@pytest.mark.parametrize(("missing", "found"), [(3, 6), (4, 0)])
def test_three_numbers_in_a_row_may_be_lost(missing: int, found: int) -> None:
    lost = range(4, 4 + missing)
    text = book(6 + missing, lambda page: "" if page in lost else f"{page + 6}", between="\n", length=900)
    assert len(aside(text)) == found


@pytest.mark.parametrize(("cut", "found"), [(2, False), (3, True)])
def test_three_of_ten_pages_end_in_a_sentence(cut: int, found: bool) -> None:
    """Of the ten numbers, that of the first page parts none."""
    text = book(10, lambda page: f"{page + 6}", between="\n", length=900, cut=lambda page: page <= cut)
    assert bool(aside(text)) == found


@pytest.mark.parametrize(("more", "label"), [(0, "27"), (480, "27"), (620, "28"), (900, "28"), (1_800, "29")])
def test_a_page_whose_head_is_lost_is_counted_by_its_length(more: int, label: str) -> None:
    """Page 26 is longer than the others; the next head that can be read has lost its number. From 1.6 times the usual
    length on, there are two pages."""
    made = [f"{page} THE FERRY LEDGER\n\nriver {prose(900, page, broken=True)}" for page in range(21, 26)]
    made.append(f"26 THE FERRY LEDGER\n\nriver {prose(900 + more, 26, broken=True)}")
    made.append(f"THE FERRY LEDGER\n\nriver {prose(900, 27)}")
    found = find("\n\n".join(made), "en")
    assert [s.label for s in found if s.kind == "page-break"] == ["21", "22", "23", "24", "25", "26", label]


# ---------------------------------------------------------------- one page, and one line


def page_alone(length: int) -> str:
    """A page with head and number that begins and ends in the midst of a sentence, of just so many characters."""
    body = f"river {prose(length, 1)}"[: length - len("THE FERRY LEDGER\n\n\n\n12") - 1]
    return f"THE FERRY LEDGER\n\n{body}x\n\n12"


@pytest.mark.parametrize(("length", "found"), [(6_000, True), (6_001, False), (12_000, False)])
def test_a_page_is_no_longer_than_six_thousand(length: int, found: bool) -> None:
    text = page_alone(length)
    assert len(text) == length
    assert aside(text) == (["running-head: THE FERRY LEDGER", "page-number: 12"] if found else [])


@pytest.mark.parametrize(("lines", "found"), [(2, False), (3, True)])
def test_a_page_has_five_lines(lines: int, found: bool) -> None:
    body = "\n".join(["which the river had left on the bank of the other"] * lines)
    assert bool(aside(f"THE FERRY LEDGER\n\n{body}\n\n12")) == found


@pytest.mark.parametrize(("length", "shown"), [(160, True), (161, False)])
def test_a_longer_line_is_no_address(length: int, shown: bool) -> None:
    assert (shape_of("http://www.example.org/".ljust(length, "x")) is not None) == shown


@pytest.mark.parametrize(("length", "shown"), [(69, True), (70, False)])
def test_a_longer_line_reserves_no_rights(length: int, shown: bool) -> None:
    line = "All rights reserved by the ferry ".ljust(length, "x")
    assert (shape_of(line) is not None) == shown


@pytest.mark.parametrize(("path", "shown"), [("Home > Essays > The Lamp", True), ("Home > The Lamp", False)])
def test_the_path_of_a_page_has_three_parts(path: str, shown: bool) -> None:
    shape = shape_of(path)
    assert (shape is not None and "path" in shape.signs[0].what) == shown


def in_parts(heading: Callable[[int], str], cut: Callable[[int], bool], count: int = 10) -> str:
    """Parts of nine lines each, under a heading with a rising number; whether a sentence goes on across it."""
    parts = []
    for number in range(1, count + 1):
        lines = [prose(58, 9 * number + line, broken=True).replace("\n", " ")[:58] for line in range(9)]
        lines[0] = lines[0].lower() if cut(number - 1) else lines[0].capitalize()
        lines[-1] = lines[-1][:56] + ("," if cut(number) else ".")
        parts.append(f"{heading(number)}\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


@pytest.mark.parametrize(
    ("heading", "cut", "found"),
    [
        (lambda number: f"Of the Ferry {number}", lambda _: False, 0),  # a cycle of poems of nine lines
        (lambda number: f"Of the Ferry {number}", lambda number: number in (3, 6), 10),  # a head, beside the number
        (lambda number: f"{('Of the Ferry', 'A Ledger')[number % 2]} {number}", lambda _: False, 10),  # of two pages
        (lambda number: f"January {number}", lambda number: number in (3, 6), 0),  # the entries of a diary
        (lambda number: f"{number} January", lambda number: number in (3, 6), 0),
    ],
)
def test_a_title_beside_rising_numbers(heading: Callable[[int], str], cut: Callable[[int], bool], found: int) -> None:
    assert abs(len(aside(in_parts(heading, cut))) - found) <= 1  # the first may be the title


@pytest.mark.parametrize(("heads", "above"), [(6, True), (5, False)])
def test_lines_above_the_numbers_of_pages_are_their_heads_where_most_have_one(heads: int, above: bool) -> None:
    """Of ten numbers alone in a text without marks of pages; where fewer have one, a page begins with its number."""
    from ecdosis.stages.furniture.breaks import with_pages

    made = [prose(700, 1, broken=True)]
    for page in range(2, 12):
        head = ["", "THE FERRY LEDGER"] if page < 2 + heads else []
        made += [*head, "", str(page), f"river {prose(700, page, broken=True)}"]
    paged = with_pages(split("\n".join(made)))
    assert paged is not None
    begins = [line.text for before, line in pairwise(paged.lines) if line.page != before.page]
    assert begins[:heads] == (["THE FERRY LEDGER"] * heads if above else [str(page) for page in range(2, 2 + heads)])


# ---------------------------------------------------------------- worn numbers, and the end of a text without marks


def worn(page: int) -> str:
    """The number of a page, of which every third was read with letters in it."""
    return str(page).replace("1", "l", 1) if page % 3 == 0 else str(page)


def test_a_worn_number_alone_is_one() -> None:
    found = aside(book(14, foot=lambda n: f"- {worn(n + 100)} -", length=1500, between="\n"))
    assert len(found) == 14
    assert "page-number: - l05 -" in found


def test_a_worn_number_beside_a_head_is_one() -> None:
    heads = ("MINUTES", "A YEAR OF LAMPS")
    numbers = [str(n) if n % 4 == 0 else str(n).replace("1", "l", 1) for n in range(100, 130)]
    found = aside(book(24, head=lambda n: f"{heads[n % 2]}   {numbers[n]}", length=1500, between="\n"))
    assert len(found) == 24
    assert "running-head: MINUTES   l02" in found


def test_a_worn_year_makes_no_other_head() -> None:
    years = ("The Year 1811", "The Year l811", "The Year 18l1")
    text = book(14, head=lambda n: f"{n + 100}\n\n{years[n % 3]}", length=1500, between="\n")
    found = [year for year in aside(text) if "Year" in year]  # the first may be what the others repeat
    assert found == [f"running-head: {years[n % 3]}" for n in range(2, 15)]


@pytest.mark.parametrize(
    ("last", "foot", "found"),
    [
        ("13", "{}", True),
        ("A YEAR OF LAMPS   13", "A YEAR OF LAMPS   {}", True),
        ("15", "{}", False),
    ],
)
@pytest.mark.parametrize("length", [60, 430, 1500])
def test_the_last_page_may_be_short(last: str, foot: str, found: bool, length: int) -> None:
    text = f"{book(12, foot=foot.format, length=1500, between=chr(10))}\n\nriver {prose(length, 13)}\n\n{last}"
    told = [one.partition(": ")[2] for one in aside(text)]
    assert len(told) == 12 + found
    assert (last in told) == found
    labels = [span.label for span in find(text, "en") if span.kind == "page-break" and span.label]
    assert set(labels) <= set(map(str, range(1, 14)))


def test_a_year_at_the_end_is_no_page() -> None:
    text = book(12, head=lambda n: f"{n}\n\nA YEAR OF LAMPS", length=1500, between="\n")
    assert len(aside(f"{text}\n\n1907")) == 23  # the first head may be the title


def with_title_page(title: str, again: str) -> list[str]:
    """What is asked about in a book whose fifth page begins with a title, and a page before which says another."""
    pages = book(9, lambda page: again if page == 5 else "", cut=lambda page: page not in (3, 4)).split("\n\f")
    return aside("\n\f".join([*pages[:3], title, *pages[3:]]), safe=False)


def test_what_stands_alone_on_a_page_is_a_title() -> None:
    """It comes again above its part; one that stands above text twice may be a head."""
    assert with_title_page("THE LAMP OF THE RIVER", "<i>The Lamp of the River</i>") == []
    twice = with_title_page("THE LAMP OF THE RIVER\n\nIt was so.", "THE LAMP OF THE RIVER")
    assert twice == ["running-head: THE LAMP OF THE RIVER"]


def test_paragraphs_of_a_line_each_are_such_however_many_links_stand_around_them() -> None:
    links = ["Home", "News", "Boats"] * 8
    paragraphs = [prose(900, seed).replace("\n", " ") for seed in range(3)]
    assert split("\n".join((*links, *paragraphs))).one_a_block
    assert not split("\n".join((*links, *map(prose, (900,) * 3, range(3))))).one_a_block, "lines of a page"
    assert not split("\n".join((*links * 4, paragraphs[0]))).one_a_block, "mostly links"
