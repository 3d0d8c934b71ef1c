"""Where the bodies of notes stand: at the foot of a page, at the end of a chapter or the text, below their paragraph.

A body begins a line with its label. That alone proves nothing (lists do the same): the labels count up, stand at the
foot of a page, below the word *Notes* in one of many languages, and answer markers before them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.repair.notes.markers import SIGNS
from pipeline.repair.notes.words import words

BACK: Final = "[\\^↑↩⏎⤴][\\ufe0e\\ufe0f]?"
"""What leads back to the marker on a web page; letters after it lead to one marker each (`^ a b`)."""
RULE: Final = 240
"""Characters before a note in which the rule above it is looked for."""
WINDOW: Final = 60
"""Lines in which a note below its paragraph follows its marker."""
BETWEEN: Final = 25
"""Lines of one note at most: beyond, the next label is that of something else."""
HEADING: Final = 14
"""Words of a heading at most."""
FIRSTS: Final = 20
"""Lines of a page that are tried as the first of its notes."""
PARTED: Final = 0.25
"""Share of the notes of a list that have several paragraphs at most."""
_LABEL: Final = re.compile(
    r"[ \t]*(?P<label>\[(?P<bracket>\d{1,3})\]|\((?P<parenthesis>\d{1,3})\)|(?P<bare>\d{1,4})(?=[.)](?!\d)|\s|[^\W\d_])"
    rf"|(?P<superscript>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}})|fn(?P<fn>\d{{1,3}})|(?P<sign>{SIGNS})(?![*†‡]))"
    rf"[.):]?[ \t]*(?:{BACK}[ \t]*(?:[a-z][ \t,]+)*)?(?=[^\W_]|[“\"‘'«„(\[…])"
)
_LEADS_BACK: Final = re.compile(BACK)
_BACK_AT_END: Final = re.compile(rf"[ \t]*{BACK}\s*$")
_DIGITS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RULE: Final = re.compile(r"[ \t]*[_—–―-]{3,}[ \t]*")
_RULE_ABOVE: Final = re.compile(r"(?:^|\n)([ \t]*[_—–―-]{3,})[ \t]*\n\s*$")
ENDED: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
"""The end of a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the reading: offsets `start` and `end` (without its line end), the page it stands on (0 without
    pages), whether it is blank or follows a blank line, and the label that it begins with, if any. `leads`: it ends in
    a colon."""

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


@dataclass(frozen=True, slots=True)
class Body:
    """A body: its offsets; `family` is the form of its label; `listed`: it stands in a list of notes."""

    start: int
    end: int
    label: str
    number: int
    family: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Bodies whose labels count up; `head` is the heading above them if it says *Notes* (small letters, else empty).
    `led`: what stands before them leads to a list, or they are questions. `follows`: running text stands below."""

    bodies: tuple[Body, ...]
    head: str = ""
    led: bool = False
    follows: bool = False

    @property
    def start(self) -> int:
        """The offset at which the first body begins."""
        return self.bodies[0].start


def lines(reading: str, breaks: Sequence[int]) -> list[Line]:
    """The lines of a reading, on pages that begin at the offsets `breaks`."""
    found: list[Line] = []
    after_blank = True
    for start, raw in _raw(reading, breaks):
        blank = not raw.strip() or _RULE.fullmatch(raw) is not None
        match = None if blank else _labelled(raw)
        page = bisect_right(breaks, start)
        if match:
            family = str(match.lastgroup if match.lastgroup != "label" else _family(match))
            label = match[family].translate(_DIGITS)
            number = int(label) if family != "sign" else 0
            found.append(
                Line(start, start + len(raw), page, blank, after_blank, label, number, family, len(raw.split()))
            )
        else:
            leads = raw.rstrip().endswith(":")
            found.append(Line(start, start + len(raw), page, blank, after_blank, words=len(raw.split()), leads=leads))
        after_blank = blank
    return found


