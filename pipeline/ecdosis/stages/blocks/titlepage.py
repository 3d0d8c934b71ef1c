"""The title page of a book, wherever it stands before the text: after a half-title, a list of the series, library
stamps.

It is told by what only a title page has: lines that name who had a part, and such as say where, when or by whom it was
printed. The title is what stands above the one or, if nobody is named, above the other. What is no title page by that
is left to `front`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import Final

from ecdosis.stages.blocks.credits import credit, role_of
from ecdosis.stages.blocks.frontmatter import (
    LINE,
    MOST,
    NEAR,
    PATRONYMIC,
    Page,
    end_of,
    is_imprint,
    is_opening,
    is_volume,
    mottos,
    read_page,
)
from ecdosis.stages.blocks.proposal import Proposal, Proposals
from ecdosis.stages.blocks.rules import BlockRule
from ecdosis.stages.blocks.views import View
from ecdosis.stages.persons import TRIM, counts_acts, is_full, is_name, persons
from ecdosis.stages.words import pattern, words

FAR: Final = 8
"""The same between title and author, if nothing stands between."""
TITLE_LINES: Final = 6
"""Lines of a title and what stands below it at most."""
SUBTITLE: Final = 32
"""Words of a subtitle at most."""
ENOUGH: Final = 1000
"""Words of a text that must be silent of a person before the name is no person's in it."""
HEADED: Final = 4
"""Lines above a first heading that may be the title and what belongs to it, at most."""
LONGEST: Final = 60
"""Words of the title of an article above the names of its authors, whose lines were joined, at most."""
AGAIN: Final = 60
"""Blocks after the title page within which its title stands again above the text."""
_MARK: Final = re.compile(r"^[./]\S|\.(?:png|jpe?g|tiff?|gif)\b", re.IGNORECASE)
"""What a proofreader or program has put between the lines of a title: the name of a picture."""
SENTENCES: Final = 2
"""Ends of sentences within a line from which it is prose and no title."""
_STOP: Final = re.compile(r"[^\W\d_A-Z]{2}[)\]”’\"']*[.!?]\s+[^\W\d_a-z]|\d[)\]]*[.!?]\s+[^\W\d_a-z]")
_NUMBERS: Final = re.compile(r"[(\[]?[\d\s.,;–—-]+[)\]]?\.?")
_ADDED: Final = re.compile(r"[(\[]|(?:a|an|or|being|eine?|oder|une?|ou|un|una|o|ossia)\b", re.IGNORECASE)
"""How a subtitle begins that stands directly below the title."""
_BY_SOMEBODY: Final = re.compile(r"\W*by\s", re.IGNORECASE)
"""How a line begins that says who wrote the book, though by no name: BY A LADY."""
_AND: Final = re.compile(r"(?:and|und|et|y|e|en|och|og|(?-i:a)|i|и|і)\b", re.IGNORECASE)
"""How a line begins that goes on with what stands above it; a large A is an article."""


def title_page(views: Sequence[View], heads: Proposals, most: int = MOST) -> Proposals:
    """The blocks of the title page and what stands before it, `most` of them; none if there is no title page. `heads`
    are the lines that are headings by their number."""
    end = end_of(views, heads, most)
    if end == len(views):
        return {}
    page = read_page(views, end, end < MOST and is_opening(views, end, heads))
    told_title = _title(page)
    if told_title is None:
        return {}
    title, below, sure = told_title
    found = dict(_statements(page, title))
    found.update((index, Proposal("title", sure, _WHY_TITLE, front=True, group=title[0])) for index in title)
    found.update((index, Proposal("subtitle", BlockRule.SUBTITLE, _WHY_SUBTITLE, front=True)) for index in below)
    if not below:
        found.update((i, Proposal("subtitle", BlockRule.SUBTITLE, _WHY_ACTS, front=True)) for i in _acts(page, found))
    last = max(found, default=-1)
    while last + 1 < end and views[last + 1].adjacent and views[last + 1].words <= LINE:
        last += 1
    return {index: found.get(index) or _other(views[index]) for index in range(last + 1)}


_WHY_TITLE: Final = "the line of a title page above the author or the imprint"
_WHY_SUBTITLE: Final = "the line below the title on a title page"
_WHY_ACTS: Final = "a line of a title page that says how many acts the play has"


