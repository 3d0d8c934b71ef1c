"""Heads and feet of pages that are the number and title of a chapter or a section, where none of them comes again."""

from __future__ import annotations

from collections.abc import Sequence

from ecdosis.stages.furniture import find
from test_furniture import prose

TITLES = ("Ferries on Slow Rivers", "Lamps and Their Oil", "What the Geese Saw", "Clerks", "The Ringing of Bells")


def gone(pages: Sequence[str], kind: str) -> list[str]:
    """What is set aside of that kind, of pages with form feeds between them."""
    text = "\f".join(pages)
    return [text[span.start : span.end] for span in find(text, "en") if span.kind == kind and span.safe]


def manual(feet: Sequence[str], titles: Sequence[str] = TITLES) -> list[str]:
    """A page for each foot, its number below it; the titles stand in the text, each with its number."""
    heads = [f"{number} {title}" for number, title in zip(NUMBERS, titles, strict=True)]
    pages = []
    for at, foot in enumerate(feet):
        head = f"{heads[at]}\n" if at < len(heads) else ""
        pages.append(f"{prose(300, at)}\n\n{head}{prose(600, at + 50)}\n\n{foot}\n\n{at + 11}\n")
    return pages


NUMBERS = ("1.1", "1.2", "2.1", "2.2", "3.1")
AGAIN = [f"1.1. {TITLES[0]}", f"1.2. {TITLES[1]}"] * 3
"""Feet that come again, which prove themselves."""
ONCE = [f"2.1. {TITLES[2]}", f"2.2. {TITLES[3]}", f"Chapter 3. {TITLES[4]}"]


def test_a_foot_that_comes_once_is_told_by_the_others_and_by_its_heading() -> None:
    assert gone(manual([*AGAIN, *ONCE]), "running-foot") == [*AGAIN, *ONCE]


def test_without_others_none_is_told() -> None:
    assert gone(manual([*AGAIN[:2], *ONCE]), "running-foot") == []


def test_what_no_heading_says_stays() -> None:
    feet = ["4.1. Of the Price of Oil", "1.5 Paid for the lamp at the ferry", f"2.2 {TITLES[3]}s"]
    assert gone(manual([*AGAIN, *feet]), "running-foot") == AGAIN


def test_the_name_of_a_section_without_its_number_stays() -> None:
    assert gone(manual([*AGAIN, TITLES[2], TITLES[4]]), "running-foot") == AGAIN


def test_a_heading_away_from_the_number_stays() -> None:
    pages = manual([*AGAIN, "", ""])
    pages[-1] = pages[-1].replace("\n\n\n\n", f"\n\n2.1. {TITLES[2]}\n{prose(50, 99)}\n\n")
    assert gone(pages, "running-foot") == AGAIN


def chapters(heads: Sequence[str], opening: str = "Chapter 3\n\nLamps and Their Oil") -> list[str]:
    """Pages with heads of two parts in capitals, a chapter that begins below one of its own, and further heads."""
    two = [f"CHAPTER 2. FERRIES ON SLOW …\n\n2.{n}. {title.upper()}" for n, title in enumerate(TITLES[2:5], 1)]
    named = [f"2.{n} {title}" for n, title in enumerate(TITLES[2:5], 1)]
    first = [
        f"Chapter 2\n\n{TITLES[0]}\n\n{prose(300, 7)}\n\n" + "\n\n".join(f"{one}\n{prose(200, 8)}" for one in named)
    ]
    tops = [*first, *(f"{top}\n\n{prose(700, 9 + at)}" for at, top in enumerate(two)), f"{opening}\n\n{prose(700, 20)}"]
    tops.extend(f"{head}\n\n{prose(700, 30 + at)}" for at, head in enumerate(heads))
    return [f"{top}\n\n{at + 11}\n" for at, top in enumerate(tops)]


def test_the_chapter_alone_at_the_head_of_a_page() -> None:
    assert gone(chapters(["CHAPTER 3. LAMPS AND THEIR OIL"]), "running-head")[6:] == ["CHAPTER 3. LAMPS AND THEIR OIL"]


def test_the_number_of_a_section_between_the_parts_of_a_head() -> None:
    head = f"CHAPTER 2. FERRIES ON SLOW …\n\n2.3\n\n2.3. {TITLES[4].upper()}"
    assert gone(chapters([head]), "running-head")[6:] == ["CHAPTER 2. FERRIES ON SLOW …", f"2.3. {TITLES[4].upper()}"]


def test_where_the_chapter_begins_its_heading_stays() -> None:
    assert len(gone(chapters(["CHAPTER 4. OF GEESE"]), "running-head")) == 6
    assert len(gone(chapters([], opening="CHAPTER 3. LAMPS AND THEIR OIL"), "running-head")) == 6
    assert len(gone(chapters(["LAMPS AND THEIR OIL"], opening="Lamps and Their Oil"), "running-head")) == 6


def manual_of_chapters(names: Sequence[str], numbers: Sequence[str]) -> list[str]:
    """Chapters of one page, each with its name, its number and its title in lines of their own."""
    made = zip(names, numbers, TITLES, strict=False)
    tops = [f"{name}\n\n{number}\n\n{title}\n\n{prose(900, at)}" for at, (name, number, title) in enumerate(made)]
    return [f"{top}\n\n{at + 11}\n" for at, top in enumerate(tops)]


def test_the_name_of_a_part_above_its_number_stays() -> None:
    for name, numbers in (("CHAPTER", ["ONE", "TWO", "THREE", "FOUR", "FIVE"]), ("KAPITEL", list("12345"))):
        assert gone(manual_of_chapters([name] * 5, numbers), "running-head") == []


def test_a_head_above_anything_else_goes() -> None:
    assert len(gone(manual_of_chapters(["LANTERNS"] * 5, ["ONE", "TWO", "THREE", "FOUR", "FIVE"]), "running-head")) > 3
    assert (
        len(gone(manual_of_chapters(["CHAPTER"] * 5, ["Lamps", "Bells", "Oars", "Geese", "Mills"]), "running-head")) > 3
    )
