"""What surrounds the text of a web page as somebody selected it all: the menus above its title, and all below its last
paragraph: who else has written, comments, other pages, the map of the site.

As programs do that take articles from pages (jusText, Readability), lines are told by their neighbours: what is known
of pages (`web_page.toml`, the words of controls) stands in runs of short lines without sentences, and so does what is
not. What has sentences is the text, but for the comments of readers below a head that says so. Above the first and
below the last line that is known, all stays; so do lists below the words by which a text is shared, notes and sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from itertools import groupby
from typing import Final

from ecdosis.languages.dates import is_date
from ecdosis.profiles.data import table
from ecdosis.profiles.profile import File, Passage, letters_of
from ecdosis.profiles.rules import ProfileRule
from ecdosis.stages.furniture import chrome, phrases
from ecdosis.stages.persons import is_full, persons

DISTINCT: Final = 6
"""Different lines that are known of pages, from which a file is one beyond doubt."""
PARAGRAPHS: Final = 3
"""Paragraphs of prose of such a page at least."""
PROSE: Final = 25
"""Words of a paragraph of prose..."""
SENTENCE: Final = 8
"""... and of a sentence, which is prose beside another."""
KNOWN: Final = 0.3
"""Share of the lines of a run that must be known for the others to be of the page as well."""
BELOW: Final = 4
"""Lines that must be known below the text."""
NEAR: Final = 6
"""Lines without one that is known, in such a run."""
BEFORE: Final = 3
"""Lines of a menu that must be known below one that is not: a title has fewer controls below it."""
TITLE: Final = 4
"""Words of a line above the text from which it is no link, but may be a title."""
MENU: Final = 4
"""Lines of a menu, all of which may be others as well."""
TOOLS: Final = 2
"""Words one below the other by which a page offers to share its text, and the like."""
BOX: Final = 3
"""Lines one below the other that are known, within the text."""
DEEP: Final = 5
"""Different lines that are known above one that is not, below the text; words by which it is shared do not count."""
HEAD: Final = 4
"""Lines between the name of a reader and the comment."""
_STOP: Final = re.compile(r"[.!?…][\"'”’»)\]]{0,2}$")
_COUNT: Final = re.compile(r"[\d.,]{1,7}[KkMm]?\+?|[·•|/X×+–—-]|\(\d{1,5}\)")
_TIME: Final = re.compile(r",?\s(?:at |@ |um |à )?\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\.?|[A-Z]{3,4}|Uhr)?$", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w{0,6},? (?=\d)")
_MINUTES: Final = re.compile(
    r"(?:reading time:? )?\d{1,3}[ -]?(?:min|mins|minutes?|minuten)\b\.?(?: (?:read|to read|lesezeit|de lecture))?",
    re.IGNORECASE,
)
_TURNS: Final = re.compile(r"^[←«‹] ?\S.{0,80}$|^\S.{0,80} ?[→»›]$")
_CROWD: Final = re.compile(
    r"\d[\d.,]*[KkMm]? (?:followers?|following|subscribers?|likes?|views|shares|reads|claps)", re.IGNORECASE
)
_HANDLE: Final = re.compile(r"@\w{2,30}")
_COMMENTS: Final = re.compile(
    r"(?:\d[\d.,]{0,6} (?:comments?|responses?|thoughts? on .{1,120}|kommentare?|commentaires?|comentarios?|commenti)"
    r"|(?:comments?|responses?|kommentare?|commentaires?|comentarios?|commenti) ?\(?\d[\d.,]{0,6}\)?)",
    re.IGNORECASE,
)
"""The head of the comments of readers, with their number."""
_SAYS: Final = re.compile(
    r"(?P<who>\S.{0,48}?) (?:says|said|wrote|schreibt|sagt|dit|dice|diz|escribió)(?: on .{4,40})?:"
)
_RIGHTS: Final = re.compile(r"\W{0,3}(?:Copyright\b|©).{0,4}(?:\d{4}|[A-Z]).{0,120}")
_NUMBERED: Final = re.compile(r"\[?\d{1,3}[\].)] |\^ |↑ ?\S")


class Sort(Enum):
    """What a line is: KNOWN of pages, by its words alone; WEAK: known, but may be another's as well; NUMBER; LABEL:
    short, and no sentence; HEADLINE: longer; BACK: the head of notes or sources; SENTENCE; PROSE: a paragraph."""

    KNOWN = auto()
    WEAK = auto()
    NUMBER = auto()
    LABEL = auto()
    HEADLINE = auto()
    BACK = auto()
    SENTENCE = auto()
    PROSE = auto()


KNOWN_SORTS: Final = (Sort.KNOWN, Sort.WEAK)


@dataclass(frozen=True)
class _Page:
    """The sorts of a file's lines; the first line of prose and the one behind the last; where the comments of readers
    begin (behind the last line: nowhere)."""

    file: File
    sorts: Sequence[Sort]
    first: int
    end: int
    comments: int

    @cached_property
    def headings(self) -> frozenset[str]:
        """The letters of the lines of the text that may be its headings."""
        texts = (line.text for line in self.file.lines[self.first :] if len(line.text) <= chrome.HEADLINE)
        return frozenset(letters_of(re.sub(r"\[\w+\]$", "", text)) for text in texts)


def find(file: File) -> Iterator[Passage]:
    """What surrounds the text of a page; nothing in a file that is not one beyond doubt."""
    short = {line.text for line in file.lines if len(line.text) <= chrome.LABEL}
    if sum(letters_of(text) in _letters("known") or any(phrases.control(text)) for text in short) < DISTINCT // 2:
        return  # quick, and so it is of any book
    sorts = [_sort(line.text) for line in file.lines]
    known = {letters_of(file.lines[index].text) for index, sort in enumerate(sorts) if sort is Sort.KNOWN}
    if len(known) < DISTINCT or sorts.count(Sort.PROSE) < PARAGRAPHS:
        return
    comments = _comments(file, sorts)
    prose = [i for i in range(comments) if _is_prose(sorts, i)]
    page = _Page(file, sorts, prose[0], prose[-1] + 1, comments)
    for index in _above(page):
        yield _passage(file, index, "a line of the menus above the title of a page")
    for index in sorted({*_within(page)}):
        yield _passage(file, index, "what a page puts between the paragraphs of its text")
    below = _below(page)
    for index in below:
        yield _passage(file, index, "a line of what stands below the text of a page")
    if (
        below
        and (tags := range(page.end, below[0]))
        and all(sorts[i] in (Sort.LABEL, Sort.WEAK, Sort.NUMBER) for i in tags)
    ):
        why = "short lines between the text of a page and what stands below it: tags, or the text’s own?"
        yield Passage(file.lines[tags[0]].start, file.lines[tags[-1]].end, ProfileRule.NOTICE, why, asked=True)


def _passage(file: File, index: int, why: str) -> Passage:
    return Passage(file.lines[index].start, file.lines[index].end, ProfileRule.AROUND, why)


@cache
def _letters(name: str) -> frozenset[str]:
    return frozenset(map(letters_of, table("web_page")[name]))


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(one.casefold() for one in table("web_page")[name])


def _sort(text: str) -> Sort:
    """What a line is by itself."""
    letters, words = letters_of(text), len(text.split())
    if letters in _letters("back"):
        return Sort.BACK
    if _is_known(text, letters):
        return Sort.KNOWN
    if words >= PROSE and re.search(r"[^\W\d_][.!?][\"”’»)]?(?:\s|$)", text):
        return Sort.PROSE
    if _COUNT.fullmatch(text):
        return Sort.NUMBER
    if _TURNS.search(text) or any(phrases.control(text)) or _is_dated(text) or letters in _letters("weak"):
        return Sort.WEAK
    if phrases.is_one_of("section", "words", text) or phrases.is_one_of("languages", "names", text):
        return Sort.WEAK
    if words >= SENTENCE and _STOP.search(text):
        return Sort.SENTENCE
    return Sort.LABEL if chrome.is_label(text) else Sort.HEADLINE


def _is_known(text: str, letters: str) -> bool:
    """Whether a line is of a page, and of nothing else."""
    if letters in _letters("known") or _COMMENTS.fullmatch(text) or _MINUTES.fullmatch(text) or _HANDLE.fullmatch(text):
        return True
    if _RIGHTS.fullmatch(text) or _CROWD.fullmatch(text):
        return True
    low = text.casefold()
    if low.startswith(_beginnings("notices")) or (
        len(text) <= chrome.HEADLINE and low.startswith(_beginnings("begins"))
    ):
        return True
    control = any(phrases.control(text)) and not phrases.ambiguous(text)
    opener = phrases.is_one_of("opener", "lists", text) and len(letters) > 6
    shape = chrome.shape_of(text) or chrome.sole(text)
    notice = shape is not None and shape.kind == "widget" and not chrome.is_over_comment(shape)
    return control or opener or notice or letters.startswith(tuple(_letters("feet")))


def _is_dated(text: str) -> bool:
    """Whether a line is a day, with the time perhaps."""
    day = _WEEKDAY.sub("", _TIME.sub("", text))
    return len(text) <= chrome.LABEL and any(map(str.isdigit, day)) and bool(is_date(day))


def _is_prose(sorts: Sequence[Sort], index: int) -> bool:
    """Whether a line is prose: a paragraph, or a sentence beside another."""
    if sorts[index] is Sort.SENTENCE:
        return any(
            one in (Sort.SENTENCE, Sort.PROSE)
            for one in (*sorts[max(0, index - 1) : index], *sorts[index + 1 : index + 2])
        )
    return sorts[index] is Sort.PROSE


def _comments(file: File, sorts: Sequence[Sort]) -> int:
    """Where the comments of readers begin: below a head with their number, and all that has sentences below it is
    written by somebody who is named above."""
    prose = 0
    for index, line in enumerate(file.lines):
        prose += sorts[index] is Sort.PROSE
        headed = _COMMENTS.fullmatch(line.text) or letters_of(line.text) in _letters("comments")
        if prose >= PARAGRAPHS and headed and _are_comments(file, sorts, index + 1):
            return index
    return len(file.lines)


def _are_comments(file: File, sorts: Sequence[Sort], first: int) -> bool:
    heads = [index for index in range(first, len(file.lines)) if _is_over_comment(file, sorts, index)]
    told = [i for i in range(first, len(file.lines)) if sorts[i] in (Sort.SENTENCE, Sort.PROSE)]
    near = {index for head in heads for index in range(head, head + HEAD + 1)}
    alone = [i for i in told if i not in near and sorts[i - 1] not in (Sort.SENTENCE, Sort.PROSE)]
    return bool(heads) and not any(sorts[index] is Sort.PROSE for index in alone)


def _is_over_comment(file: File, sorts: Sequence[Sort], index: int) -> bool:
    """Whether a line is the one over a comment: `Ann says:`, or a day below a name."""
    text = file.lines[index].text
    if _SAYS.fullmatch(text):
        return True
    shape = chrome.shape_of(text)
    aged = shape is not None and chrome.is_over_comment(shape)
    dated = _is_dated(text) and index > 0 and sorts[index - 1] in (Sort.LABEL, Sort.WEAK, Sort.NUMBER)
    timed = len(text) <= chrome.NAME + 20 and _TIME.search(text) is not None
    return aged or dated or (timed and any(_is_dated(text[at:]) for at in range(1, len(text)) if text[at].isupper()))


def _above(page: _Page) -> Sequence[int]:
    """The lines of the menus above the title, and what pages have below it: without sentences, but no title."""
    sorts = page.sorts
    day = next((i for i in range(page.first) if _is_dated(page.file.lines[i].text)), page.first)
    menu = [i for i in range(day) if sorts[i] in KNOWN_SORTS and not _is_tool(page.file, i)]
    found = {i for i in range(page.first) if sorts[i] is Sort.KNOWN}
    zone = range(menu[0], menu[-1] + 1) if menu else range(0)
    titled = any(_may_be_title(page, i) for i in range(zone.stop, page.first))
    proven = len(menu) >= MENU or sum(i in found for i in menu) > 1
    if proven and titled and len(menu) >= KNOWN * len(zone):
        known = menu if menu[-1] in found or _is_no_title(page, menu[-1]) else menu[:-1]
        found |= {*known, *(i for i in zone if _is_link(page, i, zone, menu))}
    tools = [i for i in range(zone.stop, page.first) if _is_tool(page.file, i) or _is_dated(page.file.lines[i].text)]
    found |= {i for i in _in_rows(page, tools, TOOLS) if not _is_dated(page.file.lines[i].text)}
    return sorted(found)


def _may_be_title(page: _Page, index: int) -> bool:
    """Whether a line may be a title: not if it names a person."""
    text = re.sub(r"^(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i) ", "", page.file.lines[index].text)
    return page.sorts[index] in (Sort.LABEL, Sort.HEADLINE) and not any(map(is_full, persons(text)))


def _is_no_title(page: _Page, index: int) -> bool:
    """Whether the last line of a menu is one of it: its words are those of menus, and a line of several words that may
    be the title stands below."""
    below = (page.file.lines[i].text for i in range(index + 1, page.first) if _may_be_title(page, i))
    return any(phrases.control(page.file.lines[index].text)) and any(len(text.split()) >= TITLE for text in below)


def _is_link(page: _Page, index: int, zone: range, menu: Sequence[int]) -> bool:
    """Whether a line among those of a menu that is not known is a link, too: of few words, with more of the menu below
    it than a title has, or one to a heading of the text."""
    text = page.file.lines[index].text
    if page.sorts[index] not in (Sort.LABEL, Sort.BACK) or not _is_near(page.sorts, index, zone):
        return False
    if letters_of(text) in page.headings:
        return True
    few = page.sorts[index] is Sort.LABEL and len(text.split()) < TITLE
    return few and sum(other > index for other in menu) >= BEFORE


def _is_tool(file: File, index: int) -> bool:
    """Whether a line is of what pages have below their titles."""
    text = file.lines[index].text
    return phrases.is_one_of("tools", "lines", text) or bool(_COUNT.fullmatch(text) or _MINUTES.fullmatch(text))


def _in_rows(page: _Page, lines: Sequence[int], fewest: int) -> Iterator[int]:
    """Those of some lines that stand one below the other, so many at least, one of them with a word."""
    for _, run in groupby(enumerate(lines), key=lambda one: one[1] - one[0]):
        row = [line for _, line in run]
        if len(row) >= fewest and any(page.sorts[line] in KNOWN_SORTS for line in row):
            yield from row


def _is_near(sorts: Sequence[Sort], index: int, zone: range) -> bool:
    """Whether lines that are known stand near enough on both sides."""
    above = any(sorts[i] in KNOWN_SORTS for i in range(max(zone.start, index - NEAR), index))
    return above and any(sorts[i] in KNOWN_SORTS for i in range(index + 1, min(zone.stop, index + NEAR + 1)))


def _within(page: _Page) -> Iterator[int]:
    """What a page puts between the paragraphs of its text: several lines that are known, one below the other."""
    known = [
        i
        for i in range(page.first, page.end)
        if page.sorts[i] in KNOWN_SORTS and not _is_dated(page.file.lines[i].text)
    ]
    for index in _in_rows(page, known, BOX):
        around = range(max(0, index - BOX), index + BOX + 1)
        if sum(i < len(page.sorts) and page.sorts[i] is Sort.KNOWN for i in around) >= 2:
            yield index
    yield from _in_rows(page, [i for i in known if _is_tool(page.file, i)], TOOLS)


def _below(page: _Page) -> Sequence[int]:
    """The lines of what stands below the text."""
    sorts = page.sorts
    begin = next((i for i in range(page.end, len(sorts)) if sorts[i] is Sort.KNOWN), len(sorts))
    while (
        page.end < begin < len(sorts)
        and sorts[begin - 1] is Sort.WEAK
        and not _is_dated(page.file.lines[begin - 1].text)
    ):
        begin -= 1
    kept = _back_matter(page, begin)
    zone = [i for i in range(begin, len(sorts)) if i not in kept]
    known = [i for i in zone if sorts[i] in KNOWN_SORTS]
    plain = sum(sorts[i] is Sort.KNOWN for i in known)
    if plain < BELOW or len(known) < KNOWN * sum(i < page.comments or sorts[i] is not Sort.PROSE for i in zone):
        return ()
    whole = range(begin, known[-1] + 1)
    return [
        i for i in zone if i in whole and (sorts[i] in KNOWN_SORTS or i > page.comments or _is_of_page(page, i, whole))
    ]


def _is_of_page(page: _Page, index: int, zone: range) -> bool:
    """Whether a line below the text that is not known is of the page: in a list under a head by which pages begin one,
    or far among what is known. A list may follow on the words by which a text is shared, and be the text's."""
    sorts = page.sorts
    if sorts[index] not in (Sort.NUMBER, Sort.LABEL, Sort.HEADLINE) or not _is_near(sorts, index, zone):
        return False
    head = next((i for i in range(index - 1, zone.start - 1, -1) if _ends_list(page, i)), zone.start)
    if _heads_list(page.file.lines[head].text):
        return True
    above = (i for i in range(zone.start, head + 1) if sorts[i] is Sort.KNOWN and not _shares(page.file.lines[i].text))
    deep = len({page.file.lines[i].text for i in above}) >= DEEP
    return deep and not _shares(page.file.lines[head].text)


def _ends_list(page: _Page, index: int) -> bool:
    """Whether a line stands above a list of other pages, in which days and numbers may stand."""
    text = page.file.lines[index].text
    return page.sorts[index] is Sort.KNOWN or _heads_list(text) or _shares(text)


def _heads_list(text: str) -> bool:
    """Whether a line is the head of a list of other pages."""
    begins = text.casefold().startswith(_beginnings("list_begins"))
    return begins or phrases.is_one_of("opener", "lists", text) or letters_of(text) in _letters("lists")


def _shares(text: str) -> bool:
    """Whether a line is of the words by which a page offers to share its text, to comment it, to subscribe."""
    return any(root in letters_of(text) for root in _letters("sharing"))


def _back_matter(page: _Page, begin: int) -> frozenset[int]:
    """The lines below the head of notes or sources up to what is known of pages, and numbered ones."""
    kept: set[int] = set()
    inside = False
    for index in range(begin, len(page.sorts)):
        sort = page.sorts[index]
        inside = sort is Sort.BACK or (inside and sort is not Sort.KNOWN)
        if inside or (_NUMBERED.match(page.file.lines[index].text) and sort is not Sort.KNOWN):
            kept.add(index)
    return frozenset(kept)