def _acts(page: Page, found: Proposals) -> list[int]:
    """The line of a title page that says how many acts a play has, with what goes on right below it."""
    lines = range(min(found, default=0), page.end)
    first = next((i for i in lines if i not in found and counts_acts(page.views[i].text)), page.end)
    whole = takewhile(lambda i: i == first or page.views[i].adjacent, range(first, page.end))
    return [i for i in whole if i not in found and page.views[i].words <= LINE]


def _statements(page: Page, title: Sequence[int]) -> Iterator[tuple[int, Proposal]]:
    """What else the title page says: who had a part, when, where and by whom it was printed."""
    authors = any(one.role == "author" for one, _ in page.credits.values())
    lead = min(title, default=0) - 1
    if not authors and lead >= 0 and _is_author(page, [lead, *title]):
        yield lead, Proposal("byline", BlockRule.NAME, "a name above the title", front=True, group=lead)
    for first, (one, last) in page.credits.items():
        if one.role == "author" and not one.names:
            continue  # which letters of its names are their own is not known
        sure = BlockRule.BYLINE if one.alone or any(map(is_full, one.names)) else BlockRule.BYLINE_DOUBTED
        type_ = "imprint" if one.role == "other" and is_imprint(page.views[first].text) else "byline"
        for index in range(first, last + 1):
            yield (
                index,
                Proposal(
                    type_, sure, f"a line of a title page that names the {_WHO[one.role]}", group=first, front=True
                ),
            )
    for index in sorted(page.prints):
        yield (
            index,
            Proposal(
                "imprint", BlockRule.IMPRINT, "a line of a title page that says who printed it, or where", front=True
            ),
        )
    for index in sorted(page.dates):
        yield index, Proposal("date", BlockRule.DATE, "a line of a title page that is a date", front=True)


_WHO: Final = {"author": "author", "translator": "translator", "editor": "editor", "other": "one who had another part"}


def _other(view: View) -> Proposal:
    """What else stands on a title page or before it: a line, or a paragraph."""
    if view.words > LINE:
        return Proposal("p", 1.0, "", front=True)
    return Proposal("title-page", BlockRule.TITLE_PAGE, "another line of a title page, or before it", front=True)


def _title(page: Page) -> tuple[list[int], list[int], float] | None:
    """The lines of the title and of the subtitle, and how sure that is; no lines if the title of a set of works is all
    that is told, None if there is no title page."""
    for anchor in _anchors(page):
        group = [i for i in _above(page, anchor) if not is_volume(page.views[i].text)]
        lines = group[1:] if _is_author(page, group) else group
        if not lines:
            continue
        if _is_collective(page.views[lines[0]].text):
            return _below_works(page), [], BlockRule.TITLE_OF_WORKS
        title, below = _parted(page.views, lines)
        for first in range(len(lines)):
            if again := _again(page, lines[first:], within=first > 0):
                return again, _subtitle(page.views, lines[first:], len(again)), BlockRule.TITLE_CONFIRMED
        apart = sum(not page.views[index].adjacent for index in lines)
        sure = page.headed or bool(page.prints) or apart <= 2
        return title, below, BlockRule.TITLE_ABOVE if sure else BlockRule.TITLE_DOUBTED
    return None


def _again(page: Page, lines: Sequence[int], *, within: bool) -> list[int]:
    """The title that some lines begin with, if it stands again (`within` what stands before the text): what seems to be
    the title, or more lines than that, or else fewer. Lines above it were none of it, so they do not lead on to it."""
    views = page.views
    if within and (_goes_on(views[lines[0] - 1], views[lines[0]]) or _ADDED.match(views[lines[0]].text)):
        return []
    count = len(_parted(views, lines)[0])
    fewer = [n for n in range(count - 1, 0, -1) if not _is_linked(views[lines[n - 1]].text, views[lines[n]].text)]
    most = min(len(lines), TITLE_LINES)
    near = range(page.end if within else min(page.end + AGAIN, len(views)))
    return next((list(lines[:n]) for n in (*range(count, most + 1), *fewer) if _stands_in(page, lines[:n], near)), [])


def _anchors(page: Page) -> Iterator[int]:
    """The lines above which the title may stand, from the best: one that names the author, one that names somebody
    else, the imprint; the end of the first lines, if an author's name begins them or a heading ends them."""
    named = sorted(page.credits, key=lambda index: (page.credits[index][0].role == "other", index))
    yield from (index for index in named if page.credits[index][0].role == "author")
    if named or len(page.prints | page.dates) > 1:
        yield from (index for index in named if page.credits[index][0].role != "author")
        yield from (i for i in sorted(page.prints) if {i + 1, i + 2} & (page.prints | page.dates))
    first = next((i for i in range(1, page.end) if page.views[i].above > NEAR), page.end)
    if (first > 1 and _is_author(page, range(first))) or (not named and page.headed and _is_all(page, first)):
        yield first


