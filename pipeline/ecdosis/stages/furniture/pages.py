"""Running heads and feet and page numbers of a text whose pages are known (by marks, or found by `breaks`).

Three things prove them: a number rises with the pages; a line comes again, or nearly, at the same edge of the pages
around; a sentence goes on from one page to the next as if the line were not there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from ecdosis.stages.furniture.lines import Lines, cuts
from ecdosis.stages.furniture.numbers import DASHES, Numeral, damaged, numerals, roman, roman_of, with_lost_figures
from ecdosis.stages.furniture.phrases import heading_word
from ecdosis.stages.furniture.rhythm import with_the_text
from ecdosis.stages.furniture.similar import LineKey, alike, key_of, plain_figures, similar

DEPTH: Final = 3
"""Lines at each edge of a page that are looked at: a number, a head, and one that the OCR made of a rule or a speck."""
NEAR: Final = 10
"""Pages around: heads change with the chapter, and verso and recto have their own."""
OUTVOTED: Final = 3
"""A number is none if another run has so many times its support around: `6` for 16 and `9` for 19 agree, too."""
FEW: Final = 3
"""A text of so few pages has its numbers proven by all of them."""
PROVEN: Final = 0.25
"""Share of the numbers in a run which another sign must prove; without it they may be numbers of sections."""

IDENTICAL: Final = 5
"""Pages that have a line at their edge, letter for letter, from which its length does not make it one of the text."""
NUMBERED: Final = 3
"""Pages whose number stands beside like lines from which these are heads, wherever else the source has them."""
AWAY: Final = 3
"""Lines inside of pages that are like one at the edge from which this is one of the text (a head may stand in the table
of contents and above its chapter)..."""
AWAY_SHARE: Final = 0.2
"""... if they are so many for each that stands at an edge."""
FULL: Final = 0.9
"""Share of the usual number of lines from which a page is full."""
UNITS: Final = 8
"""Pages from which it is told that each is a whole..."""
UNEVEN: Final = 0.5
"""... where less than this share of them is nearly as long as the longest are."""

WORDS: Final = 12
"""Words of a head beside a damaged number: a line with more is one of the text."""


_NUMBER_ALONE: Final = re.compile(r"(?P<n>[IVXLC]{1,7}|\d{1,2})(?P<stop>\.?)")
_MARKS: Final = re.compile(r"<[^<>]{1,20}>|[\W_]")


def unmarked(text: str) -> str:
    """The letters and figures of a line, without tags and case."""
    return _MARKS.sub("", text).casefold()


class Edge(NamedTuple):
    """A line at the edge of a page: its index, its page's, whether at the head, and how far from the edge."""

    line: int
    page: int
    top: bool
    depth: int


