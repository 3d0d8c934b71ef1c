"""Page numbers: plain, Roman, in one line with a head, and damaged by the OCR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from ecdosis.languages.dates import is_month

Place = Literal["alone", "before", "after"]

DASHES: Final = "-–—[("
"""What stands before the number of a page, and before none of a chapter."""
ROMAN: Final = re.compile(r"m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WORD: Final = (
    r"(?:page|pag\.?|seite|página|pagina|strona|strana|stránka|sayfa|страница|стр\.?|стор\.?|σελίδα|σελ\.?"
    r"|p\.|pg\.?|s\.|str\.?|第)"
)
"""Words for a page before its number."""
_OF: Final = r"(?:of|von|de|di|z|ze|av|из|із|/|页|頁|ページ)"
_NUMBER: Final = r"(?P<n>\d{1,5}|\d(?: \d){1,3}"
_ALONE: Final = re.compile(
    rf"[^\w]{{0,4}}\s*(?:{_WORD}\s*)?{_NUMBER})(?:\s*{_OF}\s*\d{{0,4}})?\s*[^\w]{{0,4}}",
    re.IGNORECASE,
)
_ALONE_ROMAN: Final = re.compile(
    rf"[^\w]{{0,3}}\s*(?:{_WORD}\s*)?(?P<n>[ivxlcdm]{{1,9}}|[IVXLCDM]{{1,9}})\s*[^\w]{{0,3}}"
)
_BEFORE: Final = re.compile(
    rf"[^\w]{{0,3}}{_NUMBER}|[ivxlc]{{1,7}})"
    r"(?:[^\w]*\s|\s*[|\]}.:—–-]+\s*)(?P<rest>[^\s\d].*)"
)
_AFTER: Final = re.compile(
    rf"(?P<rest>.*?[^\W\d][^\w\s]{{0,3}})(?:\s+[^\w]{{0,3}}\s*|\s*[|\[{{:—–-]+\s*)(?:(?i:{_WORD})\s*)?"
    rf"{_NUMBER}|[ivxlc]{{1,7}})(?:\s*{_OF}\s*\d{{1,4}})?[^\w]{{0,3}}"
)
DAYS: Final = 31
_LONGEST: Final = 90
"""Code points; a head and its number are shorter."""
_LIKE: Final = {
    "0": "OoQDUua°",
    "1": 'lIi|!][JjtfrLnT»«"',
    "2": "Zza",
    "3": "J",
    "4": "Aah",
    "5": "Ss§",
    "6": "GbC",
    "7": "T?/",
    "8": "B&S",
    "9": "gq",
}
_ELEVEN: Final = re.compile(r"[nH\"]")
"""Letters and signs that OCR programs write for a figure, by their shape."""


_BRACKETED: Final = re.compile(r"[(\[](?P<inside>.+)[)\]]")


WORN_RUN: Final = 20
"""Numbers among which one must be whole, if what is left of others is a single figure."""


class Numeral(NamedTuple):
    """A number a line may carry: its value, whether Roman, where it stands in the line, and the rest of the line."""

    value: int
    roman: bool
    place: Place
    rest: str


def with_lost_figures(numbers: Mapping[int, tuple[int, Numeral]]) -> dict[int, tuple[int, Numeral]]:
    """The numbers of pages (page -> line and number) with the figures that a worn scan has lost before them: 35, behind
    134 and before 137, is 135. The pages before tell which number a page has, and what is left of it is the end of
    that; where none follows that goes on so, two figures must be left."""
    found = dict(numbers)
    known = [(page, n.value - page) for page, (_, n) in sorted(numbers.items()) if not n.roman]
    told: int | None = None
    for at, (page, offset) in enumerate(known):
        if told is None or offset == told:
            told = offset
            continue
        line, numeral = numbers[page]
        is_end = str(page + told).endswith(left := str(numeral.value)) and numeral.value < page + told
        goes_on = any(other == told for _, other in known[at + 1 : at + 1 + WORN_RUN])
        if is_end and (goes_on or len(left) > 1):
            found[page] = line, numeral._replace(value=page + told)
        else:
            told = offset
    return found


def roman(text: str) -> int:
    """The value of a Roman number; 0 if it is none."""
    lower = text.lower()
    if not lower or not ROMAN.fullmatch(lower):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in lower]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def roman_of(value: int) -> str:
    """A number in small Roman figures."""
    steps: tuple[tuple[int, str], ...] = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
    )
    steps += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    out = ""
    for number, letters in steps:
        out += letters * (value // number)
        value %= number
    return out


def numerals(text: str) -> Iterator[Numeral]:
    """The page numbers a line (stripped) may carry, its whole text being number and head."""
    if len(text) > _LONGEST:
        return
    if found := _ALONE.fullmatch(text):
        yield Numeral(_value(found["n"]), False, "alone", "")
        return
    if found := _ALONE_ROMAN.fullmatch(text):
        if value := roman(found["n"]):
            yield Numeral(value, True, "alone", "")
        return
    for pattern, place in ((_BEFORE, "before"), (_AFTER, "after")):
        if found := pattern.fullmatch(text):
            number = found["n"]
            value = _value(number) if number[0].isdigit() else roman(number)
            rest = found["rest"].strip()
            if value and not _is_day(value, rest, place):
                yield Numeral(value, not number[0].isdigit(), place, rest)  # type: ignore[arg-type]


def _is_day(value: int, rest: str, place: str) -> bool:
    """Whether a number is the day of the month beside it, as above the entries of a diary."""
    words = re.findall(r"[^\W\d_]+", rest)
    return value <= DAYS and bool(words) and is_month(words[0 if place == "before" else -1]) and _touches(rest, place)


def _touches(rest: str, place: str) -> bool:
    """Whether the words beside a number stand next to it, with no other number between."""
    return not rest[0 if place == "before" else -1].isdigit()


def _value(digits: str) -> int:
    return int(digits.replace(" ", ""))


def damaged(token: str, expected: int) -> bool:
    """Whether a token may be an arabic number that the OCR damaged: its figures, with letters read for figures they
    look like, are those expected but for one, and it is no word."""
    inside = _BRACKETED.fullmatch(token)
    plain = re.sub(r"[^\w|!\][»«°§?\"/&£]", "", (inside["inside"] if inside else token).replace(" ", ""))
    target = str(expected)
    if not plain or len(plain) > 4:
        return False
    figures = any(c.isdigit() for c in plain) or (inside is not None and not roman(inside["inside"]))
    for form in {plain, _ELEVEN.sub("11", plain)}:
        if len(form) == len(target):
            wrong = _wrong(form, target)
            if wrong == 0 or (wrong == 1 and len(target) > 1 and figures):
                return True
        elif abs(len(form) - len(target)) == 1 and figures and max(len(form), len(target)) > 2:
            longer, _shorter = (form, target) if len(form) > len(target) else (target, form)
            less = (longer[:i] + longer[i + 1 :] for i in range(len(longer)))
            if any(_wrong(*((cut, target) if longer is form else (form, cut))) == 0 for cut in less):
                return True
    return False


def _wrong(form: str, target: str) -> int:
    """How many characters of a form cannot be the figures of a number of the same length."""
    return sum(c != figure and c not in _LIKE[figure] for c, figure in zip(form, target, strict=True))