def _is_all(page: Page, first: int) -> bool:
    """Whether a few short lines are all that stands before the first heading."""
    return first == page.end <= HEADED and all(view.words <= LINE for view in page.views[:first])


def _is_author(page: Page, lines: Sequence[int]) -> bool:
    """Whether the first of some lines is the bare name of the author, above the title: it has a patronymic or initials,
    or the text never speaks of a person of that name, as it would of one in the title."""
    if len(lines) < 2 or any(one.role == "author" for one, _ in page.credits.values()):
        return False
    name = page.views[lines[0]].text.strip(TRIM)
    if is_name(name) and is_full(name) and _holds_rights(page, name):
        return True
    if not is_name(name) or not is_full(name) or (name.isupper() and not re.search(r"\w\.", name)):
        return False
    if PATRONYMIC.search(name) or re.match(r"(?:[^\W\d_]\.\s?)+", name):
        return True
    surname = re.compile(rf"(?<!\w){re.escape(name.split()[-1][:5])}", re.IGNORECASE)
    rest = [view.text for view in page.views[lines[0] + 1 :]]
    return sum(view.words for view in page.views) > ENOUGH and not any(map(surname.search, rest))


def _holds_rights(page: Page, name: str) -> bool:
    """Whether a line on the page or right behind it says that the copyright is somebody's."""
    said = re.compile(rf"(?:©|copyright)[^\n]{{0,30}}\b{re.escape(name)}\b", re.IGNORECASE)
    return any(said.search(view.text) for view in page.views[1:MOST])


def _is_collective(text: str) -> bool:
    """Whether a line is the title of a set of works, or of a series, below which that of the work stands."""
    found = re.findall(r"[^\W\d_]+", text)
    return len(found) <= LINE // 2 and pattern("collective").search(text) is not None


def _below_works(page: Page) -> list[int]:
    """The lines of the title below that of a set of works: such as stand again above the text, or the last lines before
    it."""
    taken = {line for first, (_, last) in page.credits.items() for line in range(first, last + 1)}
    free = [
        i for i in range(page.end) if i not in taken | page.prints | page.dates and _has_letters(page.views[i].text)
    ]
    free = [i for i in free if page.views[i].words <= LINE and not _is_collective(page.views[i].text)]
    free = [i for i in free if not is_volume(page.views[i].text)]
    again = [i for i in free if _stands_in(page, [i], range(i + 1, min(page.end + AGAIN, len(page.views))))]
    again = again or [i for i in free if i and _is_below_volume(page.views, i)]
    if again:
        return _whole(page.views, again[-1], free)
    last: list[int] = []
    for index in range(page.end - 1, -1, -1):
        if index not in free:
            return []
        last.insert(0, index)
        if page.views[index].above > NEAR:
            return last if len(last) <= TITLE_LINES // 2 else []
    return []


def _is_below_volume(views: Sequence[View], index: int) -> bool:
    """Whether a line is the last of a page, below the number of a volume: its title."""
    ends = index + 1 == len(views) or views[index + 1].above > NEAR - 1
    return ends and is_volume(views[index - 1].text) and views[index].above <= NEAR


def _whole(views: Sequence[View], line: int, free: Sequence[int]) -> list[int]:
    """A line of a title with those that it goes on from and in."""
    first = last = line
    while first - 1 in free and _goes_on(views[first - 1], views[first]):
        first -= 1
    while last + 1 in free and _goes_on(views[last], views[last + 1]):
        last += 1
    return list(range(first, last + 1))


def _stands_in(page: Page, title: Sequence[int], near: range) -> bool:
    """Whether a title stands again in some lines of their own."""
    wanted = _letters(" ".join(page.views[index].text for index in title))
    return len(wanted) > 3 and any(_is_like(page.views, i, wanted) for i in near if i not in title)


