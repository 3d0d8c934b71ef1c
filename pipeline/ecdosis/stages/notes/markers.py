"""What may be the marker of a note: numbers and signs glued to words or punctuation, numbers in brackets.

A candidate is only that; `runs` finds which of them count up together. What the words around show to be something else
(a decimal, a range, a percentage, a year of two digits, a verse, a page number) is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from ecdosis.stages.notes.words import words

SIGNS: Final = r"\*{1,3}|†{1,2}|‡{1,2}|§|¶"
"""The signs for notes in their traditional order (Chicago Manual of Style, 14.20 ff.)."""
UNPROVEN: Final = -0.5
"""The weight of a number in parentheses after a blank, as in enumerations: only a note that answers it proves it."""
APART: Final = 1.0
"""The weight of a sign behind a blank: a dash, a product, an ornament have such, too, so that only a note proves it."""
AFTER_YEAR: Final = 0.5
"""The weight of a number behind a year and a mark (`1924;12`): tables have such, too."""
ABBREVIATED: Final = ("abbreviations", "scripture")
ANOTHER: Final = 1.5
"""The weight of the next number behind a marker (`word.2 3`)."""
LONGEST: Final = 5
"""Digits of the highest number."""

_CLOSING: Final = "”’\"'»«“‘)]"
"""Marks that close, in one language or another; one after a blank opens."""
_GLUE: Final = rf"(?<=[^\W\d_]|[.,;:!?…{re.escape(_CLOSING)}])"
_BARE: Final = re.compile(_GLUE + rf"\d{{1,{LONGEST}}}(?![\d%‰°]|[.,:/–-]\d|\s?%)")
_FN: Final = re.compile(_GLUE + r"fn(\d{1,3})(?![^\W_])")
_BRACKET: Final = re.compile(
    r"(?<=\S)( {0,2}|\n[ \t]{0,8}(?=\[\d{1,3}\](?:[.,;:]|\s{1,3}[a-zß-öø-ÿа-яё])))\[ ?(\d{1,3}) ?\](?!\w)"
)
"""Behind a word, or what a typewriter parts from it; at the beginning of a line only in the midst of a sentence."""
_CALL: Final = re.compile(r"\w\((?:[^()]|\([^()]*\))*$")
"""A bracket that is open behind a name, as the arguments of a program's function are."""
_PARENTHESIS: Final = re.compile(r"(?<!\))" + _GLUE + r"( ?)\((\d{1,3})\)(?!\w)")
_ANOTHER: Final = re.compile(r"(?:,\s?|\s)(\d{1,3})(?=\s|$)")
"""A second number behind a marker."""
_SUPERSCRIPT: Final = re.compile(_GLUE + r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w⁻⁺])")
_SIGN: Final = re.compile(
    rf"(?<=[^\s*†‡§¶])(?:({SIGNS})(?![\w*†‡§¶])|(?P<blank> )(?:\*{{1,2}}|†{{1,2}}|‡{{1,2}})(?=\s|\Z))"
)
"""A sign behind a word; apart from it only where it ends what it stands behind."""
_DIRT: Final = re.compile(r"\^['\"*-]{0,2}(?=\s|\Z)")
"""What an OCR engine has seen besides of a sign that it has read: `*^`."""
_BEFORE_OPENING: Final = " \t\n([{—–-/"
_ENDING: Final = ".!?…,;:" + _CLOSING
_EMPHASIS: Final = re.compile(r"(?:^|[\s(“\"])\*+[^\s*\d][^*\n]*$")
"""Words in asterisks for emphasis; before a number an asterisk says when somebody was born."""
_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ABBREVIATED: Final = re.compile(r"(?:^|[^\w])([^\W\d_]+|№)\.$")
_YEAR: Final = re.compile(r"(?<!\d)1\d{3}[.,;]$|(?<!\d)20\d\d[.,;]$")
_DATE: Final = re.compile(r"\s+[^\W\d_]{3,}\.?,?\s+\d{4}\b")
_CODE: Final = re.compile(r"\.\d+[^\W\d_]{1,2}\.$")
"""A version or a shelf mark: 5.4m.1."""
_SUFFIX: Final = re.compile(r"\.[^\W\d_A-Z]")
"""What follows in the name of a file: test3.in."""
_WORD: Final = re.compile(r"[^\W\d_]+$")
_TOKEN: Final = re.compile(r"\S*$")
_NEXT: Final = re.compile(r"\S*")
_APOSTROPHES: Final = ("'", "’")
_BEFORE: Final = 40


