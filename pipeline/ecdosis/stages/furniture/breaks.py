"""Where pages begin in a text that has no marks of them: proven by numbers that rise at the distance of pages, or by a
line that comes again at that distance, in the midst of sentences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ecdosis.stages.furniture.lines import LEFT_OPEN, Lines, cuts
from ecdosis.stages.furniture.numbers import DASHES, Place, damaged, numerals
from ecdosis.stages.furniture.phrases import heading_word
from ecdosis.stages.furniture.similar import LineKey, key_of, plain_figures, similar

SHORTEST: Final = 500
LONGEST: Final = 9000
"""Code points on a page."""
RUN: Final = 4
"""Pages from which a run of numbers or heads proves itself."""
CUT: Final = 0.3
"""Share of the page ends of a run that must be in the midst of a sentence; in prose it is about three in four."""
MOST: Final = 0.6
"""Share of the numbers of a run above which heads stand, if they stand there at all."""
SELDOM: Final = 0.1
"""The same where the run is long, even, and beside one or two titles: letters and entries often end with a page."""
REGULAR: Final = 0.7
"""Share of the distances in a run that must be near the median."""
SHORT_LINE: Final = 40
"""Code points; in a text of lines that are no longer (verse, lists) a head may be as long as any."""
LONG_RUN: Final = 8
"""Pages from which a run proves itself without sentences that go on across it."""
EVEN: Final = 0.12
"""Share of its usual number of lines by which one page differs from another."""
MISSING: Final = 3
"""Pages in a row whose number may be unreadable."""
MISSED: Final = 0.4
"""Added to a distance in pages before it is cut to a whole number: a page is up to 1.6 times as long as is usual."""
CAPITALS: Final = 0.6
"""Share of its letters that are capitals in a line that is set in capitals, however the OCR read it."""
HEADS: Final = 3
"""Heads beside rising numbers that prove others like them."""
LETTERS: Final = 8
"""Of a head that is compared with others letter by letter; shorter ones are alike by chance."""
KEYS: Final = 500
"""Different lines that others are compared with; a book has some dozens of heads."""
AGAIN: Final = 0.6
"""Share of like lines at most whose neighbours differ, if they are of a paragraph that comes again."""
MEMORY: Final = 4
"""Earlier places of a number that are tried as the one before."""


class BreakCandidate(NamedTuple):
    """A line that may carry a page number: its index, the number, where it stands in the line (`Numeral.place`)."""

    line: int
    value: int
    place: Place

    @property
    def alone(self) -> bool:
        """Whether the number is all of the line."""
        return self.place == "alone"


def with_pages(lines: Lines) -> Lines | None:
    """The lines with the pages that their numbers and heads prove; None if they prove none."""
    heads = _repeated(lines)
    borders = _from_numbers(lines, heads) or _from_heads(lines, heads)
    if not borders:
        return None
    pages = []
    page, rest = 0, dict(borders)
    for index, line in enumerate(lines.lines):
        if index in rest:
            page += rest[index]
        pages.append(line._replace(page=page))
    return replace(lines, lines=tuple(pages))


def _repeated(lines: Lines) -> Mapping[int, str]:
    """Short lines whose text without number comes again, or nearly: index -> letters of the first like it."""
    found: dict[int, str] = {}
    for index, line in enumerate(lines.lines):
        if len(line.text) > 80 or len(line.text) > max(SHORT_LINE, 0.9 * lines.width):
            continue
        rest = plain_figures(line.text)
        if any(c.isdigit() for c in rest[:6] + rest[-6:]):
            rest = next((n.rest for n in numerals(rest) if n.rest), rest)
        if heading_word(rest):
            continue
        if key := key_of(rest):
            found[index] = key.letters + "".join(key.numbers)
    found |= _worn(lines, found)
    counts = Counter(found.values())
    return {index: key for index, key in found.items() if counts[key] > 2}


def _worn(lines: Lines, keys: Mapping[int, str]) -> dict[int, str]:
    """Lines that are the same but for the OCR's mistakes: index -> key of that of them which comes most often, which
    is the least worn. Only those are compared that look like heads: in capitals, or beside a number."""
    found: dict[int, str] = {}
    first: dict[str, None] = {}
    counts = Counter(keys.values())
    for index, key in sorted(keys.items(), key=lambda item: -counts[item[1]]):
        text = lines.lines[index].text
        beside = any(c.isdigit() for c in (text.split()[0] + text.split()[-1]))
        if len(key) < LETTERS or not (_is_capital(text) or beside):
            continue
        like = next((other for other in first if similar(LineKey(key, ()), LineKey(other, ()))), None)
        if like is None and len(first) < KEYS:
            first[key] = None
        elif like is not None:
            found[index] = like
    return found


def _from_numbers(lines: Lines, heads: Mapping[int, str]) -> list[tuple[int, int]]:
    """Borders between pages by the runs of numbers: (index of the first line of a page, pages since the last)."""
    candidates = []
    for index, line in enumerate(lines.lines):
        text = plain_figures(line.text)
        if len(text) > 80 or not any(c.isdigit() for c in text[:6] + text[-6:]):
            continue
        for number in numerals(text):
            if not number.roman and (number.place == "alone" or index in heads):
                candidates.append(BreakCandidate(index, number.value, number.place))
    borders: list[tuple[int, int]] = []
    proven: Counter[str] = Counter()
    for _ in range(8):
        run = _without_headings(lines, _longest(lines, candidates), heads)
        if len(run) < RUN:
            break
        if not _proven(lines, run, heads):  # dates and numbers of chapters rise as well
            numbers_of_others = set(run)
            candidates = [c for c in candidates if c not in numbers_of_others]
            continue
        run = sorted([*run, *_single(lines, run), *_at_end(lines, run, candidates)])
        borders.extend(_borders(lines, run, heads))
        proven.update(heads[c.line] for c in run if c.line in heads and not c.alone)
        low, high = run[0].line, run[-1].line
        candidates = [c for c in candidates if not low <= c.line <= high]
    return sorted([*borders, *_further(lines, heads, proven, sorted(borders))])


def _single(lines: Lines, run: Sequence[BreakCandidate]) -> Iterator[BreakCandidate]:
    """Heads between the pages of a run that no other is like, each with the number of its page: in capitals, apart, in
    the midst of a sentence, or with the words of a heading above or of the one right below. In a short book the title
    of a chapter stands above one page or two."""
    after = bisect_right([line.start for line in lines.lines], lines.lines[run[-1].line].start + LONGEST)
    for a, b in pairwise([*run, BreakCandidate(after, run[-1].value + 2, "alone")]):  # the next page has a head, too
        value = a.value
        for index in range(a.line + 1, b.line) if b.value > a.value + 1 else ():
            line = lines.lines[index]
            if not (_is_apart(lines, index) and any(map(str.isdigit, line.text))) or heading_word(line.text):
                continue
            for number in numerals(line.text):
                if number.roman or not number.rest or not value < number.value < b.value:
                    continue
                if LEFT_OPEN.search(lines.lines[index - 1].text[-3:]) or _is_titled(lines, index, number.rest):
                    value = number.value
                    yield BreakCandidate(index, value, number.place)


def _at_end(
    lines: Lines, run: Sequence[BreakCandidate], candidates: Sequence[BreakCandidate]
) -> Iterator[BreakCandidate]:
    """The number in the last line of a text if it is the next after a run: the last page may have a line or two."""
    last = len(lines.lines) - 1
    return (c for c in candidates if c.line == last > run[-1].line and c.value == run[-1].value + 1)


def _is_apart(lines: Lines, index: int) -> bool:
    """Whether a line in capitals stands between blank lines."""
    below = lines.lines[index + 1 : index + 2]
    above = lines.lines[index].gap > 0 or not index
    return above and all(one.gap for one in below) and _is_capital(lines.lines[index].text)


def _is_titled(lines: Lines, index: int, words: str) -> bool:
    """Whether words are, or nearly, those of a heading above a line, or of the one right below it."""
    key = key_of(words)
    headings = (i for i in (index + 1, *range(index - 1, -1, -1)) if i < len(lines.lines) and _is_apart(lines, i))
    keys = (key_of(lines.lines[i].text) for i in headings)
    return key is not None and any(one and not one.numbers and similar(key, one) for one in keys)


def _is_capital(text: str) -> bool:
    """Whether a line is set in capitals, however the OCR read it."""
    return sum(map(str.isupper, text)) > CAPITALS * sum(map(str.isalpha, text))


def _without_headings(lines: Lines, run: list[BreakCandidate], heads: Mapping[int, str]) -> list[BreakCandidate]:
    """A run without those of its lines that are dates or headings of entries (`Meeting of July 5`), which may rise with
    the pages for a while: like lines, none of which stands in the midst of a sentence though others of the run do."""
    if _of_a_book(lines, run, heads):
        return run
    by_key: dict[str, list[BreakCandidate]] = defaultdict(list)
    for candidate in run:
        by_key[heads.get(candidate.line, "")].append(candidate)
    whole = {key for key, like in by_key.items() if key and not _cut_share(lines, [c.line for c in like], heads)}
    return [c for c in run if heads.get(c.line, "") not in whole] if len(whole) < len(by_key) else run


def _further(
    lines: Lines, heads: Mapping[int, str], proven: Mapping[str, int], borders: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Borders where a head stands that others beside rising numbers have proven, though the OCR could not read its own
    number; as many pages after the last as lie between at their usual length, since no page holds the text of two."""
    known = [lines.lines[line].start for line, _ in borders]
    pages = [(end - start) / step for start, end, (_, step) in zip(known, known[1:], borders[1:], strict=False)]
    usual = median(pages) if pages else LONGEST
    for index, key in heads.items():
        if index == len(lines.lines) - 1:  # no page begins with the last foot
            continue
        at = lines.lines[index].start
        place = bisect_left(known, at)
        near = (other for other in known[max(0, place - 1) : place + 1] if abs(other - at) < SHORTEST)
        if proven.get(key, 0) >= HEADS and next(near, None) is None:
            far = (at - known[place - 1]) / usual if place else 1
            known.insert(place, at)
            yield index, max(1, int(far + MISSED))


