"""Made-up volumes of letters, diaries, minutes, verse, registers and novels, on pages with heads and numbers as
printers set them and OCR engines read them, some with numbers beside their lines: it is known of each line, and of each
such number, whether it is the text's or its page's."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from laid_out import paragraphs, wrapped

NAMES: Final = ("Silas", "Hester", "Amos", "Ruth", "Jonas", "Edith")
SURNAMES: Final = ("Pell", "Tarn", "Lowe", "Holt")
MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July")
ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
HEADS: Final = (
    ("THE HISTORY OF THORNBY", "THE NEW NAVIGATION"),
    ("LETTERS OF AMOS PELL", "LETTERS OF AMOS PELL"),
    ("A Diary of the Lock", "The Year 1811"),
    ("PARISH OF THORNBY", "MINUTES"),
)
"""The heads of odd and of even pages."""
NUMBER_COLUMN: Final = 52
READ: Final[Mapping[str, str]] = dict(
    zip("OIEHTARenml158oia", ["0", "l", "B", "R", "P", "4", "K", "c", "u", "rn", *"1lSB0ln"], strict=True)
)
"""What an OCR engine may read for a letter or figure."""


@dataclass(frozen=True)
class Volume:
    """A text, the lines of its body and those of its pages' heads and feet; whether form feeds part the pages, and how
    often a letter of a head was misread."""

    kind: str
    text: str
    body: Counter[str]
    furniture: Counter[str]
    marked: bool
    wear: float


@cache
def _prose() -> Sequence[str]:
    return paragraphs(200, seed=9)


def _letters(chance: random.Random) -> Iterator[str]:
    to, writer = chance.sample(NAMES, 2)
    close = chance.choice(("Your affectionate brother,", "Ever yours,", "Believe me, dear friend,"))
    for _ in range(45):
        yield from (f"Thornby, {chance.choice(MONTHS)} {chance.randint(1, 28)}, 1811.", "", f"My dear {to},", "")
        for one in chance.choices(_prose(), k=chance.randint(1, 3)):
            yield from wrapped(one, 60, "  ")
        yield from ("", close, f"{writer}.", "")


def _diary(chance: random.Random) -> Iterator[str]:
    for day in range(110):
        yield from (f"{MONTHS[day // 20]} {day % 28 + 1}", "")
        yield f"Wind {chance.choice(('north', 'south-west', 'east'))}. {chance.choice(('Fair', 'Rain', 'Fog'))}."
        yield from wrapped(chance.choice(_prose()), 60)
        yield ""


def _minutes(chance: random.Random) -> Iterator[str]:
    for day in range(50):
        yield from (f"MEETING OF {chance.choice(MONTHS).upper()} {day % 28 + 1}", "")
        yield f"Present: Mr {chance.choice(NAMES)}, Mr {chance.choice(NAMES)}, the clerk."
        yield "The minutes of the last meeting were read and signed."
        for one in chance.choices(_prose(), k=chance.randint(1, 3)):
            yield from wrapped(f"Resolved, that {one}", 60)
        yield from ("The meeting was closed at nine.", "")


def _verse(chance: random.Random) -> Iterator[str]:
    words = [word for one in _prose() for word in one.split()]
    refrain = chance.choice(("And the river goes by the door.", "O lantern, lantern of the boats!"))
    for _ in range(130):
        for _ in range(3):
            at = chance.randrange(len(words) - 8)
            yield " ".join(words[at : at + chance.randint(5, 8)]).capitalize()[:46].strip()
        yield from (refrain, "")


def _register(chance: random.Random) -> Iterator[str]:
    for entry in range(500):
        who = (
            f"{chance.choice(NAMES)} {chance.choice(SURNAMES)}, {chance.choice(('boatman', 'clerk', 'widow', 'smith'))}"
        )
        yield f"{who}, {chance.randint(1, 9)}s. {chance.randint(1, 11)}d."
        if entry % 7 == 6:
            yield chance.choice(("Carried over.", "Paid in full."))
        if entry % 25 == 24:
            yield ""


def _novel(chance: random.Random) -> Iterator[str]:
    for number in ROMAN:
        yield from ("", f"CHAPTER {number}", "")
        for one in chance.choices(_prose(), k=28):
            yield from wrapped(one, 60, "  ")


def _epic(chance: random.Random) -> Iterator[str]:
    words = [word for one in _prose() for word in one.split()]
    for line in range(1, 600):
        at = chance.randrange(len(words) - 8)
        verse = " ".join(words[at : at + chance.randint(5, 8)]).capitalize()[:46].strip()
        yield f"{verse:{NUMBER_COLUMN}}{line}" if line % 5 == 0 else verse


def _transcript(chance: random.Random) -> Iterator[str]:
    for one in _prose():
        yield from wrapped(f"{chance.choice('QA')}.  {one}", 55, "     ")


KINDS: Final[Mapping[str, Callable[[random.Random], Iterator[str]]]] = {
    "letters": _letters,
    "diary": _diary,
    "minutes": _minutes,
    "verse": _verse,
    "register": _register,
    "novel": _novel,
}
NUMBERED: Final[Mapping[str, Callable[[random.Random], Iterator[str]]]] = {"epic": _epic, "transcript": _transcript}
"""Kinds that have numbers beside their lines."""
STYLES: Final[Mapping[str, Callable[[str, int], tuple[list[str], list[str]]]]] = {
    "number beside the head, outside": lambda t, n: ([f"{t}   {n}" if n % 2 else f"{n}   {t}", ""], []),
    "head above, number below": lambda t, n: ([t, ""], ["", str(n)]),
    "number and head, one above the other": lambda t, n: ([str(n), t, ""], []),
    "head and number below": lambda t, n: ([], ["", f"{t}  {n}"]),
    "number below, between dashes": lambda t, n: ([], ["", f"- {n} -"]),
}
"""What a printer sets above and below a page, of its head and number."""


def volume(seed: int, kinds: Mapping[str, Callable[[random.Random], Iterator[str]]] = KINDS) -> Volume:
    """A volume of some pages, of one of some kinds."""
    chance = random.Random(seed)
    kind = list(kinds)[seed % len(kinds)]
    lines = list(kinds[kind](chance))
    style, heads = STYLES[chance.choice(list(STYLES))], chance.choice(HEADS)
    wear, marked = chance.choice((0, 0, 0.03, 0.07)), chance.random() < 0.6
    height, first = chance.randint(30, 42), chance.choice((1, 11, 101, 230))
    body, furniture = Counter[str](), Counter[str]()
    pages = []
    for number, at in enumerate(range(0, len(lines), height), first):
        above, below = style(heads[1 - number % 2], number)
        above = [_worn(line, wear, chance) for line in above] if at else []  # a chapter opens without
        below = [_worn(line, wear, chance) for line in below]
        page = lines[at : at + height]
        furniture.update(line for line in (*above, *below) if line)
        if kind == "transcript":
            furniture.update(map(str, range(1, len(page) + 1)))
            page = [f"{place:>2}   {line}" for place, line in enumerate(page, 1)]
        if kind == "epic":
            furniture.update(line[NUMBER_COLUMN:] for line in page if line[NUMBER_COLUMN:])
        body.update(line[:NUMBER_COLUMN].strip() for line in page if line.strip())
        pages.append("\n".join((*above, *page, *below)))
    return Volume(kind, ("\n\f" if marked else "\n\n").join(pages), body, furniture, marked, wear)


def _worn(line: str, wear: float, chance: random.Random) -> str:
    return "".join(READ.get(sign, sign) if chance.random() < wear else sign for sign in line)
