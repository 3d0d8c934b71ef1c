"""Notes at the foot of a page, also continued on the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ecdosis.stages.furniture.lines import cuts
from ecdosis.stages.notes.bodies import Body, body_of, fits
from ecdosis.stages.notes.lines import ENDED, NoteLine, last_text
from ecdosis.stages.notes.markers import FAMILIES, MarkerCandidate

STRONG: Final = 2.0
"""Weight of a candidate that is hardly anything but a marker."""
GAP: Final = 3
"""Notes of a page at most that are known by nothing but their numbers, which are missing elsewhere."""
CROWDED: Final = 3
"""Lines of a page that begin with the same sign from which it is none of a note: printers used the next sign for the
second note of a page, but set quotation marks before each line, which an OCR engine reads as asterisks."""
HABIT: Final = 3
"""Pages at least that end with notes which signs begin and that have markers, for others to be notes without any."""
_SIGNATURE: Final = re.compile(r"\s*[A-Z]{1,2}(?: ?\d)?\s*")
_WORDED: Final = re.compile(r"[^\W\d_]{4}")
"""A word: the signature of a sheet, which an asterisk may begin as well, has none (`*M 2 of`)."""
FIRSTS: Final = 20
"""Lines of a page that are tried as the first of its notes."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The notes at the foot of a page; `apart`: a blank line stands above them, or the sentence above them goes on
    overleaf."""

    bodies: tuple[Body, ...]
    page: int
    apart: bool = True


def find(
    reading: str, found: Sequence[NoteLine], marked: Mapping[int, Sequence[MarkerCandidate]], listed: Container[int]
) -> list[Foot]:
    """The feet of the pages. `marked`: the candidates on each page; `listed`: where the notes of lists below a heading
    begin (offsets), which are none. Notes that go on counting at the head of the next page are a list, too."""
    result: list[Foot] = []
    ranges = pages(found)
    for page, (start, end) in ranges.items():
        foot = _foot(found, range(start, end), marked[page], listed) if page in marked else []
        head = next((found[i] for i in range(*ranges.get(page + 1, (0, 0))) if not found[i].blank), None)
        goes_on = foot and head and head.family == foot[-1].family != "sign" and head.number == foot[-1].number + 1
        if foot and not goes_on:
            first = next(line for line in found[start:end] if line.start == foot[0].start)
            index = found.index(first, start, end)
            result.append(Foot(tuple(foot), page, first.after_blank or goes_on_overleaf(reading, found, index, ranges)))
    return result


def goes_on_overleaf(
    reading: str, found: Sequence[NoteLine], first: int, ranges: Mapping[int, tuple[int, int]]
) -> bool:
    """Whether a line of a page (its index) begins with a sign in the midst of a sentence of the text, which goes on at
    the head of the next page: what stands between is a note."""
    line = found[first]
    above = next((found[i] for i in range(first - 1, -1, -1) if not found[i].blank), None)
    below = next((found[i] for i in range(*ranges.get(line.page + 1, (0, 0))) if not found[i].blank), None)
    if line.family != "sign" or above is None or below is None or above.page != line.page:
        return False
    own = reading[line.start : line.end].lstrip()[len(line.label) :].lstrip('"“‘ ')
    ends, begins = (reading[one.start : one.end].strip() for one in (above, below))
    return own[:1].isupper() and _WORDED.search(own) is not None and cuts(ends, begins)


def pages(found: Sequence[NoteLine]) -> dict[int, tuple[int, int]]:
    """The first line of each page and that after its last."""
    result: dict[int, tuple[int, int]] = {}
    for index, line in enumerate(found):
        result[line.page] = (result.get(line.page, (index, 0))[0], index + 1)
    return result


def _foot(
    found: Sequence[NoteLine], page: range, candidates: Sequence[MarkerCandidate], listed: Container[int]
) -> list[Body]:
    """The bodies at the foot of one page: from a line labelled as a candidate before it is, whose labels then count up
    to the end of the page. Not a list that a colon leads to, nor the end of a longer list, nor a line of the running
    text that begins with a number: markers stand below it."""
    labelled = [i for i in page if found[i].label and found[i].words > 1 and i > page.start]
    signs = Counter(found[i].label for i in labelled if found[i].family == "sign")
    labelled = [i for i in labelled if signs[found[i].label] < CROWDED]
    calls = Counter(candidate.label for candidate in candidates if candidate.family == "sign")
    behind = Counter(found[i].label for i in labelled)  # of more lines with a sign than calls, the last are notes
    for i in list(labelled):
        behind[found[i].label] -= 1
        if found[i].family == "sign" and behind[found[i].label] >= max(1, calls[found[i].label]):
            labelled.remove(i)
    marked = _first_of_each(candidates)
    last = max((c.start for c in candidates if c.weight >= STRONG and c.family != "sign"), default=-1)
    tried = 0
    for place, first in enumerate(labelled):
        line = found[first]
        if tried == FIRSTS or line.start in listed:
            return []
        dirt = line.family == "sign" and line.small  # or a quotation mark before each line
        if not _is_marked(line, marked) or (not line.after_blank and (dirt or last > line.start)):
            continue
        tried += 1
        if bodies := _from(found, page, labelled, place, marked):
            return bodies
    return []


def _from(
    found: Sequence[NoteLine],
    page: range,
    labelled: Sequence[int],
    place: int,
    marked: Mapping[tuple[str, str], int],
) -> list[Body]:
    """The bodies of a foot whose first body that a candidate leads to begins at a labelled line (`place` among those);
    none if it is a list that a colon leads to, or the end of a longer list."""
    first = labelled[place]
    run = _run(found, labelled[place:], marked)
    before = _counting_down(found, labelled[: place + 1])
    lasts = [_paragraph(found, i, end) for i, end in zip(run, [*run[1:], page.stop], strict=True)]
    above = next((i for i in range([*before, first][0] - 1, page.start - 1, -1) if not found[i].blank), None)
    answered = sum(1 for i in run if _is_marked(found[i], marked))
    led = above is not None and found[above].leads and answered < len(run)
    if None in lasts or led or len(before) > answered:
        return []
    above_first = [last_text(found, a, b) for a, b in pairwise([*before, first])]
    spans = zip([*before, *run], [*above_first, *lasts], strict=True)
    return [body_of(found[i], found[last].end) for i, last in spans if last]


def _first_of_each(candidates: Sequence[MarkerCandidate]) -> Mapping[tuple[str, str], int]:
    """Where the first candidate of each family and label stands (offset)."""
    found: dict[tuple[str, str], int] = {}
    for candidate in candidates:
        found.setdefault((candidate.family, candidate.label), candidate.start)
    return found


def _is_marked(line: NoteLine, marked: Mapping[tuple[str, str], int]) -> bool:
    """Whether a candidate before a line has its label."""
    keys = ((family, line.label) for family in FAMILIES if fits(family, line.family))
    return any(marked.get(key, line.start) < line.start for key in keys)


def _run(found: Sequence[NoteLine], labelled: Sequence[int], marked: Mapping[tuple[str, str], int]) -> list[int]:
    """The labelled lines that go on as the first of them begins."""
    run = [labelled[0]]
    line = found[labelled[0]]
    for index in labelled[1:]:
        before = found[run[-1]]
        counts = line.family == found[index].family and 0 < found[index].number - before.number <= 3
        signs = found[index].family == "sign" and line.family == "sign"
        mixed = (found[index].family == "sign") != (before.family == "sign") and _is_marked(found[index], marked)
        if counts or signs or mixed:
            run.append(index)
    return run


def _counting_down(found: Sequence[NoteLine], labelled: Sequence[int]) -> list[int]:
    """The labelled lines right before the last of them from which the labels count up to it, one by one."""
    before: list[int] = []
    for a, b in zip(reversed(labelled[:-1]), reversed(labelled[1:]), strict=True):
        counts = found[a].family == found[b].family != "sign" and found[b].number == found[a].number + 1
        if not counts or _paragraph(found, a, b) is None:
            break
        before.insert(0, a)
    return before


def _paragraph(found: Sequence[NoteLine], start: int, end: int) -> int | None:
    """The last line of a body that is all there is from `start` to before `end`; None if there is other text."""
    last = start
    while last + 1 < end and not found[last + 1].blank:
        last += 1
    return last if all(line.blank for line in found[last + 1 : end]) else None


def between(found: Sequence[NoteLine], feet: Sequence[Foot]) -> Iterator[Foot]:
    """Feet none of whose markers is left, between the feet of two pages (in order, with markers): their numbers are all
    that are missing between the notes of these, and no other page there has such a foot."""
    ranges = pages(found)
    for a, b in pairwise(feet):
        missing = range(a.bodies[-1].number + 1, b.bodies[0].number)
        if not missing or len(missing) > GAP or a.bodies[-1].family != b.bodies[0].family or not a.bodies[-1].number:
            continue
        there = {p: _foot_of(found, range(*ranges.get(p, (0, 0))), missing) for p in range(a.page + 1, b.page)}
        same = [Foot(tuple(bodies), page) for page, bodies in there.items() if bodies]
        if len(same) == 1:
            yield same[0]


def by_habit(found: Sequence[NoteLine], feet: Sequence[Foot]) -> Iterator[Foot]:
    """Feet none of whose markers is left, in a text whose pages end with notes that signs begin: `feet`, with markers.
    Where most pages that end so have none, these are something else."""
    answered = {foot.page for foot in feet if foot.bodies[0].family == "sign"}
    known = {foot.page for foot in feet}
    others = [
        Foot(tuple(bodies), page)
        for page, (start, end) in pages(found).items()
        if page not in known and (bodies := _signed(found, range(start, end)))
    ]
    if max(HABIT, len(others)) <= len(answered):
        yield from others


def cut_off(reading: str, found: Sequence[NoteLine], feet: Sequence[Foot]) -> Iterator[Foot]:
    """Feet none of whose markers is left and which nothing parts from the text but that a sentence goes on overleaf, in
    a text whose pages end with notes that signs begin (`feet`, with markers)."""
    known = {foot.page for foot in feet}
    ranges = pages(found)
    if sum(foot.bodies[0].family == "sign" for foot in feet) < HABIT:
        return
    for page in ranges.keys() - known:
        start, end = ranges[page]
        signed = [i for i in range(start, end) if found[i].family == "sign" and found[i].words > 1]
        first = next((i for i in signed if goes_on_overleaf(reading, found, i, ranges)), None)
        if first is None or len(signed) >= CROWDED or first - start <= end - first:
            continue
        run = [i for i in signed if i >= first]
        lasts = [last_text(found, a, b) for a, b in pairwise([*run, end])]
        yield Foot(tuple(body_of(found[i], found[last].end) for i, last in zip(run, lasts, strict=True)), page)


def _signed(found: Sequence[NoteLine], page: range) -> list[Body]:
    """The paragraphs at the end of a page that signs begin, each another; none if there is no more text above them than
    they are, or they look like a list."""
    starts = [i for i in page if not found[i].blank and (found[i].after_blank or i == page.start)]
    first = len(starts)
    while first and found[starts[first - 1]].family == "sign" and found[starts[first - 1]].words > 1:
        first -= 1
    run = starts[first:]
    labels = [found[i].label for i in run]
    above = sum(1 for i in page if run and i < run[0] and not found[i].blank)
    below = sum(1 for i in page if run and i >= run[0] and not found[i].blank)
    if len(set(labels)) != len(labels) or above <= below:
        return []
    return [body_of(found[i], found[last_text(found, i, end)].end) for i, end in pairwise([*run, page.stop])]


def _foot_of(found: Sequence[NoteLine], page: range, missing: range) -> list[Body]:
    """The bodies at the foot of one page whose numbers are just those that are missing."""
    labelled = [i for i in page if found[i].number >= 0 and found[i].family != "sign" and found[i].words > 1]
    for place, first in enumerate(labelled):
        run = labelled[place : place + len(missing)]
        if [found[i].number for i in run] == list(missing) and found[first].after_blank and first > page.start:
            lasts = [_paragraph(found, i, end) for i, end in zip(run, [*run[1:], page.stop], strict=True)]
            if None not in lasts:
                return [body_of(found[i], found[last].end) for i, last in zip(run, lasts, strict=True) if last]
    return []


def rest(reading: str, page: Sequence[NoteLine], before: Body, foot: Sequence[Body]) -> tuple[int, int] | None:
    """Where on a page (its lines) the last body of the page before goes on: the lines from the last blank line to the
    page's own notes or its end, if that body has not ended and these go on in the midst of a sentence. The text of the
    page stands above them, and is no less: what is most of a page is the text itself, which goes on as well. It may be
    less where it goes on in the midst of its own sentence, and ends one."""
    if ENDED.search(reading[before.start : before.end]):
        return None
    stop = next((i for i, line in enumerate(page) if foot and line.start == foot[0].start), len(page))
    last = next((i for i in range(stop - 1, -1, -1) if not page[i].blank), 0)
    first = last
    while first > 0 and not page[first - 1].blank:
        first -= 1
    text_above = sum(1 for line in page[:first] if not line.blank and line.words > 1)
    if text_above < last + 1 - first and not _goes_on_apart(reading, page, first):
        return None
    text = reading[page[first].start : page[last].end].lstrip()
    return (page[first].start, page[last].end) if text[:1].islower() or text[:1] in "(,;" else None


def _goes_on_apart(reading: str, page: Sequence[NoteLine], first: int) -> bool:
    """Whether the text of a page, above a paragraph (its first line), begins in the midst of a sentence, and has ended
    one: what begins in the midst of another is none of it."""
    above = [line for line in page[:first] if not line.blank]
    if not above or not ENDED.search(reading[above[-1].start : above[-1].end]):
        return False
    return reading[above[0].start : above[0].end].lstrip()[:1].islower()


def unsigned(reading: str, found: Sequence[NoteLine]) -> list[NoteLine]:
    """The lines, the last of each page blank where it is but what a printer set there for the binder (`II`, `C 2`),
    below a blank line."""
    result = list(found)
    for start, end in pages(found).values():
        last = next((i for i in range(end - 1, start, -1) if not found[i].blank), start)
        line = found[last]
        if last > start and line.after_blank and _SIGNATURE.fullmatch(reading, line.start, line.end):
            result[last] = replace(line, blank=True)
    return result