def _longest(lines: Lines, candidates: Sequence[BreakCandidate]) -> list[BreakCandidate]:
    """The longest run of candidates that rise by one, or by a few over as many pages, at the distance of pages."""
    known: dict[int, list[int]] = defaultdict(list)
    length = [1.0] * len(candidates)
    back = [-1] * len(candidates)
    for index, candidate in enumerate(candidates):
        at = lines.lines[candidate.line].start
        for step in range(1, MISSING + 2):
            for other in known[candidate.value - step][-MEMORY:]:
                distance = (at - lines.lines[candidates[other].line].start) / step
                gain = length[other] + 1 / step
                if SHORTEST <= distance <= LONGEST and gain > length[index]:
                    length[index], back[index] = gain, other
        known[candidate.value].append(index)
    if not candidates:
        return []
    at_end = max(range(len(candidates)), key=length.__getitem__)
    run = []
    while at_end >= 0:
        run.append(candidates[at_end])
        at_end = back[at_end]
    return run[::-1]


def _proven(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> bool:
    """Whether the numbers of a run stand at even distances, and often in the midst of a sentence or as numbers of
    pages alone do."""
    steps = [(lines.lines[b.line].start - lines.lines[a.line].start) / (b.value - a.value) for a, b in pairwise(run)]
    if not is_regular(steps):
        return False
    return _of_a_book(lines, run, heads) or _cut_share(lines, [c.line for c in run], heads) >= CUT


def _of_a_book(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> bool:
    """Whether the numbers of a long run stand as those of pages alone do, so that a text whose pages do not end in
    the midst of sentences (verse, lists) shows them, too: each so many lines from the next, and beside the outer
    margin, before the head on even pages and behind it on odd ones, or between dashes, or next to a head, or beside the
    same one or two."""
    if len(run) < LONG_RUN:
        return False
    rows = [(b.line - a.line) / (b.value - a.value) for a, b in pairwise(run)]
    middle = median(rows)
    if sum(abs(row - middle) <= EVEN * middle for row in rows) < 0.8 * len(rows):
        return False
    outer = sum(c.place == ("before" if c.value % 2 == 0 else "after") for c in run)
    dashed = sum(c.alone and lines.lines[c.line].text[0] in DASHES for c in run)
    beside = sum(c.alone and (c.line + 1 in heads or c.line - 1 in heads) for c in run)
    titles = Counter(heads[c.line] for c in run if not c.alone and c.line in heads)
    titled = _titled(titles)
    seldom = _cut_share(lines, [c.line for c in run], heads) < SELDOM
    if titled >= 0.8 * len(run) and seldom and not _alternate(run, heads, titles):
        titled = 0  # the sonnets of a cycle have so many lines, too, and a number beside the same word
    return max(outer, dashed, beside, titled) >= 0.8 * len(run)


def _titled(heads: Counter[str]) -> int:
    """How many of some lines are one of two: the heads of the pages on the left and on the right."""
    return sum(count for _, count in heads.most_common(2))


def _alternate(run: Sequence[BreakCandidate], heads: Mapping[int, str], titles: Counter[str]) -> bool:
    """Whether numbers stand beside two titles, one on even and one on odd pages."""
    even = Counter(heads[c.line] for c in run if not c.alone and c.line in heads and c.value % 2 == 0)
    shares = [even[title] / count for title, count in titles.most_common(2)]
    return len(shares) == 2 and min(shares) <= 0.2 and max(shares) >= 0.8


def is_regular(steps: Sequence[float]) -> bool:
    """Whether most of some distances are near their median, as those between pages are."""
    middle = median(steps)
    return sum(0.5 * middle <= step <= 1.8 * middle for step in steps) >= REGULAR * len(steps)


def _cut_share(lines: Lines, places: Sequence[int], heads: Mapping[int, str]) -> float:
    known = set(places)
    cut = 0
    for place in places:
        first = last = place
        while first - 1 in known or (first - 1 in heads and place - first < 2):
            first -= 1
        while last + 1 in known or (last + 1 in heads and last - place < 2):
            last += 1
        if first > 0 and last + 1 < len(lines.lines):
            cut += cuts(lines.lines[first - 1].text, lines.lines[last + 1].text)
    return cut / len(places)


def _borders(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> list[tuple[int, int]]:
    """The first lines of the pages of a run: at the number if it stands at the head, after it if at the foot. Between
    two numbers that are pages apart, and around the run, the heads of the run are the borders."""
    foot = _at_foot(lines, run, heads)
    beside = ((c.line - 1, c.line + 1) if c.alone else (c.line,) for c in run)
    own = {heads[index] for places in beside for index in places if index in heads}
    between = [index for index, key in heads.items() if key in own]
    above = Counter(heads[c.line - 1] for c in run if c.alone and c.line - 1 in heads)
    below = Counter(heads[c.line + 1] for c in run if c.alone and c.line + 1 in heads)
    again = sum(count for count in above.values() if count > 1)
    if _titled(above) < _titled(below) or again < MOST * sum(c.alone for c in run):
        above.clear()  # what comes again above the numbers is the text's: the heads stand below them, or there are none
    found: dict[int, int] = {}
    before: BreakCandidate | None = None
    for candidate in run:
        step = 1 if before is None else candidate.value - before.value
        if before is not None and step > 1:
            missed = _heads_between(lines, between, before, candidate)[: step - 1]
            after = foot and not candidate.alone  # what stands at the foot is in one line; else the head begins a page
            steps = _steps(lines, missed, before, candidate)
            found.update((line + 1 if after else line, far) for line, far in zip(missed, steps, strict=True))
            step -= sum(steps)
        before = candidate
        line = candidate.line + 1 if foot else candidate.line
        if not foot and candidate.alone and above[heads.get(line - 1, "")] > 1 and line - 1 not in found:
            line -= 1
        if line < len(lines.lines):
            found[line] = step
    return list(found.items())


def _steps(lines: Lines, missed: Sequence[int], a: BreakCandidate, b: BreakCandidate) -> list[int]:
    """How many pages each head between two numbers is from the one before: as many as its own number says, though it is
    damaged, else as lie between at the length of these pages; at least one is left for each that follows."""
    start, step = lines.lines[a.line].start, b.value - a.value
    page = (lines.lines[b.line].start - start) / step
    found: list[int] = []
    for left, index in zip(range(len(missed), 0, -1), missed, strict=True):
        at = sum(found)
        tokens = {lines.lines[index].text.split()[end] for end in (0, -1)}
        said = (far for far in range(at + 1, step - left + 1) if any(damaged(token, a.value + far) for token in tokens))
        far = next(said, int((lines.lines[index].start - start) / page + MISSED))
        found.append(min(max(far - at, 1), step - left - at))
    return found


def _heads_between(lines: Lines, heads: Sequence[int], a: BreakCandidate, b: BreakCandidate) -> list[int]:
    """The heads between two numbers (indices of lines), each the least distance of pages from the one before."""
    found: list[int] = []
    last = lines.lines[a.line].start
    for index in heads[bisect_right(heads, a.line + 1) : bisect_left(heads, b.line - 1)]:
        at = lines.lines[index].start
        if at - last >= SHORTEST and lines.lines[b.line].start - at >= SHORTEST:
            found.append(index)
            last = at
    return found


def _at_foot(lines: Lines, run: Sequence[BreakCandidate], heads: Mapping[int, str]) -> bool:
    """Whether the numbers of a run stand at the foot of their pages."""
    first, last = lines.lines[run[0].line], lines.lines[run[-1].line]
    page = (last.start - first.start) / max(1, run[-1].value - run[0].value)
    if first.start < 0.2 * page:
        return False
    if lines.length - last.end < 0.2 * page:
        return True
    alone = sum(candidate.alone for candidate in run)
    beside = sum(1 for c in run if c.line + 1 in heads or c.line - 1 in heads)
    if alone < len(run) / 2 or beside > len(run) / 2:
        return False
    gaps = [(lines.lines[c.line].gap, lines.lines[c.line + 1].gap) for c in run if c.line + 1 < len(lines.lines)]
    return sum(above < below for above, below in gaps) >= sum(above > below for above, below in gaps)


def _is_of_a_sentence(lines: Lines, places: Sequence[int]) -> bool:
    """Whether lines that come again are a sentence, as a refrain is that is quoted, or a part of one: of a paragraph
    that a writer has again, which is broken at the same words into the same lines."""
    text = lines.lines[places[0]].text
    sentence = text.endswith((".", "!", "?")) and text.count(" ") > 2 and text.split()[-1][0].islower()
    around = {(lines.lines[i - 1].text, lines.lines[i + 1].text) for i in places if 0 < i < len(lines.lines) - 1}
    return sentence or len(around) <= AGAIN * len(places)


def _from_heads(lines: Lines, heads: Mapping[int, str]) -> list[tuple[int, int]]:
    """Borders between pages by lines that come again at the distance of pages, in the midst of sentences."""
    if not lines.punctuated:
        return []
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, key in heads.items():
        by_key[key].append(index)
    borders: set[int] = set()
    for places in by_key.values():
        if len(places) < RUN:
            continue
        if _is_of_a_sentence(lines, places):
            continue
        steps = [float(lines.lines[b].start - lines.lines[a].start) for a, b in pairwise(places)]
        even = median(steps) >= SHORTEST and is_regular(steps)
        if even and _cut_share(lines, places, {}) >= max(CUT, 0.5):
            borders.update(places)
    return [(line, 1) for line in sorted(borders) if line - 1 not in borders]
