"""The lines of a reading and the labels that they begin with; what belongs to a label."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ecdosis.languages.dates import is_month
from ecdosis.stages.notes.markers import SIGNS

BACK: Final = "[\\^↑↩⏎⤴][\\ufe0e\\ufe0f]?"
"""What leads back to the marker on a web page; letters after it lead to one marker each (`^ a b`)."""
RULE: Final = 240
"""Characters before a note in which the rule above it is looked for."""
EDGE: Final = 12
"""Characters of the line before that are looked at."""
APART: Final = 3
"""Lines below a label alone in its line among which its text begins."""
HEADING: Final = 14
"""Words of a heading at most."""
_LABEL: Final = re.compile(
    r"[ \t]*(?P<label>\[ ?(?P<bracket>\d{1,3}) ?\]|\((?P<parenthesis>\d{1,3})\)"
    r"|(?P<bare>\d{1,4})(?=[.)](?!\d)|\s|[^\W\d_])"
    rf"|(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|fn(?P<fn>\d{{1,3}})|(?P<sign>{SIGNS})(?![*†‡]|['’]\s))"
    rf"[.):]?[ \t]*(?:{BACK}[ \t]*(?:[a-z][ \t,]+)*)?(?=[^\W_]|[“\"‘'«„(\[…]|_\w)"
)
"""A label, behind it perhaps a title in italics (`_Livy_`); `*' My friend` is what an OCR engine makes of a quotation
mark."""
_ALONE: Final = re.compile(r"[ \t]*(?P<label>\[ ?(?P<bracket>\d{1,3}) ?\])[.:]?[ \t]*$")
"""A label alone in its line: a note in verse or a quotation stands below it."""
_NUMBER: Final = re.compile(r"[ \t]*(?P<number>[1-9]\d?)[ \t]*")
_ABOVE: Final = re.compile(rf"{_NUMBER.pattern}\n")
_OPENS: Final = re.compile(r"[ \t]*(?:[\"“‘'«„(]?[^\W\d_a-zà-ÿа-я]\w*[ \t,]|https?://)")
"""How the text of a note begins below its number: with a word that has a capital, and more, or an address."""
_NEXT: Final = re.compile(r"\s*\d+\s+(\w+)")
_LEADS_BACK: Final = re.compile(BACK)
_BACK_AT_END: Final = re.compile(rf"(?:(?<![ \t])[ \t]+)?{BACK}\s*$")
_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_DASHES: Final = r"[ \t]*[_—–―-]{3,}"
_RULE: Final = re.compile(rf"{_DASHES}[ \t]*")
_RULE_ABOVE: Final = re.compile(rf"(?:^|\n)({_DASHES})[ \t]*\n\s*$")
ENDED: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
"""The end of a sentence."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of the reading: offsets `start` and `end` (without its line end), the page it stands on (0 without
    pages), whether it is blank or follows a blank line, and the label that it begins with, if any. `leads`: it ends in
    a colon; `small`: a small letter follows its label."""

    start: int
    end: int
    page: int
    blank: bool
    after_blank: bool
    label: str = ""
    number: int = -1
    family: str = ""
    words: int = 0
    leads: bool = False
    small: bool = False


def lines_of(reading: str, breaks: Sequence[int]) -> list[NoteLine]:
    """The lines of a reading, on pages that begin at the offsets `breaks`."""
    found: list[NoteLine] = []
    after_blank = True
    for start, raw in _raw(reading, breaks):
        blank = not raw.strip() or _RULE.fullmatch(raw) is not None
        match = None if blank else label_of(raw)
        if match and not after_blank and _is_inside(raw, reading[max(0, start - EDGE) : start]):
            match = None
        page = bisect_right(breaks, start)
        if match:
            family = str(match.lastgroup if match.lastgroup != "label" else _family(match))
            label = match[family].translate(_DIGITS)
            number = int(label) if family != "sign" else 0
            rest = raw[match.end() :]
            small, words = rest[:1].islower(), len(raw.split()) if rest else 0
            found.append(
                NoteLine(start, start + len(raw), page, blank, after_blank, label, number, family, words, small=small)
            )
        else:
            leads = raw.rstrip().endswith(":")
            found.append(
                NoteLine(start, start + len(raw), page, blank, after_blank, words=len(raw.split()), leads=leads)
            )
        after_blank = blank
    return [_with_text(reading, found, index) if line.label else line for index, line in enumerate(found)]


def with_numbers(reading: str, found: Sequence[NoteLine]) -> list[NoteLine]:
    """The lines of a text with pages, those that are a number alone labels of the text below them: so what reads a PDF
    file writes out the notes of LaTeX. A blank line between number and text parts them no more."""
    result = list(found)
    numbers = [_NUMBER.fullmatch(reading, line.start, line.end) for line in found]
    for index, match in enumerate(numbers):
        below = next((i for i in range(index + 1, min(index + APART, len(found))) if not found[i].blank), None)
        if match is None or found[index].label or below is None or found[below].page != found[index].page:
            continue
        if found[below].label or not _OPENS.match(reading, found[below].start):
            continue
        line, label = found[index], match["number"]
        words = 1 + found[below].words
        result[index] = replace(line, label=label, number=int(label), family="bare", words=words)
        result[index + 1 : below] = [replace(one, blank=False) for one in found[index + 1 : below]]
    return result


def _with_text(reading: str, found: Sequence[NoteLine], index: int) -> NoteLine:
    """A line with a label; one alone in its line counts the words of the text below it, which may be indented below a
    blank line, and is none without such, or without a blank line above it."""
    line = found[index]
    if line.words:
        return line
    below = text_below(reading, found, index)
    if line.after_blank and below is not None and not found[below].label:
        return replace(line, words=1 + found[below].words)
    return replace(line, label="", number=-1, family="", words=1)


def text_below(reading: str, found: Sequence[NoteLine], index: int) -> int | None:
    """The line in which the note begins whose label is alone in a line (`index`)."""
    if _ALONE.match(reading[found[index].start : found[index].end]) is None:
        return None
    below = next((i for i in range(index + 1, min(index + 1 + APART, len(found))) if not found[i].blank), None)
    if below is None or (below > index + 1 and not reading[found[below].start].isspace()):
        return None
    return below


def _raw(reading: str, breaks: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines of a reading with their offsets; a page that begins in the midst of a line begins a line."""
    start = 0
    for raw in reading.split("\n"):
        inner = breaks[bisect_right(breaks, start) : bisect_left(breaks, start + len(raw))]
        for a, b in pairwise([start, *inner, start + len(raw)]):
            yield a, reading[a:b]
        start += len(raw) + 1


