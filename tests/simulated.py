"""Made-up books with notes, for which the truth is known: which numbers are markers, and which note each leads to."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass
from typing import Final

SENTENCES: Final = (
    "The ferry of Saltern had been let in every year since 1407",
    "In 3 of 14 years the ferrymen complained of the rent, which was £3 6s. 8d",
    "Nobody asked them what they wanted instead",
    "The Board had three chests of their letters (1640–1703) and nowhere to put the fourth",
    "In the spring the river rose higher than the oldest of them could remember",
    "A clerk of the name of Lamb, who had been sent for on 12 May, did not come",
)
NOTES: Final = (
    "Letter of {} May.",
    "Harris, p. {}.",
    "Board Book A, f. {}, where the sum is given in full, together with the names of those who had not paid it.",
    "Ibid., p. {}.",
    "Crane to Lamb, {} June 1871.",
)
FORMS: Final = {"dot": ("{}", "{}. "), "blank": ("{}", "{} "), "bracket": ("[{}]", "[{}] "), "raised": ("{}", "({}) ")}
"""How markers and the labels of notes look."""
SIGNS: Final = ("*", "†", "‡", "§")
ROMAN: Final = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True)
class Book:
    """A text, and its notes in the order of their markers (label, text)."""

    text: str
    notes: tuple[tuple[str, str], ...]


@dataclass
class _Chapter:
    lines: list[str]
    notes: list[tuple[str, str]]


def book(seed: int) -> Book:
    """A book of some chapters: its notes at the end of each or of the whole, numbered anew in each or not, on pages
    with running heads or not."""
    chance = random.Random(seed)
    form, anew, gathered = chance.choice(sorted(FORMS)), chance.random() < 0.5, chance.random() < 0.5
    chapters: list[_Chapter] = []
    number = 1
    for index in range(chance.randint(1, 4)):
        number = 1 if anew else number
        chapters.append(_chapter(chance, ROMAN[index], number, FORMS[form][0]))
        number += len(chapters[-1].notes)
    lines: list[str] = []
    for chapter in chapters:
        lines += chapter.lines + ([] if gathered else ["Notes", "", *_list(chapter, FORMS[form][1]), ""])
    if gathered:
        lines += ["Notes", ""]
        for index, chapter in enumerate(chapters):
            lines += ([f"Chapter {ROMAN[index]}", ""] if anew else []) + _list(chapter, FORMS[form][1])
            lines += [""] if anew else []
    text = _paged(lines) if chance.random() < 0.5 else "\n".join(lines)
    return Book(text, tuple(note for chapter in chapters for note in chapter.notes))


def book_with_feet(seed: int) -> Book:
    """A book with its notes at the foot of its pages, numbered through, anew on each page, or with signs; below a blank
    line, a rule, or nothing."""
    chance = random.Random(seed)
    numbering, above = chance.choice(["through", "anew", "signs"]), chance.choice([[""], ["________"], []])
    words = " ".join(chance.choice(SENTENCES) + chance.choice([".", ".", ".", ".@"]) for _ in range(150))
    page: list[str] = []
    feet: list[tuple[str, str]] = []
    notes: list[tuple[str, str]] = []
    pages: list[tuple[list[str], list[tuple[str, str]]]] = []
    for line in textwrap.wrap(words, 66):
        if len(page) + 2 * len(feet) > 34 or (numbering == "signs" and len(feet) + line.count("@") > len(SIGNS)):
            pages.append((page, feet))
            page, feet = [], []
        while "@" in line:
            label = SIGNS[len(feet)] if numbering == "signs" else str(len(feet if numbering == "anew" else notes) + 1)
            line = line.replace("@", label, 1)
            feet.append((label, chance.choice(NOTES).format(chance.randint(1, 99))))
            notes.append(feet[-1])
        page.append(line)
    pages.append((page, feet))
    lines = (
        [*page, *(above if feet else []), *(n for label, note in feet for n in textwrap.wrap(f"{label} {note}", 66))]
        for page, feet in pages
    )
    return Book(on_pages(list(lines)), tuple(notes))


def _chapter(chance: random.Random, name: str, first: int, marker: str) -> _Chapter:
    lines = [f"CHAPTER {name}", ""]
    notes: list[tuple[str, str]] = []
    for _ in range(chance.randint(4, 7)):
        sentences = [chance.choice(SENTENCES) + "." for _ in range(chance.randint(6, 12))]
        for place in sorted(chance.sample(range(len(sentences)), chance.randint(1, 3))):
            label = str(first + len(notes))
            sentences[place] += marker.format(label)
            notes.append((label, chance.choice(NOTES).format(chance.randint(1, 99))))
        lines += textwrap.wrap("   " + " ".join(sentences), 66)
    return _Chapter([*lines, ""], notes)


def _list(chapter: _Chapter, label: str) -> list[str]:
    return [line for number, note in chapter.notes for line in textwrap.wrap(label.format(number) + note, 66)]


def _paged(lines: list[str], size: int = 38) -> str:
    return on_pages([lines[start : start + size] for start in range(0, len(lines), size)])


def on_pages(pages: list[list[str]]) -> str:
    """Pages with running heads, as `pdftotext` has them."""
    made = []
    for number, lines in enumerate(pages, start=100):
        head = (
            f"{number}        A HISTORY OF SALTERN" if number % 2 else f"THE FERRYMEN AND THEIR BOATS        {number}"
        )
        made.append("\n".join([head, "", *lines, ""]))
    return "\f".join(made)
