"""The lines of a reading and the signs each bears: where it begins and ends, how far it is indented, how it opens and
closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from ecdosis.languages.dates import YEAR, is_month
from ecdosis.stages.lines import hyphens
from ecdosis.stages.words import words


class Opening(Enum):
    """What a line begins with, after quotation marks and brackets."""

    LOWER = "a small letter"
    UPPER = "a capital"
    CASELESS = "a letter of a script without capitals"
    DIGIT = "a digit"
    DASH = "a dash without a space"
    SPEECH = "a dash and a space, as speech in many languages begins"
    ITEM = "the mark of a list's item, or the name of a play's speaker in capitals"
    OTHER = "something else"


class Closing(Enum):
    """What a line ends with, before quotation marks and brackets."""

    STOP = "the end of a sentence"
    COLON = "a colon"
    COMMA = "a comma or semicolon"
    HYPHEN = "a hyphen inside a word"
    DASH = "a dash"
    OPEN = "a letter, a digit or an abbreviation"


class ReadingLine(NamedTuple):
    """A line that is not blank.

    Offsets are those of the reading: `start` and `end` of the line itself (without its line end), `first` and `last`
    of what is not white space in it. `indent` is the column of `first`, `edge` that after the last character; `word`
    counts the characters of the first word, and of the name with it if that is a title with a full stop, behind which
    editors break no line. `unfinished`: its last word is one after which something follows, as after an article or a
    person's title. `day`: it ends with what may be the day of a month; `month`: it begins with the name of one.
    `dated`: it ends with a month, or a month and its day; `year`: it begins with a year. `counted`: it begins with a
    number of its sentence, not with that of a note, a heading or an item. `shortened`: it begins with a bracket or
    with a word in capitals, as names are shortened in the midst of sentences, and has other words. `bullet`: it begins
    with the bullet of an item and a capital; dirt before lines may look like it. `section`: it begins with a number of
    two parts or more, as a section of a section has; with a wide blank behind it, that number is no other, and counts
    with it as the first word. `ranged`: it ends with a figure and the dash behind it. `named`: it is nothing but the
    name of who speaks in a play, in capitals, with a direction in brackets and a colon or full stop.
    """

    start: int
    end: int
    first: int
    last: int
    indent: int
    edge: int
    word: int
    opening: Opening
    closing: Closing
    quote: bool
    quoted: bool
    capitals: bool
    tabular: bool
    unfinished: bool
    day: bool
    month: bool
    dated: bool
    year: bool
    counted: bool
    shortened: bool
    bullet: bool
    section: bool
    ranged: bool
    named: bool


MARKS: Final = "\"'“”‘’«»„‚‹›()[]{}*_¿¡"
BULLETS: Final = "•‣◦▪●"
"""Signs that are bullets of items, or dirt; others are signs of a text, too."""
QUOTES: Final = "\"'“”‘’«»„‚‹›"
EDGE: Final = 40
"""Characters at a line's ends that are looked at."""
TAB: Final = 8

_STOPS: Final = frozenset(".!?…。！？؟।۔‽")
_COLONS: Final = frozenset(":：")
_COMMAS: Final = frozenset(",;،؛，；、")
_DASHES: Final = frozenset("—–―")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(\[])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Ste|Prof|Messrs|Mme|Mlle|MM|Rev|Hon|Capt|Col|Gen|Lieut|Lt|Sgt|Esq|vol|vols|pp?"
    r"|ch|chap|figs?|nos?|vs|viz|cf|e\.g|i\.e|u\.a|z\.B|d\.h|bzw|ca|c|ed|eds|fl|Hr|Fr|Sr|Sra|Don|г|гг|т\.е|т|стр"
    r"|1?\ds|\d{1,2} (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