def _raw(reading: str, breaks: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines of a reading with their offsets; a page that begins in the midst of a line begins a line."""
    start = 0
    for raw in reading.split("\n"):
        inner = breaks[bisect_right(breaks, start) : bisect_left(breaks, start + len(raw))]
        for a, b in pairwise([start, *inner, start + len(raw)]):
            yield a, reading[a:b]
        start += len(raw) + 1


def _labelled(raw: str) -> re.Match[str] | None:
    """The label that a line begins with; a number glued to letters (1ST) is one only if these are a word (1See)."""
    match = _LABEL.match(raw)
    if match and match["bare"]:
        after = raw[match.end("bare") :][:2]
        return match if not after[:1].isalpha() or (after[0].isupper() and after[1:].islower()) else None
    return match


def _family(match: re.Match[str]) -> str:
    return next(name for name in ("bracket", "parenthesis", "bare", "superscript", "fn", "sign") if match[name])


def series(reading: str, found: Sequence[Line]) -> list[Series]:
    """The series of labelled lines that count up by one, in order; a single one counts below a heading."""
    runs: list[list[int]] = []
    heads: list[str] = []
    above: list[int] = []  # the lines since the last labelled one and its continuation
    last = -1
    for index, line in enumerate(found):
        if line.blank:
            continue
        if line.number >= 0 and line.family != "sign" and line.words > 1:
            run = runs[-1] if runs else []
            head = _head(reading, found, last, above, heads[-1] if heads else "")
            near = bool(run) and index - run[-1] <= BETWEEN
            step = line.number - found[run[-1]].number if run else 0
            if near and not head and found[run[-1]].family == line.family and 1 <= step <= 2:
                run.append(index)
            elif not near or line.number in (0, 1) or head:
                runs.append([index])
                heads.append(head)
            above = []
        elif line.after_blank or above[-1:] == [index - 1]:
            above.append(index)
        last = index
    whole = ((run, head) for run, head in zip(runs, heads, strict=True))
    parts = ((part, head) for run, head in whole for part in ([run] if head else _contiguous(found, run)))
    return [_series(reading, found, run, head) for run, head in parts if len(run) > 1 or head]


def _head(reading: str, found: Sequence[Line], last: int, above: Sequence[int], before: str) -> str:
    """The heading *Notes* that is the line before a labelled one (`last`), or stands there above the name of a chapter
    (`above`: the lines before it that are none of the list before); the heading of the list `before` if nothing but the
    name of a chapter parts this list from it."""
    texts = [
        reading[found[i].start : found[i].end].strip(" \t.:*_#-").casefold() for i in (*above[-2:-1], last) if i >= 0
    ]
    if texts and texts[-1] in words("heads"):
        return texts[-1]
    if above[-1:] != [last] or not _is_heading(reading, found, last):
        return ""
    if len(above) == 1:
        return before
    return texts[0] if texts[0] in words("heads") else ""


def _contiguous(found: Sequence[Line], run: Sequence[int]) -> Iterator[list[int]]:
    """A run of labelled lines, divided where other paragraphs stand between two of them, unless that is the exception
    (notes of several paragraphs)."""
    parted = [any(line.after_blank and not line.blank for line in found[a + 1 : b]) for a, b in pairwise(run)]
    if sum(parted) <= PARTED * len(parted):
        yield list(run)
        return
    start = 0
    for place, is_parted in enumerate([*parted, True], start=1):
        if is_parted:
            yield list(run[start:place])
            start = place


def _series(reading: str, found: Sequence[Line], run: Sequence[int], head: str) -> Series:
    """The series that some labelled lines make."""
    members = tuple(_bodies(reading, found, run))
    above = next((i for i in range(run[0] - 1, -1, -1) if not found[i].blank), None)
    colon = above is not None and found[above].leads
    asking = sum(1 for body in members if reading[body.start : body.end].rstrip().endswith("?"))
    below = next(
        (i for i in range(run[-1], len(found)) if found[i].start > members[-1].end and not found[i].blank), None
    )
    follows = below is not None and not _is_heading(reading, found, below)
    return Series(members, head, not head and (colon or 2 * asking > len(members)), follows)


def _is_heading(reading: str, found: Sequence[Line], index: int) -> bool:
    """Whether a line may be a heading: it is short, no sentence, and stands alone, or a page begins with it."""
    line = found[index]
    alone = index + 1 == len(found) or found[index + 1].blank
    short = line.words <= HEADING and not re.search(r"[.,;:!?]$", reading[line.start : line.end].rstrip())
    return (alone and short) or (index > 0 and found[index - 1].page != line.page)


def _bodies(reading: str, found: Sequence[Line], run: Sequence[int]) -> Iterator[Body]:
    """The bodies of a series: each goes to the next; the last to a blank line, if bodies may have several lines or its
    sentence goes on."""
    several = any(_text_lines(found, a, b) > 1 for a, b in pairwise(run))
    for place, index in enumerate(run):
        end = _last_text(found, index, run[place + 1]) if place + 1 < len(run) else index
        while place + 1 == len(run) and end + 1 < len(found) and not found[end + 1].blank:
            if not several and ENDED.search(reading[found[end].start : found[end].end]):
                break
            end += 1
        yield _body(found[index], found[end].end, listed=True)


def _body(line: Line, end: int, *, listed: bool = False) -> Body:
    """The body that a labelled line begins."""
    return Body(line.start, end, line.label, line.number, line.family, listed)


def _text_lines(found: Sequence[Line], start: int, end: int) -> int:
    return sum(1 for line in found[start:end] if not line.blank)


def _last_text(found: Sequence[Line], start: int, end: int) -> int:
    """The last line that is not blank from `start` to before `end`."""
    return next(index for index in range(end - 1, start - 1, -1) if not found[index].blank)


@dataclass(frozen=True, slots=True)
class Foot:
    """The notes at the foot of a page."""

    bodies: tuple[Body, ...]
    page: int


def feet(found: Sequence[Line], marked: Mapping[int, set[tuple[str, str]]], listed: Container[int]) -> list[Foot]:
    """The feet of the pages. `marked`: what labels the candidates on each page have ((family, label), by page);
    `listed`: where the notes of lists below a heading begin (offsets), which are none. Notes that go on counting at the
    head of the next page are a list, too."""
    result: list[Foot] = []
    ranges = pages(found)
    for page, (start, end) in ranges.items():
        foot = _foot(found, range(start, end), marked[page], listed) if page in marked else []
        head = next((found[i] for i in range(*ranges.get(page + 1, (0, 0))) if not found[i].blank), None)
        goes_on = foot and head and head.family == foot[-1].family != "sign" and head.number == foot[-1].number + 1
        if foot and not goes_on:
            result.append(Foot(tuple(foot), page))
    return result


def pages(found: Sequence[Line]) -> dict[int, tuple[int, int]]:
    """The first line of each page and that after its last."""
    result: dict[int, tuple[int, int]] = {}
    for index, line in enumerate(found):
        result[line.page] = (result.get(line.page, (index, 0))[0], index + 1)
    return result


def _foot(found: Sequence[Line], page: range, marked: set[tuple[str, str]], listed: Container[int]) -> list[Body]:
    """The bodies at the foot of one page: from a line labelled as a candidate of the page is, whose labels then count
    up to the end of the page. Not a list that a colon leads to, nor the end of a longer list."""
    labelled = [i for i in page if found[i].label and found[i].words > 1 and i > page.start]
    tried = 0
    for place, first in enumerate(labelled):
        if tried == FIRSTS or found[first].start in listed:
            return []
        if not _is_marked(found[first], marked):
            continue
        tried += 1
        run = _run(found, labelled[place:], marked)
        before = _counting_down(found, labelled[: place + 1])
        lasts = [_paragraph(found, i, end) for i, end in zip(run, [*run[1:], page.stop], strict=True)]
        above = next((i for i in range([*before, first][0] - 1, page.start - 1, -1) if not found[i].blank), None)
        answered = sum(1 for i in run if _is_marked(found[i], marked))
        led = above is not None and found[above].leads and answered < len(run)
        if None in lasts or led or len(before) > answered:
            continue
        above_first = [_last_text(found, a, b) for a, b in pairwise([*before, first])]
        spans = zip([*before, *run], [*above_first, *lasts], strict=True)
        return [_body(found[i], found[last].end) for i, last in spans if last]
    return []


def _is_marked(line: Line, marked: set[tuple[str, str]]) -> bool:
    """Whether a candidate has the label of a line."""
    return any(label == line.label and fits(family, line.family) for family, label in marked)


def _run(found: Sequence[Line], labelled: Sequence[int], marked: set[tuple[str, str]]) -> list[int]:
    """The labelled lines that go on as the first of them begins."""
    run = [labelled[0]]
    line = found[labelled[0]]
    for index in labelled[1:]:
        before = found[run[-1]]
        counts = line.family == found[index].family and 0 < found[index].number - before.number <= 3
        signs = found[index].family == "sign" and line.family == "sign"
        mixed = (found[index].family == "sign") != (before.family == "sign") and (
            (found[index].family, found[index].label) in marked
        )
        if counts or signs or mixed:
            run.append(index)
    return run


def _counting_down(found: Sequence[Line], labelled: Sequence[int]) -> list[int]:
    """The labelled lines right before the last of them from which the labels count up to it, one by one."""
    before: list[int] = []
    for a, b in zip(reversed(labelled[:-1]), reversed(labelled[1:]), strict=True):
        counts = found[a].family == found[b].family != "sign" and found[b].number == found[a].number + 1
        if not counts or _paragraph(found, a, b) is None:
            break
        before.insert(0, a)
    return before


def _paragraph(found: Sequence[Line], start: int, end: int) -> int | None:
    """The last line of a body that is all there is from `start` to before `end`; None if there is other text."""
    last = start
    while last + 1 < end and not found[last + 1].blank:
        last += 1
    return last if all(line.blank for line in found[last + 1 : end]) else None


def rest(reading: str, page: Sequence[Line], before: Body, foot: Sequence[Body]) -> tuple[int, int] | None:
    """Where on a page (its lines) the last body of the page before goes on: the lines from the last blank line to the
    page's own notes or its end, if that body has not ended and these go on in the midst of a sentence."""
    if ENDED.search(reading[before.start : before.end]):
        return None
    stop = next((i for i, line in enumerate(page) if foot and line.start == foot[0].start), len(page))
    last = next((i for i in range(stop - 1, -1, -1) if not page[i].blank), 0)
    first = last
    while first > 0 and not page[first - 1].blank:
        first -= 1
    if first == 0:
        return None
    text = reading[page[first].start : page[last].end].lstrip()
    return (page[first].start, page[last].end) if text[:1].islower() or text[:1] in "(,;" else None


def fits(marker: str, label: str) -> bool:
    """Whether a marker of one family may have a body whose label is of another."""
    if "sign" in (marker, label) or "fn" in (marker, label):
        return marker == label
    return True


def below(found: Sequence[Line], candidates: Sequence[tuple[int, str, str]]) -> list[Body]:
    """Paragraphs in a text without pages that a candidate not far above leads to. `candidates`: offset, family, label,
    in order."""
    result = []
    taken: set[int] = set()
    before = -1  # the last line of the body before
    offsets = [offset for offset, _, _ in candidates]
    for index, line in enumerate(found):
        stands_apart = line.after_blank or line.family == "sign" or before == index - 1
        if not line.label or line.words < 2 or not stands_apart or _is_bullet(found, index):
            continue
        top = found[max(0, index - WINDOW)].start
        place = bisect_right(offsets, line.start) - 1
        while place >= 0 and offsets[place] >= top:
            _, family, label = candidates[place]
            if label == line.label and fits(family, line.family) and place not in taken:
                taken.add(place)
                last = index
                while last + 1 < len(found) and not found[last + 1].blank and not found[last + 1].label:
                    last += 1
                result.append(_body(line, found[last].end))
                before = last
                break
            place -= 1
    return result


def _is_bullet(found: Sequence[Line], index: int) -> bool:
    """Whether the line before or after begins with the same sign, as the items of a list do."""
    line = found[index]
    beside = [*found[index - 1 : index], *found[index + 1 : index + 2]]
    return line.family == "sign" and any(other.label == line.label for other in beside)


def label_end(reading: str) -> int:
    """The offset at which the label ends that a body begins with, its full stop or bracket included."""
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