def label_of(raw: str) -> re.Match[str] | None:
    """The label that a line begins with; a number glued to letters (1ST) is one only if these are a word (1See),
    a sign that ends the line as well frames it."""
    match = _LABEL.match(raw)
    if match is None:
        return _ALONE.match(raw)
    if match["sign"] and raw.rstrip().endswith(match["sign"]):  # *** THE END ***
        return None
    if match["bare"]:
        after = raw[match.end("bare") :][:2]
        return match if not after[:1].isalpha() or (after[0].isupper() and after[1:].islower()) else None
    return match


def _is_inside(raw: str, before: str) -> bool:
    """Whether a line that begins with a number goes on in a sentence of the line before: with a small letter, or with
    the month of a date."""
    following = _NEXT.match(raw)
    if following is None or ENDED.search(before):
        return False
    return following[1][0].islower() or is_month(following[1])


def _family(match: re.Match[str]) -> str:
    return next(name for name in ("bracket", "parenthesis", "bare", "superscript", "fn", "sign") if match[name])


def is_heading(reading: str, found: Sequence[NoteLine], index: int) -> bool:
    """Whether a line may be a heading: it is short, no sentence, and stands alone, or a page begins with it."""
    line = found[index]
    alone = index + 1 == len(found) or found[index + 1].blank
    short = line.words <= HEADING and not is_sentence(reading[line.start : line.end])
    return (alone and short) or (index > 0 and found[index - 1].page != line.page)


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence or a part of one does; one in capitals may have a full stop (CHAPTER II.)."""
    text = line.rstrip()
    return text[-1:] in set(".,;:!?") and not (text.endswith(".") and text.isupper())


def last_text(found: Sequence[NoteLine], start: int, end: int) -> int:
    """The last line that is not blank from `start` to before `end`."""
    return next(index for index in range(end - 1, start - 1, -1) if not found[index].blank)


def label_end(reading: str) -> int:
    """The offset at which the label ends that a body begins with, its full stop or bracket included."""
    if alone := _ABOVE.match(reading):
        return alone.end("number")
    match = _LABEL.match(reading)
    if match and _LEADS_BACK.search(match[0]):
        return match.end()
    end = match.end("label") if match else 0
    return end + 1 if end and reading[end : end + 1] in tuple(".):") and not reading[:end].endswith(")") else end


def back_link(reading: str) -> int | None:
    """The offset at which the sign begins that ends a body and leads back to its marker, with the blank before it."""
    match = _BACK_AT_END.search(reading)
    return match.start() if match and match.start() else None


def rule_above(reading: str, start: int) -> tuple[int, int] | None:
    """Where the rule stands (offsets) right above what begins at `start`, if there is one."""
    begin = max(0, start - RULE)
    match = _RULE_ABOVE.search(reading[begin:start])
    return (begin + match.start(1), begin + match.end(1)) if match else None


def indent_of(reading: str, line: NoteLine) -> int:
    """The columns that a line is set in."""
    raw = reading[line.start : line.end].expandtabs()
    return len(raw) - len(raw.lstrip())