"""Abbreviations after which a sentence usually goes on (a capital alone is an initial): shillings before pence, days
before years, too."""
_TITLE: Final = r"(?:Mr|Mrs|Ms|Dr|St|Ste|Prof|Messrs|Mme|Mlle|MM?|Rev|Hon|Capt|Col|Gen|Lieut|Lt|Sgt|Hr|Fr|Sr|Sra)\."
_TITLED: Final = re.compile(rf"(?:^|[\s(\[]){_TITLE}$")
_TITLE_FIRST: Final = re.compile(rf"{_TITLE} [^\W\d_]\S*")
"""A title before the name of a person, at the end of a line and at the beginning of one."""
_DAY: Final = re.compile(r"(?:^|\s)(?:[1-9]|[12]\d|3[01])$")
_DATED: Final = re.compile(r"(?P<month>[^\W\d_]{3,})(?:\.? \d{1,2}(?:st|nd|rd|th|d)?)?[,\"'’]{0,2}$")
_DAY_OF: Final = re.compile(r"(?:^|\s)\d{1,2} (?P<month>[^\W\d_]{3,9})\.?,?$")
"""The day of a month, which may be shortened."""
_YEAR: Final = re.compile(rf"{YEAR}(?!\w|\.\d)")
_COUNTED: Final = re.compile(r"\d{1,2}(?:st|nd|rd|th|d)\b|\d{1,5} (?P<word>[^\W\d_]+)")
"""What a sentence counts: an ordinal, a number before a small letter or a month."""
_SHORTENED: Final = re.compile(r"[(\[]|[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ]{2,}(?=[\s,;)’])")
"""A bracket, or the letters that stand for a name."""
_SPECK: Final = re.compile(r"[.,;:^] ?(?=[^\W\d_]{2})")
"""Dirt before the first word of a line: no sentence begins with a full stop or a comma."""
_ITEM: Final = re.compile(
    r"(?!\(?[pPsScCnNlLvVtTсС]\.\s*\d)"
    r"(?:[•‣◦▪●·*+]|[-–—](?=\s+\S)|\(?(?:\d{1,3}|[ivxlc]{1,5}|[a-zA-Z])[.)]|\[ ?\d{1,3} ?\])\s+\S"
)
"""The mark of an item of a list; `p. 44` and the like are places in books."""
_SPEAKER: Final = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ][A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ' -]{2,30}[.:]\s+\S")
"""A speaker's name in a play."""
_NAMED: Final = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ][A-ZÀ-ÖØ-ÞΑ-ΩА-ЯЁ'’ -]{1,40} ?\([^()]{1,160}\)[.:]")
"""The same with a direction, in a line of its own."""
_SPEECH: Final = re.compile(r"[—–―-]+\s")
_TABLE: Final = re.compile(
    r"\S(?: {4,}|\t+)\S|(?:[.·…]\s?){5,}(?:\d{1,4}|[ivxlc]{1,6})\s*$|(?:[.·…]\s?){10,}|\s\|\s|^\|"
)
"""Columns, leaders (that lead to the number of a page, or are long), or bars."""
_SECTION: Final = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,3}\.?(?P<blank> {1,12}|\t)(?=[^\W\d_])")
"""The number of a section of a section, and the blank behind it: `9.4     How the ferry is kept`."""
WORD: Final = re.compile(r"[\"'“„«(\[–—-]*(?:[^\W\d_][^\s\d]*)?")
"""A word as prose has it, or a dash; a row of a table has figures."""
SPREAD: Final = 3
"""Wide blanks (two and more) from which a line of words is one that a machine spread to the measure, if most of its
blanks are wide."""


def lines(reading: str) -> Iterator[ReadingLine]:
    """The lines of a reading that are not blank, in order."""
    start = 0
    for raw in reading.split("\n"):
        content = raw.strip()
        if content:
            yield _line(raw, content, start)
        start += len(raw) + 1


def _line(raw: str, content: str, start: int) -> ReadingLine:
    lead = len(raw) - len(raw.lstrip())
    blanks = raw[:lead]
    indent = len(blanks.expandtabs(TAB)) if "\t" in blanks else lead
    head, tail = content[:EDGE], content[-EDGE:]
    titled = _TITLE_FIRST.match(head)
    section = _SECTION.match(head)
    wide = section if section and section["blank"] != " " else None
    word = 1 if unspaced(head[0]) else titled.end() if titled else wide.end() - 1 if wide else head.find(" ")
    closing, quoted = _closing(tail)
    opening, quote = (Opening.ITEM, False) if wide else _opening(head)
    return ReadingLine(
        start,
        start + len(raw),
        start + lead,
        start + lead + len(content),
        indent,
        indent + len(content),
        min(len(content), EDGE) if word < 0 else word,
        opening,
        closing,
        quote,
        quoted,
        len(content) > 3 and content.isupper(),
        _suspicious(content) and _TABLE.search(content[:400]) is not None and not _is_spread(content),
        closing is Closing.OPEN and (tail.split()[-1] in words("unfinished") or _TITLED.search(tail) is not None),
        _DAY.search(tail) is not None,
        opening is Opening.UPPER and _is_month(head.split()[0]),
        any(
            found and is_month(found["month"])
            for found in (_DATED.search(tail), closing is Closing.OPEN and _DAY_OF.search(tail))
        ),
        opening is Opening.DIGIT and _YEAR.match(head) is not None,
        opening is Opening.DIGIT and (quote or _is_counted(head)),
        opening is Opening.UPPER and not content.isupper() and _SHORTENED.match(head) is not None,
        opening is Opening.ITEM and head[0] in BULLETS and head[1:].lstrip(MARKS + " ")[:1].isupper(),
        section is not None,
        closing in (Closing.DASH, Closing.HYPHEN) and tail[-2:-1].isdigit(),
        tail[-2:] in ("):", ").") and _NAMED.fullmatch(content) is not None,
    )


