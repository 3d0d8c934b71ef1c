"""Made-up books of 222 notes, gathered at the end by chapters in several layouts, with damage or without. Each call
stands behind a name that nothing else has, and its note says this name: so it is known where each link should lead."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

NOTES: Final = 222
TITLES: Final = (
    "The Boat", "The Rent", "A Lamp in the Window", "The Flood", "Geese", "The Ferrymen's Quarrel", "The Long Winter",
    "What the Clerk Knew", "The Board", "Of Ropes and Bells", "The Sale", "After the Bridge",
)  # fmt: skip
NUMERALS: Final = (
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
)  # fmt: skip
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PROSE: Final = (
    "The ferry of Saltern had been let in every year since 1407.",
    "In 3 of 14 years the ferrymen complained of the rent, which was £3 6s. 8d.",
    "Nobody asked them what they wanted instead.",
    "The Board had three chests of their letters (1640–1703) and nowhere to put the fourth.",
    "In the spring the river rose higher than the oldest of them could remember.",
    "A clerk of the name of Lamb, who had been sent for on 12 May, did not come.",
)
CALLS: Final = (
    "It was {} who wrote it down.",
    "The same was told by {} of the weir.",
    "Of this nobody knew more than {}.",
    "So at least we read in the papers of {}.",
)
BODIES: Final = (
    "{}, p. {}.",
    "See the letters of {} in box {}, which nobody had opened before the sale.",
    "So {}; but the ledger, f. {}, has another sum, and the two were never compared by anybody.",
    "Ibid. ({}), {}.",
)
LOOK_ALIKE: Final = {"1": "lI", "0": "O", "2": "Z", "5": "S", "8": "B"}
MARKERS: Final = {"glued": "{}", "bracket": "[{}]", "raised": "{}", "apart": " [{}]"}
LABELS: Final = {"stop": "{}. ", "blank": "{} ", "bracket": "[{}] ", "parenthesis": "{}) "}
RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
HEADS: Final = {
    "words": ("CHAPTER {WORD}", "Chapter {Word}"),
    "words and titles": ("CHAPTER {WORD}\n\n{TITLE}", "Chapter {Word}: {Title}"),
    "figures": ("CHAPTER {n}\n\n{Title}", "Chapter {n}"),
    "numbered titles": ("{n}. {Title}", "{n}. {Title}"),
    "roman": ("{R}\n\n{TITLE}", "{R}. {Title}"),
    "titles": ("{TITLE}", "{Title}"),
    "title under number": ("CHAPTER {R}.\n\n{TITLE}.", "CHAPTER {R}.\n\n{TITLE}."),
    "notes to": ("Chapter {Word}\n{Title}", "Notes to Chapter {Word}"),
}
"""How a chapter's head looks in the text and above its notes."""


@dataclass(frozen=True)
class Layout:
    """How a book is set. `pages`: its list is parted by heads such as *page 12*; `contents`: the chapters' heads stand
    in a table of contents as well; `apart`: a blank line stands between notes; `through`: numbered through."""

    heads: str = "words"
    marker: str = "glued"
    label: str = "stop"
    through: bool = False
    contents: bool = False
    apart: bool = False
    pages: bool = False
    damage: float = 0.0


@dataclass
class Gathered:
    """A book, and the name behind which each call stands that is left in it."""

    text: str
    names: list[str] = field(default_factory=list)


def book(layout: Layout, seed: int) -> Gathered:
    """A book of twelve chapters."""
    chance = random.Random(seed)
    names = _names(chance)
    made = Gathered("")
    lines = ["THE FERRY OF SALTERN", ""]
    if layout.contents:
        lines += [
            "CONTENTS",
            "",
            *(_head(layout, c)[0].replace("\n\n", " ") for c in range(len(TITLES))),
            "Notes",
            "",
            "",
        ]
    listed = ["NOTES", ""]
    number = 0
    for chapter, count in enumerate(_counts(chance)):
        number = number if layout.through else 0
        lines += ["", _head(layout, chapter)[0], ""]
        listed += ["", _head(layout, chapter)[1], ""]
        lost = layout.damage and chance.random() < layout.damage
        for paragraph in range(0, count, 3):
            sentences: list[str] = []
            if layout.pages and paragraph % 6 == 0:
                listed += ["", f"page {chapter * 20 + paragraph}", ""]
            for _ in range(min(3, count - paragraph)):
                number += 1
                name = next(names)
                sentences += chance.sample(PROSE, chance.randint(1, 3))
                call, label = _damaged(chance, layout, str(number))
                call = "" if lost else call
                sentences.append(chance.choice(CALLS).format(name) + _call(layout, call))
                note = LABELS[layout.label].format(label) + chance.choice(BODIES).format(name, chance.randint(1, 99))
                listed += [*textwrap.wrap(note, 68), *([""] if layout.apart else [])]
                made.names += [name] if call else []
            lines += ["   " + line if i == 0 else line for i, line in enumerate(textwrap.wrap(" ".join(sentences), 68))]
            lines += [""]
    made.text = "\n".join([*lines, "", *listed, ""])
    return made


def _counts(chance: random.Random) -> list[int]:
    """How many notes each chapter has: NOTES together."""
    counts = [chance.randint(6, 30) for _ in TITLES]
    while sum(counts) != NOTES:
        at = chance.randrange(len(counts))
        counts[at] = min(40, max(3, counts[at] + (1 if sum(counts) < NOTES else -1)))
    return counts


def _head(layout: Layout, chapter: int) -> tuple[str, str]:
    """The head of a chapter in the text and above its notes."""
    title, word = TITLES[chapter], NUMERALS[chapter]
    known = {
        "WORD": word.upper(),
        "Word": word,
        "TITLE": title.upper(),
        "Title": title,
        "n": chapter + 1,
        "R": ROMAN[chapter],
    }
    text, notes = HEADS[layout.heads]
    return text.format(**known), notes.format(**known)


def _call(layout: Layout, call: str) -> str:
    if not call:
        return ""
    return MARKERS[layout.marker].format(call.translate(RAISED) if layout.marker == "raised" else call)


def _damaged(chance: random.Random, layout: Layout, number: str) -> tuple[str, str]:
    """A number as it was read in the text (empty: lost) and before its note."""
    fate = chance.random() / layout.damage if layout.damage else 9.0
    if fate < 0.4:
        return "", number
    if fate < 0.7:
        return _misread(chance, number), number
    return (number, _misread(chance, number)) if fate < 1.0 else (number, number)


def _misread(chance: random.Random, number: str) -> str:
    places = [i for i, c in enumerate(number) if c in LOOK_ALIKE]
    if not places:
        return number
    i = chance.choice(places)
    return number[:i] + chance.choice(LOOK_ALIKE[number[i]]) + number[i + 1 :]


def _names(chance: random.Random) -> Iterator[str]:
    """Names, each once."""
    seen: set[str] = set()
    while True:
        name = "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(4)).capitalize()
        if name not in seen:
            seen.add(name)
            yield name
