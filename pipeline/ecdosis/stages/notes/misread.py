"""Numbers of notes that were misread: `l2` for 12, `I` for 1, `1O` for 10, in markers and in labels.

A letter that looks like a digit proves nothing. It is read as one only where just this number is missing: a label
between those before and behind it, a marker where a note waits for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ecdosis.stages.notes.again import STRONG
from ecdosis.stages.notes.lines import NoteLine, is_heading, is_sentence
from ecdosis.stages.notes.lists import BETWEEN, NAMES, is_notes
from ecdosis.stages.notes.markers import MarkerCandidate

DIGITS: Final[Mapping[str, str]] = {
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "O": "0", "o": "0", "Z": "2", "z": "2", "S": "5", "s": "5",
    "b": "6", "B": "8", "g": "9", "q": "9",
}  # fmt: skip
"""Letters that OCR engines read for digits (the confusions that every study of OCR errors lists first)."""
LETTERS: Final = ("Z", "S", "B")
"""Letters that look like figures, but begin a line as what they are."""
_TOKEN: Final = r"[\dlIi|!OoZzSsbBgq]{1,3}"
_BARE: Final = rf"(?<=[.,;:!?…”’\"'»)\]])(?P<bare>{_TOKEN})(?=\s|$|[A-ZА-Я“„«])(?!\s+[a-zа-я])"
_BRACKETED: Final = rf"\[(?P<bracket>{_TOKEN})\]|\((?P<parenthesis>{_TOKEN})\)"
_MARKER: Final = re.compile(rf"{_BARE}|(?<=\S) ?(?:{_BRACKETED})(?!\w)")
_LABEL: Final = re.compile(rf"[ \t]*(?:{_BRACKETED}|(?P<bare>{_TOKEN}))(?P<stop>[.):]?)[ \t]+(?=[^\W\d_]|[“\"‘'«„(])")
_LETTERS: Final = re.compile(r"[lI|]+[lI|O]*|[ZSB]")
"""Letters alone that may be a number."""
_SENTENCE: Final = re.compile(r"\w\w[.!?…][\"'”’»)\]]*\s*$")
"""The end of a sentence that is no initial."""
ABOVE: Final = 12
"""Lines above a list in which its headings are looked for."""
FORMS: Final = ("bracket", "parenthesis", "bare")


def number(token: str) -> int | None:
    """The number that some characters, letters among them, look like; None if they are no such thing."""
    plain = token.isdecimal()
    if plain or not (any(c.isdecimal() for c in token) or _LETTERS.fullmatch(token)):
        return None
    digits = "".join(DIGITS.get(c, c) for c in token)
    return int(digits) if digits[0] != "0" else None


def candidates(reading: str) -> Iterator[MarkerCandidate]:
    """What may be a marker whose number was misread. Its label is the number that it looks like."""
    for match in _MARKER.finditer(reading):
        family = _form(match)
        value = number(match[family])
        if value is not None:
            yield MarkerCandidate(match.start(), match.end(), value, str(value), family, 0.0, match[family])


def missing(
    markers: Sequence[tuple[int, MarkerCandidate]], others: Sequence[MarkerCandidate]
) -> Iterator[tuple[MarkerCandidate, int]]:
    """What stands where a run skips one number and may be the marker of that, with the number. `markers`: those of all
    runs, each with the number of its run; `others`: candidates that are none; both in order."""
    last: dict[int, MarkerCandidate] = {}
    for run, marker in markers:
        before = last.get(run)
        last[run] = marker
        if run < 0 or before is None or marker.number != before.number + 2:
            continue
        first, end = (bisect_left(others, one.start, key=lambda other: other.start) for one in (before, marker))
        here = [one for one in others[first:end] if one.family == marker.family and _may_be(one, before.number + 1)]
        if len(here) == 1:
            yield here[0], before.number + 1


def _may_be(candidate: MarkerCandidate, number: int) -> bool:
    """Whether a candidate may be the marker of a number: it looks like it, or is hardly anything but a marker."""
    if candidate.weight:
        return candidate.weight >= STRONG
    return candidate.number == number and (len(candidate.after) > 1 or candidate.after.isdecimal())


def restored(reading: str, lines: Sequence[NoteLine], marked: Collection[tuple[int, int]]) -> list[NoteLine]:
    """The lines, those labelled that begin with a misread number which is missing just there. `marked`: the pages and
    numbers of what may be markers."""
    first = dict(sorted(((number, page) for page, number in marked), reverse=True))
    looks = {i: found for i, line in enumerate(lines) if (found := _looks_like(reading, line))}
    behind = -1
    following: dict[int, int] = {}
    for index in range(len(lines) - 1, -1, -1):
        following[index] = behind
        behind = index if index in looks or _counts(lines[index]) else behind
    result = list(lines)
    before = -1
    for index, line in enumerate(lines):
        if index in looks:
            _, value, family = looks[index]
            here = [i if i >= 0 and abs(i - index) <= BETWEEN else None for i in (before, following[index])]
            near = [
                None if i is None else (result[i].page, looks[i][1] if i in looks else lines[i].number) for i in here
            ]
            if _is_missing(reading, lines, index, looks[index][:2], near, marked, first):
                result[index] = replace(line, label=str(value), number=value, family=family)
        before = index if _counts(result[index]) else before
    return result


def _counts(line: NoteLine) -> bool:
    return line.number >= 0 and line.family != "sign"


def _looks_like(reading: str, line: NoteLine) -> tuple[str, int, str] | None:
    """The token that a line without a label begins with, the number that it looks like, and its form."""
    match = None if line.blank or line.label else _LABEL.match(reading, line.start, line.end)
    value = number(match[_form(match)]) if match else None
    return (match[_form(match)], value, _form(match)) if match and value is not None else None


def _is_missing(
    reading: str,
    lines: Sequence[NoteLine],
    index: int,
    looks: tuple[str, int],
    near: Sequence[tuple[int, int] | None],
    marked: Collection[tuple[int, int]],
    first: Mapping[int, int],
) -> bool:
    """Whether just the number that a line looks like is missing there. `near`: page and number of the labels before and
    behind it; `first`: the first page on which each number is among those `marked`."""
    line = lines[index]
    token, value = looks
    above, below = map(_number_of, near)
    if above == value - 1 and below == value + 1:
        return True
    if value > 1 and above == value - 1 and below in (None, 1) and _is_last(reading, lines, index, looks, first):
        return True
    here = [_number_of(one, line.page) for one in near]
    is_marked = (line.page, value) in marked
    if here == [value - 1, None] and is_marked and _ends_page(lines, index):
        return True
    if here[0] == value or here[1] not in (None, value + 1) or not line.after_blank or token in LETTERS:
        return False
    if is_marked and (here[1] is not None or _ends_page(lines, index)):
        return True
    return value == 1 and _is_headed(reading, lines, index, in_list=above is not None and below == 2)


def _number_of(label: tuple[int, int] | None, page: int = -1) -> int | None:
    """The number of a label (page and number), if there is one, on a page (-1: on any)."""
    return label[1] if label and page in (-1, label[0]) else None


def _is_last(
    reading: str, lines: Sequence[NoteLine], index: int, looks: tuple[str, int], first: Mapping[int, int]
) -> bool:
    """Whether a line is the last of a list by its looks: it has a figure in it, or a full stop behind it, below the end
    of a sentence, and its number is among those marked before."""
    line = lines[index]
    token, value = looks
    ended = index > 0 and _SENTENCE.search(reading[lines[index - 1].start : lines[index - 1].end])
    alone = bool(ended) and reading[line.start : line.end].split()[0] == f"{token}."
    known = first.get(value, line.page + 1) <= line.page
    return any(map(str.isdecimal, token)) or (alone and known)


def _is_headed(reading: str, lines: Sequence[NoteLine], index: int, *, in_list: bool) -> bool:
    """Whether the heading *Notes* stands right above a line, or above the name of a chapter there; or, where there are
    lists, any heading."""
    above = [i for i in range(index - 1, max(-1, index - ABOVE), -1) if not lines[i].blank]
    for place, i in enumerate(above):
        text = reading[lines[i].start : lines[i].end]
        if is_notes(text):
            return True
        if not is_heading(reading, lines, i) or is_sentence(text):
            return False
        if in_list or place == NAMES:
            return in_list
    return False


def _ends_page(lines: Sequence[NoteLine], index: int) -> bool:
    """Whether nothing but blank lines follows on its page the paragraph that a line begins."""
    end = index
    while end + 1 < len(lines) and lines[end + 1].page == lines[index].page and not lines[end + 1].blank:
        end += 1
    rest = next((i for i in range(end + 1, len(lines)) if not lines[i].blank), None)
    return rest is None or lines[rest].page != lines[index].page


def label_end(reading: str, label: str) -> int:
    """The offset at which the misread label ends that a body begins with; 0 if it is not `label`."""
    match = _LABEL.match(reading)
    return len(match[0].rstrip()) if match and str(number(match[_form(match)])) == label else 0


def _form(match: re.Match[str]) -> str:
    return next(form for form in FORMS if match[form])