def _is_like(views: Sequence[View], first: int, wanted: str) -> bool:
    """Whether lines from one on have just some letters."""
    found = ""
    for index, view in enumerate(views[first : first + TITLE_LINES], first + 1):
        if found and view.above > NEAR:
            return False
        found += _letters(view.text)
        if found == wanted:
            below = views[index] if index < len(views) else None
            return below is None or not below.adjacent or below.running or credit(below.text) is not None
        if not wanted.startswith(found):
            return False
    return False


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _above(page: Page, anchor: int) -> list[int]:
    """The lines above a line of the title page, up to what is no title. One between others of one block that speaks of
    printing (`works published under the name of`) is the title's, unless it begins the block."""
    found: list[int] = []
    taken = {line for first, (_, last) in page.credits.items() for line in range(first, last + 1)}
    adjacent = page.views[anchor].adjacent and anchor in page.credits and not credit(page.views[anchor].text)
    near = _nearest(page.views[: anchor + 1])
    quoted = mottos(page.views, anchor)
    for index in range(anchor - 1, -1, -1):
        if index in quoted and not found:
            continue
        if _MARK.search(page.views[index].text) or not any(map(str.isalnum, page.views[index].text)):
            continue
        gap, view = page.views[index + 1].above, page.views[index]
        if adjacent and not page.views[index + 1].adjacent:
            break
        linked = bool(found) and _AND.match(page.views[index + 1].text) is not None  # it goes on, over a page even
        inside = bool(found) and index in page.prints and page.views[index + 1].adjacent
        stated = index in taken | page.dates or (index in page.prints and not inside)
        named = any(not is_volume(page.views[i].text) for i in found)
        if gap > (near if named and not linked else FAR) or stated:
            break
        subtitled = view.words <= SUBTITLE and _ADDED.match(view.text) is not None
        if view.words > LINE and not (subtitled or (adjacent and view.words <= LONGEST and view.text[-1].isalnum())):
            return [] if page.views[index + 1].adjacent else found  # the title may be cut
        if len(_STOP.findall(view.text)) >= SENTENCES:
            break
        is_title = _has_letters(view.text) or view.text.strip(TRIM).casefold() in words("articles")
        if not is_title and not _NUMBERS.fullmatch(view.text):
            break
        found.insert(0, index)
    return list(dropwhile(page.prints.__contains__, found))


def _nearest(views: Sequence[View]) -> int:
    """Blank lines that part the lines of one title at most: a scan may have more everywhere."""
    return min(FAR, max(NEAR, min((view.above for view in views[1:]), default=NEAR)))


def _has_letters(text: str) -> bool:
    """Whether a line has letters enough for one of a title, and is no mark or dirt."""
    letters = sum(map(str.isalpha, text))
    return letters > 1 and 2 * letters >= len(text.replace(" ", ""))


def _parted(views: Sequence[View], lines: Sequence[int]) -> tuple[list[int], list[int]]:
    """The lines of the title, and those of the subtitle below it."""
    title = [lines[0]]
    for index in lines[1:TITLE_LINES]:
        if not _goes_on(views[index - 1], views[index]):
            break
        title.append(index)
    return title, _subtitle(views, lines, len(title))


def _subtitle(views: Sequence[View], lines: Sequence[int], count: int) -> list[int]:
    """The lines of the subtitle below the first `count` of some lines, if there is nothing else below them."""
    below = list(lines[count : count + 1])
    for index in lines[count + 1 :]:
        if not (views[index].adjacent or _goes_on(views[index - 1], views[index])):
            return []
        below.append(index)
    fits = sum(views[index].words for index in below) <= SUBTITLE
    named = any(is_full(name) for index in below[:1] for name in persons(views[index].text))
    told = below and (_BY_SOMEBODY.match(views[below[0]].text) or role_of(views[below[0]].text, anywhere=True))
    return below if below and fits and not (named or told) else []


def _goes_on(before: View, view: View) -> bool:
    """Whether a line of a title goes on in the next."""
    a, b = before.text.strip(), view.text.strip()
    return _is_linked(a, b) or (view.adjacent and a[-1] not in ":.;" and not _ADDED.match(b))


def _is_linked(a: str, b: str) -> bool:
    """Whether words link two lines of a title: `and the`, a comma, an article at the end."""
    last = re.findall(r"[^\W\d_]+", a)[-1:] or [""]
    bare = (a.strip(TRIM).casefold(), b.strip(TRIM).casefold())
    opens = last[0].casefold() in words("unfinished") or last[0].casefold() in words("title_adjectives")
    return opens or a[-1] in "-," or any(one in words("title_links") for one in bare)