@dataclass(frozen=True, slots=True)
class MarkerCandidate:
    """What may be a marker: offsets `start` and `end`, its number (0 for a sign), its label as a reader names it.

    `family` names those that count up together; `weight` is how much its form and place speak for it (log odds against
    a number that stands there by accident, estimated); `after` the word it is glued to, if it is a word.
    """

    start: int
    end: int
    number: int
    label: str
    family: str
    weight: float
    after: str = ""

    @property
    def counts(self) -> bool:
        """Whether its number counts up with others, so that a note of any form of number may answer it."""
        return counts(self.family)


def counts(family: str) -> bool:
    """Whether the labels of a family are numbers that count up in runs of any form: not signs, nor `fn1`."""
    return family not in ("sign", "fn")


def candidates(reading: str) -> dict[str, list[MarkerCandidate]]:
    """The candidates of each family, in order."""
    return {family: list(find(reading)) for family, find in FAMILIES.items()}


def _bare(reading: str) -> Iterator[MarkerCandidate]:
    found = []
    for match in _BARE.finditer(reading):
        if weight := _plain(reading, match.start(), match.end()):
            word = _WORD.search(reading, max(0, match.start() - _BEFORE), match.start())
            after = word.group().casefold() if word else ""
            found.append(MarkerCandidate(match.start(), match.end(), int(match[0]), match[0], "bare", weight, after))
            another = _ANOTHER.match(reading, match.end())
            if another and int(another[1]) == found[-1].number + 1 and not after:
                found.append(MarkerCandidate(match.end(), another.end(), int(another[1]), another[1], "bare", ANOTHER))
    often = Counter(candidate.after for candidate in found)
    for candidate in found:  # one word with many numbers: Table1, Table2
        yield replace(candidate, weight=candidate.weight / often[candidate.after]) if candidate.after else candidate


def _plain(reading: str, start: int, end: int) -> float:
    """How much the place of a number glued to something speaks for a marker; 0 if it is something else."""
    number, before, head = reading[start:end], reading[start - 1], reading[max(0, start - _BEFORE) : start]
    after = reading[end : end + 1]
    rest = reading[end : end + 30]
    if (number[0] == "0" and len(number) > 1) or _is_other(head, rest):
        return 0
    if after.isalpha() and (before.isalpha() or not after.isupper()):
        return 0
    if before.isalpha():
        return _after_word(head)
    if head[-2:-1].isdigit() and before in ".,;:":
        return AFTER_YEAR if _YEAR.search(head) and not after.isalnum() else 0
    short = _ABBREVIATED.search(head) if before == "." else None
    if short and (len(short[1]) == 1 or any(short[1].casefold() in words(name) for name in ABBREVIATED)):
        return 0
    if before in _CLOSING and head[-2:-1] in ("", *_BEFORE_OPENING):
        return 0
    return 2.5 if before in ",;:" else 3.0


def _is_other(head: str, rest: str) -> bool:
    """Whether the words around show a date, an address or a formula."""
    token, following = _TOKEN.search(head), _NEXT.match(rest)
    around = (token.group() if token else "") + (following.group() if following else "")
    coded = any(sign in around for sign in ("/", "@", "www.", "=", "_", "#")) or _CODE.search(head) is not None
    return coded or _DATE.match(rest) is not None or _SUFFIX.match(rest) is not None