def _is_month(word: str) -> bool:
    return is_month(word.strip(".,;:"))


def _is_counted(head: str) -> bool:
    """Whether a line begins with a number of its sentence."""
    if _YEAR.match(head):
        return True
    found = _COUNTED.match(head)
    return found is not None and (found["word"] is None or found["word"].islower() or _is_month(found["word"]))


def _suspicious(content: str) -> bool:
    """Whether a line may be a row of a table, decided cheaply."""
    return "    " in content or "\t" in content or "|" in content or "..." in content or ". ." in content


def _is_spread(content: str) -> bool:
    """Whether a line is prose that a machine spread over its measure: words, with wide blanks between most of them.
    The number of a clause may stand before them."""
    found = content.split()
    wide = len(re.findall(r"\S {2,}(?=\S)", content))
    prose = all(WORD.fullmatch(word) for word in found[1:]) and "\t" not in content
    return prose and wide >= SPREAD and 2 * wide > len(found) - 1


def _opening(head: str) -> tuple[Opening, bool]:
    """How a line opens, and whether with a quotation mark."""
    first = head[0]
    if first.islower():
        item = len(head) > 2 and head[1] in ".)ivxlc" and _ITEM.match(head) is not None
        return (Opening.ITEM if item else Opening.LOWER), False
    if first.isupper() and head[1:2] not in (".", ")"):
        speaker = head[1:3].isupper() and _SPEAKER.match(head) is not None
        return (Opening.ITEM if speaker else Opening.UPPER), False
    if _ITEM.match(head):
        return (Opening.SPEECH if _SPEECH.match(head) else Opening.ITEM), False
    speck = _SPECK.match(head)
    if speck and head[speck.end()].islower():
        return Opening.LOWER, False
    bare = head.lstrip(MARKS + " ")  # an OCR engine parts a mark from its word
    quote = first in QUOTES
    if not bare:
        return Opening.OTHER, quote
    return _letter(bare[0]), quote


def _letter(character: str) -> Opening:
    if character.isdigit():
        return Opening.DIGIT
    if character.isupper() or character.istitle():
        return Opening.UPPER
    if character.islower():
        return Opening.LOWER
    if character in "—–―":
        return Opening.DASH
    return Opening.CASELESS if character.isalpha() else Opening.OTHER


def unspaced(character: str) -> bool:
    """Whether a character belongs to a script written without blanks between words (Chinese, Japanese)."""
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" or "\uff00" <= character <= "\uff60"


def _closing(tail: str) -> tuple[Closing, bool]:
    """How a line closes, and whether with a quotation mark."""
    last = tail[-1]
    if last.isalpha():
        return Closing.OPEN, False
    bare = tail.rstrip(MARKS)
    quoted = len(bare) < len(tail) and any(mark in QUOTES for mark in tail[len(bare) :])
    return (_punctuation(bare, quoted=quoted), quoted) if bare else (Closing.OPEN, quoted)


def _punctuation(bare: str, *, quoted: bool) -> Closing:
    """How a line closes by its last sign; what an abbreviation before a quotation mark ends is a speech."""
    last = bare[-1]
    if last in _STOPS:
        abbreviated = last == "." and not quoted and _ABBREVIATED.search(bare[-12:])
        return Closing.OPEN if abbreviated else Closing.STOP
    if last in _COLONS:
        return Closing.COLON
    if last in _COMMAS:
        return Closing.COMMA
    if last in _DASHES or bare.endswith("--"):
        return Closing.COLON if bare[-2:-1] in _COLONS else Closing.DASH
    if last in hyphens.HARD + hyphens.SOFT and len(bare) > 1:
        return Closing.HYPHEN if bare[-2].isalnum() else Closing.DASH
    return Closing.OPEN