@dataclass(frozen=True)
class Pages:
    """The pages of a text and what is known of the lines at their edges. `marked`: the source says where they begin."""

    lines: Lines
    marked: bool

    @cached_property
    def filled(self) -> tuple[int, ...]:
        """The pages that have a line."""
        return tuple(index for index, page in enumerate(self.lines.pages) if page)

    @cached_property
    def proofread(self) -> bool:
        """Whether the marks name the files of images, as Distributed Proofreaders' do, who take out heads and numbers:
        what still comes again at few edges is a half-title, a song's first line or the name of a part."""
        return any(mark.sure and "." in mark.image for mark in self.lines.marks)

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The lines at the edges, each page from the edges inwards."""
        found: list[Edge] = []
        for page in self.filled:
            span = self.lines.pages[page]
            tops, feet = min(DEPTH, (len(span) + 1) // 2), min(DEPTH, len(span) // 2)
            found.extend(Edge(span[depth], page, True, depth) for depth in range(tops))
            found.extend(Edge(span[-1 - depth], page, False, depth) for depth in range(feet))
        return tuple(found)

    @cached_property
    def numerals(self) -> Mapping[int, tuple[Numeral, ...]]:
        """The numbers that lines at the edges may carry, by the line's index."""
        found = ((edge.line, tuple(numerals(_with_figures(self.text(edge.line))))) for edge in self.edges)
        return {line: numbers for line, numbers in found if numbers}

    def text(self, line: int) -> str:
        """A line's text without the blanks around it, and with one where several set its parts to both margins."""
        text = self.lines.lines[line].text
        return " ".join(text.split()) if "  " in text or "\t" in text else text

    @cached_property
    def numbers(self) -> Mapping[int, tuple[int, Numeral]]:
        """Page -> the line that carries its number, and the number, where it agrees with pages around; with the figures
        that are lost before it."""
        by_page: dict[int, list[tuple[Edge, Numeral]]] = defaultdict(list)
        votes: dict[int, set[tuple[bool, int]]] = defaultdict(set)
        for edge in self.edges:
            for numeral in self.numerals.get(edge.line, ()):
                by_page[edge.page].append((edge, numeral))
                votes[edge.page].add((numeral.roman, numeral.value - edge.page))
        best: dict[int, tuple[int, Numeral]] = {}
        needed = 2 if len(self.filled) > FEW else 1
        for page, found in by_page.items():
            around = Counter(v for p in range(page - NEAR, page + NEAR + 1) if p != page for v in votes.get(p, ()))
            ranked = [(around[n.roman, n.value - page], -e.depth, n.place == "alone", e, n) for e, n in found]
            support, _, _, edge, numeral = max(ranked, key=lambda item: item[:3])
            if support >= max(needed, max(around.values(), default=0) / OUTVOTED):
                best[page] = (edge.line, numeral)
        return with_lost_figures(self._proven(best))

    def _proven(self, best: Mapping[int, tuple[int, Numeral]]) -> dict[int, tuple[int, Numeral]]:
        """The numbers of a kind (at head or foot, alone or with a head) that another sign proves often enough."""
        tops = {edge.line for edge in self.edges if edge.top}
        kinds: dict[tuple[bool, bool], list[int]] = defaultdict(list)
        for page, (line, numeral) in best.items():
            kinds[line in tops, numeral.place == "alone"].append(page)
        kept: dict[int, tuple[int, Numeral]] = {}
        for (top, alone), pages in kinds.items():
            proofs = sum(self._proof(page, best[page][0], top, alone) for page in pages)
            if proofs >= PROVEN * len(pages):
                kept.update((page, best[page]) for page in pages)
        return kept

    def _proof(self, page: int, line: int, top: bool, alone: bool) -> bool:
        """Whether another sign than its rising says that a number is a page's."""
        if self.cut.get(page) or (alone and (not top or self.text(line)[0] in DASHES)):
            return True
        near = {line} if not alone else {line - 1, line + 1} & set(self.lines.pages[page])
        return any(self.plain_repeats.get(other, (0, True))[0] for other in near)

    @cached_property
    def numbers_beside_heads(self) -> bool:
        """Whether this book sets number and head in one line."""
        beside = sum(numeral.place != "alone" for _, numeral in self.numbers.values())
        return beside > len(self.numbers) / 2

    @cached_property
    def plain_keys(self) -> Mapping[int, LineKey]:
        """What is compared of the lines at the edges, by index; lines as long as running text are left out."""
        found = {}
        for edge in self.edges:
            text = self.text(edge.line)
            rest = next((n.rest for n in self.numerals.get(edge.line, ()) if n.rest), text)
            if key := self._key(text, rest):
                found[edge.line] = key
        return found

    @cached_property
    def texts(self) -> Counter[str]:
        """The lines at the edges, and how often each stands there."""
        return Counter(self.text(edge.line) for edge in self.edges)

    @cached_property
    def fly_titles(self) -> frozenset[str]:
        """What stands alone on a page, without its marks."""
        return frozenset(unmarked(self.text(page[0])) for page in self.lines.pages if len(page) == 1)

    def _key(self, text: str, rest: str) -> LineKey | None:
        """The key of what a line has beside a number; None for a line that looks like running text."""
        long = len(text) >= min(100, 0.85 * self.lines.width) and not (rest.isupper() or rest is not text)
        if long and self.texts[text] < IDENTICAL:
            return None
        key = key_of(rest)
        if key is None or not heading_word(rest):
            return key
        whole = key_of(text) if text[0].isalpha() and not key.numbers else None
        numbers = whole.numbers if whole else key.numbers  # `Chapter 3`: another number is another heading
        return key._replace(numbers=(key.letters, *numbers))

    @cached_property
    def of_the_body(self) -> frozenset[int]:
        """The lines at the edges that come again where they would not as heads or feet: inside of pages, or at the
        other edge as well, or only where the text of a page ends. So do salutations and signatures of letters,
        speakers, dates, refrains. A few heads do where the source lacks a page mark."""
        at_edges = {edge.line: edge.top for edge in self.edges}
        inside = self._inside(at_edges)
        wanted = Counter(key.letters for key in self.plain_keys.values())
        tops = Counter(key.letters for line, key in self.plain_keys.items() if at_edges[line])
        # only what comes again, or bears a number, is ever judged: so this stays linear in the pages
        candidates = {*self.repeats, *(line for line, _ in self.numbers.values())}
        judged = {key.letters for line, key in self.plain_keys.items() if line in candidates}
        lines = list(inside)
        away = {
            key: min(tops[key], count - tops[key]) + sum(inside[like] for like in alike(key, lines))
            for key, count in wanted.items()
            if key in judged
        }
        known = ((line, key.letters) for line, key in self.plain_keys.items())
        often = {key for key, count in away.items() if count >= max(AWAY, AWAY_SHARE * wanted[key])} - self._numbered()
        return frozenset(line for line, key in known if key in often) | with_the_text(self)

    def _inside(self, at_edges: Container[int]) -> Counter[str]:
        """The letters of the short lines inside of pages, and how often each comes."""
        found: Counter[str] = Counter()
        for index, line in enumerate(self.lines.lines):
            if index not in at_edges and len(line.text) < self.lines.width:
                rest = next((n.rest for n in numerals(line.text) if n.rest), line.text)
                if key := key_of(rest):
                    found[key.letters] += 1
        return found

    def _numbered(self) -> frozenset[str]:
        """The letters of heads that the numbers of pages beside them prove."""
        keys = self.plain_keys
        counts = Counter(keys[line].letters for line, _ in self.numbers.values() if line in keys)
        return frozenset(letters for letters, count in counts.items() if count >= NUMBERED)

    @cached_property
    def keys(self) -> Mapping[int, LineKey]:
        """The same, with the damaged numbers that the pages around make plain left out as well."""
        found = dict(self.plain_keys)
        for edge in self.edges:
            rest = self.beside_damaged(edge.line, edge.page) if edge.depth == 0 else ""
            if rest and (key := self._key(self.text(edge.line), rest)):
                found[edge.line] = key
        return found

    @cached_property
    def plain_repeats(self) -> Mapping[int, tuple[int, bool]]:
        """As `repeats`, before damaged numbers are known."""
        return self._repeats(self.plain_keys)

    @cached_property
    def repeats(self) -> Mapping[int, tuple[int, bool]]:
        """Line -> on how many pages around a like line stands at the same edge, and whether it is the first of them."""
        return self._repeats(self.keys)

    def _repeats(self, keys: Mapping[int, LineKey]) -> Mapping[int, tuple[int, bool]]:
        places: dict[tuple[bool, int], list[int]] = defaultdict(list)
        for edge in self.edges:
            if edge.line in keys:
                places[edge.top, edge.page].append(edge.line)
        found = {}
        for (top, page), lines in places.items():
            for line in lines:
                key = keys[line]
                around = [
                    other
                    for other in range(page - NEAR, page + NEAR + 1)
                    if other != page and any(similar(key, keys[like]) for like in places.get((top, other), ()))
                ]
                if around:
                    found[line] = (len(around), min(around) > page)
        return found

    @cached_property
    def cut(self) -> Mapping[int, bool]:
        """Page -> whether a sentence goes on into it from the page before."""
        return {page: self.is_cut(before, page) for before, page in pairwise(self.filled)}

    def is_cut(self, before: int, page: int, without: Container[int] = ()) -> bool:
        """Whether a sentence goes on into a page from the one before, some lines of furniture apart."""
        last = self._body(line for line in reversed(self.lines.pages[before]) if line not in without)
        first = self._body(line for line in self.lines.pages[page] if line not in without)
        return self.lines.punctuated and cuts(last, first)

    @cached_property
    def are_units(self) -> bool:
        """Whether each page is a whole, as a form, a recipe or a record is: no sentence goes on from one to the next,
        and few are full. Then what comes again at their edges may be the words of the form."""
        heights = sorted(self._height(page) for page in self.filled)
        if len(heights) < UNITS or any(self.cut.values()):
            return False
        full = FULL * heights[int(FULL * len(heights))]
        return sum(height >= full for height in heights) < UNEVEN * len(heights)

    def _height(self, page: int) -> int:
        """The lines of a page, with the blank ones."""
        return sum(1 + self.lines.lines[index].gap for index in self.lines.pages[page])

    @cached_property
    def after_full(self) -> frozenset[int]:
        """The pages that follow one as long as most: a chapter seldom ends just at the foot of a page."""
        heights = [self._height(page) for page in self.filled]
        full = FULL * median(heights) if heights else 0
        following = zip(self.filled[1:], heights, strict=False)
        return frozenset(page for page, height_before in following if height_before >= full)

    def _body(self, lines: Iterator[int]) -> str:
        """The first line of some that has no sign of being furniture."""
        for index, _ in zip(lines, range(DEPTH + 1), strict=False):
            text = self.text(index)
            alone = any(n.place == "alone" for n in self.numerals.get(index, ()))
            if not (alone or len(text) <= 3 or index in self.plain_repeats):
                return text
        return ""

    @cached_property
    def expected(self) -> Mapping[int, tuple[int, bool]]:
        """Page -> its number (value, whether Roman) as it is, or as the pages around it prove it."""
        known = [(page, n.value, n.roman) for page, (_, n) in sorted(self.numbers.items())]
        found = {page: (value, is_roman) for page, value, is_roman in known}
        for (page, value, is_roman), (later, other, also) in pairwise(known):
            if is_roman == also and other - value == later - page <= 2 * NEAR:
                found.update((p, (value + p - page, is_roman)) for p in range(page, later))
        for (page, value, is_roman), step in ((known[0], -1), (known[-1], 1)) if known else ():
            for distance in range(1, 4):
                if value + step * distance > 0 and 0 <= page + step * distance < len(self.lines.pages):
                    found.setdefault(page + step * distance, (value + step * distance, is_roman))
        return found

    @cached_property
    def likely(self) -> Mapping[int, frozenset[int]]:
        """Page without number -> the arabic numbers it may have, told from the pages before and those after."""
        known = [(page, n.value) for page, (_, n) in sorted(self.numbers.items()) if not n.roman]
        found: dict[int, set[int]] = defaultdict(set)
        for (page, value), (later, other) in zip([(-1, 0), *known], [*known, (len(self.lines.pages), 0)], strict=True):
            for step in range(1, min(later - page, NEAR + 1)):
                if page >= 0:
                    found[page + step].add(value + step)
                if later < len(self.lines.pages) and other > step:
                    found[later - step].add(other - step)
        return {page: frozenset(values) for page, values in found.items()}

    @cached_property
    def damaged(self) -> Mapping[int, tuple[int, int, str]]:
        """Page without number -> the line that carries it damaged, the number, and the rest of the line."""
        found: dict[int, tuple[int, int, str]] = {}
        for edge in self.edges:
            if edge.page in found or edge.page not in self.likely or edge.depth > 1:
                continue
            text = self.text(edge.line)
            for value in sorted(self.likely[edge.page]):
                if len(text) < 10 and damaged(text, value):
                    found[edge.page] = (edge.line, value, "")
                elif edge.depth == 0 and (rest := _beside(text, value)) and self._key(text, text):
                    found.setdefault(edge.page, (edge.line, value, rest))
        return found

    def is_counted(self, line: int) -> bool:
        """Whether a line that is nothing but a number is that of a chapter: the next, of the same form, stands alone
        inside of a page (a Roman number; of `1` both `2` and `3` do)."""
        number = _NUMBER_ALONE.fullmatch(self.text(line))
        if number is None:
            return False
        value, stop = roman(number["n"]), number["stop"]
        if value:
            return (roman_of(value + 1).upper() + stop) in self.chapters
        return number["n"] == "1" and {f"2{stop}", f"3{stop}"} <= self.chapters

    @cached_property
    def chapters(self) -> frozenset[str]:
        """The numbers that stand alone in lines inside of pages, parted by blank lines from what is above."""
        inner = (line for page in self.filled for line in self.lines.pages[page][1:-1] if self.lines.lines[line].gap)
        return frozenset(text for line in inner if _NUMBER_ALONE.fullmatch(text := self.text(line)))

    def beside_damaged(self, line: int, page: int) -> str:
        """What a line has beside the page's damaged number; empty if it has none."""
        found = self.damaged.get(page)
        return found[2] if found and found[0] == line else ""


def _with_figures(text: str) -> str:
    """A line with figures for the letters in its worn numbers, if it may be a head beside one."""
    return plain_figures(text) if text.count(" ") < WORDS else text


def _beside(text: str, value: int) -> str:
    """What a line has beside a damaged number at its beginning or end; empty if it carries none."""
    words = text.split()
    if len(words) < 2 or sum(len(word) > 1 for word in words) > WORDS:  # letters that are spaced out are no words
        return ""
    for count in range(1, min(4, len(words))):
        for token, rest, beside, more in (
            ("".join(words[:count]), words[count:], words[count], "".join(words[: count + 1])),
            ("".join(words[-count:]), words[:-count], words[-count - 1], "".join(words[-count - 1 :])),
        ):
            number = (len(token) > 1 or token.isdigit()) and not token.isalpha() and damaged(token, value)
            if number and not (beside.isdigit() and damaged(more, value)):  # `20 5`: both are figures of one number
                return " ".join(rest)
    return ""