def _after_word(head: str) -> float:
    """The same for a number glued to a word: a real word, not a label, a name of a thing (B12) or part of a code."""
    match = _WORD.search(head)
    word = match.group() if match else ""
    before = head[: len(head) - len(word)][-1:]
    if (
        len(word) < 2
        or word.endswith("fn")
        or word.casefold() in words("labels")
        or before.isdigit()
        or before in ("_", "-", ".", "&")
    ):
        return 0
    if word[-1].islower():
        return 2.5
    return 1.0 if len(word) > 3 else 0


def _fn(reading: str) -> Iterator[MarkerCandidate]:
    for match in _FN.finditer(reading):
        yield MarkerCandidate(match.start(), match.end(), int(match[1]), match[0], "fn", 6.0)


def _bracket(reading: str) -> Iterator[MarkerCandidate]:
    for match in _BRACKET.finditer(reading):
        before = _WORD.search(reading, max(0, match.start() - _BEFORE), match.start())
        name = before and len(before.group()) == 1 and reading[before.start() - 1 : before.start()] not in _APOSTROPHES
        if match[2] == "0" or (name and not match[1]) or _is_index(reading, match):
            continue
        weight = 1.5 if match[1] else 4.0 if reading[match.start() - 1] in _ENDING else 3.0
        yield MarkerCandidate(match.start(), match.end(), int(match[2]), match[2], "bracket", weight)


def _is_index(reading: str, bracket: re.Match[str]) -> bool:
    """Whether a number in brackets is an index in a program: in double brackets, or glued to a name inside a call."""
    if reading[bracket.start() - 1] == "[" and reading[bracket.end() : bracket.end() + 1] == "]":
        return True
    line = reading[reading.rfind("\n", 0, bracket.start()) + 1 : bracket.start()]
    return not bracket[1] and line[-1:].isalnum() and _CALL.search(line) is not None


def _parenthesis(reading: str) -> Iterator[MarkerCandidate]:
    """Numbers in parentheses, but for those of the parts of a law (under paragraph (2))."""
    for match in _PARENTHESIS.finditer(reading):
        named = _WORD.search(reading, max(0, match.start() - _BEFORE), match.start()) if match[1] else None
        if named and named[0].casefold() in words("provisions"):
            continue
        weight = UNPROVEN if match[1] else 2.0
        yield MarkerCandidate(match.start(), match.end(), int(match[2]), match[2], "parenthesis", weight)


def _superscript(reading: str) -> Iterator[MarkerCandidate]:
    for match in _SUPERSCRIPT.finditer(reading):
        word = _WORD.search(reading, max(0, match.start() - _BEFORE), match.start())
        if not (word and word.group() in words("units")):
            label = match[0].translate(_DIGITS)
            yield MarkerCandidate(match.start(), match.end(), int(label), label, "superscript", 4.0)


def _sign(reading: str) -> Iterator[MarkerCandidate]:
    for match in _SIGN.finditer(reading):
        before = reading[match.start() - 1]
        emphasis = _EMPHASIS.search(reading, max(0, match.start() - 2 * _BEFORE), match.start())
        if not emphasis and (before.isalpha() or before in ".,;:!?…”’\"'»)]"):
            weight = APART if match["blank"] else 2.0
            dirt = _DIRT.match(reading, match.end())
            end = dirt.end() if dirt else match.end()
            yield MarkerCandidate(match.start(), end, 0, match[0].strip(), "sign", weight)


FAMILIES: Final[Mapping[str, Callable[[str], Iterator[MarkerCandidate]]]] = {
    "bare": _bare,
    "fn": _fn,
    "bracket": _bracket,
    "parenthesis": _parenthesis,
    "superscript": _superscript,
    "sign": _sign,
}
"""The forms of markers, each with what finds its candidates."""
